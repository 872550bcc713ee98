//! Word documents: what their parts say, also what converters leave out.

use std::collections::HashMap;

use super::container::WordContainer;
use super::docx_lists::WordLists;
use super::source_document::{
    ImportRefusal, PassageKind, SourceBlock, SourceCell, SourceDocument, SourcePassage, SourcePicture, SourceTable,
};
use super::xml::{self, Element, XmlNode};
use crate::i18n::{Text, text};
use crate::say;

/// Stand before and after the label of a note in a text: no character of any document.
pub const NOTE_CALL: [char; 2] = ['\u{FDD1}', '\u{FDD2}'];

/// Reads a `.docx`.
///
/// # Errors
/// When it is none, or is damaged.
pub fn read(bytes: &[u8]) -> Result<SourceDocument, ImportRefusal> {
    let mut container = WordContainer::open(bytes)?;
    let mut part = |name: &str| container.text(name).map(|text| (xml::read(&text), text.is_empty()));
    let damaged = || {
        ImportRefusal::new(
            say!("文件坏了：正文读不出来", "the file is damaged: its text cannot be read"),
            say!("用Word打开并另存为.docx，再导入", "open it in Word, save it as .docx and import that"),
        )
    };
    let document = part("word/document.xml")?.0.ok_or_else(damaged)?;
    let styles = part("word/styles.xml")?.0.unwrap_or_default();
    let numbering = part("word/numbering.xml")?.0.unwrap_or_default();
    let notes = [part("word/footnotes.xml")?.0, part("word/endnotes.xml")?.0];
    let comments = part("word/comments.xml")?.0.unwrap_or_default();
    let relations = part("word/_rels/document.xml.rels")?.0.unwrap_or_default();
    let mut margins = Vec::new();
    for kind in ["header", "footer"] {
        for number in 1..=9 {
            margins.extend(part(&format!("word/{kind}{number}.xml"))?.0);
        }
    }
    let mut reader = DocxReader {
        styles: styles_of(&styles),
        lists: WordLists::of(&numbering),
        targets: targets(&relations),
        container,
        made: SourceDocument::default(),
        paragraphs: 0,
        tables: 0,
    };
    reader.remark_on_relations(&relations);
    if reader.container.has("word/vbaProject.bin") {
        reader
            .made
            .remarks
            .push(say!("文件带有宏，没有运行，也没有带入", "the file has macros, which were neither run nor taken in"));
    }
    let body = document.descendants("body").into_iter().next().ok_or_else(damaged)?;
    reader.blocks(body)?;
    for (prefix, part) in ["", "e"].into_iter().zip(&notes) {
        reader.notes(part.as_ref(), prefix)?;
    }
    reader.outside(&comments, "comment", &say!("批注", "a comment"));
    for margin in &margins {
        reader.outside_paragraphs(margin, &say!("页眉或页脚", "a header or footer of pages"));
    }
    Ok(reader.made)
}

/// What the styles of a document say of paragraphs.
#[derive(Clone, Debug, Default)]
struct WordStyle {
    heading: Option<u8>,
    title: bool,
    centred: bool,
    list: Option<(String, usize)>,
}

struct DocxReader<'a> {
    styles: HashMap<String, WordStyle>,
    lists: WordLists,
    targets: HashMap<String, String>,
    container: WordContainer<'a>,
    made: SourceDocument,
    paragraphs: usize,
    tables: usize,
}

/// The text of a paragraph while it is read, and what stands in it beside text.
#[derive(Default)]
struct ParagraphText {
    text: String,
    deleted: String,
    hidden: String,
    inserted: bool,
    boxes: Vec<Element>,
    /// Relations of pictures, with what they are said to show.
    pictures: Vec<(String, String)>,
}

