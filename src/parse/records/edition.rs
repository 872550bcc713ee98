//! `data/editions/<date>.yaml`: what an edition of the portal published.
//!
//! The command `publish` writes these files and nobody else does. They are kept with the
//! data, so that later changes of what was published cannot go unnoticed.

use super::describe::{Described, FieldShape};
use super::pairs::pairs;
use crate::diag::{Code, Diagnostic, Diagnostics, Span, Spanned};
use crate::i18n::{PartialDate, Text};
use crate::parse::yaml::{Cx, Decode, MaybeEmpty, Node};
use crate::say;
use crate::source::{FileId, Fingerprint};

record! {
    pub struct Edition, "一个版本公布了什么；由`publish`写出，不要手工改动",
        "What one edition published; written by the command `publish`, not by hand.";
    date: Spanned<PartialDate> = required, "版本日期，与文件名一致", "Its date, as the name of the file says.";
    figures: Vec<PublishedFact> = list, "公布的数据", "The figures, by observation.";
    grades: Vec<PublishedFact> = list, "公布的等级", "The grades, by programme, year, evaluator and place.";
    problems: Vec<Spanned<String>> = list, "公布的问题", "The ids of problems.";
    addresses: Vec<Spanned<String>> = list as Spanned<PageAddress>,
        "页面网址和页面的指纹", "The addresses of pages, with their language; each may be followed by a fingerprint.";
    statements: Vec<PublishedFact> = list,
        "公布的问题、目标、口径和文件", "What the data states in words: problems, targets, definitions, documents.";
    texts: Vec<(Spanned<String>, Spanned<String>)> = default as Fingerprints,
        "文稿网址和文字的指纹", "Addresses of texts and the fingerprints of what they said, for lists of changes.";
    site: Vec<(Spanned<String>, Spanned<String>)> = default as Fingerprints,
        "网站每一页的路径和指纹", "The pages of the site as it was published, with their fingerprints.";
    bound: Vec<(Spanned<String>, Spanned<String>)> = default as Fingerprints,
        "文稿网址和它绑定的数，最后是标成不是数据的个数", "Addresses of texts and the figures that they bind, with how many numbers are marked as no data.";
    corrections: Vec<Spanned<String>> = list, "更正的指纹", "The fingerprints of the entries of the log.";
    before: Option<Spanned<String>> = optional as Spanned<Seal>, "上一版的封印，第一版是空的", "The seal of the edition before; empty in the first.";
    seal: Option<Spanned<String>> = optional, "以上全部内容的指纹", "The fingerprint of all that stands above.";
}

record! {
    pub struct PublishedFact, "公布过的一个数或等级", "A figure or grade as published.";
    id: Spanned<String> = required, "编号", "What it is of.";
    state: String = required, "不能再变的内容", "What must stay the same.";
    label: Text = both_languages, "读者看到的写法", "As readers saw it.";
}

/// A seal, or nothing.
pub struct Seal(String);

impl Decode for Seal {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Seal> {
        MaybeEmpty::decode(node, cx).map(|written| Seal(written.0))
    }
}

impl Described for Seal {
    fn shape() -> FieldShape {
        FieldShape::Text
    }
}

impl From<Spanned<Seal>> for Spanned<String> {
    fn from(seal: Spanned<Seal>) -> Spanned<String> {
        Spanned::new(seal.value.0, seal.span)
    }
}

/// The fingerprint that seals the text of a record: of all that stands above its last line.
pub fn seal_of(text: &str) -> String {
    Fingerprint::of(text.as_bytes()).short(32)
}

/// Whether a record is sealed by its own content; where not, somebody altered it.
pub fn check_seal(file: FileId, text: &str, problems: &mut Diagnostics) {
    const SEAL: &str = "\nseal: ";
    let at = text.rfind(SEAL);
    let right = at.is_some_and(|at| text[at + SEAL.len()..].trim() == format!("'{}'", seal_of(&text[..at + 1])));
    if right {
        return;
    }
    let span = at.map_or(Span::file(file), |at| Span::new(file, at + 1..text.trim_end().len().max(at + 1)));
    problems.push(
        Diagnostic::new(
            Code::RecordAltered,
            span,
            say!(
                "这份版本记录被改动过：封印与内容不符",
                "this record of an edition was altered: its seal is not that of its content"
            ),
        )
        .help(say!(
            "从版本库或备份中取回这个文件；以后的更正写进`data/corrections.yaml`",
            "bring the file back from version control or a backup; later corrections go into `data/corrections.yaml`"
        )),
    );
}

/// The address of a page; the fingerprint of the page behind it is left out.
pub struct PageAddress(String);

impl Decode for PageAddress {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<PageAddress> {
        let written = String::decode(node, cx)?;
        Some(PageAddress(written.split_once(' ').map_or(written.as_str(), |(page, _)| page).to_owned()))
    }
}

impl Described for PageAddress {
    fn shape() -> FieldShape {
        FieldShape::Text
    }
}

impl From<Spanned<PageAddress>> for Spanned<String> {
    fn from(address: Spanned<PageAddress>) -> Spanned<String> {
        Spanned::new(address.value.0, address.span)
    }
}

/// Pairs of address and fingerprint.
pub struct Fingerprints(Vec<(Spanned<String>, Spanned<String>)>);

impl Decode for Fingerprints {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Fingerprints> {
        pairs(node, "一组`网址: 指纹`", "pairs of `address: fingerprint`", cx).map(Fingerprints)
    }
}

impl Described for Fingerprints {
    fn shape() -> FieldShape {
        FieldShape::Pairs
    }
}

impl From<Fingerprints> for Vec<(Spanned<String>, Spanned<String>)> {
    fn from(pairs: Fingerprints) -> Self {
        pairs.0
    }
}
