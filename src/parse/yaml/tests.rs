//! The quick reading of plain YAML is the one of the two parsers, or none.

use proptest::prelude::*;

use super::read::by_two_parsers;
use super::{Node, fast_path};
use crate::diag::Diagnostics;
use crate::source::FileId;

/// Both readings; that of the two parsers only where it found nothing wrong.
fn both(text: &str, offset: usize) -> (Option<Node>, Option<Node>) {
    let mut problems = Diagnostics::new();
    let slow = by_two_parsers(FileId(7), text, offset, &mut problems);
    (fast_path::read(FileId(7), text, offset), slow.filter(|_| problems.is_empty()))
}

fn agree(text: &str) -> bool {
    let (quick, slow) = both(text, 4);
    if quick.is_some() {
        assert_eq!(quick, slow, "{text}");
    }
    quick.is_some()
}

#[test]
fn plain_texts_are_read_quickly() {
    for text in [
        "a: b\n",
        "a: b",
        "\n# words\ntitle: 案例：甲\nsummary: it's “so” (1)\n",
        "a: [b, 'c d', \"e\"]\nf: {g: h, i: {j: [k]}}\n",
        "a:\n  - b: c\n    d: 'it''s'\n\n  - b: e\nf: -5\n",
        "a:\n- b\n- c: d\n  e: {f: '1, 2', g: h}\n",
        "a:\n  b:\n    c: 14.80\n  d: true\n",
        "- a: b\n- a: c\n",
        "a: null\nb: ~\nc: 0x1F\nd: 2020-01-01\ne: 1:30\n",
        "a: http://example.org/#x\n",
    ] {
        assert!(agree(text), "{text}");
    }
}

#[test]
fn what_is_not_plain_is_left_to_the_parsers() {
    for text in [
        "", "#\n", "a\n", "a: b\n c\n", "a: b: c\n", "a: &x b\n", "a: *x\n", "a: |\n  b\n", "a:\nb: c\n",
        "a: b\na: c\n", "a: [b,\n  c]\n", "a: \"b\\n\"\n", "a: b #c\n", "--- \na: b\n", "a: b\n...\n", "a: 'b\n",
        "a: [b]]\n", "a: {b}\n", "null: a\n", "a:\n   - b\n  - c\n", "a: - b\n", "a: [b, , c]\n", "a: {b: c,}\n",
        "a: b \n", "\ta: b\n", "a: 'b'c\n", "a: !x b\n", "? a\n", "a: @b\n", "- - a\n", "- a\nb: c\n", "a: [b:c]\n",
        "a: %b\n",
    ] {
        assert_eq!(fast_path::read(FileId(0), text, 0), None, "{text}");
    }
}

/// Every file of YAML in this repository.
#[test]
fn all_files_of_the_project_are_read_the_same() {
    let files = crate::source::Sources::read(env!("CARGO_MANIFEST_DIR").as_ref(), &[]).expect("the project");
    let yaml: Vec<&str> =
        files.iter().filter(|file| file.path.ends_with(".yaml")).filter_map(|file| file.text()).collect();
    let quick = yaml.iter().filter(|text| agree(text)).count();
    assert!(quick * 2 > yaml.len(), "{quick} of {} files are plain", yaml.len());
}

fn word() -> impl Strategy<Value = String> {
    "[a-c]{1,2}|[-0-9.]{1,4}|null|~|[:'\"#,&*!|>%@`?{}\\[\\]-]|甲：|[a-c'\":# ,-]{1,6}"
}

fn piece() -> impl Strategy<Value = String> {
    let value = prop_oneof![
        word(),
        Just(String::new()),
        (word(), word()).prop_map(|(a, b)| format!("'{a}{b}'")),
        word().prop_map(|a| format!("\"{a}\"")),
        (word(), word()).prop_map(|(a, b)| format!("[{a}, {b}]")),
        (word(), word(), word()).prop_map(|(a, b, c)| format!("{{k: {a}, l: {{{b}: {c}}}}}")),
    ];
    (0usize..5, prop_oneof![3 => Just(""), 1 => Just("- "), 1 => Just("-  ")], "[a-d]|[a-d]: |[a-d]:|", value)
        .prop_map(|(indent, dash, key, value)| format!("{}{dash}{key}{value}", " ".repeat(indent)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4096, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn random_lines_are_read_the_same(lines in proptest::collection::vec(piece(), 1..6)) {
        agree(&lines.join("\n"));
    }

    /// Lines that are indented as they should be, so that many are plain.
    #[test]
    fn random_records_are_read_the_same(
        records in proptest::collection::vec(proptest::collection::vec(("[a-h]", piece()), 1..4), 1..4),
        inset in 0usize..3,
    ) {
        let mut text = "list:\n".to_owned();
        for record in records {
            for (index, (key, value)) in record.iter().enumerate() {
                let dash = if index == 0 { "- " } else { "  " };
                text.push_str(&format!("{}{dash}{key}: {}\n", " ".repeat(inset), value.trim()));
            }
        }
        agree(&text);
    }
}
