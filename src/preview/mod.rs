//! The preview: one loop over one closed [`Event`]: files to look at again, pages asked
//! for, readers that come, time to settle.
//!
//! The loop owns the engine, so there is no lock and no global. Other threads wait for
//! the file system and for the network and send what they see here. This module knows
//! no portal, plan, render, theme or chart, and never prints: what is to be said goes
//! through [`PreviewConsole`].

mod answer;
mod connections;
mod desk;
mod files;
mod http;
mod live;
mod looks;
mod ranges;
mod session;
mod trusted;

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use crate::engine::{Applied, Engine, Options};
use crate::i18n::Text;
use crate::say;
use answer::HttpAnswer;
use desk::DeskRequest;
pub use desk::{DeskTools, NewCase, OfferedDocument, TakenIn};
use live::{Live, Subscriber};
use looks::{PATIENCE, PAUSE};
use session::Session;

/// How the preview is run.
#[derive(Clone, Debug)]
pub struct Settings {
    pub root: PathBuf,
    pub options: Options,
    pub interface: IpAddr,
    /// The first port that is tried; zero for any.
    pub port: u16,
    /// Look at all files again and again instead of waiting for the file system.
    pub poll: bool,
    /// Texts may be edited in the browser: the one case in which an input is written.
    pub edit: bool,
}

/// Where the preview says what people must know.
pub trait PreviewConsole {
    /// The address under which the preview can be opened, and whether it is the one
    /// that was asked for.
    fn ready(&self, address: SocketAddr, as_asked: bool);
    /// Anything else worth a line.
    fn say(&self, text: &Text);
}

/// Everything that can happen.
pub enum Event {
    /// The file system speaks of these paths.
    Files(Vec<PathBuf>),
    /// Look at everything again: events were lost, or there are none.
    Rescan,
    /// Folders came or went, or are watched from now on: look at everything, soon.
    Folders,
    /// The file system will not send events.
    NoEvents(String),
    /// A browser asks for a file of the site.
    Request { path: String, reply: tokio::sync::oneshot::Sender<HttpAnswer> },
    /// A desk asks for a file, or saves one.
    Desk { request: Box<DeskRequest>, reply: tokio::sync::oneshot::Sender<HttpAnswer> },
    /// A browser shows a page and wants to be told of changes.
    Subscribe(Subscriber),
    /// Stop.
    Quit,
}

/// A way to send events into a running preview, and to stop it.
#[derive(Clone)]
pub struct Handle(Sender<Event>);

impl Handle {
    /// Sends an event; a preview that has stopped hears nothing.
    pub fn send(&self, event: Event) {
        let _ = self.0.send(event);
    }
}

/// Makes the two ends of a preview.
pub fn ends() -> (Handle, Receiver<Event>) {
    let (sender, receiver) = channel();
    (Handle(sender), receiver)
}

/// Why the preview cannot run.
#[derive(Debug)]
pub enum PreviewError {
    /// No port can be had.
    Network(io::Error),
    /// The project's folder cannot be read.
    Project(io::Error),
}

/// Runs the preview until it is told to quit.
///
/// # Errors
/// When the project cannot be read or no port can be had.
pub fn run(
    settings: &Settings,
    handle: Handle,
    events: Receiver<Event>,
    voice: &dyn PreviewConsole,
    tools: &dyn DeskTools,
) -> Result<(), PreviewError> {
    let listener = http::listen(settings.interface, settings.port).map_err(PreviewError::Network)?;
    let address = listener.local_addr().map_err(PreviewError::Network)?;
    let options = Options { keep_last_good: true, bodies_later: true, local: true, ..settings.options.clone() };
    let mut engine = Engine::open(&settings.root, options.clone()).map_err(PreviewError::Project)?;
    let session = settings.edit.then(Session::begin).transpose().map_err(PreviewError::Network)?;
    http::serve(listener, settings.interface, session, handle.clone()).map_err(PreviewError::Network)?;
    let _watch = files::watch(engine.sources().named(), settings.poll, handle.clone());
    voice.ready(address, settings.port == 0 || address.port() == settings.port);
    let mut preview = Preview {
        engine: &mut engine,
        live: Live::default(),
        voice,
        tools,
        polling: settings.poll,
        handle,
        last_look: Instant::now(),
        last_whole_look: Instant::now(),
        pause: Duration::ZERO,
        look_owed: false,
        next_unreported: Instant::now(),
        reopen: (settings.root.clone(), options),
        panicked: false,
        edit: settings.edit,
    };
    preview.run(&events);
    Ok(())
}

