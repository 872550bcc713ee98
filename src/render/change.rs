//! What looks different in one world than in another: the keys whose pages are stale.
//!
//! The differences are enumerated from the two worlds, not found by asking each key:
//! what both worlds share is passed over by the identity of the shared value, so the
//! cost is that of what changed and of a walk over the lists that changed.
//!
//! Where the ids of one world do not mean the same in the other (a jurisdiction, an
//! indicator, an evaluation came or went), everything is different. That is honest and
//! rare: figures and texts, which come and go daily, keep their ids or are compared by
//! name.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::key::{Key, List};
use super::world::World;
use crate::arithmetic::check::Finding;
use crate::i18n::Lang;
use crate::parse::NarrativeKind;
use crate::parse::records::DeclaredCheck;
use crate::plan::{CaseList, Page, Section, Subject, archive_of, programme_of};
use crate::portal::{
    DocumentId, EvaluationId, FrameworkId, GroupId, IndicatorId, JurisdictionId, LinkTarget, LinkedIndicator,
    LinkedNarrative, LinkedObservation, NarrativeText, Portal, ProblemId, ProgrammeId, ReportId,
};

/// The keys that look different.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changes {
    /// Ids mean other things now, or what every page reads changed.
    Everything,
    Keys(BTreeSet<Key>),
}

/// Compares two worlds.
pub fn changes(old: &World, new: &World) -> Changes {
    if everything(old, new) {
        return Changes::Everything;
    }
    let mut keys = BTreeSet::new();
    theme(old, new, &mut keys);
    if !Arc::ptr_eq(&old.portal, &new.portal) {
        portals(old, new, &mut keys);
    }
    if !Arc::ptr_eq(&old.plan, &new.plan) {
        pages(old, new, &mut keys);
    }
    // Few pages look at it, and only where there are editions to compare.
    if !(Arc::ptr_eq(&old.portal, &new.portal) && Arc::ptr_eq(&old.plan, &new.plan)) {
        keys.insert(Key::Recorded);
    }
    Changes::Keys(keys)
}

fn portals(old: &World, new: &World, keys: &mut BTreeSet<Key>) {
    vocabulary(&old.portal, &new.portal, keys);
    evaluations(&old.portal, &new.portal, keys);
    reports(&old.portal, &new.portal, keys);
    if !Arc::ptr_eq(&old.portal.observations, &new.portal.observations) {
        observations(&old.portal, &new.portal, keys);
    }
    if !Arc::ptr_eq(&old.portal.checks, &new.portal.checks) {
        arithmetic(&old.portal, &new.portal, keys);
    }
    if !Arc::ptr_eq(&old.portal.narratives, &new.portal.narratives) {
        narratives(&old.portal, &new.portal, keys);
    }
}

/// Which comparison makes a key different. A new key does not compile until it is said
/// here.
pub fn compared_by(key: Key) -> &'static str {
    match key {
        Key::Site | Key::Units => "everything",
        Key::Templates | Key::Words(_) => "theme",
        Key::Document(_) | Key::Place(_) | Key::Group(_) | Key::Indicator(_) | Key::Terms | Key::Corrections => {
            "vocabulary"
        }
        Key::Recorded => "changes",
        Key::Evaluation(_) | Key::Problem(_) => "evaluations",
        Key::Report(_) | Key::Framework(_) => "reports",
        Key::Figures(..) => "observations",
        Key::Card(_) | Key::Body(..) | Key::Bound(..) => "narratives",
        Key::Route(..) => "pages",
        Key::List(list) => match list {
            List::Programmes
            | List::Evaluations(_)
            | List::Reports(_)
            | List::Frameworks(_)
            | List::Indicators(_)
            | List::Problems(..)
            | List::Groups => "everything",
            List::Documents | List::Places => "everything",
            List::FiguresOfPlace(_) | List::FiguresOfIndicator(_) | List::FiguresOfDocument(_) => "observations",
            List::Cases(..) | List::Mentions(..) | List::Texts(_) | List::StaticPages => "narratives",
            List::Pages(_) | List::Drawings(..) | List::Charted(..) | List::Comparisons(_) => "pages",
        },
    }
}

