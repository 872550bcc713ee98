//! Parts that several kinds of pages show. Each file holds the data of one part, as its
//! component in the theme reads it, and the functions that collect it.

mod cases;
mod citation;
mod comparisons;
mod corrections;
mod documents;
mod evaluations;
mod figure_rows;
mod grade_grid;
mod grades;
mod narratives;
mod numbers;
mod place_lists;
mod places;
mod problems;
mod reports;

pub use cases::{CaseEntry, case_entry};
pub use citation::{PageCitation, page_citation};
pub use comparisons::pair_link;
pub use corrections::{
    DifferencesLink, EditionLink, PageCorrection, differences_links, differences_title, edition_links, page_correction,
};
pub use documents::{
    DocumentFacts, LegalBasis, StageEntry, document_facts, legal_basis, legal_basis_everywhere, stage_entries,
};
pub use evaluations::{EvaluationCard, bulletin_text, evaluation_card};
pub use figure_rows::{
    Citations, FigureBrief, FigureGroup, FigureRow, does_not_add_up, figure_brief, figure_row, figures_by_theme,
    only_of_parts,
};
pub use grade_grid::{GradeGrid, grade_grids};
pub use grades::{GradeBadge, PlaceGrade, PlacesOfGrade, grade_badge, grade_groups, grades_of_place};
pub use narratives::{NarrativeBody, narrative_body};
pub use numbers::{DisplayNumber, display_numbers, key_numbers};
pub use place_lists::{places_with_profile, programme_figures_of_place, years_of_place};
pub use places::{PlaceLink, place_link, place_year_link, year_words};
pub use problems::{ProblemEntry, StateCount, current_state, problem_entry, state_counts, state_words};
pub use reports::{PlaceReportLink, ReportEntry, report_entries, report_kind, report_of_digest, reports_of_place};
