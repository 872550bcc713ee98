//! Comparisons: the ways to them, two places side by side, all places of a group in a
//! year.

use serde_json::{Value as Json, json};

use crate::parse::Amount;
use crate::parse::data::UnitKind;
use crate::plan::{DataFile, ProblemList, Subject};
use crate::portal::{ChartKind, ChartRequest, GroupId, IndicatorId, JurisdictionId, ProgrammeId};
use crate::render::charts;
use crate::render::figures;
use crate::render::statement;
use crate::render::frame::Head;
use crate::render::page_data::Made;
use crate::render::parts;
use crate::render::view::View;

/// The groups of a programme with the members that have comparisons, the one of the home
/// page first.
pub fn groups(view: &View<'_>, programme: ProgrammeId) -> Vec<(GroupId, Vec<JurisdictionId>)> {
    let pairs = pairs(view, programme);
    let mut groups: Vec<GroupId> = view.groups().collect();
    groups.sort_by_key(|group| view.focus() != Some(*group));
    groups
        .into_iter()
        .filter_map(|group| {
            let all = view.group(group).members.clone();
            let members: Vec<JurisdictionId> = all
                .iter()
                .copied()
                .filter(|member| {
                    pairs.iter().any(|(a, b)| (a == member && all.contains(b)) || (b == member && all.contains(a)))
                })
                .collect();
            (!members.is_empty()).then_some((group, members))
        })
        .collect()
}

fn pairs(view: &View<'_>, programme: ProgrammeId) -> Vec<(JurisdictionId, JurisdictionId)> {
    let subjects = view.comparisons(programme).into_iter();
    subjects
        .filter_map(|subject| match subject {
            Subject::ComparePair(_, a, b) => Some((a, b)),
            _ => None,
        })
        .collect()
}

/// The page of two places, in whichever order they are given.
pub fn pair_link(
    view: &View<'_>,
    programme: ProgrammeId,
    one: JurisdictionId,
    other: JurisdictionId,
) -> Option<String> {
    view.link(Subject::ComparePair(programme, one.min(other), one.max(other)))
}

/// The ways to all comparisons, as links.
pub fn chooser(view: &View<'_>, programme: ProgrammeId) -> Made {
    let groups: Vec<Json> = groups(view, programme)
        .into_iter()
        .map(|(group, members)| {
            let places: Vec<Json> = members
                .iter()
                .map(|place| {
                    let others: Vec<Json> = members
                        .iter()
                        .filter(|other| *other != place)
                        .map(|other| {
                            json!({
                                "name": view.say(&view.place(*other).def.short),
                                "href": pair_link(view, programme, *place, *other),
                            })
                        })
                        .collect();
                    let def = &view.place(*place).def;
                    json!({"id": def.slug.value, "name": view.say(&def.names), "others": others})
                })
                .collect();
            json!({
                "name": view.say(&view.group(group).def.names),
                "notes": statement::list(view, &view.group(group).def.notes),
                "years": year_links(view, programme, group, None),
                "places": places,
            })
        })
        .collect();
    let head = Head::new(view.word("compare.title"), view.word("compare.lede")).crumb(view.word("menu.compare"), None);
    let data = json!({
        "groups": groups,
        "script": view.link(Subject::File(DataFile::Comparison(programme))),
        "root": view.page().route.to_root(),
    });
    Made::untyped("compare.html", head, &data)
}

fn year_links(view: &View<'_>, programme: ProgrammeId, group: GroupId, current: Option<u16>) -> Vec<Json> {
    let mut years: Vec<u16> = view
        .comparisons(programme)
        .into_iter()
        .filter_map(|subject| match subject {
            Subject::CompareYear(_, of, year) if of == group => Some(year),
            _ => None,
        })
        .collect();
    years.sort_by_key(|year| std::cmp::Reverse(*year));
    years
        .into_iter()
        .map(|year| {
            json!({
                "label": parts::year_words(view, year),
                "href": view.link(Subject::CompareYear(programme, group, year)),
                "current": current == Some(year),
            })
        })
        .collect()
}

/// How many indicators stand in one table before it is divided by theme.
const ONE_TABLE: usize = 10;

