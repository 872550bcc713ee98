//! Texts that come, go and move: cases and pages of the site. The ids of the others stay,
//! so that nothing is joined again but what comes, and the texts that link to it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Impact, JoinedPortal, TextChange, files_of};
use crate::diag::{Code, Diagnostics};
use crate::i18n::PerLang;
use crate::parse::{self, NarrativeKind, NarrativePlace, ReferenceKind};
use crate::portal::checks::Occasion;
use crate::portal::ids::NarrativeId;
use crate::portal::join::narratives::in_display_order;
use crate::portal::records::LinkedNarrative;
use crate::portal::resolver::{place_address, short_address};

/// The files of one narrative, before an edit and after it.
#[derive(Default)]
struct NarrativeFiles {
    old: Option<NarrativeId>,
    files: PerLang<Option<Arc<parse::Narrative>>>,
}

impl JoinedPortal {
    /// Applies texts that came or went. `None`: they reach further than is looked at here.
    pub(super) fn apply_text_list(&mut self, changes: &[TextChange]) -> Option<Impact> {
        for change in changes {
            self.nothing_kept_points_into(change.file, Occasion::TextEdit)?;
        }
        let narratives = self.narratives_after(changes)?;
        let mut joined = Vec::new();
        for narrative in narratives.into_values() {
            let there = narrative.files.iter().any(|(_, file)| file.is_some());
            let new = if there { Some(self.join_narrative(narrative.files)?) } else { None };
            joined.push((narrative.old, new));
        }
        let mut addresses = BTreeSet::new();
        for (old, _) in &joined {
            addresses.extend(old.map(|id| self.take_out(id)).into_iter().collect::<Option<Vec<_>>>()?);
        }
        let mut changed = Vec::new();
        for (new, linking) in joined.into_iter().filter_map(|(_, new)| new) {
            changed.push(new.id);
            addresses.insert(self.put_in(new, linking)?);
        }
        let portal = Arc::make_mut(&mut self.portal);
        let positions = portal.narratives.iter().enumerate().map(|(position, narrative)| (narrative.id, position));
        portal.narrative_positions = Arc::new(positions.collect());
        changed.extend(self.link_again(&addresses, &changed));
        self.check_texts(changed);
        Some(Impact::PagesChanged)
    }

    /// The files that each narrative has after the changes.
    fn narratives_after(&self, changes: &[TextChange]) -> Option<BTreeMap<String, NarrativeFiles>> {
        let mut narratives: BTreeMap<String, NarrativeFiles> = BTreeMap::new();
        for TextChange { file, before, after } in changes {
            let text = after.as_ref().or(before.as_ref())?;
            if !matches!(text.kind, NarrativeKind::Case | NarrativeKind::Page) || self.is_unreadable(&text.place) {
                return None;
            }
            let known = narratives.entry(text.place.folder_path());
            let narrative = known.or_insert_with(|| self.narrative_in(&text.place));
            let place = narrative.files.get_mut(text.lang());
            // What is known of the file must be what it said; a second file at its place is none.
            if place.as_ref().map(|known| known.file) != before.as_ref().map(|_| *file) {
                return None;
            }
            place.clone_from(after);
        }
        Some(narratives)
    }

    /// A narrative by its folder, as it is known.
    fn narrative_in(&self, place: &NarrativePlace) -> NarrativeFiles {
        let folder = place.folder_path();
        let of_folder = |n: &&Arc<LinkedNarrative>| {
            let mut texts = n.texts.iter().filter_map(|(_, text)| text.as_ref());
            texts.next().is_some_and(|text| text.def.place.folder_path() == folder)
        };
        self.portal.narratives.iter().find(of_folder).map_or_else(NarrativeFiles::default, |known| NarrativeFiles {
            old: Some(known.id),
            files: files_of(known),
        })
    }

    fn is_unreadable(&self, place: &NarrativePlace) -> bool {
        let address = place_address(place);
        self.resolver.links.unreadable.contains(&address) || self.resolver.names.unreadable_names.contains(&address)
    }

    /// Takes a narrative out of the portal; returns its kind and address.
    fn take_out(&mut self, id: NarrativeId) -> Option<(NarrativeKind, String)> {
        let portal = Arc::make_mut(&mut self.portal);
        let position = portal.narratives.iter().position(|narrative| narrative.id == id)?;
        let gone = Arc::make_mut(&mut portal.narratives).remove(position);
        let called = (gone.kind, short_address(portal, &gone));
        // Two narratives of one address: which of them is meant is for a full join to say.
        if self.resolver.links.narratives.remove(&called) != Some(id) {
            return None;
        }
        self.narratives_by_figure.leave(&gone);
        for text in gone.texts.iter().filter_map(|(_, text)| text.as_ref()) {
            self.narratives_by_file.remove(&text.def.file);
        }
        self.findings.forget_narrative(id);
        Some(called)
    }

    /// Puts a narrative into its place among the others; returns its kind and address.
    fn put_in(&mut self, new: LinkedNarrative, linking: Diagnostics) -> Option<(NarrativeKind, String)> {
        let portal = Arc::make_mut(&mut self.portal);
        let called = (new.kind, short_address(portal, &new));
        if self.resolver.links.narratives.insert(called.clone(), new.id).is_some() {
            return None;
        }
        self.findings.set_linking(new.id, linking);
        self.narratives_by_figure.enter(&new);
        for (_, text) in new.texts.iter() {
            self.narratives_by_file.extend(text.iter().map(|text| (text.def.file, new.id)));
        }
        let list = Arc::make_mut(&mut portal.narratives);
        let position = list.partition_point(|known| in_display_order(known, &new).is_lt());
        list.insert(position, Arc::new(new));
        Some(called)
    }

    /// Resolves again the references of texts that link to addresses which came or went, and
    /// of those with a dead link, to which another name may be the nearest now.
    fn link_again(&mut self, addresses: &BTreeSet<(NarrativeKind, String)>, new: &[NarrativeId]) -> Vec<NarrativeId> {
        let leads_there = |narrative: &LinkedNarrative| {
            let texts = narrative.texts.iter().filter_map(|(_, text)| text.as_ref());
            texts.flat_map(|text| &text.def.references).any(|reference| {
                let kind = match reference.kind {
                    ReferenceKind::Case => NarrativeKind::Case,
                    ReferenceKind::Page => NarrativeKind::Page,
                    _ => return false,
                };
                addresses.contains(&(kind, reference.target.trim_matches('/').to_owned()))
            })
        };
        let list = self.portal.narratives.clone();
        let concerned = |id: NarrativeId, narrative: &LinkedNarrative| {
            leads_there(narrative) || self.findings.has_linking(id, Code::DeadReference)
        };
        let concerned: Vec<(usize, &Arc<LinkedNarrative>)> =
            list.iter().enumerate().filter(|(_, narrative)| concerned(narrative.id, narrative)).collect();
        let mut linked = Vec::new();
        for (position, narrative) in concerned {
            // What came may link to what came with it.
            let known = !new.contains(&narrative.id);
            let Some((again, linking)) = self.join_narrative(files_of(narrative)) else { continue };
            linked.extend(known.then_some(again.id));
            self.replace(position, again, linking);
        }
        linked
    }
}
