//! The headers of a mail that somebody copied out of a mail program: when it was written, and what about.

use chrono::{DateTime, FixedOffset};

use super::reply_words::{Header, WORDS};
use crate::model::dates::written::{DateOf, Reading, date_of};
use crate::model::moment::Moment;

/// What the headers above a pasted mail say.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct PastedHeaders<'a> {
    /// When it was written.
    pub sent: Option<SentAt<'a>>,
    /// What about.
    pub subject: Option<&'a str>,
}

/// When a mail was written, as a mail program shows it.
#[derive(Debug, PartialEq, Eq)]
pub enum SentAt<'a> {
    /// With its distance from UTC.
    Instant(DateTime<FixedOffset>),
    /// By the clock of whoever copied it.
    Clock(Moment),
    /// It can't be read as one day; as it stands there.
    Unread(&'a str),
}

/// The headers at the beginning of a text, down to the first line that is none; nothing where nobody is named as its sender.
#[must_use]
pub fn read_pasted_headers(text: &str) -> PastedHeaders<'_> {
    let lines = text.trim_start_matches('\u{feff}').lines().skip_while(|line| line.trim().is_empty());
    let (mut found, mut has_sender) = (PastedHeaders::default(), false);
    for (place, line) in lines.enumerate() {
        match WORDS.find_header(line) {
            Some((Header::From, _)) => has_sender = true,
            Some((Header::Sent, value)) if found.sent.is_none() => found.sent = Some(read_sent(value)),
            Some((Header::Subject, value)) => found.subject = Some(value).filter(|value| !value.is_empty()),
            Some(_) => {}
            // A long list of names goes on in the next line.
            None if place > 0 && !line.trim().is_empty() && line.contains(['@', ';']) => {}
            None => break,
        }
    }
    if has_sender { found } else { PastedHeaders::default() }
}

fn read_sent(value: &str) -> SentAt<'_> {
    if let Ok(instant) = DateTime::parse_from_rfc2822(value).or_else(|_| DateTime::parse_from_rfc3339(value))
    {
        return SentAt::Instant(instant);
    }
    match date_of(value, None) {
        DateOf::One(Reading::Day { when, .. }) => SentAt::Clock(when),
        _ => SentAt::Unread(value),
    }
}

#[cfg(test)]
mod tests {
    use super::{PastedHeaders, SentAt, read_pasted_headers};

    fn tell(text: &str) -> String {
        let PastedHeaders { sent, subject } = read_pasted_headers(text);
        let sent = match sent {
            Some(SentAt::Instant(at)) => at.to_rfc3339(),
            Some(SentAt::Clock(when)) => when.to_string(),
            Some(SentAt::Unread(value)) => format!("? {value}"),
            None => "-".to_owned(),
        };
        format!("{sent} {}", subject.unwrap_or("-"))
    }

    #[test]
    fn a_pasted_mail_says_when_it_was_written_in_the_language_of_its_program() {
        for (text, wanted) in [
            (
                "From: Ada <a@b.org>\nSent: Monday, March 10, 2025 9:14 AM\nTo: Robin\nSubject: Door\n\nHi\n",
                "2025-03-10T09:14 Door",
            ),
            (
                "Von: Ada <a@b.org>\nGesendet: Montag, 10. März 2025 09:14\nAn: Robin\nBetreff: Tür\n\nHallo\n",
                "2025-03-10T09:14 Tür",
            ),
            (
                "**Von:** Ada\n**Datum:** 10. März 2025 um 09:14:00 MEZ\n**Betreff:** Tür\n\nHallo\n",
                "2025-03-10T09:14 Tür",
            ),
            (
                "De : Ada <a@b.org>\nEnvoyé : lundi 10 mars 2025 09:14\nÀ : Robin\nObjet : porte\n\nOui\n",
                "2025-03-10T09:14 porte",
            ),
            ("De: Ada\nDate: 10 mars 2025 à 09:14\n\nOui\n", "2025-03-10T09:14 -"),
            (
                "De: Ada\nEnviado el: lunes, 10 de marzo de 2025 9:14\nPara: Robin\nAsunto: puerta\n\nSí\n",
                "2025-03-10T09:14 puerta",
            ),
            ("De: Ada\nFecha: 10 de marzo de 2025 a las 9:14\n\nSí\n", "2025-03-10T09:14 -"),
            ("Date: Mon, 10 Mar 2025 09:14:00 +0100\nFrom: a@b.org\n\nHi\n", "2025-03-10T09:14:00+01:00 -"),
            ("Von: Ada\nGesendet: 10.03.2025 09:14\n\nHallo\n", "2025-03-10T09:14 -"),
            ("From: Ada\nSent: 10/03/2025 09:14\n\nHi\n", "? 10/03/2025 09:14 -"),
            ("From: Ada\nTo: Robin <r@b.org>;\n Kim <k@b.org>\nSent: 10 March 2025\n\nHi\n", "2025-03-10 -"),
            ("From: Ada\n\nDate: 10 March 2025\n", "- -"),
            ("Date: 10 March 2025\nSubject: x\n\nHi\n", "- -"),
            ("I was there on 10 March 2025.\n", "- -"),
        ] {
            assert_eq!(tell(text), wanted, "{text}");
        }
    }
}
