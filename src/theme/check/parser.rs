//! Reads the tokens of a template into its tree: tags and their bodies. Expressions are
//! read in `expression.rs`.
//!
//! What Tera refuses for other reasons (a reserved name, a block in a loop) it says itself
//! when it compiles the template; here every body finds its end, and every name its place.

use std::ops::Range;

use super::lexer::{TemplateToken, TemplateTokenKind, tokens};
use super::syntax::{
    Component, ComponentCall, Expr, ExprKind, FilterCall, Ident, Parameter, SyntaxError, Template, TemplateNode,
};
use crate::say;

pub type ParseResult<T> = Result<T, SyntaxError>;

/// How deep bodies and expressions may stand in each other.
const DEEPEST: usize = 60;

/// Reads a template.
///
/// # Errors
/// At the first thing that is not of the language; for a body without an end, at the tag
/// that opens it.
pub fn parse(text: &str) -> ParseResult<Template> {
    let mut parser = TemplateParser {
        text,
        tokens: tokens(text)?,
        at: 0,
        depth: 0,
        open: Vec::new(),
        template: Template::default(),
    };
    let nodes = parser.body(None)?;
    Ok(Template { nodes, ..parser.template })
}

/// The tokens and how far they were read.
pub struct TemplateParser<'a> {
    text: &'a str,
    tokens: Vec<TemplateToken<'a>>,
    at: usize,
    depth: usize,
    /// What would end the bodies that are open.
    open: Vec<&'static str>,
    template: Template,
}

/// A tag whose body is being read: how it may end, and where it stands.
struct Opening<'a> {
    name: &'a str,
    ends: &'a [&'static str],
    span: Range<usize>,
}

