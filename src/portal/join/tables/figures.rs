//! From a cell to an observation, and what is wrong with cells: each cause told once, at the
//! first cell, with how many there are.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use rust_decimal::{Decimal, RoundingStrategy};

use crate::diag::{Code, Diagnostic, Diagnostics, Span, Spanned};
use crate::figure::Qualifier;
use crate::i18n::{Text, text};
use crate::parse::records::{ColumnRole, Nature, Observation, SourceRef, Status, YearBasis};
use crate::parse::tables::{Cell, CellKind, CellReading, DataTable, Signs, Unread, read_cell};
use crate::portal::join::made_ids::made_id;
use crate::portal::join::tables::facts::FiguresKnown;
use crate::portal::join::tables::reader::TableReader;
use crate::say;

/// What is wrong with the cells of a table.
#[derive(Default)]
pub struct TableProblems {
    found: BTreeMap<(CellProblem, String), (Span, usize)>,
}

/// What can be wrong with a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum CellProblem {
    UnknownRow,
    NoPlace,
    NoIndicator,
    NoYear,
    NoSource,
    NoNumber,
    NoRange,
    Date,
    NoResult,
    Failed,
    Merged,
    Unexplained,
}

impl TableProblems {
    fn add(&mut self, problem: CellProblem, words: impl Into<String>, span: Span) {
        match self.found.entry((problem, words.into())) {
            Entry::Vacant(place) => drop(place.insert((span, 1))),
            Entry::Occupied(mut known) => {
                let (first, count) = known.get_mut();
                (*first, *count) = ((*first).min(span), *count + 1);
            }
        }
    }

    /// A row whose head names nothing.
    pub fn unknown_row(&mut self, words: String, span: Span) {
        self.add(CellProblem::UnknownRow, words, span);
    }

    /// A cell that stands for several figures.
    pub fn merged(&mut self, cell: &Cell) {
        self.add(CellProblem::Merged, cell.text.clone(), cell.span);
    }

    /// Reports what was found.
    pub fn tell(self, table: &DataTable, diagnostics: &mut Diagnostics) {
        let beside = table.stem.rsplit('/').next().unwrap_or("").to_owned() + ".table.yaml";
        for ((problem, words), (span, count)) in self.found {
            let (code, message, help) = problem.words(&words, &beside);
            let problem = Diagnostic::new(code, span, message).help(help);
            let more = count - 1;
            diagnostics.push(match more {
                0 => problem,
                _ => problem.label(say!("另有{more}处", "and {more} more")),
            });
        }
    }
}

