//! The text of a page as readers see it, block by block.
//!
//! What stands around the content (menus, page facts, forms) is on every page and finds
//! nothing; drawings say what the tables beside them say.

/// A paragraph, cell or heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexBlock {
    pub text: String,
    /// It names what follows: a heading, a caption.
    pub heading: bool,
}

/// Elements whose text is no content.
const LEFT_OUT: &[&str] =
    &["nav", "footer", "form", "label", "script", "style", "svg", "template", "button", "select", "noscript"];

/// Elements within a line: what stands beside them belongs to the same block.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "img", "ins", "kbd", "mark", "q",
    "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
];

const HEADINGS: &[&str] = &["h1", "h2", "h3", "h4", "caption", "figcaption"];

/// The blocks of the main part of a page, and its first heading.
pub fn blocks(html: &str) -> (String, Vec<IndexBlock>) {
    let start = html.find("<main").unwrap_or(0);
    let end = html.rfind("</main>").filter(|end| *end > start).unwrap_or(html.len());
    let mut reader = BlockReader::default();
    reader.read(&html[start..end]);
    let title = reader.title.take().unwrap_or_default();
    (title, reader.blocks)
}

#[derive(Default)]
struct BlockReader {
    blocks: Vec<IndexBlock>,
    text: String,
    /// A space is owed before the next character.
    space: bool,
    heading: bool,
    in_title: bool,
    title: Option<String>,
}

impl BlockReader {
    fn read(&mut self, mut rest: &str) {
        while let Some(at) = rest.find('<') {
            self.take(&rest[..at]);
            rest = &rest[at..];
            if let Some(comment) = rest.strip_prefix("<!--") {
                rest = comment.split_once("-->").map_or("", |(_, after)| after);
                continue;
            }
            let tag = &rest[..end_of_tag(rest)];
            rest = &rest[tag.len()..];
            let closing = tag.starts_with("</");
            let name = name_of(tag);
            if !closing && LEFT_OUT.contains(&name) && !tag.ends_with("/>") {
                self.end_block();
                rest = after_element(rest, name);
            } else if !INLINE.contains(&name) {
                self.tag(name, closing);
            }
        }
        self.take(rest);
        self.end_block();
    }

    fn tag(&mut self, name: &str, closing: bool) {
        self.end_block();
        if HEADINGS.contains(&name) {
            self.heading = !closing;
            self.in_title = name == "h1" && !closing;
        }
    }

    fn end_block(&mut self) {
        self.space = false;
        if self.text.is_empty() {
            return;
        }
        let text = std::mem::take(&mut self.text);
        if self.in_title && self.title.is_none() {
            self.title = Some(text.clone());
        }
        self.blocks.push(IndexBlock { text, heading: self.heading });
    }

    /// Takes in text, with its references resolved and runs of spaces as one.
    fn take(&mut self, mut source: &str) {
        while let Some(at) = source.find('&') {
            self.take_plain(&source[..at]);
            source = &source[at..];
            let (c, length) = reference(source);
            self.push(c);
            source = &source[length..];
        }
        self.take_plain(source);
    }

    fn take_plain(&mut self, source: &str) {
        for c in source.chars() {
            self.push(c);
        }
    }

    fn push(&mut self, c: char) {
        if c.is_whitespace() {
            self.space = !self.text.is_empty();
            return;
        }
        if std::mem::take(&mut self.space) {
            self.text.push(' ');
        }
        self.text.push(c);
    }
}

/// Where a tag ends that begins here; values in quotes may hold `>`.
fn end_of_tag(source: &str) -> usize {
    let mut quote = None;
    for (at, byte) in source.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    source.len()
}

fn name_of(tag: &str) -> &str {
    let name = tag.trim_start_matches(['<', '/']);
    name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("")
}

/// What follows the element that has just been opened.
fn after_element<'a>(rest: &'a str, name: &str) -> &'a str {
    let mut from = 0;
    while let Some(at) = rest[from..].find("</") {
        let tag = &rest[from + at..];
        if name_of(tag) == name {
            return &tag[end_of_tag(tag)..];
        }
        from += at + 2;
    }
    ""
}

/// The character that a reference stands for, and the length of the reference.
fn reference(source: &str) -> (char, usize) {
    let end = source.bytes().take(12).position(|byte| byte == b';');
    let known = end.and_then(|end| {
        let name = &source[1..end];
        let c = match name {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            "nbsp" => Some(' '),
            _ => number_of(name).and_then(char::from_u32),
        };
        Some((c?, end + 1))
    });
    known.unwrap_or(('&', 1))
}

fn number_of(name: &str) -> Option<u32> {
    let digits = name.strip_prefix('#')?;
    match digits.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok(),
        None => digits.parse().ok(),
    }
}
