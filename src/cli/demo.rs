use std::path::PathBuf;

use clap::ValueHint;

use crate::cli::support::context::Context;
use crate::cli::support::word_lists::read_signal_words;
use crate::insight::digest::{Extent, digest};
use crate::model::record::Record;
use crate::practice::{Practice, example, first_files};

/// Write the example practice and show the prep for a call in it
///
/// All dates are moved so that the call is due today.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples!["coach demo ~/example"])]
pub struct Args {
    /// A folder that is new or empty [default: a fresh temporary one]
    #[arg(value_hint = ValueHint::DirPath)]
    dir: Option<PathBuf>,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let folder = args.dir.map_or_else(first_files::temporary_folder, Ok)?;
    first_files::check_empty(&folder)?;
    first_files::lay_files(&folder, &example::files(context.now))?;
    let practice = Practice::open_at(&folder)?;
    let settings = practice.settings().value;
    let words = read_signal_words(&practice)?;
    let record = context.record(&practice, "alice");
    let digest = |record: Record| digest(&record, &settings, &words, &[], context.now, Extent::Whole);
    context.show(&practice, record.map(digest))?;
    if !context.global.shared {
        context.ui.say(&format!("The example practice is in {0}. To look around:\n  cd {0}\n  coach client list\n  coach prep ben", practice.root.display()));
    }
    Ok(())
}
