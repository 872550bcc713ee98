//! Numbers that belong to a person and to no published page: identity numbers (GB 11643, whose
//! last character checks the others) and mobile numbers.
//!
//! By form alone: a number that is all of its field or cell may be an amount in yuan, and is a
//! mobile number only where a word beside it says that it is one.

use std::ops::Range;

use super::tables::DataTable;
use crate::diag::{Code, Diagnostic, Diagnostics, Span};
use crate::i18n::{Text, text};
use crate::say;
use crate::source::FileId;

/// What a number says of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PersonalKind {
    Identity,
    Mobile,
}

impl PersonalKind {
    /// What people call it.
    pub fn name(self) -> Text {
        match self {
            PersonalKind::Identity => text("身份证号码", "an identity number"),
            PersonalKind::Mobile => text("手机号码", "a mobile number"),
        }
    }
}

/// Words beside a number that make it one by which somebody is reached.
const REACHED_BY: [&str; 9] = ["手机", "电话", "联系", "phone", "mobile", "tel", "contact", "微信", "call"];
/// Words before a number of eighteen characters that is that of an organisation.
const ORGANISATION: [&str; 3] = ["信用代码", "credit code", "机构代码"];
/// What begins behind a number that counts or measures something.
const MEASURES: [&str; 27] = [
    "元", "万", "亿", "人", "名", "所", "个", "次", "项", "台", "户", "亩", "吨", "千", "公", "平", "米", "%", "％",
    "册", "件", "yuan", "people", "persons", "pupils", "million", "billion",
];
/// How far before a number such words may stand, in bytes.
const BESIDE: usize = 60;

/// A run of digits, as people divide it: 6-8-4 of an identity number, 3-4-4 of a mobile one.
struct NumberRun {
    range: Range<usize>,
    /// Digits, and an X at the end.
    digits: String,
}

/// The numbers of persons in a text, in its order. `heads` are words above it: those of a column.
pub fn personal_data(text: &str, heads: &str) -> Vec<(Range<usize>, PersonalKind)> {
    let found = runs(text).into_iter().filter_map(|run| {
        let before = &text[text.floor_char_boundary(run.range.start.saturating_sub(BESIDE))..run.range.start];
        let says = |words: &[&str]| {
            let near = format!("{heads} {before}").to_lowercase();
            words.iter().any(|word| near.contains(word))
        };
        if is_identity(&run.digits) && !says(&ORGANISATION) {
            return Some((run.range, PersonalKind::Identity));
        }
        let mobile = is_mobile(&run.digits) && !is_measured(&text[run.range.end..]);
        let told = !is_alone(text, &run.range) || says(&REACHED_BY);
        (mobile && told).then_some((run.range, PersonalKind::Mobile))
    });
    found.collect()
}

/// Tells the numbers of persons of a file.
pub fn tell(file: FileId, text: &str, problems: &mut Diagnostics) {
    for (range, kind) in personal_data(text, "") {
        problems.push(diagnose(Span::new(file, range), kind, None));
    }
}

/// Tells the numbers of persons in the cells of a table.
pub fn tell_table(table: &DataTable, problems: &mut Diagnostics) {
    for sheet in &table.sheets {
        for (row, cells) in &sheet.rows {
            for (column, cell) in cells {
                let above = sheet.rows.range(..row).filter_map(|(_, cells)| cells.get(column));
                let heads = above.take(3).chain(cells.range(..column).map(|(_, cell)| cell).take(1));
                let heads: Vec<&str> = heads.map(|cell| cell.text.as_str()).collect();
                for (_, kind) in personal_data(&cell.text, &heads.join(" ")) {
                    let at = address(&sheet.name, *row, *column);
                    problems.push(diagnose(cell.span, kind, Some(&at)));
                }
            }
        }
    }
}

