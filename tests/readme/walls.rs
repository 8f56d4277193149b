//! The walls between the layers: what the source of each folder names. CONTRIBUTING.md has the same table in words.

use std::fs;
use std::path::{Path, PathBuf};

/// A layer, the layers that it may use beside itself, and what of the standard library and of other layers it never names.
const LAYERS: [(&str, &[&str], &[&str]); 9] = [
    ("acts", &["note", "model"], &["std::fs", "std::env", "std::process"]),
    ("note", &["model"], &["std::fs", "std::env", "std::process"]),
    ("model", &[], &["std::fs", "std::env", "std::process"]),
    ("insight", &["model"], &["std::fs", "std::env", "std::process"]),
    ("render", &["insight", "model"], &["std::fs", "std::env", "std::process"]),
    ("practice", &["note", "model"], &[]),
    // Text is stripped of what drives a terminal; nothing of what a practice is about.
    ("ui", &["model::clean"], &[]),
    // A second front end, beside `cli`: neither knows how the other talks.
    (
        "lsp",
        &["acts", "insight", "model", "note", "practice"],
        &["std::fs", "std::env::var", "std::process", "note::edit"],
    ),
    (
        "cli",
        &["acts", "insight", "lsp", "model", "note", "practice", "render", "ui"],
        &["std::fs", "std::env::var", "std::process::Command", "note::edit"],
    ),
];

#[test]
fn each_layer_uses_only_the_layers_below_it() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut broken = Vec::new();
    for (layer, allowed, never) in LAYERS {
        for file in files(&source.join(layer)) {
            let text = fs::read_to_string(&file).expect("a source file");
            let code = without_tests(&text);
            let shown = file.strip_prefix(&source).unwrap_or(&file).display().to_string();
            let named = code.match_indices("crate::").map(|(at, _)| &code[at + "crate::".len()..]);
            let may = |named: &str| {
                named.starts_with(layer) || allowed.iter().any(|allowed| named.starts_with(*allowed))
            };
            let is_layer =
                |named: &&str| LAYERS.iter().any(|(layer, ..)| named.starts_with(&format!("{layer}::")));
            broken.extend(
                named
                    .filter(is_layer)
                    .filter(|named| !may(named))
                    .map(|named| format!("{shown}: crate::{}", named.lines().next().unwrap_or_default())),
            );
            broken.extend(
                never.iter().filter(|never| code.contains(**never)).map(|never| format!("{shown}: {never}")),
            );
        }
    }
    assert!(broken.is_empty(), "through a wall:\n{}", broken.join("\n"));
}

/// The floors of `cli`: commands at the top, what they share in `support`, what they ask in `talks`.
#[test]
fn no_command_uses_another_command() {
    let cli = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli");
    let shared = ["support", "talks", "tree", "Cli", "Format", "GLOBAL_OPTIONS", "Global"];
    let mut broken = Vec::new();
    for file in files(&cli) {
        let text = fs::read_to_string(&file).expect("a source file");
        let code = without_tests(&text);
        let named = code.match_indices("crate::cli::").map(|(at, _)| &code[at + "crate::cli::".len()..]);
        let of_another = named.filter(|named| !shared.iter().any(|shared| named.starts_with(shared)));
        let shown = file.strip_prefix(&cli).unwrap_or(&file).display();
        broken
            .extend(of_another.map(|named| format!("{shown}: {}", named.lines().next().unwrap_or_default())));
        if !shown.to_string().starts_with("support") && file.file_name().is_some_and(|name| name != "mod.rs")
        {
            broken.extend(code.contains("super::").then(|| format!("{shown}: super::")));
        }
    }
    assert!(broken.is_empty(), "from command to command:\n{}", broken.join("\n"));
}

/// The code before the first module that is built for tests alone and stands in the file.
fn without_tests(text: &str) -> &str {
    let in_file = |at: &usize| text[*at..].lines().nth(1).is_some_and(|line| line.ends_with('{'));
    let mut marks = text.match_indices("#[cfg(test)]").map(|(at, _)| at).filter(in_file);
    &text[..marks.next().unwrap_or(text.len())]
}

/// Every source file below a folder, but those that are nothing but tests.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a layer").map(|entry| entry.expect("an entry").path());
    let all = entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] });
    let is_code = |path: &PathBuf| {
        let text = path.display().to_string();
        path.extension().is_some_and(|extension| extension == "rs")
            && !text.contains("tests")
            && !text.ends_with("situations.rs")
            && !text.ends_with("simulation.rs")
    };
    all.filter(is_code).collect()
}
