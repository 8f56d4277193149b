//! A mail's own shape in a note: its headers, and where the mail that it answers begins.

/// The words between the dashes of a line of original message.
const ORIGINAL: [&str; 9] = [
    "original message",
    "original appointment",
    "forwarded message",
    "ursprüngliche nachricht",
    "weitergeleitete nachricht",
    "message d'origine",
    "message original",
    "mensaje original",
    "mensaje reenviado",
];

/// The first words of the headers that Outlook puts above an original message, in several languages.
const HEADERS: [&str; 5] = ["from:", "von:", "de:", "de :", "da:"];

/// What its second line begins with.
const SECOND: [&str; 9] =
    ["sent:", "date:", "gesendet:", "datum:", "envoyé:", "envoyé :", "date :", "enviado:", "enviado el:"];

/// Where the words of a mail's writer end: at the line of original message, or at the headers of the mail that it answers.
#[must_use]
pub fn end_of_own_words(body: &str) -> Option<usize> {
    let mut at = 0;
    let mut rule = None;
    let mut lines = body.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let words = line.trim().trim_matches(['*', '_']).trim();
        if is_original_message(line) {
            return Some(at);
        }
        let next = lines.peek().map(|next| next.trim().trim_matches(['*', '_']).trim());
        // At its own beginning a mail may have headers of its own.
        if begins_with(words, &HEADERS) && next.is_some_and(|next| begins_with(next, &SECOND)) && at > 0 {
            return Some(rule.unwrap_or(at));
        }
        let is_rule = line.trim().len() >= 10 && line.trim().bytes().all(|byte| byte == b'_' || byte == b'-');
        rule = if is_rule { Some(at) } else { rule.filter(|_| line.trim().is_empty()) };
        at += line.len();
    }
    None
}

/// The address in a `From:` line among the headers at the beginning of a note, and where it stands.
#[must_use]
pub fn sender(body: &str) -> Option<(std::ops::Range<usize>, &str)> {
    const MOST_HEADERS: usize = 30;
    let mut at = 0;
    for line in body.split_inclusive('\n').skip_while(|line| line.trim().is_empty()).take(MOST_HEADERS) {
        let start = body.len() - body.trim_start().len() + at;
        at += line.len();
        let folded = line.starts_with([' ', '\t']);
        let Some((name, value)) = line.split_once(':').filter(|(name, _)| is_header(name)) else {
            if folded && at > line.len() {
                continue;
            }
            return None;
        };
        if begins_with(&format!("{name}:"), &HEADERS) && value.contains('@') {
            let address = value.rsplit_once('<').map_or(value, |(_, rest)| rest);
            let address = address.trim().trim_end_matches('>').trim();
            return Some((start..start + line.trim_end().len(), address));
        }
    }
    None
}

fn is_header(name: &str) -> bool {
    !name.is_empty() && name.len() < 40 && name.chars().all(|c| c.is_alphanumeric() || c == '-')
}

fn is_original_message(line: &str) -> bool {
    let line = line.trim();
    let words = line.trim_matches(['-', '_', '*', ' ']);
    let is_dashed = line.starts_with("--") && line.ends_with("--") && line.len() > words.len();
    is_dashed && ORIGINAL.contains(&words.to_lowercase().replace('’', "'").as_str())
}

fn begins_with(line: &str, words: &[&str]) -> bool {
    words.iter().any(|word| line.get(..word.len()).is_some_and(|head| head.to_lowercase() == **word))
}

#[cfg(test)]
mod tests {
    use super::{end_of_own_words, sender};

    #[test]
    fn own_words_end_at_the_mail_that_is_answered() {
        for (body, own) in [
            ("Yes.\n\n-----Original Message-----\nFrom: R\n", "Yes.\n\n"),
            ("Ja.\n-----Ursprüngliche Nachricht-----\nx\n", "Ja.\n"),
            ("Oui.\n----- Message d’origine -----\nx\n", "Oui.\n"),
            ("Yes.\n________________________________\nFrom: R <r@b.org>\nSent: Monday\n", "Yes.\n"),
            ("Yes.\n\nVon: R\nGesendet: Montag\n", "Yes.\n\n"),
        ] {
            assert_eq!(end_of_own_words(body).map(|end| &body[..end]), Some(own));
        }
        for body in ["From: A\nSent: Monday\n\nYes.", "Yes.\n---\nFrom: me to you\n", "-- \nAda\n"] {
            assert_eq!(end_of_own_words(body), None, "{body}");
        }
    }

    #[test]
    fn a_mail_names_its_sender_in_its_first_lines() {
        for (body, wanted) in [
            ("From: Ada Lund <ada@b.org>\nTo: r@b.org\n\nHi", Some("ada@b.org")),
            ("Date: Mon\n 1 Jan\nFrom: ada@b.org\n", Some("ada@b.org")),
            ("\nVon: Ada <ada@b.org>\n", Some("ada@b.org")),
            ("She writes:\nFrom: ada@b.org\n", None),
            ("From: the sofa\n", None),
        ] {
            assert_eq!(sender(body).map(|(_, address)| address), wanted, "{body}");
        }
    }
}
