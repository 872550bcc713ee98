//! What machines that read a page are told of it, in the words of schema.org (JSON-LD).

use serde_json::{Value as Json, json};

use super::dates::PageDates;
use super::html::Html;
use super::links::LabelLink;
use super::view::View;
use crate::i18n::PartialDate;
use crate::plan::{DataFile, IndicatorForm, Subject};
use crate::portal::{DocumentId, IndicatorId, JurisdictionId, NarrativeId};

/// The page and the way to it, as the text of a script element: no `<` stands in it, so that
/// no title can end the element.
pub fn linked_data(view: &View<'_>, title: &str, description: &str, crumbs: &[LabelLink], dates: PageDates) -> Html {
    let mut page = json!({"@type": "WebPage", "name": title, "inLanguage": view.lang().tag()});
    add(&mut page, "description", Some(description).filter(|text| !text.is_empty()).map(Json::from));
    add(&mut page, "url", address(view, view.page().subject).map(Json::from));
    add(&mut page, "datePublished", dates.published.map(day));
    add(&mut page, "dateModified", dates.modified.map(day));
    add(&mut page, "publisher", publisher(view));
    about_subject(view, &mut page);
    let mut graph = vec![page];
    if !crumbs.is_empty() {
        graph.push(breadcrumbs(view, crumbs));
    }
    Html(json!({"@context": "https://schema.org", "@graph": graph}).to_string().replace('<', "\\u003c"))
}

fn add(object: &mut Json, name: &str, value: Option<Json>) {
    if let (Some(object), Some(value)) = (object.as_object_mut(), value) {
        object.insert(name.to_owned(), value);
    }
}

fn day(date: PartialDate) -> Json {
    Json::String(date.to_string())
}

/// The address of a subject's page: whole where the site's own is known, else from here.
fn address(view: &View<'_>, subject: Subject) -> Option<String> {
    match view.base_url() {
        Some(base) => Some(format!("{base}{}", view.address(subject, view.lang())?)),
        None => view.link(subject),
    }
}

fn publisher(view: &View<'_>) -> Option<Json> {
    let site = view.site()?;
    Some(json!({"@type": "Organization", "name": view.say(&site.organiser)}))
}

/// The type of a page, and what only pages of that type say.
fn about_subject(view: &View<'_>, page: &mut Json) {
    match view.page().subject {
        Subject::Bulletin(id) => {
            let evaluation = view.evaluation(id);
            report(view, page, evaluation.document, evaluation.evaluator);
        }
        Subject::Report(id) => {
            let place = view.identity(id).jurisdiction;
            let document = view.card(id).document();
            if let Some(place) = place {
                report(view, page, document, place);
            }
        }
        Subject::Case(id) => article(view, page, id),
        Subject::Indicator(id) | Subject::IndicatorGroup(id, _) => dataset_of(view, page, id, None),
        Subject::IndicatorYear(id, year) => dataset_of(view, page, id, Some(year)),
        Subject::Data => dataset(view, page, &[DataFile::Archive, DataFile::Package]),
        Subject::Home => page["@type"] = json!("WebSite"),
        Subject::Places(_)
        | Subject::Indicators(_)
        | Subject::Cases(..)
        | Subject::Problems(..)
        | Subject::Frameworks(_)
        | Subject::Compare(_) => page["@type"] = json!("CollectionPage"),
        Subject::Search => page["@type"] = json!("SearchResultsPage"),
        Subject::Chooser
        | Subject::NotFound
        | Subject::Programme(_)
        | Subject::Year(..)
        | Subject::PlaceYear(..)
        | Subject::Place(..)
        | Subject::CompareYear(..)
        | Subject::ComparePair(..)
        | Subject::Framework(_)
        | Subject::Problem(_)
        | Subject::ReportData(_)
        | Subject::DataIndicators
        | Subject::Fields
        | Subject::Text(_)
        | Subject::Glossary
        | Subject::Corrections
        | Subject::Differences(_)
        | Subject::SiteMap
        | Subject::Moved(_)
        | Subject::Embed(_)
        | Subject::File(_) => {}
    }
}

fn place(view: &View<'_>, id: JurisdictionId) -> Json {
    let def = &view.place(id).def;
    let mut place = json!({"@type": "AdministrativeArea", "name": view.say(&def.names)});
    add(&mut place, "identifier", def.code.as_ref().map(|code| Json::from(code.value.clone())));
    place
}

/// A digest of a published document about a place.
fn report(view: &View<'_>, page: &mut Json, document: Option<DocumentId>, about: JurisdictionId) {
    page["@type"] = json!("Report");
    page["about"] = place(view, about);
    if let Some(document) = document {
        let document = view.document(document);
        add(page, "reportNumber", document.numbered().map(Json::from));
        page["isBasedOn"] = published(view, document);
    }
}

