//! Turns one `Page`, seen through a [`View`], into bytes and the keys it looked at.
//!
//! Rendering is a function of the page and the world: no disk, clock, environment or
//! randomness, and no other way to the world than the view.

mod change;
mod charts;
mod dates;
mod downloads;
mod figures;
mod footnotes;
mod frame;
mod html;
mod index;
mod key;
mod link_tags;
mod linked_data;
mod links;
mod media;
mod page_data;
mod pages;
mod parts;
// What this project does not do to a piece of Markdown is passed on as it is, whatever it is.
#[allow(clippy::wildcard_enum_match_arm)]
mod prose;
mod searchable;
mod statement;
mod tables;
mod view;
mod world;

use std::collections::{BTreeSet, HashMap};

use rayon::prelude::*;

pub use change::{Changes, changes};
pub use index::Index;
pub use key::{Key, List};
pub use pages::template_schemas;
pub use searchable::searchable;
pub use view::{Card, View};
pub use world::World;

use crate::diag::Diagnostics;
use crate::i18n::{Lang, PartialDate};
use crate::plan::{Page, Subject};
use crate::portal::ObservationId;

/// A page made.
#[derive(Clone, Debug)]
pub struct Rendered {
    pub bytes: Vec<u8>,
    /// What it looked at: when one of these looks different, the page is stale.
    pub reads: BTreeSet<Key>,
    /// The figures that it looked at: a page shows what it read.
    pub figures: BTreeSet<ObservationId>,
}

/// Makes a page. A template that fails gives an empty page and a problem.
pub fn render(page: &Page, world: &World) -> (Rendered, Diagnostics) {
    let view = View::new(world, page);
    let bytes = bytes(&view);
    let (reads, figures, problems) = view.finish();
    (Rendered { bytes, reads, figures }, problems)
}

/// As [`render`], without noting what the page looked at, where nobody will ask for it.
pub fn render_unremembered(page: &Page, world: &World) -> (Vec<u8>, Diagnostics) {
    let view = View::unremembered(world, page);
    let bytes = bytes(&view);
    (bytes, view.finish().2)
}

/// Whether something can be wrong with a page that its files do not show before it is made,
/// templates aside: the titles that texts give to their charts.
pub fn can_have_problems(page: &Page, world: &World) -> bool {
    let drawings = world.plan.drawings_of(page.subject, page.lang);
    !page.subject.is_file() && drawings.iter().any(|drawing| drawing.title.is_some())
}

/// What is different since the newest edition, in a language, as its page would have it; nothing
/// before the first edition.
pub fn since_newest(world: &World, lang: Lang) -> Option<(PartialDate, serde_json::Value)> {
    let page = world.plan.pages.iter().find(|page| page.lang == lang && !page.subject.is_file())?;
    let (date, data) = pages::since_newest(&View::unremembered(world, page))?;
    Some((date, serde_json::to_value(data).ok()?))
}

fn bytes(view: &View<'_>) -> Vec<u8> {
    if let Subject::File(file) = view.page().subject {
        downloads::file(view, file)
    } else {
        pages::page(view).into_bytes()
    }
}

/// The Chinese pages that show each of some figures, by their addresses; the English ones
/// are the same. All pages are made for it.
pub fn pages_of_figures(world: &World, wanted: &BTreeSet<ObservationId>) -> HashMap<ObservationId, Vec<String>> {
    let pages = world.plan.pages.par_iter().filter(|page| page.lang == Lang::Zh && !page.subject.is_file());
    let shown: Vec<(&str, Vec<ObservationId>)> = pages
        .map(|page| {
            let (rendered, _) = render(page, world);
            (page.route.address(), rendered.figures.intersection(wanted).copied().collect())
        })
        .collect();
    let mut by_figure: HashMap<ObservationId, Vec<String>> = HashMap::new();
    for (address, figures) in shown {
        for figure in figures {
            by_figure.entry(figure).or_default().push(address.to_owned());
        }
    }
    by_figure
}
