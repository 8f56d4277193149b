//! What the end of a goal writes: that it was achieved or let go, on which day, and what it was like.

use chrono::NaiveDate;

use crate::model::goal::GoalStatus;
use crate::model::plan::Outcome;
use crate::note::edit::{self, EditRefusal, NewValue};

/// The section in which a goal is looked back on.
const SECTION: &str = "Looking back";

/// How a goal ended.
#[derive(Debug, Clone, PartialEq)]
pub struct GoalEnd {
    /// Achieved or released.
    pub status: GoalStatus,
    /// The day on which it ended.
    pub closed: NaiveDate,
    /// By the client, 0 to 10: was it what they wanted?
    pub fulfilled: Option<f64>,
    /// What it is like, in their words.
    pub looking_back: Option<String>,
}

/// Closes a goal: all that was said of its end as one text, so that what is refused leaves the note as it was.
///
/// # Errors
/// Where the note can't be edited safely.
pub fn close_goal(text: &str, end: &GoalEnd) -> Result<String, EditRefusal> {
    let mut text = edit::set(text, &["status"], &NewValue::Plain(end.status.word().to_owned()))?;
    text = edit::set(&text, &["closed"], &NewValue::Plain(end.closed.to_string()))?;
    if let Some(mark) = end.fulfilled {
        text = set_fulfilled(&text, mark)?;
    }
    match end.looking_back.as_deref() {
        Some(words) => add_looking_back(&text, words),
        None => Ok(text),
    }
}

/// Writes the client's mark of how far it was what they wanted, 0 to 10.
///
/// # Errors
/// Where the front matter can't be edited safely.
pub fn set_fulfilled(text: &str, mark: f64) -> Result<String, EditRefusal> {
    edit::set(text, &["fulfilled"], &NewValue::Plain(mark.to_string()))
}

/// Adds words to what was said on looking back; nothing where there are none, or where they stand there already.
///
/// # Errors
/// Where the section can't be edited safely.
pub fn add_looking_back(text: &str, words: &str) -> Result<String, EditRefusal> {
    if words.trim().is_empty() {
        return Ok(text.to_owned());
    }
    let words = edit::as_paragraphs(words.trim());
    let stands = text.split_once(&format!("## {SECTION}")).is_some_and(|(_, below)| below.contains(&words));
    if stands { Ok(text.to_owned()) } else { edit::append(text, SECTION, &words) }
}

/// Lets a plan go together with its goal.
///
/// # Errors
/// Where the front matter can't be edited safely.
pub fn release_plan(text: &str, on: NaiveDate) -> Result<String, EditRefusal> {
    let text = edit::set(text, &["outcome"], &NewValue::Plain(Outcome::Released.word().to_owned()))?;
    edit::set(&text, &["reviewed"], &NewValue::Plain(on.to_string()))
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::{GoalEnd, close_goal, release_plan};
    use crate::model::goal::GoalStatus;

    #[test]
    fn a_plan_is_let_go_on_its_day() {
        let on = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day");
        for (text, wanted) in [
            ("# A\n", "---\noutcome: released\nreviewed: 2026-11-24\n---\n\n# A\n"),
            (
                "---\noutcome: open # for now\n---\n",
                "---\noutcome: released # for now\nreviewed: 2026-11-24\n---\n",
            ),
        ] {
            assert_eq!(release_plan(text, on).as_deref(), Ok(wanted), "{text:?}");
        }
    }

    #[test]
    fn an_end_is_its_status_its_day_and_what_was_said() {
        let closed = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day");
        let end = |fulfilled, words: Option<&str>| GoalEnd {
            status: GoalStatus::Achieved,
            closed,
            fulfilled,
            looking_back: words.map(str::to_owned),
        };
        for (text, end, wanted) in [
            (
                "---\nstatus: active # since May\n---\n",
                end(None, None),
                "---\nstatus: achieved # since May\nclosed: 2026-11-24\n---\n",
            ),
            (
                "---\ntitle: A\n---\n",
                end(Some(7.5), Some(" ")),
                "---\ntitle: A\nstatus: achieved\nclosed: 2026-11-24\nfulfilled: 7.5\n---\n",
            ),
            (
                "---\nstatus: active\nclosed: 2025-01-01\n---\n",
                end(None, Some("# Quiet\n- and odd")),
                "---\nstatus: achieved\nclosed: 2026-11-24\n---\n\n## Looking back\n\n\\# Quiet\n\\- and odd\n",
            ),
        ] {
            assert_eq!(close_goal(text, &end).as_deref(), Ok(wanted), "{text:?}");
        }
    }
}
