//! What `save`, `sync` and the user's `autosave` share: the repository, looked at before anything is written, and the commit.

use crate::acts::save_message::describe_for_commit;
use crate::cli::support::context::Context;
use crate::model::refusal::{Refusal, RefusalKind};
use crate::note::near::merge;
use crate::practice::git::saving::{Unmade, Unsaved, UnsavedFiles};
use crate::practice::git::trust::Trust;
use crate::practice::git::undecided::hint_for_binary;
use crate::practice::git::working_copy::{Underway, WorkingCopy};
use crate::practice::{Practice, root, state};

/// What a commit says that ends a merge.
const MERGED: &str = "merged the work of another machine";
/// How many notes are named where several are the matter.
const MOST_NAMED: usize = 3;

/// A commit that was made.
#[derive(Debug, Clone)]
pub struct Saved {
    /// Its short id.
    pub commit: String,
    /// What it says.
    pub message: String,
    /// The files in it, from the practice's root.
    pub files: Vec<String>,
}

/// The repository of a practice, fit to be written to.
///
/// # Errors
/// Where there is none, nobody vouches for it, or git is in the middle of something.
pub fn open_repository(
    context: &Context,
    practice: &Practice,
    is_trusted: bool,
) -> anyhow::Result<WorkingCopy> {
    let mut repository = WorkingCopy::find(&practice.root)?;
    if is_trusted && repository.trust != Trust::Confirmed && !context.global.dry_run {
        repository.confirm()?;
        context.ui.say("kept, for you alone: this repository is yours, and its hooks run");
    }
    repository.check_trust()?;
    repository.check_at_rest()?;
    Ok(repository)
}

/// Commits what changed in the practice, or ends a merge. Nothing where there is nothing to commit.
///
/// # Errors
/// Where a merge isn't decided yet, git doesn't know who writes, or git or a hook says no.
pub fn save_changes(
    context: &Context,
    repository: &WorkingCopy,
    only: Option<&[String]>,
    message: Option<String>,
) -> anyhow::Result<Option<Saved>> {
    repository.find_branch()?;
    let unsaved = repository.list_unsaved(only)?.files;
    let is_merge = repository.find_underway() == Some(Underway::Merge);
    // A stash that was taken out again leaves both sides, too, and git is in the middle of nothing.
    if is_merge || unsaved.iter().any(|file| file.state.is_open()) {
        check_decided(repository, &unsaved)?;
    } else if unsaved.is_empty() {
        return Ok(None);
    }
    repository.check_identity()?;
    let described = || {
        if is_merge { MERGED.to_owned() } else { describe_for_commit(&repository.read_changes(&unsaved)) }
    };
    let message = message.unwrap_or_else(described);
    let files: Vec<String> = unsaved.iter().map(|file| file.path.clone()).collect();
    if context.global.dry_run {
        return Ok(Some(Saved { commit: String::new(), message, files }));
    }
    tell_of_hooks(context, repository);
    let made = if is_merge {
        repository.commit_merge(&unsaved, &message)?
    } else {
        repository.commit(&unsaved, &message)?
    };
    match made {
        Ok(commit) => Ok(Some(Saved { commit, message, files })),
        Err(Unmade { words }) => {
            if !context.global.shared && !words.is_empty() {
                context.ui.warn(&words);
            }
            let hint = "your notes are as they were; mend what is said above, then coach save again";
            Err(Refusal::with_kind(
                RefusalKind::Program,
                "git, or a hook of the repository, made no commit",
                hint,
            )
            .into())
        }
    }
}

/// Commits just what this command wrote, where the user's own configuration asks for it. Where it can't, that is said, and the command
/// has done its work all the same: the notes are written.
pub fn save_by_itself(context: &Context, practice: &Practice) {
    let written = practice.written_changes();
    if context.global.dry_run || written.is_empty() || !root::wants_autosave() {
        return;
    }
    let paths = |change: &crate::model::changes::Change| [Some(change.path.clone()), change.from.clone()];
    let files: Vec<String> = written.iter().flat_map(paths).flatten().collect();
    let saved = || -> anyhow::Result<Option<Saved>> {
        let repository = WorkingCopy::find(&practice.root)?;
        repository.check_trust()?;
        if repository.find_underway().is_some() {
            let hint = "coach save does it once that is done";
            return Err(Refusal::refuse("git is in the middle of something", hint).into());
        }
        save_changes(context, &repository, Some(&files), None)
    };
    match saved() {
        Ok(None) => {}
        Ok(Some(saved)) => {
            context.ui.detail(&format!("saved: {} ({})", first_line(&saved.message), saved.commit));
            if state::is_first_time("autosave") {
                context.ui.say("saved in git, as your configuration asks: words that you take back later stay in its history");
            }
        }
        Err(error) => {
            let told = if context.global.shared {
                "not saved in git".to_owned()
            } else {
                format!("not saved in git: {error:#}")
            };
            context.ui.warn(&told);
        }
    }
}

