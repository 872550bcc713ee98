//! Spreadsheets taken in: the table goes into the data as it is, a form beside it says what its
//! heads leave open, and what was read of it is told at once, cell by cell where it was not.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::args::{Format, ImportArguments};
use super::import_again::IMPORTS;
use super::messages::Speaker;
use super::names::{find_place, slug_of};
use super::new_files::{NewFile, replace, write_new};
use super::report::{self, ShownNotes};
use super::{CLEAN, ENVIRONMENT, PROBLEMS, USAGE};
use crate::diag::{Diagnostic, Diagnostics, Spanned};
use crate::engine::{Engine, Options};
use crate::i18n::{Lang, Text};
use crate::import::decode;
use crate::parse::form::{FormValue, form, modeline};
use crate::parse::schema::FILE_KINDS;
use crate::say;

/// The folder of tables.
const TABLES: &str = "data/observations";

/// Takes in a table. Returns the exit code.
pub fn import_table(
    engine: &Engine,
    arguments: &ImportArguments,
    file: &Path,
    bytes: Vec<u8>,
    speaker: &Speaker,
) -> u8 {
    taken_in(engine, arguments, file, bytes, speaker).unwrap_or_else(|code| code)
}

fn taken_in(
    engine: &Engine,
    arguments: &ImportArguments,
    file: &Path,
    bytes: Vec<u8>,
    speaker: &Speaker,
) -> Result<u8, u8> {
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let (stem, ending) = name.rsplit_once('.').unwrap_or((&name, ""));
    let slug = slug_of(stem).unwrap_or_else(|| "table".to_owned());
    let ending = ending.to_lowercase();
    let bytes = characters(file, &ending, bytes, speaker)?;
    let root = &arguments.root;
    let table = NewFile::new(format!("{TABLES}/{slug}.{ending}"), bytes);
    let reading = format!("{TABLES}/{slug}.table.yaml");
    let copy = NewFile::new(format!("{IMPORTS}/{slug}/{slug}.{ending}"), table.bytes.clone());
    let before = figures_of(engine, &table.path);
    let state = TableState::of(root, &table, &copy);
    match state {
        TableState::New => {
            let text = form_of(engine, arguments, speaker.lang).map_err(|missing| {
                speaker.tell(&missing);
                USAGE
            })?;
            let mut files = vec![table.clone(), NewFile::new(reading.clone(), text)];
            files.retain(|file| !file.path.ends_with(".table.yaml") || !root.join(&file.path).exists());
            write_new(root, &files, speaker)?;
        }
        TableState::Untouched => replace(root, &table, speaker)?,
        TableState::Same => {}
        TableState::Edited | TableState::Foreign => {
            speaker.tell(&state.kept(file, &table.path));
            return Err(PROBLEMS);
        }
    }
    replace(root, &copy, speaker)?;
    speaker.result(&table.path);
    if state == TableState::New {
        speaker.result(&reading);
    }
    let now = Engine::open(root, Options { bodies_later: true, ..Options::default() }).map_err(|error| {
        let root = root.display();
        speaker.tell(&say!("读不了文件夹{root}：{error}", "cannot read the folder {root}: {error}"));
        ENVIRONMENT
    })?;
    Ok(tell(&now, [&table.path, &reading], (state != TableState::New).then_some(&before), speaker))
}

/// What stands where a table is to go.
#[derive(Clone, Copy, PartialEq, Eq)]
enum TableState {
    New,
    /// The table of the last time, as it was taken in.
    Untouched,
    /// What is being taken in, byte for byte.
    Same,
    /// The table of the last time, edited since.
    Edited,
    /// A table that was never taken in.
    Foreign,
}

impl TableState {
    fn of(root: &Path, table: &NewFile, copy: &NewFile) -> TableState {
        match (fs::read(root.join(&table.path)).ok(), fs::read(root.join(&copy.path)).ok()) {
            (None, _) => TableState::New,
            (Some(current), _) if current == table.bytes => TableState::Same,
            (Some(current), Some(taken)) if current == taken => TableState::Untouched,
            (Some(_), Some(_)) => TableState::Edited,
            (Some(_), None) => TableState::Foreign,
        }
    }

