//! A statement of the data as HTML: its bound figures lead to their indicator, as those of
//! narratives do.

use super::figures;
use super::html::{Html, escape};
use super::view::View;
use crate::parse::Statement;

/// The HTML of a statement in the page's language, to stand inside a block.
pub fn html(view: &View<'_>, statement: &Statement) -> Html {
    let lang = view.lang();
    let text = statement.get(lang);
    let mut html = String::new();
    let mut at = 0;
    for (range, link) in &statement.said(lang).links {
        html.push_str(&escape(&text[at..range.start]));
        let words = escape(&text[range.clone()]);
        match view.observation_named(&link.target) {
            Some(id) => {
                let (open, linked) = figures::bound(view, id, lang);
                let close = if linked { "</data></a>" } else { "</data>" };
                html.push_str(&format!("{open}{words}{close}"));
            }
            None => html.push_str(&words),
        }
        at = range.end;
    }
    html.push_str(&escape(&text[at..]));
    Html(html)
}

/// The HTML of each of several statements.
pub fn list(view: &View<'_>, statements: &[Statement]) -> Vec<Html> {
    statements.iter().map(|statement| html(view, statement)).collect()
}
