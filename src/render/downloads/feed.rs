//! The feed of a language (Atom, RFC 4287): bulletins, reports, cases and corrections, the
//! newest first.

use std::fmt::Write as _;

use crate::i18n::PartialDate;
use crate::plan::{CaseList, DataFile, Subject};
use crate::render::html::escape;
use crate::render::view::View;

/// How many entries it has.
const SHOWN: usize = 50;

/// Something that followers are told.
struct FeedEntry {
    date: PartialDate,
    /// Names the entry for ever, below the name of the site.
    id: String,
    title: String,
    summary: String,
    subject: Subject,
}

/// `zh/feed.xml`
pub fn feed(view: &View<'_>) -> Vec<u8> {
    let mut entries = entries(view);
    entries.sort_by(|a, b| b.date.cmp(&a.date).then_with(|| a.id.cmp(&b.id)));
    entries.truncate(SHOWN);
    let site = view.site().map(|site| (view.say(&site.names), view.say(&site.organiser), site.names.zh.as_str()));
    let (name, organiser, own) = site.unwrap_or_default();
    let newest = entries.first().map(|entry| entry.date).max(view.data_version());
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    let lang = view.lang();
    let mut line = |text: String| {
        out.push_str(&text);
        out.push('\n');
    };
    line(format!("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">", lang.tag()));
    line(format!("<id>{}</id>", urn(own, &format!("{}/feed", lang.code()))));
    line(format!("<title>{}</title>", escape(name)));
    line(format!("<updated>{}</updated>", newest.map_or_else(|| "1970-01-01T00:00:00Z".to_owned(), moment)));
    line(format!("<author><name>{}</name></author>", escape(organiser)));
    for (relation, kind, subject) in
        [("self", "application/atom+xml", Subject::File(DataFile::Feed)), ("alternate", "text/html", Subject::Home)]
    {
        if let Some(address) = address(view, subject) {
            line(format!("<link rel=\"{relation}\" type=\"{kind}\" href=\"{}\"/>", escape(&address)));
        }
    }
    for entry in entries {
        let mut text = String::from("<entry>\n");
        let _ = writeln!(text, "<id>{}</id>", urn(own, &format!("{}/{}", lang.code(), entry.id)));
        let _ = writeln!(text, "<title>{}</title>", escape(&entry.title));
        let _ = writeln!(text, "<updated>{0}</updated>\n<published>{0}</published>", moment(entry.date));
        if let Some(address) = address(view, entry.subject) {
            let _ = writeln!(text, "<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>", escape(&address));
        }
        if !entry.summary.is_empty() {
            let _ = writeln!(text, "<summary>{}</summary>", escape(&entry.summary));
        }
        text.push_str("</entry>");
        line(text);
    }
    line("</feed>".to_owned());
    out.into_bytes()
}

fn entries(view: &View<'_>) -> Vec<FeedEntry> {
    let mut found = Vec::new();
    for programme in view.programmes() {
        for id in view.evaluations(programme) {
            let evaluation = view.evaluation(id);
            let issued = || evaluation.document.and_then(|id| view.document(id).date.as_ref().map(|date| date.value));
            let Some(date) = evaluation.def.published.as_ref().map(|date| date.value).or_else(issued) else { continue };
            let evaluator = &view.place(evaluation.evaluator).def.slug.value;
            found.push(FeedEntry {
                date,
                id: format!("bulletin/{}/{}/{evaluator}", view.programme(programme).id.value, evaluation.year()),
                title: view.say(&evaluation.def.titles).to_owned(),
                summary: String::new(),
                subject: Subject::Bulletin(id),
            });
        }
        for report in view.reports(programme).into_iter().map(|id| view.published_report(id)) {
            let date = report.document.and_then(|id| view.document(id).date.as_ref().map(|date| date.value));
            let (Some(date), Some(digest)) = (date, report.digest) else { continue };
            found.push(FeedEntry {
                date,
                id: format!("report/{}", report.def.id.value),
                title: view.say(&report.def.titles).to_owned(),
                summary: view.card(digest).summary().to_owned(),
                subject: Subject::Report(digest),
            });
        }
        for id in view.cases(programme, CaseList::All) {
            let card = view.card(id);
            let Some(date) = card.shared().published else { continue };
            found.push(FeedEntry {
                date,
                id: format!("case/{}/{}/{}", view.programme(programme).id.value, card.year(), card.slug()),
                title: card.title().to_owned(),
                summary: card.summary().to_owned(),
                subject: Subject::Case(id),
            });
        }
    }
    let corrections = view.corrections().iter().map(|correction| {
        let concerned = correction.observation.as_ref().or(correction.problem.as_ref());
        let concerned = concerned.map_or(correction.page.value.as_str(), |id| id.value.as_str());
        FeedEntry {
            date: correction.date.value,
            id: format!("correction/{}/{concerned}", correction.date.value),
            title: view.fill("feed.correction", &[("why", view.say(&correction.why))]),
            summary: String::new(),
            subject: Subject::Corrections,
        }
    });
    found.extend(corrections);
    found
}

/// The whole address where the site's own is known, else the way from the feed.
fn address(view: &View<'_>, subject: Subject) -> Option<String> {
    match view.base_url() {
        Some(base) => Some(format!("{base}{}", view.address(subject, view.lang())?)),
        None => view.link(subject),
    }
}

/// The first moment of a day, month or year where the portal is read.
fn moment(date: PartialDate) -> String {
    format!("{:04}-{:02}-{:02}T00:00:00+08:00", date.year, date.month.unwrap_or(1), date.day.unwrap_or(1))
}

/// A name that stays when the site moves: made of the site's name and the entry's own.
fn urn(site: &str, id: &str) -> String {
    let hash = blake3::hash(format!("{site}\n{id}").as_bytes());
    let hex = hash.to_hex();
    let (a, b, c, d, e) = (&hex[..8], &hex[8..12], &hex[13..16], &hex[17..20], &hex[20..32]);
    format!("urn:uuid:{a}-{b}-8{c}-8{d}-{e}")
}
