//! Which components a body calls, and which components call themselves without end.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::syntax::{Component, ComponentCall, Entry, Expr, ExprKind, Ident, TemplateNode};

/// A call of a component in a body.
pub struct CallSite<'a> {
    pub name: &'a Ident,
    /// It stands in a loop or a condition and passes on a part of what its component was
    /// given: data are finite, so such calls come to an end.
    pub ends: bool,
}

/// The calls in a body; `parameters` are the names of what it was given.
pub fn calls<'a>(body: &'a [TemplateNode], parameters: impl Iterator<Item = &'a str>) -> Vec<CallSite<'a>> {
    let mut walk = Walk { whole: parameters.collect(), parts: HashSet::new(), guards: 0, found: Vec::new() };
    walk.nodes(body);
    walk.found
}

/// Templates that a body includes.
pub fn includes<'a>(nodes: &'a [TemplateNode], found: &mut Vec<&'a Ident>) {
    for node in nodes {
        match node {
            TemplateNode::Include(name) => found.push(name),
            TemplateNode::If { body, otherwise, .. } | TemplateNode::For { body, otherwise, .. } => {
                includes(body, found);
                includes(otherwise, found);
            }
            TemplateNode::SetBlock { body, .. }
            | TemplateNode::Filtered { body, .. }
            | TemplateNode::Block { body, .. } => includes(body, found),
            TemplateNode::Output(_) | TemplateNode::Set { .. } => {}
        }
    }
}

/// For each circle of components that call each other without end, one call in it and the
/// names of the circle.
pub fn endless<'a>(components: &BTreeMap<&'a str, &'a Component>) -> Vec<(&'a Ident, Vec<&'a str>)> {
    let graph: BTreeMap<&str, Vec<&Ident>> = components
        .iter()
        .map(|(name, component)| {
            let parameters = component.parameters.iter().map(|parameter| parameter.name.text.as_str());
            let sites = calls(&component.body, parameters);
            (*name, sites.into_iter().filter(|site| !site.ends).map(|site| site.name).collect())
        })
        .collect();
    let mut told: BTreeSet<&str> = BTreeSet::new();
    let mut found = Vec::new();
    for start in components.keys().copied() {
        if told.contains(start) {
            continue;
        }
        if let Some(path) = way_back(start, &graph) {
            let names: Vec<&str> = path.iter().map(|call| call.text.as_str()).collect();
            told.extend(&names);
            found.push((path[0], names));
        }
    }
    found
}

/// The calls that lead from a component back to it, by the shortest way.
fn way_back<'a>(start: &str, graph: &BTreeMap<&'a str, Vec<&'a Ident>>) -> Option<Vec<&'a Ident>> {
    let mut ways: Vec<Vec<&Ident>> = graph.get(start)?.iter().map(|call| vec![*call]).collect();
    let mut seen: HashSet<&str> = HashSet::new();
    let mut at = 0;
    while let Some(way) = ways.get(at).cloned() {
        at += 1;
        let last = way.last()?;
        if last.text == start {
            return Some(way);
        }
        if !seen.insert(&last.text) {
            continue;
        }
        for call in graph.get(last.text.as_str()).into_iter().flatten() {
            ways.push(way.iter().copied().chain([*call]).collect());
        }
    }
    None
}

struct Walk<'a> {
    whole: HashSet<&'a str>,
    /// Variables that hold a part of a parameter.
    parts: HashSet<&'a str>,
    guards: usize,
    found: Vec<CallSite<'a>>,
}

impl<'a> Walk<'a> {
    fn nodes(&mut self, nodes: &'a [TemplateNode]) {
        for node in nodes {
            match node {
                TemplateNode::Output(expr) => self.expr(expr),
                TemplateNode::If { condition, body, otherwise } => {
                    self.expr(condition);
                    self.guarded(&[body, otherwise]);
                }
                TemplateNode::For { value, target, body, otherwise, .. } => {
                    self.expr(target);
                    if self.comes_from_a_parameter(target) {
                        self.parts.insert(&value.text);
                    }
                    self.guarded(&[body, otherwise]);
                }
                TemplateNode::Set { name, value, .. } => {
                    self.expr(value);
                    if self.is_part(value) {
                        self.parts.insert(&name.text);
                    }
                }
                TemplateNode::SetBlock { filters, body, .. } | TemplateNode::Filtered { filters, body } => {
                    filters.iter().flat_map(|filter| &filter.arguments).for_each(|(_, value)| self.expr(value));
                    self.nodes(body);
                }
                TemplateNode::Block { body, .. } => self.nodes(body),
                TemplateNode::Include(_) => {}
            }
        }
    }

    fn guarded(&mut self, bodies: &[&'a Vec<TemplateNode>]) {
        self.guards += 1;
        bodies.iter().for_each(|body| self.nodes(body));
        self.guards -= 1;
    }

    /// Whether a value is a parameter, or a part of one.
    fn comes_from_a_parameter(&self, expr: &Expr) -> bool {
        match &expr.kind {
            ExprKind::Variable(name) => self.whole.contains(name.as_str()) || self.parts.contains(name.as_str()),
            ExprKind::Field { of, .. } | ExprKind::Item { of, .. } | ExprKind::Slice { of, .. } => {
                self.comes_from_a_parameter(of)
            }
            _ => false,
        }
    }

    fn is_part(&self, expr: &Expr) -> bool {
        match &expr.kind {
            ExprKind::Variable(name) => self.parts.contains(name.as_str()),
            ExprKind::Field { of, .. } | ExprKind::Item { of, .. } => self.comes_from_a_parameter(of),
            _ => false,
        }
    }

    fn call(&mut self, call: &'a ComponentCall) {
        let ends = self.guards > 0 && call.arguments.iter().any(|(_, value)| self.is_part(value));
        self.found.push(CallSite { name: &call.name, ends });
        call.arguments.iter().for_each(|(_, value)| self.expr(value));
        self.nodes(&call.body);
    }

    fn expr(&mut self, expr: &'a Expr) {
        match &expr.kind {
            ExprKind::Text(_) | ExprKind::Number | ExprKind::Boolean | ExprKind::Nothing | ExprKind::Variable(_) => {}
            ExprKind::Field { of, .. } | ExprKind::Unary { of, .. } => self.expr(of),
            ExprKind::Item { of, key, .. } => [of, key].into_iter().for_each(|one| self.expr(one)),
            ExprKind::Slice { of, bounds } => {
                self.expr(of);
                bounds.iter().for_each(|bound| self.expr(bound));
            }
            ExprKind::Function { arguments, .. } => arguments.iter().for_each(|(_, value)| self.expr(value)),
            ExprKind::Call(call) => self.call(call),
            ExprKind::Filter { of, call } | ExprKind::Test { of, call } => {
                self.expr(of);
                call.arguments.iter().for_each(|(_, value)| self.expr(value));
            }
            ExprKind::Binary { left, right, .. } => [left, right].into_iter().for_each(|one| self.expr(one)),
            ExprKind::Choice { condition, yes, no } => {
                [condition, yes, no].into_iter().for_each(|one| self.expr(one));
            }
            ExprKind::List(entries) => entries.iter().for_each(|entry| match entry {
                Entry::One(value) | Entry::Spread(value) => self.expr(value),
            }),
            ExprKind::Map(entries) => entries.iter().for_each(|(_, value)| self.expr(value)),
            ExprKind::Comprehension { value, target, condition, .. } => {
                [Some(value), Some(target), condition.as_ref()].into_iter().flatten().for_each(|one| self.expr(one));
            }
        }
    }
}
