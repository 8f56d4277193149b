use std::process::ExitCode;
use std::sync::Arc;

use anyhow::bail;
use serde::Serialize;

use super::complete::Names;
use super::context::Context;
use super::{note_file, talk};
use crate::model::dates::Direction;
use crate::model::moment::Moment;
use crate::model::refusal::Refusal;
use crate::model::session::Side;
use crate::note::fence::{self, Fence};
use crate::practice::paths::{self, Kind};
use crate::practice::{Practice, bounded};

/// Keep a mail, a message, a thought between sessions
///
/// It prints the path. Each gets a note of its own, numbered within the day; the words are kept byte for byte. On a terminal, without words, your
/// editor is opened on the note; one that is left empty is taken away again.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples![
    r#"coach note alice "Reread the first call.""#,
    "coach note alice - --from client < mail.txt",
])]
pub struct Args {
    /// Who
    #[arg(add = Names::Client)]
    client: String,
    /// The words, or - for standard input [default: written in your editor]
    #[arg(allow_hyphen_values = true)]
    text: Option<String>,
    /// Whose words they are: client or coach
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(Side::WORDS), default_value = "coach", hide_possible_values = true)]
    from: String,
    /// When [default: now]
    #[arg(long, value_name = "WHEN")]
    on: Option<String>,
}

/// What `new-note.md` is filled with: the front matter.
#[derive(Serialize)]
struct NewNote {
    date: String,
    from: String,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<ExitCode> {
    let practice = context.practice()?;
    let client = context.client(&practice, Some(&args.client))?;
    let when = args
        .on
        .as_deref()
        .map(|on| context.read_date(on, Direction::LooksBack))
        .transpose()?
        .unwrap_or(context.now);
    let text = words(&args, context)?;
    let from = talk::side(&args.from)?;
    let head =
        context.fill(&practice, "new-note.md", &NewNote { date: when.to_string(), from: args.from })?;
    let path =
        paths::note(&client, Kind::Note, &practice.free_id(&client, Kind::Note, &when.date.to_string()));
    match text {
        Some(text) => {
            let ending = if text.ends_with('\n') { "" } else { "\n" };
            let note = format!("{head}\n{text}{ending}");
            let same = standing(&practice, &client, when, from, &note);
            if let Some(same) = &same {
                context.did(same, "it stands there already")?;
            } else {
                practice.create(&path, &note)?;
            }
            context.wrote(same.as_ref().unwrap_or(&path))?;
        }
        None => in_the_editor(context, &practice, &client, &path, &format!("{head}\n"))?,
    }
    Ok(ExitCode::SUCCESS)
}

/// The note of that day that holds the same words of the same side.
fn standing(practice: &Practice, client: &str, when: Moment, from: Side, note: &str) -> Option<Arc<str>> {
    let words = |note: &str| match fence::find(note) {
        Fence::Block { body, .. } => note[body..].to_owned(),
        _ => note.to_owned(),
    };
    let notes = practice.record(client).value.notes.into_iter();
    let mut of_that_day = notes.filter(|other| other.when.date == when.date && other.from == from);
    let same = |path: &str| practice.text(path).is_ok_and(|text| words(&text) == words(note));
    of_that_day.find(|other| same(&other.path)).map(|other| other.path)
}

/// The words that were handed over; none where they are to be written in the editor.
fn words(args: &Args, context: &Context) -> anyhow::Result<Option<String>> {
    let text = match args.text.as_deref() {
        Some("-") => bounded(std::io::stdin().lock(), "standard input")?,
        Some(text) => text.to_owned(),
        None if context.ui.can_ask() => return Ok(None),
        None => String::new(),
    };
    if text.trim().is_empty() {
        bail!(Refusal::new("there is nothing to keep", "give the words, or - for standard input"));
    }
    Ok(Some(text))
}

/// Opens a fresh note in the user's editor. It is taken away again if nothing was written into it; what was written is kept,
/// however the editor ended.
fn in_the_editor(
    context: &Context,
    practice: &Practice,
    client: &str,
    path: &Arc<str>,
    fresh: &str,
) -> anyhow::Result<()> {
    practice.create(path, fresh)?;
    let edited = note_file::edit(context, practice, path, client);
    let stands = match practice.text(path) {
        Ok(text) if says_nothing_new(&text, fresh) => {
            practice.discard(path, &text)?;
            context.settle()?;
            false
        }
        // What can't be read as text was written all the same, unless the editor took the file away.
        _ => practice.file(path).is_ok(),
    };
    if stands {
        context.wrote(path)?;
    } else {
        context.ui.say("nothing was written, so no note is kept");
    }
    edited
}

/// Whether every line of a note stood in the fresh one already.
fn says_nothing_new(text: &str, fresh: &str) -> bool {
    let known: Vec<&str> = fresh.lines().map(str::trim).collect();
    text.lines().all(|line| line.trim().is_empty() || known.contains(&line.trim()))
}
