//! One function for each kind of page: it gathers the data that its template is given.

mod about;
mod bulletin;
mod cases;
mod catalogue;
mod compare;
mod compare_pair;
mod compare_pair_rows;
mod compare_year;
mod comparison_years;
mod downloads;
mod entrance;
mod evaluation_passages;
mod figure_coverage;
mod findings;
mod framework;
mod framework_course;
mod framework_links;
mod frameworks;
mod indicators;
mod place_problems;
mod place_progress;
mod places;
mod problem;
mod problems;
mod report;
mod report_heads;
mod report_outline;
mod updates;
mod year;

use tera::Context;

use super::frame;
use super::view::View;
use crate::plan::Subject;

/// The HTML of the view's page.
pub fn page(view: &View<'_>) -> String {
    let made = match view.page().subject {
        Subject::Chooser => entrance::chooser(view),
        Subject::NotFound => entrance::not_found(view),
        Subject::Home => entrance::home(view),
        Subject::Programme(id) => entrance::programme(view, id),
        Subject::Year(programme, year) => year::year(view, programme, year),
        Subject::Bulletin(id) => bulletin::bulletin(view, id),
        Subject::Report(id) => report::report(view, id),
        Subject::Frameworks(programme) => frameworks::frameworks(view, programme),
        Subject::Framework(id) => framework::framework(view, id),
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
        Subject::Text(id) => about::text(view, id),
        Subject::Glossary => about::glossary(view),
        Subject::Corrections => about::corrections(view),
        Subject::SiteMap => about::site_map(view),
        Subject::Compare(programme) => compare::compare(view, programme),
        Subject::CompareYear(programme, group, year) => compare_year::compare_year(view, programme, group, year),
        Subject::ComparePair(programme, a, b) => compare_pair::compare_pair(view, programme, a, b),
        // Files are made by `render::data`.
        Subject::File(_) => about::site_map(view),
    };
    let mut context = Context::new();
    context.insert("page", &frame::frame(view, made.head));
    context.insert("w", &view.words().tree);
    context.insert_value("d", made.data);
    match view.templates().render(made.template, &context) {
        Ok(html) => html,
        Err(error) => {
            view.report(error.diagnostic);
            String::new()
        }
    }
}