fn everything(old: &World, new: &World) -> bool {
    let (a, b) = (&old.portal, &new.portal);
    old.base_url != new.base_url
        || old.edition != new.edition
        || old.drafts != new.drafts
        || !Arc::ptr_eq(a, b) && vocabulary_moved(a, b)
}

/// Whether ids mean other things now, or what stands on every page is different.
fn vocabulary_moved(a: &Portal, b: &Portal) -> bool {
    a.site != b.site
        || a.programmes != b.programmes
        || a.default_programme != b.default_programme
        || a.focus != b.focus
        || a.units != b.units
        || a.dimensions != b.dimensions
        || !a.jurisdictions.iter().map(|p| &p.def.slug).eq(b.jurisdictions.iter().map(|p| &p.def.slug))
        || !a.groups.iter().map(|g| &g.def.id).eq(b.groups.iter().map(|g| &g.def.id))
        || !a.documents.iter().map(|d| &d.id).eq(b.documents.iter().map(|d| &d.id))
        || !a
            .indicators
            .iter()
            .map(|i| (&i.def.id, i.programme, i.theme))
            .eq(b.indicators.iter().map(|i| (&i.def.id, i.programme, i.theme)))
        || !a
            .evaluations
            .iter()
            .map(|e| (e.programme, e.evaluator, e.def.year))
            .eq(b.evaluations.iter().map(|e| (e.programme, e.evaluator, e.def.year)))
        || !a
            .problems
            .iter()
            .map(|p| (&p.def.id, p.programme, p.year, p.voice, p.category, &p.jurisdictions))
            .eq(b.problems.iter().map(|p| (&p.def.id, p.programme, p.year, p.voice, p.category, &p.jurisdictions)))
        || !a
            .reports
            .iter()
            .map(|r| (&r.def.id, r.programme, r.jurisdiction, r.def.year))
            .eq(b.reports.iter().map(|r| (&r.def.id, r.programme, r.jurisdiction, r.def.year)))
        || !a
            .frameworks
            .iter()
            .map(|f| (&f.def.id, f.programme))
            .eq(b.frameworks.iter().map(|f| (&f.def.id, f.programme)))
}

fn theme(old: &World, new: &World, keys: &mut BTreeSet<Key>) {
    if Arc::ptr_eq(&old.theme, &new.theme) {
        return;
    }
    let templates = |world: &World| (world.theme.templates_fingerprint, world.theme.drawing_styles.clone());
    if templates(old) != templates(new) {
        keys.insert(Key::Templates);
    }
    for lang in Lang::ALL {
        if old.theme.words.get(lang) != new.theme.words.get(lang) {
            keys.insert(Key::Words(lang));
        }
    }
}

/// Same place in memory, or the same value.
fn same<T: PartialEq>(a: &Arc<T>, b: &Arc<T>) -> bool {
    Arc::ptr_eq(a, b) || a == b
}

/// Documents, places, groups, indicators, terms: lists of the same names in both worlds.
fn vocabulary(old: &Portal, new: &Portal, keys: &mut BTreeSet<Key>) {
    for (position, (a, b)) in old.documents.iter().zip(&new.documents).enumerate() {
        if !same(a, b) {
            keys.insert(Key::Document(DocumentId::new(position)));
        }
    }
    for (position, (a, b)) in old.jurisdictions.iter().zip(&new.jurisdictions).enumerate() {
        let led = a.parent != b.parent || a.predecessors != b.predecessors;
        if !same(&a.def, &b.def) || led {
            keys.insert(Key::Place(JurisdictionId::new(position)));
        }
    }
    for (position, (a, b)) in old.groups.iter().zip(&new.groups).enumerate() {
        if !same(&a.def, &b.def) || a.members != b.members {
            keys.insert(Key::Group(GroupId::new(position)));
        }
    }
    for (position, (a, b)) in old.indicators.iter().zip(&new.indicators).enumerate() {
        let resolved = |i: &LinkedIndicator| (i.unit, i.next_expected);
        if !same(&a.def, &b.def) || resolved(a) != resolved(b) || a.related != b.related || a.targets != b.targets {
            keys.insert(Key::Indicator(IndicatorId::new(position)));
        }
    }
    if old.terms != new.terms {
        keys.insert(Key::Terms);
    }
    if old.corrections != new.corrections || old.moves != new.moves || old.editions != new.editions {
        keys.insert(Key::Corrections);
    }
}

