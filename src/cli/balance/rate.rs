use std::sync::Arc;

use anyhow::bail;

use crate::acts::area_marks::{mark_area, pick_area, set_areas};
use crate::acts::call_keys::CallKeys;
use crate::cli::support::area_ratings;
use crate::cli::support::area_ratings::Given;
use crate::cli::support::booking;
use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::cli::support::note_in_hand::NoteInHand;
use crate::cli::support::picking;
use crate::cli::support::replaced::tell_replaced;
use crate::cli::support::word_lists::read_plan_words;
use crate::cli::talks::areas_rated::Asking;
use crate::cli::talks::role_alone;
use crate::insight::balance::{self, balance, takes_marks};
use crate::model::moment::Moment;
use crate::model::record::Record;
use crate::model::refusal::Refusal;
use crate::model::session::{Session, SessionStatus};
use crate::model::shell_word::quote;
use crate::practice::Practice;

/// Take the client's marks of their areas
///
/// How good each is, the hours it gets, the hours wished for. On a terminal it asks, the first time for their own areas, and draws them
/// anew after each answer; of a word such as "balance" it asks once what one would see them doing in it. Then they pick the area that
/// they would look at alone, and what they would do if they were only its manager can become a plan. Where the gap is widest is said,
/// never chosen for them. Enter keeps the earlier mark, < goes back, a dot ends it; each answer is written as it is given. With --area
/// nothing is asked. With --shared nothing of yours is on the screen.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples![
    "coach balance rate alice --area vision=3,2,10 --area service=8,24,14",
    r#"coach balance rate alice --pick vision --idea "Draw it for Jo""#,
])]
pub struct Args {
    /// Whose [default: the call at hand]
    #[arg(add = Names::Client)]
    client: Option<String>,
    /// In which session: last, a date or an id [default: today's, else the last one]
    #[arg(long, value_name = "SESSION", add = Names::Session)]
    session: Option<String>,
    /// Their own areas, with commas between them; they are kept in client.md
    #[arg(long, value_name = "NAMES")]
    areas: Option<String>,
    /// An area's quality, hours, hours wished for; again for each
    ///
    /// As in vision=3,2,10: 1 to 9, the hours a week it gets, the hours wished for.
    #[arg(long = "area", value_name = "NAME=MARKS")]
    marks: Vec<String>,
    /// The area that they picked to look at alone
    #[arg(long, value_name = "AREA")]
    pick: Option<String>,
    /// What they would do as the manager of the area that they picked; again for each
    ///
    /// It is kept in the draft of a plan.
    #[arg(long = "idea", value_name = "TEXT", allow_hyphen_values = true)]
    ideas: Vec<String>,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    context.refuse_other_formats()?;
    let practice = context.practice()?;
    let client = context.client_to_write(&practice, args.client.as_deref())?;
    let record = context.record(&practice, &client).value;
    let given: Vec<Given> =
        args.marks.iter().map(|typed| area_ratings::read_area_flag(typed)).collect::<anyhow::Result<_>>()?;
    let says_nothing = given.is_empty() && args.ideas.is_empty() && args.pick.is_none();
    if says_nothing && context.ui.can_ask() {
        let session = session_to_ask_in(context, &practice, &record, args.session.as_deref())?;
        keep_areas(context, &practice, &record, &read_named_areas(&args)?)?;
        return Asking::new(context, &practice, &client, &session)?.run();
    }
    if says_nothing && args.areas.is_none() {
        bail!(Refusal::missing("which marks?", "give --area NAME=QUALITY,HOURS,WISH for each area"));
    }
    write(&args, context, &practice, &record, &given)?;
    // A dry run shows the diff alone.
    if context.global.dry_run {
        return Ok(());
    }
    let record = context.record(&practice, &client);
    context.show(&practice, record.map(|record| balance(&record, context.now)))
}

/// Writes what the flags say: all of it is tried out before any of it is written.
fn write(
    args: &Args,
    context: &Context,
    practice: &Practice,
    record: &Record,
    given: &[Given],
) -> anyhow::Result<()> {
    let mut areas = read_named_areas(args)?;
    let known = balance::areas(record, balance::latest(record, context.now).as_ref());
    if areas.is_empty() && known.is_empty() {
        areas = area_ratings::each_once(given.iter().map(|given| given.area.clone()));
    }
    let all = if areas.is_empty() { &known } else { &areas };
    let meant: Vec<(&str, &Given)> = given
        .iter()
        .map(|given| Ok((area_ratings::find_area(&given.area, all, &record.client.id)?, given)))
        .collect::<anyhow::Result<_>>()?;
    let picked = args
        .pick
        .as_deref()
        .map(|typed| area_ratings::find_area(typed, all, &record.client.id))
        .transpose()?;
    let marked = |text: &str| {
        let marks = meant.iter().flat_map(|(area, given)| given.marks.iter().map(move |mark| (area, mark)));
        let text = marks.clone().try_fold(text.to_owned(), |text, (area, (mark, number))| {
            mark_area(&text, area, mark.key(), *number)
        })?;
        picked.map_or(Ok(text.clone()), |area| pick_area(&text, area))
    };
    let mut paper = None;
    if !given.is_empty() || picked.is_some() {
        let session = session(context, record, args.session.as_deref())?;
        let open = NoteInHand::open(practice, &session.path)?;
        marked(&open.text).map_err(|refusal| refusal.in_note(&session.path))?;
        paper = Some(open);
    }
    let role = role_of(args, context, record, picked)?;
    let role = role
        .map(|area| Ok::<_, anyhow::Error>(read_plan_words(practice)?.asks("manager", &area)))
        .transpose()?;
    keep_areas(context, practice, record, &areas)?;
    if let Some(mut paper) = paper {
        let before = paper.text.clone();
        paper.change(marked)?;
        tell_replaced(context, [&before, &paper.text], &["balance", "picked"]);
        context.did(
            &paper.path,
            if paper.text == before { "nothing to change" } else { "the marks are written" },
        )?;
    }
    match role {
        Some(role) => keep_ideas(args, context, practice, record, &role),
        None => Ok(()),
    }
}

