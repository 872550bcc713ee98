//! The table of problems.

use crate::i18n::Lang;
use crate::parse::records;
use crate::plan::ProblemList;
use crate::portal::{LinkedProblem, ProblemId, ProgrammeId};
use crate::render::downloads::sheet::{CodeList, ColumnType, Filled, Sheet, column, full, refers};
use crate::render::parts::current_state;
use crate::render::view::View;

use super::{joined, or_empty, slugs};

struct ProblemRow<'v, 'w> {
    view: &'v View<'w>,
    id: ProblemId,
    programme: &'w records::Programme,
    problem: &'w LinkedProblem,
}

impl<'v, 'w> ProblemRow<'v, 'w> {
    fn new(view: &'v View<'w>, programme: ProgrammeId, id: ProblemId) -> ProblemRow<'v, 'w> {
        ProblemRow { view, id, programme: view.programme(programme), problem: view.problem(id) }
    }

    fn category(&self) -> Option<&'w records::Category> {
        self.problem.category.map(|category| &self.programme.categories[category])
    }

    fn evaluator(&self) -> String {
        let evaluation = self.problem.evaluation().map(|id| self.view.evaluation(id));
        let place = evaluation.map(|evaluation| self.view.place(evaluation.evaluator));
        place.map(|place| place.def.slug.value.clone()).unwrap_or_default()
    }

    fn indicators(&self) -> String {
        let ids = self.problem.indicators.iter().map(|id| self.view.indicator(*id).def.id.value.as_str());
        ids.collect::<Vec<_>>().join(" ")
    }
}

/// All problems, newest year first.
pub fn sheet(view: &View<'_>, name: &str) -> Sheet {
    let of_programme = |programme| {
        let ids = view.problems(programme, ProblemList::All);
        ids.into_iter().map(move |id| ProblemRow::new(view, programme, id))
    };
    Sheet::new(name, Some("id"), &columns(), view.programmes().flat_map(of_programme))
}

fn columns<'v, 'w>() -> [Filled<ProblemRow<'v, 'w>>; 20] {
    [
        full("id", ColumnType::Text).with(|row| row.problem.def.id.value.clone()),
        full("programme", ColumnType::Text).with(|row| row.programme.id.value.clone()),
        full("year", ColumnType::Whole).with(|row| row.problem.year.to_string()),
        refers("evaluator", "cities", "slug").with(ProblemRow::evaluator),
        column("category", ColumnType::Text)
            .with(|row| row.category().map(|category| category.id.value.clone()).unwrap_or_default()),
        column("category_zh", ColumnType::Text).with(|row| or_empty(row.category().map(|c| &c.names), Lang::Zh)),
        column("category_en", ColumnType::Text).with(|row| or_empty(row.category().map(|c| &c.names), Lang::En)),
        column("theme", ColumnType::Text).with(|row| {
            row.problem.theme.map(|theme| row.programme.themes[theme].id.value.clone()).unwrap_or_default()
        }),
        full("text_zh", ColumnType::Text).with(|row| row.problem.def.text.zh.clone()),
        full("text_en", ColumnType::Text).with(|row| row.problem.def.text.en.clone()),
        column("extent", ColumnType::Text).with(|row| {
            row.problem.extent.map(|extent| row.programme.extents[extent].id.value.clone()).unwrap_or_default()
        }),
        column("quantifier", ColumnType::Text).with(|row| row.problem.def.quantifier.clone().unwrap_or_default()),
        column("cities", ColumnType::Text).with(|row| slugs(row.view, &row.problem.jurisdictions)),
        column("indicators", ColumnType::Text).with(ProblemRow::indicators),
        full("state", ColumnType::Code(CodeList::States)).with(|row| current_state(row.view, row.id).code().to_owned()),
        refers("source_doc", "documents", "id")
            .with(|row| row.problem.document.map(|id| row.view.document(id).id.value.clone()).unwrap_or_default()),
        column("source_place", ColumnType::Text)
            .with(|row| or_empty(row.problem.def.source.place.as_deref(), Lang::Zh)),
        column("source_place_en", ColumnType::Text)
            .with(|row| or_empty(row.problem.def.source.place.as_deref(), Lang::En)),
        column("note_zh", ColumnType::Text).with(|row| joined(&row.problem.def.notes, Lang::Zh)),
        column("note_en", ColumnType::Text).with(|row| joined(&row.problem.def.notes, Lang::En)),
    ]
}
