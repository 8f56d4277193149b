//! Ticks, dates and new lines in the steps of a plan.

use chrono::NaiveDate;

use crate::model::order::InOrder as _;
use crate::note::edit;

/// What is to change in the steps of a plan. Numbers count from 1, as the steps stand before anything changes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StepChanges {
    /// Steps to tick, or to take the tick from.
    pub ticks: Vec<(usize, bool)>,
    /// A step that gets another date.
    pub redated: Option<(usize, NaiveDate)>,
    /// Steps to add.
    pub added: Vec<String>,
    /// Steps to take away.
    pub removed: Vec<usize>,
}

impl StepChanges {
    /// A plan's text with all of it.
    ///
    /// # Errors
    /// Where one of it can't be written safely.
    pub fn write_into(&self, text: &str) -> Result<String, edit::EditRefusal> {
        let mut text = text.to_owned();
        for (number, done) in &self.ticks {
            text = edit::tick(&text, "Steps", *number, *done)?;
        }
        if let Some((number, day)) = self.redated {
            text = edit::due(&text, "Steps", number, day)?;
        }
        for step in &self.added {
            text = edit::add_task(&text, "Steps", step)?;
        }
        // From the last to the first, so that the numbers of the others stay.
        let mut removed = self.removed.clone();
        removed.put_in_order();
        removed.dedup();
        removed.iter().rev().try_fold(text, |text, number| edit::remove_task(&text, "Steps", *number))
    }
}

#[cfg(test)]
mod tests {
    use super::StepChanges;

    const PLAN: &str =
        "# P\n\n## Steps\n\n- [ ] a\n- [x] b\n  with Jo\n- [ ] c due:2026-11-09\n\n## Outcome\n";

    #[test]
    fn numbers_are_those_before_anything_changes() {
        let day = chrono::NaiveDate::from_ymd_opt(2026, 12, 1).expect("a day");
        let changes = StepChanges {
            ticks: vec![(1, true), (2, false)],
            redated: Some((3, day)),
            added: vec!["d".to_owned()],
            removed: vec![2, 2],
        };
        let wanted = "# P\n\n## Steps\n\n- [x] a\n- [ ] c due:2026-12-01\n- [ ] d\n\n## Outcome\n";
        assert_eq!(changes.write_into(PLAN).unwrap(), wanted);
        assert!(StepChanges { removed: vec![4], ..StepChanges::default() }.write_into(PLAN).is_err());
    }
}
