//! What `cargo package` packs is enough to build from, and holds nothing that only this tree needs.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::process::Command;

/// The files of the package, from its root.
fn list_packed() -> BTreeSet<PathBuf> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| env!("CARGO").into());
    let mut command = Command::new(cargo);
    command.args(["package", "--list", "--allow-dirty", "--offline"]).current_dir(env!("CARGO_MANIFEST_DIR"));
    let listed = command.output().expect("cargo");
    assert!(listed.status.success(), "{}", String::from_utf8_lossy(&listed.stderr));
    String::from_utf8_lossy(&listed.stdout).lines().map(PathBuf::from).collect()
}

fn list_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries.flat_map(|path| if path.is_dir() { list_files(&path) } else { vec![path] }).collect()
}

/// The path without what goes up in it.
fn straighten(path: &Path) -> PathBuf {
    path.components().fold(PathBuf::new(), |mut straight, part| {
        if part == Component::ParentDir {
            straight.pop();
        } else {
            straight.push(part);
        }
        straight
    })
}

#[test]
fn what_the_source_takes_in_is_packed_and_nothing_of_the_workshop() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let packed = list_packed();
    let mut needed: Vec<PathBuf> = list_files(&root.join("examples/practice"));
    for file in list_files(&root.join("src")) {
        let text = String::from_utf8_lossy(&fs::read(&file).expect("a source file")).into_owned();
        let named = text.split("include_str!(\"").skip(1).filter_map(|rest| rest.split('"').next());
        let beside = file.parent().expect("a folder");
        needed.extend(named.map(|named| straighten(&beside.join(named))));
        needed.push(file);
    }
    let missing: Vec<&Path> = needed
        .iter()
        .filter_map(|path| path.strip_prefix(root).ok())
        .filter(|path| !packed.contains(*path))
        .collect();
    assert!(missing.is_empty(), "not packed: {missing:?}");
    assert!(needed.len() > 600, "{}", needed.len());
    let needless: Vec<&PathBuf> = packed
        .iter()
        .filter(|path| [".ci", ".github", "fuzz", "target"].iter().any(|folder| path.starts_with(folder)))
        .collect();
    assert!(needless.is_empty(), "needless: {needless:?}");
}
