//! Calls that stand in calendars and tables: each comes in once, and those of others stay out.

use crate::import::{beside, import, rows};

const AGENDA: &str = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1@x\r\nDTSTART:20251002T080000Z\r\nDTEND:20251002T090000Z\r\nSUMMARY:Coaching with Alice\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:2@x\r\nDTSTART:20251003T080000Z\r\nSUMMARY:Dentist\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

#[test]
fn past_calls_of_a_calendar_wait_to_be_confirmed_and_those_of_others_stay_out() {
    let practice =
        beside(&[("cal.ics", AGENDA.as_bytes())]).file("coach.yaml", "format: 1\ntimezone: Europe/Paris\n");
    let rows = rows(&import(&practice, &["--format", "json"]).ok());
    assert_eq!(rows["cal.ics:2"].0, "imported");
    assert_eq!((rows["cal.ics:8"].0.as_str(), rows["cal.ics:8"].2.as_str()), ("of-another", "names Dentist"));
    let note = practice.read("clients/alice/sessions/2025-10-02.md");
    let head =
        "---\ndate: 2025-10-02T10:00\nstatus: planned\nminutes: 60\nimported:\n  from: ics\n  id: 1@x\n";
    assert!(note.starts_with(head), "{note}");
    practice.coach("check").ok();
}

#[test]
fn rows_of_a_table_become_calls_once_whatever_was_done_with_them_since() {
    let table = "Client,Date,Duration,Status,Room,Notes\nAlice Moreau,02.10.2025 10:00,60 min,held,\"=1+1: \"\"x\"\"\",\"> Mine.\r\nTwo\"\nBea Roy,03.10.2025,60,held,,\n";
    let practice = beside(&[("log.csv", table.as_bytes())]);
    let first = import(&practice, &["--format", "json"]).ok();
    assert_eq!(rows(&first)["log.csv:4"].0, "of-another");
    let path = "clients/alice/sessions/2025-10-02.md";
    let note = practice.read(path);
    assert!(
        note.contains("status: held\nminutes: 60\n") && note.ends_with("---\n\n> Mine.\r\nTwo\n"),
        "{note}"
    );
    assert!(note.contains("  Room: "), "{note}");
    practice.coach("check").ok();
    practice.write(path, note.replace("minutes: 60", "minutes: 55"));
    let before = practice.snapshot();
    let again = import(&practice, &["--format", "json"]).ok();
    assert_eq!(rows(&again)["log.csv:2"].0, "same-call");
    practice.unchanged_but(&before, &[]);
}

#[test]
fn a_call_that_stands_there_is_not_counted_twice_and_unknown_columns_are_named() {
    let table = "When it was,Who\n2025-10-02,Alice\n";
    let practice = beside(&[("cal.ics", AGENDA.as_bytes()), ("odd.csv", table.as_bytes())]).file(
        "clients/alice/sessions/2025-10-02.md",
        "---\ndate: 2025-10-02T10:00\nminutes: 60\n---\nMine.\n",
    );
    let rows = rows(&import(&practice, &["--format", "json"]).ok());
    assert_eq!(rows["cal.ics:2"].0, "same-call");
    assert!(rows["odd.csv"].2.contains("When it was, Who"), "{rows:?}");
}

#[test]
fn a_day_that_waits_for_the_order_of_its_parts_is_told_as_the_two_that_it_may_be() {
    let table = "Client,Date,Minutes\nAlice Moreau,03/04/25,60\n";
    let practice = beside(&[("log.csv", table.as_bytes()), ("01-12-25.md", b"A walk.\n")]);
    let waiting = rows(&import(&practice, &["--format", "json"]).ok());
    let told = "03/04/25 is 2025-04-03 or 2025-03-04: say --dates day-first or month-first";
    assert_eq!(waiting["log.csv:2"].2, told);
    assert_eq!(waiting["01-12-25.md"].2, "file name: 1 December 2025 or 12 January 2025");
    let read = rows(&import(&practice, &["--format", "json", "--dates", "month-first"]).ok());
    assert_eq!((read["log.csv:2"].0.as_str(), read["01-12-25.md"].0.as_str()), ("imported", "imported"));
    practice.read("clients/alice/sessions/2025-03-04.md");
}
