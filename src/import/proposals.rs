//! What a document may give to the data: the passages of its drafts, whose figures the portal
//! looks at, and what an evaluation may take from it. An editor decides.

use super::docx::without_calls;
use super::draft::Imported;
use super::ledger::DraftPart;
use super::outline::KnownPlace;
use crate::i18n::Text;

/// A passage of a draft, of whose figures something may go into the data.
#[derive(Clone, Debug)]
pub struct DraftPassage {
    pub draft: usize,
    pub text: String,
    /// The heading above it.
    pub above: String,
    /// Where in the source it stands.
    pub place: Text,
}

/// The passages of the drafts, in the order of the source.
pub fn passages(imported: &Imported) -> Vec<DraftPassage> {
    let mut above: Vec<String> = vec![String::new(); imported.drafts.len()];
    let mut passages = Vec::new();
    for entry in &imported.ledger {
        let (Some(draft), true) = (entry.draft, is_text(&entry.part)) else { continue };
        let text = without_calls(&entry.kept);
        let heading = above.get_mut(draft);
        let before = heading.as_deref().cloned().unwrap_or_default();
        if let (DraftPart::Title | DraftPart::Heading(_), Some(heading)) = (&entry.part, heading) {
            heading.clone_from(&text);
        }
        let of_case = imported.drafts.get(draft).and_then(|draft| draft.source_place.as_ref());
        passages.push(DraftPassage { draft, text, above: before, place: of_case.unwrap_or(&entry.address).clone() });
    }
    passages
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
