use std::path::PathBuf;

use anyhow::bail;
use clap::ValueHint;

use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::cli::support::manual::pages;
use crate::model::refusal::Refusal;
use crate::practice::first_files;
use crate::render::manual::Page;

/// The manual page of coach, or of one of its commands
///
/// On a terminal man shows it; in a pipe it is roff. With --dir the pages coach.1, coach-plan-new.1 and so on are written into a
/// folder, where they take the place of older ones. They bear the date of today, so that --today makes them the same again.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples!["coach man", "coach man plan new", "coach man --dir ~/.local/share/man/man1"])]
pub struct Args {
    /// Of which command [default: of coach as a whole]
    #[arg(add = Names::Command)]
    command: Vec<String>,
    /// Write a page for each command into a folder
    #[arg(long, value_name = "FOLDER", conflicts_with = "command", value_hint = ValueHint::DirPath)]
    dir: Option<PathBuf>,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let pages = pages::make_pages(crate::cli::tree());
    let roff = |page: &Page| page.roff(context.now.date, env!("CARGO_PKG_VERSION"));
    if let Some(folder) = &args.dir {
        let file = |page: &Page| (format!("{}.1", page.name), roff(page).into_bytes());
        first_files::put_all(folder, &pages.iter().map(file).collect::<Vec<_>>())?;
        context.ui.say(&format!("{} pages are in {}", pages.len(), folder.display()));
        return Ok(());
    }
    let name =
        ["coach"].into_iter().chain(args.command.iter().map(String::as_str)).collect::<Vec<_>>().join("-");
    let Some(page) = pages.iter().find(|page| page.name == name) else {
        let what = format!("there is no command `{}`", args.command.join(" "));
        bail!(Refusal::unknown(what, "coach --help lists them"))
    };
    context.ui.manual(&roff(page))?;
    Ok(())
}
