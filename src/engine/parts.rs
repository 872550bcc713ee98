//! A site made in parts: each machine makes some of the pages, whoever has all parts makes the
//! files that follow from all pages.

use rayon::prelude::*;

use super::Engine;
use super::files::hand_out;
use super::site_file::TakeFile;
use crate::diag::Diagnostics;
use crate::plan::Page;
use crate::render;
use crate::source::Fingerprint;

/// One of several parts of a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SitePart {
    /// From 1.
    pub number: usize,
    /// How many parts there are.
    pub of: usize,
}

impl SitePart {
    /// Reads `2/4`. `None` for what is no part.
    pub fn parse(text: &str) -> Option<SitePart> {
        let (number, of) = text.split_once('/')?;
        let part = SitePart { number: number.trim().parse().ok()?, of: of.trim().parse().ok()? };
        (1..=part.of).contains(&part.number).then_some(part)
    }

    /// Whether the page at a position of the plan belongs to this part. Neighbours are pages
    /// of one kind, so each part gets its share of the dear ones.
    fn has(self, position: usize) -> bool {
        position % self.of == self.number - 1
    }
}

/// Gives the bytes of a page out of the part with a number.
pub type ReadPage<'a, E> = dyn Fn(usize, &str) -> Result<Vec<u8>, E> + Sync + 'a;

impl Engine {
    /// The fingerprint of everything that the site follows from: program, options and sources.
    pub fn fingerprint(&self) -> Fingerprint {
        let mut lines: Vec<String> = self
            .sources
            .iter()
            .filter(|source| source.exists())
            .map(|source| format!("{}\0{}\n", source.path, source.fingerprint.short(64)))
            .collect();
        lines.sort_unstable();
        let (version, drafts, address) = (env!("CARGO_PKG_VERSION"), self.world.drafts, &self.world.base_url);
        lines.push(format!("{version}\0{drafts}\0{address:?}"));
        Fingerprint::of(lines.concat().as_bytes())
    }

    /// The paths of the files of a part, in the order of the plan.
    pub fn part_paths(&self, part: SitePart) -> Vec<&str> {
        let pages = self.world.plan.pages.iter().enumerate();
        pages.filter(|(at, _)| part.has(*at)).map(|(_, page)| page.route.file()).collect()
    }

    /// Makes the pages of a part on all cores and hands each to `take`. Returns their problems.
    ///
    /// # Errors
    /// The first error of `take`.
    pub fn make_part<E: Send>(&self, part: SitePart, take: &TakeFile<'_, E>) -> Result<Diagnostics, E> {
        let pages = self.world.plan.pages.par_iter().enumerate().filter(|(at, _)| part.has(*at));
        let made = pages.map(|(_, page)| {
            let (bytes, problems) = render::render_unremembered(page, &self.world);
            take(page.route.file(), &bytes).map(|()| problems)
        });
        Ok(made.collect::<Result<Vec<Diagnostics>, E>>()?.into_iter().flatten().collect())
    }

    /// Hands out all files of the site, the pages read out of so many parts.
    ///
    /// # Errors
    /// The first error of `read` or `take`.
    pub fn join_parts<E: Send>(&self, of: usize, read: &ReadPage<'_, E>, take: &TakeFile<'_, E>) -> Result<(), E> {
        let source = |at: usize, page: &Page| Ok((read(at % of + 1, page.route.file())?, Diagnostics::new()));
        hand_out(&self.world, &source, take).map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::SitePart;

    #[test]
    fn a_part_is_one_of_so_many() {
        assert_eq!(SitePart::parse("2/4"), Some(SitePart { number: 2, of: 4 }));
        for wrong in ["0/4", "5/4", "1/0", "1", "a/b", "/", "-1/2", ""] {
            assert_eq!(SitePart::parse(wrong), None, "{wrong}");
        }
        let parts = [1, 2, 3].map(|number| SitePart { number, of: 3 });
        assert!((0..50).all(|at| parts.iter().filter(|part| part.has(at)).count() == 1));
    }
}
