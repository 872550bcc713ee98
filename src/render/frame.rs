//! What every page has around its content: names, menu, breadcrumbs, the other language.

use schemars::JsonSchema;
use serde::Serialize;

use super::dates::page_dates;
use super::html::Html;
use super::linked_data::linked_data;
use super::links::{LabelLink, LanguageLink};
use super::parts::{PageCitation, PageCorrection, page_citation, page_correction};
use super::view::View;
use crate::i18n::{Lang, Text};
use crate::parse::records::Site;
use crate::plan::{CaseList, DataFile, ProblemList, Section, Subject};
use crate::portal::ProgrammeId;

/// What a page says about itself to its frame.
#[derive(Default)]
pub struct Head {
    pub title: String,
    /// For search engines and lists; one sentence.
    pub description: String,
    /// From the entrance down to the page that contains this one.
    pub crumbs: Vec<LabelLink>,
    /// The page's text exists in the other language only.
    pub untranslated: bool,
}

impl Head {
    pub fn new(title: impl Into<String>, description: impl Into<String>) -> Head {
        Head { title: title.into(), description: description.into(), ..Head::default() }
    }

    /// Adds a breadcrumb.
    pub fn crumb(mut self, label: impl Into<String>, href: Option<String>) -> Head {
        self.crumbs.push(LabelLink { label: label.into(), href });
        self
    }

    /// Says whether the text is in the other language.
    pub fn untranslated(mut self, untranslated: bool) -> Head {
        self.untranslated = untranslated;
        self
    }
}

/// What every page has around its content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PageFrame {
    /// The language of the page: `zh` or `en`.
    pub lang: String,
    /// The language of the page, as a BCP 47 tag.
    pub tag: String,
    /// The title of the page.
    pub title: String,
    /// One sentence on the page, for search engines and lists.
    pub description: String,
    /// The name of the portal.
    pub site: String,
    /// Who answers for the portal.
    pub organiser: String,
    /// How an error is reported.
    pub contact: String,
    /// The notice under digests: that they are not the original text.
    pub disclaimer: String,
    /// What government practice asks of the site that hosts the portal.
    pub host: HostFacts,
    /// The way from this page to the root of the site: empty, or `../` as often as needed.
    pub root: String,
    /// The home page in the page's language.
    pub home: Option<String>,
    /// The search of the portal; none on its own page.
    pub search: Option<String>,
    /// The same page in the other language.
    pub other: OtherLanguage,
    /// The page in each language, for search engines.
    pub alternates: Vec<AlternateLink>,
    /// The full address of the page; none where the site's own address is not known.
    pub canonical: Option<String>,
    /// The domain of the site, where its own address is known.
    pub domain: Option<String>,
    /// What kind of page it is for those who share it: `article` or `website`.
    pub shared_as: String,
    /// The feed of this language.
    pub feed: Option<String>,
    /// What machines that read the page are told of it: the text of a script element.
    pub linked_data: Html,
    /// When the text that the page is about was published, for machines.
    pub published: Option<String>,
    /// When the page changed last, for machines.
    pub modified: Option<String>,
    /// When the page changed last, in words.
    pub modified_words: Option<String>,
    /// How the page is cited.
    pub citation: PageCitation,
    /// Search engines are asked to leave the page out.
    pub noindex: bool,
    /// On pages of a lasting copy, what that copy is.
    pub edition: Option<String>,
    /// What was corrected on this page.
    pub corrections: Vec<PageCorrection>,
    /// The page's text exists in the other language only.
    pub untranslated: bool,
    /// The programmes, where there is more than one.
    pub programmes: Vec<ProgrammeLink>,
    /// The main menu of the page's programme.
    pub menu: Vec<MenuEntry>,
    /// From the entrance down to this page, which comes last.
    pub crumbs: Vec<LabelLink>,
    /// The links at the end of every page.
    pub footer: Vec<LanguageLink>,
    /// The address of the page below the root of the site.
    pub address: String,
}

/// What government practice asks of the site that hosts the portal. Empty fields are not
/// shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct HostFacts {
    /// The identification code of a government site.
    pub site_id: String,
    /// The number of the filing as an internet content provider.
    pub icp: String,
    /// The number of the filing with public security.
    pub police: String,
    /// The address of that site.
    pub home: String,
}

/// The way to the other language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OtherLanguage {
    /// The same page, or the home page, in that language.
    pub href: Option<String>,
    /// That language, as a BCP 47 tag.
    pub tag: String,
    /// That language, written in itself.
    pub name: String,
}

