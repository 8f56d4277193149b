use std::path::PathBuf;
use std::sync::Arc;

use anyhow::bail;
use chrono::NaiveDate;

use clap::ValueHint;

use super::draft::{Draft, Sheet};
use super::hold::hold;
use super::paper::dated;
use super::role;
use crate::cli::look_back;
use crate::cli::paper::Paper;
use crate::cli::words::words;
use crate::cli::{complete::Names, context::Context, note_file};
use crate::model::dates::Direction;
use crate::model::goal::{Goal, GoalStatus};
use crate::model::plan::{MadeBy, Outcome};
use crate::model::record::Record;
use crate::model::refusal::Refusal;
use crate::model::words::PlanWords;
use crate::practice::Practice;

/// Make a plan with the client: six questions, asked one at a time
///
/// Every question has a flag, and what is given isn't asked. Without a terminal the flags say it all, or --from, or --blank. What
/// is left out stays open on the checklist.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples![
    r#"coach plan new alice --what "Two mornings for the vision" --confidence 8"#,
    "coach plan new ben --from plan.md",
    "coach plan new tomas --blank",
])]
pub struct Args {
    /// Whose [default: the call at hand]
    #[arg(add = Names::Client)]
    client: Option<String>,
    /// Take the plan from a file in Markdown, or from standard input with -
    #[arg(long, value_name = "FILE", conflicts_with = "blank", value_hint = ValueHint::FilePath)]
    from: Option<PathBuf>,
    /// Write an empty checklist to fill in; it is a draft until its outcome is set to open
    #[arg(long)]
    blank: bool,
    /// The goal that it serves [default: the only active one]
    #[arg(long, add = Names::Goal)]
    goal: Option<String>,
    /// Its title [default: the beginning of --what]
    #[arg(long)]
    title: Option<String>,
    /// What exactly will you do? (Specific)
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    what: Option<String>,
    /// How will you know, and how will we both? (Measurable)
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    measure: Option<String>,
    /// Why does it matter now? (Relevant)
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    why: Option<String>,
    /// When, in an ordinary week?
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    when: Option<String>,
    /// Where?
    #[arg(long = "where", value_name = "TEXT", allow_hyphen_values = true)]
    place: Option<String>,
    /// When its outcome is looked at [default: the next planned session]
    #[arg(long, value_name = "DATE")]
    review: Option<String>,
    /// How often?
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    how_often: Option<String>,
    /// Who else is involved?
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    who: Option<String>,
    /// Who supports it?
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    support: Option<String>,
    /// What makes room for it?
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    make_room: Option<String>,
    /// What does that cost?
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    make_room_cost: Option<String>,
    /// What gets in the way, and what then: "If …, then …"; again for each
    #[arg(long = "if-then", value_name = "TEXT", allow_hyphen_values = true)]
    if_thens: Vec<String>,
    /// A step; due:2026-11-09 in it is its date; again for each
    #[arg(long = "step", value_name = "TEXT", allow_hyphen_values = true)]
    steps: Vec<String>,
    /// How sure they are before the reality test, 0 to 10
    #[arg(long, value_name = "MARK", value_parser = crate::cli::talk::decimal)]
    confidence_before: Option<f64>,
    /// How sure they are, 0 to 10
    #[arg(long, value_name = "MARK", value_parser = crate::cli::talk::decimal)]
    confidence: Option<f64>,
    /// Who made it: client, together or coach
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(MadeBy::WORDS), hide_possible_values = true)]
    made_by: Option<String>,
    /// When it was made [default: today]
    #[arg(long, value_name = "DATE")]
    made: Option<String>,
    /// The plan that this one mends
    #[arg(long, value_name = "PLAN", add = Names::Plan)]
    follows: Option<String>,
    /// The single role that it was planned from
    #[arg(long, value_name = "ROLE")]
    lens: Option<String>,
    /// Start with what that one role would do, such as "Manager of Vision"
    #[arg(long = "as", value_name = "ROLE", conflicts_with_all = ["from", "lens"])]
    as_role: Option<String>,
    /// Ask the rest as well: why now, how often, who, who supports, confidence before, steps
    #[arg(long)]
    full: bool,
    /// Take what was typed under `## Plan` in the session's note, and ask for what it lacks
    #[arg(long, conflicts_with_all = ["from", "blank"])]
    from_session: bool,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let client = context.client_to_write(&practice, args.client.as_deref())?;
    let mut record = context.record(&practice, &client).value;
    let words = words(&practice)?;
    if context.ui.can_ask() && args.from.is_none() && !args.blank {
        if look_back::offer(context, &practice, &record, &words)? {
            record = context.record(&practice, &client).value;
        }
        return interview(&args, context, &practice, &record, &words);
    }
    let from = args.from.as_deref().map(read_from).transpose()?;
    let made = args
        .made
        .as_deref()
        .map(|made| context.read_date(made, Direction::LooksBack))
        .transpose()?
        .map(|made| made.date);
    let mut sheet = sheet(&args, context, &record, from.is_some())?;
    if args.from_session {
        lift(context, &practice, &record, &mut sheet)?;
    }
    let made_on = made.unwrap_or(context.now.date);
    let draft = match from {
        Some(text) => Draft::from_text(&text, &sheet, made, context.now.date)?,
        None if args.blank => Draft::new(context, &practice, &record, &sheet, made_on, true)?,
        None if sheet.is_empty() => bail!(Refusal::new(
            "a plan needs at least what they will do",
            "give --what \"…\", or --from FILE, or --blank for an empty checklist"
        )),
        None => Draft::new(context, &practice, &record, &sheet, made_on, false)?,
    };
    let path = draft.write_once(context, &practice, &record)?;
    context.wrote(&path)?;
    say_without_review(context, &practice, &client, &path);
    if args.blank {
        let id = crate::note::read::stem(&path);
        context.ui.say(&format!("a draft: fill it in, then coach plan set {client} {id} outcome=open"));
    }
    Ok(())
}

