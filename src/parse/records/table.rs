//! `data/observations/**/<name>.table.yaml`: how the table beside it is read, and
//! `data/marks.yaml`: what the signs and the heads of tables mean.

use super::observation_words::{Breakdown, Nature, Period, Status, YearBasis};
use super::reference::SourceRef;
use crate::choices;
use crate::diag::Spanned;
pub use crate::figure::Qualifier;
use crate::parse::statement::Statement;

record! {
    pub struct TableReading, "一张表怎样读", "How a table is read.";
    sheet: Option<Spanned<String>> = optional,
        "读哪张工作表；不写时读唯一可见的那张", "The sheet that is read; the only visible one where it is not given.";
    head_row: Option<Spanned<u16>> = optional,
        "表头从第几行起；不写时是认得出两个表头的第一行", "The row in which the heads begin; the first with two known heads where it is not given.";
    head_rows: u8 = default(1), "表头有几行", "How many rows of heads there are.";
    facts: TableFacts = inline as TableFacts, "整张表的", "What holds for the whole table.";
    columns: Vec<TableLine> = list, "各列，只写表头认不出的", "Columns, those alone whose heads say too little.";
    rows: Vec<TableLine> = list, "各行，只写行首认不出的", "Rows, those alone whose heads say too little.";
    marks: Vec<CellMark> = list, "这张表自己的记号", "Signs of this table alone.";
    stem: String = computed(String::new()), "路径，不含扩展名", "The path without its ending, set by whoever knows it.";
}

record! {
    pub struct TableLine, "一列或一行", "A column or a row.";
    head: Spanned<String> = required,
        "表头的字；几行表头用空格相连；或列的字母`C`", "The words at its head, those of several head rows joined by blanks; or the letter of a column.";
    is: Option<ColumnRole> = optional, "这一列里是什么", "What stands in it.";
    dimension: Option<Spanned<String>> = optional, "这一列里是哪个维度的取值", "The dimension whose values stand in it.";
    facts: TableFacts = inline as TableFacts, "这一列或一行的", "What holds for it.";
}

record! {
    #[derive(Default)]
    pub struct TableFacts, "一部分数据共有的内容", "What some figures have in common.";
    jurisdiction: Option<Spanned<String>> = optional, "地方", "The place.";
    indicator: Option<Spanned<String>> = optional, "指标", "The indicator.";
    period @ "year": Option<Spanned<Period>> = optional, "年份", "The year.";
    year_basis: Option<YearBasis> = optional, "年份的依据；不写时是原文写明", "Where the year comes from; the document where it is not given.";
    unit: Option<Spanned<String>> = optional, "单位，如`亿元`", "The unit of the cells, such as `亿元`.";
    breakdown: Vec<(Spanned<String>, Spanned<String>)> = default as Breakdown, "维度和取值", "Dimension and value.";
    nature: Option<Nature> = optional, "是实测、计划、目标还是规定", "What kind of statement the figures are.";
    status: Option<Status> = optional, "有数的格的状态", "The status of cells with a number.";
    decimals: Option<u8> = optional,
        "电子表格里的数写几位小数；多的四舍五入", "Decimals with which numbers of a spreadsheet are written; more are rounded half up.";
    source: Option<SourceRef> = optional,
        "出处；`{{row}}`、`{{column}}`处写行首和列首的名称", "The source; `{{row}}` and `{{column}}` stand for the names of row and column.";
    notes: Vec<Statement> = list, "说明", "Notes.";
}

choices! {
    /// What stands in a column of a table.
    pub enum ColumnRole {
        Place = "place", "地方", "Places.";
        Indicator = "indicator", "指标", "Indicators.";
        Year = "year", "年份", "Years.";
        Value = "value", "数值", "Figures.";
        Unit = "unit", "单位", "Units.";
        AsPrinted = "as-printed", "原文的写法", "Figures as the document prints them.";
        Document = "document", "文件编号", "Ids of documents.";
        DocumentPlace = "place-in-document", "文件里的位置", "Places in the document.";
        DocumentPlaceEn = "place-in-document-en", "文件里的位置，英文", "Places in the document, in English.";
        Id = "id", "数据编号", "Ids of the figures.";
        Skip = "skip", "不读", "Nothing that is read.";
    }
}

record! {
    pub struct MarkFile, "表格的语言：记号和表头", "The language of tables: signs and heads.";
    marks: Vec<CellMark> = list, "格里的记号", "Signs in cells.";
    heads: Vec<HeadWord> = list, "表头的用词", "Words of heads.";
}

record! {
    pub struct CellMark, "格里的记号和它的意思", "Signs in cells and what they mean.";
    signs: Vec<Spanned<String>> = list, "记号，大小写不分", "The signs, in capitals or not.";
    stands: MarkPosition = required, "在格里的位置", "Where they stand in a cell.";
    status: Option<Status> = optional, "数值的状态", "The status of the value.";
    qualifier: Option<Qualifier> = optional, "准确到什么程度", "How exactly the number is meant.";
    footnote: bool = flag, "指向脚注；脚注的字写在这张表的`marks`里", "It points to a footnote, whose words stand in the `marks` of the table.";
    note: Option<Statement> = optional, "脚注的字", "The words of the footnote.";
}

choices! {
    /// Where a sign stands in a cell.
    pub enum MarkPosition {
        Alone = "alone", "独占一格", "Alone in the cell.";
        Before = "before", "在数前", "Before the number.";
        Between = "between", "在两个数之间", "Between two numbers.";
        After = "after", "在数后", "After the number.";
    }
}

record! {
    pub struct HeadWord, "表头的用词和它的意思", "Words of heads and what they mean.";
    words: Vec<Spanned<String>> = list, "用词", "The words.";
    is: ColumnRole = required, "这一列里是什么", "What stands in such a column.";
}
