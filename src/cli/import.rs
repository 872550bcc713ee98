//! The command `import`: issued documents become drafts, each with the ledger of its source;
//! spreadsheets become tables of the data.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::args::{ImportArguments, ImportKind};
use super::import_again::{Before, IMPORTS, settle};
use super::import_figures::ImportedFigures;
use super::import_table::import_table;
use super::messages::Speaker;
use super::names::{find_place, slug_of};
use super::new_files::{NewFile, replace, write_new};
use super::{CLEAN, ENVIRONMENT, PROBLEMS, USAGE, refused};
use crate::engine::{Engine, Options};
use crate::i18n::{Lang, Text};
use crate::import::{
    Draft, DraftKind, Fate, ImportRequest, Imported, KnownGrade, KnownPlace, csv_of, evaluation_yaml, import,
    ledger_rows,
};
use crate::parse::form::{FormValue, form, modeline};
use crate::parse::schema::FILE_KINDS;
use crate::say;

/// The largest file that is taken in.
const LARGEST: u64 = 64 << 20;

/// Takes in documents, one after the other.
pub fn import_files(arguments: &ImportArguments, speaker: &Speaker) -> u8 {
    let engine = match Engine::open(&arguments.root, Options { bodies_later: true, ..Options::default() }) {
        Ok(engine) => engine,
        Err(error) => {
            let root = arguments.root.display();
            speaker.tell(&say!("读不了文件夹{root}：{error}", "cannot read the folder {root}: {error}"));
            return ENVIRONMENT;
        }
    };
    let office = ImportDesk { engine: &engine, arguments, speaker, known: PortalNames::of(&engine) };
    let codes = arguments.files.iter().map(|file| office.take_in(file).err().unwrap_or(CLEAN));
    codes.max().unwrap_or(CLEAN)
}

/// The names of a portal by which documents are understood.
struct PortalNames {
    places: Vec<KnownPlace>,
    grades: Vec<KnownGrade>,
}

impl PortalNames {
    fn of(engine: &Engine) -> PortalNames {
        let portal = &engine.world().portal;
        let places = portal.jurisdictions.iter().map(|place| {
            let def = &place.def;
            let mut names = vec![def.names.zh.clone(), def.short.zh.clone()];
            names.dedup();
            KnownPlace { slug: def.slug.value.clone(), names, name_en: def.names.en.clone() }
        });
        let programme = portal.default_programme.map(|id| portal.programme(id));
        let grades = programme.iter().flat_map(|programme| &programme.grades);
        let grades = grades.map(|grade| KnownGrade { id: grade.id.value.clone(), name: grade.names.zh.clone() });
        PortalNames { places: places.collect(), grades: grades.collect() }
    }
}

/// What a document becomes.
struct Prepared {
    imported: Imported,
    /// Where each draft goes.
    paths: Vec<String>,
    /// Where the document is kept.
    folder: String,
    /// Files that are written where nothing is: the form of its document, pictures.
    fresh: Vec<NewFile>,
    drafts: Vec<NewFile>,
    /// What is kept of the document.
    kept: Vec<NewFile>,
    /// How far its figures are known.
    figures: Text,
}

/// Why a document is not taken in.
struct NotTaken {
    why: Text,
    code: u8,
}

/// What a document becomes, for somebody to look at before it is written.
pub struct OfferedImport {
    /// All files, none of which may be there.
    pub files: Vec<NewFile>,
    /// Path, title and text of each draft.
    pub drafts: Vec<[String; 3]>,
    /// The ledger, its head first.
    pub ledger: Vec<Vec<String>>,
    pub remarks: Vec<Text>,
}

/// What the first document of some arguments becomes, from its bytes.
///
/// # Errors
/// Why it cannot be taken in.
pub fn offered(
    engine: &Engine,
    arguments: &ImportArguments,
    bytes: Vec<u8>,
    speaker: &Speaker,
) -> Result<OfferedImport, Text> {
    let office = ImportDesk { engine, arguments, speaker, known: PortalNames::of(engine) };
    let file = arguments.files.first().map(PathBuf::as_path).unwrap_or(Path::new(""));
    let prepared = office.prepare(file, bytes).map_err(|not_taken| not_taken.why)?;
    let Prepared { imported, paths, folder, fresh, drafts, kept, figures } = prepared;
    let texts = imported.drafts.iter().zip(&paths).zip(&drafts).map(|((draft, path), file)| {
        [path.clone(), draft.title.clone(), String::from_utf8_lossy(&file.bytes).into_owned()]
    });
    let (texts, ledger) = (texts.collect(), ledger_rows(&imported.ledger, &paths, speaker.lang));
    let copies = settle(&arguments.root, &Before::read(&arguments.root, &folder), drafts.clone()).copies;
    let mut remarks = imported.remarks;
    remarks.push(figures);
    // A document that the portal knows has its form already; a picture may be shown by two drafts.
    let fresh = fresh.into_iter().filter(|file| !arguments.root.join(&file.path).exists());
    let mut files: Vec<NewFile> = fresh.chain(drafts).chain(kept).chain(copies).collect();
    let mut seen = BTreeSet::new();
    files.retain(|file| seen.insert(file.path.clone()));
    Ok(OfferedImport { files, drafts: texts, ledger, remarks })
}

