//! Mails where they lie: in a file of their own, in a mailbox, in a Maildir, in a folder of them; and which of them were taken already.
//!
//! What was taken is kept in the user's state folder, one small file a folder of mails. It can be deleted at any moment: a mail that is
//! looked at again adds nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::state::{file_name, make_private_folder, state_folder};
use super::{Practice, describe_io_error};
use crate::model::order::InOrder as _;
use crate::model::refusal::{Refusal, RefusalKind};
use crate::note::foreign::charset::decode_text;
use crate::note::mail::mailbox::{is_mailbox, split_mailbox};
use crate::note::saved_mail::has_headers;

/// The largest file of mails that is read, in bytes.
const LARGEST: u64 = 1 << 30;
/// How deep folders are looked through.
const DEEPEST: usize = 8;
/// How much of a file shows whether it is a mail, in bytes.
const HEAD: usize = 16 << 10;

/// A mail as it lies somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundMail {
    /// The file, as it is told.
    pub file: String,
    /// Its place in a mailbox, from 1.
    pub number: Option<usize>,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Whether it is a mail with headers; else it is text that somebody put there.
    pub is_raw: bool,
    /// By what it is remembered in its folder.
    key: Key,
}

/// By what a mail in a folder is remembered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Key {
    file: String,
    length: u64,
    mail: Option<String>,
}

/// A folder of mails and what was taken out of it.
#[derive(Debug)]
pub struct MailFolder {
    folder: PathBuf,
    taken: Taken,
}

/// What was taken of a folder.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Taken {
    /// The folder.
    folder: PathBuf,
    /// Files of which everything was taken, and how long they were then.
    files: BTreeMap<String, u64>,
    /// Mails of mailboxes, by what stands in them.
    mails: BTreeSet<String>,
}

/// The mails in bytes that were handed over, be they one mail, a mailbox, or pasted text.
#[must_use]
pub fn split_handed(name: &str, bytes: Vec<u8>, is_mail: bool) -> Vec<FoundMail> {
    let found = |number, bytes: Vec<u8>, is_raw| FoundMail {
        file: name.to_owned(),
        number,
        bytes,
        is_raw,
        key: Key::default(),
    };
    // An editor of Windows may have saved it with the mark of its byte order, or as UTF-16.
    let bytes = match bytes.as_slice() {
        [0xef, 0xbb, 0xbf, ..] | [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => match decode_text(&bytes) {
            Ok(decoded) => decoded.text.trim_start_matches('\u{feff}').to_owned().into_bytes(),
            Err(_) => bytes,
        },
        _ => bytes,
    };
    if is_mailbox(&bytes) {
        let mails = split_mailbox(&bytes);
        return mails
            .into_iter()
            .enumerate()
            .map(|(at, mail)| found(Some(at + 1), mail.into_owned(), true))
            .collect();
    }
    let bytes = strip_length(bytes);
    let is_raw = is_mail || has_headers(&String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]));
    vec![found(None, bytes, is_raw)]
}

/// Whether a path that a command line names is a folder.
#[must_use]
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// The mails in a file.
///
/// # Errors
/// Where it can't be read.
pub fn read_mail_file(file: &Path) -> Result<Vec<FoundMail>, Refusal> {
    Ok(split_handed(&file.display().to_string(), read_file(file)?, has_mail_ending(file)))
}

impl MailFolder {
    /// A folder with what is remembered of it.
    #[must_use]
    pub fn open(practice: &Practice, folder: &Path) -> Self {
        let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        let taken = file_of(practice, &folder).and_then(|file| read_taken(&file)).unwrap_or_default();
        Self { taken: Taken { folder: folder.clone(), ..taken }, folder }
    }

    /// The folders that mails of this practice were taken from, as far as they are still there.
    #[must_use]
    pub fn open_known(practice: &Practice) -> Vec<Self> {
        let entries = state_of(practice).and_then(|folder| fs::read_dir(folder).ok());
        let mut known: Vec<Taken> =
            entries.into_iter().flatten().flatten().filter_map(|entry| read_taken(&entry.path())).collect();
        known.put_in_order_by(|one, other| one.folder.cmp(&other.folder));
        known
            .into_iter()
            .filter(|taken| taken.folder.is_dir())
            .map(|taken| Self { folder: taken.folder.clone(), taken })
            .collect()
    }