fn published(view: &View<'_>, document: &crate::parse::records::PublishedDocument) -> Json {
    let lang = view.lang();
    let mut based = json!({
        "@type": "CreativeWork",
        "name": document.titles.get(lang),
        "publisher": {"@type": "GovernmentOrganization", "name": document.issuer.get(lang)},
    });
    add(&mut based, "identifier", document.numbered().map(Json::from));
    add(&mut based, "datePublished", document.date.as_ref().map(|date| day(date.value)));
    add(&mut based, "url", document.url.clone().map(Json::from));
    based
}

fn article(view: &View<'_>, page: &mut Json, id: NarrativeId) {
    let card = view.card(id);
    page["@type"] = json!("Article");
    page["headline"] = json!(card.title());
    if let Some(about) = card.jurisdiction() {
        page["about"] = place(view, about);
    }
    if let Some(document) = card.document() {
        page["isBasedOn"] = published(view, view.document(document));
    }
}

fn dataset_of(view: &View<'_>, page: &mut Json, id: IndicatorId, year: Option<u16>) {
    let unit = view.say(&view.unit(id).names);
    let figures = view.figures_of_indicator(id).into_iter();
    let mut years: Vec<u16> = match year {
        Some(year) => vec![year],
        None => figures.filter_map(|figure| view.observation(figure).def.period.map(|period| period.to)).collect(),
    };
    years.sort_unstable();
    let covered = match (years.first(), years.last()) {
        (Some(first), Some(last)) if first == last => Some(first.to_string()),
        (Some(first), Some(last)) => Some(format!("{first}/{last}")),
        _ => None,
    };
    dataset(view, page, &[IndicatorForm::Csv, IndicatorForm::Json].map(|form| DataFile::Indicator(id, form)));
    add(page, "temporalCoverage", covered.map(Json::from));
    page["variableMeasured"] = json!({
        "@type": "PropertyValue", "name": view.say(&view.indicator(id).def.names), "unitText": unit,
    });
}

/// Data on terms that the site's file names, with the files in which it can be had.
fn dataset(view: &View<'_>, page: &mut Json, files: &[DataFile]) {
    page["@type"] = json!("Dataset");
    page["isAccessibleForFree"] = json!(true);
    let licences = view.site().map(|site| site.data.licences.as_slice()).unwrap_or_default();
    if !licences.is_empty() {
        page["license"] = json!(licences.iter().map(|licence| licence.url.as_str()).collect::<Vec<_>>());
    }
    add(page, "version", view.data_version().map(day));
    let files = files.iter().filter_map(|file| {
        let address = address(view, Subject::File(*file))?;
        let format = match address.rsplit('.').next() {
            Some("csv") => "text/csv",
            Some("json") => "application/json",
            _ => "application/zip",
        };
        Some(json!({"@type": "DataDownload", "encodingFormat": format, "contentUrl": address}))
    });
    page["distribution"] = Json::Array(files.collect());
}

/// The way to the page; its last step is the page itself.
fn breadcrumbs(view: &View<'_>, crumbs: &[LabelLink]) -> Json {
    let here = view.page().route.address();
    let items = (1..).zip(crumbs).map(|(position, crumb)| {
        let mut item = json!({"@type": "ListItem", "position": position, "name": crumb.label});
        let link = crumb.href.as_ref().map(|href| match view.base_url() {
            Some(base) => format!("{base}{}", resolved(here, href)),
            None => href.clone(),
        });
        add(&mut item, "item", link.map(Json::from));
        item
    });
    json!({"@type": "BreadcrumbList", "itemListElement": items.collect::<Vec<_>>()})
}

/// The address below the root that a link on a page leads to.
fn resolved(page: &str, link: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        if part == ".." {
            parts.pop();
        } else {
            parts.push(part);
        }
    }
    let address = parts.join("/");
    let (path, anchor) =
        address.split_once('#').map_or((address.as_str(), None), |(path, anchor)| (path, Some(anchor)));
    let path = path.strip_suffix("index.html").unwrap_or(path);
    anchor.map_or_else(|| path.to_owned(), |anchor| format!("{path}#{anchor}"))
}

#[cfg(test)]
mod tests {
    use super::resolved;

    #[test]
    fn links_are_resolved_to_addresses() {
        for (link, address) in [
            ("../../index.html", "zh/"),
            ("../index.html#health", "zh/indicators/#health"),
            ("index.html", "zh/indicators/x/"),
            ("../../../data/x.csv", "data/x.csv"),
        ] {
            assert_eq!(resolved("zh/indicators/x/", link), address);
        }
    }
}
