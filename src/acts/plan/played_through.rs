//! The reality test of a plan: obstacles and their answers under `## Reality test`, and how sure somebody is before and after.

use super::if_then::play;
use crate::acts::Edited;
use crate::acts::section_text::join_lead;
use crate::model::new_value::NewValue;
use crate::note::edit;

/// The section that holds it.
const SECTION: &str = "Reality test";

/// What was said of a plan while it was played through, all at once.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PlayedThrough {
    /// How sure they were before, 0 to 10.
    pub before: Option<f64>,
    /// How sure they are now, 0 to 10.
    pub after: Option<f64>,
    /// The numbers of the if-thens that were played, from 1.
    pub played: Vec<usize>,
    /// New ones, each with its answer.
    pub if_thens: Vec<String>,
    /// What would make it one higher.
    pub higher: Option<String>,
}

impl PlayedThrough {
    /// Whether nothing was said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Writes all of it.
    ///
    /// # Errors
    /// Where there is no if-then of a number, or the note can't be edited safely.
    pub fn write(&self, text: &str) -> Edited {
        let mut text = text.to_owned();
        for (key, mark) in [("confidence_before", self.before), ("confidence", self.after)] {
            if let Some(mark) = mark {
                text = edit::set(&text, &[key], &NewValue::Plain(mark.to_string()))?;
            }
        }
        for number in &self.played {
            text = tick_if_then(&text, *number)?;
        }
        let text = self.if_thens.iter().try_fold(text, |text, line| play(&text, line))?;
        let Some(higher) = &self.higher else { return Ok(text) };
        let higher = join_lead("One higher: ", higher);
        if edit::stands_in(&text, SECTION, &higher) {
            Ok(text)
        } else {
            edit::append(&text, SECTION, &higher)
        }
    }
}

/// Adds an obstacle and, where it is known, its answer, not played yet.
///
/// # Errors
/// Where the note can't be edited safely.
pub fn add_if_then(text: &str, line: &str) -> Edited {
    edit::append(text, SECTION, &format!("- [ ] {line}"))
}

/// Words an if-then anew.
///
/// # Errors
/// Where there is none of that number, or the note can't be edited safely.
pub fn reword_if_then(text: &str, number: usize, line: &str) -> Edited {
    edit::reword(text, SECTION, number, line)
}

/// Ticks an if-then: it was played through.
///
/// # Errors
/// As for [`reword_if_then`].
pub fn tick_if_then(text: &str, number: usize) -> Edited {
    edit::tick(text, SECTION, number, true)
}

#[cfg(test)]
mod tests {
    use super::PlayedThrough;

    #[test]
    fn what_was_said_is_written_once() {
        let plan = "---\nconfidence: 5\n---\n\n## Reality test\n\n- [ ] If it rains, then I take the bus.\n";
        let said = PlayedThrough {
            before: Some(5.0),
            after: Some(8.0),
            played: vec![1],
            if_thens: Vec::new(),
            higher: Some("A room of my own".to_owned()),
        };
        let once = said.write(plan).unwrap_or_default();
        let wanted = "---\nconfidence: 8\nconfidence_before: 5\n---\n\n## Reality test\n\n- [x] If it rains, then I take the bus.\n\nOne higher: A room of my own\n";
        assert_eq!(once, wanted);
        assert_eq!(said.write(&once).as_deref(), Ok(wanted));
        assert!(PlayedThrough::default().is_empty());
    }

    #[test]
    fn a_number_that_nothing_has_is_refused() {
        let said = PlayedThrough { played: vec![2], ..PlayedThrough::default() };
        assert!(said.write("---\n---\n\n## Reality test\n\n- [ ] If a, then b.\n").is_err());
    }
}
