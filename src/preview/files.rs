//! What the file system says, as events for the loop.
//!
//! A watch belongs to a folder, not to its name: where the project's folder, or one of
//! those in it, comes, goes or is another one than before, everything is watched anew, and
//! the loop looks at everything.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Weak};
use std::thread;
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind};
use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use super::{Event, Handle};
use crate::source::{FOLDERS, FolderIdentity};

/// How long a file may be half written before it is looked at: editors that write in
/// place truncate first, and the close that follows comes sooner than this.
const HALF_WRITTEN: Duration = Duration::from_millis(30);

/// How often all files are looked at where there are no events.
const POLL: Duration = Duration::from_millis(500);

/// How often it is asked whether the watched folders are still the project's.
const SAME: Duration = Duration::from_millis(300);

/// How long after a folder came what is in it is looked at again: files can be made in it
/// before it is watched.
const NEW_FOLDER: Duration = Duration::from_millis(200);

/// How long folders may go on coming before everything is looked at all the same.
const NEW_FOLDERS: Duration = Duration::from_secs(1);

/// Watches the folders of a project as long as what is returned is kept. With many folders
/// it takes a while to begin, which is done beside; [`Event::Folders`] says when it has.
pub fn watch(root: &Path, poll_only: bool, handle: Handle) -> Option<Arc<()>> {
    if poll_only {
        poll(handle);
        return None;
    }
    let kept = Arc::new(());
    let (outbox, inbox) = channel();
    let watch = Watch {
        named: root.to_owned(),
        handle: handle.clone(),
        outbox,
        kept: Arc::downgrade(&kept),
        watcher: None,
        watched: Vec::new(),
        anew: Some(Instant::now()),
        asked: Instant::now(),
        half_written: VecDeque::new(),
        new_folders: None,
    };
    let started = thread::Builder::new().spawn(move || watch.run(&inbox));
    if let Err(error) = started {
        handle.send(Event::NoEvents(error.to_string()));
    }
    Some(kept)
}

struct Watch {
    /// The project's folder, as it was named.
    named: PathBuf,
    handle: Handle,
    outbox: Sender<notify::Result<notify::Event>>,
    kept: Weak<()>,
    watcher: Option<RecommendedWatcher>,
    /// The root and its folders when they were watched; `None` for one that was away.
    watched: Vec<Option<FolderIdentity>>,
    /// When everything is to be watched anew.
    anew: Option<Instant>,
    /// When it was asked whether the folders are the same.
    asked: Instant,
    /// Files to be looked at when they have been written, in the order of their times.
    half_written: VecDeque<(Instant, Vec<PathBuf>)>,
    /// When the first and the last of new folders came.
    new_folders: Option<(Instant, Instant)>,
}

