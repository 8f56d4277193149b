use serde::Serialize;

use crate::cli::Format;
use crate::cli::support::context::Context;
use crate::cli::support::saving::{name_some, open_repository, save_changes, tell_left_out, tell_of_hooks};
use crate::model::problem::Problem;
use crate::model::refusal::Refusal;
use crate::practice::Practice;
use crate::practice::erased::ErasedPeople;
use crate::practice::git::saving::SaveState;
use crate::practice::git::syncing::{MergeOutcome, PushOutcome, Remote};
use crate::practice::git::working_copy::{Underway, WorkingCopy};
use crate::render::json;

/// Bring two machines together: fetch, merge, send
///
/// It fetches what the other machine sent, puts it together with what is here, and sends that back, with git's own means and never by
/// force. Notes that both changed are put together by their parts: front matter key by key, sections by their headings, lists item by
/// item. What can't be decided is left for you, and `coach check` shows both sides.
///
/// Tell git once where the other place is: git remote add origin ADDRESS. It has to be private.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples!["coach sync", "coach sync --save"])]
pub struct Args {
    /// Save what changed first, as `coach save` does
    #[arg(long)]
    save: bool,
    /// This repository is yours: its hooks, and what its settings name, may run from now on
    #[arg(long)]
    trust: bool,
}

/// How often it is tried again because the other machine sent something in between.
const TRIES: u32 = 4;
/// What a commit says that puts two machines' work together.
const MERGED: &str = "merged the work of another machine";
/// What the commit says that hands notes to the driver.
const SET_UP: &str = "notes are merged by their parts";

/// What was exchanged, for a program.
#[derive(Default, Serialize)]
struct Exchanged {
    /// Commits that came.
    received: usize,
    /// Commits that went.
    sent: usize,
    /// Whether the other place had lost the branch.
    #[serde(skip)]
    is_sent_anew: bool,
    /// People who have two names now, or notes under an old one.
    problems: Vec<Problem>,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    context.refuse_other_formats()?;
    let practice = context.practice()?;
    let repository = open_repository(context, &practice, args.trust)?;
    let branch = repository.find_branch()?;
    if repository.find_underway() == Some(Underway::Merge) {
        let hint = "coach check shows both sides; mend them, then coach save and coach sync";
        return Err(Refusal::refuse("a merge waits to be ended", hint).into());
    }
    let remote = repository.find_remote(&branch)?;
    if context.global.dry_run {
        let place = format!("{}/{}", remote.name, remote.branch);
        context.ui.say(&format!(
            "would fetch {place}, merge it into {branch}, and send {branch} there; nothing was done"
        ));
        return Ok(());
    }
    save_first(context, &repository, args.save)?;
    set_up(context, &repository)?;
    tell_of_hooks(context, &repository);
    let exchanged = exchange(context, &practice, &repository, &remote)?;
    if context.global.format == Format::Json {
        return Ok(context.ui.print(&json::json(&exchanged)?)?);
    }
    context.tell(&exchanged.problems);
    if exchanged.is_sent_anew {
        return Ok(());
    }
    context.ui.say(&match (exchanged.received, exchanged.sent) {
        (0, 0) => "both machines have the same".to_owned(),
        (received, 0) => format!("received {}; nothing to send", count(received)),
        (0, sent) => format!("nothing new there; sent {}", count(sent)),
        (received, sent) => format!("received {}, sent {}", count(received), count(sent)),
    });
    Ok(())
}

fn count(commits: usize) -> String {
    if commits == 1 { "1 commit".to_owned() } else { format!("{commits} commits") }
}

/// What isn't committed can't be sent, and a merge would run into it.
fn save_first(context: &Context, repository: &WorkingCopy, is_asked_for: bool) -> anyhow::Result<()> {
    tell_left_out(context, repository)?;
    let unsaved = repository.list_unsaved(None)?.files;
    if unsaved.is_empty() {
        return Ok(());
    }
    let files = if unsaved.len() == 1 {
        "1 file isn't".to_owned()
    } else {
        format!("{} files aren't", unsaved.len())
    };
    let is_wanted = is_asked_for
        || context.ui.can_ask()
            && context.ui.confirm(&format!("{files} saved yet. Save first?"), true)? == Some(true);
    if !is_wanted {
        let hint = "coach save, then coach sync; or both at once: coach sync --save";
        return Err(Refusal::refuse(format!("{files} saved yet"), hint).into());
    }
    if let Some(saved) = save_changes(context, repository, None, None)? {
        context.ui.say(&format!("saved: {}", saved.message.lines().next().unwrap_or_default()));
    }
    Ok(())
}

