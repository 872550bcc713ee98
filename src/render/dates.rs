//! When what a page says was published, and when it changed last.

use super::view::View;
use crate::i18n::PartialDate;
use crate::plan::{RecordId, Section};
use crate::portal::{DocumentId, NarrativeId};

/// The two days of a page, as far as they are known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PageDates {
    /// Of the text that the page is about.
    pub published: Option<PartialDate>,
    /// The newest of that day and of the corrections on the page; else that of the data.
    pub modified: Option<PartialDate>,
}

/// The days of the view's page, of which these corrections are known.
pub fn page_dates(view: &View<'_>, corrections: impl Iterator<Item = PartialDate>) -> PageDates {
    let published = published(view);
    let modified = corrections.chain(published).max().or_else(|| view.data_version());
    PageDates { published, modified }
}

fn published(view: &View<'_>) -> Option<PartialDate> {
    let facets = view.page().subject.facets();
    match facets.record? {
        RecordId::Evaluation(id) => {
            let evaluation = view.evaluation(id);
            let own = evaluation.def.published.as_ref().map(|date| date.value);
            own.or_else(|| issued(view, evaluation.document))
        }
        RecordId::Narrative(id) if facets.section == Section::Reports => of_report(view, id),
        RecordId::Narrative(id) => view.card(id).shared().published,
        RecordId::Programme(_) | RecordId::Indicator(_) | RecordId::Framework(_) | RecordId::Problem(_) => None,
    }
}

fn of_report(view: &View<'_>, id: NarrativeId) -> Option<PartialDate> {
    let card = view.card(id);
    card.shared().published.or_else(|| issued(view, card.document()))
}

fn issued(view: &View<'_>, document: Option<DocumentId>) -> Option<PartialDate> {
    view.document(document?).date.as_ref().map(|date| date.value)
}
