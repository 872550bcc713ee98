//! Pages of the web: the text, apart from what surrounds it.

use html5gum::{DefaultEmitter, Token, Tokenizer};

use super::charset::decode;
use super::source_document::{
    ImportRefusal, PassageKind, SourceBlock, SourceCell, SourceDocument, SourcePassage, SourceTable,
};
use crate::i18n::Text;
use crate::say;

/// Elements that begin and end a passage.
const BLOCKS: [&str; 31] = [
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li",
    "main", "nav", "p", "section", "ul",
];
/// Elements whose characters nobody reads.
const UNREAD: [&str; 4] = ["script", "style", "noscript", "template"];
/// Elements around the text of a page.
const AROUND: [&str; 7] = ["nav", "aside", "footer", "header", "form", "button", "select"];
/// How many hundredths of a short passage may lie in links before it is one of the menus.
const LINKED: usize = 80;

/// Reads a page.
///
/// # Errors
/// When its bytes are no text.
pub fn read(bytes: &[u8]) -> Result<SourceDocument, ImportRefusal> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_lowercase();
    let declared = head.split("charset=").nth(1).map(|rest| {
        rest.trim_start_matches(['"', '\''])
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c))
            .collect::<String>()
    });
    let (text, remarks) = decode(bytes, declared.as_deref())?;
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut reader =
        HtmlReader { made: SourceDocument { remarks, ..SourceDocument::default() }, ..HtmlReader::default() };
    for token in Tokenizer::new_with_emitter(text.as_str(), emitter).flatten() {
        match token {
            Token::StartTag(tag) => {
                let attribute = |name: &[u8]| {
                    tag.attributes.get(name).map(|value| String::from_utf8_lossy(&value.value).into_owned())
                };
                let centred = attribute(b"align").is_some_and(|align| align == "center")
                    || attribute(b"style").is_some_and(|style| style.replace(' ', "").contains("text-align:center"));
                let span = attribute(b"colspan").and_then(|span| span.parse().ok()).unwrap_or(1);
                let alt = attribute(b"alt").unwrap_or_default();
                reader.start(&String::from_utf8_lossy(&tag.name), centred, span, &alt, tag.self_closing);
            }
            Token::EndTag(tag) => reader.end(&String::from_utf8_lossy(&tag.name)),
            Token::String(text) => reader.text(&String::from_utf8_lossy(&text.value)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    reader.flush();
    Ok(reader.made)
}

#[derive(Default)]
struct HtmlReader {
    made: SourceDocument,
    text: String,
    linked: usize,
    heading: Option<u8>,
    centred: bool,
    /// How deep the reading lies in elements of each kind.
    unread: usize,
    around: usize,
    links: usize,
    title: bool,
    tables: Vec<Vec<Vec<SourceCell>>>,
    passages: usize,
    finished_tables: usize,
}

impl HtmlReader {
    fn start(&mut self, name: &str, centred: bool, columns: usize, alt: &str, closed: bool) {
        if UNREAD.contains(&name) && !closed {
            self.unread += 1;
        }
        if BLOCKS.contains(&name) {
            self.flush();
        }
        if AROUND.contains(&name) {
            self.flush();
            self.around += 1;
        }
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading = name[1..].parse().ok(),
            "a" => self.links += 1,
            "title" => self.title = true,
            "table" => {
                self.flush();
                self.tables.push(Vec::new());
            }
            "tr" => self.tables.last_mut().into_iter().for_each(|rows| rows.push(Vec::new())),
            "td" | "th" => {
                self.flush();
                let columns = columns.clamp(1, 100);
                let row = self.tables.last_mut().and_then(|rows| rows.last_mut());
                row.into_iter().for_each(|row| row.push(SourceCell { columns, ..SourceCell::default() }));
            }
            "img" if !alt.is_empty() => {
                let alt = alt.to_owned();
                self.made
                    .remarks
                    .push(say!("网页里的图片没有取：{alt}", "a picture of the page was not fetched: {alt}"));
            }
            _ => {}
        }
        self.centred |= centred || name == "center";
    }

    fn end(&mut self, name: &str) {
        if UNREAD.contains(&name) {
            self.unread = self.unread.saturating_sub(1);
        }
        if BLOCKS.contains(&name) || AROUND.contains(&name) || ["td", "th", "title"].contains(&name) {
            self.flush();
        }
        match name {
            "a" => self.links = self.links.saturating_sub(1),
            "title" => self.title = false,
            "table" => self.finish_table(),
            _ if AROUND.contains(&name) => self.around = self.around.saturating_sub(1),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.unread > 0 {
            return;
        }
        if self.links > 0 {
            self.linked += text.chars().filter(|c| !c.is_whitespace()).count();
        }
        self.text.push_str(text);
    }

    /// Ends the passage that is being read.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        let words: Vec<&str> = text.split_whitespace().collect();
        let text = words.join(" ");
        let (linked, heading, centred) =
            (std::mem::take(&mut self.linked), self.heading.take(), std::mem::take(&mut self.centred));
        if text.is_empty() {
            self.heading = heading;
            return;
        }
        if let Some(cell) = self.tables.last_mut().and_then(|rows| rows.last_mut()?.last_mut()) {
            let between = if cell.text.is_empty() { "" } else { "\n" };
            cell.text = format!("{}{between}{text}", cell.text);
            return;
        }
        self.passages += 1;
        let number = self.passages;
        let length = text.chars().filter(|c| !c.is_whitespace()).count();
        let menu = length < 200 && !text.contains('。') && linked * 100 >= LINKED * length;
        let kind = match heading {
            _ if self.title => PassageKind::Outside(say!("网页的标题栏", "the title of the window")),
            _ if self.around > 0 => PassageKind::Outside(around()),
            _ if menu => PassageKind::Outside(say!("网页的链接", "links of the page")),
            Some(depth) => PassageKind::Heading(depth),
            None if centred => PassageKind::Centred,
            None => PassageKind::Paragraph,
        };
        let address = say!("第{number}段", "paragraph {number}");
        self.made.blocks.push(SourceBlock::Passage(SourcePassage::new(address, kind, text)));
    }

    /// A table of one column is no table: pages are laid out with them.
    fn finish_table(&mut self) {
        self.flush();
        let Some(rows) = self.tables.pop() else { return };
        let wide = rows.iter().any(|row| row.iter().filter(|cell| !cell.text.is_empty()).count() > 1);
        if wide {
            self.finished_tables += 1;
            let number = self.finished_tables;
            let address = say!("表{number}", "table {number}");
            self.made.blocks.push(SourceBlock::Table(SourceTable { address, rows }));
            return;
        }
        for line in rows.into_iter().flatten().flat_map(|cell| cell.text.lines().map(str::to_owned).collect::<Vec<_>>())
        {
            self.passages += 1;
            let number = self.passages;
            let address = say!("第{number}段", "paragraph {number}");
            self.made.blocks.push(SourceBlock::Passage(SourcePassage::new(address, PassageKind::Paragraph, line)));
        }
    }
}

fn around() -> Text {
    say!("网页的菜单、页眉或页脚", "a menu, head or foot of the page")
}