impl DocxReader<'_> {
    fn blocks(&mut self, parent: &Element) -> Result<(), ImportRefusal> {
        for element in parent.elements() {
            match element.name.as_str() {
                "p" => self.paragraph(element, None)?,
                "tbl" => self.table(element)?,
                // Wrappers of blocks: fields to fill in, accepted changes, marks of software.
                "sdt" | "sdtContent" | "ins" | "moveTo" | "customXml" | "smartTag" => self.blocks(element)?,
                "AlternateContent" => {
                    if let Some(chosen) = element.child("Choice").or_else(|| element.child("Fallback")) {
                        self.blocks(chosen)?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn paragraph(&mut self, element: &Element, within: Option<&PassageKind>) -> Result<(), ImportRefusal> {
        self.paragraphs += 1;
        let number = self.paragraphs;
        let address = say!("第{number}段", "paragraph {number}");
        let properties = element.child("pPr");
        let style = self.style_of(properties);
        let mut read = ParagraphText::default();
        collect(element, &mut read, Change::None);
        let kind = within.cloned().unwrap_or_else(|| kind_of(properties, &style));
        let list = own_list(properties).or(style.list);
        let counted =
            list.filter(|_| !read.text.trim().is_empty()).and_then(|(list, depth)| self.lists.next(&list, depth));
        let mut passage = SourcePassage::new(address.clone(), kind, read.text);
        passage.number = counted;
        if read.inserted {
            passage.remarks.push(say!("含修订新增的文字，已接受", "holds text inserted as a tracked change, accepted"));
        }
        if !passage.text.trim().is_empty() || passage.number.is_some() {
            self.made.blocks.push(SourceBlock::Passage(passage));
        }
        self.left_out(&address, read.deleted, say!("修订已删除", "deleted by a tracked change"));
        self.left_out(&address, read.hidden, say!("隐藏文字", "hidden text"));
        for part in read.boxes {
            for paragraph in part.descendants("p") {
                self.paragraph(paragraph, Some(&PassageKind::TextBox))?;
            }
        }
        for (relation, alt) in read.pictures {
            self.picture(&address, &relation, alt)?;
        }
        Ok(())
    }

    fn left_out(&mut self, address: &Text, text: String, why: Text) {
        if !text.trim().is_empty() {
            let passage = SourcePassage::new(address.clone(), PassageKind::Outside(why), text);
            self.made.blocks.push(SourceBlock::Passage(passage));
        }
    }

    fn style_of(&self, properties: Option<&Element>) -> WordStyle {
        let name = properties.and_then(|properties| properties.value_of("pStyle"));
        name.and_then(|name| self.styles.get(name)).cloned().unwrap_or_default()
    }

    fn table(&mut self, element: &Element) -> Result<(), ImportRefusal> {
        self.tables += 1;
        let number = self.tables;
        let mut rows = Vec::new();
        let mut pictures = Vec::new();
        for row in element.elements().filter(|row| row.name == "tr") {
            let mut cells = Vec::new();
            for cell in row.descendants("tc") {
                let properties = cell.child("tcPr");
                let span = properties.and_then(|properties| properties.value_of("gridSpan"));
                let merge = properties.and_then(|properties| properties.child("vMerge"));
                let lines: Vec<String> = cell
                    .elements()
                    .filter(|element| element.name == "p")
                    .map(|paragraph| {
                        let mut read = ParagraphText::default();
                        collect(paragraph, &mut read, Change::None);
                        pictures.extend(read.pictures);
                        read.text
                    })
                    .collect();
                cells.push(SourceCell {
                    text: lines.join("\n"),
                    columns: span.and_then(|span| span.parse().ok()).unwrap_or(1).clamp(1, 100),
                    continues: merge.is_some_and(|merge| merge.get("val") != Some("restart")),
                });
            }
            rows.push(cells);
        }
        let address = say!("表{number}", "table {number}");
        self.made.blocks.push(SourceBlock::Table(SourceTable { address: address.clone(), rows }));
        for (relation, alt) in pictures {
            self.picture(&address, &relation, alt)?;
        }
        Ok(())
    }

    fn picture(&mut self, address: &Text, relation: &str, alt: String) -> Result<(), ImportRefusal> {
        let target = self.targets.get(relation).cloned().unwrap_or_default();
        let path = if let Some(path) = target.strip_prefix('/') { path.to_owned() } else { format!("word/{target}") };
        let Some(bytes) = self.container.bytes(&path)? else {
            self.made.remarks.push(say!(
                "图片不在文件里，没有取：{target}", "a picture is not in the file and was not fetched: {target}"
            ));
            return Ok(());
        };
        let ending = target.rsplit('.').next().unwrap_or_default().to_lowercase();
        let name = format!("picture-{}.{ending}", self.made.pictures.len() + 1);
        self.made.blocks.push(SourceBlock::Picture(self.made.pictures.len()));
        self.made.pictures.push(SourcePicture { address: address.clone(), name, alt, bytes });
        Ok(())
    }

    fn notes(&mut self, part: Option<&Element>, prefix: &str) -> Result<(), ImportRefusal> {
        let kinds = ["footnote", "endnote"];
        let notes = part.into_iter().flat_map(|part| kinds.into_iter().flat_map(|kind| part.descendants(kind)));
        // Those with a type are lines and not notes.
        for note in notes.filter(|note| note.get("type").is_none()) {
            let label = format!("{prefix}{}", note.get("id").unwrap_or_default());
            let mut lines = Vec::new();
            for paragraph in note.descendants("p") {
                let mut read = ParagraphText::default();
                collect(paragraph, &mut read, Change::None);
                lines.push(read.text);
            }
            let address = say!("注{label}", "note {label}");
            let passage = SourcePassage::new(address, PassageKind::Footnote(label), lines.join(" "));
            self.made.blocks.push(SourceBlock::Passage(passage));
        }
        Ok(())
    }

    fn outside(&mut self, part: &Element, name: &str, why: &Text) {
        for element in part.descendants(name) {
            self.outside_paragraphs(element, why);
        }
    }

    fn outside_paragraphs(&mut self, part: &Element, why: &Text) {
        for paragraph in part.descendants("p") {
            let mut read = ParagraphText::default();
            collect(paragraph, &mut read, Change::None);
            self.left_out(why, read.text, why.clone());
        }
    }

    /// Addresses outside the file are named and never followed.
    fn remark_on_relations(&mut self, relations: &Element) {
        let outer = relations
            .descendants("Relationship")
            .into_iter()
            .filter(|relation| relation.get("TargetMode") == Some("External"));
        for relation in outer.take(20) {
            let target = relation.get("Target").unwrap_or_default();
            self.made
                .remarks
                .push(say!("指向外部的地址，没有打开：{target}", "an address outside, which was not opened: {target}"));
        }
    }
}

fn targets(relations: &Element) -> HashMap<String, String> {
    let inner = relations
        .descendants("Relationship")
        .into_iter()
        .filter(|relation| relation.get("TargetMode") != Some("External"));
    inner.filter_map(|relation| Some((relation.get("Id")?.to_owned(), relation.get("Target")?.to_owned()))).collect()
}

/// A tracked change around what is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Change {
    None,
    Inserted,
    Deleted,
}

/// Collects the text below an element of a paragraph.
fn collect(element: &Element, into: &mut ParagraphText, change: Change) {
    for child in element.elements() {
        match child.name.as_str() {
            "pPr" | "rPr" | "instrText" | "delInstrText" | "Fallback" => {}
            "t" | "delText" => push(child, into, change, is_hidden(element)),
            "tab" => into.text.push('\t'),
            "br" | "cr" if child.get("type").is_none_or(|kind| kind == "textWrapping") => into.text.push('\n'),
            "noBreakHyphen" => into.text.push('-'),
            "footnoteReference" | "endnoteReference" => {
                let prefix = if child.name == "endnoteReference" { "e" } else { "" };
                let id = child.get("id").unwrap_or_default();
                into.text.push_str(&format!("{}{prefix}{id}{}", NOTE_CALL[0], NOTE_CALL[1]));
            }
            "txbxContent" => into.boxes.push(child.clone()),
            "blip" => {
                into.pictures.extend(child.get("embed").or(child.get("link")).map(|id| (id.to_owned(), String::new())))
            }
            "imagedata" => into.pictures.extend(child.get("id").map(|id| (id.to_owned(), String::new()))),
            "drawing" => {
                let before = into.pictures.len();
                collect(child, into, change);
                let alt =
                    child.descendants("docPr").into_iter().find_map(|shown| shown.get("descr")).unwrap_or_default();
                into.pictures.iter_mut().skip(before).for_each(|(_, shown)| alt.clone_into(shown));
            }
            "del" | "moveFrom" => collect(child, into, Change::Deleted),
            "ins" | "moveTo" => collect(child, into, Change::Inserted),
            _ => collect(child, into, change),
        }
    }
}

fn is_hidden(run: &Element) -> bool {
    let vanish = run.child("rPr").and_then(|properties| properties.child("vanish"));
    vanish.is_some_and(|vanish| !matches!(vanish.get("val"), Some("0" | "false")))
}

fn push(element: &Element, into: &mut ParagraphText, change: Change, hidden: bool) {
    let text: String = element
        .children
        .iter()
        .map(|node| match node {
            XmlNode::Text(text) => text.as_str(),
            XmlNode::Element(_) => "",
        })
        .collect();
    into.inserted |= change == Change::Inserted;
    match change {
        Change::Deleted => into.deleted.push_str(&text),
        Change::None | Change::Inserted if hidden => into.hidden.push_str(&text),
        Change::None | Change::Inserted => into.text.push_str(&text),
    }
}

fn kind_of(properties: Option<&Element>, style: &WordStyle) -> PassageKind {
    let depth =
        properties.and_then(|properties| properties.value_of("outlineLvl")).and_then(|depth| depth.parse().ok());
    let heading = depth.filter(|depth: &u8| *depth < 9).map(|depth| depth + 1).or(style.heading);
    let own = properties.and_then(|properties| properties.value_of("jc"));
    match heading {
        _ if style.title => PassageKind::Title,
        Some(depth) => PassageKind::Heading(depth),
        None if own == Some("center") || (own.is_none() && style.centred) => PassageKind::Centred,
        None => PassageKind::Paragraph,
    }
}

fn own_list(properties: Option<&Element>) -> Option<(String, usize)> {
    let list = properties?.child("numPr")?;
    let depth = list.value_of("ilvl").and_then(|depth| depth.parse().ok()).unwrap_or(0);
    Some((list.value_of("numId")?.to_owned(), depth))
}

fn styles_of(styles: &Element) -> HashMap<String, WordStyle> {
    let all = styles.elements().flat_map(|root| root.elements()).filter(|style| style.name == "style");
    all.filter_map(|style| {
        let properties = style.child("pPr");
        let name = style.value_of("name").unwrap_or_default().to_lowercase();
        let by_name = ["heading ", "标题 "].iter().find_map(|start| name.strip_prefix(start)?.trim().parse().ok());
        let depth = properties.and_then(|properties| properties.value_of("outlineLvl")?.parse::<u8>().ok());
        Some((
            style.get("styleId")?.to_owned(),
            WordStyle {
                heading: by_name.or(depth.filter(|depth| *depth < 9).map(|depth| depth + 1)),
                title: ["title", "标题"].contains(&name.as_str()),
                centred: properties.and_then(|properties| properties.value_of("jc")) == Some("center"),
                list: own_list(properties),
            },
        ))
    })
    .collect()
}

/// The text without the calls of notes.
pub fn without_calls(passage: &str) -> String {
    let mut inside = false;
    passage
        .chars()
        .filter(|c| {
            inside = (inside || *c == NOTE_CALL[0]) && *c != NOTE_CALL[1];
            !inside && *c != NOTE_CALL[1]
        })
        .collect()
}

/// An address in both languages with a further part.
pub fn within(address: &Text, zh: &str, en: &str) -> Text {
    text(format!("{}{zh}", address.zh), format!("{}, {en}", address.en))
}
