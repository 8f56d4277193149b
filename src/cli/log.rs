use crate::acts::account::tell_change;
use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::insight::history::{Commit, Deeds, Entry, Happening, merge_histories};
use crate::insight::which::Purpose;
use crate::model::changes::{Change, Changes};
use crate::model::moment::Moment;
use crate::model::problem::Loaded;
use crate::practice::journal::Journal;
use crate::practice::{Practice, git, paths};

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
    let tell = |at, changes: &Changes| tell_happening(&practice, folder.as_deref(), at, changes);
    let journal = Journal::open(&practice);
    let steps = journal.done().filter_map(|(_, step)| {
        let mut happening = tell(step.at, &step.changes)?;
        happening.entry.command = Some(step.command);
        Some(happening)
    });
    let commits = git::commits(&practice.root, folder.as_deref().unwrap_or("."), args.most);
    let commits = commits.into_iter().filter_map(|commit| {
        let mut happening = tell(commit.at, &commit.changes)?;
        happening.entry.commit = Some(Commit { id: commit.id, subject: commit.subject });
        Some(happening)
    });
    context.show(&practice, Loaded::from(merge_histories(steps.collect(), commits.collect(), args.most)))?;
    Ok(())
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
    let mut deeds: Vec<(Option<String>, Vec<String>)> = Vec::new();
    for account in wanted.iter().map(|change| tell_change(change)) {
        match deeds.iter_mut().find(|(client, _)| *client == account.client) {
            Some((_, what)) => what.extend(account.deeds),
            None => deeds.push((account.client, account.deeds)),
        }
    }
    let name = |id: String| {
        let known = practice.has_client(&id).then(|| practice.client(&id).value.display_name().to_owned());
        known.unwrap_or(id)
    };
    let deeds: Vec<Deeds> =
        deeds.into_iter().map(|(client, what)| Deeds { client: client.map(name), what }).collect();
    let paths = wanted.iter().map(|change| change.path.clone()).collect();
    (!deeds.is_empty())
        .then_some(Happening { entry: Entry { at, command: None, commit: None, deeds }, paths })
}
