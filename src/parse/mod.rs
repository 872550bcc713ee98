//! Turns one `Source` into one [`ParsedFile`], with a place on everything that can be
//! wrong, plus its problems.
//!
//! A parsed file is what one file says, by itself: no second file, no disk. Whether the
//! names in it mean anything is decided in `portal`.

// First, so that `record!` is known to the modules below.
#[macro_use]
pub mod records;

mod characters;
mod exact;
mod filed;
pub mod form;
mod limit;
mod links;
mod media;
mod narrative;
mod path;
mod personal_data;
mod prose;
mod record_form;
pub mod schema;
mod statement;
pub mod tables;
pub mod yaml;

use std::sync::Arc;

pub use exact::{Amount, Exact};
pub use links::{NO_DATA, Reference, ReferenceKind, without_addresses};
pub use media::MediaFile;
pub use narrative::{
    BindingPassage, Depth, Heading, Narrative, NarrativeFields, NarrativeKind, NarrativeReading, SharedFields,
    emphasis, issued_pieces, options,
};
pub use path::{NarrativePlace, SourceKind, TableFormat, kind_of, usable_slug};
pub use prose::{Numeral, Stated};
pub use record_form::{
    FormField, FormInput, FormsOfFile, RecordEntry, RecordList, empty_fields, fields_of, forms_of, with_fields,
    with_record,
};
pub use statement::{Said, Statement};

use crate::diag::{Code, Diagnostic, Diagnostics, Span};
use crate::i18n::Text;
use crate::say;
use crate::source::{Content, Source};
use records::Limits;
use yaml::{Cx, Decode};

/// What one file says.
#[derive(Clone, Debug)]
pub enum ParsedFile {
    Site(Arc<records::Site>),
    Units(Vec<Arc<records::Unit>>),
    Breakdowns(Vec<Arc<records::Dimension>>),
    Documents(Vec<Arc<records::PublishedDocument>>),
    Programme(Arc<records::Programme>),
    Jurisdictions(Vec<Arc<records::Jurisdiction>>),
    PeerGroups(Vec<Arc<records::PeerGroup>>),
    Indicators(Arc<records::IndicatorFile>),
    Observations(Arc<records::ObservationFile>),
    Table(Arc<tables::DataTable>),
    TableReading(Arc<records::TableReading>),
    Marks(Arc<records::MarkFile>),
    Evaluation(Arc<records::Evaluation>),
    Arithmetic(Vec<Arc<records::DeclaredCheck>>),
    Edition(Arc<records::Edition>),
    Report(Arc<records::Report>),
    Framework(Arc<records::Framework>),
    Glossary(Vec<Arc<records::Term>>),
    Corrections(Arc<records::CorrectionFile>),
    Narrative(Arc<Narrative>),
    Media(Arc<MediaFile>),
    /// A file of a theme; the stage `theme` reads it.
    Theme,
    /// The file could not be read as what it ought to be; its problems say why. What
    /// refers to it raises no second error.
    Broken(SourceKind),
    /// Nothing reads this file.
    Unused,
}

/// One file read: what it says, and the names of records in it that could not be read.
#[derive(Clone, Debug)]
pub struct Parsed {
    pub file: ParsedFile,
    /// What refers to these names is no second error.
    pub unreadable_names: Vec<String>,
}

/// Reads one file; of a narrative as much as is asked for, in the way that is asked for.
pub fn parse(source: &Source, reading: impl Into<NarrativeReading>) -> (Parsed, Diagnostics) {
    let mut problems = Diagnostics::new();
    let mut lost = Vec::new();
    let kind = kind_of(&source.path);
    let parsed = match file(source, &kind, reading.into(), &mut lost, &mut problems) {
        Some(file) => {
            // Of two records that ran together, one is not read.
            if problems.iter().any(|problem| problem.code == Code::DuplicateKey) {
                lost.extend(names_in(source.text().unwrap_or("")));
            }
            Parsed { file, unreadable_names: lost }
        }
        None => {
            lost.extend(names_in(source.text().unwrap_or("")));
            lost.extend(source.path.rsplit('/').next().and_then(|name| name.strip_suffix(".yaml")).map(str::to_owned));
            Parsed { file: ParsedFile::Broken(kind), unreadable_names: lost }
        }
    };
    (parsed, problems)
}

