//! A chart as files: its table, and a drawing that stands alone.

use super::figure::{scene, source_line};
use super::request::chart;
use crate::chart::{self, Size, Standalone};
use crate::plan::Drawing;
use crate::render::view::View;

/// The table of a chart as a file, with the mark by which spreadsheets know UTF-8.
pub fn chart_csv(view: &View<'_>, drawing: &Drawing) -> String {
    let made = chart(view, &drawing.request, drawing.title.as_deref(), drawing.lang);
    let text = made.map(|made| chart::csv(&made.full)).unwrap_or_default();
    format!("\u{feff}{text}")
}

/// The drawing of a chart as a file that needs nothing else.
pub fn chart_svg(view: &View<'_>, drawing: &Drawing) -> String {
    let lang = drawing.lang;
    let Some(made) = chart(view, &drawing.request, drawing.title.as_deref(), lang) else {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"0\" height=\"0\"/>\n".to_owned();
    };
    let address = view.address(drawing.page, lang).unwrap_or_default();
    let address = format!("{}{address}", view.base_url().unwrap_or_default());
    let site = view.site().map(|site| site.names.get(lang).clone()).unwrap_or_default();
    let words = view.words_in(lang);
    let address = words.fill("charts.published_at", &[("site", &site), ("address", &address)]);
    let mut source = source_line(view, &made.documents, lang).unwrap_or_default();
    if let Some(left_out) = &made.left_out {
        source = format!("{left_out}\u{2003}{source}");
    }
    let meta = Standalone {
        title: &made.full.title,
        subtitle: &made.full.subtitle,
        source: &source,
        address: &address,
        css: view.drawing_styles(),
        lang: lang.tag(),
    };
    chart::standalone_svg(&scene(&made, Size::Desk), "f", &meta)
}
