use crate::cli::{complete::Names, context::Context, note_file};
use crate::insight::threads::{Thread, all_threads};
use crate::model::matching::{self, Candidate, Meant};
use crate::model::refusal::Refusal;
use crate::note::edit;

/// Tick what was picked up again, by its number in the list or by words of it
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples!["coach thread tick alice 2", "coach thread tick alice kim"])]
pub struct Args {
    /// Whose, and which one [default: the nearest call]
    #[arg(value_names = ["CLIENT", "THREAD"], num_args = 1..=2, required = true, add = Names::InTurn(&[Names::Client]))]
    words: Vec<String>,
}

pub fn run(args: &Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let (client, which) = match args.words.as_slice() {
        [client, which] => (Some(client.as_str()), which),
        words => (None, &words[0]),
    };
    let id = context.client_to_write(&practice, client)?;
    let record = context.record(&practice, &id).value;
    let threads = all_threads(&record, context.now);
    let thread = meant(context, &threads, which)?;
    let (path, number) = &thread.place;
    practice.edit(path, |note| {
        edit::tick(note, "Threads", *number, true).map_err(|refusal| note_file::told(path, &refusal).into())
    })?;
    let ticked = if thread.state.is_done() { "ticked already" } else { "ticked" };
    context.did(path, &format!("{ticked}: {}", thread.text))?;
    Ok(())
}

/// The thread of that number, else the one of those words; of several the one that is open. What was picked up is found as
/// well: the words that ticked one thread never go on to tick another.
fn meant<'a>(context: &Context, threads: &'a [Thread], typed: &str) -> anyhow::Result<&'a Thread> {
    let list = "coach thread list";
    let missing = || {
        let hint = format!("{list} shows them with their numbers");
        Refusal::new(format!("there is no open thread {typed}"), hint)
    };
    let by_number =
        |number: usize| Ok(threads.iter().find(|thread| thread.number == number).ok_or_else(missing)?);
    if let Ok(number) = typed.parse() {
        return by_number(number);
    }
    let all =
        threads.iter().map(|thread| Candidate { id: thread.number.to_string(), name: thread.text.clone() });
    let several = match matching::find(typed, &all.collect::<Vec<_>>()) {
        Meant::Several(several) => several,
        other => return by_number(context.one(other, typed, "thread", list)?.parse()?),
    };
    let is_open = |candidate: &Candidate| {
        threads.iter().any(|thread| thread.state.is_open() && thread.number.to_string() == candidate.id)
    };
    let open: Vec<Candidate> = several.iter().filter(|candidate| is_open(candidate)).cloned().collect();
    let meant = match open.as_slice() {
        [] => Meant::One(several[0].id.clone()),
        [one] => Meant::One(one.id.clone()),
        _ => Meant::Several(open),
    };
    by_number(context.one(meant, typed, "thread", list)?.parse()?)
}
