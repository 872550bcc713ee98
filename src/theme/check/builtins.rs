//! The filters, tests and functions that templates may use, with their arguments.

use super::types::TemplateType;

/// A filter, test or function.
pub struct BuiltInName {
    pub name: &'static str,
    /// Arguments that must be there.
    pub needed: &'static [&'static str],
    /// Arguments that may be there.
    pub optional: &'static [&'static str],
    /// What a filter yields.
    pub yields: Yields,
}

/// What a filter yields, from what it is applied to.
#[derive(Clone, Copy)]
pub enum Yields {
    Text,
    Number,
    Boolean,
    Same,
    /// The element of a list.
    Element,
    /// What it is applied to, or the argument `value`.
    SameOrValue,
    ListOfText,
    Any,
}

const fn item(
    name: &'static str,
    needed: &'static [&'static str],
    optional: &'static [&'static str],
    yields: Yields,
) -> BuiltInName {
    BuiltInName { name, needed, optional, yields }
}

/// The filters of Tera 2. The two of our own, `fill` and `count`, take their arguments from
/// the word that they are applied to.
pub const FILTERS: &[BuiltInName] = &[
    item("safe", &[], &[], Yields::Text),
    item("default", &["value"], &["boolean"], Yields::SameOrValue),
    item("upper", &[], &[], Yields::Text),
    item("lower", &[], &[], Yields::Text),
    item("wordcount", &[], &[], Yields::Number),
    item("escape", &[], &[], Yields::Text),
    item("escape_html", &[], &[], Yields::Text),
    item("escape_xml", &[], &[], Yields::Text),
    item("newlines_to_br", &[], &[], Yields::Text),
    item("pluralize", &[], &["singular", "plural"], Yields::Text),
    item("trim", &[], &["pat"], Yields::Text),
    item("trim_start", &[], &["pat"], Yields::Text),
    item("trim_end", &[], &["pat"], Yields::Text),
    item("replace", &["from", "to"], &[], Yields::Text),
    item("capitalize", &[], &[], Yields::Text),
    item("title", &[], &[], Yields::Text),
    item("truncate", &["length"], &["end"], Yields::Text),
    item("indent", &[], &["width", "indentation", "first", "blank"], Yields::Text),
    item("str", &[], &[], Yields::Text),
    item("int", &[], &["base"], Yields::Number),
    item("float", &[], &[], Yields::Number),
    item("length", &[], &[], Yields::Number),
    item("reverse", &[], &[], Yields::Same),
    item("split", &["pat"], &[], Yields::ListOfText),
    item("abs", &[], &[], Yields::Number),
    item("round", &[], &["method", "precision"], Yields::Number),
    item("first", &[], &[], Yields::Element),
    item("last", &[], &[], Yields::Element),
    item("nth", &["n"], &[], Yields::Element),
    item("join", &[], &["sep"], Yields::Text),
    item("sort", &[], &["attribute"], Yields::Same),
    item("unique", &[], &[], Yields::Same),
    item("get", &["key"], &["default"], Yields::Any),
    item("values", &[], &[], Yields::Any),
    item("keys", &[], &[], Yields::ListOfText),
    item("pairs", &[], &[], Yields::Any),
    item("group_by", &["attribute"], &[], Yields::Any),
    item("fill", &[], &[], Yields::Text),
    item("count", &["n"], &[], Yields::Text),
];

/// The tests of Tera 2: `is odd`.
pub const TESTS: &[BuiltInName] = &[
    item("string", &[], &[], Yields::Boolean),
    item("number", &[], &[], Yields::Boolean),
    item("map", &[], &[], Yields::Boolean),
    item("bool", &[], &[], Yields::Boolean),
    item("array", &[], &[], Yields::Boolean),
    item("integer", &[], &[], Yields::Boolean),
    item("float", &[], &[], Yields::Boolean),
    item("none", &[], &[], Yields::Boolean),
    item("iterable", &[], &[], Yields::Boolean),
    item("defined", &[], &[], Yields::Boolean),
    item("undefined", &[], &[], Yields::Boolean),
    item("odd", &[], &[], Yields::Boolean),
    item("even", &[], &[], Yields::Boolean),
    item("divisible_by", &["divisor"], &[], Yields::Boolean),
    item("starting_with", &["pat"], &[], Yields::Boolean),
    item("ending_with", &["pat"], &[], Yields::Boolean),
    item("containing", &["pat"], &[], Yields::Boolean),
];

/// The functions of Tera 2. `super()` stands for a block of the parent.
pub const FUNCTIONS: &[BuiltInName] = &[
    item("range", &["end"], &["start", "step_by"], Yields::Any),
    item("throw", &["message"], &[], Yields::Any),
    item("super", &[], &[], Yields::Text),
];

/// The fields of `loop` in a loop.
pub const LOOP: [(&str, TemplateType); 5] = [
    ("index", TemplateType::Number),
    ("index0", TemplateType::Number),
    ("first", TemplateType::Boolean),
    ("last", TemplateType::Boolean),
    ("length", TemplateType::Number),
];
