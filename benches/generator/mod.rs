//! Makes portals of any size for tests and benchmarks.
//!
//! A portal has provinces of sixteen cities each, years, ten indicators with one figure
//! for each city and year, an evaluation for each province and year, and as many cases
//! as are asked for, each in two languages. Texts and figures are made up by counting;
//! the same numbers give the same bytes.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

/// How large a portal is.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    pub provinces: usize,
    pub years: usize,
    /// For each city and year.
    pub cases: usize,
}

/// How many cities a province has.
pub const CITIES: usize = 16;

/// How many indicators there are.
pub const INDICATORS: usize = 10;

impl Size {
    /// About this many pages, most of them cases.
    pub fn of_pages(pages: usize) -> Size {
        let mut size = Size { provinces: 1, years: 1, cases: 1 };
        while size.pages() < pages {
            // Grow where real portals grow: cases first, then years, then provinces.
            if size.cases < 6 {
                size.cases += 1;
            } else if size.years < 5 {
                size.years += 1;
            } else if size.provinces < 20 {
                size.provinces += 1;
            } else {
                size.cases += 1;
            }
        }
        size
    }

    /// A low estimate of the pages in both languages.
    pub fn pages(&self) -> usize {
        let places = self.provinces * CITIES;
        2 * (places * self.years * (self.cases + 2) + places + INDICATORS + self.provinces * self.years)
    }
}

/// The folder of a case, below the root.
pub fn case_folder(year: usize, province: usize, city: usize, case: usize) -> String {
    format!("content/{year}/{}/cases/case-{case}", city_slug(province, city))
}

/// The address of a case, without the language.
pub fn case_address(year: usize, province: usize, city: usize, case: usize) -> String {
    format!("cases/{year}/{}/case-{case}/", city_slug(province, city))
}

pub fn city_slug(province: usize, city: usize) -> String {
    format!("p{province}-city{city}")
}

/// The first year of every generated portal.
pub const FIRST_YEAR: usize = 2015;

/// Writes a portal.
pub fn generate(root: &Path, size: Size) -> io::Result<()> {
    vocabulary(root, size)?;
    for year in FIRST_YEAR..FIRST_YEAR + size.years {
        for province in 0..size.provinces {
            evaluation(root, year, province)?;
            for city in 0..CITIES {
                put(
                    root,
                    &format!("data/observations/{year}/{}.yaml", city_slug(province, city)),
                    &observations(year, province, city),
                )?;
                for case in 0..size.cases {
                    let folder = case_folder(year, province, city, case);
                    put(root, &format!("{folder}/zh.md"), &case_zh(year, province, city, case))?;
                    put(root, &format!("{folder}/en.md"), &case_en(year, province, city, case))?;
                }
            }
        }
    }
    Ok(())
}

fn put(root: &Path, path: &str, text: &str) -> io::Result<()> {
    let path = root.join(path);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text)
}

fn vocabulary(root: &Path, size: Size) -> io::Result<()> {
    put(
        root,
        "data/site.yaml",
        "names: {zh: 样例公报, en: Sample Bulletins}\ntagline: {zh: 生成的样例。, en: A generated sample.}\norganiser: {zh: 样例编者, en: Sample editor}\ncontact: {zh: 无, en: none}\ndisclaimer: {zh: 样例，数字为虚构。, en: A sample with made-up figures.}\nprogramme: sample\ntheme: gongbao\nfocus: p0-cities\n",
    )?;
    put(
        root,
        "data/units.yaml",
        "units:\n  - {id: percent, kind: percent, names: {zh: 百分比, en: percent}, suffix: {zh: '%', en: '%'}}\n  - {id: persons, kind: count, names: {zh: 人, en: people}, suffix: {zh: 人, en: ' people'}}\n",
    )?;
    put(
        root,
        "data/documents.yaml",
        "documents:\n  - {id: bulletin, titles: {zh: 样例评价公报, en: Sample bulletin}, issuer: {zh: 样例机关, en: Sample office}}\n",
    )?;
    put(
        root,
        "data/programmes/sample.yaml",
        "id: sample\nprefix: ''\nnames: {zh: 样例评价, en: Sample evaluation}\ndescription: {zh: 样例。, en: A sample.}\ngrades:\n  - {id: good, names: {zh: 良好, en: Good}, tone: good}\n  - {id: fair, names: {zh: 合格, en: Fair}, tone: fair}\nprocess:\n  - {id: review, names: {zh: 评审, en: Review}}\nthemes:\n  - {id: first, names: {zh: 第一主题, en: First theme}}\n  - {id: second, names: {zh: 第二主题, en: Second theme}}\ncategories:\n  - {id: general, names: {zh: 一般问题, en: General problems}}\n",
    )?;
    let mut places = String::from("jurisdictions:\n");
    let mut groups = String::from("groups:\n");
    for province in 0..size.provinces {
        let code = 11 + province;
        let _ = writeln!(
            places,
            "  - {{slug: p{province}, code: '{code}0000', level: province, names: {{zh: 第{province}省, en: Province {province}}}}}"
        );
        let _ = writeln!(
            groups,
            "  - {{id: p{province}-cities, names: {{zh: 第{province}省各市, en: Cities of province {province}}}, parent: p{province}, level: city}}"
        );
        for city in 0..CITIES {
            let _ = writeln!(
                places,
                "  - {{slug: {}, code: '{code}{:02}00', level: city, parent: p{province}, names: {{zh: {province}省{city}市, en: City {province}-{city}}}, tile: {{row: {}, column: {}}}}}",
                city_slug(province, city),
                city + 1,
                city / 4 + 1,
                city % 4 + 1
            );
        }
    }
    put(root, "data/jurisdictions/places.yaml", &places)?;
    put(root, "data/peer-groups.yaml", &groups)?;
    let mut indicators = String::from("theme: first\nindicators:\n");
    for number in 0..INDICATORS {
        let unit = if number.is_multiple_of(2) { "percent" } else { "persons" };
        let _ = writeln!(
            indicators,
            "  - {{id: indicator-{number}, names: {{zh: 指标{number}, en: Indicator {number}}}, definition: {{zh: 第{number}项指标。, en: Indicator number {number}.}}, unit: {unit}, decimals: 1, direction: higher}}"
        );
    }
    put(root, "data/indicators/first.yaml", &indicators)
}

