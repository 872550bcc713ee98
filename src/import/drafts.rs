//! From the passages of a document to drafts and ledger.

use super::docx::{self, without_calls};
use super::draft::{Draft, DraftKind, ImportRequest, Imported};
use super::ledger::{DraftPart, Fate, LedgerEntry};
use super::lines::{has_figure, lines_of, summary, title_lines};
use super::markdown;
use super::outline::{
    DASHED, HeadingForm, heading_form, is_annex, is_dashed_heading, is_document_number, is_furniture, line_number,
    looks_like_place, may_be_title, place_line, without_marks,
};
use super::repair::{doubts, repaired};
use super::source_document::{ImportRefusal, PassageKind, SourceBlock, SourceDocument, SourcePassage, SourcePicture};
use super::{html, plain};
use crate::i18n::Text;
use crate::say;

/// The longest sentence that can stand in for a title.
const LONGEST_TITLE: usize = 40;

/// Takes in a document.
///
/// # Errors
/// When its bytes are not what its name says, or harm is to be feared from them.
pub fn import(bytes: &[u8], request: &ImportRequest<'_>) -> Result<Imported, ImportRefusal> {
    let ending = request.name.rsplit('.').next().unwrap_or_default().to_lowercase();
    let document = match ending.as_str() {
        "docx" | "docm" => docx::read(bytes)?,
        "html" | "htm" => html::read(bytes)?,
        "md" | "txt" => plain::read(bytes)?,
        _ => {
            return Err(ImportRefusal::new(
                say!("不认识.{ending}文件", "files that end in .{ending} are not known"),
                say!(
                    "另存为.docx、.html、.md或.txt；表格另存为.xlsx或.csv",
                    "save it as .docx, .html, .md or .txt; spreadsheets as .xlsx or .csv"
                ),
            ));
        }
    };
    Ok(Divider::new(request).divide(document))
}

/// Divides a document into drafts, passage by passage.
struct Divider<'a> {
    request: &'a ImportRequest<'a>,
    drafts: Vec<Draft>,
    ledger: Vec<LedgerEntry>,
    /// The annex has begun.
    annex: bool,
    /// The depth at which cases are numbered, once the first was met.
    case_depth: Option<u8>,
    /// The place whose cases follow, and how many of them were met.
    place: Option<(Option<String>, String, usize)>,
    tables: usize,
}