fn evaluations(old: &Portal, new: &Portal, keys: &mut BTreeSet<Key>) {
    for (position, (a, b)) in old.evaluations.iter().zip(&new.evaluations).enumerate() {
        if !same(&a.def, &b.def) || a.subjects != b.subjects || a.peers != b.peers || a.document != b.document {
            keys.insert(Key::Evaluation(EvaluationId::new(position)));
        }
    }
    for (position, (a, b)) in old.problems.iter().zip(&new.problems).enumerate() {
        let same = same(&a.def, &b.def)
            && (a.theme, a.extent, a.document, &a.indicators) == (b.theme, b.extent, b.document, &b.indicators)
            && a.answers == b.answers;
        if !same {
            keys.insert(Key::Problem(ProblemId::new(position)));
        }
    }
}

/// What a report's page shows of its figures is compared with the figures.
fn reports(old: &Portal, new: &Portal, keys: &mut BTreeSet<Key>) {
    for (position, (a, b)) in old.reports.iter().zip(&new.reports).enumerate() {
        if !same(&a.def, &b.def) || a.document != b.document || a.digest != b.digest {
            keys.insert(Key::Report(ReportId::new(position)));
        }
    }
    for (position, (a, b)) in old.frameworks.iter().zip(&new.frameworks).enumerate() {
        if !same(&a.def, &b.def) {
            keys.insert(Key::Framework(FrameworkId::new(position)));
        }
    }
}

/// Figures come and go: they are compared by name. Where none did, which is the usual
/// edit, the unchanged ones are passed over.
fn observations(old: &Portal, new: &Portal, keys: &mut BTreeSet<Key>) {
    let stayed = old.observations.len() == new.observations.len()
        && old.observations.iter().zip(new.observations.iter()).all(|(a, b)| a.def.id == b.def.id);
    let unchanged =
        |(a, b): &(&LinkedObservation, &LinkedObservation)| Arc::ptr_eq(&a.def, &b.def) && a.value == b.value;
    let pairs = || old.observations.iter().zip(new.observations.iter()).filter(|pair| !(stayed && unchanged(pair)));
    let (before, after): (Vec<&LinkedObservation>, Vec<&LinkedObservation>) =
        if stayed { pairs().unzip() } else { (old.observations.iter().collect(), new.observations.iter().collect()) };
    let by_name: HashMap<&str, &LinkedObservation> =
        before.iter().map(|observation| (observation.def.id.value.as_str(), *observation)).collect();
    let mut kept = HashSet::new();
    let mut different = |observation: &LinkedObservation, listed: bool| {
        keys.insert(Key::Figures(observation.jurisdiction, observation.indicator));
        if listed {
            keys.insert(Key::List(List::FiguresOfPlace(observation.jurisdiction)));
            keys.insert(Key::List(List::FiguresOfIndicator(observation.indicator)));
            keys.insert(Key::List(List::FiguresOfDocument(observation.document)));
        }
    };
    for observation in after {
        let Some(before) = by_name.get(observation.def.id.value.as_str()) else {
            different(observation, true);
            continue;
        };
        kept.insert(before.def.id.value.as_str());
        let here = |o: &LinkedObservation| (o.jurisdiction, o.indicator, o.document, o.def.period);
        let moved = here(before) != here(observation);
        let content = |o: &LinkedObservation| (o.document, o.value, o.upper);
        if moved {
            different(before, true);
        }
        if moved || !same(&before.def, &observation.def) || content(before) != content(observation) {
            different(observation, moved);
        }
    }
    for observation in before.into_iter().filter(|o| !kept.contains(o.def.id.value.as_str())) {
        different(observation, true);
    }
}

