use serde::Serialize;

use crate::acts::birth::{give_keys, read_back};
use crate::acts::goal_birth::GoalKeys;
use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::cli::support::title_words::check_goal_title;
use crate::cli::support::word_lists::read_goal_words;
use crate::cli::talks::question::{Reply, ask_for_onward, ask_onward, read_ten};
use crate::model::dates::Direction;
use crate::model::goal::{AskedBy, GoalStatus, Motive};
use crate::model::id;
use crate::model::refusal::Refusal;
use crate::model::shell_word::quote;
use crate::practice::paths::{self, Kind};

/// Write down a goal
///
/// What they want, in a line; the words need no quotes. Without them, on a terminal, it asks what they want, how they say it, and how much
/// it matters to them (importance: 0 not at all, 10 more than anything). It prints the path of the note.
#[derive(Debug, clap::Args)]
#[command(override_usage = "coach goal new [OPTIONS] [CLIENT] [WORDS]...", after_long_help = examples![
    "coach goal new alice Sing again --importance 7 --motive intrinsic",
    r#"coach goal new ben "One day off" --words "A Friday with nothing in it.""#,
])]
pub struct Args {
    /// Whose, and what they want, in a line [default: the call at hand]
    #[arg(value_name = "CLIENT WORDS", add = Names::Client)]
    title: Vec<String>,
    /// The file's name, if it isn't to be made from the title
    #[arg(long)]
    id: Option<String>,
    /// How much it matters to them, 0 to 10, by their own mark
    #[arg(long, value_name = "MARK", value_parser = mark)]
    importance: Option<f64>,
    /// Who asked for it: client, sponsor or both
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(AskedBy::WORDS), hide_possible_values = true)]
    asked_by: Option<String>,
    /// Why they want it, as they named it
    ///
    /// external: somebody asks it of them; introjected: they'd feel bad if they didn't; identified: it matters to them; intrinsic: they
    /// like it.
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(Motive::WORDS), hide_possible_values = true)]
    motive: Option<String>,
    /// By when they want it
    #[arg(long, value_name = "DATE")]
    target: Option<String>,
    /// The wish in their own words; again for each line
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    words: Vec<String>,
    /// Named, but not taken up yet
    #[arg(long)]
    proposed: bool,
}

/// What `new-goal.md` is filled with.
#[derive(Serialize)]
struct NewGoal {
    title: String,
    status: &'static str,
    opened: String,
    words: Vec<String>,
    questions: Vec<String>,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    check_goal_title(args.title.get(1..).unwrap_or_default(), &["goal", "new"])?;
    let (client, title) = context.client_and_text(&practice, &args.title)?;
    let asks = title.is_none();
    let usage = format!("coach goal new {client} What they want", client = quote(&client));
    let title = context.take_or_ask(title, "What do they want, in a line?", &usage)?;
    let id = match args.id {
        Some(id) => {
            id::check(&id)?;
            id
        }
        None => id::slug(&title)?,
    };
    if practice.free_id(&client, Kind::Goal, &id) != id {
        let hint = "give the new one another name with --id";
        return Err(Refusal::exists(format!("there is a goal `{id}` already"), hint).into());
    }
    let target = args.target.map(|target| context.read_date(&target, Direction::PlansAhead)).transpose()?;
    let mut words: Vec<String> =
        args.words.iter().flat_map(|words| words.lines()).map(str::to_owned).collect();
    let mut importance = args.importance;
    if asks && words.is_empty() {
        words = ask_for_words(context)?;
    }
    if asks && importance.is_none() {
        importance = ask_how_much_it_matters(context)?;
    }
    let keys = GoalKeys {
        target: target.map(|target| target.date),
        importance,
        asked_by: args.asked_by,
        motive: args.motive,
    };
    let status = if args.proposed { GoalStatus::Proposed } else { GoalStatus::Active };
    let questions =
        read_goal_words(&practice)?.hard_questions.into_iter().map(|question| question.asks).collect();
    let opened = context.now.date.to_string();
    let view = NewGoal { title, status: status.word(), opened, words, questions };
    let path = paths::note(&client, Kind::Goal, &id);
    let note = context.fill(&practice, "new-goal.md", &view)?;
    let note = give_keys(&path, &note, &keys.list())?;
    read_back(Some(Kind::Goal), &path, &note)?;
    practice.create(&path, &note)?;
    context.report_written(&path)?;
    Ok(())
}

/// How they say it themselves, a line at a time; an empty one ends it.
fn ask_for_words(context: &Context) -> anyhow::Result<Vec<String>> {
    let mut words = Vec::new();
    let mut question = "In their own words? Enter on an empty line goes on";
    while let Reply::Said(line) = ask_onward(context, question, None)? {
        words.push(line);
        question = "…";
    }
    Ok(words)
}

/// Their own mark; Enter leaves it open.
fn ask_how_much_it_matters(context: &Context) -> anyhow::Result<Option<f64>> {
    let question = "How much does it matter to them? 0 not at all, 10 more than anything";
    Ok(ask_for_onward(context, question, None, read_ten)?.ok())
}

/// A mark from 0 to 10 that was given as a flag.
fn mark(typed: &str) -> Result<f64, String> {
    read_ten(typed).map_err(|error| error.to_string())
}
