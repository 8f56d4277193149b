//! How coach speaks: nothing that it words itself, questions apart, says that something failed or should be otherwise, names a
//! diagnosis, or grades a person. Templates, word lists, messages, help and the example of a page are read whole.

use std::fs;
use std::path::{Path, PathBuf};

/// How words begin that judge: an outcome, a person.
const JUDGING: [&str; 17] = [
    "fail",
    "should",
    "shouldn",
    "ought",
    "noncomplian",
    "diagnos",
    "disorder",
    "unmotivat",
    "lazy",
    "lazin",
    "poor",
    "resistant",
    "avoidant",
    "sabotag",
    "incompeten",
    "undisciplin",
    "disappoint",
];
/// What a plan is read for, not what is said of it.
const READ_IN_PLANS: &str = "vague:";

#[test]
fn nothing_that_coach_words_judges() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut told = Vec::new();
    let mut texts = 0;
    for path in files(&root.join("templates")) {
        let text = fs::read_to_string(&path).unwrap();
        told.extend(judgements(&path, &without_list(&text, READ_IN_PLANS)));
        texts += 1;
    }
    for path in
        files(&root.join("src")).into_iter().filter(|path| path.extension().is_some_and(|end| end == "rs"))
    {
        let text = fs::read_to_string(&path).unwrap();
        let is_help = path.starts_with(root.join("src/cli"));
        told.extend(judgements(&path, &worded(&text, is_help)));
        texts += 1;
    }
    let help = fs::read_to_string(root.join("docs/commands.md")).unwrap();
    told.extend(judgements(&root.join("docs/commands.md"), &help));
    assert!(texts > 300, "{texts}");
    assert!(told.is_empty(), "{}", told.join("\n"));
}

#[test]
fn a_judgement_is_found_where_it_stands() {
    let code = "/// You should.\nfn a() {\n    // This may fail.\n    say('\"', \"It \\\"failed\\\" twice.\");\n    ask(\"Should it?\");\n}\n";
    let found = |help| judgements(Path::new("a.rs"), &worded(code, help)).len();
    assert_eq!((found(false), found(true)), (1, 2));
}

/// Lines that judge; a question may ask.
fn judgements(path: &Path, text: &str) -> Vec<String> {
    let judges = |line: &&str| {
        let words = line.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase);
        let is_question = line.trim_end_matches(['"', '*', '\'', ' ']).ends_with('?');
        // What another program is told in capitals is said to nobody.
        let is_spoken = line.chars().any(char::is_lowercase);
        !is_question
            && is_spoken
            && words.into_iter().any(|word| JUDGING.iter().any(|judging| word.starts_with(judging)))
    };
    let joined = text.replace("non-complian", "noncomplian");
    joined.lines().filter(judges).map(|line| format!("{}: {}", path.display(), line.trim())).collect()
}

/// What a source file says to people: its strings, a line each, and for a command its help. Tests say what they like.
fn worded(code: &str, is_help: bool) -> String {
    let code = code.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let mut worded = String::new();
    let mut strings = String::new();
    for line in code.lines() {
        match line.trim_start().strip_prefix("//") {
            Some(comment) if is_help && comment.starts_with('/') => worded.extend([comment, "\n"]),
            Some(_) => {}
            None => strings.extend([line, "\n"]),
        }
    }
    let mut inside = false;
    let mut signs = strings.replace("'\"'", "").replace("'\\\"'", "").chars().collect::<Vec<_>>().into_iter();
    while let Some(sign) = signs.next() {
        match sign {
            '\\' if inside => drop(signs.next()),
            '"' => {
                inside = !inside;
                worded.push('\n');
            }
            _ if inside => worded.push(if sign == '\n' { ' ' } else { sign }),
            _ => {}
        }
    }
    worded
}

/// A YAML text without the list of one key.
fn without_list(text: &str, key: &str) -> String {
    let mut inside = false;
    let lines = text.lines().filter(|line| {
        inside = line.starts_with(key) || (inside && line.starts_with([' ', '-']));
        !inside
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries =
        walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(|entry| entry.expect("an entry"));
    let is_test = |path: &Path| path.file_stem().is_some_and(|stem| stem == "tests" || stem == "situations");
    entries
        .filter(|entry| entry.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
        .filter(|path| !is_test(path))
        .collect()
}
