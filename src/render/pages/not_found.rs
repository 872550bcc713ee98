//! The page for addresses that do not exist.

use schemars::JsonSchema;
use serde::Serialize;

use crate::i18n::Lang;
use crate::plan::Subject;
use crate::render::frame::Head;
use crate::render::page_data::{Made, PageData};
use crate::render::view::View;

/// The page for addresses that do not exist, in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NotFoundPage {
    /// What the page says in each language, the authoritative one first.
    pub languages: Vec<NotFoundNotice>,
}

impl PageData for NotFoundPage {
    const TEMPLATE: &'static str = "not_found.html";
}

/// What the page says in a language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NotFoundNotice {
    /// The language, as a BCP 47 tag.
    pub tag: String,
    /// The title.
    pub title: String,
    /// What to do now.
    pub text: String,
    /// The words of the link to the home page.
    pub home: String,
    /// The words of the link to the site map.
    pub site_map: String,
    /// The home page.
    pub href: Option<String>,
    /// The site map.
    pub site_map_href: Option<String>,
}

/// The page for addresses that do not exist. Servers show it at any address, so its
/// links go to the root when that is known.
pub fn not_found(view: &View<'_>) -> Made {
    let languages = Lang::ALL.into_iter().map(|lang| {
        let words = view.words_in(lang);
        NotFoundNotice {
            tag: lang.tag().to_owned(),
            title: words.plain("not_found.title"),
            text: words.plain("not_found.text"),
            home: words.plain("not_found.home"),
            site_map: words.plain("not_found.site_map"),
            href: absolute_link(view, Subject::Home, lang),
            site_map_href: absolute_link(view, Subject::SiteMap, lang),
        }
    });
    let head = Head::new(view.word("not_found.title"), view.words_in(Lang::En).plain("not_found.title"));
    Made::new(head, &NotFoundPage { languages: languages.collect() })
}

fn absolute_link(view: &View<'_>, subject: Subject, lang: Lang) -> Option<String> {
    match (view.base_url(), view.address(subject, lang)) {
        (Some(base), Some(address)) => Some(format!("{base}{address}")),
        _ => view.link_in(subject, lang),
    }
}
