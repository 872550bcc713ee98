#![forbid(unsafe_code)]
pub mod i18n;
pub mod source;
pub mod diag;
pub mod parse;
pub mod portal;
