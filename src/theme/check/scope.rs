//! The names that are known at a place of a template.

use super::findings::TemplateOwner;
use super::types::TemplateType;

/// The names that are known at a place.
pub struct TemplateScope<'s> {
    pub(super) names: Vec<(String, TemplateType)>,
    pub(super) globals: Vec<(String, TemplateType)>,
    /// Further names may be there: nobody says what the template is given.
    pub open: bool,
    pub(super) template: &'s str,
    pub(super) owner: TemplateOwner,
    /// Where the component is called: implicit parameters are looked for there.
    pub(super) caller: Option<&'s TemplateScope<'s>>,
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

    pub fn put(&mut self, name: &str, of: TemplateType) {
        self.names.push((name.to_owned(), of));
    }

    /// As `@name` is looked for: here, then where this component is called.
    pub fn implicit(&self, name: &str) -> Option<&TemplateType> {
        self.get(name).or_else(|| self.caller.and_then(|caller| caller.implicit(name)))
    }

    pub fn is_open(&self) -> bool {
        self.open || self.caller.is_some_and(TemplateScope::is_open)
    }

    /// A name that the template sets here, or for the whole page.
    pub fn set(&mut self, name: &str, of: TemplateType, global: bool) {
        if global {
            self.globals.push((name.to_owned(), of));
        } else {
            self.put(name, of);
        }
    }

    /// Nothing is known but that a template may be given anything.
    pub fn open(template: &'s str, owner: TemplateOwner) -> TemplateScope<'s> {
        TemplateScope { names: Vec::new(), globals: Vec::new(), open: true, template, owner, caller: None }
    }
}