/// A plan that nobody is to look at is soon forgotten: that is said when it is made.
pub fn say_without_review(context: &Context, practice: &Practice, client: &str, path: &str) {
    let plans = practice.record(client).value.plans;
    if plans.iter().any(|plan| *plan.path == *path && plan.review.is_none()) {
        context.ui.say("nothing says when you look at what happened: --review, or plan the next call first");
    }
}

fn interview(
    args: &Args,
    context: &Context,
    practice: &Practice,
    record: &Record,
    words: &PlanWords,
) -> anyhow::Result<()> {
    let path = match unfinished(args, context, record)? {
        Some(path) => {
            // Flags say something of the draft as well.
            let sheet = sheet(args, context, record, true)?;
            let keys = sheet.said_keys()?;
            Paper::open(practice, &path)?.change(|text| sheet.put_into(text, &keys))?;
            path
        }
        None => begin(args, context, practice, record, words)?,
    };
    hold(context, practice, record, words, &path, (args.full, args.review.is_some()))
}

/// A draft to go on with, if there is one and the coach wants to. Flags speak of a new plan.
fn unfinished(args: &Args, context: &Context, record: &Record) -> anyhow::Result<Option<Arc<str>>> {
    let flags = args.what.is_some() || args.title.is_some() || args.from_session || args.as_role.is_some();
    let Some(draft) =
        record.plans.iter().rev().find(|plan| plan.outcome == Outcome::Draft).filter(|_| !flags)
    else {
        return Ok(None);
    };
    let on = draft.made.map(|made| format!(" of {made}")).unwrap_or_default();
    let question = format!("“{}”{on} is a draft. Go on with it?", draft.title);
    Ok(context.ui.confirm(&question, true)?.unwrap_or(false).then(|| Arc::clone(&draft.path)))
}

/// Writes the draft that the interview fills: what the flags, the session or the role say of it.
fn begin(
    args: &Args,
    context: &Context,
    practice: &Practice,
    record: &Record,
    words: &PlanWords,
) -> anyhow::Result<Arc<str>> {
    let made = args
        .made
        .as_deref()
        .map(|made| context.read_date(made, Direction::LooksBack))
        .transpose()?
        .unwrap_or(context.now)
        .date;
    let mut sheet = sheet(args, context, record, false)?;
    if args.from_session {
        lift(context, practice, record, &mut sheet)?;
    }
    let path = Draft::new(context, practice, record, &sheet, made, true)?.write(practice, record)?;
    let mut paper = Paper::open(practice, &path)?;
    if let Some(role) = &args.as_role {
        let ideas = role::listen(context, &mut paper, role, &words.asks("as_role", role))?;
        role::pick(context, words, &mut paper, ("as_pick", &ideas), &record.client.id)?;
    }
    Ok(paper.path)
}

