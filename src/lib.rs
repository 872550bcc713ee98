#![forbid(unsafe_code)]
pub mod cli;
pub mod diag;
pub mod engine;
pub mod figure;
pub mod i18n;
pub mod output;
pub mod parse;
pub mod plan;
pub mod portal;
pub mod render;
pub mod source;
pub mod theme;
pub mod watch;
