//! A chart as files: its table, and a drawing that stands alone. The page itself holds the
//! table as an address and makes the drawing of what it shows; an archive has both.

use schemars::JsonSchema;
use serde::Serialize;

use super::request::{Chart, chart};
use crate::chart::{self, Scene, Size, Standalone};
use crate::i18n::Lang;
use crate::plan::{DataFile, Drawing, Subject};
use crate::portal::{DocumentId, ProgrammeId};
use crate::render::view::View;

/// How readers save a chart.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ChartSaved {
    /// The name of its files, without an ending.
    pub name: String,
    /// Its table (CSV) as an address that holds it.
    pub csv: String,
    /// The words under a saved drawing that say where it was published.
    pub published: String,
    /// The archive with the charts of its programme; none where the chart is in none.
    pub archive: Option<String>,
}

/// How a chart is saved.
pub fn chart_saved(view: &View<'_>, drawing: &Drawing, made: &Chart) -> ChartSaved {
    let archive = view.archive_of(drawing.page);
    ChartSaved {
        name: file_name(view, drawing),
        csv: address_of_csv(&table_csv(made)),
        published: published_at(view, drawing),
        archive: archive.and_then(|part| view.link(Subject::File(DataFile::ChartArchive(part)))),
    }
}

/// The charts of a programme's pages, or of those of no programme, in the view's language:
/// the table of each as a file, and its drawing unless the page lays it out.
pub fn chart_files(view: &View<'_>, part: Option<ProgrammeId>) -> impl Iterator<Item = (String, Vec<u8>)> {
    let drawings = view.charted(part).into_iter().flat_map(move |page| view.drawings(page));
    drawings.flat_map(move |drawing| {
        let Some(made) = chart(view, &drawing.request, drawing.title.as_deref(), drawing.lang) else {
            return Vec::new();
        };
        let name = file_name(view, drawing);
        let mut files = vec![(format!("{name}.csv"), table_csv(&made).into_bytes())];
        if !drawing.request.kind.is_laid_by_html() {
            files.push((format!("{name}.svg"), drawing_svg(view, drawing, &made).into_bytes()));
        }
        files
    })
}

/// The address of the page in one word, and the number of the chart.
fn file_name(view: &View<'_>, drawing: &Drawing) -> String {
    let address = view.address(drawing.page, drawing.lang).unwrap_or_default();
    format!("{}-f{}", address.trim_matches('/').replace('/', "-"), drawing.number)
}

/// The table of a chart as a file, with the mark by which spreadsheets know UTF-8.
fn table_csv(made: &Chart) -> String {
    format!("\u{feff}{}", chart::csv(&made.full))
}

/// A table as an address that holds it (RFC 2397): no file is needed, and no script.
fn address_of_csv(text: &str) -> String {
    let mut address = "data:text/csv;charset=utf-8,".to_owned();
    for c in text.chars() {
        let plain = c.is_ascii_alphanumeric() || "-._~,;:/?@!$()*=".contains(c);
        let kept = plain || (c > '\u{a0}' && c.is_alphanumeric()) || "，。、；：（）《》％—－·−".contains(c);
        match kept {
            true => address.push(c),
            false => c.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| address.push_str(&format!("%{byte:02X}"))),
        }
    }
    address
}

/// Where the chart was published, in words.
fn published_at(view: &View<'_>, drawing: &Drawing) -> String {
    let lang = drawing.lang;
    let address = view.address(drawing.page, lang).unwrap_or_default();
    let address = format!("{}{address}", view.base_url().unwrap_or_default());
    let site = view.site().map(|site| site.names.get(lang).clone()).unwrap_or_default();
    view.words_in(lang).fill("charts.published_at", &[("site", &site), ("address", &address)])
}

/// The drawing of a chart as a file that needs nothing else.
fn drawing_svg(view: &View<'_>, drawing: &Drawing, made: &Chart) -> String {
    let lang = drawing.lang;
    let address = published_at(view, drawing);
    let mut source = source_line(view, &made.documents, lang).unwrap_or_default();
    if let Some(left_out) = &made.left_out {
        source = format!("{left_out}\u{2003}{source}");
    }
    let meta = Standalone {
        title: &made.full.title,
        subtitle: &made.full.subtitle,
        source: &source,
        address: &address,
        css: view.drawing_styles(),
        lang: lang.tag(),
    };
    chart::standalone_svg(&scene(made, Size::Desk), "f", &meta)
}

/// The laid-out drawing, described by all places and not only those that are drawn.
pub fn scene(chart: &Chart, size: Size) -> Scene {
    let mut scene = chart::layout(&chart.drawn, size);
    scene.description = chart::description(&chart.full);
    scene
}

/// The published documents that the figures come from.
pub fn source_line(view: &View<'_>, documents: &[DocumentId], lang: Lang) -> Option<String> {
    if documents.is_empty() {
        return None;
    }
    let words = view.words_in(lang);
    let titles: Vec<String> = documents
        .iter()
        .map(|id| words.fill("charts.document", &[("title", view.document(*id).titles.get(lang))]))
        .collect();
    Some(words.fill("charts.source", &[("documents", &titles.join(&words.plain("charts.separator")))]))
}

#[cfg(test)]
mod tests {
    use super::address_of_csv;

    #[test]
    fn a_table_as_an_address_holds_nothing_that_ends_an_attribute() {
        let address = address_of_csv("\u{feff}地方,%\r\n\"甲 & 乙\",<5\r\n丙,−3.5#\r\n");
        let wanted = "%EF%BB%BF地方,%25%0D%0A%22甲%20%26%20乙%22,%3C5%0D%0A丙,−3.5%23%0D%0A";
        assert_eq!(address, format!("data:text/csv;charset=utf-8,{wanted}"));
    }
}
