//! Turns one `Source` into one [`Document`], with a place on everything that can be
//! wrong, plus its problems.
//!
//! A document is what one file says, by itself: no second file, no disk. Whether the
//! names in it mean anything is decided in `portal`.

pub mod data;
mod exact;
mod narrative;
mod path;
mod statement;
pub mod yaml;

use std::sync::Arc;

pub use exact::{Amount, Exact};
pub use narrative::{
    Depth, Heading, NO_DATA, Narrative, NarrativeFields, NarrativeKind, Numeral, Reference, ReferenceKind,
    SharedFields, Stated, emphasis, options,
};
pub use path::{Kind, NarrativePlace, kind_of, usable_slug};
pub use statement::{Said, Statement};

use crate::diag::{Code, Diagnostic, Diagnostics, Span};
use crate::i18n::Text;
use crate::say;
use crate::source::{Content, Source};
use yaml::{Cx, Decode, Fields};

/// What one file says.
#[derive(Clone, Debug)]
pub enum Document {
    Site(Arc<data::Site>),
    Units(Vec<Arc<data::Unit>>),
    Breakdowns(Vec<Arc<data::Dimension>>),
    Documents(Vec<Arc<data::PublishedDocument>>),
    Programme(Arc<data::Programme>),
    Jurisdictions(Vec<Arc<data::Jurisdiction>>),
    PeerGroups(Vec<Arc<data::PeerGroup>>),
    Indicators(Arc<data::IndicatorFile>),
    Observations(Arc<data::ObservationFile>),
    Evaluation(Arc<data::Evaluation>),
    Arithmetic(Vec<Arc<data::Check>>),
    Edition(Arc<data::Edition>),
    Report(Arc<data::Report>),
    Framework(Arc<data::Framework>),
    Glossary(Vec<Arc<data::Term>>),
    Corrections(Vec<Arc<data::Correction>>),
    Narrative(Arc<Narrative>),
    /// A file of a theme; the stage `theme` reads it.
    Theme,
    /// The file could not be read as what it ought to be; its problems say why. What
    /// refers to it raises no second error.
    Broken(Kind),
    /// Nothing reads this file.
    Unused,
}

/// One file read: what it says, and the names of records in it that could not be read.
#[derive(Clone, Debug)]
pub struct Parsed {
    pub document: Document,
    /// What refers to these names is no second error.
    pub lost: Vec<String>,
}

