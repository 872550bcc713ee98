//! What the data is made of: programmes, files, columns, statuses, qualifiers.

use schemars::JsonSchema;
use serde::Serialize;

use super::downloads::{
    DataPackage, DownloadTerms, TableColumns, TableFile, data_package, download_terms, table_columns, table_files,
};
use crate::parse::records::{Nature, Qualifier, Status};
use crate::plan::{CaseList, ProblemList, Subject};
use crate::portal::{IndicatorId, ProgrammeId};
use crate::render::frame::Head;
use crate::render::html::Html;
use crate::render::page_data::{Made, PageData};
use crate::render::parts::{EditionLink, edition_links};
use crate::render::statement;
use crate::render::view::View;

/// The data of the portal and what its columns mean.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DataPage {
    /// The programmes, each with what it counts.
    pub programmes: Vec<ProgrammeData>,
    /// The whole package.
    pub package: DataPackage,
    /// The tables of the package.
    pub tables: Vec<TableFile>,
    /// The page with the files of each indicator; none where there are no figures.
    pub indicators_href: Option<String>,
    /// The columns of the tables.
    pub dictionary: Vec<TableColumns>,
    /// The licences, and of which day the data is.
    pub terms: DownloadTerms,
    /// The reference of the fields of data files.
    pub fields_href: Option<String>,
    /// The former editions, newest first.
    pub editions: Vec<EditionLink>,
    /// What can become of a value.
    pub statuses: Vec<StatusMeaning>,
    /// How exactly a number can be meant.
    pub qualifiers: Vec<QualifierMeaning>,
    /// What kinds of statements figures are.
    pub natures: Vec<NatureMeaning>,
}

impl PageData for DataPage {
    const TEMPLATE: &'static str = "data.html";
}

/// A programme, counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ProgrammeData {
    /// The name.
    pub name: String,
    /// What it evaluates, in one sentence.
    pub description: String,
    /// How many indicators it has.
    pub indicators: usize,
    /// The page of indicators.
    pub indicators_href: Option<String>,
    /// How many figures these have.
    pub figures: usize,
    /// How many problems were named in it.
    pub problems: usize,
    /// The page of problems.
    pub problems_href: Option<String>,
    /// How many cases it has.
    pub cases: usize,
    /// The page of cases.
    pub cases_href: Option<String>,
    /// What is doubtful in it.
    pub notes: Vec<Html>,
}

/// A status of values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StatusMeaning {
    /// The code in data files and downloads.
    pub code: String,
    /// The status in words.
    pub name: String,
    /// What it means.
    pub meaning: String,
}

/// A qualifier of numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct QualifierMeaning {
    /// The code in data files and downloads.
    pub code: String,
    /// The sign before a number; empty where there is none.
    pub sign: String,
    /// What it means.
    pub meaning: String,
}

/// A kind of statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NatureMeaning {
    /// The code in data files and downloads.
    pub code: String,
    /// The kind in words.
    pub name: String,
}

/// The data of the portal.
pub fn data(view: &View<'_>) -> Made {
    let statuses = Status::ALL.into_iter().map(|(code, _)| StatusMeaning {
        code: code.to_owned(),
        name: view.word(&format!("status.{code}.name")),
        meaning: view.word(&format!("status.{code}.meaning")),
    });
    let qualifiers = Qualifier::ALL.into_iter().filter(|(_, qualifier)| *qualifier != Qualifier::Exact);
    let qualifiers = qualifiers.map(|(code, qualifier)| QualifierMeaning {
        code: code.to_owned(),
        sign: qualifier.sign().to_owned(),
        meaning: view.word(&format!("qualifier_meaning.{code}")),
    });
    let natures = Nature::ALL
        .into_iter()
        .map(|(code, _)| NatureMeaning { code: code.to_owned(), name: view.word(&format!("nature.{code}")) });
    let page = DataPage {
        programmes: view.programmes().map(|id| programme_data(view, id)).collect(),
        package: data_package(view),
        tables: table_files(view),
        indicators_href: view.link(Subject::DataIndicators),
        dictionary: table_columns(view),
        terms: download_terms(view),
        fields_href: view.link(Subject::Fields),
        editions: edition_links(view, "data/index.html"),
        statuses: statuses.collect(),
        qualifiers: qualifiers.collect(),
        natures: natures.collect(),
    };
    let head = Head::new(view.word("data.title"), view.word("data.lede")).crumb(view.word("menu.data"), None);
    Made::new(head, &page)
}

fn programme_data(view: &View<'_>, id: ProgrammeId) -> ProgrammeData {
    let def = view.programme(id);
    let indicators: Vec<IndicatorId> = view.indicators(id).collect();
    ProgrammeData {
        name: view.say(&def.names).to_owned(),
        description: view.say(&def.description).to_owned(),
        indicators: indicators.len(),
        indicators_href: view.link(Subject::Indicators(id)),
        figures: indicators.iter().map(|id| view.figures_of_indicator(*id).len()).sum(),
        problems: view.problems(id, ProblemList::All).len(),
        problems_href: view.link(Subject::Problems(id, ProblemList::All)),
        cases: view.cases(id, CaseList::All).len(),
        cases_href: view.link(Subject::Cases(id, CaseList::All, 1)),
        notes: statement::list(view, &def.notes),
    }
}