/// Sees to it that git hands notes to the driver, here and on the other machine.
fn set_up(context: &Context, repository: &WorkingCopy) -> anyhow::Result<()> {
    repository.set_up_driver()?;
    let Some((path, lines)) = repository.add_attributes()? else { return Ok(()) };
    save_changes(context, repository, Some(&[path]), Some(SET_UP.to_owned()))?;
    let lines = lines.join("` and `");
    context.ui.say(&format!("wrote `{lines}` into .gitattributes: what is kept here is merged by its parts"));
    Ok(())
}

fn exchange(
    context: &Context,
    practice: &Practice,
    repository: &WorkingCopy,
    remote: &Remote,
) -> anyhow::Result<Exchanged> {
    let may_ask = context.ui.can_ask();
    let mut exchanged = Exchanged::default();
    for _ in 0..TRIES {
        repository.fetch(remote, may_ask)?;
        refuse_erased(practice, remote)?;
        // A merge is a commit of the user's.
        repository.check_identity()?;
        let renamed = repository.list_renamed(&remote.tracking())?;
        match repository.merge(remote, MERGED)? {
            MergeOutcome::Nothing => {}
            MergeOutcome::Merged(count) => {
                exchanged.received += count;
                exchanged.problems.extend(repository.find_parted(&renamed)?);
            }
            MergeOutcome::Conflict => return Err(in_conflict(repository)?.into()),
        }
        match repository.push(remote, may_ask)? {
            PushOutcome::Nothing => return Ok(exchanged),
            PushOutcome::Sent(count) => {
                exchanged.sent = count;
                return Ok(exchanged);
            }
            PushOutcome::SentAnew => {
                context.ui.say(&format!(
                    "`{}` had no branch `{}` any more: it was sent there anew",
                    remote.name, remote.branch
                ));
                exchanged.is_sent_anew = true;
                return Ok(exchanged);
            }
            PushOutcome::Outrun => {}
        }
    }
    let what = format!("the other machine sent something each time it was tried, {TRIES} times");
    Err(Refusal::refuse(what, "what is here is kept; run coach sync again in a moment").into())
}

/// Nobody who was erased comes back by the other place, or goes there.
fn refuse_erased(practice: &Practice, remote: &Remote) -> Result<(), Refusal> {
    let people = ErasedPeople::open(practice);
    if let Some(held) = people.is_still_held(practice, &[remote.name_all_branches()]) {
        let what = format!(
            "`{}` still holds somebody who was erased on {}; nothing was merged or sent",
            remote.name, held.erased_on
        );
        let hint = "delete that place, make it anew and name it to git; docs/leaving.md tells how, coach erase --prove NAME what is left";
        return Err(Refusal::refuse(what, hint));
    }
    if let Some(held) = people.is_still_held(practice, &["HEAD"]) {
        let what = format!(
            "git still holds somebody who was erased on {}; nothing was merged or sent",
            held.erased_on
        );
        return Err(Refusal::refuse(what, "coach erase --prove NAME prints the commands that take them out"));
    }
    Ok(())
}

fn in_conflict(repository: &WorkingCopy) -> anyhow::Result<Refusal> {
    let unsaved = repository.list_unsaved(None)?.files;
    let open: Vec<&str> =
        unsaved.iter().filter(|file| file.state.is_open()).map(|file| file.path.as_str()).collect();
    if open.is_empty() {
        let hint = "git status names them; mend them, then git commit and coach sync";
        return Ok(Refusal::refuse("both machines changed the same, outside of the practice", hint));
    }
    let removed: Vec<&str> = unsaved
        .iter()
        .filter(|file| file.state == SaveState::HalfRemoved)
        .map(|file| file.path.as_str())
        .collect();
    if removed.len() == open.len() {
        let hint = "it stands here as it was changed; remove it if it isn't wanted, or move what is new into the note that has another name now; then coach save and coach sync";
        return Ok(Refusal::refuse(
            format!("removed on one machine, changed on the other: {}", name_some(&open)),
            hint,
        ));
    }
    let hint = "coach check shows both sides; keep what is right, then coach save and coach sync";
    Ok(Refusal::refuse(format!("both machines changed the same: {}", name_some(&open)), hint))
}
