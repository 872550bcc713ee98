//! Which file of a module takes names from which, read from the code.

use std::collections::{BTreeMap, BTreeSet};

/// The name at the beginning of a text.
pub fn name_at(text: &str) -> String {
    text.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect()
}

/// Which file takes names from which, within one module. A name that a `mod.rs` re-exports
/// is taken from the file that defines it.
pub struct FileGraph {
    /// The code of each file, by its path without `/mod.rs` or `.rs`.
    code: BTreeMap<String, String>,
    /// Those that are a `mod.rs`.
    roots: BTreeSet<String>,
    edges: BTreeMap<String, BTreeSet<String>>,
}

impl FileGraph {
    /// The graph of some files, each with its path below `src` and its code.
    pub fn of(files: &[(&str, &str)]) -> FileGraph {
        let stem = |path: &str| path.trim_end_matches(".rs").trim_end_matches("/mod").to_owned();
        let mut graph = FileGraph {
            code: files.iter().map(|(path, code)| (stem(path), (*code).to_owned())).collect(),
            roots: files.iter().filter(|(path, _)| path.ends_with("/mod.rs")).map(|(path, _)| stem(path)).collect(),
            edges: BTreeMap::new(),
        };
        let imports = |file: &String| -> BTreeSet<String> {
            let paths = paths_in(&graph.code[file]).into_iter();
            let targets = paths.filter_map(|path| graph.resolve(&graph.absolute(file, &path)?, 0));
            let module = |path: &str| path.split('/').next().unwrap_or("").to_owned();
            targets.filter(|target| target != file && module(target) == module(file)).collect()
        };
        graph.edges = graph.code.keys().map(|file| (file.clone(), imports(file))).collect();
        graph
    }

    /// Whether a file takes names from another.
    pub fn imports(&self, file: &str, other: &str) -> bool {
        self.edges.get(file).is_some_and(|edges| edges.contains(other))
    }

    /// A path from the crate's root, in pieces; nothing for one that leads to another crate.
    fn absolute(&self, file: &str, path: &str) -> Option<Vec<String>> {
        let mut pieces: Vec<&str> = path.split("::").map(str::trim).collect();
        if pieces.last() == Some(&"*") || (pieces.last() == Some(&"self") && pieces.len() > 1) {
            pieces.pop();
        }
        let mut base: Vec<&str> = file.split('/').collect();
        let first = *pieces.first()?;
        if first == "crate" {
            base.clear();
            pieces.remove(0);
        } else if first == "self" {
            pieces.remove(0);
        } else if first == "super" {
            while pieces.first() == Some(&"super") {
                base.pop();
                pieces.remove(0);
            }
        } else if !self.code.contains_key(&format!("{file}/{first}")) {
            return None;
        }
        Some(base.into_iter().chain(pieces).map(str::to_owned).collect())
    }

    /// The file that defines what a path leads to.
    fn resolve(&self, path: &[String], depth: usize) -> Option<String> {
        let length = (1..=path.len()).rev().find(|length| self.code.contains_key(&path[..*length].join("/")))?;
        let file = path[..length].join("/");
        let Some(name) = path.get(length).filter(|_| depth < 8) else { return Some(file) };
        for reexport in reexports_in(&self.code[&file]) {
            let glob = reexport.ends_with("::*");
            let Some(mut target) = self.absolute(&file, &reexport) else { continue };
            if glob {
                let found = self.resolve(&target, depth + 1);
                if let Some(found) = found.filter(|found| defines(&self.code[found], name)) {
                    return Some(found);
                }
            } else if target.last() == Some(name) {
                target.extend_from_slice(&path[length + 1..]);
                return self.resolve(&target, depth + 1);
            }
        }
        Some(file)
    }

    /// The groups of files that reach each other: first those without the roots of folders,
    /// marked `false`, then those that need a root.
    pub fn circles(&self) -> Vec<(bool, Vec<String>)> {
        let leaves = self.circles_among(&|file| !self.roots.contains(file));
        let all = self.circles_among(&|_| true);
        let with_root = all.into_iter().filter(|circle| !leaves.contains(circle));
        leaves.iter().cloned().map(|circle| (false, circle)).chain(with_root.map(|circle| (true, circle))).collect()
    }

