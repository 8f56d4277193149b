//! `session`: new, list, show, edit; dates as people say them.

use crate::harness::Practice;

fn alice() -> Practice {
    Practice::of_alice(&[("goals/lead.md", "---\ntitle: Lead\n---\n")])
}

#[test]
fn a_new_session_is_todays() {
    let practice = alice();
    practice.coach("session new alice").ok().stdout_is("clients/alice/sessions/2026-11-24.md\n");
    let note = practice.read("clients/alice/sessions/2026-11-24.md");
    assert!(note.starts_with("---\ndate: 2026-11-24\nstatus: planned\n---\n"), "{note}");
    practice.coach("check").ok();
}

#[test]
fn dates_are_typed_as_people_say_them_and_echoed() {
    for (typed, file, echoed) in [
        ("tomorrow 10am", "2026-11-25", "Wednesday 25 November 2026, 10:00"),
        ("next tuesday", "2026-12-01", "Tuesday 1 December 2026"),
        ("tuesday", "2026-12-01", "Tuesday 1 December 2026"),
        ("friday", "2026-11-27", "Friday 27 November 2026"),
        ("in 2 weeks", "2026-12-08", "Tuesday 8 December 2026"),
        ("24 Dec 10:00", "2026-12-24", "Thursday 24 December 2026, 10:00"),
    ] {
        let ran = alice().run(["session", "new", "alice", "--on", typed]).ok();
        ran.stdout_is(&format!("clients/alice/sessions/{file}.md\n"))
            .stderr_has(&format!("{typed}: {echoed}"));
    }
}

#[test]
fn an_iso_date_needs_no_echo() {
    alice().coach("session new alice --on 2026-12-01").ok().silent();
    alice().coach("session new alice --on 2026-12-01T10:00").ok().silent();
}

#[test]
fn an_ambiguous_date_is_refused_with_both_readings() {
    let practice = alice();
    let before = practice.snapshot();
    let ran = practice.coach("session new alice --on 8/11").fails(2).stdout_is("");
    ran.stderr_has("8 November or 11 August").stderr_has("2027-08-11");
    practice.coach("session new alice --on someday").fails(2).stderr_has("next tuesday");
    practice.unchanged_but(&before, &[]);
}

#[test]
fn a_planned_session_says_so_and_has_room_for_their_preparation() {
    let practice = alice();
    practice.run(["session", "new", "alice", "--on", "2026-12-01 10:00", "--minutes", "50"]).ok();
    let note = practice.read("clients/alice/sessions/2026-12-01.md");
    assert!(note.starts_with("---\ndate: 2026-12-01T10:00\nstatus: planned\nminutes: 50\n"), "{note}");
    assert!(note.contains("## Preparation\n") && note.contains("## Threads\n"));
    practice.coach("check").ok();
}

#[test]
fn a_session_names_its_goals_by_their_full_ids() {
    let practice = alice();
    practice.coach("session new alice --goal le --kind team").ok();
    assert!(practice.read("clients/alice/sessions/2026-11-24.md").contains("kind: team\ngoals: [lead]\n"));
    let other = alice();
    other.coach("session new alice --goal laed").fails(2).stderr_has("did you mean lead");
    assert!(!other.has("clients/alice/sessions"));
}

#[test]
fn todays_note_is_made_once() {
    let practice = alice();
    practice.coach("session new alice").ok();
    let before = practice.snapshot();
    let again = practice.coach("session new alice").ok();
    again.stdout_is("clients/alice/sessions/2026-11-24.md\n").stderr_has("has a note already");
    practice.unchanged_but(&before, &[]);
}

#[test]
fn a_second_call_on_a_day_gets_a_second_note() {
    let practice = alice().today("2026-11-24T09:00");
    practice.run(["session", "new", "alice", "--on", "10:00"]).ok();
    let second = practice.run(["session", "new", "alice", "--on", "16:00"]).ok();
    second.stdout_is("clients/alice/sessions/2026-11-24-2.md\n");
    assert_eq!(practice.json("session list alice")["sessions"][1]["date"], "2026-11-24T16:00");
}

#[test]
fn a_cancelled_call_does_not_take_the_place_of_a_new_one() {
    let practice = Practice::of_alice(&[("sessions/2026-11-24.md", "---\nstatus: cancelled\n---\nmine\n")]);
    practice.coach("session new alice").ok().stdout_is("clients/alice/sessions/2026-11-24-2.md\n");
    assert_eq!(practice.read("clients/alice/sessions/2026-11-24.md"), "---\nstatus: cancelled\n---\nmine\n");
}

