//! Bytes of a text file into characters, without losing one in silence.

use encoding_rs::{Encoding, GB18030, UTF_8};

use super::source_document::ImportRefusal;
use crate::i18n::Text;
use crate::say;

/// The text, and what had to be said of its charset.
///
/// # Errors
/// When the bytes are no text of a charset that is known here.
pub fn decode(bytes: &[u8], declared: Option<&str>) -> Result<(String, Vec<Text>), ImportRefusal> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        let (text, wrong) = encoding.decode_with_bom_removal(bytes);
        return if wrong { Err(no_text()) } else { Ok((text.into_owned(), said(encoding))) };
    }
    let declared = declared.and_then(|label| Encoding::for_label(label.as_bytes()));
    // A text that is UTF-8 throughout is no other: that is what its bytes say, whatever it says itself.
    let tried = [Some(UTF_8), declared, Some(GB18030)];
    for encoding in tried.into_iter().flatten() {
        if let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes)
            && !text.contains('\0')
        {
            let mut remarks = said(encoding);
            if let Some(other) = declared.filter(|declared| *declared != encoding) {
                let (name, real) = (other.name(), encoding.name());
                remarks
                    .push(say!("文件自称{name}编码，其实是{real}", "the file says that it is {name}, and is {real}"));
            }
            return Ok((text.into_owned(), remarks));
        }
    }
    Err(no_text())
}

fn said(encoding: &'static Encoding) -> Vec<Text> {
    let name = encoding.name();
    if encoding == UTF_8 { Vec::new() } else { vec![say!("按{name}编码读取", "read as {name}")] }
}

fn no_text() -> ImportRefusal {
    ImportRefusal::new(
        say!("不是能读的文字文件", "it is no text file that can be read"),
        say!("用记事本或Word打开，另存为UTF-8文本或.docx", "open it in an editor and save it as UTF-8 text or .docx"),
    )
}
