//! How a page is cited: as a sentence and in the forms that programs for references read.

use schemars::JsonSchema;
use serde::Serialize;

use crate::i18n::PartialDate;
use crate::render::view::View;

/// A page as it is cited. The day on which the reader looked at it is left open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PageCitation {
    /// As a sentence.
    pub text: String,
    /// After GB/T 7714—2015, with the day of access left open.
    pub gbt: String,
    /// As an entry of BibTeX.
    pub bibtex: String,
    /// As a record of RIS.
    pub ris: String,
    /// The address is whole: the site's own is known.
    pub whole: bool,
}

/// The citation of the view's page.
pub fn page_citation(view: &View<'_>, title: &str, modified: Option<PartialDate>) -> PageCitation {
    let lang = view.lang();
    let site = view.site();
    let name = site.map(|site| view.say(&site.names)).unwrap_or_default();
    let organiser = site.map(|site| view.say(&site.organiser)).unwrap_or_default();
    let own = view.page().route.address();
    let address = view.base_url().map_or_else(|| own.to_owned(), |base| format!("{base}{own}"));
    let day = modified.map(|date| date.to_string()).unwrap_or_default();
    let words = modified.map(|date| date.words(lang)).unwrap_or_default();
    let values = [
        ("organiser", organiser),
        ("title", title),
        ("site", name),
        ("day", words.as_str()),
        ("address", address.as_str()),
    ];
    let standard = [
        ("organiser", organiser),
        ("title", title),
        ("site", name),
        ("day", day.as_str()),
        ("address", address.as_str()),
    ];
    let year = modified.map(|date| date.year.to_string()).unwrap_or_default();
    let key: String = own.split('/').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    let braced = |text: &str| text.replace(['{', '}', '\\'], "");
    PageCitation {
        text: view.fill("facts.citation", &values),
        gbt: view.fill("facts.citation_gbt", &standard),
        bibtex: format!(
            "@online{{{key},\n  title = {{{{{}}}}},\n  author = {{{{{}}}}},\n  organization = {{{{{}}}}},\n  year = {{{year}}},\n  date = {{{day}}},\n  url = {{{address}}}\n}}",
            braced(title),
            braced(organiser),
            braced(name),
        ),
        ris: format!(
            "TY  - ELEC\nTI  - {title}\nAU  - {organiser}\nPB  - {name}\nPY  - {year}\nDA  - {}\nLA  - {}\nUR  - {address}\nER  - ",
            day.replace('-', "/"),
            lang.tag(),
        ),
        whole: view.base_url().is_some(),
    }
}
