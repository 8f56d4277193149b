//! The week around a call: done, session verbs, notes, threads, today.

use crate::harness::Practice;

const TODAYS: &str = "clients/alice/sessions/2026-11-24.md";

#[test]
fn done_closes_the_call_and_plans_the_next_and_writes_nothing_twice() {
    let practice = Practice::example();
    let close = [
        "done",
        "alice",
        "--minutes",
        "50",
        "--summary",
        "Nobody owns it.",
        "--thread",
        "Odile",
        "--next",
        "2026-12-08T10:00",
    ];
    practice.run(close).ok().stderr_has("planned for Tuesday 8 December 2026, 10:00");
    let note = practice.read(TODAYS);
    for line in ["status: held", "minutes: 50", "summary: Nobody owns it.", "- [ ] Odile"] {
        assert!(note.contains(line), "{line}: {note}");
    }
    let before = practice.snapshot();
    practice.run(close).ok();
    practice.unchanged_but(&before, &[]);
    practice.coach("check").ok();
}

#[test]
fn done_makes_the_note_where_there_is_none() {
    let practice = Practice::of_alice(&[]);
    practice.run(["done", "alice", "--summary", "- a beginning"]).ok();
    let session = &practice.json("session list alice")["sessions"][0];
    assert_eq!((&session["status"], &session["summary"]), (&"held".into(), &"- a beginning".into()));
}

#[test]
fn done_closes_yesterdays_call_that_nobody_spoke_of() {
    let practice = Practice::example().today("2026-11-25T09:00");
    practice.run(["done", "alice", "--status", "no-show"]).ok();
    assert!(practice.read(TODAYS).contains("status: no-show"));
}

#[test]
fn marks_go_into_the_session_and_only_marks_on_the_scale() {
    let practice = Practice::example();
    let before = practice.snapshot();
    practice.coach("session mark alice --heard 11").fails(2).stderr_has("0 to 10");
    practice.unchanged_but(&before, &[]);
    practice.coach("session mark alice --heard 9 --overall 8.5").ok();
    assert!(practice.read(TODAYS).contains("alliance: {heard: 9, overall: 8.5}"));
    practice.unchanged_but(&before, &[TODAYS]);
}

#[test]
fn what_is_refused_has_written_nothing() {
    for line in [
        "session mark alice --heard 9 --focus 11",
        "done alice --minutes 50 --heard 9 --focus x",
        "done alice --minutes 50 --next 8/11",
        "done tomas --overall 12",
        "done alice",
    ] {
        let practice = Practice::example();
        let before = practice.snapshot();
        practice.coach(line).fails(2);
        practice.unchanged_but(&before, &[]);
    }
}

#[test]
fn a_call_that_moves_leaves_its_old_note_and_takes_its_preparation_along() {
    let practice = Practice::example();
    practice.coach("session move alice next --to 2026-11-27 --reviews").ok();
    assert!(practice.read(TODAYS).contains("status: moved"));
    assert!(
        practice
            .read("clients/alice/sessions/2026-11-27.md")
            .contains("date: 2026-11-27T10:00\nstatus: planned")
    );
    let digest = practice.json("prep alice");
    assert!(
        digest["since_then"].as_array().unwrap().iter().any(|since| since["ahead"] == true),
        "{digest:#}"
    );
    practice.coach("check").ok();
}

#[test]
fn a_call_that_is_called_off_says_by_whom() {
    let practice = Practice::example();
    practice.coach("session cancel ben").fails(2).stderr_has("--by");
    practice.coach("session cancel ben --by client --charged").ok().stderr_has("The fourth bookcase");
    let note = practice.read("clients/ben/sessions/2026-11-26.md");
    assert!(
        note.contains("status: cancelled") && note.contains("cancelled_by: client\ncharged: true"),
        "{note}"
    );
}

#[test]
fn a_note_keeps_every_byte_and_never_takes_anothers_place() {
    let practice = Practice::example();
    let mail = "Hi\r\n---\n\n> you said\n\n\n# no heading\tend";
    let first = practice.run_with_input(["note", "alice", "-", "--from", "client"], mail).ok();
    let second = practice.run(["note", "alice", "- a thought"]).ok();
    first.stdout_is("clients/alice/notes/2026-11-24.md\n");
    second.stdout_is("clients/alice/notes/2026-11-24-2.md\n");
    let note = practice.read("clients/alice/notes/2026-11-24.md");
    assert!(note.ends_with(&format!("from: client\n---\n\n{mail}\n")), "{note:?}");
    let since = practice.json("prep alice")["since_then"].clone();
    assert!(since.to_string().contains("a thought"), "{since:#}");
    practice.coach("note alice").fails(2).stderr_has("standard input");
}

