//! The Markdown of a narrative as HTML, its references resolved.

use pulldown_cmark::{Alignment, BlockQuoteKind, CowStr, Event, Parser, Tag, TagEnd, html};

use super::charts;
use super::figures;
use super::footnotes::FootnoteList;
use super::html::{Html, escape};
use super::media::{PictureWords, attachment_link, picture_figure, picture_in_text};
use super::tables::grades_in_text;
use super::view::View;
use crate::i18n::{Lang, joins_lines};
use crate::parse::emphasis::{Marked, unmark};
use crate::parse::records::TextNature;
use crate::parse::{issued_pieces, options};
use crate::plan::{CaseList, ProblemList, Subject};
use crate::portal::{ChartRequest, FactRequest, LinkTarget, NarrativeMedia, NarrativeText};

/// How the text is set.
#[derive(Clone, Copy, Debug, Default)]
pub struct Setting {
    /// Paragraphs carry their number, so that a print-out can be cited.
    pub numbered: bool,
    /// The first picture of the text is the first of the page.
    pub first_picture: bool,
}

/// The HTML of a text whose language is `lang`.
pub fn html(view: &View<'_>, text: &NarrativeText, media: &NarrativeMedia, lang: Lang, setting: Setting) -> Html {
    let issued = text.def.nature == TextNature::Issued;
    let mut writer = Writer {
        view,
        text,
        media,
        lang,
        setting,
        issued,
        out: Vec::new(),
        headings: text.def.headings.iter(),
        open: Vec::new(),
        depth: 0,
        paragraphs: 0,
        tables: 0,
        closed: false,
        table: None,
        notes: FootnoteList::default(),
        text_before: None,
    };
    let mut html = String::new();
    if issued {
        for (event, _) in issued_pieces(&text.def.body).pieces {
            writer.event(event);
        }
        html::push_html(&mut html, writer.out.into_iter());
        return Html(html);
    }
    for event in Parser::new_ext(&Marked::new(&text.def.body).text, options()) {
        writer.event(event);
    }
    let notes = std::mem::take(&mut writer.notes);
    writer.out.extend(notes.at_the_end(&view.words_in(lang).plain("text.note_back")));
    html::push_html(&mut html, join_han(writer.out).into_iter());
    Html(unmark(&html).into_owned())
}

struct Writer<'a, 'w> {
    view: &'a View<'w>,
    text: &'a NarrativeText,
    media: &'a NarrativeMedia,
    lang: Lang,
    setting: Setting,
    /// What the page shows besides the characters of the text is no text in it.
    issued: bool,
    out: Vec<Event<'a>>,
    headings: std::slice::Iter<'a, crate::parse::Heading>,
    /// What closes each link that is open, or what takes a picture's description.
    open: Vec<OpenInline>,
    /// How many blocks are open: numbers are for paragraphs of the text itself.
    depth: usize,
    paragraphs: usize,
    /// How many tables have begun: each is a region with a name of its own.
    tables: usize,
    /// A chart has closed the paragraph in which it stands.
    closed: bool,
    table: Option<OpenTableTag>,
    notes: FootnoteList<'a>,
    /// A note is being read, and this is the text before it.
    text_before: Option<(String, Vec<Event<'a>>)>,
}

enum OpenInline {
    Link(String),
    Picture { target: Option<LinkTarget>, title: String, description: String },
}

struct OpenTableTag {
    alignments: Vec<Alignment>,
    head: bool,
    cell: usize,
}

impl<'a> Writer<'a, '_> {
    fn raw(&mut self, html: impl Into<CowStr<'a>>) {
        self.out.push(Event::Html(html.into()));
    }

    fn inline(&mut self, html: impl Into<CowStr<'a>>) {
        self.out.push(Event::InlineHtml(html.into()));
    }

