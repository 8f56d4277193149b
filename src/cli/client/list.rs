use crate::cli::support::context::Context;
use crate::insight::clients::{self, client_line, list_clients};
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
    let now = context.now;
    let Loaded { value: lines, problems } =
        context.look_at_records(&practice, clients::NEEDS, |record| client_line(&record, now));
    context.tell(&problems);
    let known = lines.len();
    let list = list_clients(lines, args.all);
    let hidden = known - list.clients.len();
    context.show(&practice, Loaded::new(list, problems))?;
    if hidden > 0 {
        context.ui.say(&format!("{hidden} more, paused or completed: --all"));
    }
    Ok(())
}
