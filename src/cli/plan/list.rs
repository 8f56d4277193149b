use crate::cli::context::Context;
use crate::insight::lists;

/// List the plans of a client, or of all
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Whose [default: everybody's]
    client: Option<String>,
}

pub fn run(args: &Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    // On a screen that a client sees, "everybody" is nobody's business.
    let client = match &args.client {
        None if !context.global.shared => None,
        typed => Some(context.client(&practice, typed.as_deref())?),
    };
    let loaded = match client {
        Some(id) => practice.record(&id).map(|record| vec![record]),
        None => practice.records(),
    };
    context.tell(&loaded.problems);
    context.show(&practice, "plan-list.md", lists::plans(&loaded.value, loaded.problems))
}
