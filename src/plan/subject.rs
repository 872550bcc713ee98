//! What a page or a file for machines is about, and how their kinds are told apart.

use crate::media::PictureForm;
use crate::portal::{
    EvaluationId, FrameworkId, GroupId, IndicatorId, JurisdictionId, NarrativeId, ProblemId, ProgrammeId,
};
use crate::source::Fingerprint;

/// What a page is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// The choice of language at the root.
    Chooser,
    /// The page for addresses that do not exist, in both languages.
    NotFound,
    Home,
    /// The entrance of a programme that is not the default one.
    Programme(ProgrammeId),
    /// A year: who evaluated whom, grades, bulletins.
    Year(ProgrammeId, u16),
    /// The bulletin of an evaluation.
    Bulletin(EvaluationId),
    /// A place in a year.
    PlaceYear(ProgrammeId, u16, JurisdictionId),
    Places(ProgrammeId),
    /// A place over all years.
    Place(ProgrammeId, JurisdictionId),
    Indicators(ProgrammeId),
    Indicator(IndicatorId),
    IndicatorYear(IndicatorId, u16),
    /// The charts of an indicator for pages of other sites.
    Embed(IndicatorId),
    /// An indicator in a group that its own page does not draw.
    IndicatorGroup(IndicatorId, GroupId),
    /// The chooser of comparisons.
    Compare(ProgrammeId),
    /// All indicators and places of a group in a year.
    CompareYear(ProgrammeId, GroupId, u16),
    ComparePair(ProgrammeId, JurisdictionId, JurisdictionId),
    /// A list of cases, and which page of it, from one.
    Cases(ProgrammeId, CaseList, u16),
    Case(NarrativeId),
    Report(NarrativeId),
    /// All figures of the document of a report.
    ReportData(NarrativeId),
    /// The frameworks of a programme and what each report covers.
    Frameworks(ProgrammeId),
    /// A framework's items, and who reported on each.
    Framework(FrameworkId),
    Problems(ProgrammeId, ProblemList),
    /// One problem: who named it, and what documents of all years say of it.
    Problem(ProblemId),
    Data,
    /// The files of each indicator.
    DataIndicators,
    /// The reference of all fields of data files and front matter.
    Fields,
    /// A static page.
    Text(NarrativeId),
    Glossary,
    Corrections,
    /// What is different between two editions, or since the newest one.
    Differences(Compared),
    SiteMap,
    /// The page at a former address, by position of its entry: it leads readers on.
    Moved(usize),
    /// The search of all pages of a language.
    Search,
    /// A file for machines.
    File(DataFile),
}

/// What is compared: an edition with the one before it, by its position in the chain, or what is published now with
/// the newest edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Compared {
    Edition(usize),
    Now,
}

/// Which cases a list holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CaseList {
    All,
    Year(u16),
    PlaceYear(u16, JurisdictionId),
    /// By position of the theme in its programme.
    Theme(usize),
}

/// Which problems a list holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProblemList {
    All,
    Year(u16),
    PlaceYear(u16, JurisdictionId),
    /// By position of the category in its programme.
    Category(usize),
}

/// The parts of the site: where a page is looked for in menus, lists and searches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// Ways into the site that belong to no part of it.
    Site,
    Bulletins,
    Reports,
    Places,
    Indicators,
    Compare,
    Cases,
    Problems,
    Data,
    About,
}

/// The record of the portal that a page shows, where it is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordId {
    Programme(ProgrammeId),
    Evaluation(EvaluationId),
    Indicator(IndicatorId),
    Framework(FrameworkId),
    Problem(ProblemId),
    Narrative(NarrativeId),
}

/// What a subject says of itself without the portal. What only its record knows (the
/// programme of an indicator, the year of a case) is asked of the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facets {
    pub section: Section,
    /// Whether there is one page for both languages.
    pub neutral: bool,
    pub programme: Option<ProgrammeId>,
    pub year: Option<u16>,
    pub place: Option<JurisdictionId>,
    pub record: Option<RecordId>,
}

impl Facets {
    const fn of(section: Section) -> Facets {
        Facets { section, neutral: false, programme: None, year: None, place: None, record: None }
    }

    /// Of a part of a programme.
    const fn within(section: Section, programme: ProgrammeId) -> Facets {
        Facets { programme: Some(programme), ..Facets::of(section) }
    }

    const fn showing(section: Section, record: RecordId) -> Facets {
        Facets { record: Some(record), ..Facets::of(section) }
    }

    const fn neutral(self, neutral: bool) -> Facets {
        Facets { neutral, ..self }
    }

    const fn year(self, year: u16) -> Facets {
        Facets { year: Some(year), ..self }
    }

    const fn place(self, place: JurisdictionId) -> Facets {
        Facets { place: Some(place), ..self }
    }
}

