//! What a numeral in Chinese prose is.

use super::chinese_dates::{date, document_number, period};
use super::names::{chinese_word, is_emphasis, quotation, slash_fraction, title};
use super::{FoundKind, Hit, ScanPosition};
use crate::figure::lexicon::measures;
use crate::figure::lexicon::names::{
    CHANGES_ZH, IDIOMS_ZH, LIST_MEASURES_ZH, LIST_NOUNS_ZH, NAMES_ZH, PERSON_TITLES_ZH, PLANS_ZH, POINTING_ZH,
    RANKED_BY_ZH, SLOGANS_ZH,
};
use crate::figure::lexicon::phrases::{AFTER_ZH, BEFORE_ZH};
use crate::figure::number::{self, Form, is_chinese_numeral};
use crate::figure::printed::{Core, Dimension, read, read_single};
use crate::figure::words::{FigureWords, digit, is_han, longest_end, longest_entry, longest_start, spaces};
use crate::i18n::Lang;

/// Decides about the place, if something with a numeral begins here.
pub fn find(here: ScanPosition) -> Option<Hit> {
    let first = here.rest().chars().next()?;
    if begins_nothing(first) {
        return lexicon_word(here);
    }
    title(here)
        .or_else(|| document_number(here))
        .or_else(|| quotation(here, Lang::Zh))
        .or_else(|| list_number(here))
        .or_else(|| ordinal(here))
        .or_else(|| label(here))
        .or_else(|| lexicon_word(here))
        .or_else(|| numeral(here))
}

/// Letters with which no number, date or mark begins: nearly all of a text.
fn begins_nothing(c: char) -> bool {
    let plain = is_han(c) && !is_chinese_numeral(c) && !"第首榜其过超某百千半负人翻".contains(c);
    plain || "，。、；：！？ \n".contains(c)
}

fn lexicon_word(here: ScanPosition) -> Option<Hit> {
    let near = |words: &FigureWords, kind| {
        chinese_word(here, words.near(here.rest())).and_then(|length| here.hit(length, kind))
    };
    near(&NAMES_ZH, FoundKind::Name).or_else(|| near(&IDIOMS_ZH, FoundKind::Idiom))
}

/// （一）, 一、 and 1. at the beginning of a line, 一是, 其二.
fn list_number(here: ScanPosition) -> Option<Hit> {
    let rest = here.rest();
    if let Some(open) = longest_start(rest, &["（", "("]) {
        let inside = &rest[open.len()..];
        let length = number_letters(inside);
        let close = longest_start(&inside[length..], &["）", ")"])?;
        return (length > 0).then(|| here.hit(open.len() + length + close.len(), FoundKind::ListNumber))?;
    }
    if rest.starts_with(|c| ('①'..='⑳').contains(&c)) {
        return here.hit('①'.len_utf8(), FoundKind::ListNumber);
    }
    if let Some(after) = rest.strip_prefix('其') {
        let length = number_letters(after);
        let pause = longest_start(&after[length..], &["，", "、", "是", "："]);
        return (length > 0 && pause.is_some()).then(|| here.hit('其'.len_utf8() + length, FoundKind::ListNumber))?;
    }
    let length = number_letters(rest);
    let after = &rest[length..];
    let marked = longest_start(after, &["、", "．", ".", ")", "）", "，"]);
    let decimal = marked == Some(".") && after[1..].starts_with(|c| digit(c).is_some());
    if length > 0 && marked.is_some() && here.begins_line() && !decimal {
        return here.hit(length, FoundKind::ListNumber);
    }
    let points = starts_clause(here.before()) && rest.starts_with(is_chinese_numeral);
    let said = longest_start(after, &["是", "要", "抓", "看", "靠"]);
    (points && length > 0 && said.is_some()).then(|| here.hit(length, FoundKind::ListNumber))?
}

