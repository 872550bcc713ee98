//! What the references in narratives lead to.

use std::collections::{HashMap, HashSet};

use crate::diag::{Code, Diagnostic, Diagnostics, Spanned, nearest_words};
use crate::i18n::Lang;
use crate::parse::{Document, Kind, NO_DATA, NarrativeKind, NarrativePlace, Reference, ReferenceKind};
use crate::portal::checks::printed_figures;
use crate::portal::ids::{DocumentId, IndicatorId, JurisdictionId, NarrativeId, ObservationId, ProblemId, TermId};
use crate::portal::join::assemble::{NameTable, ParsedFiles};
use crate::portal::join::charts;
use crate::portal::join::charts::ChartRequest;
use crate::portal::model::{LinkedNarrative, NarrativeText, Portal};
use crate::say;

/// What a reference leads to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum LinkTarget {
    Observation(ObservationId),
    /// A number that is marked as no data.
    NoData,
    Place(JurisdictionId),
    Indicator(IndicatorId),
    Document(DocumentId),
    Problem(ProblemId),
    Term(TermId),
    Narrative(NarrativeId),
    Chart(ChartRequest),
    /// An anchor of the same page.
    Anchor(String),
    /// A page on another site.
    External(String),
}

/// The address as written: the key of a text's targets.
pub fn address(kind: ReferenceKind, target: &str) -> String {
    let scheme = ReferenceKind::SCHEMES.iter().find(|(_, known)| *known == kind);
    match (scheme, kind) {
        (Some((scheme, _)), _) => format!("{scheme}:{target}"),
        (None, ReferenceKind::Anchor) => format!("#{target}"),
        (None, _) => target.to_owned(),
    }
}

/// What is looked up while references are resolved.
#[derive(Clone, Default)]
pub struct LinkIndex {
    narratives: HashMap<(NarrativeKind, String), NarrativeId>,
    /// Narratives whose file cannot be read: links to them are no second error.
    broken: HashSet<String>,
    terms: HashMap<String, TermId>,
}

impl LinkIndex {
    pub fn new(portal: &Portal, documents: &ParsedFiles) -> LinkIndex {
        let mut index = LinkIndex::default();
        for narrative in portal.narratives.iter() {
            index.narratives.insert((narrative.kind, short_address(portal, narrative)), narrative.id);
        }
        for (_, parsed) in documents {
            if let Document::Broken(Kind::Narrative(place)) = &parsed.document {
                index.broken.insert(place_address(place));
            }
        }
        for (position, term) in portal.terms.iter().enumerate() {
            index.terms.insert(term.id.value.clone(), TermId::new(position));
        }
        index
    }
}

/// `2020/jinan/slug`, after the programme's folder when it is not the default one; a
/// page's slug alone.
fn short_address(portal: &Portal, narrative: &LinkedNarrative) -> String {
    let mut parts = Vec::new();
    if let Some(programme) = narrative.programme.filter(|id| portal.default_programme != Some(*id)) {
        parts.push(portal.programme(programme).id.value.clone());
    }
    if let Some(place) = narrative.jurisdiction {
        parts.push(narrative.year.to_string());
        parts.push(portal.jurisdiction(place).def.slug.value.clone());
    }
    if !narrative.slug.is_empty() {
        parts.push(narrative.slug.clone());
    }
    parts.join("/")
}

pub fn place_address(place: &NarrativePlace) -> String {
    let year = place.year.map(|year| year.to_string());
    let parts = [place.programme.clone(), year, place.jurisdiction.clone(), place.slug.clone()];
    parts.into_iter().flatten().collect::<Vec<_>>().join("/")
}

