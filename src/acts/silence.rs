//! What hushing writes: a signal that isn't to be noticed until a day.

use chrono::NaiveDate;

use crate::note::edit::{self, EditRefusal, NewValue};

/// Writes into `client.md` that a signal isn't to be noticed before a day.
///
/// # Errors
/// Where the front matter can't be edited safely.
pub fn hush_signal(text: &str, signal: &str, until: NaiveDate) -> Result<String, EditRefusal> {
    edit::set(text, &["hush", signal], &NewValue::Plain(until.to_string()))
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::hush_signal;

    #[test]
    fn a_signal_is_hushed_beside_the_others() {
        let until = NaiveDate::from_ymd_opt(2027, 1, 1).expect("a day");
        for (text, wanted) in [
            ("---\nname: A\n---\n", "---\nname: A\nhush: {too-much: 2027-01-01}\n---\n"),
            (
                "---\nhush: {gone-quiet: 2026-12-01}\n---\n",
                "---\nhush: {gone-quiet: 2026-12-01, too-much: 2027-01-01}\n---\n",
            ),
            ("---\nhush: {too-much: 2026-12-01}\n---\n", "---\nhush: {too-much: 2027-01-01}\n---\n"),
        ] {
            assert_eq!(hush_signal(text, "too-much", until).as_deref(), Ok(wanted), "{text:?}");
        }
    }
}
