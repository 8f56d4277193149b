use std::collections::BTreeMap;

use anyhow::bail;

use crate::acts::goal_levels::{describe_levels, move_level, set_first_level};
use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::cli::support::goal_told;
use crate::cli::support::note_in_hand::NoteInHand;
use crate::cli::support::picking;
use crate::model::dates::Direction;
use crate::model::goal::Goal;
use crate::model::moment::Moment;
use crate::model::refusal::Refusal;

/// Say where a goal stands now, -2 to 2, by the client
///
/// 0 is what they expect to reach, -1 less and -2 much less than that, 1 more and 2 much more. On a terminal it asks, in the client's own
/// words for each level. --describe writes those words down. The first level is kept as `level_start`: where it began.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples![
    "coach goal level alice lead -1 --on yesterday",
    r#"coach goal level alice lead --describe -1="Kim and Jo decide the week.""#,
])]
pub struct Args {
    /// Whose
    #[arg(add = Names::Client)]
    client: String,
    /// Which one, by id or a part of its title
    #[arg(add = Names::Goal)]
    goal: String,
    /// Where it stands now
    #[arg(value_parser = level, allow_negative_numbers = true)]
    level: Option<i8>,
    /// Since when [default: today, where it moved]
    #[arg(long, value_name = "WHEN")]
    on: Option<String>,
    /// Where it stood at the beginning, if that isn't the first level that you write down
    #[arg(long, value_name = "LEVEL", value_parser = level, allow_hyphen_values = true)]
    start: Option<i8>,
    /// What a level looks like, in their words; again for each
    #[arg(long, value_name = "LEVEL=TEXT", value_parser = part_description, allow_hyphen_values = true)]
    describe: Vec<(i8, String)>,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let client = context.client(&practice, Some(&args.client))?;
    let record = context.record(&practice, &client).value;
    let id = picking::pick_goal_id(context, &record, &args.goal)?;
    let Some(goal) = record.goal(&id) else { return Ok(()) };
    let on = args.on.as_deref().map(|on| past_day(context, on)).transpose()?;
    let level = match args.level {
        None if args.describe.is_empty() && args.start.is_none() => ask_for_level(context, goal)?,
        given => given,
    };
    let described: BTreeMap<i8, String> = args.describe.iter().cloned().collect();
    // The day is that of the move: the same level again moves nothing, unless a day is given.
    let since = on.or((level != goal.level).then_some(context.now));
    let moved = level.and_then(|level| Some((level, since?)));
    let mut paper = NoteInHand::open(&practice, &goal.path)?;
    paper.change(|text| {
        let mut text = describe_levels(text, &described)?;
        if let Some(start) = args.start {
            text = set_first_level(&text, start)?;
        }
        match moved {
            Some((level, since)) => move_level(&text, level, since.date),
            None => Ok(text),
        }
    })?;
    let day = |day: Moment| Moment::day(day.date).to_spoken();
    let done = match (level, moved) {
        (_, Some((level, since))) => format!("level {} since {}", sign_level(level), day(since)),
        (Some(level), None) => {
            let since = goal.level_on.map(|since| format!(" since {}", day(Moment::day(since))));
            format!("it stands at {} already{}", sign_level(level), since.unwrap_or_default())
        }
        (None, None) if described.is_empty() && args.start.is_none() => return Ok(()),
        (None, None) => "the levels are described".to_owned(),
    };
    // Where it was moved today already, a command that was cut off behind the goal's own note may be run again.
    let moved_today = goal.level_on.filter(|on| level.is_some() && *on == context.now.date);
    if let Some(day) = moved.map(|(_, since)| since.date).or(moved_today) {
        goal_told::name_goal_on(context, &practice, &record, &goal.id, day)?;
    }
    context.did(&goal.path, &done)?;
    Ok(())
}

/// Asks where it stands, highest first; the client's own words, else what a level means.
fn ask_for_level(context: &Context, goal: &Goal) -> anyhow::Result<Option<i8>> {
    if !context.ui.can_ask() {
        bail!(Refusal::missing("where does it stand now?", "give the level, -2 to 2; 0 is what is expected"));
    }
    let levels: Vec<i8> = (-2..=2).rev().collect();
    let option = |level: &i8| {
        let own = goal.levels.iter().find(|(own, _)| own == level).map(|(_, words)| words.text.as_str());
        let now = if goal.level == Some(*level) { " (now)" } else { "" };
        let level_told = if context.ui.is_linear() { speak_level(*level) } else { sign_level(*level) };
        format!("{level_told} {}{now}", own.unwrap_or(explain_level(*level)))
    };
    let question = format!("“{}”: where does it stand now?", goal.display_name());
    // Enter alone moves nothing.
    let stands = goal.level.unwrap_or(0);
    let start = levels.iter().position(|level| *level == stands).unwrap_or_default();
    let chosen = context.ui.choose_from(&question, levels.iter().map(option).collect(), start)?;
    Ok(chosen.and_then(|place| levels.get(place).copied()))
}

/// A level with its sign; 0 has none.
fn sign_level(level: i8) -> String {
    if level > 0 { format!("+{level}") } else { level.to_string() }
}

/// The same to be read out: a voice may pass over a sign.
fn speak_level(level: i8) -> String {
    match level {
        0 => "0:".to_owned(),
        above if above > 0 => format!("plus {above}:"),
        below => format!("minus {}:", below.unsigned_abs()),
    }
}

/// What a level means where nobody has described it (Kiresuk and Sherman 1968).
const fn explain_level(level: i8) -> &'static str {
    match level {
        ..=-2 => "much less than expected",
        -1 => "less than expected",
        0 => "as expected",
        1 => "more than expected",
        2.. => "much more than expected",
    }
}

fn past_day(context: &Context, typed: &str) -> anyhow::Result<Moment> {
    let day = context.read_date(typed, Direction::LooksBack)?;
    if day.date > context.now.date {
        let what = format!("--on: {} is still to come", day.date);
        bail!(Refusal::invalid(what, "give the day on which it moved"));
    }
    Ok(day)
}

/// A level as people type it, with whatever minus sign.
fn level(typed: &str) -> Result<i8, String> {
    let level = typed.trim().replace('−', "-").parse().ok().filter(|level| (-2..=2).contains(level));
    level.ok_or_else(|| "write a level from -2 to 2".to_owned())
}

fn part_description(typed: &str) -> Result<(i8, String), String> {
    let usage = || "write it like -1=\"Kim and Jo decide the week.\"".to_owned();
    let (number, words) = typed.split_once('=').ok_or_else(usage)?;
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.is_empty() { Err(usage()) } else { Ok((level(number)?, words)) }
}
