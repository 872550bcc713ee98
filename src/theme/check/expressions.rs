//! The type of an expression, with every name in it held against what is there.

use super::builtins::{BuiltInName, FILTERS, FUNCTIONS, TESTS, Yields};
use super::findings::instead;
use super::scope::TemplateScope;
use super::syntax::{Entry, Expr, ExprKind, FilterCall, Ident, TemplateOperator};
use super::types::{FieldType, RecordType, TemplateType, describe};
use super::walk::Checker;
use crate::say;
use crate::theme::words::Word;

impl<'a> Checker<'a> {
    /// The type of an expression.
    pub fn expression(&mut self, expr: &'a Expr, scope: &mut TemplateScope<'_>) -> TemplateType {
        match &expr.kind {
            ExprKind::Text(_) => TemplateType::Text,
            ExprKind::Number => TemplateType::Number,
            ExprKind::Boolean => TemplateType::Boolean,
            ExprKind::Nothing => TemplateType::Nothing,
            ExprKind::Variable(name) => self.variable(name, expr, scope),
            ExprKind::Field { of, name, optional } => {
                let of = self.expression(of, scope);
                self.field(&of, name, *optional, scope)
            }
            ExprKind::Item { of, key, optional } => self.item(of, key, *optional, scope),
            ExprKind::Slice { of, bounds } => {
                self.each(bounds, scope);
                self.expression(of, scope)
            }
            ExprKind::Function { name, arguments } => self.function(name, arguments, scope),
            ExprKind::Call(call) => self.call(call, scope),
            ExprKind::Filter { of, call } => {
                let of = self.expression(of, scope);
                self.filter(of, call, scope)
            }
            ExprKind::Test { of, call } => {
                self.expression(of, scope);
                self.arguments_of("test", TESTS, &call.name, &call.arguments, scope);
                TemplateType::Boolean
            }
            ExprKind::Unary { of, boolean } => {
                self.expression(of, scope);
                if *boolean { TemplateType::Boolean } else { TemplateType::Number }
            }
            ExprKind::Binary { operator, left, right } => self.binary(*operator, left, right, scope),
            ExprKind::Choice { condition, yes, no } => {
                self.expression(condition, scope);
                let yes = self.expression(yes, scope);
                yes.or(self.expression(no, scope))
            }
            ExprKind::List(entries) => {
                let mut of = TemplateType::Nothing;
                for entry in entries {
                    of = of.or(match entry {
                        Entry::One(value) => self.expression(value, scope),
                        Entry::Spread(list) => {
                            let list_type = self.expression(list, scope);
                            self.elements(&list_type, &list.span, scope)
                        }
                    });
                }
                TemplateType::list(of)
            }
            ExprKind::Map(entries) => self.map(entries, scope),
            ExprKind::Comprehension { value, key, name, target, condition } => {
                let height = scope.height();
                self.loop_variables(key.as_ref(), name, target, scope);
                if let Some(condition) = condition {
                    self.expression(condition, scope);
                }
                let of = self.expression(value, scope);
                scope.back_to(height);
                TemplateType::list(of)
            }
        }
    }

    fn each(&mut self, expressions: &'a [Expr], scope: &mut TemplateScope<'_>) {
        for expression in expressions {
            self.expression(expression, scope);
        }
    }

    fn variable(&mut self, name: &str, expr: &Expr, scope: &TemplateScope<'_>) -> TemplateType {
        if let Some(known) = scope.get(name) {
            return known.clone();
        }
        if scope.open {
            return TemplateType::Any;
        }
        let help = instead(name, scope.names());
        self.find(&expr.span, scope, say!("这里没有名为`{name}`的数据", "there is no `{name}` here"), help);
        TemplateType::Any
    }

    /// The type of a field of a value.
    pub fn field(
        &mut self,
        of: &TemplateType,
        name: &Ident,
        optional: bool,
        scope: &TemplateScope<'_>,
    ) -> TemplateType {
        of.each().iter().fold(TemplateType::Nothing, |sum, one| sum.or(self.field_of_one(one, name, optional, scope)))
    }

    fn field_of_one(
        &mut self,
        of: &TemplateType,
        name: &Ident,
        optional: bool,
        scope: &TemplateScope<'_>,
    ) -> TemplateType {
        let wrong = &name.text;
        let (found, message, help) = match of {
            TemplateType::Any => return TemplateType::Any,
            TemplateType::Word(branch) => return self.word(branch, name, scope),
            TemplateType::Map(of) => return (**of).clone(),
            TemplateType::Record(at) => {
                let record = self.types.record(*at);
                let names = record.into_iter().flat_map(|record| record.fields.keys().map(String::as_str));
                let found = record.and_then(|record| record.fields.get(wrong)).map(|field| field.of.clone());
                (found, say!("没有字段`{wrong}`", "there is no field `{wrong}`"), instead(wrong, names))
            }
            other => {
                let what = describe(other);
                let (zh, en) = (what.zh, what.en);
                (
                    None,
                    say!("`{wrong}`之前是{zh}，没有字段", "before `{wrong}` stands {en}, which has no fields"),
                    say!("删去`.{wrong}`", "remove `.{wrong}`"),
                )
            }
        };
        self.access(&name.span, optional, scope, found.is_none().then_some((message, help)));
        found.unwrap_or(TemplateType::Any)
    }

