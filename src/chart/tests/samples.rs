//! Specs for tests and for the gallery: the words of two languages, a province, hostile data.

use crate::chart::{
    Break, ChartColumn, ChartKind, ChartPlace, ChartSpec, ChartTarget, ChartUnit, ChartWords, Direction, Figure,
    Magnitude, Measure, Qualifier, QualifierWords, Row, ScaleKind, Status, StatusWords, TilePosition, fill_title,
};
use rust_decimal::Decimal;

pub fn dec(text: &str) -> Decimal {
    text.parse().expect("a sample number is typed correctly")
}

fn texts(list: &[&str]) -> Vec<String> {
    list.iter().map(|text| (*text).to_owned()).collect()
}

pub fn words(zh: bool) -> ChartWords {
    let pick = |chinese: &str, english: &str| (if zh { chinese } else { english }).to_owned();
    let magnitude = |factor: i64, word: &str| Magnitude { factor: Decimal::from(factor), word: word.to_owned() };
    ChartWords {
        status: StatusWords {
            approx: pick("约数", "approximate"),
            provisional: pick("初步数", "provisional"),
            provisional_mark: "p".to_owned(),
            revised: pick("更正数", "revised"),
            revised_mark: "r".to_owned(),
            not_published: pick("未公布", "not published"),
            masked: pick("隐去", "withheld"),
            not_applicable: pick("不适用", "not applicable"),
            not_comparable: pick("口径不同，不参与排序", "different definition, not in the order"),
            illegible: pick("无法辨认", "illegible"),
        },
        qualifier: QualifierWords {
            about: pick("约", "about"),
            at_least: pick("以上", "at least"),
            more_than: pick("超过", "more than"),
            at_most: pick("以下", "at most"),
            less_than: pick("不足", "less than"),
            range: pick("区间", "range"),
        },
        magnitudes: if zh {
            vec![magnitude(10_000, "万"), magnitude(100_000_000, "亿")]
        } else {
            vec![magnitude(1_000_000, "m"), magnitude(1_000_000_000, "bn")]
        },
        description: pick(
            "条形图：{indicator}，各市，{column}年，单位{unit}。{n}个市有数据[；最高{max.place}{max.value}，最低{min.place}{min.value}][，{group}{group.value}][，{target}][，{met}个市达到]。[{missing}个市无数据：{list}。]完整数据见下表。",
            "Bar chart: {indicator}, by city, {column}, in {unit}. {n} cities have data[; highest {max.place} {max.value}, lowest {min.place} {min.value}][; {group} {group.value}][; {target}][; {met} cities meet it]. [{missing} without data: {list}. ]Full data in the table below.",
        ),
        separator: pick("、", ", "),
        place_status: pick("{place}（{status}）", "{place} ({status})"),
        tied: pick("{place}等{n}个市", "{place} and others ({n} in all)"),
        head_unit: pick("{head}（{unit}）", "{head} ({unit})"),
        place_head: pick("市", "City"),
        change_head: pick("变化", "Change"),
        status_head: pick("说明", "remarks"),
        upper_head: pick("上限", "upper end"),
        hundred: pick(
            "毛入学率可以超过100%：学龄以外的学生也计入。",
            "A gross rate can pass 100%: pupils of other ages are counted too.",
        ),
        axis_not_zero: pick("坐标轴不从0开始。", "The axis does not start at 0."),
        others: pick("灰线为其他各市，数值见下表。", "Grey lines: the other cities; values in the table below."),
        own_scales: pick("各小图的坐标不同。", "Each panel has its own axis."),
        not_numbers: texts(&["统一", "一般", "一致", "第一"]),
    }
}

const CITIES: [(&str, &str, u16, u16); 16] = [
    ("济南", "Jinan", 2, 2),
    ("青岛", "Qingdao", 5, 2),
    ("淄博", "Zibo", 3, 2),
    ("枣庄", "Zaozhuang", 3, 4),
    ("东营", "Dongying", 4, 1),
    ("烟台", "Yantai", 5, 1),
    ("潍坊", "Weifang", 4, 2),
    ("济宁", "Jining", 2, 4),
    ("泰安", "Tai’an", 2, 3),
    ("威海", "Weihai", 6, 1),
    ("日照", "Rizhao", 4, 3),
    ("临沂", "Linyi", 3, 3),
    ("德州", "Dezhou", 2, 1),
    ("聊城", "Liaocheng", 1, 2),
    ("滨州", "Binzhou", 3, 1),
    ("菏泽", "Heze", 1, 4),
];