/// Reads one file; of a narrative as much as is asked for.
pub fn parse(source: &Source, depth: Depth) -> (Parsed, Diagnostics) {
    let mut problems = Diagnostics::new();
    let mut lost = Vec::new();
    let kind = kind_of(&source.path);
    let parsed = match document(source, &kind, depth, &mut lost, &mut problems) {
        Some(document) => {
            // Of two records that ran together, one is not read.
            if problems.iter().any(|problem| problem.code == Code::DuplicateKey) {
                lost.extend(names_in(source.text().unwrap_or("")));
            }
            Parsed { document, lost }
        }
        None => {
            lost.extend(names_in(source.text().unwrap_or("")));
            lost.extend(source.path.rsplit('/').next().and_then(|name| name.strip_suffix(".yaml")).map(str::to_owned));
            Parsed { document: Document::Broken(kind), lost }
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

fn document(
    source: &Source,
    kind: &Kind,
    depth: Depth,
    lost: &mut Vec<String>,
    problems: &mut Diagnostics,
) -> Option<Document> {
    match kind {
        Kind::Unused => {
            readable(source, problems)?;
            problems.push(unused(source));
            return Some(Document::Unused);
        }
        Kind::Theme => {
            // Templates, styles and words are read by the stage `theme`; bytes that
            // cannot be text are told here, as for every file.
            text_of(source, problems);
            return Some(Document::Theme);
        }
        _ => {}
    }
    let text = text_of(source, problems)?;
    if text.trim().is_empty() {
        problems.push(
            Diagnostic::new(Code::EmptyFile, Span::file(source.id), say!("文件是空的", "the file is empty"))
                .help(say!("写上内容，或删去这个文件", "write something in it, or delete the file")),
        );
        return None;
    }
    if let Kind::Narrative(place) = kind {
        let narrative = narrative::read(source.id, &source.shared_text()?, place, depth, problems)?;
        return Some(Document::Narrative(Arc::new(narrative)));
    }
    let node = yaml::read(source.id, text, 0, problems)?;
    let mut cx = Cx::new(problems);
    let stem = source.path.rsplit('/').next().and_then(|name| name.strip_suffix(".yaml")).unwrap_or("");
    let document = data_document(kind, stem, &node, &mut cx);
    lost.append(&mut cx.lost);
    document
}

fn data_document(kind: &Kind, stem: &str, node: &yaml::Node, cx: &mut Cx<'_>) -> Option<Document> {
    match kind {
        Kind::Site => Decode::decode(node, cx).map(Document::Site),
        Kind::Units => list(node, "units", cx).map(Document::Units),
        Kind::Breakdowns => list(node, "dimensions", cx).map(Document::Breakdowns),
        Kind::Documents => list(node, "documents", cx).map(Document::Documents),
        Kind::Programme => Decode::decode(node, cx).map(Document::Programme),
        Kind::Jurisdictions => list(node, "jurisdictions", cx).map(Document::Jurisdictions),
        Kind::PeerGroups => list(node, "groups", cx).map(Document::PeerGroups),
        Kind::Indicators => {
            let file = data::IndicatorFile::decode(node, cx)?;
            Some(Document::Indicators(data::IndicatorFile { stem: stem.to_owned(), ..file }.into()))
        }
        Kind::Observations(folder) => {
            named_after(node, "jurisdiction", stem, cx);
            data::ObservationFile::read(node, folder, cx).map(|f| Document::Observations(f.into()))
        }
        Kind::Evaluation { programme, year } => {
            named_after(node, "evaluator", stem, cx);
            data::Evaluation::read(node, programme, year, cx).map(|e| Document::Evaluation(e.into()))
        }
        Kind::Arithmetic => list(node, "checks", cx).map(Document::Arithmetic),
        Kind::Edition(name) => data::Edition::read(node, name, cx).map(|edition| Document::Edition(edition.into())),
        Kind::Report { programme, year } => {
            data::Report::read(node, programme, year, cx).map(|r| Document::Report(r.into()))
        }
        Kind::Framework(programme) => data::Framework::read(node, programme, cx).map(|f| Document::Framework(f.into())),
        Kind::Glossary => list(node, "terms", cx).map(Document::Glossary),
        Kind::Corrections => list(node, "corrections", cx).map(Document::Corrections),
        Kind::Narrative(_) | Kind::Theme | Kind::Unused => None,
    }
}

/// A file that is named after a place says the same place inside.
fn named_after(node: &yaml::Node, key: &str, stem: &str, cx: &mut Cx<'_>) {
    let yaml::Value::Map(entries) = &node.value else { return };
    let Some((_, field)) = entries.iter().find(|(known, _)| known.value == key) else { return };
    if let yaml::Value::Scalar(said) = &field.value
        && said.trim() != stem
    {
        cx.report(
            Diagnostic::new(
                Code::PathConflict,
                field.span,
                say!("文件名是`{stem}.yaml`，内容却写`{said}`", "the file is called `{stem}.yaml` and says `{said}`"),
            )
            .help(say!("改正这一项，或改文件名", "correct this field, or rename the file")),
        );
    }
}

/// The list under the one key of a file.
fn list<T: Decode>(node: &yaml::Node, key: &'static str, cx: &mut Cx<'_>) -> Option<Vec<T>> {
    let mut fields = Fields::of(node, cx)?;
    let list = fields.required(key, cx);
    fields.finish(cx);
    list
}

/// The text of a file that ought to be text, after telling what had to be taken off it.
fn text_of<'a>(source: &'a Source, problems: &mut Diagnostics) -> Option<&'a str> {
    readable(source, problems)?;
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
        Content::NotUtf8 { valid } => {
            let at = valid.len();
            problems.push(
                Diagnostic::new(
                    Code::NotUtf8,
                    Span::new(source.id, at..at),
                    say!("从这里起不是UTF-8编码的文字", "from here on the bytes are not UTF-8"),
                )
                .help(say!("多半是GBK编码：用编辑器另存为UTF-8", "probably GBK: save it again as UTF-8")),
            );
            None
        }
        _ => Some(""),
    }
}

/// Reports a file that could not be read at all.
fn readable(source: &Source, problems: &mut Diagnostics) -> Option<()> {
    let message = match &source.content {
        Content::TooLarge(size) => {
            say!("文件太大（{size}字节），没有读取", "the file is too large ({size} bytes) and was not read")
        }
        Content::Unreadable(why) => unreadable(why),
        Content::Outside => {
            say!("这个链接指向项目之外，没有读取", "this link leads out of the project and was not followed")
        }
        _ => return Some(()),
    };
    problems.push(Diagnostic::new(Code::Unreadable, Span::file(source.id), message).help(say!(
        "把文件放进项目文件夹，检查权限和大小",
        "put the file itself into the project; check its rights and size"
    )));
    None
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
