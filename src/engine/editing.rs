//! Which files a desk may open, and which of them make a page.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Engine;
use crate::plan::RecordId;
use crate::portal::{LinkedNarrative, NarrativeId, Portal};
use crate::render::{self, Key};
use crate::source::{FileId, Source};

/// What `publish` writes is not edited: it would no longer be what was published.
const RECORDS: &str = "data/editions/";

impl Engine {
    /// Whether a file is a text of the project's own, that no link leads to.
    pub fn is_editable(&self, source: &Source) -> bool {
        let theme = format!("themes/{}/", self.theme.name.value);
        let inside = ["content/", "data/", theme.as_str()].iter().any(|folder| source.path.starts_with(folder));
        let written_by_us = source.path.starts_with(RECORDS);
        inside && !written_by_us && !source.built_in && source.shared_text().is_some() && self.sources.is_plain(source)
    }

    /// The address of the page that a text is, where it has one.
    pub fn page_of(&self, source: &Source) -> Option<String> {
        let of_file = |narrative: &Arc<LinkedNarrative>| {
            let mut texts = narrative.texts.iter();
            let own = texts.find(|(_, text)| text.as_ref().is_some_and(|text| text.def.file == source.id))?;
            Some((narrative.id, own.0))
        };
        let (id, lang) = self.world.portal.narratives.iter().find_map(of_file)?;
        let record = Some(RecordId::Narrative(id));
        let page = self.plan.pages.iter().find(|page| page.lang == lang && page.subject.facets().record == record)?;
        page.route.file().strip_suffix("index.html").map(str::to_owned)
    }

    /// The files that may be edited, in the order of their paths.
    pub fn editable(&self) -> impl Iterator<Item = &Source> {
        self.sources.iter().filter(|source| self.is_editable(source))
    }

    /// The files that a page is made of, its texts first: those that a writer would open to
    /// change what it says.
    pub fn files_of_page(&self, page: &str) -> Vec<FileId> {
        let Some(page) = self.world.plan.at(page) else { return Vec::new() };
        let (portal, facets) = (&self.world.portal, page.subject.facets());
        let mut files: Vec<FileId> = Vec::new();
        let texts: Vec<NarrativeId> = match facets.record {
            Some(RecordId::Narrative(id)) => vec![id],
            _ => {
                // A page with the text of somebody else's record, such as a bulletin.
                let (rendered, _) = render::render(page, &self.world);
                let shown = rendered.reads.iter().filter_map(|key| {
                    let Key::Body(id, _) = key else { return None };
                    Some(*id)
                });
                let shown: BTreeSet<NarrativeId> = shown.collect();
                shown.into_iter().filter(|_| facets.record.is_some() || facets.place.is_some()).take(1).collect()
            }
        };
        for narrative in texts.into_iter().filter_map(|id| portal.narrative_if_any(id)) {
            files.extend(narrative.texts.iter().filter_map(|(_, text)| text.as_ref()).map(|text| text.def.file));
        }
        files.extend(facets.record.and_then(|record| file_of(portal, record)));
        files.extend(facets.place.map(|place| portal.jurisdiction(place).def.slug.span.file));
        let editable = |id: &FileId| self.sources.find(*id).is_some_and(|source| self.is_editable(source));
        files.into_iter().filter(editable).collect()
    }
}

/// The data file of a record.
fn file_of(portal: &Portal, record: RecordId) -> Option<FileId> {
    let span = match record {
        RecordId::Narrative(_) | RecordId::Programme(_) => return None,
        RecordId::Evaluation(id) => portal.evaluation(id).def.programme.span,
        RecordId::Indicator(id) => portal.indicator(id).def.id.span,
        RecordId::Framework(id) => portal.framework(id).def.id.span,
        RecordId::Problem(id) => portal.problem(id).def.id.span,
    };
    Some(span.file)
}
