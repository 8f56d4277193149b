//! `--linear`: every view is heard. No sign stands alone, and nothing is said by colour or by its place on the screen.

use crate::harness::Practice;

/// Every view that has a text, in the example.
const VIEWS: [&str; 41] = [
    "today",
    "prep alice",
    "prep ben",
    "prep chiara --brief",
    "prep --day",
    "read alice",
    "read chiara --words",
    "find library",
    "stuck alice",
    "stuck ben",
    "stuck",
    "supervise chiara",
    "session list alice",
    "session show alice last",
    "goal list alice",
    "goal list chiara",
    "goal show alice lead",
    "plan list alice",
    "plan list ben",
    "plan show alice",
    "plan check alice",
    "client list --all",
    "client show alice",
    "client show chiara",
    "share alice",
    "share chiara --whole",
    "thread list",
    "thread list alice",
    "promise list",
    "report follow-through",
    "report hours",
    "report hours --credential acc",
    "report alliance",
    "report alliance --client alice",
    "report caseload",
    "report sessions --client alice",
    "balance show alice",
    "balance show chiara",
    "log",
    "config",
    "doctor",
];

/// Whether a listener would be left alone with a line.
fn fault(line: &str) -> Option<&'static str> {
    let is_drawn = |c: char| matches!(c, '\u{2500}'..='\u{25ff}' | '\u{2800}'..='\u{28ff}' | '|' | '\u{1b}');
    let is_sign = |word: &str| !word.chars().any(char::is_alphanumeric);
    if line.contains(is_drawn) {
        return Some("something is drawn");
    }
    if line.split(' ').any(|word| is_sign(word) && !word.is_empty()) {
        return Some("a sign stands alone");
    }
    if line.contains("  ") || line.starts_with([' ', '#', '>', '*', '+']) {
        return Some("it says something by its place");
    }
    if line.contains("[ ]") || line.contains("[x]") || line.contains("**") || line.contains('`') {
        return Some("marks of Markdown are left");
    }
    None
}

#[test]
fn no_view_says_anything_by_a_sign_or_a_place_alone() {
    let practice = Practice::example();
    for view in VIEWS {
        let heard = practice.coach(&format!("{view} --linear")).ok();
        assert!(!heard.stdout.trim().is_empty(), "{view}");
        for line in heard.stdout.lines() {
            assert_eq!(fault(line), None, "{view}: {line}");
        }
    }
}

#[test]
fn a_prep_is_heard_in_the_order_in_which_it_is_read() {
    let heard = Practice::example().coach("prep alice --linear").ok();
    heard.stdout_has_in_order(&["Heading: Alice Moreau", "Heading: On the table"]).stdout_lacks("[ ]");
    let marks = Practice::example().coach("balance show alice --linear").ok();
    marks.stdout_has("Row 1 of ").stdout_has("quality, 1 to 9: ").stdout_lacks("now,");
}

#[test]
fn it_is_asked_for_by_a_variable_too_and_programs_get_what_they_got() {
    let practice = Practice::example().env("COACH_LINEAR", "1");
    practice.coach("today").ok().stdout_has("Heading: Calls.");
    practice.coach("today --format md").ok().stdout_has("## Calls");
    practice.coach("today --format json").ok().stdout_has("{");
    let practice = Practice::example().env("COACH_LINEAR", "0").env("TERM", "dumb");
    practice.coach("today").ok().stdout_has("## Calls");
    Practice::example().env("TERM", "dumb").coach("today").ok().stdout_has("## Calls");
}

#[test]
fn problems_and_changes_are_told_in_sentences() {
    let practice = Practice::of_alice(&[("sessions/2026-11-10.md", "---\nmintues: 50\nstatus: hold\n---\n")]);
    let told = practice.coach("check --linear").fails(1);
    told.stdout_has("In clients/alice/sessions/2026-11-10.md, line 2, sign 1: ")
        .stdout_has("To mend it: ")
        .stdout_lacks("^");
    let changes = practice.coach("note alice A thought --dry-run --linear").ok();
    changes.stdout_has("New file: clients/alice/notes/").stdout_has("Comes, line ").stdout_lacks("+++");
}

#[cfg(unix)]
#[test]
fn a_dumb_terminal_is_heard_and_questions_come_line_by_line() {
    let practice =
        Practice::of_alice(&[("sessions/2026-11-20.md", "---\nstatus: held\n---\n")]).env("TERM", "dumb");
    let mut talk = practice.talk("session mark alice last");
    talk.sees("Did you feel heard").presses("9\r").sees("what you came for").presses("8\r");
    talk.sees("suit").presses("\r").sees("worth").presses("7\r");
    talk.ends_well();
    let note = practice.read("clients/alice/sessions/2026-11-20.md");
    assert!(note.contains("heard: 9") && note.contains("focus: 8") && note.contains("overall: 7"), "{note}");
}
