//! Where the source tells one system from another: a few places, each with its other side. What isn't listed here is the same everywhere.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// What tells systems apart, and the files that do: how often, tests aside, and what the other systems have instead.
const PLACES: [(&str, usize, &str); 13] = [
    ("lsp/addresses.rs", 2, "the letter of a drive begins a path, and \\ parts it"),
    ("practice/in_place.rs", 2, "two renames, where two files can't be exchanged in one step"),
    ("practice/only_mine.rs", 4, "the rights of the folder"),
    ("practice/open_folder.rs", 3, "the way for every other file, which looks at where a path leads"),
    ("practice/root.rs", 2, "each system's own folder for settings"),
    ("practice/state.rs", 2, "each system's own folder for state"),
    ("practice/git/trust.rs", 1, "C:\\ is a path, c:name a machine"),
    ("ui/command.rs", 2, "a backslash parts a path"),
    ("ui/environment.rs", 2, "the editor that is always there, and a console in UTF-8"),
    ("ui/hang_up.rs", 3, "nothing: a terminal that goes away ends what reads from it"),
    ("ui/interrupt.rs", 7, "nothing: Ctrl-C ends coach as it ends the other"),
    ("ui/opener.rs", 2, "each system's own way of opening a page"),
    ("ui/pager.rs", 2, "how far a pager's reader got isn't known, so that nothing counts as read"),
];

#[test]
fn systems_are_told_apart_in_a_few_places() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = BTreeMap::new();
    let mut elsewhere = Vec::new();
    for entry in walk(&source) {
        let text = fs::read_to_string(&entry).expect("a source file");
        let shown = entry.strip_prefix(&source).unwrap_or(&entry).display().to_string().replace('\\', "/");
        let lines = without_tests(&text).lines().map(str::trim).filter(|line| !line.starts_with("//"));
        let (marks, calls) = lines.fold((0, 0), |(marks, calls), line| {
            let is_mark = line.contains("cfg") && NAMES.iter().any(|name| line.contains(name));
            let is_call = CALLS.iter().any(|call| line.contains(call));
            (marks + usize::from(is_mark), calls + usize::from(is_call))
        });
        if marks > 0 {
            found.insert(shown, marks);
        } else if calls > 0 {
            elsewhere.push(shown);
        }
    }
    let listed: BTreeMap<_, _> = PLACES.iter().map(|(file, marks, _)| ((*file).to_owned(), *marks)).collect();
    assert_eq!(found, listed);
    assert!(elsewhere.is_empty(), "one system's own, and no word about the others: {elsewhere:?}");
}

/// What a condition names a system by.
const NAMES: [&str; 3] = ["unix", "windows", "target_os"];
/// What only some systems have.
const CALLS: [&str; 4] = ["std::os::", "rustix::", "signal_hook::", "libc::"];

/// The code before the tests that stand in the file, without what only tests see.
fn without_tests(text: &str) -> &str {
    let is_module = |at: &usize| text[*at..].lines().nth(1).is_some_and(|line| line.ends_with('{'));
    let marks = ["#[cfg(test)]", "#[cfg(all(test"].into_iter().flat_map(|mark| text.match_indices(mark));
    &text[..marks.map(|(at, _)| at).filter(is_module).min().unwrap_or(text.len())]
}

fn walk(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let all = entries.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] });
    all.filter(|path| path.extension().is_some_and(|ending| ending == "rs") && !path.ends_with("tests.rs"))
        .collect()
}
