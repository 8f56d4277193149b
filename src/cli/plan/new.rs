use std::path::PathBuf;
use std::sync::Arc;

use anyhow::bail;
use clap::ValueHint;

use crate::acts::plan::next_version::{carry_over, change_by, differs};
use crate::acts::plan::sheet::Sheet;
use crate::acts::plan::typed_plan::read_typed_plan;
use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::cli::support::handed_text::read_handed_text;
use crate::cli::support::note_in_hand::NoteInHand;
use crate::cli::support::picking;
use crate::cli::support::plan_draft::{Draft, date_of_making};
use crate::cli::support::plan_in_hand::{date_step_as_of, date_steps};
use crate::cli::support::sheet_flags::SheetFlags;
use crate::cli::support::word_lists::read_plan_words;
use crate::cli::talks::interview_held::{hold_interview, say_when_looked_at};
use crate::cli::talks::plan_interview::find_next_session;
use crate::cli::talks::plan_review;
use crate::cli::talks::role_alone;
use crate::insight::smart::is_not_theirs;
use crate::model::dates::Direction;
use crate::model::plan::{MadeBy, Outcome, Plan};
use crate::model::record::Record;
use crate::model::refusal::Refusal;
use crate::model::session::Session;
use crate::model::shell_word::quote;
use crate::model::wording::PlanWords;
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
    #[command(flatten)]
    sheet: SheetFlags,
    /// When its outcome is looked at [default: the next planned session]
    #[arg(long, value_name = "DATE")]
    review: Option<String>,
    /// Who made it: client, together or coach
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(MadeBy::WORDS), hide_possible_values = true)]
    made_by: Option<String>,
    /// When it was made [default: today; with --from-session the day of that call]
    #[arg(long, value_name = "DATE")]
    made: Option<String>,
    /// The plan that this one mends
    #[arg(long, value_name = "PLAN", add = Names::Plan)]
    follows: Option<String>,
    /// Start with what that one role would do, such as "Manager of Vision"
    #[arg(long = "as", value_name = "ROLE", conflicts_with_all = ["from", "lens"])]
    as_role: Option<String>,
    /// Ask the rest as well: why now, how often, who else, confidence before, more steps
    #[arg(long)]
    full: bool,
    /// Take what was typed under `## Plan` in a session's note, the newest that has it or (with =DATE) that of a day, and ask for what it
    /// lacks
    #[arg(long, value_name = "DATE", num_args = 0..=1, require_equals = true, add = Names::Session, conflicts_with_all = ["from", "blank"])]
    #[expect(clippy::option_option, reason = "without a date it is the newest session")]
    from_session: Option<Option<String>>,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let client = context.client_to_write(&practice, args.client.as_deref())?;
    let mut record = context.record(&practice, &client).value;
    let words = read_plan_words(&practice)?;
    if context.ui.can_ask() && args.from.is_none() && !args.blank {
        if plan_review::offer_review(context, &practice, &record, &words)? {
            record = context.record(&practice, &client).value;
        }
        return interview(&args, context, &practice, &record, &words);
    }
    let from = args.from.as_deref().map(read_handed_text).transpose()?;
    let from = from.map(|text| date_steps(context, &text)).transpose()?;
    let call = find_call(&args, context, &record)?;
    let mut sheet = sheet(&args, context, &record, from.is_some(), call)?;
    if let Some(call) = call {
        sheet = with_what_was_typed(&args, context, &practice, (&record, &words), call, sheet)?;
    }
    let draft = match from {
        Some(text) => Draft::from_text(&text, sheet, context.now.date, &words)?,
        None if args.blank => Draft::new(context, &practice, &sheet, Outcome::Draft, &words)?,
        None if sheet.is_empty() => bail!(Refusal::missing(
            "a plan needs at least what they will do",
            "give --what \"…\", or --from FILE, or --blank for an empty checklist"
        )),
        None => {
            let title = sheet.title.clone().or_else(|| sheet.find_first_words());
            let sheet = Sheet { title, made_by: sheet.made_by.or(Some(MadeBy::Together)), ..sheet };
            Draft::new(context, &practice, &sheet, Outcome::Open, &words)?
        }
    };
    let path = draft.write_once(context, &practice, &record)?;
    context.report_written(&path)?;
    let with_it = practice.record(&client).value;
    if let Some(plan) = with_it.plans.iter().find(|plan| plan.path == path) {
        say_when_looked_at(context, &with_it, plan);
        ask_whose_goal(context, &with_it, plan, &words);
        if args.blank {
            let id = &plan.id;
            context.ui.say(&format!(
                "a draft: fill it in, then coach plan set {client} {id} outcome=open",
                client = quote(&client),
                id = quote(id)
            ));
        }
    }
    Ok(())
}

