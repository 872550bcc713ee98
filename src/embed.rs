//! Lists the files that the program carries: the built-in theme, and the language of tables.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let theme = root.join("themes/gongbao");
    println!("cargo::rerun-if-changed=themes/gongbao");
    let mut files = Vec::new();
    collect(&theme, &mut files)?;
    println!("cargo::rerun-if-changed=data/marks.yaml");
    files.push(root.join("data/marks.yaml"));
    files.sort();
    let mut list = String::from("static BUILT_IN: [BuiltIn; ");
    let _ = writeln!(list, "{}] = [", files.len());
    for file in &files {
        let path = file.strip_prefix(&root).unwrap_or(file);
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
    fs::write(out.join("built_in.rs"), list)
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
