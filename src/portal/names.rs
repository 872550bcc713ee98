//! Names and what they stand for: registration, look-up, and what to say when a name is
//! unknown or taken.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::diag::{Code, Diagnostic, Diagnostics, Span, Spanned, nearest_words};
use crate::i18n::{Text, text};
use crate::parse::{Parsed, records};
use crate::portal::ids::{IndicatorId, JurisdictionId, ObservationId, ProgrammeId};
use crate::portal::model::Portal;
use crate::say;
use crate::source::FileId;

/// What all files say, in the order of their paths.
pub type ParsedFiles = [(FileId, Arc<Parsed>)];

/// The names of everything.
pub struct NameTable {
    pub programmes: Names<ProgrammeId>,
    pub places: Names<JurisdictionId>,
    pub indicators: Names<IndicatorId>,
    pub documents: Names<crate::portal::ids::DocumentId>,
    pub groups: Names<crate::portal::ids::GroupId>,
    /// Names whose records could not be read.
    pub unreadable_names: HashSet<String>,
}

impl Default for NameTable {
    fn default() -> NameTable {
        NameTable {
            programmes: Names::new(Code::UnknownName, "项目", "programme"),
            places: Names::new(Code::UnknownPlace, "地方", "place"),
            indicators: Names::new(Code::UnknownIndicator, "指标", "indicator"),
            documents: Names::new(Code::UnknownDocument, "公开文件", "published document"),
            groups: Names::new(Code::UnknownName, "比较组", "peer group"),
            unreadable_names: HashSet::new(),
        }
    }
}

/// The names of one kind of thing.
pub struct Names<Id> {
    code: Code,
    what: Text,
    known: HashMap<String, (Id, Span)>,
    /// The names that things have as readers see them: what people write in place of an id.
    called: HashMap<String, Vec<String>>,
}

impl<Id: Copy> Names<Id> {
    /// No names yet, of things called `zh`, `en` in messages; unknown ones get `code`.
    pub fn new(code: Code, zh: &str, en: &str) -> Names<Id> {
        Names { code, what: text(zh, en), known: HashMap::new(), called: HashMap::new() }
    }

    /// Registers a name. Returns false, and reports, when it is taken.
    pub fn add(&mut self, name: &Spanned<String>, id: Id, taken: Code, diagnostics: &mut Diagnostics) -> bool {
        if let Some((_, first)) = self.known.get(&name.value) {
            diagnostics.push(diagnose_taken(&self.what, name, *first, taken));
            return false;
        }
        self.known.insert(name.value.clone(), (id, name.span));
        true
    }

    /// Says what readers see for a name that was added.
    pub fn shown_as(&mut self, name: &str, words: &[&Text]) {
        let words: HashSet<&String> = words.iter().flat_map(|text| [&text.zh, &text.en]).collect();
        for word in words {
            self.called.entry(word.clone()).or_default().push(name.to_owned());
        }
    }

    /// The cure where what readers see was written in place of a name, and stands for one thing.
    pub fn meant(&self, words: &str) -> Option<Text> {
        // A place is often written without the last character of its name.
        let shortened = |called: &String| called.strip_prefix(words).is_some_and(|rest| rest.chars().count() == 1);
        let exact = self.called.get(words);
        let names: HashSet<&String> = match exact {
            Some(names) => names.iter().collect(),
            None => self.called.iter().filter(|(called, _)| shortened(called)).flat_map(|(_, names)| names).collect(),
        };
        let mut names = names.into_iter();
        let (name, None) = (names.next()?, names.next()) else { return None };
        Some(say!("写它的编号`{name}`", "write its id, `{name}`"))
    }

    /// What a name stands for, without a word when it is unknown.
    pub fn get(&self, name: &str) -> Option<Id> {
        self.known.get(name).map(|(id, _)| *id)
    }

