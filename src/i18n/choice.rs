//! Closed sets of words: a data file writes one of them, the program means a variant.

/// A word of a closed set, and what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChoiceWord {
    /// As data files, downloads and templates write it.
    pub word: &'static str,
    pub zh: &'static str,
    pub en: &'static str,
}

/// An enum that is written as one of some words; declared with [`choices!`](crate::choices).
pub trait Choice: Copy + 'static {
    /// The words, in the order in which they are listed.
    const WORDS: &'static [ChoiceWord];

    /// The variant that a word stands for.
    fn from_word(word: &str) -> Option<Self>;

    /// The word of this variant.
    fn word(self) -> &'static str;
}

/// Declares a closed set of words once: each variant with its word and what it means, in
/// Chinese and in English. Reading, writing, messages, schemas and the reference of fields
/// follow from it.
#[macro_export]
macro_rules! choices {
    (
        $(#[$meta:meta])*
        pub enum $name:ident {
            $($(#[$variant_meta:meta])* $variant:ident = $word:literal, $zh:literal, $en:literal;)+
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $(#[doc = $en] $(#[$variant_meta])* $variant,)+
        }

        impl $name {
            /// All variants with their words.
            pub const ALL: [(&'static str, $name); [$($word),+].len()] = [$(($word, $name::$variant)),+];

            /// The word, as data files, downloads and templates write it.
            pub fn code(self) -> &'static str {
                match self { $($name::$variant => $word,)+ }
            }
        }

        impl $crate::i18n::Choice for $name {
            const WORDS: &'static [$crate::i18n::ChoiceWord] =
                &[$($crate::i18n::ChoiceWord { word: $word, zh: $zh, en: $en }),+];

            fn from_word(word: &str) -> Option<$name> {
                $name::ALL.into_iter().find(|(known, _)| *known == word).map(|(_, variant)| variant)
            }

            fn word(self) -> &'static str {
                self.code()
            }
        }
    };
}
