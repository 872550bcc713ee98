//! Evaluations: who evaluated whom in which year.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::diag::{Code, Diagnostic, Diagnostics, Severity, Span, Spanned};
use crate::parse::{ParsedFile, SourceKind, records};
use crate::portal::ids::{JurisdictionId, ProgrammeId};
use crate::portal::model::Portal;
use crate::portal::names::{NameTable, Names, ParsedFiles, called, resolve_among, resolve_observation, resolve_theme};
use crate::portal::records::LinkedEvaluation;
use crate::say;

/// Fills the portal's evaluations, newest year first.
pub fn collect_evaluations(
    portal: &mut Portal,
    files: &ParsedFiles,
    table: &mut NameTable,
    diagnostics: &mut Diagnostics,
) {
    let mut evaluations = Vec::new();
    for (_, parsed) in files {
        if let ParsedFile::Broken(SourceKind::Evaluation { programme, year }) = &parsed.file {
            table.unreadable_names.insert(format!("{programme}/{year}"));
        }
        let ParsedFile::Evaluation(def) = &parsed.file else { continue };
        let programme = table.programmes.resolve(&def.programme, &table.unreadable_names, diagnostics);
        let evaluator = table.places.resolve(&def.evaluator, &table.unreadable_names, diagnostics);
        let peers =
            def.peers.as_ref().and_then(|name| table.groups.resolve(name, &table.unreadable_names, diagnostics));
        let document =
            def.document.as_ref().and_then(|name| table.documents.resolve(name, &table.unreadable_names, diagnostics));
        let (Some(programme), Some(evaluator)) = (programme, evaluator) else {
            table.unreadable_names.insert(format!("{}/{}", def.programme.value, def.year));
            table.unreadable_names.extend(def.problems.iter().map(|problem| problem.id.value.clone()));
            continue;
        };
        let grades = grades(portal, programme, def, table, diagnostics);
        let mut subjects: Vec<_> = peers.map(|id| portal.group(id).members.clone()).unwrap_or_default();
        subjects.extend(grades.iter().flat_map(|(_, places)| places));
        subjects.sort();
        subjects.dedup();
        check_names(portal, programme, def, table, diagnostics);
        diagnostics
            .extend(document.and_then(|document| diagnose_dates(portal.document(document), def)).into_iter().collect());
        if let Some(peers) = peers {
            graded_as_evaluated(portal, &grades, peers, def, diagnostics);
        }
        evaluations.push(LinkedEvaluation {
            def: def.clone(),
            programme,
            evaluator,
            peers,
            subjects,
            document,
            grades,
            problems: Vec::new(),
        });
    }
    evaluations.sort_by_key(|e| (e.programme, std::cmp::Reverse(e.def.year), e.evaluator));
    portal.evaluations = evaluations;
}

/// The evaluation was published on another day than its document.
fn diagnose_dates(document: &records::PublishedDocument, def: &records::Evaluation) -> Option<Diagnostic> {
    let (dated, published) = (document.date.as_ref()?, def.published.as_ref()?);
    if dated.value == published.value {
        return None;
    }
    let (here, there) = (&published.value, &dated.value);
    Some(
        Diagnostic::new(
            Code::DatesDiffer,
            published.span,
            say!(
                "评价写的公布日期是{here}，公开文件的日期是{there}",
                "the evaluation is published on {here}, and its document is dated {there}"
            ),
        )
        .related(dated.span, say!("公开文件的日期", "the date of the document"))
        .help(say!("对照公开文件，改正写错的一处", "compare with the document and correct the one that is wrong"))
        .instead(&here.to_string(), &there.to_string()),
    )
}

fn grades(
    portal: &Portal,
    programme: ProgrammeId,
    def: &records::Evaluation,
    table: &NameTable,
    diagnostics: &mut Diagnostics,
) -> Vec<(usize, Vec<JurisdictionId>)> {
    let mut graded: HashMap<JurisdictionId, Span> = HashMap::new();
    let mut groups: BTreeMap<usize, Vec<JurisdictionId>> = BTreeMap::new();
    for group in &def.grades {
        let grades = &portal.programme(programme).grades;
        let grade = called(grades.iter().map(|grade| &grade.names), &group.grade).or_else(|| {
            let known = grades.iter().map(|grade| grade.id.value.as_str());
            let unreadable = &table.unreadable_names;
            resolve_among(Code::UnknownName, "等级", "grade", known, &group.grade, unreadable, diagnostics)
        });
        let mut places = Vec::new();
        for name in &group.jurisdictions {
            let Some(place) = table.places.resolve(name, &table.unreadable_names, diagnostics) else { continue };
            // A place has one grade a year.
            match graded.insert(place, name.span) {
                Some(first) => diagnostics.push(diagnose_graded_twice(name, first)),
                None => places.push(place),
            }
        }
        if let Some(grade) = grade {
            groups.entry(grade).or_default().extend(places);
        }
    }
    groups.into_iter().collect()
}

