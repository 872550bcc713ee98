//! Keeps what is remembered, applies changes, knows which pages are stale and makes
//! them fresh.
//!
//! `build` is this machine without memory: open, make every page, hand the files out.
//! It never touches the terminal or the network.

mod bodies;
mod documents;
mod editing;
mod finished;
mod limits;
mod pages;
mod search;
mod sitemap;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::convert::Infallible;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use rayon::prelude::*;

use crate::diag::{Diagnostics, Severity, Spanned};
use crate::i18n::{Lang, PartialDate};
use crate::parse::records::Limits;
use crate::parse::{self, Depth, Parsed, SourceKind};
pub use crate::plan::EditionPrints;
use crate::plan::{self, Compared, Plan, Subject};
use crate::portal::{self, FileChange, GroundReport, Impact, JoinedPortal, ProposedText};
pub use crate::portal::{
    DocumentId, IndicatorId, JurisdictionId, LikelyIndicator, ObservationId, Portal, StatedFigure, StatedPassage,
    TextSetting,
};
use crate::render::{self, Index, Key, World};
use crate::source::{FileId, Fingerprint, Sources};
use crate::theme::{self, Theme};
use documents::Documents;
use finished::FinishedPages;
use pages::Pages;
use search::SearchIndex;

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

/// What became of the changes of some files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// Files whose bytes are different now.
    pub files: Vec<FileId>,
    /// Files of the site that are no pages (styles, scripts) and are different now.
    pub assets: Vec<String>,
    /// How many remembered pages became stale.
    pub stale: usize,
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
    theme: LoadedFiles,
    world: Arc<World>,
    pages: Pages,
    /// The index that readers search, when it was asked for.
    search_index: Option<SearchIndex>,
    counts: Counts,
    /// What is wrong beside the files by themselves, where pages show some as they were.
    as_it_is: Mutex<Option<Diagnostics>>,
}

/// The theme in use, with what it was loaded from.
#[derive(Clone)]
struct LoadedFiles {
    /// As the site says it: its place is that of problems.
    name: Spanned<String>,
    limits: Limits,
    fingerprint: Fingerprint,
    theme: Arc<Theme>,
    problems: Arc<Diagnostics>,
}

/// What becomes of a file of the site where it was made, by its path and bytes.
pub type TakeFile<'a, E> = dyn Fn(&str, &[u8]) -> Result<(), E> + Sync + 'a;

/// A file of the site.
#[derive(Clone, Debug)]
pub struct SiteFile {
    pub path: String,
    pub bytes: Vec<u8>,
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

    /// The problems of the files, the portal, the plan and the theme, without those of
    /// pages. As long as bodies are [unread](Self::unread), those of bodies are missing.
    ///
    /// Where pages show a file as it was when it was good, these are the problems of the
    /// files as they are now: what a former text said is in no file any more.
    pub fn problems(&self) -> Diagnostics {
        let mut problems = self.documents.all_problems();
        if self.documents.any_outdated() {
            let mut known = self.as_it_is.lock().unwrap_or_else(PoisonError::into_inner);
            problems.extend(known.get_or_insert_with(|| self.problems_as_it_is()).clone());
        } else {
            self.problems_of(&self.joined, &self.world.plan, &self.of_plan, &self.theme, &mut problems);
        }
        problems
    }

    fn problems_as_it_is(&self) -> Diagnostics {
        let joined = portal::assemble(&self.documents.as_they_are(&self.sources));
        let (plan, of_plan) = plan::plan(&joined.portal, plan::PlanOptions { drafts: self.options.drafts });
        let theme = loaded(&self.sources, &joined.portal, Some(&self.theme));
        let mut problems = Diagnostics::new();
        self.problems_of(&joined, &plan, &of_plan, &theme, &mut problems);
        problems
    }

    fn problems_of(
        &self,
        joined: &JoinedPortal,
        plan: &Plan,
        of_plan: &Diagnostics,
        theme: &LoadedFiles,
        problems: &mut Diagnostics,
    ) {
        problems.extend(joined.diagnostics());
        problems.extend(of_plan.clone());
        let options = plan::PlanOptions { drafts: self.options.drafts };
        if self.unread() == 0 {
            problems.extend(plan::unpublished(&joined.portal, plan, options, &self.pages_concerned(&joined.portal)));
        }
        problems.extend(Diagnostics::clone(&theme.problems));
    }

