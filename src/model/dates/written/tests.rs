use chrono::{Datelike, NaiveDate};
use proptest::prelude::*;

use super::{DateOf, DateOrder, Reading, date_of, dates_in, find_week};

fn read_all(text: &str, order: Option<DateOrder>) -> String {
    match date_of(text, order) {
        DateOf::None => "none".into(),
        DateOf::Several => "several".into(),
        DateOf::One(Reading::Ambiguous { day_first, month_first }) => format!("{day_first} or {month_first}"),
        DateOf::One(Reading::Day { when, .. }) => when.to_string(),
    }
}

#[test]
fn the_usual_forms() {
    for (text, wanted) in [
        ("2025-03-02", "2025-03-02"),
        ("2025_03_02 Alice", "2025-03-02"),
        ("Alice 2025.3.2", "2025-03-02"),
        ("2025 03 02", "2025-03-02"),
        ("Session2025-03-02", "2025-03-02"),
        ("20250302", "2025-03-02"),
        ("202503021030 Zettel", "2025-03-02T10:30"),
        ("20250302-1030", "2025-03-02T10:30"),
        ("20250302T103059Z", "2025-03-02T10:30"),
        ("02.03.2025", "2025-03-02"),
        ("Gespräch 2.3.2025", "2025-03-02"),
        ("25/03/2025", "2025-03-25"),
        ("3-25-2025", "2025-03-25"),
        ("04/04/2025", "2025-04-04"),
        ("March 2, 2025", "2025-03-02"),
        ("@March 2nd, 2025 10:12 AM", "2025-03-02T10:12"),
        ("Sunday 2 March 2025", "2025-03-02"),
        ("2nd of March, 2025", "2025-03-02"),
        ("2 Mar '25", "2025-03-02"),
        ("March 2nd, ’25", "2025-03-02"),
        ("2 Mar. 2025 at 3pm", "2025-03-02T15:00"),
        ("02Mar2025", "2025-03-02"),
        ("02-Mar-25", "2025-03-02"),
        ("Mar/02/25 Alice", "2025-03-02"),
        ("2025-W09-7", "2025-03-02"),
        ("2025W101 Alice", "2025-03-03"),
        ("2 März 2025 um 10:30", "2025-03-02T10:30"),
        ("2.3.2025 18 Uhr", "2025-03-02T18:00"),
        ("So., 2. März 2025 um 18:30 Uhr", "2025-03-02T18:30"),
        ("2 mars 2025 à 10h30", "2025-03-02T10:30"),
        ("2 de marzo de 2025 a las 9:14", "2025-03-02T09:14"),
        ("Gespräch vom 2. MÄRZ 2025", "2025-03-02"),
        ("le 1er février 2025", "2025-02-01"),
        ("2 de marzo de 2025", "2025-03-02"),
        ("2025-Mar-02", "2025-03-02"),
        ("Meeting 2025-03-02 10.30", "2025-03-02T10:30"),
        ("2025-03-02 10h30 Alice", "2025-03-02T10:30"),
        ("2025-03-02T10:00:30+01:00", "2025-03-02T10:00"),
        ("[[2025-03-02]]", "2025-03-02"),
        ("2025年3月2日", "2025-03-02"),
        ("面談2025年03月02日の記録", "2025-03-02"),
        ("２０２５年３月２日(日)", "2025-03-02"),
        ("2025年3月2号 10点30分", "2025-03-02T10:30"),
        ("2025年3月2日10時", "2025-03-02T10:00"),
        ("2025년 3월 2일 상담", "2025-03-02"),
        ("２０２５-０３-０２", "2025-03-02"),
        ("2025-03-02-2", "2025-03-02"),
        ("2025-03-02 to 2025-03-09", "2025-03-02"),
        ("on 2025-03-02 (2 March 2025)", "2025-03-02"),
    ] {
        assert_eq!(read_all(text, None), wanted, "{text}");
    }
}

#[test]
fn what_is_no_date_or_not_one() {
    for (text, wanted) in [
        ("", "none"),
        ("Alice", "none"),
        ("March 2025", "none"),
        ("2025年3月", "none"),
        ("2025年2月30日", "none"),
        ("3月2日", "none"),
        ("2 March", "none"),
        ("2025-02-30", "none"),
        ("12345678", "none"),
        ("1.2.3", "none"),
        ("02-03-25", "none"),
        ("v1.2.2025", "none"),
        ("a20250302f", "none"),
        ("2025-03-02abc", "none"),
        ("2025-W10", "none"),
        ("2025-W54-1", "none"),
        ("2025-W10-8", "none"),
        ("2 Mar 25", "none"),
        ("3 things, 2 Marbles 2025", "none"),
        ("from 2025-03-02 to 2025-03-09", "several"),
        ("03/04/2025", "2025-04-03 or 2025-03-04"),
        ("03-04-2025 Alice", "2025-04-03 or 2025-03-04"),
    ] {
        assert_eq!(read_all(text, None), wanted, "{text}");
    }
}

