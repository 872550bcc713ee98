//! Keeps what is remembered, applies changes, knows which pages are stale and makes
//! them fresh.
//!
//! `build` is this machine without memory: open, make every page, hand the files out.
//! It never touches the terminal or the network.

mod documents;
mod pages;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use rayon::prelude::*;

use crate::diag::{Diagnostic, Diagnostics, Severity, Spanned};
use crate::i18n::PartialDate;
use crate::parse::{Document, Parsed};
use crate::plan::{self, Plan};
use crate::portal::{self, Portal};
use crate::render::{self, Rendered, World};
use crate::source::{FileId, Fingerprint, Sources};
use crate::theme::{self, Theme};
use documents::Documents;
use pages::Pages;

/// What is asked of a site.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// With a slash at its end.
    pub base_url: Option<String>,
    pub drafts: bool,
    /// A file that has errors is read as it was when it had none: the preview keeps
    /// showing what was good. Never set for what is published.
    pub keep_last_good: bool,
    /// The pages are the lasting copy of an edition, not the site itself.
    pub edition: Option<PartialDate>,
}

/// How much was done, for tests that count and for the preview's log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub parsed: usize,
    pub rendered: usize,
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
    theme: Option<Loaded>,
    world: Arc<World>,
    problems: Problems,
    pages: Pages,
    counts: Counts,
}

/// The theme in use, with what it was loaded from.
#[derive(Clone)]
struct Loaded {
    /// As the site says it: its place is that of problems.
    name: Spanned<String>,
    fingerprint: Fingerprint,
    theme: Arc<Theme>,
    problems: Arc<Diagnostics>,
}

