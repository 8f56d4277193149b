//! The merge driver: what tells git to put two versions of a note, or of the settings, together by their parts.

use std::io::Write as _;
use std::path::Path;

use super::trust::Trust;
use super::working_copy::WorkingCopy;
use super::{call, merge_renames};
use crate::model::refusal::{Refusal, RefusalKind};
use crate::practice::describe_io_error;
use crate::practice::first_files::put_all;

/// What says in `.gitattributes` that notes and the settings are put together by the driver, each with a path that it is for.
const ATTRIBUTES: [(&str, &str); 2] =
    [("*.md merge=coach", "clients/a/client.md"), ("coach.yaml merge=coach", "coach.yaml")];
/// The driver's name in git's settings.
const NAME: &str = "notes of a coaching practice, put together by their parts";
const NAME_KEY: &str = "merge.coach.name";
const DRIVER_KEY: &str = "merge.coach.driver";

/// The line that git runs for a note that both sides changed: this program, looked for on the path and then where it is now, since
/// programs with windows have a short path; where it isn't there any more, or can't do it, git's own way.
#[must_use]
pub fn write_driver_line() -> String {
    let own = std::env::current_exe().ok().map(|path| path.to_string_lossy().into_owned());
    // `%` stands for something in that line, and `'` ends a quoted word of the shell.
    let quoted =
        own.filter(|path| !path.contains(['\'', '\n'])).map(|path| format!(" '{}'", path.replace('%', "%%")));
    let places = format!("coach{}", quoted.unwrap_or_default());
    format!(
        "for c in {places}; do command -v \"$c\" >/dev/null 2>&1 || continue; \"$c\" merge-driver %O %A %B %P; s=$?; \
         test $s -le 1 && exit $s; done; git merge-file --quiet -L one -L base -L other --marker-size=%L %A %O %B"
    )
}

/// What goes into a repository's own settings. Of one that holds more than a practice only the driver is ours to set.
fn list_settings(is_whole: bool) -> Vec<(&'static str, String)> {
    let driver = [(NAME_KEY, NAME.to_owned()), (DRIVER_KEY, write_driver_line())];
    let renames = merge_renames::SETTINGS.map(|(key, value)| (key, value.to_owned()));
    driver.into_iter().chain(renames.into_iter().filter(|_| is_whole)).collect()
}

impl WorkingCopy {
    /// Puts the driver into the repository's own settings.
    ///
    /// # Errors
    /// Where git can't write them.
    pub fn set_up_driver(&self) -> Result<(), Refusal> {
        for (key, value) in list_settings(self.is_whole()) {
            let mut read = call::prepare_reading(&self.top);
            read.args(["config", "--local", "--get", key]);
            if call::ask(read)?.is_some_and(|there| there.trim_end() == value) {
                continue;
            }
            let mut write = call::prepare_writing(&self.top, &self.trust);
            write.args(["config", "--local", key, &value]);
            let output = call::run(write)?;
            if !output.status.success() {
                let what = format!("git's settings can't be written: {}", call::collect_words(&output));
                return Err(Refusal::with_kind(RefusalKind::Disk, what, "look at who may write .git/config"));
            }
        }
        Ok(())
    }

    /// Says in the practice's `.gitattributes` what is handed to the driver. Gives the file's path from the practice's root, and the lines
    /// that were missing.
    ///
    /// # Errors
    /// Where git can't be started, the disk refuses, or the file is a link: it may lead anywhere.
    pub fn add_attributes(&self) -> Result<Option<(String, Vec<&'static str>)>, Refusal> {
        const FILE: &str = ".gitattributes";
        let mut missing = Vec::new();
        for (line, path) in ATTRIBUTES {
            if !self.hands_to_driver(path)? {
                missing.push(line);
            }
        }
        if missing.is_empty() {
            return Ok(None);
        }
        let file = self.root.join(FILE);
        let refusal = |what: String| {
            let hint = format!("write `{}` into it yourself", missing.join("` and `"));
            Refusal::with_kind(RefusalKind::Disk, what, hint)
        };
        if file.is_symlink() {
            return Err(refusal(format!("{FILE} is a link")));
        }
        let mut text = match std::fs::read(&file) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(refusal(format!("{FILE}: {}", describe_io_error(&error)))),
        };
        if !text.is_empty() && !text.ends_with(b"\n") {
            text.push(b'\n');
        }
        for line in &missing {
            text.extend([line.as_bytes(), b"\n"].concat());
        }
        let folder = [(FILE.to_owned(), text)];
        put_all(&self.root, &folder).map_err(|error| refusal(format!("{error:#}")))?;
        Ok(Some((FILE.to_owned(), missing)))
    }

    /// Whether git would hand a file of the practice to the driver.
    fn hands_to_driver(&self, path: &str) -> Result<bool, Refusal> {
        let mut git = call::prepare_reading(&self.root);
        git.args(["check-attr", "merge", "--", path]);
        Ok(call::ask(git)?.is_some_and(|said| said.trim_end().ends_with(": coach")))
    }
}

/// The settings for a merge: the driver that is known to be ours, whatever the repository's own settings say.
pub(super) fn driver_setting() -> String {
    format!("{DRIVER_KEY}={}", write_driver_line())
}

/// Puts the driver into the settings of a repository that was just made, or of one that nobody vouches for: setting a key runs nothing.
pub fn set_up_for(folder: &Path) {
    // A link may lead to somebody else's repository.
    if folder.join(".git").is_symlink() {
        return;
    }
    for (key, value) in list_settings(folder.join(".git").exists()) {
        let mut git = call::prepare_writing(folder, &Trust::assume_nothing());
        git.args(["config", "--local", key, &value]);
        // Without it git puts notes together line by line, and `sync` tries again.
        let _ = call::run(git);
    }
}

/// Puts a merged note in the place of the version that git handed over: wholly or not at all, since git's own way begins from that
/// file where this one was cut off.
///
/// # Errors
/// Where the disk refuses.
pub fn put_merged(file: &Path, text: &str) -> std::io::Result<()> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut temporary = tempfile::Builder::new().prefix(".merge_file_").tempfile_in(folder)?;
    temporary.write_all(text.as_bytes())?;
    let permissions = std::fs::metadata(file)?.permissions();
    temporary.as_file().set_permissions(permissions)?;
    temporary.persist(file).map_err(|error| error.error)?;
    Ok(())
}