fn diagnose(span: Span, kind: PersonalKind, cell: Option<&str>) -> Diagnostic {
    let name = kind.name();
    let (zh, en) = (&name.zh, &name.en);
    let message = match cell {
        Some(cell) => say!("{cell}里像是{zh}", "{cell} holds what looks like {en}"),
        None => say!("这里像是{zh}", "this looks like {en}"),
    };
    Diagnostic::new(Code::PersonalData, span, message).help(say!(
        "个人信息不能公布：删去它；是办公电话的，改写座机或热线",
        "personal data may not be published: delete it; give an office line where people are to call"
    ))
}

/// `Sheet!B7`, or `B7` where the sheet has no name.
fn address(sheet: &str, row: u32, column: u32) -> String {
    let mut letters = String::new();
    let mut rest = column + 1;
    while rest > 0 {
        let letter = char::from(b'A' + u8::try_from((rest - 1) % 26).unwrap_or(0));
        letters.insert(0, letter);
        rest = (rest - 1) / 26;
    }
    let row = row + 1;
    if sheet.is_empty() { format!("{letters}{row}") } else { format!("{sheet}!{letters}{row}") }
}

/// Every run of digits that nothing else is joined to.
fn runs(text: &str) -> Vec<NumberRun> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(is_digit).map(|start| at + start) {
        let run = run_at(text, start);
        at = run.range.end.max(start + 1);
        at = text.ceil_char_boundary(at);
        if !is_joined(text, &run.range) {
            found.push(run);
        }
    }
    found
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

fn run_at(text: &str, start: usize) -> NumberRun {
    let mut digits = String::new();
    let mut end = start;
    let mut chars = text[start..].char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        let next = chars.peek().map(|(_, c)| *c);
        // Groups as people write them; anything else ends the number.
        let divides = (c == ' ' || c == '-') && [3, 6, 7, 14].contains(&digits.len()) && next.is_some_and(is_digit);
        match c {
            c if is_digit(c) => digits.push(half_width(c)),
            'X' | 'x' | 'Ｘ' if digits.len() == 17 => digits.push('X'),
            _ if divides => continue,
            _ => break,
        }
        end = start + offset + c.len_utf8();
        if digits.ends_with('X') {
            break;
        }
    }
    NumberRun { range: start..end, digits }
}

fn half_width(c: char) -> char {
    let value = if c.is_ascii_digit() { u32::from(c) - u32::from('0') } else { u32::from(c) - u32::from('０') };
    char::from_digit(value, 10).unwrap_or(c)
}

/// Whether the run is a piece of something longer: an address, a code, a decimal, a fingerprint.
fn is_joined(text: &str, range: &Range<usize>) -> bool {
    let joins = |c: char| c.is_ascii_alphanumeric() || "._/=-%&?#+~".contains(c) || is_digit(c);
    let before = text[..range.start].strip_suffix("+86").or(text[..range.start].strip_suffix("+86 "));
    let before = before.unwrap_or(&text[..range.start]);
    let mut after = text[range.end..].chars();
    let point = |c: char| c == '.' || c == ',';
    let behind = after.next();
    let ends_sentence = behind.is_some_and(point) && !after.next().is_some_and(is_digit);
    before.ends_with(joins) || (behind.is_some_and(joins) && !ends_sentence)
}

/// An identity number: a region, a day of birth, and a last character that fits the others.
fn is_identity(digits: &str) -> bool {
    /// GB 11643, from the weights 2^(18 - i) mod 11.
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: &[u8; 11] = b"10X98765432";
    let part = |range: Range<usize>| digits.get(range).and_then(|part| part.parse::<u32>().ok()).unwrap_or(0);
    let region = (11..=82).contains(&part(0..2)) || part(0..2) == 91;
    let born =
        (1900..2100).contains(&part(6..10)) && (1..=12).contains(&part(10..12)) && (1..=31).contains(&part(12..14));
    if digits.len() != 18 || !region || !born {
        return false;
    }
    let sum: u32 = digits.chars().zip(WEIGHTS).map(|(c, weight)| c.to_digit(10).unwrap_or(0) * weight).sum();
    let check = usize::try_from(sum % 11).ok().and_then(|rest| CHECKS.get(rest));
    check.is_some_and(|check| digits.ends_with(char::from(*check)))
}

