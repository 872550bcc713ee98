//! Fields that the folders of a file say too: its programme and its year.

use crate::diag::{Code, Diagnostic, Spanned};
use crate::parse::yaml::{Cx, Fields};
use crate::say;

/// The programme of a file that lies in a programme's folder.
pub fn programme(fields: &mut Fields<'_>, folder: &str, cx: &mut Cx<'_>) -> Option<Spanned<String>> {
    let programme: Option<Spanned<String>> = fields.required("programme", cx);
    if let Some(programme) = &programme {
        same_as_folder(programme, &programme.value, folder, cx);
    }
    programme
}

/// The year of a file that lies in a year's folder.
pub fn year(fields: &mut Fields<'_>, folder: &str, cx: &mut Cx<'_>) -> Option<Spanned<u16>> {
    let year: Option<Spanned<u16>> = fields.required("year", cx);
    if let Some(year) = &year {
        same_as_folder(year, &year.value.to_string(), folder, cx);
    }
    year
}

/// The folder and the field must say the same.
fn same_as_folder<T>(field: &Spanned<T>, said: &str, folder: &str, cx: &mut Cx<'_>) {
    if said != folder {
        cx.report(
            Diagnostic::new(
                Code::PathConflict,
                field.span,
                say!(
                    "文件在`{folder}`文件夹里，内容却写`{said}`",
                    "the file lies in the folder `{folder}` and says `{said}`"
                ),
            )
            .help(say!("移动文件或改正这一项", "move the file, or correct this field")),
        );
    }
}
