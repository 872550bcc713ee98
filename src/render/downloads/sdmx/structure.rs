//! The structure message (SDMX-ML 3.0): who maintains it, lists of codes, concepts, the two
//! data structures and the flows of the programmes.

use std::fmt::Write as _;

use super::codelists::{ListedCode, codes};
use super::components::{COMPONENTS, ComponentPart, ComponentValues, SdmxComponent, components};
use super::lists::CodeListId;
use super::{VERSION, agency, data_structure, flow, name_of, prepared, sender, urn, word};
use crate::i18n::{Lang, Text};
use crate::render::html::escape;
use crate::render::view::View;

const SCHEMAS: &str = "http://www.sdmx.org/resources/sdmxml/schemas/v3_0";

/// `data/sdmx/structure.xml`
pub fn structure(view: &View<'_>) -> Vec<u8> {
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<mes:Structure xmlns:mes=\"{SCHEMAS}/message\" xmlns:str=\"{SCHEMAS}/structure\" xmlns:com=\"{SCHEMAS}/common\">\n<mes:Header><mes:ID>structure</mes:ID><mes:Test>false</mes:Test><mes:Prepared>{}</mes:Prepared><mes:Sender id=\"{}\"/></mes:Header>\n<mes:Structures>\n",
        prepared(view),
        agency(view),
    );
    agencies(view, &mut out);
    out.push_str("<str:Codelists>\n");
    CodeListId::ALL.into_iter().for_each(|list| codelist(view, list, &mut out));
    out.push_str("</str:Codelists>\n");
    concepts(view, &mut out);
    out.push_str("<str:DataStructures>\n");
    [true, false].into_iter().for_each(|dated| data_structures(view, dated, &mut out));
    out.push_str("</str:DataStructures>\n");
    flows(view, &mut out);
    out.push_str("</mes:Structures></mes:Structure>\n");
    out.into_bytes()
}

fn names(element: &str, names: &Text) -> String {
    let name =
        |lang: Lang| format!("<com:{element} xml:lang=\"{}\">{}</com:{element}>", lang.code(), escape(names.get(lang)));
    Lang::ALL.map(name).concat()
}

/// The opening tag of something that this agency maintains, with its names.
fn maintained(view: &View<'_>, tag: &str, class: &str, id: &str, called: &Text) -> String {
    let (agency, urn) = (agency(view), urn(view, class, id));
    let called = names("Name", called);
    format!("<str:{tag} id=\"{id}\" agencyID=\"{agency}\" version=\"{VERSION}\" urn=\"{urn}\">{called}\n")
}

fn agencies(view: &View<'_>, out: &mut String) {
    let agency = agency(view);
    let base = "urn:sdmx:org.sdmx.infomodel.base";
    let (title, organiser) = (names("Name", &word(view, "sdmx.agencies")), names("Name", &sender(view)));
    let _ = writeln!(
        out,
        "<str:AgencySchemes><str:AgencyScheme id=\"AGENCIES\" agencyID=\"SDMX\" isPartial=\"true\" urn=\"{base}.AgencyScheme=SDMX:AGENCIES(1.0)\">{title}<str:Agency id=\"{agency}\" urn=\"{base}.Agency=SDMX:AGENCIES(1.0).{agency}\">{organiser}</str:Agency></str:AgencyScheme></str:AgencySchemes>"
    );
}

fn codelist(view: &View<'_>, list: CodeListId, out: &mut String) {
    let (id, name) = list.names();
    out.push_str(&maintained(view, "Codelist", "codelist.Codelist", id, &name_of(view, name)));
    let of_code = urn(view, "codelist.Code", id);
    for ListedCode { id, names: called, description, parent } in codes(view, list) {
        let _ = write!(out, "<str:Code id=\"{id}\" urn=\"{of_code}.{id}\">{}", names("Name", &called));
        if let Some(description) = description {
            out.push_str(&names("Description", &description));
        }
        if let Some(parent) = parent {
            let _ = write!(out, "<str:Parent>{parent}</str:Parent>");
        }
        out.push_str("</str:Code>\n");
    }
    out.push_str("</str:Codelist>\n");
}

const CONCEPTS: &str = "CONCEPTS";

