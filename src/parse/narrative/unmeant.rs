//! Marks of Markdown that prose never means, and that change what it says.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::markdown_body::{BodyPiece, MarkdownBody};
use crate::diag::{Code, Cure, Diagnostic, Diagnostics};
use crate::say;

/// Tells such marks. Returns where the words stand that they change: what is wrong with
/// those besides is told when the mark is gone.
pub fn tell(body: MarkdownBody<'_>, pieces: &[BodyPiece<'_>], problems: &mut Diagnostics) -> Vec<Range<usize>> {
    let mut changed = Vec::new();
    // The number that comes next in each list that is open.
    let mut lists: Vec<Option<u64>> = Vec::new();
    // The level of the heading before; the title of the page is the first.
    let mut depth = 1;
    for (event, range) in pieces {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => {
                indented(body, range, problems);
                changed.push(range.clone());
            }
            Event::Start(Tag::Heading { level, .. }) => {
                underlined(body, range, problems);
                let level = *level as usize;
                if level > depth + 1 {
                    skipped(body, range, depth + 1, problems);
                }
                depth = level;
            }
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough) if beside_figure(body, range, problems) => {
                changed.push(range.clone());
            }
            Event::Start(Tag::List(first)) => lists.push(*first),
            Event::End(TagEnd::List(_)) => {
                lists.pop();
            }
            Event::Start(Tag::Item) => {
                task_box(body, range, problems);
                if let Some(next) = lists.last_mut() {
                    number(body, range, next, problems);
                }
            }
            _ => {}
        }
    }
    changed
}

/// Four blanks, or a tab, at the beginning of a line.
fn indented(body: MarkdownBody<'_>, range: &Range<usize>, problems: &mut Diagnostics) {
    let line = body.raw(0..range.start).rfind('\n').map_or(0, |end| end + 1);
    let words = body.raw(range.clone());
    let blank = words.len() - words.trim_start().len();
    problems.push(
        Diagnostic::new(
            Code::UnmeantMarkup,
            body.span(line..range.start + blank),
            say!(
                "行首有四个以上空格或制表符，这一段会显示成程序代码",
                "four blanks or a tab at the beginning of the line make program code of this paragraph"
            ),
        )
        .help(say!(
            "删去行首的空格：段首缩进由网页自己排版；真是代码的，前后各加一行```` ``` ````",
            "delete the blanks; if it is code, put a line of ```` ``` ```` before and after it"
        )),
    );
}

/// A line of `---` or `===` right under a paragraph.
fn underlined(body: MarkdownBody<'_>, range: &Range<usize>, problems: &mut Diagnostics) {
    let raw = body.raw(range.clone());
    let line = raw.trim_end().rfind('\n').map_or(0, |end| end + 1);
    let rule = raw[line..].trim();
    if rule.is_empty() || !(rule.bytes().all(|b| b == b'-') || rule.bytes().all(|b| b == b'=')) {
        return;
    }
    let at = range.start + line + raw[line..].find(rule).unwrap_or(0);
    problems.push(
        Diagnostic::new(
            Code::UnmeantMarkup,
            body.span(at..at + rule.len()),
            say!("这条线紧跟在文字下面，使上面的文字成了标题", "this rule makes a heading of the words above it"),
        )
        .help(say!(
            "要分隔线，在它上面空一行；要标题，写成`## 标题`",
            "leave a line blank above a rule; for a heading write `## Heading`"
        )),
    );
}

/// A heading that leaves out a level: readers who jump from heading to heading look for it.
fn skipped(body: MarkdownBody<'_>, range: &Range<usize>, level: usize, problems: &mut Diagnostics) {
    let marks = body.raw(range.clone()).bytes().take_while(|b| *b == b'#').count();
    let meant = "#".repeat(level);
    problems.push(
        Diagnostic::new(
            Code::OddHeading,
            body.span(range.start..range.start + marks),
            say!("标题跳过了一级", "this heading skips a level"),
        )
        .help(say!("这里用`{meant} 标题`", "write `{meant} Heading` here"))
        .cure(
            Cure::replace(
                body.span(range.start..range.start + marks),
                body.raw(range.start..range.start + marks),
                meant.as_str(),
            )
            .certain_if(true),
        ),
    );
}

