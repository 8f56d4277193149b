//! The client's page in a mail that is ready to be sent.

use anyhow::bail;
use serde::Serialize;

use super::context::Context;
use crate::insight::handout::{Handout, is_address};
use crate::insight::name_and_id::Named;
use crate::model::moment::Moment;
use crate::model::refusal::Refusal;
use crate::model::shell_word::quote;
use crate::practice::Practice;
use crate::practice::zones::read_zone;

/// What `share-mail.md` is filled with.
#[derive(Serialize)]
struct MailWords<'a> {
    client: &'a Named,
    #[serde(flatten)]
    handout: &'a Handout,
}

/// Hands out a mail to a client with their page attached: to standard output, into a file, or to the mail program.
pub fn hand_out_mail(
    context: &Context,
    practice: &Practice,
    client: &Named,
    handout: &Handout,
    page: String,
) -> anyhow::Result<()> {
    let addresses = practice.client(&client.id).value.emails;
    let Some(to) = addresses.iter().map(|address| address.trim()).find(|address| is_address(address)) else {
        let what = format!("{} has no address to write to", client.name);
        let hint = format!("write it down: coach client set {} email=name@example.org", quote(&client.id));
        bail!(Refusal::missing(what, hint));
    };
    let Some(from) = handout.sender.mail.clone() else {
        let hint = "write it into coach.yaml: mail: name@example.org";
        bail!(Refusal::missing("a mail needs your own address", hint));
    };
    let filled = context.fill(practice, "share-mail.md", &MailWords { client, handout })?;
    let (subject, words) = split_subject(&filled)?;
    let mail = Written {
        from: (handout.sender.coach.clone(), from),
        to: (client.name.clone(), to.to_owned()),
        subject,
        words,
        file: format!("{}.html", if handout.plan.is_empty() { "page" } else { &handout.plan }),
        page,
        seconds: find_instant(practice, context.now),
    };
    context.hand_over_text(practice, "mail.eml", &write(mail)?)
}

/// The subject on the first line, and the words behind it.
fn split_subject(filled: &str) -> anyhow::Result<(String, String)> {
    let (first, words) = filled.trim_start().split_once('\n').unwrap_or((filled, ""));
    let Some(subject) = first.strip_prefix("Subject:") else {
        let hint = "its first line is `Subject: …`, and the words of the mail come behind it";
        bail!(Refusal::invalid("the first line is no subject", hint).in_file("templates/share-mail.md"));
    };
    Ok((subject.trim().to_owned(), format!("{}\n", words.trim())))
}

/// When that is, in seconds since 1970: on the practice's clock, else on this machine's.
fn find_instant(practice: &Practice, now: Moment) -> i64 {
    let local = now.clock();
    match practice.settings().value.timezone.and_then(|name| read_zone(name).ok()) {
        Some(zone) => zone.instant(local).timestamp(),
        None => local
            .and_local_timezone(chrono::Local)
            .earliest()
            .map_or(local.and_utc().timestamp(), |at| at.timestamp()),
    }
}

/// A mail before it is text.
#[cfg_attr(not(feature = "mail"), expect(dead_code, reason = "nothing is written then"))]
struct Written {
    from: (Option<String>, String),
    to: (String, String),
    subject: String,
    words: String,
    file: String,
    page: String,
    seconds: i64,
}

#[cfg(feature = "mail")]
fn write(mail: Written) -> anyhow::Result<String> {
    use crate::render::ready_mail::{ReadyMail, write_mail};
    let Written { from, to, subject, words, file, page, seconds } = mail;
    Ok(write_mail(&ReadyMail { from, to, subject, words, file, page, written: seconds })?)
}

#[cfg(not(feature = "mail"))]
fn write(_: Written) -> anyhow::Result<String> {
    bail!(Refusal::usage(
        "this coach was built without mails",
        "attach the page yourself: coach share CLIENT -o page.html"
    ))
}