impl<'a> Divider<'a> {
    fn new(request: &'a ImportRequest<'a>) -> Divider<'a> {
        let first = Draft {
            kind: request.kind.unwrap_or(DraftKind::Report),
            place: None,
            place_name: String::new(),
            source_place: None,
            title: String::new(),
            number: None,
            summary: String::new(),
            body: String::new(),
        };
        Divider {
            request,
            drafts: vec![first],
            ledger: Vec::new(),
            annex: false,
            case_depth: None,
            place: None,
            tables: 0,
        }
    }

    fn divide(mut self, document: SourceDocument) -> Imported {
        let blocks: Vec<SourceBlock> = document.blocks.into_iter().flat_map(lines_of).collect();
        let title = title_lines(&blocks);
        for (position, block) in blocks.iter().enumerate() {
            match block {
                SourceBlock::Passage(passage) if title.contains(&position) => self.title(passage),
                SourceBlock::Passage(passage) => self.passage(passage, blocks.get(position + 1..).unwrap_or_default()),
                SourceBlock::Table(table) => {
                    self.tables += 1;
                    self.table(table);
                }
                SourceBlock::Picture(picture) => self.picture(*picture, &document.pictures),
            }
        }
        self.finish(document.pictures, document.remarks)
    }

    fn title(&mut self, passage: &SourcePassage) {
        let words = self.without_marks(passage);
        let (kept, remarks) = repaired(words);
        self.drafts[0].title.push_str(&without_calls(&kept));
        self.push(0, &passage.address, DraftPart::Title, words, kept, [passage.remarks.clone(), remarks].concat());
    }

    fn passage(&mut self, passage: &SourcePassage, following: &[SourceBlock]) {
        match &passage.kind {
            PassageKind::Outside(why) => {
                self.ledger.push(LedgerEntry::left_out(
                    passage.address.clone(),
                    without_calls(&passage.text),
                    why.clone(),
                ));
            }
            PassageKind::Footnote(label) => self.note(passage, label),
            PassageKind::TextBox => self.paragraph(passage, &passage.text, vec![say!("文本框", "a text box")]),
            PassageKind::Paragraph | PassageKind::Centred | PassageKind::Heading(_) | PassageKind::Title => {
                self.line(passage, following);
            }
        }
    }

    fn line(&mut self, passage: &SourcePassage, following: &[SourceBlock]) {
        let words = self.without_marks(passage);
        if is_furniture(words) {
            let why = say!("网页上正文以外的文字", "words of the page around the text");
            self.ledger.push(LedgerEntry::left_out(passage.address.clone(), words, why));
            return;
        }
        if is_annex(words) {
            self.annex = true;
        }
        if let Some(place) = self.place_of_cases(words, following) {
            let why = say!("地名，写进了下面各条的出处", "the place, which stands in the sources of what follows");
            self.ledger.push(LedgerEntry::left_out(passage.address.clone(), words, why));
            self.place = Some(place);
            return;
        }
        if is_document_number(words) && self.drafts[0].number.is_none() {
            self.drafts[0].number = Some(repaired(words.trim()).0);
        }
        let numbered = format!("{}{words}", passage.number.as_deref().unwrap_or_default());
        let number = line_number(&numbered);
        let styled = match passage.kind {
            PassageKind::Heading(depth) => Some(depth),
            PassageKind::Title => Some(1),
            PassageKind::Paragraph
            | PassageKind::Centred
            | PassageKind::Footnote(_)
            | PassageKind::TextBox
            | PassageKind::Outside(_) => None,
        };
        let dashed = is_dashed_heading(words).then_some(DASHED);
        let depth = number.as_ref().map(|number| number.depth).or(styled).or(dashed);
        if self.place.is_some() && self.begins_case(depth) {
            let marks = if passage.number.is_some() { 0 } else { number.map_or(0, |number| number.length) };
            self.case(passage, words, marks, depth);
            return;
        }
        let Some(depth) = depth else { return self.paragraph(passage, words, Vec::new()) };
        let marks = if passage.number.is_some() { 0 } else { number.map_or(0, |number| number.length) };
        let form = if styled.is_some() { Some(HeadingForm::Line) } else { heading_form(&words[marks..], depth) };
        match form {
            Some(HeadingForm::Line) => self.heading(passage, words, depth),
            Some(HeadingForm::RunIn(stop)) => {
                let (head, rest) = words.split_at(marks + stop);
                self.heading(passage, head, depth);
                let rest = self.without_stop(&passage.address, rest);
                self.paragraph(&SourcePassage { number: None, ..passage.clone() }, rest, Vec::new());
            }
            None => self.paragraph(passage, words, Vec::new()),
        }
    }

    /// The place whose cases follow a line, if it names one and nothing else, and cases do follow.
    fn place_of_cases(&self, words: &str, following: &[SourceBlock]) -> Option<(Option<String>, String, usize)> {
        let next = following.iter().find_map(|block| match block {
            SourceBlock::Passage(passage) => Some(passage),
            SourceBlock::Table(_) | SourceBlock::Picture(_) => None,
        })?;
        let next_words = without_marks(next.text.trim()).1;
        let cases_follow = next.number.is_some()
            || line_number(next_words).is_some()
            || matches!(next.kind, PassageKind::Heading(_))
            || (self.annex && place_line(next_words, self.request.places).is_none() && !looks_like_place(next_words));
        if !cases_follow {
            return None;
        }
        if let Some(place) = place_line(words, self.request.places) {
            return Some((Some(place.slug.clone()), place.names.first().cloned().unwrap_or_default(), 0));
        }
        let bare = words.trim().trim_end_matches(['：', ':']);
        ((self.annex || self.place.is_some()) && looks_like_place(words)).then(|| (None, bare.to_owned(), 0))
    }

    /// Whether a line of a depth begins a case: the first line of a place does, then those of the same depth.
    fn begins_case(&mut self, depth: Option<u8>) -> bool {
        let first_of_place = self.place.as_ref().is_some_and(|(_, _, count)| *count == 0);
        if first_of_place && self.case_depth.is_none() {
            self.case_depth = depth;
        }
        first_of_place || (depth.is_some() && depth == self.case_depth)
    }

    fn case(&mut self, passage: &SourcePassage, words: &str, marks: usize, depth: Option<u8>) {
        let Some((slug, name, count)) = &mut self.place else { return };
        *count += 1;
        let (item, slug, name) = (*count, slug.clone(), name.clone());
        let known = self.request.places.iter().find(|place| Some(&place.slug) == slug.as_ref());
        let name_en = known.map_or(name.as_str(), |place| place.name_en.as_str());
        self.drafts.push(Draft {
            kind: DraftKind::Case,
            place: slug,
            source_place: Some(say!("附件 {name}第{item}条", "Annex, {name_en}, item {item}")),
            place_name: name.clone(),
            title: String::new(),
            number: None,
            summary: String::new(),
            body: String::new(),
        });
        let draft = self.drafts.len() - 1;
        let (number, rest) = words.split_at(marks);
        if !number.is_empty() {
            let why = say!("序号，写进了出处", "its number, which stands in its source");
            self.ledger.push(LedgerEntry::left_out(passage.address.clone(), number, why));
        }
        let form = heading_form(rest, depth.unwrap_or(3).max(3)).filter(|_| depth.is_some() || may_be_title(passage));
        let stop = match form {
            Some(HeadingForm::Line) => rest.len(),
            Some(HeadingForm::RunIn(stop)) => stop,
            None => 0,
        };
        let (title, after) = rest.split_at(stop);
        if title.is_empty() {
            let first = rest.split('。').next().unwrap_or_default();
            let usable = first.chars().count() <= LONGEST_TITLE && !has_figure(first);
            self.drafts[draft].title = if usable { without_calls(first) } else { format!("{name}第{item}条") };
            self.paragraph(
                passage,
                rest,
                vec![say!("原文没有标题，请拟一个", "the document gives no title: write one")],
            );
            return;
        }
        let (kept, remarks) = repaired(title);
        self.drafts[draft].title = without_calls(&kept);
        self.push(draft, &passage.address, DraftPart::Title, title, kept, [passage.remarks.clone(), remarks].concat());
        let after = self.without_stop(&passage.address, after);
        if !after.trim().is_empty() {
            self.paragraph(&SourcePassage { number: None, ..passage.clone() }, after, Vec::new());
        }
    }

    /// Text without the stop that followed a heading, which goes to the ledger.
    fn without_stop<'t>(&mut self, address: &Text, text: &'t str) -> &'t str {
        let Some(rest) = text.strip_prefix('。') else { return text };
        let why = say!("小标题后的句号", "the full stop behind a heading");
        self.ledger.push(LedgerEntry::left_out(address.clone(), "。", why));
        rest
    }

    /// The words of a passage without the marks of a Markdown heading, which go to the ledger.
    fn without_marks<'p>(&mut self, passage: &'p SourcePassage) -> &'p str {
        let (marks, words) = without_marks(passage.text.trim());
        if !marks.is_empty() {
            let why = say!("标题记号", "the mark of a heading");
            self.ledger.push(LedgerEntry::left_out(passage.address.clone(), marks.trim(), why));
        }
        words
    }

    fn heading(&mut self, passage: &SourcePassage, words: &str, depth: u8) {
        let stopped = words.strip_suffix('。').unwrap_or(words);
        let (kept, remarks) = repaired(stopped);
        let draft = self.drafts.len() - 1;
        self.push(
            draft,
            &passage.address,
            DraftPart::Heading(depth),
            stopped,
            kept,
            [passage.remarks.clone(), remarks].concat(),
        );
        self.add_number(passage);
        self.without_stop(&passage.address, &words[stopped.len()..]);
    }

    fn paragraph(&mut self, passage: &SourcePassage, words: &str, remarks: Vec<Text>) {
        let words = words.trim();
        if words.is_empty() && passage.number.is_none() {
            return;
        }
        let (kept, fixes) = repaired(words);
        let all = [passage.remarks.clone(), remarks, fixes, doubts(&kept)].concat();
        self.push(self.drafts.len() - 1, &passage.address, DraftPart::Paragraph, words, kept, all);
        self.add_number(passage);
    }

    fn add_number(&mut self, passage: &SourcePassage) {
        if let (Some(number), Some(last)) = (&passage.number, self.ledger.last_mut()) {
            last.added.clone_from(number);
            last.remarks.push(say!(
                "编号{number}是Word自动加的，已照印", "the number {number} is printed by the list of the document"
            ));
        }
    }

    fn note(&mut self, passage: &SourcePassage, label: &str) {
        let call = format!("{}{label}{}", docx::NOTE_CALL[0], docx::NOTE_CALL[1]);
        let caller = self.ledger.iter().rev().find(|entry| entry.kept.contains(&call)).and_then(|entry| entry.draft);
        let words = passage.text.trim();
        let Some(draft) = caller else {
            let why = say!("正文没有叫到的注", "a note that the text does not call");
            self.ledger.push(LedgerEntry::left_out(passage.address.clone(), without_calls(words), why));
            return;
        };
        let (kept, remarks) = repaired(words);
        self.push(draft, &passage.address, DraftPart::Note(label.to_owned()), words, kept, remarks);
    }

    fn table(&mut self, table: &super::source_document::SourceTable) {
        let draft = self.drafts.len() - 1;
        for (row, cells) in table.rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                let (r, c) = (row + 1, column + 1);
                let address = docx::within(&table.address, &format!("第{r}行第{c}格"), &format!("row {r}, cell {c}"));
                let words = cell.text.trim();
                let (kept, mut remarks) = repaired(words);
                let columns = cell.columns;
                if columns > 1 {
                    remarks.push(say!("横跨{columns}列", "spans {columns} columns"));
                }
                if cell.continues {
                    remarks.push(say!("与上一格合并", "merged with the cell above"));
                }
                let part = DraftPart::Cell { table: self.tables, row, columns };
                self.push(draft, &address, part, words, kept, remarks);
            }
        }
    }

    fn picture(&mut self, position: usize, pictures: &[SourcePicture]) {
        let Some(picture) = pictures.get(position) else { return };
        let name = &picture.name;
        let told = say!("图片，存为{name}；请写替代文字", "a picture, kept as {name}; describe what it shows");
        self.push(self.drafts.len() - 1, &picture.address, DraftPart::Picture(position), "", String::new(), vec![told]);
    }

    fn push(&mut self, draft: usize, address: &Text, part: DraftPart, source: &str, kept: String, remarks: Vec<Text>) {
        let source = without_calls(source);
        let doubtful = !doubts(&kept).is_empty();
        let fate = match without_calls(&kept) == source {
            _ if doubtful => Fate::Doubtful,
            true => Fate::Kept,
            false => Fate::Repaired,
        };
        let address = address.clone();
        self.ledger.push(LedgerEntry {
            address,
            source,
            kept,
            added: String::new(),
            draft: Some(draft),
            part,
            fate,
            remarks,
        });
    }

    fn finish(mut self, pictures: Vec<SourcePicture>, remarks: Vec<Text>) -> Imported {
        // A document of cases alone has no text of its own.
        let own = self.ledger.iter().any(|entry| entry.draft == Some(0));
        if !own && self.drafts.len() > 1 {
            self.drafts.remove(0);
            self.ledger.iter_mut().for_each(|entry| entry.draft = entry.draft.map(|draft| draft - 1));
        } else if self.drafts.len() > 1 && self.request.kind.is_none() {
            self.drafts[0].kind = DraftKind::Bulletin;
        }
        for (position, draft) in self.drafts.iter_mut().enumerate() {
            let parts: Vec<&LedgerEntry> = self.ledger.iter().filter(|entry| entry.draft == Some(position)).collect();
            draft.summary = summary(&parts);
            draft.body = markdown::body(&parts, &pictures);
        }
        Imported { drafts: self.drafts, ledger: self.ledger, pictures, remarks }
    }
}
