//! Files that are almost notes: copies that a sync service or a merge tool made, and notes where none is read.

use std::cell::LazyCell;
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use super::listed_notes::Listed;
use super::paths::{self, Kind, is_note_name};
use super::temporary_files;
use super::{LARGEST, Practice};
use crate::model::file_name::{file_name, folder_of, stem};
use crate::model::id::slug;
use crate::model::moment::{Moment, split_leading_day};
use crate::model::order::InOrder as _;
use crate::model::problem::Problem;
use crate::model::slip;
use crate::note::near::copy::{self, find_original};
use crate::note::parsed::Note;
use crate::note::read;

/// Names that are nobody's note in any folder.
const NOBODYS: [&str; 2] = ["readme", "index"];

/// Whether a file of this stem is nobody's note.
pub(super) fn is_nobodys(stem: &str) -> bool {
    NOBODYS.iter().any(|name| stem.eq_ignore_ascii_case(name))
}

/// What is told of a temporary file that a write left which was cut off. One that is younger may be in use.
pub(super) fn find_left_over(file: &Path, path: &str) -> Option<Problem> {
    let is_temporary =
        file.file_name().and_then(|name| name.to_str()).is_some_and(temporary_files::is_temporary);
    if !is_temporary {
        return None;
    }
    let written = std::fs::metadata(file).and_then(|metadata| metadata.modified()).ok();
    let is_left = written?.elapsed().is_ok_and(|age| age > IN_USE);
    is_left.then(|| {
        let what = "a command that was cut off left this; it may hold what was written in a note";
        make_problem(path, what, "remove it, or write to a note in this folder: that takes it away")
    })
}

/// How long a temporary file may be in use.
const IN_USE: std::time::Duration = std::time::Duration::from_mins(1);

/// What files of words end in that other programs write. A dated one lies where a note would.
const OF_OTHER_PROGRAMS: [&str; 10] =
    [".docx", ".doc", ".odt", ".rtf", ".pages", ".org", ".html", ".htm", ".rst", ".adoc"];

/// What is told of a file in a folder of notes that is none by its name; `None` where nobody would take it for one.
pub(super) fn not_a_note(path: &str) -> Option<Problem> {
    let name = file_name(path);
    if let Some(real) = find_evicted(name) {
        let hint = format!("open `{real}` once in your file manager, so that iCloud fetches it");
        return Some(make_problem(
            path,
            "this note is in iCloud and not on this disk, so it isn't read",
            &hint,
        ));
    }
    let lower = name.to_lowercase();
    if !name.contains('.') && split_leading_day(name).is_some() {
        return Some(make_problem(
            path,
            "a file without an ending isn't read",
            &format!("rename it to `{name}.md`"),
        ));
    }
    if let Some(ending) = OF_OTHER_PROGRAMS.iter().find(|ending| lower.ends_with(**ending))
        && split_leading_day(name).is_some()
    {
        let bare = &name[..name.len() - ending.len()];
        let hint = format!("save its words as `{bare}.md`, or bring them in: coach import FILE");
        return Some(make_problem(path, &format!("a file that ends in `{ending}` isn't read"), &hint));
    }
    let ending = [".md.txt", ".markdown", ".mdown", ".mkdn", ".mkd", ".mdwn", ".txt"]
        .into_iter()
        .find(|ending| lower.ends_with(ending))?;
    let bare = &name[..name.len() - ending.len()];
    (!is_nobodys(bare) && !bare.is_empty()).then(|| {
        make_problem(
            path,
            &format!("a file that ends in `{ending}` isn't read"),
            &format!("rename it to `{bare}.md`"),
        )
    })
}

/// The name of the note that an iCloud placeholder stands for.
pub(super) fn find_evicted(name: &str) -> Option<&str> {
    name.strip_prefix('.')?.strip_suffix(".icloud").filter(|real| real.to_lowercase().ends_with(".md"))
}

pub(super) fn make_problem(path: &str, what: &str, hint: &str) -> Problem {
    Problem::for_file(path, "not-read", what, hint).as_note()
}

