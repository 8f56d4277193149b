//! What a folder of somebody's notes holds. Links aren't followed, and nothing is passed over in silence.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::model::refusal::{Refusal, RefusalKind};
use crate::note::near::copy::{are_mostly_same, find_original};
use crate::practice::{LARGEST, MARKER, Practice, bytes_of, describe_io_error, pandoc};

/// Endings of files that are notes as they are.
const TEXT: [&str; 9] = ["md", "markdown", "mdown", "mkd", "txt", "text", "csv", "tsv", "ics"];
/// Endings of documents that pandoc reads.
const DOCUMENTS: [&str; 3] = ["docx", "odt", "rtf"];
/// The ending of Word's old documents, which pandoc doesn't read.
const OLD_WORD: &str = "doc";
/// What can be brought in, for people.
const READ: &str = "Markdown (.md), plain text (.txt), calls (.csv, .ics) and, with pandoc, .docx, .odt and .rtf can be brought in";

/// What a folder holds.
#[derive(Debug, Default)]
pub struct Scan {
    /// The notes, by path.
    pub files: Vec<Found>,
    /// Everything else, by path.
    pub left_out: Vec<LeftOut>,
}

/// A file that holds a note.
#[derive(Debug)]
pub struct Found {
    /// Its path from the folder that was named, with `/` between its parts.
    pub path: String,
    /// Its bytes, as Markdown where it was a document; or why not, and how to mend it.
    pub bytes: Result<Vec<u8>, Refusal>,
    /// Whether it was a document, and its bytes are what pandoc made of it.
    pub is_document: bool,
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
        let candidates = if start.is_dir() {
            self.walk(&start, &mut scan)
        } else {
            Candidate::from_file(&start, start.parent().unwrap_or(&start)).into_iter().collect()
        };
        scan.files.par_extend(candidates.into_par_iter().map(Candidate::look));
        scan.files.sort_by(|a, b| a.path.cmp(&b.path));
        scan.leave_out_copies();
        if scan.files.is_empty() {
            let hint =
                if find_ending(&start) == "zip" { "unpack it first, and name the folder" } else { READ };
            return Err(Refusal::unknown(format!("{shown} holds no note"), hint));
        }
        Ok(scan)
    }

    /// Every file that may be a note; all else is put into `scan`.
    fn walk(&self, start: &Path, scan: &mut Scan) -> Vec<Candidate> {
        let mut candidates = Vec::new();
        let mut entries = WalkDir::new(start).min_depth(1).sort_by_file_name().into_iter();
        while let Some(entry) = entries.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let why = error.io_error().map_or_else(|| error.to_string(), describe_io_error);
                    let path = error.path().map_or_else(String::new, |path| from_start(start, path));
                    let hint = "make it readable, and run this again";
                    scan.files.push(Found {
                        path,
                        bytes: Err(Refusal::with_kind(RefusalKind::Disk, why, hint)),
                        is_document: false,
                    });
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
                match Candidate::from_file(entry.path(), start) {
                    Some(candidate) => candidates.push(candidate),
                    None => scan.left_out.push(LeftOut { path, what: find_ending(entry.path()) }),
                }
            }
        }
        candidates
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
        is_practice.then(|| "practice".into())
    }
}

impl Scan {
    /// Leaves out what a sync service or a merge tool made of another file here.
    fn leave_out_copies(&mut self) {
        let texts: HashMap<&str, &[u8]> = self
            .files
            .iter()
            .filter_map(|file| Some((file.path.as_str(), file.bytes.as_deref().ok()?)))
            .collect();
        let is_copy = |file: &Found| {
            let (name, ending) = file.path.rsplit_once('.')?;
            let (folder, stem) = name.rsplit_once('/').map_or(("", name), |(folder, stem)| (folder, stem));
            let copied = find_original(stem)?;
            let gap = if folder.is_empty() { "" } else { "/" };
            let original = texts.get(format!("{folder}{gap}{}.{ending}", copied.of).as_str())?;
            let own = texts.get(file.path.as_str())?;
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            (copied.is_sure || are_mostly_same(&text(own), &text(original))).then(|| file.path.clone())
        };
        let copies: Vec<String> = self.files.iter().filter_map(is_copy).collect();
        self.files.retain(|file| !copies.contains(&file.path));
        self.left_out.extend(copies.into_iter().map(|path| LeftOut { path, what: "copy".into() }));
    }
}

/// A file whose ending is that of a note.
struct Candidate {
    file: PathBuf,
    path: String,
    ending: &'static str,
}

impl Candidate {
    fn from_file(file: &Path, start: &Path) -> Option<Self> {
        let own = find_ending(file);
        let ending = TEXT.iter().chain(&DOCUMENTS).chain(&[OLD_WORD]).find(|ending| **ending == own)?;
        Some(Self { file: file.to_owned(), path: from_start(start, file), ending })
    }

    fn look(self) -> Found {
        let is_document = DOCUMENTS.contains(&self.ending);
        let bytes = if self.ending == OLD_WORD {
            let hint = "save it as .docx in your word processor, and run this again";
            Err(Refusal::with_kind(RefusalKind::Program, "pandoc doesn't read Word's old .doc files", hint))
        } else if is_document {
            read(&self.file).and_then(|bytes| pandoc::to_markdown(&bytes, self.ending))
        } else {
            read(&self.file).and_then(text)
        };
        Found { path: self.path, bytes, is_document }
    }
}

/// A file's ending in small letters.
fn find_ending(file: &Path) -> String {
    file.extension().map_or_else(|| "without ending".into(), |ending| ending.to_string_lossy().to_lowercase())
}

fn from_start(start: &Path, path: &Path) -> String {
    let rest = path.strip_prefix(start).unwrap_or(path);
    rest.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn read(file: &Path) -> Result<Vec<u8>, Refusal> {
    let too_long = fs::metadata(file).is_ok_and(|metadata| metadata.len() > LARGEST);
    let hint = if too_long { "cut it into shorter files" } else { "make it readable, and run this again" };
    bytes_of(file).map_err(|why| Refusal::with_kind(RefusalKind::Damaged, why, hint))
}

/// Bytes that are a text, or nearly; a note whose every word would be lost is none.
fn text(bytes: Vec<u8>) -> Result<Vec<u8>, Refusal> {
    let hint = "save it as UTF-8 in your editor, and run this again";
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Err(Refusal::with_kind(
            RefusalKind::Damaged,
            "it is UTF-16, which would be read as gibberish",
            hint,
        ));
    }
    if memchr::memchr(0, &bytes).is_some() {
        return Err(Refusal::with_kind(RefusalKind::Damaged, "it holds bytes that no text has", hint));
    }
    Ok(bytes)
}
