//! The container of a Word file: a zip, opened with bounds.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::source_document::ImportRefusal;
use crate::say;

/// The longest part that is read, and all parts together: more is no document of an office.
const LONGEST_PART: u64 = 64 << 20;
const LONGEST: u64 = 256 << 20;

/// The first bytes of the container of Office 97 to 2003, and of encrypted files of today.
const OLD_CONTAINER: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// A Word file that was opened.
pub struct WordContainer<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    read: u64,
}

impl<'a> WordContainer<'a> {
    /// Opens it.
    ///
    /// # Errors
    /// When it is no `.docx`; says what it is instead, where that can be told.
    pub fn open(bytes: &'a [u8]) -> Result<WordContainer<'a>, ImportRefusal> {
        if bytes.starts_with(&OLD_CONTAINER) {
            return Err(old_container(bytes));
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| not_word())?;
        let container = WordContainer { archive, read: 0 };
        if container.has("word/document.xml") { Ok(container) } else { Err(not_word()) }
    }

    pub fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// A part as text; empty where there is none.
    pub fn text(&mut self, name: &str) -> Result<String, ImportRefusal> {
        let bytes = self.bytes(name)?.unwrap_or_default();
        String::from_utf8(bytes).map_err(|_| broken(name))
    }

    /// A part; `None` where there is none.
    pub fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, ImportRefusal> {
        if !self.has(name) {
            return Ok(None);
        }
        let part = self.archive.by_name(name).map_err(|_| broken(name))?;
        let mut bytes = Vec::new();
        // What the file says of its length may be wrong: the reading itself is bounded.
        part.take(LONGEST_PART + 1).read_to_end(&mut bytes).map_err(|_| broken(name))?;
        self.read += bytes.len() as u64;
        if bytes.len() as u64 > LONGEST_PART || self.read > LONGEST {
            return Err(ImportRefusal::new(
                say!("文件展开后太大，没有读取", "the file is too large when unpacked and was not read"),
                say!(
                    "这可能是有意做坏的文件；确是公文的，分成几个文件再导入",
                    "it may have been made to do harm; divide a real document into several files"
                ),
            ));
        }
        Ok(Some(bytes))
    }
}

fn broken(part: &str) -> ImportRefusal {
    ImportRefusal::new(
        say!("文件坏了：{part}读不出来", "the file is damaged: {part} cannot be read"),
        say!("用Word打开并另存为.docx，再导入", "open it in Word, save it as .docx and import that"),
    )
}

fn not_word() -> ImportRefusal {
    ImportRefusal::new(
        say!("不是.docx文件，只是名字像", "it is no .docx file and only has the name of one"),
        say!("用Word打开并另存为.docx，再导入", "open it in Word, save it as .docx and import that"),
    )
}

fn old_container(bytes: &[u8]) -> ImportRefusal {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    if bytes.windows(name.len()).any(|window| window == name) {
        return ImportRefusal::new(
            say!("文件加了密码，读不了", "the file is encrypted"),
            say!(
                "在Word里去掉密码（文件、信息、保护文档），再导入",
                "take the password off in Word (File, Info, Protect Document) and import it again"
            ),
        );
    }
    ImportRefusal::new(
        say!("这是旧的.doc文件，名字改成了.docx", "this is an old .doc file that was renamed"),
        say!("用Word打开并另存为.docx，再导入", "open it in Word, save it as .docx and import that"),
    )
}
