//! What a file is: its ending says it, and its bytes have to agree.

use std::io::Cursor;

use super::facts::{AttachmentForm, MediaFault, MediaKind, PictureFacts, PictureFormat};
use super::orientation::{Turn, turn_of};
use super::svg;

/// The most pixels of a picture that is taken in: a camera of today makes half as many.
const MOST_PIXELS: u64 = 100_000_000;

/// Endings of pictures that are shown.
const PICTURES: [(&str, PictureFormat); 5] = [
    ("jpg", PictureFormat::Jpeg),
    ("jpeg", PictureFormat::Jpeg),
    ("png", PictureFormat::Png),
    ("webp", PictureFormat::WebP),
    ("svg", PictureFormat::Svg),
];

/// Endings of pictures that are not.
const OTHER_PICTURES: [&str; 8] = ["avif", "bmp", "gif", "heic", "heif", "ico", "tif", "tiff"];

/// How files that are passed on begin: at a byte, with some bytes.
const ATTACHMENTS: [(&str, &str, bool, usize, &[u8]); 11] = [
    ("pdf", "PDF", false, 0, b"%PDF-"),
    ("ofd", "OFD", false, 0, b"PK\x03\x04"),
    ("docx", "Word", false, 0, b"PK\x03\x04"),
    ("xlsx", "Excel", false, 0, b"PK\x03\x04"),
    ("odt", "ODT", false, 0, b"PK\x03\x04"),
    ("ods", "ODS", false, 0, b"PK\x03\x04"),
    ("doc", "Word", false, 0, b"\xD0\xCF\x11\xE0"),
    ("xls", "Excel", false, 0, b"\xD0\xCF\x11\xE0"),
    ("csv", "CSV", false, 0, b""),
    ("mp4", "MP4", true, 4, b"ftyp"),
    ("webm", "WebM", true, 0, b"\x1A\x45\xDF\xA3"),
];

/// How some kinds of files begin, to say what one is that is not what it is called.
const BEGINNINGS: [(usize, &[u8], &str); 13] = [
    (0, b"\xFF\xD8\xFF", "JPEG"),
    (0, b"\x89PNG\r\n\x1A\n", "PNG"),
    (8, b"WEBP", "WebP"),
    (0, b"GIF8", "GIF"),
    (0, b"BM", "BMP"),
    (0, b"II*\0", "TIFF"),
    (0, b"MM\0*", "TIFF"),
    (4, b"ftypheic", "HEIC"),
    (4, b"ftypavif", "AVIF"),
    (4, b"ftyp", "MP4"),
    (0, b"%PDF-", "PDF"),
    (0, b"PK\x03\x04", "ZIP"),
    (0, b"\xD0\xCF\x11\xE0", "Word 97"),
];

/// The ending of a file's name, in small letters.
pub fn ending_of(name: &str) -> String {
    name.rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_ascii_lowercase())
}

/// Whether files with such an ending stand beside texts.
pub fn is_media(ending: &str) -> bool {
    PICTURES.iter().any(|(known, _)| *known == ending)
        || OTHER_PICTURES.contains(&ending)
        || ATTACHMENTS.iter().any(|(known, ..)| *known == ending)
}

/// What a file is, by its name and bytes.
///
/// # Errors
/// Why it cannot be published.
pub fn inspect(name: &str, bytes: &[u8]) -> Result<MediaKind, MediaFault> {
    let ending = ending_of(name);
    if let Some((_, format)) = PICTURES.iter().find(|(known, _)| *known == ending) {
        return picture(*format, bytes).map(MediaKind::Picture);
    }
    let attachment = ATTACHMENTS.iter().find(|(known, ..)| *known == ending).ok_or(MediaFault::Unsupported)?;
    let (ending, name, video, at, beginning) = *attachment;
    if bytes.is_empty() || !bytes.get(at..).is_some_and(|rest| rest.starts_with(beginning)) {
        return Err(MediaFault::OtherBytes(what_it_is(bytes)));
    }
    if ending == "pdf" && !has_end(bytes) {
        return Err(MediaFault::Broken("no %%EOF".to_owned()));
    }
    Ok(MediaKind::Attachment(AttachmentForm { ending, name, video }))
}

/// Whether the end mark of a PDF stands in the last kilobyte, where readers look for it.
fn has_end(bytes: &[u8]) -> bool {
    let tail = &bytes[bytes.len().saturating_sub(1024)..];
    tail.windows(5).any(|window| window == b"%%EOF")
}

