//! How many values it takes to answer a question: the one rule by which charts, lines,
//! tables of places by indicators and pages of pairs are shown or not. The methodology page
//! tells it to readers; below it, values are said in words or listed.

/// Places that are set in an order need someone to stand beside.
const COMPARED: usize = 2;

/// A map of two places shows no pattern.
const MAPPED: usize = 3;

/// More rows than that are read for their ends.
const LONG: usize = 12;

/// How many of the largest changes are drawn where there are more than can be looked at.
pub const LARGEST: usize = 8;

/// Two lone years are a change and no course.
const COURSE: usize = 3;

/// Whether so many values can be set in an order.
pub const fn compares(values: usize) -> bool {
    values >= COMPARED
}

/// Whether so many values of so many places make a map worth looking at.
pub const fn maps(values: usize, places: usize) -> bool {
    values >= MAPPED && fills(values, places)
}

/// Whether so many years of one place make a line over the years.
pub const fn makes_course(years: usize) -> bool {
    years >= COURSE
}

/// Whether so many places of which the change is known make a column of changes beside the
/// values of so many.
pub const fn tells_changes(known: usize, values: usize) -> bool {
    compares(known) && fills(known, values)
}

/// Whether a drawing of so many changes is of the largest only: all stand in its table.
pub const fn is_long(changes: usize) -> bool {
    changes > LONG
}

/// Whether a table with so many of its cells filled is worth drawing as one: fewer than
/// half of them are empty.
pub const fn fills(filled: usize, cells: usize) -> bool {
    filled * 2 > cells
}

/// Whether two places that share so many values have anything to be compared by.
pub const fn pairs(shared: usize) -> bool {
    shared >= 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_little_and_what_is_enough() {
        assert!(!compares(1) && compares(2));
        assert!(!maps(2, 3) && maps(3, 4) && !maps(4, 16));
        assert!(!makes_course(2) && makes_course(3));
        assert!(!tells_changes(1, 1) && tells_changes(2, 3) && !tells_changes(8, 16));
        assert!(!is_long(12) && is_long(13));
        assert!(!fills(8, 16) && fills(9, 16) && !fills(0, 0));
        assert!(!pairs(0) && pairs(1));
    }
}
