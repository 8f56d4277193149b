//! `coach read` on a terminal: the pager asks for what it wants, and where it was left is found again.
#![cfg(target_os = "linux")]

use std::path::PathBuf;

use serde_json::Value;

use crate::harness::Practice;

/// A pager of 22 lines a screen that takes no line that it doesn't show: Enter goes on, q leaves.
const PAGER: &str = "rows=0
while IFS= read -r line; do
    printf '%s\\n' \"$line\"
    rows=$((rows + 1))
    if [ $rows -ge 22 ]; then
        printf 'MORE'
        read -r key </dev/tty
        [ \"$key\" = q ] && exit 0
        rows=0
    fi
done
";

/// A practice whose reader has that pager.
fn paged(practice: Practice) -> Practice {
    let script = practice.home().join("pager.sh");
    std::fs::write(&script, PAGER).unwrap();
    let command = format!("sh {}", script.display());
    practice.env("PAGER", command)
}

/// Reads so many screens, then leaves. Gives what was to be seen.
fn read(practice: &Practice, line: &str, screens: usize) -> String {
    let mut terminal = practice.talk(line);
    for _ in 1..screens {
        terminal.sees("MORE").presses("\r");
    }
    terminal.sees("MORE").presses("q\r");
    terminal.ends_well().scroll
}

fn bookmark(practice: &Practice) -> Value {
    practice.json("read alice")["bookmark"].clone()
}

/// A note a week, of so many lines each.
fn weeks(notes: u64, lines: usize) -> Practice {
    let first = chrono::NaiveDate::from_ymd_opt(2016, 11, 25).unwrap();
    let practice = Practice::of_alice(&[]);
    for week in 0..notes {
        let day = first + chrono::Days::new(7 * week);
        let text: Vec<String> = (0..lines).map(|line| format!("- week {week} line {line}\n")).collect();
        practice.write(&format!("clients/alice/notes/{day}.md"), text.concat());
    }
    practice
}

#[test]
fn a_reading_that_was_left_is_found_again_where_it_ended() {
    let practice = paged(Practice::example());
    let seen = read(&practice, "read alice", 3);
    // What is said is broken between words where a line is full.
    let said = seen.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("to go on from there: coach read alice --continue"), "{seen}");
    let kept = bookmark(&practice);
    assert_eq!(kept["read"], "2026-11-24");
    // What was seen to its last line is read, and no more than that.
    assert!(seen.contains("session 2") && kept["id"].as_str().unwrap() >= "2025-12-15", "{kept} {seen}");

    let again = read(&practice, "read alice", 4);
    assert!(again.contains("last read on Tuesday 24 November 2026"), "{again}");
    assert!(again.contains("--- you read to here on Tuesday 24 November 2026 ---"), "{again}");

    let on = read(&practice, "read alice --continue", 1);
    assert!(!on.contains("session 1\n") && on.contains("Alice Moreau"), "{on}");
}

#[test]
fn the_mark_is_behind_the_last_note_that_was_seen_whole() {
    // A head of three lines, then five lines a note: blank, heading, three items. Screens of 22 lines.
    let practice = paged(weeks(100, 3));
    for (line, screens, id) in [
        ("read alice", 2, "2017-01-13"),
        // A glance takes nothing back.
        ("read alice", 1, "2017-01-13"),
        ("read alice --continue", 2, "2017-03-10"),
        ("read alice", 3, "2017-02-10"),
    ] {
        read(&practice, line, screens);
        assert_eq!(bookmark(&practice)["id"], id, "{line}");
    }
}

#[test]
fn ten_years_of_weeks_open_before_the_rest_is_rendered() {
    // A template that can't be filled for a later note: it would be told, were it reached.
    let fails = "{% if date > '2017-06' %}{{ nobody }}{% endif %}## {{ date }}\n\n{{ body }}\n";
    let practice = paged(weeks(520, 3)).file("templates/read-entry.md", fails);
    let seen = read(&practice, "read alice", 1);
    assert!(seen.contains("520 notes") && !seen.contains("nobody"), "{seen}");
    practice.coach("read alice").fails(2).stderr_has("templates/read-entry.md:1");
}

