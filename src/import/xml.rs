//! A small tree of an XML part, bounded in size and depth.

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

/// How deep elements may lie in each other; documents of offices reach about forty.
const DEEPEST: usize = 400;

/// An element. Names are without prefix.
#[derive(Clone, Debug, Default)]
pub struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub children: Vec<XmlNode>,
}

/// What stands in an element.
#[derive(Clone, Debug)]
pub enum XmlNode {
    Element(Element),
    Text(String),
}

impl Element {
    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The elements in it.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            XmlNode::Element(element) => Some(element),
            XmlNode::Text(_) => None,
        })
    }

    /// The first element of a name in it.
    pub fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.name == name)
    }

    /// The value of a child such as `<w:numId w:val="3"/>`.
    pub fn value_of(&self, name: &str) -> Option<&str> {
        self.child(name)?.get("val")
    }

    /// All elements of a name at any depth, this one's own apart.
    pub fn descendants<'a>(&'a self, name: &str) -> Vec<&'a Element> {
        let mut found = Vec::new();
        let mut open: Vec<&Element> = self.elements().collect();
        open.reverse();
        while let Some(element) = open.pop() {
            if element.name == name {
                found.push(element);
            }
            let inner: Vec<&Element> = element.elements().collect();
            open.extend(inner.into_iter().rev());
        }
        found
    }
}

/// Reads a part; `None` where it is no XML or lies too deep.
pub fn read(text: &str) -> Option<Element> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Element> = vec![Element::default()];
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) => {
                if open.len() > DEEPEST {
                    return None;
                }
                open.push(element(&start)?);
            }
            Event::Empty(start) => {
                let empty = element(&start)?;
                open.last_mut()?.children.push(XmlNode::Element(empty));
            }
            Event::End(_) => {
                let closed = open.pop()?;
                open.last_mut()?.children.push(XmlNode::Element(closed));
            }
            Event::Text(text) => push_text(open.last_mut()?, &text.xml10_content()),
            Event::CData(text) => push_text(open.last_mut()?, &text.xml10_content()),
            Event::GeneralRef(reference) => {
                let c = reference.resolve_char_ref().ok()?;
                let resolved = match c {
                    Some(c) => c.to_string(),
                    None => resolve_predefined_entity(&reference.xml10_content())?.to_owned(),
                };
                push_text(open.last_mut()?, &resolved);
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            Event::Eof => break,
        }
    }
    if open.len() == 1 { open.pop() } else { None }
}

fn push_text(element: &mut Element, text: &str) {
    match element.children.last_mut() {
        Some(XmlNode::Text(before)) => before.push_str(text),
        _ => element.children.push(XmlNode::Text(text.to_owned())),
    }
}

fn element(start: &BytesStart<'_>) -> Option<Element> {
    let name = local(start.name().as_ref());
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.ok()?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned();
        attributes.push((local(attribute.key.as_ref()), value));
    }
    Some(Element { name, attributes, children: Vec::new() })
}

fn local(name: &str) -> String {
    name.rsplit(':').next().unwrap_or(name).to_owned()
}
