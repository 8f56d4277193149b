//! A mail as it travels (RFC 5322, MIME): who wrote it, when, its text with charset and transfer encoding undone, what is attached.

use chrono::{DateTime, FixedOffset, NaiveDateTime};
use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Encoding, Message, MessageParser, MessagePart, MimeHeaders as _, PartType};

use super::html_text::read_html_text;
use crate::note::foreign::charset::decode_text;

/// One mail.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Letter {
    /// Its message id, without brackets; of a mail without one, a name that follows from what stands in it.
    pub id: String,
    /// The addresses in its `From`, as they stand there.
    pub from: Vec<String>,
    /// The sender's name.
    pub name: Option<String>,
    /// Its subject.
    pub subject: Option<String>,
    /// When it was written: the clock of its sender, and how far that is ahead of UTC.
    pub sent: Option<DateTime<FixedOffset>>,
    /// What was written, its lines ended by `\n`.
    pub text: String,
    /// What is attached.
    pub attachments: Vec<Attachment>,
    /// Whether a program wrote it: an automatic answer, or a calendar's to an invitation.
    pub is_automatic: bool,
    /// Whether it is encrypted, so that nothing of it can be read here.
    pub is_encrypted: bool,
}

/// Something attached to a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its name, as the sender's program gave it.
    pub name: Option<String>,
    /// The ending that its kind has, where it has no name.
    pub ending: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Reads a mail; none where the bytes aren't one.
#[must_use]
pub fn read_letter(bytes: &[u8]) -> Option<Letter> {
    let message = MessageParser::default().parse(bytes)?;
    if let Some(closed) = close_parts(&message) {
        return Some(read_message(&MessageParser::default().parse(&closed)?));
    }
    Some(read_message(&message))
}

/// The same mail with the ends of its parts that are missing: one that was cut off, or saved by a careless program. Without them the parser
/// takes the words of the last part for an attachment.
fn close_parts(message: &Message<'_>) -> Option<Vec<u8>> {
    if !message.parts.iter().any(|part| part.is_encoding_problem) {
        return None;
    }
    let boundary = |part: &MessagePart<'_>| {
        let kind = part.content_type().filter(|kind| kind.ctype().eq_ignore_ascii_case("multipart"))?;
        kind.attribute("boundary").map(ToOwned::to_owned)
    };
    let mut closed = message.raw_message.to_vec();
    let open = message.parts.iter().filter_map(boundary).map(|boundary| format!("--{boundary}--"));
    let open: Vec<String> =
        open.filter(|end| memchr::memmem::find(&message.raw_message, end.as_bytes()).is_none()).collect();
    for end in open.iter().rev() {
        closed.extend_from_slice(format!("\r\n{end}\r\n").as_bytes());
    }
    (!open.is_empty()).then_some(closed)
}

fn read_message(message: &Message<'_>) -> Letter {
    let from: Vec<&mail_parser::Addr<'_>> =
        message.from().map(|from| from.iter().collect()).unwrap_or_default();
    let address = |one: &&mail_parser::Addr<'_>| one.address().map(|address| address.trim().to_owned());
    let (text, taken) = read_text(message);
    let attached = message.attachments.iter().filter(|part| !taken.contains(part));
    let id = message.message_id().map(|id| id.trim().trim_matches(['<', '>']).to_owned());
    let make_id = || {
        let said = [
            message.header_raw("From"),
            message.header_raw("Date"),
            message.header_raw("Subject"),
            Some(&text),
        ];
        let said: String = said.into_iter().flatten().map(str::trim).collect::<Vec<_>>().join("\n");
        format!("{}@received", uuid::Uuid::new_v5(&uuid::Uuid::NAMESPACE_OID, said.as_bytes()).simple())
    };
    Letter {
        id: id.filter(|id| !id.is_empty()).unwrap_or_else(make_id),
        from: from.iter().filter_map(address).filter(|address| !address.is_empty()).collect(),
        name: from.first().and_then(|one| one.name()).map(ToOwned::to_owned),
        subject: message
            .subject()
            .map(|subject| subject.trim().to_owned())
            .filter(|subject| !subject.is_empty()),
        sent: message.date().and_then(read_date),
        text,
        attachments: attached.filter_map(|part| read_attachment(message, message.part(*part)?)).collect(),
        is_automatic: is_automatic(message),
        is_encrypted: is_encrypted(message),
    }
}