impl Subject {
    /// What it says of itself. All that treats kinds of pages alike asks here, so that a new
    /// kind is described once.
    pub fn facets(self) -> Facets {
        match self {
            Subject::Chooser | Subject::NotFound => Facets::of(Section::Site).neutral(true),
            Subject::Home | Subject::SiteMap | Subject::Search | Subject::Moved(_) => Facets::of(Section::Site),
            Subject::Programme(id) => {
                Facets { programme: Some(id), ..Facets::showing(Section::Site, RecordId::Programme(id)) }
            }
            Subject::Year(programme, year) => Facets::within(Section::Bulletins, programme).year(year),
            Subject::Bulletin(id) => Facets::showing(Section::Bulletins, RecordId::Evaluation(id)),
            Subject::PlaceYear(programme, year, place) => {
                Facets::within(Section::Bulletins, programme).year(year).place(place)
            }
            Subject::Report(id) | Subject::ReportData(id) => Facets::showing(Section::Reports, RecordId::Narrative(id)),
            Subject::Frameworks(programme) => Facets::within(Section::Reports, programme),
            Subject::Framework(id) => Facets::showing(Section::Reports, RecordId::Framework(id)),
            Subject::Places(programme) => Facets::within(Section::Places, programme),
            Subject::Place(programme, place) => Facets::within(Section::Places, programme).place(place),
            Subject::Indicators(programme) => Facets::within(Section::Indicators, programme),
            Subject::Indicator(id) | Subject::IndicatorGroup(id, _) | Subject::Embed(id) => {
                Facets::showing(Section::Indicators, RecordId::Indicator(id))
            }
            Subject::IndicatorYear(id, year) => {
                Facets::showing(Section::Indicators, RecordId::Indicator(id)).year(year)
            }
            Subject::Compare(programme) | Subject::ComparePair(programme, ..) => {
                Facets::within(Section::Compare, programme)
            }
            Subject::CompareYear(programme, _, year) => Facets::within(Section::Compare, programme).year(year),
            Subject::Cases(programme, list, _) => list.narrowed(Facets::within(Section::Cases, programme)),
            Subject::Case(id) => Facets::showing(Section::Cases, RecordId::Narrative(id)),
            Subject::Problems(programme, list) => list.narrowed(Facets::within(Section::Problems, programme)),
            Subject::Problem(id) => Facets::showing(Section::Problems, RecordId::Problem(id)),
            Subject::Data | Subject::DataIndicators | Subject::Fields => Facets::of(Section::Data),
            Subject::File(file) => Facets::of(Section::Data).neutral(file.neutral()),
            Subject::Text(id) => Facets::showing(Section::About, RecordId::Narrative(id)),
            Subject::Glossary | Subject::Corrections | Subject::Differences(_) => Facets::of(Section::About),
        }
    }

    /// Whether it is a file for machines and no page.
    pub fn is_file(self) -> bool {
        matches!(self, Subject::File(_))
    }

    /// Whether the charts of such a page are in the archive too. Pages of pairs and further
    /// groups are many, and draw figures that other pages draw.
    pub fn has_archived_charts(self) -> bool {
        !matches!(self, Subject::IndicatorGroup(..) | Subject::ComparePair(..))
    }
}

impl CaseList {
    fn narrowed(self, facets: Facets) -> Facets {
        match self {
            CaseList::All | CaseList::Theme(_) => facets,
            CaseList::Year(year) => facets.year(year),
            CaseList::PlaceYear(year, place) => facets.year(year).place(place),
        }
    }
}

impl ProblemList {
    fn narrowed(self, facets: Facets) -> Facets {
        match self {
            ProblemList::All | ProblemList::Category(_) => facets,
            ProblemList::Year(year) => facets.year(year),
            ProblemList::PlaceYear(year, place) => facets.year(year).place(place),
        }
    }
}

/// A file that is no page for readers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DataFile {
    /// The figures of an indicator.
    Indicator(IndicatorId, IndicatorForm),
    /// What the columns of the tables of all indicators are.
    IndicatorSchema,
    /// All figures of a place.
    Place(JurisdictionId),
    /// The charts of the pages of a programme, or of no programme: tables and drawings in
    /// one archive.
    ChartArchive(Option<ProgrammeId>),
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
    /// Former addresses and where their pages are now, for the rules of a server.
    Redirects,
    /// The figures of a programme as a cube.
    Cube(ProgrammeId),
    /// A message of SDMX.
    Sdmx(SdmxFile),
}

/// What is made of a file beside a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MediaForm {
    Photograph(PictureForm),
    Drawing(PictureForm),
    /// Nothing: it is offered as it is, with this ending.
    Attachment(&'static str),
}

/// How the figures of an indicator are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IndicatorForm {
    Csv,
    Json,
}

/// The messages of SDMX.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SdmxFile {
    /// What all data is made of: codes, concepts, structures, flows.
    Structure,
    /// The figures of a programme that have a year, as a table.
    Table(ProgrammeId),
    /// Those that have none.
    Undated(ProgrammeId),
    /// All of them as JSON.
    Json(ProgrammeId),
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

impl DataFile {
    /// Whether the file follows from a picture and is made anew when the picture is replaced:
    /// nobody cites it.
    pub fn is_picture(self) -> bool {
        matches!(self, DataFile::Media(_, MediaForm::Photograph(_) | MediaForm::Drawing(_)))
    }

    /// Whether the file is the same for both languages.
    pub fn neutral(self) -> bool {
        !matches!(self, DataFile::ChartArchive(_) | DataFile::Comparison(_) | DataFile::Cube(_) | DataFile::Feed)
    }
}