/// All places of a group by all indicators that two or more of them published in a year.
pub fn year(view: &View<'_>, programme: ProgrammeId, group: GroupId, year: u16) -> Made {
    let members = view.group(group).members.clone();
    let compared = |id: &IndicatorId| members.iter().filter(|place| view.compares(**place, *id, year)).count();
    let ids: Vec<IndicatorId> = view.indicators(programme).filter(|id| compared(id) > 1).collect();
    let alone = view.indicators(programme).filter(|id| compared(id) == 1).count();
    let themes = &view.programme(programme).themes;
    let mut tables: Vec<(Option<usize>, Vec<IndicatorId>)> = Vec::new();
    if ids.len() <= ONE_TABLE {
        tables.push((None, ids.clone()));
    } else {
        for theme in 0..themes.len() {
            let of: Vec<IndicatorId> = ids.iter().copied().filter(|id| view.indicator(*id).theme == theme).collect();
            if !of.is_empty() {
                tables.push((Some(theme), of));
            }
        }
    }
    let tables: Vec<Json> = tables
        .into_iter()
        .filter_map(|(theme, indicators)| {
            let request = ChartRequest {
                kind: ChartKind::Heat,
                indicators,
                group: Some(group),
                years: vec![year],
                focus: Vec::new(),
            };
            let chart = charts::chart(view, &request, None, view.lang())?;
            Some(
                json!({"theme": theme.map(|theme| view.say(&themes[theme].names)), "heat": charts::heat_table(view, &chart)}),
            )
        })
        .collect();
    let words = parts::year_words(view, year);
    let name = view.say(&view.group(group).def.names);
    let title = view.fill("compare.year_title", &[("year", &words), ("group", name)]);
    let head = Head::new(title.clone(), view.fill("compare.year_lede", &[("year", &words), ("group", name)]))
        .crumb(view.word("menu.compare"), view.link(Subject::Compare(programme)))
        .crumb(words.clone(), None);
    let data = json!({
        "title": title,
        "group": name,
        "year": words,
        "years": year_links(view, programme, group, Some(year)),
        "tables": tables,
        "count": ids.len(),
        "alone": alone,
        "indicators_href": view.link(Subject::Indicators(programme)),
        "data_href": view.link(Subject::Data),
    });
    Made::untyped("compare_year.html", head, &data)
}

/// Two places.
pub fn pair(view: &View<'_>, programme: ProgrammeId, a: JurisdictionId, b: JurisdictionId) -> Made {
    let names = [a, b].map(|place| view.say(&view.place(place).def.names));
    let values = [("a", names[0]), ("b", names[1])];
    let rows: Vec<(usize, bool, Json)> = view.indicators(programme).filter_map(|id| row(view, id, a, b)).collect();
    let compared = rows.iter().filter(|(_, both, _)| *both).count();
    let title = view.fill("compare.pair_title", &values);
    let head = Head::new(title.clone(), view.fill("compare.pair_lede", &values))
        .crumb(view.word("menu.compare"), view.link(Subject::Compare(programme)))
        .crumb(title.clone(), None);
    let themes = |both: bool| {
        let themes = view.programme(programme).themes.iter().enumerate();
        themes
            .filter_map(|(position, theme)| {
                let of: Vec<&Json> =
                    rows.iter().filter(|(t, has, _)| *t == position && *has == both).map(|(.., row)| row).collect();
                (!of.is_empty()).then(|| json!({"name": view.say(&theme.names), "rows": of}))
            })
            .collect::<Vec<_>>()
    };
    let group = view.pair_group(a, b);
    let others = [a, b].map(|here| others(view, programme, group, here, [a, b]));
    let notes: Vec<String> =
        [a, b].iter().flat_map(|place| &view.place(*place).def.notes).map(|note| statement::html(view, note)).collect();
    let data = json!({
        "title": title,
        "a": place(view, programme, a),
        "b": place(view, programme, b),
        "whole": whole(view, a, b).map(|place| view.say(&view.place(place).def.short)),
        "compared": compared,
        "themes": themes(true),
        "one_sided": themes(false),
        "one_sided_count": rows.len() - compared,
        "charts": charts::chart_figures(view),
        "evaluations": evaluations(view, programme, a, b),
        "notes": notes,
        "others": others,
    });
    Made::untyped("compare_pair.html", head, &data)
}

fn place(view: &View<'_>, programme: ProgrammeId, id: JurisdictionId) -> Json {
    parts::place_link(view, programme, id)
}

/// The place to which both belong.
fn whole(view: &View<'_>, a: JurisdictionId, b: JurisdictionId) -> Option<JurisdictionId> {
    let parent = view.place(a).parent?;
    (view.place(b).parent == Some(parent)).then_some(parent)
}

