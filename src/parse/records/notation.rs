//! Texts of a certain form, and the types that read them.

use crate::arithmetic::formula::Formula;
use crate::arithmetic::words;
use crate::diag::{Code, Diagnostic, Spanned};
use crate::i18n::text;
use crate::parse::path::{is_device, usable_slug};
use crate::parse::yaml::{Cx, Decode, MaybeEmpty, Node, Value, part_of_scalar};
use crate::say;

/// A form of text: what it is called, and what it has to match.
#[derive(Debug)]
pub struct Notation {
    pub zh: &'static str,
    pub en: &'static str,
    /// A regular expression as ECMA-262 has them.
    pub pattern: &'static str,
    /// Whether YAML may take it for a number.
    pub number: bool,
}

/// A day, a month or a year.
pub const DATE: Notation = Notation {
    zh: "日期：`2021-03-04`、`2021-03`或`2021`",
    en: "a date: `2021-03-04`, `2021-03` or `2021`",
    pattern: "^\\s*[1-9][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?\\s*$",
    number: true,
};

/// Digits with an optional sign and point.
pub const DECIMAL: Notation = Notation {
    zh: "十进制数：只有数字和小数点",
    en: "a decimal number: digits and a point only",
    pattern: "^\\s*[-−]?(0|[1-9][0-9]*)(\\.[0-9]+)?\\s*$",
    number: true,
};

/// A decimal, or a time of day.
pub const AMOUNT: Notation = Notation {
    zh: "十进制数，或时刻`8:30`",
    en: "a decimal number, or a time of day such as `8:30`",
    pattern: "^\\s*([-−]?(0|[1-9][0-9]*)(\\.[0-9]+)?|([01]?[0-9]|2[0-3]):[0-5][0-9])\\s*$",
    number: true,
};

/// A year, or years in a row.
pub const YEARS: Notation = Notation {
    zh: "年份`2023`，跨年的写`2023-2024`",
    en: "a year such as `2023`, or `2023-2024` for several",
    pattern: "^\\s*(19|[2-9][0-9])[0-9]{2}(-(19|[2-9][0-9])[0-9]{2})?\\s*$",
    number: true,
};

/// A word that can stand in an address.
pub const SLUG: Notation = Notation {
    zh: "网址里的名称：小写拉丁字母、数字和中间的单个连字符",
    en: "a name in addresses: lower-case Latin letters, digits and single hyphens between them",
    pattern: "^\\s*(?=.{1,80}\\s*$)[a-z0-9]+(-[a-z0-9]+)*\\s*$",
    number: true,
};

/// Six digits of GB/T 2260.
pub const DIVISION_CODE: Notation = Notation {
    zh: "GB/T 2260的六位行政区划代码",
    en: "six digits of GB/T 2260",
    pattern: "^\\s*[1-8][0-9]{5}\\s*$",
    number: true,
};

/// An address of the web.
pub const WEB_ADDRESS: Notation = Notation {
    zh: "网址，以`https://`或`http://`开头",
    en: "a web address that begins with `https://` or `http://`",
    pattern: "^\\s*https?://",
    number: false,
};

/// Figures in braces, numbers, signs and functions; how they fit together is checked when
/// they are read.
pub const FORMULA: Notation = Notation {
    zh: "算式：花括号里的数据编号、数、运算符号",
    en: "a formula: ids of figures in braces, numbers, signs",
    pattern: "^\\s*(?!.*\\}\\s*[A-Za-z])\\S",
    number: true,
};

/// The name of a record that is part of an address.
pub struct Slug(String);

