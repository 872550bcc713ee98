//! One indicator, and the dictionary of the data.

use serde_json::{Value as Json, json};

use crate::parse::data::{Nature, Origin, Qualifier, Status};
use crate::plan::{DataFile, IndicatorForm, Subject};
use crate::portal::{IndicatorId, ObservationId, ProgrammeId};
use crate::render::charts;
use crate::render::figures;
use crate::render::frame::Head;
use crate::render::page_data::Made;
use crate::render::parts;
use crate::render::parts::Citations;
use crate::render::statement;
use crate::render::view::View;

/// Whether all measurements are of parts, and none of the whole.
pub fn broken_down(view: &View<'_>, figures: &[ObservationId]) -> bool {
    let measured = || figures.iter().map(|id| view.observation(*id)).filter(|o| o.def.nature == Nature::Measured);
    measured().next().is_some() && measured().all(|observation| !observation.breakdown.is_empty())
}

/// One indicator.
pub fn indicator(view: &View<'_>, id: IndicatorId, year: Option<u16>) -> Made {
    let indicator = view.indicator(id);
    let programme = indicator.programme;
    let name = view.say(&indicator.def.names);
    let theme = &view.programme(programme).themes[indicator.theme];
    let mut citations = Citations::default();
    let all = view.figures_of_indicator(id);
    let figures: Vec<ObservationId> = all
        .iter()
        .copied()
        .filter(|id| year.is_none() || view.observation(*id).def.period.map(|p| p.to) == year)
        .collect();
    let rows: Vec<Json> = figures.iter().map(|id| parts::figure_row(view, *id, &mut citations)).collect();
    let catalogue = view.link(Subject::Indicators(programme));
    let theme_href = catalogue.as_ref().map(|href| format!("{href}#{}", theme.id.value));
    let head = Head::new(name, view.say(&indicator.def.definition))
        .crumb(view.word("menu.indicators"), catalogue)
        .crumb(view.say(&theme.names), theme_href);
    let head = match year {
        Some(year) => head.crumb(name, view.link(Subject::Indicator(id))).crumb(parts::year_words(view, year), None),
        None => head.crumb(name, None),
    };
    let charts = charts::chart_figures(view);
    let drawings = view.drawings(view.page().subject).iter().zip(&charts);
    let finding = drawings.filter(|(_, chart)| chart["empty"] == json!(false)).find_map(|(drawing, chart)| {
        let year = parts::year_words(view, *drawing.request.years.last()?);
        Some(view.fill("charts.finding", &[("year", &year), ("title", chart["title"].as_str()?)]))
    });
    let shown = year.or_else(|| view.newest_year(id));
    let data = json!({
        "name": name,
        "year": year.map(|year| parts::year_words(view, year)),
        "finding": finding,
        "charts": charts,
        "no_chart": no_chart(view, id, shown, &figures),
        "years": years(view, id, year),
        "downloads": downloads(view, id),
        "key": key(view, id, &figures),
        "definition": statement::html(view, &indicator.def.definition),
        "definition_changes": indicator.def.definition_changes.iter().map(|change| statement::html(view, &change.note)).collect::<Vec<_>>(),
        "unit": view.say(&view.unit(id).names),
        "direction": view.word(&format!("direction.{}", indicator.def.direction.name())),
        "may_exceed_100": indicator.def.may_exceed_100,
        "theme": view.say(&theme.names),
        "targets": targets(view, id),
        "notes": statement::list(view, &indicator.def.notes),
        "rows": rows,
        "quality": quality(view, id, &figures),
        "sources": citations.list(),
        "related": related(view, id),
        "problems": problems(view, programme, id),
        "cases": cases(view, programme, &figures),
    });
    Made::untyped("indicator.html", head, &data)
}

/// Why nothing is drawn: how many places of the groups published a figure that can be
/// compared.
fn no_chart(view: &View<'_>, id: IndicatorId, year: Option<u16>, figures: &[ObservationId]) -> Option<String> {
    if !view.drawings(view.page().subject).is_empty() {
        return None;
    }
    if !view.drawable(id) {
        return Some(view.word("charts.not_drawable"));
    }
    if figures.is_empty() {
        return Some(view.word("charts.no_figures"));
    }
    if broken_down(view, figures) {
        return Some(view.word("charts.broken_down"));
    }
    let count = |year: u16| {
        let groups = view
            .groups()
            .map(|group| view.group(group).members.iter().filter(|place| view.compares(**place, id, year)).count());
        groups.max().unwrap_or(0)
    };
    match year.map(count) {
        Some(1) => Some(view.word("charts.one_only")),
        _ => Some(view.word("charts.none_comparable")),
    }
}

