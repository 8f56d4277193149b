use crate::acts::open_items::OpenItems;
use crate::cli::open_items::{self, ListedItem};
use crate::cli::{complete::Names, context::Context};
use crate::insight::threads::all_threads;
use crate::model::moment::Moment;
use crate::model::record::Record;

/// Tick what was picked up again, by its number in the list or by words of it
#[derive(Debug, clap::Args)]
#[command(override_usage = "coach thread tick [OPTIONS] [CLIENT] THREAD...", after_long_help = examples![
    "coach thread tick alice 2",
    "coach thread tick alice 1 3",
    "coach thread tick alice kim",
])]
pub struct Args {
    /// Whose, and which ones [default: the call at hand]
    #[arg(value_names = ["CLIENT", "THREAD"], num_args = 1.., required = true, add = Names::InTurn(&[Names::Client]))]
    pub words: Vec<String>,
}

pub fn run(args: &Args, context: &Context, done: bool) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let (id, which) = open_items::part_words(context, &practice, &args.words)?;
    let record = context.whole_record(&practice, &id).value;
    open_items::tick(context, &practice, OpenItems::Threads, &listed(&record, context.now), &which, done)
}

fn listed(record: &Record, now: Moment) -> Vec<ListedItem> {
    let item = |thread: crate::insight::threads::Thread| ListedItem {
        number: thread.number,
        is_open: thread.state.is_open(),
        text: thread.text,
        place: thread.place,
    };
    all_threads(record, now).into_iter().map(item).collect()
}