    /// The addresses of the pages that show those figures of a portal which changed since its
    /// newest edition without a correction. The portal may be another one than that which is
    /// shown: its figures are found there by their names. The preview knows those of the
    /// pages that were made.
    fn pages_concerned(&self, portal: &Portal) -> HashMap<ObservationId, Vec<String>> {
        let shown = &self.world.portal;
        let named = |id: ObservationId| Some((shown.observation_named(&portal.observation(id).def.id.value)?, id));
        let changed: BTreeMap<ObservationId, ObservationId> =
            plan::changed_figures(portal).into_iter().filter_map(named).collect();
        if changed.is_empty() {
            return HashMap::new();
        }
        if !self.options.bodies_later {
            let pages = render::pages_of_figures(&self.world, &changed.keys().copied().collect());
            return pages.into_iter().filter_map(|(id, pages)| Some((*changed.get(&id)?, pages))).collect();
        }
        let addresses = |(shown_as, id): (&ObservationId, &ObservationId)| {
            let figure = shown.observation(*shown_as);
            let readers = self.pages.readers_of(Key::Figures(figure.jurisdiction, figure.indicator));
            let pages = readers.filter_map(|path| self.world.plan.at(path)).filter(|page| page.lang == Lang::Zh);
            (*id, pages.map(|page| page.route.address().to_owned()).collect())
        };
        changed.iter().map(addresses).collect()
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

    /// The problems of the pages that are remembered.
    pub fn page_problems(&self) -> Diagnostics {
        self.pages.problems()
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

    /// Looks again at given files and folders, or at all of them when none is given, and
    /// applies what is different.
    pub fn apply(&mut self, paths: Option<&[PathBuf]>) -> Applied {
        let files = match paths {
            Some(paths) => self.sources.look_at(paths),
            None => self.sources.look_again(),
        };
        self.take_in(files)
    }

    /// Looks again at the files of which the system tells nothing when they change, and
    /// applies what is different. `None` when there are no such files.
    pub fn apply_unreported(&mut self) -> Option<Applied> {
        self.sources.any_unreported().then(|| {
            let files = self.sources.look_at_unreported();
            self.take_in(files)
        })
    }

    fn take_in(&mut self, files: Vec<FileId>) -> Applied {
        if files.is_empty() {
            return Applied::default();
        }
        let files = self.all_if_limits_changed(files);
        self.as_it_is = Mutex::default();
        // What a file said is known as a whole before it says something else.
        self.read_bodies(&files);
        let before = self.documents.clone_of(&files);
        let mut parsed_before: Vec<(FileId, Arc<Parsed>)> =
            files.iter().filter_map(|id| Some((*id, self.documents.parsed(*id)?.clone()))).collect();
        self.counts.parsed += self.documents.parse(&self.sources, files.clone(), Depth::Whole);
        if self.options.keep_last_good {
            self.documents.keep_last_good(&files, before);
        }
        let further = self.documents.read_as_told(&self.sources, &files, Depth::Whole);
        self.counts.parsed += further.len();
        parsed_before.extend(further.into_iter().filter(|(id, _)| !files.contains(id)));
        let others = parsed_before.iter().map(|(id, _)| *id).filter(|id| !files.contains(id));
        let read: Vec<FileId> = files.iter().copied().chain(others).collect();
        let old = self.world.clone();
        self.understand_again(&read, &parsed_before);
        let stale = self.pages.invalidate(&render::changes(&old, &self.world), &old.plan, &self.world.plan);
        Applied { files, assets: changed_assets(&old.theme, &self.world.theme), stale }
    }

    /// Where files say new limits, all files are read again by them.
    fn all_if_limits_changed(&mut self, files: Vec<FileId>) -> Vec<FileId> {
        let limits = limits::of_site(&self.sources);
        let shown = self.options.keep_last_good && limits == Limits::default();
        if limits == self.documents.limits || shown {
            return files;
        }
        self.documents.limits = limits;
        limits::hold(&mut self.sources, limits);
        let there = self.sources.iter().map(|source| source.id);
        files.iter().copied().chain(there).collect::<BTreeSet<FileId>>().into_iter().collect()
    }

    /// Makes the world anew after changes of files: only the parts that they reach.
    fn understand_again(&mut self, files: &[FileId], before: &[(FileId, Arc<Parsed>)]) {
        let kind = |id: &FileId| parse::kind_of(&self.sources.get(*id).path);
        let of_theme = files.iter().any(|id| matches!(kind(id), SourceKind::Theme));
        let of_portal: Vec<FileId> =
            files.iter().copied().filter(|id| !matches!(kind(id), SourceKind::Theme | SourceKind::Unused)).collect();
        let reached = if of_portal.is_empty() { Some(Impact::SamePages) } else { self.apply_edit(&of_portal, before) };
        if reached.is_none() {
            self.counts.joined += 1;
            self.joined = portal::assemble(&self.documents.in_order(&self.sources));
        }
        if reached != Some(Impact::SamePages) {
            self.plan_again();
        }
        if of_theme || reached.is_none() {
            self.theme = loaded(&self.sources, &self.joined.portal, Some(&self.theme));
        }
        self.world = Arc::new(self.look());
    }

    /// Applies changes of files without joining everything again; `None` where that is
    /// needed.
    fn apply_edit(&mut self, files: &[FileId], before: &[(FileId, Arc<Parsed>)]) -> Option<Impact> {
        let change = |id: &FileId| FileChange {
            file: *id,
            before: before.iter().find(|(known, _)| known == id).map(|(_, parsed)| parsed.clone()),
            after: self.documents.parsed(*id).cloned(),
        };
        // A file with errors is read as it was when it was good.
        let same = |change: &FileChange| match (&change.before, &change.after) {
            (Some(before), Some(after)) => Arc::ptr_eq(before, after),
            (before, after) => before.is_none() && after.is_none(),
        };
        let changed: Vec<FileChange> = files.iter().map(change).filter(|change| !same(change)).collect();
        let impact = self.joined.apply_edit(&changed)?;
        // Problems of the plan stand at places that have moved.
        let moved = self.of_plan.iter().any(|problem| changed.iter().any(|change| problem.speaks_of(change.file)));
        Some(if moved { Impact::PagesChanged } else { impact })
    }

    fn plan_again(&mut self) {
        let (plan, problems) = plan::plan(&self.joined.portal, plan::PlanOptions { drafts: self.options.drafts });
        self.plan = Plan::clone_if_same(&self.world.plan, &plan).unwrap_or_else(|| Arc::new(plan));
        self.of_plan = problems;
        self.index = Arc::new(Index::of(&self.joined.portal, self.options.drafts));
    }

    /// Everything as it is at this moment.
    fn look(&self) -> World {
        World {
            portal: self.joined.portal.clone(),
            plan: self.plan.clone(),
            theme: self.theme.theme.clone(),
            base_url: address(&self.options, &self.joined.portal),
            drafts: self.options.drafts,
            edition: None,
            index: self.index.clone(),
            pictures: self.world.pictures.clone(),
        }
    }

    /// The bytes of a page or other file of the site, made now when they are not fresh.
    /// `None` when the site has no such file.
    pub fn file(&mut self, path: &str) -> Option<Arc<[u8]>> {
        if let Some(asset) = self.world.theme.assets.iter().find(|asset| asset.file == path) {
            return Some(asset.bytes.as_slice().into());
        }
        if let Some(bytes) = self.pages.fresh(path) {
            return Some(bytes);
        }
        loop {
            let world = self.world.clone();
            let Some(page) = world.plan.at(path) else { return self.index_file(path) };
            let (rendered, problems) = render::render(page, &world);
            self.counts.rendered += 1;
            let unread = self.unread_of(&rendered);
            if unread.is_empty() {
                return Some(self.pages.remember(page, rendered, problems));
            }
            self.read_bodies(&unread);
        }
    }

    /// Makes stale pages that are remembered fresh, until none is left or the time is
    /// over. Returns whether all are fresh.
    pub fn settle(&mut self, until: Option<Instant>) -> bool {
        while let Some(path) = self.pages.next_stale() {
            self.file(&path);
            if until.is_some_and(|until| Instant::now() >= until) {
                return self.pages.next_stale().is_none();
            }
        }
        true
    }

    /// The paths of remembered pages that are stale.
    pub fn stale(&self) -> Vec<String> {
        self.pages.stale()
    }

    /// All files of the site as they are now: remembered pages where they are fresh, the
    /// others made.
    pub fn all_files(&mut self) -> Vec<SiteFile> {
        let world = self.world.clone();
        let pages: Vec<String> = world.plan.pages.iter().map(|page| page.route.file().to_owned()).collect();
        let assets = world.theme.assets.iter().map(|asset| asset.file.clone());
        let mut paths: Vec<String> = pages.into_iter().chain(assets).collect();
        paths.sort();
        let file = |path: String| {
            let bytes = self.file(&path)?.to_vec();
            Some(SiteFile { path, bytes })
        };
        let mut files: Vec<SiteFile> = paths.into_iter().filter_map(file).collect();
        let finished = FinishedPages::default();
        for file in &files {
            finished.take(&file.path, &file.bytes);
        }
        files.extend(finished.files(&world));
        files.sort_by(|a, b| a.path.cmp(&b.path));
        files
    }

    /// The paths of all files of the site, in order.
    pub fn paths(&self) -> Vec<&str> {
        let pages = self.world.plan.pages.iter().map(|page| page.route.file());
        let assets = self.world.theme.assets.iter().map(|asset| asset.file.as_str());
        let of_root = self.world.base_url.iter().flat_map(|_| sitemap::PATHS);
        let mut paths: Vec<&str> = pages.chain(assets).chain(of_root).collect();
        paths.sort_unstable();
        paths
    }

    /// Whether a page says what is different since the newest edition: no copy of an edition has it.
    pub fn is_of_now(&self, path: &str) -> bool {
        self.world.plan.at(path).is_some_and(|page| page.subject == Subject::Differences(Compared::Now))
    }

    /// Makes all files of the site on all cores and hands each to `take` where it was made;
    /// nothing of it is kept. Returns the problems of pages.
    ///
    /// # Errors
    /// The first error of `take`; files that are not begun by then are not made.
    pub fn make_files<E: Send>(&self, take: &TakeFile<'_, E>) -> Result<Diagnostics, E> {
        self.files_of(&self.world, take)
    }

    /// As [`make_files`](Self::make_files), for the lasting copy of an edition.
    ///
    /// # Errors
    /// The first error of `take`.
    pub fn make_copy<E: Send>(&self, edition: PartialDate, take: &TakeFile<'_, E>) -> Result<Diagnostics, E> {
        self.files_of(&World { edition: Some(edition), ..World::clone(&self.world) }, take)
    }

    fn files_of<E: Send>(&self, world: &World, take: &TakeFile<'_, E>) -> Result<Diagnostics, E> {
        for asset in &world.theme.assets {
            take(&asset.file, &asset.bytes)?;
        }
        let finished = FinishedPages::default();
        let made = world.plan.pages.par_iter().map(|page| {
            let (bytes, problems) = render::render_unremembered(page, world);
            finished.take(page.route.file(), &bytes);
            take(page.route.file(), &bytes).map(|()| problems)
        });
        let problems = made.collect::<Result<Vec<Diagnostics>, E>>()?.into_iter().flatten().collect();
        for file in finished.files(world) {
            take(&file.path, &file.bytes)?;
        }
        Ok(problems)
    }

    /// The problems of pages. With the theme that the program carries, only texts can have
    /// some, by the titles of their charts: no other page is made for it. `made` is told of
    /// each page.
    pub fn check_pages(&self, made: &(dyn Fn() + Sync)) -> Diagnostics {
        let roomy = self.theme.limits.page_bytes >= Limits::default().page_bytes;
        let own = self.theme.problems.is_empty() && theme::is_built_in(&self.sources, &self.theme.name.value);
        let own = own && roomy;
        let pages = self.world.plan.pages.par_iter();
        let problems = pages.map(|page| {
            made();
            if own && !render::can_have_problems(page, &self.world) {
                return Diagnostics::new();
            }
            render::render_unremembered(page, &self.world).1
        });
        problems.collect::<Vec<Diagnostics>>().into_iter().flatten().collect()
    }

    /// Makes all files of the site without remembering them, in the order of their paths.
    pub fn render_all(&self) -> (Vec<SiteFile>, Diagnostics) {
        let files = Mutex::new(Vec::new());
        let take = |path: &str, bytes: &[u8]| -> Result<(), Infallible> {
            let file = SiteFile { path: path.to_owned(), bytes: bytes.to_vec() };
            files.lock().unwrap_or_else(PoisonError::into_inner).push(file);
            Ok(())
        };
        let problems = self.make_files(&take).unwrap_or_else(|never| match never {});
        let mut files = files.into_inner().unwrap_or_else(PoisonError::into_inner);
        files.sort_by(|a, b| a.path.cmp(&b.path));
        (files, problems)
    }
}

/// The address of the site with a slash at its end: as asked for, else as its file says.
fn address(options: &Options, portal: &Portal) -> Option<String> {
    if options.local {
        return None;
    }
    let of_site = || portal.site.as_ref()?.base_url.as_deref();
    let address = options.base_url.as_deref().or_else(of_site)?;
    Some(format!("{}/", address.trim_end_matches('/')))
}

/// Whether a list of problems has one that must be fixed.
fn has_errors(problems: &Diagnostics) -> bool {
    problems.count(Severity::Error) > 0
}

/// The files of the theme that are different, come or gone.
fn changed_assets(old: &Theme, new: &Theme) -> Vec<String> {
    if std::ptr::eq(old, new) {
        return Vec::new();
    }
    let changed = new.assets.iter().filter(|asset| !old.assets.contains(asset));
    let gone = old.assets.iter().filter(|asset| !new.assets.iter().any(|other| other.file == asset.file));
    changed.chain(gone).map(|asset| asset.file.clone()).collect()
}

/// What pages give to templates.
fn given() -> Vec<theme::Given> {
    let schemas = render::template_schemas().into_iter();
    schemas.map(|(template, schema)| theme::Given { template, schema: schema.to_value() }).collect()
}

/// What the templates of a project's theme are given, written for a designer.
///
/// # Errors
/// When the folder itself cannot be read.
pub fn theme_data(root: &Path, lang: Lang) -> io::Result<String> {
    let sources = Sources::read(root, theme::built_in())?;
    let parsed = sources.iter().map(|source| source.id).collect();
    let mut documents = Documents::default();
    documents.parse(&sources, parsed, Depth::Fields);
    let joined = portal::assemble(&documents.in_order(&sources));
    Ok(theme::describe(&sources, &theme_name(&joined.portal), &given(), lang))
}

fn theme_name(portal: &Portal) -> Spanned<String> {
    portal.site.as_ref().map_or_else(
        || Spanned::new(theme::DEFAULT.to_owned(), crate::diag::Span::project()),
        |site| site.theme.clone(),
    )
}

/// The theme that the site names, kept when its files are the same.
fn loaded(sources: &Sources, portal: &Portal, known: Option<&LoadedFiles>) -> LoadedFiles {
    let name = theme_name(portal);
    let fingerprint = theme::fingerprint(sources, &name.value);
    let limits = portal.site.as_ref().map(|site| site.limits).unwrap_or_default();
    let same = |known: &&LoadedFiles| {
        let told_here = known.problems.is_empty() || known.name.span == name.span;
        (known.fingerprint, known.limits) == (fingerprint, limits) && known.name.value == name.value && told_here
    };
    known.filter(same).cloned().unwrap_or_else(|| {
        let (theme, problems) = theme::load(sources, &name, &given(), limits);
        LoadedFiles { name, limits, fingerprint, theme: Arc::new(theme), problems: Arc::new(problems) }
    })
}
