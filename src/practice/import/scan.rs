//! What a folder of somebody's notes holds. Links aren't followed, and nothing is passed over in silence.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use walkdir::{DirEntry, WalkDir};

use super::archive::list_packed;
use super::payload::Source;
use crate::model::order::InOrder as _;
use crate::model::refusal::{Refusal, RefusalKind};
use crate::note::foreign::without_page_number;
use crate::note::near::copy::{are_mostly_same, find_original};
use crate::practice::{MARKER, Practice, describe_io_error};

/// Endings of files that may hold notes; what stands in them decides.
const LOOKED_AT: [&str; 25] = [
    "md", "markdown", "mdown", "mkd", "txt", "text", "csv", "tsv", "ics", "ical", "vtt", "srt", "html",
    "htm", "xhtml", "org", "jrnl", "docx", "odt", "rtf", "doc", "zip", "vcs", "xlsx", "ods",
];
/// Endings of sound and film: such a file is named, since somebody may think that it is written down by itself.
const RECORDINGS: [&str; 15] = [
    "mp3", "m4a", "wav", "ogg", "oga", "opus", "flac", "aac", "webm", "mp4", "mov", "mkv", "wma", "aiff",
    "amr",
];
/// What can be brought in, for people.
const READ: &str = "Markdown (.md), plain text (.txt), web pages (.html), calls (.csv, .ics), transcripts (.vtt, .srt), Notion's .zip and, with pandoc, \
.docx, .odt, .rtf and .org can be brought in";

/// What a folder holds.
#[derive(Debug, Default)]
pub struct Scan {
    /// The notes, by path.
    pub files: Vec<Found>,
    /// Everything else, by path.
    pub left_out: Vec<LeftOut>,
}

/// A file that may hold notes.
#[derive(Debug, Clone)]
pub struct Found {
    /// Its path from the folder that was named, with `/` between its parts.
    pub path: String,
    /// Where its bytes are.
    pub source: Arc<Source>,
}

/// What is no note.
#[derive(Debug)]
pub struct LeftOut {
    /// Its path; a folder's ends in `/`.
    pub path: String,
    /// What it is, in a word: its ending, `copy`, `hidden`, `link` or `practice`.
    pub what: String,
}

impl Practice {
    /// Everything that a file or folder outside of the practice holds.
    ///
    /// # Errors
    /// Where it isn't there, lies in the practice, is a practice itself, or holds no note.
    pub fn scan(&self, from: &Path) -> Result<Scan, Refusal> {
        let shown = from.display();
        let refusal = |error: std::io::Error| {
            Refusal::with_kind(
                RefusalKind::Disk,
                format!("{shown}: {}", describe_io_error(&error)),
                "name a file or folder that you can read",
            )
        };
        let start = from.canonicalize().map_err(refusal)?;
        if start.starts_with(&self.root) {
            let what = format!("{shown} lies in the practice already");
            return Err(Refusal::with_kind(
                RefusalKind::Outside,
                what,
                "name a file or folder outside of it",
            ));
        }
        if start.join(MARKER).is_file() {
            let what = format!("{shown} is a practice itself: it holds a {MARKER}");
            return Err(Refusal::with_kind(
                RefusalKind::Outside,
                what,
                "name the folder of one client's notes",
            ));
        }
        let mut scan = Scan::default();
        if start.is_dir() {
            self.walk(&start, &mut scan);
        } else if is_zip(&start) {
            scan.take_packed(&start, &self.root)?;
        } else {
            // A file that is named is looked at, whatever it is called.
            let name = start.file_name().unwrap_or_default().to_string_lossy().into_owned();
            scan.files.push(Found { path: name, source: Arc::new(Source::File(start.clone())) });
        }
        scan.files.put_in_order_by(|a, b| a.path.cmp(&b.path));
        scan.leave_out_copies();
        scan.leave_out_tables_of_pages();
        if scan.files.is_empty() {
            return Err(Refusal::unknown(format!("{shown} holds no note"), READ));
        }
        Ok(scan)
    }

    /// Puts every file into `scan`: as one that may be a note, or as one that is left out.
    fn walk(&self, start: &Path, scan: &mut Scan) {
        let mut entries = WalkDir::new(start).min_depth(1).sort_by_file_name().into_iter();
        while let Some(entry) = entries.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let why = error.io_error().map_or_else(|| error.to_string(), describe_io_error);
                    let path = error.path().map_or_else(String::new, |path| from_start(start, path));
                    let hint = "make it readable, and run this again";
                    let source = Source::Refused(Refusal::with_kind(RefusalKind::Disk, why, hint));
                    scan.files.push(Found { path, source: Arc::new(source) });
                    continue;
                }
            };
            let path = from_start(start, entry.path());
            if let Some(what) = self.left_out_whole(&entry) {
                let is_folder = entry.file_type().is_dir();
                scan.left_out.push(LeftOut { path: if is_folder { path + "/" } else { path }, what });
                if is_folder {
                    entries.skip_current_dir();
                }
            } else if !entry.file_type().is_dir() {
                if ending_of(entry.path()) == "zip" {
                    if scan.take_packed(entry.path(), &self.root).is_err() {
                        scan.left_out.push(LeftOut { path, what: "zip".into() });
                    }
                } else if may_be_note(&path) {
                    let source = Arc::new(Source::File(entry.path().to_owned()));
                    scan.files.push(Found { path, source });
                } else {
                    scan.left_out.push(LeftOut { path, what: ending_of(entry.path()) });
                }
            }
        }
    }

    /// What is left out without a look at what it holds.
    fn left_out_whole(&self, entry: &DirEntry) -> Option<String> {
        let name = entry.file_name().to_string_lossy();
        // `~$` is what Word leaves beside a document that is open.
        if name.starts_with('.') || name.starts_with("~$") {
            return Some("hidden".into());
        }
        if entry.path_is_symlink() {
            return Some("link".into());
        }
        // What stands in a practice belongs to its own clients.
        let is_practice =
            entry.file_type().is_dir() && (entry.path() == self.root || entry.path().join(MARKER).is_file());
        if is_practice {
            return Some("practice".into());
        }
        // What Logseq keeps beside its pages, copies of them among it.
        let is_logseqs = entry.file_type().is_dir()
            && name == "logseq"
            && entry
                .path()
                .parent()
                .is_some_and(|folder| folder.join("pages").is_dir() || folder.join("journals").is_dir());
        is_logseqs.then(|| "logseq".into())
    }
}

