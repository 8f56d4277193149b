//! `demo` and `init`: the first minutes.

use crate::harness::Practice;

/// What a digest shows, in order.
const PARTS: [&str; 10] = [
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

#[test]
fn demo_writes_a_practice_without_problems_and_shows_the_digest_in_order() {
    let here = Practice::nowhere();
    here.coach("demo a/new/practice").ok().stdout_has_in_order(&PARTS).stderr_has("a/new/practice");
    here.coach("--practice a/new/practice check").ok().stdout_is("");
}

#[test]
fn demo_moves_the_call_to_today_whatever_the_day() {
    for today in ["2024-02-29", "2031-07-05", "2026-11-24"] {
        let here = Practice::nowhere().today(today);
        here.coach("demo p").ok().stdout_has("next today, 10:00").stdout_has("last one 16 days ago");
        assert!(here.has(&format!("p/clients/alice/sessions/{today}.md")));
        here.coach("--practice p check").ok();
    }
}

#[test]
fn demo_has_a_call_due_at_any_hour() {
    for (hour, call) in
        [("00:00", "10:00"), ("08:59", "10:00"), ("10:30", "11:00"), ("15:00", "16:00"), ("23:59", "10:00")]
    {
        let here = Practice::nowhere().today(&format!("2026-11-24T{hour}"));
        here.coach("demo p").ok().stdout_has_in_order(&PARTS).stdout_has(&format!("next today, {call}"));
    }
}

#[test]
fn demo_takes_an_empty_folder() {
    let here = Practice::nowhere();
    std::fs::create_dir(here.root().join("empty")).unwrap();
    here.coach("demo empty").ok().stdout_has("# Alice Moreau");
    assert!(here.has("empty/coach.yaml"));
}

#[test]
fn demo_leaves_a_folder_that_holds_something() {
    let here = Practice::nowhere().file("full/mine.txt", "mine").file("a-file", "mine");
    let before = here.snapshot();
    here.coach("demo full").fails(2).stdout_is("").stderr_has("full isn't empty");
    here.coach("demo a-file").fails(2).stdout_is("").stderr_has("a-file");
    here.unchanged_but(&before, &[]);
}

#[test]
fn demo_without_a_folder_makes_a_fresh_one_and_says_where() {
    let here = Practice::nowhere();
    let temporary = here.outside();
    let here = here.env("TMPDIR", &temporary);
    let ran = here.coach("demo").ok().stdout_has("# Alice Moreau");
    let place = temporary.canonicalize().unwrap();
    ran.stderr_has(&format!("cd {}", place.display()));
    assert_eq!(std::fs::read_dir(&place).unwrap().count(), 1);
}

#[test]
fn demo_gives_the_digest_as_json() {
    let here = Practice::nowhere();
    let digest = here.json("demo p");
    assert_eq!(digest["client"]["id"], "alice");
    assert_eq!(digest["review_first"][0]["days_over"], 2);
    assert_eq!(digest["problems"], serde_json::json!([]));
}

#[test]
fn demo_has_four_clients_with_eight_held_sessions_and_more() {
    let here = Practice::nowhere();
    here.coach("demo p").ok();
    let list = here.json("--practice p client list --all");
    let clients = list["clients"].as_array().unwrap();
    assert_eq!(clients.len(), 4);
    assert!(clients.iter().all(|client| client["held"].as_u64() >= Some(8)), "{list:#}");
}

#[test]
fn init_lays_out_a_practice_with_a_repository() {
    let here = Practice::nowhere();
    here.coach("init mine --name Robin").ok().stderr_has("made a git repository");
    for path in ["coach.yaml", ".gitignore", ".gitattributes", "clients", ".git/HEAD"] {
        assert!(here.has(&format!("mine/{path}")), "{path}");
    }
    assert!(here.read("mine/coach.yaml").contains("coach: Robin\n"));
    here.coach("--practice mine check").ok();
}

#[test]
fn init_here_is_the_default() {
    let here = Practice::nowhere().working_in("mine");
    here.run(["init", "--name", "Anne: \"the\" coach # one"]).ok();
    assert!(here.has("mine/coach.yaml"));
    here.coach("check").ok();
    here.coach("client new Jo").ok().stdout_is("clients/jo/client.md\n");
}

#[test]
fn init_twice_changes_nothing() {
    let here = Practice::nowhere();
    here.coach("init mine --name Robin").ok();
    let before = here.snapshot();
    here.coach("init mine --name Another").ok().stderr_has("everything was there already");
    here.unchanged_but(&before, &[]);
}

#[test]
fn init_overwrites_nothing_that_is_there() {
    let here = Practice::nowhere()
        .file("mine/coach.yaml", "coach: Me  # mine\r\n")
        .file("mine/.gitignore", "secret\n")
        .file("mine/clients/jo/client.md", "# Jo\n");
    let before = here.snapshot();
    here.coach("init mine").ok().stderr_has(".gitattributes");
    here.unchanged_but(&before, &["mine/.gitattributes"]);
}

#[test]
fn init_keeps_the_repository_that_it_stands_in() {
    let here = Practice::nowhere();
    here.coach("init work").ok();
    here.coach("init work/practice").ok().stderr_lacks("repository");
    assert!(here.has("work/practice/coach.yaml"));
    assert!(!here.has("work/practice/.git"));
}

#[test]
fn init_without_git_makes_the_practice_all_the_same() {
    let here = Practice::nowhere();
    let nothing = here.outside();
    let here = here.env("PATH", nothing);
    here.coach("init mine").ok().stderr_has("git could not make a repository");
    here.coach("--practice mine check").ok();
}