    /// A word at a key, or a branch of words.
    fn word(&mut self, branch: &str, name: &Ident, scope: &TemplateScope<'_>) -> TemplateType {
        let key = if branch.is_empty() { name.text.clone() } else { format!("{branch}.{}", name.text) };
        if matches!(self.words.get(branch), Some(Word::Counted { .. })) {
            return TemplateType::Text;
        }
        if self.words.is_branch(&key) {
            return TemplateType::Word(key);
        }
        self.ask_word(&key, &name.span, scope);
        if self.words.get(&key).is_some() { TemplateType::Word(key) } else { TemplateType::Any }
    }

    fn item(&mut self, of: &'a Expr, key: &'a Expr, optional: bool, scope: &mut TemplateScope<'_>) -> TemplateType {
        let of_type = self.expression(of, scope);
        self.expression(key, scope);
        let literal = match &key.kind {
            ExprKind::Text(text) => Some(Ident { text: text.clone(), span: key.span.start + 1..key.span.end - 1 }),
            _ => None,
        };
        let mut sum = TemplateType::Nothing;
        for one in of_type.each() {
            sum = sum.or(match one {
                TemplateType::List(of) | TemplateType::Map(of) => (**of).clone(),
                TemplateType::Text | TemplateType::Choice(_) => TemplateType::Text,
                TemplateType::Word(branch) if literal.is_none() => {
                    self.ask_word(branch, &of.span, scope);
                    TemplateType::Any
                }
                one => match &literal {
                    Some(name) => self.field_of_one(one, name, optional, scope),
                    None => TemplateType::Any,
                },
            });
        }
        sum
    }

    fn function(
        &mut self,
        name: &Ident,
        arguments: &'a [(Ident, Expr)],
        scope: &mut TemplateScope<'_>,
    ) -> TemplateType {
        self.arguments_of("function", FUNCTIONS, name, arguments, scope);
        match name.text.as_str() {
            "range" => TemplateType::list(TemplateType::Number),
            "super" => {
                self.shows_parent();
                TemplateType::Text
            }
            _ => TemplateType::Any,
        }
    }

    /// What a filter yields, applied to a type.
    pub fn filter(&mut self, of: TemplateType, call: &'a FilterCall, scope: &mut TemplateScope<'_>) -> TemplateType {
        let own = matches!(call.name.text.as_str(), "fill" | "count");
        if own {
            self.fill(&of, call, scope);
        }
        let known = if own { &[] } else { call.arguments.as_slice() };
        let Some(filter) = self.arguments_of("filter", FILTERS, &call.name, known, scope) else {
            return TemplateType::Any;
        };
        let given = |name: &str| call.arguments.iter().find(|(argument, _)| argument.text == name);
        match filter.yields {
            Yields::Text => TemplateType::Text,
            Yields::Number => TemplateType::Number,
            Yields::Boolean => TemplateType::Boolean,
            Yields::Same => of,
            Yields::Any => TemplateType::Any,
            Yields::ListOfText => TemplateType::list(TemplateType::Text),
            Yields::SameOrValue => match given("value") {
                Some((_, value)) => {
                    let value = self.expression(value, scope);
                    of.or(value)
                }
                None => of,
            },
            Yields::Element => self.elements(&of, &call.name.span, scope),
        }
    }

    /// `fill` and `count` take the names that stand in braces in the word.
    fn fill(&mut self, of: &TemplateType, call: &'a FilterCall, scope: &mut TemplateScope<'_>) {
        for (_, value) in &call.arguments {
            self.expression(value, scope);
        }
        let TemplateType::Word(key) = of else { return };
        let Some(word) = self.words.get(key) else {
            let message =
                say!("`{key}`是一组界面用语，不是一句", "`{key}` is a group of interface words, not one of them");
            return self.find(&call.name.span, scope, message, say!("写出其中一句的键", "name one word of the group"));
        };
        let counts = call.name.text == "count";
        if let (Word::Counted { .. }, false) = (word, counts) {
            self.find(
                &call.name.span,
                scope,
                say!("`{key}`分一个和多个两种写法", "`{key}` has one text for one and another for more"),
                say!("用`count(n=…)`", "use `count(n=…)`"),
            );
        }
        let places = crate::theme::words::places(word);
        for (name, _) in &call.arguments {
            let known = places.contains(&name.text) || (counts && name.text == "n");
            if !known {
                let wrong = &name.text;
                let help = instead(wrong, places.iter().map(String::as_str));
                self.find(
                    &name.span,
                    scope,
                    say!("界面用语`{key}`里没有`{{{wrong}}}`", "the interface word `{key}` has no `{{{wrong}}}`"),
                    help,
                );
            }
        }
        let given = |name: &str| call.arguments.iter().any(|(argument, _)| argument.text == name);
        let n = counts.then_some("n").filter(|n| !given(n));
        let filter = &call.name.text;
        if let Some(lacking) = n.or(places.iter().map(String::as_str).find(|place| !given(place))) {
            self.find(
                &call.name.span,
                scope,
                say!("`{filter}`缺少`{lacking}`", "`{filter}` lacks `{lacking}`"),
                say!("写`{lacking}=…`", "write `{lacking}=…`"),
            );
        }
    }

