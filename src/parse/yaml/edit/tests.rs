use super::*;

/// A word of a table as a value: `-` for none, `[a b]` for a list, `=5` for a word.
fn value(word: &str) -> NewValue {
    match word.as_bytes() {
        b"-" => NewValue::None,
        [b'[', inner @ .., b']'] => {
            NewValue::List(String::from_utf8_lossy(inner).split_whitespace().map(str::to_owned).collect())
        }
        [b'=', ..] => NewValue::Word(word[1..].to_owned()),
        _ => NewValue::Text(word.to_owned()),
    }
}

#[test]
fn only_the_value_changes() {
    for (before, keys, set, after) in [
        ("a: 一 # 说明\nb: 二\n", "a", "三", "a: 三 # 说明\nb: 二\n"),
        ("a: '一'\n", "a", "it's", "a: 'it''s'\n"),
        ("a: \"一\"\n", "a", "二", "a: \"二\"\n"),
        ("a: 1\n", "a", "=2", "a: 2\n"),
        ("a: '1'\n", "a", "=2", "a: '2'\n"),
        ("a: 一\n", "a", "有: 点", "a: '有: 点'\n"),
        ("a: 一\n", "a", "true", "a: 'true'\n"),
        ("a: 一\n", "a", "两行\n第二行", "a: \"两行\\n第二行\"\n"),
        ("a:\nb: 1\n", "a", "一", "a: 一\nb: 1\n"),
        ("a: null\n", "a", "一", "a: 一\n"),
        ("a: {zh: 一, en: one}\n", "a.en", "two", "a: {zh: 一, en: two}\n"),
        ("a: {zh: 一}\n", "a.en", "one, two", "a: {zh: 一, en: 'one, two'}\n"),
        ("a:\n  zh: 一 # 甲\n", "a.en", "one", "a:\n  zh: 一 # 甲\n  en: one\n"),
        ("b: 1\n# 尾\n", "a.en", "one", "b: 1\na: {en: one}\n# 尾\n"),
        ("b: 1", "a", "x", "b: 1\na: x"),
        ("b: [1, 2]\n", "b", "[x y-z]", "b: [x, y-z]\n"),
        ("b:\n  - x\n  - y\nc: 1\n", "b", "[x z]", "b:\n  - x\n  - z\nc: 1\n"),
        ("a: 1\nb: 2 # 说明\nc: 3\n", "b", "-", "a: 1\nc: 3\n"),
        ("a: 1\nb: 2\n", "a", "-", "b: 2\n"),
        ("a: {x: 1, y: 2}\nb: 2\n", "a.x", "-", "a: {y: 2}\nb: 2\n"),
        ("a: {x: 1, y: 2}\nb: 2\n", "a.y", "-", "a: {x: 1}\nb: 2\n"),
        ("b: 2\na: {x: 1}\n", "a.x", "-", "b: 2\n"),
        ("a: 1\n", "b", "-", "a: 1\n"),
    ] {
        let keys: Vec<&str> = keys.split('.').collect();
        assert_eq!(set_value(before, &[], &keys, &value(set)).as_deref(), Some(after), "{before}");
    }
}

#[test]
fn entries_of_lists_are_changed_and_added() {
    let path = [YamlStep::Key("l".to_owned()), YamlStep::Item(1)];
    for (before, after) in [
        (
            "l:\n  - a: 1\n  # 二\n  - a: 2\n    c: 3\nm: 1\n",
            "l:\n  - a: 1\n  # 二\n  - a: 2\n    c: 3\n    b: x\nm: 1\n",
        ),
        ("l:\n- a: 1\n- a: 2\n", "l:\n- a: 1\n- a: 2\n  b: x\n"),
        ("l:\n  - {a: 1}\n  - {a: 2} # 二\n", "l:\n  - {a: 1}\n  - {a: 2, b: x} # 二\n"),
        ("l: [{a: 1}, {a: 2}]\n", "l: [{a: 1}, {a: 2, b: x}]\n"),
    ] {
        assert_eq!(set_value(before, &path, &["b"], &value("x")).as_deref(), Some(after));
    }
    for (before, after) in [
        ("l:\n  - a: 1 # 一\nm: 1\n", "l:\n  - a: 1 # 一\n  - a: x\nm: 1\n"),
        ("l:\n- {a: 1}\n", "l:\n- {a: 1}\n- {a: x}\n"),
        ("l: []\nm: 1\n", "l:\n  - a: x\nm: 1\n"),
        ("l:\nm: 1\n", "l:\n  - a: x\nm: 1\n"),
        ("m: 1\n", "m: 1\nl:\n  - a: x\n"),
    ] {
        assert_eq!(add_item(before, "l", "a", &value("x")).as_deref(), Some(after), "{before}");
    }
}

#[test]
fn what_would_change_more_is_not_changed() {
    for (before, keys, set) in [
        ("a: &x 1\nb: *x\n", "a", "2"),
        ("b:\n  - 1 # 一\n  - 2\n", "b", "[x]"),
        // A text over several lines is changed where it stands.
        ("a: |\n  长\n  文\nb: 1\n", "a", "短"),
        ("a: 1\na: 2\n", "a", "3"),
        ("a: [1", "a", "2"),
        ("- 1\n", "a", "2"),
        ("a: 1\n", "a.b", "2"),
    ] {
        let keys: Vec<&str> = keys.split('.').collect();
        assert_eq!(set_value(before, &[], &keys, &value(set)), None, "{before}");
    }
}
