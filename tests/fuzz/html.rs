//! What has to be true of every page: its elements are closed in their order, its ids are its
//! own, no script but the theme's runs.

use std::collections::BTreeSet;

use html5gum::{Token, Tokenizer};

/// Elements that have no end.
const VOID: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// What is wrong with a page.
pub fn check(html: &str) -> Result<(), String> {
    let mut open: Vec<String> = Vec::new();
    let mut ids = BTreeSet::new();
    for token in Tokenizer::new(html) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let name = words(&tag.name);
                for (key, value) in &tag.attributes {
                    let (key, value) = (words(key), words(value));
                    if key == "id" && !ids.insert(value.clone()) {
                        return Err(format!("the id {value} stands twice"));
                    }
                    if key.starts_with("on") || value.trim_start().to_lowercase().starts_with("javascript:") {
                        return Err(format!("{name} has {key}={value}"));
                    }
                }
                if !tag.self_closing && !VOID.contains(&name.as_str()) {
                    open.push(name);
                }
            }
            Token::EndTag(tag) => {
                let (name, last) = (words(&tag.name), open.pop());
                if last.as_ref() != Some(&name) {
                    return Err(format!("</{name}> closes {last:?}"));
                }
            }
            Token::Error(error) => return Err(format!("{error:?}")),
            Token::String(_) | Token::Comment(_) | Token::Doctype(_) => {}
        }
    }
    if open.is_empty() { Ok(()) } else { Err(format!("{open:?} are not closed")) }
}

/// The words of a page, the addresses of its links and its anchors, without its marks.
pub fn text(html: &str) -> String {
    let mut shown = String::new();
    for token in Tokenizer::new(html) {
        let Ok(token) = token;
        match token {
            Token::String(text) => shown.push_str(&words(&text)),
            Token::StartTag(tag) => {
                tag.attributes.iter().filter(|(key, _)| ["href", "id"].contains(&words(key).as_str())).for_each(
                    |(_, to)| {
                        shown.push_str(&decoded(&words(to)));
                    },
                );
            }
            Token::EndTag(_) | Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    shown
}

/// An address with its characters instead of their numbers.
fn decoded(address: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = address.as_bytes();
    while let [first, others @ ..] = rest {
        let digits = others.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        let number = digits.filter(|_| *first == b'%').and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(number.unwrap_or(*first));
        rest = &others[if number.is_some() { 2 } else { 0 }..];
    }
    words(&bytes)
}

fn words(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
