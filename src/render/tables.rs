//! A table of the data in the middle of a narrative.

use schemars::JsonSchema;
use serde::Serialize;
use tera::Context;

use super::html::Html;
use super::parts::{PlacesOfGrade, grade_groups};
use super::view::View;
use crate::i18n::Lang;
use crate::portal::EvaluationId;

/// The template of a table in a narrative.
pub const TABLE_IN_TEXT: &str = "table_in_text.html";

/// The grades that an evaluation gave, as a table in a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct GradesTable {
    /// As the writer of the text calls it; empty when it is not called anything.
    pub title: String,
    /// The places of each grade.
    pub grades: Vec<PlacesOfGrade>,
}

/// The table of grades that a narrative asks for, in the language of its text.
pub fn grades_in_text(view: &View<'_>, evaluation: EvaluationId, title: &str, lang: Lang) -> Html {
    let table = GradesTable { title: title.to_owned(), grades: grade_groups(view, evaluation) };
    let mut context = Context::new();
    context.insert("w", &view.words_in(lang).tree);
    context.insert("table", &table);
    match view.templates().render(TABLE_IN_TEXT, &context) {
        Ok(html) => Html(html),
        Err(error) => {
            view.report(error.diagnostic);
            Html::default()
        }
    }
}
