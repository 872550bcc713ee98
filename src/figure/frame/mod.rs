//! What the words around a figure say of it, by form and lexicon alone: direction, level or change, base, scope,
//! qualifier, kinds of what is counted, and the sentence in which it stands.

mod kinds;
mod sentences;
mod subjects;

pub use kinds::{Kinds, teachers_first};
pub use sentences::sentences;
pub use subjects::is_subject;

use self::sentences::sentence_ends;
use super::lexicon::frames::{
    BASES_EN, BASES_ZH, Base, COMPARES_WITH_WHOLES, FALL_RATES_EN, FALL_RATES_ZH, FALLS_AFTER_EN, FILLERS_ZH,
    HEADS_OF_CHANGES, JOINS_EN, JOINS_ZH, LEADS_BEHIND_EN, LEADS_BEHIND_ZH, LEVELS_EN, LEVELS_ZH, LINKS_EN,
    NAMES_OF_ADDITIONS, NAMES_OF_CHANGES, NO_QUALIFIER_EN, NO_QUALIFIER_ZH, NO_WHOLES, RISES_AFTER_EN, RISES_EN,
    RISES_ZH, RankScope, SCOPES_EN, SCOPES_ZH, SEEN_AS_WHOLE_ZH, WHOLE_SUBJECTS_EN, WHOLES_EN, WHOLES_ZH,
};
use super::lexicon::phrases::{AFTER_EN, AFTER_ZH, BEFORE_EN, BEFORE_ZH, FALLS_EN, FALLS_ZH};
use super::qualifier::Qualifier;
use super::words::{longest_end, longest_last_word, longest_start, longest_word};
use crate::i18n::Lang;
use std::ops::Range;

/// Which way a value went by the number of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueCourse {
    Rise,
    Fall,
}

/// What words or a name say of a number: where a value stands, or by how much it changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measured {
    Level,
    Change,
}

/// Whether a ratio in digits is written n:1 and not 1:n; nothing where it is neither, or both.
pub fn ratio_turned(text: &str) -> Option<bool> {
    let separators = [":", "：", "∶", "比", " to "];
    let (left, right) = separators.iter().find_map(|mark| text.split_once(mark))?;
    let first: String = left.chars().rev().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    let second: String = right.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    match (first.as_str(), second.trim_end_matches('.')) {
        ("" | "1", "" | "1") | ("", _) | (_, "") => None,
        ("1", _) => Some(false),
        (_, "1") => Some(true),
        _ => None,
    }
}

/// How far the sentence of a figure reaches to either side, in bytes: what goes on for longer
/// is no sentence, and would be read again for each of its figures.
const FARTHEST: usize = 6_000;

/// A figure among its words.
#[derive(Clone, Copy, Debug)]
pub struct Framed<'t> {
    /// The words of the sentence before the figure.
    pub before: &'t str,
    pub figure: &'t str,
    /// The words of the sentence behind it.
    pub after: &'t str,
    pub lang: Lang,
}

