use anyhow::bail;

use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::cli::support::removal;
use crate::model::refusal::Refusal;

/// Take a note between sessions away, into `.trash/`
///
/// It needs the exact id of the note: its file's name without the ending. `coach restore` takes it back.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples!["coach note remove alice 2026-11-12"])]
pub struct Args {
    /// Whose, by the exact id
    #[arg(add = Names::Client)]
    client: String,
    /// Which one, by its exact id
    note: String,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let id = removal::find_exact_client(&practice, &args.client)?;
    let record = context.load_record(&practice, &id).value;
    let Some(note) = record.notes.iter().chain(&record.doubted.notes).find(|note| note.id == args.note)
    else {
        let ids: Vec<&str> = record.notes.iter().rev().take(5).map(|note| note.id.as_str()).collect();
        let hint = if ids.is_empty() {
            "there are none".to_owned()
        } else {
            format!("removing needs the exact id; the newest are {}", ids.join(", "))
        };
        bail!(Refusal::unknown(format!("there is no note `{}`", args.note), hint));
    };
    removal::remove_note(context, &practice, &note.path)
}