pub fn city(index: usize, zh: bool) -> ChartPlace {
    let (chinese, english, column, row) = CITIES[index % 16];
    let short = if zh { chinese } else { english };
    let turn = if index >= 16 { (index / 16).to_string() } else { String::new() };
    ChartPlace {
        id: format!("{english}{turn}"),
        full: if zh { format!("{chinese}市{turn}") } else { format!("{english}{turn}") },
        short: format!("{short}{turn}"),
        tile: Some(TilePosition { column, row }),
    }
}

pub fn named(name: &str) -> ChartPlace {
    ChartPlace { id: name.to_owned(), full: name.to_owned(), short: name.to_owned(), tile: None }
}

pub fn province(zh: bool) -> ChartPlace {
    named(if zh { "全省" } else { "Shandong" })
}

pub fn percent(text: &str) -> Figure {
    Figure::exact(dec(text), format!("{}%", text.replace('-', "−")))
}

pub fn plain(text: &str) -> Figure {
    Figure::exact(dec(text), text.replace('-', "−"))
}

pub fn rough(qualifier: Qualifier, text: &str, label: &str) -> Figure {
    Figure::approximate(qualifier, dec(text), label)
}

pub fn share(zh: bool) -> Measure {
    let name = if zh { "普惠性幼儿园覆盖率" } else { "Coverage of inclusive kindergartens" };
    let label = if zh { "目标 85%" } else { "Target 85%" };
    Measure {
        name: name.to_owned(),
        unit: ChartUnit { name: "%".to_owned(), suffix: "%".to_owned() },
        direction: Direction::Higher,
        scale: ScaleKind::Share,
        targets: vec![ChartTarget { value: dec("85"), label: label.to_owned() }],
    }
}

pub fn amount(zh: bool) -> Measure {
    let (name, unit) =
        if zh { ("一般公共预算教育支出", "元") } else { ("Budget spending on education", "yuan") };
    Measure {
        name: name.to_owned(),
        unit: ChartUnit { name: unit.to_owned(), suffix: String::new() },
        direction: Direction::None,
        scale: ScaleKind::Amount,
        targets: Vec::new(),
    }
}

pub const SHARES: [&str; 16] = [
    "92.4", "91.0", "88.7", "79.3", "96.2", "90.5", "87.1", "84.9", "86.0", "95.8", "89.9", "81.2", "85.0", "83.4",
    "93.3", "77.6",
];

pub fn rows(zh: bool, values: &[&str]) -> Vec<Row> {
    values.iter().enumerate().map(|(i, v)| Row::new(city(i, zh), vec![percent(v)])).collect()
}

fn titled(mut spec: ChartSpec, zh: bool, chinese: &str, english: &str) -> ChartSpec {
    spec.title = (if zh { chinese } else { english }).to_owned();
    spec.subtitle = (if zh {
        "山东16市，2020年；按数值排序，不代表评价名次"
    } else {
        "Shandong’s 16 cities, 2020. Sorted by value; not an evaluation rank"
    })
    .to_owned();
    spec
}

pub fn spec(kind: ChartKind, zh: bool, measure: Measure, heads: &[&str], rows: Vec<Row>) -> ChartSpec {
    ChartSpec {
        columns: heads.iter().map(|head| ChartColumn::new(*head)).collect(),
        rows,
        ..ChartSpec::new(kind, words(zh), measure)
    }
}

pub fn ranked(zh: bool) -> ChartSpec {
    let mut spec = spec(ChartKind::Bar, zh, share(zh), &["2020"], rows(zh, &SHARES));
    spec.group = Some(Row::new(province(zh), vec![percent("88.4")]));
    spec.focus = vec!["Jinan".to_owned()];
    let pattern = if zh { "{met}市普惠性幼儿园覆盖率达到85%" } else { "{met} of {total} cities reach 85%" };
    let title = fill_title(pattern, &spec).expect("the sample yields what its title says");
    titled(spec, zh, &title, &title)
}

