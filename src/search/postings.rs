//! Where terms stand: for each pair of neighbouring characters and each word the units that
//! hold it, with the positions there.

use std::collections::HashMap;

use super::fold::Token;

/// Stands in a pair for a word beside a character.
const WORD: char = '#';

/// The postings of all terms, as text.
#[derive(Default)]
pub struct Postings {
    pairs: HashMap<[char; 2], PostingList>,
    words: HashMap<String, PostingList>,
}

/// What is written of a term so far.
#[derive(Default)]
struct PostingList {
    text: String,
    /// One more than the last unit.
    after: u32,
    unit: u32,
    /// The positions in the last unit, which is not written yet.
    positions: Vec<u32>,
}

impl Postings {
    /// Enters a unit; units come in order.
    pub fn enter(&mut self, unit: u32, tokens: &[(Token, u32)]) {
        for (at, (token, position)) in tokens.iter().enumerate() {
            let next = tokens.get(at + 1).filter(|(_, next)| *next == position + 1).map(|(token, _)| token);
            if let Token::Word(word) = token {
                match self.words.get_mut(word) {
                    Some(list) => list.add(unit, *position),
                    None => self.words.entry(word.clone()).or_default().add(unit, *position),
                }
            }
            let pair = match (token, next) {
                (Token::Character(a), Some(Token::Character(b))) => [*a, *b],
                (Token::Character(a), Some(Token::Word(_))) => [*a, WORD],
                (Token::Word(_), Some(Token::Character(b))) => [WORD, *b],
                (Token::Word(_), Some(Token::Word(_))) | (_, None) => continue,
            };
            self.pairs.entry(pair).or_default().add(unit, *position);
        }
    }

    /// The terms with their postings, in shards of about so many bytes each.
    pub fn shards(self, size: usize) -> Vec<String> {
        let pairs = self.pairs.into_iter().map(|(pair, list)| (pair.iter().collect(), list));
        let mut lines: Vec<(String, String)> =
            pairs.chain(self.words).map(|(term, list)| (term, list.finish())).collect();
        lines.sort_unstable();
        let total: usize = lines.iter().map(|(term, list)| term.len() + list.len() + 2).sum();
        let count = total.div_ceil(size).max(1);
        let mut shards = vec![String::new(); count];
        for (term, list) in lines {
            let shard = &mut shards[hash(&term) as usize % count];
            for piece in [term.as_str(), " ", list.as_str(), "\n"] {
                shard.push_str(piece);
            }
        }
        shards
    }
}

impl PostingList {
    fn add(&mut self, unit: u32, position: u32) {
        if self.unit != unit {
            self.write();
            self.unit = unit;
        }
        self.positions.push(position);
    }

    /// Writes the last unit: its distance from the one before, and whether it has several
    /// positions; then these.
    fn write(&mut self) {
        let Some((first, others)) = self.positions.split_first() else { return };
        number(&mut self.text, (self.unit - self.after) * 2 + u32::from(!others.is_empty()));
        if !others.is_empty() {
            number(&mut self.text, u32::try_from(others.len()).unwrap_or(u32::MAX));
        }
        number(&mut self.text, *first);
        let mut before = *first;
        for position in others {
            number(&mut self.text, position - before);
            before = *position;
        }
        self.after = self.unit + 1;
        self.positions.clear();
    }

    fn finish(mut self) -> String {
        self.write();
        self.text
    }
}

/// FNV-1a over code points. Numbers are found by their whole part, so that those which round
/// to a number lie in the same shard.
pub fn hash(term: &str) -> u32 {
    let whole = term.split('.').next().unwrap_or(term);
    whole.chars().fold(0x811C_9DC5, |hash: u32, c| (hash ^ u32::from(c)).wrapping_mul(0x0100_0193))
}

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Writes a number in digits of five bits, the lowest first; the upper half of the alphabet
/// says that another digit follows.
pub fn number(out: &mut String, mut value: u32) {
    while value >= 32 {
        out.push(char::from(DIGITS[(value % 32 + 32) as usize]));
        value /= 32;
    }
    out.push(char::from(DIGITS[value as usize]));
}