/// The ids and slugs that a text seems to define, for a file that cannot be read.
fn names_in(text: &str) -> impl Iterator<Item = String> + '_ {
    text.lines().filter_map(|line| {
        let line = line.trim_start_matches([' ', '-', '{', '\t']);
        let rest = ["id:", "slug:", "id：", "slug："].iter().find_map(|key| line.strip_prefix(key))?;
        let name = rest.split([',', '}', '#']).next().unwrap_or("");
        Some(name.trim().trim_matches(['\'', '"']).to_owned())
    })
}

fn file(
    source: &Source,
    kind: &SourceKind,
    reading: NarrativeReading,
    lost: &mut Vec<String>,
    problems: &mut Diagnostics,
) -> Option<ParsedFile> {
    match kind {
        SourceKind::Unused => {
            readable(source, reading.limits, problems)?;
            if let Some(meant) = path::misnamed_data(&source.path) {
                // What is in it is known by name: what refers to it is no second error.
                problems.push(misnamed(source, &meant));
                return None;
            }
            problems.push(unused(source));
            return Some(ParsedFile::Unused);
        }
        SourceKind::Media(_) => {
            readable(source, reading.limits, problems)?;
            return MediaFile::of(source).map(|file| ParsedFile::Media(Arc::new(file)));
        }
        SourceKind::Theme => {
            // Templates, styles and words are read by the stage `theme`; bytes that
            // cannot be text are told here, as for every file.
            if let Some(text) = text_of(source, reading.limits, problems) {
                characters::tell_refused(source.id, text, problems);
            }
            return Some(ParsedFile::Theme);
        }
        _ => {}
    }
    if let SourceKind::Table(format) = kind {
        return read_table(source, *format, reading.limits, problems);
    }
    let text = text_of(source, reading.limits, problems)?;
    characters::tell(source.id, text, problems);
    personal_data::tell(source.id, text, problems);
    if text.trim().is_empty() {
        problems.push(
            Diagnostic::new(Code::EmptyFile, Span::file(source.id), say!("文件是空的", "the file is empty"))
                .help(say!("写上内容，或删去这个文件", "write something in it, or delete the file")),
        );
        return None;
    }
    if let SourceKind::Narrative(place) = kind {
        let narrative = narrative::read(source.id, &source.shared_text()?, place, reading, problems)?;
        return Some(ParsedFile::Narrative(Arc::new(narrative)));
    }
    if let SourceKind::Edition(_) = kind {
        records::check_seal(source.id, text, problems);
    }
    let node = yaml::read(source.id, text, 0, problems)?;
    characters::tell_escaped(&node, text, problems);
    let mut cx = Cx { entries: reading.limits.records(), ..Cx::new(problems) };
    let stem = source.path.rsplit('/').next().and_then(|name| name.strip_suffix(".yaml")).unwrap_or("");
    let file = data_file(kind, stem, &node, &mut cx);
    lost.append(&mut cx.unreadable_names);
    file
}

fn read_table(source: &Source, format: TableFormat, limits: Limits, problems: &mut Diagnostics) -> Option<ParsedFile> {
    readable(source, limits, problems)?;
    let stem = path::table_stem(&source.path);
    let table = match (format, &source.content) {
        (TableFormat::Xlsx, Content::Binary(bytes)) => {
            tables::read_xlsx(source.id, stem, bytes, limits.cells(), problems)?
        }
        _ => tables::read_csv(source.id, stem, text_of(source, limits, problems)?, limits.cells(), problems)?,
    };
    personal_data::tell_table(&table, problems);
    Some(ParsedFile::Table(Arc::new(table)))
}

