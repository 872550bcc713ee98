//! `data/observations/<year>/*.yaml`: the figures, each with its source.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::describe::Rule;
use super::observation_words::Breakdown;
pub use super::observation_words::{Nature, Period, Status, YearBasis};
use super::reference::SourceRef;
use crate::diag::{Code, Diagnostic, Span, Spanned};
pub use crate::figure::Qualifier;
use crate::figure::{Dimension, Printed, parse};
use crate::i18n::{Choice, Lang};
use crate::parse::exact::{Amount, Exact};
use crate::parse::statement::Statement;
use crate::parse::yaml::{Cx, Decode, Fields, Node, Value};
use crate::say;

record! {
    pub struct ObservationFile, "一个地方一年的数据", "The observations of one place and year.",
        rules = &[
            Rule::HereOrInEach { field: "jurisdiction", list: "observations" },
            Rule::HereOrInEach { field: "indicator", list: "observations" },
            Rule::HereOrInEach { field: "source", list: "observations" },
            Rule::OneOf(&["observations", "groups"]),
        ];
    jurisdiction: Option<Spanned<String>> = optional_by(jurisdiction_of_file),
        "各条数据的地方，与文件名一致", "The place of all figures that do not say another; as the name of the file says.";
    period @ "year": Option<Spanned<Period>> = optional_by(years_of_file),
        "各条数据的年份，与文件夹一致", "The year of all figures that do not say another; as the folder says.";
    year_basis: Option<YearBasis> = optional_by(year_basis_of_all),
        "各条数据年份的依据", "Where the year of all figures comes from that do not say otherwise.";
    indicator: Option<Spanned<String>> = optional_by(indicator_of_all),
        "各条数据的指标", "The indicator of all figures that do not say another.";
    source: Option<SourceRef> = optional_by(source_of_all),
        "各条数据的出处", "Where all figures are published that do not say otherwise.";
    observations: Vec<Arc<Observation>> = optional_by(observations), "数据", "The figures.";
    groups: Vec<ObservationGroup> = optional_by(groups), "有共同内容的各组数据", "Figures that have something in common.";
}

record! {
    pub struct ObservationGroup, "有共同内容的一组数据", "Figures that have something in common, said once.";
    year_basis: Option<YearBasis> = optional_by(year_basis_of_all),
        "组内各条数据年份的依据", "Where the year of its figures comes from that do not say otherwise.";
    indicator: Option<Spanned<String>> = optional_by(indicator_of_all),
        "组内各条数据的指标", "The indicator of its figures that do not say another.";
    source: Option<SourceRef> = optional_by(source_of_all),
        "组内各条数据的出处", "Where its figures are published that do not say otherwise.";
    observations: Vec<Arc<Observation>> = required, "数据", "The figures.";
}

