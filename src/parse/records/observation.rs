//! `data/observations/<year>/*.yaml`: the figures, each with its source.

use std::sync::Arc;

use super::describe::Rule;
use super::observation_words::Breakdown;
pub use super::observation_words::{Nature, Period, Status, YearBasis};
use super::reference::SourceRef;
use crate::diag::{Code, Diagnostic, Spanned};
pub use crate::figure::Qualifier;
use crate::i18n::Choice;
use crate::parse::exact::Amount;
use crate::parse::statement::Statement;
use crate::parse::yaml::{Cx, Decode, Fields, Node};
use crate::say;

record! {
    pub struct ObservationFile, "一个地方一年的数据", "The observations of one place and year.",
        rules = &[Rule::HereOrInEach { field: "jurisdiction", list: "observations" }];
    jurisdiction: Option<Spanned<String>> = optional_by(jurisdiction_of_file),
        "各条数据的地方，与文件名一致", "The place of all figures that do not say another; as the name of the file says.";
    period @ "year": Option<Spanned<Period>> = optional_by(years_of_file),
        "各条数据的年份，与文件夹一致", "The year of all figures that do not say another; as the folder says.";
    observations: Vec<Arc<Observation>> = required_by(observations), "数据", "The figures.";
}

record! {
    pub struct Observation, "材料印出的一个数", "One figure as a document prints it.", after = check_status;
    id: Spanned<String> = required, "编号，永不改变", "Unique in the portal and permanent.";
    jurisdiction: Spanned<String> = inherited(jurisdiction), "地方；不写时用文件的", "The place; that of the file where it is not given.";
    indicator: Spanned<String> = required, "指标", "The indicator.";
    period @ "year": Option<Period> = optional_by(years_of_record),
        "年份；不写时用文件的", "When it was measured; rules and undated documents have none. That of the file where it is not given.";
    year_basis: YearBasis = default(YearBasis::Stated), "年份的依据", "Where the year comes from.";
    value: Option<Spanned<Amount>> = optional,
        "数值，用指标的单位；材料隐去或看不清的不写", "In the indicator's unit. Absent when the document hides or garbles it.";
    upper: Option<Spanned<Amount>> = optional, "区间的上限，`value`是下限", "The upper end of a range; `value` is the lower one.";
    unit: Option<Spanned<String>> = optional, "与指标不同的单位", "The unit of `value` where it is not the indicator's.";
    as_printed: Option<Spanned<String>> = optional, "原文的写法，一字不改", "The very characters of the document.";
    qualifier: Qualifier = default(Qualifier::Exact), "准确到什么程度", "How exactly the number is meant.";
    status: Status = or(Some(usual_status(qualifier?))),
        "数值的状态；不写时是`ok`，有`qualifier`的是`approx`", "What became of the value; `ok`, or `approx` where there is a `qualifier`, when it is not given.";
    nature: Nature = default(Nature::Measured), "是实测、计划、目标还是规定", "What kind of statement the figure is.";
    worded: bool = flag, "原文用字（全部、第一），没有数", "The document uses a word (全部, 第一) and no numeral.";
    counted: bool = flag, "原文逐一列出，由网站数出", "The document lists the things, and they were counted for the portal.";
    repaired: bool = flag, "改正了文字识别的差错", "A slip of text recognition was put right (a decimal point printed as a full stop).";
    derived: bool = flag, "由别的数算出，材料没有印出", "Computed from other figures, printed nowhere.";
    breakdown: Vec<(Spanned<String>, Spanned<String>)> = default as Breakdown,
        "维度和取值", "Dimension and value, in the order of the file.";
    source: SourceRef = required_by(source), "出处", "Where it is published.";
    notes: Vec<Statement> = list, "说明", "Notes.";
}

impl Observation {
    /// The very characters of the document.
    pub fn printed(&self) -> Option<&str> {
        self.as_printed.as_ref().map(|printed| printed.value.as_str())
    }
}

/// The status of a value that says none.
fn usual_status(qualifier: Qualifier) -> Status {
    if qualifier == Qualifier::Exact { Status::Ok } else { Status::Approx }
}

/// The place of a file's records, which the records are told before they are read.
fn jurisdiction_of_file(fields: &mut Fields<'_>, cx: &mut Cx<'_>) -> Option<Spanned<String>> {
    let jurisdiction: Option<Spanned<String>> = fields.optional("jurisdiction", cx);
    cx.inherited.jurisdiction.clone_from(&jurisdiction);
    jurisdiction
}

/// The year of a file's records, which the records are told before they are read.
fn years_of_file(fields: &mut Fields<'_>, cx: &mut Cx<'_>) -> Option<Spanned<Period>> {
    let period: Option<Spanned<Period>> = fields.optional("year", cx);
    cx.inherited.years = period.map(|period| (period.from, period.to));
    period
}

fn observations(fields: &mut Fields<'_>, cx: &mut Cx<'_>) -> Option<Vec<Arc<Observation>>> {
    if let Some(node) = fields.node("observations") {
        return Some(Decode::decode(node, cx).unwrap_or_default());
    }
    let problem =
        Diagnostic::new(Code::MissingField, fields.span(), say!("缺少`observations`", "`observations` is missing"));
    let help = say!("补上`observations:`和它的列表", "add `observations:` and its list");
    fields.missing("observations", problem.help(help));
    Some(Vec::new())
}

