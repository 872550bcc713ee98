//! `data/jurisdictions/*.yaml` and `data/peer-groups.yaml`: places and who is compared
//! with whom.

use super::describe::Rule;
use super::notation::{DivisionCode, GridPosition, Slug};
use crate::choices;
use crate::diag::{Code, Diagnostic, Spanned};
use crate::i18n::{Choice, Text};
use crate::parse::statement::Statement;
use crate::parse::yaml::{Cx, Fields};
use crate::say;

record! {
    pub struct JurisdictionFile, "地方", "The places.";
    jurisdictions: Vec<std::sync::Arc<Jurisdiction>> = required, "地方", "The places.";
}

record! {
    pub struct Jurisdiction, "一个有政府的地方", "A place with a government.",
        rules = &[
            Rule::RequiredUnless { field: "code", unless: &[("placeholder", &["true"])] },
            Rule::RequiredUnless { field: "parent", unless: &[("placeholder", &["true"]), ("level", &["province", "country"])] },
        ],
        before = check_code_and_parent;
    slug: Spanned<String> = required as Spanned<Slug>, "编号，也是网址的一段", "Unique in the portal, part of addresses.";
    code: Option<Spanned<String>> = optional as Spanned<DivisionCode>,
        "六位行政区划代码；材料没有写明的地方不写", "GB/T 2260, six digits as a string; a placeholder has none.";
    placeholder: bool = flag, "代表材料没有写明的地方", "Stands for a place that its document does not name.";
    level: Level = required, "级别", "The level of its government.";
    parent: Option<Spanned<String>> = optional, "上级的编号", "The slug of the place above.";
    names: Text = required, "名称", "Its name.";
    short: Text = or(names.clone()), "图里的简称；不写时用名称", "In charts and tiles; the name where it is not given.";
    tile: Option<Spanned<Tile>> = optional, "示意图上的格子", "Its tile on the schematic map of the parent.";
    valid: Years = default, "这样的地方存在的年份", "The years in which it existed as it is described.";
    successors: Vec<Spanned<String>> = list,
        "承接它的地方的编号；要在`valid`里写最后一年", "The slugs of the places that took its place; `valid` says its last year.";
    notes: Vec<Statement> = list, "说明", "Notes.";
}

choices! {
    /// The levels of government that documents speak of.
    pub enum Level {
        Country = "country", "全国", "The whole country.";
        Province = "province", "省级", "A province.";
        City = "city", "市级", "A city below a province.";
        County = "county", "县级", "A county or district.";
    }
}

record! {
    #[derive(Copy)]
    pub struct Tile, "上级示意图上的位置，从一数起", "A place on the schematic map of the parent, counted from one.";
    row: u8 = required as GridPosition, "行", "Its row.";
    column: u8 = required as GridPosition, "列", "Its column.";
}

record! {
    #[derive(Copy, Default)]
    pub struct Years, "起止年份，两端都包括", "The years in which a place existed as it is described, both ends included.",
        before = check_years;
    from: Option<u16> = optional, "第一年", "The first year.";
    to: Option<u16> = optional, "最后一年", "The last year.";
}

impl Years {
    /// Whether some year belongs to both; an end that is not given is open.
    pub fn meet(self, other: Years) -> bool {
        let begins_by = |a: Years, b: Years| a.from.is_none_or(|from| b.to.is_none_or(|to| from <= to));
        begins_by(self, other) && begins_by(other, self)
    }

    /// The last year of a place that no longer existed in a year. Years that are told to be
    /// reversed say nothing.
    pub fn end_before(self, year: u16) -> Option<u16> {
        self.to.filter(|to| *to < year && self.from.is_none_or(|from| from <= *to))
    }
}

/// The last year is not before the first.
fn check_years(fields: &mut Fields<'_>, cx: &mut Cx<'_>) {
    let year = |key: &str| {
        let node = fields.peek(key)?;
        Some((node.scalar()?.parse::<u16>().ok()?, node.span))
    };
    let (Some((from, from_span)), Some((to, to_span))) = (year("from"), year("to")) else { return };
    if to < from {
        cx.report(
            Diagnostic::new(
                Code::YearsReversed,
                to_span,
                say!("最后一年{to}早于第一年{from}", "the last year, {to}, is before the first, {from}"),
            )
            .related(from_span, say!("第一年", "the first year"))
            .help(say!("对照区划调整的时间改正", "correct it by the date of the change")),
        );
    }
}

/// A place has a code and, below a province, a parent, unless its document does not name it.
fn check_code_and_parent(fields: &mut Fields<'_>, cx: &mut Cx<'_>) {
    if fields.peek("placeholder").and_then(|node| node.scalar()) == Some("true") {
        return;
    }
    let absent = |key: &str| say!("缺少`{key}`", "`{key}` is missing");
    if let Some(span) = fields.key_span("successors")
        && fields.peek("valid").and_then(|valid| valid.get("to")).is_none()
    {
        let problem = Diagnostic::new(
            Code::MissingField,
            span,
            say!("有承接的地方，却没有写到哪一年为止", "it has successors, and no last year"),
        );
        cx.report(problem.help(say!("补上`valid: {{to: …}}`", "add `valid: {{to: …}}`")));
    }
    // A code that could not be read has been reported by itself.
    if fields.peek("code").is_none() {
        cx.report(Diagnostic::new(Code::MissingField, fields.span(), absent("code")).help(say!(
            "补上GB/T 2260代码；材料没有写明是哪里的，写`placeholder: true`",
            "add the GB/T 2260 code, or `placeholder: true` for a place that the document does not name"
        )));
    }
    let level = fields.peek("level").and_then(|node| Level::from_word(node.scalar()?));
    if matches!(level, Some(Level::City | Level::County)) && fields.key_span("parent").is_none() {
        let problem = Diagnostic::new(Code::MissingField, fields.span(), absent("parent"));
        let help = say!("补上上级的slug，如`parent: …`", "add the slug of the place above, `parent: …`");
        fields.missing("parent", problem.help(help));
    }
}

record! {
    pub struct PeerGroupFile, "可比的地方", "Who may be compared with whom.";
    groups: Vec<std::sync::Arc<PeerGroup>> = required, "各组", "The groups.";
}

record! {
    pub struct PeerGroup, "可以互相比较的一组地方", "Places that may be compared with one another.";
    id: Spanned<String> = required as Spanned<Slug>, "编号，也是网址的一段", "Unique in the portal, part of addresses.";
    names: Text = required, "名称", "Its name.";
    parent: Option<Spanned<String>> = optional, "或者：这个地方的下级……", "Either all places of a level below a parent …";
    level: Option<Level> = optional, "……中这一级的全部地方", "The level of the places below the parent.";
    members: Vec<Spanned<String>> = list, "或者：列出的地方", "… or the places named.";
    notes: Vec<Statement> = list, "说明", "Notes.";
}
