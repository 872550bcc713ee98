//! A government's own report: the digest, and beside it what the data holds of the
//! document: outline, points, problems, plans, answers, figures and how complete they are.

use serde_json::{Value as Json, json};

use crate::parse::data::{Nature, Observation, Qualifier, Section, Status, YearBasis};
use crate::plan::{ProblemList, Subject};
use crate::portal::{DocumentId, JurisdictionId, NarrativeId, ObservationId, ProgrammeId, Report, ReportId};
use crate::render::parts::Citations;
use crate::render::prose::Setting;
use crate::render::statement;
use crate::render::frame::Head;
use crate::render::page_data::Made;
use crate::render::parts;
use crate::render::view::View;

/// The report whose digest a narrative is.
pub fn of_digest(view: &View<'_>, programme: ProgrammeId, digest: NarrativeId) -> Option<ReportId> {
    view.reports(programme).into_iter().find(|id| view.published_report(*id).digest == Some(digest))
}

/// The kind of a report in words, for lists.
pub fn kind_of(view: &View<'_>, programme: ProgrammeId, digest: NarrativeId) -> Option<String> {
    let id = of_digest(view, programme, digest)?;
    Some(view.word(&format!("reports.kind.{}", view.published_report(id).def.kind.code())))
}

/// The reports of a place as short links: kind and year.
pub fn links_of(view: &View<'_>, programme: ProgrammeId, place: JurisdictionId) -> Vec<Json> {
    view.reports(programme)
        .into_iter()
        .filter(|id| view.published_report(*id).jurisdiction == place)
        .filter_map(|id| {
            let report = view.published_report(id);
            let href = view.link(Subject::Report(report.digest?))?;
            Some(json!({
                "kind": view.word(&format!("reports.kind.{}", report.def.kind.code())),
                "year": parts::year_words(view, report.def.year),
                "inferred": report.def.year_basis == YearBasis::Inferred,
                "href": href,
            }))
        })
        .collect()
}

/// A report.
pub fn report(view: &View<'_>, id: NarrativeId) -> Made {
    let card = view.card(id);
    let year = parts::year_words(view, card.year());
    let narrative = parts::narrative_body(view, id, Setting { numbered: true });
    let mut citations = Citations::default();
    let mut head = Head::new(card.title(), card.summary()).untranslated(narrative["foreign"] == json!(true));
    let mut place = Json::Null;
    let mut outline = Json::Null;
    let mut document = card.document();
    if let (Some(programme), Some(jurisdiction)) = (card.programme(), card.jurisdiction()) {
        place = parts::place_link(view, programme, jurisdiction);
        let name = view.say(&view.place(jurisdiction).def.names);
        head = head
            .crumb(year.clone(), view.link(Subject::Year(programme, card.year())))
            .crumb(name, parts::place_year_link(view, programme, card.year(), jurisdiction));
        if let Some(report) = of_digest(view, programme, id) {
            document = view.published_report(report).document.or(document);
            outline = self::outline(view, report, &mut citations);
        }
    }
    let kind = card.programme().and_then(|programme| kind_of(view, programme, id));
    head = head.crumb(kind.unwrap_or_else(|| view.word("report.crumb")), None);
    let of_document = document.map(|document| view.figures_of_document(document)).unwrap_or_default();
    let ids = if of_document.is_empty() { view.figures_in(id) } else { of_document };
    let figures = match card.programme() {
        Some(programme) => parts::figures_by_theme(view, programme, ids.iter().copied(), &mut citations),
        None => Vec::new(),
    };
    let data = json!({
        "title": card.title(),
        "year": year,
        "place": place,
        "document": document.map(|id| parts::document_facts(view, id)),
        "narrative": narrative,
        "outline": outline,
        "coverage": coverage(view, &ids),
        "figures": figures,
        "figure_count": ids.len(),
        "sources": citations.list(),
    });
    Made::untyped("report.html", head, &data)
}

