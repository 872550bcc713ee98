//! Walks through templates with the types of what they are given.
//!
//! The body of a component is held against the types of each call: what it may ask of a
//! parameter is what every caller passes.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use super::findings::{TemplateFinding, TemplateFindings, TemplateOwner, TemplatePlace, instead};
use super::syntax::{Component, ComponentCall, Expr, Ident, Template, TemplateNode};
use super::types::{TemplateType, Types, describe};
use super::{Lexicon, loop_type};
use crate::i18n::Text;
use crate::say;

/// Calls that stand in each other; deeper ones only repeat what was seen.
const DEEPEST: usize = 30;

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
    seen: HashSet<(&'a str, Vec<TemplateType>)>,
    /// The template that is walked through, and those that it extends.
    chain: Vec<&'a str>,
    calls: Vec<TemplatePlace>,
    /// Templates that pages are made of.
    given: HashSet<&'a str>,
    /// The blocks that stand in each other around what is walked through, and those of this
    /// page that call `super()`.
    blocks: Vec<&'a str>,
    with_super: HashSet<&'a str>,
    /// What each component was given, all calls together.
    pub passed: BTreeMap<&'a str, Vec<(String, TemplateType)>>,
    loop_type: TemplateType,
}

/// The names that are known at a place.
pub struct TemplateScope<'s> {
    names: Vec<(String, TemplateType)>,
    globals: Vec<(String, TemplateType)>,
    /// Further names may be there: nobody says what the template is given.
    pub open: bool,
    template: &'s str,
    owner: TemplateOwner,
    /// Where the component is called: implicit parameters are looked for there.
    caller: Option<&'s TemplateScope<'s>>,
}

impl<'s> TemplateScope<'s> {
    pub fn get(&self, name: &str) -> Option<&TemplateType> {
        let own = self.names.iter().rev().chain(self.globals.iter().rev());
        own.into_iter().find(|(known, _)| known == name).map(|(_, of)| of)
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().chain(&self.globals).map(|(name, _)| name.as_str()).filter(|name| *name != "loop")
    }

    pub fn height(&self) -> usize {
        self.names.len()
    }

    pub fn back_to(&mut self, height: usize) {
        self.names.truncate(height);
    }

    fn put(&mut self, name: &str, of: TemplateType) {
        self.names.push((name.to_owned(), of));
    }

    /// As `@name` is looked for: here, then where this component is called.
    fn implicit(&self, name: &str) -> Option<&TemplateType> {
        self.get(name).or_else(|| self.caller.and_then(|caller| caller.implicit(name)))
    }

    fn is_open(&self) -> bool {
        self.open || self.caller.is_some_and(TemplateScope::is_open)
    }
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

    /// Holds a template against what it is given; without types, only its words and calls.
    pub fn template(&mut self, name: &'a str, given: Option<&[(String, TemplateType)]>) {
        self.chain.clear();
        self.with_super.clear();
        let mut next = Some(name);
        while let Some(name) = next {
            let Some((name, template)) = self.templates.get_key_value(name) else { break };
            if self.chain.contains(&name.as_str()) {
                break;
            }
            self.chain.push(name);
            next = template.parent.as_ref().map(|parent| parent.text.as_str());
        }
        let Some(root) = self.chain.last().copied() else { return };
        let mut names: Vec<(String, TemplateType)> = given.unwrap_or_default().to_vec();
        names.push(("w".to_owned(), TemplateType::Word(String::new())));
        let mut scope = TemplateScope {
            names,
            globals: Vec::new(),
            open: given.is_none(),
            template: root,
            owner: TemplateOwner::Template(root.to_owned()),
            caller: None,
        };
        let Some(template) = self.templates.get(root) else { return };
        self.nodes(&template.nodes, &mut scope);
        // A block that another of the chain replaces is shown where that one calls `super()`;
        // what nobody gives data to has no page of its own to be checked with.
        for name in self.chain.clone() {
            let Some(template) = self.templates.get(name) else { continue };
            self.inheritance(name, template);
            let mut blocks = Vec::new();
            blocks_of(&template.nodes, &mut blocks);
            for (block, body) in blocks {
                let replaced = self.block(&block.text).is_none_or(|(first, _)| first != name);
                if replaced && (self.with_super.contains(block.text.as_str()) || !self.given.contains(name)) {
                    self.block_body(name, body, &mut scope);
                }
            }
        }
    }

