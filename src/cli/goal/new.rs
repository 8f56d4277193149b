use serde::Serialize;

use crate::cli::complete::Names;
use crate::cli::context::Context;
use crate::cli::words::goal_words;
use crate::model::dates::Direction;
use crate::model::goal::{GoalStatus, Motive};
use crate::model::id;
use crate::model::refusal::Refusal;
use crate::note::read;
use crate::practice::paths::{self, Kind};

/// Write down a goal
///
/// It prints the path of the note.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples![
    r#"coach goal new alice "Sing again" --importance 7 --motive intrinsic"#,
    r#"coach goal new ben "One day off" --words "A Friday with nothing in it.""#,
])]
pub struct Args {
    /// Whose
    #[arg(add = Names::Client)]
    client: String,
    /// What they want, in a line
    title: Option<String>,
    /// The file's name, if it isn't to be made from the title
    #[arg(long)]
    id: Option<String>,
    /// How much it matters to them, 0 to 10, by their own mark
    #[arg(long, value_name = "MARK")]
    importance: Option<String>,
    /// Whose goal it is: external, introjected, identified or intrinsic
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
    keys: Vec<(&'static str, String)>,
    words: Vec<String>,
    questions: Vec<String>,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let client = context.client(&practice, Some(&args.client))?;
    let usage = format!("coach goal new {client} \"What they want\"");
    let title = context.given_or_asked(args.title, "What do they want, in a line?", &usage)?;
    let id = match args.id {
        Some(id) => {
            id::check(&id)?;
            id
        }
        None => id::slug(&title)?,
    };
    if practice.free_id(&client, Kind::Goal, &id) != id {
        let hint = "give the new one another name with --id";
        return Err(Refusal::new(format!("there is a goal `{id}` already"), hint).into());
    }
    let mut keys: Vec<(&'static str, String)> = Vec::new();
    keys.extend(
        args.target
            .map(|target| context.read_date(&target, Direction::PlansAhead))
            .transpose()?
            .map(|target| ("target", target.date.to_string())),
    );
    keys.extend(args.importance.map(|importance| ("importance", importance)));
    keys.extend(args.motive.map(|motive| ("motive", motive)));
    let status = if args.proposed { GoalStatus::Proposed } else { GoalStatus::Active };
    let words = args.words.iter().flat_map(|words| words.lines()).map(str::to_owned).collect();
    let questions = goal_words(&practice)?.hard_questions.into_iter().map(|question| question.asks).collect();
    let opened = context.now.date.to_string();
    let view = NewGoal { title, status: status.word(), opened, keys, words, questions };
    let path = paths::note(&client, Kind::Goal, &id);
    let note = context.fill(&practice, "new-goal.md", &view)?;
    crate::cli::note_file::check_new(&path, &note, |note| read::goal(note).problems)?;
    practice.create(&path, &note)?;
    context.wrote(&path)?;
    Ok(())
}
