//! What the references in narratives lead to.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diag::{Code, Diagnostic, Diagnostics, Spanned, nearest};
use crate::i18n::Lang;
use crate::media::{ending_of, is_media};
use crate::parse::{NO_DATA, NarrativeKind, Reference, ReferenceKind};
use crate::portal::ids::{JurisdictionId, NarrativeId, ObservationId};
use crate::portal::join::charts::read_chart_request;
use crate::portal::join::facts::FactReader;
use crate::portal::media::MediaUse;
use crate::portal::model::Portal;
use crate::portal::names::NameTable;
use crate::portal::records::{LinkTarget, LinkedNarrative, NarrativeText, link_address};
use crate::portal::resolver::{LinkIndex, Resolver};
use crate::say;

/// Resolves the references of all narratives of which a body was read.
pub fn link_narratives(portal: &mut Portal, resolver: &Resolver) -> Vec<(NarrativeId, Diagnostics)> {
    let link = |narrative: &Arc<LinkedNarrative>| {
        let mut found = Diagnostics::new();
        if narrative.is_unread() {
            return (narrative.clone(), found);
        }
        let linked = link_narrative(portal, resolver, LinkedNarrative::clone(narrative), &mut found);
        (Arc::new(linked), found)
    };
    let linked: Vec<(Arc<LinkedNarrative>, Diagnostics)> = portal.narratives.par_iter().map(link).collect();
    let (narratives, found): (Vec<_>, Vec<_>) =
        linked.into_iter().map(|(narrative, found)| (narrative.clone(), (narrative.id, found))).unzip();
    portal.narratives = Arc::new(narratives);
    found
}

/// Resolves the references of a narrative. What they lead to depends on the names of the
/// portal, not on values, and on no other text.
pub fn link_narrative(
    portal: &Portal,
    resolver: &Resolver,
    mut narrative: LinkedNarrative,
    diagnostics: &mut Diagnostics,
) -> LinkedNarrative {
    for lang in Lang::ALL {
        let targets = link_text(portal, resolver, &narrative, lang, diagnostics);
        if let Some(text) = narrative.texts.get_mut(lang) {
            text.targets = Arc::new(targets);
        }
    }
    narrative
}

fn link_text(
    portal: &Portal,
    resolver: &Resolver,
    narrative: &LinkedNarrative,
    lang: Lang,
    diagnostics: &mut Diagnostics,
) -> HashMap<String, LinkTarget> {
    let mut targets = HashMap::new();
    let Some(text) = narrative.texts.get(lang) else { return targets };
    let (table, index) = (&resolver.names, &resolver.links);
    let mut reader = LinkReader { portal, table, index, narrative, text, diagnostics };
    for reference in &text.def.references {
        if let Some(target) = reader.target(reference) {
            targets.insert(link_address(reference.kind, &reference.target.value), target);
        }
    }
    targets
}

struct LinkReader<'a> {
    portal: &'a Portal,
    table: &'a NameTable,
    index: &'a LinkIndex,
    narrative: &'a LinkedNarrative,
    text: &'a NarrativeText,
    diagnostics: &'a mut Diagnostics,
}

