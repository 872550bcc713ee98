//! Pieces that several kinds of pages show: cards, badges, lists of figures, tile maps.

use serde_json::{Value as Json, json};

use crate::i18n::PartialDate;
use crate::parse::records::{Nature, Stage};
use crate::plan::{CaseList, Subject};
use crate::portal::{DocumentId, EvaluationId, JurisdictionId, NarrativeId, ObservationId, ProgrammeId};
use crate::render::figures::{self, Citations};
use crate::render::statement;
use crate::render::view::View;

/// A place as a link.
pub fn place_link(view: &View<'_>, programme: ProgrammeId, id: JurisdictionId) -> Json {
    let def = &view.place(id).def;
    json!({
        "name": view.say(&def.names),
        "short": view.say(&def.short),
        "href": view.link(Subject::Place(programme, id)),
    })
}

/// The page of a place in a year: the bulletin when the place is the evaluator.
pub fn place_year_link(view: &View<'_>, programme: ProgrammeId, year: u16, place: JurisdictionId) -> Option<String> {
    view.link(Subject::PlaceYear(programme, year, place)).or_else(|| {
        let evaluations = view.evaluations(programme);
        let own = evaluations.into_iter().find(|id| {
            let evaluation = view.evaluation(*id);
            evaluation.year() == year && evaluation.evaluator == place
        })?;
        view.link(Subject::Bulletin(own))
    })
}

/// A year in words.
pub fn year_words(view: &View<'_>, year: u16) -> String {
    PartialDate { year, month: None, day: None }.words(view.lang())
}

/// A grade as issued, for a badge.
pub fn grade(view: &View<'_>, programme: ProgrammeId, grade: usize) -> Json {
    let grade = &view.programme(programme).grades[grade];
    json!({"name": view.say(&grade.names), "tone": grade.tone.code()})
}

/// The grades that a place was given, newest first.
pub fn grades_of(view: &View<'_>, programme: ProgrammeId, place: JurisdictionId) -> Vec<Json> {
    view.evaluations(programme)
        .into_iter()
        .filter(|id| view.evaluation(*id).subjects.contains(&place))
        .map(|id| {
            let evaluation = view.evaluation(id);
            json!({
                "year": year_words(view, evaluation.year()),
                "href": place_year_link(view, programme, evaluation.year(), place),
                "grade": evaluation.grade_of(place).map(|g| grade(view, programme, g)),
                "bulletin": view.say(&evaluation.def.titles),
                "bulletin_href": view.link(Subject::Bulletin(id)),
            })
        })
        .collect()
}

/// The groups of grades of an evaluation, each place a link.
pub fn grade_groups(view: &View<'_>, id: EvaluationId) -> Vec<Json> {
    let evaluation = view.evaluation(id);
    let programme = evaluation.programme;
    evaluation
        .grades
        .iter()
        .map(|(position, places)| {
            let places: Vec<Json> = places
                .iter()
                .map(|place| {
                    json!({
                        "name": view.say(&view.place(*place).def.names),
                        "href": place_year_link(view, programme, evaluation.year(), *place),
                    })
                })
                .collect();
            json!({"grade": grade(view, programme, *position), "count": places.len(), "places": places})
        })
        .collect()
}

/// A case in a list.
pub fn case_entry(view: &View<'_>, id: NarrativeId) -> Option<Json> {
    let card = view.card(id);
    let programme = card.programme()?;
    let place = card.jurisdiction()?;
    let themes: Vec<Json> = card
        .themes()
        .iter()
        .map(|theme| {
            json!({
                "name": view.say(&view.programme(programme).themes[*theme].names),
                "href": view.link(Subject::Cases(programme, CaseList::Theme(*theme), 1)),
            })
        })
        .collect();
    Some(json!({
        "title": card.title(),
        "summary": card.summary(),
        "tag": card.text_lang().tag(),
        "foreign": card.text_lang() != view.lang(),
        "draft": card.draft(),
        "href": view.link(Subject::Case(id)),
        "place": place_link(view, programme, place),
        "county": card.county().map(|county| place_link(view, programme, county)),
        "year": year_words(view, card.year()),
        "themes": themes,
    }))
}

/// Figures of several indicators as groups by theme, in the order of the programme.
pub fn figures_by_theme(
    view: &View<'_>,
    programme: ProgrammeId,
    ids: impl IntoIterator<Item = ObservationId>,
    citations: &mut Citations,
) -> Vec<Json> {
    let themes = &view.programme(programme).themes;
    let mut groups: Vec<Vec<Json>> = vec![Vec::new(); themes.len()];
    for id in ids {
        let indicator = view.indicator(view.observation(id).indicator);
        if indicator.programme == programme
            && let Some(group) = groups.get_mut(indicator.theme)
        {
            group.push(figures::row(view, id, citations));
        }
    }
    themes
        .iter()
        .zip(groups)
        .filter(|(_, rows)| !rows.is_empty())
        .map(|(theme, rows)| json!({"name": view.say(&theme.names), "rows": rows}))
        .collect()
}