/// What the data holds of the document besides its figures.
fn outline(view: &View<'_>, id: ReportId, citations: &mut Citations) -> Json {
    let report = view.published_report(id);
    let def = &report.def;
    let programme = report.programme;
    let year = def.year;
    let placeholder = view.place(report.jurisdiction).def.placeholder;
    let problems: Vec<Json> =
        report.problems.iter().map(|id| parts::problem_entry(view, programme, *id, citations)).collect();
    let ledger = view.link(Subject::Problems(programme, ProblemList::PlaceYear(year, report.jurisdiction)));
    json!({
        "kind": view.word(&format!("reports.kind.{}", def.kind.code())),
        "title": view.say(&def.titles),
        "issuer": report.document.map(|id| view.say(&view.document(id).issuer)),
        "body": def.reporting_body.as_ref().map(|text| view.say(text)),
        "scope": def.scope.as_ref().map(|text| statement::html(view, text)),
        "basis": statement::list(view, &def.basis),
        "identity": if placeholder { "unnamed" } else if def.identity_inferred { "inferred" } else { "stated" },
        "identity_note": def.identity_note.as_ref().map(|text| statement::html(view, text)),
        "year_inferred": def.year_basis == YearBasis::Inferred,
        "legal_basis": parts::legal_basis(view, programme, report.jurisdiction),
        "course_href": view.link(Subject::Frameworks(programme)).map(|href| format!("{href}#part-course")),
        "stages": parts::stage_entries(view, programme, &def.stages, report.document),
        "sections": def.sections.iter().map(|section| self::section(view, report, section)).collect::<Vec<_>>(),
        "points": def.points.len(),
        "problems": problems,
        "ledger_href": ledger,
        "planned": def.planned.iter().zip(&report.planned).map(|(action, figures)| json!({
            "text": statement::html(view, &action.text),
            "figures": briefs(view, figures),
            "cite": cite(view, &action.source, citations),
        })).collect::<Vec<_>>(),
        "rectification": rectification(view, report, citations),
        "common": common(view, report),
        "frameworks": frameworks(view, report),
        "others": others(view, programme, id),
        "notes": statement::list(view, &def.notes),
    })
}

fn cite(view: &View<'_>, source: &crate::parse::data::SourceRef, citations: &mut Citations) -> Option<usize> {
    let document: DocumentId = view.document_named(&source.document)?;
    Some(citations.cite(view, document, source))
}

fn briefs(view: &View<'_>, ids: &[ObservationId]) -> Vec<Json> {
    ids.iter().map(|id| parts::figure_brief(view, *id)).collect()
}

/// A section with the points that stand in it.
fn section(view: &View<'_>, report: &Report, section: &Section) -> Json {
    let points: Vec<Json> = report
        .def
        .points
        .iter()
        .zip(&report.points)
        .filter(|(point, _)| point.section.value == section.id.value)
        .map(|(point, refs)| {
            let items: Vec<Json> = refs
                .items
                .iter()
                .filter_map(|item| item_link(view, *item))
                .filter(|item| item["name"] != json!(view.say(&section.title)))
                .collect();
            json!({
                "id": point.id.value,
                "text": statement::html(view, &point.text),
                "items": items,
                "figures": briefs(view, &refs.figures),
            })
        })
        .collect();
    json!({
        "id": section.id.value,
        "locator": section.locator,
        "title": view.say(&section.title),
        "points": points,
        "children": section.children.iter().map(|child| self::section(view, report, child)).collect::<Vec<_>>(),
    })
}

/// A framework item as a link to its place on the framework's page.
fn item_link(view: &View<'_>, (framework, item): (crate::portal::FrameworkId, usize)) -> Option<Json> {
    let item = view.framework(framework).items.get(item)?;
    let href = view.link(Subject::Framework(framework));
    Some(json!({
        "number": item.number,
        "name": view.say(&item.names),
        "href": href.map(|href| format!("{href}#{}", item.id)),
    }))
}

