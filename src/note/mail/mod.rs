//! A mail's own shape: what it holds, its headers in a note, and where the mail that it answers begins.

mod attribution;
#[cfg(feature = "mail")]
mod html_text;
pub mod mailbox;
#[cfg(feature = "mail")]
pub mod message;
pub mod reply;
mod reply_words;

/// The first words of the headers that Outlook puts above an original message, in several languages.
const HEADERS: [&str; 5] = ["from:", "von:", "de:", "de :", "da:"];

/// The address in a `From:` line among the headers at the beginning of a note, and where it stands.
#[must_use]
pub fn sender(body: &str) -> Option<(std::ops::Range<usize>, &str)> {
    const MOST_HEADERS: usize = 30;
    let mut at = 0;
    for line in body.split_inclusive('\n').skip_while(|line| line.trim().is_empty()).take(MOST_HEADERS) {
        let start = body.len() - body.trim_start().len() + at;
        at += line.len();
        let folded = line.starts_with([' ', '\t']);
        let Some((name, value)) = line.split_once(':').filter(|(name, _)| is_header(trim_bold(name))) else {
            if folded && at > line.len() {
                continue;
            }
            return None;
        };
        if begins_with(&format!("{}:", trim_bold(name)), &HEADERS) && value.contains('@') {
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

fn begins_with(line: &str, words: &[&str]) -> bool {
    words.iter().any(|word| line.get(..word.len()).is_some_and(|head| head.to_lowercase() == **word))
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
            ("She writes:\nFrom: ada@b.org\n", None),
            ("From: the sofa\n", None),
        ] {
            assert_eq!(sender(body).map(|(_, address)| address), wanted, "{body}");
        }
    }
}