/// Of a goal that comes from outside or was called not their path nobody plans in silence; on the client's screen nothing of it is told.
fn ask_whose_goal(context: &Context, record: &Record, plan: &Plan, words: &PlanWords) {
    let goal = plan.goal.as_ref().and_then(|reference| record.goal(&reference.id));
    let Some(goal) = goal.filter(|goal| is_not_theirs(goal) && !context.global.shared) else { return };
    let named = if goal.comes_from_outside() {
        "comes from outside, by their marks"
    } else {
        "was called not their path"
    };
    context.ui.say(&format!(
        "in your notes: “{}” {named}. {}",
        goal.display_name(),
        words.asks("matters", "")
    ));
}

fn interview(
    args: &Args,
    context: &Context,
    practice: &Practice,
    record: &Record,
    words: &PlanWords,
) -> anyhow::Result<()> {
    let Some(draft) = find_unfinished(args, context, record)? else {
        let path = begin(args, context, practice, record, words)?;
        return hold_interview(context, practice, record, words, &path, (args.full, None));
    };
    // Flags tell something of the draft as well.
    let sheet = sheet(args, context, record, true, None)?;
    if sheet != Sheet::default() {
        NoteInHand::open(practice, &draft.path)?.change(|text| sheet.put_into(text, words))?;
    }
    // A next version in which nothing differs yet is asked through again.
    let before = draft.follows.as_ref().and_then(|before| record.plan(&before.id));
    let next_of = before.filter(|before| !differs(&carry_over(draft), before));
    hold_interview(context, practice, record, words, &draft.path, (args.full, next_of))
}

/// A draft to go on with, if there is one and the coach wants to. Flags speak of a new plan.
fn find_unfinished<'a>(
    args: &Args,
    context: &Context,
    record: &'a Record,
) -> anyhow::Result<Option<&'a Plan>> {
    let flags = args.sheet.names_a_plan() || args.from_session.is_some() || args.as_role.is_some();
    let draft = record.plans.iter().rev().find(|plan| plan.outcome == Outcome::Draft);
    let Some(draft) = draft.filter(|_| !flags) else { return Ok(None) };
    let on = draft.made.map(|made| format!(" of {made}")).unwrap_or_default();
    let question = format!("“{}”{on} is a draft. Go on with it?", draft.title);
    Ok(context.ui.confirm(&question, true)?.unwrap_or(false).then_some(draft))
}

/// Writes the draft that the interview fills: what the flags, the session or the role say of it.
fn begin(
    args: &Args,
    context: &Context,
    practice: &Practice,
    record: &Record,
    words: &PlanWords,
) -> anyhow::Result<Arc<str>> {
    let call = find_call(args, context, record)?;
    let mut sheet = sheet(args, context, record, false, call)?;
    if let Some(call) = call {
        sheet = with_what_was_typed(args, context, practice, (record, words), call, sheet)?;
    }
    let path = Draft::new(context, practice, &sheet, Outcome::Draft, words)?.write(practice, record)?;
    let mut paper = NoteInHand::open(practice, &path)?;
    if let Some(role) = &args.as_role {
        let ideas = role_alone::ask_for_ideas(context, &mut paper, role, &words.asks("as_role", role))?;
        role_alone::pick_idea(context, words, &mut paper, ("as_pick", &ideas), &record.client.id)?;
    }
    Ok(paper.path)
}

