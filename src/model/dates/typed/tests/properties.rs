use chrono::{NaiveDate, NaiveTime, TimeDelta};
use proptest::prelude::{Just, Strategy, any, prop, prop_assert, prop_assert_eq, prop_oneof, proptest};

use crate::model::dates::Direction::{self, LooksBack, PlansAhead};
use crate::model::dates::typed::{YEARS, read_typed_date};
use crate::model::moment::Moment;

fn directions() -> impl Strategy<Value = Direction> {
    prop_oneof![Just(LooksBack), Just(PlansAhead)]
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
        2026-11-24 é 2026-11-24té ß.5.2026 １0:0０ . / + \
        heute morgen um 14 uhr halb elf einer woche nächsten dienstag mar 24. mardi prochain à 14h30 le \
        il y demain hace dos semanas el que viene a las de la tarde 10.30 10.11 24.11.26 first monday of";
    let vocabulary = prop::sample::select(WORDS.split(' ').collect::<Vec<_>>());
    prop::collection::vec(vocabulary, 0..6).prop_map(|words| words.join(" "))
}

fn nows() -> impl Strategy<Value = Moment> {
    prop_oneof![8 => moments(), 1 => Just(Moment::day(NaiveDate::MIN)), 1 => Just(Moment::day(NaiveDate::MAX))]
}

proptest! {
    #[test]
    fn never_panics(
        text in prop_oneof![any::<String>(), ".{0,12}", phrases()],
        now in nows(),
        direction in directions(),
    ) {
        match read_typed_date(&text, now, direction) {
            Ok(moment) => prop_assert_eq!(Moment::parse(&moment.to_string()), Some(moment)),
            Err(error) => prop_assert!(!error.to_string().is_empty()),
        }
    }

    #[test]
    fn reads_back_what_it_echoes(moment in moments(), now in nows(), direction in directions()) {
        prop_assert_eq!(read_typed_date(&moment.to_string(), now, direction), Ok(moment));
        prop_assert_eq!(read_typed_date(&moment.to_spoken(), now, direction), Ok(moment));
    }

    #[test]
    fn one_strange_word_refuses_the_phrase(phrase in phrases(), now in moments(), direction in directions()) {
        for text in [format!("{phrase} banana"), format!("banana {phrase}")] {
            prop_assert!(read_typed_date(&text, now, direction).is_err());
        }
    }

    #[test]
    fn a_day_without_a_year_lies_the_way_that_is_looked(date in moments(), now in moments()) {
        let text = date.date.format("%-d %B").to_string();
        if let Ok(next) = read_typed_date(&text, now, PlansAhead) {
            prop_assert!(next.date >= now.date);
        }
        if let Ok(last) = read_typed_date(&text, now, LooksBack) {
            prop_assert!(last.date <= now.date);
        }
    }
}
