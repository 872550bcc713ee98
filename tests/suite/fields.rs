//! Every field that is accepted has an effect: in one of the portals of the tests its value is
//! changed to another good one, and a page, a download or a message is different then.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use gongbao::diag::Span;
use gongbao::parse::records::describe::{FieldShape, Record};
use gongbao::parse::schema::FILE_KINDS;
use gongbao::parse::yaml::{Node, Value};
use rayon::prelude::*;

use crate::files;
use crate::portal::{Portal, files_below, project};
use crate::warm::Warm;

/// Fields that stand in no portal of the tests, so that nobody has seen their effect here.
/// The list may only become shorter.
const NOWHERE: &[FieldName] = &[
    ("CaseFields", "published"),
    ("CaseFields", "reviews"),
    ("CaseFields", "status"),
    ("Correction", "problem"),
    ("DeclaredCheck", "tolerance"),
    ("DigestFields", "published"),
    ("DigestFields", "reviews"),
    ("DigestFields", "status"),
    ("FrameworkItem", "notes"),
    ("Observation", "derived"),
    ("OwnProblem", "notes"),
    ("PageFields", "no_data"),
    ("PageFields", "notes"),
    ("PageFields", "published"),
    ("PageFields", "source"),
    ("PageFields", "status"),
    ("Problem", "notes"),
    ("Problem", "observations"),
    ("PublishedDocument", "url"),
    ("Report", "slug"),
    ("Stage", "actor"),
    ("TableLine", "decimals"),
    ("TableLine", "notes"),
    ("TableLine", "year_basis"),
    ("TableReading", "breakdown"),
    ("TableReading", "nature"),
    ("TableReading", "status"),
    ("TableReading", "year"),
];

/// Fields whose effect the small portals are too small to show: the real one is asked for
/// them. The list may only become shorter.
const NEED_MORE: &[FieldName] = &[
    ("DeclaredCheck", "kind"),
    ("DeclaredCheck", "rounding"),
    ("DigestFields", "title"),
    ("DimensionValue", "id"),
    ("PageFields", "order"),
    ("PictureRecord", "consent"),
    ("Site", "short"),
    ("Term", "sort"),
];

/// At how many places an effect is looked for.
const PLACES: usize = 6;

/// The name of a record and the key of a field.
type FieldName = (&'static str, &'static str);

/// Replacements in one file that together change one field.
type Edits = Vec<(Span, String)>;

/// A field as it stands in a file of a portal.
struct Place {
    portal: usize,
    path: String,
    /// Ways to change it; one with an effect is enough.
    ways: Vec<Edits>,
}

/// The small portals in which fields are looked for.
fn small() -> Vec<Portal> {
    let with = |folder: &str| Portal::of("base").with_files_of(&project().join("tests").join(folder));
    let mut portals: Vec<Portal> = ["base", "grain", "series"].map(Portal::of).into();
    let of_messages = ["silent-change", "record-altered", "false-correction", "arithmetic-fails", "over-limit"];
    portals.extend(of_messages.map(|case| with(&format!("problems/{case}"))));
    portals.push(with("portals/tables"));
    portals
}

fn all_fields() -> BTreeSet<FieldName> {
    let records = FILE_KINDS.iter().flat_map(|kind| kind.record.with_parts());
    records.flat_map(|record| record.written_fields().into_iter().map(|field| (record.name, field.key))).collect()
}

/// Where each field stands in the portals.
fn places_of_fields(portals: &[Portal]) -> BTreeMap<FieldName, Vec<Place>> {
    let mut places: BTreeMap<FieldName, Vec<Place>> = BTreeMap::new();
    for (position, portal) in portals.iter().enumerate() {
        for path in files_below(portal.path()) {
            let Ok(text) = std::fs::read_to_string(portal.path().join(&path)) else { continue };
            let Some((kind, node)) = files::read(&path, &text) else { continue };
            find(kind.record, &node, &mut |field, ways| {
                places.entry(field).or_default().push(Place { portal: position, path: path.clone(), ways });
            });
        }
    }
    places
}

/// Fields at none of whose places a change has an effect, with the number of places.
fn without_effect(portals: Vec<Portal>, wanted: impl Fn(FieldName, &[Place]) -> bool) -> Vec<(FieldName, usize)> {
    let mut places = places_of_fields(&portals);
    places.retain(|field, places| wanted(*field, places));
    let portals: Vec<Mutex<Warm>> = portals.into_iter().map(|portal| Mutex::new(Warm::open(portal))).collect();
    let silent = places
        .par_iter()
        .filter(|(_, places)| !places.iter().take(PLACES).any(|place| has_effect(&portals[place.portal], place)));
    silent.map(|(field, places)| (*field, places.len())).collect()
}

#[test]
fn every_field_stands_in_a_portal() {
    let places = places_of_fields(&small().into_iter().chain([Portal::real()]).collect::<Vec<_>>());
    let nowhere: Vec<FieldName> = all_fields().into_iter().filter(|field| !places.contains_key(field)).collect();
    assert_eq!(nowhere, NOWHERE);
}

