//! What is typed of a new goal, put into its note key by key.
//!
//! A typed value never meets the text of a template, because a line break in it would begin a key of its own.

use chrono::NaiveDate;

use crate::note::edit::{self, NewValue, Refusal};

/// What may be known of a goal when it is written down.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct GoalKeys {
    /// By when they want it.
    pub target: Option<NaiveDate>,
    /// How much it matters to them, 0 to 10, by their own mark.
    pub importance: Option<f64>,
    /// Who asked for it.
    pub asked_by: Option<String>,
    /// Why they want it, as they named it.
    pub motive: Option<String>,
}

/// Puts what is known into a new goal's text.
///
/// # Errors
/// Where a practice's own template has front matter that can't be edited safely.
pub fn give_goal_keys(text: &str, keys: &GoalKeys) -> Result<String, Refusal> {
    let typed = [
        ("target", keys.target.map(|day| NewValue::Plain(day.to_string()))),
        ("importance", keys.importance.map(|mark| NewValue::Plain(mark.to_string()))),
        ("asked_by", keys.asked_by.clone().map(NewValue::Text)),
        ("motive", keys.motive.clone().map(NewValue::Text)),
    ];
    let typed = typed.into_iter().filter_map(|(key, value)| Some((key, value?)));
    typed.into_iter().try_fold(text.to_owned(), |text, (key, value)| edit::set(&text, &[key], &value))
}

#[cfg(test)]
mod tests {
    use super::{GoalKeys, give_goal_keys};

    #[test]
    fn keys_stand_in_their_order_and_a_line_break_begins_none() {
        let keys = GoalKeys {
            importance: Some(7.5),
            motive: Some("intrinsic\nexamined: 2026-01-01".to_owned()),
            ..GoalKeys::default()
        };
        let text = give_goal_keys("---\ntitle: A\n---\n", &keys);
        let wanted = "---\ntitle: A\nimportance: 7.5\nmotive: \"intrinsic\\nexamined: 2026-01-01\"\n---\n";
        assert_eq!(text.as_deref(), Ok(wanted));
    }
}