/// The pages of the indicator's years, newest first; none when there is one year.
fn years(view: &View<'_>, id: IndicatorId, current: Option<u16>) -> Vec<Json> {
    let newest = view.newest_year(id);
    let mut years: Vec<u16> = view
        .figures_of_indicator(id)
        .into_iter()
        .filter_map(|figure| view.observation(figure).def.period.and_then(|period| period.year()))
        .collect();
    years.sort_by_key(|year| std::cmp::Reverse(*year));
    years.dedup();
    let links: Vec<Json> = years
        .into_iter()
        .filter_map(|year| {
            let latest = Some(year) == newest;
            let subject = if latest { Subject::Indicator(id) } else { Subject::IndicatorYear(id, year) };
            Some(json!({
                "label": parts::year_words(view, year),
                "href": view.link(subject)?,
                "current": current == Some(year) || (latest && current.is_none()),
            }))
        })
        .collect();
    if links.len() > 1 { links } else { Vec::new() }
}

/// Where the figures come from, in short: their years, their number, the newest document,
/// and when a document says that the next come.
fn key(view: &View<'_>, id: IndicatorId, figures: &[ObservationId]) -> Json {
    let periods = || figures.iter().filter_map(|id| view.observation(*id).def.period);
    let years = periods().map(|period| period.from).min().zip(periods().map(|period| period.to).max());
    let years = years.map(|(first, last)| match first == last {
        true => parts::year_words(view, last),
        false => view.fill("charts.years", &[("first", &first.to_string()), ("last", &last.to_string())]),
    });
    let documents = figures.iter().map(|id| view.observation(*id).document);
    let newest = documents
        .filter(|id| view.document(*id).date.is_some())
        .max_by_key(|id| view.document(*id).date.as_ref().map(|date| date.value));
    let indicator = view.indicator(id);
    let next = indicator.def.next_expected.as_ref().zip(indicator.next_expected).map(|(next, document)| {
        json!({
            "date": next.date.words(view.lang()),
            "datetime": next.date.to_string(),
            "source": figures::source(view, document, &next.source, view.lang()),
        })
    });
    json!({
        "years": years,
        "unit": view.say(&view.unit(id).names),
        "next": next,
        "figures": figures.len(),
        "newest": newest.map(|id| parts::document_facts(view, id)),
    })
}

/// The files of the indicator's figures.
fn downloads(view: &View<'_>, id: IndicatorId) -> Vec<Json> {
    let forms = [("CSV", IndicatorForm::Csv), ("JSON", IndicatorForm::Json), ("CSVW", IndicatorForm::Schema)];
    let links = forms.into_iter().filter_map(|(label, form)| {
        let href = view.link(Subject::File(DataFile::Indicator(id, form)))?;
        Some(json!({"label": label, "href": href}))
    });
    links.collect()
}

fn targets(view: &View<'_>, id: IndicatorId) -> Vec<Json> {
    view.indicator(id)
        .targets
        .iter()
        .map(|target| {
            json!({
                "text": charts::target_words(view, target, id),
                "place": target.jurisdiction.map(|place| view.say(&view.place(place).def.names)),
                "year": target.def.from_year().map(|year| parts::year_words(view, year)),
                "basis": target.def.basis.as_ref().map(|basis| statement::html(view, basis)),
                "derived": target.def.origin == Origin::Derived,
                "source": target.document.zip(target.def.source.as_ref())
                    .map(|(document, source)| figures::source(view, document, source, view.lang())),
            })
        })
        .collect()
}

/// What a reader must know of the figures, in words: one sentence for each thing that
/// occurs.
fn quality(view: &View<'_>, id: IndicatorId, ids: &[ObservationId]) -> Vec<String> {
    let count = |wanted: &dyn Fn(&crate::parse::data::Observation) -> bool| {
        ids.iter().filter(|id| wanted(&view.observation(**id).def)).count()
    };
    let mut sentences = Vec::new();
    let mut say = |word: &str, n: usize| {
        if n > 0 {
            sentences.push(view.fill(&format!("quality.{word}"), &[("n", &n.to_string())]));
        }
    };
    say("masked", count(&|def| def.status == Status::Masked));
    say("illegible", count(&|def| def.status == Status::Illegible));
    say("not_published", count(&|def| def.status == Status::NotPublished));
    say("approx", count(&|def| def.qualifier != Qualifier::Exact));
    say("not_comparable", count(&|def| def.status == Status::NotComparable));
    say("revised", count(&|def| def.status == Status::Revised));
    say("provisional", count(&|def| def.status == Status::Provisional));
    say("planned", count(&|def| def.nature == Nature::Planned));
    say("norm", count(&|def| matches!(def.nature, Nature::Norm | Nature::Target)));
    say("inferred", count(&|def| def.year_basis == crate::parse::data::YearBasis::Inferred && def.period.is_some()));
    say("undated", count(&|def| def.period.is_none()));
    say("worded", count(&|def| def.worded));
    say("repaired", count(&|def| def.repaired));
    let newest = 1 + view.indicator(id).def.definition_changes.len();
    let version = |def: &crate::parse::data::Observation| view.indicator(id).def.definition_version(def.period);
    say("redefined", count(&|def| version(def).is_some_and(|version| version < newest)));
    say("does_not_add_up", ids.iter().filter(|id| parts::does_not_add_up(view, **id)).count());
    sentences
}

