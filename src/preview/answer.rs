//! What a browser gets for a path: a page with the preview's script in it, a file, or
//! what is wrong.

use crate::diag::{Severity, SourcePlaces};
use crate::engine::Engine;
use crate::i18n::Lang;

/// An answer to a browser.
#[derive(Clone, Debug)]
pub struct HttpAnswer {
    pub status: u16,
    pub kind: &'static str,
    pub bytes: Vec<u8>,
    /// Another path to ask for.
    pub redirect: Option<String>,
}

/// The path below which the preview's own files lie.
pub const OWN: &str = "_gongbao/";

const SCRIPT: &str = include_str!("panel/panel.js");
const STYLE: &str = include_str!("panel/panel.css");

/// Answers for a path without leading slash. Only what the plan knows is served: no
/// path ever reaches the disk. With `edit` the panel leads to the desk.
pub fn answer(engine: &mut Engine, path: &str, edit: bool) -> HttpAnswer {
    if let Some(own) = path.strip_prefix(OWN) {
        return own_file(own);
    }
    let file = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    if file.ends_with(".html") && !engine.has_site() {
        return broken(engine, &file, edit);
    }
    if let Some(bytes) = engine.file(&file) {
        if !bytes.is_empty() {
            return HttpAnswer {
                status: 200,
                kind: kind(&file),
                bytes: with_script(&file, &bytes, edit),
                redirect: None,
            };
        }
        return broken(engine, &file, edit);
    }
    if engine.file(&format!("{file}/index.html")).is_some() {
        return HttpAnswer { status: 307, kind: kind(".txt"), bytes: Vec::new(), redirect: Some(format!("/{file}/")) };
    }
    if engine.is_broken() {
        return broken(engine, &file, edit);
    }
    let bytes = engine.file("404.html").map(|bytes| with_script("404.html", &bytes, edit)).unwrap_or_default();
    HttpAnswer { status: 404, kind: kind(".html"), bytes, redirect: None }
}

fn own_file(name: &str) -> HttpAnswer {
    let (status, kind, text) = match name {
        "preview.js" => (200, kind(".js"), SCRIPT),
        "preview.css" => (200, kind(".css"), STYLE),
        _ => (404, kind(".txt"), ""),
    };
    HttpAnswer { status, kind, bytes: text.as_bytes().to_vec(), redirect: None }
}

/// A page that cannot be made: the problems alone, which the script turns into its panel.
fn broken(engine: &Engine, file: &str, edit: bool) -> HttpAnswer {
    let lang = if file.starts_with("en/") { Lang::En } else { Lang::Zh };
    let title = match lang {
        Lang::Zh => "这一页现在做不出来",
        Lang::En => "This page cannot be made now",
    };
    let mut list = String::new();
    for problem in problems(engine, lang) {
        list.push_str(&format!("<li>{}</li>", escape(&problem)));
    }
    let html = format!(
        "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{title}</title>{}</head><body><main><h1>{title}</h1><ul>{list}</ul></main></body></html>",
        lang.tag(),
        script_tag(edit),
    );
    HttpAnswer { status: 500, kind: kind(".html"), bytes: html.into_bytes(), redirect: None }
}

/// One line for each problem that must be fixed.
fn problems(engine: &Engine, lang: Lang) -> Vec<String> {
    let sources = engine.sources();
    let all = engine.problems().sorted(sources);
    let places = SourcePlaces::of(sources);
    all.iter()
        .filter(|problem| problem.severity() == Severity::Error)
        .take(50)
        .map(|problem| {
            let message = problem.message.get(lang);
            match places.locate(problem.span) {
                Some((source, at)) => format!("{}:{}:{} {message}", source.path, at.line, at.column),
                None => format!("{} {message}", sources.named().display()),
            }
        })
        .collect()
}

fn script_tag(edit: bool) -> String {
    let desk = if edit { " data-desk" } else { "" };
    format!("<script defer src=\"/{OWN}preview.js\"{desk}></script>")
}

/// A page with the preview's script in its head; other files as they are.
fn with_script(file: &str, bytes: &[u8], edit: bool) -> Vec<u8> {
    const HEAD_END: &[u8] = b"</head>";
    if !file.ends_with(".html") {
        return bytes.to_vec();
    }
    let Some(at) = bytes.windows(HEAD_END.len()).position(|window| window == HEAD_END) else {
        return bytes.to_vec();
    };
    let mut page = Vec::with_capacity(bytes.len() + 64);
    page.extend_from_slice(&bytes[..at]);
    page.extend_from_slice(script_tag(edit).as_bytes());
    page.extend_from_slice(&bytes[at..]);
    page
}

/// The media type of a file, by its ending.
fn kind(file: &str) -> &'static str {
    match file.rsplit('.').next().unwrap_or("") {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "pdf" => "application/pdf",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "zip" => "application/zip",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
