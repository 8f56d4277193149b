use std::path::PathBuf;

use anyhow::Context as _;
use serde::Serialize;

use clap::ValueHint;

use crate::cli::support::context::Context;
use crate::model::changes::Change;
use crate::practice::git::{self, Repository};
use crate::practice::{MARKER, Practice, first_files};
use crate::render::template;

/// Make a practice: coach.yaml, clients/, a git repository
///
/// It asks nothing. Where no git repository is, it makes one, with what it wrote as the first commit. What is there already stays as it is,
/// so it is safe to run again.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples!["coach init ~/practice", r#"coach init --name "Robin Vale""#])]
pub struct Args {
    /// Where [default: here]
    #[arg(value_hint = ValueHint::DirPath)]
    dir: Option<PathBuf>,
    /// Your name [default: the one that git knows]
    #[arg(long)]
    name: Option<String>,
}

/// What `new-practice.yaml` is filled with.
#[derive(Serialize)]
struct NewPractice {
    coach: Option<String>,
}

/// What never belongs into the history of a practice.
const IGNORED: &str = "# Files that only this machine needs, and what was removed.\n.trash/\n.coach-*.tmp\n.DS_Store\nThumbs.db\n*~\n*.sw[op]\n";
/// Notes are kept byte for byte; changes are shown under the heading they stand under, and two machines' are put together by parts.
const ATTRIBUTES: &str = "*.md -text diff=markdown merge=coach\n*.yaml -text\ncoach.yaml merge=coach\n";

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let folder = args.dir.or_else(|| context.global.practice.clone()).unwrap_or_else(|| PathBuf::from("."));
    if let Ok(practice) = Practice::open_at(&folder) {
        practice.check_format()?;
    }
    let coach = args.name.or_else(|| git::user_name(&folder));
    let settings = template::fill("new-practice.yaml", &NewPractice { coach }, context.surroundings(), &[])?;
    let files = [(MARKER, settings.as_str()), (".gitignore", IGNORED), (".gitattributes", ATTRIBUTES)];
    let files: Vec<(String, Vec<u8>)> =
        files.into_iter().map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).collect();
    if context.global.dry_run {
        let laid = first_files::files_to_lay(&folder, &files).into_iter();
        let changes: Vec<Change> = laid.map(|(path, bytes)| Change::put(path, None, bytes)).collect();
        context.ui.print(&context.describe_changes(&changes.into()))?;
        return Ok(());
    }
    let written = first_files::lay_files(&folder, &files)?;
    first_files::make_clients_folder(&folder).context("clients/ could not be made")?;
    if let Ok(practice) = Practice::open_at(&folder) {
        practice.sweep_root();
    }
    let repository = git::ensure(&folder);
    for path in &written {
        context.ui.say(&format!("wrote {}", folder.join(path).display()));
    }
    match repository {
        Repository::Made => {
            git::show_names_as_they_are(&folder);
            git::merge_setup::set_up_for(&folder);
            let commits = !written.is_empty() && git::make_first_commit(&folder, &written);
            let what = if commits { ", and the first commit of these files" } else { "" };
            context.ui.say(&format!("made a git repository{what}"));
        }
        Repository::There => git::merge_setup::set_up_for(&folder),
        Repository::Missing => {
            context.ui.warn("git could not make a repository here; install git to keep the history");
        }
    }
    if written.is_empty() {
        context.ui.say("everything was there already");
    } else {
        context.ui.say("Next: coach client new Their Name");
    }
    Ok(())
}
