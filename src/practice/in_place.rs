//! A file that is written whole beside its place takes that place, and nothing that another program saved there is lost.

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::time::Duration;

use tempfile::NamedTempFile;

use super::faults::{self, Step};

/// How long a note has to have been left alone before it is replaced: an editor that saves in place writes piece by piece.
const QUIET: Duration = Duration::from_millis(20);
/// How often it is waited for that.
const QUIET_TRIES: u32 = 50;
/// How often two files are exchanged to find out which is the newest.
const MOST_EXCHANGES: u32 = 8;

/// Gives a new file its name. One that has that name already is never replaced.
///
/// # Errors
/// `AlreadyExists`, or what the disk says.
pub(super) fn name_new(temporary: NamedTempFile, file: &Path) -> io::Result<()> {
    let refused = match faults::pass(Step::NameNew) {
        Ok(()) => temporary.persist_noclobber(file).map(drop).map_err(|error| (error.error, error.file)),
        Err(error) => Err((error, temporary)),
    };
    match refused {
        Ok(()) => {}
        Err((error, _)) if error.kind() == io::ErrorKind::AlreadyExists => return Err(error),
        // Neither a rename that replaces nothing nor a hard link is to be had here (SMB, FUSE, exFAT). The name is taken by an
        // empty file first: nobody else can make that one, and what it is replaced with is whole.
        Err((_, temporary)) => {
            File::create_new(file)?;
            let renamed = faults::pass(Step::Rename)
                .and_then(|()| temporary.persist(file).map(drop).map_err(|error| error.error));
            if let Err(error) = renamed {
                if fs::metadata(file).is_ok_and(|metadata| metadata.len() == 0) {
                    let _ = fs::remove_file(file);
                }
                return Err(error);
            }
        }
    }
    sync_folder_of(file);
    Ok(())
}

/// Puts `after`, which stands in the temporary file, in the place of a file that was read as `before`. Says whether it did: not where
/// something else stands there by now, which is left.
///
/// An editor knows no lock. Where the system can exchange two files, it is looked at what came out, so that no save is lost, however
/// close it fell; elsewhere some microseconds are left between the look and the rename.
///
/// # Errors
/// Where the disk refuses.
pub(super) fn replace(
    temporary: NamedTempFile,
    file: &Path,
    before: &[u8],
    after: &[u8],
) -> io::Result<bool> {
    wait_until_quiet(file);
    if !holds_bytes(file, before) {
        return Ok(false);
    }
    match exchange(temporary.path(), file) {
        Ok(()) => {
            // Meanwhile whoever had opened the file before can end what they were at.
            sync_folder_of(file);
            let is_same = holds_bytes(temporary.path(), before);
            if !is_same {
                put_back(temporary.path(), file, after)?;
            }
            Ok(is_same)
        }
        Err(error) if is_unsupported(&error) => {
            faults::pass(Step::Rename)?;
            temporary.persist(file).map_err(|error| error.error)?;
            sync_folder_of(file);
            Ok(true)
        }
        Err(error) => Err(error),
    }
}

/// Puts what was saved meanwhile back into its place: the newest of what stood there since.
fn put_back(temporary: &Path, file: &Path, after: &[u8]) -> io::Result<()> {
    let mut expected = after.to_vec();
    for _ in 0..MOST_EXCHANGES {
        let put = fs::read(temporary)?;
        exchange(temporary, file)?;
        if holds_bytes(temporary, &expected) {
            break;
        }
        // Something newer came out: it goes back in, and what was put comes out.
        expected = put;
    }
    sync_folder_of(file);
    Ok(())
}

fn holds_bytes(file: &Path, bytes: &[u8]) -> bool {
    fs::read(file).is_ok_and(|found| found == bytes)
}

/// Waits until nobody has written to a file for a moment. A time in the future is no reason to wait.
fn wait_until_quiet(file: &Path) {
    for _ in 0..QUIET_TRIES {
        let written = fs::metadata(file).and_then(|metadata| metadata.modified());
        let Some(age) = written.ok().and_then(|at| at.elapsed().ok()).filter(|age| *age < QUIET) else {
            return;
        };
        std::thread::sleep(QUIET.saturating_sub(age));
    }
}

#[cfg(target_os = "linux")]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    faults::pass(Step::Exchange)?;
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(target_os = "linux"))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Whether the system or the file system has no exchange.
fn is_unsupported(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput)
}

