//! How exactly a number is meant: the same words for data, texts and charts.

use crate::choices;

choices! {
    /// How a printed number stands to the true value.
    pub enum Qualifier {
        Exact = "exact", "准确值", "The number is exact.";
        About = "about", "约、近、左右：≈", "About: 约, 近, 左右, ≈.";
        MoreThan = "more-than", "余、多、超过：>", "More than: 余, 多, 超过, >.";
        AtLeast = "at-least", "以上、不少于：≥", "At least: 以上, 不少于, ≥.";
        LessThan = "less-than", "不到、不足：<", "Less than: 不到, 不足, <.";
        AtMost = "at-most", "以内、不超过：≤", "At most: 以内, 不超过, ≤.";
        Range = "range", "从`value`到`upper`的区间", "From `value` to `upper`.";
    }
}

impl Qualifier {
    /// The sign drawn before a number.
    pub fn sign(self) -> &'static str {
        match self {
            Qualifier::Exact | Qualifier::Range => "",
            Qualifier::About => "≈",
            Qualifier::MoreThan => ">",
            Qualifier::AtLeast => "≥",
            Qualifier::LessThan => "<",
            Qualifier::AtMost => "≤",
        }
    }
}
