use anyhow::bail;

use crate::acts::alliance_marks::mark_alliance;
use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::cli::support::note_in_hand::NoteInHand;
use crate::cli::support::picking;
use crate::cli::support::replaced::tell_replaced;
use crate::cli::talks::question::{Reply, ask_for, read_ten};
use crate::model::refusal::Refusal;

/// Take the client's own marks of a session, 0 to 10; any of them
///
/// They are about how you worked, not about them. On a terminal it asks for them in a client's words; best given without you watching:
/// they stand on the client's page, too (`coach share`).
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples![
    "coach session mark alice --heard 9 --focus 8 --approach 7 --overall 9",
])]
pub struct Args {
    /// Who [default: the call at hand]
    #[arg(add = Names::Client)]
    client: Option<String>,
    /// Which one: last, next, a date or an id [default: today's, else the last]
    #[arg(add = Names::Session)]
    session: Option<String>,
    /// Did they feel heard?
    #[arg(long, value_name = "MARK")]
    heard: Option<String>,
    /// Was it about what they came for?
    #[arg(long, value_name = "MARK")]
    focus: Option<String>,
    /// Did the way of working suit them?
    #[arg(long, value_name = "MARK")]
    approach: Option<String>,
    /// Was it worth their hour?
    #[arg(long, value_name = "MARK")]
    overall: Option<String>,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let id = context.client_to_write(&practice, args.client.as_deref())?;
    let record = context.record(&practice, &id).value;
    let session = picking::pick_session_to_write(context, &record, args.session.as_deref())?;
    let given = [&args.heard, &args.focus, &args.approach, &args.overall];
    let nothing = given.iter().all(|mark| mark.is_none());
    if nothing && !context.ui.can_ask() {
        bail!(Refusal::missing("which marks?", "give --heard, --focus, --approach or --overall"));
    }
    let typed = given.map(|mark| mark.as_deref().map(read_ten).transpose());
    let mut paper = NoteInHand::open(&practice, &session.path)?;
    let before = paper.text.clone();
    if nothing {
        ask_for_marks(context, &mut paper)?;
    } else {
        // All of them are read before any is written, and written as one.
        let mut marks = Vec::new();
        for ((key, _), mark) in QUESTIONS.iter().zip(typed) {
            marks.extend(mark?.map(|mark| (*key, mark)));
        }
        paper.change(|text| mark_alliance(text, &marks))?;
    }
    tell_replaced(context, [&before, &paper.text], &["alliance"]);
    context.did(&session.path, "the marks are written")?;
    Ok(())
}

/// Asks for the marks one by one. Whoever types several at once has given that many.
fn ask_for_marks(context: &Context, paper: &mut NoteInHand<'_>) -> anyhow::Result<()> {
    context.ui.say(OPENING);
    let mut at = 0;
    while let Some((_, question)) = QUESTIONS.get(at) {
        let left = QUESTIONS.len() - at;
        match ask_for(context, question, None, |typed| several_marks(typed, left))? {
            Ok(marks) => {
                let keys = QUESTIONS[at..].iter().map(|(key, _)| *key);
                let given: Vec<(&str, f64)> = keys.zip(marks.iter().copied()).collect();
                paper.change(|text| mark_alliance(text, &given))?;
                at += given.len();
            }
            Err(Reply::Back) => at = at.saturating_sub(1),
            Err(Reply::End) => break,
            Err(_) => at += 1,
        }
    }
    Ok(())
}

/// One mark, or several as they are typed in a row: `9,8,8,9`, `9 8 8 9`. A single comma is a decimal one: `7,5`.
fn several_marks(typed: &str, left: usize) -> anyhow::Result<Vec<f64>> {
    if let Ok(mark) = read_ten(typed) {
        return Ok(vec![mark]);
    }
    let parts = typed.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '/'));
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    if parts.len() < 2 {
        return read_ten(typed).map(|mark| vec![mark]);
    }
    if parts.len() > left {
        bail!("those are {} marks, and {left} are left; one at a time is fine", parts.len());
    }
    parts.into_iter().map(read_ten).collect()
}

/// How the marks are asked for: what they are about, and that low ones are welcome. A client who protects their coach says nothing.
const OPENING: &str = "Four marks about how we worked, for me, not about you. Low ones help me most.\nSkip any. 0 not at all, 10 completely.";

/// Each mark and how it is asked for.
const QUESTIONS: [(&str, &str); 4] = [
    ("heard", "Did you feel heard today?"),
    ("focus", "Did we talk about what you came for?"),
    ("approach", "Did the way we worked suit you?"),
    ("overall", "Was it worth your hour?"),
];

#[cfg(test)]
mod tests {
    use super::several_marks;

    #[test]
    fn marks_in_a_row_are_so_many_marks() {
        for (typed, left, wanted) in [
            ("9", 4, Some(vec![9.0])),
            ("7,5", 4, Some(vec![7.5])),
            ("9,8,8,9", 4, Some(vec![9.0, 8.0, 8.0, 9.0])),
            ("9 8", 3, Some(vec![9.0, 8.0])),
            ("9, 8, 8", 2, None),
            ("9,8,11", 4, None),
            ("well", 4, None),
        ] {
            assert_eq!(several_marks(typed, left).ok(), wanted, "{typed}");
        }
    }
}
