//! What may be typed of a new goal, as the keys of its note.

use chrono::NaiveDate;

use crate::note::edit::NewValue;

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

impl GoalKeys {
    /// The keys that are known, in the order in which they are to stand.
    #[must_use]
    pub fn list(&self) -> Vec<(&'static str, NewValue)> {
        let typed = [
            ("target", self.target.map(|day| NewValue::Plain(day.to_string()))),
            ("importance", self.importance.map(|mark| NewValue::Plain(mark.to_string()))),
            ("asked_by", self.asked_by.clone().map(NewValue::Text)),
            ("motive", self.motive.clone().map(NewValue::Text)),
        ];
        typed.into_iter().filter_map(|(key, value)| Some((key, value?))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::GoalKeys;
    use crate::acts::birth::give_keys;

    #[test]
    fn keys_stand_in_their_order_and_a_line_break_begins_none() {
        let keys = GoalKeys {
            importance: Some(7.5),
            motive: Some("intrinsic\nexamined: 2026-01-01".to_owned()),
            ..GoalKeys::default()
        };
        let text = give_keys("goal.md", "---\ntitle: A\n---\n", &keys.list()).ok();
        let wanted = "---\ntitle: A\nimportance: 7.5\nmotive: |-\n  intrinsic\n  examined: 2026-01-01\n---\n";
        assert_eq!(text.as_deref(), Some(wanted));
    }
}