/// The problems of the stages after parsing, by stage.
#[derive(Clone, Default)]
struct Problems {
    portal: Diagnostics,
    plan: Diagnostics,
}

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
        let sources = Sources::read(root, theme::built_in())?;
        let mut documents = Documents::default();
        let parsed = documents.parse(&sources, sources.iter().map(|source| source.id).collect());
        let (world, problems, theme) = understand(&sources, &documents, &options, None);
        Ok(Engine {
            options,
            sources,
            documents,
            theme: Some(theme),
            world: Arc::new(world),
            problems,
            pages: Pages::default(),
            counts: Counts { parsed, rendered: 0 },
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
    /// pages.
    pub fn problems(&self) -> Diagnostics {
        let mut problems = Diagnostics::new();
        for source in self.sources.iter() {
            if let Some(of_file) = self.documents.problems(source.id) {
                problems.extend(of_file.clone());
            }
        }
        problems.extend(self.problems.portal.clone());
        problems.extend(self.problems.plan.clone());
        if let Some(theme) = &self.theme {
            problems.extend(Diagnostics::clone(&theme.problems));
        }
        problems
    }

    /// How the figures of each text are covered by the data, by file.
    pub fn coverage(&self) -> Vec<(FileId, crate::i18n::Lang, portal::Coverage)> {
        let portal = &self.world.portal;
        let texts = portal.narratives.iter().flat_map(|narrative| {
            let texts = narrative.texts.iter().filter_map(|(_, text)| text.as_ref());
            texts.map(move |text| (text.def.file, text.def.lang(), portal::coverage(portal, narrative, text)))
        });
        let statements = portal::statement_coverage(portal).into_iter();
        texts.chain(statements.map(|((file, lang), coverage)| (file, lang, coverage))).collect()
    }

    /// The days of the editions published so far, oldest first.
    pub fn editions(&self) -> Vec<PartialDate> {
        self.world.portal.editions.iter().map(|edition| edition.date.value).collect()
    }

    /// The record of what is published at this moment, as the text of its file, with the
    /// fingerprints of the files of its copy.
    pub fn record(&self, date: PartialDate, prints: &std::collections::HashMap<String, String>) -> String {
        plan::record(&self.world.portal, &self.world.plan, date, prints)
    }

    /// The addresses of texts that are new or different since the newest edition.
    pub fn changed_texts(&self) -> Vec<String> {
        plan::changed_texts(&self.world.portal, &self.world.plan)
    }

    /// The problems of the pages that are remembered.
    pub fn page_problems(&self) -> Diagnostics {
        self.pages.problems()
    }

    /// Whether some file cannot be read as what it ought to be, so that pages are missing
    /// or older than their sources.
    pub fn is_broken(&self) -> bool {
        self.documents.any_broken()
    }

    /// Looks again at given files and folders, or at all of them when none is given, and
    /// takes in what is different.
    pub fn apply(&mut self, paths: Option<&[PathBuf]>) -> Applied {
        let files = match paths {
            Some(paths) => self.sources.look_at(paths),
            None => self.sources.look_again(),
        };
        if files.is_empty() {
            return Applied::default();
        }
        let before = self.documents.clone_of(&files);
        self.counts.parsed += self.documents.parse(&self.sources, files.clone());
        if self.options.keep_last_good {
            self.documents.keep_last_good(&files, before);
        }
        let old = self.world.clone();
        match self.text_only(&files) {
            Some(world) => self.world = Arc::new(world),
            None => {
                let (world, problems, theme) =
                    understand(&self.sources, &self.documents, &self.options, self.theme.take());
                self.world = Arc::new(share(world, &old));
                self.problems = problems;
                self.theme = Some(theme);
            }
        }
        let stale = self.pages.invalidate(&render::changes(&old, &self.world), &self.world.plan);
        Applied { files, assets: changed_assets(&old.theme, &self.world.theme), stale }
    }

    /// The world after changes that touch single texts only: the most frequent edit, and
    /// one that leaves the rest of the portal as it is.
    fn text_only(&self, files: &[FileId]) -> Option<World> {
        let mut portal: Option<Portal> = None;
        for file in files {
            let Document::Narrative(text) = &self.documents.parsed(*file)?.document else { return None };
            // Problems of the portal stand at places that have moved.
            let here = |problem: &Diagnostic| {
                problem.span.file == *file || problem.related.iter().any(|(span, _)| span.file == *file)
            };
            if self.problems.portal.iter().chain(self.problems.plan.iter()).any(here) {
                return None;
            }
            let from = portal.as_ref().unwrap_or(&self.world.portal);
            portal = Some(from.with_text(text)?);
        }
        let old = &self.world;
        Some(World {
            portal: portal?,
            plan: old.plan.clone(),
            theme: old.theme.clone(),
            base_url: old.base_url.clone(),
            drafts: old.drafts,
            edition: old.edition,
        })
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
        let page = self.world.plan.at(path)?;
        let (rendered, problems) = render::render(page, &self.world);
        self.counts.rendered += 1;
        Some(self.pages.remember(page, rendered, problems))
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
        paths
            .into_iter()
            .filter_map(|path| {
                let bytes = self.file(&path)?.to_vec();
                Some(SiteFile { path, bytes })
            })
            .collect()
    }

    /// Makes all pages without remembering them, on all cores; `progress` is told after
    /// each page.
    pub fn render_all(&self, progress: &(dyn Fn() + Sync)) -> (Vec<SiteFile>, Diagnostics) {
        let made: Vec<(SiteFile, Diagnostics)> = self
            .world
            .plan
            .pages
            .par_iter()
            .map(|page| {
                let (Rendered { bytes, .. }, problems) = render::render(page, &self.world);
                progress();
                (SiteFile { path: page.route.file().to_owned(), bytes }, problems)
            })
            .collect();
        let mut problems = Diagnostics::new();
        let mut files = Vec::with_capacity(made.len());
        for (file, of_page) in made {
            files.push(file);
            problems.extend(of_page);
        }
        let assets = self.world.theme.assets.iter();
        files.extend(assets.map(|asset| SiteFile { path: asset.file.clone(), bytes: asset.bytes.clone() }));
        files.sort_by(|a, b| a.path.cmp(&b.path));
        (files, problems)
    }
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

/// Everything after parsing: made again, whole. The theme is kept when its files are
/// the same.
fn understand(
    sources: &Sources,
    documents: &Documents,
    options: &Options,
    known: Option<Loaded>,
) -> (World, Problems, Loaded) {
    let ordered: Vec<(FileId, Arc<Parsed>)> =
        sources.iter().filter_map(|source| Some((source.id, documents.parsed(source.id)?.clone()))).collect();
    let (portal, of_portal) = portal::assemble(&ordered);
    let (plan, of_plan) = plan::plan(&portal, plan::Options { drafts: options.drafts });
    let name = portal.site.as_ref().map_or_else(
        || Spanned::new(theme::DEFAULT.to_owned(), crate::diag::Span::project()),
        |site| site.theme.clone(),
    );
    let fingerprint = theme::fingerprint(sources, &name.value);
    let same = |known: &Loaded| {
        let told_here = known.problems.is_empty() || known.name.span == name.span;
        known.fingerprint == fingerprint && known.name.value == name.value && told_here
    };
    let loaded = known.filter(same).unwrap_or_else(|| {
        let (theme, problems) = theme::load(sources, &name);
        Loaded { name: name.clone(), fingerprint, theme: Arc::new(theme), problems: Arc::new(problems) }
    });
    let world = World {
        portal,
        plan: Arc::new(plan),
        theme: loaded.theme.clone(),
        base_url: options.base_url.clone(),
        drafts: options.drafts,
        edition: options.edition,
    };
    (world, Problems { portal: of_portal, plan: of_plan }, loaded)
}

/// The new world, with the old plan in it when both are the same.
fn share(world: World, old: &World) -> World {
    let same = Plan::clone_if_same(&old.plan, &world.plan);
    World { plan: same.unwrap_or(world.plan), ..world }
}