fn what_it_is(bytes: &[u8]) -> Option<&'static str> {
    let known =
        |(at, beginning, _): &&(usize, &[u8], &str)| bytes.get(*at..).is_some_and(|rest| rest.starts_with(beginning));
    BEGINNINGS.iter().find(known).map(|(_, _, name)| *name)
}

fn picture(format: PictureFormat, bytes: &[u8]) -> Result<PictureFacts, MediaFault> {
    let expected = match format {
        PictureFormat::Jpeg => Some("JPEG"),
        PictureFormat::Png => Some("PNG"),
        PictureFormat::WebP => Some("WebP"),
        PictureFormat::Svg => None,
    };
    let found = what_it_is(bytes);
    if found != expected {
        return Err(MediaFault::OtherBytes(found));
    }
    let (width, height, turn) = match format {
        PictureFormat::Jpeg => jpeg(bytes)?,
        PictureFormat::Png => png(bytes)?,
        PictureFormat::WebP => webp(bytes)?,
        PictureFormat::Svg => svg::size(bytes).map(|(width, height)| (width, height, Turn::default()))?,
    };
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(MediaFault::TooManyPixels(width, height));
    }
    if width == 0 || height == 0 {
        return Err(MediaFault::Broken("0 × 0".to_owned()));
    }
    // A photograph packed without loss has more bytes than pixels.
    let packed = bytes.len() as u64 * 4 < u64::from(width) * u64::from(height) * 3;
    let drawing = format == PictureFormat::Svg || format == PictureFormat::Png && packed;
    let (width, height) = if turn.on_its_side() { (height, width) } else { (width, height) };
    Ok(PictureFacts { format, width, height, turn, drawing })
}

fn broken(error: impl std::fmt::Display) -> MediaFault {
    MediaFault::Broken(error.to_string())
}

fn jpeg(bytes: &[u8]) -> Result<(u32, u32, Turn), MediaFault> {
    let mut decoder = super::raster::jpeg_decoder(bytes);
    decoder.decode_headers().map_err(|error| broken(format!("{error:?}")))?;
    let (width, height) = decoder.dimensions().ok_or_else(|| broken("no size"))?;
    let side = |side: usize| u32::try_from(side).unwrap_or(u32::MAX);
    Ok((side(width), side(height), decoder.exif().map_or_else(Turn::default, |exif| turn_of(exif))))
}

fn png(bytes: &[u8]) -> Result<(u32, u32, Turn), MediaFault> {
    let mut decoder = png::Decoder::new(Cursor::new(bytes));
    let info = decoder.read_header_info().map_err(broken)?;
    Ok((info.width, info.height, Turn::default()))
}

fn webp(bytes: &[u8]) -> Result<(u32, u32, Turn), MediaFault> {
    let mut decoder = image_webp::WebPDecoder::new(Cursor::new(bytes)).map_err(broken)?;
    let (width, height) = decoder.dimensions();
    let exif = decoder.exif_metadata().ok().flatten();
    Ok((width, height, exif.map_or_else(Turn::default, |exif| turn_of(&exif))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_have_to_be_what_the_ending_says() {
        for (name, bytes, fault) in [
            ("a.jpg", &b"\x89PNG\r\n\x1A\n"[..], MediaFault::OtherBytes(Some("PNG"))),
            ("a.pdf", b"<html>", MediaFault::OtherBytes(None)),
            ("a.pdf", b"%PDF-1.7 cut off", MediaFault::Broken("no %%EOF".to_owned())),
            ("a.docx", b"\xD0\xCF\x11\xE0", MediaFault::OtherBytes(Some("Word 97"))),
            ("a.heic", b"", MediaFault::Unsupported),
            ("a.csv", b"", MediaFault::OtherBytes(None)),
        ] {
            assert_eq!(inspect(name, bytes), Err(fault), "{name}");
        }
        assert!(inspect("a.PDF", b"%PDF-1.4\n%%EOF\n").is_ok());
    }

    #[test]
    fn a_picture_of_too_many_pixels_is_refused_by_its_head() {
        let mut bytes = b"\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR".to_vec();
        bytes.extend(20_000_u32.to_be_bytes());
        bytes.extend(10_000_u32.to_be_bytes());
        bytes.extend([8, 2, 0, 0, 0]);
        let mut crc = flate2::Crc::new();
        crc.update(&bytes[12..]);
        bytes.extend(crc.sum().to_be_bytes());
        assert_eq!(inspect("a.png", &bytes), Err(MediaFault::TooManyPixels(20_000, 10_000)));
    }
}
