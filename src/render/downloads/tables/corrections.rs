//! The table of corrections.

use crate::parse::records::Correction;
use crate::render::downloads::sheet::{Filled, Sheet, Type, full, refers};
use crate::render::view::View;

/// The log of corrections, as it stands.
pub fn sheet(view: &View<'_>, name: &str) -> Sheet {
    Sheet::new(name, None, &columns(), view.corrections().iter().map(|correction| &**correction))
}

fn columns<'w>() -> [Filled<&'w Correction>; 9] {
    [
        full("date", Type::Text).with(|row| row.date.value.to_string()),
        full("page", Type::Text).with(|row| row.page.value.clone()),
        refers("observation", "observations", "id")
            .with(|row| row.observation.as_ref().map(|id| id.value.clone()).unwrap_or_default()),
        full("was_zh", Type::Text).with(|row| row.was.zh.clone()),
        full("was_en", Type::Text).with(|row| row.was.en.clone()),
        full("now_zh", Type::Text).with(|row| row.now.zh.clone()),
        full("now_en", Type::Text).with(|row| row.now.en.clone()),
        full("why_zh", Type::Text).with(|row| row.why.zh.clone()),
        full("why_en", Type::Text).with(|row| row.why.en.clone()),
    ]
}
