//! What a file is, by where it lies.

use crate::diag::nearest;
use crate::media::{ending_of, is_media};

/// What a file ought to be.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum SourceKind {
    Site,
    Units,
    Breakdowns,
    Documents,
    Programme,
    Jurisdictions,
    PeerGroups,
    Indicators,
    /// With the name of its folder: a year, or `undated`.
    Observations(String),
    /// A table of observations.
    Table(TableFormat),
    /// How the tables at a path, given without its ending, are read.
    TableReading(String),
    /// What signs and heads of tables mean.
    Marks,
    Evaluation {
        programme: String,
        year: String,
    },
    /// Declared arithmetic.
    Arithmetic,
    /// With its date, the name of the file.
    Edition(String),
    Report {
        programme: String,
        year: String,
    },
    /// With the name of its folder, a programme.
    Framework(String),
    Glossary,
    Corrections,
    Narrative(NarrativePlace),
    /// A file beside a text: a picture, a sealed document. With its path.
    Media(String),
    Theme,
    /// Nothing that the program knows.
    Unused,
}

/// How a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TableFormat {
    Csv,
    Xlsx,
}

impl TableFormat {
    /// By the ending of a name.
    fn of(name: &str) -> Option<TableFormat> {
        match name.rsplit_once('.')?.1 {
            "csv" => Some(TableFormat::Csv),
            "xlsx" => Some(TableFormat::Xlsx),
            _ => None,
        }
    }
}

/// The path of a table, or of how it is read, without its ending.
pub fn table_stem(path: &str) -> &str {
    [".table.yaml", ".csv", ".xlsx"].iter().find_map(|ending| path.strip_suffix(ending)).unwrap_or(path)
}

/// Where a narrative lies: what the folders say about it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct NarrativePlace {
    /// The programme's folder; without one it is the site's default programme.
    pub programme: Option<String>,
    /// Year and jurisdiction; static pages have none.
    pub year: Option<u16>,
    pub jurisdiction: Option<String>,
    /// The folder of the narrative kind: `bulletin`, `report`, `cases` or `pages`.
    pub folder: String,
    /// The slug of a case, page or further report.
    pub slug: Option<String>,
    pub lang: crate::i18n::Lang,
}

/// Decides what the file at a path relative to the root is.
pub fn kind_of(path: &str) -> SourceKind {
    let parts: Vec<&str> = path.split('/').collect();
    let name = parts.last().copied().unwrap_or("");
    if !usable_file_name(name) {
        return SourceKind::Unused;
    }
    match parts.as_slice() {
        ["data", "observations", ..] if name.ends_with(".table.yaml") => {
            SourceKind::TableReading(table_stem(path).to_owned())
        }
        ["data", "observations", ..] if TableFormat::of(name).is_some() => {
            TableFormat::of(name).map_or(SourceKind::Unused, SourceKind::Table)
        }
        ["data", rest @ ..] if name.ends_with(".yaml") => data_kind(rest),
        ["content", rest @ ..] => content_kind(path, rest).unwrap_or(SourceKind::Unused),
        ["themes", _, _, ..] => SourceKind::Theme,
        _ => SourceKind::Unused,
    }
}

fn data_kind(parts: &[&str]) -> SourceKind {
    match parts {
        ["site.yaml"] => SourceKind::Site,
        ["units.yaml"] => SourceKind::Units,
        ["breakdowns.yaml"] => SourceKind::Breakdowns,
        ["documents.yaml"] => SourceKind::Documents,
        ["marks.yaml"] => SourceKind::Marks,
        ["peer-groups.yaml"] => SourceKind::PeerGroups,
        ["glossary.yaml"] => SourceKind::Glossary,
        ["corrections.yaml"] => SourceKind::Corrections,
        ["arithmetic", .., _] => SourceKind::Arithmetic,
        ["editions", name] => SourceKind::Edition(name.trim_end_matches(".yaml").to_owned()),
        ["documents", _] => SourceKind::Documents,
        ["programmes", _] => SourceKind::Programme,
        ["jurisdictions", _] => SourceKind::Jurisdictions,
        ["indicators", .., _] => SourceKind::Indicators,
        ["observations", folder, .., _] => SourceKind::Observations((*folder).to_owned()),
        ["evaluations", programme, year, _] => {
            SourceKind::Evaluation { programme: (*programme).to_owned(), year: (*year).to_owned() }
        }
        ["reports", programme, year, _] => {
            SourceKind::Report { programme: (*programme).to_owned(), year: (*year).to_owned() }
        }
        ["frameworks", programme, _] => SourceKind::Framework((*programme).to_owned()),
        _ => SourceKind::Unused,
    }
}

