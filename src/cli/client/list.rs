use crate::cli::support::context::Context;
use crate::insight::clients;
use crate::model::problem::Loaded;

/// List the clients: last call, next call, sessions held
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples!["coach client list", "coach client list --all"])]
pub struct Args {
    /// Paused and completed ones too
    #[arg(long)]
    all: bool,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let records = practice.records();
    context.tell(&records.problems);
    let list = clients::clients(&records.value, context.now, args.all);
    let hidden = records.value.len() - list.clients.len();
    context.show(&practice, Loaded::new(list, records.problems))?;
    if hidden > 0 {
        context.ui.say(&format!("{hidden} more, paused or completed: --all"));
    }
    Ok(())
}
