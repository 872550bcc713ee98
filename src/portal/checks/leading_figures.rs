//! The figures of titles and summaries, which cannot be linked, with the bound figures of their text that each may state.

use crate::diag::{Diagnostic, Spanned};
use crate::figure::frame::Framed;
use crate::i18n::Lang;
use crate::parse::Numeral;
use crate::portal::checks::coverage::{bound_figures, supports};
use crate::portal::figure_values::comparable_value;
use crate::portal::framed_figures::FigureInText;
use crate::portal::ids::ObservationId;
use crate::portal::model::Portal;
use crate::portal::records::{LinkedNarrative, NarrativeText};

/// Every figure of title and summary that bound figures support, as each of them.
pub fn leading_figures<'p>(
    portal: &'p Portal,
    narrative: &LinkedNarrative,
    text: &'p NarrativeText,
    lang: Lang,
) -> Vec<Vec<FigureInText<'p>>> {
    let bound: Vec<ObservationId> = bound_figures(narrative).into_iter().collect();
    let fields = std::iter::once(&text.def.fields.title).chain(&text.def.fields.summary);
    fields.flat_map(|field| of_field(portal, &bound, text, field, lang)).filter(|likely| !likely.is_empty()).collect()
}

/// The problem of a figure that has one whichever bound figure it states.
pub fn told_by_all<'p>(
    likely: &[FigureInText<'p>],
    check: impl Fn(&FigureInText<'p>) -> Option<Diagnostic>,
) -> Option<Diagnostic> {
    let mut found: Option<Diagnostic> = None;
    for figure in likely {
        let problem = check(figure)?;
        found.get_or_insert(problem);
    }
    found
}

fn of_field<'p>(
    portal: &'p Portal,
    bound: &[ObservationId],
    text: &'p NarrativeText,
    field: &'p Spanned<String>,
    lang: Lang,
) -> Vec<Vec<FigureInText<'p>>> {
    let mut from = 0;
    let inside = |numeral: &&'p Numeral| {
        let span = numeral.span;
        span.file == field.span.file && field.span.start <= span.start && span.end <= field.span.end
    };
    let mut figures = Vec::new();
    for numeral in text.def.leading.iter().filter(inside) {
        let Some(at) = field.value.get(from..).and_then(|rest| rest.find(&numeral.text)).map(|at| from + at) else {
            continue;
        };
        from = at + numeral.text.len();
        if text.def.fields.no_data.contains(&numeral.text) {
            continue;
        }
        let Some(printed) = &numeral.printed else { continue };
        let framed = Framed::new(&field.value, at..from, lang);
        let states = |id: &&ObservationId| supports(&comparable_value(portal, **id), numeral, printed);
        let as_figure = |id: &ObservationId| FigureInText {
            id: *id,
            printed: Some(printed),
            falls: numeral.falls,
            words: &numeral.text,
            span: numeral.span,
            framed,
            heading: None,
            row: None,
            column: None,
        };
        figures.push(bound.iter().filter(states).map(as_figure).collect());
    }
    figures
}
