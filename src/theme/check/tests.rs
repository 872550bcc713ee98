//! The parser on small templates, and the check on sample schemas.

use serde_json::json;

use super::findings::TemplateFindings;
use super::parser::parse;
use super::syntax::{ExprKind, Template, TemplateNode};
use super::types::{TemplateType, Types};
use super::walk::Checker;
use super::{Lexicon, calls, variables};
use crate::i18n::PerLang;
use crate::theme::words::Words;
use std::collections::{BTreeMap, HashSet};

/// The message and the marked word of what cannot be read.
fn refused(text: &str) -> (String, String) {
    let error = parse(text).expect_err("a syntax error");
    (error.message.en, text[error.span].to_owned())
}

#[test]
fn what_is_not_closed_is_marked_where_it_opens() {
    let cases = [
        ("{% if a %}{% for b in c %}{% endfor %}", "`if` is not closed", "if"),
        ("{% if a %}{% for b in c %}{% endif %}", "`for` is not closed", "for"),
        ("{% block a %}{% if b %}{% endblock %}", "`if` is not closed", "if"),
        ("{% block a %}{% endif %}{% endblock %}", "`endif` closes nothing that is open", "endif"),
        ("{% block x %}text", "`block` is not closed", "block"),
        ("{% component x(a) %}text", "`component` is not closed", "component"),
        ("{% <x a={b}> %}text", "`x` is not closed", "x"),
        ("{{ a", "`{{` is not closed", "{{"),
        ("{# a", "`{#` is not closed", "{#"),
        ("{{ \"a }}", "a text is not closed with a quote", "\""),
        ("{% fi a %}", "there is no tag `fi`", "fi"),
        ("{% if a %}{% else %}", "`else` is not closed", "if"),
        ("{{ a + }}", "expected a value, found `}}`", "}}"),
    ];
    for (text, message, marked) in cases {
        assert_eq!(refused(text), (message.to_owned(), marked.to_owned()), "{text}");
    }
}

#[test]
fn what_tera_reads_is_read() {
    let texts = [
        "{{- a.b?.c[0][\"d\"] | default(value=1) | safe -}}",
        "{{ a if b is not defined and c not in [1, ...d] else {\"x\": 1, ...e} }}",
        "{{ a[1:2] }}{{ a[::-1] }}{{ -a ** 2 ~ `x` }}{{ [x.y for k, x in z if x] }}",
        "{% set a = 1 %}{% set b | upper %}x{% endset %}{% filter upper | trim %}x{% endfilter %}",
        "{% extends \"a\" %}{% block b %}{{ super() }}{% endblock b %}",
        "{% component a.b(c: string = \"d\", @e, ...f) {\"g\": 1} %}{{ body }}{% endcomponent a.b %}",
        "{% <a.b c=\"d\" e {...f}> %}{{ <g /> }}{% </a.b> %}",
        "{% raw %}{{ not read }}{% endraw %}{% for a, b in c %}{% break %}{% else %}{% endfor %}",
        "{% include 'a' %}{% if (a) %}{% elif b %}{% elif c %}{% else %}{% endif %}",
    ];
    for text in texts {
        parse(text).unwrap_or_else(|error| panic!("{text}: {} at {:?}", error.message.en, error.span));
        let mut tera = tera::Tera::new();
        let refused = tera.add_raw_template("t", text).err().map(|error| error.to_string()).unwrap_or_default();
        assert!(!refused.contains("-->") || refused.contains("nknown"), "{text}: {refused}");
    }
}

#[test]
fn places_are_bytes_of_the_file() {
    let text = "一窗{{ d.受 }}";
    assert!(parse(text).is_err(), "names are of the letters a to z");
    let text = "一窗受理{{ d.name }}";
    let template = parse(text).expect("a template");
    let [TemplateNode::Output(expr)] = &template.nodes[..] else { panic!("one output") };
    let ExprKind::Field { name, .. } = &expr.kind else { panic!("a field") };
    assert_eq!(&text[name.span.clone()], "name");
    assert_eq!(&text[expr.span.clone()], "d.name");
}