impl Decode for Slug {
    /// A slug that can stand in an address, or `None` after saying why it cannot.
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Slug> {
        let found = String::decode(node, cx)?;
        if usable_slug(&found) {
            return Some(Slug(found));
        }
        cx.report(
            Diagnostic::new(
                Code::UnusableName,
                node.span,
                say!("`{found}`不能用在网址里", "`{found}` cannot stand in an address"),
            )
            .help(if is_device(&found) {
                say!("Windows把它留给设备用，换一个", "Windows keeps this name for a device; take another")
            } else {
                say!(
                    "只用小写拉丁字母、数字和中间的单个连字符，如`jinan`",
                    "use lower-case Latin letters, digits and single hyphens between them, such as `jinan`"
                )
            }),
        );
        None
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> String {
        slug.0
    }
}

impl From<Spanned<Slug>> for Spanned<String> {
    fn from(slug: Spanned<Slug>) -> Spanned<String> {
        Spanned::new(slug.value.0, slug.span)
    }
}

/// The address of a page without its language: slugs with slashes between them.
pub const SITE_PATH: Notation = Notation {
    zh: "页面的网址，不含语言，如`2021/anshan/`",
    en: "the address of a page without its language, such as `2021/anshan/`",
    pattern: "^\\s*/?[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*/?\\s*$",
    number: true,
};

/// The address of a page without its language and outer slashes.
pub struct SitePath(String);

impl Decode for SitePath {
    /// An address that a page can have, or `None` after saying why it cannot.
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<SitePath> {
        let found = String::decode(node, cx)?;
        let path = found.trim().trim_matches('/');
        if path.split('/').all(usable_slug) {
            return Some(SitePath(path.to_owned()));
        }
        let problem = Diagnostic::new(
            Code::UnusableName,
            node.span,
            say!("`{found}`不是页面的网址", "`{found}` is not the address of a page"),
        );
        let Notation { zh, en, .. } = SITE_PATH;
        cx.report(problem.help(say!("写{zh}", "write {en}")));
        None
    }
}

impl From<Spanned<SitePath>> for Spanned<String> {
    fn from(path: Spanned<SitePath>) -> Spanned<String> {
        Spanned::new(path.value.0, path.span)
    }
}

/// The code of an administrative division. One of another shape is reported and kept.
pub struct DivisionCode(String);

impl Decode for DivisionCode {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<DivisionCode> {
        let found = String::decode(node, cx)?;
        if !usable_code(&found) {
            cx.report(
                Diagnostic::new(
                    Code::WrongCode,
                    node.span,
                    say!("`{found}`不是行政区划代码", "`{found}` is no administrative division code"),
                )
                .help(say!(
                    "写GB/T 2260的六位数字代码，如`'370100'`", "write the six digits of GB/T 2260, such as `'370100'`"
                )),
            );
        }
        Some(DivisionCode(found))
    }
}

impl From<Spanned<DivisionCode>> for Spanned<String> {
    fn from(code: Spanned<DivisionCode>) -> Spanned<String> {
        Spanned::new(code.value.0, code.span)
    }
}

/// Whether a code has the shape of GB/T 2260: six digits, the first from 1 to 8.
pub fn usable_code(code: &str) -> bool {
    code.len() == 6
        && code.bytes().all(|byte| byte.is_ascii_digit())
        && code.bytes().next().is_some_and(|byte| (b'1'..=b'8').contains(&byte))
}

/// An address that may stand in a link: http or https only, so that no data file can
/// put a script into a page.
pub struct WebAddress(String);

impl Decode for WebAddress {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<WebAddress> {
        let found = String::decode(node, cx)?;
        if found.starts_with("https://") || found.starts_with("http://") {
            return Some(WebAddress(found));
        }
        cx.report(
            Diagnostic::new(Code::DeadReference, node.span, say!("`{found}`不是网址", "`{found}` is no web address"))
                .help(say!("以`https://`开头", "begin it with `https://`")),
        );
        None
    }
}

impl From<WebAddress> for String {
    fn from(address: WebAddress) -> String {
        address.0
    }
}

/// A number of decimals; −4 is 万.
pub struct Decimals(i32);

impl Decimals {
    pub const LEAST: i32 = -12;
    pub const MOST: i32 = 12;
}

impl Decode for Decimals {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Decimals> {
        let number = match &node.value {
            Value::Scalar(text) => {
                text.parse().ok().filter(|places| (Decimals::LEAST..=Decimals::MOST).contains(places))
            }
            Value::Null | Value::Seq(_) | Value::Map(_) => None,
        };
        if number.is_none() {
            cx.wrong_type(node, "−12到12之间的整数", "a whole number from −12 to 12");
        }
        number.map(Decimals)
    }
}

impl From<Decimals> for i32 {
    fn from(decimals: Decimals) -> i32 {
        decimals.0
    }
}

/// A row or column of the schematic map, which has twelve of each at most.
pub struct GridPosition(u8);

impl GridPosition {
    pub const MOST: u8 = 12;
}

impl Decode for GridPosition {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<GridPosition> {
        let found = u8::decode(node, cx)?;
        if (1..=GridPosition::MOST).contains(&found) {
            return Some(GridPosition(found));
        }
        cx.report(
            Diagnostic::new(
                Code::UnknownChoice,
                node.span,
                say!("方格位置`{found}`不在1至12之间", "the tile position `{found}` is not between 1 and 12"),
            )
            .help(say!("行和列从1数起，最多12", "rows and columns count from 1 to 12")),
        );
        None
    }
}

impl From<GridPosition> for u8 {
    fn from(position: GridPosition) -> u8 {
        position.0
    }
}

impl Decode for Formula {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Formula> {
        let written = String::decode(node, cx)?;
        match Formula::parse(&written) {
            Ok(formula) => Some(formula),
            Err(error) => {
                let (zh, en) = words::formula_error(error.kind);
                let piece = written.get(error.range.clone()).unwrap_or("").to_owned();
                let place = part_of_scalar(node.span, &written, error.range);
                cx.report(
                    Diagnostic::new(
                        Code::WrongFormula,
                        place,
                        text(format!("算式读不懂：`{piece}`"), format!("the formula cannot be read: `{piece}`")),
                    )
                    .help(text(zh, en)),
                );
                None
            }
        }
    }
}

/// A text that may be empty, without blanks around it.
impl From<MaybeEmpty> for String {
    fn from(text: MaybeEmpty) -> String {
        text.0.trim().to_owned()
    }
}