impl<'a> TemplateParser<'a> {
    pub fn peek(&self) -> Option<TemplateTokenKind<'a>> {
        self.tokens.get(self.at).map(|token| token.kind)
    }

    pub fn peek_second(&self) -> Option<TemplateTokenKind<'a>> {
        self.tokens.get(self.at + 1).map(|token| token.kind)
    }

    /// The place of the next token, or the end of the file.
    pub fn here(&self) -> Range<usize> {
        self.tokens.get(self.at).map_or(self.text.len()..self.text.len(), |token| token.span.clone())
    }

    /// The end of the token before.
    pub fn behind(&self) -> usize {
        self.at.checked_sub(1).and_then(|at| self.tokens.get(at)).map_or(0, |token| token.span.end)
    }

    pub fn next(&mut self) -> Option<TemplateTokenKind<'a>> {
        let kind = self.peek();
        self.at += 1;
        kind
    }

    pub fn unexpected<T>(&self, wanted: &str) -> ParseResult<T> {
        let span = self.here();
        let found = &self.text[span.clone()];
        Err(SyntaxError::new(
            span,
            say!("这里应当写`{wanted}`，写的却是`{found}`", "expected `{wanted}`, found `{found}`"),
            say!("对照模板语言的写法改正", "correct it by the rules of the template language"),
        ))
    }

    pub fn takes(&mut self, mark: &str) -> bool {
        let found = matches!(self.peek(), Some(TemplateTokenKind::Mark(found)) if found == mark);
        self.at += usize::from(found);
        found
    }

    pub fn takes_word(&mut self, word: &str) -> bool {
        let found = matches!(self.peek(), Some(TemplateTokenKind::Word(found)) if found == word);
        self.at += usize::from(found);
        found
    }

    pub fn expect(&mut self, mark: &str) -> ParseResult<()> {
        if self.takes(mark) { Ok(()) } else { self.unexpected(mark) }
    }

    pub fn ident(&mut self) -> ParseResult<Ident> {
        let span = self.here();
        match self.peek() {
            Some(TemplateTokenKind::Word(text)) => {
                self.at += 1;
                Ok(Ident { text: text.to_owned(), span })
            }
            _ => self.unexpected("name"),
        }
    }

    /// A text in quotes, with the place between them.
    fn quoted(&mut self) -> ParseResult<Ident> {
        let span = self.here();
        match self.peek() {
            Some(TemplateTokenKind::Text(text)) => {
                self.at += 1;
                Ok(Ident { text: text.to_owned(), span: span.start + 1..span.end - 1 })
            }
            _ => self.unexpected("\"…\""),
        }
    }

    /// Runs a reading one level deeper.
    pub fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> ParseResult<T>) -> ParseResult<T> {
        if self.depth == DEEPEST {
            return Err(SyntaxError::new(
                self.here(),
                say!("嵌套太深", "this is nested too deeply"),
                say!("分成几个组件", "divide it into components"),
            ));
        }
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        result
    }

    /// The pieces up to a tag that ends the opening one; the word of that tag is next.
    fn body(&mut self, opening: Option<&Opening<'_>>) -> ParseResult<Vec<TemplateNode>> {
        let last = opening.and_then(|opening| opening.ends.last());
        self.open.extend(last);
        let nodes = self.deeper(|parser| {
            let mut nodes = Vec::new();
            loop {
                match parser.next() {
                    None => return parser.not_closed(opening, nodes),
                    Some(TemplateTokenKind::Mark("{{")) => {
                        nodes.push(TemplateNode::Output(parser.expression(0)?));
                        parser.expect("}}")?;
                    }
                    Some(TemplateTokenKind::Mark("{%")) => {
                        let ends = opening.is_some_and(|opening| match parser.peek() {
                            Some(TemplateTokenKind::Word(word)) => opening.ends.contains(&word),
                            Some(TemplateTokenKind::Mark(mark)) => opening.ends.contains(&mark),
                            _ => false,
                        });
                        if ends {
                            return Ok(nodes);
                        }
                        if parser.ends_an_outer_body() {
                            return parser.not_closed(opening, nodes);
                        }
                        nodes.extend(parser.tag()?);
                        parser.expect("%}")?;
                    }
                    Some(_) => {
                        parser.at -= 1;
                        return parser.unexpected("{{");
                    }
                }
            }
        })?;
        if last.is_some() {
            self.open.pop();
        }
        Ok(nodes)
    }

    /// Whether the next word ends a body around the one that is read.
    fn ends_an_outer_body(&self) -> bool {
        let word = match self.peek() {
            Some(TemplateTokenKind::Word(word)) => word,
            Some(TemplateTokenKind::Mark(mark)) => mark,
            _ => return false,
        };
        self.open.contains(&word)
    }

    /// The end of the file, or of a body around it, before the end of a body.
    fn not_closed(&self, opening: Option<&Opening<'_>>, nodes: Vec<TemplateNode>) -> ParseResult<Vec<TemplateNode>> {
        let Some(Opening { name, ends, span }) = opening else { return Ok(nodes) };
        let end = ends.last().copied().unwrap_or("");
        let end = if end == "</" { format!("</{name}>") } else { end.to_owned() };
        Err(SyntaxError::new(
            span.clone(),
            say!("`{name}`没有结束", "`{name}` is not closed"),
            say!("补上`{{% {end} %}}`", "add `{{% {end} %}}`"),
        ))
    }

    fn tag(&mut self) -> ParseResult<Option<TemplateNode>> {
        let span = self.here();
        let node = match self.next() {
            Some(TemplateTokenKind::Mark("<")) => TemplateNode::Output(self.component_with_body()?),
            Some(TemplateTokenKind::Word("if")) => self.if_tag("if", span)?,
            Some(TemplateTokenKind::Word("for")) => self.for_tag(span)?,
            Some(TemplateTokenKind::Word("set")) => self.set_tag(span, false)?,
            Some(TemplateTokenKind::Word("set_global")) => self.set_tag(span, true)?,
            Some(TemplateTokenKind::Word("include")) => TemplateNode::Include(self.quoted()?),
            Some(TemplateTokenKind::Word("block")) => {
                let name = self.ident()?;
                let body = self.closed_body("block", "endblock", span)?;
                self.repeat_name(&name)?;
                TemplateNode::Block { name, body }
            }
            Some(TemplateTokenKind::Word("filter")) => {
                let mut filters = vec![self.filter_call()?];
                while self.takes("|") {
                    filters.push(self.filter_call()?);
                }
                TemplateNode::Filtered { filters, body: self.closed_body("filter", "endfilter", span)? }
            }
            Some(TemplateTokenKind::Word("extends")) => {
                self.template.parent = Some(self.quoted()?);
                return Ok(None);
            }
            Some(TemplateTokenKind::Word("component")) => {
                let component = self.component(span)?;
                self.template.components.push(component);
                return Ok(None);
            }
            Some(TemplateTokenKind::Word("break" | "continue")) => return Ok(None),
            _ => {
                self.at -= 1;
                return self.unknown_tag();
            }
        };
        Ok(Some(node))
    }

    fn unknown_tag(&self) -> ParseResult<Option<TemplateNode>> {
        const TAGS: [&str; 9] =
            ["if", "for", "set", "set_global", "include", "block", "filter", "extends", "component"];
        let span = self.here();
        let found = &self.text[span.clone()];
        let orphan = ["elif", "else", "endif", "endfor", "endblock", "endset", "endfilter", "endcomponent", "</"];
        let message = if orphan.contains(&found) {
            say!("`{found}`没有与它相配的开头", "`{found}` closes nothing that is open")
        } else {
            say!("没有`{found}`这样的标签", "there is no tag `{found}`")
        };
        let near = crate::diag::nearest_words(found, TAGS);
        let help = near.filter(|_| !orphan.contains(&found));
        let help = help.unwrap_or_else(|| say!("删去它，或补上开头", "remove it, or add what opens it"));
        Err(SyntaxError::new(span, message, help))
    }

    /// `%}`, a body, and the word that ends it.
    fn closed_body(&mut self, name: &str, end: &'static str, span: Range<usize>) -> ParseResult<Vec<TemplateNode>> {
        self.expect("%}")?;
        let body = self.body(Some(&Opening { name, ends: &[end], span }))?;
        self.at += 1;
        Ok(body)
    }

    /// The name of a block or component after the word that ends it, where it is repeated.
    fn repeat_name(&mut self, name: &Ident) -> ParseResult<()> {
        if !matches!(self.peek(), Some(TemplateTokenKind::Word(_))) {
            return Ok(());
        }
        let again = self.dotted_ident()?;
        if again.text == name.text {
            return Ok(());
        }
        let (wrong, right) = (&again.text, &name.text);
        Err(SyntaxError::new(
            again.span.clone(),
            say!("结束的是`{wrong}`，打开的却是`{right}`", "`{wrong}` is closed where `{right}` is open"),
            say!("写`{right}`", "write `{right}`"),
        ))
    }

    fn if_tag(&mut self, name: &str, span: Range<usize>) -> ParseResult<TemplateNode> {
        let condition = self.expression(0)?;
        self.expect("%}")?;
        let opening = Opening { name, ends: &["elif", "else", "endif"], span: span.clone() };
        let body = self.body(Some(&opening))?;
        let second = self.here();
        let otherwise = match self.next() {
            Some(TemplateTokenKind::Word("elif")) => vec![self.deeper(|parser| parser.if_tag("elif", second))?],
            Some(TemplateTokenKind::Word("else")) => self.closed_body("else", "endif", span)?,
            _ => Vec::new(),
        };
        Ok(TemplateNode::If { condition, body, otherwise })
    }

    fn for_tag(&mut self, span: Range<usize>) -> ParseResult<TemplateNode> {
        let (key, value) = self.loop_names()?;
        let target = self.expression(0)?;
        self.expect("%}")?;
        let opening = Opening { name: "for", ends: &["else", "endfor"], span: span.clone() };
        let body = self.body(Some(&opening))?;
        let otherwise = match self.next() {
            Some(TemplateTokenKind::Word("else")) => self.closed_body("else", "endfor", span)?,
            _ => Vec::new(),
        };
        Ok(TemplateNode::For { key, value, target, body, otherwise })
    }

    /// `name in` or `key, name in`.
    pub fn loop_names(&mut self) -> ParseResult<(Option<Ident>, Ident)> {
        let mut value = self.ident()?;
        let mut key = None;
        if self.takes(",") {
            key = Some(std::mem::replace(&mut value, self.ident()?));
        }
        if self.takes_word("in") { Ok((key, value)) } else { self.unexpected("in") }
    }

    fn set_tag(&mut self, span: Range<usize>, global: bool) -> ParseResult<TemplateNode> {
        let name = self.ident()?;
        if self.takes("=") {
            return Ok(TemplateNode::Set { name, value: self.expression(0)?, global });
        }
        let mut filters = Vec::new();
        while self.takes("|") {
            filters.push(self.filter_call()?);
        }
        Ok(TemplateNode::SetBlock { name, filters, body: self.closed_body("set", "endset", span)?, global })
    }

    fn component(&mut self, span: Range<usize>) -> ParseResult<Component> {
        let name = self.dotted_ident()?;
        self.expect("(")?;
        let mut parameters = Vec::new();
        let mut rest = None;
        while !self.takes(")") {
            if self.takes("...") {
                rest = Some(self.ident()?);
            } else {
                let implicit = self.takes("@");
                let name = self.ident()?;
                if self.takes(":") {
                    self.ident()?;
                }
                let default = if self.takes("=") { Some(self.expression(0)?) } else { None };
                parameters.push(Parameter { name, implicit, default });
            }
            if !self.takes(",") && self.peek() != Some(TemplateTokenKind::Mark(")")) {
                return self.unexpected(")");
            }
        }
        if self.peek() == Some(TemplateTokenKind::Mark("{")) {
            self.expression(0)?;
        }
        let body = self.closed_body("component", "endcomponent", span)?;
        self.repeat_name(&name)?;
        Ok(Component { name, parameters, rest, body })
    }

    /// A name that may have dots in it.
    pub fn dotted_ident(&mut self) -> ParseResult<Ident> {
        let mut name = self.ident()?;
        while self.takes(".") {
            let part = self.ident()?;
            name.text = format!("{}.{}", name.text, part.text);
            name.span.end = part.span.end;
        }
        Ok(name)
    }

    /// `name argument={value}`, after the `<`.
    pub fn component_call(&mut self) -> ParseResult<ComponentCall> {
        let name = self.dotted_ident()?;
        let mut arguments = Vec::new();
        loop {
            if self.takes("{") {
                self.expect("...")?;
                arguments.push((None, self.expression(0)?));
                self.expect("}")?;
                continue;
            }
            if !matches!(self.peek(), Some(TemplateTokenKind::Word(_))) {
                return Ok(ComponentCall { name, arguments, body: Vec::new() });
            }
            let argument = self.ident()?;
            let value = if self.takes("=") {
                self.attribute_value()?
            } else {
                Expr { kind: ExprKind::Variable(argument.text.clone()), span: argument.span.clone() }
            };
            arguments.push((Some(argument), value));
        }
    }

    fn attribute_value(&mut self) -> ParseResult<Expr> {
        let span = self.here();
        if let Some(TemplateTokenKind::Text(text)) = self.peek() {
            self.at += 1;
            return Ok(Expr { kind: ExprKind::Text(text.to_owned()), span });
        }
        self.expect("{")?;
        let value = self.expression(0)?;
        self.expect("}")?;
        Ok(value)
    }

    /// `{% <name …> %}…{% </name> %}`, after the first `<`.
    fn component_with_body(&mut self) -> ParseResult<Expr> {
        let start = self.behind();
        let mut call = self.component_call()?;
        self.expect(">")?;
        self.expect("%}")?;
        let (name, span) = (call.name.text.clone(), call.name.span.clone());
        call.body = self.body(Some(&Opening { name: &name, ends: &["</"], span }))?;
        self.expect("</")?;
        let end = self.dotted_ident()?;
        if end.text != call.name.text {
            self.at -= 1;
            return self.unexpected(&call.name.text);
        }
        self.expect(">")?;
        Ok(Expr { kind: ExprKind::Call(call), span: start..self.behind() })
    }

    pub fn filter_call(&mut self) -> ParseResult<FilterCall> {
        let name = self.ident()?;
        let arguments = if self.peek() == Some(TemplateTokenKind::Mark("(")) { self.arguments()? } else { Vec::new() };
        Ok(FilterCall { name, arguments })
    }

    /// `(name=value, …)`
    pub fn arguments(&mut self) -> ParseResult<Vec<(Ident, Expr)>> {
        self.expect("(")?;
        let mut arguments = Vec::new();
        while !self.takes(")") {
            let name = self.ident()?;
            self.expect("=")?;
            arguments.push((name, self.expression(0)?));
            if !self.takes(",") && self.peek() != Some(TemplateTokenKind::Mark(")")) {
                return self.unexpected(")");
            }
        }
        Ok(arguments)
    }

    /// The characters of a range.
    pub fn source(&self, span: Range<usize>) -> &'a str {
        &self.text[span]
    }
}
