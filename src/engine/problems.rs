//! What is wrong with the project, and which pages a problem concerns.

use std::collections::{BTreeMap, HashMap};
use std::sync::PoisonError;

use rayon::prelude::*;

use super::Engine;
use super::theme_in_use::{ThemeInUse, loaded};
use crate::diag::Diagnostics;
use crate::i18n::Lang;
use crate::parse::records::Limits;
use crate::plan::{self, Page, Plan};
use crate::portal::{self, JoinedPortal, ObservationId, Portal};
use crate::render::{self, Key};
use crate::theme;

impl Engine {
    /// The problems of the files, the portal, the plan and the theme, without those of
    /// pages. As long as bodies are [unread](Self::unread), those of bodies are missing.
    ///
    /// Where pages show a file as it was when it was good, these are the problems of the
    /// files as they are now: what a former text said is in no file any more.
    pub fn problems(&self) -> Diagnostics {
        let mut problems = self.documents.all_problems();
        if self.documents.any_outdated() {
            let mut known = self.as_it_is.lock().unwrap_or_else(PoisonError::into_inner);
            problems.extend(known.get_or_insert_with(|| self.problems_as_it_is()).clone());
        } else {
            self.problems_of(&self.joined, &self.world.plan, &self.of_plan, &self.theme, &mut problems);
        }
        problems
    }

    fn problems_as_it_is(&self) -> Diagnostics {
        let joined = portal::assemble(&self.documents.as_they_are(&self.sources));
        let (plan, of_plan) = plan::plan(&joined.portal, plan::PlanOptions { drafts: self.options.drafts });
        let theme = loaded(&self.sources, &joined.portal, Some(&self.theme));
        let mut problems = Diagnostics::new();
        self.problems_of(&joined, &plan, &of_plan, &theme, &mut problems);
        problems
    }

    fn problems_of(
        &self,
        joined: &JoinedPortal,
        plan: &Plan,
        of_plan: &Diagnostics,
        theme: &ThemeInUse,
        problems: &mut Diagnostics,
    ) {
        problems.extend(joined.diagnostics());
        problems.extend(of_plan.clone());
        let options = plan::PlanOptions { drafts: self.options.drafts };
        if self.unread() == 0 {
            problems.extend(plan::unpublished(&joined.portal, plan, options, &self.pages_concerned(&joined.portal)));
        }
        problems.extend(Diagnostics::clone(&theme.problems));
    }

    /// The addresses of the pages that show those figures of a portal which changed since its
    /// newest edition without a correction. The portal may be another one than that which is
    /// shown: its figures are found there by their names. The preview knows those of the
    /// pages that were made.
    fn pages_concerned(&self, portal: &Portal) -> HashMap<ObservationId, Vec<String>> {
        let shown = &self.world.portal;
        let named = |id: ObservationId| Some((shown.observation_named(&portal.observation(id).def.id.value)?, id));
        let changed: BTreeMap<ObservationId, ObservationId> =
            plan::changed_figures(portal).into_iter().filter_map(named).collect();
        if changed.is_empty() {
            return HashMap::new();
        }
        if !self.options.bodies_later {
            let pages = render::pages_of_figures(&self.world, &changed.keys().copied().collect());
            return pages.into_iter().filter_map(|(id, pages)| Some((*changed.get(&id)?, pages))).collect();
        }
        let addresses = |(shown_as, id): (&ObservationId, &ObservationId)| {
            let figure = shown.observation(*shown_as);
            let readers = self.pages.readers_of(Key::Figures(figure.jurisdiction, figure.indicator));
            let pages = readers.filter_map(|path| self.world.plan.at(path)).filter(|page| page.lang == Lang::Zh);
            (*id, pages.map(|page| page.route.address().to_owned()).collect())
        };
        changed.iter().map(addresses).collect()
    }

    /// The problems of the pages that are remembered.
    pub fn page_problems(&self) -> Diagnostics {
        self.pages.problems()
    }

    /// The pages that have to be made to know the problems of all. With the theme that the
    /// program carries, only texts can have some, by the titles of their charts.
    pub fn pages_to_check(&self) -> Vec<&Page> {
        let roomy = self.theme.limits.page_bytes >= Limits::default().page_bytes;
        let own = self.theme.problems.is_empty() && theme::is_built_in(&self.sources, &self.theme.name.value);
        let wanted = |page: &&Page| !(own && roomy) || render::can_have_problems(page, &self.world);
        self.world.plan.pages.iter().filter(wanted).collect()
    }

    /// The problems of pages, of which each is told to `made` when it is done.
    pub fn check_pages(&self, pages: &[&Page], made: &(dyn Fn() + Sync)) -> Diagnostics {
        let problems = pages.par_iter().map(|page| {
            made();
            render::render_unremembered(page, &self.world).1
        });
        problems.collect::<Vec<Diagnostics>>().into_iter().flatten().collect()
    }
}