/// Every status and qualifier once.
pub fn statuses(zh: bool, kind: ChartKind) -> ChartSpec {
    let pick = |chinese: &'static str, english: &'static str| if zh { chinese } else { english };
    let figures = vec![
        Figure { status: Status::Provisional, ..percent("96.0") },
        Figure { status: Status::Revised, ..percent("93.5") },
        rough(Qualifier::AtLeast, "95", "≥95%"),
        rough(Qualifier::MoreThan, "90", ">90%"),
        rough(Qualifier::About, "92", pick("约92%", "≈92%")),
        rough(Qualifier::AtMost, "60", "≤60%"),
        rough(Qualifier::LessThan, "40", "<40%"),
        Figure { upper: Some(dec("80")), ..rough(Qualifier::Range, "70", "70%~80%") },
        Figure { footnote: Some(pick("含民办园", "private ones counted").to_owned()), ..percent("88.0") },
        Figure { status: Status::NotComparable, ..percent("99.0") },
        Figure::missing(Status::NotPublished),
        Figure::missing(Status::Masked),
        Figure::missing(Status::NotApplicable),
        Figure::missing(Status::Illegible),
        Figure::missing(Status::NotComparable),
        percent("0"),
    ];
    let rows = figures.into_iter().enumerate().map(|(i, f)| Row::new(city(i, zh), vec![f])).collect();
    let mut spec = spec(kind, zh, share(zh), &["2020"], rows);
    spec.group = Some(Row::new(province(zh), vec![percent("86.1")]));
    titled(spec, zh, "各种数据状态", "Every status of a value")
}

pub fn gross(zh: bool) -> ChartSpec {
    let mut measure = share(zh);
    measure.scale = ScaleKind::GrossRate;
    measure.targets =
        vec![ChartTarget { value: dec("95"), label: (if zh { "目标 95%" } else { "Target 95%" }).to_owned() }];
    let values = ["126", "104.2", "101.3", "99.8", "98.1", "91"];
    let mut spec = spec(ChartKind::Bar, zh, measure, &["2020"], rows(zh, &values));
    spec.group = Some(Row::new(province(zh), vec![percent("101.1")]));
    titled(spec, zh, "毛入学率可超过100%", "A gross rate past 100%")
}

pub fn amounts(zh: bool) -> ChartSpec {
    let values = ["80000000000", "21840000000", "9030000000", "150000000", "10000", "0.01"];
    let labels = if zh {
        ["800亿", "218.4亿", "90.3亿", "1.5亿", "1万", "0.01"]
    } else {
        ["80bn", "21.84bn", "9.03bn", "150m", "10,000", "0.01"]
    };
    let rows =
        values.iter().zip(labels).enumerate().map(|(i, (v, l))| Row::new(city(i, zh), vec![Figure::exact(dec(v), l)]));
    let mut spec = spec(ChartKind::Amount, zh, amount(zh), &["2020"], rows.collect());
    spec.focus = vec!["Zibo".to_owned()];
    titled(spec, zh, "教育支出相差很大", "Spending differs widely")
}

pub fn long_names(zh: bool, kind: ChartKind) -> ChartSpec {
    let names = if zh {
        ["济南", "恩施土家族苗族自治州本级", "克孜勒苏柯尔克孜自治州", "黔西南布依族苗族自治州直"]
    } else {
        ["Jinan", "Kizilsu Kirghiz Autonomous Pre", "Llanfairpwllgwyngyllgogerychwy", "Bortala Mongol Autonomous Area"]
    };
    let values = [["94.2", "91"], ["88.1", "89.5"], ["85.5", "80.2"], ["79.9", "79.9"]];
    let rows = names.iter().zip(values).map(|(n, v)| Row::new(named(n), v.iter().map(|v| percent(v)).collect()));
    let mut spec = spec(kind, zh, share(zh), &["2019", "2020"], rows.collect());
    spec.focus = vec![names[1].to_owned()];
    if kind == ChartKind::Bar {
        spec.columns.remove(0);
    }
    titled(spec, zh, "很长的地名", "Long names")
}

pub fn change(zh: bool, kind: ChartKind) -> ChartSpec {
    let before = [
        "90.1", "91.5", "88.7", "71.3", "95.2", "", "80.1", "84.0", "82.0", "93.8", "85.9", "83.2", "79.0", "83.4",
        "90.3", "70.6",
    ];
    let rows = SHARES.iter().zip(before).enumerate().map(|(i, (now, before))| {
        let before = if before.is_empty() { Figure::missing(Status::NotPublished) } else { percent(before) };
        let now = if i == 10 { Figure::missing(Status::Masked) } else { percent(now) };
        let now = if i == 2 { Figure { status: Status::NotComparable, ..now } } else { now };
        Row::new(city(i, zh), vec![before, now])
    });
    let mut spec = spec(kind, zh, share(zh), &["2019", "2020"], rows.collect());
    spec.words.change_head = (if zh { "变化（百分点）" } else { "Change (pts)" }).to_owned();
    spec.group = Some(Row::new(province(zh), vec![percent("85.2"), percent("88.4")]));
    spec.focus = vec!["Jinan".to_owned()];
    titled(spec, zh, "多数市比上年提高", "Most cities rose")
}