impl Watch {
    fn run(mut self, inbox: &Receiver<notify::Result<notify::Event>>) {
        while self.kept.strong_count() > 0 {
            if self.anew.is_some_and(|when| when <= Instant::now())
                && let Err(error) = self.watch_anew()
            {
                self.handle.send(Event::NoEvents(words(&error)));
                return;
            }
            match inbox.recv_timeout(self.until_next()) {
                Ok(Ok(event)) => self.take(event),
                Ok(Err(error)) if matches!(error.kind, notify::ErrorKind::MaxFilesWatch) => {
                    self.handle.send(Event::NoEvents(words(&error)));
                    return;
                }
                Ok(Err(error)) if error.paths.is_empty() => self.handle.send(Event::Rescan),
                Ok(Err(error)) => self.handle.send(Event::Files(error.paths)),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
            self.send_what_is_due();
            if self.asked.elapsed() >= SAME {
                self.asked = Instant::now();
                if self.folders() != self.watched {
                    self.anew.get_or_insert(self.asked);
                }
            }
        }
    }

    /// How long nothing is to be done without an event.
    fn until_next(&self) -> Duration {
        let now = Instant::now();
        let times = [
            Some(self.asked + SAME),
            self.anew,
            self.half_written.front().map(|(when, _)| *when),
            self.new_folders.map(new_folders_due),
        ];
        times.into_iter().flatten().min().map_or(SAME, |when| when.saturating_duration_since(now))
    }

    /// The root and its folders as they are now.
    fn folders(&self) -> Vec<Option<FolderIdentity>> {
        let inner = FOLDERS.map(|folder| self.named.join(folder));
        [FolderIdentity::of(&self.named)]
            .into_iter()
            .chain(inner.iter().map(|folder| FolderIdentity::of(folder)))
            .collect()
    }

    fn watch_anew(&mut self) -> notify::Result<()> {
        self.anew = None;
        // What changes while the watches are made is noticed as another folder, or looked at.
        self.watched = self.folders();
        let outbox = self.outbox.clone();
        let mut watcher = notify::recommended_watcher(move |event| {
            // Nobody listens when the preview has ended.
            let _ = outbox.send(event);
        })?;
        if let Some(Some(root)) = self.watched.first() {
            let root = root.path.clone();
            // The root itself, so that a folder that is made later is seen.
            let inner = FOLDERS.map(|folder| (root.join(folder), RecursiveMode::Recursive));
            for (folder, mode) in [(root, RecursiveMode::NonRecursive)].into_iter().chain(inner) {
                match watcher.watch(&folder, mode) {
                    Ok(()) => {}
                    // It is not there, or went just now: then it is another one at the next look.
                    Err(_) if !folder.exists() => {}
                    Err(error) => return Err(error),
                }
            }
        }
        self.watcher = Some(watcher);
        self.handle.send(Event::Folders);
        Ok(())
    }

    /// Sends on what may have changed bytes. Reading a file is an event too and must not
    /// come back as one.
    fn take(&mut self, event: notify::Event) {
        if event.need_rescan() {
            self.handle.send(Event::Rescan);
            return;
        }
        let at_once = match event.kind {
            EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
            EventKind::Access(_) => return,
            // A file was opened or written to: its close will follow. In case it does not (a
            // file system that reports writes only), it is looked at all the same.
            EventKind::Create(_) | EventKind::Modify(ModifyKind::Data(_) | ModifyKind::Metadata(_)) => false,
            EventKind::Any | EventKind::Modify(_) | EventKind::Remove(_) | EventKind::Other => true,
        };
        let now = Instant::now();
        let structural = !matches!(event.kind, EventKind::Access(_) | EventKind::Modify(ModifyKind::Data(_)));
        if structural && event.paths.iter().any(|path| self.is_watched_by_name(path)) {
            self.anew.get_or_insert(now + HALF_WRITTEN);
        }
        let folder = structural && event.paths.iter().any(|path| path.is_dir());
        if folder {
            self.new_folders = Some((self.new_folders.map_or(now, |(first, _)| first), now));
        }
        if at_once || folder {
            self.handle.send(Event::Files(event.paths));
        } else {
            self.half_written.push_back((now + HALF_WRITTEN, event.paths));
        }
    }

    /// Whether a path is the root or one of its folders.
    fn is_watched_by_name(&self, path: &Path) -> bool {
        let root = self.watched.first().and_then(Option::as_ref).map_or(&self.named, |root| &root.path);
        let of_root = path.parent() == Some(root.as_path());
        path == root || of_root && FOLDERS.iter().any(|folder| path.ends_with(folder))
    }

    fn send_what_is_due(&mut self) {
        let now = Instant::now();
        let mut due = Vec::new();
        while self.half_written.front().is_some_and(|(when, _)| *when <= now) {
            due.extend(self.half_written.pop_front().map(|(_, paths)| paths).unwrap_or_default());
        }
        if !due.is_empty() {
            self.handle.send(Event::Files(due));
        }
        if self.new_folders.is_some_and(|folders| new_folders_due(folders) <= now) {
            self.new_folders = None;
            self.handle.send(Event::Folders);
        }
    }
}

fn new_folders_due((first, last): (Instant, Instant)) -> Instant {
    (last + NEW_FOLDER).min(first + NEW_FOLDERS)
}

/// Asks for a look at everything, again and again.
pub fn poll(handle: Handle) {
    let asks = handle.clone();
    let started = thread::Builder::new().spawn(move || {
        loop {
            thread::sleep(POLL);
            if asks.0.send(Event::Rescan).is_err() {
                return;
            }
        }
    });
    if started.is_err() {
        handle.send(Event::Rescan);
    }
}

fn words(error: &notify::Error) -> String {
    match error.kind {
        notify::ErrorKind::MaxFilesWatch => "inotify: max_user_watches".to_owned(),
        _ => error.to_string(),
    }
}