impl Practice {
    /// What lies beside a client's folders of notes and looks as if it were meant to be read.
    pub(super) fn strays(&self, client: &str) -> Vec<Problem> {
        let folder = paths::client_folder(client);
        let Ok(entries) = std::fs::read_dir(self.root.join(&folder)) else { return Vec::new() };
        let mut problems = Vec::new();
        let mut names: Vec<(String, bool)> = entries
            .flatten()
            .filter_map(|entry| {
                let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
                Some((entry.file_name().into_string().ok()?, is_folder))
            })
            .collect();
        names.put_in_order();
        for (name, is_folder) in names {
            let path = format!("{folder}/{name}");
            problems.extend(find_left_over(&self.root.join(&path), &path));
            problems.extend(if is_folder { stray_folder(&path, &name) } else { stray_file(&path, &name) });
        }
        problems
    }

    /// What is told of a file beside the clients' folders that says who somebody is, or has a day in its name.
    pub(super) fn find_note_beside_clients(&self, name: &str) -> Option<Problem> {
        let path = format!("{}/{name}", paths::CLIENTS);
        let stem = stem(name);
        if name.starts_with('.') || is_nobodys(stem) {
            return None;
        }
        if !is_note_name(name) {
            return split_leading_day(name).and_then(|_| not_a_note(&path));
        }
        let what = "a note that lies beside the clients' folders isn't read";
        if split_leading_day(name).is_some() {
            let hint = "move it into the folder `sessions` or `notes` of the client whom it is about";
            return Some(make_problem(&path, what, hint));
        }
        let file = self.root.join(&path);
        std::fs::metadata(&file).ok().filter(|found| found.len() <= LARGEST)?;
        let text = std::fs::read_to_string(file).ok()?;
        let id = slug(stem).ok()?;
        let client = read::client(&id, Note::parse(&path.as_str().into(), text)).value;
        let hint = format!("if it is a client, move it to `clients/{id}/client.md`");
        client.name.is_some().then(|| make_problem(&path, what, &hint))
    }

    /// The copies among the files of a folder, each with what it is a copy of.
    pub(super) fn copies(&self, files: &[Listed]) -> Vec<Problem> {
        let by_name: LazyCell<HashMap<String, &Arc<str>>, _> =
            LazyCell::new(|| files.iter().map(|file| (file.path.to_lowercase(), &file.path)).collect());
        // Most names are as long as each other, and none is what another begins with.
        let lengths = distinct_lengths(files);
        let may_be_there = |path: &str| {
            !path.is_ascii() || lengths.as_ref().is_none_or(|lengths| lengths.contains(&path.len()))
        };
        let mut problems = Vec::new();
        let shortest = lengths.as_ref().and_then(|lengths| lengths.first().copied());
        for path in files.iter().map(|file| &file.path) {
            if copy::is_bare_date(stem(path)) && shortest.is_some_and(|shortest| path.len() <= shortest) {
                continue;
            }
            let folder = folder_of(path);
            let named = |of: &str| {
                let of = of.strip_suffix(".md").unwrap_or(of);
                let wanted = format!("{folder}/{of}.md");
                if may_be_there(&wanted) { by_name.get(&wanted.to_lowercase()).copied() } else { None }
            };
            let by_pattern = find_original(stem(path)).and_then(|copied| {
                named(copied.of).filter(|original| copied.is_sure || self.are_twins(path, original))
            });
            if let Some(original) = by_pattern.or_else(|| self.find_twin(path, named)) {
                problems.push(copy_of(path, file_name(original)));
            }
        }
        problems
    }

    /// The note that a call's or a day's note is a copy of by its words, whatever was put behind its name. Goals and plans are made
    /// of templates, so that two of them may well be alike.
    fn find_twin<'a>(
        &self,
        path: &Arc<str>,
        named: impl Fn(&str) -> Option<&'a Arc<str>>,
    ) -> Option<&'a Arc<str>> {
        if !path.contains("/sessions/") && !path.contains("/notes/") {
            return None;
        }
        let is_twin = |original: &&Arc<str>| {
            copy::are_nearly_same(&self.note(path).value.text, &self.note(original).value.text)
        };
        copy::beginnings(stem(path)).filter_map(named).find(is_twin)
    }

    /// Whether two notes are of the same hour, or mostly the same.
    fn are_twins(&self, one: &Arc<str>, other: &Arc<str>) -> bool {
        let (one, other) = (self.note(one).value, self.note(other).value);
        let hour = |note: &Note| {
            note.key_text("date").and_then(Moment::parse).filter(|moment| moment.time.is_some())
        };
        let is_same_hour = hour(&one).is_some_and(|hour_of_one| Some(hour_of_one) == hour(&other));
        is_same_hour || copy::are_mostly_same(&one.text, &other.text)
    }

    /// The clients among these ids whose folder is a copy of another one's, with what is told of each.
    pub(super) fn find_copied_clients(&self, ids: &[String]) -> Vec<(String, Problem)> {
        let is_twin = |id: &&String| -> Option<Problem> {
            let of = find_original(id)?.of;
            let original = ids.iter().find(|other| other.eq_ignore_ascii_case(of))?;
            let (one, other) = (self.client(id).value, self.client(original).value);
            let is_same = one.display_name() == other.display_name() || one.name.is_none();
            (is_same && one.emails == other.emails)
                .then(|| copy_of(&paths::client_folder(id), &paths::client_folder(original)))
        };
        ids.iter().filter_map(|id| Some((id.clone(), is_twin(&id)?))).collect()
    }
}

