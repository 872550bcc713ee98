//! `data/jurisdictions/*.yaml` and `data/peer-groups.yaml`: places and who is compared
//! with whom.

use crate::diag::{Code, Diagnostic, Spanned};
use crate::i18n::Text;
use crate::parse::statement::Statement;
use crate::parse::usable_slug;
use crate::parse::yaml::{Cx, Decode, Fields, Node};
use crate::say;

/// A place with a government.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Jurisdiction {
    /// Unique in the portal, part of addresses.
    pub slug: Spanned<String>,
    /// GB/T 2260, six digits as a string; a placeholder has none.
    pub code: Option<Spanned<String>>,
    /// Stands for a place that its document does not name.
    pub placeholder: bool,
    pub level: Level,
    pub parent: Option<Spanned<String>>,
    pub names: Text,
    /// In charts and tiles.
    pub short: Text,
    /// Toneless pinyin, for lists in that order.
    pub sort: Option<String>,
    pub tile: Option<Spanned<Tile>>,
    pub valid: Years,
    pub notes: Vec<Statement>,
}

/// The levels of government that documents speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    Province,
    City,
    County,
}

impl Level {
    /// The word used in data files and templates.
    pub fn name(self) -> &'static str {
        match self {
            Level::Province => "province",
            Level::City => "city",
            Level::County => "county",
        }
    }
}

const LEVELS: [(&str, Level); 3] = [("province", Level::Province), ("city", Level::City), ("county", Level::County)];

/// A place on the schematic map of the parent, counted from one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Tile {
    pub row: u8,
    pub column: u8,
}

/// The years in which a place existed as it is described, both ends included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Years {
    pub from: Option<u16>,
    pub to: Option<u16>,
}

impl Decode for Jurisdiction {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Jurisdiction> {
        let mut fields = Fields::of(node, cx)?;
        let slug = fields.required("slug", cx).and_then(|slug| checked_slug(slug, cx));
        let code = fields.optional("code", cx);
        let placeholder = fields.flag("placeholder", cx);
        let level = fields.required_choice("level", &LEVELS, cx);
        let parent = fields.optional("parent", cx);
        let names: Option<Text> = fields.required("names", cx);
        let short = fields.optional("short", cx).or_else(|| names.clone());
        let sort = fields.optional("sort", cx);
        let tile = fields.optional("tile", cx);
        let valid = fields.optional("valid", cx).unwrap_or_default();
        let notes = fields.list("notes", cx);
        check_code(&fields, code.as_ref(), placeholder, cx);
        if matches!(level, Some(Level::City | Level::County)) && !placeholder && fields.key_span("parent").is_none() {
            let problem =
                Diagnostic::new(Code::MissingField, fields.span(), say!("缺少`parent`", "`parent` is missing"));
            let help = say!("补上上级的slug，如`parent: …`", "add the slug of the place above, `parent: …`");
            fields.missing("parent", problem.help(help));
        }
        fields.finish(cx);
        Some(Jurisdiction {
            slug: slug?,
            code,
            placeholder,
            level: level?,
            parent,
            names: names?,
            short: short?,
            sort,
            tile,
            valid,
            notes,
        })
    }
}

/// A slug that can stand in an address, or `None` after saying why it cannot.
pub fn checked_slug(slug: Spanned<String>, cx: &mut Cx<'_>) -> Option<Spanned<String>> {
    if usable_slug(&slug) {
        return Some(slug);
    }
    let found = &slug.value;
    cx.report(
        Diagnostic::new(
            Code::UnusableName,
            slug.span,
            say!("`{found}`不能用在网址里", "`{found}` cannot stand in an address"),
        )
        .help(say!(
            "只用小写拉丁字母、数字和中间的单个连字符，如`jinan`",
            "use lower-case Latin letters, digits and single hyphens between them, such as `jinan`"
        )),
    );
    None
}

/// Whether a code has the shape of GB/T 2260: six digits, the first from 1 to 8.
pub fn usable_code(code: &str) -> bool {
    code.len() == 6
        && code.bytes().all(|byte| byte.is_ascii_digit())
        && code.bytes().next().is_some_and(|byte| (b'1'..=b'8').contains(&byte))
}

/// A place has a code, unless its document does not name it.
fn check_code(fields: &Fields<'_>, code: Option<&Spanned<String>>, placeholder: bool, cx: &mut Cx<'_>) {
    match code {
        Some(code) => {
            if !usable_code(code) {
                let found = &code.value;
                cx.report(
                    Diagnostic::new(
                        Code::WrongCode,
                        code.span,
                        say!("`{found}`不是行政区划代码", "`{found}` is no administrative division code"),
                    )
                    .help(say!(
                        "写GB/T 2260的六位数字代码，如`'370100'`",
                        "write the six digits of GB/T 2260, such as `'370100'`"
                    )),
                );
            }
        }
        None if placeholder => {}
        None => cx.report(
            Diagnostic::new(Code::MissingField, fields.span(), say!("缺少`code`", "`code` is missing")).help(say!(
                "补上GB/T 2260代码；材料没有写明是哪里的，写`placeholder: true`",
                "add the GB/T 2260 code, or `placeholder: true` for a place that the document does not name"
            )),
        ),
    }
}

impl Decode for Tile {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Tile> {
        let mut fields = Fields::of(node, cx)?;
        let row = fields.required::<Spanned<u8>>("row", cx).and_then(|n| grid_position(n, cx));
        let column = fields.required::<Spanned<u8>>("column", cx).and_then(|n| grid_position(n, cx));
        fields.finish(cx);
        Some(Tile { row: row?, column: column? })
    }
}

/// The schematic map has twelve rows and columns at most.
fn grid_position(number: Spanned<u8>, cx: &mut Cx<'_>) -> Option<u8> {
    if (1..=12).contains(&number.value) {
        return Some(number.value);
    }
    let found = number.value;
    cx.report(
        Diagnostic::new(
            Code::UnknownChoice,
            number.span,
            say!("方格位置`{found}`不在1至12之间", "the tile position `{found}` is not between 1 and 12"),
        )
        .help(say!("行和列从1数起，最多12", "rows and columns count from 1 to 12")),
    );
    None
}

impl Decode for Years {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Years> {
        let mut fields = Fields::of(node, cx)?;
        let years = Years { from: fields.optional("from", cx), to: fields.optional("to", cx) };
        fields.finish(cx);
        Some(years)
    }
}

/// Places that may be compared with one another.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PeerGroup {
    pub id: Spanned<String>,
    pub names: Text,
    /// Either all places of a level below a parent …
    pub parent: Option<Spanned<String>>,
    pub level: Option<Level>,
    /// … or the places named.
    pub members: Vec<Spanned<String>>,
    pub notes: Vec<Statement>,
}

impl Decode for PeerGroup {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<PeerGroup> {
        let mut fields = Fields::of(node, cx)?;
        let id = fields.required("id", cx).and_then(|slug| checked_slug(slug, cx));
        let names = fields.required("names", cx);
        let parent = fields.optional("parent", cx);
        let level = fields.choice("level", &LEVELS, cx);
        let members = fields.list("members", cx);
        let notes = fields.list("notes", cx);
        fields.finish(cx);
        Some(PeerGroup { id: id?, names: names?, parent, level, members, notes })
    }
}
