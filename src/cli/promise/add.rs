use anyhow::bail;

use crate::acts::open_items::OpenItems;
use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::cli::support::listed_items;
use crate::cli::talks::question;
use crate::model::refusal::Refusal;

/// Add something that you said you would do, in today's session, else in the last one
///
/// `due:friday` among the words, or --due, is the day by which. The words need no quotes behind a client's id or a whole word of their name.
#[derive(Debug, clap::Args)]
#[command(override_usage = "coach promise add [OPTIONS] [CLIENT] WORDS...", after_long_help = examples![
    "coach promise add alice Send the article due:friday",
    r#"coach promise add tomas "Ask Ida about the room" --due tomorrow"#,
])]
pub struct Args {
    /// To whom, or the words alone in quotes [default: the call at hand]
    #[arg(add = Names::Client)]
    client: String,
    /// What you said you would do
    #[arg(value_name = "WORDS", allow_hyphen_values = true)]
    text: Option<String>,
    /// And the rest of the words
    #[arg(hide = true)]
    more: Vec<String>,
    /// By when
    #[arg(long, value_name = "WHEN")]
    due: Option<String>,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let words: Vec<String> = std::iter::once(args.client).chain(args.text).chain(args.more).collect();
    let (id, text) = context.client_and_text(&practice, &words)?;
    let text = text.unwrap_or_default();
    if text.trim().is_empty() {
        bail!(Refusal::missing("there is nothing to promise", "give it in a few words"));
    }
    let promise = question::read_promise(context, &text, args.due.as_deref())?;
    let record = context.load_record(&practice, &id).value;
    listed_items::add_item(context, &practice, &record, OpenItems::Promises, &promise)
}
