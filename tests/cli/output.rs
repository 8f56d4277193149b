//! What reaches which stream, in which form.

use std::io::Read as _;
use std::process::Stdio;

use crate::harness::Practice;

const ESC: &str = "\u{1b}";

#[test]
fn a_pipe_gets_markdown_without_escape_codes() {
    let practice = Practice::example();
    for line in ["prep alice", "client list", "plan show alice", "check", "--help", "prep --help"] {
        practice.coach(line).ok().nowhere_has(ESC);
    }
    practice.coach("prep alice").ok().stdout_has("\n## The story so far\n");
}

#[test]
fn colour_is_there_when_it_is_asked_for_and_only_then() {
    let practice = Practice::example();
    practice.coach("prep alice --color always").ok().stdout_has(ESC);
    practice.coach("prep alice --color never").ok().nowhere_has(ESC);
    practice.coach("prep alice --color sometimes").fails(2).stderr_has("never");
    Practice::example().env("CLICOLOR_FORCE", "1").coach("prep alice").ok().stdout_has(ESC);
    Practice::example()
        .env("CLICOLOR_FORCE", "1")
        .env("NO_COLOR", "1")
        .coach("prep alice")
        .ok()
        .nowhere_has(ESC);
    Practice::example().env("NO_COLOR", "1").coach("prep alice --color always").ok().stdout_has(ESC);
}

#[test]
fn colour_adds_nothing_but_colour_to_json() {
    let practice = Practice::example();
    let plain = practice.coach("prep alice --format json").ok().stdout;
    practice.coach("prep alice --format json --color always").ok().stdout_is(&plain);
}

#[test]
fn markdown_is_the_same_as_in_a_pipe_whatever_the_colour() {
    let practice = Practice::example();
    let plain = practice.coach("prep alice").ok().stdout;
    practice.coach("prep alice --format md").ok().stdout_is(&plain);
    practice.coach("prep alice --format md --color always").ok().stdout_is(&plain);
}

#[test]
fn styled_text_is_wrapped_to_the_columns_at_most_a_hundred() {
    for (columns, most) in [("40", 40), ("80", 80), ("200", 100)] {
        for line in
            ["prep alice", "client show ben", "plan show alice", "client list", "plan list", "read alice"]
        {
            let styled =
                Practice::example().env("COLUMNS", columns).coach(&format!("{line} --color always")).ok();
            for row in styled.stdout.lines() {
                let bare = anstream::adapter::strip_str(row).to_string();
                assert!(bare.chars().count() <= most, "{line} at {columns}: {bare:?}");
            }
        }
    }
}

#[test]
fn styled_text_holds_every_word_of_the_markdown() {
    let practice = Practice::example().env("COLUMNS", "60");
    let letters = |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).collect() };
    for line in [
        "prep alice",
        "prep chiara",
        "client show ben",
        "plan show alice",
        "session show tomas last",
        "read ben",
    ] {
        let markdown = practice.coach(line).ok().stdout;
        let styled = practice.coach(&format!("{line} --color always")).ok().stdout;
        // A task's mark is drawn in the terminal.
        let markdown = markdown.replace("[x]", "[ ]");
        let styled = anstream::adapter::strip_str(&styled).to_string().replace("[x]", "[ ]");
        assert_eq!(letters(&styled), letters(&markdown), "{line}");
    }
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let practice = Practice::example();
    for line in [
        "prep alice",
        "prep alice --format json",
        "read alice",
        "plan list",
        "client show ben",
        "--help",
        "check",
    ] {
        let mut command = practice.command(line.split(' '));
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let mut told = String::new();
        child.stderr.take().unwrap().read_to_string(&mut told).unwrap();
        assert!(child.wait().unwrap().success(), "{line}: {told}");
        assert!(!told.contains("panicked") && !told.contains("pipe"), "{line}: {told}");
    }
}

