//! What the program says about itself, in both languages.

use std::io::{IsTerminal, Write};

use crate::diag::Style;
use crate::i18n::{Lang, Text, for_terminal};

/// Speaks one language: results to standard output, messages to standard error.
pub struct Speaker {
    pub lang: Lang,
    /// Of messages: coloured on a terminal, unless `NO_COLOR` is set.
    pub style: Style,
    /// Say what is done, and how long it takes.
    pub verbose: bool,
}

impl Speaker {
    pub fn new(lang: Lang, verbose: bool) -> Speaker {
        let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let colour = std::io::stderr().is_terminal() && !no_color;
        Speaker { lang, style: if colour { Style::Coloured } else { Style::Plain }, verbose }
    }

    /// A message. A closed terminal is no reason to stop the work.
    pub fn tell(&self, text: &Text) {
        let _ = writeln!(std::io::stderr().lock(), "{}", for_terminal(text.get(self.lang)));
    }

    /// A result. Whoever closed the pipe has read enough.
    pub fn result(&self, text: &str) {
        let _ = writeln!(std::io::stdout().lock(), "{}", for_terminal(text));
    }
}
