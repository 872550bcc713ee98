//! The table of places.

use crate::i18n::Lang;
use crate::parse::records;
use crate::portal::JurisdictionId;
use crate::render::downloads::sheet::{CodeList, ColumnType, Filled, Sheet, column, full, refers};
use crate::render::view::View;

use super::{joined, year};

struct City<'w> {
    def: &'w records::Jurisdiction,
    parent: Option<&'w records::Jurisdiction>,
    successors: Vec<&'w str>,
}

impl<'w> City<'w> {
    fn new(view: &View<'w>, id: JurisdictionId) -> City<'w> {
        let place = view.place(id);
        let successors = place.successors.iter().map(|id| view.place(*id).def.slug.value.as_str());
        City {
            def: &place.def,
            parent: place.parent.map(|parent| &*view.place(parent).def),
            successors: successors.collect(),
        }
    }
}

/// All places, in the official order.
pub fn sheet(view: &View<'_>, name: &str) -> Sheet {
    Sheet::new(name, Some("slug"), &columns(), view.all_places().into_iter().map(|id| City::new(view, id)))
}

fn columns<'w>() -> [Filled<City<'w>>; 14] {
    [
        full("slug", ColumnType::Text).with(|city| city.def.slug.value.clone()),
        column("code", ColumnType::Text)
            .with(|city| city.def.code.as_ref().map(|code| code.value.clone()).unwrap_or_default()),
        full("level", ColumnType::Code(CodeList::Levels)).with(|city| city.def.level.code().to_owned()),
        refers("parent", "", "slug")
            .with(|city| city.parent.map(|parent| parent.slug.value.clone()).unwrap_or_default()),
        full("name_zh", ColumnType::Text).with(|city| city.def.names.zh.clone()),
        full("name_en", ColumnType::Text).with(|city| city.def.names.en.clone()),
        full("short_zh", ColumnType::Text).with(|city| city.def.short.zh.clone()),
        full("short_en", ColumnType::Text).with(|city| city.def.short.en.clone()),
        full("placeholder", ColumnType::Truth).with(|city| city.def.placeholder.to_string()),
        column("valid_from", ColumnType::Whole).with(|city| year(city.def.valid.from)),
        column("valid_to", ColumnType::Whole).with(|city| year(city.def.valid.to)),
        column("successors", ColumnType::Text).with(|city| city.successors.join(" ")),
        column("note_zh", ColumnType::Text).with(|city| joined(&city.def.notes, Lang::Zh)),
        column("note_en", ColumnType::Text).with(|city| joined(&city.def.notes, Lang::En)),
    ]
}
