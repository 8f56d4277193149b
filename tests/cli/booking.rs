//! Booking calls: what else takes place then is said, what is usual is taken over, a series is single notes.

use crate::harness::Practice;

#[test]
fn what_else_takes_place_then_is_said() {
    let practice = Practice::of_alice(&[(
        "sessions/2026-11-25.md",
        "---\ndate: 2026-11-25T10:00\nstatus: planned\n---\n",
    )])
    .file("clients/bo/client.md", "---\nname: Bo Ek\n---\n");
    let booked = practice.run(["session", "new", "bo", "--on", "tomorrow 10:30"]).ok();
    booked.stderr_has("it overlaps with Alice Moreau at 10:00");
    practice
        .run(["session", "new", "bo", "--on", "tomorrow 11:30"])
        .ok()
        .stderr_has("another call with Bo Ek on that day at 10:30");
    practice
        .run(["session", "new", "bo", "--on", "tomorrow 09:30", "--shared"])
        .ok()
        .stderr_has("another call")
        .nowhere_has("Alice");
    practice.run(["session", "new", "bo", "--on", "2026-11-20 10:00"]).ok().stderr_has("it counts as held");
    practice
        .run(["session", "move", "alice", "next", "--to", "tomorrow 10:15", "--by", "client"])
        .ok()
        .stderr_lacks("Alice Moreau at 10:00");
}

#[test]
fn a_call_that_was_called_off_and_is_charged_is_not_charged_twice() {
    let note = "---\ndate: 2026-11-25T10:00\nstatus: cancelled\ncancelled_by: client\ncharged: true\n---\n";
    let practice = Practice::of_alice(&[("sessions/2026-11-25.md", note)]);
    let before = practice.snapshot();
    practice
        .coach("session move alice 2026-11-25 --to 2026-11-27")
        .fails(2)
        .stderr_has("is charged")
        .stderr_has("session new alice");
    practice.unchanged_but(&before, &[]);
}

#[test]
fn a_series_is_single_notes_and_moving_one_says_which_follow() {
    let practice = Practice::of_alice(&[]);
    let line = ["session", "new", "alice", "--on", "2026-12-01 10:00", "--every", "2 weeks", "--count", "3"];
    practice.run(line).ok().stdout_is(
        "clients/alice/sessions/2026-12-01.md\nclients/alice/sessions/2026-12-15.md\nclients/alice/sessions/2026-12-29.md\n",
    );
    assert!(practice.read("clients/alice/sessions/2026-12-29.md").contains("date: 2026-12-29T10:00\n"));
    let before = practice.snapshot();
    practice.run(line).ok().stderr_has("has a note already");
    practice.unchanged_but(&before, &[]);
    let moved = practice.coach("session move alice 2026-12-15 --to 2026-12-16 --by client").ok();
    moved.stderr_has("Tuesday 29 December 2026, 10:00").stderr_lacks("1 December");
    practice
        .run(["session", "new", "alice", "--every", "often", "--count", "2"])
        .fails(2)
        .stderr_has("2 weeks");
}

#[test]
fn a_new_call_takes_over_what_is_usual_with_the_client() {
    let practice = Practice::empty().file("clients/alice/client.md", "---\nname: Alice\nminutes: 45\n---\n");
    practice.coach("session new alice --on 2026-12-01T10:00").ok();
    assert!(practice.read("clients/alice/sessions/2026-12-01.md").contains("minutes: 45\n"));
    practice.coach("session new alice --on 2026-12-02T10:00 --minutes 90").ok();
    let note = practice.read("clients/alice/sessions/2026-12-02.md");
    assert!(note.contains("minutes: 90\n") && !note.contains("45"), "{note}");
}

#[test]
fn when_needs_no_quotes_behind_the_client() {
    let practice = Practice::of_alice(&[]);
    practice.coach("session new alice next tuesday 10:00 --minutes 50").ok();
    assert!(practice.read("clients/alice/sessions/2026-12-01.md").contains("date: 2026-12-01T10:00\n"));
    practice.coach("session new alice friday --on 2026-12-02").fails(2);
}

#[test]
fn a_time_on_the_clients_clock_is_written_on_the_coachs() {
    let practice = Practice::empty()
        .file("coach.yaml", "format: 1\ntimezone: Europe/Paris\n")
        .file("clients/yuki/client.md", "---\nname: Yuki\ntimezone: Asia/Tokyo\n---\n");
    let ours = practice.run(["session", "new", "yuki", "--on", "2026-12-01 09:00"]).ok();
    ours.stderr_has("on the clock of Yuki: Tuesday 1 December 2026, 17:00");
    for (typed, file) in [("2 Dec 17:00 theirs", "2026-12-02"), ("3 Dec 17:00 Asia/Tokyo", "2026-12-03")] {
        practice.run(["session", "new", "yuki", "--on", typed]).ok().stderr_has("09:00 here");
        let note = practice.read(&format!("clients/yuki/sessions/{file}.md"));
        assert!(note.contains(&format!("date: {file}T09:00\n")), "{note}");
    }
    practice
        .run(["session", "new", "yuki", "--on", "2026-12-04 Asia/Tokyo"])
        .fails(2)
        .stderr_has("has no hour");
}

#[test]
fn an_hour_that_a_clock_leaves_out_or_shows_twice_is_told() {
    let practice = Practice::of_alice(&[("sessions/2026-11-26.md", "---\ndate: 2026-11-26T02:30\n---\n")])
        .file("coach.yaml", "format: 1\ntimezone: Europe/Paris\n");
    let left_out = "29 March 2026, 02:30 is no time in Europe/Paris";
    let day = |line: &'static [&'static str]| practice.run(line.iter().copied());
    day(&["session", "new", "alice", "--on", "2027-03-28 2:30"])
        .ok()
        .stderr_has("Sunday 28 March 2027, 02:30 is no time in Europe/Paris")
        .stderr_has("calendars take it for 03:30");
    day(&["session", "new", "alice", "--on", "2027-10-31 02:00"])
        .ok()
        .stderr_has("comes twice in Europe/Paris");
    day(&["session", "new", "alice", "--on", "2027-10-31 03:00"]).ok().stderr_lacks("Europe/Paris");
    day(&["session", "new", "alice", "--on", "2027-03-14 2:30 America/New_York"])
        .ok()
        .stderr_has("02:30 is no time in America/New_York");
    day(&["session", "new", "alice", "--on", "2027-03-21 2:30", "--every", "week", "--count", "2"])
        .ok()
        .stderr_has("28 March 2027, 02:30 has a note already");
    day(&["session", "new", "alice", "--on", "2028-03-19 2:30", "--every", "week", "--count", "2"])
        .ok()
        .stderr_has("Sunday 26 March 2028, 02:30 is no time");
    day(&["session", "move", "alice", "2026-11-26", "--to", "2029-03-25"])
        .ok()
        .stderr_has("Sunday 25 March 2029, 02:30 is no time");
    day(&["note", "alice", "She rang.", "--on", "2026-03-29 2:30"]).ok().stderr_has(left_out);
    let nowhere = Practice::of_alice(&[]);
    nowhere.run(["session", "new", "alice", "--on", "2027-03-28 2:30"]).ok().stderr_lacks("is no time");
}
