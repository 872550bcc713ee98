//! Decides which pages exist, in which language, and at which address.
//!
//! The plan follows from the portal alone: no theme, no disk. Every output file is a
//! page of the plan.

mod chain;
mod corrections;
mod differences;
mod drawings;
mod editions;
mod files;
mod indicator_charts;
mod listed;
mod moves;
mod pairs;
mod route;
mod stated;
mod subject;
mod subjects;
mod uncorrected;

use std::collections::HashMap;
use std::sync::Arc;

pub use corrections::names_page;
pub use differences::{Differences, FactDifference, FactKind, PageDifference, PageFate};
pub use differences::{compared, days};
pub use drawings::{Drawing, pair_group};
pub use editions::{EditionPrints, RecordedFact, RecordedIdentity, changed_texts, identity, record};
pub use files::archive_of;
pub use listed::ListedPages;
pub use pairs::has_pairs;
pub use route::{Route, programme_of};
pub use subject::{
    CaseList, Compared, DataFile, DownloadTable, Facets, IndicatorForm, MediaForm, ProblemList, RecordId, SdmxFile,
    Section, Subject,
};
pub use subjects::newest_year;
pub use uncorrected::changed_figures;

use rayon::prelude::*;

use crate::diag::{Code, Diagnostic, Diagnostics, Span};
use crate::i18n::Lang;
use crate::parse::records::Limit;
use crate::portal::{ObservationId, Portal, ProgrammeId};
use crate::say;

/// How many cases stand on one page of a list.
pub const CASES_PER_PAGE: usize = 20;

/// One output page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    pub subject: Subject,
    pub lang: Lang,
    pub route: Route,
}

impl Page {
    fn about(&self) -> (Subject, Lang) {
        (self.subject, self.lang)
    }
}

/// The pages to be, sorted by address.
#[derive(Debug, Default)]
pub struct Plan {
    pub pages: Vec<Page>,
    /// The charts of the pages that have some.
    drawings: HashMap<(Subject, Lang), Vec<Drawing>>,
    /// The positions of the pages, in the order of their subjects and languages.
    by_subject: Vec<u32>,
    /// By programme.
    listed: Vec<ListedPages>,
}

impl Plan {
    /// The first of two plans when both have the same pages.
    pub fn clone_if_same(first: &Arc<Plan>, second: &Plan) -> Option<Arc<Plan>> {
        let same = first.pages == second.pages && first.drawings == second.drawings && first.listed == second.listed;
        same.then(|| first.clone())
    }

    /// Where a subject has its page, if it has one.
    pub fn route(&self, subject: Subject, lang: Lang) -> Option<&Route> {
        let lang = if subject.facets().neutral { Lang::Zh } else { lang };
        let page_of = |position: &u32| &self.pages[*position as usize];
        let found = self.by_subject.binary_search_by_key(&(subject, lang), |position| page_of(position).about());
        found.ok().map(|at| &page_of(&self.by_subject[at]).route)
    }

    /// The charts of a page, in its order.
    pub fn drawings_of(&self, page: Subject, lang: Lang) -> &[Drawing] {
        self.drawings.get(&(page, lang)).map_or(&[], Vec::as_slice)
    }

    /// The pages of a programme, or of no programme, whose charts are archived, by address.
    pub fn charted(&self, portal: &Portal, part: Option<ProgrammeId>, lang: Lang) -> Vec<Subject> {
        let pages = self.drawn().filter(|(_, of)| *of == lang).map(|(page, _)| page);
        let mut pages: Vec<Subject> = pages.filter(|page| files::archive_of(portal, *page) == Some(part)).collect();
        pages.sort_by_key(|page| self.route(*page, lang));
        pages
    }

    /// The pages that have charts.
    pub fn drawn(&self) -> impl Iterator<Item = (Subject, Lang)> {
        self.drawings.keys().copied()
    }

    /// The years, places and comparisons of a programme that have pages.
    pub fn listed(&self, programme: ProgrammeId) -> &ListedPages {
        &self.listed[programme.index()]
    }

    /// What is different between editions, or since the newest one, with the pages of a language.
    pub fn differences(&self, portal: &Portal, compared: Compared, lang: Lang) -> Option<Differences> {
        differences::differences(portal, self, compared, lang)
    }

    /// The page at a file path.
    pub fn at(&self, file: &str) -> Option<&Page> {
        let found = self.pages.binary_search_by(|page| page.route.file().cmp(file));
        found.ok().map(|position| &self.pages[position])
    }
}

/// More pages than the site allows; those that are too many are not made.
fn too_many_pages(count: usize, limit: Limit, portal: &Portal) -> Diagnostic {
    let most = limit.most;
    let message = say!(
        "网站会有{count}个页面和下载文件，限额是{most}个",
        "the site would have {count} pages and downloads, and the limit is {most}"
    );
    let first =
        say!("看看是不是可比组太大、指标分组太细", "look whether a peer group is too large or a breakdown too fine");
    let site = portal.site.as_ref();
    limit.passed(site.map_or(Span::project(), |site| site.programme.span), message, first)
}

/// What a plan leaves to choose.
#[derive(Clone, Copy, Debug, Default)]
pub struct PlanOptions {
    /// Narratives that are not released yet have pages too.
    pub drafts: bool,
}

