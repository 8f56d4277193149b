use crate::acts::account::Account;
use crate::acts::step_account::{find_former_folder, list_paths_in_git, tell_step};
use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::insight::history::{Commit, Deeds, Entry, Happening, merge_histories};
use crate::insight::which::Purpose;
use crate::model::changes::{Change, Changes};
use crate::model::moment::Moment;
use crate::model::problem::Loaded;
use crate::practice::git::commits::{self, WholeCommit};
use crate::practice::journal::Journal;
use crate::practice::{Practice, paths};

/// What happened when: your commands and git's history, in words
///
/// The newest first: what commands wrote in the last seven days and isn't in git yet, and the commits, whoever made them.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples!["coach log", "coach log alice -n 50"])]
pub struct Args {
    /// Whose notes alone [default: the whole practice]
    #[arg(add = Names::Client)]
    client: Option<String>,
    /// How many entries
    #[arg(short = 'n', long = "most", value_name = "N", default_value_t = 20)]
    most: usize,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let client =
        args.client.as_deref().map(|typed| context.client_for(&practice, Some(typed), Purpose::Show));
    let client = client.transpose()?;
    let folder = client.as_deref().map(paths::client_folder);
    let (steps, folders) = tell_steps(&practice, folder);
    let commits = tell_commits(&practice, &folders, args.most);
    context.show(&practice, Loaded::from(merge_histories(steps, commits, args.most)))?;
    Ok(())
}

/// The steps of this machine, newest first. Of a person also those of the time when their folder had another name, and all these names,
/// the newest first.
fn tell_steps(practice: &Practice, folder: Option<String>) -> (Vec<Happening>, Vec<String>) {
    let (mut steps, mut folders) = (Vec::new(), Vec::from_iter(folder));
    for (_, step) in Journal::open(practice).done() {
        let folder = folders.last().map(String::as_str);
        let Some(mut happening) = tell_happening(practice, folder, step.at, &step.changes) else { continue };
        happening.entry.command = Some(step.command);
        steps.push(happening);
        let changes: Vec<&Change> = step.changes.iter().collect();
        folders.extend(folder.and_then(|folder| find_former_folder(&changes, folder)));
    }
    (steps, folders)
}

/// How many names of one person are followed back.
const MOST_NAMES: usize = 8;

/// The commits, newest first, likewise: under the names that steps know, which may not be in git yet, and those that git knows.
fn tell_commits(practice: &Practice, folders: &[String], most: usize) -> Vec<Happening> {
    let mut told = Vec::new();
    let tell = |folder: Option<&str>, commit: WholeCommit| {
        let mut happening = tell_happening(practice, folder, commit.at, &commit.changes)?;
        happening.entry.commit = Some(Commit { id: commit.id, subject: commit.subject });
        Some(happening)
    };
    let mut known = folders.iter().cloned();
    let (mut from, mut folder) = ("HEAD".to_owned(), known.next());
    for _ in 0..MOST_NAMES {
        let mut commits = commits::commits(&practice.root, &from, folder.as_deref().unwrap_or("."), most);
        let renamed = folder.as_deref().and_then(|folder| take_rename(practice, folder, &mut commits));
        let is_unknown = commits.is_empty() && renamed.is_none();
        told.extend(commits.into_iter().filter_map(|commit| tell(folder.as_deref(), commit)));
        if let Some((commit, former)) = renamed {
            from = format!("{}^", commit.id);
            told.extend(tell(folder.as_deref(), commit));
            known.by_ref().find(|known| *known == former);
            folder = Some(former);
        } else if let Some(former) = known.next().filter(|_| is_unknown) {
            folder = Some(former);
        } else {
            break;
        }
    }
    told
}

/// The commit in which a person got their folder's name from another one, and that one. It is taken off the list, and with it what is
/// older: somebody else may have had the name then.
fn take_rename(
    practice: &Practice,
    folder: &str,
    commits: &mut Vec<WholeCommit>,
) -> Option<(WholeCommit, String)> {
    let profile = format!("{folder}/client.md");
    let makes = |change: &Change| change.path == profile && change.before.is_none();
    let place = commits.iter().position(|commit| commit.changes.iter().any(makes))?;
    let commit = commits::read_commit(&practice.root, &commits[place].id)?;
    let former = find_former_folder(&commit.changes.iter().collect::<Vec<_>>(), folder)?;
    commits.truncate(place);
    Some((commit, former))
}

/// What changes of a folder, or of the whole practice, meant; nothing where they touched none of its files.
fn tell_happening(
    practice: &Practice,
    folder: Option<&str>,
    at: Moment,
    changes: &Changes,
) -> Option<Happening> {
    let is_in = |path: &str| {
        folder.is_none_or(|folder| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')))
    };
    let wanted = |change: &&Change| is_in(&change.path) || change.from.as_deref().is_some_and(is_in);
    let wanted: Vec<&Change> = changes.iter().filter(wanted).collect();
    let name = |id: String| {
        let known = practice.has_client(&id).then(|| practice.client(&id).value.display_name().to_owned());
        known.unwrap_or(id)
    };
    let deed = |account: Account| Deeds { client: account.client.map(name), what: account.deeds };
    let deeds: Vec<Deeds> = tell_step(&wanted).into_iter().map(deed).collect();
    let paths = list_paths_in_git(&wanted);
    (!deeds.is_empty())
        .then_some(Happening { entry: Entry { at, command: None, commit: None, deeds }, paths })
}
