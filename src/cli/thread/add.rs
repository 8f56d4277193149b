use crate::cli::{context::Context, note_file};
use crate::note::edit;

/// Add something to come back to, in today's session, else in the last one
///
/// Example: coach thread add alice "Who gets to hear the page first?"
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Whose
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
    let text = args.text.split_whitespace().collect::<Vec<_>>().join(" ");
    if session.threads.iter().any(|thread| thread.statement.text == text && !thread.done) {
        context.ui.say("it stands there already");
        return Ok(());
    }
    practice.edit(&session.path, |note| {
        edit::append(note, "Threads", &format!("- [ ] {text}"))
            .map_err(|refusal| note_file::told(&session.path, &refusal).into())
    })?;
    context.did(&session.path, "added");
    Ok(())
}