struct ImportDesk<'a> {
    engine: &'a Engine,
    arguments: &'a ImportArguments,
    speaker: &'a Speaker,
    known: PortalNames,
}

impl ImportDesk<'_> {
    fn take_in(&self, file: &Path) -> Result<(), u8> {
        let speaker = self.speaker;
        let bytes = self.read(file)?;
        if is_table(file) {
            return match import_table(self.engine, self.arguments, file, bytes, speaker) {
                CLEAN => Ok(()),
                code => Err(code),
            };
        }
        let prepared = self.prepare(file, bytes).map_err(|not_taken| {
            speaker.tell(&not_taken.why);
            not_taken.code
        })?;
        let Prepared { imported, paths, folder, mut fresh, drafts, kept, figures } = prepared;
        let before = Before::read(&self.arguments.root, &folder);
        let settled = settle(&self.arguments.root, &before, drafts);
        fresh.retain(|file| !self.arguments.root.join(&file.path).exists());
        fresh.extend(settled.new);
        write_new(&self.arguments.root, &fresh, speaker)?;
        for file in settled.replaced.iter().chain(&kept).chain(&settled.copies) {
            replace(&self.arguments.root, file, speaker)?;
        }
        self.report(file, &imported, &paths, &folder);
        speaker.tell(&figures);
        settled.told.iter().for_each(|told| speaker.tell(told));
        Ok(())
    }

    /// What a document becomes: nothing is written.
    fn prepare(&self, file: &Path, bytes: Vec<u8>) -> Result<Prepared, NotTaken> {
        let shown = file.display();
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let kind = self.arguments.kind.map(draft_kind);
        let request = ImportRequest { name: &name, places: &self.known.places, kind };
        let imported = import(&bytes, &request).map_err(|refusal| {
            let (why, cure) = (refusal.why, refusal.cure);
            let (zh, en, cure_zh, cure_en) = (why.zh, why.en, cure.zh, cure.en);
            let why = say!("{shown}：{zh}\n  办法：{cure_zh}", "{shown}: {en}\n  help: {cure_en}");
            NotTaken { why, code: PROBLEMS }
        })?;
        let folder = format!("{IMPORTS}/{}", slug_of(stem(&name)).unwrap_or_else(|| "document".to_owned()));
        let paths = self.paths(&imported, &folder).map_err(|missing| {
            let (zh, en) = (missing.zh, missing.en);
            NotTaken { why: say!("{shown}：{zh}", "{shown}: {en}"), code: USAGE }
        })?;
        let mut fresh = Vec::new();
        let document = self.document(&imported, &mut fresh);
        let drafts: Vec<NewFile> = imported
            .drafts
            .iter()
            .zip(&paths)
            .map(|(draft, path)| NewFile::new(path.clone(), text_of(draft, &document)))
            .collect();
        fresh.extend(self.pictures(&imported, &paths));
        let mut kept = self.kept(&imported, &folder, &name, bytes, &paths);
        let figures = ImportedFigures::read(self.engine, &imported, &paths, &document);
        kept.push(NewFile::new(format!("{folder}/figures.csv"), figures.csv(self.speaker.lang)));
        kept.extend(figures.rows(&folder, self.speaker.lang));
        let figures = figures.told(&folder);
        Ok(Prepared { imported, paths, folder, fresh, drafts, kept, figures })
    }

    fn read(&self, file: &Path) -> Result<Vec<u8>, u8> {
        let shown = file.display();
        let failed = |error: std::io::Error| {
            self.speaker.tell(&say!("读不了{shown}：{error}", "cannot read {shown}: {error}"));
            ENVIRONMENT
        };
        let size = fs::metadata(file).map_err(failed)?.len();
        if size > LARGEST {
            self.speaker.tell(&say!(
                "{shown}太大（{size}字节），没有读取；请去掉大图片或分成几个文件",
                "{shown} is too large ({size} bytes) and was not read; take large pictures out or divide it"
            ));
            return Err(PROBLEMS);
        }
        fs::read(file).map_err(failed)
    }

    /// Where each draft goes, below the root.
    fn paths(&self, imported: &Imported, folder: &str) -> Result<Vec<String>, Text> {
        let printed = imported.drafts.first().and_then(|draft| year_in(&draft.title));
        let year = self.arguments.year.or(printed);
        let mut taken = BTreeSet::new();
        let mut paths = Vec::new();
        for (position, draft) in imported.drafts.iter().enumerate() {
            let path = match draft.kind {
                DraftKind::Page => format!("content/pages/{}", slug(draft, position)),
                DraftKind::Bulletin | DraftKind::Report | DraftKind::Case => {
                    let year =
                        year.ok_or_else(|| say!("标题里没有年份，请写--year", "the title has no year: give --year"))?;
                    let place = match (&draft.place, draft.place_name.is_empty()) {
                        (Some(place), _) => Some(place.clone()),
                        (None, true) => Some(self.place(draft)?),
                        // The document names a place that the portal does not know.
                        (None, false) => None,
                    };
                    match (place, draft.kind) {
                        (None, _) => format!("{folder}/unknown-place/{}", slug(draft, position)),
                        (Some(place), DraftKind::Bulletin) => format!("content/{year}/{place}/bulletin"),
                        (Some(place), DraftKind::Report) => format!("content/{year}/{place}/report"),
                        (Some(place), DraftKind::Case | DraftKind::Page) => {
                            format!("content/{year}/{place}/cases/{}", slug(draft, position))
                        }
                    }
                }
            };
            let numbered = (2..).map(|number| format!("{path}-{number}"));
            let free = std::iter::once(path.clone()).chain(numbered).find(|path| !taken.contains(path));
            let path = free.unwrap_or(path);
            taken.insert(path.clone());
            paths.push(format!("{path}/zh.md"));
        }
        Ok(paths)
    }

    /// The place of a document: as asked for, else the one that its title names, else the one
    /// that evaluates in this portal.
    fn place(&self, draft: &Draft) -> Result<String, Text> {
        if let Some(name) = &self.arguments.place {
            return find_place(self.engine, name);
        }
        let named: Vec<&KnownPlace> = self
            .known
            .places
            .iter()
            .filter(|place| place.names.iter().any(|name| draft.title.contains(name)))
            .collect();
        let portal = &self.engine.world().portal;
        let evaluators: BTreeSet<&str> = portal
            .evaluations
            .iter()
            .map(|evaluation| portal.jurisdiction(evaluation.evaluator).def.slug.value.as_str())
            .collect();
        match (named.as_slice(), evaluators.len()) {
            ([place], _) => Ok(place.slug.clone()),
            (_, 1) if draft.kind == DraftKind::Bulletin => Ok(evaluators.into_iter().collect()),
            _ => Err(say!("不知道是哪个地方的，请写--place", "the place is not known: give --place")),
        }
    }

    /// The document in the portal's list, by its id, number or title; a form for it where it is new.
    fn document(&self, imported: &Imported, fresh: &mut Vec<NewFile>) -> String {
        if let Some(id) = &self.arguments.document {
            return id.clone();
        }
        let Some(first) = imported.drafts.first() else { return String::new() };
        let documents = &self.engine.world().portal.documents;
        let known = documents.iter().find(|document| {
            let number = document.numbered().is_some_and(|number| Some(number) == first.number.as_deref());
            number || document.titles.zh == first.title
        });
        if let Some(known) = known {
            return known.id.value.clone();
        }
        let id = slug_of(&first.title).unwrap_or_else(|| "document".to_owned());
        let mut values: Vec<FormValue> =
            vec![("documents.id", id.clone()), ("documents.titles.zh", first.title.clone())];
        values.extend(first.number.clone().map(|number| ("documents.number", number)));
        if let Some(kind) = FILE_KINDS.iter().find(|kind| kind.name == "documents") {
            let text = modeline(kind.name, 2) + &form(kind.record, &values, self.speaker.lang);
            fresh.push(NewFile::new(format!("data/documents/{id}.yaml"), text));
        }
        id
    }

    /// Pictures beside the drafts that show them.
    fn pictures(&self, imported: &Imported, paths: &[String]) -> Vec<NewFile> {
        let shown = imported.ledger.iter().filter_map(|entry| {
            let crate::import::DraftPart::Picture(position) = entry.part else { return None };
            let (path, picture) = (paths.get(entry.draft?)?, imported.pictures.get(position)?);
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            Some(NewFile::new(format!("{folder}/{}", picture.name), picture.bytes.clone()))
        });
        shown.collect()
    }

    /// What is kept of the document beside its drafts.
    fn kept(&self, imported: &Imported, folder: &str, name: &str, bytes: Vec<u8>, paths: &[String]) -> Vec<NewFile> {
        let lang = self.speaker.lang;
        let ending = name.rsplit('.').next().unwrap_or_default().to_lowercase();
        let proposals = evaluation_yaml(imported, &self.known.grades, &self.known.places);
        vec![
            NewFile::new(format!("{folder}/original.{ending}"), bytes),
            NewFile::new(format!("{folder}/ledger.csv"), csv_of(&ledger_rows(&imported.ledger, paths, lang))),
            NewFile::new(format!("{folder}/evaluation.yaml"), proposals),
        ]
    }

    fn report(&self, file: &Path, imported: &Imported, paths: &[String], folder: &str) {
        let speaker = self.speaker;
        let count = |fits: fn(&Fate) -> bool| imported.ledger.iter().filter(|entry| fits(&entry.fate)).count();
        let (repaired, doubtful, out) = (
            count(|fate| *fate == Fate::Repaired),
            count(|fate| *fate == Fate::Doubtful),
            count(|fate| matches!(fate, Fate::LeftOut(_))),
        );
        for (draft, path) in imported.drafts.iter().zip(paths) {
            speaker.result(&format!("{path}\t{}", draft.title));
        }
        let list =
            refused::list(&imported.remarks.iter().map(|remark| remark.get(speaker.lang).clone()).collect::<Vec<_>>());
        if !imported.remarks.is_empty() {
            speaker.tell(&list);
        }
        let (shown, drafts) = (file.display(), imported.drafts.len());
        speaker.tell(&say!(
            "{shown}：草稿{drafts}篇；改了{repaired}处，请核对{doubtful}处，没有放进草稿{out}处，逐条见{folder}/ledger.csv\n等级和问题见{folder}/evaluation.yaml\n接着：gongbao serve --drafts --open看草稿；定稿后删去草稿里的status: draft",
            "{shown}: {drafts} drafts; {repaired} pieces repaired, {doubtful} to be looked at, {out} left out, all in {folder}/ledger.csv\nGrades and problems are in {folder}/evaluation.yaml\nGo on with gongbao serve --drafts --open; take `status: draft` out of a draft that is finished"
        ));
        if paths.iter().any(|path| path.starts_with(IMPORTS)) {
            speaker.tell(&say!(
                "有的地方门户里还没有，草稿先放在{folder}/unknown-place；用gongbao new place加上地方后再导入一次",
                "places that the portal does not know: their drafts are in {folder}/unknown-place; add the places with gongbao new place and import again"
            ));
        }
    }
}

