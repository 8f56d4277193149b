use std::path::{Path, PathBuf};

use anyhow::bail;

use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::cli::support::mail_filing::{Filing, begin_received};
use crate::cli::support::mail_received::Incoming;
use crate::insight::received::{MailResult, Received, ReceivedMail};
use crate::insight::which::sender::{Addressed, MailOwner, find_mail_owner};
use crate::model::order::InOrder as _;
use crate::model::problem::Loaded;
use crate::model::refusal::Refusal;
use crate::note::foreign::chat::is_chat;
use crate::note::mail::reply::Source;
use crate::practice::Practice;
use crate::practice::mail_folders::{FoundMail, MailFolder, is_folder, read_mail_file, split_handed};
use crate::practice::zones::read_zone;

/// File what a client sends: a mail, a mailbox, a folder of mails
///
/// The sender's address says whose it is (`email:` in client.md, one or several; all of it, in any case). A mail of somebody who is no
/// client, of two clients, or your own isn't filed, and is told. Nothing is guessed.
///
/// Steps that they ticked on their page are ticked, answers go where they belong, and all else becomes a note from them, as they sent it.
/// What they quote and what stands below each mail of theirs stays in the note and isn't read as their words. Attachments go into `files/`.
/// The same mail again adds nothing.
///
/// FILE is a mail as a mail program saves it (.eml), a mailbox (mbox), or text that you pasted; a folder (a Maildir, or one with such
/// files) is remembered, with what was taken from it. `coach receive` alone looks into those folders again.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples![
    "coach receive ~/Downloads/door.eml",
    "coach receive ~/Mail/coaching",
    "coach receive - --client alice < pasted.txt",
])]
pub struct Args {
    /// The mail, mailbox or folder, or - for standard input [default: standard input, else the folders that are remembered]
    #[arg(value_name = "FILE", value_hint = clap::ValueHint::AnyPath)]
    from: Vec<PathBuf>,
    /// Whose it is, where no address in it says so
    #[arg(long, add = Names::Client)]
    client: Option<String>,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    context.refuse_if_shared()?;
    context.refuse_other_formats()?;
    let practice = context.practice()?;
    let stated =
        args.client.as_deref().map(|typed| context.client_to_write(&practice, Some(typed))).transpose()?;
    let mut inbox = gather(&args.from, context, &practice)?;
    let clients = list_addresses(&practice);
    let own = practice.settings().value.mail;
    let zone = practice.settings().value.timezone.and_then(|name| read_zone(name).ok());
    let mut mails: Vec<(usize, Incoming)> = Vec::new();
    let mut told: Vec<(usize, ReceivedMail)> = Vec::new();
    for (at, (found, _)) in inbox.mails.iter().enumerate() {
        match Incoming::read(found, zone.as_ref(), context.now) {
            Ok(mail) => mails.push((at, mail)),
            Err(why) => {
                let unread = Incoming { file: found.file.clone(), ..Incoming::default() };
                told.push((at, refuse(&unread, why, "save it again from your mail program".to_owned())));
            }
        }
    }
    // What was written first is filed first: a later answer stands below an earlier one.
    mails.put_in_order_by_key(|(_, mail)| mail.when);
    let mut filing = Filing::default();
    for (at, mail) in &mails {
        let received = match find_owner(mail, own.as_deref(), &clients, stated.as_deref()) {
            Ok(client) => filing.file(context, &practice, &client, mail)?,
            Err((what, hint)) => refuse(mail, what, hint),
        };
        told.push((*at, received));
    }
    // What a program wrote is told once; nobody's address makes it theirs later.
    let is_automatic = |at: usize| mails.iter().any(|(place, mail)| *place == at && mail.is_automatic);
    let is_refused = |at: usize| {
        let was = told.iter().any(|(place, one)| *place == at && one.result == MailResult::Refused);
        was && !is_automatic(at)
    };
    let refused: Vec<bool> = (0..inbox.mails.len()).map(is_refused).collect();
    let view = Received::new(told.into_iter().map(|(_, mail)| mail).collect(), context.global.dry_run);
    refuse_if_nothing(&view, !inbox.folders.is_empty())?;
    context.settle()?;
    inbox.remember(context, &practice, &refused);
    context.show(&practice, Loaded::from(view))
}

/// What is to be looked at.
struct Inbox {
    /// The mails, and the folder that each lies in, by its place.
    mails: Vec<(FoundMail, Option<usize>)>,
    folders: Vec<MailFolder>,
}

