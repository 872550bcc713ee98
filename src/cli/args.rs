//! The commands and their arguments. The doc comments are the English help; the Chinese
//! one stands in [`in_language`].

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

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
    /// The documents: .docx, .html, .md, .txt
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
#[derive(Debug, Args)]
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

/// The help of the commands in a language.
pub fn in_language(command: clap::Command, lang: Lang) -> clap::Command {
    match lang {
        Lang::En => command,
        Lang::Zh => chinese(command),
    }
}

fn chinese(command: clap::Command) -> clap::Command {
    let project = |command: clap::Command| {
        command
            .mut_arg("root", |arg| arg.help("项目文件夹：里面有data和content的那一个"))
            .mut_arg("strict", |arg| arg.help("把“建议改”也当作“必须改”"))
            .mut_arg("drafts", |arg| arg.help("草稿也显示"))
    };
    let site = |command: clap::Command| {
        command
            .mut_arg("output_dir", |arg| arg.help("网站写到哪里，从当前文件夹算起；不写就是项目文件夹里的public"))
            .mut_arg("base_url", |arg| arg.help("网站的网址；不写就用data/site.yaml里的base_url"))
            .mut_arg("force", |arg| arg.help("文件夹里有别的文件也写入：与网页同路径的先列出再替换，其余保留"))
    };
    command
        .about("把YAML数据和Markdown文稿做成双语的评价公报网站")
        .mut_arg("lang", |arg| arg.help("提示用哪种语言"))
        .mut_arg("verbose", |arg| arg.help("说明正在做什么、有多少、用多长时间"))
        .mut_subcommand("init", |init| {
            init.about("开始一个网站：把最小的完整网站写到一个文件夹")
                .mut_arg("dir", |arg| arg.help("文件夹；没有就新建，里面已有的文件不会被覆盖"))
        })
        .mut_subcommand("import", |import| {
            import
                .about("收进印发的文件：Word、网页、Markdown或文字变成草稿")
                .mut_arg("files", |arg| arg.help("文件：.docx、.html、.md、.txt"))
                .mut_arg("root", |arg| arg.help("项目文件夹：里面有data和content的那一个"))
                .mut_arg("year", |arg| arg.help("被评价的年份；不写就用标题里的"))
                .mut_arg("place", |arg| arg.help("哪个地方的文件，写编号或名称"))
                .mut_arg("kind", |arg| arg.help("是什么：bulletin公报，report报告，case案例，page说明页；不写时，附有案例的是公报，其他是报告"))
                .mut_arg("document", |arg| arg.help("它在公开文件清单里的编号"))
        })
        .mut_subcommand("new", |new| {
            new.about("在项目里该放的位置写一张待填的表")
                .mut_arg("kind", |arg| arg.help("写哪一种：case案例，bulletin公报，report报告，page说明页，indicator指标，place地方，problem问题"))
                .mut_arg("root", |arg| arg.help("项目文件夹：里面有data和content的那一个"))
                .mut_arg("title", |arg| arg.help("中文标题或名称"))
                .mut_arg("title_en", |arg| arg.help("英文标题或名称"))
                .mut_arg("year", |arg| arg.help("被评价的年份"))
                .mut_arg("place", |arg| arg.help("地方，写编号或名称；新的地方写它的上级"))
                .mut_arg("slug", |arg| arg.help("网址里的名称；不写就按标题的拼音"))
                .mut_arg("programme", |arg| arg.help("评价的编号；不写就是网站的默认评价"))
                .mut_arg("theme", |arg| arg.help("新指标的主题编号"))
        })
        .mut_subcommand("explain", |explain| {
            explain
                .about("解释提示的代码：什么意思，怎么办")
                .mut_arg("code", |arg| arg.help("代码，如E014，或它的名称；不写就列出全部"))
                .mut_arg("pages", |arg| arg.help("为每个代码在项目里写一页说明"))
        })
        .mut_subcommand("build", |build| {
            site(project(build.about("检查全部内容，把做好的网站写到一个文件夹")))
                .mut_arg("timings", |arg| arg.help("说出每一步用了多少时间"))
        })
        .mut_subcommand("check", |check| {
            project(check.about("检查全部内容；不用--fix就不写任何文件"))
                .mut_arg("format", |arg| arg.help("问题怎样输出：text给人看，json每行一个"))
                .mut_arg("notes", |arg| arg.help("“提示”也逐条列出，不只报数量"))
                .mut_arg("fix", |arg| arg.help("先改正不必问人的问题，并列出改了什么"))
                .mut_arg("documents", |arg| {
                    arg.help("拿这个文件夹里的公开文件（纯文本或Markdown，以编号命名）核对数值和文稿")
                })
                .mut_arg("propose", |arg| arg.help("输出这篇文稿的一份副本，把能确定的数值绑定好"))
                .mut_arg("coverage", |arg| arg.help("逐篇列出数值：已绑定、标明不是数据、两者都不是的各几个"))
        })
        .mut_subcommand("serve", |serve| {
            serve
                .about("边写边看：在浏览器里预览，保存后自动更新")
                .mut_arg("root", |arg| arg.help("项目文件夹：里面有data和content的那一个"))
                .mut_arg("port", |arg| arg.help("端口；被占用时用下一个空闲的；0表示任何空闲的"))
                .mut_arg("interface", |arg| arg.help("监听的网络地址；改动后别的电脑也能看到预览"))
                .mut_arg("open", |arg| arg.help("用浏览器打开预览"))
                .mut_arg("drafts", |arg| arg.help("草稿也显示"))
                .mut_arg("poll", |arg| arg.help("定时查看文件（网络文件夹用）"))
                .mut_arg("edit", |arg| arg.help("可以在浏览器里改文稿和数据，保存时直接写入文件"))
        })
        .mut_subcommand("publish", |publish| {
            site(publish.about("做好网站，并记下公布了什么，以后的改动就不会悄悄过去"))
                .mut_arg("root", |arg| arg.help("项目文件夹：里面有data和content的那一个"))
                .mut_arg("date", |arg| arg.help("这一版的日期，如2021-03-04"))
                .mut_arg("strict", |arg| arg.help("把“建议改”也当作“必须改”"))
        })
        .mut_subcommand("verify", |verify| {
            verify
                .about("核对已发布的文件夹：网页是否就是各版记录的那些")
                .mut_arg("folder", |arg| arg.help("已发布的文件夹"))
        })
        .mut_subcommand("schema", |schema| {
            schema
                .about("输出数据文件和文稿说明部分的JSON Schema，供编辑器补全和解释字段")
                .mut_arg("kind", |arg| arg.help("哪一种文件；不写就列出各种"))
                .mut_arg("out", |arg| arg.help("把全部种类写进一个文件夹"))
        })
        .mut_subcommand("theme", |theme| {
            theme
                .about("给设计者看的主题外观资料")
                .mut_arg("root", |arg| arg.help("项目文件夹：里面有data和content的那一个"))
                .mut_arg("data", |arg| arg.help("列出每个模板和组件得到的数据：名称、类型和一句说明"))
        })
        .mut_subcommand("completion", |completion| {
            completion.about("输出命令补全脚本").mut_arg("shell", |arg| arg.help("哪一种命令行"))
        })
}
