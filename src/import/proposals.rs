//! What a document may give to the data: the figures of its drafts, each with its place and
//! the indicator that its sentence names. Nothing is bound: an editor decides.

use super::docx::without_calls;
use super::drafts::Imported;
use super::ledger::{DraftPart, csv_of};
use super::outline::KnownPlace;
use crate::figure::{FoundKind, scan};
use crate::i18n::Lang;
use crate::say;

/// An indicator that a portal knows.
#[derive(Clone, Debug)]
pub struct KnownIndicator {
    pub id: String,
    /// Its Chinese name.
    pub name: String,
}

/// The figures of the drafts as a table for people: the draft, the place in the source, the
/// figure as printed, the indicator whose name its clause has (where it is one), the clause.
pub fn figures_csv(imported: &Imported, paths: &[String], indicators: &[KnownIndicator], lang: Lang) -> Vec<u8> {
    let head = say!(
        "草稿,出处,数值,可能的指标,所在的句子",
        "draft,place in the source,figure,indicator that may be meant,clause"
    );
    let mut rows = vec![head.get(lang).split(',').map(str::to_owned).collect::<Vec<_>>()];
    for entry in &imported.ledger {
        let (Some(draft), true) = (entry.draft, is_text(&entry.part)) else { continue };
        let text = without_calls(&entry.kept);
        for found in scan(&text, Lang::Zh).into_iter().filter(|found| found.kind == FoundKind::Figure) {
            let clause = clause(&text, found.range.start, found.range.end);
            let place =
                imported.drafts.get(draft).and_then(|draft| draft.source_place.as_ref()).unwrap_or(&entry.address);
            rows.push(vec![
                paths.get(draft).cloned().unwrap_or_default(),
                place.get(lang).clone(),
                text.get(found.range.clone()).unwrap_or_default().to_owned(),
                meant(clause, indicators).unwrap_or_default(),
                clause.to_owned(),
            ]);
        }
    }
    csv_of(&rows)
}

fn is_text(part: &DraftPart) -> bool {
    match part {
        DraftPart::Title
        | DraftPart::Heading(_)
        | DraftPart::Paragraph
        | DraftPart::Note(_)
        | DraftPart::Cell { .. } => true,
        DraftPart::Picture(_) | DraftPart::Outside => false,
    }
}

/// The clause in which a range stands.
fn clause(text: &str, start: usize, end: usize) -> &str {
    let marks = ['。', '；', '，', ',', ';', '：', '\n'];
    let before = text[..start].rfind(marks).map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let after = text[end..].find(marks).map_or(text.len(), |at| end + at);
    text.get(before..after).unwrap_or_default().trim()
}

/// The one indicator whose name stands in a clause; the longest where one name holds another.
fn meant(clause: &str, indicators: &[KnownIndicator]) -> Option<String> {
    let mut named: Vec<&KnownIndicator> = indicators.iter().filter(|known| clause.contains(&known.name)).collect();
    named.sort_by_key(|known| std::cmp::Reverse(known.name.len()));
    let longest = named.first()?;
    let alone = named.iter().skip(1).all(|other| longest.name.contains(&other.name) && other.name != longest.name);
    alone.then(|| longest.id.clone())
}

/// A grade that a programme gives, by its id and Chinese name.
#[derive(Clone, Debug)]
pub struct KnownGrade {
    pub id: String,
    pub name: String,
}

/// What an evaluation file may take from a document: the places of each grade, and what
/// stands below a heading that speaks of problems. To be looked at, not read by the program.
pub fn evaluation_yaml(imported: &Imported, grades: &[KnownGrade], places: &[KnownPlace]) -> String {
    let mut out = String::from("grades:\n");
    let texts = imported.ledger.iter().filter(|entry| is_text(&entry.part)).map(|entry| without_calls(&entry.kept));
    for text in texts {
        let Some((head, list)) = text.split_once(['：', ':']) else { continue };
        // The longest name: that of a higher grade may hold that of a lower one.
        let named = grades.iter().filter(|grade| head.contains(&grade.name)).max_by_key(|grade| grade.name.len());
        let (Some(grade), slugs) = (named, named_places(list, places)) else { continue };
        if !slugs.is_empty() && head.chars().count() <= 20 {
            out.push_str(&format!("  - {{grade: {}, jurisdictions: [{}]}}\n", grade.id, slugs.join(", ")));
        }
    }
    out.push_str("problems:\n");
    for (heading, text) in problems(imported) {
        let quoted = |words: &str| format!("'{}'", words.replace('\'', "''"));
        let slugs = named_places(&text, places).join(", ");
        out.push_str(&format!(
            "  - title: {}\n    text: {}\n    jurisdictions: [{slugs}]\n",
            quoted(&heading),
            quoted(&text)
        ));
    }
    out
}

/// Headings and texts below a heading that speaks of problems, down to the next of its depth.
fn problems(imported: &Imported) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut section: Option<u8> = None;
    for entry in imported.ledger.iter().filter(|entry| entry.draft == Some(0)) {
        let words = without_calls(&entry.kept);
        match (&entry.part, section) {
            (DraftPart::Heading(depth), None) if words.contains("问题") => section = Some(*depth),
            (DraftPart::Heading(depth), Some(outer)) if *depth <= outer => {
                section = words.contains("问题").then_some(*depth);
            }
            (DraftPart::Heading(_), Some(_)) => found.push((words, String::new())),
            (DraftPart::Paragraph, Some(_)) => {
                if let Some((_, text)) = found.last_mut() {
                    text.push_str(&words);
                }
            }
            _ => {}
        }
    }
    found
}

/// The places that a text names, each once, in its order.
fn named_places(text: &str, places: &[KnownPlace]) -> Vec<String> {
    let mut found: Vec<(usize, &str)> = places
        .iter()
        .filter_map(|place| {
            Some((place.names.iter().filter_map(|name| text.find(name.as_str())).min()?, place.slug.as_str()))
        })
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, slug)| slug.to_owned()).collect()
}
