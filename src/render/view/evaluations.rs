//! Looks at evaluations, reports, frameworks and problems.

use super::window::View;
use crate::plan::ProblemList;
use crate::portal::{
    EvaluationId, FrameworkId, JurisdictionId, LinkedEvaluation, LinkedFramework, LinkedProblem, LinkedReport,
    ProblemId, ProgrammeId, ReportId,
};
use crate::render::key::{Key, List};

impl<'w> View<'w> {
    /// The evaluations of a programme, newest first.
    pub fn evaluations(&self, programme: ProgrammeId) -> Vec<EvaluationId> {
        self.note(Key::List(List::Evaluations(programme)));
        self.world.index.evaluations(programme).to_vec()
    }

    /// The evaluations that cover a place, newest first.
    pub fn evaluations_of_place(&self, programme: ProgrammeId, place: JurisdictionId) -> &'w [EvaluationId] {
        // Any of them may cover it one day.
        for id in self.evaluations(programme) {
            self.note(Key::Evaluation(id));
        }
        self.world.index.evaluations_of(programme, place)
    }

    /// The evaluation that a place made of a year.
    pub fn evaluation_by(&self, programme: ProgrammeId, year: u16, evaluator: JurisdictionId) -> Option<EvaluationId> {
        self.note(Key::List(List::Evaluations(programme)));
        self.world.index.evaluation_by(programme, year, evaluator)
    }

    pub fn evaluation(&self, id: EvaluationId) -> &'w LinkedEvaluation {
        self.note(Key::Evaluation(id));
        self.world.portal.evaluation(id)
    }

    /// The reports of a programme, newest first.
    pub fn reports(&self, programme: ProgrammeId) -> Vec<ReportId> {
        self.note(Key::List(List::Reports(programme)));
        let portal = &self.world.portal;
        portal.report_ids().filter(|id| portal.report(*id).programme == programme).collect()
    }

    pub fn published_report(&self, id: ReportId) -> &'w LinkedReport {
        self.note(Key::Report(id));
        self.world.portal.report(id)
    }

    /// The frameworks of a programme, in the order of their files.
    pub fn frameworks(&self, programme: ProgrammeId) -> Vec<FrameworkId> {
        self.note(Key::List(List::Frameworks(programme)));
        let portal = &self.world.portal;
        portal.framework_ids().filter(|id| portal.framework(*id).programme == programme).collect()
    }

    pub fn framework(&self, id: FrameworkId) -> &'w LinkedFramework {
        self.note(Key::Framework(id));
        self.world.portal.framework(id)
    }

    pub fn problems(&self, programme: ProgrammeId, list: ProblemList) -> Vec<ProblemId> {
        self.note(Key::List(List::Problems(programme, list)));
        self.world.index.problems(programme, list).to_vec()
    }

    pub fn problem(&self, id: ProblemId) -> &'w LinkedProblem {
        self.note(Key::Problem(id));
        self.world.portal.problem(id)
    }
}
