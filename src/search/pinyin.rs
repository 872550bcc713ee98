//! How the characters of names are read, in letters without tones.

use std::collections::BTreeSet;

use pinyin::ToPinyinMulti as _;

/// Each character of some names with its readings: `率lv,shuai`.
pub fn readings<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let characters: BTreeSet<char> = names.flat_map(str::chars).collect();
    let read = characters.into_iter().filter_map(|c| {
        let mut readings: Vec<String> = Vec::new();
        for reading in c.to_pinyin_multi()? {
            let plain = reading.plain().replace('\u{fc}', "v");
            if !readings.contains(&plain) {
                readings.push(plain);
            }
        }
        Some(format!("{c}{}", readings.join(",")))
    });
    read.collect()
}
