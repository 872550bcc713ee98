//! Names and what they stand for: registration, look-up, and what to say when a name is
//! unknown or taken.

use std::collections::{HashMap, HashSet};

use crate::diag::{Code, Diagnostic, Diagnostics, Span, Spanned, nearest_words};
use crate::i18n::{Text, text};
use crate::say;

/// The names of one kind of thing.
pub struct Names<Id> {
    code: Code,
    what: Text,
    known: HashMap<String, (Id, Span)>,
}

impl<Id: Copy> Names<Id> {
    /// No names yet, of things called `zh`, `en` in messages; unknown ones get `code`.
    pub fn new(code: Code, zh: &str, en: &str) -> Names<Id> {
        Names { code, what: text(zh, en), known: HashMap::new() }
    }

    /// Registers a name. Returns false, and reports, when it is taken.
    pub fn add(&mut self, name: &Spanned<String>, id: Id, taken: Code, problems: &mut Diagnostics) -> bool {
        if let Some((_, first)) = self.known.get(&name.value) {
            problems.push(already(&self.what, name, *first, taken));
            return false;
        }
        self.known.insert(name.value.clone(), (id, name.span));
        true
    }

    /// What a name stands for, without a word when it is unknown.
    pub fn get(&self, name: &str) -> Option<Id> {
        self.known.get(name).map(|(id, _)| *id)
    }

    /// What a name stands for; an unknown one is reported, unless its record was lost
    /// to an error that has been told already.
    pub fn resolve(&self, name: &Spanned<String>, lost: &HashSet<String>, problems: &mut Diagnostics) -> Option<Id> {
        let found = self.get(&name.value);
        if found.is_none() && !lost.contains(name.value.as_str()) {
            problems.push(self.unknown(&name.value, name.span));
        }
        found
    }

    /// The problem with an unknown name.
    pub fn unknown(&self, name: &str, span: Span) -> Diagnostic {
        let (zh, en) = (&self.what.zh, &self.what.en);
        let problem =
            Diagnostic::new(self.code, span, say!("没有名为`{name}`的{zh}", "there is no {en} named `{name}`"));
        let help = nearest_words(name, self.known.keys().map(String::as_str)).unwrap_or_else(|| {
            say!("检查写法，或先在数据里加上这个{zh}", "check the spelling, or add this {en} to the data first")
        });
        problem.help(help)
    }
}

fn already(what: &Text, name: &Spanned<String>, first: Span, code: Code) -> Diagnostic {
    let (zh, en, found) = (&what.zh, &what.en, &name.value);
    Diagnostic::new(code, name.span, say!("{zh}`{found}`已经有了", "the {en} `{found}` exists already"))
        .related(first, say!("第一次在这里", "first here"))
        .help(say!("换一个名字，或删去多余的一条", "choose another name, or delete one of the two"))
}