/// Bytes of digits or Chinese numerals at the beginning, at most four letters.
fn number_letters(text: &str) -> usize {
    let letters: Vec<char> = text.chars().take_while(|c| digit(*c).is_some() || is_chinese_numeral(*c)).collect();
    if letters.len() <= 4 { letters.iter().map(|c| c.len_utf8()).sum() } else { 0 }
}

fn starts_clause(before: &str) -> bool {
    before.chars().next_back().is_none_or(|c| "，。；：、\n \u{3000}！？“（".contains(c))
}

/// 第一, 第三部分, 全省第二, 首位.
fn ordinal(here: ScanPosition) -> Option<Hit> {
    let rest = here.rest();
    let ranked = longest_end(here.before(), RANKED_BY_ZH).is_some();
    if let Some(word) = longest_start(rest, &["首位", "榜首", "第一方阵"]) {
        let kind = if ranked && word != "第一方阵" { FoundKind::Figure } else { FoundKind::Idiom };
        return ranked_hit(here, word.len(), kind);
    }
    let after = rest.strip_prefix('第')?;
    let (number, length) = number::read(after, Lang::Zh)?;
    let length = '第'.len_utf8() + length;
    let tail = &rest[length..];
    if number.form == Form::Masked && !ranked {
        return here.hit(length, FoundKind::ListNumber);
    }
    let place = longest_start(tail, &["名", "位"]);
    let named = tail.chars().nth(1).is_some_and(is_han) && place == Some("位");
    if place.is_some() && !named || (ranked && ends_phrase(tail)) {
        return ranked_hit(here, length + place.map_or(0, str::len), FoundKind::Figure);
    }
    if let Some(years) = tail.strip_prefix('年').filter(|_| here.before().ends_with("连续")) {
        let from = here.at - "连续".len();
        return Some(Hit { range: from.max(here.floor)..here.text.len() - years.len(), kind: FoundKind::Figure });
    }
    let plain = after.starts_with('一') && number.value == 1.into();
    let kind = if tail.starts_with('号') {
        FoundKind::DocumentNumber
    } else if plain {
        FoundKind::Idiom
    } else {
        FoundKind::ListNumber
    };
    here.hit(length, kind)
}

/// 附件3, 表2; 年份2018.
fn label(here: ScanPosition) -> Option<Hit> {
    let rest = here.rest();
    let digits = rest.find(|c| digit(c).is_none()).unwrap_or(rest.len());
    let tail = &rest[digits..];
    let torn = here.before().ends_with(|c: char| digit(c).is_some());
    let amount = tail.starts_with(['.', '%', '％', '万', '亿', ',']) || longest_entry(tail, measures::ZH).is_some();
    if digits == 0 || torn || amount {
        return None;
    }
    if digits == 4 && here.before().ends_with("年份") {
        return here.hit(digits, FoundKind::Year);
    }
    // 教育现代化2035: the year of a plan stands in its name.
    if digits == 4 && longest_end(here.before(), PLANS_ZH).is_some() && rest.starts_with("20") {
        return here.hit(digits, FoundKind::Name);
    }
    let word = longest_end(here.before(), &["附件", "附表", "附图", "附录", "表", "图", "篇", "例", "案例", "专栏"]);
    let inside =
        longest_end(here.before(), &["代表", "列表", "试图", "企图", "意图", "比例", "条例", "惯例"]).is_some();
    (digits <= 2 && word.is_some() && !inside).then(|| here.hit(digits, FoundKind::ListNumber))?
}

/// Whether the rank ends here: 全省第二。 but not 全省第二批.
fn ends_phrase(tail: &str) -> bool {
    let goes_on = [
        "批", "次", "届", "个", "家", "所", "大", "期", "轮", "条", "部", "类", "产", "方", "书", "时", "中", "小",
        "幼", "实", "人民",
    ];
    longest_start(tail, &goes_on).is_none()
}

