//! The figures of a document taken in, for whoever enters them: a table of what each may be,
//! and rows of observations to be taken over.

use std::collections::BTreeMap;

use super::new_files::NewFile;
use crate::engine::{
    DocumentId, Engine, IndicatorId, JurisdictionId, Portal, StatedFigure, StatedPassage, TextSetting,
};
use crate::i18n::{Lang, Text};
use crate::import::{DraftPassage, Imported, csv_of, passages};
use crate::say;

/// How many indicators a row of the table or a comment names.
const NAMED: usize = 5;

/// The figures of a document, with what they may be.
pub struct ImportedFigures<'a> {
    portal: &'a Portal,
    passages: Vec<DraftPassage>,
    figures: Vec<StatedFigure>,
    paths: &'a [String],
    document: &'a str,
}

impl<'a> ImportedFigures<'a> {
    /// Reads them; the paths of the drafts tell place and year.
    pub fn read(engine: &'a Engine, imported: &Imported, paths: &'a [String], document: &'a str) -> Self {
        let portal = &*engine.world().portal;
        let passages = passages(imported);
        let settings: Vec<TextSetting> = imported
            .drafts
            .iter()
            .zip(paths)
            .map(|(draft, path)| {
                let source_place = draft.source_place.as_ref().map(|place| place.zh.clone());
                setting(portal, path, document, source_place)
            })
            .collect();
        let asked: Vec<StatedPassage<'_>> = passages
            .iter()
            .map(|passage| StatedPassage {
                text: &passage.text,
                above: &passage.above,
                setting: settings.get(passage.draft).cloned().unwrap_or_default(),
            })
            .collect();
        let figures = engine.stated(&asked);
        ImportedFigures { portal, passages, figures, paths, document }
    }

    /// One row for a figure: draft, place in the source, the figure, the link that binds it
    /// where exactly one figure of the data is stated, indicators that may be meant, the sentence.
    pub fn csv(&self, lang: Lang) -> Vec<u8> {
        let head = say!(
            "草稿,出处,数值,数据里已有（核对后绑定）,数据里可能是,可能的指标（最可能的在前）,所在的句子",
            "draft,place in the source,figure,in the data (compare and bind with),in the data perhaps,indicators that may be meant (likeliest first),sentence"
        );
        let mut rows = vec![head.get(lang).split(',').map(str::to_owned).collect::<Vec<_>>()];
        for figure in &self.figures {
            let Some(passage) = self.passages.get(figure.passage) else { continue };
            let printed = passage.text.get(figure.range.clone()).unwrap_or("");
            let id = |id| self.portal.observation(id).def.id.value.clone();
            let link = figure.certain.map(|certain| format!("[{printed}](figure:{})", id(certain)));
            let perhaps = figure.known.iter().take(NAMED).filter(|_| link.is_none()).map(|known| id(*known));
            rows.push(vec![
                self.paths.get(passage.draft).cloned().unwrap_or_default(),
                passage.place.get(lang).clone(),
                printed.to_owned(),
                link.clone().unwrap_or_default(),
                perhaps.collect::<Vec<_>>().join(" | "),
                self.named(figure, lang),
                clause(&passage.text, figure.range.start, figure.range.end).to_owned(),
            ]);
        }
        csv_of(&rows)
    }

    /// Rows of observations for figures that the data does not have, a file for a place and
    /// year: `imports/…/observations/2021/place.yaml`. A figure whose indicator is not clear
    /// stands in it as a comment.
    pub fn rows(&self, folder: &str, lang: Lang) -> Vec<NewFile> {
        let mut files: BTreeMap<(String, String), Vec<&StatedFigure>> = BTreeMap::new();
        for figure in self.figures.iter().filter(|figure| figure.certain.is_none()) {
            let Some(place) = figure.place else { continue };
            let year = figure.year.map_or("undated".to_owned(), |year| year.to_string());
            files.entry((year, self.slug(place))).or_default().push(figure);
        }
        let written = files.into_iter().map(|((year, place), figures)| {
            let text = self.file_of(&year, &place, &figures, lang);
            NewFile::new(format!("{folder}/observations/{year}/{place}.yaml"), text)
        });
        written.collect()
    }

