//! The table of former addresses.

use crate::i18n::Lang;
use crate::plan::Subject;
use crate::render::downloads::sheet::{ColumnType, Sheet, full};
use crate::render::view::View;

/// A former address and the one that it leads to, below the root of the site.
struct Redirect {
    from: String,
    to: String,
}

/// Former addresses with those of now, a row for each language that has the page.
pub fn sheet(view: &View<'_>) -> Sheet {
    let entries = view.moves().iter().enumerate();
    let rows = entries.flat_map(|(position, entry)| {
        Lang::ALL.into_iter().filter_map(move |lang| {
            let from = view.address(Subject::Moved(position), lang)?.to_owned();
            Some(Redirect { from, to: format!("{}/{}/", lang.code(), entry.to.value) })
        })
    });
    let columns = [
        full("from", ColumnType::Text).with(|row: &Redirect| row.from.clone()),
        full("to", ColumnType::Text).with(|row: &Redirect| row.to.clone()),
    ];
    Sheet::new("redirects", None, &columns, rows)
}
