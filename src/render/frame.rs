//! What every page has around its content: names, menu, breadcrumbs, the other language.

use serde_json::{Value as Json, json};

use super::view::View;
use crate::i18n::Lang;
use crate::plan::{CaseList, ProblemList, Subject};
use crate::portal::ProgrammeId;

/// What a page says about itself to its frame.
pub struct Head {
    pub title: String,
    /// For search engines and lists; one sentence.
    pub description: String,
    /// From the entrance down to the page that contains this one.
    pub crumbs: Vec<(String, Option<String>)>,
    /// The page's text exists in the other language only.
    pub untranslated: bool,
}

impl Head {
    pub fn new(title: impl Into<String>, description: impl Into<String>) -> Head {
        Head { title: title.into(), description: description.into(), crumbs: Vec::new(), untranslated: false }
    }

    /// Adds a breadcrumb.
    pub fn crumb(mut self, label: impl Into<String>, href: Option<String>) -> Head {
        self.crumbs.push((label.into(), href));
        self
    }

    /// Says whether the text is in the other language.
    pub fn untranslated(mut self, untranslated: bool) -> Head {
        self.untranslated = untranslated;
        self
    }
}

/// The data of the frame.
pub fn frame(view: &View<'_>, head: &Head) -> Json {
    let lang = view.lang();
    let subject = view.page().subject;
    let site = view.site();
    let text = |text: fn(&crate::parse::records::Site) -> &crate::i18n::Text| {
        site.map(|site| text(site).get(lang).clone()).unwrap_or_default()
    };
    let host = site.map(|site| site.host.clone()).unwrap_or_default();
    json!({
        "lang": lang.code(),
        "tag": lang.tag(),
        "title": head.title,
        "description": head.description,
        "site": text(|site| &site.names),
        "site_short": text(|site| &site.short),
        "tagline": text(|site| &site.tagline),
        "organiser": text(|site| &site.organiser),
        "contact": text(|site| &site.contact),
        "disclaimer": text(|site| &site.disclaimer),
        "host": {"site_id": host.site_id, "icp": host.icp, "police": host.police, "home": host.home},
        "root": view.page().route.to_root(),
        "home": view.link(Subject::Home),
        "is_home": subject == Subject::Home,
        "chooser": view.link(Subject::Chooser),
        "other": other(view, subject),
        "alternates": alternates(view, subject),
        "canonical": canonical(view, subject, lang),
        "noindex": head.untranslated || subject == Subject::NotFound || view.edition().is_some(),
        "edition": view.edition().map(|date| view.fill("editions.banner", &[("date", &date.words(lang))])),
        "corrections": corrections(view),
        "untranslated": head.untranslated,
        "programmes": programmes(view),
        "menu": menu(view, subject),
        "crumbs": head.crumbs.iter().map(|(label, href)| json!({"label": label, "href": href})).collect::<Vec<_>>(),
        "footer": footer(view),
        "address": view.page().route.address(),
    })
}

/// What was corrected on this page.
fn corrections(view: &View<'_>) -> Vec<Json> {
    view.corrections_here().into_iter().map(|entry| correction(view, entry)).collect()
}

/// An entry of the log of corrections.
pub fn correction(view: &View<'_>, entry: &crate::parse::records::Correction) -> Json {
    let lang = view.lang();
    json!({
        "date": entry.date.words(lang),
        "datetime": entry.date.to_string(),
        "was": entry.was.get(lang),
        "now": entry.now.get(lang),
        "why": super::statement::html(view, &entry.why),
        "log": view.link(Subject::Corrections),
    })
}

/// The same page in the other language.
fn other(view: &View<'_>, subject: Subject) -> Json {
    let other = view.lang().other();
    json!({
        "href": view.link_in(subject, other).or_else(|| view.link_in(Subject::Home, other)),
        "tag": other.tag(),
        "name": other.autonym(),
    })
}

fn alternates(view: &View<'_>, subject: Subject) -> Json {
    let link = |subject, lang| match (view.base_url(), view.address(subject, lang)) {
        (Some(base), Some(address)) => Some(format!("{base}{address}")),
        _ => view.link_in(subject, lang),
    };
    let mut alternates: Vec<Json> = Lang::ALL
        .into_iter()
        .filter_map(|lang| Some(json!({"tag": lang.tag(), "href": link(subject, lang)?})))
        .collect();
    if alternates.len() == 2
        && let Some(href) =
            link(Subject::Chooser, Lang::Zh).filter(|_| subject == Subject::Home).or_else(|| link(subject, Lang::Zh))
    {
        alternates.push(json!({"tag": "x-default", "href": href}));
    }
    Json::Array(alternates)
}

