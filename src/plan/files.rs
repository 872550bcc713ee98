//! Which files for machines there are: figures of an indicator, of a programme, of the whole portal.

use std::collections::{BTreeSet, HashMap};

use super::{DataFile, DownloadTable, Drawing, IndicatorForm, MediaForm, SdmxFile, Subject, programme_of};
use crate::i18n::Lang;
use crate::media::MediaKind;
use crate::parse::MediaFile;
use crate::portal::{LinkedNarrative, Portal, ProgrammeId};

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
        files.extend([IndicatorForm::Csv, IndicatorForm::Json].map(|form| DataFile::Indicator(id, form)));
    }
    files.extend(portal.indicator_ids().next().map(|_| DataFile::IndicatorSchema));
    let with_figures = portal.jurisdiction_ids().filter(|place| portal.observations_of(*place).next().is_some());
    files.extend(with_figures.map(DataFile::Place));
    let archives: BTreeSet<_> = drawings.keys().filter_map(|(page, _)| archive_of(portal, *page)).collect();
    files.extend(archives.into_iter().map(DataFile::ChartArchive));
    // Several texts may show one file.
    let media: BTreeSet<DataFile> =
        shown.flat_map(|narrative| narrative.media_files().flat_map(|media| files_of(media))).collect();
    files.extend(media);
    files.extend(Some(DataFile::Redirects).filter(|_| !portal.moves.is_empty()));
    files.extend(portal.programme_ids().flat_map(|id| [DataFile::Comparison(id), DataFile::Cube(id)]));
    files.extend(sdmx(portal).into_iter().map(DataFile::Sdmx));
    files.into_iter().map(Subject::File).collect()
}

/// The messages of SDMX: a table for the figures of a programme that have a year, and for
/// those that have none, where there are some.
fn sdmx(portal: &Portal) -> Vec<SdmxFile> {
    let of = |programme: ProgrammeId, dated: bool| {
        let mut figures = portal.observations.iter().filter(|figure| figure.def.period.is_some() == dated);
        figures.any(|figure| portal.indicator(figure.indicator).programme == programme)
    };
    let mut files = Vec::new();
    for programme in portal.programme_ids() {
        let (dated, undated) = (of(programme, true), of(programme, false));
        files.extend(dated.then_some(SdmxFile::Table(programme)));
        files.extend(undated.then_some(SdmxFile::Undated(programme)));
        files.extend((dated || undated).then_some(SdmxFile::Json(programme)));
    }
    if !files.is_empty() {
        files.push(SdmxFile::Structure);
    }
    files
}

/// The archive that holds the charts of a page: that of its programme, or of no programme;
/// none where they are in no archive.
pub fn archive_of(portal: &Portal, page: Subject) -> Option<Option<ProgrammeId>> {
    page.has_archived_charts().then(|| programme_of(portal, page))
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
