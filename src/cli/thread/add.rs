use anyhow::bail;

use crate::acts::open_items::OpenItems;
use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::cli::support::listed_items;
use crate::model::refusal::Refusal;

/// Add something to come back to, in today's session, else in the last one
///
/// The words need no quotes behind a client's id or a whole word of their name. Without a client they are one quoted argument, and the call
/// at hand is meant.
#[derive(Debug, clap::Args)]
#[command(override_usage = "coach thread add [OPTIONS] [CLIENT] WORDS...", after_long_help = examples![
    "coach thread add alice Who gets to hear the page first?",
    r#"coach thread add "Who gets to hear the page first?""#,
])]
pub struct Args {
    /// Whose, or the words alone in quotes [default: the call at hand]
    #[arg(add = Names::Client)]
    client: String,
    /// What to come back to
    #[arg(value_name = "WORDS", allow_hyphen_values = true)]
    text: Option<String>,
    /// And the rest of the words
    #[arg(hide = true)]
    more: Vec<String>,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let words: Vec<String> = std::iter::once(args.client).chain(args.text).chain(args.more).collect();
    let (id, text) = context.client_and_text(&practice, &words)?;
    let text = text.unwrap_or_default();
    if text.trim().is_empty() {
        bail!(Refusal::missing("there is nothing to come back to", "give it in a few words"));
    }
    let record = context.load_record(&practice, &id).value;
    listed_items::add_item(context, &practice, &record, OpenItems::Threads, &text)
}
