//! What the file system says, as events for the loop.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Sender, channel};
use std::thread;
use std::time::Duration;

use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind};
use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use super::{Event, Handle};
use crate::source::FOLDERS;

/// How long a file may be half written before it is looked at: editors that write in
/// place truncate first, and the close that follows comes sooner than this.
const HALF_WRITTEN: Duration = Duration::from_millis(30);

/// How often all files are looked at where there are no events.
const POLL: Duration = Duration::from_millis(500);

/// Watches the folders of a project as long as what is returned is kept. With many folders
/// it takes a while to begin, which is done beside; [`Event::Watching`] says when it has.
pub fn watch(root: &Path, poll_only: bool, handle: Handle) -> Option<Sender<()>> {
    if poll_only {
        poll(handle);
        return None;
    }
    let (kept, dropped) = channel::<()>();
    let root = root.to_owned();
    thread::spawn(move || match start(&root, handle.clone()) {
        Ok(_watcher) => {
            handle.send(Event::Watching);
            // Nothing is ever sent: the other end is dropped.
            let _ = dropped.recv();
        }
        Err(error) => handle.send(Event::NoEvents(words(&error))),
    });
    Some(kept)
}

fn start(root: &Path, handle: Handle) -> notify::Result<RecommendedWatcher> {
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| match event {
        Ok(event) => take(event, &handle),
        Err(error) => {
            handle.send(if error.paths.is_empty() { Event::Rescan } else { Event::Files(error.paths) });
        }
    })?;
    // The root itself, so that a folder that is made later is seen.
    watcher.watch(root, RecursiveMode::NonRecursive)?;
    for folder in FOLDERS.map(|folder| root.join(folder)) {
        if folder.is_dir() {
            watcher.watch(&folder, RecursiveMode::Recursive)?;
        }
    }
    Ok(watcher)
}

/// Sends on what may have changed bytes. Reading a file is an event too and must not
/// come back as one.
fn take(event: notify::Event, handle: &Handle) {
    if event.need_rescan() {
        handle.send(Event::Rescan);
        return;
    }
    match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => handle.send(Event::Files(event.paths)),
        EventKind::Access(_) | EventKind::Modify(ModifyKind::Metadata(_)) => {}
        EventKind::Create(_) | EventKind::Modify(ModifyKind::Data(_)) => later(event.paths, handle.clone()),
        _ => handle.send(Event::Files(event.paths)),
    }
}

/// A file was opened or written to: its close will follow. In case it does not (a file
/// system that reports writes only, a folder copied in), it is looked at all the same.
fn later(paths: Vec<PathBuf>, handle: Handle) {
    if paths.iter().any(|path| path.is_dir()) {
        handle.send(Event::Files(paths));
        return;
    }
    thread::spawn(move || {
        thread::sleep(HALF_WRITTEN);
        handle.send(Event::Files(paths));
    });
}

/// Asks for a look at everything, again and again.
pub fn poll(handle: Handle) {
    thread::spawn(move || {
        loop {
            thread::sleep(POLL);
            if handle.0.send(Event::Rescan).is_err() {
                return;
            }
        }
    });
}

fn words(error: &notify::Error) -> String {
    match error.kind {
        notify::ErrorKind::MaxFilesWatch => "inotify: max_user_watches".to_owned(),
        _ => error.to_string(),
    }
}