/// A rank takes the place in front of it along: 全省第二.
fn ranked_hit(here: ScanPosition, length: usize, kind: FoundKind) -> Option<Hit> {
    let lead = longest_end(
        &here.text[here.floor..here.at],
        &["全省", "全国", "全市", "全县", "全区", "省内", "国内", "市内", "团体总分"],
    );
    let start = here.at - lead.map_or(0, str::len);
    Some(Hit { range: start..here.at + length, kind })
}

/// A number that is no word of the lexicon.
fn numeral(here: ScanPosition) -> Option<Hit> {
    let rest = here.rest();
    if let Some(word) = longest_start(rest, &["过半数", "过半", "超半数"]) {
        let verb = rest[word.len()..].starts_with(is_han) && here.before().ends_with(['不', '经', '通']);
        return here.hit(word.len(), if verb { FoundKind::Idiom } else { FoundKind::Figure });
    }
    if let Some(word) = longest_start(rest, CHANGES_ZH) {
        return here.hit(word.len(), FoundKind::Figure);
    }
    if let Some(length) = slash_fraction(here) {
        return here.hit(length, FoundKind::Figure);
    }
    let first = rest.chars().next()?;
    let starts = digit(first).is_some() || is_chinese_numeral(first) || "xX*＊×某百千半-−－负+＋人￥¥".contains(first);
    if !starts || is_emphasis(here) || joins_numbers(here, first) {
        return None;
    }
    date(here).or_else(|| period(here)).or_else(|| joined(here)).or_else(|| hidden_word(here)).or_else(|| figure(here))
}

/// A dash between two years or numbers is no sign: 2018年-2020年.
fn joins_numbers(here: ScanPosition, sign: char) -> bool {
    "-−－+＋".contains(sign)
        && here.before().ends_with(|c: char| digit(c).is_some() || c.is_ascii_alphabetic() || "年月日号%％".contains(c))
}

/// 1+X, 5G, AI2.0, H7N9, 7×24: digits grown together with letters or signs.
fn joined(here: ScanPosition) -> Option<Hit> {
    let rest = here.rest();
    let token: usize = rest
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || "+.×*-/".contains(*c) || digit(*c).is_some())
        .map(char::len_utf8)
        .sum();
    let word = rest[..token].trim_end_matches(['.', '-', '/']);
    let latin_before = here.before().ends_with(|c: char| c.is_ascii_alphabetic() || c == '+' || c == '.');
    let letters = word.chars().any(|c| c.is_ascii_alphabetic() && !"xX".contains(c));
    let unit = ["KG", "kg", "km", "GB", "TB", "Mbps", "m", "cm", "mm", "kW", "MB", "G", "M"].iter().any(|unit| {
        word.strip_suffix(unit)
            .is_some_and(|head| !head.is_empty() && head.chars().all(|c| digit(c).is_some() || c == '.'))
            && *unit != "G"
    });
    let plus = word.trim_start_matches('+').contains('+') && word.chars().count() > 2;
    let product = ["×", "x", "X", "*"].iter().any(|mark| {
        word.split_once(mark).is_some_and(|(a, b)| {
            let digits = |part: &str| !part.is_empty() && part.chars().all(|c| digit(c).is_some());
            digits(a) && digits(b)
        })
    });
    if !word.is_empty() && (latin_before || (letters && !unit) || plus || product) {
        return here.hit(word.len(), FoundKind::Name);
    }
    hidden_number(here, word)
}

