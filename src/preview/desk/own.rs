//! The desk's own page, scripts and style.

use crate::preview::answer::HttpAnswer;

const HTML: &str = "text/html; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";
const STYLE: &str = "text/css; charset=utf-8";

/// Name, media type and text of each.
const FILES: &[(&str, &str, &str)] = &[
    ("", HTML, include_str!("desk.html")),
    ("desk.js", SCRIPT, include_str!("desk.js")),
    ("figure.js", SCRIPT, include_str!("figure.js")),
    ("dialog.js", SCRIPT, include_str!("dialog.js")),
    ("files.js", SCRIPT, include_str!("files.js")),
    ("forms.js", SCRIPT, include_str!("forms.js")),
    ("kept.js", SCRIPT, include_str!("kept.js")),
    ("checklist.js", SCRIPT, include_str!("checklist.js")),
    ("case.js", SCRIPT, include_str!("case.js")),
    ("desk.css", STYLE, include_str!("desk.css")),
];

/// A file of the desk itself; its page is given the token of the session.
pub fn own_file(name: &str, token: &str) -> Option<HttpAnswer> {
    let (_, kind, text) = FILES.iter().find(|(known, ..)| *known == name)?;
    let text = if name.is_empty() { text.replace("{token}", token) } else { (*text).to_owned() };
    Some(HttpAnswer { status: 200, kind, bytes: text.into_bytes(), redirect: None })
}
