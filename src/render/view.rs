//! The window through which a page sees the world. Every look leaves its key, before it
//! is known whether anything is there.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::index::CaseRun;
use super::key::{self, Key, List};
use super::world::World;
use crate::diag::{Diagnostic, Diagnostics};
use crate::i18n::{Lang, PartialDate, Text};
use crate::media::PictureMemo;
use crate::parse::{MediaFile, records};
use crate::plan::{CaseList, Drawing, ListedPages, Page, ProblemList, Subject};
use crate::portal::{
    ArithmeticCheck, DocumentId, EvaluationId, FrameworkId, GroupId, IndicatorId, JurisdictionId, LinkedEvaluation,
    LinkedFramework, LinkedIndicator, LinkedJurisdiction, LinkedNarrative, LinkedObservation, LinkedPeerGroup,
    LinkedProblem, LinkedReport, NarrativeId, NarrativeMedia, NarrativeText, ObservationId, ProblemId, ProgrammeId,
    ReportId,
};
use crate::source::Fingerprint;
use crate::theme::Words;

/// The view of one page.
pub struct View<'w> {
    world: &'w World,
    page: &'w Page,
    /// Whether the keys are noted.
    remembered: bool,
    reads: RefCell<BTreeSet<Key>>,
    figures: RefCell<BTreeSet<ObservationId>>,
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

    fn note(&self, key: Key) {
        debug_assert!(!super::change::compared_by(key).is_empty());
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

    /// The declared arithmetic that names an observation.
    pub fn checks_of(&self, id: ObservationId) -> impl Iterator<Item = &'w ArithmeticCheck> {
        self.observation(id);
        self.world.portal.checks_of(id)
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

    pub fn unit(&self, indicator: IndicatorId) -> &'w Arc<records::Unit> {
        self.note(Key::Indicator(indicator));
        self.world.portal.unit(self.world.portal.indicator(indicator).unit)
    }

    pub fn indicators(&self, programme: ProgrammeId) -> impl Iterator<Item = IndicatorId> {
        self.note(Key::List(List::Indicators(programme)));
        let portal = &self.world.portal;
        portal.indicator_ids().filter(move |id| portal.indicator(*id).programme == programme)
    }

    pub fn indicator(&self, id: IndicatorId) -> &'w LinkedIndicator {
        self.note(Key::Indicator(id));
        self.world.portal.indicator(id)
    }

    /// The indicator with a name, where the portal knows it.
    pub fn indicator_named(&self, name: &str) -> Option<IndicatorId> {
        let found = self.world.portal.indicators.iter().position(|i| i.def.id.value == name);
        let id = found.map(IndicatorId::new);
        if let Some(id) = id {
            self.note(Key::Indicator(id));
        }
        id
    }

    pub fn observation(&self, id: ObservationId) -> &'w LinkedObservation {
        let observation = self.world.portal.observation(id);
        self.note(Key::Figures(observation.jurisdiction, observation.indicator));
        self.note(Key::Units);
        self.figures.borrow_mut().insert(id);
        observation
    }

    /// The observation with a name.
    pub fn observation_named(&self, name: &str) -> Option<ObservationId> {
        let found = self.world.portal.observation_named(name);
        match found {
            Some(id) => {
                self.observation(id);
            }
            // It may come with any place.
            None => self.world.portal.jurisdiction_ids().for_each(|place| {
                self.note(Key::List(List::FiguresOfPlace(place)));
            }),
        }
        found
    }

    /// The figures of a place and an indicator, oldest first.
    pub fn figures(&self, place: JurisdictionId, indicator: IndicatorId) -> Vec<ObservationId> {
        self.note(Key::Figures(place, indicator));
        self.world.portal.figures_of(place, indicator).collect()
    }

    /// The figure that stands for a place in a year.
    pub fn figure_for(&self, place: JurisdictionId, indicator: IndicatorId, year: u16) -> Option<ObservationId> {
        self.note(Key::Figures(place, indicator));
        self.world.portal.figure_for(place, indicator, year)
    }

    /// How many figures could stand for a place in a year.
    pub fn candidates(&self, place: JurisdictionId, indicator: IndicatorId, year: u16) -> usize {
        self.note(Key::Figures(place, indicator));
        self.world.portal.candidates(place, indicator, year).count()
    }

    /// Whether a place has a number that can be set beside others’.
    pub fn compares(&self, place: JurisdictionId, indicator: IndicatorId, year: u16) -> bool {
        self.note(Key::Place(place));
        self.note(Key::Figures(place, indicator));
        self.world.portal.compares(place, indicator, year)
    }

    /// The newest year in which both of two places have a comparable number.
    pub fn common_year(&self, a: JurisdictionId, b: JurisdictionId, indicator: IndicatorId) -> Option<u16> {
        self.note(Key::Place(a));
        self.note(Key::Place(b));
        self.note(Key::Figures(a, indicator));
        self.note(Key::Figures(b, indicator));
        self.world.portal.common_year(a, b, indicator)
    }

    /// The years in which one of some places has a comparable number.
    pub fn compared_years(&self, places: &[JurisdictionId], indicator: IndicatorId) -> Vec<u16> {
        for place in places {
            self.note(Key::Place(*place));
            self.note(Key::Figures(*place, indicator));
        }
        self.note(Key::List(List::FiguresOfIndicator(indicator)));
        self.world.portal.compared_years(places, indicator)
    }

    /// The newest years of a place that can be set one beside the other.
    pub fn steady_years(&self, place: JurisdictionId, indicator: IndicatorId) -> Vec<u16> {
        self.note(Key::Figures(place, indicator));
        self.note(Key::Indicator(indicator));
        self.note(Key::Place(place));
        self.world.portal.steady_years(place, indicator)
    }

    /// Whether two years of a place were measured by one definition within the same borders.
    pub fn same_terms(&self, place: JurisdictionId, indicator: IndicatorId, a: u16, b: u16) -> bool {
        self.note(Key::Indicator(indicator));
        self.note(Key::Place(place));
        self.world.portal.same_terms(place, indicator, a, b)
    }

    /// Whether an indicator’s numbers can be drawn to a scale.
    pub fn drawable(&self, indicator: IndicatorId) -> bool {
        self.note(Key::Indicator(indicator));
        self.world.portal.drawable(indicator)
    }

    /// The year that an indicator's own page is about.
    pub fn newest_year(&self, indicator: IndicatorId) -> Option<u16> {
        for figure in self.figures_of_indicator(indicator) {
            self.observation(figure);
        }
        for group in self.groups() {
            self.note(Key::Group(group));
        }
        crate::plan::newest_year(&self.world.portal, indicator)
    }

    /// The charts of a page in this page's language, in its order.
    pub fn drawings(&self, page: Subject) -> &'w [Drawing] {
        self.note(Key::List(List::Drawings(page, self.lang())));
        self.world.plan.drawings_of(page, self.lang())
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

    /// All figures of a place.
    pub fn figures_of_place(&self, place: JurisdictionId) -> Vec<ObservationId> {
        self.note(Key::List(List::FiguresOfPlace(place)));
        self.world.portal.observations_of(place).collect()
    }

    /// All figures of an indicator, in the official order of places.
    pub fn figures_of_indicator(&self, indicator: IndicatorId) -> Vec<ObservationId> {
        self.note(Key::List(List::FiguresOfIndicator(indicator)));
        self.world.portal.figures_of_indicator(indicator).to_vec()
    }

    /// The names of dimensions and values of a breakdown.
    pub fn breakdown(&self, observation: &LinkedObservation) -> Vec<(&'w Text, &'w Text)> {
        self.note(Key::Units);
        let dimensions = &self.world.portal.dimensions;
        observation
            .breakdown
            .iter()
            .map(|(dimension, value)| {
                let dimension = &dimensions[*dimension];
                (&dimension.names, &dimension.values[*value].names)
            })
            .collect()
    }

    /// The evaluations of a programme, newest first.
    pub fn evaluations(&self, programme: ProgrammeId) -> Vec<EvaluationId> {
        self.note(Key::List(List::Evaluations(programme)));
        self.world.index.evaluations(programme).to_vec()
    }

    /// The evaluations that cover a place, newest first.
    pub fn evaluations_of_place(&self, programme: ProgrammeId, place: JurisdictionId) -> &'w [EvaluationId] {
        // Any of them may cover it one day.
        for id in self.evaluations(programme) {
            self.note(Key::Evaluation(id));
        }
        self.world.index.evaluations_of(programme, place)
    }

    /// The evaluation that a place made of a year.
    pub fn evaluation_by(&self, programme: ProgrammeId, year: u16, evaluator: JurisdictionId) -> Option<EvaluationId> {
        self.note(Key::List(List::Evaluations(programme)));
        self.world.index.evaluation_by(programme, year, evaluator)
    }

    pub fn evaluation(&self, id: EvaluationId) -> &'w LinkedEvaluation {
        self.note(Key::Evaluation(id));
        self.world.portal.evaluation(id)
    }

    /// The reports of a programme, newest first.
    pub fn reports(&self, programme: ProgrammeId) -> Vec<ReportId> {
        self.note(Key::List(List::Reports(programme)));
        let portal = &self.world.portal;
        portal.report_ids().filter(|id| portal.report(*id).programme == programme).collect()
    }

    pub fn published_report(&self, id: ReportId) -> &'w LinkedReport {
        self.note(Key::Report(id));
        self.world.portal.report(id)
    }

    /// The frameworks of a programme, in the order of their files.
    pub fn frameworks(&self, programme: ProgrammeId) -> Vec<FrameworkId> {
        self.note(Key::List(List::Frameworks(programme)));
        let portal = &self.world.portal;
        portal.framework_ids().filter(|id| portal.framework(*id).programme == programme).collect()
    }

    pub fn framework(&self, id: FrameworkId) -> &'w LinkedFramework {
        self.note(Key::Framework(id));
        self.world.portal.framework(id)
    }

    /// All figures that a document prints.
    pub fn figures_of_document(&self, document: DocumentId) -> Vec<ObservationId> {
        self.note(Key::List(List::FiguresOfDocument(document)));
        self.world.portal.figures_of_document(document)
    }

    pub fn problems(&self, programme: ProgrammeId, list: ProblemList) -> Vec<ProblemId> {
        self.note(Key::List(List::Problems(programme, list)));
        self.world.index.problems(programme, list).to_vec()
    }

    pub fn problem(&self, id: ProblemId) -> &'w LinkedProblem {
        self.note(Key::Problem(id));
        self.world.portal.problem(id)
    }

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
