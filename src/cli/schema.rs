use anyhow::bail;

use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::model::refusal::Refusal;
use crate::render::json;
use crate::render::schema::{Described, describe};

/// The format as JSON Schema, for editors and programs
///
/// Of the front matter of a kind of note (client, session, goal, plan, note), of coach.yaml, or of what a program gets: changed, error. Without a
/// name it lists them. It is JSON Schema 2020-12, made from the tables by which notes are read.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples!["coach schema", "coach schema goal", "coach schema coach.yaml"])]
pub struct Args {
    /// Of what
    #[arg(add = Names::OneOf(Described::WORDS))]
    kind: Option<String>,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    context.refuse_other_formats()?;
    let Some(typed) = args.kind else {
        context.ui.print(&format!("{}\n", Described::WORDS.join("\n")))?;
        return Ok(());
    };
    let Some(what) = Described::VARIANTS.iter().find(|what| what.word().eq_ignore_ascii_case(&typed)) else {
        let hint = format!("there are {}", Described::WORDS.join(", "));
        bail!(Refusal::unknown(format!("there is no schema of `{typed}`"), hint))
    };
    context.ui.print(&json::json(&describe(*what))?)?;
    Ok(())
}