#[test]
fn a_new_session_opens_in_the_editor_if_asked() {
    let practice = alice().editor("echo written >> \"$1\"\n");
    practice.coach("session new alice --edit").ok();
    assert!(practice.read("clients/alice/sessions/2026-11-24.md").ends_with("written\n"));
}

#[test]
fn the_list_numbers_held_sessions_in_order_of_time() {
    let practice = Practice::of_alice(&[
        ("client.md", "---\nname: Alice\nsessions_before: 5\n---\n"),
        ("sessions/2026-11-01.md", "---\ndate: 2026-11-01T16:00\nsummary: third\n---\n"),
        ("sessions/2026-11-01-2.md", "---\ndate: 2026-11-01T09:00\nsummary: second\n---\n"),
        ("sessions/2026-11-01-3.md", "---\nsummary: first\n---\n"),
        ("sessions/2026-10-30.md", "---\nstatus: no-show\n---\n"),
    ]);
    let list = practice.json("session list alice");
    let numbered: Vec<String> = list["sessions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| format!("{} {}", s["number"], s["summary"]))
        .collect();
    assert_eq!(numbered, ["null null", "6 \"first\"", "7 \"second\"", "8 \"third\""]);
}

#[test]
fn without_a_status_a_day_to_come_is_planned() {
    let practice = Practice::of_alice(&[
        ("sessions/2026-11-23.md", "x\n"),
        ("sessions/2026-11-24.md", "x\n"),
        ("sessions/2026-11-25.md", "x\n"),
    ]);
    let list = practice.json("session list alice");
    assert_eq!(list["sessions"][0]["status"], "held");
    assert_eq!(
        list["sessions"][1]["status"], "planned",
        "on its own day nothing says yet that it took place"
    );
    assert_eq!(list["sessions"][2]["status"], "planned");
}

#[test]
fn a_planned_session_whose_time_is_past_is_unconfirmed_and_counts_nowhere() {
    let practice = Practice::of_alice(&[("sessions/2026-11-20.md", "---\nstatus: planned\n---\n")]);
    practice.coach("session list alice").ok().stdout_has("not confirmed");
    let digest = practice.json("prep alice");
    assert_eq!(
        (&digest["arrive"]["number"], &digest["arrive"]["last"]),
        (&1.into(), &serde_json::Value::Null)
    );
}

#[test]
fn show_gives_the_note_with_its_marks() {
    let shown = Practice::example().coach("session show alice 2026-11-08").ok();
    let shown = shown.stdout_has("Session 10 · held · 60 minutes").stdout_has("heard 9, focus 8");
    shown.stdout_has("vision: quality 3 of 9, 2 hours a week, 10 wished for").stdout_has("## Reflection");
}

#[test]
fn edit_opens_the_session_that_is_meant() {
    let practice = Practice::example().editor("echo . >> \"$1\"\n");
    let before = practice.snapshot();
    practice.coach("session edit alice last").ok();
    practice.unchanged_but(&before, &["clients/alice/sessions/2026-11-08.md"]);
}

#[test]
fn a_client_without_sessions_is_told_how_to_make_one() {
    alice().coach("session show alice").fails(2).stderr_has("coach session new alice");
    alice().coach("session list alice").ok().stdout_has("coach session new alice");
}

#[test]
fn a_session_is_shown_in_a_pipe_without_escape_codes() {
    let note = "---\nsummary: x\n---\nbody \u{1b}[5m \u{9b}31m\u{7}\n> quoted \u{1b}]0;title\u{7}\n";
    let practice = Practice::of_alice(&[("sessions/2026-11-08.md", note)]);
    for format in ["text", "md"] {
        let shown = practice.coach(&format!("session show alice last --format {format}")).ok().stdout;
        assert!(!shown.contains(|c: char| c.is_control() && c != '\n'), "{shown:?}");
    }
}

#[test]
fn a_day_with_two_sessions_is_ambiguous_and_says_so() {
    let practice = Practice::example()
        .file("clients/alice/sessions/2026-11-24-2.md", "---\ndate: 2026-11-24T16:00\n---\n");
    let ran = practice.coach("session show alice today").fails(2);
    ran.stderr_has("2026-11-24-2").stderr_lacks("there is no session");
}