/// The value of an indicator, between 10 and 99.9.
fn value(year: usize, province: usize, city: usize, indicator: usize) -> String {
    let number = 100 + (year * 7 + province * 131 + city * 37 + indicator * 101) % 900;
    format!("{}.{}", number / 10, number % 10)
}

/// The id of an observation.
pub fn observation_id(year: usize, province: usize, city: usize, indicator: usize) -> String {
    format!("o-{year}-{province}-{city}-{indicator}")
}

fn observations(year: usize, province: usize, city: usize) -> String {
    let mut text = format!("jurisdiction: {}\nyear: {year}\nobservations:\n", city_slug(province, city));
    for indicator in 0..INDICATORS {
        let value = value(year, province, city, indicator);
        let _ = writeln!(
            text,
            "  - id: {}\n    indicator: indicator-{indicator}\n    value: '{value}'\n    as_printed: '{value}'\n    source: {{document: bulletin, place: {{zh: 附件, en: Annex}}}}",
            observation_id(year, province, city, indicator)
        );
    }
    text
}

fn evaluation(root: &Path, year: usize, province: usize) -> io::Result<()> {
    let slugs =
        |from: usize, to: usize| (from..to).map(|city| city_slug(province, city)).collect::<Vec<_>>().join(", ");
    let text = format!(
        "programme: sample\nyear: {year}\nevaluator: p{province}\npeers: p{province}-cities\ndocument: bulletin\ntitles: {{zh: 第{province}省{year}年公报, en: Bulletin of province {province} for {year}}}\ngrades:\n  - {{grade: good, jurisdictions: [{}]}}\n  - {{grade: fair, jurisdictions: [{}]}}\nproblems:\n  - {{id: p-{year}-p{province}-1, category: general, text: {{zh: 一个问题。, en: A problem.}}, source: {{document: bulletin}}}}\n",
        slugs(0, 8),
        slugs(8, CITIES)
    );
    put(root, &format!("data/evaluations/sample/{year}/p{province}.yaml"), &text)
}

fn case_zh(year: usize, province: usize, city: usize, case: usize) -> String {
    let id = observation_id(year, province, city, 0);
    let value = value(year, province, city, 0);
    let mut text = format!(
        "---\ntitle: 案例{case}（{year}年）\nno_data: ['{case}']\nsummary: 这是生成的案例的摘要，用来测试网站的规模和速度。\nthemes: [{}]\nsource: {{document: bulletin, place: {{zh: 附件, en: Annex}}}}\n---\n\n## 做法\n\n指标达到[{value}%](figure:{id})。",
        if case.is_multiple_of(2) { "first" } else { "second" }
    );
    for paragraph in 0..4 {
        let _ = write!(
            text,
            "这一段说明{}的做法：先摸清情况，再分步落实，最后检查成效，并把经验写下来供别处参考。",
            ["组织", "经费", "师资", "督导"][paragraph]
        );
        text.push_str("\n\n");
    }
    text.push_str("## 成效\n\n情况有了改善，问题仍在跟踪。\n");
    text
}

fn case_en(year: usize, province: usize, city: usize, case: usize) -> String {
    let id = observation_id(year, province, city, 0);
    let value = value(year, province, city, 0);
    let mut text = format!(
        "---\ntitle: Case {case} of {year}\nno_data: ['{case}']\nsummary: The summary of a generated case, made to test the size and speed of a site.\n---\n\n## What was done\n\nThe indicator reached [{value}%](figure:{id}). "
    );
    for paragraph in 0..4 {
        let _ = write!(
            text,
            "This paragraph tells of {}: the state was established, measures were taken step by step, and the effect was checked and written down.",
            ["organisation", "money", "teachers", "supervision"][paragraph]
        );
        text.push_str("\n\n");
    }
    text.push_str("## What came of it\n\nThings improved, and the problem is still followed.\n");
    text
}