    /// The parent exists, and every block is one of a parent.
    fn inheritance(&mut self, name: &'a str, template: &'a Template) {
        let Some(parent) = &template.parent else { return };
        let scope = TemplateScope {
            names: Vec::new(),
            globals: Vec::new(),
            open: true,
            template: name,
            owner: TemplateOwner::Template(name.to_owned()),
            caller: None,
        };
        if !self.templates.contains_key(&parent.text) {
            if !self.unread.contains(&parent.text) {
                let wrong = &parent.text;
                let help = instead(wrong, self.templates.keys().map(String::as_str));
                self.refuse(&parent.span, &scope, say!("没有模板`{wrong}`", "there is no template `{wrong}`"), help);
            }
            return;
        }
        let above = self.chain.iter().skip_while(|one| **one != name).skip(1);
        let mut known = Vec::new();
        for above in above.filter_map(|above| self.templates.get(*above)) {
            blocks_of(&above.nodes, &mut known);
        }
        for node in &template.nodes {
            if let TemplateNode::Block { name: block, .. } = node
                && !known.iter().any(|(known, _)| known.text == block.text)
            {
                let wrong = &block.text;
                let help = instead(wrong, known.iter().map(|(known, _)| known.text.as_str()));
                let of = &parent.text;
                let message = say!("`{of}`里没有块`{wrong}`", "`{of}` has no block `{wrong}`");
                self.refuse(&block.span, &scope, message, help);
            }
        }
    }

    /// The body of a block: that of the template which is nearest to the page.
    fn block(&self, name: &str) -> Option<(&'a str, &'a [TemplateNode])> {
        self.chain.iter().find_map(|template| {
            let mut blocks = Vec::new();
            blocks_of(&self.templates.get(*template)?.nodes, &mut blocks);
            let body = blocks.into_iter().find(|(block, _)| block.text == name)?.1;
            Some((*template, body))
        })
    }

