//! Figures printed in narratives against the data they are bound to.

use rust_decimal::Decimal;

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::figure::compare::{Bound, Status};
use crate::figure::lexicon::measures::{Counted, counted};
use crate::figure::printed::names_fall;
use crate::figure::write::{UnitKind as Written, write_qualified, write_range};
use crate::figure::{Dimension, Printed, PrintedError, Slip, Value, Verdict, compare};
use crate::i18n::{Lang, Text, text};
use crate::parse::data::{self, UnitKind};
use crate::parse::{Amount, Reference};
use crate::portal::ids::{JurisdictionId, ObservationId};
use crate::portal::join::links::LinkTarget;
use crate::portal::model::{LinkedNarrative, Portal};
use crate::say;

/// The breakdown that keeps the two ends of a printed range apart, and its values.
const BOUND: (&str, &str, &str) = ("bound", "lower", "upper");

/// Checks one bound figure.
pub fn check(
    portal: &Portal,
    narrative: &LinkedNarrative,
    reference: &Reference,
    target: &LinkTarget,
    lang: Lang,
    problems: &mut Diagnostics,
) {
    let LinkTarget::Observation(id) = target else { return };
    if let Some(page) = narrative.jurisdiction {
        let named: Vec<JurisdictionId> = narrative.county.iter().chain(&narrative.mentions).copied().collect();
        problems.extend(elsewhere(portal, page, Some(&named), reference, *id).into_iter().collect());
    }
    problems.extend(check_bound(portal, reference, *id, lang).into_iter().collect());
}

/// What is wrong with the words of a bound figure.
pub fn check_bound(portal: &Portal, reference: &Reference, id: ObservationId, lang: Lang) -> Option<Diagnostic> {
    let stated = reference.stated.as_ref()?;
    let observation = portal.observation(id);
    if observation.value.is_none() && observation.def.status.has_value() {
        // The value cannot be read, which has been reported at its place.
        return None;
    }
    let value = value(portal, id);
    let problem = match &stated.printed {
        // Words without a number say truly that there is none; and where the document
        // itself uses a word (完成, up to standard), a word is all that can be asked for.
        Err(PrintedError::NoNumber(_)) if value.status != Status::Known || observation.def.worded => return None,
        Err(error) => unreadable(reference, error),
        Ok(printed) => differs(portal, reference, id, verdict(printed, &value, stated.falls)?, lang),
    };
    Some(problem.related(place_of(portal, id), data_has(portal, id)))
}

/// Holds a value against the characters that the document prints. What cannot be read
/// as a figure (a whole sentence, a table cell without its unit) proves nothing.
pub fn as_printed(portal: &Portal, id: ObservationId) -> Option<Diagnostic> {
    let def = &portal.observation(id).def;
    let written = def.as_printed.as_ref()?;
    let printed = crate::figure::parse(written, Lang::Zh).ok()?;
    let value = value(portal, id);
    let (Some(Verdict::Differs { hint }), Some(place)) = (verdict(&printed, &value, true), &def.value) else {
        return None;
    };
    let wanted = label(portal, id, Lang::Zh);
    let (zh, en) = slip(hint);
    let text = &written.value;
    let message =
        say!("值是{wanted}，`as_printed`却是“{text}”", "the value is {wanted}, and `as_printed` says “{text}”");
    let help = say!(
        "{zh}。对照公开文件，改正`value`或`as_printed`",
        "{en}; compare with the document and correct `value` or `as_printed`"
    );
    let printed = say!("文件印的", "as the document prints it");
    Some(Diagnostic::new(Code::NotAsPrinted, place.span, message).related(written.span, printed).help(help))
}

/// What is wrong with a printed figure; nothing where it states the value.
pub fn verdict(printed: &Printed, value: &Value, falls: bool) -> Option<Verdict> {
    match compare(printed, value) {
        verdict if verdict.is_fine() => None,
        Verdict::SignMissing if falls => None,
        Verdict::DimensionDiffers if value.status == Status::Masked && printed.masked => None,
        verdict => Some(verdict),
    }
}

/// An observation as the grammar of figures compares it.
pub fn value(portal: &Portal, id: ObservationId) -> Value {
    let observation = portal.observation(id);
    let indicator = portal.indicator(observation.indicator);
    let unit = portal.unit(indicator.unit);
    let status = match observation.def.status {
        data::Status::Masked => Status::Masked,
        status if status.has_value() && observation.value.is_some() => Status::Known,
        _ => Status::Missing,
    };
    Value {
        low: observation.value.map(number).unwrap_or_default(),
        high: observation.upper.map(number),
        qualifier: observation.def.qualifier,
        dimension: dimension(unit),
        status,
        counted: counted_by(unit, observation.def.printed()),
        counts_fall: names_fall(&indicator.def.names.zh),
        bound: bound(portal, &observation.breakdown),
    }
}

