use crate::cli::context::Context;
use crate::insight::clients;
use crate::model::refusal::Refusal;

/// List the clients: last call, next call, sessions held
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples!["coach client list", "coach client list --all"])]
pub struct Args {
    /// Paused and completed ones too
    #[arg(long)]
    all: bool,
}

pub fn run(args: &Args, context: &Context) -> anyhow::Result<()> {
    if context.global.shared {
        let hint = "name one client: coach client show CLIENT --shared";
        return Err(Refusal::new("the list of clients is not for a screen that a client sees", hint).into());
    }
    let practice = context.practice()?;
    let records = practice.records();
    context.tell(&records.problems);
    let list = clients::clients(&records.value, context.now, args.all, records.problems);
    let hidden = records.value.len() - list.clients.len();
    context.show(&practice, "client-list.md", list)?;
    if hidden > 0 {
        context.ui.say(&format!("{hidden} more, paused or completed: --all"));
    }
    Ok(())
}
