//! What the client's marks of a call write, 0 to 10.

use crate::note::edit::{self, EditRefusal, NewValue};

/// Writes marks of how coach and client worked into a session's text, each under its key in `alliance`.
///
/// # Errors
/// Where the front matter can't be edited safely.
pub fn mark_alliance(text: &str, marks: &[(&str, f64)]) -> Result<String, EditRefusal> {
    marks.iter().try_fold(text.to_owned(), |text, (key, mark)| {
        edit::set(&text, &["alliance", key], &NewValue::Plain(mark.to_string()))
    })
}

#[cfg(test)]
mod tests {
    use super::mark_alliance;

    #[test]
    fn marks_stand_beside_those_that_were_given() {
        for (text, wanted) in [
            (
                "---\ndate: 2026-11-24\n---\n",
                "---\ndate: 2026-11-24\nalliance: {heard: 9, focus: 7.5}\n---\n",
            ),
            (
                "---\nalliance: {heard: 3, overall: 8}\n---\n",
                "---\nalliance: {heard: 9, overall: 8, focus: 7.5}\n---\n",
            ),
        ] {
            let marks = [("heard", 9.0), ("focus", 7.5)];
            assert_eq!(mark_alliance(text, &marks).as_deref(), Ok(wanted), "{text:?}");
        }
    }
}
