//! Writes a scene as SVG: text as text, classes instead of colours, no style attribute, so that a
//! strict content policy, a dark page and forced colours all hold. Numbers are rounded here, once.

use std::fmt::Write;

use super::scene::{Anchor, Face, Mark, Pattern, Scene, ScenePoint, SceneText, Shape};
use super::text;

/// A drawing for a page. `prefix` makes its ids unique on that page.
pub fn svg(scene: &Scene, prefix: &str) -> String {
    let mut out = String::new();
    let (width, height) = (number(scene.width), number(scene.height));
    // Writing to a string cannot fail.
    let _ = write!(
        out,
        "<svg class=\"chart {} {}\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
         role=\"img\" aria-labelledby=\"{p}-title {p}-desc\">",
        scene.kind,
        scene.size,
        p = escaped(prefix),
    );
    write_body(&mut out, scene, prefix);
    out.push_str("</svg>");
    out
}

/// What a drawing that stands alone must say besides itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standalone<'a> {
    pub title: &'a str,
    pub subtitle: &'a str,
    pub source: &'a str,
    pub address: &'a str,
    /// The style sheet with literal colours.
    pub css: &'a str,
    /// The language of the texts, as in HTML.
    pub lang: &'a str,
}

const MARGIN: f64 = 16.0;

/// A drawing as a file: title and subtitle above, notes, source and address below.
pub fn standalone_svg(scene: &Scene, prefix: &str, meta: &Standalone) -> String {
    let mut above = TextLines { room: scene.width, y: MARGIN, out: String::new() };
    above.write(Face::TITLE, meta.title);
    above.write(Face::SUBTITLE, meta.subtitle);
    let top = above.y + 12.0;
    let mut below = TextLines { room: scene.width, y: top + scene.height + 12.0, out: String::new() };
    for note in &scene.notes {
        below.write(Face::SOURCE, format!("{} {}", note.mark, note.text).trim());
    }
    below.write(Face::SOURCE, meta.source);
    below.write(Face::SOURCE, meta.address);

    let (width, height) = (number(scene.width + 2.0 * MARGIN), number(below.y + MARGIN));
    let mut out = String::new();
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart standalone {} {}\" viewBox=\"0 0 {width} {height}\" \
         width=\"{width}\" height=\"{height}\" role=\"img\" aria-labelledby=\"{p}-title {p}-desc\" xml:lang=\"{}\">\
         <style>{}</style><rect class=\"paper\" width=\"{width}\" height=\"{height}\"/>{}{}<g transform=\"translate({} {})\">",
        scene.kind,
        scene.size,
        escaped(meta.lang),
        escaped(meta.css),
        above.out,
        below.out,
        number(MARGIN),
        number(top),
        p = escaped(prefix),
    );
    let body = Scene { title: meta.title.to_owned(), ..scene.clone() };
    write_body(&mut out, &body, prefix);
    out.push_str("</g></svg>\n");
    out
}

/// Lines of text written one under another.
struct TextLines {
    room: f64,
    y: f64,
    out: String,
}

impl TextLines {
    fn write(&mut self, face: Face, content: &str) {
        for line in text::wrap(content, self.room, face) {
            self.y += face.leading() + 2.0;
            let text = SceneText { x: MARGIN, y: self.y, anchor: Anchor::Start, face, content: line };
            write_text(&mut self.out, &text);
        }
    }
}

fn write_body(out: &mut String, scene: &Scene, prefix: &str) {
    let p = escaped(prefix);
    let _ = write!(out, "<title id=\"{p}-title\">{}</title>", escaped(&scene.title));
    let _ = write!(out, "<desc id=\"{p}-desc\">{}</desc>", escaped(&scene.description));
    write_patterns(out, scene, &p);
    for mark in &scene.marks {
        write_mark(out, mark, &p);
    }
    for text in &scene.texts {
        write_text(out, text);
    }
}

/// The patterns that the marks use; their colours are classes like all others.
fn write_patterns(out: &mut String, scene: &Scene, prefix: &str) {
    let mut used: Vec<Pattern> = scene.marks.iter().filter_map(|mark| mark.pattern).collect();
    used.sort_unstable();
    used.dedup();
    if used.is_empty() {
        return;
    }
    out.push_str("<defs>");
    for pattern in used {
        let name = pattern_name(pattern);
        let lines = match pattern {
            Pattern::Hatch | Pattern::HatchFocus => "M0 3H6",
            Pattern::Cross => "M0 3H6M3 0V6",
        };
        let _ = write!(
            out,
            "<pattern id=\"{prefix}-{name}\" class=\"{name}\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" \
             patternTransform=\"rotate(-45)\"><rect class=\"ground\" width=\"6\" height=\"6\"/>\
             <path class=\"stroke\" d=\"{lines}\"/></pattern>"
        );
    }
    out.push_str("</defs>");
}

fn pattern_name(pattern: Pattern) -> &'static str {
    match pattern {
        Pattern::Hatch => "hatch",
        Pattern::HatchFocus => "hatch-focus",
        Pattern::Cross => "cross-hatch",
    }
}

fn write_mark(out: &mut String, mark: &Mark, prefix: &str) {
    let class = &mark.class;
    // The attribute, not a rule: a reference in an outer style sheet would be read from that sheet.
    let fill =
        mark.pattern.map_or(String::new(), |pattern| format!(" fill=\"url(#{prefix}-{})\"", pattern_name(pattern)));
    let _ = match &mark.shape {
        Shape::Rect { x, y, width, height } => write!(
            out,
            "<rect class=\"{class}\"{fill} x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
            number(*x),
            number(*y),
            number(*width),
            number(*height),
        ),
        Shape::Line { from, to } => write!(out, "<path class=\"{class}\" d=\"{}\"/>", path(&[*from, *to], false),),
        Shape::Circle { centre, radius } => write!(
            out,
            "<circle class=\"{class}\"{fill} cx=\"{}\" cy=\"{}\" r=\"{}\"/>",
            number(centre.x),
            number(centre.y),
            number(*radius),
        ),
        Shape::Path(points) => write!(out, "<path class=\"{class}\" d=\"{}\"/>", path(points, false)),
        Shape::Area(points) => write!(out, "<path class=\"{class}\"{fill} d=\"{}\"/>", path(points, true)),
    };
}

fn path(points: &[ScenePoint], closed: bool) -> String {
    let mut out = String::new();
    for (index, point) in points.iter().enumerate() {
        let letter = if index == 0 { 'M' } else { 'L' };
        let _ = write!(out, "{letter}{} {}", number(point.x), number(point.y));
    }
    if closed {
        out.push('Z');
    }
    out
}

fn write_text(out: &mut String, text: &SceneText) {
    let anchor = match text.anchor {
        Anchor::Start => "",
        Anchor::Middle => " text-anchor=\"middle\"",
        Anchor::End => " text-anchor=\"end\"",
    };
    let _ = write!(
        out,
        "<text class=\"{}\" x=\"{}\" y=\"{}\"{anchor}>{}</text>",
        text.face.class,
        number(text.x),
        number(text.y),
        escaped(&text.content),
    );
}

/// One decimal is a quarter of what a screen can show; a number that is none would be a bug
/// elsewhere and is written as zero rather than as a broken file.
fn number(value: f64) -> String {
    let rounded = if value.is_finite() { (value * 10.0).round() / 10.0 } else { 0.0 };
    // Minus zero would differ in bytes without differing in place.
    format!("{}", rounded + 0.0)
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // Control characters are not allowed in XML at all.
            c if c.is_control() && c != '\n' && c != '\t' => {}
            c => out.push(c),
        }
    }
    out
}
