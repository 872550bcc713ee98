//! How wide a text will be, and where it may be broken. No font is read: advances are chosen a
//! little wider than those of the fonts named in the style sheet, so that an estimate errs on the
//! side of free space.

/// How a text is set: the class names its role, size and weight are those of the style sheet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Face {
    pub class: &'static str,
    pub size: f64,
    pub bold: bool,
}

impl Face {
    pub const LABEL: Face = Face { class: "label", size: 14.0, bold: false };
    pub const LABEL_FOCUS: Face = Face { class: "label strong", size: 14.0, bold: true };
    pub const VALUE: Face = Face { class: "value", size: 14.0, bold: false };
    pub const VALUE_FOCUS: Face = Face { class: "value strong", size: 14.0, bold: true };
    pub const HEAD: Face = Face { class: "head", size: 12.0, bold: false };
    pub const TICK: Face = Face { class: "tick", size: 12.0, bold: false };
    pub const WORDS: Face = Face { class: "words", size: 12.0, bold: false };
    pub const MARK: Face = Face { class: "mark", size: 12.0, bold: false };
    pub const FLAG_TARGET: Face = Face { class: "flag target", size: 12.0, bold: true };
    pub const FLAG_GROUP: Face = Face { class: "flag group", size: 12.0, bold: false };
    pub const FLAG_PLACE: Face = Face { class: "flag place", size: 12.0, bold: false };
    pub const FLAG_FOCUS: Face = Face { class: "flag place strong", size: 14.0, bold: true };
    pub const PANEL: Face = Face { class: "panel-title", size: 12.0, bold: true };
    pub const TITLE: Face = Face { class: "chart-title", size: 18.0, bold: true };
    pub const SUBTITLE: Face = Face { class: "chart-subtitle", size: 14.0, bold: false };
    pub const SOURCE: Face = Face { class: "chart-source", size: 12.0, bold: false };

    /// From one line of wrapped text to the next.
    pub fn leading(self) -> f64 {
        (self.size * 1.25).ceil()
    }

    /// From the middle of a line down to its baseline.
    pub fn drop(self) -> f64 {
        self.size * 0.36
    }
}

/// The advance of one character in em.
fn advance(c: char) -> f64 {
    match c {
        ' ' | '\u{a0}' => 0.34,
        '0'..='9' => 0.64,
        '.' | ',' | ':' | ';' | '\'' | '’' | '‘' | '|' | '!' | 'i' | 'l' | 'j' | 'I' => 0.34,
        '(' | ')' | '[' | ']' | '-' | '/' | 'f' | 't' | 'r' => 0.44,
        'm' | 'w' => 0.92,
        'M' | 'W' | '@' => 1.0,
        '%' => 0.95,
        'a'..='z' => 0.63,
        'A'..='Z' => 0.76,
        '+' | '−' | '±' | '=' | '<' | '>' | '≈' | '≥' | '≤' | '~' => 0.84,
        '–' => 0.72,
        '\u{300}'..='\u{36f}' => 0.0,
        '\u{1100}'.. => wide_advance(c),
        _ => 0.7,
    }
}

fn wide_advance(c: char) -> f64 {
    match c {
        // Latin Extended Additional and general punctuation are not wide.
        '\u{1e00}'..='\u{1eff}' => 0.76,
        // Quotation marks and dashes are full-width in a Chinese face.
        _ => 1.0,
    }
}

/// The estimated width of a text in a face.
pub fn width(text: &str, face: Face) -> f64 {
    let em: f64 = text.chars().map(advance).sum();
    let weight = if face.bold { 1.09 } else { 1.0 };
    em * face.size * weight
}

/// The widest of some lines.
pub fn widest(lines: &[String], face: Face) -> f64 {
    lines.iter().map(|line| width(line, face)).fold(0.0, f64::max)
}

/// Breaks a text into lines not wider than `room`: between Han characters, at Latin spaces, and
/// inside a Latin word only when the word alone is wider than a line. Nothing is cut off.
pub fn wrap(text: &str, room: f64, face: Face) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        if !line.is_empty() && width(&format!("{line}{}", piece.trim_end()), face) > room {
            push_line(&mut lines, &mut line);
        }
        let piece = if line.is_empty() { piece.trim_start() } else { piece };
        if width(piece.trim_end(), face) <= room {
            line.push_str(piece);
        } else {
            break_word(piece, room, face, &mut lines, &mut line);
        }
    }
    push_line(&mut lines, &mut line);
    lines
}

fn break_word(word: &str, room: f64, face: Face, lines: &mut Vec<String>, line: &mut String) {
    for c in word.chars() {
        let next = format!("{line}{c}");
        if !line.is_empty() && width(next.trim_end(), face) > room {
            push_line(lines, line);
        }
        line.push(c);
    }
}

fn push_line(lines: &mut Vec<String>, line: &mut String) {
    let done = std::mem::take(line);
    let done = done.trim();
    if !done.is_empty() {
        lines.push(done.to_owned());
    }
}

/// The parts between which a line may break; a trailing space belongs to its word.
fn pieces(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        if let Some(before) = before
            && may_break(before, c)
        {
            out.push(&text[start..at]);
            start = at;
        }
        before = Some(c);
    }
    if start < text.len() {
        out.push(&text[start..]);
    }
    out
}

fn may_break(before: char, after: char) -> bool {
    if after == ' ' || no_line_start(after) || no_line_end(before) {
        return false;
    }
    before == ' ' || is_han(before) || is_han(after)
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}')
}

fn no_line_start(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '、'
            | '；'
            | '：'
            | '？'
            | '！'
            | '）'
            | '》'
            | '”'
            | '’'
            | '〕'
            | '」'
            | '%'
            | ')'
            | ','
            | '.'
    )
}

fn no_line_end(c: char) -> bool {
    matches!(c, '（' | '《' | '“' | '‘' | '〔' | '「' | '(')
}
