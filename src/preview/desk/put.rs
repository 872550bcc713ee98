//! Files that go in at the desk: pictures and attachments beside a text, issued documents as
//! drafts, new cases. Only where nothing is yet.

use std::path::PathBuf;

use serde::Deserialize;
use serde_json::{Value, json};

use super::reply::{both, reply, state};
use super::tools::{DeskTools, NewCase, OfferedDocument, TakenIn};
use crate::engine::{Engine, OfferRefusal, OfferedMedia};
use crate::i18n::{Lang, Text};
use crate::output::{Created, NewInput, create_inputs};
use crate::preview::answer::HttpAnswer;

/// The folders into which files go at a desk.
const FOLDERS: [&str; 2] = ["content", "data"];
/// What is kept of a document that is taken in lies beside them.
const FOLDERS_OF_DOCUMENTS: [&str; 3] = ["content", "data", "imports"];

/// Words in both languages, as they are typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct TypedWords {
    #[serde(default)]
    zh: String,
    #[serde(default)]
    en: String,
}

/// A picture or another file that is to lie beside a text, and what is said of it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct FileBeside {
    beside: String,
    name: String,
    alt: Option<TypedWords>,
    caption: Option<TypedWords>,
    credit: Option<TypedWords>,
    names: Option<TypedWords>,
    #[serde(default)]
    consent: String,
}

/// A document that is looked at, or taken in.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct DocumentAsked {
    name: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    place: String,
    year: Option<u16>,
    #[serde(default)]
    write: bool,
    #[serde(default)]
    lang: String,
}

/// A case that is begun, by somebody who reads `lang`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct CaseAsked {
    #[serde(flatten)]
    case: NewCase,
    #[serde(default)]
    lang: String,
}

/// An answer, and the files that were written.
type Done = (HttpAnswer, Vec<PathBuf>);

/// Puts a file beside a text and answers with the lines by which the text names it.
pub fn beside(engine: &Engine, file: &FileBeside, bytes: &[u8]) -> Done {
    let offered = match engine.offered_media(&file.beside, &file.name, bytes) {
        Ok(offered) => offered,
        Err(refusal) => return (refused(&refusal), Vec::new()),
    };
    let record = file.record(&offered);
    let field = if offered.is_picture { "pictures" } else { "attachments" };
    let new = NewInput { path: offered.path.clone(), bytes: bytes.to_vec() };
    let value = json!({ "path": offered.path, "field": field, "record": record });
    write(engine, &FOLDERS, &[new], value)
}

fn refused(refusal: &OfferRefusal) -> HttpAnswer {
    match refusal {
        OfferRefusal::NoText => state(404, "no-text"),
        OfferRefusal::Name => state(400, "name"),
        OfferRefusal::TooLarge => state(413, "large"),
        OfferRefusal::Unusable(problem) => {
            let help = problem.help.as_ref().map(both);
            reply(422, &json!({ "state": "unusable", "why": both(&problem.message), "help": help }))
        }
    }
}

impl FileBeside {
    /// The lines of its record in the front matter of a text.
    fn record(&self, offered: &OfferedMedia) -> Vec<String> {
        let mut lines = vec![format!("- file: {}", self.name)];
        let said: &[(&str, &Option<TypedWords>)] = match offered.is_picture {
            true => &[("alt", &self.alt), ("caption", &self.caption), ("credit", &self.credit)],
            false => &[("names", &self.names)],
        };
        for (key, words) in said {
            let Some(words) = words else { continue };
            if !words.zh.trim().is_empty() || !words.en.trim().is_empty() {
                lines.push(format!("  {key}: {{zh: {}, en: {}}}", quoted(&words.zh), quoted(&words.en)));
            }
        }
        let agreed = ["given", "not-needed"].contains(&self.consent.as_str());
        if offered.is_picture && agreed {
            lines.push(format!("  consent: {}", self.consent));
        }
        lines
    }
}

/// A text as YAML reads it back, on one line.
fn quoted(words: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    format!("'{}'", words.join(" ").replace('\'', "''"))
}