/// The year of a record, or that of its file.
fn years_of_record(fields: &mut Fields<'_>, cx: &mut Cx<'_>) -> Option<Period> {
    let own: Option<Spanned<Period>> = fields.optional("year", cx);
    let of_file = cx.inherited.years.map(|(from, to)| Period { from, to });
    if let (Some(own), Some(of_file)) = (&own, of_file) {
        outside_file(own, of_file, cx);
    }
    own.map(|own| own.value).or(of_file)
}

/// The year of a record lies in that of its file, which is that of its folder.
fn outside_file(own: &Spanned<Period>, of_file: Period, cx: &mut Cx<'_>) {
    if own.from <= of_file.to && of_file.from <= own.to {
        return;
    }
    let (from, year) = (own.from, of_file.from);
    cx.report(
        Diagnostic::new(
            Code::PathConflict,
            own.span,
            say!("这条记录写的是{from}年，文件是{year}年的", "this record is of {from}, and its file of {year}"),
        )
        .help(say!(
            "改正年份，或把记录移到`data/observations/{from}`里的文件",
            "correct the year, or move the record to a file in `data/observations/{from}`"
        )),
    );
}

/// The source of a record; a figure without one is refused.
fn source(fields: &mut Fields<'_>, cx: &mut Cx<'_>) -> Option<SourceRef> {
    if let Some(node) = fields.node("source") {
        return SourceRef::decode(node, cx);
    }
    let span = fields.peek("id").map_or_else(|| fields.span(), |id| id.span);
    fields.missing(
        "source",
        Diagnostic::new(Code::NoSource, span, say!("这条记录没有写出处", "this observation has no source")).help(say!(
            "补上`source: {{document: …, place: {{zh: …, en: …}}}}`",
            "add `source: {{document: …, place: {{zh: …, en: …}}}}`"
        )),
    );
    None
}

/// Whether value and status could be read; one that could not has been reported by itself.
/// `null` is as good as no key.
fn readable(record: &Observation, node: &Node) -> bool {
    let given = |key| node.get(key).filter(|node| !node.says_none());
    let status = given("status").is_none_or(|node| node.scalar().and_then(Status::from_word).is_some());
    let read = |read: bool, key| read == given(key).is_some();
    status && read(record.value.is_some(), "value") && read(record.upper.is_some(), "upper")
}

/// Value, status and qualifier must say the same.
fn check_status(record: &Observation, node: &Node, all_known: bool, cx: &mut Cx<'_>) {
    if !all_known || !readable(record, node) {
        return;
    }
    let start = node.beginning();
    let status = record.status.code();
    let mut conflict = |span, zh: String, en: String, help| {
        let message = crate::i18n::text(zh, en);
        cx.report(Diagnostic::new(Code::StatusConflict, span, message).help(help));
    };
    match (&record.value, record.status.has_value()) {
        (None, true) => conflict(
            start,
            format!("状态为`{status}`的记录没有`value`"),
            format!("a record of status `{status}` has no `value`"),
            say!(
                "补上`value`；原文没有数的，写`status: masked`、`illegible`或`not-published`",
                "add `value`, or say `status: masked`, `illegible` or `not-published`"
            ),
        ),
        (Some(value), false) => conflict(
            value.span,
            format!("状态为`{status}`的记录不应有`value`"),
            format!("a record of status `{status}` must not have a `value`"),
            say!("删去`value`，或改正`status`", "delete `value`, or correct `status`"),
        ),
        _ => {}
    }
    if (record.qualifier == Qualifier::Range) != record.upper.is_some() {
        conflict(
            record.upper.map_or(start, |upper| upper.span),
            "`upper`和`qualifier: range`须一起写".to_owned(),
            "`upper` and `qualifier: range` go together".to_owned(),
            say!("两个都写，或都不写", "write both or neither"),
        );
    }
    if record.qualifier != Qualifier::Exact && record.status == Status::Ok {
        let qualifier = record.qualifier.code();
        conflict(
            start,
            format!("`qualifier: {qualifier}`的值不是`ok`"),
            format!("a value with `qualifier: {qualifier}` is not `ok`"),
            say!("写`status: approx`", "say `status: approx`"),
        );
    }
    if record.status == Status::Approx && record.qualifier == Qualifier::Exact {
        conflict(
            start,
            "`status: approx`没有说明怎样近似".to_owned(),
            "`status: approx` does not say how".to_owned(),
            say!("补上`qualifier`（about、at-least、more-than等）", "add `qualifier` (about, at-least, more-than …)"),
        );
    }
    if let (Some(low), Some(high)) = (&record.value, &record.upper)
        && let (Some(low), Some(end)) = (low.decimal(), high.decimal())
        && low >= end
    {
        conflict(
            high.span,
            "区间的上限不大于下限".to_owned(),
            "the upper end of the range is not above the lower one".to_owned(),
            say!("对照原文改正", "compare with the document"),
        );
    }
}