    /// What a name stands for; an unknown one is reported, unless its record could
    /// not be read, which has been reported already.
    pub fn resolve(
        &self,
        name: &Spanned<String>,
        unreadable_names: &HashSet<String>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Id> {
        let found = self.get(&name.value);
        if found.is_none() && !unreadable_names.contains(name.value.as_str()) {
            diagnostics.push(self.unknown(&name.value, name.span));
        }
        found
    }

    /// The problem with an unknown name.
    pub fn unknown(&self, name: &str, span: Span) -> Diagnostic {
        let (zh, en) = (&self.what.zh, &self.what.en);
        let problem =
            Diagnostic::new(self.code, span, say!("没有名为`{name}`的{zh}", "there is no {en} named `{name}`"));
        let near = || nearest_words(name, self.known.keys().map(String::as_str));
        let help = self.meant(name).or_else(near).unwrap_or_else(|| {
            say!("检查写法，或先在数据里加上这个{zh}", "check the spelling, or add this {en} to the data first")
        });
        problem.help(help)
    }
}

fn diagnose_taken(what: &Text, name: &Spanned<String>, first: Span, code: Code) -> Diagnostic {
    let (zh, en, found) = (&what.zh, &what.en, &name.value);
    Diagnostic::new(code, name.span, say!("{zh}`{found}`已经有了", "the {en} `{found}` exists already"))
        .related(first, say!("第一次在这里", "first here"))
        .help(say!("换一个名字，或删去多余的一条", "choose another name, or delete one of the two"))
}

/// The position of a theme in its programme.
pub fn resolve_theme(
    programme: &records::Programme,
    theme: &Spanned<String>,
    unreadable_names: &HashSet<String>,
    diagnostics: &mut Diagnostics,
) -> Option<usize> {
    let ids = programme.themes.iter().map(|known| known.id.value.as_str());
    let called = |known: &&records::Named| [&known.names.zh, &known.names.en].contains(&&theme.value);
    let mut meant = programme.themes.iter().filter(called);
    if let (Some(known), None, false) = (meant.next(), meant.next(), ids.clone().any(|id| id == theme.value)) {
        let (wrong, id) = (&theme.value, &known.id.value);
        let message = say!("没有编号为`{wrong}`的主题", "there is no theme with the id `{wrong}`");
        let help = say!("写它的编号`{id}`", "write its id, `{id}`");
        diagnostics.push(Diagnostic::new(Code::UnknownTheme, theme.span, message).help(help));
        return None;
    }
    resolve_among(Code::UnknownTheme, "主题", "theme", ids, theme, unreadable_names, diagnostics)
}

/// The position of a name in a short list of names.
pub fn resolve_among<'a>(
    code: Code,
    zh: &str,
    en: &str,
    known: impl Iterator<Item = &'a str> + Clone,
    name: &Spanned<String>,
    unreadable_names: &HashSet<String>,
    diagnostics: &mut Diagnostics,
) -> Option<usize> {
    let found = known.clone().position(|known| known == name.value);
    if found.is_none() && !unreadable_names.contains(name.value.as_str()) {
        let wrong = &name.value;
        let problem =
            Diagnostic::new(code, name.span, say!("没有名为`{wrong}`的{zh}", "there is no {en} named `{wrong}`"));
        let list = known.clone().map(|name| format!("`{name}`")).collect::<Vec<_>>();
        let (list_zh, list_en) = (list.join("、"), list.join(", "));
        let help = nearest_words(wrong, known).unwrap_or_else(|| say!("已有的：{list_zh}", "there are: {list_en}"));
        diagnostics.push(problem.help(help));
    }
    found
}

/// Reports an observation id that does not exist.
pub fn resolve_observation(
    portal: &Portal,
    name: &Spanned<String>,
    unreadable_names: &HashSet<String>,
    diagnostics: &mut Diagnostics,
) -> Option<crate::portal::ids::ObservationId> {
    let found = portal.observation_named(name);
    if found.is_none() && !unreadable_names.contains(name.value.as_str()) {
        let wrong = &name.value;
        let known = portal.observations.iter().map(|o| o.def.id.value.as_str());
        let problem = Diagnostic::new(
            Code::UnknownName,
            name.span,
            say!("没有名为`{wrong}`的数据记录", "there is no observation named `{wrong}`"),
        );
        let help = nearest_words(wrong, known)
            .unwrap_or_else(|| say!("写`data/observations`里已有的`id`", "use an `id` from `data/observations`"));
        diagnostics.push(problem.help(help));
    }
    found
}

/// The figures that a list of ids names.
pub fn resolve_observations(
    portal: &Portal,
    names: &[Spanned<String>],
    table: &NameTable,
    diagnostics: &mut Diagnostics,
) -> Vec<ObservationId> {
    names.iter().filter_map(|name| resolve_observation(portal, name, &table.unreadable_names, diagnostics)).collect()
}
