//! The footnotes of a text: numbered as they are called, at its end, each with a way back.

use std::collections::HashMap;

use pulldown_cmark::{CowStr, Event, TagEnd};

use super::html::escape;

/// The footnotes met so far.
#[derive(Default)]
pub struct FootnoteList<'a> {
    /// By label, whose case does not count.
    numbers: HashMap<String, usize>,
    /// How often each note is called, in the order of their numbers.
    calls: Vec<usize>,
    /// What stands in them, in the order in which they are written.
    written: Vec<(String, Vec<Event<'a>>)>,
}

impl<'a> FootnoteList<'a> {
    /// The number of a note, from one; the next one for a label that has none.
    fn number_of(&mut self, label: &str) -> usize {
        let next = self.calls.len() + 1;
        let number = *self.numbers.entry(label.to_lowercase()).or_insert(next);
        if number == next {
            self.calls.push(0);
        }
        number
    }

    /// The mark in the text that calls a note.
    pub fn call(&mut self, label: &str) -> String {
        let number = self.number_of(label);
        self.calls[number - 1] += 1;
        let id = call_id(number, self.calls[number - 1]);
        format!("<sup id=\"{id}\"><a href=\"#fn-{number}\" role=\"doc-noteref\">{number}</a></sup>")
    }

    /// What stands in a note. Of one that is written twice, which is told, all of it stays.
    pub fn write(&mut self, label: String, text: Vec<Event<'a>>) {
        self.written.push((label, text));
    }

    /// What stands in each note, in the order of their numbers, with how often it is called.
    /// Those that nobody calls, which is told, come last.
    fn in_order(mut self) -> Vec<(usize, Vec<Event<'a>>)> {
        let mut texts: Vec<Vec<Event<'a>>> = Vec::new();
        for (label, mut text) in std::mem::take(&mut self.written) {
            let number = self.number_of(&label);
            texts.resize_with(texts.len().max(number), Vec::new);
            texts[number - 1].append(&mut text);
        }
        texts.resize_with(self.calls.len(), Vec::new);
        self.calls.into_iter().zip(texts).collect()
    }

    /// All notes, for the end of the text; `back` is what the way back is called.
    pub fn at_the_end(self, back: &str) -> Vec<Event<'a>> {
        let notes = self.in_order();
        if notes.is_empty() {
            return Vec::new();
        }
        let html = |text: String| Event::Html(CowStr::from(text));
        let back = escape(back);
        let mut out = vec![html("<ol class=\"footnotes\">\n".to_owned())];
        for (position, (calls, mut text)) in notes.into_iter().enumerate() {
            let number = position + 1;
            out.push(html(format!("<li id=\"fn-{number}\">")));
            let links = (1..=calls).map(|call| {
                let id = call_id(number, call);
                format!(" <a class=\"note-back\" href=\"#{id}\" role=\"doc-backlink\" aria-label=\"{back}\">↩</a>")
            });
            let links: String = links.collect();
            // The way back stands at the end of the last words, not on a line of its own.
            let last = text.iter().rposition(|event| is_end_of_paragraph(event)).unwrap_or(text.len());
            text.insert(last, Event::InlineHtml(links.into()));
            out.extend(text);
            out.push(html("</li>\n".to_owned()));
        }
        out.push(html("</ol>\n".to_owned()));
        out
    }
}

fn is_end_of_paragraph(event: &Event<'_>) -> bool {
    *event == Event::End(TagEnd::Paragraph) || matches!(event, Event::Html(text) if text.starts_with("</p>"))
}

/// The id of the place where a note is called for the first or a further time.
fn call_id(number: usize, call: usize) -> String {
    if call == 1 { format!("fnref-{number}") } else { format!("fnref-{number}-{call}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(list: FootnoteList<'_>) -> String {
        let mut html = String::new();
        pulldown_cmark::html::push_html(&mut html, list.at_the_end("回到正文").into_iter());
        html
    }

    #[test]
    fn notes_are_numbered_as_they_are_called_and_lead_back_to_each_call() {
        let mut list = FootnoteList::default();
        assert!(list.call("b").contains("id=\"fnref-1\""));
        assert!(list.call("a").contains("href=\"#fn-2\""));
        assert!(list.call("B").contains("id=\"fnref-1-2\""), "the same note again");
        let paragraph = |text: &'static str| {
            vec![Event::Html("<p>".into()), Event::Text(text.into()), Event::Html("</p>\n".into())]
        };
        list.write("c".to_owned(), paragraph("丙"));
        list.write("a".to_owned(), paragraph("乙"));
        list.write("b".to_owned(), paragraph("甲"));
        let html = written(list);
        assert!(html.contains("href=\"#fnref-1\"") && html.contains("href=\"#fnref-1-2\""));
        assert!(["甲", "乙", "丙"].map(|text| html.find(text).unwrap()).is_sorted(), "{html}");
        let second = html.split("id=\"fn-2\"").nth(1).unwrap();
        assert!(second.find("乙").unwrap() < second.find("#fnref-2").unwrap());
        assert!(second.find("#fnref-2").unwrap() < second.find("</p>").unwrap(), "on the line of its words");
        assert_eq!(written(FootnoteList::default()), "");
    }
}
