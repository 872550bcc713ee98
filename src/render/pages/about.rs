//! Static pages, the glossary, the log of corrections, the site map.

use serde_json::{Value as Json, json};

use crate::i18n::Lang;
use crate::plan::{CaseList, ProblemList, Subject};
use crate::portal::{NarrativeId, ProgrammeId};
use crate::render::frame;
use crate::render::frame::Head;
use crate::render::page_data::Made;
use crate::render::parts;
use crate::render::prose::Setting;
use crate::render::statement;
use crate::render::view::View;

fn about_link(view: &View<'_>) -> Option<String> {
    frame::about(view).and_then(|subject| view.link(subject))
}

/// A static page.
pub fn text(view: &View<'_>, id: NarrativeId) -> Made {
    let card = view.card(id);
    let narrative = parts::narrative_body(view, id, Setting::default());
    let mut head = Head::new(card.title(), card.summary()).untranslated(narrative["foreign"] == json!(true));
    if card.slug() != "about" {
        head = head.crumb(view.word("menu.about"), about_link(view));
    }
    let head = head.crumb(card.title(), None);
    let data = json!({"title": card.title(), "narrative": narrative, "siblings": siblings(view, id)});
    Made::untyped("text.html", head, &data)
}

fn siblings(view: &View<'_>, here: NarrativeId) -> Vec<Json> {
    let mut links: Vec<Json> = view
        .static_pages()
        .into_iter()
        .map(|id| {
            let card = view.card(id);
            json!({
                "label": card.title(),
                "tag": card.text_lang().tag(),
                "href": view.link(Subject::Text(id)),
                "current": id == here,
            })
        })
        .collect();
    for (word, subject) in [("footer.glossary", Subject::Glossary), ("footer.corrections", Subject::Corrections)] {
        links.push(json!({
            "label": view.word(word),
            "tag": view.lang().tag(),
            "href": view.link(subject),
            "current": false,
        }));
    }
    links
}

/// The glossary, in the order of pinyin or the alphabet.
pub fn glossary(view: &View<'_>) -> Made {
    let mut terms: Vec<_> = view.terms().iter().collect();
    if view.lang() == Lang::En {
        terms.sort_by_key(|term| term.names.en.to_lowercase());
    }
    let other = view.lang().other();
    let entries: Vec<Json> = terms
        .into_iter()
        .map(|term| {
            json!({
                "id": term.id.value,
                "name": view.say(&term.names),
                "other": term.names.get(other),
                "other_tag": other.tag(),
                "definition": statement::html(view, &term.definition),
            })
        })
        .collect();
    let head = Head::new(view.word("glossary.title"), view.word("glossary.lede"))
        .crumb(view.word("menu.about"), about_link(view))
        .crumb(view.word("glossary.title"), None);
    Made::untyped("glossary.html", head, &json!({"entries": entries}))
}

/// The log of corrections, newest first.
pub fn corrections(view: &View<'_>) -> Made {
    let entries: Vec<Json> = view
        .corrections()
        .iter()
        .map(|correction| {
            let lang = view.lang();
            json!({
                "date": correction.date.words(lang),
                "datetime": correction.date.to_string(),
                "page": correction.page.value,
                "href": view.link_to_address(&correction.page),
                "was": view.say(&correction.was),
                "now": view.say(&correction.now),
                "why": statement::html(view, &correction.why),
            })
        })
        .collect();
    let head = Head::new(view.word("corrections.title"), view.word("corrections.lede"))
        .crumb(view.word("menu.about"), about_link(view))
        .crumb(view.word("corrections.title"), None);
    Made {
        template: "corrections.html",
        head,
        data: json!({"entries": entries, "editions": editions(view, "index.html")}),
    }
}

/// A page in the lasting copies of former editions, newest first. A copy does not list the others:
/// they do not lie beside it.
pub fn editions(view: &View<'_>, page: &str) -> Vec<Json> {
    if view.edition().is_some() {
        return Vec::new();
    }
    let (root, lang) = (view.page().route.to_root(), view.lang());
    let mut editions: Vec<Json> = view
        .editions()
        .map(|date| {
            json!({
                "date": date.words(lang),
                "datetime": date.to_string(),
                "href": format!("{root}editions/{date}/{}/{page}", lang.code()),
            })
        })
        .collect();
    editions.reverse();
    editions
}

