//! Figures as readers see them: written out, with year, status, qualifier and source.

use serde_json::{Value as Json, json};

use super::prose::escape;
use super::statement;
use super::view::View;
use crate::arithmetic::verdict::Verdict;
use crate::figure::write::{UnitKind as Written, write};
use crate::i18n::{Lang, PartialDate};
use crate::parse::records::{Nature, Period, Qualifier, Status, Unit, UnitKind, YearBasis};
use crate::parse::{Amount, records};
use crate::plan::Subject;
use crate::portal::{DocumentId, LinkedObservation, ObservationId, computed};

/// A value in an indicator's unit, written in full for a language.
pub fn written(amount: Amount, unit: &Unit, lang: Lang) -> String {
    let Amount::Decimal(value) = amount else { return amount.to_string() };
    let value = value.0;
    let number = match unit.kind {
        UnitKind::Money => write(&value, Written::ScaledCount, lang),
        UnitKind::Ratio => return write(&value, Written::Ratio, lang),
        UnitKind::Rank => return write(&value, Written::Rank, lang),
        _ => write(&value, Written::Plain, lang),
    };
    let one = unit.suffix_one.as_ref().filter(|_| value == rust_decimal::Decimal::ONE);
    format!("{number}{}", one.unwrap_or(&unit.suffix).get(lang))
}

/// A figure with its qualifier: `≥95%`, `约2,100人`, or the words of its status.
pub fn label(view: &View<'_>, observation: &LinkedObservation, unit: &Unit, lang: Lang) -> String {
    let words = view.words_in(lang);
    let Some(value) = observation.value else {
        return words.plain(&format!("status.{}.cell", observation.def.status.code()));
    };
    let text = written(value, unit, lang);
    match observation.def.qualifier {
        Qualifier::Exact => text,
        Qualifier::Range => {
            let upper = observation.upper.map(|upper| written(upper, unit, lang)).unwrap_or_default();
            words.fill("qualifier.range", &[("low", &text), ("high", &upper)])
        }
        qualifier => words.fill(&format!("qualifier.{}", qualifier.code()), &[("value", &text)]),
    }
}

/// The value as machines read it: the plain decimal, empty where there is none.
pub fn machine(observation: &LinkedObservation) -> String {
    observation.value.map(|value| value.to_string()).unwrap_or_default()
}

/// When it was measured, in words.
pub fn period(view: &View<'_>, period: Option<Period>, lang: Lang) -> String {
    let words = view.words_in(lang);
    match period {
        None => words.plain("period.none"),
        Some(Period { from, to }) if from == to => PartialDate { year: to, month: None, day: None }.words(lang),
        Some(Period { from, to }) => {
            words.fill("period.range", &[("from", &from.to_string()), ("to", &to.to_string())])
        }
    }
}

/// Document and place in words: 《…》附件 济南市 第1条.
pub fn source(view: &View<'_>, document: DocumentId, source: &records::SourceRef, lang: Lang) -> String {
    let title = view.document(document).titles.get(lang);
    let words = view.words_in(lang);
    match &source.place {
        Some(place) => words.fill("source.at", &[("title", title), ("place", place.get(lang))]),
        None => words.fill("source.whole", &[("title", title)]),
    }
}

/// The opening of a figure bound in prose, and whether it is a link. What it is, its
/// year, status and source stand in the title and again in the table of figures.
pub fn bound(view: &View<'_>, id: ObservationId, lang: Lang) -> (String, bool) {
    let observation = view.observation(id);
    let indicator = view.indicator(observation.indicator);
    let parts = [
        indicator.def.names.get(lang).clone(),
        view.place(observation.jurisdiction).def.names.get(lang).clone(),
        period(view, observation.def.period, lang),
        label(view, observation, view.unit(observation.indicator), lang),
        source(view, observation.document, &observation.def.source, lang),
    ];
    let separator = view.words_in(lang).plain("text.separator");
    let title = escape(&parts.join(&separator));
    let value = escape(&machine(observation));
    match view.link(Subject::Indicator(observation.indicator)) {
        Some(href) => {
            (format!("<a class=\"value\" href=\"{}\" title=\"{title}\"><data value=\"{value}\">", escape(&href)), true)
        }
        None => (format!("<data class=\"value\" value=\"{value}\" title=\"{title}\">"), false),
    }
}

