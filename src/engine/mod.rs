//! Keeps what is remembered, applies changes, knows which pages are stale and makes
//! them fresh.
//!
//! `build` is this machine without memory: open, make every page, hand the files out.
//! It never touches the terminal or the network.

mod bodies;
mod changes;
mod checklist;
mod documents;
mod editing;
mod figure_note;
mod files;
mod finished;
mod limits;
mod offered;
mod pages;
mod parts;
mod problems;
mod record_forms;
mod search;
mod site_file;
mod sitemap;
mod theme_in_use;

use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex};

use crate::diag::Diagnostics;
use crate::i18n::{Lang, PartialDate};
use crate::parse::Depth;
pub use crate::parse::{
    FormField, FormInput, FormsOfFile, RecordEntry, RecordList, empty_fields, fields_of, with_fields, with_record,
};
pub use crate::plan::EditionPrints;
use crate::plan::{self, Plan};
use crate::portal::{self, GroundReport, JoinedPortal, ProposedText};
pub use crate::portal::{
    DocumentId, IndicatorId, JurisdictionId, LikelyIndicator, ObservationId, Portal, StatedFigure, StatedPassage,
    TextSetting,
};
use crate::render::{Index, World};
use crate::source::{FileId, Sources};
use crate::theme;
pub use changes::Applied;
use changes::address;
pub use checklist::Checklist;
use documents::Documents;
pub use figure_note::{FigureNote, KnownFigure, NotedStanding};
pub use offered::{EvaluatedYear, OfferRefusal, OfferedMedia};
use pages::Pages;
pub use parts::{ReadPage, SitePart};
use search::SearchIndex;
pub use site_file::{SiteFile, TakeFile};
pub use theme_in_use::theme_data;
use theme_in_use::{ThemeInUse, loaded};

/// What is asked of a site.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The address of the site, with a slash at its end, in place of the one that the
    /// site's own file gives.
    pub base_url: Option<String>,
    /// The site is shown at the root of this machine: its own address is left out of it.
    pub local: bool,
    pub drafts: bool,
    /// A file that has errors is read as it was when it had none: the preview keeps
    /// showing what was good. Never set for what is published.
    pub keep_last_good: bool,
    /// The bodies of texts are read when a page shows them, or when there is time: the
    /// preview of a large site can be seen at once.
    pub bodies_later: bool,
    /// Path and text of a file that is read at the start as if it were on the disk: the
    /// record of an edition that is being published. Never set for the preview.
    pub added: Option<(String, String)>,
}

/// How much was done, for tests that count and for the preview's log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub parsed: usize,
    /// Bodies of texts that were left for later, and read since.
    pub bodies: usize,
    pub rendered: usize,
    /// How often an edit reached so far that all files were joined anew.
    pub joined: usize,
}

/// A project read and understood, and the pages that were made of it.
pub struct Engine {
    options: Options,
    sources: Sources,
    documents: Documents,
    joined: JoinedPortal,
    plan: Arc<Plan>,
    index: Arc<Index>,
    of_plan: Diagnostics,
    theme: ThemeInUse,
    world: Arc<World>,
    pages: Pages,
    /// The index that readers search, when it was asked for.
    search_index: Option<SearchIndex>,
    counts: Counts,
    /// What is wrong beside the files by themselves, where pages show some as they were.
    as_it_is: Mutex<Option<Diagnostics>>,
}

impl Engine {
    /// Reads a project.
    ///
    /// # Errors
    /// When the folder itself cannot be read.
    pub fn open(root: &Path, options: Options) -> io::Result<Engine> {
        let mut sources = Sources::read(root, theme::built_in())?;
        if let Some((path, text)) = &options.added {
            sources.add(path, text);
        }
        let mut documents = Documents::default();
        documents.limits = limits::of_site(&sources);
        limits::hold(&mut sources, documents.limits);
        let depth = if options.bodies_later { Depth::Fields } else { Depth::Whole };
        let all: Vec<FileId> = sources.iter().map(|source| source.id).collect();
        let parsed = documents.parse(&sources, all.clone(), depth);
        documents.read_as_told(&sources, &all, depth);
        let joined = portal::assemble(&documents.in_order(&sources));
        let (plan, of_plan) = plan::plan(&joined.portal, plan::PlanOptions { drafts: options.drafts });
        let theme = loaded(&sources, &joined.portal, None);
        let plan = Arc::new(plan);
        let index = Arc::new(Index::of(&joined.portal, options.drafts));
        let world = World {
            portal: joined.portal.clone(),
            plan: plan.clone(),
            theme: theme.theme.clone(),
            base_url: address(&options, &joined.portal),
            drafts: options.drafts,
            edition: None,
            index: index.clone(),
            pictures: Arc::default(),
        };
        Ok(Engine {
            options,
            sources,
            documents,
            joined,
            plan,
            index,
            of_plan,
            theme,
            world: Arc::new(world),
            pages: Pages::default(),
            search_index: None,
            counts: Counts { parsed, ..Counts::default() },
            as_it_is: Mutex::default(),
        })
    }

    /// The files of the project, for the places of problems.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// The project at this moment.
    pub fn world(&self) -> &Arc<World> {
        &self.world
    }

    /// How much was done since the project was opened.
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// How the figures of each text are covered by the data, by file.
    pub fn coverage(&self) -> Vec<(FileId, Lang, portal::Coverage)> {
        let portal = &self.world.portal;
        let texts = portal.narratives.iter().flat_map(|narrative| {
            let texts = narrative.texts.iter().filter_map(|(_, text)| text.as_ref());
            texts.map(move |text| (text.def.file, text.def.lang(), portal::coverage(portal, narrative, text)))
        });
        let statements = portal::data_text_coverage(portal).into_iter();
        texts.chain(statements.map(|((file, lang), coverage)| (file, lang, coverage))).collect()
    }

    /// The days of the editions published so far, oldest first.
    pub fn editions(&self) -> Vec<PartialDate> {
        self.world.portal.editions.iter().map(|edition| edition.date.value).collect()
    }

    /// The record of what is published at this moment, as the text of its file, with the
    /// fingerprints of the files of its copy.
    pub fn record(&self, date: PartialDate, prints: &EditionPrints) -> String {
        plan::record(&self.world.portal, &self.world.plan, date, prints)
    }

    /// What the portal says of a document, by its position, against its text.
    pub fn compared_with_document(&self, position: usize, text: &str) -> GroundReport {
        portal::compare_with_document(&self.world.portal, DocumentId::new(position), text)
    }

    /// A copy of a text, by its path, with the figures bound of which the observation is certain.
    pub fn proposed(&self, path: &str) -> Option<ProposedText> {
        let file = self.sources.by_path(path)?;
        self.joined.proposed(file.id, file.text()?)
    }

    /// What the figures of a document that is taken in may state.
    pub fn stated(&self, passages: &[StatedPassage<'_>]) -> Vec<StatedFigure> {
        self.joined.stated(passages)
    }

    /// The addresses of texts that are new or different since the newest edition.
    pub fn changed_texts(&self) -> Vec<String> {
        plan::changed_texts(&self.world.portal, &self.world.plan)
    }

    /// Whether some file cannot be read as what it ought to be, or the one that makes a
    /// site is not there, so that pages are missing or older than their sources.
    pub fn is_broken(&self) -> bool {
        !self.has_site() || self.documents.any_broken()
    }

    /// Whether the file is there that makes a site of the others; without it pages have no
    /// name, no programme and no theme.
    pub fn has_site(&self) -> bool {
        self.world.portal.site.is_some()
    }
}
