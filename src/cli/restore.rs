use std::process::ExitCode;

use super::context::Context;

/// What lies in `.trash/`, and back with it
///
/// Without a path it lists what was removed; with one of these paths, that stands again where it stood.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples!["coach restore"])]
pub struct Args {
    /// What to take back, by the path that the list shows; a client's whole folder as well
    path: Option<String>,
}

pub fn run(args: &Args, context: &Context) -> anyhow::Result<ExitCode> {
    let practice = context.practice()?;
    if let Some(path) = &args.path {
        let back = practice.restore(path)?;
        context.did(&back, "it stands there again")?;
        return Ok(ExitCode::SUCCESS);
    }
    if context.global.shared {
        context.ui.say("what was removed isn't for the client's eyes");
        return Ok(ExitCode::SUCCESS);
    }
    let paths = practice.trashed()?;
    if paths.is_empty() {
        context.ui.say("nothing was removed");
    }
    let list: String = paths.iter().map(|path| format!("{path}\n")).collect();
    context.ui.print(&list)?;
    Ok(ExitCode::SUCCESS)
}
