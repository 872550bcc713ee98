//! Problems as JSON, one object a line, with the same contents as the text.

use serde_json::{Value, json};

use super::places::SourcePlaces;
use super::{Amendment, CellPlace, Cure, Diagnostic, Severity, Span, cures, has_cells, pieces};
use crate::i18n::Text;

/// One problem as a JSON object. Lines and columns count from one, columns in
/// characters; `bytes` are offsets in the text without byte-order mark and carriage
/// returns.
pub fn to_json(diagnostic: &Diagnostic, places: &SourcePlaces<'_>) -> Value {
    let severity = match diagnostic.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let related: Vec<Value> =
        diagnostic.related.iter().map(|(span, what)| with(position(*span, places), "message", words(what))).collect();
    let mut object = json!({
        "code": diagnostic.code.number(),
        "name": diagnostic.code.name(),
        "severity": severity,
        "message": words(&diagnostic.message),
    });
    if let (Value::Object(object), Value::Object(position)) = (&mut object, position(diagnostic.span, places)) {
        object.extend(position);
    }
    let object = with(object, "label", diagnostic.label.as_ref().map_or(Value::Null, words));
    let object = with(object, "related", Value::Array(related));
    let object = with(object, "help", diagnostic.help.as_ref().map_or(Value::Null, words));
    let cures = cures(diagnostic, places.sources());
    with(object, "cures", cures.iter().filter_map(|cure| cure_to_json(cure, places)).collect())
}

/// A cure: what is replaced by what, and in which bytes the file has to be.
fn cure_to_json(cure: &Cure, places: &SourcePlaces<'_>) -> Option<Value> {
    let source = cure.change.file().and_then(|file| places.sources().find(file))?;
    let text = source.text().unwrap_or("");
    let edits = pieces(&cure.change, text)?.into_iter().map(|(range, now)| {
        let was = text.get(range.clone()).unwrap_or("");
        let place = position(Span::new(source.id, range), places);
        with(with(place, "was", was.into()), "now", now.into())
    });
    let whole = match &cure.change {
        Amendment::NoByteOrderMark(_) => "no-byte-order-mark".into(),
        Amendment::LineFeeds(_) => "line-feeds".into(),
        Amendment::Edits(_) | Amendment::Swap(..) | Amendment::AddKey { .. } | Amendment::AddItem { .. } => Value::Null,
    };
    Some(json!({
        "says": words(&cure.says),
        "certainty": cure.certainty.word(),
        "file": &*source.path,
        "fingerprint": source.fingerprint.short(32),
        "edits": edits.collect::<Vec<_>>(),
        "whole": whole,
    }))
}

fn with(mut object: Value, key: &str, value: Value) -> Value {
    if let Value::Object(map) = &mut object {
        map.insert(key.to_owned(), value);
    }
    object
}

fn words(text: &Text) -> Value {
    json!({ "zh": text.zh, "en": text.en })
}

fn position(span: Span, places: &SourcePlaces<'_>) -> Value {
    let Some((source, start)) = places.locate(span) else {
        // What concerns the project as a whole lies in its folder.
        return json!({ "file": ".", "line": null, "column": null });
    };
    if has_cells(source) {
        let cell = CellPlace::of(span);
        return json!({
            "file": &*source.path,
            "line": cell.row,
            "column": cell.column,
            "sheet": cell.sheet,
            "cell": cell.address(),
        });
    }
    let end = places.place(source, span.end as usize);
    json!({
        "file": &*source.path,
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
        "bytes": [span.start, span.end],
    })
}
