//! All documents in, one portal out.

use std::collections::HashSet;
use std::sync::Arc;

use crate::diag::{Code, Diagnostic, Diagnostics, Span, Spanned};
use crate::parse::{Document, Kind, Parsed, data};
use crate::portal::arithmetic;
use crate::portal::checks::place_mixups::PlaceNames;
use crate::portal::ids::{IndicatorId, JurisdictionId, ProgrammeId};
use crate::portal::join::links::LinkIndex;
use crate::portal::join::measures::Measures;
use crate::portal::join::places::Places;
use crate::portal::join::{evaluations, narratives};
use crate::portal::model::Portal;
use crate::portal::names::Names;
use crate::portal::texts::Resolver;
use crate::portal::update::JoinedPortal;
use crate::say;
use crate::source::FileId;

/// What all files say, in the order of their paths.
pub type ParsedFiles = [(FileId, Arc<Parsed>)];

/// The names of everything.
pub struct NameTable {
    pub programmes: Names<ProgrammeId>,
    pub places: Names<JurisdictionId>,
    pub indicators: Names<IndicatorId>,
    pub documents: Names<crate::portal::ids::DocumentId>,
    pub groups: Names<crate::portal::ids::GroupId>,
    /// Names whose records could not be read.
    pub lost: HashSet<String>,
}

impl Default for NameTable {
    fn default() -> NameTable {
        NameTable {
            programmes: Names::new(Code::UnknownName, "项目", "programme"),
            places: Names::new(Code::UnknownPlace, "地方", "place"),
            indicators: Names::new(Code::UnknownIndicator, "指标", "indicator"),
            documents: Names::new(Code::UnknownDocument, "公开文件", "published document"),
            groups: Names::new(Code::UnknownName, "比较组", "peer group"),
            lost: HashSet::new(),
        }
    }
}

/// Joins the documents. Always gives a portal: what cannot be resolved is left out of it
/// and told in the problems.
pub fn assemble(documents: &ParsedFiles) -> JoinedPortal {
    let mut problems = Diagnostics::new();
    let mut portal = Portal::default();
    let lost = documents.iter().flat_map(|(_, parsed)| &parsed.lost).cloned().collect();
    let mut book = NameTable { lost, ..NameTable::default() };
    portal.published_documents(documents, &mut book, &mut problems);
    portal.programmes(documents, &mut book, &mut problems);
    portal.jurisdictions_and_groups(documents, &mut book, &mut problems);
    portal.site(documents, &book, &mut problems);
    portal.measures(documents, &mut book, &mut problems);
    portal.find_main_groups();
    let declared = arithmetic::declared(documents, &mut problems);
    evaluations::gather(&mut portal, documents, &mut book, &mut problems);
    crate::portal::join::reports::gather(&mut portal, documents, &mut book, &mut problems);
    crate::portal::join::problems::gather(&mut portal, &mut book, &mut problems);
    let gathered = narratives::gather(&mut portal, documents, &mut book, &mut problems);
    crate::portal::join::reports::join_digests(&mut portal, documents, &book, &mut problems);
    portal.terms(documents, &mut problems);
    let index = LinkIndex::new(&portal, documents);
    crate::portal::checks::targets::check(&portal, &mut problems);
    let vocabulary = Resolver { named: PlaceNames::new(&portal), book, index };
    JoinedPortal::complete(portal, vocabulary, declared, gathered, problems)
}

impl Portal {
    fn published_documents(&mut self, documents: &ParsedFiles, book: &mut NameTable, problems: &mut Diagnostics) {
        for (_, parsed) in documents {
            let Document::Documents(list) = &parsed.document else { continue };
            for document in list {
                let id = crate::portal::ids::DocumentId::new(self.documents.len());
                if book.documents.add(&document.id, id, Code::DuplicateId, problems) {
                    self.documents.push(document.clone());
                }
            }
        }
    }

    fn programmes(&mut self, documents: &ParsedFiles, book: &mut NameTable, problems: &mut Diagnostics) {
        for (_, parsed) in documents {
            let Document::Programme(programme) = &parsed.document else { continue };
            let id = ProgrammeId::new(self.programmes.len());
            if !book.programmes.add(&programme.id, id, Code::DuplicateId, problems) {
                continue;
            }
            self.programmes.push(programme.clone());
            for basis in &programme.legal_basis {
                book.documents.resolve(&basis.document, &book.lost, problems);
            }
            unique_within(programme, problems);
        }
    }

    fn jurisdictions_and_groups(&mut self, documents: &ParsedFiles, book: &mut NameTable, problems: &mut Diagnostics) {
        let places = Places::gather(documents, book, problems);
        self.jurisdictions = places.jurisdictions;
        for basis in self.programmes.iter().flat_map(|programme| &programme.legal_basis) {
            if let Some(place) = &basis.jurisdiction {
                book.places.resolve(place, &book.lost, problems);
            }
        }
        for (_, parsed) in documents {
            let Document::PeerGroups(list) = &parsed.document else { continue };
            for group in list {
                let id = crate::portal::ids::GroupId::new(self.groups.len());
                if book.groups.add(&group.id, id, Code::DuplicateId, problems) {
                    let members = crate::portal::join::places::members(self, group, book, problems);
                    self.groups.push(crate::portal::model::LinkedPeerGroup { def: group.clone(), members });
                }
            }
        }
    }