pub fn sides(zh: bool) -> ChartSpec {
    let names = if zh {
        ["普惠性幼儿园覆盖率", "公办园在园幼儿占比", "义务教育巩固率", "大班额比例"]
    } else {
        ["Inclusive kindergartens", "Public kindergartens", "Completion of compulsory school", "Oversized classes"]
    };
    let values = [["92.4", "91.0"], ["55.1", "62.3"], ["99.9", "99.1"], ["0.4", "1.9"]];
    let rows = names.iter().zip(values).map(|(n, v)| Row::new(named(n), v.iter().map(|v| percent(v)).collect()));
    let heads = if zh { ["济南", "青岛"] } else { ["Jinan", "Qingdao"] };
    let mut spec = spec(ChartKind::Dumbbell, zh, share(zh), &heads, rows.collect());
    spec.kind = ChartKind::Sides;
    spec.words.change_head = (if zh { "差" } else { "Difference" }).to_owned();
    titled(spec, zh, "济南市与青岛市", "Jinan and Qingdao")
}

pub fn trend(zh: bool, cities: usize) -> ChartSpec {
    let rows = (0..cities).map(|i| {
        let end: Decimal = dec(SHARES[i % 16]) - Decimal::from(i / 16);
        let figures = (0..7).map(|year| {
            let drop = Decimal::from(6 - year) * dec(["2.1", "1.2", "0.4", "2.9"][i % 4]);
            if i == 0 && year == 2 {
                return Figure::missing(Status::NotPublished);
            }
            percent(&(end - drop).to_string())
        });
        Row::new(city(i, zh), figures.collect())
    });
    let heads = ["2014", "2015", "2016", "2017", "2018", "2019", "2020"];
    let mut spec = spec(ChartKind::Trend, zh, share(zh), &heads, rows.collect());
    let province_values = ["71.0", "74.2", "77.3", "80.1", "82.6", "85.2", "88.4"];
    spec.group = Some(Row::new(province(zh), province_values.iter().map(|v| percent(v)).collect()));
    spec.focus = vec!["Jinan".to_owned(), "Qingdao".to_owned()];
    let note = if zh {
        "2019年1月莱芜并入济南，此前数据不含莱芜。"
    } else {
        "Laiwu joined Jinan in January 2019; earlier values exclude it."
    };
    spec.breaks = vec![Break { before_column: 5, note: note.to_owned() }];
    titled(spec, zh, "济南七年间的变化", "Jinan over seven years")
}

pub fn panels(zh: bool) -> ChartSpec {
    let mut spec = ChartSpec::new(ChartKind::Multiples, words(zh), share(zh));
    let names = if zh {
        ["普惠性幼儿园覆盖率", "公办园占比", "义务教育巩固率", "大班额比例", "生均公用经费"]
    } else {
        [
            "Inclusive kindergartens", "Public kindergartens", "Completion of compulsory education",
            "Oversized classes", "Spending per pupil",
        ]
    };
    for (index, name) in names.iter().enumerate() {
        let mut panel = trend(zh, 4);
        panel.title = (*name).to_owned();
        panel.measure.name = (*name).to_owned();
        panel.focus = vec!["Jinan".to_owned()];
        panel.rows.swap(0, index % 4);
        let values = panel.rows[0].figures.clone();
        panel.rows[0].figures = panel.rows[index % 4].figures.clone();
        panel.rows[index % 4].figures = values;
        if index == 4 {
            panel.group = None;
            panel.rows = vec![Row::new(city(0, zh), vec![Figure::missing(Status::Masked); 7])];
        }
        spec.panels.push(panel);
    }
    titled(spec, zh, "济南的主要指标", "Jinan’s main indicators")
}

pub fn strip(zh: bool) -> ChartSpec {
    let mut spec = ranked(zh);
    spec.kind = ChartKind::Dots;
    spec.rows[3].figures = vec![Figure::missing(Status::Masked)];
    titled(spec, zh, "济南高于全省", "Jinan is above the province")
}

pub fn many(zh: bool, kind: ChartKind, count: usize, equal: bool) -> ChartSpec {
    let rows = (0..count).map(|i| {
        let value =
            if equal { "100".to_owned() } else { (dec("99.5") - dec("0.9") * Decimal::from(i as u64)).to_string() };
        let before = if equal {
            "100".to_owned()
        } else {
            (dec("96.5") - dec("0.7") * Decimal::from((i * 7 % 60) as u64)).to_string()
        };
        Row::new(city(i, zh), vec![percent(&before), percent(&value)])
    });
    let mut spec = spec(kind, zh, share(zh), &["2019", "2020"], rows.collect());
    if matches!(kind, ChartKind::Bar | ChartKind::Dots) {
        spec.columns.remove(0);
        for row in &mut spec.rows {
            row.figures.remove(0);
        }
    }
    titled(spec, zh, "数量极端", "Extreme counts")
}