record! {
    pub struct Observation, "材料印出的一个数", "One figure as a document prints it.", after = check_status;
    id: Spanned<String> = optional_by(id_of_record),
        "编号，永不改变；不写时由地方、指标、年份和维度组成", "Unique in the portal and permanent; made of place, indicator, year and breakdown where it is not given.";
    jurisdiction: Spanned<String> = inherited(jurisdiction), "地方；不写时用文件的", "The place; that of the file where it is not given.";
    indicator: Spanned<String> = inherited(indicator), "指标；不写时用文件或组的", "The indicator; that of the file or group where it is not given.";
    period @ "year": Option<Period> = optional_by(years_of_record),
        "年份；不写时用文件的", "When it was measured; rules and undated documents have none. That of the file where it is not given.";
    year_basis: YearBasis = inherited_or(YearBasis::Stated), "年份的依据", "Where the year comes from.";
    value: Option<Spanned<Amount>> = optional_by(value_of_record),
        "数值，用指标的单位；不写时是`as_printed`的数；材料隐去或看不清的没有",
        "In the indicator's unit; the number of `as_printed` where it is not given. There is none where the document hides or garbles it.";
    upper: Option<Spanned<Amount>> = optional_by(upper_of_record), "区间的上限，`value`是下限", "The upper end of a range; `value` is the lower one.";
    unit: Option<Spanned<String>> = optional, "与指标不同的单位", "The unit of `value` where it is not the indicator's.";
    as_printed: Option<Spanned<String>> = optional, "原文的写法，一字不改", "The very characters of the document.";
    qualifier: Qualifier = optional_by(qualifier_of_record), "准确到什么程度；不写时看`as_printed`", "How exactly the number is meant; as `as_printed` says where neither it nor `value` is given.";
    status: Status = or(Some(usual_status(qualifier?, value?.is_some(), as_printed.as_ref()?.as_ref()))),
        "数值的状态；不写时是`ok`，有`qualifier`的是`approx`", "What became of the value; `ok`, or `approx` where there is a `qualifier`, when it is not given.";
    nature: Nature = default(Nature::Measured), "是实测、计划、目标还是规定", "What kind of statement the figure is.";
    worded: bool = flag, "原文用字（全部、第一），没有数", "The document uses a word (全部, 第一) and no numeral.";
    counted: bool = flag, "原文逐一列出，由网站数出", "The document lists the things, and they were counted for the portal.";
    repaired: bool = flag, "改正了文字识别的差错", "A slip of text recognition was put right (a decimal point printed as a full stop).";
    derived: bool = flag, "由别的数算出，材料没有印出", "Computed from other figures, printed nowhere.";
    breakdown: Vec<(Spanned<String>, Spanned<String>)> = default as Breakdown,
        "维度和取值", "Dimension and value, in the order of the file.";
    source: SourceRef = completed_by(source_of_record), "出处；不写时用文件或组的", "Where it is published; as the file or group says where it is not given.";
    notes: Vec<Statement> = list, "说明", "Notes.";
}

impl Observation {
    /// The very characters of the document.
    pub fn printed(&self) -> Option<&str> {
        self.as_printed.as_ref().map(|printed| printed.value.as_str())
    }
}

/// The status of a figure that says none; of one whose digits the document hides, masked.
fn usual_status(qualifier: Qualifier, has_value: bool, as_printed: Option<&Spanned<String>>) -> Status {
    let hidden = |printed: &Spanned<String>| parse(printed, Lang::Zh).is_ok_and(|printed| printed.masked);
    match qualifier {
        _ if !has_value && as_printed.is_some_and(hidden) => Status::Masked,
        Qualifier::Exact => Status::Ok,
        _ => Status::Approx,
    }
}

/// The figure that `as_printed` states, where it alone says the value: neither `value`, `upper`
/// nor another unit is given, nor a status without a value.
fn printed_alone(fields: &Fields<'_>) -> Option<(Printed, Span)> {
    let without_value = |word: &str| Status::from_word(word).is_none_or(|status| !status.has_value());
    if ["value", "upper", "unit"].iter().any(|key| fields.peek(key).is_some())
        || fields.peek("status").is_some_and(|status| status.scalar().is_none_or(without_value))
    {
        return None;
    }
    let node = fields.peek("as_printed")?;
    let printed = parse(node.scalar()?, Lang::Zh).ok()?;
    (!printed.masked).then_some((printed, node.span))
}

/// A number that was printed with units of its last digit, in the unit that it counts.
fn amount(number: Decimal, printed: &Printed) -> Amount {
    if printed.dimension == Dimension::Clock {
        return u16::try_from(number.trunc().mantissa()).map_or(Amount::Decimal(Exact(number)), Amount::Clock);
    }
    let mut exact = number;
    // 7.5万 is 75000, and 14.80 stays.
    exact.rescale(if printed.step.is_zero() { exact.scale() } else { printed.step.normalize().scale() });
    Amount::Decimal(Exact(exact))
}

fn value_of_record(fields: &mut Fields<'_>, cx: &mut Cx<'_>) -> Option<Spanned<Amount>> {
    let printed = printed_alone(fields).map(|(printed, span)| Spanned::new(amount(printed.low, &printed), span));
    fields.optional("value", cx).or(printed)
}