/// A long name in Latin letters, cut between its syllables: a small tile may break it there.
/// A syllable begins with a consonant before a vowel, as pinyin has it.
pub fn pieces(name: &str) -> Vec<&str> {
    let bytes = name.as_bytes();
    if bytes.len() < 7 || !name.is_ascii() {
        return vec![name];
    }
    let is_vowel = |at: usize| bytes.get(at).is_some_and(|c| b"aeiou".contains(&c.to_ascii_lowercase()));
    let begins = |at: usize| {
        let pair = bytes.get(at + 1) == Some(&b'h') && b"zcs".contains(&bytes[at]);
        bytes[at].is_ascii_lowercase() && !is_vowel(at) && is_vowel(if pair { at + 2 } else { at + 1 })
    };
    // `h` of `zh` begins nothing by itself.
    let second = |at: usize| bytes[at] == b'h' && b"zcsZCS".contains(&bytes[at - 1]);
    let mut cuts: Vec<usize> = (1..bytes.len()).filter(|at| begins(*at) && !second(*at)).collect();
    cuts.insert(0, 0);
    let ends = cuts.iter().skip(1).copied().chain([bytes.len()]);
    cuts.iter().zip(ends).filter_map(|(from, to)| name.get(*from..to)).collect()
}

/// The document block of a published document.
pub fn document(view: &View<'_>, id: DocumentId) -> Json {
    let document = view.document(id);
    let lang = view.lang();
    json!({
        "title": view.say(&document.titles),
        "issuer": view.say(&document.issuer),
        "number": document.numbered(),
        "date": document.date.as_ref().map(|date| date.words(lang)),
        "datetime": document.date.as_ref().map(|date| date.to_string()),
        "date_note": document.date_note.as_ref().map(|note| statement::html(view, note)),
        "url": document.url,
        "notes": statement::list(view, &document.notes),
    })
}

/// The stages of an evaluation that are known, in the order of the data, each with the
/// programme's words where it has none of its own.
pub fn stages(view: &View<'_>, programme: ProgrammeId, stages: &[Stage], own: Option<DocumentId>) -> Vec<Json> {
    let process = &view.programme(programme).process;
    stages
        .iter()
        .filter_map(|stage| {
            let of = process.iter().find(|known| known.id.value == stage.stage.value)?;
            // A stage with its own name is not the programme's usual one, so the
            // programme's words on it may not fit.
            let usual = stage.names.is_none();
            let document = stage.source.as_ref().and_then(|source| view.document_named(&source.document));
            Some(json!({
                "name": view.say(stage.names.as_ref().unwrap_or(&of.names)),
                "actor": stage.actor.as_ref().or(of.actor.as_ref()).map(|text| view.say(text)),
                "product": of.product.as_ref().map(|text| statement::html(view, text)),
                "description": of.description.as_ref().map(|text| statement::html(view, text)),
                "usual": usual,
                "date": stage.date.map(|date| date.words(view.lang())),
                "datetime": stage.date.map(|date| date.to_string()),
                "note": stage.note.as_ref().map(|text| statement::html(view, text)),
                "document": document.map(|id| view.say(&view.document(id).titles)),
                "here": document.is_some() && document == own,
            }))
        })
        .collect()
}

/// A figure in one line: what it is of, its value and the way to it.
pub fn figure_brief(view: &View<'_>, id: ObservationId) -> Json {
    let observation = view.observation(id);
    let unit = view.unit(observation.indicator);
    let breakdown: Vec<&str> = view.breakdown(observation).into_iter().map(|(_, value)| view.say(value)).collect();
    let href = view.link(Subject::Indicator(observation.indicator));
    json!({
        "id": observation.def.id.value,
        "indicator": view.say(&view.indicator(observation.indicator).def.names),
        "breakdown": breakdown,
        "value": figures::label(view, observation, unit, view.lang()),
        "machine": figures::machine(observation),
        "missing": observation.value.is_none(),
        "nature": (observation.def.nature != Nature::Measured)
            .then(|| view.word(&format!("nature.{}", observation.def.nature.code()))),
        "href": href.map(|href| format!("{href}#{}", observation.def.id.value)),
    })
}

#[cfg(test)]
mod tests {
    use super::pieces;

    #[test]
    fn long_names_are_cut_between_syllables() {
        for (name, wanted) in [
            ("Liaocheng", vec!["Liao", "cheng"]),
            ("Zaozhuang", vec!["Zao", "zhuang"]),
            ("Dongying", vec!["Dong", "ying"]),
            ("Shijiazhuang", vec!["Shi", "jia", "zhuang"]),
            ("Jinan", vec!["Jinan"]),
            ("聊城", vec!["聊城"]),
        ] {
            assert_eq!(pieces(name), wanted, "{name}");
        }
    }
}
