//! gongbao (公报): a static site generator for published evaluation bulletins.
//!
//! Files are **sources**. Each is parsed alone into a **parsed file**. All parsed files
//! together make the **portal**: references resolved, both languages present, figures
//! checked. The portal decides the **plan**: which pages exist and where. Each page is
//! **rendered** by looking at the **world** through a **view**, which notes every **key**
//! that was looked at. The **output** folder is made equal to what was rendered. When a
//! file changes it is parsed again, the edit is applied to the portal, and the pages that
//! had looked at something that is different now are **stale**.
//!
//! The modules below stand in the order in which data flows; a module imports only those
//! above it. `ARCHITECTURE.md` has the picture and the rules, and the test
//! `architecture` keeps them.

#![forbid(unsafe_code)]

pub mod i18n;
pub mod source;

pub mod diag;

pub mod media;

pub mod arithmetic;
pub mod figure;

// A new kind of chart, page, key or status is seen everywhere: no arm takes what it does not name.
#[warn(clippy::wildcard_enum_match_arm)]
pub mod chart;

pub mod search;

pub mod parse;

pub mod import;

pub mod portal;

#[warn(clippy::wildcard_enum_match_arm)]
pub mod plan;

pub mod theme;

#[warn(clippy::wildcard_enum_match_arm)]
pub mod render;

pub mod output;

#[warn(clippy::wildcard_enum_match_arm)]
pub mod engine;

pub mod preview;

pub mod cli;
