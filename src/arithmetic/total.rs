//! Totals that give away what a document has masked.

use super::operand::{Exactness, Operand};

/// The one masked part that a reader could recompute from the total and the other
/// parts, as an index into `parts`. `None` if nothing is masked, if more than one part
/// is, or if the total or another part is known only as a bound or a range.
///
/// A total printed in 万 still gives the part away, to the nearest hundred or thousand.
pub fn recoverable(total: &Operand, parts: &[Operand]) -> Option<usize> {
    let known = |operand: &Operand| match operand {
        Operand::Printed(printed) => printed.exactness == Exactness::Exact && printed.high.is_none(),
        Operand::Masked => false,
    };
    let mut unknown = (0..parts.len()).filter(|index| !known(&parts[*index]));
    let only = unknown.next().filter(|index| parts[*index] == Operand::Masked);
    only.filter(|_| unknown.next().is_none() && known(total))
}

#[cfg(test)]
mod tests {
    use super::super::operand::PrintedOperand;
    use super::*;

    #[test]
    fn one_masked_part_of_a_known_total_is_recoverable() {
        let known = |value: i64| Operand::Printed(PrintedOperand::exactly(value.into()));
        let bounded =
            Operand::Printed(PrintedOperand { exactness: Exactness::AtLeast, ..PrintedOperand::exactly(7.into()) });
        let masked = Operand::Masked;
        assert_eq!(recoverable(&known(10), &[known(3), masked, known(2)]), Some(1));
        assert_eq!(recoverable(&known(10), &[known(3), known(7)]), None);
        assert_eq!(recoverable(&known(10), &[masked, masked]), None);
        assert_eq!(recoverable(&known(10), &[masked, bounded]), None);
        assert_eq!(recoverable(&bounded, &[masked, known(3)]), None);
        assert_eq!(recoverable(&masked, &[masked]), None);
    }
}
