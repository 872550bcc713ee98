//! Lists the files that the program carries: the built-in theme, the language of tables, and
//! the smallest portal.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let marks = "data/marks.yaml";
    println!("cargo::rerun-if-changed={marks}");
    write_list("built_in.rs", "BUILT_IN", &root, &["themes/gongbao"], &[marks])?;
    let starter = root.join("tests/portals/smallest");
    write_list("starter.rs", "STARTER", &starter, &["data", "content"], &[])
}

/// Writes the declaration of a list of all files in some folders, and of single ones, with
/// their paths below a base.
fn write_list(name: &str, list_name: &str, base: &Path, folders: &[&str], single: &[&str]) -> io::Result<()> {
    let mut files: Vec<PathBuf> = single.iter().map(|file| base.join(file)).collect();
    for folder in folders.iter().map(|folder| base.join(folder)) {
        println!("cargo::rerun-if-changed={}", folder.display());
        collect(&folder, &mut files)?;
    }
    files.sort();
    let mut list = format!("static {list_name}: [BuiltIn; {}] = [", files.len());
    for file in &files {
        let path = file.strip_prefix(base).unwrap_or(file);
        let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
        let name = parts.join("/");
        let _ = writeln!(
            list,
            "    BuiltIn {{ path: {name:?}, bytes: include_bytes!({:?}) }},",
            file.display().to_string()
        );
    }
    list.push_str("];\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join(name), list)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            println!("cargo::rerun-if-changed={}", path.display());
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