/// The area that ideas are for: the one that is picked now, else the one that the client picked in the call. Never the one that
/// lacks the most, since what a client would look at is theirs to say.
fn role_of(
    args: &Args,
    context: &Context,
    record: &Record,
    picked: Option<&str>,
) -> anyhow::Result<Option<String>> {
    if args.ideas.is_empty() {
        return Ok(None);
    }
    let in_the_call = || find_call(record, context.now).and_then(|session| session.picked.clone());
    if let Some(area) = picked.map(str::to_owned).or_else(in_the_call) {
        return Ok(Some(area));
    }
    let view = balance(record, context.now);
    let hint = match &view.largest {
        Some(area) => format!("give the one that they picked with --pick; the widest gap is in {area}"),
        None => "give the one that they picked with --pick".to_owned(),
    };
    bail!(Refusal::missing("which area are the ideas for?", hint))
}

fn keep_ideas(
    args: &Args,
    context: &Context,
    practice: &Practice,
    record: &Record,
    role: &str,
) -> anyhow::Result<()> {
    let path = role_alone::begin_draft(context, practice, record, role)?;
    let mut paper = NoteInHand::open(practice, &path)?;
    let mut new = 0;
    for idea in args.ideas.iter().filter(|idea| !idea.trim().is_empty()) {
        new += usize::from(role_alone::keep_idea(&mut paper, role, idea)?);
    }
    context
        .did(&path, if new == 0 { "nothing to change" } else { "a draft; coach plan new goes on with it" })?;
    Ok(())
}

/// The areas that a flag names.
fn read_named_areas(args: &Args) -> anyhow::Result<Vec<String>> {
    let Some(typed) = &args.areas else { return Ok(Vec::new()) };
    let areas = area_ratings::split_area_names(typed);
    if areas.is_empty() {
        bail!(Refusal::missing(
            "--areas names no area",
            "write them with commas: --areas \"vision, the team\""
        ));
    }
    Ok(areas)
}

/// Puts the areas into `client.md`, if there are any that don't stand there so.
fn keep_areas(
    context: &Context,
    practice: &Practice,
    record: &Record,
    areas: &[String],
) -> anyhow::Result<()> {
    if areas.is_empty() || record.client.areas == areas {
        return Ok(());
    }
    NoteInHand::open(practice, &record.client.path)?.change(|text| set_areas(text, areas))?;
    context.did(&record.client.path, "the areas are written")?;
    Ok(())
}

/// The session whose note takes the marks: the one that is named; else today's, else one of which nobody has said yet what
/// happened, else the last one that took place.
fn session<'a>(context: &Context, record: &'a Record, typed: Option<&str>) -> anyhow::Result<&'a Session> {
    if typed.is_some() {
        let session = picking::pick_session(context, record, typed)?;
        if !takes_marks(session, context.now) {
            let what = format!("the call of {} has not taken place", session.when.to_spoken());
            bail!(Refusal::refuse(
                what,
                format!("name one that has: coach session list {}", quote(&record.client.id))
            ));
        }
        return Ok(session);
    }
    let none = || {
        let hint = format!("to make one: coach session new {}", quote(&record.client.id));
        Refusal::missing(
            format!("{} has no session yet to put marks into", record.client.display_name()),
            hint,
        )
    };
    let session = find_call(record, context.now).ok_or_else(none)?;
    if session.when.date != context.now.date {
        context.ui.say(&format!("into the note of {}", session.when.to_spoken()));
    }
    Ok(session)
}

fn find_call(record: &Record, now: Moment) -> Option<&Session> {
    let takes = |session: &&Session| takes_marks(session, now);
    let of_today = record.sessions.iter().filter(takes).rfind(|session| session.when.date == now.date);
    let unconfirmed = || record.sessions.iter().rfind(|session| session.is_unconfirmed(now));
    of_today.or_else(unconfirmed).or_else(|| record.held_sessions(now).next_back())
}

/// The same where there is somebody to ask: a call of today that has no note yet is given one.
fn session_to_ask_in(
    context: &Context,
    practice: &Practice,
    record: &Record,
    typed: Option<&str>,
) -> anyhow::Result<Arc<str>> {
    let today = Moment::day(context.now.date);
    let found =
        if typed.is_some() { Some(session(context, record, typed)?) } else { find_call(record, context.now) };
    let question = match found {
        Some(session) if typed.is_some() || session.when.date == today.date => {
            return Ok(Arc::clone(&session.path));
        }
        Some(session) => {
            let question = format!("There is no call today. Into the note of {}?", session.when.to_spoken());
            if context.ui.confirm(&question, true)?.unwrap_or(false) {
                return Ok(Arc::clone(&session.path));
            }
            "A note for a call today, then?"
        }
        None => "There is no call yet to put marks into. A note for one today?",
    };
    if !context.ui.confirm(question, true)?.unwrap_or(false) {
        bail!(Refusal::missing(
            "marks stand in the note of a call",
            format!("coach session new {}", quote(&record.client.id))
        ));
    }
    booking::make_session_note(
        context,
        practice,
        record,
        today,
        SessionStatus::for_new(today, context.now),
        &CallKeys::default(),
    )
}
