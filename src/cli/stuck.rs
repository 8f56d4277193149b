use crate::acts::section_text::add_reflection;
use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::cli::support::swapped_names::show_swapped;
use crate::cli::support::word_lists::{read_name_words, read_signal_words};
use crate::insight::anonymous::Swaps;
use crate::insight::stuck::{self, Stuck, list_stuck, stuck, stuck_line};
use crate::model::problem::Loaded;
use crate::model::record::Record;
use crate::model::session::Side;
use crate::practice::Practice;
use crate::practice::paths::{self, Kind};

/// Lay the wish beside the week: what they say, what happened
///
/// It ends in what one might ask. Signals see notes, not lives: each shows the lines that it rests on and ends in a question. Without a client: a line for each
/// client of whom something is noticed.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples!["coach stuck", "coach stuck ben", "coach stuck ben --swap-names"])]
pub struct Args {
    /// Who [default: everybody of whom something is noticed, a line each]
    #[arg(add = Names::Client)]
    client: Option<String>,
    /// Put a reflection with blanks under `## Reflection` in today's session, or in a note of today
    #[arg(long, requires = "client", conflicts_with = "swap_names")]
    write: bool,
    /// Swap names, organisations, mail addresses and places, for a talk with a supervisor; `coach supervise` makes a page for it
    #[arg(long, alias = "anonymous", requires = "client")]
    swap_names: bool,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    match &args.client {
        None => everybody(context, &practice)?,
        Some(client) => show_one(context, &practice, client, &args)?,
    }
    Ok(())
}

fn everybody(context: &Context, practice: &Practice) -> anyhow::Result<()> {
    let limits = practice.settings().value.signals;
    // A slip in the list of words is told behind what is told of the notes.
    let words = read_signal_words(practice);
    let now = context.now;
    let line = |record: Record| stuck_line(&record, &limits, words.as_ref().ok()?, now);
    let lines = context.look_at_records(practice, stuck::NEEDS, line);
    context.tell(&lines.problems);
    words?;
    context.show(practice, lines.map(|lines| list_stuck(lines.into_iter().flatten().collect())))
}

fn show_one(context: &Context, practice: &Practice, client: &str, args: &Args) -> anyhow::Result<()> {
    let id = context.client(practice, Some(client))?;
    let settings = practice.settings();
    let record = context.record(practice, &id);
    let words = read_signal_words(practice)?;
    let mut problems = settings.problems;
    problems.extend(record.problems);
    let view = stuck(&record.value, &settings.value.signals, &words, context.now);
    let view = context.fit_to_screen(Loaded::new(view, problems))?;
    if args.write {
        return write(context, practice, &record.value, &view.value);
    }
    if !args.swap_names {
        return context.show(practice, view);
    }
    let others = practice.names_of_others(&id);
    let names = read_name_words(practice)?;
    let swaps = Swaps::gather(&record.value, &others, &settings.value, &names);
    show_swapped(context, practice, &view.value, &swaps, &names)
}

/// Files a reflection with blanks in today's session, else in the coach's own note of today, else in a new one.
fn write(context: &Context, practice: &Practice, record: &Record, view: &Stuck) -> anyhow::Result<()> {
    let reflection = context.fill(practice, "new-reflection.md", view)?;
    let today = context.now.date;
    let session = record.sessions.iter().rfind(|session| session.when.date == today);
    let own = || record.notes.iter().rfind(|note| note.when.date == today && note.from == Side::Coach);
    let path = session.map(|session| &session.path).or_else(|| own().map(|note| &note.path));
    let Some(path) = path else { return write_new_note(context, practice, record, &reflection) };
    let (before, after) = practice
        .edit(path, |text| Ok(add_reflection(text, &reflection).map_err(|refusal| refusal.in_note(path))?))?;
    let is_there = before == after;
    let what =
        if is_there { "the reflection stands there already" } else { "a reflection stands under Reflection" };
    context.did(path, what)
}

fn write_new_note(
    context: &Context,
    practice: &Practice,
    record: &Record,
    reflection: &str,
) -> anyhow::Result<()> {
    let client = &record.client.id;
    let day = context.now.date.to_string();
    let path = paths::note(client, Kind::Note, &practice.free_id(client, Kind::Note, &day));
    practice.create(&path, &format!("---\nfrom: coach\n---\n\n## Reflection\n\n{reflection}"))?;
    context.did(&path, "a reflection stands under Reflection")?;
    Ok(())
}
