//! CONTRIBUTING.md and SECURITY.md name files that are there.

use std::path::Path;

const CONTRIBUTING: &str = include_str!("../../CONTRIBUTING.md");

const SECURITY: &str = include_str!("../../SECURITY.md");

#[test]
fn every_promise_of_security_names_what_holds_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (_, table) = SECURITY.split_once("| --- |").expect("a table");
    let (table, _) = table.split_once("## What isn't").expect("what isn't promised");
    let promises: Vec<&str> = table.lines().filter(|line| line.starts_with("| ")).collect();
    for promise in &promises {
        let held_by = promise.trim_end_matches(" |").rsplit('|').next().unwrap_or_default();
        let named: Vec<&str> = held_by.split('`').skip(1).step_by(2).collect();
        assert!(!named.is_empty(), "nothing holds: {promise}");
        let missing: Vec<&&str> = named.iter().filter(|name| !root.join(name).exists()).collect();
        assert!(missing.is_empty(), "not there: {missing:?} in {promise}");
    }
    assert!(promises.len() > 12, "{}", promises.len());
}

#[test]
fn every_file_that_contributing_names_is_in_the_tree() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let is_file = |word: &&str| {
        let begins = ["src/", "tests/", "docs/", "templates/", "benches/", "examples/", ".ci/"];
        (begins.iter().any(|folder| word.starts_with(folder)) && !word.contains("NAME"))
            || ["clippy.toml", "Cargo.toml", "CHANGELOG.md", "README.md"].contains(word)
    };
    let named: Vec<&str> = CONTRIBUTING.split('`').skip(1).step_by(2).filter(is_file).collect();
    let missing: Vec<&&str> = named.iter().filter(|name| !root.join(name).exists()).collect();
    assert!(missing.is_empty(), "not there: {missing:?}");
    assert!(named.len() > 30, "{}", named.len());
}
