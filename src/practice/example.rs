//! The example practice, embedded, with its dates moved to the present.

use chrono::{Duration, NaiveDate};
use include_dir::{Dir, include_dir};

use crate::model::moment::parse_day;

/// The day on which the example plays: a call with Alice is due.
pub const EXAMPLE_TODAY: &str = "2026-11-24";

static EXAMPLE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/examples/practice");

/// Every file of the example, its path and bytes, all dates moved so that the example's today is `today`.
#[must_use]
pub fn files(today: NaiveDate) -> Vec<(String, Vec<u8>)> {
    let shift = parse_day(EXAMPLE_TODAY).map_or(Duration::zero(), |example| today - example);
    let mut files = Vec::new();
    gather(&EXAMPLE, shift, &mut files);
    files.sort();
    files
}

fn gather(folder: &Dir<'_>, shift: Duration, files: &mut Vec<(String, Vec<u8>)>) {
    for file in folder.files() {
        let parts: Vec<String> = file.path().iter().map(|part| part.to_string_lossy().into_owned()).collect();
        let text = String::from_utf8_lossy(file.contents());
        files.push((move_dates(&parts.join("/"), shift), move_dates(&text, shift).into_bytes()));
    }
    for inner in folder.dirs() {
        gather(inner, shift, files);
    }
}

/// A text with each ISO date in it moved.
#[must_use]
pub fn move_dates(text: &str, shift: Duration) -> String {
    let mut moved = String::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        let stands_alone = !moved.ends_with(|c: char| c.is_ascii_digit())
            && !text.get(at + 10..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        let date = text.get(at..at + 10).filter(|_| stands_alone).and_then(parse_day);
        if let Some(date) = date.and_then(|date| date.checked_add_signed(shift)) {
            moved.push_str(&date.to_string());
            at += 10;
        } else {
            let next = text[at..].chars().next().map_or(1, char::len_utf8);
            moved.push_str(&text[at..at + next]);
            at += next;
        }
    }
    moved
}

#[cfg(test)]
mod tests {
    use super::{files, move_dates};
    use chrono::{Duration, NaiveDate};

    #[test]
    fn dates_move_and_nothing_else() {
        let moved = move_dates(
            "é due:2026-11-24, 2026-11-24T10:00, 12026-11-24 2026-11-245 2026-13-24",
            Duration::days(10),
        );
        assert_eq!(moved, "é due:2026-12-04, 2026-12-04T10:00, 12026-11-24 2026-11-245 2026-13-24");
    }

    #[test]
    fn the_example_has_a_call_on_the_day() {
        let day = NaiveDate::from_ymd_opt(2031, 1, 5).expect("a day");
        assert!(files(day).iter().any(|(path, _)| path == "clients/alice/sessions/2031-01-05.md"));
    }
}
