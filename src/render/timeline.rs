//! A timeline in one row of signs, one column for a stretch of days.

use chrono::NaiveDate;

/// Draws marks between two days: each falls into its column; where several fall into one, the last of them in the order given is
/// seen. A day outside is drawn at the nearer end.
#[must_use]
pub fn row(marks: &[(NaiveDate, char)], from: NaiveDate, to: NaiveDate, width: usize) -> String {
    let days = (to - from).num_days().max(1);
    let last = width.saturating_sub(1);
    let mut columns = vec![' '; width];
    for (date, mark) in marks {
        let day = usize::try_from((*date - from).num_days().clamp(0, days)).unwrap_or(0);
        let column = day * last / usize::try_from(days).unwrap_or(1);
        if let Some(slot) = columns.get_mut(column) {
            *slot = *mark;
        }
    }
    columns.into_iter().collect()
}

/// The months under a timeline: the first day's at its beginning, the last day's at its end.
#[must_use]
pub fn ends(from: NaiveDate, to: NaiveDate, width: usize) -> String {
    let (first, last) = (from.format("%b %Y").to_string(), to.format("%b %Y").to_string());
    let gap = width.saturating_sub(first.len() + last.len()).max(1);
    format!("{first}{}{last}", " ".repeat(gap))
}

#[cfg(test)]
mod tests {
    use super::{NaiveDate, ends, row};

    #[test]
    fn marks_fall_into_their_columns() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 1, day).expect("a day");
        for (marks, wanted) in [
            (&[][..], "          "),
            (&[(day(1), 'a'), (day(10), 'z')], "a        z"),
            (&[(day(5), 'a'), (day(5), 'b')], "    b     "),
            (&[(day(20), 'z')], "         z"),
        ] {
            assert_eq!(row(marks, day(1), day(10), 10), wanted);
        }
        assert_eq!(row(&[(day(1), 'a')], day(1), day(1), 3), "a  ");
        assert_eq!(row(&[(day(1), 'a')], day(1), day(9), 0), "");
        assert_eq!(ends(day(1), day(9), 20), "Jan 2026    Jan 2026");
    }
}
