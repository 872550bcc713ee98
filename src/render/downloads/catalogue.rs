//! What data there is and where, for catalogues of open data (DCAT-AP 3 as JSON-LD), and how
//! the files are addressed by programs (OpenAPI).

use serde_json::{Map, Value as Json, json};

use super::package::pretty;
use crate::i18n::{Lang, Text};
use crate::plan::{DataFile, DownloadTable, SdmxFile, Subject};
use crate::portal::ProgrammeId;
use crate::render::view::View;

/// `data/catalog.jsonld`
pub fn catalogue(view: &View<'_>) -> Vec<u8> {
    let Some(site) = view.site() else { return pretty(&json!({})) };
    let publisher = json!({"@type": "foaf:Agent", "foaf:name": both(&site.organiser)});
    let whole = dataset(view, &site.names, &site.tagline, &publisher, "data/", &whole_files(view));
    let programmes = view.programmes().map(|id| {
        let names = &view.programme(id).names;
        let files = programme_files(view, id);
        let own = format!("data/json-stat/{}", view.programme(id).id.value);
        dataset(view, names, names, &publisher, &own, &files)
    });
    let datasets: Vec<Json> = std::iter::once(whole).chain(programmes).collect();
    let mut catalogue = json!({
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@type": "dcat:Catalog",
        "@id": whole_address(view, "data/catalog.jsonld"),
        "dct:title": both(&site.names),
        "dct:description": both(&site.tagline),
        "dct:publisher": publisher,
        "dcat:dataset": datasets,
    });
    modified(view, &mut catalogue);
    pretty(&catalogue)
}

const CSV: &str = "text/csv";
const JSON: &str = "application/json";
const XML: &str = "application/xml";
const ZIP: &str = "application/zip";
const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The files of the whole data, below the root, with their media types.
fn whole_files(view: &View<'_>) -> Vec<(String, &'static str)> {
    let mut files = vec![(DataFile::Archive, ZIP), (DataFile::Workbook, WORKBOOK), (DataFile::Package, JSON)];
    files.extend(DownloadTable::ALL.map(|(_, table)| (DataFile::Table(table), CSV)));
    let address = |file| view.address(Subject::File(file), Lang::Zh);
    files.into_iter().filter_map(|(file, kind)| Some((address(file)?.to_owned(), kind))).collect()
}

/// The files of a programme's figures.
fn programme_files(view: &View<'_>, id: ProgrammeId) -> Vec<(String, &'static str)> {
    let cubes = Lang::ALL.map(|lang| (DataFile::Cube(id), lang, JSON));
    let charts = Lang::ALL.map(|lang| (DataFile::ChartArchive(Some(id)), lang, ZIP));
    let sdmx = [(SdmxFile::Table(id), CSV), (SdmxFile::Undated(id), CSV), (SdmxFile::Json(id), JSON)];
    let sdmx = sdmx.map(|(file, kind)| (DataFile::Sdmx(file), Lang::Zh, kind));
    let files = cubes.into_iter().chain(charts).chain(sdmx);
    files.filter_map(|(file, lang, kind)| Some((view.address(Subject::File(file), lang)?.to_owned(), kind))).collect()
}

fn both(text: &Text) -> Json {
    let value = |lang: Lang| json!({"@value": text.get(lang), "@language": lang.code()});
    Json::Array(Lang::ALL.map(value).to_vec())
}

/// Whole where the site's address is known, else from the folder of the catalogue.
fn whole_address(view: &View<'_>, path: &str) -> String {
    match view.base_url() {
        Some(base) => format!("{base}{path}"),
        None => format!("../{path}"),
    }
}

fn modified(view: &View<'_>, of: &mut Json) {
    if let Some(version) = view.data_version().filter(|version| version.day.is_some()) {
        of["dct:modified"] = json!({"@value": version.to_string(), "@type": "xsd:date"});
    }
}

fn dataset(
    view: &View<'_>,
    title: &Text,
    description: &Text,
    publisher: &Json,
    own: &str,
    files: &[(String, &str)],
) -> Json {
    let licences = view.site().map(|site| site.data.licences.as_slice()).unwrap_or_default();
    let distribution = |(path, kind): &(String, &str)| {
        let mut of = json!({
            "@type": "dcat:Distribution",
            "dcat:accessURL": {"@id": whole_address(view, path)},
            "dcat:downloadURL": {"@id": whole_address(view, path)},
            "dcat:mediaType": {"@id": format!("https://www.iana.org/assignments/media-types/{kind}")},
        });
        if let [licence] = licences {
            of["dct:license"] = json!({"@id": licence.url});
        }
        of
    };
    let mut of = json!({
        "@type": "dcat:Dataset",
        "@id": format!("{}#dataset", whole_address(view, own)),
        "dct:title": both(title),
        "dct:description": both(description),
        "dct:publisher": publisher,
        "dcat:distribution": files.iter().map(distribution).collect::<Vec<_>>(),
    });
    modified(view, &mut of);
    of
}

/// `data/openapi.json`: the files as an interface that only answers `GET`.
pub fn interface(view: &View<'_>) -> Vec<u8> {
    let answer = |kind: &str| json!({"200": {"description": "OK", "content": {kind: {}}}});
    let mut paths = Map::new();
    let structure = view.address(Subject::File(DataFile::Sdmx(SdmxFile::Structure)), Lang::Zh);
    let files = whole_files(view).into_iter().chain(structure.map(|path| (path.to_owned(), XML)));
    for (path, kind) in files.chain(view.programmes().flat_map(|id| programme_files(view, id))) {
        paths.insert(format!("/{path}"), json!({"get": {"summary": path, "responses": answer(kind)}}));
    }
    let of_indicator = [("csv", CSV), ("json", JSON)];
    for (ending, kind) in of_indicator {
        let parameter = json!({"name": "indicator", "in": "path", "required": true, "schema": {"type": "string"}});
        let get = json!({"get": {"summary": ending, "parameters": [parameter], "responses": answer(kind)}});
        paths.insert(format!("/data/indicators/{{indicator}}.{ending}"), get);
    }
    let title = view.site().map(|site| site.names.en.as_str()).unwrap_or_default();
    let version = view.data_version().map(|date| date.to_string()).unwrap_or_default();
    let server = view.base_url().map_or("..", |base| base.trim_end_matches('/'));
    pretty(&json!({
        "openapi": "3.1.0",
        "info": {"title": title, "version": version},
        "servers": [{"url": server}],
        "paths": paths,
    }))
}
