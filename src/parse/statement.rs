//! A text of a data file that states something, in both languages: its words, and the
//! figures in them, bound to the data as in narratives: `[93.37%](figure:o-370500-3-2)`.

use std::hash::{Hash, Hasher};
use std::ops::{Deref, Range};

use super::links::{Reference, ReferenceKind};
use super::prose::{Block, Numeral, Stated};
use super::yaml::{Cx, Decode, Node, in_both_languages, part_of_scalar};
use crate::diag::{Code, Diagnostic, Span, Spanned};
use crate::i18n::{Lang, PerLang, Text};
use crate::say;

/// A text in both languages and the figures in it.
#[derive(Clone, Debug, Default)]
pub struct Statement {
    /// As readers see it, without the marks of bindings.
    text: Text,
    said: PerLang<Said>,
    places: PerLang<Option<Span>>,
}

/// The figures in one language of a statement.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// Bound, or marked as no data: where each stands in the text, and what it refers to.
    pub links: Vec<(Range<usize>, Reference)>,
    /// Neither.
    pub free: Vec<Numeral>,
}

impl Statement {
    /// Reads both languages of a statement as written.
    pub fn read(zh: &Spanned<String>, en: &Spanned<String>, cx: &mut Cx<'_>) -> Statement {
        let places = PerLang { zh: Some(zh.span), en: Some(en.span) };
        let (zh, en) = (read(zh, Lang::Zh, cx), read(en, Lang::En, cx));
        Statement { places, text: Text { zh: zh.0, en: en.0 }, said: PerLang { zh: zh.1, en: en.1 } }
    }

    /// Where a language of it stands.
    pub fn place(&self, lang: Lang) -> Span {
        self.places.get(lang).unwrap_or(Span::project())
    }

    /// The place of a part of the words of a language; of the whole where it cannot be told.
    pub fn part(&self, lang: Lang, range: Range<usize>) -> Span {
        let (span, text) = (self.place(lang), self.text.get(lang));
        let meant = |link: &Reference| if link.meant { MEANT_MARK.len() } else { 0 };
        let marks = |link: &Reference| "[](:)".len() + SCHEME.len() - 1 + link.target.value.len() + meant(link);
        let links = &self.said(lang).links;
        let all: usize = links.iter().map(|(_, link)| marks(link)).sum();
        let shift = |at: usize| -> usize {
            let before = links.iter().filter(|(words, _)| words.end <= at).map(|(_, link)| marks(link));
            at + before.sum::<usize>() + usize::from(links.iter().any(|(words, _)| words.contains(&at)))
        };
        let written = (span.end - span.start) as usize;
        let moved = shift(range.start)..shift(range.end).max(shift(range.start));
        match written.checked_sub(text.len() + all) {
            Some(0) => span.part(moved),
            Some(2) => span.part(moved.start + 1..moved.end + 1),
            _ => span,
        }
    }

    /// The figures in a language.
    pub fn said(&self, lang: Lang) -> &Said {
        self.said.get(lang)
    }
}

impl Deref for Statement {
    type Target = Text;

    fn deref(&self) -> &Text {
        &self.text
    }
}

impl Decode for Statement {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Statement> {
        let pair = in_both_languages(node, cx)?;
        Some(Statement::read(&pair.zh, &pair.en, cx))
    }
}

/// Two statements are the same that look the same: where they stand is no matter.
impl PartialEq for Statement {
    fn eq(&self, other: &Statement) -> bool {
        self.text == other.text && self.bindings().eq(other.bindings())
    }
}

impl Eq for Statement {}

impl Hash for Statement {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
        self.bindings().for_each(|binding| binding.hash(state));
    }
}

impl Statement {
    fn bindings(&self) -> impl Iterator<Item = (Lang, &Range<usize>, &str)> {
        self.said.iter().flat_map(|(lang, said)| {
            said.links.iter().map(move |(range, link)| (lang, range, link.target.value.as_str()))
        })
    }
}

const SCHEME: &str = "figure:";

/// One link of a text: its whole, its words and its target.
struct Link {
    whole: Range<usize>,
    words: Range<usize>,
    target: Range<usize>,
    meant: bool,
}

/// What stands behind the target of a link that is meant as its words say.
const MEANT_MARK: &str = " \"meant\"";

/// The next complete link to a figure from a byte of a text.
fn next_link(text: &str, from: usize) -> Option<Link> {
    let opening = format!("]({SCHEME}");
    let at = from + text.get(from..)?.find(&opening)?;
    let start = text[from..at].rfind('[').map(|start| from + start);
    let target = at + opening.len();
    let end = text[target..].find([')', ' ', '，', '。']).map(|end| target + end);
    let close = end.map(|end| end + if text[end..].starts_with(MEANT_MARK) { MEANT_MARK.len() } else { 0 });
    match (start, end, close) {
        (Some(start), Some(end), Some(close)) if text[close..].starts_with(')') && start + 1 < at && end > target => {
            let meant = close > end;
            Some(Link { whole: start..close + 1, words: start + 1..at, target: target..end, meant })
        }
        _ => next_link(text, target),
    }
}

