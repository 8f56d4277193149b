//! What only makes life easier, in the user's state folder: where the last reading of a client's notes ended.
//!
//! One small file a client, which can be deleted at any moment. Nothing of a practice depends on it.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Practice, describe_io_error, only_mine};
use crate::model::bookmark::Bookmark;

/// The user's bookmarks in one practice.
#[derive(Debug, Clone)]
pub struct Bookmarks {
    /// The folder that holds them; none where the platform names no place.
    folder: Option<PathBuf>,
}

impl Bookmarks {
    /// Those of a practice, in `$XDG_STATE_HOME/coach`, else the platform's place for it.
    #[must_use]
    pub fn open(practice: &Practice) -> Self {
        Self { folder: state_folder().map(|state| state.join("read").join(file_name(&practice.root))) }
    }

    /// Where the last reading of a client's notes ended.
    ///
    /// # Errors
    /// What can't be read is told in one line; a file that can't be understood is put aside, so that it is told once.
    pub fn find(&self, client: &str) -> Result<Option<Bookmark>, String> {
        for file in self.files(client) {
            let why = match read(&file) {
                Ok(None) => continue,
                Ok(Some(kept)) => return Ok(Some(kept.bookmark)),
                Err(error) if error.kind() == io::ErrorKind::InvalidData => {
                    let _ = fs::rename(&file, file.with_extension("broken"));
                    "this isn't a bookmark any more; the next reading makes a new one".to_owned()
                }
                Err(error) => describe_io_error(&error),
            };
            return Err(format!("{}: {why}", file.display()));
        }
        Ok(None)
    }

    /// When each client's notes were last read, by the client's id.
    #[must_use]
    pub fn last_read(&self) -> BTreeMap<String, NaiveDate> {
        let entries = self.folder.as_ref().and_then(|folder| fs::read_dir(folder).ok());
        let last = |entry: fs::DirEntry| {
            let name = entry.file_name().to_str()?.strip_suffix(ENDING)?.to_owned();
            let kept = read(&entry.path()).ok()??;
            Some((kept.client.unwrap_or(name), kept.bookmark.read))
        };
        entries.into_iter().flatten().flatten().filter_map(last).collect()
    }

    /// Keeps where a reading ended, in place of an earlier one.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub fn keep(&self, client: &str, bookmark: &Bookmark) -> anyhow::Result<()> {
        let [file, older] = self
            .files(client)
            .try_into()
            .ok()
            .context("this system names no place for it; set XDG_STATE_HOME")?;
        let folder = file.parent().unwrap_or(&file);
        let refused =
            |error: io::Error| anyhow::anyhow!("{}: {}", folder.display(), describe_io_error(&error));
        make_private_folder(folder).map_err(refused)?;
        let mut temporary = tempfile::Builder::new().prefix(".").tempfile_in(folder).map_err(refused)?;
        let kept = Kept { client: Some(client.to_owned()), bookmark: bookmark.clone() };
        writeln!(temporary, "{}", serde_json::to_string(&kept)?).map_err(refused)?;
        temporary.persist(&file).map_err(|error| refused(error.error))?;
        let _ = fs::remove_file(older);
        Ok(())
    }

    /// Takes a client's bookmark along when the client gets another id, as well as it goes.
    pub fn rename(&self, from: &str, to: &str) {
        if let Ok(Some(bookmark)) = self.find(from)
            && self.keep(to, &bookmark).is_ok()
        {
            self.files(from).iter().for_each(|file| drop(fs::remove_file(file)));
        }
    }

    /// The files that a client's bookmark may be in: the one in which it is kept, and the one of former days, which had the client's id
    /// for its name. Names of files are listed in more places than what stands in them.
    fn files(&self, client: &str) -> Vec<PathBuf> {
        let hashed = uuid::Uuid::new_v5(&NAMESPACE, client.as_bytes()).simple().to_string();
        let folder = self.folder.iter();
        folder
            .flat_map(|folder| [hashed.as_str(), client].map(|name| folder.join(format!("{name}{ENDING}"))))
            .collect()
    }
}

/// A bookmark as it is kept.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    /// Whose; none in a file of former days.
    #[serde(default)]
    client: Option<String>,
    #[serde(flatten)]
    bookmark: Bookmark,
}

