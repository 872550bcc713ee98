//! Governments' own reports, and the frameworks of headings and items that they answer.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use crate::diag::{Code, Diagnostic, Diagnostics, Spanned};
use crate::parse::{NarrativeKind, ParsedFile, SourceKind, records};
use crate::portal::ids::{FrameworkId, NarrativeId};
use crate::portal::join::evaluations::resolve_stages;
use crate::portal::model::Portal;
use crate::portal::names::{NameTable, Names, ParsedFiles, resolve_observations};
use crate::portal::records::{LinkedFramework, LinkedFrameworkItem, LinkedReport, PointRefs};
use crate::portal::resolver::place_address;
use crate::say;

type Items = Names<(FrameworkId, usize)>;

/// Fills the portal's frameworks and reports.
pub fn collect_reports(portal: &mut Portal, files: &ParsedFiles, table: &mut NameTable, diagnostics: &mut Diagnostics) {
    let items = collect_frameworks(portal, files, table, diagnostics);
    let mut names = Names::new(Code::UnknownName, "报告", "report");
    for (_, parsed) in files {
        let ParsedFile::Report(def) = &parsed.file else { continue };
        let programme = table.programmes.resolve(&def.programme, &table.unreadable_names, diagnostics);
        let jurisdiction = table.places.resolve(&def.jurisdiction, &table.unreadable_names, diagnostics);
        let document = table.documents.resolve(&def.document, &table.unreadable_names, diagnostics);
        let (Some(programme), Some(jurisdiction)) = (programme, jurisdiction) else {
            let findings = def.rectification.iter().map(|answer| &answer.id);
            let ids = def.problems.iter().map(|problem| &problem.id).chain(findings);
            table.unreadable_names.extend(ids.map(|id| id.value.clone()));
            continue;
        };
        if !names.add(&def.id, (), Code::DuplicateId, diagnostics) {
            continue;
        }
        resolve_stages(portal.programme(programme), &def.stages, table, diagnostics);
        let points = link_points(portal, def, &items, table, diagnostics);
        let mut figures = |names: &[Spanned<String>], source: &records::SourceRef| {
            table.documents.resolve(&source.document, &table.unreadable_names, diagnostics);
            resolve_observations(portal, names, table, diagnostics)
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
fn collect_frameworks(
    portal: &mut Portal,
    files: &ParsedFiles,
    table: &NameTable,
    diagnostics: &mut Diagnostics,
) -> Items {
    let mut ids = Names::new(Code::UnknownName, "评价框架", "framework");
    let mut names = Names::new(Code::UnknownName, "框架条目", "framework item");
    for (_, parsed) in files {
        let ParsedFile::Framework(def) = &parsed.file else { continue };
        let Some(programme) = table.programmes.resolve(&def.programme, &table.unreadable_names, diagnostics) else {
            continue;
        };
        let id = FrameworkId::new(portal.frameworks.len());
        if !ids.add(&def.id, id, Code::DuplicateId, diagnostics) {
            continue;
        }
        let mut items = Vec::new();
        flatten(&def.items, 0, id, &mut items, &mut names, diagnostics);
        portal.frameworks.push(LinkedFramework { def: def.clone(), programme, items });
    }
    names
}

fn flatten(
    from: &[records::FrameworkItem],
    depth: usize,
    framework: FrameworkId,
    items: &mut Vec<LinkedFrameworkItem>,
    names: &mut Items,
    diagnostics: &mut Diagnostics,
) {
    for item in from {
        let position = items.len();
        names.add(&item.id, (framework, position), Code::DuplicateId, diagnostics);
        let top = if depth == 0 { position } else { items.last().map_or(position, |last| last.top) };
        items.push(LinkedFrameworkItem {
            id: item.id.value.clone(),
            number: item.number.clone(),
            names: item.names.clone(),
            notes: item.notes.clone(),
            depth,
            top,
        });
        flatten(&item.children, depth + 1, framework, items, names, diagnostics);
    }
}

/// What each point of a report refers to; sections must exist and ids be unique.
fn link_points(
    portal: &Portal,
    def: &records::Report,
    items: &Items,
    table: &NameTable,
    diagnostics: &mut Diagnostics,
) -> Vec<PointRefs> {
    let mut sections = Names::new(Code::UnknownName, "章节", "section");
    add_sections(&def.sections, &mut sections, diagnostics);
    let mut ids = Names::new(Code::UnknownName, "条目", "entry");
    let entries = def.planned.iter().map(|action| &action.id).chain(def.rectification.iter().map(|answer| &answer.id));
    for id in def.points.iter().map(|point| &point.id).chain(entries) {
        ids.add(id, (), Code::DuplicateId, diagnostics);
    }
    def.points
        .iter()
        .map(|point| {
            sections.resolve(&point.section, &table.unreadable_names, diagnostics);
            PointRefs {
                items: point
                    .items
                    .iter()
                    .filter_map(|name| items.resolve(name, &table.unreadable_names, diagnostics))
                    .collect(),
                figures: resolve_observations(portal, &point.observations, table, diagnostics),
            }
        })
        .collect()
}

fn add_sections(sections: &[records::Section], names: &mut Names<()>, diagnostics: &mut Diagnostics) {
    for section in sections {
        names.add(&section.id, (), Code::DuplicateId, diagnostics);
        add_sections(&section.children, names, diagnostics);
    }
}

/// Finds the digest of each report: the report narrative of its programme, year, place
/// and slug.
pub fn join_digests(portal: &mut Portal, files: &ParsedFiles, table: &NameTable, diagnostics: &mut Diagnostics) {
    // A digest that cannot be read has been reported.
    let unreadable: HashSet<String> = files
        .iter()
        .filter_map(|(_, parsed)| {
            let ParsedFile::Broken(SourceKind::Narrative(place)) = &parsed.file else { return None };
            Some(place_address(place))
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
        if report.digest.is_none() && !unreadable.contains(&address) && !table.unreadable_names.contains(&address) {
            let place = &report.def.jurisdiction.value;
            let year = report.def.year;
            diagnostics.push(
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
