use super::{WEDNESDAY, assert_read, assert_read_back};

#[test]
fn named_days_and_hours() {
    assert_read(
        WEDNESDAY,
        &[
            ("today", "2026-11-04"),
            ("now", "2026-11-04T09:30"),
            (" NOW ", "2026-11-04T09:30"),
            ("tomorrow", "2026-11-05"),
            ("yesterday", "2026-11-03"),
            ("the day after tomorrow", "2026-11-06"),
            ("tomorrow 10am", "2026-11-05T10:00"),
            ("Tomorrow,  at 10 AM", "2026-11-05T10:00"),
            ("10am tomorrow", "2026-11-05T10:00"),
            ("at 10 a.m. tomorrow", "2026-11-05T10:00"),
            ("tomorrow\u{a0}10:00", "2026-11-05T10:00"),
            ("tomorrow noon", "2026-11-05T12:00"),
            ("10:00", "2026-11-04T10:00"),
            ("9:05", "2026-11-04T09:05"),
            ("at 10 am", "2026-11-04T10:00"),
            ("10:30pm", "2026-11-04T22:30"),
            ("10.30am", "2026-11-04T10:30"),
            ("12am", "2026-11-04T00:00"),
            ("12:15 pm", "2026-11-04T12:15"),
            ("noon", "2026-11-04T12:00"),
            ("midnight", "2026-11-04T00:00"),
            ("midday", "2026-11-04T12:00"),
            ("friday midday", "2026-11-06T12:00"),
            ("tonight", "2026-11-04"),
            ("tonight at 8", "2026-11-04T20:00"),
            ("tonight 8.30pm", "2026-11-04T20:30"),
            ("tomorrow morning", "2026-11-05"),
            ("tomorrow morning at 9", "2026-11-05T09:00"),
            ("at 3 in the afternoon", "2026-11-04T15:00"),
            ("tomorrow at 10", "2026-11-05T10:00"),
            ("half past ten", "2026-11-04T10:30"),
            ("friday at half past 3 in the afternoon", "2026-11-06T15:30"),
            ("quarter to 11 tomorrow", "2026-11-05T10:45"),
            ("tomorrow at a quarter past nine", "2026-11-05T09:15"),
            ("11 o'clock", "2026-11-04T11:00"),
            ("10.30", "2026-11-04T10:30"),
            ("tomorrow 10h30", "2026-11-05T10:30"),
            ("the day before yesterday", "2026-11-02"),
        ],
    );
    assert_read("2026-11-04", &[("now", "2026-11-04"), ("10am", "2026-11-04T10:00")]);
}

#[test]
fn days_of_the_week() {
    assert_read(
        WEDNESDAY,
        &[
            ("friday", "2026-11-06"),
            ("on Friday at 10:00", "2026-11-06T10:00"),
            ("wednesday", "2026-11-11"),
            ("tue", "2026-11-10"),
            ("thurs 4pm", "2026-11-05T16:00"),
            ("Sun.", "2026-11-08"),
            ("next tuesday", "2026-11-10"),
            ("next wednesday", "2026-11-11"),
            ("next friday", "2026-11-13"),
            ("next sunday", "2026-11-15"),
            ("this wednesday", "2026-11-04"),
            ("this friday", "2026-11-06"),
            ("last friday", "2026-10-30"),
            ("last wednesday", "2026-10-28"),
            ("last tue", "2026-11-03"),
            ("this coming friday", "2026-11-06"),
            ("tuesday next week", "2026-11-10"),
            ("next week on friday", "2026-11-13"),
            ("last week monday", "2026-10-26"),
            ("friday afternoon at 3", "2026-11-06T15:00"),
            ("monday week", "2026-11-16"),
            ("tomorrow week at 10:00", "2026-11-12T10:00"),
            ("a week on friday", "2026-11-13"),
            ("two weeks from tomorrow", "2026-11-19"),
            ("a fortnight on the tuesday", "2026-11-24"),
            ("first Monday of December", "2026-12-07"),
            ("the last friday of november", "2026-11-27"),
            ("third tuesday in january 2027 at 10am", "2027-01-19T10:00"),
            ("last friday of the month", "2026-11-27"),
        ],
    );
    assert_read(
        "2026-11-08",
        &[("next mon", "2026-11-09"), ("next sun", "2026-11-15"), ("sun", "2026-11-15")],
    );
    assert_read(
        "2026-11-02",
        &[("next sun", "2026-11-15"), ("mon", "2026-11-09"), ("next mon", "2026-11-09")],
    );
    assert_read("2026-12-30", &[("next fri", "2027-01-08"), ("next mon", "2027-01-04")]);
}

