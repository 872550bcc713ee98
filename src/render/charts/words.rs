//! The words that drawings print, from the theme's.

use rust_decimal::Decimal;

use crate::chart::{ChartKind, ChartWords, Magnitude, QualifierWords, StatusWords};
use crate::i18n::Lang;
use crate::parse::records::Level;
use crate::portal::{ChartRequest, JurisdictionId};
use crate::render::view::View;

/// The words of a language for charts of a kind.
pub fn chart_words(view: &View<'_>, request: &ChartRequest, members: &str, lang: Lang) -> ChartWords {
    let kind = request.kind;
    let by_indicator = kind == ChartKind::Sides || (kind == ChartKind::Multiples && request.focus.len() == 1);
    let theme = view.words_in(lang);
    let word = |key: &str| theme.fill(&format!("charts.{key}"), &[("places", members)]);
    ChartWords {
        status: StatusWords {
            approx: word("status.approx"),
            provisional: word("status.provisional"),
            provisional_mark: word("status.provisional_mark"),
            revised: word("status.revised"),
            revised_mark: word("status.revised_mark"),
            not_published: word("status.not_published"),
            masked: word("status.masked"),
            not_applicable: word("status.not_applicable"),
            not_comparable: word("status.not_comparable"),
            illegible: word("status.illegible"),
        },
        qualifier: QualifierWords {
            about: word("qualifier.about"),
            at_least: word("qualifier.at_least"),
            more_than: word("qualifier.more_than"),
            at_most: word("qualifier.at_most"),
            less_than: word("qualifier.less_than"),
            range: word("qualifier.range"),
        },
        magnitudes: magnitudes(&word("magnitudes")),
        description: word(&format!("description.{}", kind.name())),
        separator: word("separator"),
        place_status: word("place_status"),
        tied: word("tied"),
        head_unit: word("head_unit"),
        place_head: if by_indicator { word("indicator_head") } else { word("place_head") },
        change_head: if kind == ChartKind::Sides { word("difference_head") } else { word("change_head") },
        status_head: word("status_head"),
        upper_head: word("upper_head"),
        hundred: word("hundred"),
        axis_not_zero: word("axis_not_zero"),
        others: word("others"),
        own_scales: word("own_scales"),
        not_numbers: word("not_numbers").split_whitespace().map(str::to_owned).collect(),
    }
}

/// `10000 万; 100000000 亿`: factors and the words written after the divided number.
fn magnitudes(list: &str) -> Vec<Magnitude> {
    list.split(';')
        .filter_map(|entry| {
            let (factor, word) = entry.trim().split_once(' ')?;
            let factor: Decimal = factor.parse().ok()?;
            Some(Magnitude { factor, word: word.trim().to_owned() })
        })
        .collect()
}

/// What some places are called: cities, counties, or places when they are of several
/// levels.
pub fn member_words(view: &View<'_>, places: &[JurisdictionId], lang: Lang) -> String {
    let mut levels: Vec<Level> = places.iter().map(|place| view.place(*place).def.level).collect();
    levels.sort();
    levels.dedup();
    let name = match levels.as_slice() {
        [only] => only.code(),
        _ => "mixed",
    };
    view.words_in(lang).plain(&format!("charts.members.{name}"))
}
