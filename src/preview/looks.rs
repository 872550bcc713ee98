//! When the preview looks at files of which nobody told it.

use std::time::{Duration, Instant};

use super::{Preview, files};
use crate::say;

/// How long the loop waits without events before it looks at everything again, in case
/// the file system has been silent about changes.
pub(super) const PATIENCE: Duration = Duration::from_secs(30);

/// How long after a look at everything the file system may still speak of it.
const ECHO: Duration = Duration::from_secs(2);

/// How many times longer than a look at everything the pause before the next one is.
pub(super) const PAUSE: u32 = 50;

impl Preview<'_> {
    /// Nothing was heard for a while: is that true? Folders on a network are often
    /// silent about changes.
    pub(super) fn look_unasked(&mut self) {
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
    pub(super) fn owe_a_look(&mut self) {
        self.look_owed = true;
        if !self.polling && self.last_whole_look.elapsed() > ECHO {
            self.pause = Duration::ZERO;
        }
    }

    /// Looks at all files and returns whether some were different.
    pub(super) fn look_at_all(&mut self) -> bool {
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

    pub(super) fn look_is_due(&self) -> bool {
        self.look_owed && self.until_look().is_zero()
    }

    /// How long it is until a look that is owed.
    pub(super) fn until_look(&self) -> Duration {
        self.pause.saturating_sub(self.last_whole_look.elapsed())
    }

    pub(super) fn no_events(&mut self, why: &str) {
        self.voice.say(&say!(
            "系统不能通知文件改动（{why}），改为定时查看",
            "the system cannot report changed files ({why}); looking at them regularly instead"
        ));
        self.start_polling();
    }

    pub(super) fn start_polling(&mut self) {
        if !self.polling {
            self.polling = true;
            files::poll(self.handle.clone());
        }
    }
}