impl<'t> Framed<'t> {
    /// The figure at a range of a text, with its own sentence.
    pub fn new(text: &'t str, range: Range<usize>, lang: Lang) -> Framed<'t> {
        let before = text.get(..range.start).unwrap_or("");
        let before = &before[before.ceil_char_boundary(before.len().saturating_sub(FARTHEST))..];
        let after = text.get(range.end..).unwrap_or("");
        let after = &after[..after.floor_char_boundary(FARTHEST)];
        let begin = sentence_ends(before, lang).last().unwrap_or(0);
        let end = sentence_ends(after, lang).next().unwrap_or(after.len());
        Framed { before: &before[begin..], figure: text.get(range).unwrap_or(""), after: &after[..end], lang }
    }

    /// The words of its own part of the sentence before the figure and behind it, up to the figures beside it.
    pub fn near(&self) -> (&'t str, &'t str) {
        let number = |c: char| c.is_ascii_digit() || c == '%';
        let ends = |c: char| "，；：（）,;:()|".contains(c) || number(c);
        let (joins, leads) = match self.lang {
            Lang::Zh => (JOINS_ZH, LEADS_BEHIND_ZH),
            Lang::En => (JOINS_EN, LEADS_BEHIND_EN),
        };
        let before = self.before.rsplit(ends).next().unwrap_or("");
        let beside = self.before[..self.before.len() - before.len()].ends_with(number);
        // What stands between two figures and before an “and” belongs to the one before.
        let joined = joins.iter().filter_map(|join| before.rfind(join).map(|at| at + join.len())).max();
        let before = &before[joined.filter(|_| beside).unwrap_or(0)..];
        let after = self.after.split(ends).next().unwrap_or("");
        let end = joins.iter().chain(leads).filter_map(|word| after.find(word)).min();
        (before, &after[..end.unwrap_or(after.len())])
    }

    /// Every stretch of time that its part of the sentence names.
    pub fn times(&self) -> Vec<Base> {
        let (before, after) = self.near();
        [before, self.figure, after].into_iter().flat_map(bases).filter(|base| base.is_time()).collect()
    }

    /// Whether it stands alone, in a cell.
    pub fn is_alone(&self) -> bool {
        self.before.trim().is_empty() && self.after.trim().is_empty()
    }

    /// Which way the words directly around the figure say that the value went.
    pub fn direction(&self) -> Option<ValueCourse> {
        let before = without_qualifiers(self.before, self.lang);
        let (rises, falls) = match self.lang {
            Lang::Zh => {
                (longest_end(before, RISES_ZH), longest_end(before, FALLS_ZH).or(longest_end(before, FALL_RATES_ZH)))
            }
            Lang::En => (
                longest_last_word(before, RISES_EN),
                longest_last_word(before, FALLS_EN).or(longest_last_word(before, FALL_RATES_EN)),
            ),
        };
        let length = |word: Option<&str>| word.map_or(0, str::len);
        match length(rises).cmp(&length(falls)) {
            std::cmp::Ordering::Greater => return Some(ValueCourse::Rise),
            std::cmp::Ordering::Less => return Some(ValueCourse::Fall),
            std::cmp::Ordering::Equal => {}
        }
        if self.lang == Lang::Zh {
            return None;
        }
        let after = self.after.trim_start();
        let falls = longest_word(after, FALLS_AFTER_EN).map(|_| ValueCourse::Fall);
        falls.or_else(|| longest_word(after, RISES_AFTER_EN).map(|_| ValueCourse::Rise))
    }

    /// Whether the words in front of the figure say that a value came to stand at it, or changed by it.
    pub fn kind(&self) -> Option<Measured> {
        let before = without_qualifiers(self.before, self.lang);
        let level = match self.lang {
            Lang::Zh => longest_end(before, LEVELS_ZH).is_some(),
            Lang::En => longest_last_word(before, LEVELS_EN).is_some(),
        };
        if level {
            return Some(Measured::Level);
        }
        self.direction().map(|_| Measured::Change)
    }

    /// Every base that stands in the figure or directly at it.
    pub fn bases(&self) -> Vec<Base> {
        let mut found = bases(self.figure);
        match self.lang {
            Lang::Zh => {
                let mut before = self.before.trim_end_matches([' ', '约', '近', '超']);
                while let Some(word) = base_at_end(before) {
                    found.push(word.1);
                    before = &before[..before.len() - word.0.len()];
                }
            }
            Lang::En => {
                let mut after = self.after.trim_start();
                while let Some(word) = BASES_EN.iter().find(|(word, _)| super::words::starts_with_word(after, word)) {
                    found.push(word.1);
                    after = after[word.0.len()..].trim_start_matches([' ', ',']);
                }
            }
        }
        found
    }

    /// The scope that stands in the figure or directly at it.
    pub fn scope(&self) -> Option<RankScope> {
        if let Some(scope) = scope(self.figure, self.lang) {
            return Some(scope);
        }
        match self.lang {
            Lang::Zh => {
                let before = without_fillers(self.before);
                SCOPES_ZH.iter().find(|(word, _)| before.ends_with(word)).map(|(_, scope)| *scope)
            }
            Lang::En => {
                let after = self.after.trim_start();
                SCOPES_EN.iter().find(|(word, _)| super::words::starts_with_word(after, word)).map(|(_, scope)| *scope)
            }
        }
    }

    /// The whole of which the part of the sentence with the figure speaks, where it begins with one.
    pub fn whole(&self) -> Option<RankScope> {
        let (table, marks): (_, &[char]) = match self.lang {
            Lang::Zh => (WHOLES_ZH, &['，', '；', '：']),
            Lang::En => (WHOLES_EN, &[';']),
        };
        let mut parts = self.before.rsplit(marks);
        let part = parts.next().unwrap_or("").trim_start();
        let Some((word, scope)) = table.iter().find(|(word, _)| part.starts_with(word)) else {
            return parts.next().and_then(seen_as_whole).or_else(|| whole_as_subject(part));
        };
        let rest = part[word.len()..].trim_start_matches([' ', ',', '的']);
        // “In the province’s contest” is no whole.
        if rest.starts_with('’') {
            return None;
        }
        let aside = NO_WHOLES.iter().any(|word| rest.starts_with(word));
        (!aside).then_some(*scope)
    }

    /// The whole of which the figure is said directly before it (全国21万个) or behind it (210,000 in the country); not
    /// where it is a share of that whole or compared with it.
    pub fn adjoining_whole(&self) -> Option<RankScope> {
        match self.lang {
            Lang::Zh => {
                let before = without_fillers(self.before);
                let (word, scope) = WHOLES_ZH.iter().find(|(word, _)| before.ends_with(word))?;
                let rest = &before[..before.len() - word.len()];
                (!COMPARES_WITH_WHOLES.iter().any(|word| rest.ends_with(word))).then_some(*scope)
            }
            Lang::En => {
                let after = self.after.trim_start();
                let starts =
                    |word: &str| super::words::starts_with_word(after, word) && !after[word.len()..].starts_with('-');
                let behind = SCOPES_EN.iter().find(|(word, _)| starts(word));
                let found = behind.or_else(|| scope_of_statement(self.before));
                found.filter(|(word, _)| !word.starts_with("of ")).map(|(_, scope)| *scope)
            }
        }
    }

    /// The qualifiers directly before and behind the figure.
    pub fn qualifiers(&self) -> (Option<Qualifier>, Option<Qualifier>) {
        (qualifier_before(self.before, self.lang), qualifier_after(self.after, self.lang))
    }
}

/// 从全省看: the whole of which the next part of the sentence speaks.
fn seen_as_whole(part: &str) -> Option<RankScope> {
    let part = part.trim();
    SEEN_AS_WHOLE_ZH.iter().find_map(|(lead, behind)| {
        let whole = part.strip_prefix(lead)?.strip_suffix(behind)?;
        WHOLES_ZH.iter().find(|(word, _)| *word == whole).map(|(_, scope)| *scope)
    })
}

/// “The country has” in front of a figure.
fn whole_as_subject(part: &str) -> Option<RankScope> {
    let (rest, scope) = WHOLE_SUBJECTS_EN.iter().find_map(|(word, scope)| Some((part.strip_prefix(word)?, *scope)))?;
    let rest = rest.trim();
    longest_last_word(rest, LINKS_EN).is_some_and(|verb| verb.len() == rest.len()).then_some(scope)
}

/// The scope in “… in the province reached” in front of a figure.
fn scope_of_statement(before: &str) -> Option<&'static (&'static str, RankScope)> {
    let before = before.trim_end();
    let verb = longest_last_word(before, LINKS_EN)?;
    let before = before[..before.len() - verb.len()].trim_end();
    SCOPES_EN.iter().find(|(word, _)| longest_last_word(before, &[word]).is_some())
}

