use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::bail;
use clap::{Command, CommandFactory as _};
use clap_mangen::Man;

use super::context::Context;
use crate::model::refusal::Refusal;
use crate::practice::write;

/// The manual page of coach, or of one of its commands
///
/// To read it: coach man plan new | man -l -
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples!["coach man plan new"])]
pub struct Args {
    /// Of which command [default: of coach as a whole]
    command: Vec<String>,
    /// Write a page for each command into a folder that is new or empty
    #[arg(long, value_name = "FOLDER", conflicts_with = "command")]
    dir: Option<PathBuf>,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<ExitCode> {
    // Built, each command knows its whole name: `coach-plan-new`.
    let mut coach = super::Cli::command();
    coach.build();
    if let Some(folder) = args.dir {
        let mut pages = Vec::new();
        gather(&coach, &mut pages)?;
        write::check_empty(&folder)?;
        write::lay(&folder, &pages)?;
        context.ui.say(&format!("{} pages are in {}", pages.len(), folder.display()));
        return Ok(ExitCode::SUCCESS);
    }
    let mut command = &coach;
    for name in &args.command {
        let Some(found) = command.find_subcommand(name) else {
            bail!(Refusal::new(
                format!("there is no command `{}`", args.command.join(" ")),
                "coach --help lists them"
            ))
        };
        command = found;
    }
    context.ui.print(&String::from_utf8(page(command)?)?)?;
    Ok(ExitCode::SUCCESS)
}

/// A page for a command and for each below it, by the names of their files.
fn gather(command: &Command, pages: &mut Vec<(String, Vec<u8>)>) -> anyhow::Result<()> {
    let name = command.get_display_name().unwrap_or(command.get_name());
    pages.push((format!("{name}.1"), page(command)?));
    let told = command.get_subcommands().filter(|inner| inner.get_name() != "help" && !inner.is_hide_set());
    told.into_iter().try_for_each(|inner| gather(inner, pages))
}

fn page(command: &Command) -> anyhow::Result<Vec<u8>> {
    let mut roff = Vec::new();
    Man::new(command.clone()).render(&mut roff)?;
    Ok(roff)
}
