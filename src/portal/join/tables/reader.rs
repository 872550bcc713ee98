//! What tables are read with: the names of a portal, its signs, and how each table is read.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use crate::parse::records::{self, TableReading};
use crate::parse::{ParsedFile, SourceKind};
use crate::portal::join::tables::names::HeadNames;
use crate::portal::model::Portal;
use crate::portal::names::{NameTable, ParsedFiles};
use crate::portal::records::LinkedIndicator;

/// Reads tables with the names and signs of a portal.
pub struct TableReader<'a> {
    pub portal: &'a Portal,
    pub units: &'a [Arc<records::Unit>],
    pub dimensions: &'a [Arc<records::Dimension>],
    pub indicators: &'a [LinkedIndicator],
    pub table: &'a NameTable,
    pub names: HeadNames,
    pub marks: Vec<&'a records::CellMark>,
    pub readings: BTreeMap<&'a str, &'a Arc<TableReading>>,
    /// Tables whose reading is described in a file that cannot be read.
    pub undescribed: HashSet<&'a str>,
}

impl<'a> TableReader<'a> {
    /// A reader for the tables among some files.
    pub fn new(
        portal: &'a Portal,
        units: &'a [Arc<records::Unit>],
        dimensions: &'a [Arc<records::Dimension>],
        indicators: &'a [LinkedIndicator],
        files: &'a ParsedFiles,
        table: &'a NameTable,
    ) -> TableReader<'a> {
        let languages = || {
            files.iter().filter_map(|(_, parsed)| {
                let ParsedFile::Marks(file) = &parsed.file else { return None };
                Some(file)
            })
        };
        let names = HeadNames::new(portal, indicators, dimensions, units, languages().flat_map(|file| &file.heads));
        let mut readings = BTreeMap::new();
        let mut undescribed = HashSet::new();
        for (_, parsed) in files {
            match &parsed.file {
                ParsedFile::TableReading(reading) => drop(readings.insert(reading.stem.as_str(), reading)),
                ParsedFile::Broken(SourceKind::TableReading(stem)) => drop(undescribed.insert(stem.as_str())),
                _ => {}
            }
        }
        let marks = languages().flat_map(|file| &file.marks).collect();
        TableReader { portal, units, dimensions, indicators, table, names, marks, readings, undescribed }
    }
}
