//! A chart as a figure of a page: drawings, notes, source, table, and how it is saved.

use schemars::JsonSchema;
use serde::Serialize;

use super::files::{ChartSaved, chart_saved, scene, source_line};
use super::request::{Chart, chart};
use super::tables::{ChartHeatTable, ChartNote, ChartTable, chart_table, heat_table, row_link};
use super::tiles::{PlaceTile, chart_tiles};
use crate::chart::{self, ChartKind, Row, Scene, Size, TitleError};
use crate::diag::{Code, Diagnostic, Span};
use crate::i18n::Lang;
use crate::plan::{Drawing, Subject};
use crate::render::html::Html;
use crate::render::view::View;
use crate::say;

/// A chart on a page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ChartFigure {
    /// Its anchor.
    pub id: String,
    /// There is no figure to draw: `text` says so, and nothing else is given.
    pub empty: bool,
    /// The title; none on an empty chart whose title the data had to fill.
    pub title: Option<String>,
    /// Why there is no chart.
    pub text: Option<String>,
    /// What is drawn: indicator, places, years, unit.
    pub sub: Option<String>,
    /// The drawing for narrow screens; none for tiles and shaded tables.
    pub phone: Option<Html>,
    /// The drawing for wide screens; none for tiles and shaded tables.
    pub desk: Option<Html>,
    /// The notes, where those of both drawings are the same.
    pub notes: Vec<ChartNote>,
    /// The notes of the drawing for narrow screens, where they differ.
    pub phone_notes: Vec<ChartNote>,
    /// The notes of the drawing for wide screens, where they differ.
    pub desk_notes: Vec<ChartNote>,
    /// The places that are not drawn, in words.
    pub left_out: Option<String>,
    /// The documents that the figures come from.
    pub source: Option<String>,
    /// The table behind the drawing; none on an empty chart.
    pub table: Option<ChartTable>,
    /// The places of a tile map.
    pub tiles: Option<Vec<PlaceTile>>,
    /// At least one of the tiles is shaded.
    pub shaded: bool,
    /// The shaded table.
    pub heat: Option<ChartHeatTable>,
    /// The grey lines that a reader can have picked out, in the official order.
    pub picks: Vec<ChartPick>,
    /// How it is saved; none on an empty chart.
    pub saved: Option<ChartSaved>,
}

/// A grey line of a chart that can be picked out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ChartPick {
    /// The anchor at which it is picked.
    pub id: String,
    /// Its marks have the class `p` with this number.
    pub number: usize,
    /// The place.
    pub name: String,
    /// The place with its newest value, in words.
    pub text: String,
}

/// The charts of the view's page, in their order; those without a figure say so.
pub fn chart_figures(view: &View<'_>) -> Vec<ChartFigure> {
    chart_figures_of(view, view.page().subject)
}

/// The charts of another page.
pub fn chart_figures_of(view: &View<'_>, page: Subject) -> Vec<ChartFigure> {
    let drawings = view.drawings(page);
    drawings.iter().map(|drawing| chart_figure_parts(view, drawing, view.lang(), None)).collect()
}

