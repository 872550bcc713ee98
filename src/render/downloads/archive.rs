//! A compressed ZIP archive with fixed times, so that the same files give the same bytes on
//! any machine.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Packs files, each with its path in the archive, one after the other.
///
/// # Errors
/// When a path or size is beyond the format.
pub fn archive(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> zip::result::ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        // The format's own beginning of time: 1 January 1980.
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in files {
        writer.start_file(path.as_str(), options)?;
        writer.write_all(&bytes)?;
    }
    Ok(writer.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_files_give_the_same_bytes_and_come_back() {
        let files = [("a.csv".to_owned(), b"x,y\r\n".repeat(200)), ("数据.csv".to_owned(), Vec::new())];
        let packed = archive(files.clone()).expect("two small files can be packed");
        assert_eq!(packed, archive(files.clone()).expect("two small files can be packed"));
        assert!(packed.len() < 400, "repeated lines are compressed: {} bytes", packed.len());
        let mut archive = zip::ZipArchive::new(Cursor::new(packed)).expect("what was packed can be read");
        for (path, bytes) in &files {
            let mut file = archive.by_name(path).expect("the path is in the archive");
            let mut read = Vec::new();
            std::io::copy(&mut file, &mut read).expect("the file can be read");
            assert_eq!(&read, bytes, "{path}");
        }
    }
}