    /// How far the figures are known.
    pub fn told(&self, folder: &str) -> Text {
        let figures = self.figures.len();
        let count = |fits: fn(&StatedFigure) -> bool| self.figures.iter().filter(|figure| fits(figure)).count();
        let (known, clear, perhaps) = (
            count(|figure| figure.certain.is_some()),
            count(|figure| figure.certain.is_none() && figure.clear.is_some()),
            count(|figure| figure.certain.is_none() && figure.clear.is_none() && !figure.likely.is_empty()),
        );
        say!(
            "数值{figures}个：数据里已有{known}个，指标明确的{clear}个，有几个指标可选的{perhaps}个，逐个见{folder}/figures.csv\n可以抄进data/observations的数据在{folder}/observations；草稿里一个也没有绑定",
            "{figures} figures: {known} are in the data, {clear} have a clear indicator, {perhaps} may belong to one of several; all in {folder}/figures.csv\nRows for data/observations are in {folder}/observations; nothing was bound in the drafts"
        )
    }

    fn slug(&self, place: JurisdictionId) -> String {
        self.portal.jurisdiction(place).def.slug.value.clone()
    }

    fn id(&self, indicator: IndicatorId) -> &str {
        &self.portal.indicator(indicator).def.id.value
    }

    /// `id（name） | …`
    fn named(&self, figure: &StatedFigure, lang: Lang) -> String {
        let names = figure.likely.iter().take(NAMED).map(|likely| {
            let name = self.portal.indicator(likely.id).def.names.get(lang);
            let clear = if figure.clear == Some(likely.id) { " ✓" } else { "" };
            format!("{} {name}{clear}", self.id(likely.id))
        });
        names.collect::<Vec<_>>().join(" | ")
    }

    fn file_of(&self, year: &str, place: &str, figures: &[&StatedFigure], lang: Lang) -> String {
        let head = say!(
            "对照原文逐条核对后，移到data/observations/{year}/{place}.yaml；加#的，选定指标后去掉#",
            "compare each with the document, then move it to data/observations/{year}/{place}.yaml; choose the indicator of those behind a # and take the # away"
        );
        let mut text = format!("# {}\njurisdiction: {place}\n", head.get(lang));
        if year != "undated" {
            text.push_str(&format!("year: {year}\n"));
        }
        text.push_str(&format!("source: {{document: {}}}\n", self.document));
        let none = figures.iter().all(|figure| figure.clear.is_none());
        text.push_str(if none { "observations: []\n" } else { "observations:\n" });
        for figure in figures {
            text.push_str(&self.row(figure, lang));
        }
        text
    }

    fn row(&self, figure: &StatedFigure, lang: Lang) -> String {
        let Some(passage) = self.passages.get(figure.passage) else { return String::new() };
        let printed = passage.text.get(figure.range.clone()).unwrap_or("");
        let sentence = clause(&passage.text, figure.range.start, figure.range.end).replace('\n', " ");
        let quoted = |words: &str| format!("'{}'", words.replace('\'', "''"));
        let place = format!("{{zh: {}, en: {}}}", quoted(&passage.place.zh), quoted(&passage.place.en));
        let printed = quoted(printed);
        let indicator = figure.clear.or(figure.likely.first().map(|likely| likely.id));
        let indicator = indicator.map_or("", |indicator| self.id(indicator));
        let mark = if figure.clear.is_some() { "" } else { "# " };
        format!(
            "\n  # {sentence}\n  # {}\n  {mark}- indicator: {indicator}\n  {mark}  as_printed: {printed}\n  {mark}  source: {{place: {place}}}\n",
            self.named(figure, lang)
        )
    }
}

/// Place and year of a draft, as its path says them.
fn setting(portal: &Portal, path: &str, document: &str, source_place: Option<String>) -> TextSetting {
    let mut parts = path.split('/').skip(1);
    let year = parts.next().and_then(|year| year.parse().ok());
    let slug = parts.next().unwrap_or("");
    let places = portal.jurisdiction_ids().filter(|id| portal.jurisdiction(*id).def.slug.value == slug);
    let position = portal.documents.iter().position(|known| known.id.value == document);
    TextSetting { places: places.collect(), year, document: position.map(DocumentId::new), source_place }
}

/// The clause in which a range stands.
fn clause(text: &str, start: usize, end: usize) -> &str {
    let marks = ['。', '；', '，', ',', ';', '：', '\n'];
    let before = text[..start].rfind(marks).map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let after = text[end..].find(marks).map_or(text.len(), |at| end + at);
    text.get(before..after).unwrap_or_default().trim()
}