fn related(view: &View<'_>, id: IndicatorId) -> Vec<Json> {
    let indicator = view.indicator(id);
    let mut ids = indicator.related.clone();
    for other in view.indicators(indicator.programme) {
        let same = view.indicator(other).theme == indicator.theme;
        if other != id && same && !ids.contains(&other) && !view.figures_of_indicator(other).is_empty() {
            ids.push(other);
        }
    }
    ids.into_iter()
        .take(8)
        .map(|id| json!({"name": view.say(&view.indicator(id).def.names), "href": view.link(Subject::Indicator(id))}))
        .collect()
}

/// The problems that name the indicator.
fn problems(view: &View<'_>, programme: ProgrammeId, id: IndicatorId) -> Vec<Json> {
    use crate::plan::ProblemList;
    view.problems(programme, ProblemList::All)
        .into_iter()
        .filter(|problem| view.problem(*problem).indicators.contains(&id))
        .map(|problem| {
            let href = view.link(Subject::Problem(problem));
            let problem = view.problem(problem);
            json!({
                "text": view.say(&problem.def.text),
                "year": parts::year_words(view, problem.year),
                "href": href,
            })
        })
        .collect()
}

/// The cases that print one of the figures.
fn cases(view: &View<'_>, programme: ProgrammeId, figures: &[ObservationId]) -> Vec<Json> {
    use crate::plan::CaseList;
    let mut lists: Vec<(u16, crate::portal::JurisdictionId)> = figures
        .iter()
        .filter_map(|id| {
            let observation = view.observation(*id);
            Some((observation.def.period?.to, observation.jurisdiction))
        })
        .flat_map(|(year, place)| {
            let parent = view.place(place).parent;
            [Some((year, place)), parent.map(|parent| (year, parent))]
        })
        .flatten()
        .collect();
    lists.sort();
    lists.dedup();
    lists
        .into_iter()
        .flat_map(|(year, place)| view.cases(programme, CaseList::PlaceYear(year, place)))
        .filter(|case| view.figures_in(*case).iter().any(|id| figures.contains(id)))
        .filter_map(|case| parts::case_entry(view, case))
        .collect()
}

/// What the data is made of: programmes, units, statuses, qualifiers, documents.
pub fn dictionary(view: &View<'_>) -> Made {
    let statuses: Vec<Json> = Status::ALL
        .into_iter()
        .map(|(code, _)| {
            json!({
                "code": code,
                "name": view.word(&format!("status.{code}.name")),
                "meaning": view.word(&format!("status.{code}.meaning")),
            })
        })
        .collect();
    let qualifiers: Vec<Json> = Qualifier::ALL
        .into_iter()
        .filter(|(_, qualifier)| *qualifier != Qualifier::Exact)
        .map(|(code, qualifier)| {
            json!({
                "code": code,
                "sign": qualifier.sign(),
                "meaning": view.word(&format!("qualifier_meaning.{code}")),
            })
        })
        .collect();
    let natures: Vec<Json> = Nature::ALL
        .into_iter()
        .map(|(code, _)| json!({"code": code, "name": view.word(&format!("nature.{code}"))}))
        .collect();
    let programmes: Vec<Json> = view.programmes().map(|id| programme_summary(view, id)).collect();
    let head = Head::new(view.word("data.title"), view.word("data.lede")).crumb(view.word("menu.data"), None);
    let data = json!({
        "programmes": programmes,
        "package": super::downloads::data_package(view),
        "tables": super::downloads::table_files(view),
        "indicator_files": super::downloads::indicator_files(view),
        "dictionary": super::downloads::table_columns(view),
        "terms": super::downloads::download_terms(view),
        "editions": parts::edition_links(view, "data/index.html"),
        "statuses": statuses,
        "qualifiers": qualifiers,
        "natures": natures,
    });
    Made::untyped("data.html", head, &data)
}

fn programme_summary(view: &View<'_>, id: ProgrammeId) -> Json {
    let def = view.programme(id);
    let indicators: Vec<IndicatorId> = view.indicators(id).collect();
    let figures: usize = indicators.iter().map(|id| view.figures_of_indicator(*id).len()).sum();
    json!({
        "name": view.say(&def.names),
        "description": view.say(&def.description),
        "indicators": indicators.len(),
        "indicators_href": view.link(Subject::Indicators(id)),
        "figures": figures,
        "problems": view.problems(id, crate::plan::ProblemList::All).len(),
        "problems_href": view.link(Subject::Problems(id, crate::plan::ProblemList::All)),
        "cases": view.cases(id, crate::plan::CaseList::All).len(),
        "cases_href": view.link(Subject::Cases(id, crate::plan::CaseList::All, 1)),
        "notes": statement::list(view, &def.notes),
    })
}
