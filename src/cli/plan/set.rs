use crate::cli::{assign, context::Context, note_file};
use crate::model::keys;
use crate::note::read;

/// Set keys of a plan; only the bytes of those keys change
///
/// An empty value takes the key away. Example: coach plan set alice review="in 2 weeks" confidence=8
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Whose and which plan, then KEY=VALUE … [default: the nearest call, the newest open plan]
    #[arg(value_name = "[CLIENT] [PLAN] KEY=VALUE", required = true)]
    words: Vec<String>,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let (names, assignments) = assign::split(args.words);
    let (client, plan) = assign::names(&names, "PLAN")?;
    let id = context.client(&practice, client)?;
    let record = context.record(&practice, &id).value;
    let plan = note_file::plan(context, &record, plan)?;
    let resolve = |key: &str, typed: &str| note_file::resolve(context, &record, key, typed);
    note_file::set(context, &practice, &plan.path, &assignments, keys::PLAN, &resolve, |note| {
        read::plan(note).problems
    })
}