/// What declared arithmetic says of figures, by their names.
fn arithmetic(old: &Portal, new: &Portal, keys: &mut BTreeSet<Key>) {
    let by_name = |portal: &Portal| -> HashMap<String, (Arc<DeclaredCheck>, Finding)> {
        let checks = portal.checks.iter();
        checks.map(|check| (check.def.id.value.clone(), (check.def.clone(), check.finding.clone()))).collect()
    };
    let (before, after) = (by_name(old), by_name(new));
    for (portal, other) in [(old, &after), (new, &before)] {
        for check in portal.checks.iter() {
            let same = other
                .get(&check.def.id.value)
                .is_some_and(|(def, finding)| same(def, &check.def) && *finding == check.finding);
            if !same {
                let named = check.observations.iter().map(|id| portal.observation(*id));
                keys.extend(named.map(|o| Key::Figures(o.jurisdiction, o.indicator)));
            }
        }
    }
}

fn narratives(old: &Portal, new: &Portal, keys: &mut BTreeSet<Key>) {
    let mut pairs = old.narratives.iter().zip(new.narratives.iter());
    if old.narratives.len() == new.narratives.len() && pairs.all(|(a, b)| a.id == b.id) {
        let pairs = old.narratives.iter().zip(new.narratives.iter());
        for (before, after) in pairs.filter(|(before, after)| !Arc::ptr_eq(before, after)) {
            narrative_changes(old, new, before, after, keys);
        }
        return;
    }
    for narrative in new.narratives.iter() {
        match old.narrative_if_any(narrative.id) {
            Some(before) if Arc::ptr_eq(before, narrative) => {}
            Some(before) => narrative_changes(old, new, before, narrative, keys),
            None => narrative_came_or_went(narrative, keys),
        }
    }
    for narrative in old.narratives.iter().filter(|narrative| new.narrative_if_any(narrative.id).is_none()) {
        narrative_came_or_went(narrative, keys);
    }
}

fn narrative_came_or_went(narrative: &LinkedNarrative, keys: &mut BTreeSet<Key>) {
    keys.insert(Key::Card(narrative.id));
    keys.extend(Lang::ALL.map(|lang| Key::Body(narrative.id, lang)));
    keys.extend(Lang::ALL.map(|lang| Key::Bound(narrative.id, lang)));
    lists(narrative, keys);
}

/// The lists that hold a narrative.
fn lists(narrative: &LinkedNarrative, keys: &mut BTreeSet<Key>) {
    match (narrative.kind, narrative.programme) {
        (NarrativeKind::Page, _) => {
            keys.insert(Key::List(List::StaticPages));
        }
        (NarrativeKind::Bulletin | NarrativeKind::Report, Some(programme)) => {
            keys.insert(Key::List(List::Texts(programme)));
        }
        (NarrativeKind::Case, Some(programme)) => {
            let mut held = vec![CaseList::All, CaseList::Year(narrative.year)];
            held.extend(narrative.jurisdiction.map(|place| CaseList::PlaceYear(narrative.year, place)));
            held.extend(narrative.themes.iter().map(|theme| CaseList::Theme(*theme)));
            keys.extend(held.into_iter().map(|list| Key::List(List::Cases(programme, list))));
            let about = narrative.county.iter().chain(&narrative.mentions);
            keys.extend(about.map(|place| Key::List(List::Mentions(programme, *place))));
        }
        (_, None) => {}
    }
}