/// Which way the head of a row or column says that its values went; nothing where it says neither, or both.
pub fn course_of_head(head: &str) -> Option<ValueCourse> {
    let lower = head.to_lowercase();
    let [rises, falls] = HEADS_OF_CHANGES
        .map(|[zh, en]| zh.iter().any(|word| head.contains(word)) || en.iter().any(|word| contains_word(&lower, word)));
    match (rises, falls) {
        (true, false) => Some(ValueCourse::Rise),
        (false, true) => Some(ValueCourse::Fall),
        (true, true) | (false, false) => None,
    }
}

/// The words in front of a figure without those that qualify it.
fn without_qualifiers(before: &str, lang: Lang) -> &str {
    let mut before = before.trim_end();
    loop {
        let words = match lang {
            Lang::Zh => BEFORE_ZH.iter().map(|(word, _)| *word).collect::<Vec<_>>(),
            Lang::En => BEFORE_EN.iter().map(|(word, _)| *word).collect(),
        };
        let word = match lang {
            Lang::Zh => longest_end(before, &words),
            // "Up to" says to what a value rose.
            Lang::En => longest_last_word(before, &words).filter(|word| *word != "up to"),
        };
        let Some(word) = word else { return before };
        before = before[..before.len() - word.len()].trim_end();
    }
}

