//! The table of cases.

use crate::i18n::{Lang, Text};
use crate::parse::records;
use crate::plan::CaseList;
use crate::portal::{JurisdictionId, NarrativeId, ProgrammeId};
use crate::render::downloads::sheet::{ColumnType, Filled, Sheet, column, full, refers};
use crate::render::view::{Card, View};

use super::or_empty;

struct Case<'v, 'w> {
    view: &'v View<'w>,
    programme: &'w records::Programme,
    card: Card<'w>,
}

impl<'v, 'w> Case<'v, 'w> {
    fn new(view: &'v View<'w>, programme: ProgrammeId, id: NarrativeId) -> Case<'v, 'w> {
        Case { view, programme: view.programme(programme), card: view.card(id) }
    }

    fn slug(&self, place: Option<JurisdictionId>) -> String {
        place.map(|place| self.view.place(place).def.slug.value.clone()).unwrap_or_default()
    }

    fn id(&self) -> String {
        let place = self.slug(self.card.jurisdiction());
        format!("{}/{}/{place}/{}", self.programme.id.value, self.card.year(), self.card.slug())
    }

    fn themes(&self) -> String {
        let ids = self.card.themes().iter().map(|theme| self.programme.themes[*theme].id.value.as_str());
        ids.collect::<Vec<_>>().join(" ")
    }

    fn recognitions(&self) -> String {
        let ids = self.card.recognitions().iter().map(|kind| self.programme.recognitions[*kind].id.value.as_str());
        ids.collect::<Vec<_>>().join(" ")
    }

    fn source_place(&self) -> Option<&Text> {
        self.card.shared().source.as_ref()?.place.as_deref()
    }
}

/// All cases that are shown, in display order.
pub fn sheet(view: &View<'_>, name: &str) -> Sheet {
    let of_programme = |programme| {
        let ids = view.cases(programme, CaseList::All);
        ids.into_iter().map(move |id| Case::new(view, programme, id))
    };
    Sheet::new(name, Some("id"), &columns(), view.programmes().flat_map(of_programme))
}

fn columns<'v, 'w>() -> [Filled<Case<'v, 'w>>; 14] {
    [
        full("id", ColumnType::Text).with(Case::id),
        full("programme", ColumnType::Text).with(|row| row.programme.id.value.clone()),
        full("year", ColumnType::Whole).with(|row| row.card.year().to_string()),
        refers("city", "cities", "slug").with(|row| row.slug(row.card.jurisdiction())),
        refers("county", "cities", "slug").with(|row| row.slug(row.card.county())),
        column("title_zh", ColumnType::Text).with(|row| row.card.title_in(Lang::Zh).to_owned()),
        column("title_en", ColumnType::Text).with(|row| row.card.title_in(Lang::En).to_owned()),
        column("summary_zh", ColumnType::Text).with(|row| row.card.summary_in(Lang::Zh).to_owned()),
        column("summary_en", ColumnType::Text).with(|row| row.card.summary_in(Lang::En).to_owned()),
        column("themes", ColumnType::Text).with(Case::themes),
        column("recognitions", ColumnType::Text).with(Case::recognitions),
        refers("source_doc", "documents", "id")
            .with(|row| row.card.document().map(|id| row.view.document(id).id.value.clone()).unwrap_or_default()),
        column("source_place", ColumnType::Text).with(|row| or_empty(row.source_place(), Lang::Zh)),
        column("source_place_en", ColumnType::Text).with(|row| or_empty(row.source_place(), Lang::En)),
    ]
}