#[test]
fn threads_are_numbered_oldest_first_and_ticked_where_they_stand() {
    let practice = Practice::example();
    let threads = practice.json("thread list alice")["threads"].clone();
    assert!(threads[0]["text"].as_str().unwrap().starts_with("Odile's chair"));
    let tick = format!("thread tick alice {}", threads[0]["number"]);
    let before = practice.snapshot();
    practice.coach(&tick).ok().stderr_has("ticked: Odile");
    practice.unchanged_but(&before, &["clients/alice/sessions/2026-05-04.md"]);
    practice.coach("thread tick alice twelfth").ok().stderr_has("What comes after the twelfth call?");
    let before = practice.snapshot();
    for again in [&tick, "thread tick alice twelfth", "thread tick alice Odile"] {
        practice.coach(again).ok().stderr_has("ticked already: ");
    }
    practice.unchanged_but(&before, &[]);
    practice.coach("thread tick alice 99").fails(2).stderr_has("no open thread 99");
    let left = practice.json("thread list alice")["threads"].clone();
    assert_eq!(left[0]["number"], threads[1]["number"]);
    practice.run(["thread", "add", "alice", "Who waits?"]).ok();
    practice.run(["thread", "add", "alice", "Who  waits?"]).ok().stderr_has("already");
    assert_eq!(practice.read(TODAYS).matches("- [ ] Who waits?").count(), 1);
}

#[test]
fn today_has_its_parts_and_a_shared_screen_only_hours_and_initials() {
    let practice = Practice::example().today("2026-11-25T09:00");
    let today = practice.json("today --days 7");
    for part in ["unconfirmed", "calls", "reviews", "drafts", "threads", "ending", "problems"] {
        assert!(today[part].is_array(), "{part}");
    }
    assert_eq!(today["unconfirmed"][0]["client"], "alice");
    assert_eq!(today["calls"].as_array().unwrap().len(), 2);
    practice.run([] as [&str; 0]).ok().stdout_has("coach done alice");
    let shared = practice.coach("today --shared").ok();
    shared.stdout_has("A. M.").nowhere_has("Alice").nowhere_has("Odile").nowhere_has("clients/");
}

#[test]
fn problems_of_the_settings_are_told_by_every_command() {
    let practice = Practice::example().file("coach.yaml", "format: 2\n");
    practice.coach("client list").ok().stderr_has("coach.yaml:1:9").stderr_has("format 2");
    practice.coach("prep alice").ok().stderr_has("coach.yaml:1:9");
}

#[test]
fn find_groups_lines_by_client_and_date_under_their_heading() {
    let practice = Practice::example();
    let found = practice.json("find key --client alice --said");
    let notes = found["notes"].as_array().unwrap();
    assert!(notes.len() > 1 && notes.iter().all(|note| note["client"] == "alice"), "{found:#}");
    assert!(notes.is_sorted_by_key(|note| note["date"].as_str().unwrap().to_owned()));
    for note in notes {
        let text = practice.read(note["path"].as_str().unwrap());
        for found in note["matches"].as_array().unwrap() {
            let line =
                text.lines().nth(usize::try_from(found["line"].as_u64().unwrap()).unwrap() - 1).unwrap();
            assert!(line.to_lowercase().contains("key") && line.contains(found["text"].as_str().unwrap()));
        }
    }
    practice.coach("find key").ok().stdout_has("**alice, ");
}

#[test]
fn find_minds_capitals_only_where_one_is_typed_and_exits_with_1_for_nothing() {
    let practice = Practice::of_alice(&[("sessions/2026-11-08.md", "Odile (and) the odile\n")]);
    practice.coach("find odile").ok();
    assert!(practice.coach("find ODILE").code_is(1));
    practice.run(["find", "(and)"]).ok();
    practice.run(["find", "o.ile", "--regex"]).ok();
    practice.run(["find", "(", "--regex"]).fails(2).stderr_has("regular expression");
    assert!(practice.coach("find odile nobody").code_is(1));
    assert!(practice.coach("find odile --since 2026-11-09").code_is(1));
    assert!(practice.coach("find odile --kind plan").code_is(1));
    practice.coach("find odile --shared").fails(2).nowhere_has("clients/");
}