/// One language: the words without marks, and the figures in them.
fn read(written: &Spanned<String>, lang: Lang, cx: &mut Cx<'_>) -> (String, Said) {
    let source = &written.value;
    let exact = part_of_scalar(written.span, source, 0..0) != written.span;
    let place = |range: Range<usize>| part_of_scalar(written.span, source, range);
    let bytes = |range: Range<usize>| -> Range<usize> {
        let span = place(range);
        span.start as usize..span.end as usize
    };
    let mut text = String::new();
    let mut block = Block::default();
    let mut said = Said::default();
    let mut at = 0;
    let mut whole = true;
    let mut plain = |range: Range<usize>, text: &mut String, block: &mut Block| {
        if let Some(problem) =
            broken(&source[range.clone()], |part| place(range.start + part.start..range.start + part.end))
        {
            cx.report(problem);
            whole = false;
        }
        text.push_str(&source[range.clone()]);
        block.push(&source[range.clone()], bytes(range));
    };
    while let Some(link) = next_link(source, at) {
        plain(at..link.whole.start, &mut text, &mut block);
        let words = &source[link.words.clone()];
        let start = text.len();
        block.open_link();
        text.push_str(words);
        block.push(words, bytes(link.words.clone()));
        let stated = Stated::read(words, block.close_link(), lang);
        let reference = Reference {
            kind: ReferenceKind::Figure,
            target: Spanned::new(source[link.target.clone()].to_owned(), place(link.target.clone())),
            text: Spanned::new(words.to_owned(), place(link.words)),
            stated: Some(Box::new(stated)),
            meant: link.meant,
        };
        said.links.push((start..text.len(), reference));
        at = link.whole.end;
    }
    plain(at..source.len(), &mut text, &mut block);
    // What a broken link was to bind is no second problem.
    said.free = if whole { block.numerals(written.span.file, lang) } else { Vec::new() };
    if !exact {
        // Quotes or folding moved the words: then the whole text is shown.
        said.free.iter_mut().for_each(|numeral| numeral.span = written.span);
    }
    (text, said)
}

/// An address of ours outside a complete link to a figure.
fn broken(text: &str, place: impl Fn(Range<usize>) -> Span) -> Option<Diagnostic> {
    let found = ReferenceKind::SCHEMES.iter().find_map(|(scheme, _)| {
        let at = ["(", "（"].iter().find_map(|opening| text.find(&format!("{opening}{scheme}:")))?;
        let end = text[at..].find([')', '）', ' ', '，', '。', '、', '；']).map_or(text.len(), |end| at + end);
        Some((at..end, *scheme == SCHEME.trim_end_matches(':')))
    });
    let (range, figure) = found?;
    let message = if figure {
        say!("这个链接没有写完整，会原样显示", "this link is not complete and will be shown as it is")
    } else {
        say!("这里不能写这种链接，会原样显示", "such a link cannot stand here and will be shown as it is")
    };
    Some(Diagnostic::new(Code::BrokenLink, place(range), message).help(if figure {
        say!(
            "写成`[数值](figure:编号)`：半角括号，中间没有空格",
            "write `[value](figure:id)`, without a space between the brackets"
        )
    } else {
        say!(
            "数据文件的文字里只能写`[数值](figure:编号)`；其他链接写在正文里",
            "a text of the data can only have `[value](figure:id)`; other links belong into a narrative"
        )
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Diagnostics;
    use crate::source::FileId;

    fn read_one(written: &str, lang: Lang) -> (String, Vec<String>, Vec<String>, usize) {
        let mut problems = Diagnostics::new();
        let written = Spanned::new(written.to_owned(), Span::new(FileId(0), 10..10 + written.len()));
        let (text, said) = read(&written, lang, &mut Cx::new(&mut problems));
        let links = said.links.iter().map(|(range, link)| {
            assert_eq!(&text[range.clone()], link.text.value);
            let at = link.text.span;
            assert_eq!(&written.value[at.start as usize - 10..at.end as usize - 10], link.text.value);
            format!("{}={}", link.text.value, link.target.value)
        });
        let links = links.collect();
        let free = said.free.iter().map(|numeral| {
            let at = numeral.span;
            assert_eq!(&written.value[at.start as usize - 10..at.end as usize - 10], numeral.text);
            numeral.text.clone()
        });
        let free = free.collect();
        (text, links, free, problems.iter().count())
    }

    #[test]
    fn figures_are_bound_marked_or_free_and_at_their_place() {
        for (written, lang, text, links, free, problems) in [
            ("没有数字。", Lang::Zh, "没有数字。", vec![], vec![], 0),
            (
                "新建[144所](figure:o-1)，共300所。",
                Lang::Zh,
                "新建144所，共300所。",
                vec!["144所=o-1"],
                vec!["300所"],
                0,
            ),
            (
                "[20%](figure:none) of 300 pupils",
                Lang::En,
                "20% of 300 pupils",
                vec!["20%=none"],
                vec!["300 pupils"],
                0,
            ),
            ("[a] and [5 km](figure:o-2)", Lang::En, "[a] and 5 km", vec!["5 km=o-2"], vec![], 0),
            ("见[济南](place:jinan)", Lang::Zh, "见[济南](place:jinan)", vec![], vec![], 1),
            ("[5所]（figure:o-1）", Lang::Zh, "[5所]（figure:o-1）", vec![], vec![], 1),
            ("[五所](figure:o-1", Lang::Zh, "[五所](figure:o-1", vec![], vec![], 1),
        ] {
            let read = read_one(written, lang);
            assert_eq!(read.0, text);
            assert_eq!(read.1, links, "{written}");
            assert_eq!(
                read.2.iter().filter(|n| !text.contains(&format!("o-{n}"))).count(),
                free.len(),
                "{written} {:?}",
                read.2
            );
            assert_eq!(read.3, problems, "{written}");
        }
    }
}
