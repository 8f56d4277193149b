use anyhow::bail;

use super::hold::show_before;
use crate::acts::plan::if_then::{if_then, play, split_if_then};
use crate::cli::paper::{Paper, said};
use crate::cli::talk::{Reply, ask, ask_for, ten};
use crate::cli::words::words;
use crate::cli::{complete::Names, context::Context, note_file};
use crate::insight::smart::SURE;
use crate::model::plan::Plan;
use crate::model::refusal::Refusal;
use crate::model::words::PlanWords;
use crate::note::edit::{self, NewValue};

/// Play a plan through against what could get in its way
///
/// The reality test. On a terminal it asks: confidence before, each if-then that wasn't played yet, what gets in the way and what then, until
/// nothing new comes, confidence after. Each answer has a flag.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples![
    r#"coach plan test alice --if-then "If it rains, then I take the bus.""#,
    "coach plan test alice --played 1 --confidence 8",
])]
pub struct Args {
    /// Whose [default: the call at hand]
    #[arg(add = Names::Client)]
    client: Option<String>,
    /// Which plan, by id or a part of its title [default: the newest open one]
    #[arg(add = Names::Plan)]
    plan: Option<String>,
    /// An obstacle and its answer; again for each
    ///
    /// "If …, then …"; what is given was played through.
    #[arg(long = "if-then", value_name = "TEXT", allow_hyphen_values = true)]
    if_thens: Vec<String>,
    /// The number of one that was played through
    ///
    /// Again for each.
    #[arg(long, value_name = "N")]
    played: Vec<usize>,
    /// How sure they were before, 0 to 10
    #[arg(long, value_name = "MARK", value_parser = crate::cli::talk::decimal)]
    confidence_before: Option<f64>,
    /// How sure they are now, 0 to 10
    #[arg(long, value_name = "MARK", value_parser = crate::cli::talk::decimal)]
    confidence: Option<f64>,
    /// What would make it one higher
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    higher: Option<String>,
}

pub fn run(args: &Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let id = context.client_to_write(&practice, args.client.as_deref())?;
    let record = context.record(&practice, &id).value;
    let plan = note_file::plan(context, &record, args.plan.as_deref())?;
    let mut paper = Paper::open(&practice, &plan.path)?;
    let said = flags(args, &mut paper)?;
    if !said && context.ui.can_ask() {
        let words = words(&practice)?;
        show_before(context, &record, &paper.plan(), &words);
        converse(context, &words, &mut paper)?;
    } else if !said {
        bail!(Refusal::new(
            "the reality test asks, and there is no terminal",
            "give --if-then, --played, --confidence"
        ));
    }
    context.wrote(&paper.path)
}

/// What the flags say, in one write; whether they said anything.
fn flags(args: &Args, paper: &mut Paper<'_>) -> anyhow::Result<bool> {
    let mark = |flag: &str, mark: Option<f64>| {
        let read = mark.map(|mark| ten(&mark.to_string())).transpose();
        read.map_err(|error| anyhow::anyhow!("{flag}: {error}"))
    };
    let before = mark("--confidence-before", args.confidence_before)?;
    let after = mark("--confidence", args.confidence)?;
    // What they were sure of until now is what they were sure of before the test; the same mark says nothing new.
    let before = before.or_else(|| {
        paper
            .plan()
            .fit
            .confidence
            .map(crate::model::mark::Mark::value)
            .filter(|until_now| after.is_some_and(|after| (after - until_now).abs() > f64::EPSILON))
            .filter(|_| paper.plan().fit.confidence_before.is_none())
    });
    let higher = args.higher.as_deref().map(|higher| said("One higher: ", higher));
    paper.change(|text| {
        let mut text = text.to_owned();
        for (key, mark) in [("confidence_before", before), ("confidence", after)] {
            if let Some(mark) = mark {
                text = edit::set(&text, &[key], &NewValue::Plain(mark.to_string()))?;
            }
        }
        for number in &args.played {
            text = edit::tick(&text, "Reality test", *number, true)?;
        }
        let text = args.if_thens.iter().try_fold(text, |text, line| play(&text, line))?;
        match &higher {
            Some(higher) if !edit::stands_in(&text, "Reality test", higher) => {
                edit::append(&text, "Reality test", higher)
            }
            _ => Ok(text),
        }
    })?;
    let lists = args.if_thens.len() + args.played.len();
    Ok(before.is_some() || after.is_some() || higher.is_some() || lists > 0)
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
    let reply = sure(context, words, paper, &words.asks("confidence", ""), None)?;
    let low = paper.plan().fit.confidence.is_some_and(|mark| mark.value() < SURE);
    if low && matches!(reply, Reply::Said(_)) {
        higher(context, words, paper)?;
    }
    Ok(())
}