/// Whether a program answered in somebody's place (RFC 3834; what older programs write; iTIP's replies, RFC 5546).
fn is_automatic(message: &Message<'_>) -> bool {
    let says = |name: &str, is_so: fn(&str) -> bool| {
        message.header_raw(name).is_some_and(|value| is_so(value.trim().to_lowercase().as_str()))
    };
    let is_reply_of_calendar = |part: &MessagePart<'_>| {
        let method = part.content_type().and_then(|kind| kind.attribute("method"));
        method.is_some_and(|method| method.eq_ignore_ascii_case("reply"))
    };
    says("Auto-Submitted", |value| !value.starts_with("no"))
        || says("X-Autoreply", |value| value != "no")
        || says("Precedence", |value| value == "auto_reply")
        || message.parts.iter().any(is_reply_of_calendar)
}

/// Whether nobody without a key can read it: PGP/MIME (RFC 3156), S/MIME (RFC 8551), or an armoured text alone.
fn is_encrypted(message: &Message<'_>) -> bool {
    let is_sealed = message.parts.first().and_then(|part| part.content_type()).is_some_and(|kind| {
        let subtype = kind.subtype().unwrap_or_default().to_lowercase();
        subtype == "encrypted" || matches!(subtype.as_str(), "pkcs7-mime" | "x-pkcs7-mime")
    });
    let is_armoured = || {
        let text = message.text_body.first().and_then(|part| text_of(message, message.part(*part)?));
        text.is_some_and(|text| text.trim_start().starts_with("-----BEGIN PGP MESSAGE-----"))
    };
    is_sealed || is_armoured()
}

fn read_date(date: &mail_parser::DateTime) -> Option<DateTime<FixedOffset>> {
    let day = chrono::NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())?;
    let clock =
        NaiveDateTime::new(day, chrono::NaiveTime::from_hms_opt(date.hour.into(), date.minute.into(), 0)?);
    let seconds = (i32::from(date.tz_hour) * 60 + i32::from(date.tz_minute)) * 60;
    let zone = FixedOffset::east_opt(if date.tz_before_gmt { -seconds } else { seconds })?;
    clock.and_local_timezone(zone).single()
}

/// The text of a mail, and the parts that it was read from. A page is read as text where there is nothing else; where the plain
/// text that stands beside a page is empty, too.
fn read_text(message: &Message<'_>) -> (String, Vec<u32>) {
    let mut taken: Vec<u32> = message.text_body.iter().chain(&message.html_body).copied().collect();
    let read = |parts: &[u32]| {
        let texts = parts.iter().filter_map(|part| text_of(message, message.part(*part)?));
        let texts: Vec<String> = texts.filter(|text| !text.trim().is_empty()).collect();
        texts.iter().map(|text| text.trim_end_matches('\n')).collect::<Vec<_>>().join("\n\n")
    };
    let mut text = if message.text_body.len() == 1 {
        // One part is kept to its last byte.
        message.part(message.text_body[0]).and_then(|part| text_of(message, part)).unwrap_or_default()
    } else {
        read(&message.text_body)
    };
    if text.trim().is_empty() {
        text = read(&message.html_body);
    }
    taken.retain(|part| {
        message.part(*part).is_some_and(|part| matches!(part.body, PartType::Text(_) | PartType::Html(_)))
    });
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    (text, taken)
}

fn text_of(message: &Message<'_>, part: &MessagePart<'_>) -> Option<String> {
    match &part.body {
        PartType::Text(text) => {
            let own = || decode_unnamed(message, part);
            let text = if text.contains('\u{fffd}') {
                own().unwrap_or_else(|| text.to_string())
            } else {
                text.to_string()
            };
            Some(mend_label(message, part, text).replace("\r\n", "\n"))
        }
        PartType::Html(html) => read_html_text(&mend_label(message, part, html.to_string())),
        _ => None,
    }
}