/// The page in a language, for search engines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AlternateLink {
    /// The language, as a BCP 47 tag, or `x-default`.
    pub tag: String,
    /// The page.
    pub href: String,
}

/// A programme in the list of programmes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ProgrammeLink {
    /// Its short name.
    pub label: String,
    /// Its entrance.
    pub href: Option<String>,
    /// The page belongs to it.
    pub current: bool,
}

/// An entry of the main menu.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MenuEntry {
    /// What the entry says.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// The value of `aria-current`: `page` on that page itself, `true` below it, else
    /// empty.
    pub current: String,
}

/// The data of the frame.
pub fn frame(view: &View<'_>, head: Head) -> PageFrame {
    let lang = view.lang();
    let subject = view.page().subject;
    let site = view.site();
    let corrected = view.corrections_here();
    let dates = page_dates(view, corrected.iter().map(|entry| entry.date.value));
    let text = |text: fn(&Site) -> &Text| site.map(|site| text(site).get(lang).clone()).unwrap_or_default();
    PageFrame {
        lang: lang.code().to_owned(),
        tag: lang.tag().to_owned(),
        site: text(|site| &site.names),
        organiser: text(|site| &site.organiser),
        contact: text(|site| &site.contact),
        disclaimer: text(|site| &site.disclaimer),
        host: site.map(host_facts).unwrap_or_default(),
        root: view.page().route.to_root(),
        home: view.link(Subject::Home),
        search: Some(subject).filter(|page| *page != Subject::Search).and_then(|_| view.link(Subject::Search)),
        other: other_language(view, subject),
        alternates: alternates(view, subject),
        canonical: canonical(view, subject, lang),
        domain: view.base_url().map(domain),
        shared_as: if dates.published.is_some() { "article" } else { "website" }.to_owned(),
        // The page for addresses that are not there is shown at any depth.
        feed: if subject == Subject::NotFound { None } else { view.link(Subject::File(DataFile::Feed)) },
        linked_data: linked_data(view, &head.title, &head.description, &head.crumbs, dates),
        published: dates.published.map(|date| date.to_string()),
        modified: dates.modified.map(|date| date.to_string()),
        modified_words: dates.modified.map(|date| date.words(lang)),
        citation: page_citation(view, &head.title, dates.modified),
        noindex: head.untranslated || is_signpost(subject) || view.edition().is_some(),
        edition: view.edition().map(|date| view.fill("editions.banner", &[("date", &date.words(lang))])),
        corrections: corrected.into_iter().map(|entry| page_correction(view, entry)).collect(),
        untranslated: head.untranslated,
        programmes: programmes(view),
        menu: menu(view, subject),
        crumbs: head.crumbs,
        footer: footer(view),
        address: view.page().route.address().to_owned(),
        title: head.title,
        description: head.description,
    }
}

fn host_facts(site: &Site) -> HostFacts {
    let host = site.host.clone();
    HostFacts { site_id: host.site_id, icp: host.icp, police: host.police, home: host.home }
}

fn other_language(view: &View<'_>, subject: Subject) -> OtherLanguage {
    let other = view.lang().other();
    OtherLanguage {
        href: view.link_in(subject, other).or_else(|| view.link_in(Subject::Home, other)),
        tag: other.tag().to_owned(),
        name: other.autonym().to_owned(),
    }
}

fn alternates(view: &View<'_>, subject: Subject) -> Vec<AlternateLink> {
    let link = |subject, lang| match (view.base_url(), view.address(subject, lang)) {
        (Some(base), Some(address)) => Some(format!("{base}{address}")),
        _ => view.link_in(subject, lang),
    };
    let languages = Lang::ALL.into_iter();
    let mut alternates: Vec<AlternateLink> = languages
        .filter_map(|lang| Some(AlternateLink { tag: lang.tag().to_owned(), href: link(subject, lang)? }))
        .collect();
    if alternates.len() == Lang::ALL.len()
        && let Some(href) =
            link(Subject::Chooser, Lang::Zh).filter(|_| subject == Subject::Home).or_else(|| link(subject, Lang::Zh))
    {
        alternates.push(AlternateLink { tag: "x-default".to_owned(), href });
    }
    alternates
}

/// Whether a page only says where others are, or shows a part of them: it stands in no list
/// and no search engine.
fn is_signpost(subject: Subject) -> bool {
    matches!(subject, Subject::NotFound | Subject::Moved(_) | Subject::Embed(_))
}

