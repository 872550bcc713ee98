//! What is wrong in a formula and why a verdict was given, in words, Chinese and English.
//!
//! Each sentence says what to do where there is something to do.

use super::formula::{EvaluationErrorKind, FormulaErrorKind};
use super::ratio::Fault;
use super::verdict::Reason;

/// The Chinese and the English sentence on a formula that cannot be read.
pub fn formula_error(kind: FormulaErrorKind) -> (String, String) {
    let (zh, en) = match kind {
        FormulaErrorKind::UnexpectedCharacter { found, meant: Some(meant) } => {
            return (
                format!("算式里不能写“{found}”，改成“{meant}”"),
                format!("a formula cannot have “{found}”; write “{meant}”"),
            );
        }
        FormulaErrorKind::UnexpectedCharacter { found, meant: None } => {
            return (
                format!("算式里不能写“{found}”，删去它；引用数据写“{{编号}}”"),
                format!("a formula cannot have “{found}”; delete it, or write “{{id}}” for an observation"),
            );
        }
        FormulaErrorKind::EmptyStatement => {
            ("这里缺一个算式，补上，或删去多余的“;”", "a formula is missing here; add it, or delete the extra “;”")
        }
        FormulaErrorKind::UnclosedReference => ("“{”没有配对的“}”，补上", "“{” has no “}”; add it"),
        FormulaErrorKind::BadReference => (
            "花括号里应是一条数据的编号，如“{o-370100-1-1}”",
            "the braces should hold the id of an observation, such as “{o-370100-1-1}”",
        ),
        FormulaErrorKind::BadNumber => (
            "数字写法不对：只写数码和一个小数点，最多28位",
            "not a number: digits and one decimal point only, at most 28 digits",
        ),
        FormulaErrorKind::ExpectedTerm => ("这里应是数字、“{编号}”或“(”", "a number, “{id}” or “(” should stand here"),
        FormulaErrorKind::ExpectedOperator => {
            ("两项之间缺运算符号（+ - * /）", "a sign (+ - * /) is missing between two terms")
        }
        FormulaErrorKind::UnclosedParenthesis => ("“(”没有配对的“)”，补上", "“(” has no “)”; add it"),
        FormulaErrorKind::UnopenedParenthesis => {
            ("“)”没有配对的“(”，删去或补上", "“)” has no “(”; delete it, or add the other")
        }
        FormulaErrorKind::TooDeep => {
            ("括号套得太深，把算式拆成几条", "too many parentheses within each other; split the formula")
        }
    };
    (zh.to_owned(), en.to_owned())
}

/// The Chinese and the English sentence on the reason of a verdict.
pub fn reason(reason: &Reason) -> (String, String) {
    let (zh, en) = match reason {
        Reason::Equal => ("与原文的数相等", "equal to the printed number"),
        Reason::WithinBound => ("符合原文给出的界限", "within the bound that is printed"),
        Reason::Rounded => ("四舍五入后与原文的数相等", "equal to the printed number after rounding"),
        Reason::Truncated => {
            ("舍去尾数后才与原文的数相等", "equal to the printed number only when the last digits are dropped")
        }
        Reason::Bracketed => {
            ("考虑原数的取整或界限后可以成立", "possible within the rounding or the bounds of the figures")
        }
        Reason::Differs => ("与原文的数不等", "differs from the printed number"),
        Reason::True { certain: true } => ("成立", "true"),
        Reason::True { certain: false } => (
            "按印出的数成立；原数只是界限，不能完全确定",
            "true for the numbers as printed; some are bounds only, so it is not certain",
        ),
        Reason::False => ("不成立", "not true"),
        Reason::NothingPrinted => ("推算值，原文没有可比的数", "derived; nothing printed to compare with"),
        Reason::Missing(names) => {
            let names = names.join(", ");
            return (format!("缺少数值，无法验算：{names}"), format!("cannot be recomputed, no value for: {names}"));
        }
        Reason::PrintedMasked => ("原文的结果被隐去，无法对照", "the printed result is masked"),
        Reason::BasesDiffer => ("原文用的是另一个基数，不能比较", "the document uses another base; not comparable"),
        Reason::BasesNotStated => {
            ("原文没有说明基数，不能比较", "the document does not state its base; not comparable")
        }
        Reason::ToleranceNotStated => {
            ("原文没有说明允许相差多少，不能判定", "the document states no tolerance; undecided")
        }
        Reason::ReadingsDisagree => {
            ("原文可以有不同理解，结果不同", "the words can be read in different ways, with different results")
        }
        Reason::NoValue => (
            "填了原文的数，算式却没有可比的值；补一个算式，或删去原文的数",
            "a number is given as printed, but the formula has no value to compare; add one, or delete the number",
        ),
        Reason::NotEvaluated(kind) => return evaluation(kind),
    };
    (zh.to_owned(), en.to_owned())
}

fn evaluation(kind: &EvaluationErrorKind) -> (String, String) {
    match kind {
        EvaluationErrorKind::NoSuchObservation(id) => {
            (format!("没有编号为“{id}”的数据，改正编号"), format!("there is no observation “{id}”; correct the id"))
        }
        EvaluationErrorKind::Fault(Fault::DivisionByZero) => {
            ("除数为零，检查算式".to_owned(), "division by zero; check the formula".to_owned())
        }
        EvaluationErrorKind::Fault(Fault::TooLarge) => (
            "数字太长，无法精确计算；把算式拆开".to_owned(),
            "the numbers are too long to compute exactly; split the formula".to_owned(),
        ),
    }
}
