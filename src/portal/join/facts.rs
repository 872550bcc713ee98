//! Reads which statement of lists and tables a link is bound to, and which table a picture-like link asks for.

use crate::diag::{Code, Diagnostic, Diagnostics, Spanned, nearest_words};
use crate::i18n::Text;
use crate::portal::chart_request::query_pairs;
use crate::portal::fact_request::FactRequest;
use crate::portal::ids::{EvaluationId, GroupId, IndicatorId, JurisdictionId};
use crate::portal::model::Portal;
use crate::portal::names::NameTable;
use crate::portal::records::LinkedNarrative;
use crate::say;

/// Reads what addresses of facts and tables name.
pub struct FactReader<'a> {
    pub portal: &'a Portal,
    pub table: &'a NameTable,
    /// The text: its year, place and evaluation are meant where the address names none.
    pub narrative: &'a LinkedNarrative,
    pub diagnostics: &'a mut Diagnostics,
}

/// What an address names, each where it names it.
#[derive(Default)]
struct NamedParts {
    indicator: Option<IndicatorId>,
    group: Option<GroupId>,
    place: Option<JurisdictionId>,
    evaluator: Option<JurisdictionId>,
    year: Option<u16>,
    grade: Option<Spanned<String>>,
    category: Option<Spanned<String>>,
}

const KEYS: [&str; 7] = ["indicator", "group", "place", "evaluator", "year", "grade", "category"];

