//! When what a page says was published, and when it changed last.

use super::view::View;
use crate::i18n::PartialDate;
use crate::plan::Subject;
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
    match view.page().subject {
        Subject::Bulletin(id) => {
            let evaluation = view.evaluation(id);
            let own = evaluation.def.published.as_ref().map(|date| date.value);
            own.or_else(|| issued(view, evaluation.document))
        }
        Subject::Case(id) | Subject::Text(id) => view.card(id).shared().published,
        Subject::Report(id) => of_report(view, id),
        Subject::Chooser
        | Subject::NotFound
        | Subject::Home
        | Subject::Programme(_)
        | Subject::Year(..)
        | Subject::PlaceYear(..)
        | Subject::Places(_)
        | Subject::Place(..)
        | Subject::Indicators(_)
        | Subject::Indicator(_)
        | Subject::IndicatorYear(..)
        | Subject::IndicatorGroup(..)
        | Subject::Compare(_)
        | Subject::CompareYear(..)
        | Subject::ComparePair(..)
        | Subject::Cases(..)
        | Subject::Frameworks(_)
        | Subject::Framework(_)
        | Subject::Problems(..)
        | Subject::Problem(_)
        | Subject::Data
        | Subject::Fields
        | Subject::Glossary
        | Subject::Corrections
        | Subject::SiteMap
        | Subject::Search
        | Subject::File(_) => None,
    }
}

fn of_report(view: &View<'_>, id: NarrativeId) -> Option<PartialDate> {
    let card = view.card(id);
    card.shared().published.or_else(|| issued(view, card.document()))
}

fn issued(view: &View<'_>, document: Option<DocumentId>) -> Option<PartialDate> {
    view.document(document?).date.as_ref().map(|date| date.value)
}
