//! The table of corrections.

use crate::parse::records::Correction;
use crate::render::downloads::sheet::{ColumnType, Filled, Sheet, full, refers};
use crate::render::view::View;

/// The log of corrections, as it stands.
pub fn sheet(view: &View<'_>, name: &str) -> Sheet {
    Sheet::new(name, None, &columns(), view.corrections().iter().map(|correction| &**correction))
}

fn columns<'w>() -> [Filled<&'w Correction>; 9] {
    [
        full("date", ColumnType::Text).with(|row| row.date.value.to_string()),
        full("page", ColumnType::Text).with(|row| row.page.value.clone()),
        refers("observation", "observations", "id")
            .with(|row| row.observation.as_ref().map(|id| id.value.clone()).unwrap_or_default()),
        full("was_zh", ColumnType::Text).with(|row| row.was.zh.clone()),
        full("was_en", ColumnType::Text).with(|row| row.was.en.clone()),
        full("now_zh", ColumnType::Text).with(|row| row.now.zh.clone()),
        full("now_en", ColumnType::Text).with(|row| row.now.en.clone()),
        full("why_zh", ColumnType::Text).with(|row| row.why.zh.clone()),
        full("why_en", ColumnType::Text).with(|row| row.why.en.clone()),
    ]
}
