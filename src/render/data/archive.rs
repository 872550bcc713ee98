//! A ZIP archive of files as they are: stored, with fixed times, so that the same files
//! give the same bytes.

/// The format's own beginning of time: 1 January 1980.
const DATE: u16 = (1 << 5) | 1;

/// Packs files, each with its path in the archive.
pub fn archive(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut directory = Vec::new();
    for (path, bytes) in files {
        let start = number(out.len());
        let head = head(path, bytes);
        out.extend(0x0403_4b50_u32.to_le_bytes());
        out.extend(&head);
        out.extend(path.as_bytes());
        out.extend(bytes);
        directory.extend(0x0201_4b50_u32.to_le_bytes());
        // Made by version 2.0 on no particular system.
        directory.extend(20_u16.to_le_bytes());
        directory.extend(&head);
        // No comment, first disk, no attributes.
        directory.extend([0; 10]);
        directory.extend(start.to_le_bytes());
        directory.extend(path.as_bytes());
    }
    let (start, size) = (number(out.len()), number(directory.len()));
    let count = u16::try_from(files.len()).unwrap_or(u16::MAX).to_le_bytes();
    out.extend(directory);
    out.extend(0x0605_4b50_u32.to_le_bytes());
    out.extend([0; 4]);
    out.extend(count);
    out.extend(count);
    out.extend(size.to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend([0; 2]);
    out
}

/// What the local header and the directory say alike of a file.
fn head(path: &str, bytes: &[u8]) -> Vec<u8> {
    let mut head = Vec::new();
    let size = number(bytes.len());
    // Version needed, names in UTF-8, stored, time, date.
    for half in [20, 1 << 11, 0, 0, DATE] {
        head.extend(u16::to_le_bytes(half));
    }
    for word in [checksum(bytes), size, size] {
        head.extend(word.to_le_bytes());
    }
    let length = u16::try_from(path.len()).unwrap_or(u16::MAX);
    head.extend(length.to_le_bytes());
    head.extend([0; 2]);
    head
}

/// Positions past 4 GiB do not occur: the files are texts of some megabytes.
fn number(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

/// CRC-32 as the format wants it.
fn checksum(bytes: &[u8]) -> u32 {
    let mut sum = u32::MAX;
    for byte in bytes {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = if sum & 1 == 1 { (sum >> 1) ^ 0xEDB8_8320 } else { sum >> 1 };
        }
    }
    !sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_the_known_one() {
        assert_eq!(checksum(b"123456789"), 0xCBF4_3926);
    }

    #[test]
    fn the_same_files_give_the_same_bytes() {
        let files = [("a.csv".to_owned(), b"x".to_vec()), ("数据.csv".to_owned(), Vec::new())];
        let packed = archive(&files);
        assert_eq!(packed, archive(&files));
        assert_eq!(&packed[..4], b"PK\x03\x04");
        assert_eq!(packed.len(), 2 * (30 + 46) + 22 + 2 * (5 + "数据.csv".len()) + 1);
    }
}