impl Scan {
    /// Takes in what is packed in an archive. `spare` is a folder as confidential as what it holds.
    fn take_packed(&mut self, file: &Path, spare: &Path) -> Result<(), Refusal> {
        for packed in list_packed(file, spare)? {
            let path = packed.path.clone();
            let is_hidden = path.split('/').any(|part| part.starts_with('.') || part == "__MACOSX");
            if let Some(why) = packed.stays_out {
                self.left_out.push(LeftOut { path, what: why.into() });
            } else if is_hidden {
                self.left_out.push(LeftOut { path, what: "hidden".into() });
            } else if may_be_note(&path) {
                self.files.push(Found { path, source: Arc::new(Source::Packed(packed)) });
            } else {
                let what = ending_of(Path::new(&path));
                self.left_out.push(LeftOut { path, what });
            }
        }
        Ok(())
    }

    /// Leaves out what a sync service or a merge tool made of another file here.
    fn leave_out_copies(&mut self) {
        let by_path: HashMap<&str, &Found> =
            self.files.iter().map(|file| (file.path.as_str(), file)).collect();
        let is_copy = |file: &Found| {
            let (name, ending) = file.path.rsplit_once('.')?;
            let (folder, stem) = name.rsplit_once('/').map_or(("", name), |(folder, stem)| (folder, stem));
            let copied = find_original(stem)?;
            let gap = if folder.is_empty() { "" } else { "/" };
            let original = by_path.get(format!("{folder}{gap}{}.{ending}", copied.of).as_str())?;
            let are_alike = || {
                let text =
                    |file: &Found| Some(String::from_utf8_lossy(&file.source.read().ok()?).into_owned());
                Some(are_mostly_same(&text(file)?, &text(original)?))
            };
            (copied.is_sure || are_alike()?).then(|| file.path.clone())
        };
        let copies: HashSet<String> = self.files.iter().filter_map(is_copy).collect();
        self.files.retain(|file| !copies.contains(&file.path));
        let mut copies: Vec<String> = copies.into_iter().collect();
        copies.put_in_order();
        self.left_out.extend(copies.into_iter().map(|path| LeftOut { path, what: "copy".into() }));
    }

    /// Leaves out the tables that Notion lays beside a folder of pages: their rows are those pages.
    fn leave_out_tables_of_pages(&mut self) {
        let folders: HashSet<String> = self
            .files
            .iter()
            .filter(|file| ending_of(Path::new(&file.path)) == "md")
            .filter_map(|file| file.path.rsplit_once('/'))
            .map(|(folder, _)| without_page_numbers(folder))
            .collect();
        let is_table_of_pages = |file: &Found| {
            let Some(stem) = file.path.strip_suffix(".csv") else { return false };
            let stem = stem.strip_suffix("_all").unwrap_or(stem);
            let name = stem.rsplit('/').next().unwrap_or(stem);
            without_page_number(name) != name && folders.contains(&without_page_numbers(stem))
        };
        let tables: Vec<String> =
            self.files.iter().filter(|file| is_table_of_pages(file)).map(|file| file.path.clone()).collect();
        self.files.retain(|file| !tables.contains(&file.path));
        self.left_out.extend(tables.into_iter().map(|path| LeftOut { path, what: "table of pages".into() }));
    }
}

fn without_page_numbers(path: &str) -> String {
    path.split('/').map(without_page_number).collect::<Vec<_>>().join("/")
}

/// Whether a file may hold notes or calls, by its name alone. One without an ending is looked at.
fn may_be_note(path: &str) -> bool {
    let file = Path::new(path);
    let ending = ending_of(file);
    file.extension().is_none()
        || LOOKED_AT.contains(&ending.as_str())
        || RECORDINGS.contains(&ending.as_str())
}

/// Whether a file that is named is a packed folder rather than a document, which is packed as well.
fn is_zip(file: &Path) -> bool {
    ending_of(file) == "zip"
}

/// A file's ending in small letters.
#[must_use]
pub fn ending_of(file: &Path) -> String {
    file.extension().map_or_else(|| "without ending".into(), |ending| ending.to_string_lossy().to_lowercase())
}

fn from_start(start: &Path, path: &Path) -> String {
    let rest = path.strip_prefix(start).unwrap_or(path);
    rest.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}