    fn site(&mut self, documents: &ParsedFiles, book: &NameTable, problems: &mut Diagnostics) {
        let mut broken = false;
        for (_, parsed) in documents {
            match &parsed.document {
                Document::Site(site) => self.site = Some(site.clone()),
                Document::Broken(Kind::Site) => broken = true,
                _ => {}
            }
        }
        let Some(site) = self.site.clone() else {
            if !broken {
                problems.push(
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
        self.default_programme = book.programmes.resolve(&site.programme, &book.lost, problems);
        if let Some(focus) = &site.focus {
            self.focus = book.groups.resolve(focus, &book.lost, problems);
        }
        if self.default_programme.is_none() {
            return;
        }
        for (position, programme) in self.programmes.iter().enumerate() {
            let default = self.default_programme == Some(ProgrammeId::new(position));
            let usable = crate::parse::usable_slug(&programme.prefix);
            if default != programme.prefix.is_empty() || (!default && !usable) {
                let id = &programme.id.value;
                problems.push(
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

    fn measures(&mut self, documents: &ParsedFiles, book: &mut NameTable, problems: &mut Diagnostics) {
        let measures = Measures::gather(self, documents, book, problems);
        self.units = measures.units;
        self.dimensions = measures.dimensions;
        self.indicators = measures.indicators;
        self.observations = Arc::new(measures.observations);
        let by_id = self
            .observations
            .iter()
            .enumerate()
            .map(|(position, o)| (o.def.id.value.clone(), crate::portal::ids::ObservationId::new(position)))
            .collect();
        self.observations_by_id = Arc::new(by_id);
        let mut by_indicator = vec![Vec::new(); self.indicators.len()];
        for (position, observation) in self.observations.iter().enumerate() {
            let of = &mut by_indicator[observation.indicator.index()];
            of.push(crate::portal::ids::ObservationId::new(position));
        }
        self.observations_by_indicator = Arc::new(by_indicator);
    }

    fn terms(&mut self, documents: &ParsedFiles, problems: &mut Diagnostics) {
        let mut names = Names::new(Code::UnknownName, "术语", "term");
        for (_, parsed) in documents {
            match &parsed.document {
                Document::Glossary(list) => {
                    for term in list {
                        if names.add(&term.id, (), Code::DuplicateId, problems) {
                            self.terms.push(term.clone());
                        }
                    }
                }
                Document::Edition(edition) => self.editions.push(edition.clone()),
                Document::Corrections(list) => self.corrections.extend(list.iter().cloned()),
                _ => {}
            }
        }
        self.terms.sort_by(|a, b| a.sort.cmp(&b.sort));
        self.editions.sort_by_key(|edition| edition.date.value);
        self.corrections.sort_by_key(|correction| std::cmp::Reverse(correction.date.value));
    }
}

/// Ids inside one programme are unique in their list, and the themes they name exist.
fn unique_within(programme: &data::Programme, problems: &mut Diagnostics) {
    fn check<'a>(zh: &str, en: &str, ids: impl Iterator<Item = &'a Spanned<String>>, problems: &mut Diagnostics) {
        let mut names = Names::new(Code::UnknownName, zh, en);
        for id in ids {
            names.add(id, (), Code::DuplicateId, problems);
        }
    }
    check("等级", "grade", programme.grades.iter().map(|grade| &grade.id), problems);
    check("环节", "stage", programme.process.iter().map(|stage| &stage.id), problems);
    check("主题", "theme", programme.themes.iter().map(|theme| &theme.id), problems);
    check("问题类别", "category", programme.categories.iter().map(|category| &category.id), problems);
    check("程度", "extent", programme.extents.iter().map(|extent| &extent.id), problems);
    check("认定", "recognition", programme.recognitions.iter().map(|named| &named.id), problems);
    for category in &programme.categories {
        if let Some(theme) = &category.theme {
            theme_of(programme, theme, &HashSet::new(), problems);
        }
    }
}

/// The position of a theme in its programme.
pub fn theme_of(
    programme: &data::Programme,
    theme: &Spanned<String>,
    lost: &HashSet<String>,
    problems: &mut Diagnostics,
) -> Option<usize> {
    let ids = programme.themes.iter().map(|known| known.id.value.as_str());
    one_of(Code::UnknownTheme, "主题", "theme", ids, theme, lost, problems)
}

/// The position of a name in a short list of names.
pub fn one_of<'a>(
    code: Code,
    zh: &str,
    en: &str,
    known: impl Iterator<Item = &'a str> + Clone,
    name: &Spanned<String>,
    lost: &HashSet<String>,
    problems: &mut Diagnostics,
) -> Option<usize> {
    let found = known.clone().position(|known| known == name.value);
    if found.is_none() && !lost.contains(name.value.as_str()) {
        let wrong = &name.value;
        let problem =
            Diagnostic::new(code, name.span, say!("没有名为`{wrong}`的{zh}", "there is no {en} named `{wrong}`"));
        let list = known.clone().map(|name| format!("`{name}`")).collect::<Vec<_>>();
        let (list_zh, list_en) = (list.join("、"), list.join(", "));
        let help = crate::diag::nearest_words(wrong, known)
            .unwrap_or_else(|| say!("已有的：{list_zh}", "there are: {list_en}"));
        problems.push(problem.help(help));
    }
    found
}
