//! `data/observations/<year>/*.yaml`: the figures, each with its source.

use super::reference::SourceRef;
use crate::diag::{Code, Diagnostic, Span, Spanned};
pub use crate::figure::Qualifier;
use crate::parse::Amount;
use crate::parse::statement::Statement;
use crate::parse::yaml::{Cx, Decode, Fields, Node, Value};
use crate::say;

/// The observations of one place and year.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ObservationFile {
    pub observations: Vec<std::sync::Arc<Observation>>,
}

/// One figure as a document prints it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Observation {
    /// Unique in the portal and permanent.
    pub id: Spanned<String>,
    pub jurisdiction: Spanned<String>,
    pub indicator: Spanned<String>,
    /// When it was measured; rules and undated documents have none.
    pub period: Option<Period>,
    pub year_basis: YearBasis,
    /// In the indicator's unit. Absent when the document hides or garbles it.
    pub value: Option<Spanned<Amount>>,
    /// The upper end of a range; `value` is the lower one.
    pub upper: Option<Spanned<Amount>>,
    /// The unit of `value` where it is not the indicator's.
    pub unit: Option<Spanned<String>>,
    /// The very characters of the document.
    pub as_printed: Option<Spanned<String>>,
    pub status: Status,
    pub qualifier: Qualifier,
    pub nature: Nature,
    /// The document uses a word (全部, 第一) and no numeral.
    pub worded: bool,
    /// The document lists the things, and they were counted for the portal.
    pub counted: bool,
    /// A slip of text recognition was put right (a decimal point printed as a full stop).
    pub repaired: bool,
    /// Computed from other figures, printed nowhere.
    pub derived: bool,
    /// Dimension and value, in the order of the file.
    pub breakdown: Vec<(Spanned<String>, Spanned<String>)>,
    pub source: SourceRef,
    pub notes: Vec<Statement>,
}

impl Observation {
    /// The very characters of the document.
    pub fn printed(&self) -> Option<&str> {
        self.as_printed.as_ref().map(|printed| printed.value.as_str())
    }
}

/// One year, or years in a row, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    pub from: u16,
    pub to: u16,
}

impl Period {
    /// The single year, where it is one.
    pub fn year(self) -> Option<u16> {
        (self.from == self.to).then_some(self.to)
    }
}

/// Where the year comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum YearBasis {
    /// The document names it.
    Stated,
    /// Taken from what the document covers.
    Inferred,
}

/// What became of a value on its way to the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Exact, as printed.
    Ok,
    /// Printed with a qualifier or as a range.
    Approx,
    Provisional,
    Revised,
    NotPublished,
    /// Hidden by the document (xx).
    Masked,
    NotApplicable,
    /// Measured by another definition.
    NotComparable,
    /// Printed, and cannot be read.
    Illegible,
}

impl Status {
    /// All statuses with their codes, as data files and downloads write them.
    pub const ALL: [(&'static str, Status); 9] = [
        ("ok", Status::Ok),
        ("approx", Status::Approx),
        ("provisional", Status::Provisional),
        ("revised", Status::Revised),
        ("not-published", Status::NotPublished),
        ("masked", Status::Masked),
        ("not-applicable", Status::NotApplicable),
        ("not-comparable", Status::NotComparable),
        ("illegible", Status::Illegible),
    ];

    /// The code.
    pub fn code(self) -> &'static str {
        Status::ALL.iter().find(|(_, status)| *status == self).map_or("ok", |(code, _)| code)
    }

    /// Whether an observation of this status carries a value.
    pub fn has_value(self) -> bool {
        !matches!(self, Status::NotPublished | Status::Masked | Status::NotApplicable | Status::Illegible)
    }
}

/// What kind of statement the figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Nature {
    Measured,
    /// Launched and not finished.
    Planned,
    Target,
    /// A number that a rule sets.
    Norm,
}

impl Nature {
    /// All natures with their words.
    pub const ALL: [(&'static str, Nature); 4] = [
        ("measured", Nature::Measured),
        ("planned", Nature::Planned),
        ("target", Nature::Target),
        ("norm", Nature::Norm),
    ];

    /// The word.
    pub fn code(self) -> &'static str {
        Nature::ALL.iter().find(|(_, known)| *known == self).map_or("measured", |(code, _)| code)
    }
}

