//! Turns one `Page`, seen through a [`View`], into bytes and the keys it looked at.
//!
//! Rendering is a function of the page and the world: no disk, clock, environment or
//! randomness, and no other way to the world than the view.

mod change;
mod charts;
mod data;
mod figures;
mod frame;
mod html;
mod key;
mod links;
mod page_data;
mod pages;
mod parts;
mod prose;
mod statement;
mod view;
mod world;

use std::collections::BTreeSet;

pub use change::{Changes, changes};
pub use key::{Key, List};
pub use pages::template_schemas;
pub use view::{Card, View};
pub use world::World;

use crate::diag::Diagnostics;
use crate::plan::{Page, Subject};

/// A page made.
#[derive(Clone, Debug)]
pub struct Rendered {
    pub bytes: Vec<u8>,
    /// What it looked at: when one of these looks different, the page is stale.
    pub reads: BTreeSet<Key>,
}

/// Makes a page. A template that fails gives an empty page and a problem.
pub fn render(page: &Page, world: &World) -> (Rendered, Diagnostics) {
    let view = View::new(world, page);
    let bytes = match page.subject {
        Subject::File(file) => data::file(&view, file),
        _ => pages::page(&view).into_bytes(),
    };
    let (reads, problems) = view.finish();
    (Rendered { bytes, reads }, problems)
}