fn upper_of_record(fields: &mut Fields<'_>, cx: &mut Cx<'_>) -> Option<Spanned<Amount>> {
    let printed = printed_alone(fields);
    let high = printed.and_then(|(printed, span)| Some(Spanned::new(amount(printed.high?, &printed), span)));
    fields.optional("upper", cx).or(high)
}

fn qualifier_of_record(fields: &mut Fields<'_>, cx: &mut Cx<'_>) -> Qualifier {
    let printed = printed_alone(fields).map(|(printed, _)| printed.qualifier);
    fields.optional("qualifier", cx).or(printed).unwrap_or(Qualifier::Exact)
}

/// The id; empty where none is given, until the portal makes one.
fn id_of_record(fields: &mut Fields<'_>, cx: &mut Cx<'_>) -> Spanned<String> {
    let span = fields.span();
    fields.optional("id", cx).unwrap_or(Spanned::new(String::new(), span))
}

/// A field that holds for all records of a file or group that do not say it themselves.
fn for_all<T: Decode>(key: &'static str, fields: &mut Fields<'_>, cx: &mut Cx<'_>) -> Option<T> {
    let own = fields.optional(key, cx)?;
    if let Some(node) = fields.peek(key) {
        cx.inherited.set(key, node);
    }
    Some(own)
}

fn year_basis_of_all(fields: &mut Fields<'_>, cx: &mut Cx<'_>) -> Option<YearBasis> {
    for_all("year_basis", fields, cx)
}

fn source_of_all(fields: &mut Fields<'_>, cx: &mut Cx<'_>) -> Option<SourceRef> {
    for_all("source", fields, cx)
}

fn indicator_of_all(fields: &mut Fields<'_>, cx: &mut Cx<'_>) -> Option<Spanned<String>> {
    let own: Option<Spanned<String>> = fields.optional("indicator", cx);
    cx.inherited.indicator = own.clone().or(cx.inherited.indicator.take());
    own
}

/// The groups of a file, each told what the file says and no other group.
fn groups(fields: &mut Fields<'_>, cx: &mut Cx<'_>) -> Vec<ObservationGroup> {
    let Some(node) = fields.node("groups") else { return Vec::new() };
    let Value::Seq(items) = &node.value else {
        cx.no_list(node);
        return Vec::new();
    };
    let of_file = cx.inherited.clone();
    let read = |item: &Node| {
        cx.inherited = of_file.clone();
        ObservationGroup::decode(item, cx)
    };
    items.iter().filter_map(read).collect()
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

fn observations(fields: &mut Fields<'_>, cx: &mut Cx<'_>) -> Vec<Arc<Observation>> {
    if let Some(node) = fields.node("observations") {
        return Decode::decode(node, cx).unwrap_or_default();
    }
    if fields.peek("groups").is_none() {
        let problem =
            Diagnostic::new(Code::MissingField, fields.span(), say!("缺少`observations`", "`observations` is missing"));
        let help = say!("补上`observations:`和它的列表", "add `observations:` and its list");
        fields.missing("observations", problem.help(help));
    }
    Vec::new()
}

impl ObservationFile {
    /// The figures of the file and of its groups.
    pub fn all(&self) -> impl Iterator<Item = &Arc<Observation>> {
        self.observations.iter().chain(self.groups.iter().flat_map(|group| &group.observations))
    }
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

/// The source of a record, or that of its file or group; a figure without one is refused.
fn source_of_record(fields: &mut Fields<'_>, cx: &mut Cx<'_>) -> Option<SourceRef> {
    if let Some(node) = fields.node("source") {
        return SourceRef::decode(node, cx);
    }
    if let Some(source) = cx.inherited.read("source") {
        return Some(source);
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
    // What is not given may follow from `as_printed`.
    let read = |read: bool, key| read || given(key).is_none();
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