fn content_kind(path: &str, parts: &[&str]) -> Option<SourceKind> {
    let (programme, parts) = match parts {
        ["pages", ..] => (None, parts),
        [first, ..] if year(first).is_some() => (None, parts),
        [first, rest @ ..] => (Some((*first).to_owned()), rest),
        [] => return None,
    };
    let (name, folders) = parts.split_last()?;
    let (year, jurisdiction, folder, slug) = match folders {
        ["pages", slug] => (None, None, "pages", Some(*slug)),
        [year_part, place, "cases", slug] => (Some(year(year_part)?), Some(*place), "cases", Some(*slug)),
        [year_part, place, folder @ ("bulletin" | "report")] => (Some(year(year_part)?), Some(*place), *folder, None),
        [year_part, place, "report", slug] => (Some(year(year_part)?), Some(*place), "report", Some(*slug)),
        _ => return None,
    };
    if let Some(lang) = name.strip_suffix(".md").and_then(crate::i18n::Lang::from_code) {
        return Some(SourceKind::Narrative(NarrativePlace {
            programme,
            year,
            jurisdiction: jurisdiction.map(str::to_owned),
            folder: folder.to_owned(),
            slug: slug.map(str::to_owned),
            lang,
        }));
    }
    is_media(&ending_of(name)).then(|| SourceKind::Media(path.to_owned()))
}

impl NarrativePlace {
    /// The folder in which its files lie, relative to the root.
    pub fn folder_path(&self) -> String {
        let year = self.year.map(|year| year.to_string());
        let parts =
            [self.programme.as_deref(), year.as_deref(), self.jurisdiction.as_deref(), Some(self.folder.as_str())];
        let parts = parts.into_iter().chain([self.slug.as_deref()]).flatten();
        std::iter::once("content").chain(parts).collect::<Vec<_>>().join("/")
    }
}

/// The folders of data, and the files that lie beside them.
const DATA_NAMES: [&str; 17] = [
    "arithmetic", "breakdowns.yaml", "corrections.yaml", "documents", "documents.yaml", "editions", "evaluations",
    "frameworks", "glossary.yaml", "indicators", "jurisdictions", "observations", "peer-groups.yaml", "programmes",
    "reports", "site.yaml", "units.yaml",
];

/// The path that was meant by one whose folder or file below `data` has a name that is
/// nearly one that is read: a whole part of the data is missing then. A copy of a file, or
/// one with another ending, has its [meaning](meant) by itself.
pub fn misnamed_data(path: &str) -> Option<String> {
    let rest = path.strip_prefix("data/")?;
    let (name, below) = rest.split_once('/').map_or((rest, None), |(name, below)| (name, Some(below)));
    if DATA_NAMES.contains(&name) || kind_of(path) != SourceKind::Unused || meant(path).is_some() {
        return None;
    }
    let known = DATA_NAMES.into_iter().filter(|known| below.is_none() == known.ends_with(".yaml"));
    nearest(name, known).into_iter().find_map(|known| {
        let tried = below.map_or_else(|| format!("data/{known}"), |below| format!("data/{known}/{below}"));
        (kind_of(&tried) != SourceKind::Unused).then_some(tried)
    })
}

