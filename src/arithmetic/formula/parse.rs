//! Builds statements from tokens, by recursive descent.

use std::ops::Range;

use super::scan::{FormulaToken, TokenKind, tokens};
use super::{Expression, ExpressionKind, FormulaError, FormulaErrorKind, FormulaStatement, Relation, StatementKind};

/// Deeper nesting is a slip of the keyboard, and a limit keeps the stack safe.
const DEEPEST: usize = 64;

/// The statements of a formula; at least one.
pub(super) fn statements(text: &str) -> Result<Vec<FormulaStatement>, FormulaError> {
    let tokens = tokens(text)?;
    let mut parser = FormulaParser { tokens: &tokens, at: 0, end: text.len(), depth: 0 };
    let mut statements = vec![parser.statement()?];
    while let Some(token) = parser.peek() {
        match token.kind {
            TokenKind::Semicolon => parser.at += 1,
            TokenKind::Close => return Err(parser.error(FormulaErrorKind::UnopenedParenthesis)),
            _ => return Err(parser.error(FormulaErrorKind::ExpectedOperator)),
        }
        statements.push(parser.statement()?);
    }
    Ok(statements)
}

struct FormulaParser<'a> {
    tokens: &'a [FormulaToken],
    at: usize,
    /// The end of the formula: where something is missing when the tokens run out.
    end: usize,
    depth: usize,
}

impl FormulaParser<'_> {
    fn peek(&self) -> Option<&FormulaToken> {
        self.tokens.get(self.at)
    }

    /// The next token, if it is of this kind.
    fn take(&mut self, kind: &TokenKind) -> Option<Range<usize>> {
        let range = self.peek().filter(|token| token.kind == *kind)?.range.clone();
        self.at += 1;
        Some(range)
    }

    fn error(&self, kind: FormulaErrorKind) -> FormulaError {
        let range = self.peek().map_or(self.end..self.end, |token| token.range.clone());
        FormulaError { range, kind }
    }

    fn statement(&mut self) -> Result<FormulaStatement, FormulaError> {
        let next = self.peek().map(|token| &token.kind);
        if matches!(next, None | Some(TokenKind::Semicolon)) {
            return Err(self.error(FormulaErrorKind::EmptyStatement));
        }
        if let Some(word) = self.take(&TokenKind::Whole) {
            let Some(open) = self.take(&TokenKind::Open) else {
                return Err(self.error(FormulaErrorKind::ExpectedTerm));
            };
            let inner = self.closed(open)?;
            return Ok(FormulaStatement { range: word.start..inner.range.end, kind: StatementKind::Whole(inner) });
        }
        let first = self.sum()?;
        let mut rest = Vec::new();
        while let Some(relation) = self.relation() {
            rest.push((relation, self.sum()?));
        }
        let end = rest.last().map_or(first.range.end, |(_, side)| side.range.end);
        let range = first.range.start..end;
        let kind = if rest.is_empty() { StatementKind::Value(first) } else { StatementKind::Comparison(first, rest) };
        Ok(FormulaStatement { range, kind })
    }

    fn relation(&mut self) -> Option<Relation> {
        let TokenKind::Relation(relation) = self.peek()?.kind else {
            return None;
        };
        self.at += 1;
        Some(relation)
    }

    fn sum(&mut self) -> Result<Expression, FormulaError> {
        let signs = (TokenKind::Plus, TokenKind::Minus);
        self.chain(&signs, FormulaParser::product, ExpressionKind::Sum)
    }

    fn product(&mut self) -> Result<Expression, FormulaError> {
        let signs = (TokenKind::Times, TokenKind::Over);
        self.chain(&signs, FormulaParser::factor, ExpressionKind::Product)
    }

    /// Terms with one of two signs between them; the second sign sets the flag.
    fn chain(
        &mut self,
        (plain, inverse): &(TokenKind, TokenKind),
        term: fn(&mut Self) -> Result<Expression, FormulaError>,
        build: fn(Vec<(bool, Expression)>) -> ExpressionKind,
    ) -> Result<Expression, FormulaError> {
        let first = term(self)?;
        let mut terms = Vec::new();
        loop {
            let flag = if self.take(plain).is_some() {
                false
            } else if self.take(inverse).is_some() {
                true
            } else {
                break;
            };
            terms.push((flag, term(self)?));
        }
        let Some((_, last)) = terms.last() else {
            return Ok(first);
        };
        let range = first.range.start..last.range.end;
        terms.insert(0, (false, first));
        Ok(Expression { range, kind: build(terms) })
    }

    fn factor(&mut self) -> Result<Expression, FormulaError> {
        if self.depth >= DEEPEST {
            return Err(self.error(FormulaErrorKind::TooDeep));
        }
        self.depth += 1;
        let factor = self.signed_or_term();
        self.depth -= 1;
        factor
    }

    fn signed_or_term(&mut self) -> Result<Expression, FormulaError> {
        if let Some(sign) = self.take(&TokenKind::Minus) {
            let inner = self.factor()?;
            let range = sign.start..inner.range.end;
            return Ok(Expression { range, kind: ExpressionKind::Negative(Box::new(inner)) });
        }
        if let Some(open) = self.take(&TokenKind::Open) {
            return self.closed(open);
        }
        let Some(token) = self.peek() else {
            return Err(self.error(FormulaErrorKind::ExpectedTerm));
        };
        let kind = match &token.kind {
            TokenKind::Number(value) => ExpressionKind::Number(*value),
            TokenKind::Rounded(value) => ExpressionKind::Rounded(*value),
            TokenKind::Observation(id) => ExpressionKind::Observation(id.clone()),
            TokenKind::Unprinted(name) => ExpressionKind::Unprinted(name.clone()),
            _ => return Err(self.error(FormulaErrorKind::ExpectedTerm)),
        };
        let range = token.range.clone();
        self.at += 1;
        Ok(Expression { range, kind })
    }

    /// What stands between the parenthesis just opened and the one that closes it.
    fn closed(&mut self, open: Range<usize>) -> Result<Expression, FormulaError> {
        let inner = self.sum()?;
        let Some(close) = self.take(&TokenKind::Close) else {
            let unclosed = matches!(
                self.peek().map(|token| &token.kind),
                None | Some(TokenKind::Semicolon | TokenKind::Relation(_))
            );
            if unclosed {
                let kind = FormulaErrorKind::UnclosedParenthesis;
                return Err(FormulaError { range: open, kind });
            }
            return Err(self.error(FormulaErrorKind::ExpectedOperator));
        };
        Ok(Expression { range: open.start..close.end, ..inner })
    }
}

