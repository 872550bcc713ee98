//! The tags of a link in a narrative, by what it leads to.

use super::figures;
use super::html::escape;
use super::media::attachment_link;
use super::view::View;
use crate::i18n::Lang;
use crate::plan::{CaseList, ProblemList, Subject};
use crate::portal::{FactRequest, LinkTarget};

/// What opens and what closes a link in a text whose language is `lang`; nothing where the
/// target has no page of its own.
pub fn link_tags(view: &View<'_>, target: Option<&LinkTarget>, lang: Lang) -> (String, String) {
    let link =
        |subject, fragment: &str| view.link(subject).map(|href| format!("<a href=\"{}{fragment}\">", escape(&href)));
    let mut facts = None;
    let (open, close): (Option<String>, &'static str) = match target {
        Some(LinkTarget::Observation(id)) => {
            let (open, linked) = figures::bound(view, *id, lang);
            (Some(open), if linked { "</data></a>" } else { "</data>" })
        }
        Some(LinkTarget::Place(id)) => {
            let subject = view.section().map(|programme| Subject::Place(programme, *id));
            (subject.and_then(|subject| link(subject, "")), "</a>")
        }
        Some(LinkTarget::Indicator(id)) => (link(Subject::Indicator(*id), ""), "</a>"),
        Some(LinkTarget::Narrative(id)) => (link(narrative_subject(view, *id), ""), "</a>"),
        Some(LinkTarget::Document(id)) => {
            let document = view.document(*id);
            let title = escape(document.titles.get(lang));
            match &document.url {
                Some(url) => (Some(format!("<a href=\"{}\" title=\"{title}\">", escape(url))), "</a>"),
                None => (Some(format!("<cite title=\"{title}\">")), "</cite>"),
            }
        }
        Some(LinkTarget::Problem(id)) => (link(Subject::Problem(*id), ""), "</a>"),
        Some(LinkTarget::Term(id)) => {
            let anchor = view.terms().get(id.index()).map(|term| format!("#{}", term.id.value));
            (link(Subject::Glossary, &anchor.unwrap_or_default()), "</a>")
        }
        Some(LinkTarget::Anchor(anchor)) => (Some(format!("<a href=\"#{}\">", escape(anchor))), "</a>"),
        Some(LinkTarget::External(url)) => (Some(format!("<a href=\"{}\" rel=\"external\">", escape(url))), "</a>"),
        Some(LinkTarget::Media(media)) => {
            let file = attachment_link(view, media, None);
            let open = file.as_ref().and_then(|file| Some((file.href.as_ref()?, &file.name)));
            facts = file.as_ref().map(|file| (file.kind.clone(), file.size.clone()));
            let open = open.map(|(href, name)| format!("<a href=\"{}\" download=\"{}\">", escape(href), escape(name)));
            (open, "</a>")
        }
        Some(LinkTarget::Fact(request)) => (fact_page(view, *request).and_then(|page| link(page, "")), "</a>"),
        Some(LinkTarget::NoData | LinkTarget::Chart(_) | LinkTarget::Grades(_)) | None => (None, ""),
    };
    let mut close = if open.is_some() { close.to_owned() } else { String::new() };
    if let Some(LinkTarget::External(_)) = target {
        let note = escape(&view.words_in(lang).plain("text.external"));
        close = format!(" <span class=\"external\">{note}</span></a>");
    }
    if let Some((kind, size)) = facts {
        let values = [("kind", kind.as_str()), ("size", size.as_str())];
        let words = escape(&view.words_in(lang).fill("media.facts", &values));
        close = format!("{close} <span class=\"file-facts\">{words}</span>");
    }
    (open.unwrap_or_default(), close)
}

/// The page that shows what a statement follows from.
fn fact_page(view: &View<'_>, request: FactRequest) -> Option<Subject> {
    let of = |evaluation| {
        let evaluation = view.evaluation(evaluation);
        (evaluation.programme, evaluation.year())
    };
    Some(match request {
        FactRequest::Places { evaluation, .. } => Subject::Bulletin(evaluation),
        FactRequest::Problems { evaluation, .. } | FactRequest::Categories { evaluation } => {
            let (programme, year) = of(evaluation);
            Subject::Problems(programme, ProblemList::Year(year))
        }
        FactRequest::Cases { programme, year, place } => {
            let list = place.map_or(CaseList::Year(year), |place| CaseList::PlaceYear(year, place));
            Subject::Cases(programme, list, 1)
        }
        FactRequest::Reached { indicator, year, .. } | FactRequest::Rank { indicator, year, .. } => {
            let of_year = Subject::IndicatorYear(indicator, year);
            if view.link(of_year).is_some() { of_year } else { Subject::Indicator(indicator) }
        }
        FactRequest::TargetYear { indicator } => Subject::Indicator(indicator),
    })
}

/// The page of a narrative.
fn narrative_subject(view: &View<'_>, id: crate::portal::NarrativeId) -> Subject {
    use crate::parse::NarrativeKind;
    let card = view.card(id);
    match card.kind() {
        NarrativeKind::Case => Subject::Case(id),
        NarrativeKind::Report => Subject::Report(id),
        NarrativeKind::Page => Subject::Text(id),
        NarrativeKind::Bulletin => match (card.programme(), card.jurisdiction()) {
            (Some(programme), Some(place)) => Subject::PlaceYear(programme, card.year(), place),
            _ => Subject::Home,
        },
    }
}