fn without_fillers(before: &str) -> &str {
    let mut before = before.trim_end();
    while let Some(word) = longest_end(before, FILLERS_ZH) {
        before = &before[..before.len() - word.len()];
    }
    before
}

fn base_at_end(before: &str) -> Option<(&'static str, Base)> {
    BASES_ZH.iter().filter(|(word, _)| before.ends_with(word)).max_by_key(|(word, _)| word.len()).copied()
}

/// Every base that a text names, in either language.
pub fn bases(text: &str) -> Vec<Base> {
    let zh = BASES_ZH.iter().filter(|(word, _)| text.contains(word)).map(|(_, base)| *base);
    let en = BASES_EN.iter().filter(|(word, _)| contains_word(text, word)).map(|(_, base)| *base);
    zh.chain(en).collect()
}

/// The scope that a text names.
pub fn scope(text: &str, lang: Lang) -> Option<RankScope> {
    match lang {
        Lang::Zh => SCOPES_ZH.iter().find(|(word, _)| text.contains(word)).map(|(_, scope)| *scope),
        Lang::En => SCOPES_EN.iter().find(|(word, _)| contains_word(text, word)).map(|(_, scope)| *scope),
    }
}

/// Whether a text has an English word or phrase as a whole.
fn contains_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let inner = |c: char| c.is_ascii_alphanumeric();
        !text[..at].ends_with(inner) && !text[at + word.len()..].starts_with(inner)
    })
}

/// Whether the names of an indicator say that it is a change; nothing where they leave it open.
pub fn kind_of_name(zh: &str, en: &str) -> Option<Measured> {
    let en = en.to_lowercase();
    let has = |lists: &[&[&str]; 2]| {
        lists[0].iter().any(|word| zh.contains(word)) || lists[1].iter().any(|word| en.contains(word))
    };
    if has(&NAMES_OF_CHANGES) {
        return Some(Measured::Change);
    }
    (!has(&NAMES_OF_ADDITIONS)).then_some(Measured::Level)
}

fn qualifier_before(before: &str, lang: Lang) -> Option<Qualifier> {
    let before = before.trim_end();
    match lang {
        Lang::Zh => {
            let words: Vec<&'static str> = BEFORE_ZH.iter().map(|(word, _)| *word).collect();
            let word = longest_end(before, &words)?;
            let rest = &before[..before.len() - word.len()];
            let inside = NO_QUALIFIER_ZH.iter().find(|(known, _)| *known == word);
            if inside.is_some_and(|(_, letters)| longest_end(rest, letters).is_some()) {
                return None;
            }
            BEFORE_ZH.iter().find(|(known, _)| *known == word).map(|(_, qualifier)| *qualifier)
        }
        Lang::En => {
            let words: Vec<&'static str> = BEFORE_EN.iter().map(|(word, _)| *word).collect();
            let word = longest_last_word(before, &words).filter(|word| !NO_QUALIFIER_EN.contains(word))?;
            BEFORE_EN.iter().find(|(known, _)| *known == word).map(|(_, qualifier)| *qualifier)
        }
    }
}

fn qualifier_after(after: &str, lang: Lang) -> Option<Qualifier> {
    let (word, table) = match lang {
        Lang::Zh => {
            let words: Vec<&'static str> =
                AFTER_ZH.iter().map(|(word, _)| *word).filter(|word| !["起", "多", "以下"].contains(word)).collect();
            (longest_start(after, &words)?, AFTER_ZH)
        }
        Lang::En => {
            let words: Vec<&'static str> =
                AFTER_EN.iter().map(|(word, _)| *word).filter(|word| !["plus", "or below"].contains(word)).collect();
            (longest_word(after.trim_start(), &words)?, AFTER_EN)
        }
    };
    table.iter().find(|(known, _)| *known == word).map(|(_, qualifier)| *qualifier)
}

#[cfg(test)]
mod tests;
