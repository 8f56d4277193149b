use super::{WEDNESDAY, assert_read, assert_read_back};

#[test]
fn days() {
    assert_read(
        WEDNESDAY,
        &[
            ("heute", "2026-11-04"),
            ("morgen", "2026-11-05"),
            ("übermorgen", "2026-11-06"),
            ("Uebermorgen", "2026-11-06"),
            ("gestern", "2026-11-03"),
            ("vorgestern", "2026-11-02"),
            ("Freitag", "2026-11-06"),
            ("am Freitag", "2026-11-06"),
            ("Mi", "2026-11-11"),
            ("Sonnabend", "2026-11-07"),
            ("nächsten Dienstag", "2026-11-10"),
            ("kommenden Freitag", "2026-11-06"),
            ("nächsten Freitag", "2026-11-13"),
            ("letzten Freitag", "2026-10-30"),
            ("diesen Freitag", "2026-11-06"),
            ("in einer Woche", "2026-11-11"),
            ("in 14 Tagen", "2026-11-18"),
            ("Dienstag in acht Tagen um 9", "2026-11-17T09:00"),
            ("in zwei Monaten", "2027-01-04"),
            ("heute in zwei Wochen", "2026-11-18"),
            ("vor drei Tagen", "2026-11-01"),
            ("nächste Woche", "2026-11-11"),
            ("übernächste Woche", "2026-11-18"),
            ("nächste Woche Dienstag", "2026-11-10"),
            ("Dienstag nächster Woche", "2026-11-10"),
            ("nächsten Monat", "2026-12-04"),
            ("Monatsende", "2026-11-30"),
            ("Ende des Jahres", "2026-12-31"),
            ("Ende Januar", "2027-01-31"),
            ("erster Montag im Dezember", "2026-12-07"),
            ("24. November", "2026-11-24"),
            ("24.November 2026", "2026-11-24"),
            ("24. Nov.", "2026-11-24"),
            ("1. März", "2027-03-01"),
            ("am 24.", "2026-11-24"),
            ("24.11.", "2026-11-24"),
            ("24.11", "2026-11-24"),
            ("24.11.26", "2026-11-24"),
            ("8.11.2026", "2026-11-08"),
            ("Di 24.11.", "2026-11-24"),
            ("Di., 24.11.26", "2026-11-24"),
        ],
    );
}

#[test]
fn hours() {
    assert_read(
        WEDNESDAY,
        &[
            ("heute 14 Uhr", "2026-11-04T14:00"),
            ("heute 14 Uhr 30", "2026-11-04T14:30"),
            ("heute um 14:30 Uhr", "2026-11-04T14:30"),
            ("10 Uhr", "2026-11-04T10:00"),
            ("10.30 Uhr", "2026-11-04T10:30"),
            ("Dienstag 10.30", "2026-11-10T10:30"),
            ("morgen um 10", "2026-11-05T10:00"),
            ("morgen 10.11", "2026-11-05T10:11"),
            ("morgen früh um 9", "2026-11-05T09:00"),
            ("heute Morgen um 9", "2026-11-04T09:00"),
            ("Dienstag Morgen", "2026-11-10"),
            ("Dienstagabend um 8", "2026-11-10T20:00"),
            ("Dienstagmittag", "2026-11-10T12:00"),
            ("heute Abend", "2026-11-04"),
            ("heute Nachmittag um 3", "2026-11-04T15:00"),
            ("morgen Mittag", "2026-11-05T12:00"),
            ("morgen um halb elf", "2026-11-05T10:30"),
            ("Freitag um Viertel nach 10", "2026-11-06T10:15"),
            ("Freitag um Viertel vor zehn", "2026-11-06T09:45"),
            ("24.11. 14:00", "2026-11-24T14:00"),
            ("24.11. um 14 Uhr", "2026-11-24T14:00"),
            ("am Dienstag, den 24. November 2026 um 14 Uhr", "2026-11-24T14:00"),
            ("in einer Woche um 9 Uhr", "2026-11-11T09:00"),
            ("Mittwoch 14:00 Uhr", "2026-11-11T14:00"),
            ("am 3. Dezember um 15 Uhr", "2026-12-03T15:00"),
        ],
    );
}

#[test]
fn what_looks_back() {
    assert_read_back(&[
        ("Dienstag", "2026-11-03"),
        ("24.11.", "2025-11-24"),
        ("am 24. November um 10 Uhr", "2025-11-24T10:00"),
        ("vor einer Woche", "2026-10-28"),
        ("letzte Woche", "2026-10-28"),
        ("gestern um 17 Uhr", "2026-11-03T17:00"),
    ]);
}
