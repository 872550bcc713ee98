//! Cases: their lists, and one case.

use serde_json::{Value as Json, json};

use crate::plan::{CASES_PER_PAGE, CaseList, Subject};
use crate::portal::{NarrativeId, ProgrammeId};
use crate::render::figures;
use crate::render::frame::Head;
use crate::render::page_data::Made;
use crate::render::parts;
use crate::render::parts::Citations;
use crate::render::prose::Setting;
use crate::render::view::View;

/// One page of a list of cases.
pub fn cases(view: &View<'_>, programme: ProgrammeId, list: CaseList, page: u16) -> Made {
    let ids = view.cases(programme, list);
    let (title, label) = title(view, programme, list);
    let start = (usize::from(page) - 1) * CASES_PER_PAGE;
    let entries: Vec<Json> =
        ids.iter().skip(start).take(CASES_PER_PAGE).filter_map(|id| parts::case_entry(view, *id)).collect();
    let mut head = Head::new(title.clone(), view.fill("cases.lede", &[("n", &ids.len().to_string())]));
    if list != CaseList::All {
        head = head.crumb(view.word("menu.cases"), view.link(Subject::Cases(programme, CaseList::All, 1)));
    }
    if let CaseList::PlaceYear(year, _) = list {
        let subject = Subject::Cases(programme, CaseList::Year(year), 1);
        head = head.crumb(parts::year_words(view, year), view.link(subject));
    }
    let head = head.crumb(label, None);
    let neighbour = |number: u16| view.link(Subject::Cases(programme, list, number));
    let data = json!({
        "title": title,
        "count": ids.len(),
        "entries": entries,
        "page": page,
        "previous": page.checked_sub(1).filter(|page| *page > 0).and_then(neighbour),
        "next": neighbour(page + 1),
        "filters": filters(view, programme, list),
    });
    Made::untyped("cases.html", head, &data)
}

fn title(view: &View<'_>, programme: ProgrammeId, list: CaseList) -> (String, String) {
    match list {
        CaseList::All => (view.word("cases.title"), view.word("menu.cases")),
        CaseList::Year(year) => {
            let year = parts::year_words(view, year);
            (view.fill("cases.title_year", &[("year", &year)]), year)
        }
        CaseList::PlaceYear(year, place) => {
            let year = parts::year_words(view, year);
            let place = view.say(&view.place(place).def.names);
            (view.fill("cases.title_place", &[("place", place), ("year", &year)]), place.to_owned())
        }
        CaseList::Theme(theme) => {
            let name = view.say(&view.programme(programme).themes[theme].names);
            (view.fill("cases.title_theme", &[("theme", name)]), name.to_owned())
        }
    }
}

/// Links to the other lists, with counts: they filter without a script.
fn filters(view: &View<'_>, programme: ProgrammeId, current: CaseList) -> Vec<Json> {
    let all = view.cases(programme, CaseList::All);
    let mut years: Vec<u16> = all.iter().map(|id| view.identity(*id).year).collect();
    years.dedup();
    let mut places: Vec<_> =
        all.iter().filter_map(|id| Some((view.identity(*id).year, view.identity(*id).jurisdiction?))).collect();
    places.sort_by_key(|(year, place)| (std::cmp::Reverse(*year), *place));
    places.dedup();
    // Places are offered for the year that is looked at, or the newest.
    let year = match current {
        CaseList::Year(year) | CaseList::PlaceYear(year, _) => Some(year),
        _ => years.first().copied(),
    };
    let links = |lists: Vec<CaseList>| -> Vec<Json> {
        lists
            .into_iter()
            .filter_map(|list| {
                let href = view.link(Subject::Cases(programme, list, 1))?;
                let (_, label) = title(view, programme, list);
                let count = view.cases(programme, list).len();
                Some(json!({"label": label, "href": href, "count": count, "current": list == current}))
            })
            .collect()
    };
    let themes = (0..view.programme(programme).themes.len()).map(CaseList::Theme).collect();
    let in_year = places.into_iter().filter(|(of, _)| Some(*of) == year);
    [
        ("filters.year", links(years.into_iter().map(CaseList::Year).collect())),
        ("filters.place", links(in_year.map(|(year, place)| CaseList::PlaceYear(year, place)).collect())),
        ("filters.theme", links(themes)),
    ]
    .into_iter()
    .map(|(word, links)| json!({"label": view.word(word), "links": links}))
    .collect()
}

/// One case.
pub fn case(view: &View<'_>, id: NarrativeId) -> Made {
    let card = view.card(id);
    let narrative = parts::narrative_body(view, id, Setting::default());
    let mut citations = Citations::default();
    let figures: Vec<Json> =
        view.figures_in(id).into_iter().map(|figure| parts::figure_row(view, figure, &mut citations)).collect();
    let mut head = Head::new(card.title(), card.summary()).untranslated(narrative["foreign"] == json!(true));
    let mut data = json!({
        "entry": parts::case_entry(view, id),
        "title": card.title(),
        "narrative": narrative,
        "figures": figures,
        "document": card.document().map(|id| parts::document_facts(view, id)),
        "source": card.document().zip(card.shared().source.as_ref())
            .map(|(document, source)| figures::source(view, document, source, view.lang())),
        "published": card.shared().published.map(|date| date.words(view.lang())),
        "published_datetime": card.shared().published.map(|date| date.to_string()),
        "sources": citations.list(),
    });
    if let (Some(programme), Some(place)) = (card.programme(), card.jurisdiction()) {
        let year = card.year();
        let list = |list| view.link(Subject::Cases(programme, list, 1));
        head = head
            .crumb(view.word("menu.cases"), list(CaseList::All))
            .crumb(parts::year_words(view, year), list(CaseList::Year(year)))
            .crumb(view.say(&view.place(place).def.names), list(CaseList::PlaceYear(year, place)));
        let known = &view.programme(programme).recognitions;
        data["recognitions"] =
            card.recognitions().iter().map(|position| json!(view.say(&known[*position].names))).collect();
        data["place_year"] = json!(parts::place_year_link(view, programme, year, place));
        data["same_place"] = others(view, id, view.cases(programme, CaseList::PlaceYear(year, place)));
        data["same_theme"] = match card.themes().first() {
            Some(theme) => others(view, id, view.cases(programme, CaseList::Theme(*theme))),
            None => json!([]),
        };
        data["bulletin"] = json!(
            view.evaluations(programme)
                .into_iter()
                .find(|id| {
                    let evaluation = view.evaluation(*id);
                    evaluation.year() == year && evaluation.subjects.contains(&place)
                })
                .map(|id| json!({
                    "title": view.say(&view.evaluation(id).def.titles),
                    "href": view.link(Subject::Bulletin(id)),
                }))
        );
    }
    let head = head.crumb(card.title(), None);
    Made::untyped("case.html", head, &data)
}

/// Up to three other cases of a list: those that follow, so that each case is shown by
/// some other.
fn others(view: &View<'_>, here: NarrativeId, list: Vec<NarrativeId>) -> Json {
    let position = list.iter().position(|id| *id == here).unwrap_or(0);
    let around = list.iter().cycle().skip(position + 1).take(list.len().saturating_sub(1)).take(3);
    around.filter_map(|id| parts::case_entry(view, *id)).collect()
}
