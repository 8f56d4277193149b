use anyhow::bail;

use crate::cli::{complete::Names, context::Context, note_file};
use crate::model::refusal::Refusal;
use crate::note::edit;

/// Add something to come back to, in today's session, else in the last one
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples![r#"coach thread add alice "Who gets to hear the page first?""#])]
pub struct Args {
    /// Whose
    #[arg(add = Names::Client)]
    client: String,
    /// What to come back to
    #[arg(allow_hyphen_values = true)]
    text: String,
}

pub fn run(args: &Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let id = context.client(&practice, Some(&args.client))?;
    let record = context.record(&practice, &id).value;
    let session = note_file::session(context, &record, None)?;
    if args.text.trim().is_empty() {
        bail!(Refusal::new("there is nothing to come back to", "give it in a few words"));
    }
    let (before, after) = practice.edit(&session.path, |note| {
        edit::add_task(note, "Threads", &args.text)
            .map_err(|refusal| note_file::told(&session.path, &refusal).into())
    })?;
    context.did(&session.path, if before == after { "it stands there already" } else { "added" })?;
    Ok(())
}
