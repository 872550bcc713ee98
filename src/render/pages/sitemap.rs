//! The site map for people.

use schemars::JsonSchema;
use serde::Serialize;

use crate::plan::{CaseList, ProblemList, Subject};
use crate::portal::ProgrammeId;
use crate::render::frame::{self, Head};
use crate::render::links::{LabelLink, LanguageLink};
use crate::render::page_data::{Made, PageData};
use crate::render::parts::year_words;
use crate::render::view::View;

/// The site map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SitemapPage {
    /// The programmes.
    pub sections: Vec<SitemapSection>,
    /// What belongs to no programme.
    pub general: Vec<LanguageLink>,
}

impl PageData for SitemapPage {
    const TEMPLATE: &'static str = "sitemap.html";
}

/// The pages of a programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SitemapSection {
    /// The name of the programme.
    pub name: String,
    /// Its pages by kind; kinds without a page are left out.
    pub lists: Vec<SitemapList>,
}

/// The pages of a kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SitemapList {
    /// The kind.
    pub label: String,
    /// Its pages.
    pub links: Vec<LabelLink>,
}

/// The site map.
pub fn sitemap(view: &View<'_>) -> Made {
    let sections = view.programmes().map(|id| SitemapSection {
        name: view.say(&view.programme(id).names).to_owned(),
        lists: programme_lists(view, id),
    });
    let sections = sections.collect();
    let mut general = frame::static_page_links(view);
    for (word, subject) in [
        ("footer.glossary", Subject::Glossary),
        ("footer.corrections", Subject::Corrections),
        ("search.title", Subject::Search),
        ("menu.data", Subject::Data),
        ("downloads.indicators", Subject::DataIndicators),
        ("fields.title", Subject::Fields),
    ] {
        let (label, tag) = (view.word(word), view.lang().tag().to_owned());
        if let Some(href) = view.link(subject) {
            general.push(LanguageLink { label, href: Some(href), tag });
        }
    }
    let head = Head::new(view.word("sitemap.title"), view.word("sitemap.lede")).crumb(view.word("sitemap.title"), None);
    Made::new(head, &SitemapPage { sections, general })
}

/// The pages of a programme by kind, as the menu orders them.
fn programme_lists(view: &View<'_>, programme: ProgrammeId) -> Vec<SitemapList> {
    let link =
        |label: &str, subject| view.link(subject).map(|href| LabelLink { label: label.to_owned(), href: Some(href) });
    let page = |word: &str, subject| link(&view.word(word), subject).into_iter().collect::<Vec<LabelLink>>();
    let def = view.programme(programme);
    let years = frame::years(view, programme).into_iter();
    let evaluations = view.evaluations(programme).into_iter();
    let reports = view.reports(programme).into_iter().map(|id| view.published_report(id));
    let frameworks = view.frameworks(programme).into_iter();
    let mut framework_pages = page("frameworks.title", Subject::Frameworks(programme));
    framework_pages
        .extend(frameworks.filter_map(|id| link(view.say(&view.framework(id).def.names), Subject::Framework(id))));
    let mut cases = page("cases.title", Subject::Cases(programme, CaseList::All, 1));
    cases.extend(def.themes.iter().enumerate().filter_map(|(position, theme)| {
        link(view.say(&theme.names), Subject::Cases(programme, CaseList::Theme(position), 1))
    }));
    let mut problems = page("problems.title", Subject::Problems(programme, ProblemList::All));
    problems.extend(def.categories.iter().enumerate().filter_map(|(position, category)| {
        link(view.say(&category.names), Subject::Problems(programme, ProblemList::Category(position)))
    }));
    let lists: [(&str, Vec<LabelLink>); 8] = [
        (
            "menu.bulletins",
            years.filter_map(|year| link(&year_words(view, year), Subject::Year(programme, year))).collect(),
        ),
        (
            "sitemap.bulletins",
            evaluations
                .filter_map(|id| link(view.say(&view.evaluation(id).def.titles), Subject::Bulletin(id)))
                .collect(),
        ),
        (
            "report.list",
            reports.filter_map(|report| link(view.say(&report.def.titles), Subject::Report(report.digest?))).collect(),
        ),
        ("frameworks.title", framework_pages),
        ("menu.places", page("places.title", Subject::Places(programme))),
        ("menu.indicators", page("indicators.title", Subject::Indicators(programme))),
        ("menu.cases", cases),
        ("menu.problems", problems),
    ];
    let lists = lists.into_iter().filter(|(_, links)| !links.is_empty());
    lists.map(|(word, links)| SitemapList { label: view.word(word), links }).collect()
}
