//! `data/arithmetic/*.yaml`: what documents say about their own figures, as formulas that
//! the program computes again.

use super::describe::Rule;
use super::notation::Decimals;
use super::reference::SourceRef;
use crate::arithmetic::check::{Bases, Tolerance};
use crate::arithmetic::formula::Formula;
use crate::arithmetic::rounding::Rounding;
use crate::arithmetic::verdict::Verdict;
use crate::choices;
use crate::diag::{Code, Diagnostic, Spanned};
use crate::parse::exact::Exact;
use crate::parse::statement::Statement;
use crate::parse::yaml::{Cx, Fields};
use crate::say;

record! {
    pub struct CheckFile, "可以重算的说法", "Statements that the program computes again.";
    checks: Vec<std::sync::Arc<DeclaredCheck>> = required, "各条说法", "The statements.";
}

record! {
    pub struct DeclaredCheck, "材料里一条可以重算的说法", "A declared statement.",
        rules = &[Rule::NotBoth("printed", "printed_observation")],
        before = printed_once;
    id: Spanned<String> = required, "编号，全站唯一", "Unique in the portal.";
    kind: CheckKind = required, "哪一种说法", "What kind of statement it is.";
    jurisdiction: Spanned<String> = required, "地方", "The place of which it speaks.";
    statement: Statement = required, "材料怎么说，用我们的话", "What the document says, in our words.";
    formula: Spanned<Formula> = required, "算式", "How it is computed.";
    alternatives: Vec<Spanned<Formula>> = list, "同一说法的其他读法", "Other readings of the same words.";
    printed: Option<Spanned<Exact>> = optional,
        "材料印出的结果，它不是一条数据时", "What the document prints for the result, where it is no observation.";
    printed_observation: Option<Spanned<String>> = optional,
        "结果是一条数据时，它的编号", "The observation that the document prints for the result.";
    unit: Option<Spanned<String>> = optional, "结果的单位", "The unit of the result.";
    rounding: Rounding = default(Rounding::Auto), "材料怎样取舍", "How the document cut the result.";
    decimals: Option<i32> = optional as Decimals, "印出的数精确到几位小数；-4是万", "Decimals of the printed number; −4 is 万.";
    bases: Bases = default as BasesWord, "基数不一致或没有写明", "Whether the document uses another base.";
    tolerance: Tolerance = default as ToleranceWord, "误差没有写明", "Whether the document says how near is near enough.";
    verdict: Spanned<Verdict> = required, "应有的结论；算出别的结论就是错误", "The verdict expected; another one computed is an error.";
    note: Option<Statement> = optional, "说明", "A note.";
    source: SourceRef = required, "出处", "Where it is published.";
}

choices! {
    /// What kind of statement it is.
    pub enum CheckKind {
        Growth = "growth", "增长", "Growth.";
        Difference = "difference", "差", "A difference.";
        Change = "change", "变化", "A change.";
        Share = "share", "占比", "A share.";
        Ratio = "ratio", "比", "A ratio.";
        Sum = "sum", "合计", "A sum.";
        Rank = "rank", "名次", "A rank.";
        Threshold = "threshold", "达到或超过", "A threshold.";
        Subset = "subset", "其中", "A part of a whole.";
        Consistency = "consistency", "两处一致", "Two places that have to agree.";
        Count = "count", "个数", "A count.";
        Derived = "derived", "由别的数算出，材料没有印出", "Computed from other figures, printed nowhere.";
    }
}

choices! {
    /// What a file says of the bases of a comparison.
    pub enum BasesWord {
        Differ = "differ", "基数不一致", "The document uses another base.";
        NotStated = "not-stated", "没有写明基数", "The document does not say which base it uses.";
    }
}

impl From<BasesWord> for Bases {
    fn from(word: BasesWord) -> Bases {
        match word {
            BasesWord::Differ => Bases::Differ,
            BasesWord::NotStated => Bases::NotStated,
        }
    }
}

choices! {
    /// What a file says of the tolerance of a comparison.
    pub enum ToleranceWord {
        NotStated = "not-stated", "没有写明", "The document does not say how near is near enough.";
    }
}

impl From<ToleranceWord> for Tolerance {
    fn from(word: ToleranceWord) -> Tolerance {
        match word {
            ToleranceWord::NotStated => Tolerance::NotStated,
        }
    }
}

fn printed_once(fields: &mut Fields<'_>, cx: &mut Cx<'_>) {
    if let (Some(_), Some(named)) = (fields.peek("printed"), fields.peek("printed_observation")) {
        cx.report(
            Diagnostic::new(
                Code::StatusConflict,
                named.span,
                say!(
                    "`printed`和`printed_observation`只能写一个",
                    "`printed` and `printed_observation` exclude each other"
                ),
            )
            .help(say!(
                "结果是一条数据的，写`printed_observation`；不是的，写`printed`",
                "write `printed_observation` where the result is an observation, else `printed`"
            )),
        );
    }
}
