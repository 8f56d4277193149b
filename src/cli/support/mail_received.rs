//! A mail that came in: what is known of it before it is known whose it is.

use crate::model::moment::Moment;
use crate::model::zone::Zone;
use crate::note::mail;
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
}

impl Incoming {
    /// What its text is, for telling it apart.
    pub fn source(&self) -> Source {
        if self.id.is_some() { Source::Mail } else { Source::Pasted }
    }

    /// Reads what was found; why not, in a few words.
    pub fn read(found: &FoundMail, zone: Option<&Zone>) -> Result<Self, String> {
        let file = match found.number {
            Some(number) => format!("{} ({number})", found.file),
            None => found.file.clone(),
        };
        if found.is_raw {
            return Ok(Self { file, ..read_raw(&found.bytes, zone)? });
        }
        let text = String::from_utf8(found.bytes.clone()).map_err(|_| "it isn't UTF-8 text".to_owned())?;
        let from = mail::sender(&text).map(|(_, address)| vec![address.to_owned()]).unwrap_or_default();
        Ok(Self { file, from, text, ..Self::default() })
    }
}

#[cfg(feature = "mail")]
fn read_raw(bytes: &[u8], zone: Option<&Zone>) -> Result<Incoming, String> {
    let letter = mail::message::read_letter(bytes).ok_or("it is no mail")?;
    let clock = |sent: chrono::DateTime<chrono::FixedOffset>| {
        let clock = zone.map_or_else(|| sent.naive_local(), |zone| zone.clock_at(sent.to_utc()));
        Moment { date: clock.date(), time: Some(clock.time()) }
    };
    Ok(Incoming {
        file: String::new(),
        id: Some(letter.id),
        from: letter.from,
        subject: letter.subject,
        when: letter.sent.map(clock),
        text: letter.text,
        attachments: letter.attachments.into_iter().map(|one| (one.name, one.ending, one.bytes)).collect(),
    })
}

#[cfg(not(feature = "mail"))]
fn read_raw(_: &[u8], _: Option<&Zone>) -> Result<Incoming, String> {
    Err("this coach was built without mails: paste its text".to_owned())
}