/// The bookmark in a file, if the file is there.
fn read(file: &Path) -> io::Result<Option<Kept>> {
    match fs::read_to_string(file) {
        Ok(text) => {
            Ok(serde_json::from_str(&text)
                .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?)
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Whether something is to be said that is said to a user once: from then on it isn't. Where that can't be kept it is said again.
#[must_use]
pub fn is_first_time(what: &str) -> bool {
    let Some(folder) = state_folder().map(|folder| folder.join("told")) else { return true };
    let file = folder.join(what);
    let is_first = !file.exists();
    if is_first && make_private_folder(&folder).is_ok() {
        let _ = fs::write(file, "");
    }
    is_first
}
/// Where the names of bookmarks' files are made.
const NAMESPACE: uuid::Uuid = uuid::uuid!("3c1f6a0e-6f6f-5b0e-9a51-0b6a1d1c7e42");

/// The ending of a bookmark's file.
const ENDING: &str = ".json";

/// A path as the name of one file: `/work/practice` is `%work%practice`.
pub(super) fn file_name(path: &Path) -> String {
    path.to_string_lossy().replace('%', "%%").replace(['/', '\\', ':'], "%")
}

/// Makes a folder in which nobody else can look: what lies there names clients.
pub(super) fn make_private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    only_mine::keep_folder_private(&mut builder);
    builder.create(folder)
}

/// The user's folder for what isn't worth a backup.
pub(super) fn state_folder() -> Option<PathBuf> {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let home = || set("HOME");
    let named = set("XDG_STATE_HOME").filter(|folder| folder.is_absolute());
    let folder = named.or_else(|| {
        if cfg!(windows) {
            set("LOCALAPPDATA")
        } else if cfg!(target_os = "macos") {
            home().map(|home| home.join("Library/Application Support"))
        } else {
            home().map(|home| home.join(".local/state"))
        }
    });
    folder.map(|folder| folder.join("coach"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::bookmark::EntryKind;

    fn bookmarks(folder: &Path) -> Bookmarks {
        Bookmarks { folder: Some(folder.join("state/read/%practice")) }
    }

    fn bookmark(day: &str) -> Bookmark {
        let read = day.parse().unwrap();
        Bookmark { read, date: None, kind: EntryKind::Note, id: "2026-11-12".into() }
    }

    #[test]
    fn what_is_kept_is_found_again() {
        let folder = tempfile::tempdir().unwrap();
        let bookmarks = bookmarks(folder.path());
        assert_eq!((bookmarks.find("alice"), bookmarks.last_read()), (Ok(None), BTreeMap::new()));
        bookmarks.keep("alice", &bookmark("2026-11-23")).unwrap();
        bookmarks.keep("alice", &bookmark("2026-11-24")).unwrap();
        bookmarks.keep("王小明", &bookmark("2026-11-20")).unwrap();
        bookmarks.rename("alice", "alice-martin");
        assert_eq!(bookmarks.find("alice"), Ok(None));
        assert_eq!(bookmarks.find("alice-martin"), Ok(Some(bookmark("2026-11-24"))));
        let read: Vec<(String, String)> =
            bookmarks.last_read().into_iter().map(|(client, day)| (client, day.to_string())).collect();
        let wanted = [("alice-martin", "2026-11-24"), ("王小明", "2026-11-20")];
        assert_eq!(read, wanted.map(|(client, day)| (client.to_owned(), day.to_owned())));
    }

    #[test]
    fn no_file_is_named_after_a_client_and_one_that_was_is_still_found() {
        let folder = tempfile::tempdir().unwrap();
        let bookmarks = bookmarks(folder.path());
        bookmarks.keep("ben", &bookmark("2026-11-23")).unwrap();
        let [file, older] = bookmarks.files("alice").try_into().unwrap();
        fs::write(&older, serde_json::to_string(&bookmark("2026-11-20")).unwrap()).unwrap();
        assert_eq!(bookmarks.find("alice"), Ok(Some(bookmark("2026-11-20"))));
        assert_eq!(bookmarks.last_read().len(), 2);
        bookmarks.keep("alice", &bookmark("2026-11-24")).unwrap();
        assert!(file.exists() && !older.exists());
        let names: Vec<String> = fs::read_dir(file.parent().unwrap())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        assert!(names.iter().all(|name| !name.contains("alice") && !name.contains("ben")), "{names:?}");
    }

    #[test]
    fn a_broken_file_is_told_once() {
        let folder = tempfile::tempdir().unwrap();
        let bookmarks = bookmarks(folder.path());
        bookmarks.keep("alice", &bookmark("2026-11-24")).unwrap();
        for broken in [&b"{"[..], b"", b"\xff", b"{\"read\": 3}"] {
            fs::write(&bookmarks.files("alice")[0], broken).unwrap();
            assert!(bookmarks.find("alice").unwrap_err().contains("isn't a bookmark any more"));
            assert_eq!(bookmarks.find("alice"), Ok(None));
        }
    }

    #[test]
    fn a_practice_has_a_folder_of_its_own() {
        for (path, name) in [("/work/practice", "%work%practice"), ("/a%b", "%a%%b"), ("C:\\a", "C%%a")] {
            assert_eq!(file_name(Path::new(path)), name);
        }
    }
}