fn concepts(view: &View<'_>, out: &mut String) {
    out.push_str("<str:ConceptSchemes>");
    let title = word(view, "sdmx.concepts");
    out.push_str(&maintained(view, "ConceptScheme", "conceptscheme.ConceptScheme", CONCEPTS, &title));
    for component in COMPONENTS {
        let (id, called) = (component.id, names("Name", &name_of(view, component.name)));
        let urn = concept(view, component);
        let _ = writeln!(out, "<str:Concept id=\"{id}\" urn=\"{urn}\">{called}</str:Concept>");
    }
    out.push_str("</str:ConceptScheme></str:ConceptSchemes>\n");
}

fn concept(view: &View<'_>, component: &SdmxComponent) -> String {
    format!("{}.{}", urn(view, "conceptscheme.Concept", CONCEPTS), component.id)
}

fn data_structures(view: &View<'_>, dated: bool, out: &mut String) {
    let id = data_structure(dated);
    let title = word(view, if dated { "sdmx.figures" } else { "sdmx.figures_undated" });
    out.push_str(&maintained(view, "DataStructure", "datastructure.DataStructure", id, &title));
    out.push_str("<str:DataStructureComponents>\n");
    let lists: [(&str, &[ComponentPart]); 3] = [
        ("Dimension", &[ComponentPart::Dimension, ComponentPart::Time]),
        ("Attribute", &[ComponentPart::Attribute]),
        ("Measure", &[ComponentPart::Measure]),
    ];
    for (kind, parts) in lists {
        let descriptor = format!("{kind}Descriptor");
        let urn = urn(view, &format!("datastructure.{descriptor}"), id);
        let _ = writeln!(out, "<str:{kind}List id=\"{descriptor}\" urn=\"{urn}.{descriptor}\">");
        let of_list = components(dated).filter(|component| parts.contains(&component.part));
        for (position, one) in (1..).zip(of_list) {
            component(view, id, one, position, out);
        }
        let _ = writeln!(out, "</str:{kind}List>");
    }
    out.push_str("</str:DataStructureComponents></str:DataStructure>\n");
}

fn component(view: &View<'_>, structure: &str, component: &SdmxComponent, position: usize, out: &mut String) {
    let (tag, class, more, end) = match component.part {
        ComponentPart::Dimension => ("Dimension", "Dimension", format!(" position=\"{position}\""), ""),
        ComponentPart::Time => ("TimeDimension", "TimeDimension", String::new(), ""),
        ComponentPart::Measure => ("Measure", "Measure", " usage=\"optional\"".to_owned(), ""),
        ComponentPart::Attribute => {
            let end = "<str:AttributeRelationship><str:Observation/></str:AttributeRelationship>";
            ("Attribute", "DataAttribute", " usage=\"optional\"".to_owned(), end)
        }
    };
    let holds = match component.holds {
        ComponentValues::Codes(list) => {
            format!("<str:Enumeration>{}</str:Enumeration>", urn(view, "codelist.Codelist", list.id()))
        }
        ComponentValues::Text => text_format("String"),
        ComponentValues::Whole => text_format("Integer"),
        ComponentValues::Decimal => text_format("Decimal"),
        ComponentValues::Period => text_format("ObservationalTimePeriod"),
    };
    let id = component.id;
    let urn = urn(view, &format!("datastructure.{class}"), structure);
    let concept = concept(view, component);
    let _ = writeln!(
        out,
        "<str:{tag} id=\"{id}\"{more} urn=\"{urn}.{id}\"><str:ConceptIdentity>{concept}</str:ConceptIdentity><str:LocalRepresentation>{holds}</str:LocalRepresentation>{end}</str:{tag}>"
    );
}

fn text_format(kind: &str) -> String {
    format!("<str:TextFormat textType=\"{kind}\"/>")
}

fn flows(view: &View<'_>, out: &mut String) {
    out.push_str("<str:Dataflows>\n");
    for programme in view.programmes() {
        for dated in [true, false] {
            let names = view.programme(programme).names.clone();
            let undated = word(view, "sdmx.undated");
            let title =
                if dated { names } else { Text::from_fn(|lang| format!("{}{}", names.get(lang), undated.get(lang))) };
            let id = flow(view, programme, dated);
            out.push_str(&maintained(view, "Dataflow", "datastructure.Dataflow", &id, &title));
            let structure = urn(view, "datastructure.DataStructure", data_structure(dated));
            let _ = writeln!(out, "<str:Structure>{structure}</str:Structure></str:Dataflow>");
        }
    }
    out.push_str("</str:Dataflows>\n");
}
