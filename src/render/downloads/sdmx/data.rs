//! The data messages of a programme: SDMX-CSV 2.0 and SDMX-JSON 2.0.

use std::fmt::Write as _;

use serde_json::{Value as Json, json};

use super::codelists::{ListedCode, codes};
use super::components::{ComponentPart, ComponentValues, SdmxComponent, components};
use super::lists::CodeListId;
use super::records::{SdmxRecord, is_key, records};
use super::{VERSION, agency, data_structure, flow, name_of, prepared, sender, urn};
use crate::i18n::{Lang, Text};
use crate::portal::ProgrammeId;
use crate::render::view::View;

/// `data/sdmx/<programme>.csv`, and the figures without a year in a file of their own.
pub fn csv(view: &View<'_>, programme: ProgrammeId, dated: bool) -> Vec<u8> {
    let flow = format!("{}:{}({VERSION})", agency(view), flow(view, programme, dated));
    let heads = ["STRUCTURE", "STRUCTURE_ID", "ACTION"].into_iter();
    let heads: Vec<&str> = heads.chain(components(dated).map(|component| component.id)).collect();
    let records = records(view, programme, dated);
    let rows = records.iter().map(|record| {
        let first = ["dataflow", flow.as_str(), "I"].into_iter();
        first.chain(record.cells.iter().map(|(_, text)| text.as_str())).collect()
    });
    crate::i18n::write_csv(std::iter::once(heads).chain(rows)).into_bytes()
}

/// `data/sdmx/<programme>.json`: the figures with a year and those without one.
pub fn json(view: &View<'_>, programme: ProgrammeId) -> Vec<u8> {
    let (mut structures, mut sets) = (Vec::new(), Vec::new());
    for dated in [true, false] {
        let records = records(view, programme, dated);
        if records.is_empty() {
            continue;
        }
        let number = structures.len();
        let described = DescribedValues::new(view, dated, &records);
        structures.push(described.structure(view, programme, number));
        let links =
            json!([{"urn": urn(view, "datastructure.Dataflow", &flow(view, programme, dated)), "rel": "dataflow"}]);
        sets.push(format!(
            "{{\"structure\":{number},\"links\":{links},\"action\":\"Information\",\"observations\":{{{}}}}}",
            described.observations(&records)
        ));
    }
    let sender = sender(view);
    let meta = json!({
        "schema": "https://json.sdmx.org/2.0.0/sdmx-json-data-schema.json",
        "id": view.programme(programme).id.value,
        "prepared": format!("{}Z", prepared(view)),
        "contentLanguages": Lang::ALL.map(Lang::code),
        "sender": named(json!({"id": agency(view)}), &sender),
    });
    let structures = Json::Array(structures);
    // The numbers stand in the text with the digits that they have: no reading in between.
    format!("{{\"meta\":{meta},\"data\":{{\"structures\":{structures},\"dataSets\":[{}]}}}}\n", sets.join(","))
        .into_bytes()
}

fn named(mut object: Json, names: &Text) -> Json {
    object["name"] = json!(names.zh);
    object["names"] = json!({"zh": names.zh, "en": names.en});
    object
}

/// The components of some records, each with the values that occur.
struct DescribedValues {
    dated: bool,
    /// The values of components that are referred to by position; none where values stand in
    /// the records.
    values: Vec<(&'static SdmxComponent, Option<Vec<String>>)>,
    names: Vec<(CodeListId, Vec<ListedCode>)>,
}

impl DescribedValues {
    fn new(view: &View<'_>, dated: bool, records: &[SdmxRecord]) -> DescribedValues {
        let values = components(dated).enumerate().map(|(at, component)| {
            let listed = is_key(component.part) || matches!(component.holds, ComponentValues::Codes(_));
            let values = listed.then(|| {
                let mut values: Vec<String> = records.iter().map(|record| record.cells[at].1.clone()).collect();
                values.retain(|value| !value.is_empty());
                values.sort();
                values.dedup();
                values
            });
            (component, values)
        });
        let names = CodeListId::ALL.map(|list| (list, codes(view, list))).into_iter().collect();
        DescribedValues { dated, values: values.collect(), names }
    }

