//! What sorts of things words speak of: which stage of education, public or private, urban or rural, pupils or teachers.

use crate::figure::lexicon::kinds::{KINDS_EN, KINDS_ZH, KindWord, NO_KINDS_ZH, PUPILS_FIRST, Scale, TEACHERS_FIRST};
use crate::i18n::Lang;

/// The kinds that words name, as bits on each scale.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kinds([u16; Scale::ALL.len()]);

impl Kinds {
    /// The kinds of a text.
    pub fn of(text: &str, lang: Lang) -> Kinds {
        let mut kinds = Kinds::default();
        let lower;
        let (text, table) = match lang {
            Lang::Zh => (text, KINDS_ZH),
            Lang::En => {
                lower = text.to_lowercase();
                (lower.as_str(), KINDS_EN)
            }
        };
        let mut at = 0;
        while let Some(letter) = text[at..].chars().next() {
            let torn = lang == Lang::En && text[..at].ends_with(|c: char| c.is_ascii_alphanumeric());
            match word_at(&text[at..], table, lang).filter(|_| !torn) {
                Some(word) => {
                    // 公办园 is a kindergarten, and public.
                    for (_, scale, bits) in table.iter().filter(|entry| means(word, entry, table, lang)) {
                        kinds.0[*scale as usize] |= bits;
                    }
                    at += word.len();
                }
                None => at += letter.len_utf8(),
            }
        }
        kinds
    }

    /// The kinds of both.
    pub fn and(self, other: Kinds) -> Kinds {
        Kinds(std::array::from_fn(|scale| self.0[scale] | other.0[scale]))
    }

    /// The scale on which both name kinds, and none in common.
    pub fn contradicts(self, other: Kinds) -> Option<Scale> {
        Scale::ALL.into_iter().find(|scale| {
            let (here, there) = (self.0[*scale as usize], other.0[*scale as usize]);
            here != 0 && there != 0 && here & there == 0
        })
    }
}

/// The longest word with which a text begins.
fn word_at(text: &str, table: &'static [KindWord], lang: Lang) -> Option<&'static str> {
    let here = table.iter().map(|(word, ..)| *word).filter(|word| match lang {
        Lang::Zh => text.starts_with(word) && !NO_KINDS_ZH.iter().any(|no| text[word.len()..].starts_with(no)),
        Lang::En => text.starts_with(word) && !text[word.len()..].starts_with(|c: char| c.is_ascii_alphanumeric()),
    });
    here.max_by_key(|word| word.len())
}

/// Whether a word means what an entry of its table says: as that word, or because it holds it, on a scale on which it
/// is not itself.
fn means(word: &str, (entry, scale, _): &KindWord, table: &[KindWord], lang: Lang) -> bool {
    let holds = match lang {
        Lang::Zh => word.contains(entry),
        Lang::En => word.split([' ', '-']).any(|part| part == *entry),
    };
    let itself = |(known, of, _): &KindWord| *known == word && of == scale;
    word == *entry || (holds && !table.iter().any(itself))
}

/// Whether words call a ratio by the teachers first (师生比) or by the pupils first (生师比).
pub fn teachers_first(text: &str) -> Option<bool> {
    let text = text.to_lowercase();
    let last = |words: &[&str]| words.iter().filter_map(|word| text.rfind(word)).max();
    match (last(TEACHERS_FIRST), last(PUPILS_FIRST)) {
        (None, None) => None,
        (teachers, pupils) => Some(teachers > pupils),
    }
}
