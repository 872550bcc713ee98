//! Addresses of pages.

use std::fmt;

use super::{CaseList, Compared, DataFile, IndicatorForm, MediaForm, ProblemList, RecordId, SdmxFile, Subject};
use crate::i18n::Lang;
use crate::portal::{NarrativeId, Portal, ProgrammeId};

/// Where a page lies below the root of the site, as the path of its file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Route(String);

impl Route {
    /// A route from the path of a file: parts of lower-case ASCII, no `.` or `..`.
    pub fn new(file: String) -> Route {
        Route(file)
    }

    /// The path of the file: `zh/2020/index.html`.
    pub fn file(&self) -> &str {
        &self.0
    }

    /// The address: as the file, without the `index.html` that servers add.
    pub fn address(&self) -> &str {
        self.0.strip_suffix("index.html").unwrap_or(&self.0)
    }

    /// The link from one page to another. It names the file, so that the site works
    /// under any folder of a server and opened from a disk.
    pub fn from(&self, page: &Route) -> String {
        let here: Vec<&str> = page.0.split('/').collect();
        let there: Vec<&str> = self.0.split('/').collect();
        let folders = here.len() - 1;
        let common = here[..folders].iter().zip(&there).take_while(|(a, b)| a == b).count();
        let common = common.min(there.len() - 1);
        let mut link = "../".repeat(folders - common);
        link.push_str(&there[common..].join("/"));
        link
    }