#[test]
fn what_is_printed_whole_is_read_to_the_end() {
    let practice = Practice::example();
    practice.talk("read alice").ends_well();
    // The session that is still to come is read again once it was held.
    let kept = bookmark(&practice);
    assert_eq!((kept["kind"].as_str(), kept["id"].as_str()), (Some("note"), Some("2026-11-17")));
    practice.talk("read alice --continue").ends_well();
    assert_eq!(bookmark(&practice), kept);
}

#[test]
fn no_part_of_a_reading_and_no_shared_screen_leaves_a_mark() {
    let practice = Practice::example();
    for more in ["--words", "--about key", "--shared", "--format json", "--about nobody"] {
        practice.talk(&format!("read alice {more}")).ends_well();
    }
    assert!(!practice.home().join(".local").exists());
}

#[test]
fn a_place_that_takes_no_bookmark_costs_nobody_the_reading() {
    let practice = Practice::example();
    let file = practice.home().join("state");
    std::fs::write(&file, "a file").unwrap();
    let ended = practice.env("XDG_STATE_HOME", &file).talk("read alice").ends_well();
    assert!(ended.scroll.contains("where you read to could not be kept"), "{}", ended.scroll);
    assert!(ended.scroll.contains("I have moved the chair."));
}

#[test]
fn less_is_asked_for_no_more_than_its_screen() {
    let less = std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())
        .map(|folder| folder.join("less"))
        .find(|less: &PathBuf| less.is_file());
    let Some(less) = less else {
        use std::io::Write as _;
        let _ = writeln!(std::io::stderr(), "SKIPPED: there is no less");
        return;
    };
    let practice = weeks(100, 3).env("PAGER", less);
    let mut terminal = practice.talk("read alice");
    terminal.sees("week 2 line 2").sees(":").presses(" ").sees("Friday 20 January").presses("q");
    let seen = terminal.ends_well().scroll;
    assert!(!seen.contains("week 8 line 0"), "{seen}");
    assert_eq!(bookmark(&practice)["id"], "2017-01-13");
}

#[test]
fn what_stands_under_other_headings_of_a_plan_or_a_goal_comes_back_to_the_coach_alone() {
    let plan = "---\nmade: 2026-11-01\n---\n\n# Walk\n\nBorn in the car park.\n\n## Steps\n- [ ] ask Jo\n\n## My doubts\n\nToo soon?\n\n> I am not sure.\n\n## Prep\n\nnothing of this\n";
    let goal = "---\ntitle: Lead\n---\n\n## In their words\n\n> Lead.\n\n## Why I wonder\n\nIs it hers?\n";
    let practice = Practice::of_alice(&[("plans/2026-11-01-walk.md", plan), ("goals/lead.md", goal)]);
    let shown = practice.coach("plan show alice walk").ok().stdout_lacks("nothing of this");
    shown.stdout_has("Born in the car park.").stdout_has("Too soon?").stdout_has("I am not sure.");
    practice.coach("goal show alice lead").ok().stdout_has("## Beside these\n\n- Is it hers?");
    let json: serde_json::Value =
        serde_json::from_str(&practice.coach("--format json plan show alice walk").ok().stdout)
            .expect("JSON");
    let texts: Vec<_> = json["text"].as_array().expect("a list").iter().map(|one| &one["text"]).collect();
    assert_eq!(texts, ["Born in the car park.", "Too soon?", "I am not sure."]);
    let read = practice.coach("read alice").ok().stdout_has("**Beside these**\n\nBorn in the car park.");
    read.stdout_has("Too soon?").stdout_has("> I am not sure.").stdout_lacks("nothing of this");
    for theirs in [
        "--shared plan show alice walk",
        "--shared read alice",
        "--shared goal show alice lead",
        "share alice",
        "--shared --format json goal show alice lead",
    ] {
        practice
            .coach(theirs)
            .ok()
            .stdout_lacks("car park")
            .stdout_lacks("Too soon")
            .stdout_lacks("Is it hers");
    }
}
