use anyhow::bail;

use super::paper::if_then;
use crate::cli::paper::Paper;
use crate::cli::talk::{Reply, ask, ask_for, ten};
use crate::cli::words::words;
use crate::cli::{context::Context, note_file};
use crate::insight::smart::SURE;
use crate::model::plan::Plan;
use crate::model::refusal::Refusal;
use crate::model::words::PlanWords;
use crate::note::edit::{self, NewValue};

/// The reality test: play a plan through against what could get in its way
///
/// On a terminal it asks: confidence before, each if-then that wasn't played yet, what gets in the way and what then, until
/// nothing new comes, confidence after. Each answer has a flag.
///
/// Example: coach plan test alice --if-then "If it rains, then I take the bus." --confidence 8
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Whose [default: the nearest call]
    client: Option<String>,
    /// Which plan, by id or a part of its title [default: the newest open one]
    plan: Option<String>,
    /// An obstacle and its answer, played through; again for each
    #[arg(long = "if-then", value_name = "TEXT", allow_hyphen_values = true)]
    if_thens: Vec<String>,
    /// An if-then that was played through, by its number; again for each
    #[arg(long, value_name = "N")]
    played: Vec<usize>,
    /// How sure they were before, 0 to 10
    #[arg(long, value_name = "MARK")]
    confidence_before: Option<f64>,
    /// How sure they are now, 0 to 10
    #[arg(long, value_name = "MARK")]
    confidence: Option<f64>,
    /// What would make it one higher
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    higher: Option<String>,
}

pub fn run(args: &Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let id = context.client(&practice, args.client.as_deref())?;
    let record = context.record(&practice, &id).value;
    let plan = note_file::plan(context, &record, args.plan.as_deref())?;
    let mut paper = Paper::open(&practice, &plan.path)?;
    let said = flags(args, &mut paper)?;
    if !said && context.ui.can_ask() {
        converse(context, &words(&practice)?, &mut paper)?;
    } else if !said {
        bail!(Refusal::new(
            "the reality test asks, and there is no terminal",
            "give --if-then, --played, --confidence"
        ));
    }
    context.wrote(&paper.path)
}

/// What the flags say; whether they said anything.
fn flags(args: &Args, paper: &mut Paper<'_>) -> anyhow::Result<bool> {
    for (key, flag, mark) in [
        ("confidence_before", "--confidence-before", args.confidence_before),
        ("confidence", "--confidence", args.confidence),
    ] {
        if let Some(mark) = mark {
            let mark = ten(&mark.to_string()).map_err(|error| anyhow::anyhow!("{flag}: {error}"))?;
            paper.set(key, &NewValue::Plain(mark.to_string()))?;
        }
    }
    for line in &args.if_thens {
        paper.append(
            "Reality test",
            &format!("- [x] {}", line.split_whitespace().collect::<Vec<_>>().join(" ")),
        )?;
    }
    for number in &args.played {
        paper.change(|text| edit::tick(text, "Reality test", *number, true))?;
    }
    if let Some(higher) = &args.higher {
        paper.append("Reality test", &format!("One higher: {higher}"))?;
    }
    Ok(args.confidence_before.is_some()
        || args.confidence.is_some()
        || args.higher.is_some()
        || !args.if_thens.is_empty()
        || !args.played.is_empty())
}

fn converse(context: &Context, words: &PlanWords, paper: &mut Paper<'_>) -> anyhow::Result<()> {
    context.ui.say("Enter skips; a dot ends it. What was said is written as you go.");
    let before = ask_for(context, &words.asks("confidence_before", ""), None, ten)?;
    match before {
        Ok(mark) => paper.set("confidence_before", &NewValue::Plain(mark.to_string()))?,
        Err(Reply::End) => return Ok(()),
        Err(_) => {}
    }
    if !play_again(context, words, paper)? || obstacles(context, words, paper, "")? == Reply::End {
        return Ok(());
    }
    if let Ok(mark) = ask_for(context, &words.asks("confidence", ""), None, ten)? {
        paper.set("confidence", &NewValue::Plain(mark.to_string()))?;
        if mark < SURE {
            higher(context, words, paper)?;
        }
    }
    Ok(())
}

/// Plays each if-then that wasn't played yet. No when it was ended.
fn play_again(context: &Context, words: &PlanWords, paper: &mut Paper<'_>) -> anyhow::Result<bool> {
    for task in paper.plan().if_thens.into_iter().filter(|task| !task.done) {
        match ask(context, &words.asks("play", &task.statement.text), None)? {
            Reply::End => return Ok(false),
            Reply::Back => {}
            Reply::Skip => paper.change(|text| edit::tick(text, "Reality test", task.number, true))?,
            Reply::Said(then) => {
                let obstacle = task.statement.text.split(',').next().unwrap_or_default().to_owned();
                paper.append("Reality test", &format!("- [x] {}", if_then(&obstacle, &then)))?;
            }
        }
    }
    Ok(true)
}

/// Asks what gets in the way, and what then, until nothing new comes. `lead` stands before the first question.
pub fn obstacles(
    context: &Context,
    words: &PlanWords,
    paper: &mut Paper<'_>,
    lead: &str,
) -> anyhow::Result<Reply> {
    let mut question = format!("{lead}{}", words.asks("scene", &scene(&paper.plan())));
    loop {
        let obstacle = match ask(context, &question, None)? {
            Reply::Said(obstacle) => obstacle,
            other => return Ok(other),
        };
        // The obstacle is written before its answer is asked for: an interruption between the two loses neither.
        paper.append("Reality test", &format!("- [ ] {}", if_then(&obstacle, "")))?;
        let number = paper.plan().if_thens.len();
        match ask(context, &words.asks("then", ""), None)? {
            Reply::Said(then) => {
                paper
                    .change(|text| edit::reword(text, "Reality test", number, &if_then(&obstacle, &then)))?;
                paper.change(|text| edit::tick(text, "Reality test", number, true))?;
            }
            Reply::End => return Ok(Reply::End),
            Reply::Skip | Reply::Back => {}
        }
        question = words.asks("scene_again", "");
    }
}

/// Asks what would make it one higher, and keeps the answer with the test.
pub fn higher(context: &Context, words: &PlanWords, paper: &mut Paper<'_>) -> anyhow::Result<Reply> {
    let question = words.asks("higher", "");
    let reply = ask(context, &question, None)?;
    if let Reply::Said(higher) = &reply {
        paper.append("Reality test", &format!("{question} {higher}"))?;
    }
    Ok(reply)
}

/// A scene made of the plan's own when and where: `Tue and Thu, 07:30, the library`.
fn scene(plan: &Plan) -> String {
    let parts: Vec<&str> = [&plan.when, &plan.place].into_iter().flatten().map(String::as_str).collect();
    if parts.is_empty() { "an ordinary Tuesday".to_owned() } else { parts.join(", ") }
}
