use std::path::PathBuf;

use anyhow::{Context as _, bail};
use chrono::NaiveDate;

use super::draft::{Draft, Sheet};
use crate::cli::{context::Context, note_file};
use crate::model::goal::GoalStatus;
use crate::model::plan::MadeBy;
use crate::model::record::Record;
use crate::model::refusal::Refusal;

/// Make a plan: by flags, from a file, or as an empty checklist; prints its path
///
/// The client's own words go in; what is left out stays open on the checklist.
///
/// Example: coach plan new alice --what "Two mornings for the vision" --when "Tue and Thu, 07:30" --confidence 8
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Whose [default: the nearest call]
    client: Option<String>,
    /// Take the plan from a file in Markdown, or from standard input with -
    #[arg(long, value_name = "FILE", conflicts_with = "blank")]
    from: Option<PathBuf>,
    /// Write an empty checklist to fill in; it is a draft until its outcome is set to open
    #[arg(long)]
    blank: bool,
    /// The goal that it serves [default: the only active one]
    #[arg(long)]
    goal: Option<String>,
    /// Its title [default: the beginning of --what]
    #[arg(long)]
    title: Option<String>,
    /// What exactly will you do? (Specific)
    #[arg(long, value_name = "TEXT")]
    what: Option<String>,
    /// How will you know, and how will we both? (Measurable)
    #[arg(long, value_name = "TEXT")]
    measure: Option<String>,
    /// Why does it matter now? (Relevant)
    #[arg(long, value_name = "TEXT")]
    why: Option<String>,
    /// When, in an ordinary week?
    #[arg(long, value_name = "TEXT")]
    when: Option<String>,
    /// Where?
    #[arg(long = "where", value_name = "TEXT")]
    place: Option<String>,
    /// When its outcome is looked at [default: the next planned session]
    #[arg(long, value_name = "DATE")]
    review: Option<String>,
    /// How often?
    #[arg(long, value_name = "TEXT")]
    how_often: Option<String>,
    /// Who else is involved?
    #[arg(long, value_name = "TEXT")]
    who: Option<String>,
    /// Who supports it?
    #[arg(long, value_name = "TEXT")]
    support: Option<String>,
    /// What makes room for it?
    #[arg(long, value_name = "TEXT")]
    make_room: Option<String>,
    /// What does that cost?
    #[arg(long, value_name = "TEXT")]
    make_room_cost: Option<String>,
    /// What gets in the way, and what then: "If …, then …"; again for each
    #[arg(long = "if-then", value_name = "TEXT")]
    if_thens: Vec<String>,
    /// A step; due:2026-11-09 in it is its date; again for each
    #[arg(long = "step", value_name = "TEXT")]
    steps: Vec<String>,
    /// How sure they are before the reality test, 0 to 10
    #[arg(long, value_name = "MARK")]
    confidence_before: Option<f64>,
    /// How sure they are, 0 to 10
    #[arg(long, value_name = "MARK")]
    confidence: Option<f64>,
    /// Who made it: client, together or coach
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(MadeBy::WORDS))]
    made_by: Option<String>,
    /// When it was made [default: today]
    #[arg(long, value_name = "DATE")]
    made: Option<String>,
    /// The plan that this one mends
    #[arg(long, value_name = "PLAN")]
    follows: Option<String>,
    /// The single role that it was planned from
    #[arg(long, value_name = "ROLE")]
    lens: Option<String>,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let client = context.client(&practice, args.client.as_deref())?;
    let record = context.record(&practice, &client).value;
    let from = args.from.as_deref().map(read_from).transpose()?;
    let made = args.made.as_deref().map(|made| context.when(made)).transpose()?.map(|made| made.date);
    let sheet = sheet(&args, context, &record, from.is_some())?;
    let draft = match from {
        Some(text) => Draft::from_text(&text, &sheet, made, context.now.date)?,
        None if args.blank => {
            Draft::new(context, &practice, &record, &sheet, made.unwrap_or(context.now.date), true)?
        }
        None if sheet.is_empty() => bail!(Refusal::new(
            "a plan needs at least what they will do",
            "give --what \"…\", or --from FILE, or --blank for an empty checklist"
        )),
        None => Draft::new(context, &practice, &record, &sheet, made.unwrap_or(context.now.date), false)?,
    };
    let path = draft.write(&practice, &record)?;
    context.ui.print(&format!("{path}\n"))?;
    if args.blank {
        context.ui.say("a draft: fill it in, then coach plan set outcome=open");
    }
    Ok(())
}

/// The text of a plan from a file or from standard input.
fn read_from(from: &std::path::Path) -> anyhow::Result<String> {
    if from == std::path::Path::new("-") {
        return std::io::read_to_string(std::io::stdin()).context("standard input isn't UTF-8 text");
    }
    crate::practice::outside(from)
}

/// What the flags say of the plan. A plan from a file keeps what it says of itself.
fn sheet(args: &Args, context: &Context, record: &Record, from_file: bool) -> anyhow::Result<Sheet> {
    let goal = match &args.goal {
        Some(typed) => Some(note_file::goal_id(context, record, typed)?),
        None if from_file => None,
        None => only_goal(record, args.blank)?,
    };
    let review: Option<NaiveDate> = match &args.review {
        Some(typed) => Some(context.when(typed)?.date),
        None if from_file => None,
        None => record.planned_after(context.now).map(|session| session.when.date),
    };
    let follows =
        args.follows.as_deref().map(|typed| note_file::plan_id(context, record, typed)).transpose()?;
    Ok(Sheet {
        goal,
        review,
        follows,
        title: args.title.clone(),
        what: args.what.clone(),
        measure: args.measure.clone(),
        why: args.why.clone(),
        when: args.when.clone(),
        place: args.place.clone(),
        how_often: args.how_often.clone(),
        who: args.who.clone(),
        support: args.support.clone(),
        make_room: args.make_room.clone(),
        make_room_cost: args.make_room_cost.clone(),
        if_thens: args.if_thens.clone(),
        steps: args.steps.clone(),
        confidence_before: args.confidence_before,
        confidence: args.confidence,
        made_by: args.made_by.clone(),
        lens: args.lens.clone(),
    })
}

/// The only active goal; where there are several, one has to be named, unless the checklist is blank anyway.
fn only_goal(record: &Record, blank: bool) -> anyhow::Result<Option<String>> {
    let active: Vec<&str> = record
        .goals
        .iter()
        .filter(|goal| goal.status == GoalStatus::Active)
        .map(|goal| goal.id.as_str())
        .collect();
    match active.as_slice() {
        [] => Ok(None),
        [one] => Ok(Some((*one).to_owned())),
        _ if blank => Ok(None),
        several => bail!(Refusal::new(
            format!("which goal does it serve: {}?", several.join(", ")),
            "name it with --goal"
        )),
    }
}