/// Sources cited on a page, each once, with its number.
#[derive(Default)]
pub struct Citations {
    entries: Vec<String>,
}

impl Citations {
    /// The number of a source.
    pub fn cite(&mut self, view: &View<'_>, document: DocumentId, source_ref: &records::SourceRef) -> usize {
        let text = source(view, document, source_ref, view.lang());
        match self.entries.iter().position(|known| *known == text) {
            Some(position) => position + 1,
            None => {
                self.entries.push(text);
                self.entries.len()
            }
        }
    }

    /// The list for the end of the page.
    pub fn list(self) -> Vec<String> {
        self.entries
    }
}

/// A row of a table of figures.
pub fn row(view: &View<'_>, id: ObservationId, citations: &mut Citations) -> Json {
    let observation = view.observation(id);
    let def = &observation.def;
    let lang = view.lang();
    let indicator = view.indicator(observation.indicator);
    let unit = view.unit(observation.indicator);
    let place = view.place(observation.jurisdiction);
    let breakdown: Vec<&str> = view.breakdown(observation).into_iter().map(|(_, value)| view.say(value)).collect();
    let programme = indicator.programme;
    let mut notes: Vec<String> = statement::list(view, &def.notes);
    notes.extend(sums(view, id));
    json!({
        "id": def.id.value,
        "indicator": view.say(&indicator.def.names),
        "indicator_href": view.link(Subject::Indicator(observation.indicator)),
        "place": view.say(&place.def.names),
        "place_href": view.link(Subject::Place(programme, observation.jurisdiction)),
        "year": period(view, def.period, lang),
        "inferred": def.year_basis == YearBasis::Inferred && def.period.is_some(),
        "breakdown": breakdown,
        "value": label(view, observation, unit, lang),
        "machine": machine(observation),
        "missing": observation.value.is_none(),
        "status": status(view, def.status),
        "nature": nature(view, def.nature),
        "as_printed": def.printed(),
        "flags": flags(view, def),
        "cite": citations.cite(view, observation.document, &def.source),
        "notes": notes,
    })
}

/// Whether the document contradicts itself about a figure.
pub fn does_not_add_up(view: &View<'_>, id: ObservationId) -> bool {
    view.checks_of(id).any(|check| check.finding.verdict == Verdict::DoesNotHold)
}

/// What the document itself gets wrong about a figure, for its readers.
fn sums(view: &View<'_>, id: ObservationId) -> Vec<String> {
    view.checks_of(id)
        .filter(|check| check.finding.verdict == Verdict::DoesNotHold)
        .map(|check| {
            let result = check.finding.result().map(computed).unwrap_or_default();
            let stated = statement::html(view, &check.def.statement);
            match &check.def.note {
                Some(note) => {
                    let note = statement::html(view, note);
                    view.fill("arithmetic.does_not_add_up", &[("statement", &stated), ("note", &note)])
                }
                None => view.fill("arithmetic.computed", &[("statement", &stated), ("value", &escape(&result))]),
            }
        })
        .collect()
}

/// The words of a status that needs saying; none for exact values.
fn status(view: &View<'_>, status: Status) -> Option<String> {
    (status != Status::Ok).then(|| view.word(&format!("status.{}.name", status.code())))
}

/// The words of a nature that needs saying; none for measurements.
fn nature(view: &View<'_>, nature: Nature) -> Option<String> {
    (nature != Nature::Measured).then(|| view.word(&format!("nature.{}", nature.code())))
}

fn flags(view: &View<'_>, def: &records::Observation) -> Vec<String> {
    [
        (def.worded, "flags.worded"),
        (def.counted, "flags.counted"),
        (def.repaired, "flags.repaired"),
        (def.derived, "flags.derived"),
    ]
    .into_iter()
    .filter(|(set, _)| *set)
    .map(|(_, word)| view.word(word))
    .collect()
}
