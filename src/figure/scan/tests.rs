use super::*;

const MARKED: [(&str, &str, Lang); 6] = [
    ("zh, development", include_str!("../../../tests/figures/scan_zh_dev.txt"), Lang::Zh),
    ("zh, held out", include_str!("../../../tests/figures/scan_zh_held.txt"), Lang::Zh),
    ("en, development", include_str!("../../../tests/figures/scan_en_dev.txt"), Lang::En),
    ("en, held out", include_str!("../../../tests/figures/scan_en_held.txt"), Lang::En),
    ("zh, written last", include_str!("../../../tests/figures/scan_zh_fresh.txt"), Lang::Zh),
    ("en, written last", include_str!("../../../tests/figures/scan_en_fresh.txt"), Lang::En),
];

/// The sentence without its marks, and the ranges that were marked.
fn unmark(line: &str) -> (String, Vec<Range<usize>>) {
    let (mut text, mut ranges, mut open) = (String::new(), Vec::new(), 0);
    for c in line.chars() {
        match c {
            '⟦' => open = text.len(),
            '⟧' => ranges.push(open..text.len()),
            c => text.push(c),
        }
    }
    (text, ranges)
}

struct Tally {
    marked: usize,
    exact: usize,
    missed: Vec<String>,
    false_alarms: Vec<String>,
    unread: Vec<String>,
}

/// A mark is met by a figure that overlaps it; every figure that meets no mark is a false alarm, and a figure that
/// covers two marks meets one of them.
fn tally(lines: &str, lang: Lang) -> Tally {
    let mut tally = Tally { marked: 0, exact: 0, missed: vec![], false_alarms: vec![], unread: vec![] };
    for line in lines.lines() {
        let (text, marks) = unmark(line);
        let figures: Vec<Found> =
            scan(&text, lang).into_iter().filter(|found| found.kind == FoundKind::Figure).collect();
        let mut met = vec![false; figures.len()];
        for mark in &marks {
            tally.marked += 1;
            let hit = (0..figures.len()).find(|n| {
                let range = &figures[*n].range;
                !met[*n] && range.start < mark.end && mark.start < range.end
            });
            match hit {
                Some(n) => {
                    met[n] = true;
                    tally.exact += usize::from(figures[n].range == *mark);
                    if figures[n].printed.is_none() {
                        tally.unread.push(text[figures[n].range.clone()].to_owned());
                    }
                }
                None => tally.missed.push(format!("{}: {text}", &text[mark.clone()])),
            }
        }
        for (figure, _) in figures.iter().zip(&met).filter(|(_, met)| !**met) {
            tally.false_alarms.push(format!("{}: {text}", &text[figure.range.clone()]));
        }
    }
    tally
}

#[test]
fn misses_and_false_alarms_stay_under_two_per_cent() {
    let mut over = Vec::new();
    for (name, lines, lang) in MARKED {
        let tally = tally(lines, lang);
        println!(
            "{name}: {} sentences, {} figures, {} missed, {} false, {} with the marked range, {} unread",
            lines.lines().count(),
            tally.marked,
            tally.missed.len(),
            tally.false_alarms.len(),
            tally.exact,
            tally.unread.len()
        );
        for line in tally.missed.iter() {
            println!("  missed {line}");
        }
        for line in tally.false_alarms.iter() {
            println!("  false {line}");
        }
        for line in tally.unread.iter() {
            println!("  unread {line}");
        }
        if tally.missed.len() * 50 > tally.marked || tally.false_alarms.len() * 50 > tally.marked {
            over.push(name);
        }
    }
    assert!(over.is_empty(), "{over:?}");
}

fn kinds(text: &str, lang: Lang) -> Vec<(String, FoundKind)> {
    scan(text, lang).into_iter().map(|found| (text[found.range].to_owned(), found.kind)).collect()
}

fn kind_of(text: &str, part: &str, lang: Lang) -> Option<FoundKind> {
    let at = text.find(part)?;
    let here = |found: &Found| found.range.start < at + part.len() && at < found.range.end;
    scan(text, lang).iter().find(|found| here(found)).map(|found| found.kind)
}

