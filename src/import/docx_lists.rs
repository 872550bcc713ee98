//! The numbers that Word prints before the paragraphs of a list.

use std::collections::HashMap;

use super::xml::Element;

/// The lists of a document, with how far each has counted.
#[derive(Default)]
pub struct WordLists {
    /// Of each list (`numId`): its levels.
    levels: HashMap<String, Vec<ListLevel>>,
    counts: HashMap<String, Vec<u32>>,
}

/// One level of a list.
#[derive(Clone, Debug)]
struct ListLevel {
    start: u32,
    format: String,
    /// `%1.%2`, with the numbers of levels after `%`.
    text: String,
}

impl WordLists {
    /// The lists of `word/numbering.xml`.
    pub fn of(numbering: &Element) -> WordLists {
        let shapes: HashMap<&str, Vec<ListLevel>> = numbering
            .descendants("abstractNum")
            .into_iter()
            .filter_map(|shape| {
                let levels = shape.elements().filter(|element| element.name == "lvl").map(level).collect();
                Some((shape.get("abstractNumId")?, levels))
            })
            .collect();
        let levels = numbering.descendants("num").into_iter().filter_map(|list| {
            Some((list.get("numId")?.to_owned(), shapes.get(list.value_of("abstractNumId")?)?.clone()))
        });
        WordLists { levels: levels.collect(), counts: HashMap::new() }
    }

    /// Counts one paragraph of a list, and gives the number that stands before it; `None` for
    /// bullets and for lists that print nothing.
    pub fn next(&mut self, list: &str, depth: usize) -> Option<String> {
        let levels = self.levels.get(list)?;
        let level = levels.get(depth)?;
        let counts = self.counts.entry(list.to_owned()).or_default();
        counts.truncate(depth + 1);
        while counts.len() <= depth {
            let start = levels.get(counts.len()).map_or(1, |level| level.start);
            // Levels that were passed over count as begun; the own one is counted below.
            counts.push(if counts.len() == depth { start.saturating_sub(1) } else { start });
        }
        counts[depth] = counts[depth].saturating_add(1);
        if ["bullet", "none"].contains(&level.format.as_str()) {
            return None;
        }
        let mut printed = level.text.clone();
        for (position, count) in counts.iter().enumerate() {
            let format = levels.get(position).map_or("decimal", |level| level.format.as_str());
            printed = printed.replace(&format!("%{}", position + 1), &written(*count, format));
        }
        Some(printed).filter(|printed| !printed.is_empty())
    }
}

fn level(element: &Element) -> ListLevel {
    ListLevel {
        start: element.value_of("start").and_then(|start| start.parse().ok()).unwrap_or(1),
        format: element.value_of("numFmt").unwrap_or("decimal").to_owned(),
        text: element.value_of("lvlText").unwrap_or_default().to_owned(),
    }
}

/// A number as a list of a format prints it.
fn written(count: u32, format: &str) -> String {
    match format {
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "ideographTraditional" => chinese(count),
        "lowerLetter" => letter(count, 'a'),
        "upperLetter" => letter(count, 'A'),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => char::from_u32(0x245F + count)
            .filter(|_| (1..=20).contains(&count))
            .map_or_else(|| count.to_string(), String::from),
        _ => count.to_string(),
    }
}

fn letter(count: u32, first: char) -> String {
    let position = count.saturating_sub(1) % 26;
    char::from_u32(first as u32 + position).unwrap_or(first).to_string()
}

fn chinese(count: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |number: u32| DIGITS[(number % 10) as usize];
    match count {
        0 => "〇".to_owned(),
        1..=9 => digit(count).to_owned(),
        10..=19 => format!("十{}", digit(count)),
        20..=99 => format!("{}十{}", digit(count / 10), digit(count)),
        _ => count.to_string(),
    }
}
