//! What comes between sessions: a mail, a message, a thought. `notes/DATE.md`.

use std::sync::Arc;

use super::client::Filed;
use super::moment::Moment;
use super::promise::Promise;
use super::session::Side;
use super::statement::{Statement, Task};

/// A note between sessions.
#[derive(Debug, Clone, PartialEq)]
pub struct Between {
    /// The file's stem.
    pub id: String,
    /// The file, from the practice's root.
    pub path: Arc<str>,
    /// The day, and the hour if it is known.
    pub when: Moment,
    /// Whose words the body is.
    pub from: Side,
    /// The body, a statement a paragraph or list item, quotes apart.
    pub statements: Vec<Statement>,
    /// The client's own words: block quotes in a coach's note, the whole body (quoted lines apart) in a client's.
    pub said: Vec<Statement>,
    /// What to come back to.
    pub threads: Vec<Task>,
    /// What the coach said they would do.
    pub promises: Vec<Promise>,
    /// What hashtags file in what we know of the person.
    pub filed: Vec<Filed>,
    /// What came instead of what they expect of people: `#otherwise`.
    pub otherwise: Vec<Statement>,
    /// What is to be taken to a colleague: `#supervise`.
    pub supervise: Vec<Statement>,
    /// What client and coach have read together: `#ours`.
    pub ours: Vec<Statement>,
    /// The message id of the mail that it was brought in from.
    pub mail: Option<String>,
    /// What came attached to it: names in `files/`.
    pub files: Vec<String>,
    /// The address in a mail's headers at its beginning, where the note doesn't say whose words it holds.
    pub sender: Option<Statement>,
}
