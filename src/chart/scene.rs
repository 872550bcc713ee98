//! A drawing as plain numbers. Knows neither markup nor colour; a class says what a mark means.

use super::text;
pub use super::text::Face;

/// The two drawings every chart is laid out for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    Phone,
    Desk,
}

impl Size {
    pub fn width(self) -> f64 {
        match self {
            Size::Phone => 288.0,
            Size::Desk => 720.0,
        }
    }

    pub fn class(self) -> &'static str {
        match self {
            Size::Phone => "phone",
            Size::Desk => "desk",
        }
    }

    /// One of two numbers, by size.
    pub(super) fn pick(self, phone: f64, desk: f64) -> f64 {
        match self {
            Size::Phone => phone,
            Size::Desk => desk,
        }
    }
}

/// Which point of a text its x is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

/// A run of text on one line; y is its baseline.
#[derive(Debug, Clone, PartialEq)]
pub struct SceneText {
    pub x: f64,
    pub y: f64,
    pub anchor: Anchor,
    pub face: Face,
    pub content: String,
}

impl SceneText {
    /// The estimated box: left, top, right, bottom.
    pub fn bounds(&self) -> (f64, f64, f64, f64) {
        let width = text::width(&self.content, self.face);
        let left = match self.anchor {
            Anchor::Start => self.x,
            Anchor::Middle => self.x - width / 2.0,
            Anchor::End => self.x - width,
        };
        (left, self.y - self.face.size * 0.86, left + width, self.y + self.face.size * 0.14)
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ScenePoint {
    pub x: f64,
    pub y: f64,
}

impl ScenePoint {
    pub fn new(x: f64, y: f64) -> Self {
        ScenePoint { x, y }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    Rect {
        x: f64,
        y: f64,
        width: f64,
        height: f64,
    },
    Line {
        from: ScenePoint,
        to: ScenePoint,
    },
    Circle {
        centre: ScenePoint,
        radius: f64,
    },
    /// An open line through the points.
    Path(Vec<ScenePoint>),
    /// A closed outline through the points.
    Area(Vec<ScenePoint>),
}

/// A filling that a class alone cannot give.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pattern {
    Hatch,
    HatchFocus,
    Cross,
}

/// Which figure a mark stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Datum {
    pub row: usize,
    pub column: usize,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    pub shape: Shape,
    pub class: String,
    pub pattern: Option<Pattern>,
    pub datum: Option<Datum>,
}

impl Mark {
    pub fn with(mut self, datum: Datum) -> Self {
        self.datum = Some(datum);
        self
    }

    pub fn filled(mut self, pattern: Pattern) -> Self {
        self.pattern = Some(pattern);
        self
    }
}

/// An explanation printed under the drawing; without a mark it concerns the whole drawing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    pub mark: String,
    pub text: String,
}

/// One drawing, ready to be written. Marks are in painting order, texts above all marks.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    pub kind: &'static str,
    pub size: &'static str,
    pub width: f64,
    pub height: f64,
    pub title: String,
    pub description: String,
    pub marks: Vec<Mark>,
    pub texts: Vec<SceneText>,
    pub notes: Vec<Note>,
}

impl Scene {
    pub(super) fn draw(&mut self, mark: Mark) {
        self.marks.push(mark);
    }

    pub(super) fn write(&mut self, face: Face, anchor: Anchor, at: ScenePoint, content: &str) {
        if !content.is_empty() {
            let content = content.to_owned();
            self.texts.push(SceneText { x: at.x, y: at.y, anchor, face, content });
        }
    }

    /// Writes lines of text whose block is centred on `at.y`.
    pub(super) fn write_lines(&mut self, face: Face, anchor: Anchor, at: ScenePoint, lines: &[String]) {
        let first = at.y - face.leading() * (lines.len() as f64 - 1.0) / 2.0 + face.drop();
        for (index, line) in lines.iter().enumerate() {
            let y = first + face.leading() * index as f64;
            self.write(face, anchor, ScenePoint::new(at.x, y), line);
        }
    }

    /// Writes one line within the frame: a text that would leave it is moved inside.
    pub(super) fn write_inside(&mut self, face: Face, at: ScenePoint, content: &str) {
        let half = text::width(content, face) / 2.0;
        let x = at.x.min(self.width - half).max(half);
        self.write(face, Anchor::Middle, ScenePoint::new(x, at.y), content);
    }

    /// Adds a note once and returns its mark.
    pub(super) fn note(&mut self, note: Note) {
        if !note.text.is_empty() && !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    pub(super) fn remark(&mut self, text: &str) {
        // What a footnote says already needs no second saying.
        if !self.notes.iter().any(|note| note.text == text) {
            self.note(Note { mark: String::new(), text: text.to_owned() });
        }
    }

    /// The number of a footnote; equal footnotes share one.
    pub(super) fn footnote(&mut self, text: &str) -> String {
        if let Some(known) = self.notes.iter().find(|n| n.text == text && !n.mark.is_empty()) {
            return known.mark.clone();
        }
        let taken = self.notes.iter().filter(|n| n.mark.parse::<u32>().is_ok()).count();
        let mark = (taken + 1).to_string();
        self.note(Note { mark: mark.clone(), text: text.to_owned() });
        mark
    }
}

/// A mark of a class.
pub(super) fn mark(class: impl Into<String>, shape: Shape) -> Mark {
    Mark { shape, class: class.into(), pattern: None, datum: None }
}

pub(super) fn rect(x: f64, y: f64, width: f64, height: f64) -> Shape {
    Shape::Rect { x, y, width, height }
}

pub(super) fn line(x1: f64, y1: f64, x2: f64, y2: f64) -> Shape {
    Shape::Line { from: ScenePoint::new(x1, y1), to: ScenePoint::new(x2, y2) }
}

pub(super) fn circle(x: f64, y: f64, radius: f64) -> Shape {
    Shape::Circle { centre: ScenePoint::new(x, y), radius }
}