fn number(amount: Amount) -> Decimal {
    match amount {
        Amount::Decimal(exact) => exact.0,
        Amount::Clock(minutes) => Decimal::from(minutes),
    }
}

fn dimension(unit: &data::Unit) -> Dimension {
    match unit.kind {
        // n to one, the other way round: 3.87∶1.
        UnitKind::Plain if unit.suffix.zh.starts_with(['∶', ':', '：']) => Dimension::Ratio,
        UnitKind::Money => Dimension::Money,
        UnitKind::Percent => Dimension::Percent,
        UnitKind::Points => Dimension::PercentagePoints,
        UnitKind::Ratio => Dimension::Ratio,
        UnitKind::Rank => Dimension::Rank,
        UnitKind::Clock => Dimension::Clock,
        UnitKind::Count | UnitKind::Plain => Dimension::Plain,
    }
}

/// What a unit counts, from the words that stand behind its numbers; where it counts
/// anything, what the document itself counts.
fn counted_by(unit: &data::Unit, as_printed: Option<&str>) -> Counted {
    let words = [unit.suffix.zh.trim(), unit.names.zh.trim()];
    let by_unit = words.into_iter().map(counted).find(|counted| *counted != Counted::Anything);
    let printed = || crate::figure::parse(as_printed?, Lang::Zh).ok()?.measure;
    by_unit.or_else(|| printed().map(|measure| counted(&measure))).unwrap_or(Counted::Anything)
}

fn bound(portal: &Portal, breakdown: &[(usize, usize)]) -> Option<Bound> {
    let (dimension, lower, upper) = BOUND;
    breakdown.iter().find_map(|(position, value)| {
        let known = &portal.dimensions[*position];
        let value = known.values.get(*value).filter(|_| known.id.value == dimension)?;
        match value.id.value.as_str() {
            word if word == lower => Some(Bound::Lower),
            word if word == upper => Some(Bound::Upper),
            _ => None,
        }
    })
}

/// A value as a reader of `lang` expects it, qualifier and unit included.
pub fn label(portal: &Portal, id: ObservationId, lang: Lang) -> String {
    let observation = portal.observation(id);
    let Some(low) = observation.value.map(number) else {
        return status_words(observation.def.status).get(lang).clone();
    };
    let unit = portal.unit(portal.indicator(observation.indicator).unit);
    let kind = written(unit.kind);
    let text = match observation.upper.map(number) {
        Some(high) => write_range(&low, &high, kind, lang),
        None => write_qualified(&low, observation.def.qualifier, kind, lang),
    };
    let counts = matches!(unit.kind, UnitKind::Count | UnitKind::Plain);
    let suffix = match &unit.suffix_one {
        Some(one) if low == Decimal::ONE => one,
        _ => &unit.suffix,
    };
    // The suffix belongs behind the number: 2,100人以上.
    match (counts, lang) {
        (true, Lang::Zh) => match text.strip_suffix("以上") {
            Some(number) => format!("{number}{}以上", suffix.zh),
            None => format!("{text}{}", suffix.zh),
        },
        (true, Lang::En) => format!("{text}{}", suffix.en),
        (false, _) => text,
    }
}

fn written(kind: UnitKind) -> Written {
    match kind {
        UnitKind::Money => Written::Money,
        UnitKind::Count => Written::Count,
        UnitKind::Percent => Written::Percent,
        UnitKind::Points => Written::Points,
        UnitKind::Ratio => Written::Ratio,
        UnitKind::Rank => Written::Rank,
        UnitKind::Clock => Written::Clock,
        UnitKind::Plain => Written::Plain,
    }
}

fn status_words(status: data::Status) -> Text {
    match status {
        data::Status::Masked => text("隐去", "masked"),
        data::Status::Illegible => text("无法辨认", "illegible"),
        data::Status::NotApplicable => text("不适用", "not applicable"),
        _ => text("未公布", "not published"),
    }
}

/// Where the data says the value.
pub fn place_of(portal: &Portal, id: ObservationId) -> crate::diag::Span {
    let def = &portal.observation(id).def;
    def.value.as_ref().map_or(def.id.span, |value| value.span)
}

