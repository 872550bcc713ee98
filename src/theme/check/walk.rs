//! Walks through templates with the types of what they are given.
//!
//! The body of a component is held against the types of each call: what it may ask of a
//! parameter is what every caller passes.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use super::findings::{TemplateFinding, TemplateFindings, TemplateOwner, TemplatePlace};
use super::scope::TemplateScope;
use super::syntax::{Component, Expr, Ident, Template, TemplateNode};
use super::types::{TemplateType, Types, describe};
use super::{Lexicon, loop_type};
use crate::i18n::Text;
use crate::say;

/// Calls that stand in each other; deeper ones only repeat what was seen.
pub const DEEPEST: usize = 30;

/// What is known while a theme is checked.
pub struct Checker<'a> {
    pub types: Types,
    pub words: Lexicon<'a>,
    pub templates: &'a BTreeMap<String, Template>,
    /// Components by name, each with its template.
    pub components: HashMap<&'a str, (&'a str, &'a Component)>,
    /// Components of templates that could not be read: nothing is said of them.
    pub unread: HashSet<String>,
    pub findings: TemplateFindings,
    /// Component bodies that were held against some types.
    pub(super) seen: HashSet<(&'a str, Vec<TemplateType>)>,
    /// The template that is walked through, and those that it extends.
    pub(super) chain: Vec<&'a str>,
    pub(super) calls: Vec<TemplatePlace>,
    /// Templates that pages are made of.
    pub(super) given: HashSet<&'a str>,
    /// The blocks that stand in each other around what is walked through, and those of this
    /// page that call `super()`.
    pub(super) blocks: Vec<&'a str>,
    pub(super) with_super: HashSet<&'a str>,
    /// What each component was given, all calls together.
    pub passed: BTreeMap<&'a str, Vec<(String, TemplateType)>>,
    loop_type: TemplateType,
}

