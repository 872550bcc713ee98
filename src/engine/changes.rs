//! What changed files reach: read again, joined again, planned again, as little as is right.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use super::theme_in_use::{changed_assets, loaded};
use super::{Engine, Options, limits};
use crate::parse::records::Limits;
use crate::parse::{self, Depth, Parsed, SourceKind};
use crate::plan::{self, Plan};
use crate::portal::{self, FileChange, Impact, Portal};
use crate::render::{self, Index, World};
use crate::source::FileId;

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

impl Engine {
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
    pub(super) fn look(&self) -> World {
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
}

/// The address of the site with a slash at its end: as asked for, else as its file says.
pub(super) fn address(options: &Options, portal: &Portal) -> Option<String> {
    if options.local {
        return None;
    }
    let of_site = || portal.site.as_ref()?.base_url.as_deref();
    let address = options.base_url.as_deref().or_else(of_site)?;
    Some(format!("{}/", address.trim_end_matches('/')))
}