    fn event(&mut self, event: Event<'_>) {
        if let Some(OpenInline::Picture { description, .. }) = self.open.last_mut()
            && let Event::Text(text) | Event::Code(text) = &event
        {
            description.push_str(text);
            return;
        }
        if self.closed
            && !matches!(event, Event::End(TagEnd::Paragraph) | Event::SoftBreak | Event::HardBreak)
            && !matches!(event, Event::Start(Tag::Image { .. }))
        {
            self.raw("<p>");
            self.closed = false;
        }
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Html(_) | Event::InlineHtml(_) => {}
            Event::FootnoteReference(label) => {
                let call = self.notes.call(&label);
                self.inline(call);
            }
            other => self.out.push(other.into_static()),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph => {
                if self.depth == 0 {
                    self.paragraphs += 1;
                    let number = self.paragraphs;
                    self.raw(format!("<p id=\"p{number}\">"));
                } else {
                    self.raw("<p>");
                }
            }
            Tag::Heading { level, .. } => {
                let anchor = self.headings.next().map_or("", |heading| heading.anchor.as_str());
                let level = (level as u8).max(2);
                self.raw(format!("<h{level} id=\"{}\">", escape(anchor)));
            }
            Tag::Link { dest_url, .. } => self.start_link(&unmark(&dest_url)),
            Tag::Image { dest_url, title, .. } => {
                let target = self.text.targets.get(unmark(&dest_url).as_ref()).cloned();
                let title = unmark(&title).into_owned();
                self.open.push(OpenInline::Picture { target, title, description: String::new() });
            }
            Tag::Table(alignments) => {
                self.tables += 1;
                let number = self.tables.to_string();
                let label = escape(&self.view.words_in(self.lang).fill("tables.label", &[("n", &number)]));
                self.raw(format!(
                    "<div class=\"table-frame\" role=\"region\" tabindex=\"0\" aria-label=\"{label}\"><table>"
                ));
                self.table = Some(OpenTableTag { alignments, head: true, cell: 0 });
            }
            Tag::TableHead => self.raw("<thead><tr>"),
            Tag::TableRow => {
                if let Some(table) = &mut self.table {
                    table.cell = 0;
                }
                self.raw("<tr>");
            }
            Tag::TableCell => self.start_cell(),
            Tag::BlockQuote(kind) => {
                self.depth += 1;
                match kind {
                    Some(kind) => {
                        let label = escape(&self.view.words_in(self.lang).plain(alert_word(kind)));
                        self.raw(format!(
                            "<div role=\"note\" class=\"note\" aria-label=\"{label}\"><p><strong>{label}</strong></p>"
                        ));
                    }
                    None => self.raw("<blockquote>"),
                }
            }
            Tag::FootnoteDefinition(label) => {
                self.depth += 1;
                self.text_before = Some((label.to_string(), std::mem::take(&mut self.out)));
            }
            other => {
                self.depth += 1;
                self.out.push(Event::Start(other.into_static()));
            }
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph if self.closed => self.closed = false,
            TagEnd::Paragraph => {
                if self.depth == 0 && self.setting.numbered {
                    let number = self.paragraphs.to_string();
                    let label = self.view.words_in(self.lang).fill("text.paragraph", &[("n", &number)]);
                    let (place, words) = match self.issued {
                        true => (format!(" data-number=\"{number}\""), ""),
                        false => (String::new(), number.as_str()),
                    };
                    let label = escape(&label);
                    self.inline(format!(
                        "<a class=\"pn\" href=\"#p{number}\"{place} aria-label=\"{label}\">{words}</a>"
                    ));
                }
                self.raw("</p>\n");
            }
            TagEnd::Heading(level) => {
                let level = (level as u8).max(2);
                self.raw(format!("</h{level}>\n"));
            }
            TagEnd::Link => {
                if let Some(OpenInline::Link(close)) = self.open.pop() {
                    self.inline(close);
                }
            }
            TagEnd::Image => {
                if let Some(OpenInline::Picture { target, title, description }) = self.open.pop() {
                    self.picture(target, &title, &description);
                }
            }
            TagEnd::Table => {
                self.table = None;
                self.raw("</tbody></table></div>\n");
            }
            TagEnd::TableHead => {
                if let Some(table) = &mut self.table {
                    table.head = false;
                }
                self.raw("</tr></thead><tbody>");
            }
            TagEnd::TableRow => self.raw("</tr>"),
            TagEnd::TableCell => {
                let head = self.table.as_ref().is_some_and(|table| table.head);
                if let Some(table) = &mut self.table {
                    table.cell += 1;
                }
                self.inline(if head { "</th>" } else { "</td>" });
            }
            TagEnd::BlockQuote(kind) => {
                self.depth = self.depth.saturating_sub(1);
                self.raw(if kind.is_some() { "</div>\n" } else { "</blockquote>\n" });
            }
            TagEnd::FootnoteDefinition => {
                self.depth = self.depth.saturating_sub(1);
                if let Some((label, before)) = self.text_before.take() {
                    let note = std::mem::replace(&mut self.out, before);
                    self.notes.write(label, note);
                }
            }
            other => {
                self.depth = self.depth.saturating_sub(1);
                self.out.push(Event::End(other));
            }
        }
    }

    fn start_cell(&mut self) {
        let Some(table) = &self.table else { return };
        let numeric = matches!(table.alignments.get(table.cell), Some(Alignment::Right));
        let class = if numeric { " class=\"num\"" } else { "" };
        let cell = if table.head { format!("<th scope=\"col\"{class}>") } else { format!("<td{class}>") };
        self.inline(cell);
    }

    fn start_link(&mut self, address: &str) {
        let view = self.view;
        let target = self.text.targets.get(address);
        let link = |subject, fragment: &str| {
            view.link(subject).map(|href| format!("<a href=\"{}{fragment}\">", escape(&href)))
        };
        let mut facts = None;
        let (open, close): (Option<String>, &'static str) = match target {
            Some(LinkTarget::Observation(id)) => {
                let (open, linked) = figures::bound(view, *id, self.lang);
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
                let title = escape(document.titles.get(self.lang));
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
                let open =
                    open.map(|(href, name)| format!("<a href=\"{}\" download=\"{}\">", escape(href), escape(name)));
                (open, "</a>")
            }
            Some(LinkTarget::Fact(request)) => (fact_page(view, *request).and_then(|page| link(page, "")), "</a>"),
            Some(LinkTarget::NoData | LinkTarget::Chart(_) | LinkTarget::Grades(_)) | None => (None, ""),
        };
        let mut close = if open.is_some() { close.to_owned() } else { String::new() };
        if let Some(LinkTarget::External(_)) = target {
            let note = escape(&view.words_in(self.lang).plain("text.external"));
            close = format!(" <span class=\"external\">{note}</span></a>");
        }
        if let Some((kind, size)) = facts {
            let values = [("kind", kind.as_str()), ("size", size.as_str())];
            let words = escape(&view.words_in(self.lang).fill("media.facts", &values));
            close = format!("{close} <span class=\"file-facts\">{words}</span>");
        }
        self.inline(open.unwrap_or_default());
        self.open.push(OpenInline::Link(close));
    }

    /// What editors put into an issued text, told apart from it.
    fn added(&self, html: &Html) -> String {
        let label = escape(&self.view.words_in(self.lang).plain("issued.added"));
        format!("<aside class=\"added\" aria-label=\"{label}\"><p class=\"added-by\">{label}</p>{html}</aside>\n")
    }

    fn picture(&mut self, target: Option<LinkTarget>, title: &str, description: &str) {
        if let Some(LinkTarget::Chart(request)) = &target {
            self.chart(request, description);
        }
        if let Some(LinkTarget::Grades(evaluation)) = &target {
            let html = grades_in_text(self.view, *evaluation, description, self.lang);
            self.figure(html);
        }
        let Some(LinkTarget::Media(media)) = target else { return };
        let record = self.media.pictures.iter().find(|picture| picture.media.name() == media.name());
        let lazy = !self.setting.first_picture;
        self.setting.first_picture = false;
        let words = PictureWords { alt: description, caption: title, record, lang: self.lang, lazy };
        if let Some(figure) = picture_figure(self.view, &media, &words) {
            self.figure(picture_in_text(self.view, &figure, self.lang));
        }
    }

    fn chart(&mut self, request: &ChartRequest, description: &str) {
        let reference = self.text.def.references.iter().find(|reference| {
            reference.text.value == description
                && self.text.targets.get(&format!("chart:{}", reference.target.value))
                    == Some(&LinkTarget::Chart(request.clone()))
        });
        let at = reference.map(|reference| reference.text.span);
        let html = charts::chart_in_text(self.view, request, description, at, self.lang);
        self.figure(html);
    }

    /// Puts a figure between paragraphs.
    fn figure(&mut self, html: Html) {
        // A figure stands between paragraphs, never in one.
        match self.out.last() {
            Some(Event::Html(opening)) if opening.starts_with("<p") => {
                self.out.pop();
                if self.depth == 0 {
                    self.paragraphs -= 1;
                }
            }
            _ if self.closed => {}
            _ => self.raw("</p>\n"),
        }
        self.closed = true;
        self.raw(if self.issued { self.added(&html) } else { html.0 });
    }
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
pub fn narrative_subject(view: &View<'_>, id: crate::portal::NarrativeId) -> Subject {
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

fn alert_word(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "alerts.note",
        BlockQuoteKind::Tip => "alerts.tip",
        BlockQuoteKind::Important => "alerts.important",
        BlockQuoteKind::Warning => "alerts.warning",
        BlockQuoteKind::Caution => "alerts.caution",
    }
}

/// A line break between two Han characters is no space.
fn join_han(events: Vec<Event<'_>>) -> Vec<Event<'_>> {
    let mut joined: Vec<Event<'_>> = Vec::with_capacity(events.len());
    for (position, event) in events.iter().enumerate() {
        if matches!(event, Event::SoftBreak) {
            let before = joined.last().and_then(last_char);
            let after = events.get(position + 1).and_then(first_char);
            if before.zip(after).is_some_and(|(before, after)| joins_lines(before, after)) {
                continue;
            }
        }
        joined.push(event.clone());
    }
    joined
}

fn last_char(event: &Event<'_>) -> Option<char> {
    let Event::Text(text) = event else { return None };
    text.chars().next_back()
}

fn first_char(event: &Event<'_>) -> Option<char> {
    let Event::Text(text) = event else { return None };
    text.chars().next()
}
