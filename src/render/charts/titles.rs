//! Titles: what a writer gave, or the finding, filled from the data.

use rust_decimal::Decimal;

use super::builder::Builder;
use super::targets::{self, DrawnTarget};
use crate::chart::{ChartKind, ChartSpec, TitleError, fill_title};
use crate::parse::records::Level;
use crate::portal::JurisdictionId;

/// How a chart came to its title.
pub(super) struct Titled {
    /// What was wrong with the title that a writer gave.
    pub error: Option<TitleError>,
    /// The key of the sentence that was filled.
    pub finding: Option<&'static str>,
}

impl Builder<'_, '_> {
    /// The title that a writer gave, or the finding; the name alone where neither can be
    /// filled.
    pub(super) fn set_title(&self, spec: &mut ChartSpec, given: Option<&str>) -> Titled {
        let mut error = None;
        if let Some(given) = given.filter(|title| !title.trim().is_empty()) {
            match fill_title(given, spec) {
                Ok(title) => {
                    spec.title = title;
                    return Titled { error: None, finding: None };
                }
                Err(found) => error = Some(found),
            }
        }
        let target = match (self.request.indicators.first(), self.years.last()) {
            (Some(id), Some(year)) if !self.request.kind.shows_several_indicators() => {
                targets::drawn(self.view, *id, *year, self.lang)
            }
            _ => Vec::new(),
        };
        // Where several hold at once, no sentence of one number says who reached them: the lines do.
        let target = match target.as_slice() {
            [only] => Some(only),
            _ => None,
        };
        let name = spec.measure.name.clone();
        let (first, last) = (self.years.first().map(|y| self.year(*y)), self.years.last().map(|y| self.year(*y)));
        let heads: Vec<&str> = spec.columns.iter().map(|column| column.head.as_str()).collect();
        let patterns = self.patterns(spec, target);
        let course = course(spec);
        let [(first_seen, from), (last_seen, to)] = course.map(|(_, ends)| ends).unwrap_or_default();
        let listed = self.listed(spec);
        let values = [
            ("listed", listed.as_str()),
            ("aim", target.map_or("", |target| &target.words)),
            ("first", if course.is_some() { first_seen } else { first.as_deref().unwrap_or("") }),
            ("last", if course.is_some() { last_seen } else { last.as_deref().unwrap_or("") }),
            ("a", heads.first().copied().unwrap_or("")),
            ("b", heads.get(1).copied().unwrap_or("")),
            ("place", course.map_or("", |(place, _)| place)),
            ("from", from),
            ("to", to),
        ];
        let filled =
            |key: &&'static str| Some((fill_title(&self.word(&format!("titles.{key}"), &values), spec).ok()?, *key));
        let found = patterns.iter().find_map(filled);
        let finding = found.as_ref().map(|(_, key)| *key);
        spec.title = found.map_or(name, |(title, _)| title);
        Titled { error, finding }
    }

    /// The keys of the sentences that may say what a chart shows, the best first.
    fn patterns(&self, spec: &ChartSpec, target: Option<&DrawnTarget>) -> Vec<&'static str> {
        let mut ranked: Vec<Decimal> = spec.rows.iter().filter_map(|row| row.figure(spec.current()).ranked()).collect();
        let count = ranked.len();
        ranked.sort();
        ranked.dedup();
        let beside = count > 1 && self.one_holds_another();
        match self.request.kind {
            ChartKind::Bar | ChartKind::Amount | ChartKind::Dots if beside && count <= LISTED => vec!["beside"],
            ChartKind::Trend if beside && count <= LISTED => vec!["latest_beside"],
            ChartKind::Bar | ChartKind::Amount | ChartKind::Dots | ChartKind::Trend if beside => vec!["years"],
            ChartKind::Bar | ChartKind::Amount | ChartKind::Dots if count > 1 && target.is_some() => {
                // A target that nobody issued is called so in the headline too.
                let derived = target.is_some_and(|target| target.derived);
                vec![if derived { "target_derived" } else { "target" }, "range"]
            }
            ChartKind::Bar | ChartKind::Amount | ChartKind::Dots if count > 1 && ranked.len() == 1 => vec!["equal"],
            ChartKind::Bar | ChartKind::Amount | ChartKind::Dots if count > 1 => vec!["range"],
            ChartKind::Bar | ChartKind::Amount | ChartKind::Dots => vec!["single"],
            ChartKind::Tiles => vec!["tiles"],
            ChartKind::Dumbbell | ChartKind::Slope => vec!["change", "years"],
            ChartKind::Trend if course(spec).is_some() => vec!["course"],
            ChartKind::Trend if count > 1 && ranked.len() > 1 => vec!["latest", "years"],
            ChartKind::Trend => vec!["years"],
            ChartKind::Multiples if spec.panels.len() == 1 && course(spec).is_some() => vec!["course"],
            ChartKind::Multiples if self.request.focus.len() == 1 => vec!["multiples"],
            ChartKind::Multiples => vec!["multiples_places"],
            ChartKind::Heat => vec!["heat"],
            ChartKind::Sides => vec!["sides"],
        }
    }

    /// Whether one of the places is the whole of which another is a part: the two stand side
    /// by side, and neither is the highest.
    fn one_holds_another(&self) -> bool {
        let place = |id: &JurisdictionId| self.view.place(*id);
        let holds = |whole: &JurisdictionId, part: &JurisdictionId| {
            let (above, below) = (place(whole).def.level, place(part).def.level);
            place(part).parent == Some(*whole) || (above == Level::Country && below != Level::Country)
        };
        self.members.iter().any(|whole| self.members.iter().any(|part| whole != part && holds(whole, part)))
    }

    /// The newest values of the places, one after the other.
    fn listed(&self, spec: &ChartSpec) -> String {
        let drawn = spec.rows.iter().filter(|row| row.figure(spec.current()).ranked().is_some());
        let said = drawn.map(|row| {
            let value = &row.figure(spec.current()).label;
            self.word("titles.value_of", &[("place", &row.place.short), ("value", value)])
        });
        said.collect::<Vec<_>>().join(&self.word("separator", &[]))
    }
}

/// How many values a title lists.
const LISTED: usize = 4;

/// The only line of a chart over the years: whose it is, and the heads and labels between
/// which it goes by its last definition.
fn course(spec: &ChartSpec) -> Option<(&str, [(&str, &str); 2])> {
    let line = match &spec.panels[..] {
        [] if spec.kind == ChartKind::Trend => spec,
        [only] => only,
        _ => return None,
    };
    let [row] = &line.rows[..] else { return None };
    let first = line.breaks.iter().map(|change| change.before_column).max().unwrap_or(0);
    let mut known = (first..line.columns.len()).filter(|column| row.figure(*column).ranked().is_some());
    let (from, to) = (known.next()?, known.next_back()?);
    Some((&row.place.short, [from, to].map(|column| (line.head(column), row.figure(column).label.as_str()))))
}
