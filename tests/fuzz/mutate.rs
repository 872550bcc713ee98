//! Changes of texts at random, the same ones for the same seed.

/// A small generator of numbers (splitmix64), so that a failure can be repeated.
pub struct Numbers(pub u64);

impl Numbers {
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let limit = u64::try_from(limit.max(1)).expect("a small number");
        usize::try_from((mixed ^ (mixed >> 31)) % limit).expect("below the limit")
    }

    pub fn of<'t, T>(&mut self, list: &'t [T]) -> &'t T {
        &list[self.below(list.len())]
    }
}

/// The longest text that is made.
const LONGEST: usize = 20_000;

/// A text of the corpus with some changes: pieces taken out, doubled, exchanged, put in from
/// another text or from the words of the language.
pub fn mutated(corpus: &[String], words: &[&str], numbers: &mut Numbers) -> String {
    let mut text = numbers.of(corpus).clone();
    for _ in 0..=numbers.below(8) {
        let range = range(&text, numbers);
        match numbers.below(9) {
            0 => text.replace_range(range, ""),
            1 => {
                let twice = text[range.clone()].to_owned();
                text.insert_str(range.start, &twice);
            }
            2 => text.insert_str(range.start, numbers.of::<&str>(words)),
            3 => text.replace_range(range, numbers.of::<&str>(words)),
            4 => {
                let other = numbers.of(corpus);
                let piece = self::range(other, numbers);
                text.insert_str(range.start, &other[piece]);
            }
            5 => {
                let times = 1 + numbers.below(200);
                text.insert_str(range.start, &numbers.of::<&str>(words).repeat(times));
            }
            6 => text.truncate(range.start),
            7 => digits(&mut text, numbers),
            _ => lines(&mut text, numbers),
        }
        text.truncate(text.floor_char_boundary(LONGEST));
    }
    text
}

/// A short range of a text, between characters.
fn range(text: &str, numbers: &mut Numbers) -> std::ops::Range<usize> {
    let start = text.floor_char_boundary(numbers.below(text.len() + 1));
    let length = [1, 4, 20, 200][numbers.below(4)];
    start..text.ceil_char_boundary((start + numbers.below(length) + 1).min(text.len()))
}

/// Other digits, and more of them.
fn digits(text: &mut String, numbers: &mut Numbers) {
    let places: Vec<usize> = text.match_indices(|c: char| c.is_ascii_digit()).map(|(at, _)| at).collect();
    if !places.is_empty() {
        let at = *numbers.of(&places);
        let new = numbers.of(&["0", "9", "-", ".", "99999999999999999999", "0.000000000000000000001", "1e9", "１"]);
        text.replace_range(at..=at, new);
    }
}

/// Lines in another order.
fn lines(text: &mut String, numbers: &mut Numbers) {
    let mut lines: Vec<&str> = text.split('\n').collect();
    let (a, b) = (numbers.below(lines.len()), numbers.below(lines.len()));
    lines.swap(a, b);
    *text = lines.join("\n");
}