    /// Why the table was left alone, and what can be done.
    fn kept(self, file: &Path, path: &str) -> Text {
        let file = file.display();
        let why = if self == TableState::Edited {
            say!("上次导入以后有人改过{path}", "{path} was edited since it was taken in")
        } else {
            say!("已有一个不是导入的{path}", "there is a table {path} that was not taken in")
        };
        let (zh, en) = (why.zh, why.en);
        say!(
            "{file}：{zh}，没有动它\n  办法：把改动写进{file}并删去{path}后再导入，或者给{file}换个名字",
            "{file}: {en}; it was not touched\n  help: make its edits in {file}, delete {path} and take it in again, or give {file} another name"
        )
    }
}

/// The bytes as the data holds them: text of offices is often in another charset.
fn characters(file: &Path, ending: &str, bytes: Vec<u8>, speaker: &Speaker) -> Result<Vec<u8>, u8> {
    if ending != "csv" {
        return Ok(bytes);
    }
    let shown = file.display();
    match decode(&bytes, None) {
        Ok((text, remarks)) => {
            for remark in remarks {
                let (zh, en) = (remark.zh, remark.en);
                speaker.tell(&say!("{shown}：{zh}，存为UTF-8", "{shown}: {en}, kept as UTF-8"));
            }
            Ok(text.into_bytes())
        }
        Err(refusal) => {
            let (why, cure) = (refusal.why, refusal.cure);
            let (zh, en, cure_zh, cure_en) = (why.zh, why.en, cure.zh, cure.en);
            speaker.tell(&say!("{shown}：{zh}\n  办法：{cure_zh}", "{shown}: {en}\n  help: {cure_en}"));
            Err(PROBLEMS)
        }
    }
}

/// The form beside the table, with what the command line says.
fn form_of(engine: &Engine, arguments: &ImportArguments, lang: Lang) -> Result<String, Text> {
    let mut values: Vec<FormValue> = vec![("source.document", arguments.document.clone().unwrap_or_default())];
    values.extend(arguments.year.map(|year| ("year", year.to_string())));
    if let Some(place) = &arguments.place {
        values.push(("jurisdiction", find_place(engine, place)?));
    }
    let kind = FILE_KINDS.iter().find(|kind| kind.name == "table").unwrap_or(&FILE_KINDS[0]);
    Ok(modeline(kind.name, TABLES.matches('/').count() + 1) + &form(kind.record, &values, lang))
}

/// The figures read of a table: what stands in the cell of each, by its id.
fn figures_of(engine: &Engine, path: &str) -> BTreeMap<String, String> {
    let Some(source) = engine.sources().by_path(path) else { return BTreeMap::new() };
    let portal = &engine.world().portal;
    let of_table = portal.observations.iter().filter(|figure| figure.def.id.span.file == source.id);
    let said =
        |printed: &Option<Spanned<String>>| printed.as_ref().map(|printed| printed.value.clone()).unwrap_or_default();
    of_table.map(|figure| (figure.def.id.value.clone(), said(&figure.def.as_printed))).collect()
}

/// What was read of the table and what was not, and what is different from what was there.
fn tell(engine: &Engine, paths: [&str; 2], before: Option<&BTreeMap<String, String>>, speaker: &Speaker) -> u8 {
    let sources = engine.sources();
    let ids = paths.map(|path| sources.by_path(path).map(|source| source.id));
    let concerned = |problem: &&Diagnostic| ids.contains(&Some(problem.span.file));
    let problems = engine.problems().sorted(sources);
    let problems: Diagnostics = problems.iter().filter(concerned).cloned().collect();
    report::print(&problems, sources, Format::Text, ShownNotes::All, speaker);
    let now = figures_of(engine, paths[0]);
    let (path, figures, untold) = (paths[0], now.len(), problems.len());
    speaker.tell(&say!(
        "{path}：读出数值{figures}个，问题{untold}个", "{path}: {figures} figures read, {untold} problems"
    ));
    if let Some(before) = before {
        let new = now.keys().filter(|id| !before.contains_key(*id)).count();
        let gone = before.keys().filter(|id| !now.contains_key(*id)).count();
        let changed = now.iter().filter(|(id, cell)| before.get(*id).is_some_and(|old| old != *cell)).count();
        speaker.tell(&say!(
            "和原来的表比：新的{new}个，改了的{changed}个，没有了的{gone}个",
            "against the table that was there: {new} new, {changed} changed, {gone} gone"
        ));
    }
    if problems.is_empty() {
        return CLEAN;
    }
    let reading = paths[1];
    speaker.tell(&say!(
        "在{reading}里写明指标、单位、年份和出处（带#的可以不填），再运行gongbao check",
        "say indicator, unit, year and source in {reading} (lines with # need not be there), then run gongbao check"
    ));
    PROBLEMS
}