/// Plays each if-then that wasn't played yet: it holds, or it gets a better then. No when it was ended.
fn play_again(context: &Context, words: &PlanWords, paper: &mut Paper<'_>) -> anyhow::Result<bool> {
    for task in paper.plan().if_thens.into_iter().filter(|task| task.state.is_open()) {
        let text = task.statement.text.trim_end_matches('.');
        let mut reply = ask(context, &words.asks("play", text), None)?;
        if matches!(&reply, Reply::Said(said) if is_no(said)) {
            reply = ask(context, &words.asks("then", ""), None)?;
            if reply == Reply::Skip {
                continue;
            }
        }
        match reply {
            Reply::End => return Ok(false),
            Reply::Back => continue,
            Reply::Said(said) if !is_yes(&said) => {
                let obstacle = text.split(", then").next().unwrap_or(text);
                let better = if_then(obstacle, &said, &words.small);
                paper.change(|text| edit::reword(text, "Reality test", task.number, &better))?;
            }
            Reply::Said(_) | Reply::Skip => {}
        }
        paper.change(|text| edit::tick(text, "Reality test", task.number, true))?;
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
    let scene = format!("{lead}{}", words.asks("scene", &scene(&paper.plan())));
    let mut question = scene.clone();
    // An obstacle that was gone back to: its number, and its words.
    let mut back: Option<(usize, String)> = None;
    let mut pending: Option<String> = None;
    let mut named = 0;
    loop {
        let reply = match pending.take() {
            Some(told) => Reply::Said(told),
            None => ask(context, &question, back.as_ref().map(|(_, obstacle)| obstacle.as_str()))?,
        };
        let obstacle = match (reply, &back) {
            (Reply::Said(obstacle), _) => obstacle,
            (Reply::Skip, Some((_, obstacle))) => obstacle.clone(),
            // What was named stays; nothing new came.
            (Reply::Skip, None) if named > 0 => return Ok(Reply::Said(String::new())),
            (other, _) => return Ok(other),
        };
        let whole = split_if_then(&obstacle).map(|(obstacle, then)| (obstacle.to_owned(), then.to_owned()));
        let bare = whole.as_ref().map_or(obstacle.as_str(), |(obstacle, _)| obstacle.as_str());
        // The obstacle is written before its answer is asked for: an interruption between the two loses neither.
        let open = if_then(bare, "", &words.small);
        let number = if let Some((number, _)) = back.take() {
            paper.change(|text| edit::reword(text, "Reality test", number, &open))?;
            number
        } else {
            paper.append("Reality test", &format!("- [ ] {open}"))?;
            paper.plan().if_thens.len()
        };
        let then = match &whole {
            Some((_, then)) => Reply::Said(then.clone()),
            None => ask(context, &words.asks("then", ""), None)?,
        };
        match then {
            Reply::Said(then) => {
                let played = if_then(bare, &then, &words.small);
                paper.change(|text| edit::reword(text, "Reality test", number, &played))?;
                paper.change(|text| edit::tick(text, "Reality test", number, true))?;
            }
            Reply::End => return Ok(Reply::End),
            Reply::Back => {
                back = Some((number, obstacle));
                question.clone_from(&scene);
                continue;
            }
            Reply::Skip => {}
        }
        named += 1;
        question = words.asks("scene_again", "");
        if named == ENOUGH {
            match ask(context, &words.asks("scene_on", ""), None)? {
                Reply::Said(told) if is_yes(&told) => {}
                // Whoever types an obstacle at once has answered that there is another one.
                Reply::Said(told) if !is_no(&told) => pending = Some(told),
                Reply::End => return Ok(Reply::End),
                _ => return Ok(Reply::Said(String::new())),
            }
        }
    }
}

/// After so many obstacles it is asked whether to go on.
const ENOUGH: usize = 2;

fn is_yes(told: &str) -> bool {
    matches!(told.to_lowercase().as_str(), "y" | "yes" | "ja" | "j" | "oui" | "sí" | "si")
}

fn is_no(told: &str) -> bool {
    matches!(told.to_lowercase().as_str(), "n" | "no" | "nein" | "non")
}

/// Asks how sure they are and what makes it that, in one line: `8`, or `8, the room is booked`.
pub fn sure(
    context: &Context,
    words: &PlanWords,
    paper: &mut Paper<'_>,
    question: &str,
    now: Option<&str>,
) -> anyhow::Result<Reply> {
    let (mark, reason) = match ask_for(context, question, now, mark_and_reason)? {
        Ok(told) => told,
        Err(reply) => return Ok(reply),
    };
    paper.set("confidence", &NewValue::Plain(mark.to_string()))?;
    if !reason.is_empty() {
        paper.say("Reality test", &format!("{} ", words.asks("confidence_reason", "")), &reason)?;
    }
    Ok(Reply::Said(mark.to_string()))
}

/// A mark, and the words behind it.
fn mark_and_reason(told: &str) -> anyhow::Result<(f64, String)> {
    let told = told.trim();
    let digits =
        told.len() - told.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',')).len();
    let number = told[..digits].trim_end_matches(['.', ',']);
    let mark = if number.is_empty() { ten(told)? } else { ten(number)? };
    let rest = told[number.len()..].trim();
    let rest =
        ["/10", "/ 10", "of 10", "out of 10"].iter().find_map(|of| rest.strip_prefix(of)).unwrap_or(rest);
    Ok((mark, rest.trim_start_matches([',', '.', ';', ':', '-', '–', '—', ' ']).trim().to_owned()))
}

/// Asks what would make it one higher, and keeps the answer with the test.
pub fn higher(context: &Context, words: &PlanWords, paper: &mut Paper<'_>) -> anyhow::Result<Reply> {
    let question = words.asks("higher", "");
    let reply = ask(context, &question, None)?;
    if let Reply::Said(higher) = &reply {
        paper.say("Reality test", &format!("{question} "), higher)?;
    }
    Ok(reply)
}

/// A scene made of the plan's own when and where: `Tue and Thu, 07:30, the library`.
fn scene(plan: &Plan) -> String {
    let parts: Vec<&str> =
        [&plan.fit.when, &plan.fit.place].into_iter().flatten().map(String::as_str).collect();
    if parts.is_empty() { "an ordinary Tuesday".to_owned() } else { parts.join(", ") }
}
