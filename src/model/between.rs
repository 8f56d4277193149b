//! What comes between sessions: a mail, a message, a thought. `notes/DATE.md`.

use std::sync::Arc;

use super::client::Filed;
use super::moment::Moment;
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
    /// What hashtags file in what we know of the person.
    pub filed: Vec<Filed>,
}