/// Shows what a document becomes, or takes it in.
pub fn document(engine: &Engine, tools: &dyn DeskTools, asked: &DocumentAsked, bytes: &[u8]) -> Done {
    let lang = lang_of(&asked.lang);
    // The name is not trusted to be one.
    let name = asked.name.rsplit(['/', '\\']).next().unwrap_or("");
    let document = OfferedDocument { name, bytes, kind: &asked.kind, place: &asked.place, year: asked.year, lang };
    match tools.take_in(engine, &document) {
        Err(why) => (cannot(&why), Vec::new()),
        Ok(taken) if asked.write => write(engine, &FOLDERS_OF_DOCUMENTS, &taken.files, shown(&taken)),
        Ok(taken) => {
            let mut value = shown(&taken);
            value["state"] = json!("looked");
            (reply(200, &value), Vec::new())
        }
    }
}

fn shown(taken: &TakenIn) -> Value {
    let remarks: Vec<Value> = taken.remarks.iter().map(both).collect();
    json!({ "drafts": taken.drafts, "ledger": taken.ledger, "remarks": remarks })
}

/// Begins a case.
pub fn case(engine: &Engine, tools: &dyn DeskTools, asked: &CaseAsked) -> Done {
    let case = &asked.case;
    if case.title.trim().is_empty() || case.place.trim().is_empty() {
        return (state(400, "empty"), Vec::new());
    }
    if !(case.slug.is_empty() || is_address(&case.slug)) {
        return (state(400, "name"), Vec::new());
    }
    match tools.new_case(engine, &asked.case, lang_of(&asked.lang)) {
        Err(why) => (cannot(&why), Vec::new()),
        Ok(files) => {
            let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
            write(engine, &FOLDERS, &files, json!({ "files": paths }))
        }
    }
}

/// Begins the other language of a text that has one, with the fields that it needs.
pub fn other_language(engine: &Engine, file: &str) -> Done {
    let Some(path) = engine.missing_language(file) else { return (state(404, "none"), Vec::new()) };
    let value = json!({ "files": [path] });
    let new = NewInput { path, bytes: b"---\ntitle: ''\nsummary: ''\n---\n\n".to_vec() };
    write(engine, &FOLDERS, &[new], value)
}

/// What a title becomes in an address.
pub fn address(tools: &dyn DeskTools, title: &str) -> HttpAnswer {
    reply(200, &json!({ "address": tools.address_of(title) }))
}

/// The places and evaluations of which texts are.
pub fn lists(engine: &Engine) -> HttpAnswer {
    let places = engine.place_names().into_iter().map(|(slug, name)| json!({ "slug": slug, "name": both(&name) }));
    let years = engine.evaluated_years().into_iter().map(|evaluated| {
        json!({ "programme": evaluated.programme, "year": evaluated.year, "name": evaluated.title.as_ref().map(both) })
    });
    let (places, years): (Vec<Value>, Vec<Value>) = (places.collect(), years.collect());
    reply(200, &json!({ "places": places, "years": years }))
}

/// Whether a name can stand in an address: the command that writes it looks again.
fn is_address(name: &str) -> bool {
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    name.chars().all(allowed) && !name.starts_with('-') && !name.ends_with('-') && !name.contains("--")
}

fn cannot(why: &Text) -> HttpAnswer {
    reply(422, &json!({ "state": "refused", "why": both(why) }))
}

fn lang_of(code: &str) -> Lang {
    Lang::from_code(code).unwrap_or(Lang::Zh)
}

/// Writes new files and adds to an answer what became of them.
fn write(engine: &Engine, folders: &[&str], files: &[NewInput], mut value: Value) -> Done {
    let root = engine.sources().root();
    match create_inputs(root, folders, files) {
        Ok(Created::Written(paths)) => {
            value["state"] = json!("written");
            (reply(200, &value), paths)
        }
        Ok(Created::There(paths)) => (reply(409, &json!({ "state": "there", "files": paths })), Vec::new()),
        Ok(Created::Refused(_)) => (state(403, "refused"), Vec::new()),
        Err(error) => (reply(500, &json!({ "state": "failed", "error": error.to_string() })), Vec::new()),
    }
}
