//! Looks at editions and what is different between them, and at things by the names that records of editions keep.

use super::window::View;
use crate::i18n::{Lang, PartialDate};
use crate::plan::{Compared, Differences, ProblemList, Subject};
use crate::portal::JurisdictionId;
use crate::render::key::{Key, List};

impl View<'_> {
    /// What can be compared of the editions, the newest first, each with its days. A lasting copy does not look
    /// beyond its own day.
    pub fn compared(&self) -> Vec<(Compared, PartialDate, Option<PartialDate>)> {
        self.note(Key::Corrections);
        let copy = self.edition().is_some();
        let compared = crate::plan::compared(&self.world.portal).into_iter();
        compared
            .filter(|compared| !(copy && *compared == Compared::Now))
            .filter_map(|compared| {
                let (from, to) = crate::plan::days(&self.world.portal, compared)?;
                Some((compared, from, to))
            })
            .collect()
    }

    /// What is different between editions, or since the newest one.
    pub fn differences(&self, compared: Compared) -> Option<Differences> {
        self.note(Key::Corrections);
        if compared == Compared::Now {
            self.note(Key::Recorded);
            for id in self.world.portal.narrative_ids() {
                Lang::ALL.into_iter().for_each(|lang| self.note(Key::Body(id, lang)));
            }
        }
        self.world.plan.differences(&self.world.portal, compared, self.lang())
    }

    /// The place with a name in addresses, where the portal knows it.
    pub fn place_named(&self, slug: &str) -> Option<JurisdictionId> {
        self.all_places().into_iter().find(|id| self.place(*id).def.slug.value == slug)
    }

    /// What a part of a breakdown is called, by the names of dimension and value; those themselves where the portal
    /// does not know them.
    pub fn part_named(&self, dimension: &str, value: &str) -> String {
        self.note(Key::Units);
        let known = self.world.portal.dimensions.iter().find(|known| known.id.value == dimension);
        let known = known.and_then(|known| known.values.iter().find(|known| known.id.value == value));
        known.map_or_else(|| value.to_owned(), |known| self.say(&known.names).to_owned())
    }

    /// The link to the page of a problem by its name, while there is one.
    pub fn link_to_problem(&self, name: &str) -> Option<String> {
        self.programmes().for_each(|id| self.note(Key::List(List::Problems(id, ProblemList::All))));
        self.link(Subject::Problem(self.world.portal.problem_named(name)?))
    }
}