/// What the data says, and on whose word.
pub fn data_has(portal: &Portal, id: ObservationId) -> Text {
    let observation = portal.observation(id);
    let (zh, en) = (label(portal, id, Lang::Zh), label(portal, id, Lang::En));
    let title = &portal.document(observation.document).titles;
    let place = observation.def.source.place.as_ref();
    let (at_zh, at_en) = place.map_or((String::new(), String::new()), |p| (p.zh.clone(), format!(", {}", p.en)));
    let (title_zh, title_en) = (&title.zh, &title.en);
    say!("数据是{zh}，出自《{title_zh}》{at_zh}", "the data has {en}, from “{title_en}”{at_en}")
}

fn unreadable(reference: &Reference, error: &PrintedError) -> Diagnostic {
    let wrong = &reference.text.value;
    let label = match error {
        PrintedError::Empty => say!("这里没有文字", "there is no text here"),
        PrintedError::NoNumber(_) => say!("这里没有数", "there is no number in it"),
        PrintedError::UnknownTail(rest) => {
            say!("数后面的“{rest}”读不懂", "“{rest}” behind the number is not understood")
        }
        PrintedError::BadRange(range) => {
            say!("“{range}”的上限不大于下限", "the range “{range}” does not rise")
        }
    };
    Diagnostic::new(
        Code::FigureDiffers,
        reference.text.span,
        say!(
            "`{wrong}`读不成一个数值，无法与数据核对",
            "`{wrong}` cannot be read as a figure, so it cannot be checked"
        ),
    )
    .label(label)
    .help(say!(
        "方括号里只写数值本身，连同“约”“余”和单位；其他字移到方括号外",
        "put only the figure between the brackets, with its “about” or “more than” and its unit; move other words out"
    ))
}

fn differs(portal: &Portal, reference: &Reference, id: ObservationId, verdict: Verdict, lang: Lang) -> Diagnostic {
    let (zh, en) = (label(portal, id, Lang::Zh), label(portal, id, Lang::En));
    let wanted = format!("{}{}", label(portal, id, lang), measure(portal, reference, id, lang));
    let wrong = &reference.text.value;
    let Words { message, help } = words(wrong, &wanted, verdict);
    Diagnostic::new(Code::FigureDiffers, reference.text.span, message)
        .label(say!("数据是{zh}", "the data has {en}"))
        .help(help)
}

/// The measure word that the text has, where the unit of the data has none.
fn measure(portal: &Portal, reference: &Reference, id: ObservationId, lang: Lang) -> String {
    let observation = portal.observation(id);
    let unit = portal.unit(portal.indicator(observation.indicator).unit);
    let counts = matches!(unit.kind, UnitKind::Count | UnitKind::Plain) && unit.suffix.get(lang).is_empty();
    let printed = reference.stated.as_ref().and_then(|stated| stated.printed.as_ref().ok());
    match (printed.and_then(|printed| printed.measure.as_ref()), observation.value, lang) {
        (Some(measure), Some(_), Lang::Zh) if counts => measure.clone(),
        (Some(measure), Some(_), Lang::En) if counts => format!(" {}", measure.trim()),
        _ => String::new(),
    }
}

struct Words {
    message: Text,
    help: Text,
}

