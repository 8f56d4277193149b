//! What became of mails: whose each is, what of it was filed where, or why nothing was.

use serde::Serialize;

use super::name_and_id::Named;
use super::view::View;
use crate::model::choice::choices;
use crate::model::moment::Moment;

/// `receive`.
#[derive(Debug, Clone, Serialize)]
pub struct Received {
    /// Whether nothing was written.
    pub dry_run: bool,
    /// Each mail, by its date.
    pub mails: Vec<ReceivedMail>,
    /// How many of them were received.
    pub received: usize,
    /// How many had been received before.
    pub already_there: usize,
    /// How many are nobody's.
    pub refused: usize,
}

/// One mail.
#[derive(Debug, Clone, Serialize)]
pub struct ReceivedMail {
    /// The file, and its place in a mailbox.
    pub file: String,
    /// The sender's address, as it stands there.
    pub from: Option<String>,
    /// When it was written.
    pub date: Option<Moment>,
    /// Its subject.
    pub subject: Option<String>,
    /// Whose it is.
    pub client: Option<Named>,
    /// What became of it.
    pub result: MailResult,
    /// The steps that it ticked, in their words.
    pub ticked: Vec<String>,
    /// Lines with a box that are no step of the plan.
    pub unknown: Vec<String>,
    /// The answers that were filed.
    pub answers: Vec<FiledAnswer>,
    /// The note that holds the rest of it.
    pub note: Option<String>,
    /// What came attached to it.
    pub files: Vec<String>,
    /// What there is to tell.
    pub told: Vec<String>,
    /// How to mend that it wasn't received.
    pub hint: Option<String>,
}

/// An answer of the client's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FiledAnswer {
    /// Which question.
    pub question: String,
    /// The note in which it stands.
    pub to: String,
}

choices! {
    /// What became of a mail.
    MailResult {
        /// It was received.
        Received = "received",
        /// It had been received before.
        There = "already-there",
        /// It is of nobody who is known, or of several.
        Refused = "refused",
    }
}

impl Received {
    /// The view of mails.
    #[must_use]
    pub fn new(mails: Vec<ReceivedMail>, dry_run: bool) -> Self {
        let count = |result| mails.iter().filter(|mail| mail.result == result).count();
        let (received, already_there) = (count(MailResult::Received), count(MailResult::There));
        Self { dry_run, received, already_there, refused: count(MailResult::Refused), mails }
    }
}

/// It names several clients and people who are none.
impl View for Received {
    const TEMPLATE: Option<&'static str> = Some("receive.md");

    fn for_client(self) -> Option<Self> {
        None
    }
}
