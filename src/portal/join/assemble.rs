//! All parsed files in, one portal out.

use std::collections::HashSet;
use std::sync::Arc;

use crate::diag::{Code, Diagnostic, Diagnostics, Span, Spanned};
use crate::parse::{NarrativePlace, ParsedFile, SourceKind, records};
use crate::portal::ids::{DocumentId, GroupId, NarrativeId, ObservationId, ProgrammeId};
use crate::portal::join::arithmetic::collect_arithmetic;
use crate::portal::join::evaluations::collect_evaluations;
use crate::portal::join::links::link_narratives;
use crate::portal::join::measures::Measures;
use crate::portal::join::narratives::collect_narratives;
use crate::portal::join::places::{CollectedPlaces, group_members};
use crate::portal::join::problems::collect_problems;
use crate::portal::join::reports::{collect_reports, join_digests};
use crate::portal::media::MediaFiles;
use crate::portal::model::Portal;
use crate::portal::names::{NameTable, Names, ParsedFiles, resolve_theme};
use crate::portal::records::LinkedPeerGroup;
use crate::portal::resolver::{LinkIndex, PlaceNames, Resolver};
use crate::say;

/// A portal that is joined and not checked yet.
pub struct Join {
    pub portal: Portal,
    pub resolver: Resolver,
    /// The places of narratives that cannot be read.
    pub unreadable_texts: Vec<NarrativePlace>,
    /// What was found while records were joined.
    pub diagnostics: Diagnostics,
    /// What was found while the two files of each narrative were brought together and their
    /// references resolved.
    pub linking: Vec<(NarrativeId, Diagnostics)>,
}

/// Joins the files. Always gives a portal: what cannot be resolved is left out of it and
/// reported.
pub fn join_files(files: &ParsedFiles) -> Join {
    let mut diagnostics = Diagnostics::new();
    let mut portal = Portal::default();
    let unreadable_names = files.iter().flat_map(|(_, parsed)| &parsed.unreadable_names).cloned().collect();
    let mut table = NameTable { unreadable_names, ..NameTable::default() };
    portal.collect_documents(files, &mut table, &mut diagnostics);
    portal.collect_programmes(files, &mut table, &mut diagnostics);
    portal.collect_places(files, &mut table, &mut diagnostics);
    portal.collect_site(files, &table, &mut diagnostics);
    portal.collect_measures(files, &mut table, &mut diagnostics);
    portal.find_main_groups();
    collect_evaluations(&mut portal, files, &mut table, &mut diagnostics);
    collect_reports(&mut portal, files, &mut table, &mut diagnostics);
    collect_problems(&mut portal, &mut table, &mut diagnostics);
    portal.media = Arc::new(MediaFiles::collect(files.iter().map(|(_, parsed)| &parsed.file)));
    let paired = collect_narratives(&mut portal, files, &mut table, &mut diagnostics);
    join_digests(&mut portal, files, &table, &mut diagnostics);
    portal.collect_terms(files, &mut diagnostics);
    collect_arithmetic(&mut portal, files, &table, &mut diagnostics);
    let (links, place_names) = (LinkIndex::new(&portal, files), PlaceNames::new(&portal));
    let resolver = Resolver { names: table, links, place_names };
    let mut linking = paired.found;
    linking.extend(link_narratives(&mut portal, &resolver));
    Join { portal, resolver, unreadable_texts: paired.unreadable, diagnostics, linking }
}

impl Portal {
    fn collect_documents(&mut self, files: &ParsedFiles, table: &mut NameTable, diagnostics: &mut Diagnostics) {
        for (_, parsed) in files {
            let ParsedFile::Documents(list) = &parsed.file else { continue };
            for document in list {
                let id = DocumentId::new(self.documents.len());
                if table.documents.add(&document.id, id, Code::DuplicateId, diagnostics) {
                    table.documents.also_called(&document.titles, id);
                    self.documents.push(document.clone());
                }
            }
        }
    }

    fn collect_programmes(&mut self, files: &ParsedFiles, table: &mut NameTable, diagnostics: &mut Diagnostics) {
        for (_, parsed) in files {
            let ParsedFile::Programme(programme) = &parsed.file else { continue };
            let id = ProgrammeId::new(self.programmes.len());
            if !table.programmes.add(&programme.id, id, Code::DuplicateId, diagnostics) {
                continue;
            }
            self.programmes.push(programme.clone());
            for basis in &programme.legal_basis {
                table.documents.resolve(&basis.document, &table.unreadable_names, diagnostics);
            }
            check_ids_within(programme, diagnostics);
        }
    }

    fn collect_places(&mut self, files: &ParsedFiles, table: &mut NameTable, diagnostics: &mut Diagnostics) {
        let places = CollectedPlaces::collect(files, table, diagnostics);
        self.jurisdictions = places.jurisdictions;
        for basis in self.programmes.iter().flat_map(|programme| &programme.legal_basis) {
            if let Some(place) = &basis.jurisdiction {
                table.places.resolve(place, &table.unreadable_names, diagnostics);
            }
        }
        for (_, parsed) in files {
            let ParsedFile::PeerGroups(list) = &parsed.file else { continue };
            for group in list {
                let id = GroupId::new(self.groups.len());
                if table.groups.add(&group.id, id, Code::DuplicateId, diagnostics) {
                    let members = group_members(self, group, table, diagnostics);
                    self.groups.push(LinkedPeerGroup { def: group.clone(), members });
                }
            }
        }
    }