/// The site map for people.
pub fn site_map(view: &View<'_>) -> Made {
    let sections: Vec<Json> = view.programmes().map(|id| programme_map(view, id)).collect();
    let mut general: Vec<Json> = view
        .static_pages()
        .into_iter()
        .map(|id| {
            let card = view.card(id);
            json!({"label": card.title(), "tag": card.text_lang().tag(), "href": view.link(Subject::Text(id))})
        })
        .collect();
    for (word, subject) in [
        ("footer.glossary", Subject::Glossary),
        ("footer.corrections", Subject::Corrections),
        ("menu.data", Subject::Data),
    ] {
        general.push(json!({"label": view.word(word), "tag": view.lang().tag(), "href": view.link(subject)}));
    }
    let head = Head::new(view.word("sitemap.title"), view.word("sitemap.lede")).crumb(view.word("sitemap.title"), None);
    Made::untyped("sitemap.html", head, &json!({"sections": sections, "general": general}))
}

fn programme_map(view: &View<'_>, programme: ProgrammeId) -> Json {
    let link = |label: String, subject| view.link(subject).map(|href| json!({"label": label, "href": href}));
    let years: Vec<Json> = frame::years(view, programme)
        .into_iter()
        .filter_map(|year| link(parts::year_words(view, year), Subject::Year(programme, year)))
        .collect();
    let bulletins: Vec<Json> = view
        .evaluations(programme)
        .into_iter()
        .filter_map(|id| link(view.say(&view.evaluation(id).def.titles).to_owned(), Subject::Bulletin(id)))
        .collect();
    let themes = &view.programme(programme).themes;
    let case_themes: Vec<Json> = themes
        .iter()
        .enumerate()
        .filter_map(|(position, theme)| {
            link(view.say(&theme.names).to_owned(), Subject::Cases(programme, CaseList::Theme(position), 1))
        })
        .collect();
    let categories: Vec<Json> = view
        .programme(programme)
        .categories
        .iter()
        .enumerate()
        .filter_map(|(position, category)| {
            let subject = Subject::Problems(programme, ProblemList::Category(position));
            link(view.say(&category.names).to_owned(), subject)
        })
        .collect();
    let reports: Vec<Json> = view
        .reports(programme)
        .into_iter()
        .filter_map(|id| {
            let report = view.published_report(id);
            link(view.say(&report.def.titles).to_owned(), Subject::Report(report.digest?))
        })
        .collect();
    let frameworks: Vec<Json> = link(view.word("frameworks.title"), Subject::Frameworks(programme))
        .into_iter()
        .chain(
            view.frameworks(programme)
                .into_iter()
                .filter_map(|id| link(view.say(&view.framework(id).def.names).to_owned(), Subject::Framework(id))),
        )
        .collect();
    let lists = [
        ("menu.bulletins", years),
        ("sitemap.bulletins", bulletins),
        ("report.list", reports),
        ("frameworks.title", frameworks),
        ("menu.places", link(view.word("places.title"), Subject::Places(programme)).into_iter().collect()),
        ("menu.indicators", link(view.word("indicators.title"), Subject::Indicators(programme)).into_iter().collect()),
        (
            "menu.cases",
            link(view.word("cases.title"), Subject::Cases(programme, CaseList::All, 1))
                .into_iter()
                .chain(case_themes)
                .collect::<Vec<_>>(),
        ),
        (
            "menu.problems",
            link(view.word("problems.title"), Subject::Problems(programme, ProblemList::All))
                .into_iter()
                .chain(categories)
                .collect(),
        ),
    ];
    let lists: Vec<Json> = lists
        .into_iter()
        .filter(|(_, links)| !links.is_empty())
        .map(|(word, links)| json!({"label": view.word(word), "links": links}))
        .collect();
    json!({"name": view.say(&view.programme(programme).names), "lists": lists})
}