/// The part of an address between `//` and the next `/`.
fn domain(base_url: &str) -> String {
    base_url.split('/').nth(2).unwrap_or_default().to_owned()
}

fn canonical(view: &View<'_>, subject: Subject, lang: Lang) -> Option<String> {
    let subject = if let Subject::Embed(id) = subject { Subject::Indicator(id) } else { subject };
    Some(format!("{}{}", view.base_url()?, view.address(subject, lang)?))
}

/// The programmes, where there is more than one.
fn programmes(view: &View<'_>) -> Vec<ProgrammeLink> {
    let ids: Vec<ProgrammeId> = view.programmes().collect();
    if ids.len() < 2 {
        return Vec::new();
    }
    let section = view.section();
    let default = view.default_programme();
    let entries = ids.into_iter().map(|id| {
        let subject = if default == Some(id) { Subject::Home } else { Subject::Programme(id) };
        ProgrammeLink {
            label: view.say(&view.programme(id).short).to_owned(),
            href: view.link(subject),
            current: section == Some(id),
        }
    });
    entries.collect()
}

/// The main menu: what exists in the page's programme.
fn menu(view: &View<'_>, subject: Subject) -> Vec<MenuEntry> {
    let Some(programme) = view.section() else { return Vec::new() };
    let newest = newest_year(view, programme);
    let entries = [
        ("bulletins", newest.map(|year| Subject::Year(programme, year))),
        ("places", Some(Subject::Places(programme))),
        ("indicators", Some(Subject::Indicators(programme))),
        ("compare", Some(Subject::Compare(programme))),
        ("cases", Some(Subject::Cases(programme, CaseList::All, 1))),
        ("problems", Some(Subject::Problems(programme, ProblemList::All))),
        ("data", Some(Subject::Data)),
        ("about", about(view)),
    ];
    let section = entry_of(subject);
    let menu = entries.into_iter().filter_map(|(name, entry)| {
        let entry = entry?;
        let below = if section == name { "true" } else { "" };
        let current = if entry == subject { "page" } else { below };
        Some(MenuEntry {
            label: view.word(&format!("menu.{name}")),
            href: view.link(entry)?,
            current: current.to_owned(),
        })
    });
    menu.collect()
}

/// The newest year of a programme with a bulletin; without bulletins, the newest with a
/// page.
pub fn newest_year(view: &View<'_>, programme: ProgrammeId) -> Option<u16> {
    let evaluated = view.evaluations(programme).into_iter().map(|id| view.evaluation(id).year()).max();
    evaluated.or_else(|| years(view, programme).into_iter().next())
}

/// The years of a programme that have pages, newest first.
pub fn years(view: &View<'_>, programme: ProgrammeId) -> Vec<u16> {
    view.pages(programme).years.clone()
}

/// The page `about`, or the glossary where there is none.
pub fn about(view: &View<'_>) -> Option<Subject> {
    let pages = view.static_pages();
    let about = pages.into_iter().find(|id| view.identity(*id).slug == "about");
    Some(about.map_or(Subject::Glossary, Subject::Text))
}

/// The way to that page.
pub fn about_link(view: &View<'_>) -> Option<String> {
    about(view).and_then(|subject| view.link(subject))
}

/// The menu entry under which a page lies.
fn entry_of(subject: Subject) -> &'static str {
    match subject.facets().section {
        Section::Site => "",
        Section::Bulletins | Section::Reports => "bulletins",
        Section::Places => "places",
        Section::Indicators => "indicators",
        Section::Compare => "compare",
        Section::Cases => "cases",
        Section::Problems => "problems",
        Section::Data => "data",
        Section::About => "about",
    }
}

fn footer(view: &View<'_>) -> Vec<LanguageLink> {
    let mut links: Vec<LanguageLink> = static_page_links(view);
    for (word, subject) in [
        ("footer.glossary", Subject::Glossary),
        ("footer.corrections", Subject::Corrections),
        ("footer.sitemap", Subject::SiteMap),
    ] {
        let href = view.link(subject);
        if href.is_some() {
            links.push(LanguageLink { label: view.word(word), href, tag: view.lang().tag().to_owned() });
        }
    }
    links
}

/// The static pages, each in the language of its title.
pub fn static_page_links(view: &View<'_>) -> Vec<LanguageLink> {
    let pages = view.static_pages().into_iter().map(|id| {
        let card = view.card(id);
        LanguageLink {
            label: card.title().to_owned(),
            href: view.link(Subject::Text(id)),
            tag: card.text_lang().tag().to_owned(),
        }
    });
    pages.collect()
}