#[test]
fn a_week_is_named_and_no_day() {
    for (text, wanted) in [
        ("a/2025-W10.md", Some("2025-W10")),
        ("Week 2025 w9 Alice", Some("2025 w9")),
        ("2025-W60", None),
        ("2025-03-02", None),
    ] {
        assert_eq!(find_week(text), wanted, "{text}");
    }
}

#[test]
fn an_order_decides() {
    let (day, month) = (Some(DateOrder::DayFirst), Some(DateOrder::MonthFirst));
    for (text, order, wanted) in [
        ("03/04/2025", day, "2025-04-03"),
        ("03/04/2025", month, "2025-03-04"),
        ("02.03.2025", month, "2025-02-03"),
        ("25/03/2025", month, "2025-03-25"),
        ("03-04-25", day, "2025-04-03"),
        ("03-04-98", month, "1998-03-04"),
    ] {
        assert_eq!(read_all(text, order), wanted, "{text}");
    }
    let shown = |text| match dates_in(text, None)[0].reading {
        Reading::Day { shows, .. } => shows,
        Reading::Ambiguous { .. } => None,
    };
    assert_eq!([shown("25-03-2025"), shown("3/25/2025"), shown("25.03.2025")], [day, month, day]);
    assert_eq!([shown("04-04-2025"), shown("2025-03-25")], [None, None]);
}

#[test]
fn dates_know_their_place() {
    let text = "İ 2 March 2025, 10:00 and 2025-03-09.";
    let places: Vec<&str> = dates_in(text, None).into_iter().map(|date| &text[date.range]).collect();
    assert_eq!(places, ["2 March 2025, 10:00", "2025-03-09"]);
}

/// Every form in which a day is one day alone.
const FORMS: [&str; 14] = [
    "%Y-%m-%d",
    "%Y%m%d",
    "%Y_%m_%d",
    "%Y.%m.%d",
    "%d.%m.%Y",
    "%B %-d, %Y",
    "%-d %b %Y",
    "%A, %-d %B %Y",
    "%Y%m%d1030",
    "%Y-%m-%dT10:30",
    "Meeting %Y-%m-%d 10.30",
    "%Y-%m-%d Alice 3",
    "Call with Alice %Y-%m-%d",
    "%d-%b-%Y",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_day_in_any_form_is_that_day(days in 693_596i32..803_300, form in 0..FORMS.len()) {
        let date = NaiveDate::from_num_days_from_ce_opt(days).expect("a day");
        prop_assume!((1900..2200).contains(&date.year()));
        let text = date.format(FORMS[form]).to_string();
        prop_assert!(read_all(&text, None).starts_with(&date.to_string()), "{}: {}", text, read_all(&text, None));
    }

    #[test]
    fn any_text_gives_places_in_order(text in "\\PC*|[0-9 ./_:Ttazhm-]{0,40}|(2 ?|Mar ?|2025 ?|, ?|of ?|nd ?|03/ ?|at ?){0,12}") {
        for order in [None, Some(DateOrder::DayFirst), Some(DateOrder::MonthFirst)] {
            let mut behind = 0;
            for date in dates_in(&text, order) {
                prop_assert!(date.range.start >= behind && text.get(date.range.clone()).is_some());
                behind = date.range.end;
            }
        }
    }
}

#[test]
fn a_text_that_is_nothing_but_a_day_is_that_day() {
    for (text, wanted) in [
        ("24.11.2026", Some("2026-11-24")),
        ("25/11/2026", Some("2026-11-25")),
        ("2026-12-1", Some("2026-12-01")),
        ("2026/11/24", Some("2026-11-24")),
        ("Nov 13, 2026 10:00", Some("2026-11-13T10:00")),
        ("Friday, 13 November 2026", Some("2026-11-13")),
        ("Monday, 13 November 2026", None),
        ("03/04/2026", None),
        ("24 Nov", None),
        ("24.11.2026 at her place", None),
        ("2026-02-30", None),
        ("tomorrow", None),
    ] {
        assert_eq!(super::read_whole(text).map(|when| when.to_string()).as_deref(), wanted, "{text}");
    }
}
