//! Which files for machines there are: figures of an indicator, of a chart, of the whole portal.

use std::collections::{BTreeSet, HashMap};

use super::{DataFile, DownloadTable, Drawing, FigureForm, FigureOwner, IndicatorForm, MediaForm, Subject};
use crate::i18n::Lang;
use crate::media::MediaKind;
use crate::parse::MediaFile;
use crate::portal::{LinkedNarrative, Portal};

/// All files of a portal whose pages have these charts.
pub fn all<'p>(
    portal: &Portal,
    shown: impl Iterator<Item = &'p LinkedNarrative>,
    drawings: &HashMap<(Subject, Lang), Vec<Drawing>>,
) -> Vec<Subject> {
    let mut files = vec![
        DataFile::Package,
        DataFile::Archive,
        DataFile::Feed,
        DataFile::Workbook,
        DataFile::Catalogue,
        DataFile::Interface,
    ];
    for (_, table) in DownloadTable::ALL {
        files.extend([DataFile::Table(table), DataFile::TableSchema(table)]);
    }
    for id in portal.indicator_ids() {
        for form in [IndicatorForm::Csv, IndicatorForm::Json, IndicatorForm::Schema] {
            files.push(DataFile::Indicator(id, form));
        }
    }
    let with_figures = portal.jurisdiction_ids().filter(|place| portal.observations_of(*place).next().is_some());
    files.extend(with_figures.map(DataFile::Place));
    // Both languages may have the same chart, or one of them none of that number.
    let mut figures = BTreeSet::new();
    for drawing in drawings.values().flatten() {
        let Some(owner) = FigureOwner::of(drawing.page) else { continue };
        figures.insert(DataFile::Figure(owner, drawing.number, FigureForm::Csv));
        // Tables and tiles are laid out by the page and have no drawing of their own.
        if !drawing.request.kind.is_laid_by_html() {
            figures.insert(DataFile::Figure(owner, drawing.number, FigureForm::Svg));
        }
    }
    files.extend(figures);
    // Several texts may show one file.
    let media: BTreeSet<DataFile> =
        shown.flat_map(|narrative| narrative.media_files().flat_map(|media| files_of(media))).collect();
    files.extend(media);
    files.extend(Some(DataFile::Redirects).filter(|_| !portal.moves.is_empty()));
    files.extend(portal.programme_ids().flat_map(|id| [DataFile::Comparison(id), DataFile::Cube(id)]));
    files.into_iter().map(Subject::File).collect()
}

/// The files that pages show or offer of one beside a text.
fn files_of(media: &MediaFile) -> Vec<DataFile> {
    let file = |form| DataFile::Media(media.fingerprint, form);
    match &media.kind {
        Ok(MediaKind::Picture(facts)) => {
            let form = if facts.drawing { MediaForm::Drawing } else { MediaForm::Photograph };
            facts.variants().into_iter().map(|variant| file(form(variant.form))).collect()
        }
        Ok(MediaKind::Attachment(form)) => vec![file(MediaForm::Attachment(form.ending))],
        Err(_) => Vec::new(),
    }
}
