//! The Markdown of a narrative as HTML, its references resolved.

use pulldown_cmark::{Alignment, BlockQuoteKind, CowStr, Event, Parser, Tag, TagEnd, html};

use super::charts;
use super::footnotes::FootnoteList;
use super::html::{Html, escape};
use super::link_tags::link_tags;
use super::media::{PictureWords, picture_figure, picture_in_text};
use super::tables::grades_in_text;
use super::view::View;
use crate::i18n::{Lang, joins_lines};
use crate::parse::emphasis::{Marked, unmark};
use crate::parse::records::TextNature;
use crate::parse::{issued_pieces, options};
use crate::portal::{ChartRequest, LinkTarget, NarrativeMedia, NarrativeText};

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
        paragraph: ParagraphTag::None,
        closed_to_figures: 0,
        waiting: Vec::new(),
        drawn: Vec::new(),
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
    paragraph: ParagraphTag,
    /// How many pieces are open that cannot hold a figure.
    closed_to_figures: usize,
    /// The figures that stand in such a piece: they follow it.
    waiting: Vec<Html>,
    /// The numbers of the charts that were shown: one that is asked for twice is drawn twice.
    drawn: Vec<u16>,
    table: Option<OpenTableTag>,
    notes: FootnoteList<'a>,
    /// A note is being read, and this is the text before it.
    text_before: Option<(String, Vec<Event<'a>>)>,
}

/// Whether the text stands in the tags of a paragraph.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ParagraphTag {
    /// In none, as the words of a short list item.
    None,
    Open,
    /// A figure has closed it; words that follow open another.
    Closed,
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
        if self.paragraph == ParagraphTag::Closed
            && !matches!(event, Event::End(TagEnd::Paragraph) | Event::SoftBreak | Event::HardBreak)
            && !matches!(event, Event::Start(Tag::Image { .. }))
        {
            self.raw("<p>");
            self.paragraph = ParagraphTag::Open;
        }
        match event {
            Event::Start(tag) => {
                self.closed_to_figures += usize::from(takes_no_figure(tag.to_end()));
                self.start(tag);
            }
            Event::End(tag) => {
                self.end(tag);
                if takes_no_figure(tag) {
                    self.closed_to_figures = self.closed_to_figures.saturating_sub(1);
                    self.place_figures();
                }
            }
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
                self.paragraph = ParagraphTag::Open;
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
            TagEnd::Paragraph if self.paragraph == ParagraphTag::Closed => self.paragraph = ParagraphTag::None,
            TagEnd::Paragraph => {
                self.paragraph = ParagraphTag::None;
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
        let (open, close) = link_tags(self.view, self.text.targets.get(address), self.lang);
        self.inline(open);
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
        let html = charts::chart_in_text(self.view, request, description, at, self.lang, &mut self.drawn);
        self.figure(html);
    }

    /// Puts a figure between paragraphs.
    fn figure(&mut self, html: Html) {
        self.waiting.push(html);
        self.place_figures();
    }

    fn place_figures(&mut self) {
        if self.closed_to_figures == 0 {
            std::mem::take(&mut self.waiting).into_iter().for_each(|html| self.place_figure(&html));
        }
    }

    fn place_figure(&mut self, html: &Html) {
        // A figure stands between paragraphs, never in one.
        if self.paragraph == ParagraphTag::Open {
            match self.out.last() {
                Some(Event::Html(opening)) if opening.starts_with("<p") => {
                    // One that goes on behind a figure has no number of its own.
                    let numbered = opening.starts_with("<p id=");
                    self.out.pop();
                    self.paragraphs -= usize::from(numbered);
                }
                Some(_) | None => self.raw("</p>\n"),
            }
            self.paragraph = ParagraphTag::Closed;
        }
        self.raw(if self.issued { self.added(html) } else { html.0.clone() });
    }
}

/// Pieces whose elements can hold words only.
fn takes_no_figure(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Heading(_) | TagEnd::Table
    )
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
