//! How deep styles may be nested, and how much they may become when nesting is written out:
//! the parser goes down by recursion, and rules within rules multiply.

use crate::i18n::Text;
use crate::parse::records::Limit;
use crate::say;

/// How many rules and at-rules may stand in each other.
const DEEPEST_RULES: usize = 24;
/// How many brackets may stand in each other, in selectors and values.
const DEEPEST_BRACKETS: usize = 64;
/// Why a sheet is not read, and the byte at which that shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OverBudget {
    pub at: usize,
    what: Excess,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Excess {
    Rules,
    Brackets,
    /// Of all rules, when nesting is written out; the built-in theme has about a thousand.
    Selectors(Limit),
}

impl OverBudget {
    /// What there is too much of.
    pub fn words(self) -> Text {
        match self.what {
            Excess::Rules => {
                say!("规则套了{DEEPEST_RULES}层以上", "more than {DEEPEST_RULES} rules stand in each other")
            }
            Excess::Brackets => {
                say!("括号套了{DEEPEST_BRACKETS}层以上", "more than {DEEPEST_BRACKETS} brackets stand in each other")
            }
            Excess::Selectors(Limit { most, .. }) => say!(
                "套在一起的规则写开以后，选择器超过{most}个",
                "nested rules have more than {most} selectors when they are written out"
            ),
        }
    }

    /// What to do; the depth is bounded by what the parser can take and cannot be raised.
    pub fn cure(self, first: Text) -> Text {
        match self.what {
            Excess::Rules | Excess::Brackets => first,
            Excess::Selectors(limit) => limit.cure(first),
        }
    }
}

/// Looks through a sheet for what would be too much.
pub fn over_budget(css: &str, most: Limit) -> Option<OverBudget> {
    let (css, prelude) = (css.as_bytes(), Prelude::default());
    let mut scan = Scan { css, at: 0, prelude, open: Vec::new(), selectors: 0, most };
    scan.run().err()
}

struct Scan<'a> {
    css: &'a [u8],
    at: usize,
    prelude: Prelude,
    /// How many selectors each rule that is open has when it is written out.
    open: Vec<usize>,
    /// Of all rules so far.
    selectors: usize,
    most: Limit,
}

/// What stands before the next brace.
#[derive(Default)]
struct Prelude {
    at_rule: bool,
    begun: bool,
    commas: usize,
    /// Each is replaced by all selectors of the rule around.
    ampersands: usize,
    brackets: usize,
}

impl Scan<'_> {
    fn run(&mut self) -> Result<(), OverBudget> {
        while let Some(byte) = self.css.get(self.at).copied() {
            self.at += 1;
            match byte {
                b'"' | b'\'' => self.skip_string(byte),
                b'/' if self.css.get(self.at) == Some(&b'*') => self.skip_comment(),
                b'\\' => self.at += 1,
                b'{' => self.open_rule()?,
                b'}' => {
                    self.open.pop();
                    self.prelude = Prelude::default();
                }
                b';' if self.prelude.brackets == 0 => self.prelude = Prelude::default(),
                b'(' | b'[' => {
                    self.prelude.brackets += 1;
                    if self.prelude.brackets > DEEPEST_BRACKETS {
                        return self.over(Excess::Brackets);
                    }
                }
                b')' | b']' => self.prelude.brackets = self.prelude.brackets.saturating_sub(1),
                b',' => self.prelude.commas += 1,
                b'&' => self.prelude.ampersands += 1,
                _ => {}
            }
            if !byte.is_ascii_whitespace() && !matches!(byte, b'{' | b'}' | b';') && !self.prelude.begun {
                (self.prelude.begun, self.prelude.at_rule) = (true, byte == b'@');
            }
        }
        Ok(())
    }

    fn open_rule(&mut self) -> Result<(), OverBudget> {
        let prelude = std::mem::take(&mut self.prelude);
        let around = self.open.last().copied().unwrap_or(1);
        let own = if prelude.at_rule { 1 } else { (prelude.commas + 1).max(prelude.ampersands) };
        let written_out = around.saturating_mul(own);
        self.selectors = self.selectors.saturating_add(written_out);
        self.open.push(written_out);
        if self.open.len() > DEEPEST_RULES {
            return self.over(Excess::Rules);
        }
        if self.most.is_passed(self.selectors) {
            return self.over(Excess::Selectors(self.most));
        }
        Ok(())
    }

    fn over(&self, what: Excess) -> Result<(), OverBudget> {
        Err(OverBudget { at: self.at - 1, what })
    }

    fn skip_string(&mut self, quote: u8) {
        while let Some(byte) = self.css.get(self.at).copied() {
            self.at += 1;
            match byte {
                b'\\' => self.at += 1,
                b'\n' => return,
                _ if byte == quote => return,
                _ => {}
            }
        }
    }

    fn skip_comment(&mut self) {
        self.at += 1;
        while self.at < self.css.len() && !self.css[self.at..].starts_with(b"*/") {
            self.at += 1;
        }
        self.at += 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::records::Limits;

    fn selectors() -> Limit {
        Limits::default().selectors()
    }

    #[test]
    fn styles_as_they_are_written_are_within_the_budget() {
        for css in ["", "a{b:c}", "a{&:hover,&:focus{b:c}}", "@media (a){@supports (b){c{d:calc((1 + (2 * 3)))}}}"] {
            assert_eq!(over_budget(css, selectors()), None, "{css}");
        }
        let many = "a,b,c{d:e}\n".repeat(5_000);
        assert_eq!(over_budget(&many, selectors()), None);
        let strings = format!("a{{content:\"{0}\";b:'{0}'}} /* {0} */", "{".repeat(1000));
        assert_eq!(over_budget(&strings, selectors()), None);
    }

    #[test]
    fn what_is_nested_too_deeply_or_multiplies_is_refused() {
        let nested = |open: &str, close: &str, times: usize| format!("{}{}", open.repeat(times), close.repeat(times));
        for (css, what) in [
            (nested("a{", "}", 5_000), Excess::Rules),
            (nested("a{", "", 100_000), Excess::Rules),
            (nested("@media all{", "}", 1_000), Excess::Rules),
            (format!("a{{b:{}}}", nested("(", ")", 5_000)), Excess::Brackets),
            (format!("{}{{}}", nested(":is(", ")", 5_000)), Excess::Brackets),
            (nested("a,b,c,d{", "}", 12), Excess::Selectors(selectors())),
            (nested("& &{", "}", 20), Excess::Selectors(selectors())),
        ] {
            assert_eq!(over_budget(&css, selectors()).map(|over| over.what), Some(what), "{}", &css[..20]);
        }
    }
}
