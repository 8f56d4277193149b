//! A mail that came in: what is known of it before it is known whose it is.

use chrono::{DateTime, FixedOffset};

use crate::model::moment::Moment;
use crate::model::zone::Zone;
use crate::note::foreign::charset::decode_text;
use crate::note::mail;
use crate::note::mail::pasted::{SentAt, read_pasted_headers};
use crate::note::mail::reply::Source;
use crate::practice::mail_folders::FoundMail;

/// A mail with its text.
#[derive(Debug, Clone, Default)]
pub struct Incoming {
    /// The file, and its place in a mailbox.
    pub file: String,
    /// Its message id; none of pasted text.
    pub id: Option<String>,
    /// The addresses of those who wrote it.
    pub from: Vec<String>,
    /// Its subject.
    pub subject: Option<String>,
    /// When it was written, on the practice's clock where its zone is known, else on its sender's.
    pub when: Option<Moment>,
    /// What was written.
    pub text: String,
    /// What is attached: its name, the ending of its kind, its bytes.
    pub attachments: Vec<(Option<String>, String, Vec<u8>)>,
    /// Whether a program wrote it in their place.
    pub is_automatic: bool,
    /// Whether it is encrypted.
    pub is_encrypted: bool,
    /// What is to be told of it, wherever it goes.
    pub remarks: Vec<String>,
}

/// What mail programs write before the subject of an answer or of what is handed on, in several languages.
const ANSWERS: [&str; 12] = ["re", "aw", "sv", "antw", "rv", "odp", "ynt", "vs", "fw", "fwd", "wg", "tr"];

impl Incoming {
    /// What its text is, for telling it apart.
    pub fn source(&self) -> Source {
        if self.id.is_some() { Source::Mail } else { Source::Pasted }
    }

    /// Reads what was found, as seen from now; why not, in a few words.
    pub fn read(found: &FoundMail, zone: Option<&Zone>, now: Moment) -> Result<Self, String> {
        let mut mail = Self::read_whole(found, zone)?;
        mail.take_subject_for_text();
        mail.mend_clock(now);
        Ok(mail)
    }

    /// Where nothing stands below it, the subject is what they wrote; that of an answer is somebody else's.
    fn take_subject_for_text(&mut self) {
        let is_answer = |subject: &str| {
            let lead = subject.split_once(':').map(|(lead, _)| lead.trim().to_lowercase());
            lead.is_some_and(|lead| ANSWERS.contains(&lead.as_str()))
        };
        if self.text.trim().is_empty()
            && let Some(subject) = self.subject.as_deref().filter(|subject| !is_answer(subject))
        {
            self.text = format!("{subject}\n");
        }
    }

    /// A clock that goes wrong by more than a zone can explain would lay the mail where no digest looks.
    fn mend_clock(&mut self, now: Moment) {
        let tomorrow = now.date + chrono::Days::new(1);
        if let Some(when) = self.when.take_if(|when| when.date > tomorrow) {
            self.remarks.push(format!(
                "it says that it was written on {}, which is to come; it is filed today",
                when.date
            ));
        }
    }

    fn read_whole(found: &FoundMail, zone: Option<&Zone>) -> Result<Self, String> {
        let file = match found.number {
            Some(number) => format!("{} ({number})", found.file),
            None => found.file.clone(),
        };
        if found.is_raw {
            let mut mail = Self { file, ..read_raw(&found.bytes, zone)? };
            if mail.when.is_none() {
                mail.remarks.push("it doesn't say when it was written; it is filed today".to_owned());
            }
            return Ok(mail);
        }
        let text = decode_text(&found.bytes)?.text.into_owned();
        let from = mail::sender(&text).map(|(_, address)| vec![address.to_owned()]).unwrap_or_default();
        let headers = read_pasted_headers(&text);
        let mut remarks = Vec::new();
        let when = match headers.sent {
            Some(SentAt::Instant(sent)) => Some(read_clock(sent, zone)),
            Some(SentAt::Clock(when)) => Some(when),
            Some(SentAt::Unread(value)) => {
                remarks.push(format!("it can't be read when it was written ({value}); it is filed today"));
                None
            }
            None => None,
        };
        let subject = headers.subject.map(str::to_owned);
        Ok(Self { file, from, subject, when, text, remarks, ..Self::default() })
    }
}

/// What the practice's clock showed when a mail was sent; where its zone isn't known, the sender's.
fn read_clock(sent: DateTime<FixedOffset>, zone: Option<&Zone>) -> Moment {
    let clock = zone.map_or_else(|| sent.naive_local(), |zone| zone.clock_at(sent.to_utc()));
    Moment { date: clock.date(), time: Some(clock.time()) }
}

#[cfg(feature = "mail")]
fn read_raw(bytes: &[u8], zone: Option<&Zone>) -> Result<Incoming, String> {
    let letter = mail::message::read_letter(bytes).ok_or("it is no mail")?;
    Ok(Incoming {
        file: String::new(),
        id: Some(letter.id),
        from: letter.from,
        subject: letter.subject,
        when: letter.sent.map(|sent| read_clock(sent, zone)),
        text: letter.text,
        attachments: letter.attachments.into_iter().map(|one| (one.name, one.ending, one.bytes)).collect(),
        is_automatic: letter.is_automatic,
        is_encrypted: letter.is_encrypted,
        remarks: Vec::new(),
    })
}

#[cfg(not(feature = "mail"))]
fn read_raw(_: &[u8], _: Option<&Zone>) -> Result<Incoming, String> {
    Err("this coach was built without mails: paste its text".to_owned())
}