fn is_mobile(digits: &str) -> bool {
    let second = digits.as_bytes().get(1);
    digits.len() == 11 && digits.starts_with('1') && second.is_some_and(|c| (b'3'..=b'9').contains(c))
}

fn is_measured(after: &str) -> bool {
    let after = after.trim_start_matches(' ');
    MEASURES.iter().any(|word| after.starts_with(word))
}

/// Whether a number is all that its field, cell or line holds.
fn is_alone(text: &str, range: &Range<usize>) -> bool {
    let quotes = [' ', '\t', '\'', '"', '*'];
    let before = text[..range.start].trim_end_matches(quotes);
    let after = text[range.end..].trim_start_matches(quotes);
    let opens = before.is_empty() || before.ends_with([':', ',', '[', '{', '|', '\n', '\r']) || before.ends_with("\n-");
    let closes = after.is_empty() || after.starts_with([',', ']', '}', '|', '\n', '\r', '#']);
    opens && closes
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Made-up numbers: days of birth in 1900 and 2099, serials of nought.
    fn kinds(text: &str) -> Vec<PersonalKind> {
        personal_data(text, "").into_iter().map(|(_, kind)| kind).collect()
    }

    fn identity(first: &str) -> String {
        let ends = "0123456789X".chars().map(|end| format!("{first}{end}"));
        ends.into_iter().find(|number| is_identity(number)).expect("one of eleven fits")
    }

    #[test]
    fn numbers_of_persons_are_found_however_they_are_written() {
        let number = identity("11010119000101000");
        let (wide, spaced) = (
            number
                .chars()
                .map(|c| if c == 'X' { 'Ｘ' } else { char::from_u32(u32::from(c) - 48 + 0xFF10).unwrap_or(c) }),
            format!("{} {} {}", &number[..6], &number[6..14], &number[14..]),
        );
        for written in [number.clone(), number.to_lowercase(), wide.collect(), spaced] {
            assert_eq!(kinds(&format!("张三（{written}）签字。")), [PersonalKind::Identity], "{written}");
        }
        for text in [
            "联系张三13800000000。", "请拨13800000000，", "139 0000 0000或", "手机：+86 139-0000-0000\n",
            "phone: '13900000000'", "联系电话：13900000000", "Call 13900000000.",
        ] {
            assert_eq!(kinds(text), [PersonalKind::Mobile], "{text}");
        }
    }

    #[test]
    fn figures_codes_hotlines_and_addresses_are_none() {
        let number = identity("11010119000101000");
        let (start, last) = number.split_at(17);
        let other = if last == "1" { "2" } else { "1" };
        for text in [
            format!("{start}{other}"),
            format!("统一社会信用代码：{number}"),
            format!("a{number}"),
            format!("{number}0"),
            "value: '13800000000'".to_owned(),
            "支出13800000000元".to_owned(),
            "13,800,000,000元".to_owned(),
            "1.13800000000".to_owned(),
            "https://example.org/13800000000.pdf".to_owned(),
            "热线12345、96110".to_owned(),
            "400-000-0000，0531-86000000，010 80000000".to_owned(),
            "某政办发〔2021〕13800000000号文".replace("13800000000", "29"),
            "2021-12-31 2020—2021".to_owned(),
            "spending of 13800000000 yuan".to_owned(),
            "甲,13800000000,乙".to_owned(),
            "110101190013010000".to_owned(),
            "blake3: 13800000000abcdef".to_owned(),
        ] {
            assert_eq!(kinds(&text), [], "{text}");
        }
    }

    #[test]
    fn a_cell_is_a_mobile_number_where_its_head_says_so() {
        assert_eq!(personal_data("13900000000", "姓名 手机").len(), 1);
        assert_eq!(personal_data("13900000000", "支出（元）").len(), 0);
        assert_eq!(address("名单", 6, 27), "名单!AB7");
    }
}
