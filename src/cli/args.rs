//! The commands and their arguments. The doc comments are the English help; the Chinese
//! one stands in `help`.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::engine::SitePart;
use crate::i18n::Lang;

/// Makes a bilingual portal of published evaluation bulletins from YAML data and Markdown texts.
#[derive(Debug, Parser)]
#[command(name = "gongbao", version, disable_help_subcommand = true)]
pub struct Arguments {
    /// Language of messages
    #[arg(long, global = true, value_enum, value_name = "zh|en")]
    pub lang: Option<LangArgument>,
    /// Say what is being done, how much of it there is, and how long it takes
    #[arg(long, global = true)]
    pub verbose: bool,
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Begin a portal: write the smallest complete one into a folder
    Init(InitArguments),
    /// Take in issued documents: Word, HTML, Markdown or text become drafts
    Import(ImportArguments),
    /// Write a form to fill in, at its place in the project
    New(NewArguments),
    /// Say what the code of a message means and what to do
    Explain(ExplainArguments),
    /// Check everything and write the finished site into a folder
    Build(BuildArguments),
    /// Make the site of the parts that `build --part` made
    Join(JoinArguments),
    /// Check everything and write nothing, unless told to mend
    Check(CheckArguments),
    /// Show the site in a browser while it is being written, fresh after each save
    Serve(ServeArguments),
    /// Build the site and record what it publishes, so that later changes cannot go unnoticed
    Publish(PublishArguments),
    /// Confirm that the pages of a published folder are those of its chain of editions
    Verify(VerifyArguments),
    /// Print or write JSON Schemas of data files and front matter, with which editors complete and explain fields
    Schema(Schema),
    /// What a designer of a theme needs to know
    Theme(ThemeArguments),
    /// Print a script that completes commands in your shell
    Completion {
        /// Which shell
        shell: clap_complete::Shell,
    },
}

#[derive(Debug, Args)]
pub struct InitArguments {
    /// The folder; it is made where it is not there, and no file in it is written over
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
}

#[derive(Debug, Args)]
pub struct ImportArguments {
    /// The documents: .docx, .html, .md, .txt; spreadsheets with figures: .xlsx, .csv
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// Folder of the project: the one that holds `data` and `content`
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// The year evaluated; without it, the one that the title prints
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(u16).range(1000..=9999))]
    pub year: Option<u16>,
    /// The place whose document it is, by its slug or name
    #[arg(long, value_name = "PLACE")]
    pub place: Option<String>,
    /// What the document is; without it, a bulletin when cases are annexed, else a report
    #[arg(long = "as", value_name = "KIND", value_enum)]
    pub kind: Option<ImportKind>,
    /// The document in the portal's list of documents, by its id
    #[arg(long, value_name = "ID")]
    pub document: Option<String>,
}

/// What a document taken in becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ImportKind {
    Bulletin,
    Report,
    Case,
    Page,
}

#[derive(Debug, Args)]
pub struct NewArguments {
    /// What to write
    #[arg(value_name = "KIND", value_enum)]
    pub kind: NewKind,
    /// Folder of the project: the one that holds `data` and `content`
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// Its Chinese title or name
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// Its English title or name
    #[arg(long, value_name = "TEXT")]
    pub title_en: Option<String>,
    /// The year evaluated
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(u16).range(1000..=9999))]
    pub year: Option<u16>,
    /// The place, by its slug or name; for a new place, the one above it
    #[arg(long, value_name = "PLACE")]
    pub place: Option<String>,
    /// Its name in addresses; without it, one is made of the title
    #[arg(long, value_name = "NAME")]
    pub slug: Option<String>,
    /// The programme, where it is not that of the site
    #[arg(long, value_name = "ID")]
    pub programme: Option<String>,
    /// The theme of a new indicator
    #[arg(long, value_name = "ID")]
    pub theme: Option<String>,
}

/// What `new` writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum NewKind {
    Case,
    Bulletin,
    Report,
    Page,
    Indicator,
    Place,
    Problem,
    Table,
}

