//! One function for each kind of page: it gathers the data that its template is given.

mod about;
mod bulletins;
mod cases;
mod entrance;
mod frameworks;
mod indicators;
mod parts;
mod places;
mod problems;
mod reports;

use serde_json::{Value as Json, json};
use tera::Context;

use super::frame::{self, Head};
use super::view::View;
use crate::plan::Subject;
use crate::portal::ChartRequest;

/// What a page is made of: its template, what it says about itself, and its data.
pub struct Made {
    pub template: &'static str,
    pub head: Head,
    pub data: Json,
}

/// The HTML of the view's page.
pub fn page(view: &View<'_>) -> String {
    let made = match view.page().subject {
        Subject::Chooser => entrance::chooser(view),
        Subject::NotFound => entrance::not_found(view),
        Subject::Home => entrance::home(view),
        Subject::Programme(id) => entrance::programme(view, id),
        Subject::Year(programme, year) => bulletins::year(view, programme, year),
        Subject::Bulletin(id) => bulletins::bulletin(view, id),
        Subject::Report(id) => reports::report(view, id),
        Subject::Frameworks(programme) => frameworks::frameworks(view, programme),
        Subject::Framework(id) => frameworks::framework(view, id),
        Subject::PlaceYear(programme, year, place) => places::place_year(view, programme, year, place),
        Subject::Places(programme) => places::places(view, programme),
        Subject::Place(programme, place) => places::place(view, programme, place),
        Subject::Indicators(programme) => indicators::indicators(view, programme),
        Subject::Indicator(id) => indicators::indicator(view, id, None),
        Subject::IndicatorYear(id, year) => indicators::indicator(view, id, Some(year)),
        Subject::Cases(programme, list, page) => cases::cases(view, programme, list, page),
        Subject::Case(id) => cases::case(view, id),
        Subject::Problems(programme, list) => problems::problems(view, programme, list),
        Subject::Data => indicators::dictionary(view),
        Subject::Text(id) => about::text(view, id),
        Subject::Glossary => about::glossary(view),
        Subject::Corrections => about::corrections(view),
        Subject::SiteMap => about::site_map(view),
        Subject::Compare(_) | Subject::CompareYear(..) | Subject::ComparePair(..) => about::site_map(view),
    };
    let mut context = Context::new();
    context.insert("page", &frame::frame(view, &made.head));
    context.insert("w", &view.words().tree);
    context.insert("d", &made.data);
    match view.templates().render(made.template, &context) {
        Ok(html) => html,
        Err(error) => {
            view.report(error.diagnostic);
            String::new()
        }
    }
}

/// A chart that a narrative asks for.
pub fn chart_in_text(view: &View<'_>, request: &ChartRequest, caption: &str, _lang: crate::i18n::Lang) -> String {
    let _ = (view, request);
    json!(caption).to_string()
}