impl CellProblem {
    /// Code, message and cure.
    fn words(self, words: &str, beside: &str) -> (Code, Text, Text) {
        let missing = |zh: &str, en: &str, key: &str| {
            (
                Code::TableHead,
                say!("这一格不知道是哪个{zh}的", "nothing says of which {en} this cell is"),
                say!(
                    "在行首或表头写{zh}，或在`{beside}`里写`{key}: …`",
                    "name the {en} at the head of the row or column, or say `{key}: …` in `{beside}`"
                ),
            )
        };
        match self {
            CellProblem::UnknownRow => (
                Code::TableHead,
                say!("行首`{words}`认不出，这一行没有读取", "`{words}` names nothing known; the row was not read"),
                say!(
                    "写数据里的名称，或在`{beside}`的`rows`里写`{{head: {words}, jurisdiction: …}}`；不发布的写`{{head: {words}, is: skip}}`",
                    "use a name of the data, or write `{{head: {words}, jurisdiction: …}}` below `rows` in `{beside}`, or `{{head: {words}, is: skip}}` for what is not published"
                ),
            ),
            CellProblem::NoPlace => missing("地方", "place", "jurisdiction"),
            CellProblem::NoIndicator => missing("指标", "indicator", "indicator"),
            CellProblem::NoYear => missing("年份", "year", "year"),
            CellProblem::NoSource => (
                Code::NoSource,
                say!("这一格没有写出处", "this figure has no source"),
                say!(
                    "在`{beside}`里写一次`source: {{document: …, place: {{zh: …, en: …}}}}`",
                    "say `source: {{document: …, place: {{zh: …, en: …}}}}` once in `{beside}`"
                ),
            ),
            CellProblem::NoNumber => (
                Code::TableCell,
                say!("`{words}`不是数，也不是认得的记号", "`{words}` is neither a number nor a known sign"),
                say!(
                    "改正这一格；是记号的，在`{beside}`或`data/marks.yaml`的`marks`里写出它的意思",
                    "correct the cell; if it is a sign, say what it means below `marks` in `{beside}` or `data/marks.yaml`"
                ),
            ),
            CellProblem::NoRange => (
                Code::TableCell,
                say!("`{words}`的上限不大于下限", "the range `{words}` does not rise"),
                say!("对照原文改正", "compare with the document"),
            ),
            CellProblem::Date => (
                Code::TableCell,
                say!(
                    "这一格是日期格式的数（存为`{words}`）",
                    "this cell is a number shown as a date (stored as `{words}`)"
                ),
                say!(
                    "电子表格软件常把`5-9`一类变成日期：把格式设为文本，按原文重新填写",
                    "spreadsheet programs make dates of `5-9` and the like: format the cell as text and type it again as printed"
                ),
            ),
            CellProblem::NoResult => (
                Code::TableCell,
                say!("这一格是公式，没有存下结果", "this cell is a formula without a stored result"),
                say!(
                    "用电子表格软件打开并保存一次，或把公式换成数",
                    "open the file in a spreadsheet program and save it, or replace the formula by its number"
                ),
            ),
            CellProblem::Failed => (
                Code::TableCell,
                say!("这一格的公式出错：`{words}`", "the formula of this cell fails: `{words}`"),
                say!("改正公式，或填上数", "correct the formula, or type the number"),
            ),
            CellProblem::Merged => (
                Code::TableCell,
                say!(
                    "`{words}`是合并的单元格，不知道是哪一格的数",
                    "`{words}` stands in merged cells: nothing says whose figure it is"
                ),
                say!("取消合并，每格各填", "take the cells apart and fill each"),
            ),
            CellProblem::Unexplained => (
                Code::FootnoteUnexplained,
                say!("记号`{words}`指向的脚注没有写出", "the footnote to which `{words}` points is not given"),
                say!(
                    "在`{beside}`的`marks`里写`{{signs: ['{words}'], stands: after, note: {{zh: …, en: …}}}}`",
                    "write `{{signs: ['{words}'], stands: after, note: {{zh: …, en: …}}}}` below `marks` in `{beside}`"
                ),
            ),
        }
    }
}

impl FiguresKnown {
    /// What a cell of a column of its own says of its row.
    pub fn take_cell(&mut self, role: ColumnRole, cell: &Cell) {
        let words = Spanned::new(cell.text.clone(), cell.span);
        match role {
            ColumnRole::AsPrinted => self.as_printed = Some(words),
            ColumnRole::Document => self.document = Some(words),
            ColumnRole::DocumentPlace => self.document_place = Some(words),
            ColumnRole::DocumentPlaceEn => self.document_place_en = Some(words),
            ColumnRole::Id => self.id = Some(words),
            ColumnRole::Place
            | ColumnRole::Indicator
            | ColumnRole::Year
            | ColumnRole::Value
            | ColumnRole::Unit
            | ColumnRole::Skip => {}
        }
    }

    /// The source, its place in the document naming row and column.
    fn source(&self, (row, column): &(Text, Text)) -> Option<SourceRef> {
        let place = self.document_place.as_ref().map(|place| {
            let english = self.document_place_en.as_ref().unwrap_or(place);
            Spanned::new(text(place.value.clone(), english.value.clone()), place.span)
        });
        if let Some(document) = &self.document {
            return Some(SourceRef { document: document.clone(), place });
        }
        let source = self.source.clone()?;
        let named = |place: Text| {
            let fill = |text: &str, row: &str, column: &str| text.replace("{row}", row).replace("{column}", column);
            text(fill(&place.zh, &row.zh, &column.zh), fill(&place.en, &row.en, &column.en))
        };
        let own = source.place.map(|place| Spanned::new(named(place.value), place.span));
        Some(SourceRef { document: source.document, place: place.or(own) })
    }
}

