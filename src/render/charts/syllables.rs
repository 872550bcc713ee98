//! Where a long name may be broken.

/// A long name in Latin letters, cut between its syllables: a small tile may break it there.
/// A syllable begins with a consonant before a vowel, as pinyin has it.
pub fn name_pieces(name: &str) -> Vec<&str> {
    let bytes = name.as_bytes();
    if bytes.len() < 7 || !name.is_ascii() {
        return vec![name];
    }
    let is_vowel = |at: usize| bytes.get(at).is_some_and(|c| b"aeiou".contains(&c.to_ascii_lowercase()));
    let begins = |at: usize| {
        let pair = bytes.get(at + 1) == Some(&b'h') && b"zcs".contains(&bytes[at]);
        bytes[at].is_ascii_lowercase() && !is_vowel(at) && is_vowel(if pair { at + 2 } else { at + 1 })
    };
    // `h` of `zh` begins nothing by itself.
    let second = |at: usize| bytes[at] == b'h' && b"zcsZCS".contains(&bytes[at - 1]);
    let mut cuts: Vec<usize> = (1..bytes.len()).filter(|at| begins(*at) && !second(*at)).collect();
    cuts.insert(0, 0);
    let ends = cuts.iter().skip(1).copied().chain([bytes.len()]);
    cuts.iter().zip(ends).filter_map(|(from, to)| name.get(*from..to)).collect()
}

#[cfg(test)]
mod tests {
    use super::name_pieces;

    #[test]
    fn long_names_are_cut_between_syllables() {
        for (name, wanted) in [
            ("Liaocheng", vec!["Liao", "cheng"]),
            ("Zaozhuang", vec!["Zao", "zhuang"]),
            ("Dongying", vec!["Dong", "ying"]),
            ("Shijiazhuang", vec!["Shi", "jia", "zhuang"]),
            ("Jinan", vec!["Jinan"]),
            ("聊城", vec!["聊城"]),
        ] {
            assert_eq!(name_pieces(name), wanted, "{name}");
        }
    }
}
