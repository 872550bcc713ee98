//! `data/units.yaml` and `data/breakdowns.yaml`: what numbers count, and what tells
//! apart records of one indicator.

use crate::choices;
use crate::diag::Spanned;
use crate::i18n::{PerLang, Text};
use crate::parse::yaml::{Cx, Fields, MaybeEmpty};

record! {
    pub struct UnitFile, "计量单位", "The units of measurement.";
    units: Vec<std::sync::Arc<Unit>> = required, "单位", "The units.";
}

record! {
    pub struct Unit, "一种计量单位", "A unit of measurement.";
    id: Spanned<String> = required, "编号", "By which indicators and figures name it.";
    kind: UnitKind = required, "怎样计算和书写", "What arithmetic and writing it allows.";
    names: Text = required, "表头里的写法：元", "As in the header of a table: 元, yuan.";
    suffix: Text = optional_by(suffix_or_name) as PerLang<MaybeEmpty>,
        "紧接在数后面的写法；不写时用名称，留空时只写数", "Directly after a number: 元, ` yuan`; the name where it is not given, nothing where it is empty.";
    suffix_one: Option<Text> = optional as PerLang<MaybeEmpty>,
        "数为一时的写法，与`suffix`不同时写", "The suffix after exactly one, where it differs (` person`, ` people`).";
}

/// What stands behind a number: what is given, even if it is nothing, else the name.
fn suffix_or_name(fields: &mut Fields<'_>, cx: &mut Cx<'_>) -> Text {
    let given: Option<PerLang<MaybeEmpty>> = fields.optional("suffix", cx);
    given.map(Text::from).unwrap_or_else(|| {
        let name = |lang| {
            let name = fields.peek("names").and_then(|names| names.get(lang)?.scalar()).unwrap_or("").to_owned();
            // A word stands apart from the number in English, a sign does not.
            if lang == "en" && name.starts_with(char::is_alphabetic) { format!(" {name}") } else { name }
        };
        PerLang { zh: name("zh"), en: name("en") }
    })
}

choices! {
    /// What arithmetic and writing a unit allows.
    pub enum UnitKind {
        Money = "money", "金额，按基本货币单位记，写成万、亿", "Amounts of money in the base currency unit; written with 万 and 亿, million and billion.";
        Count = "count", "个数：人、户、次", "Whole things: people, households, times.";
        Percent = "percent", "百分比，照印：93.37就是93.37%", "Shares of 100, stored as printed: 93.37 means 93.37 %.";
        Points = "points", "百分点", "Differences between percentages.";
        Ratio = "ratio", "比：1:n，记n", "1:n; the value is n.";
        Rank = "rank", "名次，1是第一", "A place in an order, 1 being the first.";
        Clock = "clock", "时刻", "A time of day.";
        Plain = "plain", "其他：小时、平方米、年", "Any other measure: hours, square metres, years.";
    }
}

record! {
    pub struct BreakdownFile, "区分维度", "The dimensions by which records of one indicator differ.";
    dimensions: Vec<std::sync::Arc<Dimension>> = required, "维度", "The dimensions.";
}

record! {
    pub struct Dimension, "一个区分维度，如类型、时期", "A dimension by which records of one indicator differ: kind, ownership, period.";
    id: Spanned<String> = required, "编号", "By which figures name it.";
    names: Text = required, "名称", "Its name.";
    values: Vec<DimensionValue> = list, "取值", "Its values.";
}

record! {
    pub struct DimensionValue, "维度的一个取值", "One value of a dimension.";
    id: Spanned<String> = required, "编号", "By which figures name it.";
    names: Text = required, "名称", "Its name.";
}

impl From<PerLang<MaybeEmpty>> for Text {
    fn from(text: PerLang<MaybeEmpty>) -> Text {
        PerLang { zh: text.zh.0, en: text.en.0 }
    }
}
