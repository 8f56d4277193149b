use crate::cli::support::context::Context;
use crate::model::refusal::Refusal;
use crate::practice::Practice;

/// Help your editor while you write: the language server
///
/// An editor starts it and talks with it over standard input and output (Language Server Protocol); you never type it. It marks what
/// `coach check` would tell while you type, completes keys, ids, hashtags and dates, shows what an id means, renames goals everywhere, and
/// mends. It reads the practice that a note stands in, writes nothing and runs nothing but itself: the editor makes the edits. The book has the set-up
/// of each editor.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples!["coach lsp"])]
pub struct Args {
    /// Taken since some editors add it: it is what happens anyway
    #[arg(long, hide = true)]
    stdio: bool,
    /// The server itself, which is begun anew where it breaks off
    #[arg(long, hide = true)]
    answering: bool,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    context.refuse_if_shared()?;
    context.refuse_other_formats()?;
    let Args { stdio: _, answering } = args;
    if context.ui.can_ask() {
        let hint = "set your editor up for it; docs/editors.md shows how";
        return Err(Refusal::usage("an editor starts this and talks with it", hint).into());
    }
    if !answering {
        return keep_serving(context);
    }
    let practice = if context.global.practice.is_some() { context.any_practice()? } else { None };
    serve(practice, context)
}

/// Has another coach answer, and begins a new one where that breaks off.
#[cfg(feature = "lsp")]
fn keep_serving(context: &Context) -> anyhow::Result<()> {
    use crate::lsp::relay::{Ending, Running, Start, carry};
    use crate::ui::second_self;

    let start: Start = Box::new(|| {
        let second_self::Begun { to, from, mut child } = second_self::begin("--answering")?;
        Ok(Running {
            to: Box::new(to),
            from: Box::new(from),
            // What ends by a signal or at a fault has no code of ours.
            wait: Box::new(move || Ok(child.wait()?.code().is_some_and(|code| code <= 2))),
        })
    });
    match carry(std::io::BufReader::new(std::io::stdin()), std::io::stdout(), &start)? {
        Ending::Meant => {}
        // The protocol wants the exit code 1 for it.
        Ending::LeftEarly => context.answer_no(),
        Ending::BrokeOff => {
            let hint = "start it again in your editor; what stands above says why, and `coach --version` which one it is";
            return Err(Refusal::usage("the language server broke off too often", hint).into());
        }
    }
    Ok(())
}

#[cfg(feature = "lsp")]
fn serve(practice: Option<Practice>, context: &Context) -> anyhow::Result<()> {
    crate::lsp::server::serve(practice, || context.look_at_clock())
}

#[cfg(not(feature = "lsp"))]
fn keep_serving(_: &Context) -> anyhow::Result<()> {
    let hint = "build it with its feature `lsp`, which is on by default";
    Err(Refusal::usage("this coach was built without the language server", hint).into())
}

#[cfg(not(feature = "lsp"))]
fn serve(_: Option<Practice>, context: &Context) -> anyhow::Result<()> {
    keep_serving(context)
}
