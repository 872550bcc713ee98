//! `data/editions/<date>.yaml`: what an edition of the portal published.
//!
//! The command `publish` writes these files and nobody else does. They are kept with the
//! data, so that later changes of what was published cannot go unnoticed.

use super::describe::{Described, FieldShape};
use super::pairs::pairs;
use crate::diag::Spanned;
use crate::i18n::{PartialDate, Text};
use crate::parse::yaml::{Cx, Decode, Node};

record! {
    pub struct Edition, "一个版本公布了什么；由`publish`写出，不要手工改动",
        "What one edition published; written by the command `publish`, not by hand.";
    date: Spanned<PartialDate> = required, "版本日期，与文件名一致", "Its date, as the name of the file says.";
    figures: Vec<PublishedFact> = list, "公布的数据", "The figures, by observation.";
    grades: Vec<PublishedFact> = list, "公布的等级", "The grades, by programme, year, evaluator and place.";
    problems: Vec<Spanned<String>> = list, "公布的问题", "The ids of problems.";
    addresses: Vec<Spanned<String>> = list as Spanned<PageAddress>,
        "页面网址和页面的指纹", "The addresses of pages, with their language; each may be followed by a fingerprint.";
    texts: Vec<(Spanned<String>, Spanned<String>)> = default as Fingerprints,
        "文稿网址和文字的指纹", "Addresses of texts and the fingerprints of what they said, for lists of changes.";
}

record! {
    pub struct PublishedFact, "公布过的一个数或等级", "A figure or grade as published.";
    id: Spanned<String> = required, "编号", "What it is of.";
    state: String = required, "不能再变的内容", "What must stay the same.";
    label: Text = both_languages, "读者看到的写法", "As readers saw it.";
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
