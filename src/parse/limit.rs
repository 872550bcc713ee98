//! One limit, and how its messages say where it is raised.

use crate::diag::{Code, Diagnostic, Span};
use crate::i18n::Text;
use crate::say;

/// How many entries a list of a data file may have, where the site says nothing else.
pub const ENTRIES: Limit = Limit { key: "records", most: 100_000 };

/// One of the limits: its key in `data/site.yaml`, and what it allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    pub key: &'static str,
    pub most: u32,
}

impl Limit {
    /// Whether there is more than the limit allows.
    pub fn is_passed(self, count: usize) -> bool {
        u32::try_from(count).map_or(true, |count| count > self.most)
    }

    /// How to raise the limit, after what else can be done.
    pub fn cure(self, first: Text) -> Text {
        let Limit { key, most } = self;
        let Text { zh, en } = first;
        say!(
            "{zh}；确实需要的，在`data/site.yaml`的`limits`里放宽`{key}`（现在是{most}）",
            "{en}; where so much is meant, raise `{key}` under `limits` in `data/site.yaml` (it is {most})"
        )
    }

    /// That there is more of something than the limit allows, with what else can be done.
    pub fn passed(self, span: Span, message: Text, first: Text) -> Diagnostic {
        Diagnostic::new(Code::OverLimit, span, message).help(self.cure(first))
    }
}
