//! `data/indicators/<theme>.yaml`: what is measured.

use super::notation::Slug;
use super::observation::Period;
use super::reference::SourceRef;
use crate::choices;
use crate::diag::Spanned;
use crate::i18n::{PartialDate, Text};
use crate::parse::exact::Exact;
use crate::parse::statement::Statement;

record! {
    pub struct IndicatorFile, "一项评价一个主题的指标", "The indicators of one theme of one programme.";
    programme: Option<Spanned<String>> = optional,
        "所属评价；不写时是网站的默认评价", "The site's default programme when it is not given.";
    theme: Spanned<String> = required, "主题", "The theme to which they belong.";
    indicators: Vec<std::sync::Arc<Indicator>> = list, "指标", "The indicators.";
    stem: String = computed(String::new()), "文件名，不含扩展名", "The name of the file without its ending, set by whoever knows it.";
}

record! {
    pub struct Indicator, "一个指标：量的是什么", "Something that is measured.";
    id: Spanned<String> = required as Spanned<Slug>, "编号，也是网址的一段", "Unique in the portal, part of addresses.";
    names: Text = required, "名称", "Its name.";
    definition: Statement = required, "定义", "How it is defined.";
    unit: Spanned<String> = required, "单位", "The unit of its values.";
    decimals: Option<u8> = optional,
        "图、标题和句子里至多显示几位小数；表格和下载保留原数", "The most decimals that drawings, titles and sentences show; tables and downloads keep the number as it is printed.";
    direction: Direction = default(Direction::None), "希望的方向", "Which way is wanted.";
    may_exceed_100: bool = flag, "百分比可以超过100，如毛入学率", "A percentage that can pass 100, such as a gross enrolment rate.";
    definition_changes: Vec<DefinitionChange> = list,
        "定义何时变过；`definition`是最后一次变动以来的", "When it began to be measured otherwise; `definition` is what holds since the last.";
    targets: Vec<Target> = list, "目标", "The values that are asked for.";
    next_expected: Option<NextExpected> = optional,
        "材料写明下次数据何时公布的", "When the next figures are expected, where a document says so.";
    notes: Vec<Statement> = list, "说明", "Notes.";
    related: Vec<Spanned<String>> = list, "相关的指标", "Indicators that belong with it.";
}

record! {
    pub struct NextExpected, "下次数据何时公布", "When a document says that the next figures come out.";
    date: PartialDate = required, "日、月或年", "The day, month or year.";
    source: SourceRef = required, "出处", "Where a document says so.";
}

record! {
    pub struct DefinitionChange, "定义的一次变动；前后的数不比较", "A change of definition: numbers of before and after are not compared.";
    from: u16 = required, "按新定义的第一年", "The first year that is measured in the new way.";
    note: Statement = required, "有什么不同", "What is different, for readers.";
}

impl Indicator {
    /// By which definition a year was measured: the first is 1.
    pub fn definition_of_year(&self, year: u16) -> usize {
        1 + self.definition_changes.iter().filter(|change| change.from <= year).count()
    }

    /// By which definition a figure was measured; `None` where its years do not tell.
    pub fn definition_version(&self, period: Option<Period>) -> Option<usize> {
        if self.definition_changes.is_empty() {
            return Some(1);
        }
        let period = period?;
        let version = self.definition_of_year(period.to);
        (version == self.definition_of_year(period.from)).then_some(version)
    }
}

choices! {
    /// Which way is wanted.
    pub enum Direction {
        Higher = "higher", "越高越好", "The higher, the better.";
        Lower = "lower", "越低越好", "The lower, the better.";
        None = "none", "没有希望的方向", "Neither way.";
    }
}

record! {
    pub struct Target, "一个目标", "A value that is asked for.";
    value: Option<Spanned<Exact>> = optional,
        "目标值，用指标的单位；没有数的规定不写", "In the indicator's unit; rules without a number have none.";
    operator: Operator = required, "怎样与目标比较", "How a value is compared with it.";
    jurisdiction: Option<Spanned<String>> = optional,
        "只对一个地方的，写它的编号", "The one place that it holds for; all places when it is not given.";
    year: Option<Spanned<u16>> = optional, "从哪一年起", "The year from which it holds.";
    origin: Origin = default(Origin::Stated), "是材料印出的，还是推算的", "Whether a document prints it.";
    basis: Option<Statement> = optional, "依据", "On what it rests.";
    source: Option<SourceRef> = optional, "出处", "Where it is published.";
}

impl Target {
    /// The year from which it holds, where one is named.
    pub fn from_year(&self) -> Option<u16> {
        self.year.as_ref().map(|year| year.value)
    }
}

choices! {
    /// How a value is compared with its target.
    pub enum Operator {
        AtLeast = "at-least", "不低于", "At least.";
        AtMost = "at-most", "不高于", "At most.";
        Equal = "equal", "等于", "Equal.";
        RoughlyEqual = "roughly-equal", "大体相当", "Roughly equal.";
        NotBelowPreviousYear = "not-below-previous-year", "不低于上年", "Not below the previous year.";
        AtLeastStandard = "at-least-standard", "达到标准", "At least a standard that has no number here.";
    }
}

choices! {
    /// Whether a document prints it, or it was computed from what one prints.
    pub enum Origin {
        Stated = "stated", "材料印出", "A document prints it.";
        Derived = "derived", "由材料印出的数推算", "It was computed from what a document prints.";
    }
}
