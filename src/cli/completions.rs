use std::ffi::OsString;

use clap::CommandFactory as _;

use crate::cli::support::complete;
use crate::cli::support::complete::Shell;
use crate::cli::support::context::Context;
use crate::model::refusal::Refusal;

/// Let your shell complete commands, clients, goals and plans
///
/// Put the line for your shell where it is read at each start:
///
///   bash    ~/.bashrc                   eval "$(coach completions bash)"
///   zsh     ~/.zshrc                    eval "$(coach completions zsh)"
///   fish    ~/.config/fish/config.fish  coach completions fish | source
///   elvish  ~/.config/elvish/rc.elv     eval (coach completions elvish | slurp)
///
/// PowerShell reads the file that $PROFILE names:
///
///   coach completions powershell | Out-String | Invoke-Expression
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment, after_long_help = examples!["coach completions bash"])]
pub struct Args {
    /// One of bash, zsh, fish, elvish, powershell [default: that in SHELL]
    #[arg(value_enum, hide_possible_values = true)]
    shell: Option<Shell>,
    /// What stands on the line: asked by the script itself
    #[arg(last = true, hide = true)]
    words: Vec<OsString>,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let unknown = || {
        Refusal::missing("which shell?", "name it: coach completions bash, zsh, fish, elvish or powershell")
    };
    let own = || context.ui.shell().and_then(Shell::from_program);
    let shell = args.shell.or_else(own).ok_or_else(unknown)?;
    if args.words.is_empty() {
        context.ui.hand_over(complete::script(shell))?;
    } else {
        context.ui.hand_over(&complete::answer(shell, crate::cli::Cli::command, &args.words))?;
    }
    Ok(())
}
