//! The command `new`: a form in the right place, with what is known filled in.

use super::args::{NewArguments, NewKind};
use super::messages::Speaker;
use super::names::{find_place, slug_of};
use super::new_files::{NewFile, schema_files, write_new};
use super::{CLEAN, ENVIRONMENT, USAGE};
use crate::engine::{Engine, Options};
use crate::i18n::{Lang, Text};
use crate::import::csv_of;
use crate::parse::form::{FormValue, form, form_item, modeline};
use crate::parse::records::Problem;
use crate::parse::schema::{FILE_KINDS, FileKind};
use crate::parse::usable_slug;
use crate::say;

/// Writes a form, or says what is missing for it.
pub fn new(arguments: &NewArguments, speaker: &Speaker) -> u8 {
    let engine = match Engine::open(&arguments.root, Options { bodies_later: true, ..Options::default() }) {
        Ok(engine) => engine,
        Err(error) => {
            let root = arguments.root.display();
            speaker.tell(&say!("读不了文件夹{root}：{error}", "cannot read the folder {root}: {error}"));
            return ENVIRONMENT;
        }
    };
    if engine.world().portal.site.is_none() {
        let root = arguments.root.display();
        speaker.tell(&say!(
            "{root}里没有data/site.yaml，不是项目文件夹；用--root指定，或先运行gongbao init",
            "{root} has no data/site.yaml and is no project; name one with --root, or begin with gongbao init"
        ));
        return USAGE;
    }
    let made = Wanted { engine: &engine, arguments, lang: speaker.lang }.files();
    let files = match made {
        Ok(NewForm::Files(files)) => files,
        Ok(NewForm::Entry { path, text }) => {
            speaker.tell(&say!(
                "{path}已经有了，不会被改动；把下面这一条加到它的problems里：",
                "{path} exists and is not changed; add this entry to its problems:"
            ));
            speaker.result(&text);
            return CLEAN;
        }
        Err(missing) => {
            speaker.tell(&missing);
            return USAGE;
        }
    };
    let schemas = schema_files().into_iter().filter(|file| !arguments.root.join(&file.path).exists());
    let all: Vec<NewFile> = files.into_iter().chain(schemas.collect::<Vec<_>>()).collect();
    if let Err(code) = write_new(&arguments.root, &all, speaker) {
        return code;
    }
    for file in all.iter().filter(|file| !file.path.starts_with('.')) {
        speaker.result(&arguments.root.join(&file.path).display().to_string());
    }
    speaker.tell(&say!(
        "填好空着的项（带#的可以不填），保存后用gongbao check检查",
        "fill in what is empty (lines with # need not be there), save, and run gongbao check"
    ));
    CLEAN
}

/// The files of a form; where one is there already, that is said.
///
/// # Errors
/// What is missing for it.
pub fn new_files(engine: &Engine, arguments: &NewArguments, lang: Lang) -> Result<Vec<NewFile>, Text> {
    match (Wanted { engine, arguments, lang }).files()? {
        NewForm::Files(files) => Ok(files),
        NewForm::Entry { path, .. } => Err(say!("{path}已经有了", "{path} is there already")),
    }
}

/// What `new` came to.
enum NewForm {
    Files(Vec<NewFile>),
    /// A record for a file that exists.
    Entry {
        path: String,
        text: String,
    },
}

struct Wanted<'a> {
    engine: &'a Engine,
    arguments: &'a NewArguments,
    lang: Lang,
}