/// Makes a rename last. Where folders can't be synced, the rename itself has to do.
pub(super) fn sync_folder_of(file: &Path) {
    if let Some(folder) = file.parent().and_then(|folder| File::open(folder).ok()) {
        let _ = folder.sync_all();
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;
    use std::path::PathBuf;

    use super::super::Practice;
    use super::super::faults::hooks::at_step;
    use super::*;
    use crate::model::refusal::{Refusal, RefusalKind};

    const NOTE: &str = "clients/a/client.md";
    const TEXT: &str = "---\nname: A\n---\n";

    fn practice() -> (tempfile::TempDir, Practice, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("clients/a")).unwrap();
        std::fs::write(folder.path().join("coach.yaml"), "format: 1\n").unwrap();
        let note = folder.path().join(NOTE);
        std::fs::write(&note, TEXT).unwrap();
        let practice = Practice::open_at(folder.path()).unwrap();
        (folder, practice, note)
    }

    fn save_by_rename(file: &Path, text: &str) {
        let beside = file.with_extension("swp");
        std::fs::write(&beside, text).unwrap();
        std::fs::rename(beside, file).unwrap();
    }

    /// As an editor does that keeps the file: emptied, then written piece by piece.
    fn save_in_place(file: &Path, text: &str) {
        let mut file = File::create(file).unwrap();
        for piece in text.as_bytes().chunks(text.len() / 3 + 1) {
            file.write_all(piece).unwrap();
        }
    }

    fn add_line(practice: &Practice) -> anyhow::Result<()> {
        practice.edit(NOTE, |text| Ok(format!("{text}ours\n")))?;
        practice.commit()
    }

    /// As a command does it: read again where the note was saved meanwhile, three times.
    fn add_line_again_and_again(root: &Path) -> anyhow::Result<()> {
        let is_changed = |error: &anyhow::Error| {
            error.downcast_ref::<Refusal>().is_some_and(|refusal| refusal.kind == RefusalKind::Changed)
        };
        let mut outcome = Ok(());
        for _ in 0..4 {
            outcome = add_line(&Practice::open_at(root).unwrap());
            if !outcome.as_ref().is_err_and(is_changed) {
                break;
            }
        }
        outcome
    }

    #[test]
    fn a_save_right_before_the_exchange_is_put_back() {
        for save in [save_by_rename, save_in_place] {
            let (_folder, practice, note) = practice();
            at_step(Step::Exchange, {
                let note = note.clone();
                move || save(&note, "theirs\n")
            });
            let told = add_line(&practice).unwrap_err().to_string();
            assert!(told.contains("it changed on disk"), "{told}");
            assert_eq!(std::fs::read_to_string(&note).unwrap(), "theirs\n");
            assert_eq!(std::fs::read_dir(note.parent().unwrap()).unwrap().count(), 1, "nothing is left");
        }
    }

    #[test]
    fn of_two_saves_about_the_exchange_the_newer_stands() {
        let (_folder, practice, note) = practice();
        for text in ["theirs\n", "theirs, again\n"] {
            let note = note.clone();
            at_step(Step::Exchange, move || save_by_rename(&note, text));
        }
        add_line(&practice).unwrap_err();
        assert_eq!(std::fs::read_to_string(&note).unwrap(), "theirs, again\n");
    }

    #[test]
    fn what_cannot_be_written_wholly_is_taken_back() {
        let (_folder, practice, note) = practice();
        practice.create("clients/a/notes/2026-01-01.md", "one\n").unwrap();
        practice.edit(NOTE, |text| Ok(format!("{text}ours\n"))).unwrap();
        let theirs = note.clone();
        at_step(Step::Exchange, move || save_by_rename(&theirs, "theirs\n"));
        practice.commit().unwrap_err();
        assert_eq!(std::fs::read_to_string(&note).unwrap(), "theirs\n");
        assert!(!practice.has("clients/a/notes/2026-01-01.md"));
        assert!(practice.written_changes().is_empty());
    }

    /// An editor saves while a command is at work, each time a little later.
    fn hammer(rounds: u64, save: fn(&Path, &str)) {
        let (mut refused, mut both) = (0, 0);
        for round in 0..rounds {
            let (folder, _, note) = practice();
            let theirs = format!("{TEXT}{}", format!("round {round}\n").repeat(200));
            // Half of the saves fall anywhere before the write, half about it: when that is depends on the disk.
            let moment = if round % 2 == 0 { round * 1_013 % 20_000 } else { 19_000 + round * 37 % 6_000 };
            let editor = std::thread::spawn({
                let (note, theirs) = (note.clone(), theirs.clone());
                move || {
                    std::thread::sleep(Duration::from_micros(moment));
                    save(&note, &theirs);
                }
            });
            let outcome = add_line_again_and_again(folder.path());
            editor.join().unwrap();
            let stands = std::fs::read_to_string(&note).unwrap();
            assert!(stands.starts_with(&theirs), "round {round}: a save was lost: {outcome:?}\n{stands}");
            assert!(stands == theirs || stands == format!("{theirs}ours\n"), "round {round}: torn\n{stands}");
            both += u32::from(stands != theirs);
            refused += u32::from(outcome.is_err());
        }
        assert!(refused < 10, "{refused} of {rounds} were refused");
        assert!(both > 0, "no save fell before the write");
    }

    #[test]
    fn no_save_is_lost_to_a_write() {
        hammer(25, save_by_rename);
        hammer(25, save_in_place);
    }

    #[test]
    #[ignore = "two minutes: .ci/long/kills runs it"]
    fn of_many_saves_none_is_lost() {
        hammer(1_000, save_by_rename);
        hammer(1_000, save_in_place);
    }
}
