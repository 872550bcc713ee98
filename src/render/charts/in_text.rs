//! A chart in the middle of a narrative.

use tera::Context;

use super::figure::chart_figure_parts;
use crate::diag::Span;
use crate::i18n::Lang;
use crate::plan::Drawing;
use crate::portal::ChartRequest;
use crate::render::html::Html;
use crate::render::view::View;

/// The template of a chart in a narrative.
pub const FIGURE_IN_TEXT: &str = "figure_in_text.html";

/// A chart that a narrative asks for, in the language of its text. `drawn` has the numbers of
/// those before it.
pub fn chart_in_text(
    view: &View<'_>,
    request: &ChartRequest,
    title: &str,
    at: Option<Span>,
    lang: Lang,
    drawn: &mut Vec<u16>,
) -> Html {
    let drawings = view.drawings(view.page().subject);
    let same = |drawing: &&Drawing| {
        drawing.request == *request && drawing.title.as_deref() == Some(title) && !drawn.contains(&drawing.number)
    };
    let Some(drawing) = drawings.iter().find(same) else {
        return Html::default();
    };
    drawn.push(drawing.number);
    let mut context = Context::new();
    context.insert("w", &view.words_in(lang).tree);
    context.insert("figure", &chart_figure_parts(view, drawing, lang, at));
    match view.templates().render(FIGURE_IN_TEXT, &context) {
        Ok(html) => Html(html),
        Err(error) => {
            view.report(error.diagnostic);
            Html::default()
        }
    }
}
