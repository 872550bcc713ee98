//! How much there may be of what: the limits of a portal, in `data/site.yaml`.

use super::describe::{Described, FieldShape, Written};
use crate::parse::limit::ENTRIES;
pub use crate::parse::limit::Limit;
use crate::parse::yaml::{Cx, Decode, Node};

record! {
    #[derive(Copy)]
    pub struct Limits, "限额：超过的是错误", "How much there may be of what; more is an error.";
    text_bytes: u32 = default(Count(DEFAULT.text_bytes)) as Count,
        "一个文本文件的字节数", "The bytes of a text file.";
    media_bytes: u32 = default(Count(DEFAULT.media_bytes)) as Count,
        "一张图片、一个附件或电子表格的字节数", "The bytes of a picture, an attached file or a spreadsheet.";
    records: u32 = default(Count(DEFAULT.records)) as Count,
        "数据文件里一个列表的条数", "The entries of one list of a data file.";
    cells: u32 = default(Count(DEFAULT.cells)) as Count, "一个表格的格数", "The cells of a table.";
    figures: u32 = default(Count(DEFAULT.figures)) as Count,
        "一篇文稿一种语言里的数", "The figures of a text in one language.";
    places: u32 = default(Count(DEFAULT.places)) as Count, "地方的个数", "The places of the portal.";
    pages: u32 = default(Count(DEFAULT.pages)) as Count,
        "网站的页面和下载文件的个数", "The pages and downloads of the site.";
    page_bytes: u32 = default(Count(DEFAULT.page_bytes)) as Count,
        "一个模板为一个页面写出的字节数", "The bytes that a template may write for one page.";
    selectors: u32 = default(Count(DEFAULT.selectors)) as Count,
        "一个样式表把套在一起的规则写开以后的选择器个数", "The selectors of a style sheet when its nested rules are written out.";
}

/// What holds where a site says nothing else: several times what the largest known portal
/// has, and little enough for an office computer.
pub const DEFAULT: Limits = Limits {
    text_bytes: 16 * 1024 * 1024,
    media_bytes: 64 * 1024 * 1024,
    records: ENTRIES.most,
    cells: 1_000_000,
    figures: 5_000,
    places: 10_000,
    pages: 1_000_000,
    page_bytes: 64 * 1024 * 1024,
    selectors: 100_000,
};

impl Default for Limits {
    fn default() -> Limits {
        DEFAULT
    }
}

/// A number of things, one at least.
pub struct Count(u32);

impl Decode for Count {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Count> {
        let count = node.scalar().and_then(|text| text.parse().ok()).filter(|count| *count > 0);
        if count.is_none() {
            cx.wrong_type(node, "大于零的整数", "a whole number above zero");
        }
        count.map(Count)
    }
}

impl Described for Count {
    fn shape() -> FieldShape {
        FieldShape::Whole { least: 1, most: u32::MAX.into() }
    }
}

impl Written for Count {
    fn written(&self) -> String {
        self.0.to_string()
    }
}

impl From<Count> for u32 {
    fn from(count: Count) -> u32 {
        count.0
    }
}

/// The limits with their keys.
macro_rules! named {
    ($($key:ident)+) => {
        impl Limits {
            $(#[doc = concat!("The limit `", stringify!($key), "`.")]
            pub fn $key(&self) -> Limit {
                Limit { key: stringify!($key), most: self.$key }
            })+
        }
    };
}

named! { text_bytes media_bytes records cells figures places pages page_bytes selectors }
