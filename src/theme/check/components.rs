//! Calls of components: their arguments, and their bodies held against them.

use std::collections::{BTreeSet, HashSet};

use super::findings::{TemplateOwner, TemplatePlace, instead};
use super::scope::TemplateScope;
use super::syntax::{Component, ComponentCall, Parameter};
use super::types::TemplateType;
use super::walk::{Checker, DEEPEST};
use crate::say;

impl<'a> Checker<'a> {
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
                let help = instead(wrong, self.components.keys().copied().collect::<BTreeSet<_>>());
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
        parameter: &'a Parameter,
        template: &'a str,
        scope: &TemplateScope<'_>,
    ) -> TemplateType {
        let name = &parameter.name.text;
        if let Some(default) = &parameter.default {
            let owner = TemplateOwner::Component(call.name.text.clone());
            return self.expression(default, &mut TemplateScope::open(template, owner));
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
            let owner = TemplateOwner::Component(component.name.text.clone());
            let mut open = TemplateScope::open(template, owner);
            open.put("w", of("w"));
            self.component(template, component, names, place, Some(&open));
        }
    }
}
