//! Governments' own reports, and the frameworks of headings and items that they answer.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::diag::{Code, Diagnostic, Diagnostics, Spanned};
use crate::i18n::Text;
use crate::parse::{Document, Kind, NarrativeKind, Statement, data};
use crate::portal::ids::{DocumentId, FrameworkId, JurisdictionId, NarrativeId, ObservationId, ProblemId, ProgrammeId};
use crate::portal::join::assemble::{NameTable, ParsedFiles};
use crate::portal::join::evaluations::stages;
use crate::portal::join::links::place_address;
use crate::portal::join::problems::observations;
use crate::portal::model::Portal;
use crate::portal::names::Names;
use crate::say;

/// A report, resolved.
#[derive(Clone, Debug)]
pub struct LinkedReport {
    pub def: Arc<data::Report>,
    pub programme: ProgrammeId,
    pub jurisdiction: JurisdictionId,
    pub document: Option<DocumentId>,
    /// What each point refers to, in the order of the points.
    pub points: Vec<PointRefs>,
    /// Problems that it names itself.
    pub problems: Vec<ProblemId>,
    /// Earlier findings that are known only from its answers.
    pub answered: Vec<ProblemId>,
    /// For each planned action, its figures.
    pub planned: Vec<Vec<ObservationId>>,
    /// For each answer, its figures.
    pub rectification: Vec<Vec<ObservationId>>,
    /// The digest, which is its page.
    pub digest: Option<NarrativeId>,
}

/// What a point of a report refers to.
#[derive(Clone, Debug, Default)]
pub struct PointRefs {
    /// The framework items that it answers, by framework and position.
    pub items: Vec<(FrameworkId, usize)>,
    pub figures: Vec<ObservationId>,
}

/// A framework, its items in one list.
#[derive(Clone, Debug)]
pub struct LinkedFramework {
    pub def: Arc<data::Framework>,
    pub programme: ProgrammeId,
    /// Headings directly before their items.
    pub items: Vec<LinkedFrameworkItem>,
}

/// A heading or item of a framework.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct LinkedFrameworkItem {
    pub id: String,
    pub number: String,
    pub names: Text,
    pub notes: Vec<Statement>,
    /// 0 for a heading.
    pub depth: usize,
    /// Its heading of depth 0; itself for one.
    pub top: usize,
}

type Items = Names<(FrameworkId, usize)>;

/// Fills the portal's frameworks and reports.
pub fn gather(portal: &mut Portal, documents: &ParsedFiles, book: &mut NameTable, problems: &mut Diagnostics) {
    let items = frameworks(portal, documents, book, problems);
    let mut names = Names::new(Code::UnknownName, "报告", "report");
    for (_, parsed) in documents {
        let Document::Report(def) = &parsed.document else { continue };
        let programme = book.programmes.resolve(&def.programme, &book.lost, problems);
        let jurisdiction = book.places.resolve(&def.jurisdiction, &book.lost, problems);
        let document = book.documents.resolve(&def.document, &book.lost, problems);
        let (Some(programme), Some(jurisdiction)) = (programme, jurisdiction) else {
            let findings = def.rectification.iter().map(|answer| &answer.id);
            let ids = def.problems.iter().map(|problem| &problem.id).chain(findings);
            book.lost.extend(ids.map(|id| id.value.clone()));
            continue;
        };
        if !names.add(&def.id, (), Code::DuplicateId, problems) {
            continue;
        }
        stages(portal.programme(programme), &def.stages, book, problems);
        let points = points(portal, def, &items, book, problems);
        let mut figures = |names: &[Spanned<String>], source: &data::SourceRef| {
            book.documents.resolve(&source.document, &book.lost, problems);
            observations(portal, names, book, problems)
        };
        let planned = def.planned.iter().map(|action| figures(&action.observations, &action.source)).collect();
        let rectification =
            def.rectification.iter().map(|answer| figures(&answer.observations, &answer.source)).collect();
        portal.reports.push(LinkedReport {
            def: def.clone(),
            programme,
            jurisdiction,
            document,
            points,
            problems: Vec::new(),
            answered: Vec::new(),
            planned,
            rectification,
            digest: None,
        });
    }
    portal.reports.sort_by_key(|r| (r.programme, Reverse(r.def.year), r.jurisdiction, r.def.slug.clone()));
}