    /// The folder.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.folder
    }

    /// How many files in it hold something that wasn't taken yet.
    #[must_use]
    pub fn count_waiting(&self) -> usize {
        self.list_files().into_iter().filter(|(file, key)| !self.is_taken(key) && is_mail_file(file)).count()
    }

    /// The mails that weren't taken yet, in the order of their names, and what can't be read.
    #[must_use]
    pub fn list_waiting(&self) -> (Vec<FoundMail>, Vec<Refusal>) {
        let (mut waiting, mut refused) = (Vec::new(), Vec::new());
        for (file, key) in self.list_files() {
            if self.is_taken(&key) || !is_mail_file(&file) {
                continue;
            }
            match read_mail_file(&file) {
                Ok(mails) => waiting.extend(mails.into_iter().filter_map(|mail| self.find_new(mail, &key))),
                Err(refusal) => refused.push(refusal),
            }
        }
        (waiting, refused)
    }

    fn find_new(&self, mail: FoundMail, key: &Key) -> Option<FoundMail> {
        let hash = mail.number.map(|_| uuid::Uuid::new_v5(&NAMESPACE, &mail.bytes).simple().to_string());
        let is_known = hash.as_ref().is_some_and(|hash| self.taken.mails.contains(hash));
        (!is_known).then(|| FoundMail { key: Key { mail: hash, ..key.clone() }, ..mail })
    }

    /// Keeps which of the waiting mails were taken. A file of which something is left is looked at again.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub fn keep_taken(
        &mut self,
        practice: &Practice,
        taken: &[FoundMail],
        left: &[FoundMail],
    ) -> anyhow::Result<()> {
        for FoundMail { key, .. } in taken {
            self.taken.mails.extend(key.mail.clone());
            if !left.iter().any(|other| other.key.file == key.file) {
                self.taken.files.insert(key.file.clone(), key.length);
            }
        }
        let Some(file) = file_of(practice, &self.folder) else { return Ok(()) };
        let refused =
            |error: std::io::Error| anyhow::anyhow!("{}: {}", file.display(), describe_io_error(&error));
        let folder = file.parent().unwrap_or(&file);
        make_private_folder(folder).map_err(refused)?;
        let mut temporary = tempfile::Builder::new().prefix(".").tempfile_in(folder).map_err(refused)?;
        serde_json::to_writer(&mut temporary, &self.taken)?;
        temporary.persist(&file).map_err(|error| refused(error.error))?;
        Ok(())
    }

    fn is_taken(&self, key: &Key) -> bool {
        self.taken.files.get(&key.file) == Some(&key.length)
    }

    /// The files in it, and by what each is remembered: in a Maildir a name goes on behind its colon when a mail is read or moved.
    fn list_files(&self) -> Vec<(PathBuf, Key)> {
        let walk = walkdir::WalkDir::new(&self.folder).max_depth(DEEPEST).sort_by_file_name().into_iter();
        let is_hidden = |name: &str| name.starts_with('.');
        let entries =
            walk.filter_entry(|entry| entry.depth() == 0 || !is_hidden(&entry.file_name().to_string_lossy()));
        let found = |entry: walkdir::DirEntry| {
            let length = entry.metadata().ok().filter(fs::Metadata::is_file)?.len();
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            let place =
                path.parent().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
            let file = match place.as_deref() {
                Some("tmp") => return None,
                Some("cur" | "new") => name.split([':', ';']).next().unwrap_or(&name).to_owned(),
                _ => path.strip_prefix(&self.folder).unwrap_or(path).to_string_lossy().into_owned(),
            };
            Some((path.to_owned(), Key { file, length, mail: None }))
        };
        entries.flatten().filter_map(found).collect()
    }
}

