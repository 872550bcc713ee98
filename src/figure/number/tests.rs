use super::*;
use std::str::FromStr;

/// The number a whole text prints, if it is nothing else.
fn read_all(text: &str, lang: Lang) -> Option<Number> {
    let (number, length) = read(text, lang)?;
    (length == text.len()).then_some(number)
}

fn zh(text: &str) -> Option<(String, String)> {
    read_all(text, Lang::Zh).map(|number| (number.value.normalize().to_string(), number.step.normalize().to_string()))
}

fn en(text: &str) -> Option<(String, String)> {
    read_all(text, Lang::En).map(|number| (number.value.normalize().to_string(), number.step.normalize().to_string()))
}

fn pair(value: &str, step: &str) -> Option<(String, String)> {
    Some((value.to_owned(), step.to_owned()))
}

#[test]
fn digits_keep_their_precision() {
    assert_eq!(zh("14.80"), pair("14.8", "0.01"));
    assert_eq!(zh("12,345.6"), pair("12345.6", "0.1"));
    assert_eq!(zh("１２３"), pair("123", "1"));
    assert_eq!(en("21.38084 billion"), pair("21380840000", "10000"));
    assert_eq!(en("1,2"), None);
}

#[test]
fn chinese_scale_words_multiply_exactly() {
    assert_eq!(zh("2138084万"), pair("21380840000", "10000"));
    assert_eq!(zh("213.8亿"), pair("21380000000", "10000000"));
    assert_eq!(zh("3千万"), pair("30000000", "10000000"));
    assert_eq!(zh("1亿2000万"), pair("120000000", "10000"));
    assert_eq!(zh("220余万"), pair("2200000", "10000"));
    assert_eq!(zh("3千克"), None);
}

#[test]
fn chinese_numerals() {
    for (text, value) in [
        ("一百二十三", "123"),
        ("十五", "15"),
        ("两千", "2000"),
        ("一千零五", "1005"),
        ("两百五", "250"),
        ("二〇二一", "2021"),
        ("三万五千", "35000"),
        ("一亿二千万", "120000000"),
        ("一万余", "10000"),
        ("百余", "100"),
        ("六分之一", "0.1666666666666666666666666667"),
        ("一半", "0.5"),
        ("零", "0"),
        ("九十九", "99"),
        ("一千二百三十四万五千六百七十八", "12345678"),
    ] {
        assert_eq!(zh(text).map(|(value, _)| value).as_deref(), Some(value), "{text}");
    }
    for text in ["两三", "七八十", "万", "百", "几十", "一校"] {
        assert_eq!(zh(text), None, "{text}");
    }
}

#[test]
fn english_words() {
    for (text, value) in [
        ("twenty-two", "22"),
        ("two hundred and five", "205"),
        ("a hundred", "100"),
        ("three million", "3000000"),
        ("half", "0.5"),
        ("a quarter", "0.25"),
        ("three quarters", "0.75"),
        ("one in ten", "0.1"),
        ("two-thirds", "0.6666666666666666666666666667"),
        ("first", "1"),
        ("22nd", "22"),
        ("twenty-first", "21"),
        ("one thousand two hundred and thirty-four", "1234"),
        ("1.2 million", "1200000"),
        ("zero", "0"),
    ] {
        assert_eq!(en(text).map(|(value, _)| value).as_deref(), Some(value), "{text}");
    }
    for text in ["a", "a third party", "dozens", "and", "two five"] {
        assert_eq!(en(text), None, "{text}");
    }
}

#[test]
fn masks_are_no_numbers() {
    for text in ["xx", "x.xx", "*", "2xxx", "××"] {
        assert!(read_all(text, Lang::Zh).is_some_and(|number| number.form == Form::Masked), "{text}");
    }
    assert!(read_all("24×7", Lang::Zh).is_none());
}

#[test]
fn too_large_a_number_is_refused() {
    assert!(read("9".repeat(40).as_str(), Lang::Zh).is_none());
    assert!(read_all("999999999999999999999999999亿亿", Lang::Zh).is_none());
}

/// Writes a number below a hundred million in Chinese numerals, by the rule of schoolbooks.
fn numeral(n: u32) -> String {
    let digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let section = |n: u32, inner: bool| {
        let mut out = String::new();
        let mut nought = inner && n < 1000;
        for (worth, unit) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
            let digit = n / worth % 10;
            if digit == 0 {
                nought |= !out.is_empty();
                continue;
            }
            if nought {
                out.push('零');
            }
            nought = false;
            out.push_str(digits[digit as usize]);
            out.push_str(unit);
        }
        out
    };
    match (n / 10_000, n % 10_000) {
        (0, low) => section(low, false),
        (high, 0) => format!("{}万", section(high, false)),
        (high, low) => format!("{}万{}", section(high, false), section(low, true)),
    }
}

proptest::proptest! {
    #[test]
    fn chinese_numerals_read_back(n in 1u32..100_000_000) {
        let text = numeral(n);
        proptest::prop_assert_eq!(read_all(&text, Lang::Zh).map(|number| number.value), Some(Decimal::from(n)), "{}", text);
    }

    #[test]
    fn digits_read_back(mantissa in 0i64..1_000_000_000_000, scale in 0u32..6) {
        let value = Decimal::new(mantissa, scale);
        let number = read_all(&value.to_string(), Lang::En);
        proptest::prop_assert_eq!(number.as_ref().map(|n| n.value), Decimal::from_str(&value.to_string()).ok());
        proptest::prop_assert_eq!(number.map(|n| n.step), Some(Decimal::new(1, scale)));
    }

    #[test]
    fn any_text_is_read_or_refused(text in "[一二三十百千万亿零余多半第分之0-9x*.,a-z hundred -]{0,24}") {
        for lang in [Lang::Zh, Lang::En] {
            if let Some((_, length)) = read(&text, lang) {
                proptest::prop_assert!(length > 0 && text.get(..length).is_some());
            }
        }
    }
}
