//! Bound figures among the words of their texts.

use crate::diag::Span;
use crate::figure::Printed;
use crate::figure::frame::Framed;
use crate::i18n::Lang;
use crate::parse::Reference;
use crate::portal::data_texts::{BoundTo, DataText};
use crate::portal::ids::ObservationId;
use crate::portal::model::Portal;
use crate::portal::records::{LinkTarget, NarrativeText};

/// A bound figure, its sentence, and what stands over and beside it.
pub struct FigureInText<'p> {
    pub id: ObservationId,
    /// As it was read, where it can be read; and whether a word before it says that the value fell.
    pub printed: Option<&'p Printed>,
    pub falls: bool,
    /// The words of the figure, and where they stand.
    pub words: &'p str,
    pub span: Span,
    pub framed: Framed<'p>,
    pub heading: Option<&'p str>,
    /// Heads of the row and column, in a table.
    pub row: Option<&'p str>,
    pub column: Option<&'p str>,
}

impl<'p> FigureInText<'p> {
    fn linked(id: ObservationId, reference: &'p Reference, framed: Framed<'p>) -> FigureInText<'p> {
        let stated = reference.stated.as_ref();
        FigureInText {
            id,
            printed: stated.and_then(|stated| stated.printed.as_ref().ok()),
            falls: stated.is_some_and(|stated| stated.falls),
            words: &reference.text.value,
            span: reference.text.span,
            framed,
            heading: None,
            row: None,
            column: None,
        }
    }
}

/// The bound figures of one language of a narrative, but for those whose author means them as they stand.
pub fn of_narrative(text: &NarrativeText, lang: Lang) -> impl Iterator<Item = FigureInText<'_>> {
    text.def.passages.iter().flat_map(move |passage| {
        passage.links.iter().filter_map(move |(range, position)| {
            let reference = text.def.references.get(*position).filter(|reference| !reference.meant)?;
            let Some(LinkTarget::Observation(id)) = text.target(reference) else { return None };
            let framed = Framed::new(&passage.text, range.clone(), lang);
            let (heading, row) = (passage.heading.as_deref(), passage.row.as_deref());
            let column = passage.column.as_deref();
            Some(FigureInText { heading, row, column, ..FigureInText::linked(*id, reference, framed) })
        })
    })
}

/// The bound figures of one language of a text of the data, likewise.
pub fn of_data_text<'p>(
    portal: &'p Portal,
    data_text: &DataText<'p>,
    lang: Lang,
) -> impl Iterator<Item = FigureInText<'p>> + use<'p> {
    let statement = data_text.statement;
    let ranges = statement.said(lang).links.iter();
    let bound: Vec<_> = data_text.links(portal, lang).collect();
    ranges.filter_map(move |(range, reference)| {
        let same = bound.iter().find(|(_, known)| std::ptr::eq(*known, reference))?;
        let Some(BoundTo::Figure(id)) = same.0 else { return None };
        let framed = Framed::new(statement.get(lang), range.clone(), lang);
        (!reference.meant).then(|| FigureInText::linked(id, reference, framed))
    })
}