impl Wanted<'_> {
    fn files(&self) -> Result<NewForm, Text> {
        match self.arguments.kind {
            NewKind::Case => {
                let (folder, slug) = (self.folder_of_year()?, self.slug()?);
                self.texts("case-text", &format!("{folder}cases/"), &slug)
            }
            NewKind::Bulletin => self.texts("bulletin-text", &self.folder_of_year()?, "bulletin"),
            NewKind::Report => self.texts("report-text", &self.folder_of_year()?, "report"),
            NewKind::Page => self.texts("page-text", "content/pages/", &self.slug()?),
            NewKind::Indicator => self.indicator(),
            NewKind::Place => self.place(),
            NewKind::Problem => self.problem(),
            NewKind::Table => self.table(),
        }
    }

    /// A text in Chinese and, where its English title is given, in English.
    fn texts(&self, kind: &str, parent: &str, name: &str) -> Result<NewForm, Text> {
        let derived = self.arguments.slug.is_none() && !["bulletin", "report"].contains(&name);
        let name = if derived { self.free(name, |name| format!("{parent}{name}")) } else { name.to_owned() };
        let text = |lang: Lang, title: String| {
            let values = [("title", title), ("summary", String::new())];
            let form = match lang {
                Lang::Zh => form(kind_named(kind).record, &values, self.lang),
                // Shared fields stand in the Chinese file.
                Lang::En => format!("title: '{}'\nsummary: ''\n", values[0].1.replace('\'', "''")),
            };
            NewFile::new(format!("{parent}{name}/{}.md", lang.code()), format!("---\n{form}---\n\n"))
        };
        let mut files = vec![text(Lang::Zh, self.title())];
        files.extend(self.arguments.title_en.clone().map(|title| text(Lang::En, title)));
        Ok(NewForm::Files(files))
    }

    fn indicator(&self) -> Result<NewForm, Text> {
        let slug = self.slug()?;
        let values: [FormValue; 4] = [
            ("theme", self.arguments.theme.clone().unwrap_or_default()),
            ("indicators.id", slug.clone()),
            ("indicators.names.zh", self.title()),
            ("indicators.names.en", self.arguments.title_en.clone().unwrap_or_default()),
        ];
        self.data("indicators", format!("data/indicators/{slug}.yaml"), &values)
    }

    fn place(&self) -> Result<NewForm, Text> {
        // Names of places are read in ways that no table of syllables knows.
        let slug = self.arguments.slug.clone().ok_or_else(|| missing("--slug"))?;
        let slug = usable(slug)?;
        let above = self.arguments.place.as_deref().map(|name| find_place(self.engine, name)).transpose()?;
        let level = if above.is_some() { "" } else { "province" };
        let mut values: Vec<FormValue> = vec![
            ("jurisdictions.slug", slug.clone()),
            ("jurisdictions.level", level.to_owned()),
            ("jurisdictions.names.zh", self.title()),
            ("jurisdictions.names.en", self.arguments.title_en.clone().unwrap_or_default()),
        ];
        values.extend(above.map(|above| ("jurisdictions.parent", above)));
        self.data("jurisdictions", format!("data/jurisdictions/{slug}.yaml"), &values)
    }

    fn problem(&self) -> Result<NewForm, Text> {
        let (year, place) = (self.year()?, self.evaluated_by()?);
        let programme = self.programme();
        let slug = self.slug()?;
        let path = format!("data/evaluations/{programme}/{year}/{place}.yaml");
        if self.arguments.root.join(&path).exists() {
            let values = [("id", slug), ("text.zh", self.title())];
            return Ok(NewForm::Entry { path, text: form_item(&Problem::RECORD, &values, self.lang) });
        }
        let values: [FormValue; 5] = [
            ("programme", programme),
            ("year", year.to_string()),
            ("evaluator", place),
            ("problems.id", slug),
            ("problems.text.zh", self.title()),
        ];
        self.data("evaluation", path, &values)
    }

    /// A table with a row for each place below the one that is named, and a form that says how
    /// it is read.
    fn table(&self) -> Result<NewForm, Text> {
        let portal = &self.engine.world().portal;
        let named = self.arguments.place.as_deref().ok_or_else(|| missing("--place"))?;
        let above = find_place(self.engine, named)?;
        let below = portal
            .jurisdictions
            .iter()
            .filter(|place| place.parent.is_some_and(|parent| portal.jurisdiction(parent).def.slug.value == above));
        let mut names: Vec<&str> = below.map(|place| place.def.names.get(self.lang).as_str()).collect();
        if names.is_empty() {
            names.push(named);
        }
        let (year, slug) = (self.year()?, self.slug()?);
        let slug = self.free(&slug, |name| format!("data/observations/{name}.csv"));
        let head = say!("地区", "place");
        let mut rows = vec![vec![head.get(self.lang).clone(), year.to_string()]];
        rows.extend(names.into_iter().map(|name| vec![name.to_owned(), String::new()]));
        let values: [FormValue; 3] =
            [("indicator", String::new()), ("unit", String::new()), ("source.document", String::new())];
        let mut made = vec![NewFile::new(format!("data/observations/{slug}.csv"), csv_of(&rows))];
        if let NewForm::Files(form) = self.data("table", format!("data/observations/{slug}.table.yaml"), &values)? {
            made.extend(form);
        }
        Ok(NewForm::Files(made))
    }

    fn data(&self, kind: &str, path: String, values: &[FormValue<'_>]) -> Result<NewForm, Text> {
        let kind = kind_named(kind);
        let text = modeline(kind.name, path.matches('/').count()) + &form(kind.record, values, self.lang);
        Ok(NewForm::Files(vec![NewFile::new(path, text)]))
    }

    fn title(&self) -> String {
        self.arguments.title.clone().unwrap_or_default()
    }

    fn year(&self) -> Result<u16, Text> {
        self.arguments.year.ok_or_else(|| missing("--year"))
    }

    fn evaluated_by(&self) -> Result<String, Text> {
        find_place(self.engine, self.arguments.place.as_deref().ok_or_else(|| missing("--place"))?)
    }

    /// The programme asked for, else that of the site.
    fn programme(&self) -> String {
        let of_site = || self.engine.world().portal.site.as_ref().map(|site| site.programme.value.clone());
        self.arguments.programme.clone().or_else(of_site).unwrap_or_default()
    }

    /// `content/2024/lakeside/`, in the folder of its programme where that is not the site's.
    fn folder_of_year(&self) -> Result<String, Text> {
        let (year, place) = (self.year()?, self.evaluated_by()?);
        let site = self.engine.world().portal.site.as_ref().map(|site| site.programme.value.clone());
        let of_site = site.as_deref() == Some(self.programme().as_str());
        let programme = if of_site { String::new() } else { format!("{}/", self.programme()) };
        Ok(format!("content/{programme}{year}/{place}/"))
    }

    /// The slug asked for, or one made of the title.
    fn slug(&self) -> Result<String, Text> {
        if let Some(slug) = &self.arguments.slug {
            return usable(slug.clone());
        }
        let title = self.arguments.title_en.as_ref().or(self.arguments.title.as_ref());
        title.and_then(|title| slug_of(title)).ok_or_else(|| missing("--title"))
    }

    /// The first of `name`, `name-2`, … at which nothing stands.
    fn free(&self, name: &str, path: impl Fn(&str) -> String) -> String {
        let numbered = (2..).map(|number| format!("{name}-{number}"));
        let mut names = std::iter::once(name.to_owned()).chain(numbered);
        names.find(|name| !self.arguments.root.join(path(name)).exists()).unwrap_or_default()
    }
}

fn kind_named(name: &str) -> &'static FileKind {
    FILE_KINDS.iter().find(|kind| kind.name == name).unwrap_or(&FILE_KINDS[0])
}

fn usable(slug: String) -> Result<String, Text> {
    if usable_slug(&slug) {
        return Ok(slug);
    }
    Err(say!(
        "--slug只能用小写拉丁字母、数字和中间的单个连字符：{slug}",
        "--slug takes lower-case Latin letters, digits and single hyphens between them: {slug}"
    ))
}

fn missing(option: &str) -> Text {
    say!("还要写{option}；`gongbao new --help`有说明", "{option} is needed; `gongbao new --help` explains it")
}
