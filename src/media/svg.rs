//! Drawings in SVG: how large they are, that they are drawings alone, and what of them is shown.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, Writer, XmlVersion};

use super::facts::MediaFault;

/// Elements that act, or that hold something else than a drawing.
const ACTING: [&str; 10] =
    ["script", "foreignobject", "iframe", "embed", "object", "audio", "video", "image", "handler", "listener"];

/// What of a style sheet acts, or brings something from elsewhere.
const ACTING_STYLES: [&str; 4] = ["@import", "javascript:", "expression(", "\\"];

/// Prefixes of attributes that belong to the drawing; those of editors go.
const PREFIXES: [&str; 3] = ["xml", "xlink", "xmlns"];

/// Width and height of a drawing.
///
/// # Errors
/// When it is none, or does more than to be looked at.
pub fn size(bytes: &[u8]) -> Result<(u32, u32), MediaFault> {
    drawing(bytes).map(|drawing| drawing.size)
}

/// The drawing without what an editor noted: remarks, who made it, in which folder it lay.
///
/// # Errors
/// When it is none, or does more than to be looked at.
pub fn clean(bytes: &[u8]) -> Result<Vec<u8>, MediaFault> {
    drawing(bytes).map(|drawing| drawing.bytes)
}

struct Drawing {
    size: (u32, u32),
    bytes: Vec<u8>,
}

fn broken(error: impl std::fmt::Display) -> MediaFault {
    MediaFault::Broken(error.to_string())
}

fn drawing(bytes: &[u8]) -> Result<Drawing, MediaFault> {
    let text = std::str::from_utf8(bytes).map_err(|_| MediaFault::OtherBytes(None))?;
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    let mut writer = Writer::new(Vec::new());
    let (mut size, mut depth, mut noted, mut in_style) = (None, 0_usize, None, false);
    loop {
        let event = reader.read_event().map_err(|error| match size {
            Some(_) => broken(error),
            None => MediaFault::OtherBytes(None),
        })?;
        match &event {
            Event::Start(start) | Event::Empty(start) => {
                if size.is_none() {
                    size = Some(size_of_root(start)?);
                }
                refuse_acting(start)?;
                let opens = matches!(event, Event::Start(_));
                in_style = opens && name(start) == "style";
                if noted.is_none() && is_note(start) {
                    noted = Some(depth);
                }
                if noted.is_none() {
                    let kept = without_notes(start)?;
                    writer.write_event(if opens { Event::Start(kept) } else { Event::Empty(kept) }).map_err(broken)?;
                }
                depth += usize::from(opens);
                if noted == Some(depth) {
                    noted = None;
                }
                continue;
            }
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                in_style = false;
            }
            Event::Text(text) => refuse_style(&text.xml10_content())?,
            Event::CData(text) => refuse_style(&text.xml10_content())?,
            Event::GeneralRef(reference) if in_style && reference.is_char_ref() => {
                return Err(MediaFault::ActiveDrawing("&#…;"));
            }
            Event::DocType(declared) if declared.xml10_content().contains('[') => {
                return Err(MediaFault::ActiveDrawing("ENTITY"));
            }
            Event::PI(instruction) if instruction.target() == "xml-stylesheet" => {
                return Err(MediaFault::ActiveDrawing("xml-stylesheet"));
            }
            Event::Eof => break,
            Event::Decl(_) | Event::DocType(_) | Event::PI(_) | Event::Comment(_) | Event::GeneralRef(_) => {}
        }
        let kept = !matches!(event, Event::DocType(_) | Event::PI(_) | Event::Comment(_));
        if noted.is_none() && kept {
            writer.write_event(event.borrow()).map_err(broken)?;
        }
        if matches!(event, Event::End(_)) && noted == Some(depth) {
            noted = None;
        }
    }
    match size {
        Some(_) if depth > 0 => Err(broken("</svg>")),
        Some(size) => Ok(Drawing { size, bytes: writer.into_inner() }),
        None => Err(MediaFault::OtherBytes(None)),
    }
}

fn name(start: &BytesStart<'_>) -> String {
    start.local_name().as_ref().to_string().to_ascii_lowercase()
}

fn prefix(whole: &str) -> &str {
    whole.split_once(':').map_or("", |(prefix, _)| prefix)
}

/// Whether an element is for editors alone.
fn is_note(start: &BytesStart<'_>) -> bool {
    let whole = start.name();
    name(start) == "metadata" || !matches!(prefix(whole.as_ref()), "" | "svg")
}

