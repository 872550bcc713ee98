//! The passages of a narrative that bind figures, each with what stands over and beside it: the heading of its part,
//! in a table the heads of its row and column.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, Tag, TagEnd};

/// A paragraph, heading, list item or cell with a bound figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BindingPassage {
    /// As its reader sees it, links and emphasis resolved.
    pub text: Box<str>,
    /// Where each link stands in the text, and its position among the references of the narrative.
    pub links: Vec<(Range<usize>, usize)>,
    pub heading: Option<Arc<str>>,
    /// The words of the first cell of its row.
    pub row: Option<Arc<str>>,
    /// The words at the head of its column.
    pub column: Option<Arc<str>>,
}

/// The table that is being read.
#[derive(Default)]
struct OpenTable {
    heads: Vec<Arc<str>>,
    in_head: bool,
    column: usize,
    row: Option<Arc<str>>,
}

/// Collects the passages while the events of a narrative go by.
#[derive(Default)]
pub struct PassageReader {
    pub found: Vec<BindingPassage>,
    heading: Option<Arc<str>>,
    table: Option<OpenTable>,
}

impl PassageReader {
    /// Takes the words of a block that ends at an event.
    pub fn block(&mut self, text: &str, links: Vec<(Range<usize>, usize)>, binds: bool) {
        if !binds {
            return;
        }
        let cell = self.table.as_ref().filter(|table| !table.in_head);
        self.found.push(BindingPassage {
            text: text.into(),
            links,
            heading: self.heading.clone(),
            row: cell.filter(|cell| cell.column > 0).and_then(|cell| cell.row.clone()),
            column: cell.and_then(|cell| cell.heads.get(cell.column).cloned()),
        });
    }

    /// Notes what the end of a block means for those that follow; `text` are the words of the block.
    pub fn event(&mut self, event: &Event<'_>, text: &str) {
        match event {
            Event::Start(Tag::Table(_)) => self.table = Some(OpenTable::default()),
            Event::End(TagEnd::Table) => self.table = None,
            Event::End(TagEnd::Heading(_)) => self.heading = Some(text.trim().into()),
            _ => {}
        }
        let Some(table) = &mut self.table else { return };
        match event {
            Event::Start(Tag::TableHead) => table.in_head = true,
            Event::End(TagEnd::TableHead) => table.in_head = false,
            Event::Start(Tag::TableRow) => (table.column, table.row) = (0, None),
            Event::End(TagEnd::TableCell) if table.in_head => table.heads.push(text.trim().into()),
            Event::End(TagEnd::TableCell) => {
                if table.column == 0 {
                    table.row = Some(text.trim().into());
                }
                table.column += 1;
            }
            _ => {}
        }
    }
}
