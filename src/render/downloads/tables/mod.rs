//! The tables of the whole portal, a file for each: every column names its type and how its
//! cell is filled.

mod cases;
mod cities;
mod corrections;
mod documents;
mod indicators;
mod observations;
mod problems;
mod redirects;

use super::sheet::Sheet;
use crate::i18n::{Lang, Text};
use crate::parse::Statement;
use crate::plan::DownloadTable;
use crate::portal::{JurisdictionId, ObservationId};
use crate::render::view::View;

pub use observations::sheet as observations;
pub use redirects::sheet as redirects;

/// A table of the package.
pub fn sheet(view: &View<'_>, table: DownloadTable) -> Sheet {
    let name = table.name();
    match table {
        DownloadTable::Observations => observations(view, name, &all_figures(view)),
        DownloadTable::Indicators => indicators::sheet(view, name),
        DownloadTable::Cities => cities::sheet(view, name),
        DownloadTable::Problems => problems::sheet(view, name),
        DownloadTable::Cases => cases::sheet(view, name),
        DownloadTable::Documents => documents::sheet(view, name),
        DownloadTable::Corrections => corrections::sheet(view, name),
    }
}

fn all_figures(view: &View<'_>) -> Vec<ObservationId> {
    let indicators = view.programmes().flat_map(|programme| view.indicators(programme).collect::<Vec<_>>());
    indicators.flat_map(|id| view.figures_of_indicator(id)).collect()
}

fn joined(notes: &[Statement], lang: Lang) -> String {
    let separator = match lang {
        Lang::Zh => "",
        Lang::En => " ",
    };
    notes.iter().map(|note| note.get(lang).as_str()).collect::<Vec<_>>().join(separator)
}

fn slugs(view: &View<'_>, places: &[JurisdictionId]) -> String {
    places.iter().map(|place| view.place(*place).def.slug.value.as_str()).collect::<Vec<_>>().join(" ")
}

fn or_empty(text: Option<&Text>, lang: Lang) -> String {
    text.map(|text| text.get(lang).clone()).unwrap_or_default()
}

fn year(year: Option<u16>) -> String {
    year.map(|year| year.to_string()).unwrap_or_default()
}