/// The answers to earlier findings, with the state of each.
fn rectification(view: &View<'_>, report: &Report, citations: &mut Citations) -> Vec<Json> {
    report
        .def
        .rectification
        .iter()
        .zip(&report.rectification)
        .map(|(answer, figures)| {
            json!({
                "id": answer.id.value,
                "finding": statement::html(view, &answer.finding.text),
                "finding_inferred": answer.finding_inferred,
                "finder": answer.finding_source.as_ref().map(|text| view.say(text)),
                "code": answer.state.code(),
                "mark": answer.state.mark(),
                "state": view.word(&format!("states.{}.name", answer.state.code())),
                "state_inferred": answer.state_inferred,
                "text": statement::html(view, &answer.text),
                "figures": briefs(view, figures),
                "cite": cite(view, &answer.source, citations),
            })
        })
        .collect()
}

/// What holds for all answers of a report, to be said once.
fn common(view: &View<'_>, report: &Report) -> Json {
    let answers = &report.def.rectification;
    let finder = answers.first().and_then(|first| first.finding_source.as_ref());
    let finder = finder.filter(|_| answers.len() > 1 && answers.iter().all(|a| a.finding_source.as_ref() == finder));
    json!({
        "finder": finder.map(|text| view.say(text)),
        "state_inferred": answers.len() > 1 && answers.iter().all(|answer| answer.state_inferred),
        "finding_inferred": answers.len() > 1 && answers.iter().all(|answer| answer.finding_inferred),
    })
}

/// The frameworks that the report answers.
fn frameworks(view: &View<'_>, report: &Report) -> Vec<Json> {
    let mut ids: Vec<_> =
        report.points.iter().flat_map(|point| &point.items).map(|(framework, _)| *framework).collect();
    ids.sort();
    ids.dedup();
    ids.into_iter()
        .map(|id| json!({"name": view.say(&view.framework(id).def.names), "href": view.link(Subject::Framework(id))}))
        .collect()
}

/// The other reports of the programme.
fn others(view: &View<'_>, programme: ProgrammeId, here: ReportId) -> Vec<Json> {
    view.reports(programme)
        .into_iter()
        .filter(|id| *id != here)
        .filter_map(|id| {
            let report = view.published_report(id);
            let href = view.link(Subject::Report(report.digest?));
            Some(json!({"name": view.say(&report.def.titles), "href": href}))
        })
        .collect()
}

/// What is counted of a document's figures.
type Test = fn(&Observation) -> bool;

/// How complete the figures of a document are: how many are exact, approximate, hidden,
/// and what else a reader must know of them.
fn coverage(view: &View<'_>, ids: &[ObservationId]) -> Json {
    let count = |wanted: Test| ids.iter().filter(|id| wanted(&view.observation(**id).def)).count();
    let kinds: [(&str, Test); 5] = [
        ("exact", |def| def.status.has_value() && def.qualifier == Qualifier::Exact),
        ("approximate", |def| def.status.has_value() && def.qualifier != Qualifier::Exact),
        ("masked", |def| def.status == Status::Masked),
        ("illegible", |def| def.status == Status::Illegible),
        ("absent", |def| matches!(def.status, Status::NotPublished | Status::NotApplicable)),
    ];
    let remarks: [(&str, Test); 6] = [
        ("planned", |def| matches!(def.nature, Nature::Planned | Nature::Target)),
        ("norm", |def| def.nature == Nature::Norm),
        ("inferred", |def| def.year_basis == YearBasis::Inferred && def.period.is_some()),
        ("undated", |def| def.period.is_none()),
        ("worded", |def| def.worded),
        ("repaired", |def| def.repaired),
    ];
    let list = |list: &[(&str, Test)], group: &str| -> Vec<Json> {
        list.iter()
            .map(|(code, wanted)| (code, count(*wanted)))
            .filter(|(_, count)| *count > 0)
            .map(|(code, count)| {
                json!({"code": code, "name": view.word(&format!("reports.{group}.{code}")), "count": count})
            })
            .collect()
    };
    json!({"total": ids.len(), "kinds": list(&kinds, "coverage"), "remarks": list(&remarks, "remarks")})
}
