//! Whatever stands in a file, reading it ends and does not panic.

use gongbao::diag::{Diagnostics, Span};
use gongbao::i18n::{Lang, PartialDate};
use gongbao::parse::{Exact, emphasis, yaml};
use gongbao::source::FileId;
use proptest::prelude::*;

use crate::portal::Portal;

/// Pieces that files are made of, and what should not be in them.
fn text() -> impl Strategy<Value = String> {
    let pieces = [
        "id: ", "- ", "  ", "\n", "'", "\"", "{", "}", "[", "]", ",", ":", "：", "#", "|", ">", "&a", "*a", "---", "~",
        "null", "values: ", "济南", "ａ", "\t", "\u{a0}", "\u{3000}", "\u{200b}", "\u{feff}", "**", "*", "_", "`", "(",
        ")", "[a](figure:b)", "![a](b)", "<b>", "</b>", "## ", "{#s}", "1.50", "99%", "\\", "<<: ", "!!str ", "%YAML",
        "\r", "x",
    ];
    prop::collection::vec(
        prop_oneof![4 => prop::sample::select(pieces.to_vec()).prop_map(str::to_owned), 1 => ".{0,3}"],
        0..40,
    )
    .prop_map(|pieces| pieces.concat())
}

/// All problems of a reading lie in the text, on boundaries of characters.
fn assert_in(text: &str, problems: &Diagnostics) {
    let inside = |span: Span| {
        let (start, end) = (span.start as usize, span.end as usize);
        start <= end && end <= text.len() && text.is_char_boundary(start) && text.is_char_boundary(end)
    };
    for problem in problems.iter() {
        assert!(inside(problem.span), "{text:?}: {problem:?}");
        assert!(problem.related.iter().all(|(span, _)| inside(*span)), "{text:?}: {problem:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn yaml_never_panics(text in text()) {
        let mut problems = Diagnostics::new();
        yaml::read(FileId(0), &text, 0, &mut problems);
        assert_in(&text, &problems);
    }

    #[test]
    fn decimals_come_back_as_written(text in "-?[0-9]{1,12}(\\.[0-9]{1,6})?") {
        if let Some(exact) = Exact::parse(&text) {
            prop_assert_eq!(exact.to_string(), text);
        }
    }

    #[test]
    fn decimals_and_dates_never_panic(text in ".{0,12}") {
        let _ = Exact::parse(&text);
        if let Some(date) = PartialDate::parse(&text) {
            prop_assert_eq!(date.to_string(), text);
            prop_assert!(!date.words(Lang::Zh).is_empty() && !date.words(Lang::En).is_empty());
        }
    }

    #[test]
    fn emphasis_adds_only_marks_and_knows_their_places(text in text()) {
        let marked = emphasis::Marked::new(&text);
        let unmarked = emphasis::unmark(&marked.text);
        prop_assert_eq!(&*unmarked, text.as_str());
        for (byte, c) in marked.text.char_indices().filter(|(_, c)| *c != emphasis::MARK) {
            prop_assert!(text[marked.source_byte(byte)..].starts_with(c));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// Through the whole program: any file, at any place, makes problems at most.
    #[test]
    fn a_portal_with_any_file_in_it_can_be_checked(text in text(), which in 0..4usize) {
        let portal = Portal::of("base");
        let front = "---\ntitle: 甲\nsummary: 乙\nthemes: [water]\nsource: {document: notice-2023}\n---\n";
        let (path, text) = [
            ("data/indicators/water.yaml", text.clone()),
            ("data/observations/2023/beta.yaml", format!("jurisdiction: beta\nyear: 2023\nobservations:\n{text}")),
            ("content/2023/beta/cases/clean-wells/zh.md", format!("{front}{text}")),
            ("content/2023/beta/cases/clean-wells/zh.md", format!("---\n{text}\n---\n正文")),
        ][which].clone();
        portal.write(path, &text);
        let made = portal.make();
        for problem in made.problems.iter() {
            made.printed(Lang::Zh);
            prop_assert!(!problem.message.zh.is_empty());
        }
    }

    #[test]
    fn bytes_that_are_no_text_are_told(bytes in prop::collection::vec(any::<u8>(), 1..200)) {
        let portal = Portal::of("base");
        portal.write("data/glossary.yaml", &bytes);
        let made = portal.make();
        made.printed(Lang::En);
        prop_assert!(made.errors_and_warnings() > 0);
    }
}
