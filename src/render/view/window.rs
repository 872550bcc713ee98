//! What every page may look at: its place in the site, words, programmes, places, documents,
//! links.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diag::{Diagnostic, Diagnostics};
use crate::i18n::{Lang, PartialDate, Text};
use crate::parse::records;
use crate::plan::{Drawing, ListedPages, Page, Subject};
use crate::portal::{
    DocumentId, GroupId, JurisdictionId, LinkedJurisdiction, LinkedPeerGroup, ObservationId, ProgrammeId,
};
use crate::render::key::{Key, List};
use crate::render::world::World;
use crate::theme::Words;

/// The view of one page.
pub struct View<'w> {
    pub(super) world: &'w World,
    page: &'w Page,
    /// Whether the keys are noted.
    remembered: bool,
    reads: RefCell<BTreeSet<Key>>,
    pub(super) figures: RefCell<BTreeSet<ObservationId>>,
    problems: RefCell<Diagnostics>,
}

impl<'w> View<'w> {
    pub fn new(world: &'w World, page: &'w Page) -> View<'w> {
        View {
            world,
            page,
            remembered: true,
            reads: RefCell::default(),
            figures: RefCell::default(),
            problems: RefCell::default(),
        }
    }

    /// A view that notes figures and problems, and no keys: nobody remembers the page.
    pub fn unremembered(world: &'w World, page: &'w Page) -> View<'w> {
        View { remembered: false, ..View::new(world, page) }
    }

    /// The keys and the figures that were looked at, and what was wrong.
    pub fn finish(self) -> (BTreeSet<Key>, BTreeSet<ObservationId>, Diagnostics) {
        (self.reads.into_inner(), self.figures.into_inner(), self.problems.into_inner())
    }

    pub(super) fn note(&self, key: Key) {
        debug_assert!(!crate::render::change::compared_by(key).is_empty());
        if self.remembered {
            self.reads.borrow_mut().insert(key);
        }
    }

    /// Reports a problem found while the page was made.
    pub fn report(&self, problem: Diagnostic) {
        self.problems.borrow_mut().push(problem);
    }

    pub fn page(&self) -> &'w Page {
        self.page
    }

    pub fn lang(&self) -> Lang {
        self.page.lang
    }

    /// A text in the page's language.
    pub fn say(&self, text: &'w Text) -> &'w str {
        text.get(self.lang())
    }

    pub fn drafts(&self) -> bool {
        self.note(Key::Site);
        self.world.drafts
    }

    /// The edition of which the page is a lasting copy, if it is one.
    pub fn edition(&self) -> Option<PartialDate> {
        self.note(Key::Site);
        self.world.edition
    }

    /// The editions published so far, oldest first.
    pub fn editions(&self) -> impl Iterator<Item = PartialDate> {
        self.note(Key::Corrections);
        self.world.portal.editions.iter().map(|edition| edition.date.value)
    }

    /// Of which day the data is: that of the edition, else of the newest one published,
    /// else the day that the site's own file gives.
    pub fn data_version(&self) -> Option<PartialDate> {
        let newest = self.edition().or_else(|| self.editions().last());
        newest.or_else(|| self.site().and_then(|site| site.data.version))
    }

    pub fn base_url(&self) -> Option<&'w str> {
        self.note(Key::Site);
        self.world.base_url.as_deref()
    }

    pub fn site(&self) -> Option<&'w records::Site> {
        self.note(Key::Site);
        self.world.portal.site.as_deref()
    }

    pub fn words(&self) -> &'w Words {
        self.words_in(self.lang())
    }

    pub fn words_in(&self, lang: Lang) -> &'w Words {
        self.note(Key::Words(lang));
        self.world.theme.words.get(lang)
    }

    /// An interface word.
    pub fn word(&self, key: &str) -> String {
        self.words().plain(key)
    }

    /// An interface sentence with its places filled.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.words().fill(key, values)
    }

    pub fn templates(&self) -> &'w crate::theme::Templates {
        self.note(Key::Templates);
        &self.world.theme.templates
    }

    pub fn default_programme(&self) -> Option<ProgrammeId> {
        self.note(Key::Site);
        self.world.portal.default_programme
    }

    pub fn programmes(&self) -> impl Iterator<Item = ProgrammeId> + use<> {
        self.note(Key::List(List::Programmes));
        self.world.portal.programme_ids()
    }

    pub fn programme(&self, id: ProgrammeId) -> &'w Arc<records::Programme> {
        self.note(Key::Site);
        self.world.portal.programme(id)
    }

    /// The programme in whose part of the site this page lies, or the default one.
    pub fn section(&self) -> Option<ProgrammeId> {
        crate::plan::programme_of(&self.world.portal, self.page.subject).or_else(|| self.default_programme())
    }

    pub fn focus(&self) -> Option<GroupId> {
        self.note(Key::Site);
        self.world.portal.focus
    }

    pub fn groups(&self) -> impl Iterator<Item = GroupId> + use<> {
        self.note(Key::List(List::Groups));
        (0..self.world.portal.groups.len()).map(GroupId::new)
    }

    pub fn group(&self, id: GroupId) -> &'w LinkedPeerGroup {
        self.note(Key::Group(id));
        self.world.portal.group(id)
    }

    pub fn place(&self, id: JurisdictionId) -> &'w LinkedJurisdiction {
        self.note(Key::Place(id));
        self.world.portal.jurisdiction(id)
    }

    /// The years and places of a programme that have pages.
    pub fn pages(&self, programme: ProgrammeId) -> &'w ListedPages {
        self.note(Key::List(List::Pages(programme)));
        self.world.plan.listed(programme)
    }

    /// The groups of a programme whose members are compared, the one of the home page
    /// first, with those members that have a profile.
    pub fn compared_groups(&self, programme: ProgrammeId) -> &'w [(GroupId, Vec<JurisdictionId>)] {
        self.focus();
        for group in self.groups() {
            self.note(Key::Group(group));
        }
        &self.pages(programme).groups
    }

    /// Whether the members of a group are few enough for a page of each two.
    pub fn has_pairs(&self, group: GroupId) -> bool {
        self.note(Key::Group(group));
        crate::plan::has_pairs(&self.world.portal, group)
    }

    /// The years of which all places of a group are compared, newest first.
    pub fn compared_years_of_group(&self, programme: ProgrammeId, group: GroupId) -> &'w [u16] {
        self.note(Key::List(List::Comparisons(programme)));
        self.world.plan.listed(programme).years_of_group(group)
    }

    pub fn document(&self, id: DocumentId) -> &'w Arc<records::PublishedDocument> {
        self.note(Key::Document(id));
        self.world.portal.document(id)
    }

    /// All published documents that are cited.
    pub fn documents(&self) -> Vec<DocumentId> {
        self.note(Key::List(List::Documents));
        (0..self.world.portal.documents.len()).map(DocumentId::new).collect()
    }

    /// All places, in the official order.
    pub fn all_places(&self) -> Vec<JurisdictionId> {
        self.note(Key::List(List::Places));
        self.world.portal.jurisdiction_ids().collect()
    }

    /// The document with a name, where the portal knows it.
    pub fn document_named(&self, name: &str) -> Option<DocumentId> {
        let found = self.world.portal.documents.iter().position(|d| d.id.value == name);
        let id = found.map(DocumentId::new);
        if let Some(id) = id {
            self.note(Key::Document(id));
        }
        id
    }

    /// The charts of a page in this page's language, in its order.
    pub fn drawings(&self, page: Subject) -> &'w [Drawing] {
        self.note(Key::List(List::Drawings(page, self.lang())));
        self.world.plan.drawings_of(page, self.lang())
    }

    /// The pages of a programme, or of no programme, whose charts are archived.
    pub fn charted(&self, part: Option<ProgrammeId>) -> Vec<Subject> {
        self.note(Key::List(List::Charted(part, self.lang())));
        self.world.plan.charted(&self.world.portal, part, self.lang())
    }

    /// The archive of a page's charts: that of its programme, or of no programme.
    pub fn archive_of(&self, page: Subject) -> Option<Option<ProgrammeId>> {
        crate::plan::archive_of(&self.world.portal, page)
    }

    /// The style sheet of drawings that stand alone.
    pub fn drawing_styles(&self) -> &'w str {
        self.note(Key::Templates);
        &self.world.theme.drawing_styles
    }

    /// The peer group in which two places are compared.
    pub fn pair_group(&self, a: JurisdictionId, b: JurisdictionId) -> Option<GroupId> {
        for group in self.groups() {
            self.note(Key::Group(group));
        }
        crate::plan::pair_group(&self.world.portal, a, b)
    }

    pub fn terms(&self) -> &'w [Arc<records::Term>] {
        self.note(Key::Terms);
        &self.world.portal.terms
    }

    pub fn corrections(&self) -> &'w [Arc<records::Correction>] {
        self.note(Key::Corrections);
        &self.world.portal.corrections
    }

    /// The pages whose address changed, as the log lists them.
    pub fn moves(&self) -> &'w [Arc<records::Move>] {
        self.note(Key::Corrections);
        &self.world.portal.moves
    }

    /// The corrections of this page, in the order of the log: those that name it and those
    /// of figures that it has looked at. The frame asks for them when all else is there.
    pub fn corrections_here(&self) -> Vec<&'w Arc<records::Correction>> {
        self.note(Key::Corrections);
        let portal = &self.world.portal;
        let figures = self.figures.borrow();
        let shows = |id: &str| portal.observation_named(id).is_some_and(|figure| figures.contains(&figure));
        let here = |entry: &&Arc<records::Correction>| {
            crate::plan::names_page(entry, self.page) || entry.observation.as_ref().is_some_and(|id| shows(&id.value))
        };
        portal.corrections.iter().filter(here).collect()
    }

    /// The link to a subject's page in this page's language, if it has one.
    pub fn link(&self, subject: Subject) -> Option<String> {
        self.link_in(subject, self.lang())
    }

    /// The link to a subject's page in a language.
    pub fn link_in(&self, subject: Subject, lang: Lang) -> Option<String> {
        self.note(Key::Route(subject, lang));
        self.world.plan.route(subject, lang).map(|route| route.from(&self.page.route))
    }

    /// The link to the page at an address without its language, while there is one: the
    /// log of corrections names pages that may be gone.
    pub fn link_to_address(&self, address: &str) -> Option<String> {
        let parts = [self.lang().code(), address.trim_matches('/'), "index.html"];
        let file = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/");
        let page = self.world.plan.at(&file)?;
        self.link_in(page.subject, page.lang)
    }

    /// The address of a subject's page below the root.
    pub fn address(&self, subject: Subject, lang: Lang) -> Option<&'w str> {
        self.note(Key::Route(subject, lang));
        self.world.plan.route(subject, lang).map(|route| route.address())
    }
}