#[test]
fn every_field_of_the_small_portals_has_an_effect() {
    let silent: Vec<FieldName> = without_effect(small(), |_, _| true).into_iter().map(|(field, _)| field).collect();
    assert_eq!(silent, NEED_MORE);
}

/// Those that stand in the real portal only, or need more than a small one.
#[test]
#[ignore = "each change is taken in by the whole real portal: some twenty minutes"]
fn so_have_those_of_the_real_portal() {
    let portals: Vec<Portal> = small().into_iter().chain([Portal::real()]).collect();
    let last = portals.len() - 1;
    let wanted = |field: FieldName, places: &[Place]| {
        NEED_MORE.contains(&field) || places.iter().all(|place| place.portal == last)
    };
    assert_eq!(without_effect(portals, wanted), []);
}

/// Whether a page, a download or a message is different after one of the ways.
fn has_effect(portal: &Mutex<Warm>, place: &Place) -> bool {
    let mut portal = portal.lock().expect("no test has failed");
    let before = portal.portal.read(&place.path);
    let effect = place.ways.iter().any(|edits| {
        let mut text = before.clone();
        let mut edits = edits.clone();
        edits.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
        for (span, new) in edits {
            text.replace_range(span.start as usize..span.end as usize, &new);
        }
        portal.write(&place.path, &text);
        portal.different_pages().next().is_some()
            || portal.says_something_else()
            || portal.different_downloads().next().is_some()
    });
    portal.put_back(&place.path, &before);
    effect
}

/// Tells all fields of a record, and of the records in it, with the ways to change them.
fn find(record: &'static Record, node: &Node, tell: &mut impl FnMut(FieldName, Vec<Edits>)) {
    for field in record.written_fields() {
        let Some(value) = node.get(field.key) else { continue };
        let shape = (field.shape)();
        let ways = ways(value, &shape);
        if !ways.is_empty() {
            tell((record.name, field.key), ways);
        }
        within(&shape, value, tell);
    }
}

fn within(shape: &FieldShape, node: &Node, tell: &mut impl FnMut(FieldName, Vec<Edits>)) {
    match (shape, &node.value) {
        (FieldShape::Record(record), _) => find(record, node, tell),
        (FieldShape::List(of), Value::Seq(items)) => items.iter().for_each(|item| within(of, item, tell)),
        _ => {}
    }
}

/// Ways to change a value into another one of the same shape.
fn ways(node: &Node, shape: &FieldShape) -> Vec<Edits> {
    let old = node.scalar().unwrap_or("");
    let one = |new: String| vec![vec![(node.span, format!("'{}'", new.replace('\'', "''")))]];
    match shape {
        FieldShape::Text | FieldShape::MaybeEmpty => one(longer(old)),
        FieldShape::Truth => one(if old == "true" { "false" } else { "true" }.to_owned()),
        FieldShape::Whole { .. } => old.parse::<i64>().map_or(Vec::new(), |number| one((number + 1).to_string())),
        FieldShape::Notation(notation) => {
            let candidates = ["2001-02-03", "2001", "17", "280900", "https://example.org/x", "1 + 1"];
            let longer = [format!("{old}-x"), format!("{old}7"), format!("{old} + 1")];
            let fits = |new: &String| {
                new != old
                    && jsonschema::is_valid(&serde_json::json!({"pattern": notation.pattern}), &new.as_str().into())
            };
            let all = longer.into_iter().chain(candidates.map(str::to_owned)).filter(fits);
            all.flat_map(one).collect()
        }
        FieldShape::Word(words) => {
            words.iter().filter(|word| word.word != old).flat_map(|word| one(word.word.to_owned())).collect()
        }
        FieldShape::PerLang { of, .. } => {
            let parts: Vec<Edits> =
                ["zh", "en"].iter().filter_map(|key| ways(node.get(key)?, of).into_iter().next()).collect();
            if parts.is_empty() { Vec::new() } else { vec![parts.concat()] }
        }
        FieldShape::List(of) => match &node.value {
            Value::Seq(items) => items.iter().take(3).flat_map(|item| ways(item, of)).collect(),
            Value::Null | Value::Scalar(_) | Value::Map(_) => Vec::new(),
        },
        FieldShape::Pairs => match &node.value {
            Value::Map(entries) => {
                entries.iter().take(2).flat_map(|(_, value)| ways(value, &FieldShape::Text)).collect()
            }
            Value::Null | Value::Scalar(_) | Value::Seq(_) => Vec::new(),
        },
        FieldShape::Record(record) => {
            let of_field = |field: &gongbao::parse::records::describe::Field| {
                Some(ways(node.get(field.key)?, &(field.shape)()).into_iter().take(1))
            };
            record.written_fields().into_iter().filter_map(of_field).flatten().take(4).collect()
        }
    }
}

/// A text with something added to it that is no number.
fn longer(old: &str) -> String {
    let han = old.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    if han { format!("{old}又") } else { format!("{old}x") }
}