#[test]
fn tells_chinese_kinds_apart() {
    let cases = [
        ("鲁政办发〔2018〕29号文件", "2018", FoundKind::DocumentNumber),
        ("2020年和2019—2020年", "2020年和", FoundKind::Year),
        ("2021年3月4日发布", "3月", FoundKind::Date),
        ("近三年投入", "三年", FoundKind::Date),
        ("（一）经费", "一", FoundKind::ListNumber),
        ("第三部分", "三", FoundKind::ListNumber),
        ("五个方面", "五", FoundKind::ListNumber),
        ("落实“双减”", "双", FoundKind::Name),
        ("“十四五”规划", "十四五", FoundKind::Name),
        ("三个优先", "三", FoundKind::Name),
        ("十个不得", "十", FoundKind::Name),
        ("1+X证书", "1", FoundKind::Name),
        ("第十四届", "十四", FoundKind::ListNumber),
        ("十分重要", "十", FoundKind::Idiom),
        ("千方百计", "千", FoundKind::Idiom),
        ("一般公共预算", "一", FoundKind::Idiom),
        ("全省第二", "第二", FoundKind::Figure),
        ("下降1.2%", "1.2", FoundKind::Figure),
        ("三个县", "三", FoundKind::Figure),
        ("四小时", "四", FoundKind::Figure),
        ("三公里", "三", FoundKind::Figure),
        ("提高三个百分点", "三", FoundKind::Figure),
        ("经费翻了一番", "番", FoundKind::Figure),
        ("学费零增长", "零", FoundKind::Figure),
        ("占1/8", "1/8", FoundKind::Figure),
        ("提前12天完成", "12", FoundKind::Figure),
        ("20世纪80年代出生", "20", FoundKind::Date),
    ];
    for (text, part, kind) in cases {
        assert_eq!(kind_of(text, part, Lang::Zh), Some(kind), "{text}: {:?}", kinds(text, Lang::Zh));
    }
}

#[test]
fn tells_english_kinds_apart() {
    let cases = [
        ("in 2020 and later", "2020", FoundKind::Year),
        ("on 4 March 2021", "4", FoundKind::Date),
        ("in November 2021", "2021", FoundKind::Date),
        ("document [2018] No. 29", "29", FoundKind::DocumentNumber),
        ("see item 4", "4", FoundKind::ListNumber),
        ("makes three points", "three", FoundKind::ListNumber),
        ("the three priorities", "three", FoundKind::Name),
        ("a 1+X certificate", "1", FoundKind::Name),
        ("one of the schools", "one", FoundKind::Idiom),
        ("first in the province", "first", FoundKind::Figure),
        ("up 2.3 percentage points", "2.3", FoundKind::Figure),
        ("2012 teachers left", "2012", FoundKind::Figure),
        ("a third of them", "third", FoundKind::Figure),
        ("funds doubled in five years", "doubled", FoundKind::Figure),
        ("a ratio of 16 to 1.", "1.", FoundKind::Figure),
        ("five for every 10,000 inhabitants", "10,000", FoundKind::Idiom),
        ("the 12345 hotline", "12345", FoundKind::Name),
        ("code 371200, formerly 371202", "371202", FoundKind::Name),
        ("the second-highest number", "second", FoundKind::Figure),
        ("gives no 2019 figure", "2019", FoundKind::Year),
        ("forty-odd schools", "forty", FoundKind::Figure),
    ];
    for (text, part, kind) in cases {
        assert_eq!(kind_of(text, part, Lang::En), Some(kind), "{text}: {:?}", kinds(text, Lang::En));
    }
}

#[test]
fn finds_whole_phrases() {
    let figures = |text: &str, lang| {
        let found = kinds(text, lang).into_iter().filter(|(_, kind)| *kind == FoundKind::Figure);
        found.map(|(text, _)| text).collect::<Vec<_>>()
    };
    assert_eq!(figures("共有2100余人参加，覆盖率超过93.37%。", Lang::Zh), ["2100余人", "超过93.37%"]);
    assert_eq!(figures("每月600元至1000元，连续五年。", Lang::Zh), ["600元至1000元", "连续五年"]);
    assert_eq!(
        figures("More than 2,100 people and at least 70% of schools", Lang::En),
        ["More than 2,100 people", "at least 70%"]
    );
    assert_eq!(figures("fell from 3,137 to 2,342", Lang::En), ["3,137", "2,342"]);
}

proptest::proptest! {
    #[test]
    fn any_text_is_scanned_in_order(text in "[一二三十百千万亿第年月日个所名元%～至约余双0-9xX*:：.,，。、（）〔〕a-z “”《》-]{0,40}") {
        for lang in [Lang::Zh, Lang::En] {
            let mut end = 0;
            for found in scan(&text, lang) {
                proptest::prop_assert!(found.range.start >= end && found.range.end > found.range.start);
                proptest::prop_assert!(text.get(found.range.clone()).is_some());
                end = found.range.end;
            }
        }
    }
}
