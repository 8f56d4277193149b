use crate::acts::open_items::OpenItems;
use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::cli::support::listed_items::tick_items;

/// Open again what was ticked, by its number or by words of it
#[derive(Debug, clap::Args)]
#[command(override_usage = "coach thread untick [OPTIONS] [CLIENT] THREAD...", after_long_help = examples!["coach thread untick alice 2"])]
pub struct Args {
    /// Whose, and which ones [default: the call at hand]
    #[arg(value_names = ["CLIENT", "THREAD"], num_args = 1.., required = true, add = Names::InTurn(&[Names::Client]))]
    words: Vec<String>,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    tick_items(context, OpenItems::Threads, &args.words, false)
}
