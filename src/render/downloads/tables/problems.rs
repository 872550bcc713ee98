//! The table of problems.

use crate::i18n::Lang;
use crate::parse::records;
use crate::plan::ProblemList;
use crate::portal::{LinkedProblem, ProblemId, ProgrammeId};
use crate::render::downloads::sheet::{CodeList, Filled, Sheet, Type, column, full, refers};
use crate::render::parts::current_state;
use crate::render::view::View;

use super::{joined, or_empty, slugs};

struct Found<'v, 'w> {
    view: &'v View<'w>,
    id: ProblemId,
    programme: &'w records::Programme,
    problem: &'w LinkedProblem,
}

impl<'v, 'w> Found<'v, 'w> {
    fn new(view: &'v View<'w>, programme: ProgrammeId, id: ProblemId) -> Found<'v, 'w> {
        Found { view, id, programme: view.programme(programme), problem: view.problem(id) }
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
        ids.into_iter().map(move |id| Found::new(view, programme, id))
    };
    Sheet::new(name, Some("id"), &columns(), view.programmes().flat_map(of_programme))
}

fn columns<'v, 'w>() -> [Filled<Found<'v, 'w>>; 20] {
    [
        full("id", Type::Text).with(|row| row.problem.def.id.value.clone()),
        full("programme", Type::Text).with(|row| row.programme.id.value.clone()),
        full("year", Type::Whole).with(|row| row.problem.year.to_string()),
        refers("evaluator", "cities", "slug").with(Found::evaluator),
        column("category", Type::Text)
            .with(|row| row.category().map(|category| category.id.value.clone()).unwrap_or_default()),
        column("category_zh", Type::Text).with(|row| or_empty(row.category().map(|c| &c.names), Lang::Zh)),
        column("category_en", Type::Text).with(|row| or_empty(row.category().map(|c| &c.names), Lang::En)),
        column("theme", Type::Text).with(|row| {
            row.problem.theme.map(|theme| row.programme.themes[theme].id.value.clone()).unwrap_or_default()
        }),
        full("text_zh", Type::Text).with(|row| row.problem.def.text.zh.clone()),
        full("text_en", Type::Text).with(|row| row.problem.def.text.en.clone()),
        column("extent", Type::Text).with(|row| {
            row.problem.extent.map(|extent| row.programme.extents[extent].id.value.clone()).unwrap_or_default()
        }),
        column("quantifier", Type::Text).with(|row| row.problem.def.quantifier.clone().unwrap_or_default()),
        column("cities", Type::Text).with(|row| slugs(row.view, &row.problem.jurisdictions)),
        column("indicators", Type::Text).with(Found::indicators),
        full("state", Type::Code(CodeList::States)).with(|row| current_state(row.view, row.id).code().to_owned()),
        refers("source_doc", "documents", "id")
            .with(|row| row.problem.document.map(|id| row.view.document(id).id.value.clone()).unwrap_or_default()),
        column("source_place", Type::Text).with(|row| or_empty(row.problem.def.source.place.as_deref(), Lang::Zh)),
        column("source_place_en", Type::Text).with(|row| or_empty(row.problem.def.source.place.as_deref(), Lang::En)),
        column("note_zh", Type::Text).with(|row| joined(&row.problem.def.notes, Lang::Zh)),
        column("note_en", Type::Text).with(|row| joined(&row.problem.def.notes, Lang::En)),
    ]
}
