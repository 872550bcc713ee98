//! What the path of a file says is what the file says too.

use super::yaml::{Cx, Decode, Node};
use crate::diag::{Code, Diagnostic, Diagnostics, Spanned};
use crate::i18n::PartialDate;
use crate::parse::records::Period;
use crate::say;

/// A file that is named after a place says the same place inside.
pub fn as_file(key: &str, stem: &str, node: &Node, cx: &mut Cx<'_>) {
    let Some(field) = node.get(key) else { return };
    let Some(said) = field.scalar().filter(|said| *said != stem) else { return };
    cx.report(
        Diagnostic::new(
            Code::PathConflict,
            field.span,
            say!("文件名是`{stem}.yaml`，内容却写`{said}`", "the file is called `{stem}.yaml` and says `{said}`"),
        )
        .help(say!("改正这一项，或改文件名", "correct this field, or rename the file"))
        .instead(said, stem),
    );
}

/// A file in the folder of a programme or a year says the same inside.
pub fn in_folder(key: &str, folder: &str, node: &Node, cx: &mut Cx<'_>) {
    let Some(field) = node.get(key) else { return };
    // What is not there or not readable is reported where the record is read.
    let Some(said) = field.scalar().filter(|said| !said.is_empty() && *said != folder) else { return };
    cx.report(
        Diagnostic::new(
            Code::PathConflict,
            field.span,
            say!(
                "文件在`{folder}`文件夹里，内容却写`{said}`",
                "the file lies in the folder `{folder}` and says `{said}`"
            ),
        )
        .help(say!("移动文件或改正这一项", "move the file, or correct this field"))
        .instead(said, folder),
    );
}

/// An edition is named after its date.
pub fn as_date(key: &str, name: &str, node: &Node, cx: &mut Cx<'_>) {
    let Some(field) = node.get(key) else { return };
    let date = field.scalar().and_then(PartialDate::parse).filter(|date| date.to_string() != name);
    let Some(date) = date else { return };
    cx.report(
        Diagnostic::new(
            Code::PathConflict,
            field.span,
            say!("文件名是`{name}`，内容却写`{date}`", "the file is named `{name}` and says `{date}`"),
        )
        .help(say!(
            "这些文件由`publish`写出，不要手工改动", "the command `publish` writes these files; do not edit them"
        )),
    );
}

/// The folder of a year holds files of that year; `undated`, files without one.
pub fn in_folder_of_year(folder: &str, node: &Node, cx: &mut Cx<'_>) {
    let field = node.get("year");
    // A year that cannot be read is reported where the record is read.
    let period = field.and_then(|field| Spanned::<Period>::decode(field, &mut Cx::new(&mut Diagnostics::new())));
    if field.is_some() && period.is_none() {
        return;
    }
    let said = period.map_or("undated".to_owned(), |period| period.to.to_string());
    if said == folder {
        return;
    }
    cx.report(
        Diagnostic::new(
            Code::PathConflict,
            period.map_or_else(|| node.beginning(), |period| period.span),
            say!(
                "文件在`{folder}`文件夹里，内容却属于`{said}`",
                "the file lies in the folder `{folder}` and says `{said}`"
            ),
        )
        .help(say!(
            "把文件移到`data/observations/{said}/`，或改正`year`",
            "move the file to `data/observations/{said}/`, or correct `year`"
        ))
        .instead(&said, folder),
    );
}