#[test]
fn a_closed_standard_error_is_no_failure() {
    let practice = Practice::example();
    let mut child = practice.command(["prep"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stderr.take());
    assert!(child.wait_with_output().unwrap().status.success());
}

#[test]
fn quiet_leaves_data_and_warnings() {
    let practice = Practice::example();
    practice.coach("prep -q").ok().silent().stdout_has("# Alice Moreau");
    practice.coach("client set alice until=today -q").ok().silent().stdout_is("");
    practice.coach("client show nobody -q").fails(2).stderr_has("nobody");
}

#[test]
fn data_is_on_standard_output_and_all_else_on_standard_error() {
    let practice = Practice::example();
    let ran = practice.run(["session", "new", "ben", "--on", "friday 10am"]).ok();
    ran.stdout_is("clients/ben/sessions/2026-11-27.md\n").stderr_has("Friday 27 November 2026, 10:00");
    practice.coach("prep --format json").ok().stderr_has("the call today").json();
}

#[test]
fn a_refusal_is_one_or_two_lines() {
    let practice = Practice::example();
    for line in [
        "prep nobody",
        "client set alice status=x",
        "session new alice --on 8/11",
        "client new alice",
        "plan new ben",
    ] {
        let ran = practice.coach(line).fails(2).stdout_is("");
        assert!((1..=2).contains(&ran.stderr.lines().count()), "{}", ran.stderr);
        assert!(ran.stderr.starts_with("coach: "), "{}", ran.stderr);
    }
}

#[test]
fn wrong_usage_is_two() {
    let practice = Practice::example();
    for line in [
        "frobnicate",
        "prep --nothing",
        "client",
        "prep alice --format xml",
        "client list extra",
        "prep alice --day",
        "--today never prep",
    ] {
        let mut command = practice.command(line.split(' '));
        if line.starts_with("--today") {
            command = std::process::Command::new(env!("CARGO_BIN_EXE_coach"));
            command.args(line.split(' ')).current_dir(practice.root());
        }
        assert_eq!(command.output().unwrap().status.code(), Some(2), "{line}");
    }
}

#[test]
fn global_options_stand_anywhere() {
    let practice = Practice::example();
    let plain = practice.coach("prep alice --format json").ok().stdout;
    practice.coach("--format json prep alice").ok().stdout_is(&plain);
    practice.coach("prep --format=json alice").ok().stdout_is(&plain);
}

#[test]
fn the_moment_to_act_as_is_typed_as_dates_are() {
    let practice = |today: &str| Practice::example().today(today).json("prep alice")["today"].clone();
    assert_eq!(practice("2026-11-24"), "2026-11-24");
    assert_eq!(practice("2026-11-24T09:30"), "2026-11-24");
    assert_eq!(practice("24 Nov 2026 9:30"), "2026-11-24");
    Practice::example()
        .today("8/11")
        .coach("prep alice")
        .fails(2)
        .stderr_has("--today")
        .stderr_has("8 November");
}

#[test]
fn without_a_terminal_nothing_is_asked() {
    for line in ["client new", "goal new alice", "plan new alice"] {
        Practice::example().coach(line).fails(2).stdout_is("").nowhere_has("?25");
    }
}

#[test]
fn the_pager_is_not_used_in_a_pipe() {
    Practice::example().env("PAGER", "false").coach("prep alice").ok().stdout_has("## Goals");
}

#[test]
fn every_view_as_json_has_its_problems_and_ends_with_a_newline() {
    let practice = Practice::example();
    for line in [
        "client list",
        "client show ben",
        "session list ben",
        "session show ben last",
        "goal list ben",
        "goal show ben own",
        "plan list",
        "plan show ben",
        "prep ben",
        "prep --day",
        "read ben",
        "check",
    ] {
        let ran = practice.run(line.split(' ').chain(["--format", "json"])).ok();
        assert_eq!(ran.json()["problems"], serde_json::json!([]), "{line}");
        assert!(ran.stdout.ends_with("}\n"));
    }
}