/// Resolves the references of one language of a narrative, and checks the figures that
/// they bind.
pub fn resolve(
    portal: &Portal,
    book: &NameTable,
    index: &LinkIndex,
    narrative: &LinkedNarrative,
    lang: Lang,
    problems: &mut Diagnostics,
) -> HashMap<String, LinkTarget> {
    let mut targets = HashMap::new();
    let Some(text) = narrative.texts.get(lang) else { return targets };
    let mut resolver = Resolver { portal, book, index, narrative, text, problems };
    for reference in &text.def.references {
        if let Some(target) = resolver.target(reference) {
            printed_figures::check(portal, narrative, reference, &target, lang, resolver.problems);
            targets.insert(address(reference.kind, &reference.target.value), target);
        }
    }
    targets
}

struct Resolver<'a> {
    portal: &'a Portal,
    book: &'a NameTable,
    index: &'a LinkIndex,
    narrative: &'a LinkedNarrative,
    text: &'a NarrativeText,
    problems: &'a mut Diagnostics,
}

impl Resolver<'_> {
    fn target(&mut self, reference: &Reference) -> Option<LinkTarget> {
        let name = &reference.target;
        let lost = &self.book.lost;
        match reference.kind {
            ReferenceKind::Figure if name.value == NO_DATA => Some(LinkTarget::NoData),
            ReferenceKind::Figure => self.figure(name).map(LinkTarget::Observation),
            ReferenceKind::Place => self.book.places.resolve(name, lost, self.problems).map(LinkTarget::Place),
            ReferenceKind::Indicator => {
                self.book.indicators.resolve(name, lost, self.problems).map(LinkTarget::Indicator)
            }
            ReferenceKind::Document => self.book.documents.resolve(name, lost, self.problems).map(LinkTarget::Document),
            ReferenceKind::Case => self.text(NarrativeKind::Case, name),
            ReferenceKind::Page => self.text(NarrativeKind::Page, name),
            ReferenceKind::Problem => match self.portal.problem_named(name) {
                Some(id) => Some(LinkTarget::Problem(id)),
                None if lost.contains(name.value.as_str()) => None,
                None => {
                    let known = self.portal.problems.iter().map(|p| p.def.id.value.as_str());
                    self.dead(name, known)
                }
            },
            ReferenceKind::Term => match self.index.terms.get(&name.value) {
                Some(id) => Some(LinkTarget::Term(*id)),
                None if lost.contains(name.value.as_str()) => None,
                None => self.dead(name, self.index.terms.keys().map(String::as_str)),
            },
            ReferenceKind::Chart => charts::request(self.portal, self.book, name, self.problems).map(LinkTarget::Chart),
            ReferenceKind::Anchor => self.anchor(name),
            ReferenceKind::External => Some(LinkTarget::External(name.value.clone())),
            // Picture files are not published: nothing checks their size, description and
            // consent yet.
            ReferenceKind::Picture | ReferenceKind::Other => {
                let schemes = ReferenceKind::SCHEMES.iter().map(|(scheme, _)| *scheme);
                self.dead(name, schemes)
            }
        }
    }

    fn dead<'n, T>(&mut self, name: &Spanned<String>, known: impl Iterator<Item = &'n str>) -> Option<T> {
        let wrong = &name.value;
        let problem = Diagnostic::new(
            Code::DeadReference,
            name.span,
            say!("链接`{wrong}`没有去处", "the link `{wrong}` leads nowhere"),
        );
        let help = nearest_words(wrong, known).unwrap_or_else(|| {
            say!(
                "写`figure:`、`place:`、`indicator:`、`case:`、`document:`、`page:`加名称，或`https://`网址",
                "write `figure:`, `place:`, `indicator:`, `case:`, `document:` or `page:` and a name, or an `https://` address"
            )
        });
        self.problems.push(problem.help(help));
        None
    }

    fn text(&mut self, kind: NarrativeKind, name: &Spanned<String>) -> Option<LinkTarget> {
        let address = name.trim_matches('/');
        if let Some(id) = self.index.narratives.get(&(kind, address.to_owned())) {
            return Some(LinkTarget::Narrative(*id));
        }
        if self.index.broken.contains(address) || self.book.lost.contains(address) {
            return None;
        }
        let known = self.index.narratives.keys().filter(|(known, _)| *known == kind);
        self.dead(name, known.map(|(_, address)| address.as_str()))
    }

    fn anchor(&mut self, name: &Spanned<String>) -> Option<LinkTarget> {
        let anchors: Vec<&str> = self.text.def.headings.iter().map(|h| h.anchor.as_str()).collect();
        if anchors.contains(&name.value.as_str()) {
            return Some(LinkTarget::Anchor(name.value.clone()));
        }
        let wrong = &name.value;
        let list = anchors.iter().map(|anchor| format!("`#{anchor}`")).collect::<Vec<_>>();
        let (zh, en) = (list.join("、"), list.join(", "));
        self.problems.push(
            Diagnostic::new(
                Code::DeadAnchor,
                name.span,
                say!("本页没有锚点`#{wrong}`", "this page has no anchor `#{wrong}`"),
            )
            .help(if anchors.is_empty() {
                say!(
                    "给要去的标题加上锚点：`## 标题 {{#{wrong}}}`",
                    "give the heading an anchor: `## Heading {{#{wrong}}}`"
                )
            } else {
                say!("本页的锚点：{zh}", "the anchors of this page: {en}")
            }),
        );
        None
    }

    /// An observation by its id; or `indicator`, or `place/year/indicator`, when that is
    /// one observation.
    fn figure(&mut self, name: &Spanned<String>) -> Option<ObservationId> {
        if let Some(id) = self.portal.observation_named(name) {
            return Some(id);
        }
        if self.book.lost.contains(name.value.as_str()) {
            return None;
        }
        let narrative = self.narrative;
        let parts: Vec<&str> = name.split('/').collect();
        let (place, year, indicator) = match parts.as_slice() {
            [indicator] => (narrative.county.or(narrative.jurisdiction), Some(narrative.year), *indicator),
            [place, year, indicator] => (self.place_named(place), year.parse().ok(), *indicator),
            _ => (None, None, ""),
        };
        let found: Option<Vec<ObservationId>> = (|| {
            let indicator = self.book.indicators.get(indicator)?;
            Some(
                self.portal
                    .figures_of(place?, indicator)
                    .filter(|id| {
                        let period = self.portal.observation(*id).def.period;
                        period.and_then(|period| period.year()) == year
                    })
                    .collect(),
            )
        })();
        match found.as_deref() {
            Some([one]) => Some(*one),
            Some(several) if several.len() > 1 => {
                let ids = several.iter().map(|id| format!("`{}`", self.portal.observation(*id).def.id.value));
                let (ids, wrong) = (ids.collect::<Vec<_>>().join(", "), &name.value);
                self.problems.push(
                    Diagnostic::new(
                        Code::DeadReference,
                        name.span,
                        say!("`{wrong}`对应不止一条数据", "`{wrong}` stands for more than one observation"),
                    )
                    .help(say!("写其中一条的编号：{ids}", "write the id of one: {ids}")),
                );
                None
            }
            _ => {
                let known = self.portal.observations.iter().map(|o| o.def.id.value.as_str());
                let known: Vec<&str> =
                    known.chain(self.portal.indicators.iter().map(|i| i.def.id.value.as_str())).collect();
                let wrong = &name.value;
                let help = nearest_words(wrong, known).unwrap_or_else(|| {
                    say!("写`data/observations`里那个数的`id`", "write the `id` of the figure in `data/observations`")
                });
                self.problems.push(
                    Diagnostic::new(
                        Code::DeadReference,
                        name.span,
                        say!("没有编号为`{wrong}`的数", "there is no figure `{wrong}`"),
                    )
                    .help(help),
                );
                None
            }
        }
    }

    fn place_named(&self, name: &str) -> Option<JurisdictionId> {
        let by_code = |id: &JurisdictionId| {
            let code = self.portal.jurisdiction(*id).def.code.as_ref();
            code.is_some_and(|code| code.value == name)
        };
        self.book.places.get(name).or_else(|| self.portal.jurisdiction_ids().find(by_code))
    }
}
