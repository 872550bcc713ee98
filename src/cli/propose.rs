//! `check --propose`: a copy of a text with the certain proposals written in.

use std::path::Path;

use super::messages::Speaker;
use super::{CLEAN, USAGE};
use crate::engine::Engine;
use crate::say;

/// Prints the copy; inputs are never written.
pub fn propose(engine: &Engine, file: &Path, speaker: &Speaker) -> u8 {
    let wanted = file.to_string_lossy().replace('\\', "/");
    let wanted = wanted.trim_start_matches("./");
    let Some(proposed) = engine.proposed(wanted) else {
        speaker.tell(&say!(
            "{wanted}不是这个项目的文稿；写content下的路径",
            "{wanted} is no text of this project; give its path below the root, `content/…`"
        ));
        return USAGE;
    };
    speaker.result(proposed.text.trim_end_matches('\n'));
    let (bound, open) = (proposed.bound, proposed.open);
    speaker.tell(&say!("绑定了{bound}个，还有{open}个要自己定", "{bound} figures bound, {open} left to decide"));
    CLEAN
}
