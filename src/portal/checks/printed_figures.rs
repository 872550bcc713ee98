//! Figures as they are printed, against the data that they are bound to: in narratives, in
//! the texts of the data, and in the characters that a document prints.

use crate::diag::{Amendment, Code, Cure, Diagnostic, Spanned};
use crate::figure::compare::Status;
use crate::figure::{PrintedError, Slip, Verdict};
use crate::i18n::{Lang, Text, text};
use crate::parse::Reference;
use crate::parse::records::UnitKind;
use crate::portal::checks::findings::Recorder;
use crate::portal::checks::scope::Scope;
use crate::portal::data_texts::BoundTo;
use crate::portal::figure_values::{comparable_value, data_has, label, place_of, verdict};
use crate::portal::ids::{JurisdictionId, ObservationId};
use crate::portal::model::Portal;
use crate::portal::records::LinkedNarrative;
use crate::say;

/// Checks every figure that is printed.
pub fn check(scope: &Scope<'_>, recorder: &mut Recorder<'_>) {
    let portal = scope.portal;
    scope.each_figure(recorder, |id, found| found.extend(diagnose_as_printed(portal, id).into_iter().collect()));
    scope.each_text(recorder, |narrative, text, lang, found| {
        let named: Vec<JurisdictionId> = narrative.county.iter().chain(&narrative.mentions).copied().collect();
        for (id, reference) in text.bound_figures() {
            let elsewhere =
                narrative.jurisdiction.and_then(|page| diagnose_elsewhere(portal, page, Some(&named), reference, id));
            let elsewhere = elsewhere.map(|problem| mentioned(portal, narrative, id, problem));
            let printed = check_bound(portal, reference, id, lang);
            found.extend(elsewhere.into_iter().chain(printed).collect());
        }
    });
    scope.each_data_text(recorder, |data_text, found| {
        for lang in Lang::ALL {
            for (bound, link) in data_text.links(portal, lang) {
                let Some(BoundTo::Figure(id)) = bound else { continue };
                let page = data_text.place.filter(|_| !data_text.computed.contains(&id));
                let elsewhere = page.and_then(|page| diagnose_elsewhere(portal, page, None, link, id));
                found.extend(elsewhere.into_iter().chain(check_bound(portal, link, id, lang)).collect());
            }
        }
    });
}

/// To say that the text speaks of the figure's place too.
fn mentioned(portal: &Portal, narrative: &LinkedNarrative, id: ObservationId, problem: Diagnostic) -> Diagnostic {
    let slug = &portal.jurisdiction(portal.observation(id).jurisdiction).def.slug.value;
    let says = say!("本文也写到`{slug}`，在`mentions`里写上", "the text speaks of `{slug}` too: name it in `mentions`");
    // Fields of both languages stand in the Chinese file.
    let Some(text) = narrative.texts.get(Lang::Zh) else { return problem };
    let change = Amendment::AddItem { file: text.def.file, key: "mentions", item: slug.clone() };
    problem.cure(Cure::proposed(says, change))
}

/// What is wrong with the words of a bound figure.
fn check_bound(portal: &Portal, reference: &Reference, id: ObservationId, lang: Lang) -> Option<Diagnostic> {
    let stated = reference.stated.as_ref()?;
    let observation = portal.observation(id);
    if observation.value.is_none() && observation.def.status.has_value() {
        // The value cannot be read, which has been reported at its place.
        return None;
    }
    let value = comparable_value(portal, id);
    let problem = match &stated.printed {
        // Words without a number say truly that there is none; and where the document
        // itself uses a word (完成, up to standard), a word is all that can be asked for.
        Err(PrintedError::NoNumber(_)) if value.status != Status::Known || observation.def.worded => return None,
        Err(error) => diagnose_unreadable(reference, error),
        Ok(printed) => match verdict(printed, &value, stated.falls)? {
            Verdict::MeasureDiffers if reference.meant => return None,
            verdict => diagnose_difference(portal, reference, id, verdict, lang),
        },
    };
    Some(problem.related(place_of(portal, id), data_has(portal, id)))
}

/// Holds a value against the characters that the document prints. What cannot be read
/// as a figure (a whole sentence, a table cell without its unit) proves nothing.
fn diagnose_as_printed(portal: &Portal, id: ObservationId) -> Option<Diagnostic> {
    let def = &portal.observation(id).def;
    let written = def.as_printed.as_ref()?;
    let printed = crate::figure::parse(written, Lang::Zh).ok()?;
    let value = comparable_value(portal, id);
    let (Some(Verdict::Differs { hint }), Some(place)) = (verdict(&printed, &value, true), &def.value) else {
        return None;
    };
    let wanted = label(portal, id, Lang::Zh);
    let (zh, en) = slip_words(hint);
    let text = &written.value;
    let message =
        say!("值是{wanted}，`as_printed`却是“{text}”", "the value is {wanted}, and `as_printed` says “{text}”");
    let help = say!(
        "{zh}。对照公开文件，改正`value`或`as_printed`",
        "{en}; compare with the document and correct `value` or `as_printed`"
    );
    let printed = say!("文件印的", "as the document prints it");
    let problem = Diagnostic::new(Code::NotAsPrinted, place.span, message).related(written.span, printed).help(help);
    Some(as_one_number(place, written).into_iter().fold(problem, Diagnostic::cure))
}

/// To let the value say the one number that the document prints, or the other way round.
fn as_one_number<T: std::fmt::Display>(value: &Spanned<T>, written: &Spanned<String>) -> Vec<Cure> {
    let mut numbers = written.split(|c: char| !c.is_ascii_digit() && c != '.').filter(|part| !part.is_empty());
    let (Some(number), None, said) = (numbers.next(), numbers.next(), value.value.to_string()) else {
        return Vec::new();
    };
    // Another unit has other digits: that is no slip.
    if number.len() != said.len() {
        return Vec::new();
    }
    vec![Cure::replace(value.span, said.as_str(), number), Cure::replace(written.span, number, said.as_str())]
}

fn diagnose_unreadable(reference: &Reference, error: &PrintedError) -> Diagnostic {
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

fn diagnose_difference(
    portal: &Portal,
    reference: &Reference,
    id: ObservationId,
    verdict: Verdict,
    lang: Lang,
) -> Diagnostic {
    let (zh, en) = (label(portal, id, Lang::Zh), label(portal, id, Lang::En));
    let wanted = format!("{}{}", label(portal, id, lang), measure(portal, reference, id, lang));
    let wrong = &reference.text.value;
    let VerdictWords { message, help } = verdict_words(wrong, &wanted, verdict);
    Diagnostic::new(Code::FigureDiffers, reference.text.span, message)
        .label(say!("数据是{zh}", "the data has {en}"))
        .help(help)
        .instead(wrong, &wanted)
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

struct VerdictWords {
    message: Text,
    help: Text,
}

/// What is wrong, and what to do, for each verdict.
fn verdict_words(wrong: &str, wanted: &str, verdict: Verdict) -> VerdictWords {
    let (message, help) = match verdict {
        Verdict::Differs { hint } => (
            say!("`{wrong}`与数据不符", "`{wrong}` is not what the data says"),
            correction_help(slip_words(hint), wanted),
        ),
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
    VerdictWords { message, help }
}

fn correction_help((zh, en): (&str, &str), wanted: &str) -> Text {
    say!(
        "{zh}。对照公开文件：文字错了改成`{wanted}`，数据错了改数据",
        "{en}; compare with the document, then write `{wanted}` here or correct the data"
    )
}

fn slip_words(hint: Option<Slip>) -> (&'static str, &'static str) {
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
fn diagnose_elsewhere(
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