    /// Holds a name and its arguments against a table; the row, where there is one.
    fn arguments_of(
        &mut self,
        kind: &str,
        table: &'static [BuiltInName],
        name: &Ident,
        arguments: &'a [(Ident, Expr)],
        scope: &mut TemplateScope<'_>,
    ) -> Option<&'static BuiltInName> {
        for (_, value) in arguments {
            self.expression(value, scope);
        }
        let wrong = &name.text;
        let Some(row) = table.iter().find(|row| row.name == *wrong) else {
            let zh = match kind {
                "filter" => "过滤器",
                "test" => "判断",
                _ => "函数",
            };
            let help = instead(wrong, table.iter().map(|row| row.name));
            self.refuse(&name.span, scope, say!("没有{zh}`{wrong}`", "there is no {kind} `{wrong}`"), help);
            return None;
        };
        for (argument, _) in arguments {
            let known = || row.needed.iter().chain(row.optional).copied();
            if !known().any(|known| known == argument.text) {
                let (wrong, of) = (&argument.text, row.name);
                let help = instead(wrong, known());
                self.find(
                    &argument.span,
                    scope,
                    say!("`{of}`没有参数`{wrong}`", "`{of}` has no argument `{wrong}`"),
                    help,
                );
            }
        }
        let own = matches!(row.name, "fill" | "count");
        let lacking = row.needed.iter().find(|needed| !arguments.iter().any(|(name, _)| name.text == **needed));
        if let (Some(lacking), false) = (lacking, own) {
            self.find(
                &name.span,
                scope,
                say!("`{wrong}`缺少参数`{lacking}`", "`{wrong}` lacks the argument `{lacking}`"),
                say!("写`{wrong}({lacking}=…)`", "write `{wrong}({lacking}=…)`"),
            );
        }
        Some(row)
    }

    fn binary(
        &mut self,
        operator: TemplateOperator,
        left: &'a Expr,
        right: &'a Expr,
        scope: &mut TemplateScope<'_>,
    ) -> TemplateType {
        let left_type = self.expression(left, scope);
        let right_type = self.expression(right, scope);
        match operator {
            TemplateOperator::Or => left_type.or(right_type),
            TemplateOperator::And => right_type,
            TemplateOperator::Equal => {
                self.one_of_the_choices(&left_type, right, scope);
                self.one_of_the_choices(&right_type, left, scope);
                TemplateType::Boolean
            }
            TemplateOperator::Compare | TemplateOperator::In => TemplateType::Boolean,
            TemplateOperator::Arithmetic => TemplateType::Number,
            TemplateOperator::Join => TemplateType::Text,
        }
    }

    /// A text that is compared with a choice must be one of the choices.
    fn one_of_the_choices(&mut self, of: &TemplateType, text: &Expr, scope: &TemplateScope<'_>) {
        let (TemplateType::Choice(at), ExprKind::Text(wrong)) = (of, &text.kind) else { return };
        let Some(choices) = self.types.choices.get(*at) else { return };
        if choices.contains(wrong) {
            return;
        }
        let help = instead(wrong, choices.iter().map(String::as_str));
        let message = say!("这里不会有`{wrong}`这个值", "the value is never `{wrong}`");
        self.find(&(text.span.start + 1..text.span.end - 1), scope, message, help);
    }

    fn map(&mut self, entries: &'a [(Option<String>, Expr)], scope: &mut TemplateScope<'_>) -> TemplateType {
        let mut record = RecordType::default();
        let mut open = false;
        for (name, value) in entries {
            let of = self.expression(value, scope);
            match (name, of) {
                (Some(name), of) => {
                    let field = FieldType { of, may_be_absent: false, sentence: String::new() };
                    record.fields.insert(name.clone(), field);
                }
                (None, TemplateType::Record(at)) => {
                    let fields = self.types.record(at).map(|record| record.fields.clone()).unwrap_or_default();
                    record.fields.extend(fields);
                }
                (None, _) => open = true,
            }
        }
        if open { TemplateType::Any } else { self.types.add(record) }
    }
}
