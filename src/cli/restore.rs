use clap::ValueHint;

use crate::cli::support::context::Context;
use crate::insight::trashed::{RemovedNote, Trashed};
use crate::model::problem::Loaded;

/// What lies in `.trash/`, and back with it
///
/// Without a path it lists what was removed; with one of these paths, that stands again where it stood.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples!["coach restore"])]
pub struct Args {
    /// What to take back, as the list shows it; a client's whole folder as well
    #[arg(value_hint = ValueHint::Other)]
    removed: Option<String>,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    if let Some(path) = &args.removed {
        let back = practice.restore(path)?;
        context.did(&back, "it stands there again")?;
        return Ok(());
    }
    let removed = practice.list_trashed()?.into_iter().map(|path| RemovedNote { path }).collect();
    let trashed = Trashed { removed };
    if trashed.removed.is_empty() {
        context.ui.say("nothing was removed");
    }
    let lines =
        |trashed: &Trashed| Ok(trashed.removed.iter().flat_map(|note| [note.path.as_str(), "\n"]).collect());
    context.show_made(&practice, Loaded::from(trashed), lines)?;
    Ok(())
}
