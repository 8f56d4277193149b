//! A mail that is ready to be sent, with a page attached (RFC 5322, MIME). Nobody sends it but the coach's own mail program.

use mail_builder::MessageBuilder;
use mail_builder::headers::HeaderType;
use mail_builder::headers::address::Address;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::date::Date;
use mail_builder::headers::message_id::MessageId;
use mail_builder::headers::raw::Raw;
use mail_builder::mime::{BodyPart, MimePart};

/// What a mail is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadyMail {
    /// The name and the address of whom it is from.
    pub from: (Option<String>, String),
    /// The name and the address of whom it is to.
    pub to: (String, String),
    /// The subject, one line.
    pub subject: String,
    /// The words.
    pub words: String,
    /// The name of the page's file.
    pub file: String,
    /// The page.
    pub page: String,
    /// When it is written, in seconds since 1970 began in UTC.
    pub written: i64,
}

/// Writes a mail. The same mail is the same bytes; mail programs take it for a draft (`X-Unsent`).
///
/// # Errors
/// Where it can't be written as text, which nothing that it holds should bring about.
pub fn write_mail(mail: &ReadyMail) -> std::io::Result<String> {
    let said = format!("{}\n{}\n{}\n{}", mail.to.1, mail.written, mail.words, mail.page);
    let id = uuid::Uuid::new_v5(&uuid::Uuid::NAMESPACE_OID, said.as_bytes()).simple().to_string();
    let host = mail.from.1.rsplit_once('@').map_or("localhost", |(_, host)| host);
    let text = ContentType::new("text/plain").attribute("charset", "utf-8");
    let page = ContentType::new("text/html").attribute("charset", "utf-8");
    let parts = vec![
        MimePart::new(text, BodyPart::Text(mail.words.as_str().into())),
        MimePart::new(page, BodyPart::Binary(mail.page.as_bytes().into())).attachment(mail.file.as_str()),
    ];
    let whole = ContentType::new("multipart/mixed").attribute("boundary", format!("page-{id}"));
    MessageBuilder::new()
        .from(Address::new_address(mail.from.0.as_deref(), mail.from.1.as_str()))
        .to(Address::new_address(Some(mail.to.0.as_str()), mail.to.1.as_str()))
        .subject(mail.subject.as_str())
        .date(Date::new(mail.written))
        .message_id(MessageId::new(format!("{id}@{host}")))
        .header("X-Unsent", HeaderType::Raw(Raw::new("1")))
        .body(MimePart::new(whole, parts))
        .write_to_string()
}

#[cfg(test)]
mod tests {
    use super::{ReadyMail, write_mail};
    use crate::note::mail::message::read_letter;

    #[test]
    fn a_mail_is_read_back_as_it_was_written() {
        let mail = ReadyMail {
            from: (Some("Robin Välé, coach".into()), "robin@b.org".into()),
            to: ("Zoë \"Z\" Lund".into(), "zoe@b.org".into()),
            subject:
                "Tür zu – two mornings, and a subject that is long enough to be folded by whoever writes it"
                    .into(),
            words: "Dear Zoë,\n\n.\nFrom here on.\n".into(),
            file: "tür zu.html".into(),
            page: "<!DOCTYPE html><p>é</p>\n".into(),
            written: 1_795_514_700,
        };
        let written = write_mail(&mail).unwrap();
        assert!(written.is_ascii() && written.lines().all(|line| line.len() < 998), "{written}");
        assert_eq!(written, write_mail(&mail).unwrap());
        let letter = read_letter(written.as_bytes()).unwrap();
        assert_eq!(letter.from, ["robin@b.org"]);
        assert_eq!(letter.subject.as_deref(), Some(mail.subject.as_str()));
        assert_eq!(letter.text.trim_end(), mail.words.trim_end());
        assert_eq!(letter.attachments[0].name.as_deref(), Some("tür zu.html"));
        assert_eq!(letter.attachments[0].bytes, mail.page.as_bytes());
        assert_eq!(letter.sent.unwrap().timestamp(), mail.written);
    }
}
