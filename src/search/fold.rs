//! What is the same to a reader who searches: capitals and small letters, full-width and
//! ASCII, traditional and simplified characters. And the tokens of a text: Chinese
//! characters one by one, words, whole numbers.
//!
//! `search.js` of the theme folds and cuts what a reader types by the same rules.

/// Pairs of a traditional character and its simplified one, from the table of the crate
/// fast2s (MIT, Tyr Chen).
const SIMPLIFIED: &str = include_str!("simplified.txt");

/// The block of characters that the table is about.
const FIRST: u32 = 0x3400;
const LAST: u32 = 0x9FFF;

/// How characters are folded.
pub struct Folding {
    /// By distance from [`FIRST`].
    simplified: Vec<char>,
}

impl Default for Folding {
    fn default() -> Folding {
        let mut simplified: Vec<char> = (FIRST..=LAST).filter_map(char::from_u32).collect();
        for (from, to) in Folding::pairs() {
            if let Some(place) = position(from).and_then(|at| simplified.get_mut(at)) {
                *place = to;
            }
        }
        Folding { simplified }
    }
}

impl Folding {
    /// Each traditional character with its simplified one.
    pub fn pairs() -> impl Iterator<Item = (char, char)> {
        let mut characters = SIMPLIFIED.trim_end().chars();
        std::iter::from_fn(move || Some((characters.next()?, characters.next()?)))
    }

    /// One character for one: places in the folded text are those of the text.
    pub fn fold(&self, c: char) -> char {
        if c.is_ascii() {
            return c.to_ascii_lowercase();
        }
        if let Some(folded) = position(c).and_then(|at| self.simplified.get(at)) {
            return *folded;
        }
        match u32::from(c) {
            0x3000 | 0x00A0 => ' ',
            code @ 0xFF01..=0xFF5E => char::from_u32(code - 0xFEE0).map_or(c, |c| c.to_ascii_lowercase()),
            _ => {
                let mut lower = c.to_lowercase();
                match (lower.next(), lower.next()) {
                    (Some(one), None) => one,
                    _ => c,
                }
            }
        }
    }
}

fn position(c: char) -> Option<usize> {
    let code = u32::from(c);
    (FIRST..=LAST).contains(&code).then(|| (code - FIRST) as usize)
}

/// What a token is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token {
    /// A Chinese character, or a mark that stands for one (`%`).
    Character(char),
    /// A word of letters and digits, or a number with its decimals and without the marks
    /// that group its digits.
    Word(String),
}

/// Cuts a folded text into tokens with their positions. Neighbours are one apart; where
/// something stands between them they are two apart, but for a space beside a word.
pub fn tokens(text: &[char]) -> Vec<(Token, u32)> {
    let mut found: Vec<(Token, u32)> = Vec::new();
    let mut position = 0;
    let mut between = Between::Nothing;
    let mut at = 0;
    while let Some(&c) = text.get(at) {
        let (token, length) = if is_character(c) {
            (Token::Character(c), 1)
        } else if is_letter(c) {
            let (word, length) = word(&text[at..]);
            (Token::Word(word), length)
        } else {
            between = if c.is_whitespace() && between != Between::Marks { Between::Spaces } else { Between::Marks };
            at += 1;
            continue;
        };
        if let Some((last, _)) = found.last() {
            let apart = matches!((last, &token), (Token::Character(_), Token::Character(_)));
            position += match between {
                Between::Nothing => 1,
                Between::Spaces if !apart => 1,
                Between::Spaces | Between::Marks => 2,
            };
        }
        found.push((token, position));
        between = Between::Nothing;
        at += length;
    }
    found
}

/// What stands between two tokens.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Between {
    Nothing,
    Spaces,
    Marks,
}

/// Chinese characters, the zero and the repetition mark that are written among them, and
/// the signs for hundredths and thousandths.
fn is_character(c: char) -> bool {
    matches!(u32::from(c), 0x3005..=0x3007 | 0x3400..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x323AF | 0x25 | 0x2030)
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || matches!(u32::from(c), 0xC0..=0xD6 | 0xD8..=0xF6 | 0xF8..=0x24F)
}

/// The word that begins here and how many characters it takes.
fn word(text: &[char]) -> (String, usize) {
    let run = text.iter().take_while(|c| is_letter(**c)).count();
    if !text[..run].iter().all(char::is_ascii_digit) {
        return (text[..run].iter().collect(), run);
    }
    let mut number: String = text[..run].iter().collect();
    let mut length = run;
    let digits = |from: usize| text.get(from..).unwrap_or_default().iter().take_while(|c| c.is_ascii_digit()).count();
    while text.get(length) == Some(&',') && digits(length + 1) == 3 {
        number.extend(&text[length + 1..length + 4]);
        length += 4;
    }
    let decimals = if text.get(length) == Some(&'.') { digits(length + 1) } else { 0 };
    if decimals > 0 {
        number.push('.');
        number.extend(&text[length + 1..=length + decimals]);
        length += decimals + 1;
    }
    (number, length)
}
