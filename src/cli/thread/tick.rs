use crate::cli::{context::Context, note_file};
use crate::insight::threads::{self, Thread};
use crate::model::matching::{self, Candidate};
use crate::model::refusal::Refusal;
use crate::note::edit;

/// Tick what was picked up again, by its number in the list or by words of it
///
/// Example: coach thread tick alice 2
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Whose, and which one [default: the nearest call]
    #[arg(value_names = ["CLIENT", "THREAD"], num_args = 1..=2, required = true)]
    words: Vec<String>,
}

pub fn run(args: &Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let (client, which) = match args.words.as_slice() {
        [client, which] => (Some(client.as_str()), which),
        words => (None, &words[0]),
    };
    let id = context.client(&practice, client)?;
    let record = context.record(&practice, &id).value;
    let threads = threads::threads(&record, context.now, Vec::new()).threads;
    let thread = meant(context, &threads, which)?;
    let (path, number) = &thread.place;
    practice.edit(path, |note| {
        edit::tick(note, "Threads", *number, true).map_err(|refusal| note_file::told(path, &refusal).into())
    })?;
    context.did(path, &format!("ticked: {}", thread.text));
    Ok(())
}

fn meant<'a>(context: &Context, threads: &'a [Thread], typed: &str) -> anyhow::Result<&'a Thread> {
    let by_number = typed.parse::<usize>().ok();
    let number = if let Some(number) = by_number {
        number
    } else {
        let all = threads
            .iter()
            .map(|thread| Candidate { id: thread.number.to_string(), name: thread.text.clone() });
        context
            .one(matching::find(typed, &all.collect::<Vec<_>>()), typed, "thread", "coach thread list")?
            .parse()?
    };
    let missing = || {
        Refusal::new(
            format!("there is no open thread {number}"),
            "coach thread list shows them with their numbers",
        )
    };
    Ok(threads.iter().find(|thread| thread.number == number).ok_or_else(missing)?)
}
