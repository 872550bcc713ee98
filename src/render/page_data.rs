//! What a page is made of, and what its template is told about it.

use schemars::JsonSchema;
use serde::Serialize;

use super::frame::Head;

/// The data of a page: what its template finds under `d`.
pub trait PageData: Serialize + JsonSchema {
    /// The file of the template, below `templates` of the theme.
    const TEMPLATE: &'static str;
}

/// A page before its template is filled in.
pub struct Made {
    pub template: &'static str,
    pub head: Head,
    /// The page's data as the template reads it.
    pub data: tera::Value,
}

impl Made {
    /// A page of some data.
    pub fn new<D: PageData>(head: Head, data: &D) -> Made {
        Made { template: D::TEMPLATE, head, data: tera::Value::from_serializable(data) }
    }
}