/// Whether a file holds figures, by its ending.
fn is_table(file: &Path) -> bool {
    let ending = file.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    ending.is_some_and(|ending| ["csv", "xlsx"].contains(&ending.as_str()))
}

fn draft_kind(kind: ImportKind) -> DraftKind {
    match kind {
        ImportKind::Bulletin => DraftKind::Bulletin,
        ImportKind::Report => DraftKind::Report,
        ImportKind::Case => DraftKind::Case,
        ImportKind::Page => DraftKind::Page,
    }
}

fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

fn slug(draft: &Draft, position: usize) -> String {
    slug_of(&draft.title).unwrap_or_else(|| format!("draft-{}", position + 1))
}

/// The year that a title prints: four digits before 年.
fn year_in(title: &str) -> Option<u16> {
    let mut before = title.split('年');
    before.find_map(|part| {
        let digits: String = part.chars().rev().take_while(char::is_ascii_digit).collect();
        let year: String = digits.chars().rev().collect();
        year.parse().ok().filter(|year| year_is_plausible(*year))
    })
}

fn year_is_plausible(year: u16) -> bool {
    (1000..=9999).contains(&year)
}

/// A draft as a file: front matter and text.
fn text_of(draft: &Draft, document: &str) -> String {
    let quoted = |words: &str| format!("'{}'", words.replace('\'', "''"));
    let place = draft.source_place.as_ref().map_or(String::new(), |place| {
        format!(", place: {{zh: {}, en: {}}}", quoted(place.get(Lang::Zh)), quoted(place.get(Lang::En)))
    });
    let (title, summary, body) = (quoted(&draft.title), quoted(&draft.summary), &draft.body);
    format!(
        "---\ntitle: {title}\nsummary: {summary}\nstatus: draft\nsource: {{document: {document}{place}}}\n---\n\n{body}"
    )
}
