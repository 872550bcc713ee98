use super::*;
use std::collections::BTreeMap;
use std::str::FromStr;

/// Every figure of the two fact sets: id, printed, value, upper value, unit, qualifier, mark, indicator.
const CORPUS: &str = include_str!("../../../tests/figures/printed.tsv");

/// Strings that do not state the recorded value by themselves, with the reason.
const EXCEPTIONS: &[(&str, &str)] = &[
    ("hj-017", "the source prints % for percentage points"),
    ("nt-164", "the source prints % for percentage points"),
    ("hj-057", "a count of the list before it, not a number"),
    ("hj-097", "the qualifier stands in the sentence, not in the figure"),
    ("mdj-052", "the qualifier stands in the sentence, not in the figure"),
    ("mdj-064", "a ratio 4:6, recorded as the share of the first part"),
    ("mdj-065", "a name the editor counted as one"),
    ("mdj-068", "illegible: the misread number is printed"),
    ("mdj-093", "completed work, recorded as none left"),
];

fn zh(text: &str) -> Printed {
    parse(text, Lang::Zh).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn en(text: &str) -> Printed {
    parse(text, Lang::En).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn decimal(text: &str) -> Decimal {
    Decimal::from_str(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn dimension(unit: &str) -> Dimension {
    match unit {
        "percent" => Dimension::Percent,
        "percentage-points" | "percentage-point" => Dimension::PercentagePoints,
        "ratio" | "student-per-teacher" => Dimension::Ratio,
        "rank" => Dimension::Rank,
        "clock-time" => Dimension::Clock,
        "yuan" => Dimension::Money,
        unit if unit.starts_with("cny") => Dimension::Money,
        _ => Dimension::Plain,
    }
}

fn problem(fields: &[&str]) -> Option<String> {
    let [_, text, value, upper, unit, qualifier, ..] = fields else { return Some("short line".into()) };
    if text.is_empty() {
        return None;
    }
    let printed = match parse(text, Lang::Zh) {
        Ok(printed) => printed,
        Err(error) => return Some(error.to_string()),
    };
    if *qualifier == "masked" || *qualifier == "illegible" {
        return (!printed.masked).then(|| "not read as masked".into());
    }
    let low = decimal(value);
    let ends = printed.low == low || printed.high == Some(low);
    let fraction = printed.step.is_zero() && printed.low.round_dp(low.scale()) == low;
    if !ends && !fraction {
        return Some(format!("reads {} instead of {value}", printed.low));
    }
    if !upper.is_empty() && printed.high != Some(decimal(upper)) {
        return Some(format!("reads {:?} instead of {upper}", printed.high));
    }
    let free = printed.dimension == Dimension::Plain && dimension(unit) == Dimension::Ratio || printed.worded;
    if printed.dimension != dimension(unit) && !free {
        return Some(format!("{:?} for {unit}", printed.dimension));
    }
    use Qualifier::{About, AtLeast, AtMost, Exact, LessThan, MoreThan, Range};
    let fits: &[Qualifier] = match *qualifier {
        "exact" => &[Exact, Range],
        "approx" => &[About, MoreThan, Exact],
        "at-least" => &[AtLeast, MoreThan],
        "at-most" => &[AtMost, LessThan],
        _ => &[],
    };
    (!fits.contains(&printed.qualifier)).then(|| format!("{:?} for {qualifier}", printed.qualifier))
}

#[test]
fn every_printed_string_of_the_facts_states_its_value() {
    let exceptions: BTreeMap<&str, &str> = EXCEPTIONS.iter().copied().collect();
    let mut wrong = Vec::new();
    for line in CORPUS.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        match (problem(&fields), exceptions.contains_key(fields[0])) {
            (Some(why), false) => wrong.push(format!("{} {} ({}): {why}", fields[0], fields[1], fields[5])),
            (None, true) => wrong.push(format!("{} {} needs no exception", fields[0], fields[1])),
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}

/// Records whose measure word is not the one of their unit, as the source or the fact set has it.
const MEASURE_EXCEPTIONS: &[(&str, &str)] = &[
    ("o-001-13", "名 for person-times"),
    ("hj-170", "人 for person-times"),
    ("hd-033", "schools, recorded with the unit of persons"),
    ("mdj-078", "间 for schools"),
];

#[test]
fn measure_words_fit_the_units_of_the_facts() {
    use crate::figure::lexicon::measures::{Counted, counted};
    let mut wrong = Vec::new();
    for line in CORPUS.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let unit = match fields[4].trim_end_matches('s') {
            "person" => Counted::Persons,
            "person-time" => Counted::PersonTimes,
            "school" => Counted::Institutions,
            "square-metre" => Counted::SquareMetres,
            "year" => Counted::Years,
            "hour" => Counted::Hours,
            "vehicle" => Counted::Vehicles,
            _ => continue,
        };
        let measure = parse(fields[1], Lang::Zh).ok().and_then(|printed| printed.measure);
        let printed = measure.as_deref().map_or(Counted::Anything, counted);
        let fits = printed == unit || printed == Counted::Anything;
        if fits == MEASURE_EXCEPTIONS.iter().any(|(id, _)| *id == fields[0]) {
            wrong.push(format!("{} {} {}", fields[0], fields[1], fields[4]));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn shape(printed: &Printed) -> (String, Qualifier, Dimension) {
    (printed.low.normalize().to_string(), printed.qualifier, printed.dimension)
}

#[test]
fn chinese_phrases() {
    use Dimension::{Clock, Money, Percent, PercentagePoints, Plain, Rank, Ratio};
    use Qualifier::{About, AtLeast, AtMost, Exact, LessThan, MoreThan};
    for (text, low, qualifier, dimension) in [
        ("213.8084亿元", "21380840000", Exact, Money),
        ("2138084万元", "21380840000", Exact, Money),
        ("2100余人", "2100", MoreThan, Plain),
        ("近200个", "200", About, Plain),
        ("30所左右", "30", About, Plain),
        ("70%以上", "70", AtLeast, Percent),
        ("5%以内", "5", AtMost, Percent),
        ("不足六成", "60", LessThan, Percent),
        ("百分之九十五", "95", Exact, Percent),
        ("百分之百", "100", Exact, Percent),
        ("提高2.3个百分点", "2.3", Exact, PercentagePoints),
        ("下降0.5个百分点", "-0.5", Exact, PercentagePoints),
        ("1:13.5", "13.5", Exact, Ratio),
        ("8:30", "510", Exact, Clock),
        ("8时30分", "510", Exact, Clock),
        ("全省第一", "1", Exact, Rank),
        ("位居全省首位", "1", Exact, Rank),
        ("第3位", "3", Exact, Rank),
        ("一半以上", "50", AtLeast, Percent),
        ("约一半", "50", About, Percent),
        ("过半", "50", MoreThan, Percent),
        ("全覆盖", "100", Exact, Percent),
        ("清零", "0", Exact, Plain),
        ("全面覆盖", "100", Exact, Percent),
        ("从未发生", "0", Exact, Plain),
        ("连续第九年", "9", Exact, Plain),
        ("三个多月", "3", MoreThan, Plain),
        ("突破100万", "1000000", MoreThan, Plain),
        ("−1.21%", "-1.21", Exact, Percent),
    ] {
        assert_eq!(shape(&zh(text)), (low.to_owned(), qualifier, dimension), "{text}");
    }
}

#[test]
fn english_phrases() {
    use Dimension::{Money, Percent, PercentagePoints, Plain, Rank, Ratio};
    use Qualifier::{About, AtLeast, AtMost, Exact, LessThan, MoreThan};
    for (text, low, qualifier, dimension) in [
        ("21.38084 billion yuan", "21380840000", Exact, Money),
        ("CNY 12 million", "12000000", Exact, Money),
        ("more than 2,100 people", "2100", MoreThan, Plain),
        ("nearly 200", "200", About, Plain),
        ("every single", "100", Exact, Percent),
        ("not a single", "0", Exact, Plain),
        ("at least 70%", "70", AtLeast, Percent),
        ("95 per cent or more", "95", AtLeast, Percent),
        ("up to 1,000 yuan", "1000", AtMost, Money),
        ("fewer than 45 pupils", "45", LessThan, Plain),
        ("up 2.3 percentage points", "2.3", Exact, PercentagePoints),
        ("down 7.2%", "-7.2", Exact, Percent),
        ("first in the province", "1", Exact, Rank),
        ("ranked 22nd", "22", Exact, Rank),
        ("third place", "3", Exact, Rank),
        ("ninth year", "9", Exact, Plain),
        ("half", "50", Exact, Percent),
        ("a quarter", "25", Exact, Percent),
        ("more than half of the schools", "50", MoreThan, Percent),
        ("1:13.5", "13.5", Exact, Ratio),
        ("a total of twenty-two schools", "22", Exact, Plain),
        ("none", "0", Exact, Plain),
    ] {
        assert_eq!(shape(&en(text)), (low.to_owned(), qualifier, dimension), "{text}");
    }
}

#[test]
fn ranges_have_both_ends() {
    for (text, low, high) in [
        ("92%~95%", 92, 95),
        ("1至2名", 1, 2),
        ("300人至600人", 300, 600),
        ("3~5万元", 30_000, 50_000),
        ("130~140%", 130, 140),
    ] {
        let printed = zh(text);
        assert_eq!((printed.low, printed.high), (low.into(), Some(high.into())), "{text}");
        assert_eq!(printed.qualifier, Qualifier::Range);
    }
    for (text, low, high) in
        [("between 2 and 3 years", 2, 3), ("92%–95%", 92, 95), ("CNY 600 to 1,000 a month", 600, 1000)]
    {
        let printed = en(text);
        assert_eq!((printed.low, printed.high), (low.into(), Some(high.into())), "{text}");
    }
}

#[test]
fn the_step_is_the_last_printed_digit() {
    assert_eq!(zh("213.8亿元").step, decimal("10000000"));
    assert_eq!(zh("14.80%").step, decimal("0.01"));
    assert_eq!(zh("八成").step, decimal("10"));
    assert_eq!(en("half").step, Decimal::ZERO);
}

#[test]
fn the_measure_is_kept() {
    assert_eq!(zh("2449人次").measure.as_deref(), Some("人次"));
    assert_eq!(zh("144所学校").measure.as_deref(), Some("所学校"));
    assert_eq!(en("144 schools").measure.as_deref(), Some("schools"));
    assert_eq!(zh("93.37%").measure, None);
}

#[test]
fn what_is_no_figure_is_refused_with_a_reason() {
    for (text, kind) in [
        ("", "empty"),
        ("济南市", "no-number"),
        ("9164亿7元", "unknown-tail"),
        ("144所，新增", "unknown-tail"),
        ("5~3个", "bad-range"),
    ] {
        assert_eq!(parse(text, Lang::Zh).map_err(|error| error.kind()), Err(kind), "{text}");
    }
    assert_eq!(parse("12 schools and 4 cities", Lang::En).map_err(|error| error.kind()), Err("unknown-tail"));
    assert_eq!(parse("the schools", Lang::En).map_err(|error| error.kind()), Err("no-number"));
}

#[test]
fn a_fall_is_seen_before_the_figure() {
    assert!(falls_before("比上年下降", Lang::Zh));
    assert!(falls_before("spending went down ", Lang::En));
    assert!(!falls_before("比上年增长", Lang::Zh));
}

proptest::proptest! {
    #[test]
    fn any_text_is_parsed_or_refused(text in "[约近不超过第一二三十百万亿余多个所名元%～至分之0-9x*:.,a-z -]{0,20}") {
        for lang in [Lang::Zh, Lang::En] {
            let _ = parse(&text, lang);
        }
    }
}
