//! What hushing writes: a signal that isn't to be noticed until a day.

use chrono::NaiveDate;

use crate::model::signal::Signal;
use crate::note::edit::{self, EditRefusal, NewValue};
use crate::note::parsed::Note;

/// Writes into `client.md` that a signal isn't to be noticed before a day.
///
/// # Errors
/// Where the front matter can't be edited safely.
pub fn hush_signal(text: &str, signal: &str, until: NaiveDate) -> Result<String, EditRefusal> {
    let front = Note::parse(&"client.md".into(), text.to_owned()).value.front;
    let hush = front.root.as_ref().and_then(|root| front.follow(&root.known_entry("hush")?.value));
    // As it stands there already, in whatever spelling.
    let is_it = |typed: &&str| Signal::from_typed(typed).is_some_and(|known| known.word() == signal);
    let standing =
        hush.and_then(|hush| hush.entries()?.iter().filter_map(|entry| entry.key.text()).rfind(is_it));
    edit::set(text, &["hush", standing.unwrap_or(signal)], &NewValue::Plain(until.to_string()))
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
            ("---\nHush:\n  Too_Much: 2026-12-01\n---\n", "---\nHush:\n  Too_Much: 2027-01-01\n---\n"),
        ] {
            assert_eq!(hush_signal(text, "too-much", until).as_deref(), Ok(wanted), "{text:?}");
        }
    }
}