    fn reached_from<'g>(&'g self, start: &'g String, chosen: &dyn Fn(&String) -> bool) -> BTreeSet<&'g String> {
        let mut seen = BTreeSet::new();
        let mut open = vec![start];
        while let Some(file) = open.pop() {
            open.extend(self.edges[file].iter().filter(|next| chosen(next) && seen.insert(*next)));
        }
        seen
    }

    fn circles_among(&self, chosen: &dyn Fn(&String) -> bool) -> Vec<Vec<String>> {
        let files: Vec<&String> = self.code.keys().filter(|file| chosen(file)).collect();
        let reached: BTreeMap<&String, BTreeSet<&String>> =
            files.iter().map(|file| (*file, self.reached_from(file, chosen))).collect();
        let mut circles: BTreeSet<Vec<String>> = BTreeSet::new();
        for file in files.iter().filter(|file| reached[*file].contains(*file)) {
            let circle = reached[file].iter().filter(|other| reached[*other].contains(file));
            circles.insert(circle.map(|other| (*other).clone()).collect());
        }
        circles.into_iter().collect()
    }
}

/// All paths that a code uses: those of `use`, each item by itself, those written out, and
/// those that begin with a module that it declares.
fn paths_in(code: &str) -> Vec<String> {
    let mut paths: Vec<String> = uses_in(code).into_iter().map(|(_, path)| path).collect();
    let words = code.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == ':'));
    paths.extend(words.filter(|word| word.contains("::")).map(|word| word.trim_matches(':').to_owned()));
    paths
}

/// What a code hands on.
fn reexports_in(code: &str) -> Vec<String> {
    uses_in(code).into_iter().filter(|(public, _)| *public).map(|(_, path)| path).collect()
}

/// Each item of each `use`, and whether it is public.
fn uses_in(code: &str) -> Vec<(bool, String)> {
    let mut found = Vec::new();
    for statement in code.split(';') {
        let Some(at) = statement
            .rfind("use ")
            .filter(|at| statement[..*at].chars().next_back().is_none_or(|c| c.is_whitespace() || c == '}'))
        else {
            continue;
        };
        let before = statement[..at].trim_end();
        let public = before.ends_with("pub") || before.ends_with(')') && before.contains("pub(");
        found.extend(items_of(statement[at + 4..].trim()).into_iter().map(|path| (public, path)));
    }
    found
}

/// `a::{b, c::{d, e}}` is `a::b`, `a::c::d` and `a::c::e`.
fn items_of(tree: &str) -> Vec<String> {
    let Some((start, inside)) = tree.split_once('{') else {
        return vec![tree.split(" as ").next().unwrap_or("").trim().to_owned()];
    };
    let inside = inside.rsplit_once('}').map_or(inside, |(inside, _)| inside);
    let (mut depth, mut parts) = (0, vec![String::new()]);
    for c in inside.chars() {
        depth += i32::from(c == '{') - i32::from(c == '}');
        match parts.last_mut().filter(|_| c != ',' || depth > 0) {
            Some(part) => part.push(c),
            None => parts.push(String::new()),
        }
    }
    let parts = parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty());
    parts.flat_map(items_of).map(|item| format!("{}{item}", start.trim())).collect()
}

fn defines(code: &str, name: &str) -> bool {
    let kinds = ["struct ", "enum ", "trait ", "fn ", "const ", "static ", "type "];
    kinds.iter().any(|kind| code.match_indices(kind).any(|(at, _)| name_at(&code[at + kind.len()..]) == name))
}

#[test]
fn the_graph_of_files_sees_every_way_to_import() {
    let graph = FileGraph::of(&[
        ("a/mod.rs", "mod one; mod two; pub mod deep; pub use one::Thing; pub use two::*;"),
        ("a/one.rs", "use super::two::{self, Other};"),
        ("a/two.rs", "pub struct Other; fn f() { crate::a::deep::leaf::g() }"),
        ("a/deep/mod.rs", "pub mod leaf; use super::Thing;"),
        ("a/deep/leaf.rs", "use super::super::Other;"),
    ]);
    let circles = graph.circles();
    assert_eq!(circles, [(false, vec!["a/deep/leaf".to_owned(), "a/two".to_owned()])]);
    assert!(graph.imports("a/one", "a/two") && graph.imports("a/deep", "a/one"));
}
