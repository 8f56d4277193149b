//! `calendar`: what is in it, and that other programs read it as it was meant.

use std::io::Write as _;
use std::process::{Command, Stdio};

use crate::harness::Practice;

/// What each event says, as it stands in the file: (start, end, status, title).
fn events(ical: &str) -> Vec<[String; 4]> {
    let unfolded = ical.replace("\r\n ", "");
    let value = |event: &str, key: &str| {
        let line = event.lines().find(|line| line.split([':', ';']).next() == Some(key));
        line.and_then(|line| line.split_once(':')).unwrap_or_else(|| panic!("{key}: {event}")).1.to_owned()
    };
    let all = unfolded.split("BEGIN:VEVENT").skip(1);
    all.map(|event| ["DTSTART", "DTEND", "STATUS", "SUMMARY"].map(|key| value(event, key))).collect()
}

fn uids(practice: &Practice, line: &str) -> Vec<(String, String)> {
    let calendar = practice.json(line);
    let text = |event: &serde_json::Value, key: &str| event[key].as_str().unwrap().to_owned();
    let events = calendar["events"].as_array().unwrap();
    events.iter().map(|event| (text(event, "uid"), text(event, "status"))).collect()
}

/// What a parser of another hand reads: a line an event, in order. None where it isn't installed, which CI doesn't allow.
fn read_by(parser: &str, ical: &str) -> Option<Vec<String>> {
    let python = std::env::var("COACH_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli/read_calendar.py");
    let mut command = Command::new(python);
    command.args([script, parser]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let ran = command.spawn().and_then(|mut child| {
        child.stdin.take().unwrap().write_all(ical.as_bytes())?;
        child.wait_with_output()
    });
    match ran {
        Ok(ran) if ran.status.success() => {
            Some(String::from_utf8(ran.stdout).unwrap().lines().map(str::to_owned).collect())
        }
        Ok(ran) if ran.status.code() != Some(3) => {
            panic!("{parser} can't read it: {}\n{ical}", String::from_utf8_lossy(&ran.stderr))
        }
        _ => {
            assert!(std::env::var_os("CI").is_none(), "{parser} has to be there in CI; set COACH_PYTHON");
            let _ = writeln!(std::io::stderr(), "SKIPPED: there is no Python with {parser}");
            None
        }
    }
}

#[track_caller]
fn both_read(ical: &str, wanted: &[&str]) {
    for parser in ["icalendar", "vobject"] {
        if let Some(read) = read_by(parser, ical) {
            assert_eq!(read, wanted, "{parser}\n{ical}");
        }
    }
}

#[test]
fn the_examples_calendar_gives_nothing_away() {
    let practice = Practice::example();
    let calendar = practice.coach("calendar").ok().silent().stdout;
    assert!(calendar.split_inclusive('\n').all(|line| line.ends_with("\r\n") && line.len() <= 77));
    for word in ["lice", "oreau", "Ben", "hiara", "omas", "library", "clients"] {
        assert!(!calendar.contains(word), "{word}: {calendar}");
    }
    insta::assert_snapshot!(calendar.replace("\r\n", "\n"));
}

#[test]
fn names_are_in_it_if_asked_for_and_nothing_else_of_the_notes() {
    let calendar = Practice::example().coach("calendar alice --names --since 2026-11-20").ok().stdout;
    let titles: Vec<String> = events(&calendar).into_iter().map(|[.., title]| title).collect();
    assert_eq!(titles, ["Plan review: Alice Moreau\\, Two mornings at the library", "Session: Alice Moreau"]);
}

#[test]
fn both_changes_of_the_clock_are_right_on_both_halves_of_the_earth() {
    let days = |zone: &str, days: &[&str]| {
        let alice = Practice::of_alice(&[("sessions/2026-01-01.md", "---\nminutes: 45\n---\n")]);
        let alice = alice.file("coach.yaml", format!("format: 1\ntimezone: {zone}\n")).today("2026-03-01");
        let planned = |alice: Practice, day: &&str| {
            let note = format!("---\ndate: {day}\nstatus: planned\n---\n");
            alice.file(&format!("clients/alice/sessions/{}.md", &day[..10]), note)
        };
        days.iter().fold(alice, planned).coach("calendar").ok().stdout
    };
    // The hour that is left out moves forward; of the hour that comes twice the first is meant.
    let paris = ["2026-03-28T10:00", "2026-03-29T02:30", "2026-03-30T10:00", "2026-10-24T10:00"];
    let paris = days("Europe/Paris", &[&paris[..], &["2026-10-25T02:30", "2026-10-26T10:00"]].concat());
    both_read(
        &paris,
        &[
            "2026-03-28T09:00Z 2026-03-28T09:45Z CONFIRMED Session",
            "2026-03-29T01:30Z 2026-03-29T02:15Z CONFIRMED Session",
            "2026-03-30T08:00Z 2026-03-30T08:45Z CONFIRMED Session",
            "2026-10-24T08:00Z 2026-10-24T08:45Z CONFIRMED Session",
            "2026-10-25T00:30Z 2026-10-25T01:15Z CONFIRMED Session",
            "2026-10-26T09:00Z 2026-10-26T09:45Z CONFIRMED Session",
        ],
    );
    assert_eq!(events(&paris)[1][0], "20260329T013000Z");
    let sydney = ["2026-04-04T10:00", "2026-04-05T02:30", "2026-10-04T02:30", "2026-10-05T10:00"];
    let sydney = days("Australia/Sydney", &sydney);
    both_read(
        &sydney,
        &[
            "2026-04-03T23:00Z 2026-04-03T23:45Z CONFIRMED Session",
            "2026-04-04T15:30Z 2026-04-04T16:15Z CONFIRMED Session",
            "2026-10-03T16:30Z 2026-10-03T17:15Z CONFIRMED Session",
            "2026-10-04T23:00Z 2026-10-04T23:45Z CONFIRMED Session",
        ],
    );
    assert_eq!(events(&sydney)[3][0], "20261004T230000Z");
}

#[test]
fn without_a_time_zone_hours_float_and_days_stay_whole() {
    let practice = Practice::of_alice(&[
        ("sessions/2026-12-01.md", "---\ndate: 2026-12-01T10:00\nminutes: 90\n---\n"),
        ("sessions/2026-12-31.md", "A whole day.\n"),
        ("plans/2026-11-24-a.md", "---\nreview: 2026-12-01\n---\n# A\n"),
        ("plans/2026-11-24-never.md", "---\nreview: 9999-12-31\n---\n# Never\n"),
        ("plans/2026-11-24-b.md", "---\nreview: 2026-12-02\noutcome: draft\n---\n# B\n"),
    ]);
    let calendar = practice.coach("calendar").ok().stdout;
    both_read(
        &calendar,
        &[
            "2026-12-01 2026-12-02 CONFIRMED Plan review",
            "2026-12-01T10:00 2026-12-01T11:30 CONFIRMED Session",
            "2026-12-31 2027-01-01 CONFIRMED Session",
        ],
    );
    assert_eq!(events(&calendar)[1][..2], ["20261201T100000", "20261201T113000"]);
    assert_eq!(calendar.matches("TRANSP:TRANSPARENT").count(), 2);
}

#[test]
fn names_in_every_script_come_through_folding_and_escaping() {
    let name = "Zoë “Ö”, née O’Brien; 老虎老虎老虎老虎老虎老虎老虎老虎老虎老虎老虎老虎 \\ back: \u{1f9a9} and so on and on, and on";
    let client = format!("---\nname: '{name}'\n---\n");
    let notes =
        [("client.md", client.as_str()), ("sessions/2026-12-01.md", "---\ndate: 2026-12-01T10:00\n---\n")];
    let broken = [("client.md", "---\nname: \"a\\nb\\r\\ec\"\n---\n"), notes[1]];
    for (notes, wanted) in [(notes, name), (broken, "a bc")] {
        let calendar = Practice::of_alice(&notes).coach("calendar --names").ok().stdout;
        assert!(calendar.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "{calendar}");
        both_read(&calendar, &[&format!("2026-12-01T10:00 2026-12-01T11:00 CONFIRMED Session: {wanted}")]);
    }
}

#[test]
fn a_call_that_moves_is_the_same_event_at_another_time() {
    let practice = Practice::example();
    let before = uids(&practice, "calendar alice");
    practice.coach("session move alice next --to 2026-11-27").ok();
    assert_eq!(uids(&practice, "calendar alice"), before);
    assert!(practice.read("clients/alice/sessions/2026-11-27.md").contains("\nmoved_from: 2026-11-24\n"));
    practice.run(["session", "set", "alice", "2026-11-27", "date=2026-11-30T09:00"]).ok();
    practice.coach("session move alice next --to 2026-12-01").ok();
    let calendar = practice.json("calendar alice");
    assert_eq!(uids(&practice, "calendar alice"), before);
    assert_eq!(calendar["events"][0]["start"], "2026-12-01T08:00:00Z");
    practice.coach("session cancel alice 2026-12-01 --by client").ok();
    assert_eq!(uids(&practice, "calendar alice"), [(before[0].0.clone(), "cancelled".to_owned())]);
    // What is past and didn't take place is nobody's to take out any more.
    assert!(uids(&practice.today("2026-12-24"), "calendar alice --since 2026-11-24").is_empty());
}

#[test]
fn a_call_that_was_moved_onto_another_one_is_taken_out() {
    let planned = |day: &str| format!("---\ndate: {day}T10:00\nstatus: planned\n---\n");
    let practice = Practice::of_alice(&[
        ("sessions/2026-11-26.md", &planned("2026-11-26")),
        ("sessions/2026-12-03.md", &planned("2026-12-03")),
    ]);
    let before = uids(&practice, "calendar");
    practice.coach("session move alice next --to 2026-12-03").ok();
    assert_eq!(
        uids(&practice, "calendar"),
        [(before[0].0.clone(), "cancelled".to_owned()), before[1].clone()]
    );
}

#[test]
fn where_calls_are_and_when_to_be_reminded_is_in_it_if_asked_for() {
    let practice = Practice::of_alice(&[
        ("client.md", "---\nname: Alice Moreau\nwhere: https://meet.example/a_b?x=1,2;3\n---\n"),
        ("sessions/2026-12-01.md", "---\ndate: 2026-12-01T10:00\n---\n"),
        ("sessions/2026-12-02.md", "---\ndate: 2026-12-02T10:00\nwhere: the library, room 2\n---\n"),
        ("sessions/2026-12-03.md", "---\nstatus: planned\n---\n"),
        ("sessions/2026-12-04.md", "---\ndate: 2026-12-04T10:00\nstatus: cancelled\n---\n"),
    ]);
    practice.coach("calendar").ok().nowhere_has("meet.example").nowhere_has("VALARM");
    let calendar = practice.coach("calendar --where --alarm 15").ok().stdout.replace("\r\n ", "");
    for line in ["URL:https://meet.example/a_b?x=1,2;3", "LOCATION:the library\\, room 2", "TRIGGER:-PT900S"]
    {
        assert!(calendar.lines().any(|stands| stands == line), "{line}: {calendar}");
    }
    assert_eq!(calendar.matches("BEGIN:VALARM").count(), 2, "{calendar}");
    both_read(
        &calendar,
        &[
            "2026-12-01T10:00 2026-12-01T11:00 CONFIRMED Session",
            "2026-12-02T10:00 2026-12-02T11:00 CONFIRMED Session",
            "2026-12-03 2026-12-04 CONFIRMED Session",
            "2026-12-04T10:00 2026-12-04T11:00 CANCELLED Session",
        ],
    );
    practice.coach("calendar --shared --where").ok();
    practice
        .file("clients/ben/client.md", "---\nname: Ben\n---\n")
        .coach("calendar --shared --where")
        .fails(2);
}

/// Alice with an address, a call, and what only the coach may see.
fn invited() -> Practice {
    let secret = "---\ndate: 2026-12-01T10:00\nsummary: secret\nshow_up_as: secret\n---\n# secret\n\nsecret\n\n## Threads\n- secret\n";
    Practice::of_alice(&[
        ("client.md", "---\nname: Alice Moreau\nemail: alice@example.org\nwhere: https://meet.example/alice\n---\nsecret\n"),
        ("sessions/2026-12-01.md", secret),
        ("plans/2026-11-20-secret.md", "---\nreview: 2026-12-01\n---\n# Secret\n"),
    ])
    .file("coach.yaml", "format: 1\ncoach: Robin; \"Vale\"\nmail: robin@example.org\ntimezone: Europe/Paris\n")
}

#[test]
fn an_invitation_says_when_where_and_from_whom_and_nothing_else() {
    let practice = invited();
    let invitation = practice.coach("calendar --for client alice").ok().silent().nowhere_has("ecret").stdout;
    both_read(&invitation, &["2026-12-01T09:00Z 2026-12-01T10:00Z CONFIRMED Coaching with Robin; \"Vale\""]);
    let lines = invitation.replace("\r\n ", "");
    for line in [
        "METHOD:REQUEST",
        "LOCATION:https://meet.example/alice",
        "ORGANIZER;CN=\"Robin; Vale\":mailto:robin@example.org",
    ] {
        assert!(lines.lines().any(|stands| stands == line), "{line}: {lines}");
    }
    assert!(lines.contains("mailto:alice@example.org"), "{lines}");
    // The same event as in the coach's own calendar: a move that is sent again moves it.
    let uid = practice.json("calendar --for client alice")["event"]["uid"].clone();
    practice.coach("session move alice next --to 2026-12-02 --by client").ok();
    let moved = practice.json("calendar --for client alice");
    assert_eq!((&moved["event"]["uid"], &moved["method"]), (&uid, &"request".into()));
    practice.coach("session cancel alice next --by client").ok();
    practice.coach("calendar --for client alice 2026-12-02").ok().stdout_has("METHOD:CANCEL");
    practice.coach("calendar --for client alice 2026-12-01").fails(2).stderr_has("session list alice");
}

#[test]
fn an_invitation_that_nobody_can_answer_says_what_is_missing() {
    let practice = invited().file("coach.yaml", "format: 1\ncoach: Robin\n");
    let invitation =
        practice.coach("calendar --for client alice").ok().stderr_has("`mail:` in coach.yaml").stdout;
    assert!(invitation.contains("METHOD:PUBLISH") && !invitation.contains("ORGANIZER"), "{invitation}");
    practice.coach("calendar --for client").fails(2);
    practice.coach("calendar alice 2026-12-01").fails(2).stderr_has("--for");
    practice
        .today("2026-12-05")
        .coach("calendar --for client alice 2026-12-01")
        .fails(2)
        .stderr_has("is past");
}

#[test]
fn a_plan_that_was_looked_at_ahead_of_its_day_is_taken_out() {
    let practice = Practice::example();
    practice.run(["plan", "review", "ben", "--happened", "He drew it.", "--outcome", "kept"]).ok();
    let reviews = practice.json("calendar ben");
    assert_eq!(
        (&reviews["events"][0]["kind"], &reviews["events"][0]["status"]),
        (&"review".into(), &"cancelled".into())
    );
}

#[test]
fn a_time_zone_that_is_not_known_is_told_where_it_stands() {
    for (typed, hint) in
        [("paris", "Europe/Paris"), ("Europe/Pris", "Europe/Paris"), ("new york", "America/New_York")]
    {
        let practice = Practice::empty().file("coach.yaml", format!("format: 1\ntimezone: {typed}\n"));
        practice
            .coach("calendar")
            .ok()
            .stderr_has("coach.yaml:2:11")
            .stderr_has(&format!("did you mean `{hint}`?"));
        practice.coach("check").fails(1).stdout_has("unknown-timezone");
    }
}

#[test]
fn an_empty_calendar_is_one() {
    let calendar =
        Practice::empty().coach("calendar").ok().stderr_has("nothing stands in the calendar").stdout;
    both_read(&calendar, &[]);
    assert_eq!(Practice::empty().json("calendar")["events"], serde_json::json!([]));
}

#[test]
fn a_screen_that_a_client_sees_never_has_the_names_of_several() {
    let practice = Practice::example();
    practice.coach("calendar --shared").ok().stdout_has("SUMMARY:Session").nowhere_has("Alice");
    practice.coach("calendar --shared --names").fails(2).stderr_has("name one client").stdout_is("");
    practice.coach("calendar alice --shared --names").ok().stdout_has("Alice Moreau").nowhere_has("clients/");
    practice.coach("calendar --format md").fails(2).stderr_has("json").stdout_is("");
}

#[test]
fn a_call_that_was_moved_has_a_higher_revision_in_the_next_calendar() {
    let note = "---\ndate: 2026-12-01T10:00\nstatus: planned\n---\n";
    let practice = Practice::of_alice(&[("sessions/2026-12-01.md", note)]).today("2026-11-25T09:00");
    let revision = |ical: &str| -> u32 {
        let line = ical.lines().find_map(|line| line.strip_prefix("SEQUENCE:")).unwrap();
        line.trim().parse().unwrap()
    };
    let first = practice.run(["calendar"]).ok().stdout;
    let practice = practice
        .file("clients/alice/sessions/2026-12-01.md", note.replace("01T10:00", "02T11:00"))
        .today("2026-11-25T09:01");
    let second = practice.run(["calendar"]).ok().stdout;
    assert!(revision(&second) > revision(&first), "{second}");
    assert!(second.contains("LAST-MODIFIED:20261125T0901"), "{second}");
}
