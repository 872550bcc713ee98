//! Names and what they stand for: registration, look-up, and what to say when a name is
//! unknown or taken.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::diag::{Code, Diagnostic, Diagnostics, Span, Spanned};
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
    /// What else things are called; what two are called stands for neither.
    aliases: HashMap<String, Option<Id>>,
}

impl<Id: Copy> Names<Id> {
    /// No names yet, of things called `zh`, `en` in messages; unknown ones get `code`.
    pub fn new(code: Code, zh: &str, en: &str) -> Names<Id> {
        Names { code, what: text(zh, en), known: HashMap::new(), aliases: HashMap::new() }
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

    /// What a name stands for, without a word when it is unknown.
    pub fn get(&self, name: &str) -> Option<Id> {
        let by_id = self.known.get(name).map(|(id, _)| *id);
        by_id.or_else(|| self.aliases.get(name).copied().flatten())
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
        problem.meant(name, self.known.keys().map(String::as_str), || {
            say!("检查写法，或先在数据里加上这个{zh}", "check the spelling, or add this {en} to the data first")
        })
    }
}

impl<Id: Copy + PartialEq> Names<Id> {
    /// Lets a thing be called by its names in both languages too.
    pub fn also_called(&mut self, names: &Text, id: Id) {
        for name in [&names.zh, &names.en] {
            let known = self.aliases.entry(name.clone()).or_insert(Some(id));
            if *known != Some(id) {
                *known = None;
            }
        }
    }
}

fn diagnose_taken(what: &Text, name: &Spanned<String>, first: Span, code: Code) -> Diagnostic {
    let (zh, en, found) = (&what.zh, &what.en, &name.value);
    Diagnostic::new(code, name.span, say!("{zh}`{found}`已经有了", "the {en} `{found}` exists already"))
        .related(first, say!("第一次在这里", "first here"))
        .help(say!("换一个名字，或删去多余的一条", "choose another name, or delete one of the two"))
}

/// The position of the only one of some things that is called so in one of the languages.
pub fn called<'a>(names: impl Iterator<Item = &'a Text>, name: &str) -> Option<usize> {
    let mut found = names.enumerate().filter(|(_, names)| names.zh == name || names.en == name);
    let first = found.next()?.0;
    found.next().is_none().then_some(first)
}

/// The position of a theme in its programme.
pub fn resolve_theme(
    programme: &records::Programme,
    theme: &Spanned<String>,
    unreadable_names: &HashSet<String>,
    diagnostics: &mut Diagnostics,
) -> Option<usize> {
    if let Some(found) = called(programme.themes.iter().map(|known| &known.names), theme) {
        return Some(found);
    }
    let ids = programme.themes.iter().map(|known| known.id.value.as_str());
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
        diagnostics.push(problem.meant(wrong, known, || say!("已有的：{list_zh}", "there are: {list_en}")));
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
        let otherwise = || say!("写`data/observations`里已有的`id`", "use an `id` from `data/observations`");
        diagnostics.push(problem.meant(wrong, known, otherwise));
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
