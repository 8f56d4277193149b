//! Playing a plan through: what gets in its way, what then, how sure they are before and after.

use crate::acts::plan::if_then::{if_then, split_if_then};
use crate::acts::plan::played_through::{add_if_then, reword_if_then, tick_if_then};
use crate::cli::support::context::Context;
use crate::cli::support::note_in_hand::NoteInHand;
use crate::cli::talks::question::{Reply, ask, ask_for, read_ten};
use crate::insight::smart::SURE;
use crate::model::new_value::NewValue;
use crate::model::plan::Plan;
use crate::model::wording::PlanWords;

/// Asks through the reality test of a plan, one question at a time.
pub fn play_through(context: &Context, words: &PlanWords, paper: &mut NoteInHand<'_>) -> anyhow::Result<()> {
    context.ui.say("Enter skips; a dot ends it. What was said is written as you go.");
    let before = ask_for(context, &words.asks("confidence_before", ""), None, read_ten)?;
    match before {
        Ok(mark) => paper.set("confidence_before", &NewValue::Plain(mark.to_string()))?,
        Err(Reply::End) => return Ok(()),
        Err(_) => {}
    }
    if !play_again(context, words, paper)? || ask_for_obstacles(context, words, paper, "")? == Reply::End {
        return Ok(());
    }
    let reply = ask_how_sure(context, words, paper, &words.asks("confidence", ""), None)?;
    let low = paper.plan().fit.confidence.is_some_and(|mark| mark.value() < SURE);
    if low && matches!(reply, Reply::Said(_)) {
        ask_for_one_higher(context, words, paper)?;
    }
    Ok(())
}

/// Plays each if-then that wasn't played yet: it holds, or it gets a better then. No when it was ended.
fn play_again(context: &Context, words: &PlanWords, paper: &mut NoteInHand<'_>) -> anyhow::Result<bool> {
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
                paper.change(|text| reword_if_then(text, task.number, &better))?;
            }
            Reply::Said(_) | Reply::Skip => {}
        }
        paper.change(|text| tick_if_then(text, task.number))?;
    }
    Ok(true)
}

/// Asks what gets in the way, and what then, until nothing new comes. `lead` stands before the first question.
pub fn ask_for_obstacles(
    context: &Context,
    words: &PlanWords,
    paper: &mut NoteInHand<'_>,
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
            paper.change(|text| reword_if_then(text, number, &open))?;
            number
        } else {
            paper.change(|text| add_if_then(text, &open))?;
            paper.plan().if_thens.len()
        };
        let then = match &whole {
            Some((_, then)) => Reply::Said(then.clone()),
            None => ask(context, &words.asks("then", ""), None)?,
        };
        match then {
            Reply::Said(then) => {
                let played = if_then(bare, &then, &words.small);
                paper.change(|text| reword_if_then(text, number, &played))?;
                paper.change(|text| tick_if_then(text, number))?;
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
pub fn ask_how_sure(
    context: &Context,
    words: &PlanWords,
    paper: &mut NoteInHand<'_>,
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
    let mark = if number.is_empty() { read_ten(told)? } else { read_ten(number)? };
    let rest = told[number.len()..].trim();
    let rest =
        ["/10", "/ 10", "of 10", "out of 10"].iter().find_map(|of| rest.strip_prefix(of)).unwrap_or(rest);
    Ok((mark, rest.trim_start_matches([',', '.', ';', ':', '-', '–', '—', ' ']).trim().to_owned()))
}

/// Asks what would make it one higher, and keeps the answer with the test.
pub fn ask_for_one_higher(
    context: &Context,
    words: &PlanWords,
    paper: &mut NoteInHand<'_>,
) -> anyhow::Result<Reply> {
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