/// The lengths that paths have in small letters; `None` where that can't be told, since letters beyond ASCII may change theirs.
fn distinct_lengths(files: &[Listed]) -> Option<Vec<usize>> {
    let paths = files.iter().map(|file| &file.path);
    let mut lengths: Vec<usize> =
        paths.map(|path| path.is_ascii().then_some(path.len())).collect::<Option<_>>()?;
    lengths.put_in_order();
    lengths.dedup();
    Some(lengths)
}

fn stray_file(path: &str, name: &str) -> Option<Problem> {
    let lower = name.to_lowercase();
    if lower == "client.md" {
        return None;
    }
    let stem = stem(name);
    if is_note_name(name)
        && find_original(stem).is_some_and(|copied| copied.of.eq_ignore_ascii_case("client"))
    {
        return Some(copy_of(path, "client.md"));
    }
    let is_dated = split_leading_day(name.trim_start_matches('.')).is_some();
    let is_clients = lower.trim_start_matches('.').starts_with("client.m");
    if is_note_name(name) && is_dated {
        let hint = "move it into the folder `sessions` or `notes` beside it";
        return Some(make_problem(path, "a note that lies beside the folders isn't read", hint));
    }
    (is_dated || is_clients).then(|| not_a_note(path)).flatten()
}

/// The note in a client's folder that may be meant to say who they are, where none is called `client.md`: one of this name in capitals,
/// or the only one.
pub(super) fn find_unread_profile(folder: &Path) -> Option<String> {
    let names = std::fs::read_dir(folder).ok()?.flatten().filter_map(|entry| {
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        entry.file_name().into_string().ok().filter(|_| is_file)
    });
    let is_meant = |name: &String| {
        is_note_name(name)
            && !name.starts_with('.')
            && !is_nobodys(stem(name))
            && split_leading_day(name).is_none()
    };
    let mut names: Vec<String> = names.filter(is_meant).collect();
    let in_capitals = names.iter().position(|name| name.eq_ignore_ascii_case("client.md"));
    match in_capitals {
        Some(at) => Some(names.swap_remove(at)),
        None if names.len() == 1 => names.pop(),
        None => None,
    }
}

fn copy_of(path: &str, original: &str) -> Problem {
    let what =
        format!("this looks like a copy of {original} that a sync service or a merge left; it doesn't count");
    let hint = "keep what is right of both in one of them and remove the other; if it is no copy, rename it";
    Problem::for_file(path, "conflict-copy", what, hint).as_doubt()
}

/// A folder whose name is almost that of a folder of notes.
fn stray_folder(path: &str, name: &str) -> Option<Problem> {
    let known = || Kind::ALL.into_iter().map(Kind::folder).chain([paths::TRANSCRIPTS, paths::FILES]);
    if known().any(|known| known == name) || name.starts_with('.') {
        return None;
    }
    let lower = name.to_lowercase();
    let is_near = |known: &str| {
        known == lower || known.strip_suffix('s') == Some(&*lower) || slip::slips(&lower, known).is_some()
    };
    let meant = Kind::ALL.into_iter().map(Kind::folder).find(|known| is_near(known))?;
    Some(make_problem(path, "nothing in this folder is read", &format!("rename it to `{meant}`")))
}

/// Whether a placeholder of iCloud's stands where a note would be made.
pub(super) fn is_evicted(file: &Path) -> bool {
    let Some(name) = file.file_name().and_then(|name| name.to_str()) else { return false };
    file.with_file_name(format!(".{name}.icloud")).exists()
}
