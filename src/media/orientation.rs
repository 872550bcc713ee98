//! How a camera was held, from what it notes in the picture (Exif 2.32, tag 0x0112).

/// How a picture is to be turned to stand upright.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Turn {
    /// Columns and rows change places, first of all.
    pub transposed: bool,
    pub mirrored: bool,
    pub upside_down: bool,
}

impl Turn {
    /// Whether width and height change places.
    pub fn on_its_side(self) -> bool {
        self.transposed
    }

    fn of_tag(tag: u16) -> Turn {
        let turn = |transposed, mirrored, upside_down| Turn { transposed, mirrored, upside_down };
        match tag {
            2 => turn(false, true, false),
            3 => turn(false, true, true),
            4 => turn(false, false, true),
            5 => turn(true, false, false),
            6 => turn(true, true, false),
            7 => turn(true, true, true),
            8 => turn(true, false, true),
            _ => Turn::default(),
        }
    }
}

/// The turn that Exif data asks for; none where it cannot be read.
pub fn turn_of(exif: &[u8]) -> Turn {
    tag(exif.strip_prefix(b"Exif\0\0").unwrap_or(exif)).map_or_else(Turn::default, Turn::of_tag)
}

fn tag(tiff: &[u8]) -> Option<u16> {
    const ORIENTATION: u16 = 0x0112;
    let little = match tiff.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let bytes = [*tiff.get(at)?, *tiff.get(at + 1)?];
        Some(if little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    };
    let long = |at: usize| {
        let (a, b) = (u32::from(short(at)?), u32::from(short(at + 2)?));
        Some(if little { (b << 16) | a } else { (a << 16) | b })
    };
    let directory = usize::try_from(long(4)?).ok()?;
    let entries = usize::from(short(directory)?);
    (0..entries)
        .map(|entry| directory + 2 + entry * 12)
        .find(|at| short(*at) == Some(ORIENTATION))
        .and_then(|at| short(at + 8))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tag_is_read_in_both_orders_of_bytes() {
        let little = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0";
        let big = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0";
        for exif in [&little[..], big] {
            assert_eq!(turn_of(exif), Turn { transposed: true, mirrored: true, upside_down: false });
        }
        for wrong in [&b""[..], b"II*\0", b"II*\0\xFF\xFF\xFF\xFF", b"JUNKJUNK"] {
            assert_eq!(turn_of(wrong), Turn::default());
        }
    }
}