impl LinkReader<'_> {
    fn target(&mut self, reference: &Reference) -> Option<LinkTarget> {
        let name = &reference.target;
        let unreadable = &self.table.unreadable_names;
        match reference.kind {
            ReferenceKind::Figure if name.value == NO_DATA => Some(LinkTarget::NoData),
            ReferenceKind::Figure => self.figure(name).map(LinkTarget::Observation),
            ReferenceKind::Place => {
                self.table.places.resolve(name, unreadable, self.diagnostics).map(LinkTarget::Place)
            }
            ReferenceKind::Indicator => {
                self.table.indicators.resolve(name, unreadable, self.diagnostics).map(LinkTarget::Indicator)
            }
            ReferenceKind::Document => {
                self.table.documents.resolve(name, unreadable, self.diagnostics).map(LinkTarget::Document)
            }
            ReferenceKind::Case => self.text(NarrativeKind::Case, name),
            ReferenceKind::Page => self.text(NarrativeKind::Page, name),
            ReferenceKind::Problem => match self.portal.problem_named(name) {
                Some(id) => Some(LinkTarget::Problem(id)),
                None if unreadable.contains(name.value.as_str()) => None,
                None => {
                    let known = self.portal.problems.iter().map(|p| p.def.id.value.as_str());
                    self.diagnose_dead(name, known)
                }
            },
            ReferenceKind::Term => match self.index.terms.get(&name.value) {
                Some(id) => Some(LinkTarget::Term(*id)),
                None if unreadable.contains(name.value.as_str()) => None,
                None => self.diagnose_dead(name, self.index.terms.keys().map(String::as_str)),
            },
            ReferenceKind::Chart => {
                read_chart_request(self.portal, self.table, name, self.diagnostics).map(LinkTarget::Chart)
            }
            ReferenceKind::Fact => self.facts().fact(name).map(LinkTarget::Fact),
            ReferenceKind::Table => self.facts().grades_table(name).map(LinkTarget::Grades),
            ReferenceKind::Picture => {
                let folder = self.text.def.place.folder_path();
                self.portal.media.resolve(&folder, name, MediaUse::Picture, self.diagnostics).map(LinkTarget::Media)
            }
            ReferenceKind::Anchor => self.anchor(name),
            ReferenceKind::External => Some(LinkTarget::External(name.value.clone())),
            ReferenceKind::Other if is_media(&ending_of(name)) => {
                let folder = self.text.def.place.folder_path();
                self.portal.media.resolve(&folder, name, MediaUse::Attachment, self.diagnostics).map(LinkTarget::Media)
            }
            ReferenceKind::Other => {
                let schemes = ReferenceKind::SCHEMES.iter().map(|(scheme, _)| *scheme);
                self.diagnose_dead(name, schemes)
            }
        }
    }

    fn facts(&mut self) -> FactReader<'_> {
        let LinkReader { portal, table, narrative, .. } = *self;
        FactReader { portal, table, narrative, diagnostics: self.diagnostics }
    }

    fn diagnose_dead<'n, T>(&mut self, name: &Spanned<String>, known: impl Iterator<Item = &'n str>) -> Option<T> {
        let wrong = &name.value;
        let problem = Diagnostic::new(
            Code::DeadReference,
            name.span,
            say!("链接`{wrong}`没有去处", "the link `{wrong}` leads nowhere"),
        );
        self.diagnostics.push(problem.meant(wrong, known, || {
            say!(
                "写`figure:`、`place:`、`indicator:`、`case:`、`document:`、`page:`加名称，或`https://`网址",
                "write `figure:`, `place:`, `indicator:`, `case:`, `document:` or `page:` and a name, or an `https://` address"
            )
        }));
        None
    }

    fn text(&mut self, kind: NarrativeKind, name: &Spanned<String>) -> Option<LinkTarget> {
        let address = name.trim_matches('/');
        if let Some(id) = self.index.narratives.get(&(kind, address.to_owned())) {
            return Some(LinkTarget::Narrative(*id));
        }
        if self.index.unreadable.contains(address) || self.table.unreadable_names.contains(address) {
            return None;
        }
        let known = self.index.narratives.keys().filter(|(known, _)| *known == kind);
        self.diagnose_dead(name, known.map(|(_, address)| address.as_str()))
    }

    fn anchor(&mut self, name: &Spanned<String>) -> Option<LinkTarget> {
        let anchors: Vec<&str> = self.text.def.headings.iter().map(|h| h.anchor.as_str()).collect();
        if anchors.contains(&name.value.as_str()) {
            return Some(LinkTarget::Anchor(name.value.clone()));
        }
        let wrong = &name.value;
        let list = anchors.iter().map(|anchor| format!("`#{anchor}`")).collect::<Vec<_>>();
        let (zh, en) = (list.join("、"), list.join(", "));
        let near = nearest(wrong, anchors.iter().copied());
        let problem = Diagnostic::new(
            Code::DeadAnchor,
            name.span,
            say!("本页没有锚点`#{wrong}`", "this page has no anchor `#{wrong}`"),
        );
        self.diagnostics.push(near.into_iter().fold(problem, |problem, right| problem.instead(wrong, right)).help(
            if anchors.is_empty() {
                say!(
                    "给要去的标题加上锚点：`## 标题 {{#{wrong}}}`",
                    "give the heading an anchor: `## Heading {{#{wrong}}}`"
                )
            } else {
                say!("本页的锚点：{zh}", "the anchors of this page: {en}")
            },
        ));
        None
    }

    /// An observation by its id; or `indicator`, or `place/year/indicator`, when that is
    /// one observation.
    fn figure(&mut self, name: &Spanned<String>) -> Option<ObservationId> {
        if let Some(id) = self.portal.observation_named(name) {
            return Some(id);
        }
        if self.table.unreadable_names.contains(name.value.as_str()) {
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
            let indicator = self.table.indicators.get(indicator)?;
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
                self.diagnostics.push(
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
                let problem = Diagnostic::new(
                    Code::DeadReference,
                    name.span,
                    say!("没有编号为`{wrong}`的数", "there is no figure `{wrong}`"),
                );
                self.diagnostics.push(problem.meant(wrong, known, || {
                    say!("写`data/observations`里那个数的`id`", "write the `id` of the figure in `data/observations`")
                }));
                None
            }
        }
    }

    fn place_named(&self, name: &str) -> Option<JurisdictionId> {
        let by_code = |id: &JurisdictionId| {
            let code = self.portal.jurisdiction(*id).def.code.as_ref();
            code.is_some_and(|code| code.value == name)
        };
        self.table.places.get(name).or_else(|| self.portal.jurisdiction_ids().find(by_code))
    }
}
