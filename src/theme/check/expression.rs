//! Reads expressions, with the binding powers that Tera 2 gives its operators.

use super::lexer::TemplateTokenKind;
use super::parser::{ParseResult, TemplateParser};
use super::syntax::{Entry, Expr, ExprKind, SyntaxError, TemplateOperator};
use crate::say;

/// How strongly an operator binds to its left and right, and what it does.
fn operator(kind: TemplateTokenKind<'_>) -> Option<(u8, u8, TemplateOperator)> {
    let operator = match kind {
        TemplateTokenKind::Word("or") => (1, 2, TemplateOperator::Or),
        TemplateTokenKind::Word("and") => (3, 4, TemplateOperator::And),
        TemplateTokenKind::Word("in") => (5, 6, TemplateOperator::In),
        TemplateTokenKind::Mark("==" | "!=") => (7, 8, TemplateOperator::Equal),
        TemplateTokenKind::Mark("<" | "<=" | ">" | ">=") => (7, 8, TemplateOperator::Compare),
        TemplateTokenKind::Mark("+" | "-") => (11, 12, TemplateOperator::Arithmetic),
        TemplateTokenKind::Mark("~") => (13, 14, TemplateOperator::Join),
        TemplateTokenKind::Mark("*" | "/" | "%" | "//") => (13, 14, TemplateOperator::Arithmetic),
        TemplateTokenKind::Mark("**") => (16, 15, TemplateOperator::Arithmetic),
        _ => return None,
    };
    Some(operator)
}

/// `is` and `not in` bind as `in` does.
const TEST: u8 = 5;
/// A filter binds more strongly than every operator with two sides.
const FILTER: u8 = 17;
const NOT: u8 = 5;
const MINUS: u8 = 20;

