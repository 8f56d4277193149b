//! Small tables, seen from Wednesday 4 November 2026, 09:30, unless said otherwise.

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use proptest::prelude::{Just, Strategy, any, prop, prop_assert, prop_assert_eq, prop_oneof, proptest};

use super::{WhenError, YEARS, read_typed_date};
use crate::model::dates::Direction::{LooksBack, PlansAhead};
use crate::model::moment::Moment;

const WEDNESDAY: &str = "2026-11-04T09:30";

fn seen_from(now: &str, text: &str) -> Result<String, WhenError> {
    read_typed_date(text, Moment::parse(now).unwrap(), PlansAhead).map(|moment| moment.to_string())
}

fn assert_read(now: &str, table: &[(&str, &str)]) {
    for (text, wanted) in table {
        assert_eq!(seen_from(now, text).as_deref(), Ok(*wanted), "{text:?} seen from {now}");
    }
}

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
    let now = Moment::parse(WEDNESDAY).unwrap();
    for (text, wanted) in [
        ("tuesday", "2026-11-03"),
        ("wednesday", "2026-10-28"),
        ("friday", "2026-10-30"),
        ("24 Nov", "2025-11-24"),
        ("4 Nov", "2026-11-04"),
        ("3/3", "2026-03-03"),
        ("24.12. 9:00", "2025-12-24T09:00"),
        ("29 Feb", "2024-02-29"),
        ("tomorrow", "2026-11-05"),
    ] {
        let read = read_typed_date(text, now, LooksBack).map(|moment| moment.to_string());
        assert_eq!(read.as_deref(), Ok(wanted), "{text}");
    }
}

#[test]
fn refuses_what_it_does_not_wholly_understand() {
    let table = [
        ", | banana | tomorow | monkey | tomorrow banana | banana tomorrow | tomorrow 10am rubbish",
        "24 Nov banana | 2026-11-24 zzz | 2026-11-24Z | 2026-11-24T | 2026-11-24T10:00Z | tonight",
        "tomorrow morning | tomorrow tomorrow | today now | now 10:00 | 10am 11am",
        "10am tomorrow 11am | 25:00 | 10:60 | 1:5 | 13pm | 0am | 24:00 | 10 | at 3 | tomorrow 10",
        "10.30 | 10.11 | 24.12 | am | at | at tomorrow | tomorrow at | at at 10am | 31 Feb",
        "31 Feb 2027 | 2026-02-30 | 0 Nov | 31/2/2026 | 13/13 | 0/5 | 8/11/26 | 1/2/3/4 | /",
        "24 Nov 26 | Nov 2026 | Nov | 24 | 24th | 11.24.2026 | 31 Dec 1899 | 2201-01-01",
        "in 500 years | in 99999999999 weeks | in 4294967295 weeks | in 4294967295 years",
        "4294967295 days ago | in -2 weeks | -2w | ++2w | in +2w | +2w ago | +a week | in 2 weeks ago",
        "in | ago | + | in 2 | 2 bananas | 1,000 days | next | next banana | next day | on tomorrow",
        "on | friday friday | end of | end of day | this week | ٣ days | ２w",
    ];
    for text in table.iter().flat_map(|line| line.split(" | ")).chain(["", " ", ","]) {
        let refused = matches!(seen_from(WEDNESDAY, text), Err(WhenError::NotADate { .. }));
        assert!(refused, "{text:?}: {:?}", seen_from(WEDNESDAY, text));
    }
}

#[test]
fn a_refusal_says_how_to_type_it() {
    let advice = "a date: try `tomorrow 10am`, `next tuesday`, `24 Nov 10:00` or `2026-11-24`";
    for (text, wanted) in [
        ("8/11", "`8/11` can be 8 November or 11 August: write 2026-11-08 or 2027-08-11".to_owned()),
        (
            "8/11/2026 10am",
            "`8/11/2026 10am` can be 8 November or 11 August: write 2026-11-08 or 2026-08-11".to_owned(),
        ),
        ("Friday, 24 Nov", "`Friday, 24 Nov` doesn't fit together: 2026-11-24 is a Tuesday".to_owned()),
        (" Tonight ", format!("`Tonight` isn't {advice}")),
        ("", format!("an empty text isn't {advice}")),
        ("\u{1b}[31mred", format!("`[31mred` isn't {advice}")),
        (&"é".repeat(99), format!("`{}…` isn't {advice}", "é".repeat(40))),
    ] {
        assert_eq!(seen_from(WEDNESDAY, text).unwrap_err().to_string(), wanted);
    }
}

fn moments() -> impl Strategy<Value = Moment> {
    let first = NaiveDate::from_ymd_opt(*YEARS.start(), 1, 1).unwrap();
    let last = NaiveDate::from_ymd_opt(*YEARS.end(), 12, 31).unwrap();
    let time = prop::option::of((0..24_u32, 0..60_u32));
    (0..=(last - first).num_days(), time).prop_map(move |(days, time)| Moment {
        date: first + TimeDelta::days(days),
        time: time.map(|(hour, minute)| NaiveTime::from_hms_opt(hour, minute, 0).unwrap()),
    })
}

/// Words of the language in any order reach further in than random letters do.
fn phrases() -> impl Strategy<Value = String> {
    const WORDS: &str = "in a 2 4294967295 weeks months years ago next last this friday 24 nov 2026 of \
        end month at 10am 10 pm 10:00 tomorrow now 8/11 24.12. 2w +2w on the 29 feb \
        2026-11-24 é 2026-11-24té ß.5.2026 １0:0０ . / +";
    let vocabulary = prop::sample::select(WORDS.split(' ').collect::<Vec<_>>());
    prop::collection::vec(vocabulary, 0..6).prop_map(|words| words.join(" "))
}

fn nows() -> impl Strategy<Value = Moment> {
    prop_oneof![8 => moments(), 1 => Just(Moment::day(NaiveDate::MIN)), 1 => Just(Moment::day(NaiveDate::MAX))]
}

proptest! {
    #[test]
    fn never_panics(text in prop_oneof![any::<String>(), ".{0,12}", phrases()], now in nows()) {
        match read_typed_date(&text, now, PlansAhead) {
            Ok(moment) => prop_assert_eq!(Moment::parse(&moment.to_string()), Some(moment)),
            Err(error) => prop_assert!(!error.to_string().is_empty()),
        }
    }

    #[test]
    fn reads_back_what_it_echoes(moment in moments(), now in nows()) {
        prop_assert_eq!(read_typed_date(&moment.to_string(), now, LooksBack), Ok(moment));
        prop_assert_eq!(read_typed_date(&moment.spoken(), now, PlansAhead), Ok(moment));
    }

    #[test]
    fn one_strange_word_refuses_the_phrase(phrase in phrases(), now in moments()) {
        for text in [format!("{phrase} banana"), format!("banana {phrase}")] {
            prop_assert!(read_typed_date(&text, now, PlansAhead).is_err());
        }
    }
}
