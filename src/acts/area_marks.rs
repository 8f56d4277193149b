//! What balance marks write: the marks of an area, what one would see in it, and the area that the client picked.

use std::sync::Arc;

use crate::model::session::is_same_area;
use crate::note::edit::{self, EditRefusal, NewValue};
use crate::note::parsed::Note;

/// Writes a mark of an area into a session's text. `key` is `rating` (1 to 9), `hours` or `wish` (a week). Where the note has the
/// area under another spelling, that one stays.
///
/// # Errors
/// Where the front matter can't be edited safely.
pub fn mark_area(text: &str, area: &str, key: &str, number: f64) -> Result<String, EditRefusal> {
    let spelling = find_spelling(text, area).unwrap_or_else(|| area.to_owned());
    edit::set_on_lines(text, &["balance", &spelling, key], &NewValue::Plain(number.to_string()))
}

/// Writes which area the client picked to look at alone.
///
/// # Errors
/// Where the front matter can't be edited safely.
pub fn pick_area(text: &str, area: &str) -> Result<String, EditRefusal> {
    edit::set(text, &["picked"], &NewValue::Text(area.to_owned()))
}

/// The section in which the client says what one would see in their areas.
const SECTION: &str = "Areas";

/// Keeps what one would see the client doing in an area, in their own words behind the area's name.
///
/// # Errors
/// Where the section can't be edited safely.
pub fn describe_area(text: &str, area: &str, words: &str) -> Result<String, EditRefusal> {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    edit::append(text, SECTION, &format!("> {}", edit::as_paragraphs(&format!("{area}: {words}"))))
}

/// Whether the client's words say what one would see in an area.
#[must_use]
pub fn is_said_of(words: &str, area: &str) -> bool {
    words.split_once(':').is_some_and(|(lead, seen)| is_same_area(lead, area) && !seen.trim().is_empty())
}

/// Writes the client's own areas into `client.md`, in their order; none of them takes the key away.
///
/// # Errors
/// Where the front matter can't be edited safely.
pub fn set_areas(text: &str, areas: &[String]) -> Result<String, EditRefusal> {
    if areas.is_empty() {
        return edit::remove(text, &["areas"]);
    }
    let list = areas.iter().cloned().map(NewValue::Text).collect();
    edit::set(text, &["areas"], &NewValue::List(list))
}

/// Adds one area to those in `client.md`.
///
/// # Errors
/// Where the front matter can't be edited safely.
pub fn add_area(text: &str, area: &str) -> Result<String, EditRefusal> {
    edit::push(text, &["areas"], &NewValue::Text(area.to_owned()))
}

/// The area's name as the note spells it.
fn find_spelling(text: &str, area: &str) -> Option<String> {
    let note = Note::parse(&Arc::from("session.md"), text.to_owned()).value;
    let marked = note.front.root.as_ref()?.known_entry("balance")?.value.entries()?;
    let names = marked.iter().filter_map(|entry| entry.key.text());
    names.into_iter().find(|name| is_same_area(name, area)).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::{describe_area, is_said_of, mark_area, pick_area, set_areas};

    #[test]
    fn what_one_would_see_in_an_area_is_the_clients_own_words() {
        let text = describe_area("---\ndate: 2026-11-24\n---\n", "balance", "home  by six").expect("written");
        assert_eq!(text, "---\ndate: 2026-11-24\n---\n\n## Areas\n\n> balance: home by six\n");
        assert!(is_said_of("Balance: home by six", "balance"));
        assert!(!is_said_of("Balance:", "balance") && !is_said_of("balance is hard", "balance"));
    }

    #[test]
    fn a_mark_goes_to_its_area_in_the_notes_own_spelling() {
        for (text, wanted) in [
            ("", "---\nbalance:\n  Vision: {hours: 2.5}\n---\n\n"),
            (
                "---\nbalance:\n  vision: {rating: 3}\n---\n",
                "---\nbalance:\n  vision: {rating: 3, hours: 2.5}\n---\n",
            ),
            (
                "---\nbalance: {\"VISION \": {hours: 9}}\n---\n",
                "---\nbalance: {\"VISION \": {hours: 2.5}}\n---\n",
            ),
        ] {
            assert_eq!(mark_area(text, "Vision", "hours", 2.5).as_deref(), Ok(wanted), "{text:?}");
        }
    }

    #[test]
    fn areas_and_the_picked_one_are_texts() {
        let areas = ["kids: both".to_owned(), "work".to_owned()];
        for (ran, wanted) in [
            (set_areas("---\nname: A\n---\n", &areas), "---\nname: A\nareas: [\"kids: both\", work]\n---\n"),
            (set_areas("---\nname: A\nareas: [a]\n---\n", &[]), "---\nname: A\n---\n"),
            (pick_area("---\npicked: work\n---\n", "kids: both"), "---\npicked: \"kids: both\"\n---\n"),
        ] {
            assert_eq!(ran.as_deref(), Ok(wanted));
        }
    }
}