/// The path that was probably meant by one that nothing reads: without capitals, with the
/// right ending, or with the ending of a copy taken off.
pub fn meant(path: &str) -> Option<String> {
    let lower = path.to_lowercase();
    let stem = lower.rsplit_once('.').map_or(lower.as_str(), |(stem, _)| stem);
    let (folder, name) = stem.rsplit_once('/').unwrap_or(("", stem));
    let tried = [
        lower.clone(),
        format!("{stem}.yaml"),
        format!("{stem}.md"),
        stem.to_owned(),
        format!("{folder}/{}.md", name.split(['_', '-', ' ', '(']).next().unwrap_or("")),
    ];
    tried.into_iter().find(|tried| tried != path && kind_of(tried) != SourceKind::Unused)
}

fn year(text: &str) -> Option<u16> {
    (text.len() == 4).then(|| text.parse().ok()).flatten().filter(|year| *year >= 1000)
}

/// Whether a word can stand in an address: lower-case ASCII letters, digits and single
/// hyphens between them, at most 80 characters.
pub fn usable_slug(slug: &str) -> bool {
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    !slug.is_empty()
        && slug.len() <= 80
        && slug.chars().all(allowed)
        && !slug.starts_with('-')
        && !slug.ends_with('-')
        && !slug.contains("--")
        && !is_device(slug)
}

/// Names that Windows keeps for devices, with any ending: no file can be called so, and a
/// site that holds one cannot be copied there.
pub fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or("").to_ascii_lowercase();
    let numbered =
        |device: &str| stem.strip_prefix(device).is_some_and(|n| n.len() == 1 && n.as_bytes()[0].is_ascii_digit());
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

/// Whether a file may have this name: no `..`, no control characters, no device.
pub fn usable_file_name(name: &str) -> bool {
    !name.contains("..") && !name.chars().any(char::is_control) && !name.contains('\\') && !is_device(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_files_by_their_path() {
        assert_eq!(kind_of("data/site.yaml"), SourceKind::Site);
        assert_eq!(kind_of("data/observations/2020/x.yaml"), SourceKind::Observations("2020".into()));
        assert_eq!(kind_of("data/observations/x.csv"), SourceKind::Table(TableFormat::Csv));
        let reading = kind_of("data/observations/2020/x.table.yaml");
        assert_eq!(reading, SourceKind::TableReading("data/observations/2020/x".into()));
        assert_eq!(kind_of("data/site.yml"), SourceKind::Unused);
        assert_eq!(kind_of("content/2020/a..b.md"), SourceKind::Unused);
        let SourceKind::Narrative(place) = kind_of("content/grain/2021/x/cases/y/en.md") else {
            panic!("a narrative");
        };
        assert_eq!(place.programme.as_deref(), Some("grain"));
        assert_eq!(place.slug.as_deref(), Some("y"));
    }

    #[test]
    fn a_folder_with_nearly_the_right_name_is_known() {
        assert_eq!(misnamed_data("data/jurisdiction/hunan.yaml").as_deref(), Some("data/jurisdictions/hunan.yaml"));
        assert_eq!(misnamed_data("data/observation/2020/a.yaml").as_deref(), Some("data/observations/2020/a.yaml"));
        assert_eq!(misnamed_data("data/unit.yaml").as_deref(), Some("data/units.yaml"));
        for other in [
            "data/site.yml", "data/jurisdictions/hunan.yaml", "data/old/hunan.yaml", "data/x.yaml", "content/unit.yaml",
        ] {
            assert_eq!(misnamed_data(other), None, "{other}");
        }
    }

    #[test]
    fn slugs_are_lower_case_ascii() {
        assert!(usable_slug("taian"));
        let bad = ["", "Taian", "tai'an", "济南", "../etc", "a--b", "-a", "a/b", "a.b", "con", "aux", "com1", "lpt9"];
        for bad in bad {
            assert!(!usable_slug(bad), "{bad}");
        }
        assert!(usable_slug("console") && usable_slug("com10") && usable_slug("auxiliary"));
    }
}
