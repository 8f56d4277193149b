use anyhow::bail;

use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::cli::support::swapped_names::show_swapped;
use crate::cli::support::word_lists::{read_name_words, read_signal_words};
use crate::insight::anonymous::Swaps;
use crate::insight::supervision::{self, carried_from, supervision, supervision_list};
use crate::model::refusal::Refusal;
use crate::model::shell_word::quote;
use crate::practice::Practice;

/// Get ready for a talk with a supervisor or a colleague
///
/// With a client: one page with names swapped, of how long it goes on, the goals and what was tried, what stands out, what they expect of
/// people and what came instead, and your own part. Their own words and their history stay out unless --words asks for them.
///
/// Without a client: what you marked `#supervise` in any note, your promises that are overdue, calls you called off, agreements that
/// end. Nobody is ranked.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples![
    "coach supervise",
    r#"coach supervise ben --question "Am I too careful with him?""#,
    r#"coach supervise --answer "Ask Ben what he makes of my pauses.""#,
])]
pub struct Args {
    /// Who [default: what you carry from all of them]
    #[arg(add = Names::Client)]
    client: Option<String>,
    /// The question that you bring
    #[arg(long, value_name = "TEXT", requires = "client", allow_hyphen_values = true)]
    question: Option<String>,
    /// Their own words and their history, too
    #[arg(long, requires = "client")]
    words: bool,
    /// What came of the talk; it is filed in `supervision/` at the practice's root, which is yours and no client's record
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    answer: Option<String>,
    /// The days and weeks with the most calls
    #[arg(long, conflicts_with = "client")]
    load: bool,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    context.refuse_if_shared()?;
    let practice = context.practice()?;
    if let Some(answer) = &args.answer {
        file_answer(context, &practice, args.question.as_deref(), answer)?;
        return Ok(());
    }
    match &args.client {
        Some(client) => show_one(context, &practice, client, &args)?,
        None => everybody(context, &practice, args.load)?,
    }
    Ok(())
}

fn show_one(context: &Context, practice: &Practice, client: &str, args: &Args) -> anyhow::Result<()> {
    let id = context.client(practice, Some(client))?;
    let settings = practice.settings();
    let record = context.record(practice, &id);
    if record.value.client.agreed.supervision.is_none() {
        let called = record.value.client.display_name();
        context.ui.say(&format!(
            "nothing says that {called} agreed to it; once they have: coach client set {id} agreed.supervision=today",
            id = quote(&id)
        ));
    }
    let words = read_signal_words(practice)?;
    let view =
        supervision(&record.value, &settings.value, &words, args.question.clone(), args.words, context.now);
    let others = practice.names_of_others(&id);
    let names = read_name_words(practice)?;
    let swaps = Swaps::gather(&record.value, &others, &settings.value, &names);
    show_swapped(context, practice, &view, &swaps, &names)
}

fn everybody(context: &Context, practice: &Practice, load: bool) -> anyhow::Result<()> {
    let now = context.now;
    let carried = context.look_at_records(practice, supervision::NEEDS, |record| carried_from(&record, now));
    context.tell(&carried.problems);
    let words = read_signal_words(practice)?;
    context.show(practice, carried.map(|carried| supervision_list(carried, &words, load)))
}

/// Files what came of the talk in the note of its day, behind what stands there already. No client is named: whoever types the
/// answer says as much as they want to keep, and a client's record can be erased without it.
fn file_answer(
    context: &Context,
    practice: &Practice,
    question: Option<&str>,
    answer: &str,
) -> anyhow::Result<()> {
    if answer.trim().is_empty() {
        bail!(Refusal::missing("there are no words to file", "--answer \"what came of it\""));
    }
    let day = context.now.date;
    let path = format!("supervision/{day}.md");
    let asked = question.map(|question| format!("**{}**\n\n", question.trim())).unwrap_or_default();
    let entry = format!("{asked}{}\n", answer.trim());
    match practice.text(&path) {
        Ok(before) => {
            let gap = if before.ends_with('\n') { "\n" } else { "\n\n" };
            practice.replace(&path, &before, &format!("{before}{gap}{entry}"))?;
        }
        Err(_) => practice.create(&path, &format!("# {day}\n\n{entry}"))?,
    }
    context.did(&path, "what came of it is filed")
}
