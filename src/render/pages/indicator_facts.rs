//! What a reader must know of the figures of an indicator: where they come from, what is
//! asked, how good they are.

use schemars::JsonSchema;
use serde::Serialize;

use crate::parse::records::{Nature, Observation, Qualifier, Status, YearBasis};
use crate::plan::{DataFile, IndicatorForm, Subject};
use crate::portal::{IndicatorId, ObservationId};
use crate::render::charts;
use crate::render::figures;
use crate::render::html::Html;
use crate::render::parts::{DocumentFacts, document_facts, does_not_add_up, year_words};
use crate::render::statement;
use crate::render::view::View;

/// Where the figures of an indicator come from, in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FigureFacts {
    /// The first and the last year, in words.
    pub years: Option<String>,
    /// The unit.
    pub unit: String,
    /// When the next figures are announced for.
    pub next: Option<NextFigures>,
    /// How many figures there are.
    pub figures: usize,
    /// The newest document that prints one.
    pub newest: Option<DocumentFacts>,
}

/// When a document says that the next figures come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NextFigures {
    /// The day in words.
    pub date: String,
    /// The same date for machines.
    pub datetime: String,
    /// Document and place in it, in words.
    pub source: String,
}

/// A file of an indicator's figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct IndicatorDownload {
    /// The name of its form.
    pub label: String,
    /// The file.
    pub href: String,
}

/// What is asked in an indicator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TargetEntry {
    /// The target in words.
    pub text: String,
    /// The place of which it is asked; none where it is asked of all.
    pub place: Option<String>,
    /// From when on it holds.
    pub year: Option<String>,
    /// On what it rests.
    pub basis: Option<Html>,
    /// Document and place in it, in words.
    pub source: Option<String>,
}

/// Where the figures come from, in short: their years, their number, the newest document,
/// and when a document says that the next come.
pub fn figure_facts(view: &View<'_>, id: IndicatorId, figures: &[ObservationId]) -> FigureFacts {
    let periods = || figures.iter().filter_map(|id| view.observation(*id).def.period);
    let years = periods().map(|period| period.from).min().zip(periods().map(|period| period.to).max());
    let years = years.map(|(first, last)| match first == last {
        true => year_words(view, last),
        false => view.fill("charts.years", &[("first", &first.to_string()), ("last", &last.to_string())]),
    });
    let documents = figures.iter().map(|id| view.observation(*id).document);
    let newest = documents
        .filter(|id| view.document(*id).date.is_some())
        .max_by_key(|id| view.document(*id).date.as_ref().map(|date| date.value));
    let indicator = view.indicator(id);
    let next = indicator.def.next_expected.as_ref().zip(indicator.next_expected);
    let next = next.map(|(next, document)| NextFigures {
        date: next.date.words(view.lang()),
        datetime: next.date.to_string(),
        source: figures::source(view, document, &next.source, view.lang()),
    });
    FigureFacts {
        years,
        unit: view.say(&view.unit(id).names).to_owned(),
        next,
        figures: figures.len(),
        newest: newest.map(|id| document_facts(view, id)),
    }
}

/// The files of the indicator's figures.
pub fn indicator_downloads(view: &View<'_>, id: IndicatorId) -> Vec<IndicatorDownload> {
    let forms = [
        ("CSV", DataFile::Indicator(id, IndicatorForm::Csv)),
        ("JSON", DataFile::Indicator(id, IndicatorForm::Json)),
        ("CSVW", DataFile::IndicatorSchema),
    ];
    let links = forms.into_iter().filter_map(|(label, file)| {
        let href = view.link(Subject::File(file))?;
        Some(IndicatorDownload { label: label.to_owned(), href })
    });
    links.collect()
}

/// What is asked in an indicator.
pub fn target_entries(view: &View<'_>, id: IndicatorId) -> Vec<TargetEntry> {
    let targets = view.indicator(id).targets.iter().map(|target| {
        let source = target.document.zip(target.def.source.as_ref());
        TargetEntry {
            text: charts::target_words(view, target, id),
            place: target.jurisdiction.map(|place| view.say(&view.place(place).def.names).to_owned()),
            year: target.def.from_year().map(|year| year_words(view, year)),
            basis: target.def.basis.as_ref().map(|basis| statement::html(view, basis)),
            source: source.map(|(document, source)| figures::source(view, document, source, view.lang())),
        }
    });
    targets.collect()
}

/// What is counted of figures.
type QualityTest = fn(&Observation) -> bool;

/// What a reader must know of figures, by the word of its sentence.
const QUALITY: [(&str, QualityTest); 13] = [
    ("masked", |def| def.status == Status::Masked),
    ("illegible", |def| def.status == Status::Illegible),
    ("not_published", |def| def.status == Status::NotPublished),
    ("approx", |def| def.qualifier != Qualifier::Exact),
    ("not_comparable", |def| def.status == Status::NotComparable),
    ("revised", |def| def.status == Status::Revised),
    ("provisional", |def| def.status == Status::Provisional),
    ("planned", |def| def.nature == Nature::Planned),
    ("norm", |def| matches!(def.nature, Nature::Norm | Nature::Target)),
    ("inferred", |def| def.year_basis == YearBasis::Inferred && def.period.is_some()),
    ("undated", |def| def.period.is_none()),
    ("worded", |def| def.worded),
    ("repaired", |def| def.repaired),
];

/// What a reader must know of the figures, in words: one sentence for each thing that
/// occurs.
pub fn quality_sentences(view: &View<'_>, id: IndicatorId, ids: &[ObservationId]) -> Vec<String> {
    let count = |wanted: QualityTest| ids.iter().filter(|id| wanted(&view.observation(**id).def)).count();
    let mut counts: Vec<(&str, usize)> = QUALITY.into_iter().map(|(word, wanted)| (word, count(wanted))).collect();
    let indicator = &view.indicator(id).def;
    let newest = 1 + indicator.definition_changes.len();
    let redefined = |figure: &&ObservationId| {
        let version = indicator.definition_version(view.observation(**figure).def.period);
        version.is_some_and(|version| version < newest)
    };
    counts.push(("redefined", ids.iter().filter(redefined).count()));
    counts.push(("does_not_add_up", ids.iter().filter(|id| does_not_add_up(view, **id)).count()));
    let occurring = counts.into_iter().filter(|(_, count)| *count > 0);
    occurring.map(|(word, count)| view.fill(&format!("quality.{word}"), &[("n", &count.to_string())])).collect()
}
