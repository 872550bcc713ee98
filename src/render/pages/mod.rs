//! One file for each template: the data that it is given, and the function that collects it.
//! Files without a template hold what only one or two pages show.

mod bulletin;
mod case;
mod cases;
mod chooser;
mod compare;
mod compare_pair;
mod compare_pair_rows;
mod compare_year;
mod comparison_years;
mod corrections;
mod data;
mod data_indicators;
mod differences;
mod downloads;
mod embed;
mod evaluation_passages;
mod fields;
mod figure_coverage;
mod findings;
mod framework;
mod framework_course;
mod framework_links;
mod frameworks;
mod glossary;
mod home;
mod indicator;
mod indicator_facts;
mod indicator_links;
mod indicators;
mod moved;
mod not_found;
mod place;
mod place_problems;
mod place_progress;
mod place_year;
mod places;
mod problem;
mod problems;
mod programme;
mod programme_overview;
mod report;
mod report_data;
mod report_heads;
mod report_outline;
mod schemas;
mod search;
mod sitemap;
mod text;
mod updates;
mod year;

use tera::Context;

use super::frame;
use super::page_data::Made;
use super::view::View;
use crate::plan::Subject;

pub use differences::since_newest;
pub use schemas::template_schemas;

/// The HTML of the view's page; nothing for a file, which is no page.
pub fn page(view: &View<'_>) -> String {
    let Some(made) = make(view) else { return String::new() };
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

fn make(view: &View<'_>) -> Option<Made> {
    Some(match view.page().subject {
        Subject::Chooser => chooser::chooser(view),
        Subject::NotFound => not_found::not_found(view),
        Subject::Home => home::home(view),
        Subject::Programme(id) => programme::programme(view, id),
        Subject::Year(programme, year) => year::year(view, programme, year),
        Subject::Bulletin(id) => bulletin::bulletin(view, id),
        Subject::Report(id) => report::report(view, id),
        Subject::ReportData(id) => report_data::report_data(view, id),
        Subject::Frameworks(programme) => frameworks::frameworks(view, programme),
        Subject::Framework(id) => framework::framework(view, id),
        Subject::PlaceYear(programme, year, place) => place_year::place_year(view, programme, year, place),
        Subject::Places(programme) => places::places(view, programme),
        Subject::Place(programme, place) => place::place(view, programme, place),
        Subject::Indicators(programme) => indicators::indicators(view, programme),
        Subject::Indicator(id) => indicator::indicator(view, id, None, None),
        Subject::IndicatorYear(id, year) => indicator::indicator(view, id, Some(year), None),
        Subject::Embed(id) => embed::embed(view, id),
        Subject::IndicatorGroup(id, group) => indicator::indicator(view, id, None, Some(group)),
        Subject::Cases(programme, list, page) => cases::cases(view, programme, list, page),
        Subject::Case(id) => case::case(view, id),
        Subject::Problems(programme, list) => problems::problems(view, programme, list),
        Subject::Problem(id) => problem::problem(view, id),
        Subject::Data => data::data(view),
        Subject::DataIndicators => data_indicators::data_indicators(view),
        Subject::Fields => fields::fields(view),
        Subject::Text(id) => text::text(view, id),
        Subject::Glossary => glossary::glossary(view),
        Subject::Corrections => corrections::corrections(view),
        Subject::Differences(compared) => differences::differences(view, compared),
        Subject::SiteMap => sitemap::sitemap(view),
        Subject::Moved(position) => moved::moved(view, position),
        Subject::Search => search::search(view),
        Subject::Compare(programme) => compare::compare(view, programme),
        Subject::CompareYear(programme, group, year) => compare_year::compare_year(view, programme, group, year),
        Subject::ComparePair(programme, a, b) => compare_pair::compare_pair(view, programme, a, b),
        Subject::File(_) => return None,
    })
}
