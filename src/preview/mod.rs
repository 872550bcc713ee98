//! The preview: one loop over one closed [`Event`]: files to look at again, pages asked
//! for, readers that come, time to settle.
//!
//! The loop owns the engine, so there is no lock and no global. Other threads wait for
//! the file system and for the network and send what they see here. This module knows
//! no portal, plan, render, theme or chart, and never prints: what is to be said goes
//! through [`PreviewConsole`].

mod answer;
mod files;
mod http;
mod live;

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use crate::engine::{Applied, Engine, Options};
use crate::i18n::Text;
use crate::say;
use answer::HttpAnswer;
use live::{Live, Subscriber};

/// How the preview is run.
#[derive(Clone, Debug)]
pub struct Settings {
    pub root: PathBuf,
    pub options: Options,
    pub interface: IpAddr,
    /// The first port that is tried.
    pub port: u16,
    /// Look at all files again and again instead of waiting for the file system.
    pub poll: bool,
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
    /// From now on the file system speaks of changes.
    Watching,
    /// The file system will not send events.
    NoEvents(String),
    /// A browser asks for a file of the site.
    Request { path: String, reply: tokio::sync::oneshot::Sender<HttpAnswer> },
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

/// Runs the preview until it is told to quit.
///
/// # Errors
/// When the project cannot be read or no port can be had.
pub fn run(settings: &Settings, handle: Handle, events: Receiver<Event>, voice: &dyn PreviewConsole) -> io::Result<()> {
    let listener = http::listen(settings.interface, settings.port)?;
    let address = listener.local_addr()?;
    let options = Options { keep_last_good: true, bodies_later: true, local: true, ..settings.options.clone() };
    let mut engine = Engine::open(&settings.root, options)?;
    http::serve(listener, settings.interface, handle.clone())?;
    let _watch = files::watch(engine.sources().root(), settings.poll, handle.clone());
    voice.ready(address, address.port() == settings.port);
    let mut preview = Preview {
        engine: &mut engine,
        live: Live::default(),
        voice,
        polling: settings.poll,
        handle,
        last_look: Instant::now(),
        last_whole_look: Instant::now(),
        pause: Duration::ZERO,
        look_owed: false,
    };
    preview.run(&events);
    Ok(())
}

/// How long the loop waits for those who were told of a change to ask for their page: that
/// comes before pages that nobody looks at, and before the list of problems.
const GRACE: Duration = Duration::from_millis(5);

/// How many texts are read between two looks for events: some thousandths of a second.
const TEXTS_AT_ONCE: usize = 16;

/// How long the loop waits without events before it looks at everything again, in case
/// the file system has been silent about changes.
const PATIENCE: Duration = Duration::from_secs(30);

/// How long after a look at everything the file system may still speak of it.
const ECHO: Duration = Duration::from_secs(2);

/// How many times longer than a look at everything the pause before the next one is.
const PAUSE: u32 = 50;

struct Preview<'a> {
    engine: &'a mut Engine,
    live: Live,
    voice: &'a dyn PreviewConsole,
    polling: bool,
    handle: Handle,
    last_look: Instant,
    /// When everything was looked at, and how long after that it may be done again.
    last_whole_look: Instant,
    pause: Duration,
    /// Events may have been lost, or the folders were read before all of them were watched:
    /// everything is to be looked at when there is time.
    look_owed: bool,
}

impl Preview<'_> {
    fn run(&mut self, events: &Receiver<Event>) {
        let mut told = false;
        loop {
            // One page at a time: an event never waits for more than that.
            let fresh = !told && self.engine.settle(Some(Instant::now()));
            let wait = match fresh {
                true if self.live.has_untold() => GRACE,
                true if self.look_is_due() || self.engine.unread() > 0 => Duration::ZERO,
                true if self.look_owed => self.until_look(),
                true => PATIENCE,
                false if told => GRACE,
                false => Duration::ZERO,
            };
            told = false;
            match events.recv_timeout(wait) {
                Ok(event) => {
                    let untold = self.live.has_untold();
                    if !self.handle_all(event, events) {
                        return;
                    }
                    told = !untold && self.live.has_untold();
                }
                Err(RecvTimeoutError::Timeout) if fresh && self.live.has_untold() => {
                    self.live.tell_problems(self.engine);
                }
                Err(RecvTimeoutError::Timeout) if fresh && self.look_is_due() => {
                    self.look_at_all();
                }
                Err(RecvTimeoutError::Timeout) if fresh && self.engine.unread() > 0 => self.read_more(),
                Err(RecvTimeoutError::Timeout) if fresh => self.look_unasked(),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
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
        let mut waiting = Some(first);
        while let Some(event) = waiting {
            match event {
                Event::Files(mut more) => paths.append(&mut more),
                Event::Rescan => self.owe_a_look(),
                Event::Watching => self.look_owed = true,
                Event::NoEvents(why) => self.no_events(&why),
                Event::Request { path, reply } => requests.push((path, reply)),
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
        for (path, reply) in requests {
            // A browser that went away needs no answer.
            let _ = reply.send(answer::answer(self.engine, &path));
        }
        true
    }

    fn apply(&mut self, paths: Option<&[PathBuf]>) -> Applied {
        self.last_look = Instant::now();
        let applied = self.engine.apply(paths);
        if !applied.files.is_empty() {
            self.live.tell(&applied, self.engine);
        }
        applied
    }

    /// Nothing was heard for a while: is that true? Folders on a network are often
    /// silent about changes.
    fn look_unasked(&mut self) {
        if self.polling || self.last_look.elapsed() < PATIENCE.max(self.pause) {
            return;
        }
        if self.look_at_all() {
            self.voice.say(&say!(
                "这个文件夹改了文件却没有通知（多半是网络文件夹），改为定时查看；下次可用--poll启动",
                "files changed here without notice (probably a network folder); looking at them regularly from now on; next time start with --poll"
            ));
            self.start_polling();
        }
    }

    /// Events were lost, or there are none. Reading many files can be the reason by itself:
    /// after a look at everything the next one waits, unless something else must have happened.
    fn owe_a_look(&mut self) {
        self.look_owed = true;
        if !self.polling && self.last_whole_look.elapsed() > ECHO {
            self.pause = Duration::ZERO;
        }
    }

    /// Looks at all files and returns whether some were different.
    fn look_at_all(&mut self) -> bool {
        self.look_owed = false;
        let start = Instant::now();
        let changed = !self.apply(None).files.is_empty();
        self.pause = match (self.polling, changed) {
            // Between two looks there is time for everything else.
            (true, _) => start.elapsed(),
            (false, true) => Duration::ZERO,
            (false, false) => start.elapsed() * PAUSE,
        };
        self.last_whole_look = Instant::now();
        changed
    }

    fn look_is_due(&self) -> bool {
        self.look_owed && self.until_look().is_zero()
    }

    /// How long it is until a look that is owed.
    fn until_look(&self) -> Duration {
        self.pause.saturating_sub(self.last_whole_look.elapsed())
    }

    fn no_events(&mut self, why: &str) {
        self.voice.say(&say!(
            "系统不能通知文件改动（{why}），改为定时查看",
            "the system cannot report changed files ({why}); looking at them regularly instead"
        ));
        self.start_polling();
    }

    fn start_polling(&mut self) {
        if !self.polling {
            self.polling = true;
            files::poll(self.handle.clone());
        }
    }
}

/// Bytes shared between the loop and the network.
pub type Bytes = Arc<[u8]>;
