//! What the passages of a document are: title, headings, the annex, its places and cases.

use super::source_document::{PassageKind, SourcePassage};

/// A place that a portal knows, by the names under which documents print it.
#[derive(Clone, Debug)]
pub struct KnownPlace {
    pub slug: String,
    /// Chinese names; the first is the full one.
    pub names: Vec<String>,
    pub name_en: String,
}

/// The longest line that can be a heading, in characters.
const LONGEST_HEADING: usize = 44;
/// The longest sentence that can be a heading before the text that it heads.
const LONGEST_RUN_IN: usize = 30;
/// The longest line that can be the name of a place by itself.
const LONGEST_PLACE: usize = 10;

/// Words that stand on pages of the web around a text, and in no document.
const FURNITURE: [&str; 20] = [
    "当前位置", "发布时间", "字体：", "字体:", "小编", "责任编辑", "浏览次数", "点击数", "上一篇", "下一篇",
    "相关阅读", "分享到", "打印本页", "关闭窗口", "版权所有", "扫一扫", "返回顶部", "网站地图", "设为首页", "加入收藏",
];

/// The depth of a heading behind a dash.
pub const DASHED: u8 = 5;

/// A numbering at the start of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineNumber {
    /// One for 一、, two for （一）, three for 1., four for （1）; [`DASHED`] lies below them.
    pub depth: u8,
    /// Its length in bytes.
    pub length: usize,
}

/// How a numbered or styled line is a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HeadingForm {
    /// The whole line.
    Line,
    /// The first sentence, of so many bytes without its stop; the text follows.
    RunIn(usize),
}

/// The numbering with which a line begins.
pub fn line_number(line: &str) -> Option<LineNumber> {
    let chinese = |c: char| "〇零一二三四五六七八九十百".contains(c);
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let opened = line.strip_prefix(['（', '(']);
    let inner = opened.unwrap_or(line);
    let bracket = line.len() - inner.len();
    for (kind, depths) in [(&chinese as &dyn Fn(char) -> bool, (1, 2)), (&digit, (3, 4))] {
        let number: usize = inner.chars().take_while(|c| kind(*c)).map(char::len_utf8).sum();
        // Four digits are a year.
        if number == 0 || (depths.0 == 3 && inner[..number].chars().count() > 3) {
            continue;
        }
        let rest = &inner[number..];
        let close = rest.chars().next()?;
        let (fits, depth) = match (opened.is_some(), depths.0) {
            (true, _) => ("）)".contains(close), depths.1),
            (false, 1) => (close == '、', 1),
            (false, _) => {
                // 1.5 is a number.
                let decimal = ".．".contains(close) && rest.chars().nth(1).is_some_and(digit);
                ("、.．".contains(close) && !decimal, 3)
            }
        };
        if fits {
            let marks = bracket + number + close.len_utf8();
            let spaces: usize = line[marks..].chars().take_while(|c| c.is_whitespace()).map(char::len_utf8).sum();
            return Some(LineNumber { depth, length: marks + spaces });
        }
    }
    None
}

/// Whether a line with a number of a depth is a heading, and how far. `words` is the line
/// without its number.
pub fn heading_form(words: &str, depth: u8) -> Option<HeadingForm> {
    let length = words.chars().count();
    let stop = words.find('。');
    let ends = |c: char| words.trim_end().ends_with(c);
    let whole = stop.is_none() || stop == words.trim_end().strip_suffix('。').map(str::len);
    if whole && length <= LONGEST_HEADING && !['；', ';', '：', ':', '，', ','].into_iter().any(ends) {
        // A numbered sentence of a list ends as a sentence does.
        return (depth <= 2 || !ends('。')).then_some(HeadingForm::Line);
    }
    let stop = stop.filter(|stop| words[*stop..].trim_start_matches('。').trim() != "")?;
    let first = &words[..stop];
    let short = first.chars().count() <= LONGEST_RUN_IN;
    // Below the second depth, a first sentence with commas is text like the others.
    let plain = depth <= 2 || !first.contains(['，', ',', '；']);
    (short && plain).then_some(HeadingForm::RunIn(stop))
}

/// Whether a line is a heading behind a dash: ——聚焦…….
pub fn is_dashed_heading(line: &str) -> bool {
    let words = line.trim_start_matches('—');
    let ends = ['。', '；', '：', ':', ';', '，'].iter().any(|mark| words.ends_with(*mark));
    words.len() < line.len() && !words.is_empty() && words.chars().count() <= LONGEST_HEADING && !ends
}

/// Whether a line can be (part of) the title of a document.
pub fn may_be_title(passage: &SourcePassage) -> bool {
    let line = without_marks(passage.text.trim()).1;
    let kind = match passage.kind {
        PassageKind::Title | PassageKind::Centred | PassageKind::Heading(1 | 2) | PassageKind::Paragraph => true,
        PassageKind::Heading(_) | PassageKind::Footnote(_) | PassageKind::TextBox | PassageKind::Outside(_) => false,
    };
    let ends = line.ends_with(['。', '；', '：', ':', '，', ';', ',', '！', '？', '）', ')']);
    kind && !line.is_empty()
        && !line.starts_with('—')
        && line.chars().count() <= LONGEST_HEADING
        && !ends
        && !is_furniture(line)
        && line_number(line).is_none()
        && !is_annex(line)
}

/// Whether a line is a document number: 某政发〔…〕1号.
pub fn is_document_number(line: &str) -> bool {
    let line = line.trim();
    let year = line.split(['〔', '[', '［', '﹝']).nth(1).and_then(|rest| rest.split(['〕', ']', '］', '﹞']).next());
    let digits = year.is_some_and(|year| year.chars().count() == 4 && year.chars().all(char::is_numeric));
    digits && line.ends_with('号') && line.chars().count() <= 30
}

/// Whether a line stands on a page of the web and in no document.
pub fn is_furniture(line: &str) -> bool {
    line.chars().count() <= 90 && FURNITURE.iter().any(|word| line.contains(word))
}

/// Whether a line begins the annex: 附件, 附件1.
pub fn is_annex(line: &str) -> bool {
    let rest = line.trim().strip_prefix("附件");
    rest.is_some_and(|rest| {
        let rest = rest.trim_end_matches(['：', ':']).trim();
        rest.chars().all(|c| c.is_numeric() || "一二三四五六七八九十".contains(c))
    })
}

/// The place that a line names and nothing else.
pub fn place_line<'a>(line: &str, places: &'a [KnownPlace]) -> Option<&'a KnownPlace> {
    let line = line_number(line).map_or(line, |number| &line[number.length..]);
    let line = line.trim().trim_end_matches(['：', ':', '。']);
    let named: Vec<&KnownPlace> = places.iter().filter(|place| place.names.iter().any(|name| name == line)).collect();
    match named.as_slice() {
        [place] => Some(place),
        [] | [_, _, ..] => None,
    }
}

/// Whether a line has the form of the name of a place, for places that nobody knows.
pub fn looks_like_place(line: &str) -> bool {
    let line = line.trim().trim_end_matches(['：', ':']);
    let ends = ["市", "县", "区", "州", "盟", "旗", "省", "新区", "开发区"].iter().any(|end| line.ends_with(end));
    let length = line.chars().count();
    ends && (2..=LONGEST_PLACE).contains(&length) && line.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

/// The marks of a Markdown heading before a line, and the line.
pub fn without_marks(line: &str) -> (&str, &str) {
    let rest = line.trim_start_matches('#');
    let marks = line.len() - rest.len();
    if marks == 0 || marks > 6 {
        return ("", line);
    }
    let words = rest.trim_start();
    line.split_at(line.len() - words.len())
}