fn data_file(kind: &SourceKind, stem: &str, node: &yaml::Node, cx: &mut Cx<'_>) -> Option<ParsedFile> {
    match kind {
        SourceKind::Site => Decode::decode(node, cx).map(ParsedFile::Site),
        SourceKind::Units => records::UnitFile::decode(node, cx).map(|file| ParsedFile::Units(file.units)),
        SourceKind::Breakdowns => {
            records::BreakdownFile::decode(node, cx).map(|file| ParsedFile::Breakdowns(file.dimensions))
        }
        SourceKind::Documents => {
            records::PublishedDocumentFile::decode(node, cx).map(|file| ParsedFile::Documents(file.documents))
        }
        SourceKind::Programme => Decode::decode(node, cx).map(ParsedFile::Programme),
        SourceKind::Jurisdictions => {
            records::JurisdictionFile::decode(node, cx).map(|file| ParsedFile::Jurisdictions(file.jurisdictions))
        }
        SourceKind::PeerGroups => {
            records::PeerGroupFile::decode(node, cx).map(|file| ParsedFile::PeerGroups(file.groups))
        }
        SourceKind::Indicators => {
            let file = records::IndicatorFile::decode(node, cx)?;
            Some(ParsedFile::Indicators(records::IndicatorFile { stem: stem.to_owned(), ..file }.into()))
        }
        SourceKind::Observations(folder) => {
            filed::as_file("jurisdiction", stem, node, cx);
            filed::in_folder_of_year(folder, node, cx);
            Decode::decode(node, cx).map(ParsedFile::Observations)
        }
        SourceKind::TableReading(stem) => {
            let file = records::TableReading::decode(node, cx)?;
            Some(ParsedFile::TableReading(records::TableReading { stem: stem.clone(), ..file }.into()))
        }
        SourceKind::Marks => Decode::decode(node, cx).map(ParsedFile::Marks),
        SourceKind::Evaluation { programme, year } => {
            filed::as_file("evaluator", stem, node, cx);
            filed::in_folder("programme", programme, node, cx);
            filed::in_folder("year", year, node, cx);
            let file = records::Evaluation::decode(node, cx)?;
            // Where folder and field differ, which is reported, the folder decides.
            let year = year.parse().unwrap_or(file.year);
            Some(ParsedFile::Evaluation(records::Evaluation { year, ..file }.into()))
        }
        SourceKind::Arithmetic => records::CheckFile::decode(node, cx).map(|file| ParsedFile::Arithmetic(file.checks)),
        SourceKind::Edition(name) => {
            filed::as_date("date", name, node, cx);
            Decode::decode(node, cx).map(ParsedFile::Edition)
        }
        SourceKind::Report { programme, year } => {
            filed::in_folder("programme", programme, node, cx);
            filed::in_folder("year", year, node, cx);
            Decode::decode(node, cx).map(ParsedFile::Report)
        }
        SourceKind::Framework(programme) => {
            filed::in_folder("programme", programme, node, cx);
            Decode::decode(node, cx).map(ParsedFile::Framework)
        }
        SourceKind::Glossary => records::GlossaryFile::decode(node, cx).map(|file| ParsedFile::Glossary(file.terms)),
        SourceKind::Corrections => {
            records::CorrectionFile::decode(node, cx).map(|file| ParsedFile::Corrections(Arc::new(file)))
        }
        SourceKind::Table(_)
        | SourceKind::Narrative(_)
        | SourceKind::Media(_)
        | SourceKind::Theme
        | SourceKind::Unused => None,
    }
}

/// The text of a file that ought to be text, after telling what had to be taken off it.
fn text_of<'a>(source: &'a Source, limits: Limits, problems: &mut Diagnostics) -> Option<&'a str> {
    readable(source, limits, problems)?;
    let span = Span::file(source.id);
    match &source.content {
        Content::Text(content) => {
            if content.byte_order_mark {
                problems.push(
                    Diagnostic::new(
                        Code::ByteOrderMark,
                        span,
                        say!(
                            "文件开头有字节顺序标记（BOM），已忽略",
                            "the file begins with a byte-order mark, which was ignored"
                        ),
                    )
                    .help(say!("另存为“UTF-8（无BOM）”", "save it as UTF-8 without BOM")),
                );
            }
            if content.carriage_returns {
                problems.push(
                    Diagnostic::new(
                        Code::CarriageReturns,
                        span,
                        say!(
                            "文件用Windows换行（CRLF），已按LF读取",
                            "the file has Windows line ends (CRLF), read as LF"
                        ),
                    )
                    .help(say!("把换行设为LF保存", "save it with LF line ends")),
                );
            }
            Some(&content.text)
        }
        Content::NotUtf8 { valid, utf16 } => {
            let at = valid.len();
            let help = if *utf16 {
                say!(
                    "这是UTF-16编码（记事本里叫“Unicode”）：另存为UTF-8",
                    "this is UTF-16 (“Unicode” in Notepad): save it again as UTF-8"
                )
            } else {
                say!("多半是GBK编码：用编辑器另存为UTF-8", "probably GBK: save it again as UTF-8")
            };
            problems.push(
                Diagnostic::new(
                    Code::NotUtf8,
                    Span::new(source.id, at..at),
                    say!("从这里起不是UTF-8编码的文字", "from here on the bytes are not UTF-8"),
                )
                .help(help),
            );
            None
        }
        _ => Some(""),
    }
}