fn without_notes(start: &BytesStart<'_>) -> Result<BytesStart<'static>, MediaFault> {
    let mut kept = BytesStart::new(start.name().as_ref().to_string());
    for attribute in start.attributes() {
        let attribute = attribute.map_err(broken)?;
        let prefix = prefix(attribute.key.as_ref());
        if prefix.is_empty() || PREFIXES.contains(&prefix) {
            kept.push_attribute(attribute);
        }
    }
    Ok(kept)
}

/// Refuses elements and attributes that act, and those that bring something from elsewhere.
fn refuse_acting(start: &BytesStart<'_>) -> Result<(), MediaFault> {
    let name = name(start);
    if let Some(acting) = ACTING.iter().find(|acting| **acting == name) {
        return Err(MediaFault::ActiveDrawing(acting));
    }
    for attribute in start.attributes() {
        let attribute = attribute.map_err(broken)?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(broken)?;
        let key = attribute.key.local_name().as_ref().to_string().to_ascii_lowercase();
        let target = if key == "attributename" { value.to_ascii_lowercase() } else { key.clone() };
        if target.starts_with("on") {
            return Err(MediaFault::ActiveDrawing("on…="));
        }
        let leads = matches!(key.as_str(), "href" | "src") && !value.trim_start().starts_with('#');
        if leads || key == "attributename" && target.ends_with("href") {
            return Err(MediaFault::ActiveDrawing("href="));
        }
        if prefix(attribute.key.as_ref()) != "xmlns" {
            refuse_style(&value)?;
        }
    }
    Ok(())
}

/// Refuses what acts in styles; `url(#…)` is a part of the same drawing.
fn refuse_style(text: &str) -> Result<(), MediaFault> {
    let low = text.to_ascii_lowercase();
    if let Some(acting) = ACTING_STYLES.iter().find(|acting| low.contains(**acting)) {
        return Err(MediaFault::ActiveDrawing(acting));
    }
    let outside = |(at, found): (usize, &str)| {
        !low[at + found.len()..]
            .trim_start_matches(|c: char| c.is_whitespace() || c == '"' || c == '\'')
            .starts_with('#')
    };
    match low.match_indices("url(").any(outside) {
        true => Err(MediaFault::ActiveDrawing("url()")),
        false => Ok(()),
    }
}

fn size_of_root(root: &BytesStart<'_>) -> Result<(u32, u32), MediaFault> {
    if name(root) != "svg" {
        return Err(MediaFault::OtherBytes(None));
    }
    let value = |name: &str| {
        let found = root.attributes().flatten().find(|attribute| attribute.key.as_ref() == name)?;
        Some(found.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
    };
    let length = |name| value(name).and_then(|length| pixels(&length));
    if let (Some(width), Some(height)) = (length("width"), length("height")) {
        return Ok((width, height));
    }
    let frame: Vec<u32> = value("viewBox")
        .map(|frame| frame.split([' ', ',']).filter(|part| !part.is_empty()).filter_map(pixels).collect())
        .unwrap_or_default();
    match frame.as_slice() {
        [_, _, width, height] => Ok((*width, *height)),
        _ => Err(broken("viewBox")),
    }
}

/// The whole pixels of a length; one in percent or millimetres has none.
fn pixels(length: &str) -> Option<u32> {
    let digits = length.trim().trim_end_matches("px");
    let whole = digits.trim_start_matches('-').split('.').next()?;
    whole.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_has_a_size() {
        for (drawing, size_of_it) in [
            (
                "<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg' width='40px' height=\"30.5\"></svg>",
                (40, 30),
            ),
            ("<svg viewBox=\"-1 0 200, 100\" width=\"100%\"><path d='M0 0'/></svg>", (200, 100)),
            ("<svg width='4' height='3'><path fill='url(#a)'/><style>a &gt; b {fill: url('#a')}</style></svg>", (4, 3)),
        ] {
            assert_eq!(size(drawing.as_bytes()), Ok(size_of_it), "{drawing}");
        }
        for none in ["<html/>", "", "words", "<svg"] {
            assert_eq!(size(none.as_bytes()), Err(MediaFault::OtherBytes(None)), "{none}");
        }
        for cut in ["<svg width='1' height='1'>", "<svg width='1' height='1'><a></svg>", "<svg/>"] {
            assert!(matches!(size(cut.as_bytes()), Err(MediaFault::Broken(_))), "{cut}");
        }
    }

    #[test]
    fn a_drawing_that_acts_is_refused() {
        for inner in [
            "<script>alert(1)</script>",
            "<s:script xmlns:s='http://www.w3.org/2000/svg'/>",
            "<g onload = 'alert(1)'/>",
            "<a xlink:href='java&#115;cript:x'/>",
            "<use href=\"//example.org/x.svg#a\"/>",
            "<image href=\"data:image/jpeg;base64,AA\"/>",
            "<set attributeName='onload' to='x'/>",
            "<animate attributeName='xlink:href' to='x'/>",
            "<style>@import 'x'</style>",
            "<style><![CDATA[a { fill: url( 'http://example.org') }]]></style>",
            "<style>a { fill: u&#114;l(http://example.org) }</style>",
            "<path style='fill: \\75rl(http://example.org)'/>",
            "<metadata><script/></metadata>",
        ] {
            let drawing = format!("<svg width='1' height='1'>{inner}</svg>");
            assert!(matches!(size(drawing.as_bytes()), Err(MediaFault::ActiveDrawing(_))), "{drawing}");
        }
        for before in ["<!DOCTYPE svg [<!ENTITY a 'b'>]>", "<?xml-stylesheet href='x'?>"] {
            let drawing = format!("{before}<svg width='1' height='1'/>");
            assert!(matches!(size(drawing.as_bytes()), Err(MediaFault::ActiveDrawing(_))), "{drawing}");
        }
    }

    #[test]
    fn what_an_editor_noted_does_not_go_out() {
        let drawing = "<?xml version=\"1.0\"?><!-- by A --><svg width=\"1\" height=\"1\" xmlns:xlink=\"x\" \
                       sodipodi:docname=\"/home/a/map.svg\"><metadata><dc:creator>A</dc:creator></metadata>\
                       <sodipodi:namedview a=\"1\"/><g id=\"a\">甲 &amp; 乙</g><use xlink:href=\"#a\"/></svg>";
        let shown = "<?xml version=\"1.0\"?><svg width=\"1\" height=\"1\" xmlns:xlink=\"x\">\
                     <g id=\"a\">甲 &amp; 乙</g><use xlink:href=\"#a\"/></svg>";
        assert_eq!(clean(drawing.as_bytes()).map(String::from_utf8), Ok(Ok(shown.to_owned())));
    }
}