/// The parts of one chart. `at` is where its title was written.
pub fn chart_figure_parts(view: &View<'_>, drawing: &Drawing, lang: Lang, at: Option<Span>) -> ChartFigure {
    let id = format!("f{}", drawing.number);
    let kind = drawing.request.kind;
    let Some(chart) = chart(view, &drawing.request, drawing.title.as_deref(), lang) else {
        return ChartFigure {
            id,
            empty: true,
            title: drawing.title.clone().filter(|title| !title.contains('{')),
            text: Some(view.words_in(lang).plain("charts.no_data")),
            ..ChartFigure::default()
        };
    };
    if let (Some(error), Some(at)) = (&chart.title_error, at) {
        view.report(wrong_title(error, at));
    }
    let [phone, desk] = [Size::Phone, Size::Desk].map(|size| scene(&chart, size));
    let drawn = !kind.is_laid_by_html();
    let tiles = (kind == ChartKind::Tiles).then(|| chart_tiles(view, &chart, |place| row_link(view, &chart, place)));
    let mut figure = ChartFigure {
        title: Some(chart.full.title.clone()),
        sub: Some(chart.full.subtitle.clone()),
        phone: drawn.then(|| Html(chart::svg(&phone, &format!("{id}p")))),
        desk: drawn.then(|| Html(chart::svg(&desk, &format!("{id}d")))),
        left_out: chart.left_out.clone(),
        source: source_line(view, &chart.documents, lang),
        table: Some(chart_table(view, &chart)),
        shaded: tiles.iter().flatten().any(|tile| tile.step.is_some()),
        tiles,
        heat: (kind == ChartKind::Heat).then(|| heat_table(view, &chart)),
        picks: picks(view, &chart, &id, lang),
        saved: Some(chart_saved(view, drawing, &chart)),
        id,
        ..ChartFigure::default()
    };
    let (phone_notes, desk_notes) = (scene_notes(phone), scene_notes(desk));
    if phone_notes == desk_notes {
        figure.notes = desk_notes;
    } else {
        (figure.phone_notes, figure.desk_notes) = (phone_notes, desk_notes);
    }
    figure
}

/// The lines of a chart over the years that are not told apart.
fn picks(view: &View<'_>, chart: &Chart, id: &str, lang: Lang) -> Vec<ChartPick> {
    let spec = &chart.drawn;
    if spec.kind != ChartKind::Trend || !spec.focus.is_empty() {
        return Vec::new();
    }
    let pick = |(position, row): (usize, &Row)| {
        let newest = (0..spec.columns.len()).rev().find(|column| row.figure(*column).drawn().is_some())?;
        let place = &row.place.short;
        let values = [("place", place.as_str()), ("value", &row.figure(newest).label), ("year", spec.head(newest))];
        Some(ChartPick {
            id: format!("{id}-{}", row.place.id),
            number: position + 1,
            name: place.clone(),
            text: view.words_in(lang).fill("charts.pick", &values),
        })
    };
    spec.rows.iter().enumerate().filter_map(pick).collect()
}

fn scene_notes(scene: Scene) -> Vec<ChartNote> {
    scene.notes.into_iter().map(|note| ChartNote { mark: note.mark, text: note.text }).collect()
}

/// What is wrong with a title in a narrative.
fn wrong_title(error: &TitleError, at: Span) -> Diagnostic {
    let braces = say!(
        "用花括号写由数据填的内容，如`{{n}}`、`{{met}}`、`{{max.place}}`、`{{max.value}}`",
        "write what the data fills in braces: `{{n}}`, `{{met}}`, `{{max.place}}`, `{{max.value}}`"
    );
    match error {
        TitleError::TypedNumber(number) => Diagnostic::new(
            Code::TitleNumber,
            at,
            say!(
                "图题里的`{number}`不是这幅图的数据得出的",
                "the data of this chart does not yield the `{number}` in its title"
            ),
        )
        .help(braces),
        TitleError::UnknownPlaceholder(name) => Diagnostic::new(
            Code::TitlePlace,
            at,
            say!("图题里没有`{{{name}}}`这一项", "there is no `{{{name}}}` for titles of charts"),
        )
        .help(braces),
        TitleError::NoData(name) => Diagnostic::new(
            Code::TitlePlace,
            at,
            say!("这幅图没有可以填`{{{name}}}`的数据", "this chart has nothing to fill `{{{name}}}` with"),
        )
        .help(say!("换一种说法，或换一幅图", "say it otherwise, or choose another chart")),
        TitleError::Unclosed => {
            Diagnostic::new(Code::TitlePlace, at, say!("图题里的括号没有成对", "a bracket in the title is not closed"))
                .help(say!("补上另一半括号", "add the other half"))
        }
    }
}
