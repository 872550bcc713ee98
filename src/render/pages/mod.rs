//! One function for each kind of page: it gathers the data that its template is given.

mod about;
mod bulletins;
mod cases;
mod catalogue;
mod compare;
mod downloads;
mod entrance;
mod fields;
mod findings;
mod frameworks;
mod indicators;
mod parts;
mod places;
mod problem;
mod problems;
mod profile;
mod reports;
mod updates;

use serde_json::Value as Json;
use tera::Context;

use super::charts;
use super::frame::{self, Head};
use super::view::View;
use crate::diag::Span;
use crate::i18n::Lang;
use crate::plan::{Drawing, Subject};
use crate::portal::ChartRequest;

pub use compare::groups as comparison_groups;
pub use parts::pieces;
pub use problems::current_state;

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
        Subject::Indicators(programme) => catalogue::indicators(view, programme),
        Subject::Indicator(id) => indicators::indicator(view, id, None),
        Subject::IndicatorYear(id, year) => indicators::indicator(view, id, Some(year)),
        Subject::Cases(programme, list, page) => cases::cases(view, programme, list, page),
        Subject::Case(id) => cases::case(view, id),
        Subject::Problems(programme, list) => problems::problems(view, programme, list),
        Subject::Problem(id) => problem::problem(view, id),
        Subject::Data => indicators::dictionary(view),
        Subject::Fields => fields::fields(view),
        Subject::Text(id) => about::text(view, id),
        Subject::Glossary => about::glossary(view),
        Subject::Corrections => about::corrections(view),
        Subject::SiteMap => about::site_map(view),
        Subject::Compare(programme) => compare::chooser(view, programme),
        Subject::CompareYear(programme, group, year) => compare::year(view, programme, group, year),
        Subject::ComparePair(programme, a, b) => compare::pair(view, programme, a, b),
        // Files are made by `render::downloads`.
        Subject::File(_) => about::site_map(view),
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

/// A chart that a narrative asks for, in the language of its text.
pub fn chart_in_text(view: &View<'_>, request: &ChartRequest, title: &str, at: Option<Span>, lang: Lang) -> String {
    let drawings = view.drawings(view.page().subject);
    let same = |drawing: &Drawing| drawing.request == *request && drawing.title.as_deref() == Some(title);
    let Some(drawing) = drawings.iter().find(|drawing| same(drawing)) else {
        return String::new();
    };
    let mut context = Context::new();
    context.insert("w", &view.words_in(lang).tree);
    context.insert("figure", &charts::figure(view, drawing, lang, at));
    match view.templates().render("figure_in_text.html", &context) {
        Ok(html) => html,
        Err(error) => {
            view.report(error.diagnostic);
            String::new()
        }
    }
}