    fn structure(&self, view: &View<'_>, programme: ProgrammeId, number: usize) -> Json {
        let of = |parts: &[ComponentPart]| {
            let of_part = self.values.iter().filter(|(component, _)| parts.contains(&component.part));
            (0..)
                .zip(of_part)
                .map(|(position, (component, values))| self.component(view, component, values.as_deref(), position))
                .collect::<Vec<Json>>()
        };
        let flow = urn(view, "datastructure.Dataflow", &flow(view, programme, self.dated));
        let structure = urn(view, "datastructure.DataStructure", data_structure(self.dated));
        let object = json!({
            "links": [{"urn": flow, "rel": "dataflow"}, {"urn": structure, "rel": "datastructure"}],
            "dataSets": [number],
            "dimensions": {"dataSet": [], "series": [], "observation": of(&[ComponentPart::Dimension, ComponentPart::Time])},
            "measures": {"observation": of(&[ComponentPart::Measure])},
            "attributes": {"dataSet": [], "series": [], "observation": of(&[ComponentPart::Attribute])},
        });
        named(object, &view.programme(programme).names)
    }

    fn component(
        &self,
        view: &View<'_>,
        component: &SdmxComponent,
        values: Option<&[String]>,
        position: usize,
    ) -> Json {
        let mut object = named(json!({"id": component.id}), &name_of(view, component.name));
        match component.part {
            ComponentPart::Dimension | ComponentPart::Time => object["keyPosition"] = json!(position),
            ComponentPart::Attribute => object["relationship"] = json!({"observation": {}}),
            ComponentPart::Measure => {}
        }
        let kind = match component.holds {
            ComponentValues::Codes(_) => None,
            ComponentValues::Text => Some("String"),
            ComponentValues::Whole => Some("Integer"),
            ComponentValues::Decimal => Some("Decimal"),
            ComponentValues::Period => Some("ObservationalTimePeriod"),
        };
        if let Some(kind) = kind {
            object["format"] = json!({"dataType": kind});
        }
        if let Some(values) = values {
            object["values"] = values.iter().map(|value| self.value(component, value)).collect();
        }
        object
    }

    fn value(&self, component: &SdmxComponent, value: &str) -> Json {
        match component.holds {
            ComponentValues::Codes(list) => {
                let of_list = self.names.iter().find(|(id, _)| *id == list);
                let code = of_list.and_then(|(_, codes)| codes.iter().find(|code| code.id == value));
                let object = json!({"id": value});
                code.map_or(object.clone(), |code| named(object, &code.names))
            }
            ComponentValues::Period => json!({"id": value, "name": value}),
            ComponentValues::Text | ComponentValues::Whole | ComponentValues::Decimal => json!({"value": value}),
        }
    }

    /// The records by the positions of their keys, as the inside of an object.
    fn observations(&self, records: &[SdmxRecord]) -> String {
        let mut out = String::new();
        for record in records {
            let cells = || {
                record
                    .cells
                    .iter()
                    .zip(&self.values)
                    .map(|((_, text), (component, values))| (*component, text.as_str(), values.as_deref()))
            };
            let key = cells().filter(|(component, ..)| is_key(component.part));
            let key: Vec<String> = key.map(|(_, text, values)| position(values, text)).collect();
            let said = |part: ComponentPart| cells().filter(move |(component, ..)| component.part == part);
            let mut said: Vec<String> =
                said(ComponentPart::Measure).chain(said(ComponentPart::Attribute)).map(literal).collect();
            while said.last().is_some_and(|last| last == "null") {
                said.pop();
            }
            let comma = if out.is_empty() { "" } else { "," };
            let _ = write!(out, "{comma}\"{}\":[{}]", key.join(":"), said.join(","));
        }
        out
    }
}

fn position(values: Option<&[String]>, text: &str) -> String {
    let position = values.and_then(|values| values.binary_search_by(|value| value.as_str().cmp(text)).ok());
    position.map_or_else(|| "null".to_owned(), |position| position.to_string())
}

/// A value of a record as JSON: a number with its own digits.
fn literal((component, text, values): (&SdmxComponent, &str, Option<&[String]>)) -> String {
    match component.holds {
        _ if text.is_empty() => "null".to_owned(),
        ComponentValues::Codes(_) => position(values, text),
        ComponentValues::Decimal | ComponentValues::Whole => text.to_owned(),
        ComponentValues::Text | ComponentValues::Period => Json::from(text).to_string(),
    }
}