#[cfg(test)]
mod tests {
    use super::super::Formula;
    use super::*;
    use proptest::prelude::*;

    fn fails(text: &str, range: Range<usize>, kind: FormulaErrorKind) {
        assert_eq!(Formula::parse(text), Err(FormulaError { range, kind }), "{text}");
    }

    #[test]
    fn formulas_of_the_data_are_read() {
        let growth = Formula::parse("{o-1} / ({o-2} - {o-1}) * 100").expect("a formula");
        let ids: Vec<_> = growth.references().into_iter().collect();
        assert_eq!(ids, [("o-1", 0..5), ("o-2", 9..14), ("o-1", 17..22)]);
        assert_eq!(growth.parts(), None);
        let sum = Formula::parse("{a} + {b} + {c}").expect("a formula");
        assert_eq!(sum.parts(), Some(vec!["a", "b", "c"]));
        let several = Formula::parse("0 <= {x} <= 100 ; whole({y} / ~9.5)").expect("a formula");
        assert_eq!(several.statements().len(), 2);
    }

    #[test]
    fn errors_stand_at_their_place() {
        fails("", 0..0, FormulaErrorKind::EmptyStatement);
        fails("1 ; ", 4..4, FormulaErrorKind::EmptyStatement);
        fails("{a + 1", 0..1, FormulaErrorKind::UnclosedReference);
        fails("{} + 1", 0..2, FormulaErrorKind::BadReference);
        fails("1 + * 2", 4..5, FormulaErrorKind::ExpectedTerm);
        fails("1 2", 2..3, FormulaErrorKind::ExpectedOperator);
        fails("(1 + 2", 0..1, FormulaErrorKind::UnclosedParenthesis);
        fails("1 + 2)", 5..6, FormulaErrorKind::UnopenedParenthesis);
        fails("1.2.3", 0..5, FormulaErrorKind::BadNumber);
        fails("1. + 2", 0..2, FormulaErrorKind::BadNumber);
        fails(&format!("1 + {}", "9".repeat(40)), 4..44, FormulaErrorKind::BadNumber);
        let kind = FormulaErrorKind::UnexpectedCharacter { found: '≥', meant: Some(">=") };
        fails("{a} ≥ 5", 4..7, kind);
        fails(&"(".repeat(200), 64..65, FormulaErrorKind::TooDeep);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused_at_a_place(text in "[-~?{}()<>=;*/+ 0-9.a-z万≥]{0,60}") {
            if let Err(error) = Formula::parse(&text) {
                prop_assert!(text.get(error.range).is_some());
            }
        }
    }
}