/// How long the loop waits for those who were told of a change to ask for their page: that
/// comes before pages that nobody looks at, and before the list of problems.
const GRACE: Duration = Duration::from_millis(5);

/// How many texts are read between two looks for events: some thousandths of a second.
const TEXTS_AT_ONCE: usize = 16;

/// How often files are looked at of which the system tells nothing.
const UNREPORTED: Duration = Duration::from_millis(400);

struct Preview<'a> {
    engine: &'a mut Engine,
    live: Live,
    voice: &'a dyn PreviewConsole,
    tools: &'a dyn DeskTools,
    polling: bool,
    handle: Handle,
    last_look: Instant,
    /// When everything was looked at, and how long after that it may be done again.
    last_whole_look: Instant,
    pause: Duration,
    /// Events may have been lost, or the folders were read before all of them were watched:
    /// everything is to be looked at when there is time.
    look_owed: bool,
    /// When files are looked at again of which the system tells nothing.
    next_unreported: Instant,
    /// With what the project is opened again after the program failed.
    reopen: (PathBuf, Options),
    /// The program failed, and no file was changed since: nothing is done unasked, lest it
    /// fail again and again.
    panicked: bool,
    /// Desks may open and save files.
    edit: bool,
}

impl Preview<'_> {
    /// Runs until it is told to quit. A failure of the program ends what it was about, and
    /// not the preview.
    fn run(&mut self, events: &Receiver<Event>) {
        let mut told = false;
        loop {
            match catch_unwind(AssertUnwindSafe(|| self.step(events, told))) {
                Ok(Some(now)) => told = now,
                Ok(None) => return,
                Err(_) => self.begin_anew(),
            }
        }
    }

    fn begin_anew(&mut self) {
        self.panicked = true;
        self.voice.say(&say!(
            "本程序出错（见上），预览从头读取项目，继续运行",
            "the program failed (see above); the preview reads the project anew and goes on"
        ));
        let (root, options) = &self.reopen;
        if let Ok(Ok(engine)) = catch_unwind(|| Engine::open(root, options.clone())) {
            *self.engine = engine;
        }
        self.live.reload();
    }

    /// Waits for an event, or does what is to be done when there is none. Returns whether
    /// somebody was just told of a change, and nothing when the preview is to end.
    fn step(&mut self, events: &Receiver<Event>, told: bool) -> Option<bool> {
        // One page at a time: an event never waits for more than that.
        let fresh = !told && (self.panicked || self.engine.settle(Some(Instant::now())));
        let wait = match fresh {
            true if self.panicked => {
                if self.look_owed {
                    self.until_look()
                } else {
                    PATIENCE
                }
            }
            true if self.live.has_untold() => GRACE,
            true if self.look_is_due() || self.engine.unread() > 0 => Duration::ZERO,
            true => self.until_something(),
            false if told => GRACE,
            false => Duration::ZERO,
        };
        match events.recv_timeout(wait) {
            Ok(event) => {
                let untold = self.live.has_untold();
                if !self.handle_all(event, events) {
                    return None;
                }
                return Some(!untold && self.live.has_untold());
            }
            Err(RecvTimeoutError::Timeout) if !fresh => {}
            Err(RecvTimeoutError::Timeout) if self.live.has_untold() && !self.panicked => {
                self.live.tell_problems(self.engine)
            }
            Err(RecvTimeoutError::Timeout) if self.look_is_due() => {
                self.look_at_all();
            }
            Err(RecvTimeoutError::Timeout) if self.panicked => {}
            Err(RecvTimeoutError::Timeout) if self.engine.unread() > 0 => self.read_more(),
            Err(RecvTimeoutError::Timeout) => {
                self.look_at_unreported();
                self.look_unasked();
            }
            Err(RecvTimeoutError::Disconnected) => return None,
        }
        Some(false)
    }

    /// How long nothing is to be done without an event.
    fn until_something(&self) -> Duration {
        let look = if self.look_owed { self.until_look() } else { PATIENCE };
        let unreported = match self.engine.sources().any_unreported() {
            true => self.next_unreported.saturating_duration_since(Instant::now()),
            false => PATIENCE,
        };
        look.min(unreported)
    }

    /// Files behind links, and what could not be read.
    fn look_at_unreported(&mut self) {
        let start = Instant::now();
        if self.polling || start < self.next_unreported {
            return;
        }
        if let Some(applied) = self.engine.apply_unreported() {
            self.tell(&applied);
            self.next_unreported = Instant::now() + UNREPORTED.max(start.elapsed() * PAUSE);
        }
    }

    fn tell(&mut self, applied: &Applied) {
        if !applied.files.is_empty() {
            self.panicked = false;
            self.live.tell(applied, self.engine);
        }
    }

    /// Reads some of the texts that were left for later; with the last of them all problems
    /// are known.
    fn read_more(&mut self) {
        self.engine.read_more(TEXTS_AT_ONCE);
        if self.engine.unread() == 0 {
            self.live.something_is_untold();
        }
    }

    /// Takes an event and all that wait behind it: the changes of files are applied
    /// together, and before pages are answered.
    fn handle_all(&mut self, first: Event, events: &Receiver<Event>) -> bool {
        let mut paths: Vec<PathBuf> = Vec::new();
        let mut requests = Vec::new();
        let mut of_desks = Vec::new();
        let mut waiting = Some(first);
        while let Some(event) = waiting {
            match event {
                Event::Files(mut more) => paths.append(&mut more),
                Event::Rescan => self.owe_a_look(),
                Event::Folders => (self.look_owed, self.pause) = (true, Duration::ZERO),
                Event::NoEvents(why) => self.no_events(&why),
                Event::Request { path, reply } => requests.push((path, reply)),
                Event::Desk { request, reply } => of_desks.push((request, reply)),
                Event::Subscribe(subscriber) => self.live.add(subscriber, self.engine),
                Event::Quit => return false,
            }
            waiting = events.try_recv().ok();
        }
        if !paths.is_empty() {
            paths.sort();
            paths.dedup();
            self.apply(Some(&paths));
        }
        for (request, reply) in of_desks {
            let _ = reply.send(self.answer_desk(&request));
        }
        for (path, reply) in requests {
            // A browser that went away needs no answer.
            let _ = reply.send(answer::answer(self.engine, &path, self.edit));
        }
        true
    }

    /// Answers a desk. A file that it wrote, or that is another one than it knew, is looked at
    /// before, so that the answer has it as it is.
    fn answer_desk(&mut self, request: &DeskRequest) -> HttpAnswer {
        if let DeskRequest::OfPage(page) = request {
            // What a page shows is known when it was made.
            self.engine.file(page);
        }
        if let DeskRequest::Checklist(_) = request {
            // Nothing may be left unread that could stop publication.
            self.engine.read_more(usize::MAX);
        }
        let (answer, touched) = desk::answer(self.engine, self.tools, request);
        if !touched.is_empty() {
            self.apply(Some(&touched));
        }
        desk::afterwards(self.engine, request, answer)
    }

    fn apply(&mut self, paths: Option<&[PathBuf]>) -> Applied {
        self.last_look = Instant::now();
        let applied = self.engine.apply(paths);
        self.tell(&applied);
        applied
    }
}

/// Bytes shared between the loop and the network.
pub type Bytes = Arc<[u8]>;