fn canonical(view: &View<'_>, subject: Subject, lang: Lang) -> Option<String> {
    Some(format!("{}{}", view.base_url()?, view.address(subject, lang)?))
}

/// The programmes, where there is more than one.
fn programmes(view: &View<'_>) -> Json {
    let ids: Vec<ProgrammeId> = view.programmes().collect();
    if ids.len() < 2 {
        return Json::Array(Vec::new());
    }
    let section = view.section();
    let default = view.default_programme();
    let entries = ids.into_iter().map(|id| {
        let subject = if default == Some(id) { Subject::Home } else { Subject::Programme(id) };
        json!({
            "label": view.say(&view.programme(id).short),
            "href": view.link(subject),
            "current": section == Some(id),
        })
    });
    Json::Array(entries.collect())
}

/// The main menu: what exists in the page's programme.
fn menu(view: &View<'_>, subject: Subject) -> Json {
    let Some(programme) = view.section() else { return Json::Array(Vec::new()) };
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
    let section = section_of(subject);
    let menu = entries.into_iter().filter_map(|(name, entry)| {
        let entry = entry?;
        Some(json!({
            "label": view.word(&format!("menu.{name}")),
            "href": view.link(entry)?,
            "current": if entry == subject { "page" } else if section == name { "true" } else { "" },
        }))
    });
    Json::Array(menu.collect())
}

/// The newest year of a programme with a bulletin; without bulletins, the newest with a
/// page.
pub fn newest_year(view: &View<'_>, programme: ProgrammeId) -> Option<u16> {
    let evaluated = view.evaluations(programme).into_iter().map(|id| view.evaluation(id).year()).max();
    evaluated.or_else(|| years(view, programme).into_iter().next())
}

/// The years of a programme that have pages, newest first.
pub fn years(view: &View<'_>, programme: ProgrammeId) -> Vec<u16> {
    let pages = view.pages(programme).pages.iter();
    let mut years: Vec<u16> = pages
        .filter_map(|page| match page.subject {
            Subject::Year(of, year) if of == programme && page.lang == Lang::Zh => Some(year),
            _ => None,
        })
        .collect();
    years.sort_by_key(|year| std::cmp::Reverse(*year));
    years
}

/// The page `about`, or the glossary where there is none.
pub fn about(view: &View<'_>) -> Option<Subject> {
    let pages = view.static_pages();
    let about = pages.into_iter().find(|id| view.identity(*id).slug == "about");
    Some(about.map_or(Subject::Glossary, Subject::Text))
}

/// The menu entry under which a page lies.
fn section_of(subject: Subject) -> &'static str {
    match subject {
        Subject::Year(..) | Subject::Bulletin(_) | Subject::PlaceYear(..) | Subject::Report(_) => "bulletins",
        Subject::Places(_) | Subject::Place(..) => "places",
        Subject::Indicators(_) | Subject::Indicator(_) | Subject::IndicatorYear(..) => "indicators",
        Subject::Compare(_) | Subject::CompareYear(..) | Subject::ComparePair(..) => "compare",
        Subject::Cases(..) | Subject::Case(_) => "cases",
        Subject::Problems(..) | Subject::Problem(_) => "problems",
        Subject::Frameworks(_) | Subject::Framework(_) => "bulletins",
        Subject::Data | Subject::Fields | Subject::File(_) => "data",
        Subject::Text(_) | Subject::Glossary | Subject::Corrections => "about",
        Subject::Chooser | Subject::NotFound | Subject::Home | Subject::Programme(_) | Subject::SiteMap => "",
    }
}

fn footer(view: &View<'_>) -> Json {
    let mut links: Vec<Json> = Vec::new();
    for id in view.static_pages() {
        let card = view.card(id);
        links.push(json!({"label": card.title(), "href": view.link(Subject::Text(id)), "tag": card.text_lang().tag()}));
    }
    for (word, subject) in [
        ("footer.glossary", Subject::Glossary),
        ("footer.corrections", Subject::Corrections),
        ("footer.sitemap", Subject::SiteMap),
    ] {
        if let Some(href) = view.link(subject) {
            links.push(json!({"label": view.word(word), "href": href, "tag": view.lang().tag()}));
        }
    }
    Json::Array(links)
}
