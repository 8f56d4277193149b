//! A mail's own shape: what it holds, its headers in a note, and where the mail that it answers begins.

mod attribution;
pub mod handed_on;
#[cfg(feature = "mail")]
mod html_text;
pub mod mailbox;
#[cfg(feature = "mail")]
pub mod message;
pub mod pasted;
pub mod reply;
mod reply_words;

use reply_words::{Header, WORDS};

/// The address in a `From:` line among the headers at the beginning of a note, and where it stands.
#[must_use]
pub fn sender(body: &str) -> Option<(std::ops::Range<usize>, &str)> {
    const MOST_HEADERS: usize = 30;
    let mut at = 0;
    for line in body.split_inclusive('\n').skip_while(|line| line.trim().is_empty()).take(MOST_HEADERS) {
        let start = body.len() - body.trim_start().len() + at;
        at += line.len();
        let folded = line.starts_with([' ', '\t']);
        let known = WORDS.find_header(line);
        let is_one = || line.split_once(':').is_some_and(|(name, _)| is_header(trim_bold(name)));
        if known.is_none() && !is_one() {
            if folded && at > line.len() {
                continue;
            }
            return None;
        }
        if let Some((Header::From, value)) = known.filter(|(_, value)| value.contains('@')) {
            let address = value.rsplit_once('<').map_or(value, |(_, rest)| rest);
            let address = address.trim().trim_end_matches('>').trim_matches(is_bold).trim();
            return Some((start..start + line.trim_end().len(), address));
        }
    }
    None
}

/// The name of a header without what makes it bold, as programs that show mails as Markdown put it.
fn trim_bold(name: &str) -> &str {
    name.trim_matches(is_bold)
}

fn is_bold(c: char) -> bool {
    matches!(c, '*' | ' ')
}

fn is_header(name: &str) -> bool {
    !name.is_empty() && name.len() < 40 && name.chars().all(|c| c.is_alphanumeric() || c == '-')
}

#[cfg(test)]
mod tests {
    use super::sender;

    #[test]
    fn a_mail_names_its_sender_in_its_first_lines() {
        for (body, wanted) in [
            ("From: Ada Lund <ada@b.org>\nTo: r@b.org\n\nHi", Some("ada@b.org")),
            ("Date: Mon\n 1 Jan\nFrom: ada@b.org\n", Some("ada@b.org")),
            ("\nVon: Ada <ada@b.org>\n", Some("ada@b.org")),
            ("**From:** Ada Lund <ada@b.org>\n**Sent:** Thursday\n\nHi", Some("ada@b.org")),
            ("**To**: r@b.org\n**From**: ada@b.org  \n\nHi", Some("ada@b.org")),
            ("Enviado el: lunes\nDe: Ada <ada@b.org>\n", Some("ada@b.org")),
            ("Från: Ada <ada@b.org>\n", Some("ada@b.org")),
            ("She writes:\nFrom: ada@b.org\n", None),
            ("From: the sofa\n", None),
        ] {
            assert_eq!(sender(body).map(|(_, address)| address), wanted, "{body}");
        }
    }
}