/// What is wrong, and what to do, for each verdict.
fn words(wrong: &str, wanted: &str, verdict: Verdict) -> Words {
    let (message, help) = match verdict {
        Verdict::Differs { hint } => {
            (say!("`{wrong}`与数据不符", "`{wrong}` is not what the data says"), correct(slip(hint), wanted))
        }
        Verdict::QualifierMissing => (
            say!(
                "`{wrong}`漏了“约”“余”“以上”一类的字",
                "`{wrong}` lacks the “about”, “more than” or “at least” of the data"
            ),
            say!("写成`{wanted}`，或用意思相同的字", "write `{wanted}`, or other words that mean the same"),
        ),
        Verdict::QualifierDiffers => (
            say!(
                "`{wrong}`的“约”“余”“以上”一类的字与数据不合",
                "`{wrong}` qualifies the number in another way than the data"
            ),
            say!(
                "写成`{wanted}`；原文另有说法的，改正数据的`qualifier`",
                "write `{wanted}`; if the document qualifies it in another way, correct `qualifier` in the data"
            ),
        ),
        Verdict::DimensionDiffers => (
            say!("`{wrong}`的单位与数据不合", "`{wrong}` has another unit than the data"),
            say!("写成`{wanted}`；绑错了的，换成对的编号", "write `{wanted}`, or bind the right observation"),
        ),
        Verdict::MeasureDiffers => (
            say!(
                "`{wrong}`的数对，但数的不是同一种东西",
                "`{wrong}` has the right number, but counts other things than the data"
            ),
            say!("改正量词，如`{wanted}`", "correct the word behind the number, as in `{wanted}`"),
        ),
        Verdict::DirectionDiffers => (
            say!("`{wrong}`说是下降，数据是上升", "`{wrong}` says that it fell, and the data says that it rose"),
            say!("对照公开文件，改正方向", "compare with the document and correct the direction"),
        ),
        Verdict::SignMissing => (
            say!("数据是下降，文字没有说下降", "the data says that it fell, and the text does not"),
            say!("写上“下降”或“减少”", "say that it fell: “down”, “fell by”"),
        ),
        Verdict::MaskedRevealed => (
            say!("文件隐去了这个数，`{wrong}`却写了出来", "the document masks this figure, and `{wrong}` prints one"),
            say!(
                "写“数字隐去”；另有文件公布了的，先在数据里补上数和出处",
                "write “masked”; if another document publishes it, first enter the value and its source in the data"
            ),
        ),
        Verdict::ValueMasked => (
            say!("`{wrong}`说是隐去，数据里却有数", "`{wrong}` says that it is masked, and the data has a value"),
            say!("写成`{wanted}`，或改正数据的`status`", "write `{wanted}`, or correct `status` in the data"),
        ),
        Verdict::NoValue => (
            say!("数据里没有这个数，`{wrong}`却写了", "the data has no value here, and `{wrong}` prints one"),
            say!(
                "删去这个数；原文有的，先补进数据",
                "delete the number; if the document prints it, enter it in the data first"
            ),
        ),
        Verdict::Equal | Verdict::Rounded | Verdict::Fine => (text("", ""), text("", "")),
    };
    Words { message, help }
}

fn correct((zh, en): (&str, &str), wanted: &str) -> Text {
    say!(
        "{zh}。对照公开文件：文字错了改成`{wanted}`，数据错了改数据",
        "{en}; compare with the document, then write `{wanted}` here or correct the data"
    )
}

fn slip(hint: Option<Slip>) -> (&'static str, &'static str) {
    match hint {
        Some(Slip::MagnitudeWord) => (
            "多半是“万”“亿”写错或漏写",
            "a scale word (万, 亿, thousand, million, billion) is probably wrong or missing",
        ),
        Some(Slip::DecimalPoint) => ("多半是小数点错位", "the decimal point is probably in the wrong place"),
        Some(Slip::DigitsSwapped) => ("多半是相邻两个数字颠倒", "two neighbouring digits have probably changed places"),
        Some(Slip::OneDigit) => ("多半是一个数字写错", "one digit is probably wrong"),
        Some(Slip::CutOff) => ("末位应当四舍五入，不能直接舍去", "the last digit should be rounded, not cut off"),
        None => ("两处中有一处不对", "one of the two is wrong"),
    }
}

/// A figure of a place that has nothing to do with the text's, nor with those that it names;
/// there are none to name in a statement of the data.
pub fn elsewhere(
    portal: &Portal,
    page: JurisdictionId,
    named: Option<&[JurisdictionId]>,
    reference: &Reference,
    id: ObservationId,
) -> Option<Diagnostic> {
    let place = portal.observation(id).jurisdiction;
    let related = |other| place == other || portal.lies_in(place, other) || portal.lies_in(other, place);
    let names = named.unwrap_or(&[]).iter().any(|known| related(*known));
    if related(page) || names {
        return None;
    }
    let (of, at) = (&portal.jurisdiction(place).def, &portal.jurisdiction(page).def);
    let (zh, en) = (&of.names.zh, &of.names.en);
    let (page_zh, page_en) = (&at.names.zh, &at.names.en);
    let slug = &of.slug.value;
    Some(
        Diagnostic::new(
            Code::FigureElsewhere,
            reference.target.span,
            say!("这是{zh}的数据，本篇写的是{page_zh}", "this figure is of {en}, and the page is about {page_en}"),
        )
        .related(portal.observation(id).def.id.span, say!("{zh}的数据", "a figure of {en}"))
        .help(match named {
            Some(_) => say!(
                "换成{page_zh}的数据；确实写到{zh}的，在`mentions`里写上`{slug}`",
                "bind a figure of {page_en}; if the text does speak of {en}, name `{slug}` in `mentions`"
            ),
            None => say!("换成{page_zh}的数据", "bind a figure of {page_en}"),
        }),
    )
}
