//! Closing a call: what happened, how long it took, where it was left off, what is left open.

use crate::model::session::{SessionStatus, Side};
use crate::note::edit::{self, NewValue};

use super::alliance_marks::mark_alliance;
use super::marks::Mark;
use super::open_items::OpenItems;

/// What is told of a call when it is closed; what isn't told stays as it stands.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Closing {
    /// What became of it.
    pub status: Option<SessionStatus>,
    /// Who called it off or moved it.
    pub by: Option<Side>,
    /// How long it took, in minutes.
    pub minutes: Option<u32>,
    /// Where it was left off, in one line.
    pub summary: Option<String>,
    /// What to come back to.
    pub threads: Vec<String>,
    /// What the coach said they would do.
    pub promises: Vec<String>,
    /// The client's own marks.
    pub marks: Vec<Mark>,
}

impl Closing {
    /// Whether it holds words of somebody's own, which hardly stand in two notes.
    #[must_use]
    pub fn has_words(&self) -> bool {
        self.summary.is_some() || !self.threads.is_empty() || !self.promises.is_empty()
    }
}

/// A call's note with what is told of it.
///
/// # Errors
/// Where the note can't be edited exactly.
pub fn close_call(text: &str, closing: &Closing) -> Result<String, edit::EditRefusal> {
    let plain = |value: u32| NewValue::Plain(value.to_string());
    let mut text = match closing.status {
        Some(status) => with_status(text, status, closing.by)?,
        None => text.to_owned(),
    };
    if let Some(minutes) = closing.minutes {
        text = edit::set(&text, &["minutes"], &plain(minutes))?;
    }
    if let Some(summary) = &closing.summary {
        text = edit::set(&text, &["summary"], &NewValue::Text(summary.clone()))?;
        text = with_words_of_client(text, summary)?;
    }
    text = mark_alliance(&text, &closing.marks)?;
    for thread in &closing.threads {
        text = OpenItems::Threads.add(&text, thread)?;
    }
    for promise in &closing.promises {
        text = OpenItems::Promises.add(&text, promise)?;
    }
    Ok(text)
}

/// A note's text with what became of the call and, right behind it, who called it off.
///
/// # Errors
/// Where its front matter can't be edited.
pub fn with_status(text: &str, status: SessionStatus, by: Option<Side>) -> Result<String, edit::EditRefusal> {
    let plain = |word: &str| NewValue::Plain(word.to_owned());
    let text = edit::set(text, &["status"], &plain(status.word()))?;
    by.map_or(Ok(text.clone()), |by| edit::set_behind(&text, "cancelled_by", &plain(by.word()), "status"))
}

/// A note's text with a call that was called off, charged all the same or not.
///
/// # Errors
/// Where its front matter can't be edited.
pub fn cancel_call(text: &str, by: Side, charged: bool) -> Result<String, edit::EditRefusal> {
    let text = with_status(text, SessionStatus::Cancelled, Some(by))?;
    if charged {
        return edit::set_behind(&text, "charged", &NewValue::Plain("true".to_owned()), "cancelled_by");
    }
    Ok(text)
}

/// The heading under which the client's words go.
const THEIR_WORDS: &str = "In their words";

/// A line in quotation marks is the client's own: it stands among their words, too.
fn with_words_of_client(text: String, summary: &str) -> Result<String, edit::EditRefusal> {
    let Some(words) = strip_quotes(summary) else { return Ok(text) };
    let quote = format!("> {}", edit::as_paragraphs(words).replace('\n', "\n> "));
    if edit::stands_in(&text, THEIR_WORDS, &quote) {
        return Ok(text);
    }
    edit::append(&text, THEIR_WORDS, &quote)
}

/// The words between quotation marks that hold a whole line.
#[must_use]
pub fn strip_quotes(line: &str) -> Option<&str> {
    let line = line.trim();
    [('"', '"'), ('“', '”'), ('„', '“'), ('„', '”'), ('«', '»'), ('»', '«')].into_iter().find_map(
        |(open, close)| {
            let inner = line.strip_prefix(open)?.strip_suffix(close)?.trim();
            (!inner.is_empty() && !inner.contains([open, close])).then_some(inner)
        },
    )
}

#[cfg(test)]
mod tests {
    use super::{Closing, close_call, strip_quotes};
    use crate::model::session::{SessionStatus, Side};

    const NOTE: &str =
        "---\ndate: 2026-11-25T09:30 # hers\nstatus: planned\n---\n\n## In their words\n\n## Threads\n";

    #[test]
    fn what_is_told_is_written_and_nothing_else_changes() {
        let closing = Closing {
            status: Some(SessionStatus::Held),
            minutes: Some(50),
            summary: Some("“I never asked them.”".into()),
            threads: vec!["Odile's chair".into()],
            promises: vec!["Send the page due:2026-11-27".into()],
            marks: vec![("heard", 9.0)],
            by: None,
        };
        let closed = close_call(NOTE, &closing).expect("closed");
        assert_eq!(
            closed,
            "---\ndate: 2026-11-25T09:30 # hers\nstatus: held\nminutes: 50\nsummary: “I never asked them.”\n\
             alliance: {heard: 9}\n---\n\n## In their words\n\n> I never asked them.\n\n## Threads\n\n- [ ] Odile's chair\n\n\
             ## I said I would\n\n- [ ] Send the page due:2026-11-27\n"
        );
        assert_eq!(close_call(&closed, &closing).as_ref(), Ok(&closed));
        let off =
            Closing { status: Some(SessionStatus::Cancelled), by: Some(Side::Client), ..Closing::default() };
        let off = close_call(NOTE, &off).expect("called off");
        assert_eq!(off, NOTE.replace("status: planned\n", "status: cancelled\ncancelled_by: client\n"));
    }

    #[test]
    fn a_line_in_quotation_marks_is_the_clients() {
        for (line, wanted) in [
            ("\"I never asked.\"", Some("I never asked.")),
            ("„Nie gefragt.“", Some("Nie gefragt.")),
            ("« Jamais. »", Some("Jamais.")),
            ("She said \"never\".", None),
            ("\"Yes\" and \"no\"", None),
            ("\"\"", None),
            ("It's hers", None),
        ] {
            assert_eq!(strip_quotes(line), wanted, "{line}");
        }
    }
}
