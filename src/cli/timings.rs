//! How long the stages of a build took.

use std::time::{Duration, Instant};

use super::messages::Speaker;
use super::report::seconds;
use crate::i18n::{Lang, Text};
use crate::say;

/// The stages of a command, one after the other.
pub struct Stages {
    since: Instant,
    ended: Vec<(Text, Duration)>,
}

impl Stages {
    /// The first stage begins.
    pub fn begin() -> Stages {
        Stages { since: Instant::now(), ended: Vec::new() }
    }

    /// A stage is over, and the next one begins.
    pub fn end(&mut self, name: Text) {
        let now = Instant::now();
        self.ended.push((name, now - self.since));
        self.since = now;
    }

    /// Prints all of them.
    pub fn tell(&self, speaker: &Speaker) {
        for (name, time) in &self.ended {
            let (Text { zh, en }, t, s) = (name, seconds(*time, Lang::Zh), seconds(*time, Lang::En));
            speaker.tell(&say!("{zh}：{t}", "{en}: {s}"));
        }
    }
}
