//! Looks at narratives and the files beside them.

use super::window::View;
use crate::i18n::Lang;
use crate::media::PictureMemo;
use crate::parse::MediaFile;
use crate::plan::CaseList;
use crate::portal::{
    DocumentId, JurisdictionId, LinkedNarrative, NarrativeId, NarrativeMedia, NarrativeText, ObservationId, ProgrammeId,
};
use crate::render::index::CaseRun;
use crate::render::key::{self, Key, List};
use crate::source::Fingerprint;

impl<'w> View<'w> {
    pub fn cases(&self, programme: ProgrammeId, list: CaseList) -> Vec<NarrativeId> {
        self.note(Key::List(List::Cases(programme, list)));
        self.world.index.cases(programme, list).to_vec()
    }

    /// The years and places that have cases, newest year first.
    pub fn case_runs(&self, programme: ProgrammeId) -> &'w [CaseRun] {
        self.note(Key::List(List::Cases(programme, CaseList::All)));
        self.world.index.case_runs(programme)
    }

    /// The cases that are about a place below their own, or mention it.
    pub fn mentions(&self, programme: ProgrammeId, place: JurisdictionId) -> Vec<NarrativeId> {
        self.note(Key::List(List::Mentions(programme, place)));
        self.world.index.mentions(programme, place).to_vec()
    }

    /// What a narrative is: part of every list that holds it, and so no look of its own.
    pub fn identity(&self, id: NarrativeId) -> Identity<'w> {
        let narrative = self.world.portal.narrative(id);
        Identity {
            kind: narrative.kind,
            programme: narrative.programme,
            year: narrative.year,
            jurisdiction: narrative.jurisdiction,
            slug: &narrative.slug,
        }
    }

    /// The bulletins and reports of a programme.
    pub fn texts(&self, programme: ProgrammeId) -> Vec<NarrativeId> {
        self.note(Key::List(List::Texts(programme)));
        key::texts(self.world, programme)
    }

    pub fn static_pages(&self) -> Vec<NarrativeId> {
        self.note(Key::List(List::StaticPages));
        key::static_pages(self.world)
    }

    /// What other pages may see of a narrative.
    pub fn card(&self, id: NarrativeId) -> Card<'w> {
        self.note(Key::Card(id));
        Card { narrative: self.world.portal.narrative(id), lang: self.lang() }
    }

    /// The text of a narrative, with the language that it is really in.
    pub fn body(&self, id: NarrativeId) -> Option<(&'w NarrativeText, Lang)> {
        self.note(Key::Body(id, self.lang()));
        let found = self.world.portal.narrative(id).text(self.lang());
        if let Some((_, lang)) = found {
            self.note(Key::Body(id, lang));
        }
        found
    }

    /// Whether a narrative has a text of its own in a language.
    pub fn has_body(&self, id: NarrativeId, lang: Lang) -> bool {
        self.note(Key::Body(id, lang));
        self.world.portal.narrative(id).texts.get(lang).is_some()
    }

    /// The figures that a narrative binds.
    pub fn figures_in(&self, id: NarrativeId) -> Vec<ObservationId> {
        for lang in Lang::ALL {
            self.note(Key::Bound(id, lang));
        }
        self.world.portal.narrative(id).figures(self.lang())
    }

    /// The file beside a text with these bytes. Other bytes are another file: no edit makes
    /// this one look different, and it leaves no key.
    pub fn media(&self, fingerprint: Fingerprint) -> Option<&'w MediaFile> {
        self.world.portal.media.iter().find(|file| file.fingerprint == fingerprint).map(|file| &**file)
    }

    /// What was made of pictures.
    pub fn pictures(&self) -> &'w PictureMemo {
        &self.world.pictures
    }

    /// The files that the front matter of a narrative names.
    pub fn media_of(&self, id: NarrativeId) -> &'w NarrativeMedia {
        self.note(Key::Card(id));
        &self.world.portal.narrative(id).media
    }
}

/// What a narrative is and where it belongs.
#[derive(Clone, Copy, Debug)]
pub struct Identity<'w> {
    pub kind: crate::parse::NarrativeKind,
    pub programme: Option<ProgrammeId>,
    pub year: u16,
    pub jurisdiction: Option<JurisdictionId>,
    pub slug: &'w str,
}

/// A narrative as other pages see it: everything but its text.
#[derive(Clone, Copy)]
pub struct Card<'w> {
    narrative: &'w LinkedNarrative,
    lang: Lang,
}

impl<'w> Card<'w> {
    pub fn title(&self) -> &'w str {
        self.narrative.text(self.lang).map_or("", |(text, _)| &text.def.fields.title.value)
    }

    /// The title in a language, empty where it is not translated.
    pub fn title_in(&self, lang: Lang) -> &'w str {
        self.narrative.texts.get(lang).as_ref().map_or("", |text| &text.def.fields.title.value)
    }

    /// The summary in a language, likewise.
    pub fn summary_in(&self, lang: Lang) -> &'w str {
        let fields = self.narrative.texts.get(lang).as_ref().map(|text| &text.def.fields);
        fields.and_then(|fields| fields.summary.as_ref()).map_or("", |summary| &summary.value)
    }

    pub fn summary(&self) -> &'w str {
        let fields = self.narrative.text(self.lang).map(|(text, _)| &text.def.fields);
        fields.and_then(|fields| fields.summary.as_ref()).map_or("", |summary| &summary.value)
    }

    /// The language that title and summary are really in.
    pub fn text_lang(&self) -> Lang {
        self.narrative.text(self.lang).map_or(self.lang, |(_, lang)| lang)
    }

    pub fn year(&self) -> u16 {
        self.narrative.year
    }

    pub fn kind(&self) -> crate::parse::NarrativeKind {
        self.narrative.kind
    }

    pub fn programme(&self) -> Option<ProgrammeId> {
        self.narrative.programme
    }

    pub fn jurisdiction(&self) -> Option<JurisdictionId> {
        self.narrative.jurisdiction
    }

    pub fn county(&self) -> Option<JurisdictionId> {
        self.narrative.county
    }

    pub fn slug(&self) -> &'w str {
        &self.narrative.slug
    }

    pub fn themes(&self) -> &'w [usize] {
        &self.narrative.themes
    }

    pub fn recognitions(&self) -> &'w [usize] {
        &self.narrative.recognitions
    }

    pub fn document(&self) -> Option<DocumentId> {
        self.narrative.document
    }

    pub fn shared(&self) -> &'w crate::parse::SharedFields {
        &self.narrative.shared
    }

    pub fn draft(&self) -> bool {
        self.narrative.draft
    }
}
