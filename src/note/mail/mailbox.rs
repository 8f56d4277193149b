//! A mailbox in one file (mbox): many mails, each behind a line that begins with `From `.

use std::borrow::Cow;

/// Whether bytes are such a mailbox.
#[must_use]
pub fn is_mailbox(bytes: &[u8]) -> bool {
    bytes.starts_with(b"From ")
        && memchr::memchr(b'\n', bytes).is_some_and(|end| begins_header(&bytes[end + 1..]))
}

/// The mails of a mailbox, in its order. A line of a mail that began with `From ` has a `>` before it there, which is taken off again.
#[must_use]
pub fn split_mailbox(bytes: &[u8]) -> Vec<Cow<'_, [u8]>> {
    let mut starts = Vec::new();
    let mut at = 0;
    let mut was_blank = true;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let behind = at + line.len();
        if was_blank && line.starts_with(b"From ") && begins_header(&bytes[behind..]) {
            starts.push((at, behind));
        }
        was_blank = line.trim_ascii().is_empty();
        at = behind;
    }
    let ends = starts.iter().skip(1).map(|(start, _)| *start).chain([bytes.len()]);
    starts.iter().zip(ends).map(|((_, start), end)| strip_marks(&bytes[*start..end])).collect()
}

/// Whether a header stands at the beginning.
fn begins_header(bytes: &[u8]) -> bool {
    let name = bytes.iter().position(|byte| !(byte.is_ascii_alphanumeric() || *byte == b'-'));
    name.is_some_and(|end| end > 0 && bytes[end] == b':')
}

fn strip_marks(mail: &[u8]) -> Cow<'_, [u8]> {
    let is_marked = |line: &[u8]| {
        let bare = line.iter().position(|byte| *byte != b'>').unwrap_or(0);
        bare > 0 && line[bare..].starts_with(b"From ")
    };
    if !mail.split(|byte| *byte == b'\n').any(is_marked) {
        return Cow::Borrowed(mail);
    }
    let lines = mail.split_inclusive(|byte| *byte == b'\n');
    Cow::Owned(lines.flat_map(|line| if is_marked(line) { &line[1..] } else { line }).copied().collect())
}

#[cfg(test)]
mod tests {
    use super::{is_mailbox, split_mailbox};

    #[test]
    fn each_mail_of_a_mailbox_is_found_as_it_was_sent() {
        let mailbox = b"From ada@b.org Mon Nov 23 10:00:00 2026\nSubject: a\n\nHi\n\nFrom the sofa I write.\n>From here too.\n\n\
            From bo@b.org Mon Nov 23 11:00:00 2026\r\nSubject: b\r\n\r\nYes\r\n";
        assert!(is_mailbox(mailbox));
        let mails = split_mailbox(mailbox);
        assert_eq!(mails.len(), 2);
        assert_eq!(&mails[0][..], b"Subject: a\n\nHi\n\nFrom the sofa I write.\nFrom here too.\n\n");
        assert!(mails[1].starts_with(b"Subject: b"));
        assert!(!is_mailbox(b"From my side all is well.\nReally.\n"));
    }
}
