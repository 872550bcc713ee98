//! The number of a finding: what a chart says in one figure.

use super::request::Chart;
use super::words::member_words;
use crate::chart::fill_title;
use crate::render::view::View;

/// The one number of a finding and what it is of, filled from the same data as the title.
pub fn finding_number(view: &View<'_>, chart: &Chart) -> Option<(String, String)> {
    let fill = |part: &str| {
        let called = member_words(view, &view.group(chart.request.group?).members, chart.lang);
        let key = format!("charts.{part}.{}", chart.finding?);
        let pattern = view.words_in(chart.lang).fill(&key, &[("places", &called)]);
        // A finding that is not one number has no words for it.
        fill_title(&pattern, &chart.full).ok().filter(|_| pattern != key)
    };
    Some((fill("numbers")?, fill("number_notes")?))
}