impl FactReader<'_> {
    /// `problems?category=…`, `reached?indicator=…&group=…`, `rank?indicator=…`, `places?grade=…` …
    pub fn fact(&mut self, name: &Spanned<String>) -> Option<FactRequest> {
        let kind = name.split_once('?').map_or(name.as_str(), |(kind, _)| kind);
        let parts = self.parts(name)?;
        let year = parts.year.unwrap_or(self.narrative.year);
        let group = parts.group.or(self.portal.focus);
        match kind {
            "places" => {
                let evaluation = self.evaluation(&parts, name)?;
                let programme = self.portal.programme(self.portal.evaluation(evaluation).programme);
                let known = || programme.grades.iter().map(|grade| grade.id.value.as_str());
                let grade = self.position(parts.grade.as_ref(), known)?;
                Some(FactRequest::Places { evaluation, grade })
            }
            "problems" => {
                let evaluation = self.evaluation(&parts, name)?;
                let programme = self.portal.programme(self.portal.evaluation(evaluation).programme);
                let known = || programme.categories.iter().map(|category| category.id.value.as_str());
                let category = self.position(parts.category.as_ref(), known)?;
                Some(FactRequest::Problems { evaluation, category })
            }
            "categories" => Some(FactRequest::Categories { evaluation: self.evaluation(&parts, name)? }),
            "cases" => match self.narrative.programme.or(self.portal.default_programme) {
                Some(programme) => Some(FactRequest::Cases { programme, year, place: parts.place }),
                None => self.lacks(name, say!("没有评价项目", "there is no programme")),
            },
            "reached" | "missed" => match (parts.indicator, group) {
                (Some(indicator), Some(group)) => {
                    Some(FactRequest::Reached { indicator, year, group, reached: kind == "reached" })
                }
                _ => self.lacks(name, say!("要写`indicator`和`group`", "`indicator` and `group` are needed")),
            },
            "rank" => match (parts.indicator, group, parts.place.or(self.narrative.jurisdiction)) {
                (Some(indicator), Some(group), Some(place)) => {
                    Some(FactRequest::Rank { indicator, year, group, place })
                }
                _ => self.lacks(
                    name,
                    say!("要写`indicator`、`group`和`place`", "`indicator`, `group` and `place` are needed"),
                ),
            },
            "target-year" => match parts.indicator {
                Some(indicator) => Some(FactRequest::TargetYear { indicator }),
                None => self.lacks(name, say!("要写`indicator`", "`indicator` is needed")),
            },
            _ => self.unknown(kind, name, &FactRequest::KINDS),
        }
    }

    /// `grades?year=…&evaluator=…`
    pub fn grades_table(&mut self, name: &Spanned<String>) -> Option<EvaluationId> {
        let kind = name.split_once('?').map_or(name.as_str(), |(kind, _)| kind);
        if kind != "grades" {
            return self.unknown(kind, name, &["grades"]);
        }
        let parts = self.parts(name)?;
        let evaluation = self.evaluation(&parts, name)?;
        if self.portal.evaluation(evaluation).grades.is_empty() {
            return self.lacks(name, say!("这次评价没有公布等级", "the evaluation has no grades"));
        }
        Some(evaluation)
    }

    fn parts(&mut self, name: &Spanned<String>) -> Option<NamedParts> {
        let mut parts = NamedParts::default();
        for (key, value) in query_pairs(name) {
            let unreadable = &self.table.unreadable_names;
            match key.value.as_str() {
                "indicator" => {
                    parts.indicator = Some(self.table.indicators.resolve(&value, unreadable, self.diagnostics)?);
                }
                "group" => parts.group = Some(self.table.groups.resolve(&value, unreadable, self.diagnostics)?),
                "place" => parts.place = Some(self.table.places.resolve(&value, unreadable, self.diagnostics)?),
                "evaluator" => parts.evaluator = Some(self.table.places.resolve(&value, unreadable, self.diagnostics)?),
                "year" => match value.parse() {
                    Ok(year) => parts.year = Some(year),
                    Err(_) => return self.lacks(&value, say!("年份写成四位数", "a year has four digits")),
                },
                "grade" => parts.grade = Some(value),
                "category" => parts.category = Some(value),
                _ => return self.unknown(&key.value, &key, &KEYS),
            }
        }
        Some(parts)
    }

    /// The evaluation that is meant: of the named year and evaluator, else the text's own, else the only one.
    fn evaluation(&mut self, parts: &NamedParts, name: &Spanned<String>) -> Option<EvaluationId> {
        let (narrative, portal) = (self.narrative, self.portal);
        let year = parts.year.unwrap_or(narrative.year);
        let programme = narrative.programme.or(portal.default_programme);
        let mut known: Vec<EvaluationId> = portal
            .evaluation_ids()
            .filter(|id| {
                let evaluation = portal.evaluation(*id);
                evaluation.year() == year
                    && Some(evaluation.programme) == programme
                    && parts.evaluator.is_none_or(|evaluator| evaluation.evaluator == evaluator)
            })
            .collect();
        let own = |id: &EvaluationId| {
            let evaluation = portal.evaluation(*id);
            narrative
                .jurisdiction
                .is_some_and(|place| evaluation.evaluator == place || evaluation.subjects.contains(&place))
        };
        if known.len() > 1 && known.iter().any(own) {
            known.retain(own);
        }
        match known.as_slice() {
            [one] => Some(*one),
            [] => self.lacks(name, say!("{year}年没有这样的评价", "there is no such evaluation of {year}")),
            _ => self.lacks(
                name,
                say!(
                    "{year}年不止一次评价，写明`evaluator`",
                    "there are several evaluations of {year}; name the `evaluator`"
                ),
            ),
        }
    }

    /// The position of a name among those of a programme; none where no name is given.
    fn position<'n, I: Iterator<Item = &'n str>>(
        &mut self,
        name: Option<&Spanned<String>>,
        known: impl Fn() -> I,
    ) -> Option<Option<usize>> {
        let Some(name) = name else { return Some(None) };
        match known().position(|known| known == name.value) {
            Some(position) => Some(Some(position)),
            None => self.unknown(&name.value, name, &known().collect::<Vec<_>>()),
        }
    }

    fn unknown<T>(&mut self, wrong: &str, at: &Spanned<String>, known: &[&str]) -> Option<T> {
        let listed: Vec<String> = known.iter().map(|word| format!("`{word}`")).collect();
        let (zh, en) = (listed.join("、"), listed.join(", "));
        let help = nearest_words(wrong, known.iter().copied()).unwrap_or_else(|| say!("可用：{zh}", "there are: {en}"));
        let message = say!("这里没有`{wrong}`", "there is no `{wrong}` here");
        self.diagnostics.push(Diagnostic::new(Code::DeadReference, at.span, message).help(help));
        None
    }

    fn lacks<T>(&mut self, name: &Spanned<String>, cause: Text) -> Option<T> {
        let wrong = &name.value;
        let message = say!("`{wrong}`说不清指的是什么", "`{wrong}` does not say what is meant");
        self.diagnostics.push(Diagnostic::new(Code::DeadReference, name.span, message).help(cause));
        None
    }
}