/// Where grades were published, each place evaluated has one, and no other place has.
fn graded_as_evaluated(
    portal: &Portal,
    grades: &[(usize, Vec<JurisdictionId>)],
    peers: crate::portal::ids::GroupId,
    def: &records::Evaluation,
    diagnostics: &mut Diagnostics,
) {
    let graded: HashSet<_> = grades.iter().flat_map(|(_, places)| places.iter().copied()).collect();
    // A name that is unknown or stands twice has been reported by itself, and so has what
    // may have changed the group.
    let errors = diagnostics.count(Severity::Error) > 0;
    if errors || graded.len() != def.grades.iter().map(|group| group.jurisdictions.len()).sum::<usize>() {
        return;
    }
    let slug = |id: JurisdictionId| portal.jurisdiction(id).def.slug.value.as_str();
    let members = &portal.group(peers).members;
    let ended = |id: JurisdictionId| portal.jurisdiction(id).def.valid.end_before(def.year);
    let graded_or_ended = |id: &JurisdictionId| graded.contains(id) || ended(*id).is_some();
    let without: Vec<&str> = members.iter().filter(|id| !graded_or_ended(id)).map(|id| slug(*id)).collect();
    if let (Some(group), false) = (def.grades.last(), without.is_empty() || graded.is_empty()) {
        let (zh, en) = (without.join("、"), without.join(", "));
        diagnostics.push(
            Diagnostic::new(
                Code::GradesIncomplete,
                group.grade.span,
                say!("这些地方没有等级：{zh}", "these places have no grade: {en}"),
            )
            .help(say!(
                "对照公布的等级补上；确实没有评的，从`peers`的比较组里去掉",
                "compare with the published grades; a place that was not evaluated does not belong to the group of `peers`"
            )),
        );
    }
    for name in def.grades.iter().flat_map(|group| &group.jurisdictions) {
        let Some(id) = graded.iter().find(|id| slug(**id) == name.value) else { continue };
        diagnostics
            .extend(ended(*id).map(|to| diagnose_graded_later(portal, *id, name, to, def.year)).into_iter().collect());
    }
    let group_id = &portal.group(peers).def.id.value;
    for name in def.grades.iter().flat_map(|group| &group.jurisdictions) {
        let stranger = graded.iter().any(|id| slug(*id) == name.value && !members.contains(id));
        if stranger {
            let place = &name.value;
            diagnostics.push(
                Diagnostic::new(
                    Code::GradesIncomplete,
                    name.span,
                    say!("`{place}`不在比较组`{group_id}`里", "`{place}` is not in the peer group `{group_id}`"),
                )
                .help(say!("改正地名，或改正`peers`", "correct the place, or correct `peers`")),
            );
        }
    }
}

fn diagnose_graded_later(
    portal: &Portal,
    id: JurisdictionId,
    name: &Spanned<String>,
    to: u16,
    year: u16,
) -> Diagnostic {
    let place = &name.value;
    Diagnostic::new(
        Code::PlaceEnded,
        name.span,
        say!("`{place}`只到{to}年，却有{year}年的等级", "`{place}` existed until {to}, and has a grade of {year}"),
    )
    .related(portal.jurisdiction(id).def.slug.span, say!("它的`valid`写到{to}年", "its `valid` ends in {to}"))
    .help(say!("改正地名，或改正这个地方的`valid`", "correct the place, or its `valid`"))
}

fn diagnose_graded_twice(name: &Spanned<String>, first: Span) -> Diagnostic {
    let place = &name.value;
    Diagnostic::new(
        Code::DuplicateId,
        name.span,
        say!("`{place}`在这次评价里有两个等级", "`{place}` has two grades in this evaluation"),
    )
    .related(first, say!("第一次在这里", "first here"))
    .help(say!("对照公布的等级，删去一处", "compare with the published grades and delete one"))
}

/// The names that stages, achievements and demands use.
fn check_names(
    portal: &Portal,
    programme: ProgrammeId,
    def: &records::Evaluation,
    table: &NameTable,
    diagnostics: &mut Diagnostics,
) {
    let programme = portal.programme(programme);
    resolve_stages(programme, &def.stages, table, diagnostics);
    let mut ids = Names::new(Code::UnknownName, "条目", "entry");
    for id in def.achievements.iter().map(|a| &a.id).chain(def.demands.iter().map(|d| &d.id)) {
        ids.add(id, (), Code::DuplicateId, diagnostics);
    }
    let lists = def
        .achievements
        .iter()
        .map(|a| (&a.theme, &a.points, &a.source))
        .chain(def.demands.iter().map(|d| (&d.theme, &d.points, &d.source)));
    for (theme, points, source) in lists {
        resolve_theme(programme, theme, &table.unreadable_names, diagnostics);
        if let Some(source) = source {
            table.documents.resolve(&source.document, &table.unreadable_names, diagnostics);
        }
        for point in points {
            for name in &point.indicators {
                table.indicators.resolve(name, &table.unreadable_names, diagnostics);
            }
            for name in &point.observations {
                resolve_observation(portal, name, &table.unreadable_names, diagnostics);
            }
        }
    }
}

/// The names that stages use.
pub fn resolve_stages(
    programme: &records::Programme,
    stages: &[records::Stage],
    table: &NameTable,
    diagnostics: &mut Diagnostics,
) {
    for stage in stages {
        let known = programme.process.iter().map(|stage| stage.id.value.as_str());
        resolve_among(Code::UnknownName, "环节", "stage", known, &stage.stage, &table.unreadable_names, diagnostics);
        if let Some(source) = &stage.source {
            table.documents.resolve(&source.document, &table.unreadable_names, diagnostics);
        }
    }
}