/// Decides the pages of a portal.
pub fn plan(portal: &Portal, options: PlanOptions) -> (Plan, Diagnostics) {
    let mut problems = Diagnostics::new();
    let mut subjects = subjects::all(portal, options);
    let drawings = drawings::all(portal, &subjects);
    subjects.extend(files::all(portal, subjects::released(portal, options), &drawings));
    // An archive of charts is there in the languages in which a page has some.
    let drawn = |subject: Subject, lang: Lang| {
        let Subject::File(DataFile::ChartArchive(part)) = subject else { return true };
        drawings.keys().any(|(page, of)| *of == lang && files::archive_of(portal, *page) == Some(part))
    };
    let page = |subject: Subject, lang: Lang| Page { subject, lang, route: route::of(portal, subject, lang) };
    let of_subject = |subject: &Subject| {
        let langs = subjects::languages(*subject).iter().filter(|lang| drawn(*subject, **lang));
        langs.map(|lang| page(*subject, *lang)).collect::<Vec<_>>()
    };
    let mut pages: Vec<Page> = subjects.par_iter().flat_map_iter(of_subject).collect();
    pages.extend(moves::pages(portal, &pages, &mut problems));
    pages.par_sort_by(|a, b| a.route.cmp(&b.route));
    let limit = portal.site.as_ref().map(|site| site.limits).unwrap_or_default().pages();
    if limit.is_passed(pages.len()) {
        problems.push(too_many_pages(pages.len(), limit, portal));
        pages.truncate(limit.most as usize);
    }
    let mut plan = Plan { drawings, pages: Vec::with_capacity(pages.len()), ..Plan::default() };
    for page in pages {
        match plan.pages.last().filter(|last| last.route == page.route) {
            Some(first) => {
                if page.lang == Lang::Zh && same_part(portal, page.subject, first.subject) {
                    problems.push(same_address(portal, &page, first.subject));
                }
            }
            None => plan.pages.push(page),
        }
    }
    plan.by_subject = (0..u32::try_from(plan.pages.len()).unwrap_or(u32::MAX)).collect();
    plan.by_subject.par_sort_unstable_by_key(|position| plan.pages[*position as usize].about());
    plan.listed = listed::listed(portal, &plan.pages);
    corrections::check(portal, &plan, &mut problems);
    (plan, problems)
}

/// Holds a portal and its plan against the newest edition; `pages_of` says which pages show
/// a [changed figure](changed_figures). A plan without drafts is what would be published;
/// the other way round nothing can be said.
pub fn unpublished(
    portal: &Portal,
    plan: &Plan,
    options: PlanOptions,
    pages_of: &HashMap<ObservationId, Vec<String>>,
) -> Diagnostics {
    let mut problems = Diagnostics::new();
    if !options.drafts {
        uncorrected::check(portal, plan, pages_of, &mut problems);
        chain::check(portal, plan, &mut problems);
    }
    problems
}

/// Whether two subjects lie in the part of one programme. Programmes with one prefix
/// are reported as such, once, and not page by page.
fn same_part(portal: &Portal, a: Subject, b: Subject) -> bool {
    let (a, b) = (programme_of(portal, a), programme_of(portal, b));
    a.is_none() || b.is_none() || a == b
}

/// Two subjects want one address: names of the data make parts of addresses.
fn same_address(portal: &Portal, page: &Page, first: Subject) -> Diagnostic {
    let address = page.route.address();
    let here = place_of(portal, page.subject).or_else(|| place_of(portal, first));
    let there = place_of(portal, first);
    let span = here.unwrap_or(Span::project());
    let problem = Diagnostic::new(
        Code::DuplicateAddress,
        span,
        say!("两个页面的网址都是`{address}`", "two pages have the address `{address}`"),
    );
    match there {
        Some(there) if there != span => problem
            .related(there, say!("另一个来自这里", "the other comes from here"))
            .help(say!("给其中一个换名称（文件夹名、slug或id）", "rename one of the two (its folder, slug or id)")),
        _ => problem.help(say!(
            "这个网址是程序自己的页面；换一个名称（文件夹名、slug或id）",
            "the program itself has a page there; choose another name (folder, slug or id)"
        )),
    }
}

/// Where the name stands from which a subject's address is made.
fn place_of(portal: &Portal, subject: Subject) -> Option<Span> {
    if let Subject::File(DataFile::Indicator(id, _)) = subject {
        return Some(portal.indicator(id).def.id.span);
    }
    if let Subject::Moved(position) = subject {
        return Some(portal.moves[position].from.span);
    }
    let facets = subject.facets();
    let of_place = || facets.place.map(|id| portal.jurisdiction(id).def.slug.span);
    facets.record.map_or_else(of_place, |record| match record {
        RecordId::Programme(id) => Some(portal.programme(id).id.span),
        RecordId::Evaluation(id) => Some(portal.evaluation(id).def.evaluator.span),
        RecordId::Indicator(id) => Some(portal.indicator(id).def.id.span),
        RecordId::Framework(id) => Some(portal.framework(id).def.id.span),
        RecordId::Problem(id) => Some(portal.problem(id).def.id.span),
        RecordId::Narrative(id) => {
            let (text, _) = portal.narrative(id).text(Lang::Zh)?;
            Some(text.def.fields.title.span)
        }
    })
}