/// An indicator of two places: the newest year of which both have a number, or what each
/// published last. Years that differ are said, and no difference is made of them.
fn row(view: &View<'_>, id: IndicatorId, a: JurisdictionId, b: JurisdictionId) -> Option<(usize, bool, Json)> {
    let indicator = view.indicator(id);
    let common = view.common_year(a, b, id);
    let newest = |place| {
        let years = view.figures(place, id).into_iter();
        let years = years.filter_map(|figure| view.observation(figure).def.period.and_then(|period| period.year()));
        years.filter(|year| view.figure_for(place, id, *year).is_some()).max()
    };
    let years = match common {
        Some(year) => [Some(year), Some(year)],
        None => [newest(a), newest(b)],
    };
    if years == [None, None] {
        return None;
    }
    let cell = |place: JurisdictionId, year: Option<u16>| {
        let figure = year.and_then(|year| view.figure_for(place, id, year));
        let chart = figure.map(|figure| charts::chart_figure(view, figure, view.lang()));
        json!({
            "text": figure.map_or_else(|| view.word("charts.status.not_published"), |f| charts::figure_label(view, f, view.lang())),
            "machine": figure.map(|figure| figures::machine(view.observation(figure))).filter(|text| !text.is_empty()),
            "missing": chart.as_ref().is_none_or(|figure| figure.drawn().is_none()),
            "year": year.map(|year| parts::year_words(view, year)),
            "apart": chart.is_some_and(|figure| figure.drawn().is_some() && figure.ranked().is_none()),
        })
    };
    let difference = common.filter(|_| view.drawable(id)).and_then(|year| {
        let figure = |place| Some(charts::chart_figure(view, view.figure_for(place, id, year)?, view.lang()));
        let difference = charts::difference(&figure(a)?, &figure(b)?)?;
        Some(charts::change_words(difference, view.unit(id), view.lang()))
    });
    let above = common.zip(whole(view, a, b)).and_then(|(year, whole)| view.figure_for(whole, id, year));
    let target = indicator.targets.iter().find(|target| target.jurisdiction.is_none() && target.def.value.is_some());
    let target = target.and_then(|target| {
        let value = figures::written(Amount::Decimal(target.def.value.as_ref()?.value), view.unit(id), view.lang());
        Some(view.fill(&format!("targets.{}", target.def.operator.name()), &[("value", &value)]))
    });
    let row = json!({
        "name": view.say(&indicator.def.names),
        "href": view.link(Subject::Indicator(id)),
        "year": common.map(|year| parts::year_words(view, year)),
        "a": cell(a, years[0]),
        "b": cell(b, years[1]),
        "difference": difference,
        "whole": above.map(|figure| charts::figure_label(view, figure, view.lang())),
        "target": target,
        "ordered": !matches!(view.unit(id).kind, UnitKind::Rank | UnitKind::Clock),
    });
    Some((indicator.theme, common.is_some(), row))
}

/// Grades and named problems of each year, side by side.
fn evaluations(view: &View<'_>, programme: ProgrammeId, a: JurisdictionId, b: JurisdictionId) -> Vec<Json> {
    view.evaluations(programme)
        .into_iter()
        .filter(|id| [a, b].iter().all(|place| view.evaluation(*id).subjects.contains(place)))
        .map(|id| {
            let evaluation = view.evaluation(id);
            let year = evaluation.year();
            let side = |place: JurisdictionId| {
                let list = ProblemList::PlaceYear(year, place);
                let problems: Vec<Json> = view
                    .problems(programme, list)
                    .into_iter()
                    .filter(|problem| view.problem(*problem).evaluation() == Some(id))
                    .map(|problem| {
                        let state = parts::current_state(view, problem);
                        json!({
                            "text": view.say(&view.problem(problem).def.text),
                            "code": state.code(),
                            "mark": state.mark(),
                            "state": view.word(&format!("states.{}.name", state.code())),
                        })
                    })
                    .collect();
                json!({
                    "name": view.say(&view.place(place).def.names),
                    "href": parts::place_year_link(view, programme, year, place),
                    "grade": evaluation.grade_of(place).map(|grade| parts::grade_badge(view, programme, grade)),
                    "problems": problems,
                    "problems_href": view.link(Subject::Problems(programme, list)),
                })
            };
            json!({
                "year": parts::year_words(view, year),
                "title": view.say(&evaluation.def.titles),
                "href": view.link(Subject::Bulletin(id)),
                "graded": !evaluation.grades.is_empty(),
                "sides": [side(a), side(b)],
            })
        })
        .collect()
}

/// The other pairs of a place.
fn others(
    view: &View<'_>,
    programme: ProgrammeId,
    group: Option<GroupId>,
    here: JurisdictionId,
    shown: [JurisdictionId; 2],
) -> Json {
    let members = group.map(|group| view.group(group).members.clone()).unwrap_or_default();
    let links: Vec<Json> = members
        .into_iter()
        .filter(|other| !shown.contains(other))
        .filter_map(|other| {
            let href = pair_link(view, programme, here, other)?;
            Some(json!({"label": view.say(&view.place(other).def.short), "href": href}))
        })
        .collect();
    json!({"name": view.say(&view.place(here).def.names), "links": links})
}