/// Names what isn't saved whatever changes: names that aren't text, notes that a rule leaves out. Whether there is any.
///
/// # Errors
/// Where git can't say.
pub fn tell_left_out(context: &Context, repository: &WorkingCopy) -> anyhow::Result<bool> {
    let UnsavedFiles { files: _, unnameable, hidden, nested } = repository.list_unsaved(None)?;
    let (ignored, despite) = (repository.list_ignored_notes()?, repository.list_kept_despite_rules()?);
    let told = [
        (&unnameable, "not saved, since the name isn't text", "rename it"),
        (&nested, "not saved, since a repository of its own lies there", "save there, or move its .git away"),
        (&hidden, "not saved, since an empty folder stands where a file was", "remove the folder"),
        (&ignored, "not saved, since a .gitignore leaves them out", "`git check-ignore -v` names the line"),
    ];
    let mut is_any = false;
    for (paths, what, hint) in told.into_iter().filter(|(paths, ..)| !paths.is_empty()) {
        is_any = true;
        tell_paths(context, paths, what, hint);
    }
    if !despite.is_empty() {
        let hint = "`git rm --cached` and its name keep it here and take it out of what is saved from now on";
        tell_paths(context, &despite, "in git all the same, although a .gitignore leaves it out", hint);
    }
    Ok(is_any)
}

fn tell_paths(context: &Context, paths: &[String], what: &str, hint: &str) {
    let names: Vec<&str> = paths.iter().map(String::as_str).collect();
    let names = if context.global.shared { names.len().to_string() } else { name_some(&names) };
    context.ui.warn(&format!("{what}: {names}; {hint}"));
}

/// Says that hooks lie there which aren't run.
pub fn tell_of_hooks(context: &Context, repository: &WorkingCopy) {
    let Trust::Unconfirmed { hooks, .. } = &repository.trust else { return };
    if !hooks.is_empty() {
        let names = hooks.join(", ");
        context.ui.warn(&format!(
            "hooks lie in this repository and aren't run ({names}): if it is yours, say so once with coach save --trust"
        ));
    }
}

/// Refuses to end a merge of which something is still to be decided.
fn check_decided(repository: &WorkingCopy, unsaved: &[Unsaved]) -> anyhow::Result<()> {
    let changes = repository.read_changes(unsaved);
    let texts = changes.iter().map(|change| change.after.as_ref().map(|bytes| read_text(bytes)));
    let (mut open, mut binary) = (Vec::new(), Vec::new());
    for (file, text) in unsaved.iter().zip(texts).filter(|(file, _)| file.state.is_open()) {
        match text {
            Some(Some(text)) if merge::has_mark(text) => open.push(file.path.as_str()),
            // Of a picture or a table git leaves our own, and says nothing in it.
            Some(None) => binary.push(file.path.as_str()),
            _ => {}
        }
    }
    if let [first, ..] = binary[..] {
        let what =
            format!("both machines changed {}, and nothing of it can be put together", name_some(&binary));
        return Err(Refusal::refuse(what, hint_for_binary(first)).into());
    }
    if !open.is_empty() {
        let hint =
            "coach check shows both sides; keep what is right, take the marker lines out, then coach save";
        return Err(Refusal::refuse(
            format!("both sides of a merge still stand in {}", name_some(&open)),
            hint,
        )
        .into());
    }
    if repository.has_unmerged_elsewhere()? {
        let hint = "git status names them; when they are mended and added: git commit";
        return Err(Refusal::refuse("files outside of the practice are still in conflict", hint).into());
    }
    Ok(())
}

/// Bytes as text, where they are some.
fn read_text(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok().filter(|text| !text.contains('\0'))
}

/// Some paths by name, the others counted.
pub fn name_some(paths: &[&str]) -> String {
    let named = paths.iter().take(MOST_NAMED).copied().collect::<Vec<_>>().join(", ");
    if paths.len() > MOST_NAMED { format!("{named} and {} more", paths.len() - MOST_NAMED) } else { named }
}

/// The first line of a message.
pub fn first_line(message: &str) -> &str {
    message.lines().next().unwrap_or_default()
}