#[derive(Debug, Args)]
pub struct ExplainArguments {
    /// The code, such as E014, or its name; without it, all are listed
    #[arg(value_name = "CODE", conflicts_with = "pages")]
    pub code: Option<String>,
    /// Write a page of each code among the texts of a project
    #[arg(long, value_name = "DIR")]
    pub pages: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Project {
    /// Folder of the project: the one that holds `data` and `content`
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// Treat “should fix” problems as “must fix”
    #[arg(long)]
    pub strict: bool,
    /// Show texts that are marked as drafts
    #[arg(long)]
    pub drafts: bool,
}

/// Where the finished site goes.
#[derive(Clone, Debug, Args)]
pub struct SiteArguments {
    /// Where to write the site, counted from where you are; without it, `public` in the folder of the project
    #[arg(long, value_name = "DIR")]
    pub output_dir: Option<PathBuf>,
    /// Address under which the site is published, in place of `base_url` of data/site.yaml
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
    /// Write into the folder although it holds files that gongbao did not make; those at the path of a page are replaced, and named before
    #[arg(long)]
    pub force: bool,
}

#[derive(Debug, Args)]
pub struct BuildArguments {
    #[command(flatten)]
    pub project: Project,
    #[command(flatten)]
    pub site: SiteArguments,
    /// Say how long each stage took
    #[arg(long)]
    pub timings: bool,
    /// Make one part of the pages only, such as 2/4, for `join`; without --output-dir, in `public-part-2-of-4`
    #[arg(long, value_name = "K/N", value_parser = site_part)]
    pub part: Option<SitePart>,
}

fn site_part(text: &str) -> Result<SitePart, String> {
    SitePart::parse(text).ok_or_else(|| "K/N, K from 1 to N".to_owned())
}

#[derive(Debug, Args)]
pub struct JoinArguments {
    /// The folders of all parts, in any order
    #[arg(value_name = "PART", required = true)]
    pub parts: Vec<PathBuf>,
    /// Folder of the project: the one that holds `data` and `content`
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// The parts were made with drafts
    #[arg(long)]
    pub drafts: bool,
    #[command(flatten)]
    pub site: SiteArguments,
}

#[derive(Debug, Args)]
pub struct PublishArguments {
    /// Folder of the project: the one that holds `data` and `content`
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// Day of the edition, such as 2021-03-04
    #[arg(long, value_name = "DATE")]
    pub date: String,
    /// Treat “should fix” problems as “must fix”
    #[arg(long)]
    pub strict: bool,
    #[command(flatten)]
    pub site: SiteArguments,
}

#[derive(Debug, Args)]
pub struct VerifyArguments {
    /// The published folder
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
}

#[derive(Debug, Args)]
pub struct CheckArguments {
    #[command(flatten)]
    pub project: Project,
    /// How to print the problems: for people, or one JSON object a line
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
    /// Show notes in full, not only their number
    #[arg(long)]
    pub notes: bool,
    /// First mend what can be mended without asking, and list it
    #[arg(long, conflicts_with_all = ["propose", "documents"])]
    pub fix: bool,
    /// List for each text how many of its figures are bound, marked as no data, or neither
    #[arg(long)]
    pub coverage: bool,
    /// Print a copy of this text in which every figure is bound whose observation is certain
    #[arg(long, value_name = "FILE")]
    pub propose: Option<PathBuf>,
    /// Hold figures and texts against the published documents in this folder: plain text or Markdown, named by id
    #[arg(long, value_name = "DIR")]
    pub documents: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Schema {
    /// The kind of file; without it, the kinds are listed
    #[arg(value_name = "KIND", conflicts_with = "out")]
    pub kind: Option<String>,
    /// Write the schemas of all kinds into a folder
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct ThemeArguments {
    /// Folder of the project: the one that holds `data` and `content`
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// Print what each template and component is given: names, types and a sentence each
    #[arg(long, required = true)]
    pub data: bool,
}

#[derive(Debug, Args)]
pub struct ServeArguments {
    /// Folder of the project: the one that holds `data` and `content`
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// Port; when it is taken, the next free one is used; 0 for any free one
    #[arg(long, default_value_t = 1111)]
    pub port: u16,
    /// Network address to listen on; others than this machine can read the preview when it is not the default
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub interface: std::net::IpAddr,
    /// Open the preview in the browser
    #[arg(long)]
    pub open: bool,
    /// Show texts that are marked as drafts
    #[arg(long)]
    pub drafts: bool,
    /// Look at the files regularly, for folders on a network
    #[arg(long)]
    pub poll: bool,
    /// Let texts and data be edited in the browser: what is saved there is written into the files
    #[arg(long)]
    pub edit: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Text,
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LangArgument {
    Zh,
    En,
}

/// The language asked for by `--lang`, or by the environment: Chinese where the locale
/// is Chinese, English elsewhere. Looked up before the arguments are parsed, so that
/// help and usage errors speak it too.
pub fn lang_asked_for() -> Lang {
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let value = match argument.strip_prefix("--lang") {
            Some("") => arguments.next(),
            Some(rest) => rest.strip_prefix('=').map(str::to_owned),
            None => None,
        };
        if let Some(lang) = value.as_deref().and_then(Lang::from_code) {
            return lang;
        }
    }
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    match locale {
        Some(locale) if locale.starts_with("zh") => Lang::Zh,
        _ => Lang::En,
    }
}
