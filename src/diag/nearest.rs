//! Which known names are near to one that is not known.

use crate::i18n::Text;

/// The known names most like `wrong`, best first, at most three. Empty when none is near.
///
/// Likeness is the Jaro–Winkler measure; 0.8 keeps slips of a letter or two and drops
/// other words. A name that contains the wrong one whole, or is contained in it, is near.
pub fn nearest<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    const NEAR: f64 = 0.8;
    let lower = wrong.to_lowercase();
    let mut scored: Vec<(f64, &str)> = known
        .into_iter()
        .map(|name| {
            let mut score = strsim::jaro_winkler(&lower, &name.to_lowercase());
            let contained = wrong.chars().count() >= 2 && (name.contains(wrong) || wrong.contains(name));
            if contained && !name.is_empty() {
                score = score.max(NEAR);
            }
            (score, name)
        })
        .filter(|(score, _)| *score >= NEAR)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    scored.dedup_by_key(|(_, name)| *name);
    scored.into_iter().take(3).map(|(_, name)| name).collect()
}

/// The cure “did you mean …”, where there is something near.
pub fn nearest_words<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<Text> {
    let near = nearest(wrong, known);
    if near.is_empty() {
        return None;
    }
    let zh = near.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join("、");
    let en = near.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    Some(crate::say!("是否想写{zh}？", "did you mean {en}?"))
}

/// Whether a word of a closed set can only be meant: it is the only near one, and one slip
/// (a letter too many, too few, another one, or two exchanged) away.
pub fn one_slip(wrong: &str, near: &[&str]) -> bool {
    let [right] = near else { return false };
    right.chars().count() > 3 && strsim::osa_distance(wrong, right) == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_slips_and_not_strangers() {
        let known = ["jinan", "jining", "qingdao", "title", "themes"];
        assert_eq!(nearest("jinnan", known), ["jinan", "jining"]);
        assert_eq!(nearest("theme", known), ["themes"]);
        assert!(nearest("xyz", known).is_empty());
    }
}