/// A page with a list of problems, each with places; a tree; a choice.
fn schema() -> serde_json::Value {
    json!({
        "type": "object",
        "properties": {"d": {"$ref": "#/$defs/Page"}},
        "$defs": {
            "Page": {"type": "object", "properties": {
                "title": {"type": "string"},
                "year": {"type": ["integer", "null"]},
                "problems": {"type": "array", "items": {"$ref": "#/$defs/Problem"}},
                "tree": {"anyOf": [{"$ref": "#/$defs/Tree"}, {"type": "null"}]},
                "kind": {"oneOf": [{"const": "whole", "type": "string"}, {"const": "part", "type": "string"}]},
                "named": {"type": "object", "additionalProperties": {"$ref": "#/$defs/Problem"}}}},
            "Problem": {"type": "object", "properties": {
                "text": {"type": "string"}, "places": {"type": "array", "items": {"type": "string"}}}},
            "Tree": {"type": "object", "properties": {
                "name": {"type": "string"}, "children": {"type": "array", "items": {"$ref": "#/$defs/Tree"}}}}}})
}

/// The marked words and messages for a template that is given the sample page.
fn found(text: &str) -> Vec<(String, String)> {
    let templates: BTreeMap<String, Template> = BTreeMap::from([("t".to_owned(), parse(text).expect("a template"))]);
    let words = PerLang { zh: Words::default(), en: Words::default() };
    let mut types = Types::default();
    let given = variables(&mut types, &schema());
    let mut checker = Checker::new(types, Lexicon(&words), &templates, HashSet::new(), HashSet::from(["t"]));
    checker.template("t", Some(&given));
    checker.uncalled();
    let (found, words): (_, _) = std::mem::take::<TemplateFindings>(&mut checker.findings).all();
    let mut told: Vec<(String, String)> = found
        .into_iter()
        .map(|(place, finding)| (text[place.start..place.end].to_owned(), finding.message.en))
        .collect();
    told.extend(words.into_keys().map(|key| (key, "word".to_owned())));
    told
}

