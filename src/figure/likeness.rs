//! How much of one text stands in another: by pairs of letters in Chinese, by words in English.

use std::collections::HashSet;

use super::words::is_han;
use crate::i18n::Lang;

/// Words that are in every sentence.
const EMPTY: &[&str] = &[
    "the", "a", "an", "of", "in", "to", "and", "was", "were", "is", "are", "by", "at", "for", "that", "its", "it", "on",
];

/// What a text is made of, as far as it can stand in another one.
pub fn pieces(text: &str, lang: Lang) -> HashSet<String> {
    match lang {
        Lang::Zh => {
            let letters: Vec<char> = text.chars().collect();
            let pairs = letters.windows(2).filter(|pair| pair.iter().all(|c| is_han(*c)));
            pairs.map(|pair| pair.iter().collect()).collect()
        }
        Lang::En => text
            .split(|c: char| !c.is_alphabetic())
            .map(|word| word.to_lowercase())
            .map(|word| word.strip_suffix('s').map_or(word.clone(), str::to_owned))
            .filter(|word| word.len() > 1 && !EMPTY.contains(&word.as_str()))
            .collect(),
    }
}

/// How many of a hundred pieces of one text the other one has.
pub fn share(of: &HashSet<String>, other: &HashSet<String>) -> usize {
    if of.is_empty() { 0 } else { 100 * of.intersection(other).count() / of.len() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_about_the_same_are_like() {
        let like = |a: &str, b: &str, lang| share(&pieces(a, lang), &pieces(b, lang));
        assert_eq!(like("普惠性幼儿园覆盖率", "幼儿园覆盖率达到", Lang::Zh), 62);
        assert_eq!(like("班额", "教师", Lang::Zh), 0);
        assert_eq!(like("coverage of kindergartens", "the kindergarten coverage", Lang::En), 100);
        assert_eq!(like("", "x", Lang::En), 0);
    }
}