impl<'a> Checker<'a> {
    pub fn new(
        types: Types,
        words: Lexicon<'a>,
        templates: &'a BTreeMap<String, Template>,
        unread: HashSet<String>,
        given: HashSet<&'a str>,
    ) -> Checker<'a> {
        let mut components: HashMap<&str, (&str, &Component)> = HashMap::new();
        let mut findings = TemplateFindings::default();
        for (file, template) in templates {
            for component in &template.components {
                let name = &component.name;
                if let Some((first, _)) = components.get(name.text.as_str()) {
                    findings.push(TemplatePlace::new(file, &name.span), defined_twice(&name.text, first));
                } else {
                    components.insert(&name.text, (file, component));
                }
            }
        }
        let mut types = types;
        let loop_type = loop_type(&mut types);
        Checker {
            types,
            words,
            templates,
            components,
            unread,
            findings,
            seen: HashSet::new(),
            chain: Vec::new(),
            calls: Vec::new(),
            given,
            blocks: Vec::new(),
            with_super: HashSet::new(),
            passed: BTreeMap::new(),
            loop_type,
        }
    }

    pub fn nodes(&mut self, nodes: &'a [TemplateNode], scope: &mut TemplateScope<'_>) {
        for node in nodes {
            self.node(node, scope);
        }
    }

    fn node(&mut self, node: &'a TemplateNode, scope: &mut TemplateScope<'_>) {
        match node {
            TemplateNode::Output(expr) => {
                let of = self.expression(expr, scope);
                self.output(&of, expr, scope);
            }
            TemplateNode::If { condition, body, otherwise } => {
                self.expression(condition, scope);
                self.branches(&[body, otherwise], scope);
            }
            TemplateNode::For { key, value, target, body, otherwise } => {
                let height = scope.height();
                self.loop_variables(key.as_ref(), value, target, scope);
                self.nodes(body, scope);
                scope.back_to(height);
                self.nodes(otherwise, scope);
            }
            TemplateNode::Set { name, value, global } => {
                let of = self.expression(value, scope);
                scope.set(&name.text, of, *global);
            }
            TemplateNode::SetBlock { name, filters, body, global } => {
                let of = self.captured(filters, body, scope);
                scope.set(&name.text, of, *global);
            }
            TemplateNode::Filtered { filters, body } => {
                self.captured(filters, body, scope);
            }
            TemplateNode::Block { name, body } => {
                let (template, body) = self.block(&name.text).unwrap_or((self.chain[0], body));
                self.blocks.push(&name.text);
                self.block_body(template, body, scope);
                self.blocks.pop();
            }
            TemplateNode::Include(name) => self.include(name, scope),
        }
    }

    /// What is set in one of several branches may be set afterwards.
    fn branches(&mut self, bodies: &[&'a Vec<TemplateNode>], scope: &mut TemplateScope<'_>) {
        let height = scope.height();
        let mut set: Vec<(String, TemplateType)> = Vec::new();
        for body in bodies {
            self.nodes(body, scope);
            set.extend(scope.names.drain(height..));
        }
        for (name, of) in set {
            let before = scope.get(&name).cloned().unwrap_or(TemplateType::Nothing);
            scope.put(&name, before.or(of));
        }
    }

    fn captured(
        &mut self,
        filters: &'a [super::syntax::FilterCall],
        body: &'a [TemplateNode],
        scope: &mut TemplateScope<'_>,
    ) -> TemplateType {
        let height = scope.height();
        self.nodes(body, scope);
        scope.back_to(height);
        filters.iter().fold(TemplateType::Text, |of, filter| self.filter(of, filter, scope))
    }

    /// The variables of a loop, put into the scope.
    pub fn loop_variables(
        &mut self,
        key: Option<&Ident>,
        value: &Ident,
        target: &'a Expr,
        scope: &mut TemplateScope<'_>,
    ) {
        let of = self.expression(target, scope);
        let element = self.elements(&of, &target.span, scope);
        if let Some(key) = key {
            scope.put(
                &key.text,
                if matches!(of, TemplateType::List(_)) { TemplateType::Number } else { TemplateType::Text },
            );
        }
        scope.put(&value.text, element);
        scope.put("loop", self.loop_type.clone());
    }

    /// The type of what a loop over a value meets.
    pub fn elements(&mut self, of: &TemplateType, span: &Range<usize>, scope: &TemplateScope<'_>) -> TemplateType {
        let mut sum = TemplateType::Nothing;
        for one in of.each() {
            sum = sum.or(match one {
                TemplateType::List(of) | TemplateType::Map(of) => (**of).clone(),
                TemplateType::Any => TemplateType::Any,
                TemplateType::Record(at) => {
                    let record = self.types.record(*at);
                    let fields = record.into_iter().flat_map(|record| record.fields.values());
                    fields.fold(TemplateType::Nothing, |sum, field| sum.or(field.of.clone()))
                }
                TemplateType::Word(branch) => {
                    let branch = branch.clone();
                    self.ask_word(&branch, span, scope);
                    TemplateType::Any
                }
                TemplateType::Text | TemplateType::Choice(_) => TemplateType::Text,
                other => {
                    let what = describe(other);
                    let (zh, en) = (what.zh, what.en);
                    let message = say!("这是{zh}，不是列表", "this is {en}, not a list");
                    self.find(span, scope, message, say!("对列表用`for`", "use `for` on a list"));
                    TemplateType::Any
                }
            });
        }
        sum
    }

    /// Only texts, numbers and words can be shown.
    fn output(&mut self, of: &TemplateType, expr: &Expr, scope: &TemplateScope<'_>) {
        for one in of.each() {
            let branch =
                matches!(one, TemplateType::Word(key) if self.words.get(key).is_none_or(|word| word.is_counted()));
            if !branch && !matches!(one, TemplateType::Record(_) | TemplateType::Map(_) | TemplateType::List(_)) {
                continue;
            }
            let what = describe(one);
            let (zh, en) = (what.zh, what.en);
            let message = say!("这是{zh}，不能直接显示", "this is {en}, which cannot be shown");
            self.find(&expr.span, scope, message, say!("写出要显示的字段", "name the field to show"));
            return;
        }
    }

    /// Notes that the block which is walked through shows that of its parent.
    pub fn shows_parent(&mut self) {
        self.with_super.extend(self.blocks.last());
    }

    /// Notes that something is wrong.
    pub fn find(&mut self, span: &Range<usize>, scope: &TemplateScope<'_>, message: Text, help: Text) {
        let finding = TemplateFinding { owner: scope.owner.clone(), message, help, call: None, refused: false };
        self.findings.push(TemplatePlace::new(scope.template, span), finding);
    }

    /// Notes what Tera refuses as well.
    pub fn refuse(&mut self, span: &Range<usize>, scope: &TemplateScope<'_>, message: Text, help: Text) {
        let finding = TemplateFinding { owner: scope.owner.clone(), message, help, call: None, refused: true };
        self.findings.push(TemplatePlace::new(scope.template, span), finding);
    }

    /// Notes that a field was asked for.
    pub fn access(
        &mut self,
        span: &Range<usize>,
        optional: bool,
        scope: &TemplateScope<'_>,
        missing: Option<(Text, Text)>,
    ) {
        let call = self.calls.last().cloned();
        let missing = missing.map(|(message, help)| TemplateFinding {
            owner: scope.owner.clone(),
            message,
            help,
            call,
            refused: false,
        });
        self.findings.access(TemplatePlace::new(scope.template, span), optional, missing);
    }

    /// Notes that a word, or a branch of words, was asked for.
    pub fn ask_word(&mut self, key: &str, span: &Range<usize>, scope: &TemplateScope<'_>) {
        let place = (TemplatePlace::new(scope.template, span), scope.owner.clone());
        self.findings.words.entry(key.to_owned()).or_default().insert(place);
    }
}

fn defined_twice(name: &str, first: &str) -> TemplateFinding {
    TemplateFinding {
        owner: TemplateOwner::Component(name.to_owned()),
        message: say!("组件`{name}`在`{first}`里已有", "the component `{name}` is defined in `{first}` already"),
        help: say!(
            "换一个名称；要改内置的组件，就写同名的文件",
            "choose another name; a file of the same name takes the place of a built-in one"
        ),
        call: None,
        refused: true,
    }
}