pub fn masked(zh: bool, kind: ChartKind) -> ChartSpec {
    let mut spec = change(zh, kind);
    for row in &mut spec.rows {
        row.figures = vec![Figure::missing(Status::Masked); 2];
    }
    spec.rows.truncate(5);
    titled(spec, zh, "全部隐去", "All withheld")
}

pub fn negative(zh: bool, kind: ChartKind) -> ChartSpec {
    let values = [("3.2", "-1.5"), ("-12.4", "-3.1"), ("0", "8.8"), ("-0.2", "0"), ("4.1", "2.2")];
    let rows = values.iter().enumerate().map(|(i, (a, b))| Row::new(city(i, zh), vec![plain(a), plain(b)]));
    let mut measure = amount(zh);
    measure.scale = ScaleKind::Signed;
    measure.unit.name = (if zh { "百分点" } else { "percentage points" }).to_owned();
    let mut spec = spec(kind, zh, measure, &["2019", "2020"], rows.collect());
    if kind == ChartKind::Bar {
        for row in &mut spec.rows {
            row.figures.pop();
        }
        spec.columns.pop();
    }
    spec.focus = vec!["Qingdao".to_owned()];
    titled(spec, zh, "有升有降", "Up and down")
}

pub fn high_target(zh: bool) -> ChartSpec {
    let mut spec = spec(ChartKind::Bar, zh, amount(zh), &["2020"], Vec::new());
    spec.measure.direction = Direction::Higher;
    let label = if zh { "目标 2,000" } else { "Target 2,000" };
    spec.measure.targets = vec![ChartTarget { value: dec("2000"), label: label.to_owned() }];
    let labelled = |i: usize, v: &str| Row::new(city(i, zh), vec![plain(v)]);
    spec.rows = vec![labelled(0, "320"), labelled(1, "451"), labelled(2, "299.5")];
    spec.group = Some(Row::new(province(zh), vec![plain("340")]));
    titled(spec, zh, "目标高于所有数值", "A target above all values")
}

/// Everything that is drawn, for a language.
pub fn gallery(zh: bool) -> Vec<ChartSpec> {
    let mut lower = many(zh, ChartKind::Bar, 6, false);
    lower.measure.direction = Direction::Lower;
    lower.measure.scale = ScaleKind::LowShare;
    lower.measure.targets = vec![ChartTarget {
        value: dec("5"),
        label: (if zh { "目标 不高于5%" } else { "Target: at most 5%" }).to_owned(),
    }];
    for (row, value) in lower.rows.iter_mut().zip(["0.3", "12.1", "4.8", "5.2", "0", "2.2"]) {
        row.figures = vec![percent(value)];
    }
    let mut two_years = trend(zh, 16);
    two_years.focus.clear();
    vec![
        ranked(zh),
        statuses(zh, ChartKind::Bar),
        gross(zh),
        amounts(zh),
        lower,
        long_names(zh, ChartKind::Bar),
        negative(zh, ChartKind::Bar),
        high_target(zh),
        masked(zh, ChartKind::Bar),
        many(zh, ChartKind::Bar, 1, false),
        many(zh, ChartKind::Bar, 2, true),
        strip(zh),
        statuses(zh, ChartKind::Dots),
        many(zh, ChartKind::Dots, 60, true),
        many(zh, ChartKind::Dots, 1, false),
        change(zh, ChartKind::Bar),
        change(zh, ChartKind::Dumbbell),
        sides(zh),
        long_names(zh, ChartKind::Dumbbell),
        negative(zh, ChartKind::Dumbbell),
        masked(zh, ChartKind::Dumbbell),
        change(zh, ChartKind::Slope),
        long_names(zh, ChartKind::Slope),
        many(zh, ChartKind::Slope, 60, false),
        many(zh, ChartKind::Slope, 2, true),
        masked(zh, ChartKind::Slope),
        trend(zh, 16),
        trend(zh, 2),
        two_years,
        long_names(zh, ChartKind::Trend),
        masked(zh, ChartKind::Trend),
        panels(zh),
        many(zh, ChartKind::Bar, 60, false),
    ]
}
