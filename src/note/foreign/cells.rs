//! What the cells of a table say: how long a call was, who came.

use chrono::NaiveTime;

use super::columns::plain;
use crate::model::session::SessionKind;

/// Minutes of a call, where they make one: up to a day.
#[must_use]
pub fn check_length(minutes: i64) -> Option<u32> {
    u32::try_from(minutes).ok().filter(|minutes| (1..=24 * 60).contains(minutes))
}

/// `60`, `60 min`, `1:30`, `1h30`, `1 h`, `1,5 Std.`; a bare number under ten is hours, for no call takes so few minutes, and so is one with
/// a part behind its point.
#[must_use]
pub fn read_minutes(cell: &str) -> Option<u32> {
    let cell = cell.trim().to_lowercase();
    // `1:30 h` is a clock with a word behind it.
    let cell = if cell.contains(':') {
        cell.trim_end_matches(|c: char| c == 'h' || c.is_whitespace())
    } else {
        &cell
    };
    if let Ok(time) =
        NaiveTime::parse_from_str(cell, "%H:%M:%S").or_else(|_| NaiveTime::parse_from_str(cell, "%H:%M"))
    {
        return check_length(i64::from(chrono::Timelike::num_seconds_from_midnight(&time)) / 60);
    }
    // `1h30`, `1 Std. 30 Min.`: what stands before the word for hours is hours, and the digits behind it are minutes.
    if let Some((hours, rest)) = split_at_hours(cell) {
        let hours: f64 = hours.trim().replace(',', ".").parse().ok()?;
        let rest: String = rest.chars().filter(char::is_ascii_digit).collect();
        let more: f64 = if rest.is_empty() { 0.0 } else { rest.parse().ok()? };
        return check_whole(hours * 60.0 + more);
    }
    let number = cell.trim_end_matches(|c: char| c.is_alphabetic() || c == '.' || c == ' ');
    let is_bare = number == cell;
    let read: f64 = number.replace(',', ".").parse().ok()?;
    let is_of_hours = read < 10.0 && (is_bare || read.fract() != 0.0);
    check_whole(if is_of_hours { read * 60.0 } else { read })
}

/// What stands before and behind a word for hours, where the first word of a cell is one.
fn split_at_hours(cell: &str) -> Option<(&str, &str)> {
    let start = cell.find(char::is_alphabetic)?;
    let word_end = cell[start..].find(|c: char| !c.is_alphabetic()).map_or(cell.len(), |end| start + end);
    let word = &cell[start..word_end];
    let is_hours = word.starts_with('h') || word.starts_with("std") || word.starts_with("stunde");
    is_hours.then(|| (&cell[..start], &cell[word_end..]))
}

/// Minutes, where they are whole and make a call.
fn check_whole(minutes: f64) -> Option<u32> {
    let minutes = minutes.round();
    (1.0..=24.0 * 60.0).contains(&minutes).then(|| format!("{minutes:.0}").parse().ok()).flatten()
}

/// Hours in minutes: `1.5`, `0,75`, `1:30`, `01:30:00`, `1h 30m`.
#[must_use]
pub fn read_hours(cell: &str) -> Option<u32> {
    if cell.contains(|c: char| c == ':' || c.is_alphabetic()) {
        return read_minutes(cell);
    }
    let hours: f64 = cell.trim().replace(',', ".").parse().ok()?;
    check_whole(hours * 60.0)
}

/// `Individual`, `Group of 6`: what kind of call it was, and how many came where that stands with it.
#[must_use]
pub fn read_kind(cell: &str) -> (Option<SessionKind>, Option<u32>) {
    let words = plain(cell);
    let has = |known: &[&str]| words.split(' ').any(|word| known.contains(&word));
    let kind = if has(&["group", "gruppe", "groupe", "grupo", "g"]) {
        Some(SessionKind::Group)
    } else if has(&["team", "equipe", "equipo"]) {
        Some(SessionKind::Team)
    } else if has(&["individual", "einzel", "individuel", "i", "1"]) {
        Some(SessionKind::Individual)
    } else {
        None
    };
    // `60 min coaching` says how long it was.
    let is_of_several = matches!(kind, Some(SessionKind::Group | SessionKind::Team));
    let size = words.split(' ').find_map(|word| word.parse().ok()).filter(|size| is_of_several && *size > 1);
    (kind, size)
}

#[cfg(test)]
mod tests {
    use super::{read_hours, read_kind, read_minutes};
    use crate::model::session::SessionKind;

    #[test]
    fn lengths_as_people_type_them() {
        for (cell, wanted) in [
            ("60", Some(60)),
            ("60 min", Some(60)),
            ("1:30", Some(90)),
            ("1h30", Some(90)),
            ("1 h", Some(60)),
            ("1.5", Some(90)),
            ("0,75", Some(45)),
            ("1,5 Std.", Some(90)),
            ("2 Stunden", Some(120)),
            ("1:30 h", Some(90)),
            ("1 hour 15 minutes", Some(75)),
            ("90 Min.", Some(90)),
            ("1,0", Some(60)),
            ("60.0", Some(60)),
            ("1 Std. 30 Min.", Some(90)),
            ("0 hrs 45 mins", Some(45)),
            ("5 min", Some(5)),
            ("-30", None),
            ("long", None),
            ("0", None),
        ] {
            assert_eq!(read_minutes(cell), wanted, "{cell}");
        }
        assert_eq!(
            [read_hours("01:30:00"), read_hours("1h 30m"), read_hours("soon")],
            [Some(90), Some(90), None]
        );
        assert_eq!([read_hours("1,5"), read_hours("25"), read_hours("-1")], [Some(90), None, None]);
    }

    #[test]
    fn a_group_may_say_how_many_it_is() {
        assert_eq!(read_kind("Group (6)"), (Some(SessionKind::Group), Some(6)));
        assert_eq!(read_kind("Individual"), (Some(SessionKind::Individual), None));
        assert_eq!(read_kind("Discovery"), (None, None));
        assert_eq!(read_kind("60 min coaching"), (None, None));
    }
}
