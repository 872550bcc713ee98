//! Templates that extend and include others, and the blocks that they replace.

use super::findings::{TemplateOwner, TemplatePlace, instead};
use super::scope::TemplateScope;
use super::syntax::{Ident, Template, TemplateNode};
use super::types::TemplateType;
use super::walk::{Checker, DEEPEST};
use crate::say;

impl<'a> Checker<'a> {
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
        let scope = TemplateScope::open(name, TemplateOwner::Template(name.to_owned()));
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
    pub fn block(&self, name: &str) -> Option<(&'a str, &'a [TemplateNode])> {
        self.chain.iter().find_map(|template| {
            let mut blocks = Vec::new();
            blocks_of(&self.templates.get(*template)?.nodes, &mut blocks);
            let body = blocks.into_iter().find(|(block, _)| block.text == name)?.1;
            Some((*template, body))
        })
    }

    pub fn block_body(&mut self, template: &'a str, body: &'a [TemplateNode], scope: &mut TemplateScope<'_>) {
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

    pub fn include(&mut self, name: &'a Ident, scope: &mut TemplateScope<'_>) {
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