fn gather(from: &[PathBuf], context: &Context, practice: &Practice) -> anyhow::Result<Inbox> {
    let mut inbox = Inbox { mails: Vec::new(), folders: Vec::new() };
    if from.is_empty() {
        let handed = if context.ui.can_ask() { Vec::new() } else { read_standard_input()? };
        if handed.trim_ascii().is_empty() {
            inbox.folders = MailFolder::open_known(practice);
            if inbox.folders.is_empty() {
                let hint = "name a mail or a folder of mails: coach receive ~/Mail/coaching";
                bail!(Refusal::missing("no folder of mails is remembered", hint));
            }
        } else {
            inbox
                .mails
                .extend(split_handed("standard input", handed, false).into_iter().map(|mail| (mail, None)));
        }
    }
    for path in from {
        if path == Path::new("-") {
            let mails = split_handed("standard input", read_standard_input()?, false);
            inbox.mails.extend(mails.into_iter().map(|mail| (mail, None)));
        } else if is_folder(path) {
            inbox.folders.push(MailFolder::open(practice, path));
        } else {
            inbox.mails.extend(read_mail_file(path)?.into_iter().map(|mail| (mail, None)));
        }
    }
    for (at, folder) in inbox.folders.iter().enumerate() {
        let (mails, refused) = folder.list_waiting();
        inbox.mails.extend(mails.into_iter().map(|mail| (mail, Some(at))));
        for refusal in &refused {
            context.ui.warn(&refusal.to_string());
        }
    }
    Ok(inbox)
}

fn read_standard_input() -> anyhow::Result<Vec<u8>> {
    use std::io::Read as _;
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}

impl Inbox {
    /// Keeps what was taken out of folders; what nobody could be found for is looked at again.
    fn remember(&mut self, context: &Context, practice: &Practice, refused: &[bool]) {
        if context.global.dry_run {
            return;
        }
        for (at, folder) in self.folders.iter_mut().enumerate() {
            let of_it = self.mails.iter().zip(refused).filter(|((_, place), _)| *place == Some(at));
            let (left, taken): (Vec<_>, Vec<_>) = of_it.partition(|(_, refused)| **refused);
            let mails = |list: Vec<(&(FoundMail, Option<usize>), &bool)>| -> Vec<FoundMail> {
                list.into_iter().map(|((mail, _), _)| mail.clone()).collect()
            };
            if let Err(error) = folder.keep_taken(practice, &mails(taken), &mails(left)) {
                context.ui.detail(&format!("what was taken can't be remembered: {error}"));
            }
        }
    }
}

fn list_addresses(practice: &Practice) -> Vec<Addressed> {
    let ids = practice.client_ids().value;
    ids.into_iter().map(|id| Addressed { emails: practice.client(&id).value.emails, id }).collect()
}

/// Whose a mail is; else why it is nobody's, and what to do.
fn find_owner(
    mail: &Incoming,
    own: Option<&str>,
    clients: &[Addressed],
    stated: Option<&str>,
) -> Result<String, (String, String)> {
    if mail.text.trim().is_empty() && mail.attachments.is_empty() {
        return Err(("nothing stands in it".to_owned(), "hand over a mail, or text".to_owned()));
    }
    if mail.is_encrypted {
        let what = "it is encrypted, and only your mail program can open it";
        let hint = "copy its words there, and hand them over: coach receive - --client CLIENT";
        return Err((what.to_owned(), hint.to_owned()));
    }
    if mail.source() == Source::Pasted && mail.from.is_empty() && is_chat(&mail.text) {
        let what = "it is a chat, in which several write";
        let hint = "hand over only what the client wrote in it: coach note CLIENT - --from client";
        return Err((what.to_owned(), hint.to_owned()));
    }
    if mail.is_automatic && stated.is_none() {
        let what = "a program wrote it, in answer to another mail";
        return Err((what.to_owned(), "to keep it all the same: --client CLIENT".to_owned()));
    }
    match (find_mail_owner(&mail.from, own, clients), stated) {
        (MailOwner::Client(id), Some(stated)) if id != stated => {
            Err((format!("it is from {id}, by its address"), "leave out --client".to_owned()))
        }
        (MailOwner::Client(id), _) => Ok(id),
        (MailOwner::Several(_) | MailOwner::Stranger(_) | MailOwner::Unsigned, Some(stated)) => {
            Ok(stated.to_owned())
        }
        (MailOwner::Coach, _) => Err((
            "it is your own mail".to_owned(),
            "what you wrote is no client's; your own note: coach note CLIENT".to_owned(),
        )),
        (MailOwner::Several(whom), None) => {
            Err((format!("it could be {}", whom.join(", ")), "say whose it is: --client CLIENT".to_owned()))
        }
        (MailOwner::Stranger(address), None) => Err((
            format!("{address} is no client's address"),
            format!("if it is one: coach client set CLIENT email+={address}"),
        )),
        (MailOwner::Unsigned, None) => {
            Err(("no address in it says whose it is".to_owned(), "say it: --client CLIENT".to_owned()))
        }
    }
}

fn refuse(mail: &Incoming, what: String, hint: String) -> ReceivedMail {
    let begun = begin_received(mail);
    let told = std::iter::once(what).chain(begun.told.iter().cloned()).collect();
    ReceivedMail { told, hint: Some(hint), ..begun }
}

/// Where nothing could be filed, that is a refusal; in a folder there is often somebody else's mail.
fn refuse_if_nothing(view: &Received, has_folders: bool) -> anyhow::Result<()> {
    if has_folders || view.refused == 0 || view.received + view.already_there > 0 {
        return Ok(());
    }
    let whom: Vec<String> =
        view.mails.iter().map(|mail| format!("{}: {}", mail.file, mail.told.join("; "))).collect();
    let hint = view.mails.iter().find_map(|mail| mail.hint.clone()).unwrap_or_default();
    bail!(Refusal::refuse(whom.join("\n"), hint))
}
