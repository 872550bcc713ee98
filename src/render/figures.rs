//! Figures as readers see them: written out, with year, status, qualifier and source.

use rust_decimal::RoundingStrategy;

use super::html::escape;
use super::view::View;
use crate::figure::write::{UnitKind as Written, write};
use crate::i18n::{Lang, PartialDate};
use crate::parse::records::{Period, Qualifier, Unit, UnitKind};
use crate::parse::{Amount, Exact, records};
use crate::plan::Subject;
use crate::portal::{DocumentId, LinkedObservation, ObservationId};

/// A value in an indicator's unit, written in full for a language.
pub fn written(amount: Amount, unit: &Unit, lang: Lang) -> String {
    let Amount::Decimal(value) = amount else { return amount.to_string() };
    let value = value.0;
    let number = match unit.kind {
        UnitKind::Money => write(&value, Written::ScaledCount, lang),
        UnitKind::Ratio => return write(&value, Written::Ratio, lang),
        UnitKind::Rank => return write(&value, Written::Rank, lang),
        UnitKind::Count | UnitKind::Percent | UnitKind::Points | UnitKind::Clock | UnitKind::Plain => {
            write(&value, Written::Plain, lang)
        }
    };
    let one = unit.suffix_one.as_ref().filter(|_| value == rust_decimal::Decimal::ONE);
    format!("{number}{}", one.unwrap_or(&unit.suffix).get(lang))
}

/// A figure with its qualifier: `≥95%`, `约2,100人`, or the words of its status.
pub fn label(view: &View<'_>, observation: &LinkedObservation, unit: &Unit, lang: Lang) -> String {
    shown(view, observation, unit, None, lang)
}

/// The same with no more than some decimals: what is shown is rounded, half away from zero,
/// and the data never.
pub fn shown(
    view: &View<'_>,
    observation: &LinkedObservation,
    unit: &Unit,
    decimals: Option<u8>,
    lang: Lang,
) -> String {
    let words = view.words_in(lang);
    let Some(value) = observation.value else {
        return words.plain(&format!("status.{}.cell", observation.def.status.code()));
    };
    let written = |value: Amount, unit: &Unit, lang: Lang| written(rounded(value, decimals), unit, lang);
    let text = written(value, unit, lang);
    match observation.def.qualifier {
        Qualifier::Exact => text,
        Qualifier::Range => {
            let upper = observation.upper.map(|upper| written(upper, unit, lang)).unwrap_or_default();
            words.fill("qualifier.range", &[("low", &text), ("high", &upper)])
        }
        qualifier @ (Qualifier::About
        | Qualifier::MoreThan
        | Qualifier::AtLeast
        | Qualifier::LessThan
        | Qualifier::AtMost) => words.fill(&format!("qualifier.{}", qualifier.code()), &[("value", &text)]),
    }
}

/// A value with no more than some decimals. One that would become zero stays as it is: to
/// readers a zero is a finding.
fn rounded(amount: Amount, decimals: Option<u8>) -> Amount {
    let (Amount::Decimal(Exact(value)), Some(decimals)) = (amount, decimals) else { return amount };
    if value.scale() <= u32::from(decimals) {
        return amount;
    }
    let rounded = value.round_dp_with_strategy(u32::from(decimals), RoundingStrategy::MidpointAwayFromZero);
    if rounded.is_zero() { amount } else { Amount::Decimal(Exact(rounded)) }
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
