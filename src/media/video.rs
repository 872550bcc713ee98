//! Videos as they are passed on: the pictures and sounds, without what a telephone noted.

/// Boxes that hold others (ISO 14496-12).
const HOLDING: [&[u8]; 2] = [b"moov", b"trak"];

/// Boxes in which place, day and device stand; players do without them.
const NOTES: [&[u8]; 3] = [b"udta", b"meta", b"uuid"];

/// An MP4 whose notes are empty room, so that nothing else in it moves. Any other file, and
/// what follows a box that goes wrong, stays as it is.
pub fn without_notes(bytes: &[u8]) -> Vec<u8> {
    let mut out = bytes.to_vec();
    let mut open = Vec::new();
    open.push(0..bytes.len());
    while let Some(range) = open.pop() {
        let Some((kind, whole, head)) = first_box(bytes, range.clone()) else { continue };
        let inner = whole.start + head..whole.end;
        if NOTES.contains(&kind) {
            out[whole.start + 4..whole.start + 8].copy_from_slice(b"free");
            out[inner].fill(0);
        } else if HOLDING.contains(&kind) {
            open.push(inner);
        }
        open.push(whole.end..range.end);
    }
    out
}

/// The box at the beginning of a range: kind, range, length of its head.
fn first_box(bytes: &[u8], range: std::ops::Range<usize>) -> Option<(&[u8], std::ops::Range<usize>, usize)> {
    let start = range.start;
    let rest = bytes.get(range)?;
    let short = u32::from_be_bytes(rest.get(..4)?.try_into().ok()?);
    let (length, head) = match short {
        0 => (rest.len(), 8),
        1 => (usize::try_from(u64::from_be_bytes(rest.get(8..16)?.try_into().ok()?)).ok()?, 16),
        length => (length as usize, 8),
    };
    let kind = rest.get(4..8)?;
    (length >= head && length <= rest.len()).then(|| (kind, start..start + length, head))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn a_box(kind: &[u8], inner: &[u8]) -> Vec<u8> {
        let length = u32::try_from(inner.len() + 8).expect("a short box");
        [&length.to_be_bytes(), kind, inner].concat()
    }

    #[test]
    fn the_place_goes_and_nothing_moves() {
        let place = a_box(b"udta", &a_box(b"\xA9xyz", b"+36.65+117.00/"));
        let track = a_box(b"trak", &[a_box(b"tkhd", b"head"), a_box(b"meta", b"owner")].concat());
        let video = [
            a_box(b"ftyp", b"mp42"),
            a_box(b"moov", &[a_box(b"mvhd", b"1"), place, track].concat()),
            a_box(b"mdat", b"udta pictures"),
        ]
        .concat();
        let out = without_notes(&video);
        assert_eq!(out.len(), video.len());
        let has = |part: &[u8]| out.windows(part.len()).any(|window| window == part);
        assert!(!has(b"+36.65") && !has(b"owner"));
        assert!(has(b"head") && has(b"udta pictures") && has(b"mvhd"));
        for cut in 0..video.len() {
            assert_eq!(without_notes(&video[..cut]).len(), cut);
        }
    }
}
