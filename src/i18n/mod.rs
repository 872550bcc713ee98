//! The two languages of a portal, a value in both, and how numbers and dates are written.
//!
//! This module is vocabulary: every stage may speak it, and it knows no stage.
//! The pair of languages is named here and nowhere else.

mod characters;
mod choice;
mod csv;
mod date;

pub use characters::{CharacterVerdict, OddCharacter, for_terminal, odd_characters};
pub use choice::{Choice, ChoiceWord};
pub use csv::write_csv;
pub use date::PartialDate;

use std::fmt;

/// A language of the portal. Chinese is the authoritative one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lang {
    /// Chinese in simplified characters.
    Zh,
    /// English.
    En,
}

impl Lang {
    /// Both languages, the authoritative one first.
    pub const ALL: [Lang; 2] = [Lang::Zh, Lang::En];

    /// The BCP 47 tag, as the `lang` attribute and `hreflang` want it.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::Zh => "zh-CN",
            Lang::En => "en",
        }
    }

    /// The short code used in addresses, file names and data keys.
    pub fn code(self) -> &'static str {
        match self {
            Lang::Zh => "zh",
            Lang::En => "en",
        }
    }

    /// The language written in itself, for the switch between the two.
    pub fn autonym(self) -> &'static str {
        match self {
            Lang::Zh => "中文",
            Lang::En => "English",
        }
    }

    /// The other language.
    pub fn other(self) -> Lang {
        match self {
            Lang::Zh => Lang::En,
            Lang::En => Lang::Zh,
        }
    }

    /// The language with this short code, if there is one.
    pub fn from_code(code: &str) -> Option<Lang> {
        Lang::ALL.into_iter().find(|lang| lang.code() == code)
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A value in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct PerLang<T> {
    pub zh: T,
    pub en: T,
}

impl<T> PerLang<T> {
    /// The same constructor for both languages.
    pub fn from_fn(mut make: impl FnMut(Lang) -> T) -> Self {
        PerLang { zh: make(Lang::Zh), en: make(Lang::En) }
    }

    /// The value in one language.
    pub fn get(&self, lang: Lang) -> &T {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }

    /// The value in one language, to be changed.
    pub fn get_mut(&mut self, lang: Lang) -> &mut T {
        match lang {
            Lang::Zh => &mut self.zh,
            Lang::En => &mut self.en,
        }
    }

    /// Both values, each with its language.
    pub fn iter(&self) -> impl Iterator<Item = (Lang, &T)> {
        Lang::ALL.into_iter().map(|lang| (lang, self.get(lang)))
    }
}

/// Whether a text holds Chinese characters.
pub fn has_han(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}'))
}

/// Whether a line end between two characters is no space: both are full-width, as Han
/// characters and their punctuation are.
pub fn joins_lines(before: char, after: char) -> bool {
    let wide = |c| unicode_width::UnicodeWidthChar::width(c) == Some(2);
    wide(before) && wide(after)
}

/// A text that exists in both languages.
pub type Text = PerLang<String>;

/// Makes a [`Text`] from two string-likes.
pub fn text(zh: impl Into<String>, en: impl Into<String>) -> Text {
    PerLang { zh: zh.into(), en: en.into() }
}