    /// The way from a page up to the root: empty or `../../`.
    pub fn to_root(&self) -> String {
        "../".repeat(self.0.matches('/').count())
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The address of a subject in a language.
pub fn of(portal: &Portal, subject: Subject, lang: Lang) -> Route {
    if let Subject::File(file) = subject {
        return Route(file_path(portal, file, lang));
    }
    // The name that servers ask for.
    if subject == Subject::NotFound {
        return Route("404.html".to_owned());
    }
    let mut parts = if subject.facets().neutral { Vec::new() } else { vec![lang.code().to_owned()] };
    // One folder, so that a server can let these pages, and no others, be framed.
    if matches!(subject, Subject::Embed(_)) {
        parts.push("embed".to_owned());
    }
    if let Some(programme) = programme_of(portal, subject) {
        let prefix = &portal.programme(programme).prefix;
        if !prefix.is_empty() {
            parts.push(prefix.clone());
        }
    }
    parts.extend(rest(portal, subject));
    parts.push("index.html".to_owned());
    Route(parts.join("/"))
}

/// The programme in whose part of the site a page lies.
pub fn programme_of(portal: &Portal, subject: Subject) -> Option<ProgrammeId> {
    let facets = subject.facets();
    facets.programme.or_else(|| match facets.record? {
        RecordId::Programme(id) => Some(id),
        RecordId::Evaluation(id) => Some(portal.evaluation(id).programme),
        RecordId::Indicator(id) => Some(portal.indicator(id).programme),
        RecordId::Framework(id) => Some(portal.framework(id).programme),
        RecordId::Problem(id) => Some(portal.problem(id).programme),
        RecordId::Narrative(id) => portal.narrative(id).programme,
    })
}

fn rest(portal: &Portal, subject: Subject) -> Vec<String> {
    let slug = |id| portal.jurisdiction(id).def.slug.value.clone();
    let words = |list: &[&str]| list.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    match subject {
        Subject::Chooser | Subject::NotFound | Subject::File(_) | Subject::Home | Subject::Programme(_) => Vec::new(),
        Subject::Year(_, year) => vec![year.to_string()],
        Subject::Bulletin(id) => {
            let evaluation = portal.evaluation(id);
            vec![evaluation.year().to_string(), slug(evaluation.evaluator)]
        }
        Subject::PlaceYear(_, year, place) => vec![year.to_string(), slug(place)],
        Subject::Places(_) => words(&["cities"]),
        Subject::Place(_, place) => vec!["cities".to_owned(), slug(place)],
        Subject::Indicators(_) => words(&["indicators"]),
        Subject::Indicator(id) => words(&["indicators", &portal.indicator(id).def.id.value]),
        Subject::Embed(id) => words(&[&portal.indicator(id).def.id.value]),
        Subject::IndicatorYear(id, year) => {
            words(&["indicators", &portal.indicator(id).def.id.value, &year.to_string()])
        }
        Subject::IndicatorGroup(id, group) => {
            words(&["indicators", &portal.indicator(id).def.id.value, "groups", &portal.group(group).def.id.value])
        }
        Subject::Compare(_) => words(&["compare"]),
        Subject::CompareYear(programme, group, year) => {
            let mut parts = words(&["compare", &year.to_string()]);
            if portal.main_group(programme) != Some(group) {
                parts.push(portal.group(group).def.id.value.clone());
            }
            parts
        }
        Subject::ComparePair(_, a, b) => vec!["compare".to_owned(), format!("{}-{}", slug(a), slug(b))],
        Subject::Cases(programme, list, page) => {
            let mut parts = case_list(portal, programme, list);
            if page > 1 {
                parts.push(format!("page-{page}"));
            }
            parts
        }
        Subject::Case(id) => narrative(portal, id, "cases"),
        Subject::Report(id) => report(portal, id, "report"),
        // Not below the report, where further reports of the place and year stand.
        Subject::ReportData(id) => report(portal, id, "report-data"),
        Subject::Frameworks(_) => words(&["frameworks"]),
        Subject::Framework(id) => words(&["frameworks", &portal.framework(id).def.id.value]),
        Subject::Problems(programme, list) => problem_list(portal, programme, list),
        Subject::Problem(id) => words(&["problems", &portal.problem(id).def.id.value]),
        Subject::Data => words(&["data"]),
        Subject::DataIndicators => words(&["data", "by-indicator"]),
        Subject::Fields => words(&["data", "fields"]),
        Subject::Text(id) => match portal.narrative(id).slug.as_str() {
            "about" => words(&["about"]),
            slug => words(&["about", slug]),
        },
        Subject::Glossary => words(&["about", "glossary"]),
        Subject::Corrections => words(&["about", "corrections"]),
        Subject::Differences(Compared::Now) => words(&["about", "differences", "now"]),
        Subject::Differences(Compared::Edition(position)) => {
            let date = portal.editions.get(position).map(|edition| edition.date.value.to_string());
            words(&["about", "differences", &date.unwrap_or_default()])
        }
        Subject::SiteMap => words(&["sitemap"]),
        Subject::Moved(position) => words(&[&portal.moves[position].from]),
        Subject::Search => words(&["search"]),
    }
}

fn report(portal: &Portal, id: NarrativeId, folder: &str) -> Vec<String> {
    let narrative = portal.narrative(id);
    let place = narrative.jurisdiction.map(|id| portal.jurisdiction(id).def.slug.value.clone()).unwrap_or_default();
    let mut parts = vec![narrative.year.to_string(), place, folder.to_owned()];
    if !narrative.slug.is_empty() {
        parts.push(narrative.slug.clone());
    }
    parts
}

fn narrative(portal: &Portal, id: NarrativeId, folder: &str) -> Vec<String> {
    let narrative = portal.narrative(id);
    let mut parts = vec![folder.to_owned(), narrative.year.to_string()];
    parts.extend(narrative.jurisdiction.map(|id| portal.jurisdiction(id).def.slug.value.clone()));
    parts.push(narrative.slug.clone());
    parts
}

fn case_list(portal: &Portal, programme: ProgrammeId, list: CaseList) -> Vec<String> {
    let mut parts = vec!["cases".to_owned()];
    match list {
        CaseList::All => {}
        CaseList::Year(year) => parts.push(year.to_string()),
        CaseList::PlaceYear(year, place) => {
            parts.push(year.to_string());
            parts.push(portal.jurisdiction(place).def.slug.value.clone());
        }
        CaseList::Theme(theme) => {
            parts.push("themes".to_owned());
            parts.push(portal.programme(programme).themes[theme].id.value.clone());
        }
    }
    parts
}

fn problem_list(portal: &Portal, programme: ProgrammeId, list: ProblemList) -> Vec<String> {
    let mut parts = vec!["problems".to_owned()];
    match list {
        ProblemList::All => {}
        ProblemList::Year(year) => parts.push(year.to_string()),
        ProblemList::PlaceYear(year, place) => {
            parts.push(year.to_string());
            parts.push(portal.jurisdiction(place).def.slug.value.clone());
        }
        ProblemList::Category(category) => {
            parts.push("categories".to_owned());
            parts.push(portal.programme(programme).categories[category].id.value.clone());
        }
    }
    parts
}

/// Where a file for machines lies.
fn file_path(portal: &Portal, file: DataFile, lang: Lang) -> String {
    match file {
        DataFile::Indicator(id, form) => {
            let name = &portal.indicator(id).def.id.value;
            match form {
                IndicatorForm::Csv => format!("data/indicators/{name}.csv"),
                IndicatorForm::Json => format!("data/indicators/{name}.json"),
            }
        }
        DataFile::Place(id) => format!("data/cities/{}.csv", portal.jurisdiction(id).def.slug.value),
        // Where programs that read a table look for what its columns are.
        DataFile::IndicatorSchema => "data/indicators/csv-metadata.json".to_owned(),
        DataFile::ChartArchive(Some(programme)) => {
            format!("data/figures/{}-{}.zip", portal.programme(programme).id.value, lang.code())
        }
        DataFile::ChartArchive(None) => format!("data/figures/{}.zip", lang.code()),
        DataFile::Package => "data/package/datapackage.json".to_owned(),
        DataFile::Table(table) => format!("data/package/{}.csv", table.name()),
        DataFile::TableSchema(table) => format!("data/package/{}.csv-metadata.json", table.name()),
        DataFile::Archive => "data/package.zip".to_owned(),
        DataFile::Media(fingerprint, form) => {
            let name = fingerprint.short(12);
            match form {
                MediaForm::Photograph(form) => format!("media/{name}{}", form.ending(false)),
                MediaForm::Drawing(form) => format!("media/{name}{}", form.ending(true)),
                MediaForm::Attachment(ending) => format!("media/{name}.{ending}"),
            }
        }
        DataFile::Workbook => "data/all.xlsx".to_owned(),
        DataFile::Catalogue => "data/catalog.jsonld".to_owned(),
        DataFile::Interface => "data/openapi.json".to_owned(),
        DataFile::Redirects => "redirects.csv".to_owned(),
        DataFile::Cube(programme) => {
            format!("data/json-stat/{}-{}.json", portal.programme(programme).id.value, lang.code())
        }
        DataFile::Sdmx(file) => {
            let name = |programme: ProgrammeId| portal.programme(programme).id.value.as_str();
            match file {
                SdmxFile::Structure => "data/sdmx/structure.xml".to_owned(),
                SdmxFile::Table(programme) => format!("data/sdmx/{}.csv", name(programme)),
                SdmxFile::Undated(programme) => format!("data/sdmx/{}-undated.csv", name(programme)),
                SdmxFile::Json(programme) => format!("data/sdmx/{}.json", name(programme)),
            }
        }
        DataFile::Feed => format!("{}/feed.xml", lang.code()),
        DataFile::Comparison(programme) => {
            format!("data/compare/{}-{}.js", portal.programme(programme).id.value, lang.code())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_relative_and_name_the_file() {
        let route = |file: &str| Route::new(file.to_owned());
        let page = route("zh/2020/jinan/index.html");
        for (to, link) in [
            ("zh/2020/jinan/index.html", "index.html"),
            ("zh/2020/index.html", "../index.html"),
            ("zh/cases/2020/jinan/x/index.html", "../../cases/2020/jinan/x/index.html"),
            ("en/2020/jinan/index.html", "../../../en/2020/jinan/index.html"),
            ("index.html", "../../../index.html"),
            ("assets/main.css", "../../../assets/main.css"),
        ] {
            assert_eq!(route(to).from(&page), link);
        }
        assert_eq!(route("zh/index.html").from(&route("index.html")), "zh/index.html");
        assert_eq!(page.address(), "zh/2020/jinan/");
        assert_eq!(page.to_root(), "../../../");
    }
}
