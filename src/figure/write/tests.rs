use super::*;
use crate::figure::printed::{Dimension, parse};
use proptest::prelude::*;
use std::str::FromStr;

fn decimal(text: &str) -> Decimal {
    Decimal::from_str(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

#[test]
fn values_are_written_as_issued() {
    for (value, kind, zh, en) in [
        ("21380840000", UnitKind::Money, "213.8084亿元", "21.38084 billion yuan"),
        ("12000000", UnitKind::Money, "1,200万元", "12 million yuan"),
        ("66892", UnitKind::Money, "66,892元", "66,892 yuan"),
        ("600", UnitKind::Money, "600元", "600 yuan"),
        ("2138084", UnitKind::Count, "2,138,084", "2,138,084"),
        ("2138084", UnitKind::ScaledCount, "213.8084万", "2.138084 million"),
        ("12345.6", UnitKind::Plain, "12,345.6", "12,345.6"),
        ("-1.21", UnitKind::Percent, "−1.21%", "−1.21%"),
        ("14.80", UnitKind::Percent, "14.80%", "14.80%"),
        ("2.3", UnitKind::PointsChange, "提高2.3个百分点", "up 2.3 percentage points"),
        ("-1", UnitKind::PointsChange, "下降1个百分点", "down 1 percentage point"),
        ("13.5", UnitKind::Ratio, "1:13.5", "1:13.5"),
        ("1", UnitKind::Rank, "第1位", "1st"),
        ("12", UnitKind::Rank, "第12位", "12th"),
        ("22", UnitKind::Rank, "第22位", "22nd"),
        ("510", UnitKind::Clock, "8:30", "8:30"),
    ] {
        assert_eq!(write(&decimal(value), kind, Lang::Zh), zh);
        assert_eq!(write(&decimal(value), kind, Lang::En), en);
    }
}

#[test]
fn ranges() {
    let value = decimal("92");
    assert_eq!(write_range(&value, &decimal("95"), UnitKind::Percent, Lang::Zh), "92%~95%");
    assert_eq!(write_range(&value, &decimal("95"), UnitKind::Percent, Lang::En), "92%–95%");
    assert_eq!(write_range(&decimal("600"), &decimal("1000"), UnitKind::Money, Lang::Zh), "600元~1,000元");
    assert_eq!(write_range(&decimal("600"), &decimal("1000"), UnitKind::Money, Lang::En), "600–1,000 yuan");
}

const KINDS: [(UnitKind, Dimension); 8] = [
    (UnitKind::Money, Dimension::Money),
    (UnitKind::Count, Dimension::Plain),
    (UnitKind::ScaledCount, Dimension::Plain),
    (UnitKind::Percent, Dimension::Percent),
    (UnitKind::Points, Dimension::PercentagePoints),
    (UnitKind::PointsChange, Dimension::PercentagePoints),
    (UnitKind::Plain, Dimension::Plain),
    (UnitKind::Rank, Dimension::Rank),
];

const QUALIFIERS: [Qualifier; 6] = [
    Qualifier::Exact,
    Qualifier::About,
    Qualifier::AtLeast,
    Qualifier::MoreThan,
    Qualifier::AtMost,
    Qualifier::LessThan,
];

proptest! {
    #[test]
    fn what_is_written_reads_back(mantissa in -10_000_000_000_000i64..10_000_000_000_000, scale in 0u32..5, kind in 0usize..7) {
        let value = Decimal::new(mantissa, scale);
        let (kind, dimension) = KINDS[kind];
        prop_assume!(kind != UnitKind::PointsChange || !value.is_zero());
        for lang in [Lang::Zh, Lang::En] {
            let text = write(&value, kind, lang);
            let printed = parse(&text, lang);
            prop_assert_eq!(printed.as_ref().map(|p| (p.low, p.dimension)), Ok((value, dimension)), "{}", text);
        }
    }

    #[test]
    fn ranks_ratios_and_times_read_back(n in 1u32..500, minutes in 120u32..1440) {
        for lang in [Lang::Zh, Lang::En] {
            let rank = write(&n.into(), UnitKind::Rank, lang);
            prop_assert_eq!(parse(&rank, lang).map(|p| (p.low, p.dimension)), Ok((n.into(), Dimension::Rank)), "{}", rank);
            let time = write(&minutes.into(), UnitKind::Clock, lang);
            prop_assert_eq!(parse(&time, lang).map(|p| (p.low, p.dimension)), Ok((minutes.into(), Dimension::Clock)), "{}", time);
            let ratio = write(&Decimal::new(n.into(), 1), UnitKind::Ratio, lang);
            prop_assert_eq!(parse(&ratio, lang).map(|p| (p.low, p.dimension)), Ok((Decimal::new(n.into(), 1), Dimension::Ratio)), "{}", ratio);
        }
    }

    #[test]
    fn qualified_values_read_back(mantissa in 1i64..10_000_000_000, scale in 0u32..3, kind in 0usize..5, qualifier in 0usize..6) {
        let value = Decimal::new(mantissa, scale);
        let (kind, _) = KINDS[kind];
        for lang in [Lang::Zh, Lang::En] {
            let text = write_qualified(&value, QUALIFIERS[qualifier], kind, lang);
            prop_assert_eq!(parse(&text, lang).map(|p| (p.low, p.qualifier)), Ok((value, QUALIFIERS[qualifier])), "{}", text);
        }
    }

    #[test]
    fn ranges_read_back(low in 1i64..1_000_000, gap in 1i64..1_000_000_000, kind in 0usize..5) {
        let (low, high) = (Decimal::from(low), Decimal::from(low + gap));
        for lang in [Lang::Zh, Lang::En] {
            let text = write_range(&low, &high, KINDS[kind].0, lang);
            let printed = parse(&text, lang);
            prop_assert_eq!(printed.map(|p| (p.low, p.high)), Ok((low, Some(high))), "{}", text);
        }
    }
}