/// Reports a file that could not be read at all.
fn readable(source: &Source, limits: Limits, problems: &mut Diagnostics) -> Option<()> {
    let message = match &source.content {
        Content::TooLarge(size) => {
            problems.push(diagnose_too_large(source, *size, limits));
            return None;
        }
        Content::Unreadable(why) => unreadable(why),
        Content::Outside => {
            say!("这个链接指向项目之外，没有读取", "this link leads out of the project and was not followed")
        }
        _ => return Some(()),
    };
    problems.push(
        Diagnostic::new(Code::Unreadable, Span::file(source.id), message)
            .help(say!("把文件放进项目文件夹，检查权限", "put the file itself into the project; check its rights")),
    );
    None
}

/// A file of more bytes than its kind may have.
fn diagnose_too_large(source: &Source, size: u64, limits: Limits) -> Diagnostic {
    let binary = source.is_binary();
    let limit = if binary { limits.media_bytes() } else { limits.text_bytes() };
    let most = limit.most;
    let message = say!(
        "文件有{size}字节，限额是{most}，没有读取",
        "the file has {size} bytes, the limit is {most}, and it was not read"
    );
    let first = if binary {
        say!("把它改小", "make it smaller")
    } else {
        say!("分成几个文件", "divide it among several files")
    };
    Diagnostic::new(Code::Unreadable, Span::file(source.id), message).help(limit.cure(first))
}

/// The system's words, where they are among the usual ones, in those of the editor.
fn unreadable(why: &str) -> Text {
    let has = |words: &[&str]| words.iter().any(|words| why.contains(words));
    if has(&["No such file", "os error 2)"]) {
        return say!("这个链接指向的文件不存在", "this is a link to a file that is not there");
    }
    if has(&["loop", "Too many levels"]) {
        return say!("这个链接绕回到自己", "this link leads back to itself");
    }
    if has(&["Permission denied", "os error 13)"]) {
        return say!("没有读取这个文件的权限", "there is no permission to read this file");
    }
    if has(&["not a regular file"]) {
        return say!("这不是普通文件", "this is no ordinary file");
    }
    say!("文件读不了：{why}", "the file cannot be read: {why}")
}

fn misnamed(source: &Source, meant: &str) -> Diagnostic {
    let path = &source.path;
    Diagnostic::new(
        Code::FileMisnamed,
        Span::file(source.id),
        say!(
            "`{path}`不在程序读取的位置，里面的内容都没有读",
            "`{path}` is not where data is read from; nothing in it is read"
        ),
    )
    .help(say!("是否应当是`{meant}`？改名", "should it be `{meant}`? rename it"))
}

fn unused(source: &Source) -> Diagnostic {
    let name = source.path.rsplit('/').next().unwrap_or(&source.path);
    if !path::usable_file_name(name) {
        return Diagnostic::new(
            Code::UnusableName,
            Span::file(source.id),
            say!("文件名`{name}`不能用", "the file name `{name}` cannot be used"),
        )
        .help(say!(
            "改名：名字里不能有`..`、反斜线和看不见的字符",
            "rename it: no `..`, no backslash and no invisible characters"
        ));
    }
    let problem =
        Diagnostic::new(Code::UnusedFile, Span::file(source.id), say!("没有用到这个文件", "nothing reads this file"));
    if let Some(meant) = path::meant(&source.path) {
        return problem
            .help(say!("是否应当叫`{meant}`？不需要就删去", "should it be `{meant}`? delete it if it is not needed"));
    }
    problem.help(say!(
        "对照README的“文件夹”一节检查路径和文件名；不需要就删去",
        "compare path and name with the folder map of the README; delete it if it is not needed"
    ))
}
