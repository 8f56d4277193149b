use anyhow::bail;

use crate::acts::alliance_marks::mark_alliance;
use crate::cli::paper::Paper;
use crate::cli::talk::{ask_for, ten};
use crate::cli::{complete::Names, context::Context, note_file};
use crate::model::refusal::Refusal;

/// Take the client's own marks of a session, 0 to 10; any of them
///
/// On a terminal it asks for those that no flag gives.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples![
    "coach session mark alice --heard 9 --focus 8 --approach 7 --overall 9",
])]
pub struct Args {
    /// Who [default: the nearest call]
    #[arg(add = Names::Client)]
    client: Option<String>,
    /// Which one: last, next, a date or an id [default: today's, else the last]
    #[arg(add = Names::Session)]
    session: Option<String>,
    /// How far they felt heard
    #[arg(long, value_name = "MARK")]
    heard: Option<String>,
    /// How far it was about what mattered to them
    #[arg(long, value_name = "MARK")]
    focus: Option<String>,
    /// How far the way of working suited them
    #[arg(long, value_name = "MARK")]
    approach: Option<String>,
    /// The session as a whole
    #[arg(long, value_name = "MARK")]
    overall: Option<String>,
}

pub fn run(args: &Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let id = context.client_to_write(&practice, args.client.as_deref())?;
    let record = context.record(&practice, &id).value;
    let session = note_file::session_to_write(context, &record, args.session.as_deref())?;
    let given = [&args.heard, &args.focus, &args.approach, &args.overall];
    let nothing = given.iter().all(|mark| mark.is_none());
    if nothing && !context.ui.can_ask() {
        bail!(Refusal::new("which marks?", "give --heard, --focus, --approach or --overall"));
    }
    let typed = given.map(|mark| mark.as_deref().map(ten).transpose());
    let mut paper = Paper::open(&practice, &session.path)?;
    if nothing {
        for (key, question) in QUESTIONS {
            if let Ok(mark) = ask_for(context, question, None, ten)? {
                paper.change(|text| mark_alliance(text, &[(key, mark)]))?;
            }
        }
    } else {
        // All of them are read before any is written, and written as one.
        let mut marks = Vec::new();
        for ((key, _), mark) in QUESTIONS.iter().zip(typed) {
            marks.extend(mark?.map(|mark| (*key, mark)));
        }
        paper.change(|text| mark_alliance(text, &marks))?;
    }
    context.did(&session.path, "the marks are written")?;
    Ok(())
}

/// Each mark and how it is asked for.
const QUESTIONS: [(&str, &str); 4] = [
    ("heard", "How far did you feel heard, 0 to 10?"),
    ("focus", "How far was it about what matters to you?"),
    ("approach", "How far did the way we worked suit you?"),
    ("overall", "And all in all?"),
];