impl ObservationFile {
    /// Reads a file that lies in `folder`, a year or `undated`.
    pub fn read(node: &Node, folder: &str, cx: &mut Cx<'_>) -> Option<ObservationFile> {
        let mut fields = Fields::of(node, cx)?;
        let jurisdiction: Option<Spanned<String>> = fields.optional("jurisdiction", cx);
        let period: Option<Spanned<Period>> = fields.optional("year", cx);
        check_folder(&fields, folder, period.as_ref(), cx);
        let items = fields.node("observations");
        let mut observations = Vec::new();
        match items.map(|node| &node.value) {
            Some(Value::Seq(items)) => {
                for item in items {
                    let defaults = (jurisdiction.as_ref(), period.map(|period| period.value));
                    let record = cx.record(item, |node, cx| Observation::read(node, defaults, cx));
                    observations.extend(record.map(Into::into));
                }
            }
            _ => {
                if let Some(node) = items {
                    cx.wrong_type(node, "一个列表", "a list");
                } else {
                    let problem = Diagnostic::new(
                        Code::MissingField,
                        fields.span(),
                        say!("缺少`observations`", "`observations` is missing"),
                    );
                    fields.missing(
                        "observations",
                        problem.help(say!("补上`observations:`和它的列表", "add `observations:` and its list")),
                    );
                }
            }
        }
        fields.finish(cx);
        Some(ObservationFile { observations })
    }
}

/// The folder's year and the file's must be one.
fn check_folder(fields: &Fields<'_>, folder: &str, period: Option<&Spanned<Period>>, cx: &mut Cx<'_>) {
    let agrees = match period {
        // A year that could not be read has been reported by itself.
        None if fields.key_span("year").is_some() => true,
        None => folder == "undated",
        Some(period) => folder == period.to.to_string(),
    };
    if !agrees {
        let said = period.map_or("undated".to_owned(), |period| period.to.to_string());
        cx.report(
            Diagnostic::new(
                Code::PathConflict,
                period.map_or_else(|| fields.span(), |period| period.span),
                say!(
                    "文件在`{folder}`文件夹里，内容却属于`{said}`",
                    "the file lies in the folder `{folder}` and says `{said}`"
                ),
            )
            .help(say!(
                "把文件移到`data/observations/{said}/`，或改正`year`",
                "move the file to `data/observations/{said}/`, or correct `year`"
            )),
        );
    }
}

impl Observation {
    fn read(
        node: &Node,
        (jurisdiction, period): (Option<&Spanned<String>>, Option<Period>),
        cx: &mut Cx<'_>,
    ) -> Option<Observation> {
        let mut fields = Fields::of(node, cx)?;
        let start = fields.span();
        let id: Option<Spanned<String>> = fields.required("id", cx);
        let jurisdiction = match jurisdiction {
            Some(default) => fields.optional("jurisdiction", cx).or_else(|| Some(default.clone())),
            None => fields.required("jurisdiction", cx),
        };
        let indicator = fields.required("indicator", cx);
        let own: Option<Spanned<Period>> = fields.optional("year", cx);
        if let (Some(own), Some(of_file)) = (&own, period) {
            outside_file(own, of_file, cx);
        }
        let period = own.map(|own| own.value).or(period);
        let bases = [("stated", YearBasis::Stated), ("inferred", YearBasis::Inferred)];
        let year_basis = fields.choice("year_basis", &bases, cx).unwrap_or(YearBasis::Stated);
        let value_given = fields.key_span("value").is_some();
        let value = fields.optional("value", cx);
        let upper = fields.optional("upper", cx);
        let unit = fields.optional("unit", cx);
        let as_printed = fields.optional("as_printed", cx);
        let status_given = fields.key_span("status").is_some();
        let status = fields.choice("status", &Status::ALL, cx);
        let qualifier = fields.choice("qualifier", &Qualifier::ALL, cx).unwrap_or(Qualifier::Exact);
        let nature = fields.choice("nature", &Nature::ALL, cx).unwrap_or(Nature::Measured);
        let worded = fields.flag("worded", cx);
        let counted = fields.flag("counted", cx);
        let repaired = fields.flag("repaired", cx);
        let derived = fields.flag("derived", cx);
        let breakdown = fields.node("breakdown").map(|node| pairs(node, cx)).unwrap_or_default();
        let source = source(&mut fields, id.as_ref(), cx);
        let notes = fields.list("notes", cx);
        let all_known = fields.finish(cx);
        let default_status = if qualifier == Qualifier::Exact { Status::Ok } else { Status::Approx };
        let observation = Observation {
            id: id?,
            jurisdiction: jurisdiction?,
            indicator: indicator?,
            period,
            year_basis,
            value,
            upper,
            unit,
            as_printed,
            status: status.unwrap_or(default_status),
            qualifier,
            nature,
            worded,
            counted,
            repaired,
            derived,
            breakdown,
            source: source?,
            notes,
        };
        // A value or status that could not be read has been reported by itself.
        let readable = all_known && observation.value.is_some() == value_given && status.is_some() == status_given;
        if readable {
            observation.check_status(start, cx);
        }
        Some(observation)
    }