/// Telephone and postal numbers, version numbers, hotlines, ages.
fn hidden_number(here: ScanPosition, word: &str) -> Option<Hit> {
    let after = &here.rest()[word.len()..];
    let digits = word.chars().filter(|c| c.is_ascii_digit()).count();
    let labelled = longest_end(
        here.before().trim_end_matches(['：', ':', ' ', '（', '(']),
        &["电话", "热线", "邮编", "邮政编码", "代码", "传真", "手机", "编码", "账号", "信箱", "QQ"],
    );
    let service = longest_start(after, &["热线", "平台", "报警", "专线", "版本", "版"]);
    let unit = after.starts_with(|c: char| is_han(c) || c == '%' || c == '％');
    let phone =
        word.contains('-') && digits >= 7 || (digits >= 7 && !unit && !word.contains('.')) || word.starts_with("00");
    let leading_nought = word.len() > 3 && word.starts_with('0') && !word.contains('.');
    let version = word.ends_with(".0")
        && !after.starts_with(['%', '％', '万', '亿', '元', '个', '分', '倍'])
        && !after.starts_with(is_han);
    if digits > 0 && (labelled.is_some() || service.is_some() || phone || leading_nought || version) {
        return here.hit(word.len(), FoundKind::Name);
    }
    age(here)
}

/// 3—6岁, 0~3岁: an age group.
fn age(here: ScanPosition) -> Option<Hit> {
    let (core, length) = read(here.rest(), Lang::Zh)?;
    let after = &here.rest()[length..];
    let group = core.high.is_some() && longest_start(after, &["岁", "周岁", "年级"]).is_some();
    group.then(|| {
        here.hit(length + longest_start(after, &["周岁", "岁", "年级"]).map_or(0, str::len), FoundKind::Name)
    })?
}

/// Chinese numerals that name no amount: slogans, lists, articles, letters of words.
fn hidden_word(here: ScanPosition) -> Option<Hit> {
    let rest = here.rest();
    let letters = |length: usize, kind| here.hit(length, kind);
    let first = rest.chars().next()?;
    if digit(first).is_some() {
        return listed_digits(here);
    }
    if !is_chinese_numeral(first) {
        return None;
    }
    let Some((core, length)) = read(rest, Lang::Zh) else {
        // 两三, 百余 without a number, a letter of a word.
        let run = rest.find(|c| !is_chinese_numeral(c)).unwrap_or(rest.len());
        return letters(run, FoundKind::Idiom);
    };
    if core.dimension != Dimension::Plain {
        return None;
    }
    let tail = &rest[length..];
    if repeated(here, length) {
        return letters(length, FoundKind::Idiom);
    }
    if let Some(union) = longest_start(tail, &["位一体", "维一体", "方联动", "级联动", "方协同"]) {
        return letters(length + union.len(), FoundKind::Name);
    }
    // An amount of two is 两 or 二十二; 二期 and 二中 are numbered.
    if tail.starts_with('届') {
        return letters(length + '届'.len_utf8(), FoundKind::Name);
    }
    if &rest[..length] == "二" {
        return letters(length, FoundKind::Name);
    }
    if &rest[..length] == "零" && here.before().ends_with(['为', '到', '至', '是', '现']) && !tail.starts_with(is_han)
    {
        return None;
    }
    let one = rest.starts_with('一') && length == '一'.len_utf8();
    if one && core.high.is_none() {
        return article(here, tail, length);
    }
    if core.over || core.low >= 100.into() || core.form == Form::Fraction || core.high.is_some() {
        return None;
    }
    counted_items(here, tail, length)
}

/// 3个方面 and 3点 list, even in digits.
fn listed_digits(here: ScanPosition) -> Option<Hit> {
    let (core, length) = read(here.rest(), Lang::Zh)?;
    let tail = here.rest()[length..].trim_start_matches('个');
    let limit = if tail.starts_with('点') { 50 } else { 10 };
    let small = core.dimension == Dimension::Plain && core.low <= limit.into() && core.high.is_none() && !core.masked;
    let listed =
        longest_start(tail, &["点意见", "点要求", "点建议", "部分", "点：", "点。", "点，", "点 ", "类", "环"])
            .is_some();
    (small && listed).then(|| here.hit(length, FoundKind::ListNumber))?
}

