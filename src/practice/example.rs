//! The example practice, embedded, with its dates moved to the present.

use chrono::{Duration, Timelike};
use include_dir::{Dir, include_dir};

use crate::model::moment::{Moment, parse_day};
use crate::model::order::InOrder as _;

/// The day on which the example plays: a call with Alice is due.
pub const EXAMPLE_TODAY: &str = "2026-11-24";

static EXAMPLE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/examples/practice");

/// Every file of the example, its path and bytes, all dates moved so that the example's today is `now`, and the hour of
/// today's call so that it is still to come.
#[must_use]
pub fn files(now: Moment) -> Vec<(String, Vec<u8>)> {
    let today = now.date;
    let shift = parse_day(EXAMPLE_TODAY).map_or(Duration::zero(), |example| today - example);
    let mut files = Vec::new();
    gather(&EXAMPLE, shift, &mut files);
    files.put_in_order();
    let hour = now.time.map_or(0, |time| time.hour());
    if (9..23).contains(&hour) {
        let (due, later) = (format!("{today}T10:00"), format!("{today}T{}:00", hour + 1));
        for (_, bytes) in &mut files {
            if let Ok(text) = std::str::from_utf8(bytes) {
                *bytes = text.replace(&due, &later).into_bytes();
            }
        }
    }
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
    use super::{Moment, files, move_dates};
    use chrono::Duration;

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
        for (now, hour) in
            [("2031-01-05", "10:00"), ("2031-01-05T08:30", "10:00"), ("2031-01-05T15:20", "16:00")]
        {
            let files = files(Moment::parse(now).expect("a moment"));
            let call = files.iter().find(|(path, _)| path == "clients/alice/sessions/2031-01-05.md");
            let text = String::from_utf8_lossy(&call.expect("today's call").1).into_owned();
            assert!(text.contains(&format!("date: 2031-01-05T{hour}")), "{now}: {text}");
        }
    }
}