    fn collect_site(&mut self, files: &ParsedFiles, table: &NameTable, diagnostics: &mut Diagnostics) {
        let mut broken = false;
        for (_, parsed) in files {
            match &parsed.file {
                ParsedFile::Site(site) => self.site = Some(site.clone()),
                ParsedFile::Broken(SourceKind::Site) => broken = true,
                _ => {}
            }
        }
        let Some(site) = self.site.clone() else {
            if !broken {
                diagnostics.push(
                    Diagnostic::new(
                        Code::NoSite,
                        Span::project(),
                        say!("项目里没有`data/site.yaml`", "the project has no `data/site.yaml`"),
                    )
                    .help(say!(
                        "在项目文件夹里运行，或用`--root`指出它",
                        "run the command in the project’s folder, or name it with `--root`"
                    )),
                );
            }
            return;
        };
        self.default_programme = table.programmes.resolve(&site.programme, &table.unreadable_names, diagnostics);
        if let Some(focus) = &site.focus {
            self.focus = table.groups.resolve(focus, &table.unreadable_names, diagnostics);
        }
        if self.default_programme.is_none() {
            return;
        }
        for (position, programme) in self.programmes.iter().enumerate() {
            let default = self.default_programme == Some(ProgrammeId::new(position));
            let usable = crate::parse::usable_slug(&programme.prefix);
            if default != programme.prefix.is_empty() || (!default && !usable) {
                let id = &programme.id.value;
                diagnostics.push(
                    Diagnostic::new(
                        Code::UnusableName,
                        programme.id.span,
                        say!(
                            "项目`{id}`的网址前缀`prefix`不对",
                            "the address prefix of the programme `{id}` is not usable"
                        ),
                    )
                    .help(say!(
                        "默认项目写`prefix: ''`，其他项目写小写拉丁字母，如`grain-security`",
                        "the default programme has `prefix: ''`, every other one lower-case letters such as `grain-security`"
                    )),
                );
            }
        }
    }

    fn collect_measures(&mut self, files: &ParsedFiles, table: &mut NameTable, diagnostics: &mut Diagnostics) {
        let measures = Measures::collect(self, files, table, diagnostics);
        self.units = measures.units;
        self.dimensions = measures.dimensions;
        self.indicators = measures.indicators;
        self.observations = Arc::new(measures.observations);
        let by_id = self
            .observations
            .iter()
            .enumerate()
            .map(|(position, o)| (o.def.id.value.clone(), ObservationId::new(position)))
            .collect();
        self.observations_by_id = Arc::new(by_id);
        let mut by_indicator = vec![Vec::new(); self.indicators.len()];
        for (position, observation) in self.observations.iter().enumerate() {
            let of = &mut by_indicator[observation.indicator.index()];
            of.push(ObservationId::new(position));
        }
        self.observations_by_indicator = Arc::new(by_indicator);
    }

    fn collect_terms(&mut self, files: &ParsedFiles, diagnostics: &mut Diagnostics) {
        let mut names = Names::new(Code::UnknownName, "术语", "term");
        for (_, parsed) in files {
            match &parsed.file {
                ParsedFile::Glossary(list) => {
                    for term in list {
                        if names.add(&term.id, (), Code::DuplicateId, diagnostics) {
                            self.terms.push(term.clone());
                        }
                    }
                }
                ParsedFile::Edition(edition) => self.editions.push(edition.clone()),
                ParsedFile::Corrections(file) => {
                    self.corrections.extend(file.corrections.iter().cloned());
                    self.moves.extend(file.moved.iter().cloned());
                }
                _ => {}
            }
        }
        self.terms.sort_by(|a, b| a.sort.cmp(&b.sort));
        self.editions.sort_by_key(|edition| edition.date.value);
        self.corrections.sort_by_key(|correction| std::cmp::Reverse(correction.date.value));
    }
}

/// Ids inside one programme are unique in their list, and the themes they name exist.
fn check_ids_within(programme: &records::Programme, diagnostics: &mut Diagnostics) {
    fn check<'a>(zh: &str, en: &str, ids: impl Iterator<Item = &'a Spanned<String>>, diagnostics: &mut Diagnostics) {
        let mut names = Names::new(Code::UnknownName, zh, en);
        for id in ids {
            names.add(id, (), Code::DuplicateId, diagnostics);
        }
    }
    check("等级", "grade", programme.grades.iter().map(|grade| &grade.id), diagnostics);
    check("环节", "stage", programme.process.iter().map(|stage| &stage.id), diagnostics);
    check("主题", "theme", programme.themes.iter().map(|theme| &theme.id), diagnostics);
    check("问题类别", "category", programme.categories.iter().map(|category| &category.id), diagnostics);
    check("程度", "extent", programme.extents.iter().map(|extent| &extent.id), diagnostics);
    check("认定", "recognition", programme.recognitions.iter().map(|named| &named.id), diagnostics);
    for category in &programme.categories {
        if let Some(theme) = &category.theme {
            resolve_theme(programme, theme, &HashSet::new(), diagnostics);
        }
    }
}