    /// Value, status and qualifier must say the same.
    fn check_status(&self, start: Span, cx: &mut Cx<'_>) {
        let status = self.status.code();
        let mut conflict = |span, zh: String, en: String, help| {
            let message = crate::i18n::text(zh, en);
            cx.report(Diagnostic::new(Code::StatusConflict, span, message).help(help));
        };
        match (&self.value, self.status.has_value()) {
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
        if (self.qualifier == Qualifier::Range) != self.upper.is_some() {
            conflict(
                self.upper.map_or(start, |upper| upper.span),
                "`upper`和`qualifier: range`须一起写".to_owned(),
                "`upper` and `qualifier: range` go together".to_owned(),
                say!("两个都写，或都不写", "write both or neither"),
            );
        }
        if self.qualifier != Qualifier::Exact && self.status == Status::Ok {
            let qualifier = self.qualifier.code();
            conflict(
                start,
                format!("`qualifier: {qualifier}`的值不是`ok`"),
                format!("a value with `qualifier: {qualifier}` is not `ok`"),
                say!("写`status: approx`", "say `status: approx`"),
            );
        }
        if self.status == Status::Approx && self.qualifier == Qualifier::Exact {
            conflict(
                start,
                "`status: approx`没有说明怎样近似".to_owned(),
                "`status: approx` does not say how".to_owned(),
                say!(
                    "补上`qualifier`（about、at-least、more-than等）", "add `qualifier` (about, at-least, more-than …)"
                ),
            );
        }
        if let (Some(low), Some(high)) = (&self.value, &self.upper)
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
}

/// The source of a record; a figure without one is refused.
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

fn source(fields: &mut Fields<'_>, id: Option<&Spanned<String>>, cx: &mut Cx<'_>) -> Option<SourceRef> {
    if let Some(node) = fields.node("source") {
        return SourceRef::decode(node, cx);
    }
    let span = id.map_or_else(|| fields.span(), |id| id.span);
    fields.missing(
        "source",
        Diagnostic::new(Code::NoSource, span, say!("这条记录没有写出处", "this observation has no source")).help(say!(
            "补上`source: {{document: …, place: {{zh: …, en: …}}}}`",
            "add `source: {{document: …, place: {{zh: …, en: …}}}}`"
        )),
    );
    None
}

fn pairs(node: &Node, cx: &mut Cx<'_>) -> Vec<(Spanned<String>, Spanned<String>)> {
    let Value::Map(entries) = &node.value else {
        cx.wrong_type(node, "一组`维度: 值`", "pairs of `dimension: value`");
        return Vec::new();
    };
    entries.iter().filter_map(|(key, value)| Some((key.clone(), Spanned::decode(value, cx)?))).collect()
}

impl Decode for Period {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Period> {
        let text = String::decode(node, cx)?;
        let (from, to) = text.split_once('-').unwrap_or((&text, &text));
        let year = |text: &str| (text.len() == 4).then(|| text.parse::<u16>().ok()).flatten().filter(|y| *y >= 1900);
        match (year(from), year(to)) {
            (Some(from), Some(to)) if from <= to => Some(Period { from, to }),
            _ => {
                cx.report(
                    Diagnostic::new(Code::NotDate, node.span, say!("`{text}`不是年份", "`{text}` is no year"))
                        .help(say!("写`2023`，跨年的写`2023-2024`", "write `2023`, or `2023-2024` for several years")),
                );
                None
            }
        }
    }
}
