//! `gongbao theme`: what a designer needs to know.

use super::args::ThemeArguments;
use super::messages::Speaker;
use super::{CLEAN, ENVIRONMENT};
use crate::engine;
use crate::say;

/// Prints what templates are given.
pub fn theme(theme: &ThemeArguments, speaker: &Speaker) -> u8 {
    let root = &theme.root;
    match engine::theme_data(root, speaker.lang) {
        Ok(text) => {
            speaker.result(text.trim_end());
            CLEAN
        }
        Err(error) => {
            let root = root.display();
            speaker.tell(&say!("无法读取`{root}`：{error}", "cannot read `{root}`: {error}"));
            ENVIRONMENT
        }
    }
}
