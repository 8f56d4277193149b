//! What the README shows is what happens: its commands are run, its output is compared, its picture is made anew.

mod book;
mod commands;
mod contributing;
mod links;
mod packed;
mod page;
mod picture;
#[cfg(unix)]
mod shell;
mod systems;
mod view_schemas;
mod walls;
mod wording;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const README: &str = include_str!("../../README.md");
/// The Monday on which the README's week begins.
const MONDAY: &str = "2026-11-23T09:00";
/// The same day after the call: from the line on that says what happened in it.
const AFTER_THE_CALL: &str = "2026-11-23T11:00";

fn coach(practice: &Path, arguments: &[String]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_coach"));
    command.args(arguments).current_dir(practice).env_clear().env("HOME", practice).env("PATH", path());
    command.output().expect("coach runs")
}

fn path() -> String {
    std::env::var("PATH").unwrap_or_default()
}

/// The words of a command line, as a shell splits them; double quotes are all that the README needs.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![];
    let mut word = String::new();
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            c if c.is_whitespace() && !quoted => {
                words.extend(Some(std::mem::take(&mut word)).filter(|word| !word.is_empty()));
            }
            c => word.push(c),
        }
    }
    words.extend(Some(word).filter(|word| !word.is_empty()));
    words
}

/// The commands between two marks of the README, each with the output that is shown for it.
fn commands(text: &str) -> Vec<(Vec<String>, Vec<String>)> {
    let mut commands: Vec<(Vec<String>, Vec<String>)> = vec![];
    let mut inside = false;
    for line in text.lines() {
        match (line, line.strip_prefix("$ ")) {
            ("```console", _) => inside = true,
            ("```", _) => inside = false,
            (_, Some(command)) if inside => commands.push((words(command), vec![])),
            (output, None) if inside => {
                commands.last_mut().expect("a command first").1.push(output.to_owned());
            }
            _ => {}
        }
    }
    commands
}

fn new_practice() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let practice = folder.path().join("practice");
    let done = coach(folder.path(), &words(&format!("init {}", practice.display())));
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    (folder, practice)
}

#[test]
fn the_week_runs_as_it_is_shown() {
    let (_folder, practice) = new_practice();
    let week =
        README.split("<!-- the week begins").nth(1).and_then(|rest| rest.split("<!-- the week ends").next());
    let commands = commands(week.expect("the README's week"));
    assert!(commands.len() > 8);
    let mut now = MONDAY;
    for (command, shown) in commands {
        assert_eq!(command[0], "coach");
        if command.iter().any(|word| word == "status=held") {
            now = AFTER_THE_CALL;
        }
        let mut arguments = words(&format!("--today {now}"));
        arguments.extend(command[1..].iter().cloned());
        let output = coach(&practice, &arguments);
        let said =
            String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{command:?}: {said}");
        if !shown.is_empty() {
            assert_eq!(said.lines().collect::<Vec<_>>(), shown, "{command:?}");
        }
    }
}

#[test]
fn two_weeks_later_the_digest_asks_what_happened() {
    let (_folder, practice) = new_practice();
    let mut now = MONDAY;
    for line in README
        .lines()
        .filter_map(|line| line.strip_prefix("$ coach "))
        .filter(|line| !line.starts_with("init"))
    {
        if line.contains("status=held") {
            now = AFTER_THE_CALL;
        }
        assert!(coach(&practice, &words(&format!("--today {now} {line}"))).status.success(), "{line}");
    }
    let prep = coach(&practice, &words("--today 2026-12-07T09:00 prep"));
    let digest = String::from_utf8_lossy(&prep.stdout).into_owned();
    let left_off = digest.find("She saw that nobody owns the vision.").expect("where they left off");
    assert!(left_off < digest.find("## Review first: what happened?").expect("the review"), "{digest}");
    assert!(digest.contains("If the house rings, then I let it ring out once."), "{digest}");
}

