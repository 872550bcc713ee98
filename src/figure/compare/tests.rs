use super::*;
use crate::figure::printed::parse;
use crate::i18n::Lang;
use std::str::FromStr;

fn value(text: &str, qualifier: Qualifier, dimension: Dimension) -> ComparedValue {
    let low = Decimal::from_str(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    ComparedValue { qualifier, ..ComparedValue::exact(low, dimension) }
}

fn verdict(text: &str, value: &ComparedValue) -> Verdict {
    let lang = if text.is_ascii() { Lang::En } else { Lang::Zh };
    compare(&parse(text, lang).unwrap_or_else(|error| panic!("{text}: {error}")), value)
}

fn slip(text: &str, value: &ComparedValue) -> Option<Slip> {
    match verdict(text, value) {
        Verdict::Differs { hint } => hint,
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn money_is_compared_at_the_precision_printed() {
    let spent = value("21380840000", Qualifier::Exact, Dimension::Money);
    assert_eq!(verdict("213.8084亿元", &spent), Verdict::Equal);
    assert_eq!(verdict("2138084万元", &spent), Verdict::Equal);
    assert_eq!(verdict("21.38084 billion yuan", &spent), Verdict::Equal);
    assert_eq!(verdict("213.8亿元", &spent), Verdict::Rounded);
    assert!(!verdict("213.9亿元", &spent).is_fine());
    assert!(!verdict("213亿元", &value("213900000000", Qualifier::Exact, Dimension::Money)).is_fine());
}

#[test]
fn slips_are_named() {
    let spent = value("21380840000", Qualifier::Exact, Dimension::Money);
    assert_eq!(slip("2138084亿元", &spent), Some(Slip::MagnitudeWord));
    assert_eq!(slip("2138084元", &spent), Some(Slip::MagnitudeWord));
    assert_eq!(slip("21.38084 million yuan", &spent), Some(Slip::MagnitudeWord));
    assert_eq!(slip("2138.084亿元", &spent), Some(Slip::DecimalPoint));
    assert_eq!(slip("21.4亿元", &spent), Some(Slip::DecimalPoint));
    assert_eq!(slip("2183084万元", &spent), Some(Slip::DigitsSwapped));
    assert_eq!(slip("2138094万元", &spent), Some(Slip::OneDigit));
    assert_eq!(slip("27.02%", &value("27.027", Qualifier::Exact, Dimension::Percent)), Some(Slip::CutOff));
    assert_eq!(slip("12%", &value("57", Qualifier::Exact, Dimension::Percent)), None);
}

#[test]
fn qualifiers_must_agree() {
    use Qualifier::{About, AtLeast, Exact, LessThan, MoreThan};
    let count = |text, qualifier| value(text, qualifier, Dimension::Plain);
    for (text, value, expected) in [
        ("2100余人", count("2100", MoreThan), Verdict::Equal),
        ("2100人", count("2100", MoreThan), Verdict::QualifierMissing),
        ("约2100人", count("2100", MoreThan), Verdict::QualifierDiffers),
        ("超过2138人", count("2138", Exact), Verdict::QualifierDiffers),
        ("more than 2,100", count("2138", Exact), Verdict::Fine),
        ("more than 2,000", count("2138", Exact), Verdict::Fine),
        ("more than 1,000", count("2138", Exact), Verdict::Differs { hint: None }),
        ("less than 2,200", count("2138", Exact), Verdict::Fine),
        ("约2100人", count("2138", Exact), Verdict::Fine),
        ("约2138人", count("2138", Exact), Verdict::QualifierDiffers),
        ("约2500人", count("2138", Exact), Verdict::Differs { hint: None }),
        ("约3.3万人", count("33000", About), Verdict::Equal),
        ("3.3万人", count("33000", About), Verdict::QualifierMissing),
        ("at least 95", count("95", AtLeast), Verdict::Equal),
        ("more than 95", count("95", AtLeast), Verdict::QualifierDiffers),
        ("at least 2,100", count("2100", MoreThan), Verdict::Fine),
        ("不到30个", count("30", LessThan), Verdict::Equal),
        ("2100至2200人", count("2138", Exact), Verdict::Fine),
    ] {
        assert_eq!(verdict(text, &value), expected, "{text}");
    }
}

#[test]
fn dimensions_and_measures_must_agree() {
    let share = value("10", Qualifier::Exact, Dimension::Percent);
    assert_eq!(verdict("10%", &share), Verdict::Equal);
    assert_eq!(verdict("一成", &share), Verdict::Equal);
    assert_eq!(verdict("10个百分点", &share), Verdict::DimensionDiffers);
    assert_eq!(verdict("10元", &value("10", Qualifier::Exact, Dimension::Plain)), Verdict::DimensionDiffers);
    assert_eq!(verdict("10 points", &value("10", Qualifier::Exact, Dimension::PercentagePoints)), Verdict::Equal);
    assert_eq!(verdict("清零", &share), Verdict::Differs { hint: None });
    let schools = ComparedValue { counted: Counted::Institutions, ..value("144", Qualifier::Exact, Dimension::Plain) };
    assert_eq!(verdict("144所", &schools), Verdict::Equal);
    assert_eq!(verdict("144人", &schools), Verdict::MeasureDiffers);
    assert_eq!(verdict("144 teachers", &schools), Verdict::MeasureDiffers);
    assert_eq!(verdict("144个", &schools), Verdict::Equal);
}

#[test]
fn directions_must_agree() {
    let change = value("-7.2", Qualifier::Exact, Dimension::Percent);
    assert_eq!(verdict("下降7.2%", &change), Verdict::Equal);
    assert_eq!(verdict("7.2%", &change), Verdict::SignMissing);
    let rise = value("7.2", Qualifier::Exact, Dimension::Percent);
    assert_eq!(verdict("下降7.2%", &rise), Verdict::DirectionDiffers);
    assert_eq!(verdict("down 7.2%", &ComparedValue { counts_fall: true, ..rise }), Verdict::Equal);
}

#[test]
fn masked_values_stay_masked() {
    let masked = ComparedValue { status: Status::Masked, ..value("0", Qualifier::Exact, Dimension::Plain) };
    assert_eq!(verdict("xx所", &masked), Verdict::Equal);
    assert_eq!(verdict("12所", &masked), Verdict::MaskedRevealed);
    assert_eq!(verdict("xx所", &value("12", Qualifier::Exact, Dimension::Plain)), Verdict::ValueMasked);
    let missing = ComparedValue { status: Status::Missing, ..masked };
    assert_eq!(verdict("12所", &missing), Verdict::NoValue);
}

#[test]
fn ranges_are_compared_by_both_ends() {
    let range = ComparedValue { high: Some(600.into()), ..value("300", Qualifier::Range, Dimension::Plain) };
    assert_eq!(verdict("300~600人", &range), Verdict::Equal);
    assert_eq!(verdict("300人", &range), Verdict::QualifierMissing);
    assert!(!verdict("300~500人", &range).is_fine());
    let upper = ComparedValue { bound: Some(Bound::Upper), ..value("1000", Qualifier::Exact, Dimension::Money) };
    assert_eq!(verdict("每月600元至1000元", &upper), Verdict::Equal);
    assert_eq!(verdict("1000元", &upper), Verdict::Equal);
}

#[test]
fn shares_in_words_are_compared_at_the_precision_of_the_data() {
    assert_eq!(verdict("六分之一", &value("16.67", Qualifier::Exact, Dimension::Percent)), Verdict::Rounded);
    assert_eq!(verdict("half", &value("50", Qualifier::Exact, Dimension::Percent)), Verdict::Equal);
    assert!(!verdict("half", &value("48", Qualifier::Exact, Dimension::Percent)).is_fine());
    assert_eq!(verdict("more than half", &value("61.6", Qualifier::Exact, Dimension::Percent)), Verdict::Fine);
}

/// Figures of the facts as the portal's data keeps them: the qualifier is the one printed.
fn corpus() -> Vec<(&'static str, Printed, ComparedValue)> {
    let lines = include_str!("../../../tests/figures/printed.tsv").lines();
    let record = |line: &'static str| {
        let fields: Vec<&str> = line.split('\t').collect();
        let printed = parse(fields[1], Lang::Zh).ok()?;
        let low = Decimal::from_str(fields[2]).ok();
        let status = if low.is_some() { Status::Known } else { Status::Masked };
        let high = Decimal::from_str(fields[3]).ok();
        let bound = (printed.high.is_some() && high.is_none())
            .then(|| if low == printed.high { Bound::Upper } else { Bound::Lower });
        let value = ComparedValue {
            status,
            high,
            bound,
            qualifier: printed.qualifier,
            ..ComparedValue::exact(low.unwrap_or_default(), printed.dimension)
        };
        if low.is_none() && !printed.masked {
            return None;
        }
        let exact = printed.masked || low == Some(printed.low) || low == printed.high || printed.step.is_zero();
        exact.then_some((fields[1], printed, value))
    };
    lines.filter_map(record).collect()
}

#[test]
fn every_figure_of_the_facts_states_its_value() {
    let records = corpus();
    assert!(records.len() > 920, "{}", records.len());
    for (text, printed, value) in records {
        let verdict = compare(&printed, &value);
        let ratio = text == "4:6";
        assert!(verdict.is_fine() || ratio, "{text}: {verdict:?}");
    }
}

/// Every digit of every figure, changed to the next one; every scale word and unit exchanged.
#[test]
fn every_changed_digit_scale_and_unit_is_found() {
    let mut undetected = Vec::new();
    let mut planted = 0;
    // The other end of a range whose ends are two records is the business of the other record, and the magnitude of a
    // masked figure is hidden with it.
    for (text, _, value) in corpus().into_iter().filter(|(_, _, value)| value.bound.is_none()) {
        let masked = value.status == Status::Masked;
        let mut wrong: Vec<String> = Vec::new();
        for (at, c) in text.char_indices().filter(|(_, c)| c.is_ascii_digit() && !masked) {
            let next = char::from_digit((c.to_digit(10).unwrap_or(0) + 1) % 10, 10).unwrap_or('0');
            wrong.push(format!("{}{next}{}", &text[..at], &text[at + 1..]));
        }
        let swaps = [("万", "亿"), ("亿", "万"), ("万", ""), ("%", "个百分点"), ("元", "人"), ("个百分点", "%")];
        wrong.extend(
            swaps
                .iter()
                .filter(|(from, _)| text.contains(from) && !(masked && "万亿".contains(from)))
                .map(|(from, to)| text.replacen(from, to, 1)),
        );
        for text in wrong {
            planted += 1;
            let fine = parse(&text, Lang::Zh).is_ok_and(|printed| compare(&printed, &value).is_fine());
            if fine {
                undetected.push(text);
            }
        }
    }
    println!("{planted} planted, {} undetected", undetected.len());
    assert!(planted > 2000 && undetected.is_empty(), "{planted}: {undetected:?}");
}
