use crate::acts::open_items::OpenItems;
use crate::cli::open_items::{self, ListedItem};
use crate::cli::{complete::Names, context::Context};
use crate::insight::promises::all_promises;
use crate::model::moment::Moment;
use crate::model::record::Record;

/// Tick what you did, by its number in the list or by words of it
#[derive(Debug, clap::Args)]
#[command(override_usage = "coach promise tick [OPTIONS] [CLIENT] PROMISE...", after_long_help = examples![
    "coach promise tick ben 2",
    "coach promise tick ben 1 2",
    "coach promise tick ben lindner",
])]
pub struct Args {
    /// To whom, and which ones [default: the call at hand]
    #[arg(value_names = ["CLIENT", "PROMISE"], num_args = 1.., required = true, add = Names::InTurn(&[Names::Client]))]
    pub words: Vec<String>,
}

pub fn run(args: &Args, context: &Context, done: bool) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let (id, which) = open_items::part_words(context, &practice, &args.words)?;
    let record = context.whole_record(&practice, &id).value;
    open_items::tick(context, &practice, OpenItems::Promises, &listed(&record, context.now), &which, done)
}

fn listed(record: &Record, now: Moment) -> Vec<ListedItem> {
    let item = |promise: crate::insight::promises::OpenPromise| ListedItem {
        number: promise.number,
        is_open: promise.state.is_open(),
        text: promise.text,
        place: promise.place,
    };
    all_promises(record, now).into_iter().map(item).collect()
}
