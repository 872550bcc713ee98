//! How exactly a number is meant: the same words for data, texts and charts.

/// How a printed number stands to the true value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Qualifier {
    Exact,
    /// 约, 近, 左右: ≈
    About,
    /// 余, 多, 超过: >
    MoreThan,
    /// 以上, 不少于: ≥
    AtLeast,
    /// 不到, 不足: <
    LessThan,
    /// 以内, 不超过: ≤
    AtMost,
    /// From `value` to `upper`.
    Range,
}

impl Qualifier {
    /// All qualifiers with their words.
    pub const ALL: [(&'static str, Qualifier); 7] = [
        ("exact", Qualifier::Exact),
        ("about", Qualifier::About),
        ("more-than", Qualifier::MoreThan),
        ("at-least", Qualifier::AtLeast),
        ("less-than", Qualifier::LessThan),
        ("at-most", Qualifier::AtMost),
        ("range", Qualifier::Range),
    ];

    /// The word.
    pub fn code(self) -> &'static str {
        Qualifier::ALL.iter().find(|(_, known)| *known == self).map_or("exact", |(code, _)| code)
    }

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