fn narrative_changes(
    old: &Portal,
    new: &Portal,
    before: &LinkedNarrative,
    after: &LinkedNarrative,
    keys: &mut BTreeSet<Key>,
) {
    let listed = |n: &LinkedNarrative| {
        let identity = (n.programme, n.year, n.jurisdiction, n.slug.clone());
        (identity, n.draft, n.themes.clone(), n.shared.order, n.county, n.mentions.clone())
    };
    if listed(before) != listed(after) {
        lists(before, keys);
        lists(after, keys);
    }
    let fields = |n: &LinkedNarrative, lang: Lang| {
        n.texts.get(lang).as_ref().map(|t| (t.def.fields.title.value.clone(), t.def.fields.summary.clone()))
    };
    let card = listed(before) != listed(after)
        || before.shared != after.shared
        || before.document != after.document
        || before.media != after.media
        || Lang::ALL.into_iter().any(|lang| fields(before, lang) != fields(after, lang));
    if card {
        keys.insert(Key::Card(after.id));
    }
    for lang in Lang::ALL {
        let same = match (before.texts.get(lang), after.texts.get(lang)) {
            (None, None) => true,
            (Some(a), Some(b)) => same_text(old, new, a, b),
            _ => false,
        };
        if !same || card {
            keys.insert(Key::Body(after.id, lang));
        }
        let names = |portal: &Portal, narrative: &LinkedNarrative| -> Vec<String> {
            let figures = narrative.figures(lang).into_iter();
            figures.map(|id| portal.observation(id).def.id.value.clone()).collect()
        };
        if !same && names(old, before) != names(new, after) {
            keys.insert(Key::Bound(after.id, lang));
        }
    }
}

fn same_text(old: &Portal, new: &Portal, a: &NarrativeText, b: &NarrativeText) -> bool {
    let words = Arc::ptr_eq(&a.def, &b.def)
        || (*a.def.body == *b.def.body && a.def.fields == b.def.fields && a.def.nature == b.def.nature);
    let targets = Arc::ptr_eq(&a.targets, &b.targets)
        || (a.targets.len() == b.targets.len()
            && a.targets.iter().all(|(address, target)| {
                b.targets.get(address).is_some_and(|other| same_target(old, new, target, other))
            }));
    words && targets
}

/// Observations are compared by name: their ids shift when others come and go.
fn same_target(old: &Portal, new: &Portal, a: &LinkTarget, b: &LinkTarget) -> bool {
    match (a, b) {
        (LinkTarget::Observation(a), LinkTarget::Observation(b)) => {
            old.observation(*a).def.id == new.observation(*b).def.id
        }
        _ => a == b,
    }
}

/// Pages that came, went or moved.
fn pages(old: &World, new: &World, keys: &mut BTreeSet<Key>) {
    let before: HashMap<(Subject, Lang), &Page> =
        old.plan.pages.iter().map(|page| ((page.subject, page.lang), page)).collect();
    let mut kept = 0;
    let mut different = |world: &World, page: &Page| {
        keys.insert(Key::Route(page.subject, page.lang));
        if let Some(programme) = programme_of(&world.portal, page.subject) {
            keys.extend(list_of_pages(page.subject, programme).map(Key::List));
        }
    };
    for page in &new.plan.pages {
        match before.get(&(page.subject, page.lang)) {
            Some(old_page) if old_page.route == page.route => kept += 1,
            _ => different(new, page),
        }
    }
    if kept < old.plan.pages.len() {
        for page in &old.plan.pages {
            if new.plan.route(page.subject, page.lang) != Some(&page.route) {
                different(old, page);
            }
        }
    }
    let drawn: BTreeSet<(Subject, Lang)> = old.plan.drawn().chain(new.plan.drawn()).collect();
    for (page, lang) in drawn {
        if old.plan.drawings_of(page, lang) != new.plan.drawings_of(page, lang) {
            keys.insert(Key::List(List::Drawings(page, lang)));
            let parts = [old, new].map(|world| archive_of(&world.portal, page));
            keys.extend(parts.into_iter().flatten().map(|part| Key::List(List::Charted(part, lang))));
        }
    }
}

/// The list of pages in which a kind of page is found.
fn list_of_pages(subject: Subject, programme: ProgrammeId) -> Option<List> {
    match subject.facets().section {
        Section::Bulletins | Section::Places => Some(List::Pages(programme)),
        Section::Compare => Some(List::Comparisons(programme)),
        Section::Site
        | Section::Reports
        | Section::Indicators
        | Section::Cases
        | Section::Problems
        | Section::Data
        | Section::About => None,
    }
}