/// The frameworks in the order of their files; returns the names of all items.
fn frameworks(portal: &mut Portal, documents: &ParsedFiles, book: &NameTable, problems: &mut Diagnostics) -> Items {
    let mut ids = Names::new(Code::UnknownName, "评价框架", "framework");
    let mut names = Names::new(Code::UnknownName, "框架条目", "framework item");
    for (_, parsed) in documents {
        let Document::Framework(def) = &parsed.document else { continue };
        let Some(programme) = book.programmes.resolve(&def.programme, &book.lost, problems) else { continue };
        let id = FrameworkId::new(portal.frameworks.len());
        if !ids.add(&def.id, id, Code::DuplicateId, problems) {
            continue;
        }
        let mut items = Vec::new();
        flatten(&def.items, 0, id, &mut items, &mut names, problems);
        portal.frameworks.push(LinkedFramework { def: def.clone(), programme, items });
    }
    names
}

fn flatten(
    from: &[data::FrameworkItem],
    depth: usize,
    framework: FrameworkId,
    items: &mut Vec<LinkedFrameworkItem>,
    names: &mut Items,
    problems: &mut Diagnostics,
) {
    for item in from {
        let position = items.len();
        names.add(&item.id, (framework, position), Code::DuplicateId, problems);
        let top = if depth == 0 { position } else { items.last().map_or(position, |last| last.top) };
        items.push(LinkedFrameworkItem {
            id: item.id.value.clone(),
            number: item.number.clone(),
            names: item.names.clone(),
            notes: item.notes.clone(),
            depth,
            top,
        });
        flatten(&item.children, depth + 1, framework, items, names, problems);
    }
}

/// What each point of a report refers to; sections must exist and ids be unique.
fn points(
    portal: &Portal,
    def: &data::Report,
    items: &Items,
    book: &NameTable,
    problems: &mut Diagnostics,
) -> Vec<PointRefs> {
    let mut sections = Names::new(Code::UnknownName, "章节", "section");
    add_sections(&def.sections, &mut sections, problems);
    let mut ids = Names::new(Code::UnknownName, "条目", "entry");
    let entries = def.planned.iter().map(|action| &action.id).chain(def.rectification.iter().map(|answer| &answer.id));
    for id in def.points.iter().map(|point| &point.id).chain(entries) {
        ids.add(id, (), Code::DuplicateId, problems);
    }
    def.points
        .iter()
        .map(|point| {
            sections.resolve(&point.section, &book.lost, problems);
            PointRefs {
                items: point.items.iter().filter_map(|name| items.resolve(name, &book.lost, problems)).collect(),
                figures: observations(portal, &point.observations, book, problems),
            }
        })
        .collect()
}

fn add_sections(sections: &[data::Section], names: &mut Names<()>, problems: &mut Diagnostics) {
    for section in sections {
        names.add(&section.id, (), Code::DuplicateId, problems);
        add_sections(&section.children, names, problems);
    }
}

/// Finds the digest of each report: the report narrative of its programme, year, place
/// and slug.
pub fn join_digests(portal: &mut Portal, documents: &ParsedFiles, book: &NameTable, problems: &mut Diagnostics) {
    // A digest that cannot be read has been reported.
    let unreadable: HashSet<String> = documents
        .iter()
        .filter_map(|(_, parsed)| match &parsed.document {
            Document::Broken(Kind::Narrative(place)) => Some(place_address(place)),
            _ => None,
        })
        .collect();
    let digests: HashMap<_, NarrativeId> = portal
        .narratives
        .iter()
        .filter(|narrative| narrative.kind == NarrativeKind::Report)
        .map(|n| ((n.programme, n.year, n.jurisdiction, n.slug.clone()), n.id))
        .collect();
    for report in &mut portal.reports {
        let key = (Some(report.programme), report.def.year, Some(report.jurisdiction), report.def.slug.clone());
        report.digest = digests.get(&key).copied();
        let folder = &portal.programmes[report.programme.index()].id.value;
        let folder = (portal.default_programme != Some(report.programme)).then_some(folder);
        let year = report.def.year.to_string();
        let parts = [folder, Some(&year), Some(&report.def.jurisdiction.value), Some(&report.def.slug)];
        let parts: Vec<&str> =
            parts.into_iter().flatten().map(String::as_str).filter(|part| !part.is_empty()).collect();
        let address = parts.join("/");
        if report.digest.is_none() && !unreadable.contains(&address) && !book.lost.contains(&address) {
            let place = &report.def.jurisdiction.value;
            let year = report.def.year;
            problems.push(
                Diagnostic::new(
                    Code::ReportWithoutDigest,
                    report.def.id.span,
                    say!("这份报告没有摘编，因此没有页面", "this report has no digest and therefore no page"),
                )
                .help(say!(
                    "在`content/{year}/{place}/report/`写`zh.md`和`en.md`（非默认项目在其文件夹下）",
                    "write `zh.md` and `en.md` in `content/{year}/{place}/report/`, below the programme’s folder unless it is the default one"
                )),
            );
        }
    }
}