/// The text of a part that says it is Western and is UTF-8: its bytes make sense in one of the two alone.
fn mend_label(message: &Message<'_>, part: &MessagePart<'_>, text: String) -> String {
    const WESTERN: [&str; 6] = ["us-ascii", "ascii", "iso-8859-1", "latin1", "windows-1252", "cp1252"];
    let charset = part.content_type().and_then(|kind| kind.attribute("charset")).map(str::to_lowercase);
    if text.is_ascii() || !charset.is_some_and(|charset| WESTERN.contains(&charset.as_str())) {
        return text;
    }
    let bytes = raw_text(message, part).and_then(|raw| match part.encoding {
        Encoding::None => Some(raw),
        Encoding::QuotedPrintable => quoted_printable_decode(&raw),
        Encoding::Base64 => base64_decode(&raw),
    });
    bytes.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or(text)
}

/// The text of a part that doesn't name its charset and isn't UTF-8.
fn decode_unnamed(message: &Message<'_>, part: &MessagePart<'_>) -> Option<String> {
    let names_charset = part.content_type().is_some_and(|kind| kind.attribute("charset").is_some());
    if names_charset || part.encoding != Encoding::None {
        return None;
    }
    let range = usize::try_from(part.offset_body).ok()?..usize::try_from(part.offset_end).ok()?;
    let decoded = decode_text(message.raw_message.get(range)?).ok()?;
    Some(decoded.text.into_owned())
}

fn read_attachment(message: &Message<'_>, part: &MessagePart<'_>) -> Option<Attachment> {
    let kind = part.content_type();
    let subtype = kind.and_then(|kind| kind.subtype()).unwrap_or("bin").to_lowercase();
    let bytes = match &part.body {
        // What stands inside is handed out with the whole mail around it.
        PartType::Message(inner) => plain_bytes(message, part).unwrap_or_else(|| inner.raw_message.to_vec()),
        PartType::Multipart(_) => return None,
        PartType::Text(text) => plain_bytes(message, part).unwrap_or_else(|| text.as_bytes().to_vec()),
        PartType::Html(text) => plain_bytes(message, part).unwrap_or_else(|| text.as_bytes().to_vec()),
        PartType::Binary(bytes) | PartType::InlineBinary(bytes) => bytes.to_vec(),
    };
    let ending = match subtype.as_str() {
        "jpeg" | "pjpeg" => "jpg",
        "plain" => "txt",
        "calendar" => "ics",
        "rfc822" => "eml",
        "svg+xml" => "svg",
        "octet-stream" => "bin",
        other => other,
    };
    let ending: String = ending.chars().filter(char::is_ascii_alphanumeric).take(8).collect();
    Some(Attachment { name: part.attachment_name().map(ToOwned::to_owned), ending, bytes })
}

/// The bytes of a part as they travelled, its transfer encoding not undone.
fn raw_text(message: &Message<'_>, part: &MessagePart<'_>) -> Option<Vec<u8>> {
    let range = usize::try_from(part.offset_body).ok()?..usize::try_from(part.offset_end).ok()?;
    Some(message.raw_message.get(range)?.to_vec())
}

/// The same, where no transfer encoding stands between.
fn plain_bytes(message: &Message<'_>, part: &MessagePart<'_>) -> Option<Vec<u8>> {
    if part.encoding == Encoding::None { raw_text(message, part) } else { None }
}

#[cfg(test)]
mod tests {
    use super::read_letter;

    #[test]
    fn what_a_program_wrote_is_known() {
        for (head, wanted) in [
            ("Auto-Submitted: auto-replied", true),
            ("Auto-Submitted: no", false),
            ("Precedence: auto_reply", true),
            ("Precedence: list", false),
            ("Content-Type: text/calendar; method=REPLY; charset=utf-8", true),
            ("Content-Type: text/calendar; method=REQUEST", false),
            ("Subject: Automatic reply", false),
        ] {
            let mail = format!("From: Ada <ada@b.org>\n{head}\n\nI am away.\n");
            assert_eq!(read_letter(mail.as_bytes()).unwrap().is_automatic, wanted, "{head}");
        }
    }

