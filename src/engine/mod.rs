//! Keeps what is remembered, applies changes, knows which pages are stale and makes
//! them fresh.
//!
//! `build` is this machine without memory: open, make every page, hand the files out.
//! It never touches the terminal or the network.

use std::collections::HashMap;
use std::io;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diag::{Diagnostics, Spanned};
use crate::parse::{self, Parsed};
use crate::plan;
use crate::portal;
use crate::render::{self, Rendered, World};
use crate::source::{FileId, Fingerprint, Sources};
use crate::theme::{self, Theme};

/// What is asked of a site.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// With a slash at its end.
    pub base_url: Option<String>,
    pub drafts: bool,
}

/// A project read and understood.
pub struct Engine {
    options: Options,
    sources: Sources,
    /// By file, with the fingerprint of what was parsed.
    documents: HashMap<FileId, (Fingerprint, Arc<Parsed>, Arc<Diagnostics>)>,
    world: Arc<World>,
    problems: Diagnostics,
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
        let (documents, _) = parse_all(&sources, HashMap::new());
        let (world, problems) = understand(&sources, &documents, &options, None);
        Ok(Engine { options, sources, documents, world: Arc::new(world), problems })
    }

    /// The files of the project, for the places of problems.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// The project at this moment.
    pub fn world(&self) -> &Arc<World> {
        &self.world
    }

    /// What is asked of the site.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// The problems of the files and of the portal, without those of rendering.
    pub fn problems(&self) -> &Diagnostics {
        &self.problems
    }

    /// Makes all pages, on all cores; `progress` is told after each page.
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
        files.extend(
            self.world
                .theme
                .assets
                .iter()
                .map(|asset| SiteFile { path: asset.file.clone(), bytes: asset.bytes.clone() }),
        );
        files.sort_by(|a, b| a.path.cmp(&b.path));
        (files, problems)
    }
}

/// Documents of all files: those whose bytes are known are taken from memory, the others
/// parsed on all cores. Also returns how many were parsed.
#[allow(clippy::type_complexity)]
fn parse_all(
    sources: &Sources,
    mut known: HashMap<FileId, (Fingerprint, Arc<Parsed>, Arc<Diagnostics>)>,
) -> (HashMap<FileId, (Fingerprint, Arc<Parsed>, Arc<Diagnostics>)>, usize) {
    let fresh: Vec<_> = sources
        .iter()
        .filter(|source| known.get(&source.id).is_none_or(|(fingerprint, ..)| *fingerprint != source.fingerprint))
        .collect();
    let parsed: Vec<_> = fresh
        .into_par_iter()
        .map(|source| {
            let (parsed, problems) = parse::parse(source);
            (source.id, (source.fingerprint, Arc::new(parsed), Arc::new(problems)))
        })
        .collect();
    let count = parsed.len();
    known.retain(|id, _| sources.get(*id).exists());
    known.extend(parsed);
    (known, count)
}

/// Everything after parsing: made again, whole.
fn understand(
    sources: &Sources,
    documents: &HashMap<FileId, (Fingerprint, Arc<Parsed>, Arc<Diagnostics>)>,
    options: &Options,
    theme: Option<(Fingerprint, Arc<Theme>)>,
) -> (World, Diagnostics) {
    let mut problems = Diagnostics::new();
    let mut ordered: Vec<(FileId, Arc<Parsed>)> = Vec::with_capacity(documents.len());
    for source in sources.iter() {
        if let Some((_, parsed, of_file)) = documents.get(&source.id) {
            ordered.push((source.id, parsed.clone()));
            problems.extend(Diagnostics::clone(of_file));
        }
    }
    let (portal, of_portal) = portal::assemble(&ordered);
    problems.extend(of_portal);
    let (plan, of_plan) = plan::plan(&portal, plan::Options { drafts: options.drafts });
    problems.extend(of_plan);
    let name = portal.site.as_ref().map_or_else(
        || Spanned::new(theme::DEFAULT.to_owned(), crate::diag::Span::file(FileId(0))),
        |site| site.theme.clone(),
    );
    let theme_fingerprint = theme::fingerprint(sources, &name.value);
    let theme = match theme {
        Some((known, theme)) if known == theme_fingerprint => theme,
        _ => {
            let (theme, of_theme) = theme::load(sources, &name);
            problems.extend(of_theme);
            Arc::new(theme)
        }
    };
    let world =
        World { portal, plan, theme, theme_fingerprint, base_url: options.base_url.clone(), drafts: options.drafts };
    (world, problems)
}