/// Emphasis or deletion that begins or ends beside a digit: most often a product (3*5*2), a
/// mark after a number (12.3*) or a range (5~10).
fn beside_figure(body: MarkdownBody<'_>, range: &Range<usize>, problems: &mut Diagnostics) -> bool {
    let raw = body.raw(range.clone());
    let Some(mark) = raw.chars().next().filter(|mark| matches!(mark, '*' | '~' | '_')) else { return false };
    let length = raw.bytes().take_while(|b| char::from(*b) == mark).count();
    if raw.len() < 2 * length {
        return false;
    }
    let digit = |c: Option<char>| {
        c.is_some_and(|c| c.is_ascii_digit() || ('０'..='９').contains(&c) || matches!(c, '%' | '％' | '‰'))
    };
    let (first, last) = (body.after(range.start + length), body.before(range.end - length));
    let opens = digit(body.before(range.start)) && (length == 1 || digit(first));
    let closes = digit(last) && digit(body.after(range.end));
    if !opens && !closes {
        return false;
    }
    let at = if opens { range.start } else { range.end - length };
    let cure = if mark == '~' {
        say!("表示范围写`～`；要显示`~`，写成`\\~`", "write `–` for a range; to show a `~`, write `\\~`")
    } else {
        say!("乘号写`×`；要显示星号，写成`\\*`", "write `×` for times; to show a star, write `\\*`")
    };
    let message = say!(
        "数字旁边的`{mark}`会被当作标记，不显示，数就变了",
        "the `{mark}` beside a number is taken for a mark and not shown, which changes the number"
    );
    problems.push(Diagnostic::new(Code::MarksInFigure, body.span(at..at + length), message).help(cure));
    true
}

/// `[x]` or `[ ]` at the beginning of an item.
fn task_box(body: MarkdownBody<'_>, range: &Range<usize>, problems: &mut Diagnostics) {
    let raw = body.raw(range.clone());
    let words = raw.trim_start_matches(|c: char| c.is_whitespace() || c.is_ascii_digit() || "-*+.)".contains(c));
    if !["[ ]", "[x]", "[X]"].iter().any(|task| words.starts_with(task)) {
        return;
    }
    let at = range.start + raw.len() - words.len();
    problems.push(
        Diagnostic::new(
            Code::UnmeantMarkup,
            body.span(at..at + 3),
            say!(
                "网页上没有任务框，方括号会原样显示",
                "pages have no task boxes: the brackets will be shown as they are"
            ),
        )
        .help(say!("用文字写明是否完成", "say in words whether it is done")),
    );
}

/// Holds the number before an item against the one that the page will show. The further
/// numbers of a list follow from the first that differs: one message for a list.
fn number(body: MarkdownBody<'_>, item: &Range<usize>, next: &mut Option<u64>, problems: &mut Diagnostics) {
    let Some(shown) = *next else { return };
    let raw = body.raw(item.clone());
    let words = raw.trim_start();
    let start = item.start + raw.len() - words.len();
    let length = words.bytes().take_while(u8::is_ascii_digit).count();
    *next = Some(shown + 1);
    let Some(written) = words[..length].parse::<u64>().ok().filter(|written| *written != shown) else { return };
    *next = None;
    problems.push(
        Diagnostic::new(
            Code::UnmeantMarkup,
            body.span(start..start + length),
            say!(
                "列表的这一项写的是{written}，会显示成{shown}",
                "this item is numbered {written} and will be shown as {shown}"
            ),
        )
        .help(say!(
            "按顺序编号；确是{written}的，写成`{written}\\.`，前后空一行",
            "number the items one after another; if it has to be {written}, write `{written}\\.` between blank lines"
        ))
        .instead(&words[..length], &shown.to_string()),
    );
}