#[test]
fn the_main_command_shows_the_digest_and_leaves_a_clean_practice() {
    assert!(README.contains("$ cargo run -- demo\n$ cargo test\n"));
    let folder = tempfile::tempdir().expect("a folder");
    let practice = folder.path().join("practice");
    let demo = coach(folder.path(), &words(&format!("demo {}", practice.display())));
    let digest = String::from_utf8_lossy(&demo.stdout).into_owned();
    let parts = [
        "# Alice Moreau",
        "Session 11",
        "## The person",
        "## The story so far",
        "## Last time",
        "## Since then",
        "## Review first",
        "## Threads left open",
        "## Goals",
        "## Show up as",
    ];
    let places: Vec<usize> =
        parts.iter().map(|part| digest.find(part).unwrap_or_else(|| panic!("{part}"))).collect();
    assert!(places.is_sorted(), "{digest}");
    assert_eq!(coach(&practice, &words("check")).status.code(), Some(0));
}

#[test]
fn the_format_in_short_is_the_layout() {
    for path in [
        "sessions/2026-11-08.md",
        "goals/lead-the-team.md",
        "plans/2026-11-08-two-mornings.md",
        "notes/2026-11-12.md",
        "client.md",
    ] {
        assert!(README.contains(path), "{path}");
        let example = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/practice/clients/alice");
        assert!(Path::new(example).join(path).is_file(), "{path}");
    }
}

#[test]
fn every_template_and_list_of_words_that_is_carried_is_listed() {
    let folder = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/templates")).expect("a folder");
    let mut files: Vec<String> =
        folder.map(|file| file.expect("a file").file_name().into_string().expect("a name in text")).collect();
    files.sort();
    let listed: Vec<&str> = coach::render::built_in::list_built_in().map(|(name, _)| name).collect();
    assert_eq!(listed, files);
}

#[test]
fn every_template_and_filter_is_documented() {
    let documented = include_str!("../../docs/templates.md");
    for (name, _) in coach::render::built_in::EMBEDDED {
        assert_eq!(documented.matches(&format!("\n| `{name}` |")).count(), 1, "{name}");
    }
    let filters = include_str!("../../src/render/filters.rs");
    for name in filters.split("add_filter(\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(documented.contains(&format!("| `{name}` |")), "{name}");
    }
}

#[test]
fn every_key_is_documented() {
    use coach::model::keys::{CLIENT, GOAL, PLAN, SESSION};
    let documented = include_str!("../../docs/format.md");
    for (key, _) in [CLIENT, SESSION, GOAL, PLAN].into_iter().flatten() {
        assert!(documented.contains(&format!("`{key}`")), "{key}");
    }
}

#[test]
fn every_signal_is_documented() {
    use coach::insight::signals::RULES;
    use coach::model::settings::Thresholds;
    let documented = include_str!("../../docs/signals.md");
    let words: coach::model::wording::SignalWords =
        serde_yaml::from_str(coach::render::built_in::SIGNAL_WORDS.1).expect("the built-in words");
    let defaults = serde_json::to_value(Thresholds::default()).expect("JSON");
    let sections: Vec<&str> = documented.split("\n### ").skip(1).collect();
    assert_eq!(sections.len(), RULES.len());
    // Strongest first, there as here.
    for (rule, section) in RULES.iter().zip(sections) {
        assert!(section.starts_with(&format!("`{}`\n", rule.id.word())), "{}", rule.id);
        let on_one_line = section.split_whitespace().collect::<Vec<_>>().join(" ");
        for key in rule.thresholds {
            let default = defaults[key].as_f64().expect("a number");
            assert!(on_one_line.contains(&format!("`{key}`: {default} (")), "{key}");
        }
        for name in rule.questions {
            let question = words.asks(name).replace("{area}", "…");
            assert!(on_one_line.contains(&format!("\"{question}\"")), "{question}");
        }
    }
}
