//! What each template is given, as schemas that templates are held against.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::bulletin::BulletinPage;
use super::case::CasePage;
use super::cases::CasesPage;
use super::chooser::ChooserPage;
use super::compare::ComparePage;
use super::compare_pair::ComparePairPage;
use super::compare_year::CompareYearPage;
use super::corrections::CorrectionsPage;
use super::data::DataPage;
use super::data_indicators::DataIndicatorsPage;
use super::differences::DifferencesPage;
use super::embed::EmbedPage;
use super::fields::FieldsPage;
use super::framework::FrameworkPage;
use super::frameworks::FrameworksPage;
use super::glossary::GlossaryPage;
use super::home::HomePage;
use super::indicator::IndicatorPage;
use super::indicators::IndicatorsPage;
use super::moved::MovedPage;
use super::not_found::NotFoundPage;
use super::place::PlacePage;
use super::place_year::PlaceYearPage;
use super::places::PlacesPage;
use super::problem::ProblemPage;
use super::problems::ProblemsPage;
use super::programme::ProgrammePage;
use super::report::ReportPage;
use super::report_data::ReportDataPage;
use super::search::SearchPage;
use super::sitemap::SitemapPage;
use super::text::TextPage;
use super::year::YearPage;
use crate::render::charts::{ChartFigure, FIGURE_IN_TEXT};
use crate::render::frame::PageFrame;
use crate::render::media::{PICTURE_IN_TEXT, PictureFigure};
use crate::render::page_data::PageData;
use crate::render::tables::{GradesTable, TABLE_IN_TEXT};

/// The template that the pages extend: it is given the frame alone.
const BASE: &str = "base.html";

/// What each template is given, by the file of the template: a schema (draft 2020-12) of
/// the variables that it may name. Pages have `page`, the frame, and `d`, their own data; a
/// chart in a narrative has `figure`. The interface words, `w`, are those of the theme and
/// stand in no schema.
pub fn template_schemas() -> Vec<(&'static str, Schema)> {
    vec![
        (BASE, variables(&[("page", subschema::<PageFrame>)])),
        (FIGURE_IN_TEXT, variables(&[("figure", subschema::<ChartFigure>)])),
        (TABLE_IN_TEXT, variables(&[("table", subschema::<GradesTable>)])),
        (PICTURE_IN_TEXT, variables(&[("picture", subschema::<PictureFigure>)])),
        page_schema::<BulletinPage>(),
        page_schema::<CasePage>(),
        page_schema::<CasesPage>(),
        page_schema::<ChooserPage>(),
        page_schema::<ComparePage>(),
        page_schema::<ComparePairPage>(),
        page_schema::<CompareYearPage>(),
        page_schema::<CorrectionsPage>(),
        page_schema::<DataPage>(),
        page_schema::<DataIndicatorsPage>(),
        page_schema::<EmbedPage>(),
        page_schema::<DifferencesPage>(),
        page_schema::<FieldsPage>(),
        page_schema::<FrameworkPage>(),
        page_schema::<FrameworksPage>(),
        page_schema::<GlossaryPage>(),
        page_schema::<HomePage>(),
        page_schema::<IndicatorPage>(),
        page_schema::<IndicatorsPage>(),
        page_schema::<MovedPage>(),
        page_schema::<NotFoundPage>(),
        page_schema::<PlacePage>(),
        page_schema::<PlaceYearPage>(),
        page_schema::<PlacesPage>(),
        page_schema::<ProblemPage>(),
        page_schema::<ProblemsPage>(),
        page_schema::<ProgrammePage>(),
        page_schema::<ReportPage>(),
        page_schema::<ReportDataPage>(),
        page_schema::<SearchPage>(),
        page_schema::<SitemapPage>(),
        page_schema::<TextPage>(),
        page_schema::<YearPage>(),
    ]
}

type Subschema = fn(&mut SchemaGenerator) -> Schema;

fn subschema<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<T>()
}

fn page_schema<D: PageData>() -> (&'static str, Schema) {
    (D::TEMPLATE, variables(&[("page", subschema::<PageFrame>), ("d", subschema::<D>)]))
}

/// The schema of the variables of a template, each always given.
fn variables(list: &[(&str, Subschema)]) -> Schema {
    let mut generator = SchemaSettings::default().for_serialize().into_generator();
    let mut properties = serde_json::Map::new();
    for (name, subschema) in list {
        properties.insert((*name).to_owned(), subschema(&mut generator).to_value());
    }
    let names: Vec<&str> = list.iter().map(|(name, _)| *name).collect();
    let mut schema = json_schema!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "properties": properties,
        "required": names,
    });
    schema.insert("$defs".to_owned(), generator.take_definitions(true).into());
    schema
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::template_schemas;
    use crate::theme;

    /// The built-in templates: those with components, and the others.
    fn templates() -> (BTreeSet<String>, BTreeSet<String>) {
        let files = theme::built_in().iter().filter_map(|file| {
            let name = file.path.strip_prefix("themes/gongbao/templates/")?;
            Some((name.to_owned(), std::str::from_utf8(file.bytes).expect("a template is text")))
        });
        let (components, pages): (Vec<_>, Vec<_>) = files.partition(|(_, text)| text.contains("endcomponent"));
        let names = |list: Vec<(String, &str)>| list.into_iter().map(|(name, _)| name).collect();
        (names(components), names(pages))
    }

    #[test]
    fn every_template_has_a_schema_and_every_schema_a_template() {
        let described: BTreeSet<String> = template_schemas().into_iter().map(|(name, _)| name.to_owned()).collect();
        let (_, pages) = templates();
        assert_eq!(described, pages);
    }

    #[test]
    fn every_page_and_every_field_is_described() {
        for (template, schema) in template_schemas() {
            let value = schema.to_value();
            let definitions = value["$defs"].as_object().expect("definitions");
            for (name, definition) in definitions {
                assert!(definition["description"].is_string(), "{template}: {name} has no description");
                for (field, property) in definition["properties"].as_object().into_iter().flatten() {
                    assert!(property["description"].is_string(), "{template}: {name}.{field} has no description");
                }
            }
        }
    }

    #[test]
    fn every_field_is_read_by_a_template() {
        let texts = theme::built_in().iter().filter(|file| file.path.starts_with("themes/gongbao/templates/"));
        let texts: Vec<&str> = texts.map(|file| std::str::from_utf8(file.bytes).expect("a template is text")).collect();
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let read: BTreeSet<&str> = texts
            .iter()
            .flat_map(|text| text.split('.').skip(1))
            .map(|rest| rest.split(|c| !is_name(c)).next().unwrap_or(""))
            .collect();
        for (template, schema) in template_schemas() {
            let value = schema.to_value();
            for (name, definition) in value["$defs"].as_object().expect("definitions") {
                for field in definition["properties"].as_object().into_iter().flatten().map(|(field, _)| field) {
                    assert!(read.contains(field.as_str()), "{template}: no template reads {name}.{field}");
                }
            }
        }
    }

    #[test]
    fn a_template_its_file_and_its_page_share_a_name() {
        let source = include_str!("mod.rs");
        for (template, _) in template_schemas() {
            let name = template.trim_end_matches(".html");
            if ["base", "figure_in_text", "picture_in_text", "table_in_text"].contains(&name) {
                continue;
            }
            assert!(source.contains(&format!("\nmod {name};\n")), "no file {name}.rs for {template}");
            assert!(source.contains(&format!("=> {name}::{name}(view")), "no page is made by {name}::{name}");
        }
    }
}