    #[test]
    fn charset_and_transfer_encoding_are_undone() {
        for (head, body, wanted) in [
            (
                "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable",
                &b"Caf=C3=A9 =\nnow\n"[..],
                "Café now\n",
            ),
            (
                "Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: 8bit",
                b"Caf\xe9\n",
                "Café\n",
            ),
            (
                "Content-Type: text/plain; charset=gb18030\nContent-Transfer-Encoding: base64",
                b"xOO6ww==\n",
                "你好\n",
            ),
            ("Content-Type: text/plain", b"Caf\xe9 \x80\n", "Café €\n"),
            ("Content-Type: text/plain; charset=us-ascii", b"Caf\xc3\xa9\n", "Café\n"),
            (
                "Content-Type: text/plain; charset=us-ascii\nContent-Transfer-Encoding: quoted-printable",
                b"=E2=80=9Cyes=E2=80=9D =\nnow\n",
                "“yes” now\n",
            ),
            ("Content-Type: text/html; charset=iso-8859-1", b"<p>\xe2\x80\x9cyes\xe2\x80\x9d</p>", "“yes”\n"),
            ("Content-Type: text/plain; charset=utf-8", b"a\r\nb  \r\n", "a\nb  \n"),
            (
                "Content-Type: text/html; charset=utf-8",
                b"<p>Caf&eacute;</p><blockquote>Hm</blockquote>",
                "Café\n\n> Hm\n",
            ),
            ("X-None: 1", b"Just words", "Just words\n"),
        ] {
            let mail = [format!("From: Ada <ada@b.org>\n{head}\n\n").as_bytes(), body].concat();
            assert_eq!(read_letter(&mail).unwrap().text, wanted, "{head}");
        }
    }

    #[test]
    fn a_mail_that_was_cut_off_keeps_its_words_and_one_within_it_stands_alone() {
        let head = "From: ada@b.org\nContent-Type: multipart/mixed; boundary=x\n\n--x\n";
        let cut = read_letter(
            format!("{head}Content-Type: multipart/alternative; boundary=y\n\n--y\n\nHi\n").as_bytes(),
        );
        assert_eq!(
            cut.map(|letter| (letter.text.trim().to_owned(), letter.attachments.len())),
            Some(("Hi".into(), 0))
        );
        let within =
            format!("{head}\nSee.\n--x\nContent-Type: message/rfc822\n\nFrom: kim@b.org\n\nNo.\n--x--\n");
        let within = read_letter(within.as_bytes()).unwrap();
        assert_eq!(String::from_utf8_lossy(&within.attachments[0].bytes).trim(), "From: kim@b.org\n\nNo.");
        assert!(!within.is_encrypted);
        let sealed =
            "From: ada@b.org\nContent-Type: multipart/encrypted; boundary=x\n\n--x\n\nVersion: 1\n--x--\n";
        assert!(read_letter(sealed.as_bytes()).unwrap().is_encrypted);
    }

    #[test]
    fn who_and_when_and_what_is_attached() {
        let mail = "From: =?utf-8?q?Ada_L=C3=B6n?= <Ada@B.org>\nDate: Mon, 23 Nov 2026 10:05:00 -0530\nMessage-ID: <1@b.org>\n\
            Subject: Door\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: multipart/alternative; boundary=y\n\n\
            --y\nContent-Type: text/plain\n\nHi\n--y\nContent-Type: text/html\n\n<p>Hi</p>\n--y--\n--x\nContent-Type: image/png\n\
            Content-Disposition: attachment; filename=\"a b.png\"\nContent-Transfer-Encoding: base64\n\nAAEC\n--x--\n";
        let letter = read_letter(mail.as_bytes()).unwrap();
        assert_eq!((letter.from, letter.name.as_deref()), (vec!["Ada@B.org".to_owned()], Some("Ada Lön")));
        assert_eq!((letter.id.as_str(), letter.text.trim_end()), ("1@b.org", "Hi"));
        assert_eq!(letter.sent.unwrap().to_rfc3339(), "2026-11-23T10:05:00-05:30");
        assert_eq!(letter.attachments.len(), 1);
        assert_eq!(
            (letter.attachments[0].name.as_deref(), &letter.attachments[0].bytes[..]),
            (Some("a b.png"), &[0, 1, 2][..])
        );
    }
}
