//! The files for machines: figures of an indicator, of a chart, of the whole portal.

use std::collections::{BTreeSet, HashMap};

use super::{Drawing, Subject};
use crate::i18n::Lang;
use crate::media::{MediaKind, PictureForm};
use crate::parse::MediaFile;
use crate::portal::{EvaluationId, IndicatorId, JurisdictionId, LinkedNarrative, NarrativeId, Portal, ProgrammeId};
use crate::source::Fingerprint;

/// A file that is no page for readers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DataFile {
    /// The figures of an indicator.
    Indicator(IndicatorId, IndicatorForm),
    /// All figures of a place.
    Place(JurisdictionId),
    /// A chart of a page, by its number there.
    Figure(FigureOwner, u16, FigureForm),
    /// The description of the package of all data.
    Package,
    /// A table of the package.
    Table(DownloadTable),
    /// What the columns of a table of the package are.
    TableSchema(DownloadTable),
    /// The package in one file.
    Archive,
    /// The figures of a programme for the reader's own comparison.
    Comparison(ProgrammeId),
    /// A file beside a text, or one that is made of it. Its address is made of its bytes.
    Media(Fingerprint, MediaForm),
    /// What followers of a language are told.
    Feed,
    /// All tables as one workbook.
    Workbook,
    /// The data for catalogues of open data.
    Catalogue,
    /// How programs find the files.
    Interface,
    /// The figures of a programme as a cube.
    Cube(ProgrammeId),
}

/// What is made of a file beside a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MediaForm {
    Photograph(PictureForm),
    Drawing(PictureForm),
    /// Nothing: it is offered as it is, with this ending.
    Attachment(&'static str),
}

/// The pages whose charts are files too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FigureOwner {
    Indicator(IndicatorId),
    IndicatorYear(IndicatorId, u16),
    Place(ProgrammeId, JurisdictionId),
    Bulletin(EvaluationId),
    Report(NarrativeId),
    Case(NarrativeId),
    Text(NarrativeId),
}

impl FigureOwner {
    /// The page as an owner, where its kind is one.
    pub fn of(page: Subject) -> Option<FigureOwner> {
        Some(match page {
            Subject::Indicator(id) => FigureOwner::Indicator(id),
            Subject::IndicatorYear(id, year) => FigureOwner::IndicatorYear(id, year),
            Subject::Place(programme, place) => FigureOwner::Place(programme, place),
            Subject::Bulletin(id) => FigureOwner::Bulletin(id),
            Subject::Report(id) => FigureOwner::Report(id),
            Subject::Case(id) => FigureOwner::Case(id),
            Subject::Text(id) => FigureOwner::Text(id),
            Subject::Chooser
            | Subject::NotFound
            | Subject::Home
            | Subject::Programme(_)
            | Subject::Year(..)
            | Subject::PlaceYear(..)
            | Subject::Places(_)
            | Subject::Indicators(_)
            | Subject::Compare(_)
            | Subject::CompareYear(..)
            // These are many, and their page holds each drawing with its table.
            | Subject::IndicatorGroup(..)
            | Subject::ComparePair(..)
            | Subject::Cases(..)
            | Subject::Frameworks(_)
            | Subject::Framework(_)
            | Subject::Problems(..)
            | Subject::Problem(_)
            | Subject::Data
            | Subject::Fields
            | Subject::Glossary
            | Subject::Corrections
            | Subject::SiteMap
            | Subject::Search
            | Subject::File(_) => return None,
        })
    }

    /// The page.
    pub fn page(self) -> Subject {
        match self {
            FigureOwner::Indicator(id) => Subject::Indicator(id),
            FigureOwner::IndicatorYear(id, year) => Subject::IndicatorYear(id, year),
            FigureOwner::Place(programme, place) => Subject::Place(programme, place),
            FigureOwner::Bulletin(id) => Subject::Bulletin(id),
            FigureOwner::Report(id) => Subject::Report(id),
            FigureOwner::Case(id) => Subject::Case(id),
            FigureOwner::Text(id) => Subject::Text(id),
        }
    }
}

/// How the figures of an indicator are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IndicatorForm {
    Csv,
    Json,
    /// What the columns of the CSV are.
    Schema,
}

/// How a chart is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FigureForm {
    Csv,
    Svg,
}

/// The tables of the package.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DownloadTable {
    Observations,
    Indicators,
    Cities,
    Problems,
    Cases,
    Documents,
    Corrections,
}

impl DownloadTable {
    pub const ALL: [(&'static str, DownloadTable); 7] = [
        ("observations", DownloadTable::Observations),
        ("indicators", DownloadTable::Indicators),
        ("cities", DownloadTable::Cities),
        ("problems", DownloadTable::Problems),
        ("cases", DownloadTable::Cases),
        ("documents", DownloadTable::Documents),
        ("corrections", DownloadTable::Corrections),
    ];

    /// The name of the file without its ending.
    pub fn name(self) -> &'static str {
        DownloadTable::ALL.iter().find(|(_, table)| *table == self).map_or("", |(name, _)| name)
    }
}

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

impl DataFile {
    /// Where the file lies.
    pub fn path(self, portal: &Portal, lang: Lang) -> String {
        match self {
            DataFile::Indicator(id, form) => {
                let name = &portal.indicator(id).def.id.value;
                match form {
                    IndicatorForm::Csv => format!("data/indicators/{name}.csv"),
                    IndicatorForm::Json => format!("data/indicators/{name}.json"),
                    IndicatorForm::Schema => format!("data/indicators/{name}.csv-metadata.json"),
                }
            }
            DataFile::Place(id) => format!("data/cities/{}.csv", portal.jurisdiction(id).def.slug.value),
            // Named after the page's address in one word.
            DataFile::Figure(owner, number, form) => {
                let ending = match form {
                    FigureForm::Csv => "csv",
                    FigureForm::Svg => "svg",
                };
                let route = super::route::of(portal, owner.page(), lang);
                let page = route.address().trim_matches('/').replace('/', "-");
                format!("data/figures/{page}-f{number}.{ending}")
            }
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
            DataFile::Cube(programme) => {
                format!("data/json-stat/{}-{}.json", portal.programme(programme).id.value, lang.code())
            }
            DataFile::Feed => format!("{}/feed.xml", lang.code()),
            DataFile::Comparison(programme) => {
                format!("data/compare/{}-{}.js", portal.programme(programme).id.value, lang.code())
            }
        }
    }

    /// Whether the file follows from a picture and is made anew when the picture is replaced:
    /// nobody cites it.
    pub fn is_picture(self) -> bool {
        matches!(self, DataFile::Media(_, MediaForm::Photograph(_) | MediaForm::Drawing(_)))
    }

    /// Whether the file is the same for both languages.
    pub fn neutral(self) -> bool {
        !matches!(self, DataFile::Figure(..) | DataFile::Comparison(_) | DataFile::Cube(_) | DataFile::Feed)
    }
}