    fn block_body(&mut self, template: &'a str, body: &'a [TemplateNode], scope: &mut TemplateScope<'_>) {
        let mut inner = TemplateScope {
            names: scope.names.clone(),
            globals: scope.globals.clone(),
            open: scope.open,
            template,
            owner: TemplateOwner::Template(template.to_owned()),
            caller: None,
        };
        self.nodes(body, &mut inner);
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
                set(name, of, *global, scope);
            }
            TemplateNode::SetBlock { name, filters, body, global } => {
                let of = self.captured(filters, body, scope);
                set(name, of, *global, scope);
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

    fn include(&mut self, name: &'a Ident, scope: &mut TemplateScope<'_>) {
        let Some((file, template)) = self.templates.get_key_value(&name.text) else {
            if !self.unread.contains(&name.text) {
                let wrong = &name.text;
                let help = instead(wrong, self.templates.keys().map(String::as_str));
                self.refuse(&name.span, scope, say!("没有模板`{wrong}`", "there is no template `{wrong}`"), help);
            }
            return;
        };
        if self.calls.len() >= DEEPEST {
            return;
        }
        self.calls.push(TemplatePlace::new(scope.template, &name.span));
        self.block_body(file, &template.nodes, scope);
        self.calls.pop();
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

    /// A call of a component.
    pub fn call(&mut self, call: &'a ComponentCall, scope: &mut TemplateScope<'_>) -> TemplateType {
        let mut given: Vec<(&str, TemplateType)> = Vec::new();
        let mut spread = false;
        for (name, value) in &call.arguments {
            let of = self.expression(value, scope);
            match name {
                Some(name) => given.push((&name.text, of)),
                None => spread = true,
            }
        }
        let height = scope.height();
        self.nodes(&call.body, scope);
        scope.back_to(height);
        let name = &call.name;
        let Some((template, component)) = self.components.get(name.text.as_str()).copied() else {
            if !self.unread.contains(&name.text) {
                let wrong = &name.text;
                let help = instead(wrong, self.components.keys().copied().collect::<std::collections::BTreeSet<_>>());
                self.refuse(&name.span, scope, say!("没有组件`{wrong}`", "there is no component `{wrong}`"), help);
            }
            return TemplateType::Text;
        };
        self.arguments(call, component, spread, scope);
        let mut names = Vec::new();
        for parameter in &component.parameters {
            let name = &parameter.name.text;
            let passed = given.iter().find(|(argument, _)| argument == name).map(|(_, of)| of.clone());
            let of = match passed {
                Some(of) => of,
                None if spread => TemplateType::Any,
                None => match parameter.implicit.then(|| scope.implicit(name)).flatten() {
                    Some(of) => of.clone(),
                    None => self.default_of(call, parameter, template, scope),
                },
            };
            names.push((name.clone(), of));
        }
        self.component(template, component, names, TemplatePlace::new(scope.template, &name.span), Some(scope));
        TemplateType::Text
    }

    /// The type of a parameter that a call does not pass.
    fn default_of(
        &mut self,
        call: &'a ComponentCall,
        parameter: &'a super::syntax::Parameter,
        template: &'a str,
        scope: &TemplateScope<'_>,
    ) -> TemplateType {
        let name = &parameter.name.text;
        if let Some(default) = &parameter.default {
            let owner = TemplateOwner::Component(call.name.text.clone());
            let mut none =
                TemplateScope { names: Vec::new(), globals: Vec::new(), open: true, template, owner, caller: None };
            return self.expression(default, &mut none);
        }
        if parameter.implicit && !scope.is_open() {
            let of = &call.name.text;
            self.find(
                &call.name.span,
                scope,
                say!("组件`{of}`要用`{name}`，这里却没有", "the component `{of}` uses `{name}`, which is not here"),
                say!("把`{name}`传给它", "pass `{name}` to it"),
            );
        }
        TemplateType::Any
    }

    /// The arguments of a call are parameters, and none that is needed lacks.
    fn arguments(&mut self, call: &ComponentCall, component: &Component, spread: bool, scope: &TemplateScope<'_>) {
        let of = &call.name.text;
        let mut wrong_names = false;
        for name in call.arguments.iter().filter_map(|(name, _)| name.as_ref()) {
            if component.rest.is_none() && !component.parameters.iter().any(|known| known.name.text == name.text) {
                let wrong = &name.text;
                let help = instead(wrong, component.parameters.iter().map(|known| known.name.text.as_str()));
                let message = say!("组件`{of}`没有参数`{wrong}`", "the component `{of}` has no parameter `{wrong}`");
                self.find(&name.span, scope, message, help);
                wrong_names = true;
            }
        }
        for needed in component.parameters.iter().filter(|known| !known.implicit && known.default.is_none()) {
            let name = &needed.name.text;
            let passed = call.arguments.iter().any(|(argument, _)| argument.as_ref().is_some_and(|a| a.text == *name));
            if !passed && !spread && !wrong_names {
                let message = say!("组件`{of}`缺少参数`{name}`", "the component `{of}` lacks the parameter `{name}`");
                self.find(&call.name.span, scope, message, say!("写`{name}={{…}}`", "write `{name}={{…}}`"));
                return;
            }
        }
    }

    /// Holds the body of a component against the types of its parameters.
    pub fn component(
        &mut self,
        template: &'a str,
        component: &'a Component,
        mut names: Vec<(String, TemplateType)>,
        call: TemplatePlace,
        caller: Option<&TemplateScope<'_>>,
    ) {
        let key = (component.name.text.as_str(), names.iter().map(|(_, of)| of.clone()).collect());
        if self.calls.len() >= DEEPEST || !self.seen.insert(key) {
            return;
        }
        let passed = self.passed.entry(&component.name.text).or_insert_with(|| names.clone());
        for ((_, known), (_, of)) in passed.iter_mut().zip(&names) {
            *known = std::mem::replace(known, TemplateType::Nothing).or(of.clone());
        }
        names.push(("body".to_owned(), TemplateType::Text));
        names.extend(component.rest.iter().map(|rest| (rest.text.clone(), TemplateType::Any)));
        let owner = TemplateOwner::Component(component.name.text.clone());
        let mut scope = TemplateScope { names, globals: Vec::new(), open: false, template, owner, caller };
        self.calls.push(call);
        self.nodes(&component.body, &mut scope);
        self.calls.pop();
    }

    /// Components that nobody calls: their words and names, without types.
    pub fn uncalled(&mut self) {
        let called: HashSet<&str> = self.seen.iter().map(|(name, _)| *name).collect();
        let mut rest: Vec<_> =
            self.components.values().filter(|(_, c)| !called.contains(c.name.text.as_str())).collect();
        rest.sort_by_key(|(template, component)| (*template, component.name.span.start));
        let rest: Vec<_> = rest.into_iter().copied().collect();
        for (template, component) in rest {
            let of = |name: &str| if name == "w" { TemplateType::Word(String::new()) } else { TemplateType::Any };
            let names = component.parameters.iter().map(|p| (p.name.text.clone(), of(&p.name.text))).collect();
            let place = TemplatePlace::new(template, &component.name.span);
            let open = TemplateScope {
                names: vec![("w".to_owned(), of("w"))],
                globals: Vec::new(),
                open: true,
                template,
                owner: TemplateOwner::Component(component.name.text.clone()),
                caller: None,
            };
            self.component(template, component, names, place, Some(&open));
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

fn set(name: &Ident, of: TemplateType, global: bool, scope: &mut TemplateScope<'_>) {
    if global {
        scope.globals.push((name.text.clone(), of));
    } else {
        scope.put(&name.text, of);
    }
}

/// All blocks in some pieces, those in other bodies too.
pub fn blocks_of<'a>(nodes: &'a [TemplateNode], blocks: &mut Vec<(&'a Ident, &'a [TemplateNode])>) {
    for node in nodes {
        match node {
            TemplateNode::Block { name, body } => {
                blocks.push((name, body));
                blocks_of(body, blocks);
            }
            TemplateNode::If { body, otherwise, .. } | TemplateNode::For { body, otherwise, .. } => {
                blocks_of(body, blocks);
                blocks_of(otherwise, blocks);
            }
            TemplateNode::SetBlock { body, .. } | TemplateNode::Filtered { body, .. } => blocks_of(body, blocks),
            TemplateNode::Output(_) | TemplateNode::Set { .. } | TemplateNode::Include(_) => {}
        }
    }
}
