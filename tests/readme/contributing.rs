//! CONTRIBUTING.md names files that are there.

use std::path::Path;

const CONTRIBUTING: &str = include_str!("../../CONTRIBUTING.md");

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
