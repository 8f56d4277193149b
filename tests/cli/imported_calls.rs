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
    let table = "Client,Date,Duration,Status,Room,Notes\nAlice Moreau,02.10.2025 10:00,60 min,held,\"=1+1: \"\"x\"\"\",\"> Mine.\r\n> Two\"\nBea Roy,03.10.2025,60,held,,\n";
    let practice = beside(&[("log.csv", table.as_bytes())]);
    let first = import(&practice, &["--format", "json"]).ok();
    assert_eq!(rows(&first)["log.csv:4"].0, "of-another");
    let path = "clients/alice/sessions/2025-10-02.md";
    let note = practice.read(path);
    assert!(
        note.contains("status: held\nminutes: 60\n") && note.ends_with("---\n\n> Mine.\r\n> Two\n"),
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
fn what_a_table_says_in_words_of_its_own_is_neither_counted_nor_lost() {
    let table = "Client,Date,Duration,Status\nAlice Moreau,2025-10-02,60,Late cancel by client\nAlice Moreau,2025-10-03,sixty,held\nAlice Moreau,2025-10-04,60,did not happen\n";
    let practice = beside(&[("log.csv", table.as_bytes())]);
    let rows = rows(&import(&practice, &["--format", "json"]).ok());
    assert_eq!(rows["log.csv:3"].2, "Duration can't be read: sixty");
    let told = "what became of it isn't known: did not happen; unconfirmed: say what came of it";
    assert_eq!(rows["log.csv:4"].2, told);
    let read = |day: &str| practice.read(&format!("clients/alice/sessions/2025-10-{day}.md"));
    assert!(read("02").contains("status: cancelled\ncancelled_by: client\n"), "{}", read("02"));
    assert!(read("03").contains("  Duration: sixty\n"), "{}", read("03"));
    assert!(read("04").contains("status: planned\n"), "{}", read("04"));
    practice.coach("check").ok();
}

#[test]
fn what_the_practices_own_calendar_told_others_comes_back_as_what_it_is() {
    let practice =
        beside(&[]).today("2026-11-25T09:00").file("coach.yaml", "format: 1\ntimezone: Europe/Paris\n");
    practice.write("clients/alice/sessions/2026-12-01.md", "---\ndate: 2026-12-01T10:00\n---\n");
    practice.write("clients/alice/sessions/2026-12-15.md", "---\ndate: 2026-12-15T10:00\n---\n");
    practice.write(
        "clients/alice/plans/2026-11-08-door.md",
        "---\nmade: 2026-11-08\nreview: 2026-12-01\n---\n# Door\n",
    );
    let calendar =
        practice.coach("calendar").ok().stdout.replace("DTSTART:20261215T09", "DTSTART:20261216T09");
    practice.lay_outside("back.ics", calendar.as_bytes());
    let before = practice.snapshot();
    for more in [&["--format", "json"][..], &["--format", "json", "--again"]] {
        let ran = import(&practice, more).ok();
        let told: Vec<_> = rows(&ran).into_values().collect();
        let moved = "from coach calendar; at another time there: coach session move";
        let same = "from coach calendar";
        for row in [
            ("sessions/2026-12-01.md", same),
            ("sessions/2026-12-15.md", moved),
            ("plans/2026-11-08-door.md", same),
        ] {
            assert!(told.contains(&("same-call".into(), row.0.into(), row.1.into())), "{told:?}");
        }
    }
    practice.unchanged_but(&before, &[]);
}

#[test]
fn what_was_moved_or_called_off_in_the_calendar_since_is_told() {
    let agenda = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Alice\nDTSTART:20261201T090000\nEND:VEVENT\nEND:VCALENDAR\n";
    let practice = beside(&[("cal.ics", agenda.as_bytes())]).today("2026-11-25T09:00");
    import(&practice, &[]).ok().stdout_has("\n1 brought in");
    let before = practice.snapshot();
    for (from, to, wanted) in [
        ("20261201", "20261202", "this call, at another time there: coach session move"),
        ("SUMMARY", "STATUS:CANCELLED\nSUMMARY", "this call, called off there: coach session cancel"),
    ] {
        practice.lay_outside("cal.ics", agenda.replace(from, to).as_bytes());
        let rows = rows(&import(&practice, &["--format", "json"]).ok());
        assert_eq!(rows["cal.ics:2"], ("same-call".into(), "sessions/2026-12-01.md".into(), wanted.into()));
    }
    practice.unchanged_but(&before, &[]);
}

#[test]
fn a_calendar_may_explain_its_own_zone_and_tells_who_declined() {
    let agenda = "BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:Customized Time Zone\nBEGIN:STANDARD\nDTSTART:16010101T030000\nTZOFFSETTO:-0500\n\
        RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:16010101T020000\nTZOFFSETTO:-0400\n\
        RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3\nEND:DAYLIGHT\nEND:VTIMEZONE\nBEGIN:VEVENT\nUID:1\nSUMMARY:Alice\n\
        DTSTART;TZID=Customized Time Zone:20250710T090000\nATTENDEE;CN=Alice;PARTSTAT=DECLINED:mailto:a@b.org\nEND:VEVENT\nEND:VCALENDAR\n";
    let practice =
        beside(&[("cal.ics", agenda.as_bytes())]).file("coach.yaml", "format: 1\ntimezone: Europe/Paris\n");
    practice.write("clients/alice/client.md", "---\nname: Alice Moreau\nemail: a@b.org\n---\n");
    let rows = rows(&import(&practice, &["--format", "json"]).ok());
    assert_eq!(rows["cal.ics:15"].2, "declined by Alice; unconfirmed: say what came of it");
    let note = practice.read("clients/alice/sessions/2025-07-10.md");
    assert!(note.starts_with("---\ndate: 2025-07-10T15:00\n"), "{note}");
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

#[test]
fn a_series_that_is_cut_or_moved_in_the_calendar_is_told_call_by_call() {
    let practice = beside(&[]).today("2026-11-24T09:00");
    let series = |rule: &str, hour: u32| {
        let event = format!(
            "UID:s1\nSUMMARY:Alice Moreau\nDTSTART:20261117T{hour}0000\nDTEND:20261117T{hour}5000\nRRULE:FREQ=WEEKLY;{rule}\n"
        );
        format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\n{event}END:VEVENT\nEND:VCALENDAR\n")
    };
    let bring = |text: String| {
        practice.lay_outside("a.ics", text.as_bytes());
        import(&practice, &[]).ok()
    };
    bring(series("COUNT=4", 10)).stdout_has("4 brought in");
    bring(series("COUNT=4", 10)).stdout_has("4 there already").stdout_lacks("no longer");
    bring(series("COUNT=4\nEXDATE:20261201T100000", 10))
        .stdout_has("| `a.ics:2` | `sessions/2026-12-01` | no longer there: coach session cancel")
        .stdout_has("0 brought in");
    bring(series("UNTIL=20261125", 10)).stdout_has("2026-12-08` | no longer there");
    bring(series("COUNT=4", 15))
        .stdout_has("`sessions/2026-12-08` | this call, at another time there: coach session move")
        .stdout_has("0 brought in, 4 there already");
    // A day of it that is given out alone says nothing of the others.
    let alone = series("COUNT=4", 10).replace("RRULE:FREQ=WEEKLY;COUNT=4", "RECURRENCE-ID:20261117T100000");
    bring(alone).stdout_lacks("no longer");
}

#[test]
fn the_hours_and_days_of_a_table_are_those_that_stand_there_or_it_is_told() {
    let table = "Client,Date,Start timezone,Note to self\nAlice Moreau,45932.4375,,a\nAlice Moreau,03-Oct-25 10:00,Asia/Tokyo,b\nAlice Moreau,2025-W41,,c\n";
    let bare = "Client,Date,Timezone\nAlice Moreau,2025-10-20 10:00,Europe/Berlin\nAlice Moreau,2025-10-21 10:00,Asia/Tokyo\n";
    let practice =
        beside(&[("a.csv", table.as_bytes()), ("b.csv", bare.as_bytes()), ("2025-W10.md", b"words")])
            .file("coach.yaml", "format: 1\ntimezone: Europe/Paris\n");
    let rows = rows(&import(&practice, &["--format", "json"]).ok());
    assert!(practice.read("clients/alice/sessions/2025-10-02.md").contains("date: 2025-10-02T10:30\n"));
    assert!(rows["a.csv:2"].2.contains("45932.4375 is read as a spreadsheet's number"), "{rows:?}");
    assert!(practice.read("clients/alice/sessions/2025-10-03.md").contains("date: 2025-10-03T03:00\n"));
    assert!(rows["a.csv:4"].2.contains("2025-W41 can't be read as a day"), "{rows:?}");
    assert!(practice.read("clients/alice/sessions/2025-10-21.md").contains("date: 2025-10-21T10:00\n"));
    assert!(rows["b.csv:3"].2.contains("not as that of Asia/Tokyo"), "{rows:?}");
    assert!(!rows["b.csv:2"].2.contains("Berlin"), "{rows:?}");
    assert_eq!(rows["2025-W10.md"].2, "2025-W10 is a week, and no day");
}

#[test]
fn a_chat_is_told_as_one_and_comes_in_only_where_that_is_said() {
    let chat = "[02.03.25, 10:15:22] Alice: No.\nAnd yes.\n[02.03.25, 10:16:22] Robin: How?\n";
    let practice = beside(&[("2025-03-02 chat.txt", chat.as_bytes())]);
    let rows = rows(&import(&practice, &["--format", "json"]).ok());
    assert_eq!(rows["2025-03-02 chat.txt"].2, "it is a chat, in which several write");
    import(&practice, &["--from", "text"]).ok().stdout_has("1 brought in");
}

#[test]
fn a_call_of_two_clients_is_told_as_one_of_several() {
    let agenda = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Both\nATTENDEE:mailto:a@b.org\nATTENDEE:mailto:b@b.org\n\
        DTSTART:20251002T100000\nEND:VEVENT\nEND:VCALENDAR\n";
    let practice = beside(&[("cal.ics", agenda.as_bytes())])
        .file("clients/ann/client.md", "---\nname: Ann Lee\nemail: a@b.org\n---\n")
        .file("clients/ben/client.md", "---\nname: Ben Ek\nemail: b@b.org\n---\n");
    let outside = practice.outside();
    practice.run(["import", outside.to_str().unwrap()]).ok().stdout_has("names several clients");
}

#[test]
fn an_hour_that_a_clock_leaves_out_or_shows_twice_is_told() {
    let event =
        |start: &str| format!("BEGIN:VEVENT\nUID:{start}\nSUMMARY:Alice\nDTSTART{start}\nEND:VEVENT\n");
    let events = [
        ":20250330T023000",
        ":20251026T003000Z",
        ";TZID=America/New_York:20250309T023000",
        ":20250331T023000",
    ];
    let agenda = format!("BEGIN:VCALENDAR\n{}END:VCALENDAR\n", events.map(event).concat());
    let practice =
        beside(&[("a.ics", agenda.as_bytes())]).file("coach.yaml", "format: 1\ntimezone: Europe/Paris\n");
    let rows = rows(&import(&practice, &["--format", "json"]).ok());
    assert!(rows["a.ics:2"].2.contains("02:30 is no time in Europe/Paris"), "{rows:?}");
    assert!(rows["a.ics:7"].2.contains("02:30 comes twice in Europe/Paris"), "{rows:?}");
    assert!(rows["a.ics:12"].2.contains("02:30 is no time in America/New_York"), "{rows:?}");
    assert!(!rows["a.ics:17"].2.contains("Europe"), "{rows:?}");
}
