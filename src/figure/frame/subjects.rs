//! Whether a name at its place in a sentence is what the sentence speaks of.

use std::ops::Range;

use crate::figure::moments::moments;
use crate::figure::words::{first_word, longest_end, longest_last_word};
use crate::i18n::Lang;

/// English words behind a name that make it no subject of what follows.
const JOINS: &[&str] = &["and", "or", "in", "of", "to", "for", "on", "with", "by", "at", "as", "from"];

/// Whether a name is what its part of the sentence speaks of, and none of comparison or origin.
pub fn is_subject(text: &str, name: &Range<usize>, lang: Lang) -> bool {
    let (lead, behind) = (text[..name.start].trim_end(), &text[name.end..]);
    let opens = [lead, without_time(lead, lang)].into_iter().any(|lead| opens_with(lead, behind, lang));
    opens
        && match lang {
            Lang::Zh => !behind.starts_with(['、', '和', '与', '及', '等', '相', '大']),
            Lang::En => {
                !behind.starts_with([',', '-']) && !behind.starts_with(" and ") && !behind.starts_with(" University")
            }
        }
}

/// Whether a part of a sentence begins behind these words.
fn opens_with(lead: &str, behind: &str, lang: Lang) -> bool {
    match lang {
        Lang::Zh => {
            lead.is_empty()
                || lead.ends_with(['，', '：', '；', '“', '（', '其', '中'])
                || longest_end(lead, &["其中", "例如", "如", "仅", "而", "在", "日，", "年，"]).is_some()
        }
        Lang::En => {
            let introduced = longest_last_word(lead, &["In", "At", "While", "And", "the city of", "But", "where"]);
            let next = first_word(behind.trim_start());
            let verb = next.starts_with(|c: char| c.is_ascii_lowercase()) && !JOINS.contains(&next);
            lead.is_empty()
                || introduced.is_some()
                || lead.ends_with([':', ';'])
                || (lead.ends_with(',') && behind.starts_with(' ') && verb)
        }
    }
}

/// A beginning without the time with which it ends: “In 2020” in front of “Jinan’s spending”, 2020年 of 2020年济南市.
fn without_time(lead: &str, lang: Lang) -> &str {
    let bare = lead.trim_end_matches([',', '，']);
    let Some((range, _)) = moments(bare, lang).pop() else { return lead };
    match lang {
        Lang::Zh if bare[range.end..].trim_start_matches(['年', '月', '日', '度', '底', '末', '初']).is_empty() => {
            bare[..range.start].trim_end()
        }
        Lang::En if range.end == bare.len() => {
            let before = bare[..range.start].trim_end();
            let word = longest_last_word(before, &["In", "By", "During", "Since", "At the end of", "By the end of"]);
            word.map_or(lead, |word| before[..before.len() - word.len()].trim_end())
        }
        Lang::Zh | Lang::En => lead,
    }
}
