//! The words by which a reply is told from the mail that it answers, in several languages.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::note::word_list;

/// The lists, all in small letters.
#[derive(Debug, Deserialize)]
pub(super) struct ReplyWords {
    /// The first words of the line above a quoted mail.
    pub(super) openers: Vec<String>,
    /// The verb in it.
    pub(super) verbs: Vec<String>,
    from: Vec<String>,
    sent: Vec<String>,
    to: Vec<String>,
    subject: Vec<String>,
    other: Vec<String>,
    /// Lines that stand alone above an original message.
    pub(super) original: Vec<String>,
    /// What a telephone or a mail program writes of itself.
    pub(super) programs: Vec<String>,
}

/// What a line of a mail's headers says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Header {
    /// Who wrote it.
    From,
    /// When.
    Sent,
    /// To whom.
    To,
    /// What about.
    Subject,
    /// Something else that only a header says.
    Other,
}

/// The lists as they are built in.
pub(super) static WORDS: LazyLock<ReplyWords> = LazyLock::new(|| {
    word_list::read(include_str!("reply-words.yaml")).unwrap_or_else(|_| ReplyWords::none())
});

impl ReplyWords {
    /// No words: everything stays whole.
    fn none() -> Self {
        let none = Vec::new;
        Self {
            openers: none(),
            verbs: none(),
            from: none(),
            sent: none(),
            to: none(),
            subject: none(),
            other: none(),
            original: none(),
            programs: none(),
        }
    }

    /// Which header a line is, and its value; mail programs write the names in bold.
    pub(super) fn find_header<'a>(&self, line: &'a str) -> Option<(Header, &'a str)> {
        const LONGEST: usize = 24;
        let line = line.trim().trim_start_matches(['*', '_']);
        let at = line.find([':', '：'])?;
        let name = line[..at].trim().trim_matches(['*', '_']).trim().to_lowercase();
        if name.is_empty() || name.chars().count() > LONGEST {
            return None;
        }
        let mark = line[at..].chars().next().map_or(1, char::len_utf8);
        let value = line[at + mark..].trim().trim_matches(['*', '_']).trim();
        let lists = [
            (Header::From, &self.from),
            (Header::Sent, &self.sent),
            (Header::To, &self.to),
            (Header::Subject, &self.subject),
            (Header::Other, &self.other),
        ];
        let found = lists.into_iter().find(|(_, names)| names.contains(&name))?;
        Some((found.0, value))
    }
}

#[cfg(test)]
mod tests {
    use super::{Header, WORDS};

    #[test]
    fn headers_are_known_in_several_languages() {
        for (line, wanted) in [
            ("From: Ada <ada@b.org>", Some((Header::From, "Ada <ada@b.org>"))),
            ("**Von:** Ada", Some((Header::From, "Ada"))),
            ("*Gesendet:* Montag", Some((Header::Sent, "Montag"))),
            ("Envoyé : lundi", Some((Header::Sent, "lundi"))),
            ("发件人：Ada", Some((Header::From, "Ada"))),
            ("Objet: x", Some((Header::Subject, "x"))),
            ("Note: x", None),
            ("", None),
        ] {
            assert_eq!(WORDS.find_header(line), wanted, "{line}");
        }
        assert!(WORDS.openers.len() > 5 && WORDS.programs.len() > 10);
    }
}
