use super::{WEDNESDAY, read};
use crate::model::dates::Direction::{LooksBack, PlansAhead};
use crate::model::dates::typed::TypedDateError;

#[test]
fn what_is_not_wholly_understood() {
    let table = [
        ", | banana | tomorow | monkey | tomorrow banana | banana tomorrow | tomorrow 10am rubbish",
        "24 Nov banana | 2026-11-24 zzz | 2026-11-24Z | 2026-11-24T | 2026-11-24T10:00Z",
        "tomorrow tomorrow | today now | now 10:00 | 10am 11am | tomorrow evening evening",
        "10am tomorrow 11am | 25:00 | 10:60 | 1:5 | 13pm | 0am | 24:00 | 10",
        "am | at | at tomorrow | tomorrow at | at at 10am | at banana | evening at 3 in the morning",
        "0 Nov | 45 Nov | 13/13 | 0/5 | 1/2/3/4 | / | 10.30.11 | 24.13.",
        "Nov 2026 | Nov | 24 | 11.24.2026 | 31 Dec 1899 | 2201-01-01 | 1 Jan 2201",
        "in 500 years | in 99999999999 weeks | in 4294967295 weeks | in 4294967295 years",
        "4294967295 days ago | in -2 weeks | -2w | ++2w | in +2w | +2w ago | +a week | in 2 weeks ago",
        "in | ago | + | in 2 | 2 bananas | 1,000 days | next | next banana | next day | the",
        "on | friday friday | end of | end of day | this week | ٣ days | ２w | noon at",
        "um | heute um | morgen Uhr | in einer | le | à | mardi mardi | el | a las | que viene | hace",
        "wednesday week | monday in 2 weeks | a day on friday | a week on yesterday | week monday",
        "15 Uhr morgens | fin de semana | sixth monday of may | first monday",
    ];
    for text in table.iter().flat_map(|line| line.split(" | ")).chain(["", " ", ","]) {
        for direction in [LooksBack, PlansAhead] {
            let refused = matches!(read(WEDNESDAY, text, direction), Err(TypedDateError::NotADate { .. }));
            assert!(refused, "{text:?}: {:?}", read(WEDNESDAY, text, direction));
        }
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
        ("8/11/26", "`8/11/26` can be 8 November or 11 August: write 2026-11-08 or 2026-08-11".to_owned()),
        ("10.11", "`10.11` can be 10 November or 10:11: write 2026-11-10 or 10:11".to_owned()),
        (
            "Tuesday 10.11",
            "`Tuesday 10.11` can be 10 November or 10:11: write 2026-11-10 or 10:11".to_owned(),
        ),
        ("friday 10", "`friday 10` ends in a number alone: write 10:00 if it is the hour".to_owned()),
        (
            "next tuesday 9",
            "`next tuesday 9` ends in a number alone: write 09:00 if it is the hour".to_owned(),
        ),
        ("24 Nov 10", "`24 Nov 10` ends in a number alone: write 10:00 if it is the hour".to_owned()),
        ("at 3", "`at 3` can be 03:00 or 15:00: write one of them".to_owned()),
        ("morgen um halb vier", "`morgen um halb vier` can be 03:30 or 15:30: write one of them".to_owned()),
        ("Friday, 24 Nov", "`Friday, 24 Nov` doesn't fit together: 2026-11-24 is a Tuesday".to_owned()),
        ("30 Feb", "`30 Feb` is a day that isn't there: February has 28 days, or 29".to_owned()),
        ("29 Feb 2027", "`29 Feb 2027` is a day that isn't there: February 2027 has 28 days".to_owned()),
        ("31.11. 10:00", "`31.11. 10:00` is a day that isn't there: November has 30 days".to_owned()),
        ("31/4/2027", "`31/4/2027` is a day that isn't there: April 2027 has 30 days".to_owned()),
        ("2026-02-30", "`2026-02-30` is a day that isn't there: February 2026 has 28 days".to_owned()),
        (" Someday ", format!("`Someday` isn't {advice}")),
        ("", format!("an empty text isn't {advice}")),
        ("\u{1b}[31mred", format!("`[31mred` isn't {advice}")),
        (&"é".repeat(99), format!("`{}…` isn't {advice}", "é".repeat(40))),
    ] {
        assert_eq!(read(WEDNESDAY, text, PlansAhead).unwrap_err().to_string(), wanted);
    }
    let looking_back = read(WEDNESDAY, "8/11", LooksBack).unwrap_err().to_string();
    assert_eq!(looking_back, "`8/11` can be 8 November or 11 August: write 2025-11-08 or 2026-08-11");
}