/// 一校一案, 一县一策: the same numeral again after one or two letters, none of them a measure of an amount.
fn repeated(here: ScanPosition, length: usize) -> bool {
    let numeral = &here.rest()[..length];
    let pattern = |text: &str| {
        let mut letters = text.chars();
        letters.next().is_some_and(is_han) && letters.as_str().starts_with(numeral)
    };
    let before: Vec<char> = here.before().chars().rev().take(2).collect();
    let behind = before.len() == 2 && is_han(before[0]) && numeral.chars().eq([before[1]]);
    numeral.chars().count() == 1 && (pattern(&here.rest()[length..]) || behind)
}

/// 一 in front of a measure word is an article unless a word limits it or it measures time.
fn article(here: ScanPosition, tail: &str, length: usize) -> Option<Hit> {
    let limit = [
        "仅", "只", "只有", "仅有", "至少", "不少于", "不低于", "不足", "不到", "至少有", "超过", "不超过", "约", "近",
        "每月", "每周", "每年", "每学期",
    ];
    let limited = longest_end(here.before(), &limit).is_some();
    let measure = longest_entry(tail, measures::ZH);
    let after = &tail[measure.map_or(0, str::len)..];
    let qualified = longest_start(after, &["以上", "以内", "左右", "以下", "多"]).is_some();
    let measured = longest_start(tail, &["小时", "学时", "倍"]).is_some();
    if measure.is_some() && (limited || qualified || measured) {
        return None;
    }
    here.hit(length, FoundKind::Idiom)
}

/// 五个方面, 三项措施, 三个优先, 三防; everything else with a measure word is an amount.
fn counted_items(here: ScanPosition, tail: &str, length: usize) -> Option<Hit> {
    let measure = longest_start(tail, &["个", "大", "项", "条", "点", "类", "种", "方", "套", "步", "处", "件", "支"])
        .unwrap_or("");
    let noun = &tail[measure.len()..];
    if ["个", "大", "项"].contains(&measure) && longest_start(noun, SLOGANS_ZH).is_some() {
        return here.hit(length + measure.len(), FoundKind::Name);
    }
    let announced = ["项", "条", "个", "处", "件"].contains(&measure) && noun.starts_with(['：', ':', '）', ')']);
    if announced || longest_end(here.before(), POINTING_ZH).is_some() {
        return here.hit(length, FoundKind::ListNumber);
    }
    let items = longest_start(tail, LIST_MEASURES_ZH).or_else(|| longest_start(noun, LIST_NOUNS_ZH));
    if let Some(word) = items.filter(|_| longest_start(tail, &["分之", "点五"]).is_none()) {
        let kind = if word == "级" || word == "大" { FoundKind::Name } else { FoundKind::ListNumber };
        return here.hit(length, kind);
    }
    // Chinese numerals measure years only where something goes on for them.
    let lasting =
        ["连续", "坚持", "满", "持续", "长达", "历时", "至少", "不少于", "超过", "已有", "任教", "服务期", "已经"];
    if longest_start(tail, &["年"]).is_some() {
        let lasts = longest_end(here.before(), &lasting).is_some()
            || longest_start(&tail['年'.len_utf8()..], &["以上", "多", "之久"]).is_some();
        return if lasts { None } else { here.hit(length + '年'.len_utf8(), FoundKind::Date) };
    }
    let counted = longest_entry(tail, measures::ZH)
        .is_some_and(|word| !["小", "校", "园", "科", "区", "部", "本", "队", "团", "度", "班"].contains(&word));
    let twice = longest_start(tail, &["所", "名", "家"]).is_some();
    if counted || twice || longest_start(tail, &["县", "市"]).is_some() {
        return None;
    }
    here.hit(length, FoundKind::Name)
}

/// Words in front of the hour of an event.
const HALVES_OF_DAYS: &[&str] = &["上午", "下午", "早上", "晚上", "中午", "凌晨", "清晨", "傍晚", "日晚", "日早"];