impl TemplateParser<'_> {
    /// An expression whose operators bind at least as strongly as `least`.
    pub fn expression(&mut self, least: u8) -> ParseResult<Expr> {
        self.deeper(|parser| {
            let start = parser.here().start;
            let mut left = parser.operand()?;
            while let Some(kind) = parser.peek() {
                left = match kind {
                    TemplateTokenKind::Mark("[") => parser.subscript(left)?,
                    TemplateTokenKind::Mark("|") if FILTER >= least => {
                        parser.next();
                        let call = parser.filter_call()?;
                        parser.node(start, ExprKind::Filter { of: Box::new(left), call })
                    }
                    TemplateTokenKind::Word("is") if TEST >= least => {
                        parser.next();
                        parser.takes_word("not");
                        let call = parser.filter_call()?;
                        parser.node(start, ExprKind::Test { of: Box::new(left), call })
                    }
                    TemplateTokenKind::Word("not")
                        if TEST >= least && parser.peek_second() == Some(TemplateTokenKind::Word("in")) =>
                    {
                        parser.next();
                        continue;
                    }
                    TemplateTokenKind::Word("if") if least == 0 => return parser.choice(start, left),
                    _ => match operator(kind).filter(|(power, ..)| *power >= least) {
                        Some((_, right, operator)) => {
                            parser.next();
                            let right = Box::new(parser.expression(right)?);
                            parser.node(start, ExprKind::Binary { operator, left: Box::new(left), right })
                        }
                        None => break,
                    },
                };
            }
            Ok(left)
        })
    }

    /// An expression from a start to what was read last.
    fn node(&self, start: usize, kind: ExprKind) -> Expr {
        Expr { kind, span: start..self.behind() }
    }

    fn choice(&mut self, start: usize, yes: Expr) -> ParseResult<Expr> {
        self.next();
        let condition = self.expression(0)?;
        if !self.takes_word("else") {
            return self.unexpected("else");
        }
        let no = self.expression(0)?;
        Ok(self.node(start, ExprKind::Choice { condition: Box::new(condition), yes: Box::new(yes), no: Box::new(no) }))
    }

    fn operand(&mut self) -> ParseResult<Expr> {
        let span = self.here();
        let start = span.start;
        let kind = match self.next() {
            Some(TemplateTokenKind::Number) => ExprKind::Number,
            Some(TemplateTokenKind::Text(text)) => ExprKind::Text(text.to_owned()),
            Some(TemplateTokenKind::Word("true" | "True" | "false" | "False")) => ExprKind::Boolean,
            Some(TemplateTokenKind::Word("none" | "None" | "null")) => ExprKind::Nothing,
            Some(TemplateTokenKind::Word("not")) => {
                ExprKind::Unary { of: Box::new(self.expression(NOT)?), boolean: true }
            }
            Some(TemplateTokenKind::Mark("-")) => {
                ExprKind::Unary { of: Box::new(self.expression(MINUS)?), boolean: false }
            }
            Some(TemplateTokenKind::Word(name)) => return self.chain(name, start),
            Some(TemplateTokenKind::Mark("<")) => {
                let call = self.component_call()?;
                self.expect("/")?;
                self.expect(">")?;
                ExprKind::Call(call)
            }
            Some(TemplateTokenKind::Mark("(")) => {
                let inner = self.expression(0)?;
                self.expect(")")?;
                return Ok(inner);
            }
            Some(TemplateTokenKind::Mark("[")) => self.list()?,
            Some(TemplateTokenKind::Mark("{")) => self.map()?,
            _ => {
                let found = self.source(span.clone());
                return Err(SyntaxError::new(
                    span,
                    say!("这里应当写一个值，写的却是`{found}`", "expected a value, found `{found}`"),
                    say!("写一个名称、数字或带引号的文字", "write a name, a number or a text in quotes"),
                ));
            }
        };
        Ok(self.node(start, kind))
    }

    /// A name with what follows it: a call, fields, items.
    fn chain(&mut self, name: &str, start: usize) -> ParseResult<Expr> {
        if self.peek() == Some(TemplateTokenKind::Mark("(")) {
            let name = super::syntax::Ident { text: name.to_owned(), span: start..self.behind() };
            let arguments = self.arguments()?;
            return Ok(self.node(start, ExprKind::Function { name, arguments }));
        }
        let mut chain = self.node(start, ExprKind::Variable(name.to_owned()));
        loop {
            let optional = match self.peek() {
                Some(TemplateTokenKind::Mark(".")) => false,
                Some(TemplateTokenKind::Mark("?.")) => true,
                Some(TemplateTokenKind::Mark("[" | "?[")) => {
                    chain = self.subscript(chain)?;
                    continue;
                }
                _ => return Ok(chain),
            };
            self.next();
            let name = self.ident()?;
            chain = self.node(start, ExprKind::Field { of: Box::new(chain), name, optional });
        }
    }

    fn subscript(&mut self, of: Expr) -> ParseResult<Expr> {
        let start = of.span.start;
        let optional = self.next() == Some(TemplateTokenKind::Mark("?["));
        let mut bounds = Vec::new();
        let mut slice = false;
        while !self.takes("]") {
            if self.takes(":") {
                slice = true;
            } else if bounds.is_empty() || slice {
                bounds.push(self.expression(0)?);
            } else {
                return self.unexpected("]");
            }
        }
        let of = Box::new(of);
        let kind = match (slice, bounds.pop()) {
            (true, last) => {
                bounds.extend(last);
                ExprKind::Slice { of, bounds }
            }
            (false, Some(key)) => ExprKind::Item { of, key: Box::new(key), optional },
            (false, None) => {
                return Err(SyntaxError::new(
                    start..self.behind(),
                    say!("方括号是空的", "the brackets are empty"),
                    say!("写位置或名称", "write a position or a name"),
                ));
            }
        };
        Ok(self.node(start, kind))
    }

    fn list(&mut self) -> ParseResult<ExprKind> {
        let mut entries = Vec::new();
        while !self.takes("]") {
            if self.takes("...") {
                entries.push(Entry::Spread(self.expression(0)?));
            } else {
                let value = self.expression(0)?;
                if entries.is_empty() && self.takes_word("for") {
                    return self.comprehension(value);
                }
                entries.push(Entry::One(value));
            }
            if !self.takes(",") && self.peek() != Some(TemplateTokenKind::Mark("]")) {
                return self.unexpected("]");
            }
        }
        Ok(ExprKind::List(entries))
    }

    fn comprehension(&mut self, value: Expr) -> ParseResult<ExprKind> {
        let (key, name) = self.loop_names()?;
        let target = Box::new(self.expression(1)?);
        let condition = if self.takes_word("if") { Some(Box::new(self.expression(1)?)) } else { None };
        self.expect("]")?;
        Ok(ExprKind::Comprehension { value: Box::new(value), key, name, target, condition })
    }

    fn map(&mut self) -> ParseResult<ExprKind> {
        let mut entries = Vec::new();
        while !self.takes("}") {
            if self.takes("...") {
                entries.push((None, self.expression(0)?));
            } else {
                let key = match self.next() {
                    Some(TemplateTokenKind::Text(text)) => text.to_owned(),
                    Some(TemplateTokenKind::Number | TemplateTokenKind::Word("true" | "True" | "false" | "False")) => {
                        String::new()
                    }
                    _ => return self.unexpected("\"…\""),
                };
                self.expect(":")?;
                entries.push((Some(key), self.expression(0)?));
            }
            if !self.takes(",") && self.peek() != Some(TemplateTokenKind::Mark("}")) {
                return self.unexpected("}");
            }
        }
        Ok(ExprKind::Map(entries))
    }
}
