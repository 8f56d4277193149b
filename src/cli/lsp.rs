use crate::cli::support::context::Context;
use crate::model::refusal::Refusal;
use crate::practice::Practice;

/// Help your editor while you write: the language server
///
/// An editor starts it and talks with it over standard input and output (Language Server Protocol); you never type it. It marks what
/// `coach check` would tell while you type, completes keys, ids, hashtags and dates, shows what an id means, renames goals everywhere, and
/// mends. It reads the practice that a note stands in, writes nothing and runs nothing: the editor makes the edits. The book has the set-up
/// of each editor.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples!["coach lsp"])]
pub struct Args {
    /// Taken since some editors add it: it is what happens anyway
    #[arg(long, hide = true)]
    stdio: bool,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    context.refuse_if_shared()?;
    context.refuse_other_formats()?;
    let Args { stdio: _ } = args;
    if context.ui.can_ask() {
        let hint = "set your editor up for it; docs/editors.md shows how";
        return Err(Refusal::usage("an editor starts this and talks with it", hint).into());
    }
    let practice = if context.global.practice.is_some() { context.any_practice()? } else { None };
    serve(practice, context)
}

#[cfg(feature = "lsp")]
fn serve(practice: Option<Practice>, context: &Context) -> anyhow::Result<()> {
    crate::lsp::server::serve(practice, || context.look_at_clock())
}

#[cfg(not(feature = "lsp"))]
fn serve(_: Option<Practice>, _: &Context) -> anyhow::Result<()> {
    let hint = "build it with its feature `lsp`, which is on by default";
    Err(Refusal::usage("this coach was built without the language server", hint).into())
}