#[test]
fn counted_days() {
    assert_read(
        WEDNESDAY,
        &[
            ("in 2 weeks", "2026-11-18"),
            ("in two weeks", "2026-11-18"),
            ("in 10 days", "2026-11-14"),
            ("in a week", "2026-11-11"),
            ("in 0 days", "2026-11-04"),
            ("2 weeks", "2026-11-18"),
            ("a fortnight from now", "2026-11-18"),
            ("3 days ago", "2026-11-01"),
            ("a week ago", "2026-10-28"),
            ("in 2 weeks 10:00", "2026-11-18T10:00"),
            ("in 2 weeks at 10 am", "2026-11-18T10:00"),
            ("10am in 2 weeks", "2026-11-18T10:00"),
            ("2w", "2026-11-18"),
            ("10d", "2026-11-14"),
            ("+2w", "2026-11-18"),
            ("+10 days", "2026-11-14"),
            ("next week", "2026-11-11"),
            ("last week", "2026-10-28"),
            ("next month", "2026-12-04"),
            ("next year", "2027-11-04"),
            ("end of week", "2026-11-08"),
            ("end of the month", "2026-11-30"),
            ("end of month 17:00", "2026-11-30T17:00"),
            ("end of year", "2026-12-31"),
            ("end of january", "2027-01-31"),
            ("in a couple of weeks", "2026-11-18"),
            ("2 weeks today", "2026-11-18"),
        ],
    );
    assert_read("2026-11-30", &[("in 3 months", "2027-02-28"), ("end of month", "2026-11-30")]);
    assert_read("2027-01-31", &[("next month", "2027-02-28"), ("end of week", "2027-01-31")]);
    assert_read("2028-02-29", &[("next year", "2029-02-28"), ("2 years ago", "2026-02-28")]);
    assert_read("2027-12-31", &[("end of month", "2027-12-31"), ("in two months", "2028-02-29")]);
}

#[test]
fn days_of_the_calendar() {
    assert_read(
        WEDNESDAY,
        &[
            ("2026-11-24", "2026-11-24"),
            ("2026-11-24T10:00", "2026-11-24T10:00"),
            ("2026-11-24 10:00", "2026-11-24T10:00"),
            ("2026/11/24", "2026-11-24"),
            ("2026-1-8", "2026-01-08"),
            ("24 Nov", "2026-11-24"),
            ("24 Nov 10:00", "2026-11-24T10:00"),
            ("Nov 24", "2026-11-24"),
            ("nov 24 10 am", "2026-11-24T10:00"),
            ("24 November 2026", "2026-11-24"),
            ("the 24th of November", "2026-11-24"),
            ("November the 24th", "2026-11-24"),
            ("November 24, 2026 at 10am", "2026-11-24T10:00"),
            ("on 1st sept. 2027", "2027-09-01"),
            ("10am on 24 Nov", "2026-11-24T10:00"),
            ("Tuesday 24 Nov", "2026-11-24"),
            ("08.11.2026", "2026-11-08"),
            ("8.11.2026 10:00", "2026-11-08T10:00"),
            ("24.12.", "2026-12-24"),
            ("1.2. 9:00", "2027-02-01T09:00"),
            ("24/11/2026", "2026-11-24"),
            ("24/11/26", "2026-11-24"),
            ("24-11-2026", "2026-11-24"),
            ("24-Nov-2026", "2026-11-24"),
            ("24Nov 10am", "2026-11-24T10:00"),
            ("24 Nov 26", "2026-11-24"),
            ("24 Nov '05", "2005-11-24"),
            ("the 24th", "2026-11-24"),
            ("on the 3rd at 10am", "2026-12-03T10:00"),
            ("Tuesday the 24th", "2026-11-24"),
            ("Tuesday 24", "2026-11-24"),
            ("11/24/2026", "2026-11-24"),
            ("24/11", "2026-11-24"),
            ("11/11/2026", "2026-11-11"),
            ("3/3", "2027-03-03"),
            ("4 Nov", "2026-11-04"),
            ("3 Nov", "2027-11-03"),
            ("29 Feb", "2028-02-29"),
            ("1 Jan 1900", "1900-01-01"),
            ("2200-12-31", "2200-12-31"),
        ],
    );
    assert_read("2096-03-01", &[("29 Feb", "2104-02-29")]);
}

#[test]
fn what_looks_back_takes_the_last_one() {
    assert_read_back(&[
        ("tuesday", "2026-11-03"),
        ("wednesday", "2026-10-28"),
        ("friday", "2026-10-30"),
        ("this monday", "2026-11-02"),
        ("24 Nov", "2025-11-24"),
        ("4 Nov", "2026-11-04"),
        ("3/3", "2026-03-03"),
        ("the 10th", "2026-10-10"),
        ("24.12. 9:00", "2025-12-24T09:00"),
        ("24.12.98", "1998-12-24"),
        ("29 Feb", "2024-02-29"),
        ("2 weeks", "2026-10-21"),
        ("3 months ago", "2026-08-04"),
        ("end of october", "2026-10-31"),
        ("first monday of november", "2026-11-02"),
        ("tomorrow", "2026-11-05"),
    ]);
}