#[test]
fn right_names_are_right() {
    let text = "{{ d.title }}{% if d.year and d.year > 1 %}{{ d.year }}{% endif %}
        {% for p in d.problems %}{{ loop.index }}{{ p.text }}{{ p.places | join(sep=\",\") }}{% endfor %}
        {% for k, p in d.named %}{{ k }}{{ p.text }}{% endfor %}{{ d.problems[0].text }}{{ d.problems | first }}
        {% set x = d.problems | last %}{{ x.text or d.title }}{{ d.named.anything.text }}{% if d.kind == \"part\" %}{% endif %}
        {{ [p.text for p in d.problems if p.places] | join }}{{ d.tree.children[0].children[0].name }}
        {% component leaf(tree, level=1) %}{{ tree.name }}{% for c in tree.children %}{{ <leaf tree={c} level={level + 1} /> }}{% endfor %}{% endcomponent %}
        {% if d.tree %}{{ <leaf tree={d.tree} /> }}{% endif %}";
    let text = text.replace("{{ d.problems | first }}", "");
    assert_eq!(found(&text), []);
}

#[test]
fn wrong_names_are_found_wherever_they_stand() {
    let cases = [
        ("{{ d.titel }}", "titel"),
        ("{% if d.problms %}{% endif %}", "problms"),
        ("{% if d.year %}{% elif d.yeer %}{% endif %}", "yeer"),
        ("{{ d.title if d.yeer else 1 }}", "yeer"),
        ("{{ d.titel or d.title }}", "titel"),
        ("{{ d?.titel | default(value=1) }}", "titel"),
        ("{{ d[\"titel\"] }}", "titel"),
        ("{% for p in d.problems %}{{ p.txt }}{% endfor %}", "txt"),
        ("{% for k, p in d.named %}{{ p.txt }}{% endfor %}", "txt"),
        ("{% for p in d.problems %}{% else %}{{ p }}{% endfor %}", "p"),
        ("{% set x = d.problems[0] %}{{ x.txt }}", "txt"),
        ("{% if d.year %}{% set x = d.problems[0] %}{% endif %}{{ x.txt }}", "txt"),
        ("{{ dd.title }}", "dd"),
        ("{{ d.title | uper }}", "uper"),
        ("{{ d.title | trim(pt=\"x\") }}", "pt"),
        ("{{ d.title | replace(from=\"x\") }}", "replace"),
        ("{{ d.title.text }}", "text"),
        ("{{ d.title is od }}", "od"),
        ("{{ rnge(end=3) }}", "rnge"),
        ("{% for x in d.year %}{% endfor %}", "d.year"),
        ("{{ d.problems }}", "d.problems"),
        ("{% if d.kind == \"prt\" %}{% endif %}", "prt"),
        ("{{ <c x={d.title} /> }}", "c"),
        ("{% component c(x) %}{{ x.txt }}{% endcomponent %}{{ <c x={d.problems[0]} /> }}", "txt"),
        ("{% component c(x) %}{{ x }}{% endcomponent %}{{ <c x={d.title} y={d.title} /> }}", "y"),
        ("{% component c(x) %}{{ x }}{% endcomponent %}{{ <c /> }}", "c"),
        ("{% component c(x) %}{{ x }}{% endcomponent %}{{ <c y={d.title} /> }}", "y"),
        ("{% component c(x) %}{{ x }}{% endcomponent %}{{ <c x={d.titel} /> }}", "titel"),
        ("{% component c(x=None) %}{{ y }}{% endcomponent %}{{ <c /> }}", "y"),
        ("{% component c() %}{{ body }}{% endcomponent %}{% <c> %}{{ d.titel }}{% </c> %}", "titel"),
        ("{% component unused(x) %}{{ y }}{% endcomponent %}", "y"),
    ];
    for (text, marked) in cases {
        let found = found(text);
        let words: Vec<&str> = found.iter().map(|(word, _)| word.as_str()).collect();
        assert_eq!(words, [marked], "{text}: {found:?}");
    }
    assert_eq!(found("{{ w.menu.home }}"), [("menu".to_owned(), "word".to_owned())]);
}

#[test]
fn a_component_may_be_given_different_records() {
    let two = "{% component c(x) %}{{ x?.text }}{% endcomponent %}{{ <c x={d.problems[0]} /> }}{{ <c x={d.tree} /> }}";
    assert_eq!(found(two), [], "`?.` lets a field be absent from some");
    let found = found(&two.replace("?.", "."));
    assert_eq!(found.len(), 1, "without it, the record that lacks the field is told: {found:?}");
}

#[test]
fn components_that_never_end_are_found() {
    let endless = |text: &str| -> Vec<Vec<String>> {
        let template = parse(text).expect("a template");
        let components = template.components.iter().map(|c| (c.name.text.as_str(), c)).collect();
        let circles = calls::endless(&components);
        circles.into_iter().map(|(_, names)| names.into_iter().map(str::to_owned).collect()).collect()
    };
    let component = |name: &str, body: &str| format!("{{% component {name}(x) %}}{body}{{% endcomponent %}}");
    let none: Vec<Vec<String>> = Vec::new();
    assert_eq!(endless(&component("a", "{{ <a x={x} /> }}")), [["a"]]);
    assert_eq!(endless(&component("a", "{% if x %}{{ <a x={x} /> }}{% endif %}")), [["a"]]);
    assert_eq!(endless(&component("a", "{% for y in x.z %}{{ <a x={y} /> }}{% endfor %}")), none);
    assert_eq!(endless(&component("a", "{% if x.z %}{{ <a x={x.z} /> }}{% endif %}")), none);
    let round = component("a", "{{ <b x={x} /> }}") + &component("b", "{{ <a x={x} /> }}");
    assert_eq!(endless(&round), [["b", "a"]]);
}

#[test]
fn kinds_of_a_record_are_one_record() {
    let mut types = Types::default();
    let of = types.read(&json!({"oneOf": [
        {"type": "object", "properties": {"kind": {"const": "a", "type": "string"}, "x": {"type": "string"}}},
        {"type": "object", "properties": {"kind": {"const": "b", "type": "string"}, "y": {"type": "number"}}}]}));
    let TemplateType::Record(at) = of else { panic!("{of:?}") };
    let names: Vec<&String> = types.record(at).expect("a record").fields.keys().collect();
    assert_eq!(names, ["kind", "x", "y"]);
}