/// The figure with its qualifiers, unit and measure word.
fn figure(here: ScanPosition) -> Option<Hit> {
    let rest = here.rest();
    let (mut core, mut length) = read(rest, Lang::Zh)?;
    let changes = here.before().ends_with(['由', '从']) && !rest[..length].contains(['~', '～', '—', '–', '-']);
    if core.high.is_some() && (changes || core.high <= Some(core.low)) {
        (core, length) = read_single(rest, Lang::Zh)?;
    }
    // 书记某人 and 主任xx多次 hide a name; 教师xx名 hides a number.
    let counted = longest_start(&rest[length..], &["名", "位", "人", "个", "余名", "多名", "余人", "多人"]).is_some();
    let hides = rest.starts_with('某') || (rest.starts_with(['x', 'X', '×', '*']) && !counted);
    let person = hides && longest_end(here.before(), PERSON_TITLES_ZH).is_some();
    if core.masked && (person || !masks_an_amount(&rest[length..], &core)) {
        return here.hit(length, FoundKind::Name);
    }
    // 上午9:30开会: the hour of an event only dates it.
    if core.dimension == Dimension::Clock && longest_end(here.before(), HALVES_OF_DAYS).is_some() {
        return here.hit(length, FoundKind::Date);
    }
    let counts = matches!(core.dimension, Dimension::Plain | Dimension::Rank);
    let end = here.at + length + tail_length(&rest[length..], counts);
    let start = extend(here);
    Some(Hit { range: start..end, kind: FoundKind::Figure })
}

/// xx市 and xx局 hide names; xx所 and xx.x% hide amounts.
fn masks_an_amount(tail: &str, core: &Core) -> bool {
    let name = longest_start(
        tail,
        &[
            "市", "县", "区", "省", "镇", "乡", "村", "年", "月", "日", "校", "园", "小", "部", "班", "级", "人民",
            "人大",
        ],
    )
    .is_some();
    core.dimension != Dimension::Plain || (!name && longest_entry(tail, measures::ZH).is_some())
}

/// Measure word and qualifier behind the number; a share has no measure word (2.38%只是).
fn tail_length(tail: &str, counts: bool) -> usize {
    let gap = spaces(tail);
    let word = longest_entry(&tail[gap..], measures::ZH).filter(|_| counts);
    let measure = word.map_or(0, |word| gap + word.len());
    let after: Vec<&'static str> = AFTER_ZH.iter().map(|(word, _)| *word).filter(|word| *word != "起").collect();
    let rest = &tail[measure..];
    // 多媒体教室 and 余 in names are no qualifiers.
    let word = longest_start(
        rest,
        &["多媒", "多功能", "多种", "多样", "多元", "多方", "余杭", "余姚", "多层", "多次", "多头"],
    );
    let qualifier = if word.is_some() { 0 } else { longest_start(rest, &after).map_or(0, str::len) };
    let more = if qualifier > 0 && measure > 0 && tail[measure + qualifier..].starts_with('月') {
        '月'.len_utf8()
    } else {
        0
    };
    measure + qualifier + more
}

/// Back over qualifiers and 连续, but not into words such as 附近 and 节约.
fn extend(here: ScanPosition) -> usize {
    let mut words: Vec<&'static str> = BEFORE_ZH.iter().map(|(word, _)| *word).collect();
    words.extend(["连续", "满"]);
    let mut start = here.at;
    while let Some(word) = longest_end(&here.text[here.floor..start], &words) {
        let before = &here.text[here.floor..start - word.len()];
        let inside = match word {
            "近" => before.ends_with(['附', '最', '靠', '临', '邻', '就', '远']),
            "约" => before.ends_with(['节', '签', '违', '公', '条', '特', '合', '集', '预', '制']),
            "超" => before.ends_with(['高']),
            "不到" => before.ends_with(['得', '找', '看', '想', '等']),
            "满" => before.ends_with(['圆', '充', '美', '丰', '饱']),
            _ => false,
        };
        if inside {
            break;
        }
        start -= word.len();
    }
    start
}
