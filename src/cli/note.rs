use std::process::ExitCode;

use anyhow::bail;
use serde::Serialize;

use super::context::Context;
use crate::model::refusal::Refusal;
use crate::model::session::Side;
use crate::practice::bounded;
use crate::practice::paths::{self, Kind};
use crate::ui::Answer;

/// Keep a mail, a message, a thought between sessions; prints the path
///
/// Each gets a note of its own, numbered within the day; the words are kept byte for byte.
///
/// Example: coach note alice "Reread the first call." · coach note alice - --from client < mail.txt
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Who
    client: String,
    /// The words, or - for standard input [default: asked for on a terminal]
    #[arg(allow_hyphen_values = true)]
    text: Option<String>,
    /// Whose words they are: client or coach
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(Side::WORDS), default_value = "coach")]
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
    let when = args.on.as_deref().map(|on| context.when(on)).transpose()?.unwrap_or(context.now);
    let text = words(&args, context)?;
    if text.trim().is_empty() {
        bail!(Refusal::new("there is nothing to keep", "give the words, or - for standard input"));
    }
    let head =
        context.fill(&practice, "new-note.md", &NewNote { date: when.to_string(), from: args.from })?;
    let path =
        paths::note(&client, Kind::Note, &practice.free_id(&client, Kind::Note, &when.date.to_string()));
    let ending = if text.ends_with('\n') { "" } else { "\n" };
    practice.create(&path, &format!("{head}\n{text}{ending}"))?;
    context.wrote(&path)?;
    Ok(ExitCode::SUCCESS)
}

fn words(args: &Args, context: &Context) -> anyhow::Result<String> {
    match args.text.as_deref() {
        Some("-") => bounded(std::io::stdin().lock(), "standard input"),
        Some(text) => Ok(text.to_owned()),
        None if context.ui.can_ask() => match context.ui.ask("What is to be kept?", None)? {
            Answer::Given(text) => Ok(text),
            Answer::Skipped => Ok(String::new()),
            Answer::Interrupted => Err(std::io::Error::from(std::io::ErrorKind::Interrupted).into()),
        },
        None => bail!(Refusal::new("there is nothing to keep", "give the words, or - for standard input")),
    }
}