impl TableReader<'_> {
    /// The figure of a cell; what is missing or cannot be read is noted.
    pub fn figure(
        &self,
        cell: &Cell,
        known: FiguresKnown,
        names: (Text, Text),
        signs: &Signs<'_>,
        problems: &mut TableProblems,
    ) -> Option<Observation> {
        let mut found = |problem, words: &str| {
            problems.add(problem, words, cell.span);
            None
        };
        match cell.kind {
            CellKind::Date => return found(CellProblem::Date, &cell.text),
            CellKind::NoResult => return found(CellProblem::NoResult, ""),
            CellKind::Error => return found(CellProblem::Failed, &cell.text),
            CellKind::Text | CellKind::Number => {}
        }
        let shown = shown(cell, known.decimals);
        let reading = match read_cell(&shown, signs) {
            Ok(reading) if reading.value.is_some() || reading.status.is_some() => reading,
            Ok(_) | Err(Unread::NoNumber) => return found(CellProblem::NoNumber, &cell.text),
            Err(Unread::NoRange) => return found(CellProblem::NoRange, &cell.text),
        };
        let Some(place) = known.place else { return found(CellProblem::NoPlace, "") };
        let Some(indicator) = known.indicator.and_then(|id| self.indicators.get(id.index())) else {
            return found(CellProblem::NoIndicator, "");
        };
        let Some(period) = known.period else { return found(CellProblem::NoYear, "") };
        let Some(source) = known.source(&names) else { return found(CellProblem::NoSource, "") };
        for sign in &reading.unexplained {
            problems.add(CellProblem::Unexplained, sign.as_str(), cell.span);
        }
        let at = |value| Spanned::new(value, cell.span);
        let nature = known.nature.unwrap_or(Nature::Measured);
        let slug = &self.portal.jurisdiction(place).def.slug.value;
        let breakdown = self.breakdown_ids(&known.breakdown);
        let id = known.id.clone().unwrap_or_else(|| {
            let parts = breakdown.iter().map(|(dimension, value)| (dimension.as_str(), value.as_str()));
            at(made_id(slug, &indicator.def.id.value, Some(period), parts, nature))
        });
        let qualifier = reading.qualifier.unwrap_or(Qualifier::Exact);
        let usual = if qualifier == Qualifier::Exact { Status::Ok } else { Status::Approx };
        // A status of cells with a number says nothing of those without one.
        let given = known.status.filter(|_| reading.value.is_some() && qualifier == Qualifier::Exact);
        let unit = reading.unit.clone().or_else(|| known.unit.clone()).unwrap_or(indicator.def.unit.value.clone());
        let printed = known
            .as_printed
            .as_ref()
            .map_or_else(|| self.as_printed(&shown, &reading, &known), |printed| printed.value.clone());
        let notes = known.notes.iter().chain(&reading.notes).cloned().collect();
        Some(Observation {
            id,
            jurisdiction: at(slug.clone()),
            indicator: at(indicator.def.id.value.clone()),
            period: Some(period),
            year_basis: known.year_basis.unwrap_or(YearBasis::Stated),
            value: reading.value.map(|value| Spanned::new(value, cell.span)),
            upper: reading.upper.map(|value| Spanned::new(value, cell.span)),
            unit: reading.value.map(|_| at(unit)),
            as_printed: Some(at(printed)),
            qualifier,
            status: reading.status.or(given).unwrap_or(usual),
            nature,
            worded: false,
            counted: false,
            repaired: false,
            derived: false,
            breakdown: breakdown.into_iter().map(|(dimension, value)| (at(dimension), at(value))).collect(),
            source,
            notes,
        })
    }

    fn breakdown_ids(&self, breakdown: &[(usize, usize)]) -> Vec<(String, String)> {
        let ids = breakdown.iter().filter_map(|(dimension, value)| {
            let dimension = self.dimensions.get(*dimension)?;
            Some((dimension.id.value.clone(), dimension.values.get(*value)?.id.value.clone()))
        });
        ids.collect()
    }

    /// The cell with the unit that its head prints, which belongs to the number.
    fn as_printed(&self, shown: &str, reading: &CellReading, known: &FiguresKnown) -> String {
        let unit = known.unit.as_ref().filter(|_| reading.unit.is_none() && reading.value.is_some());
        let Some(unit) = unit else { return shown.to_owned() };
        let suffix = self.units.iter().find(|known| known.id.value == *unit).map(|known| &known.suffix.zh);
        let (number, rest) = shown.split_at_checked(reading.number_end).unwrap_or((shown, ""));
        format!("{number}{}{rest}", suffix.unwrap_or(unit))
    }
}

/// A cell as it is shown, a number of a spreadsheet with the decimals that are wanted.
fn shown(cell: &Cell, decimals: Option<u8>) -> String {
    let Some(decimals) = decimals.filter(|_| cell.kind == CellKind::Number) else { return cell.text.clone() };
    let (number, rest) = cell.text.strip_suffix('%').map_or((cell.text.as_str(), ""), |number| (number, "%"));
    let Ok(value) = number.parse::<Decimal>() else { return cell.text.clone() };
    let mut value = value.round_dp_with_strategy(decimals.into(), RoundingStrategy::MidpointAwayFromZero);
    value.rescale(decimals.into());
    format!("{value}{rest}")
}
