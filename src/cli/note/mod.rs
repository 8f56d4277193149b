//! `coach note`: what comes between sessions.

mod remove;

use std::sync::Arc;

use anyhow::bail;

use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::cli::support::new_note::{begin_note, keep_words};
use crate::cli::support::opening;
use crate::cli::talks::question;
use crate::model::dates::Direction;
use crate::model::file_name::stem;
use crate::model::refusal::Refusal;
use crate::model::session::Side;
use crate::model::shell_word::quote;
use crate::note::saved_mail;
use crate::practice::{Practice, read_bounded};

/// Keep a mail, a message, a thought between sessions
///
/// It prints the path. Each gets a note of its own, named for its day and minute; the words are kept byte for byte. They need no quotes behind a
/// client's id or a whole word of their name; for the call at hand they are one quoted argument. On a terminal, without words, your editor is
/// opened on the note; one that is left empty is taken away again.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true, disable_help_subcommand = true, override_usage = "coach note [OPTIONS] [CLIENT] [WORDS]...\n       coach note remove CLIENT NOTE", after_long_help = examples![
    "coach note alice Thursday suits her better.",
    r#"coach note alice "Reread the first call.""#,
    "coach note alice - --from client < mail.txt",
])]
pub struct Args {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    new: NewArgs,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    Remove(remove::Args),
}

#[derive(Debug, clap::Args)]
struct NewArgs {
    /// Who, or the words alone in quotes [default: the call at hand]
    #[arg(add = Names::Client)]
    client: Option<String>,
    /// The words, or - for standard input [default: written in your editor]
    #[arg(value_name = "WORDS", allow_hyphen_values = true)]
    text: Option<String>,
    /// And the rest of the words
    #[arg(hide = true)]
    more: Vec<String>,
    /// Whose words they are: client or coach
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(Side::WORDS), default_value = "coach", hide_possible_values = true)]
    from: String,
    /// When [default: now]
    #[arg(long, value_name = "WHEN")]
    on: Option<String>,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    match args.command {
        Some(Command::Remove(args)) => remove::run(args, context)?,
        None => keep(args.new, context)?,
    }
    Ok(())
}

fn keep(args: NewArgs, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let words: Vec<String> = args.client.into_iter().chain(args.text).chain(args.more).collect();
    let (client, text) = context.client_and_text(&practice, &words)?;
    let on = args.on.as_deref().map(|on| context.read_date(on, Direction::LooksBack)).transpose()?;
    let when = on.unwrap_or(context.now);
    let text = read_words(text, context)?.map(|text| read_mail(context, text));
    let from = question::read_side(&args.from)?;
    let Some(text) = text else {
        let (path, head) = begin_note(context, &practice, &client, when, &args.from)?;
        return write_in_editor(context, &practice, &client, &path, &format!("{head}\n"));
    };
    keep_words(context, &practice, &client, when, from, &text)
}

/// The words of a mail that was handed over with its headers: as they stand there, encoded, nobody could read them back.
fn read_mail(context: &Context, text: String) -> String {
    let words = saved_mail::words_of(&text);
    if words != text {
        context.ui.say("this is a raw mail: what was written in it is kept, its header isn't; keep the mail itself if you need that");
    }
    words
}

/// The words that were handed over; none where they are to be written in the editor.
fn read_words(text: Option<String>, context: &Context) -> anyhow::Result<Option<String>> {
    let text = match text.as_deref() {
        Some("-") => read_bounded(std::io::stdin().lock(), "standard input")?,
        Some(text) => text.to_owned(),
        None if context.ui.can_ask() => return Ok(None),
        None => String::new(),
    };
    if text.trim().is_empty() {
        bail!(Refusal::missing("there is nothing to keep", "give the words, or - for standard input"));
    }
    Ok(Some(text))
}

/// Opens a fresh note in the user's editor. It is taken away again if nothing was written into it; what was written is kept,
/// however the editor ended. An editor that came back at once may still show the note in a window, so then it stays.
fn write_in_editor(
    context: &Context,
    practice: &Practice,
    client: &str,
    path: &Arc<str>,
    fresh: &str,
) -> anyhow::Result<()> {
    practice.create(path, fresh)?;
    let edited = opening::open_in_editor_timed(context, practice, path, client);
    let came_back_at_once = matches!(edited, Ok(true));
    let stands = match practice.text(path) {
        Ok(text) if came_back_at_once && text == fresh => {
            context.ui.say(&format!(
                "nothing is written in it yet, and it is kept; if you don't need it: coach note remove {client} {}",
                stem(path),
                client = quote(client)
            ));
            true
        }
        Ok(text) if says_nothing_new(&text, fresh) => {
            practice.discard(path, &text)?;
            context.settle()?;
            false
        }
        // What can't be read as text was written all the same, unless the editor took the file away.
        _ => practice.file(path).is_ok(),
    };
    if stands {
        context.report_written(path)?;
    } else {
        context.ui.say("nothing was written, so no note is kept");
    }
    edited.map(drop)
}

/// Whether every line of a note stood in the fresh one already.
fn says_nothing_new(text: &str, fresh: &str) -> bool {
    let known: Vec<&str> = fresh.lines().map(str::trim).collect();
    text.lines().all(|line| line.trim().is_empty() || known.contains(&line.trim()))
}