/// The call in whose note a plan was typed under `## Plan`: the newest one up to today, or that of a day.
fn find_call<'a>(args: &Args, context: &Context, record: &'a Record) -> anyhow::Result<Option<&'a Session>> {
    let Some(day) = &args.from_session else { return Ok(None) };
    let day = day.as_deref().map(|typed| context.read_date(typed, Direction::LooksBack)).transpose()?;
    let day = day.map(|moment| moment.date);
    let is_meant = |session: &&Session| {
        session.when.date <= context.now.date
            && day.is_none_or(|day| session.when.date == day)
            && !session.typed_plan.is_empty()
    };
    if let Some(call) = record.sessions.iter().rfind(is_meant) {
        return Ok(Some(call));
    }
    let on = day.map(|day| format!(" on {day}")).unwrap_or_default();
    bail!(Refusal::missing(
        format!("no session of {}{on} has a section `## Plan`", record.client.display_name()),
        "type the plan under `## Plan` first"
    ))
}

/// The sheet with what was typed during a call. The plan was made in it, and its days are meant as of that day. What flags tell stands
/// instead of it. Each line that found no place is told.
fn with_what_was_typed(
    args: &Args,
    context: &Context,
    practice: &Practice,
    (record, words): (&Record, &PlanWords),
    call: &Session,
    told: Sheet,
) -> anyhow::Result<Sheet> {
    let note = practice.note(&call.path).value;
    let section = note.body.sections.iter().find(|section| section.is_called("Plan"));
    let text = section.map(|section| &note.text[section.content.clone()]).unwrap_or_default();
    let mut typed = read_typed_plan(text, words);
    context.ui.say(&format!("from {}", call.when.to_spoken()));
    if let Some(review) = typed.review.take() {
        match context.read_date_as_of(&review, call.when, Direction::PlansAhead) {
            Ok(day) => typed.sheet.review = Some(day.date),
            Err(_) => typed.unplaced.push(review),
        }
    }
    for step in &mut typed.sheet.steps {
        *step = date_step_as_of(context, step, call.when)?;
    }
    for line in &typed.unplaced {
        let line = if context.global.shared { "a line" } else { line };
        context.ui.warn(&format!("found no place in the plan, and stays in the session's note: {line}"));
    }
    // The next session's day is taken only where nobody typed another one.
    let review = if told.review == find_next_session(record, context) { None } else { told.review };
    let rest = told.review;
    let mut sheet = change_by(typed.sheet, Sheet { review, ..told });
    sheet.review = sheet.review.or(rest);
    if args.made.is_none() {
        sheet.made = Some(date_of_making(context, record, Some(call.when)));
    }
    Ok(sheet)
}

/// What the flags say of the plan. A plan that is there already keeps what it says of itself.
fn sheet(
    args: &Args,
    context: &Context,
    record: &Record,
    is_there: bool,
    call: Option<&Session>,
) -> anyhow::Result<Sheet> {
    let goal_of_call = call.and_then(|call| match call.goals.as_slice() {
        [one] => record.goal(&one.id).map(|goal| goal.id.clone()),
        _ => None,
    });
    let goal = match &args.goal {
        Some(typed) => Some(picking::pick_goal_id(context, record, typed)?),
        None if is_there => None,
        // A call that names one goal was about it.
        None if goal_of_call.is_some() => goal_of_call,
        None => picking::pick_goal_to_serve(context, record, args.blank)?,
    };
    let review = match &args.review {
        Some(typed) => Some(context.read_date(typed, Direction::PlansAhead)?.date),
        None if is_there => None,
        None => find_next_session(record, context),
    };
    let follows =
        args.follows.as_deref().map(|typed| picking::pick_plan_id(context, record, typed)).transpose()?;
    let typed = args.made.as_deref().map(|made| context.read_date(made, Direction::LooksBack)).transpose()?;
    let made = (typed.is_some() || !is_there).then(|| date_of_making(context, record, typed));
    let by = |typed: &String| MadeBy::VARIANTS.iter().copied().find(|by| by.word() == typed);
    let mut sheet = Sheet {
        goal,
        made,
        made_by: args.made_by.as_ref().and_then(by),
        review,
        follows,
        ..args.sheet.sheet(context)?
    };
    sheet.fit.lens = sheet.fit.lens.or_else(|| args.as_role.clone());
    Ok(sheet)
}
