//! The choice of language, at the root of the site.

use schemars::JsonSchema;
use serde::Serialize;

use crate::i18n::Lang;
use crate::plan::Subject;
use crate::render::frame::Head;
use crate::render::page_data::{Made, PageData};
use crate::render::view::View;

/// The choice of language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ChooserPage {
    /// The languages, the authoritative one first.
    pub languages: Vec<LanguageChoice>,
}

impl PageData for ChooserPage {
    const TEMPLATE: &'static str = "chooser.html";
}

/// A language to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LanguageChoice {
    /// The language, as a BCP 47 tag.
    pub tag: String,
    /// The language, written in itself.
    pub name: String,
    /// The home page in that language.
    pub href: Option<String>,
    /// The name of the portal in that language; none where the portal has no name.
    pub site: Option<String>,
    /// One sentence on the portal in that language.
    pub tagline: Option<String>,
}

/// The choice of language.
pub fn chooser(view: &View<'_>) -> Made {
    let languages: Vec<LanguageChoice> = Lang::ALL.into_iter().map(|lang| language_choice(view, lang)).collect();
    let title = languages.iter().filter_map(|language| language.site.as_deref()).collect::<Vec<_>>().join(" · ");
    Made::new(Head::new(title.clone(), title), &ChooserPage { languages })
}

fn language_choice(view: &View<'_>, lang: Lang) -> LanguageChoice {
    let site = view.site();
    LanguageChoice {
        tag: lang.tag().to_owned(),
        name: lang.autonym().to_owned(),
        href: view.link_in(Subject::Home, lang),
        site: site.map(|site| site.names.get(lang).clone()),
        tagline: site.map(|site| site.tagline.get(lang).clone()),
    }
}
