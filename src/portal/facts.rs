//! What the data says where a text states a count, a rank or the year of a target.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::diag::Span;
use crate::parse::NarrativeKind;
use crate::parse::records::{Direction, Operator, Qualifier, Status};
use crate::portal::fact_request::FactRequest;
use crate::portal::ids::{GroupId, IndicatorId, JurisdictionId};
use crate::portal::model::Portal;
use crate::portal::records::IndicatorTarget;

/// What the data says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DerivedFact {
    /// The numbers that may be stated: one, or the years of several targets; none where nothing certain follows.
    pub numbers: BTreeSet<Decimal>,
    /// Of how many it is counted, where that is known: “all” is as many.
    pub of: Option<usize>,
    /// Where it follows from.
    pub span: Option<Span>,
}

/// What the data says of a request.
pub fn derived_fact(portal: &Portal, request: FactRequest) -> DerivedFact {
    match request {
        FactRequest::Places { evaluation, grade } => {
            let evaluation = portal.evaluation(evaluation);
            let of_grade =
                |grade| evaluation.grades.iter().find(|(known, _)| *known == grade).map_or(0, |(_, p)| p.len());
            let count = grade.map_or(evaluation.subjects.len(), of_grade);
            DerivedFact::counted(count, Some(evaluation.subjects.len()), evaluation.def.programme.span)
        }
        FactRequest::Problems { evaluation, category } => {
            let evaluation = portal.evaluation(evaluation);
            let of_category = |id: &&_| category.is_none() || portal.problem(**id).category == category;
            let count = evaluation.problems.iter().filter(of_category).count();
            DerivedFact::counted(count, Some(evaluation.problems.len()), evaluation.def.programme.span)
        }
        FactRequest::Categories { evaluation } => {
            let evaluation = portal.evaluation(evaluation);
            let categories: BTreeSet<usize> =
                evaluation.problems.iter().filter_map(|id| portal.problem(*id).category).collect();
            DerivedFact::counted(categories.len(), None, evaluation.def.programme.span)
        }
        FactRequest::Cases { programme, year, place } => {
            let cases = portal.narratives.iter().filter(|text| {
                text.kind == NarrativeKind::Case
                    && !text.draft
                    && text.programme == Some(programme)
                    && text.year == year
                    && place.is_none_or(|place| text.jurisdiction == Some(place))
            });
            DerivedFact { numbers: BTreeSet::from([cases.count().into()]), of: None, span: None }
        }
        FactRequest::Reached { indicator, year, group, reached } => {
            let answers = answers(portal, indicator, year, group);
            let count = answers.iter().filter(|answer| **answer == Some(reached)).count();
            DerivedFact::counted(count, Some(answers.len()), portal.indicator(indicator).def.id.span)
        }
        FactRequest::Rank { indicator, year, group, place } => DerivedFact {
            numbers: rank(portal, indicator, year, group, place).map(Decimal::from).into_iter().collect(),
            of: None,
            span: Some(portal.indicator(indicator).def.id.span),
        },
        FactRequest::TargetYear { indicator } => {
            let def = &portal.indicator(indicator).def;
            let years = def.targets.iter().filter_map(|target| target.from_year());
            DerivedFact { numbers: years.map(Decimal::from).collect(), of: None, span: Some(def.id.span) }
        }
    }
}

impl DerivedFact {
    fn counted(count: usize, of: Option<usize>, span: Span) -> DerivedFact {
        DerivedFact { numbers: BTreeSet::from([count.into()]), of, span: Some(span) }
    }
}

/// Where a value surely lies; an end that is open has none.
struct CertainRange {
    low: Option<Decimal>,
    high: Option<Decimal>,
}

/// The value of a place, as far as it is certain: “about 85” reaches nothing and misses nothing.
fn interval(portal: &Portal, place: JurisdictionId, indicator: IndicatorId, year: u16) -> Option<CertainRange> {
    if !portal.compares(place, indicator, year) {
        return None;
    }
    let observation = portal.observation(portal.figure_for(place, indicator, year)?);
    let value = observation.decimal().filter(|_| observation.def.status != Status::Approx)?;
    let (low, high) = match observation.def.qualifier {
        Qualifier::Exact => (Some(value), Some(value)),
        Qualifier::Range => (Some(value), observation.upper.and_then(crate::parse::Amount::decimal)),
        Qualifier::AtLeast | Qualifier::MoreThan => (Some(value), None),
        Qualifier::AtMost | Qualifier::LessThan => (None, Some(value)),
        Qualifier::About => return None,
    };
    Some(CertainRange { low, high })
}

/// Whether each place of a group that has a value reaches the target; nothing where that is not certain.
fn answers(portal: &Portal, indicator: IndicatorId, year: u16, group: GroupId) -> Vec<Option<bool>> {
    let members = portal.group(group).members.iter().copied();
    let known = members.filter(|place| portal.compares(*place, indicator, year));
    known.map(|place| reaches(portal, place, indicator, year)).collect()
}

fn reaches(portal: &Portal, place: JurisdictionId, indicator: IndicatorId, year: u16) -> Option<bool> {
    let CertainRange { low, high } = interval(portal, place, indicator, year)?;
    let target = target_of(portal, place, indicator, year)?;
    let value = target.def.value.as_ref()?.value.0;
    let at_least = |low: Option<Decimal>, high: Option<Decimal>| match (low, high) {
        (Some(low), _) if low >= value => Some(true),
        (_, Some(high)) if high < value => Some(false),
        _ => None,
    };
    let at_most = match (low, high) {
        (_, Some(high)) if high <= value => Some(true),
        (Some(low), _) if low > value => Some(false),
        _ => None,
    };
    match target.def.operator {
        Operator::AtLeast => at_least(low, high),
        Operator::AtMost => at_most,
        Operator::Equal => match (at_least(low, high), at_most) {
            (Some(true), Some(true)) => Some(true),
            (Some(false), _) | (_, Some(false)) => Some(false),
            _ => None,
        },
        _ => None,
    }
}

/// The target that holds for a place in a year: its own before that of all, the newest first.
fn target_of(portal: &Portal, place: JurisdictionId, indicator: IndicatorId, year: u16) -> Option<&IndicatorTarget> {
    let targets = portal.indicator(indicator).targets.iter().filter(|target| {
        let here = target.jurisdiction.is_none_or(|own| own == place);
        here && target.def.value.is_some() && target.def.from_year().is_none_or(|from| from <= year)
    });
    targets.max_by_key(|target| (target.jurisdiction.is_some(), target.def.from_year()))
}

/// The rank of a place: one more than those that are surely better. Nothing, where a value is no exact one, or where
/// no direction is better.
fn rank(portal: &Portal, indicator: IndicatorId, year: u16, group: GroupId, place: JurisdictionId) -> Option<usize> {
    let exact = |place: JurisdictionId| {
        let CertainRange { low, high } = interval(portal, place, indicator, year)?;
        low.filter(|_| low == high)
    };
    let own = exact(place)?;
    let members = portal.group(group).members.iter().copied();
    let others: Vec<JurisdictionId> =
        members.filter(|other| *other != place && portal.compares(*other, indicator, year)).collect();
    let values: Vec<Decimal> = others.into_iter().map(exact).collect::<Option<_>>()?;
    let better = |value: &&Decimal| match portal.indicator(indicator).def.direction {
        Direction::Higher => Some(**value > own),
        Direction::Lower => Some(**value < own),
        Direction::None => None,
    };
    let better: Option<Vec<bool>> = values.iter().map(|value| better(&value)).collect();
    Some(1 + better?.into_iter().filter(|better| *better).count())
}
