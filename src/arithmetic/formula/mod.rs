//! Formulas over observations: reading them and evaluating them.
//!
//! ```text
//! formula    = statement { ";" statement }
//! statement  = "whole" "(" sum ")" | sum { ( ">=" | "<=" | ">" | "<" | "=" ) sum }
//! sum        = product { ( "+" | "-" ) product }
//! product    = factor { ( "*" | "/" ) factor }
//! factor     = "-" factor | "(" sum ")" | "{" observation id "}" | number | "~" number | "?" name
//! ```
//!
//! `{o-370100-1-1}` is the value of an observation in its indicator's unit. A plain
//! number is exact; `~30.89` is one that the document rounded to its last digit. `?base`
//! is a term that the document does not print. `whole(…)` states that some whole number
//! lies in the range of the result, as it must for a total that counts things.
//! Comparisons may be chained: `0 <= {x} <= 100`.

mod evaluate;
mod parse;
mod scan;

pub use evaluate::{ComputedValue, EvaluationError, EvaluationErrorKind, Outcome, Truth};

use std::ops::Range;

use rust_decimal::Decimal;

/// A formula as written, and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formula {
    text: String,
    statements: Vec<FormulaStatement>,
}

/// One part of a formula between semicolons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormulaStatement {
    /// Where it stands in the formula, in bytes.
    pub range: Range<usize>,
    pub kind: StatementKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StatementKind {
    /// A value to compute.
    Value(Expression),
    /// A chain of comparisons, true if all of them are; there is at least one.
    Comparison(Expression, Vec<(Relation, Expression)>),
    /// Some whole number lies in the range of the value.
    Whole(Expression),
}

/// How two sides are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    AtLeast,
    AtMost,
    Greater,
    Less,
    Equal,
}

/// A term of a formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expression {
    /// Where it stands in the formula, in bytes.
    pub range: Range<usize>,
    pub kind: ExpressionKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExpressionKind {
    Number(Decimal),
    /// A number that the document rounded to its last digit.
    Rounded(Decimal),
    /// The value of the observation with this id.
    Observation(String),
    /// A term that the document does not print.
    Unprinted(String),
    Negative(Box<Expression>),
    /// At least two terms; the flag says that the term is taken away.
    Sum(Vec<(bool, Expression)>),
    /// At least two factors; the flag says that the factor divides.
    Product(Vec<(bool, Expression)>),
}

/// What is wrong in a formula, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormulaError {
    /// Bytes of the formula.
    pub range: Range<usize>,
    pub kind: FormulaErrorKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormulaErrorKind {
    /// Nothing between two semicolons, or nothing at all.
    EmptyStatement,
    /// A character that no formula has; `meant` is the sign that it looks like.
    UnexpectedCharacter { found: char, meant: Option<&'static str> },
    /// `{` without `}`.
    UnclosedReference,
    /// `{}`, or an id with a character other than letters, digits and hyphens.
    BadReference,
    /// A number with more than 28 digits, or with two decimal points.
    BadNumber,
    /// A number, a reference or a parenthesis should stand here.
    ExpectedTerm,
    /// Two terms without a sign between them.
    ExpectedOperator,
    /// `(` without `)`.
    UnclosedParenthesis,
    /// `)` without `(`.
    UnopenedParenthesis,
    /// More than 64 parentheses or minus signs within each other.
    TooDeep,
}

impl std::hash::Hash for Formula {
    /// The text says it all.
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl Formula {
    /// Reads a formula.
    pub fn parse(text: &str) -> Result<Formula, FormulaError> {
        let statements = parse::statements(text)?;
        Ok(Formula { text: text.to_owned(), statements })
    }

    /// The formula as written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its parts, in order; there is at least one.
    pub fn statements(&self) -> &[FormulaStatement] {
        &self.statements
    }

    /// The observations it names, each with its place, in the order they are written.
    pub fn references(&self) -> Vec<(&str, Range<usize>)> {
        let mut found = Vec::new();
        for statement in &self.statements {
            for expression in statement.expressions() {
                expression.visit(&mut |term| {
                    if let ExpressionKind::Observation(id) = &term.kind {
                        found.push((id.as_str(), term.range.clone()));
                    }
                });
            }
        }
        found
    }

    /// The observations that are added up, if the formula is a plain sum of them and
    /// nothing else: the parts of a total.
    pub fn parts(&self) -> Option<Vec<&str>> {
        let [FormulaStatement { kind: StatementKind::Value(sum), .. }] = self.statements.as_slice() else {
            return None;
        };
        let ExpressionKind::Sum(terms) = &sum.kind else {
            return None;
        };
        let part = |(taken, term): &'_ (bool, Expression)| match &term.kind {
            ExpressionKind::Observation(_) if !taken => Some(()),
            _ => None,
        };
        terms.iter().map(part).collect::<Option<Vec<()>>>()?;
        Some(self.references().into_iter().map(|(id, _)| id).collect())
    }
}

impl FormulaStatement {
    /// All sides of the statement.
    pub fn expressions(&self) -> Vec<&Expression> {
        match &self.kind {
            StatementKind::Value(value) | StatementKind::Whole(value) => vec![value],
            StatementKind::Comparison(first, rest) => {
                std::iter::once(first).chain(rest.iter().map(|(_, side)| side)).collect()
            }
        }
    }
}

impl Expression {
    fn visit<'a>(&'a self, act: &mut impl FnMut(&'a Expression)) {
        act(self);
        match &self.kind {
            ExpressionKind::Negative(inner) => inner.visit(act),
            ExpressionKind::Sum(terms) | ExpressionKind::Product(terms) => {
                terms.iter().for_each(|(_, term)| term.visit(act));
            }
            _ => {}
        }
    }
}
