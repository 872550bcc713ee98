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
    /// The path of the root of the site on its server, with a slash at both ends.
    pub root: String,
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
    pub href: String,
    /// The site map.
    pub site_map_href: String,
}

/// The page for addresses that do not exist. Servers show it at any address, so that its
/// links and styles start at the root of the server: a relative one would lead elsewhere
/// at each depth, and one with a host's name would fail where the site is tried out.
pub fn not_found(view: &View<'_>) -> Made {
    let root = root_of(view.base_url());
    let link = |subject, lang| format!("{root}{}", view.address(subject, lang).unwrap_or_default());
    let languages = Lang::ALL.into_iter().map(|lang| {
        let words = view.words_in(lang);
        NotFoundNotice {
            tag: lang.tag().to_owned(),
            title: words.plain("not_found.title"),
            text: words.plain("not_found.text"),
            home: words.plain("not_found.home"),
            site_map: words.plain("not_found.site_map"),
            href: link(Subject::Home, lang),
            site_map_href: link(Subject::SiteMap, lang),
        }
    });
    let languages = languages.collect();
    let head = Head::new(view.word("not_found.title"), view.words_in(Lang::En).plain("not_found.title"));
    Made::new(head, &NotFoundPage { languages, root })
}

/// The path of an address: `/portal/` of `https://example.gov.cn/portal/`; `/` where none is known.
fn root_of(base_url: Option<&str>) -> String {
    let path = base_url.and_then(|url| url.split_once("://")?.1.split_once('/').map(|(_, path)| path));
    let path = path.unwrap_or_default().trim_matches('/');
    if path.is_empty() { "/".to_owned() } else { format!("/{path}/") }
}

#[cfg(test)]
mod tests {
    use super::root_of;

    #[test]
    fn the_root_is_the_path_of_the_address() {
        for (url, root) in [
            (None, "/"),
            (Some("https://a.example/"), "/"),
            (Some("https://a.example/b/"), "/b/"),
            (Some("https://a.example/b/c/"), "/b/c/"),
        ] {
            assert_eq!(root_of(url), root);
        }
    }
}