/// What was typed under `## Plan` during the call: the newest session up to today that has it.
fn lift(context: &Context, practice: &Practice, record: &Record, sheet: &mut Sheet) -> anyhow::Result<()> {
    let until_today = record.sessions.iter().rev().filter(|session| session.when.date <= context.now.date);
    for session in until_today {
        let note = practice.note(&session.path).value;
        let Some(section) = note.body.sections.iter().find(|section| section.is_called("Plan")) else {
            continue;
        };
        sheet.lift(note.text[section.content.clone()].trim());
        context.ui.say(&format!("from {}", session.when.spoken()));
        return Ok(());
    }
    bail!(Refusal::new(
        format!("no session of {} has a section `## Plan`", record.client.called()),
        "type the plan under `## Plan` first"
    ))
}

/// The text of a plan from a file or from standard input.
pub fn read_from(from: &std::path::Path) -> anyhow::Result<String> {
    if from == std::path::Path::new("-") {
        return crate::practice::bounded(std::io::stdin().lock(), "standard input");
    }
    crate::practice::outside(from)
}

/// What the flags say of the plan. A plan from a file keeps what it says of itself.
fn sheet(args: &Args, context: &Context, record: &Record, from_file: bool) -> anyhow::Result<Sheet> {
    let goal = match &args.goal {
        Some(typed) => Some(note_file::goal_id(context, record, typed)?),
        None if from_file => None,
        None => goal(context, record, args.blank)?,
    };
    let review: Option<NaiveDate> = match &args.review {
        Some(typed) => Some(context.read_date(typed, Direction::PlansAhead)?.date),
        None if from_file => None,
        None => record.planned_after(context.now).map(|session| session.when.date),
    };
    let said = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
    let follows =
        args.follows.as_deref().map(|typed| note_file::plan_id(context, record, typed)).transpose()?;
    Ok(Sheet {
        goal,
        review,
        follows,
        title: said(&args.title),
        what: said(&args.what),
        measure: said(&args.measure),
        why: said(&args.why),
        when: said(&args.when),
        place: said(&args.place),
        how_often: said(&args.how_often),
        who: said(&args.who),
        support: said(&args.support),
        make_room: said(&args.make_room),
        make_room_cost: said(&args.make_room_cost),
        if_thens: args.if_thens.iter().filter(|line| !line.trim().is_empty()).cloned().collect(),
        steps: args
            .steps
            .iter()
            .filter(|line| !line.trim().is_empty())
            .map(|step| dated(context, step))
            .collect::<anyhow::Result<_>>()?,
        confidence_before: args.confidence_before,
        confidence: args.confidence,
        made_by: args.made_by.clone(),
        lens: said(&args.lens).or_else(|| said(&args.as_role)),
    })
}

/// The only active goal; where there are several, one is chosen, or has to be named, unless the checklist is blank anyway.
pub fn goal(context: &Context, record: &Record, blank: bool) -> anyhow::Result<Option<String>> {
    let active: Vec<&Goal> = record.goals.iter().filter(|goal| goal.status == GoalStatus::Active).collect();
    match active.as_slice() {
        [] => Ok(None),
        [one] => {
            if one.examined.is_none() && !context.global.shared && context.ui.can_ask() {
                context.ui.say(&format!(
                    "“{}” was never examined: coach goal examine {} {}",
                    one.called(),
                    record.client.id,
                    one.id
                ));
            }
            Ok(Some(one.id.clone()))
        }
        _ if blank => Ok(None),
        several if context.ui.can_ask() => {
            let shown = |goal: &&Goal| match goal.examined {
                None if !context.global.shared => format!("{} (never examined)", goal.called()),
                _ => goal.called().to_owned(),
            };
            let chosen =
                context.ui.choose("Which goal does it serve?", several.iter().map(shown).collect())?;
            Ok(chosen.map(|place| several[place].id.clone()))
        }
        several => {
            let ids: Vec<&str> = several.iter().map(|goal| goal.id.as_str()).collect();
            bail!(Refusal::new(
                format!("which goal does it serve: {}?", ids.join(", ")),
                "name it with --goal"
            ))
        }
    }
}