/// Whether a file in a folder is a mail or a mailbox, by its name or by what it begins with.
fn is_mail_file(file: &Path) -> bool {
    use std::io::Read as _;
    if has_mail_ending(file) {
        return true;
    }
    let mut head = Vec::new();
    let read = fs::File::open(file).and_then(|file| file.take(HEAD as u64).read_to_end(&mut head));
    read.is_ok() && (is_mailbox(&head) || has_headers(&String::from_utf8_lossy(&head)))
}

fn has_mail_ending(file: &Path) -> bool {
    let is_mail = |ending: &std::ffi::OsStr| {
        ["eml", "emlx", "mbox"].iter().any(|known| ending.eq_ignore_ascii_case(known))
    };
    file.extension().is_some_and(is_mail)
}

fn read_file(file: &Path) -> Result<Vec<u8>, Refusal> {
    let refuse = |why: String| {
        Refusal::with_kind(RefusalKind::Disk, why, "name a mail that you can read")
            .in_file(file.display().to_string())
    };
    let metadata = fs::metadata(file).map_err(|error| refuse(describe_io_error(&error)))?;
    if metadata.len() > LARGEST {
        return Err(refuse("it is longer than 1 GiB, the most that is read".to_owned()));
    }
    fs::read(file).map_err(|error| refuse(describe_io_error(&error)))
}

/// Apple's Mail writes a mail's length before it, and facts of its own behind it (`.emlx`).
fn strip_length(bytes: Vec<u8>) -> Vec<u8> {
    let Some(end) = memchr::memchr(b'\n', &bytes) else { return bytes };
    let first = str::from_utf8(&bytes[..end]).ok().and_then(|line| line.trim().parse::<usize>().ok());
    match first.and_then(|length| bytes.get(end + 1..end + 1 + length)) {
        Some(mail) if has_headers(&String::from_utf8_lossy(&mail[..mail.len().min(HEAD)])) => mail.to_vec(),
        _ => bytes,
    }
}

/// Where hashes of mails and folders are made.
const NAMESPACE: uuid::Uuid = uuid::uuid!("b2a0d2f1-55b4-5f0a-9d2e-4d5f1f0c6a11");

fn state_of(practice: &Practice) -> Option<PathBuf> {
    Some(state_folder()?.join("mail").join(file_name(&practice.root)))
}

fn file_of(practice: &Practice, folder: &Path) -> Option<PathBuf> {
    let hash = uuid::Uuid::new_v5(&NAMESPACE, folder.to_string_lossy().as_bytes()).simple();
    Some(state_of(practice)?.join(format!("{hash}.json")))
}

/// What is kept in a file; what can't be understood is nothing, since all of it can be found out again.
fn read_taken(file: &Path) -> Option<Taken> {
    serde_json::from_str(&fs::read_to_string(file).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::split_handed;

    #[test]
    fn what_is_handed_over_is_a_mail_a_mailbox_or_words() {
        let mail = "Message-ID: <1>\nFrom: a@b.org\n\nHi\n";
        let apple = format!("{}\n{mail}<?xml?>", mail.len());
        for (bytes, is_mail, wanted) in [
            (mail.to_owned(), false, vec![(mail, true)]),
            (apple, true, vec![(mail, true)]),
            (
                format!("From a Mon\n{mail}\nFrom b Mon\n{mail}"),
                false,
                vec![("Message-ID: <1>\nFrom: a@b.org\n\nHi\n\n", true), (mail, true)],
            ),
            ("From: a@b.org\n\nHi".to_owned(), true, vec![("From: a@b.org\n\nHi", true)]),
            ("From: a@b.org\n\nHi".to_owned(), false, vec![("From: a@b.org\n\nHi", false)]),
            ("12\nwords".to_owned(), false, vec![("12\nwords", false)]),
        ] {
            let found = split_handed("x", bytes.clone().into_bytes(), is_mail);
            let told: Vec<_> =
                found.iter().map(|mail| (str::from_utf8(&mail.bytes).unwrap(), mail.is_raw)).collect();
            assert_eq!(told, wanted, "{bytes}");
        }
    }
}
