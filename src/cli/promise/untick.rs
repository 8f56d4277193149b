use crate::acts::open_items::OpenItems;
use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::cli::support::listed_items::tick_items;

/// Open again what was ticked, by its number or by words of it
#[derive(Debug, clap::Args)]
#[command(override_usage = "coach promise untick [OPTIONS] [CLIENT] PROMISE...", after_long_help = examples!["coach promise untick ben 1"])]
pub struct Args {
    /// To whom, and which ones [default: the call at hand]
    #[arg(value_names = ["CLIENT", "PROMISE"], num_args = 1.., required = true, add = Names::InTurn(&[Names::Client]))]
    words: Vec<String>,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    tick_items(context, OpenItems::Promises, &args.words, false)
}
