use serde::Serialize;

use crate::acts::key_changes::set_or_remove;
use crate::acts::section_text::put_digest;
use crate::cli::Format;
use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::cli::support::outlet::{OPENED, OutletArgs};
use crate::cli::support::word_lists::read_signal_words;
use crate::cli::support::wordings::find_rewordings;
use crate::insight::digest::{Day, Digest, Extent, digest};
use crate::insight::view::WithProblems;
use crate::insight::which::at_hand::calls_of;
use crate::model::moment::Moment;
use crate::model::problem::Loaded;
use crate::model::record::Record;
use crate::model::refusal::Refusal;
use crate::model::session::{Session, SessionStatus};
use crate::model::settings::Settings;
use crate::model::shell_word::quote;
use crate::practice::Practice;
use crate::render::html::Page;

/// Read everything back before a call: the digest
///
/// Who they are, the story so far, the last time, what came since, plans to review, threads left open, what they want, and who
/// you want to show up as. There is no list of things to say. -o alice.html makes one page of it, to print or to read on a tablet; --open shows it in your browser.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples![
    "coach prep",
    "coach prep alice --brief",
    r#"coach prep alice --show-up "slower than last time""#,
])]
pub struct Args {
    /// Who [default: the call at hand]
    #[arg(add = Names::Client)]
    client: Option<String>,
    /// All calls of the day, to print
    #[arg(long, conflicts_with_all = ["client", "write", "show_up"])]
    day: bool,
    /// Only where we are, the last time, what came since, plans to review, who to be
    #[arg(long)]
    brief: bool,
    /// Put the digest into the planned session's note, under `## Prep`, in place of what stands there
    #[arg(long, conflicts_with_all = ["shared", "output", OPENED])]
    write: bool,
    /// Who you want to show up as; it is written into the planned session
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    show_up: Option<String>,
    #[command(flatten)]
    _outlet: OutletArgs,
}

/// What `prep-day.md` is filled with.
#[derive(Serialize)]
struct DayText {
    calls: Vec<String>,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let settings = practice.settings();
    let extent = if args.brief { Extent::Brief } else { Extent::Whole };
    if args.day {
        day(context, &practice, settings, extent)?;
        return Ok(());
    }
    let id = context.client(&practice, args.client.as_deref())?;
    if let Some(words) = &args.show_up {
        show_up(context, &practice, &practice.record(&id).value, words)?;
    }
    let record = context.record(&practice, &id);
    let mut problems = settings.problems;
    problems.extend(record.problems);
    let words = read_signal_words(&practice)?;
    let reworded = find_rewordings(&practice, &record.value, context.now);
    let mut digest = digest(&record.value, &settings.value, &words, &reworded, context.now, extent);
    // The client's view is of fewer chapters, so others of them are the last.
    if !context.lists_places::<Digest>(&practice) && !context.global.shared {
        digest.leave_out_unshown();
    }
    if args.write {
        write(context, &practice, &record.value, &digest)?;
    } else {
        context.show(&practice, Loaded::new(digest, problems))?;
        teach(context, &record.value);
    }
    // The program ends with this: to let go of years bit by bit takes as long as to read some of them.
    std::mem::forget(record.value);
    Ok(())
}

/// So many calls in, nobody needs to be told any more what to type next.
const TAUGHT_AFTER: usize = 2;

/// The next command to type where a client is new and something is missing that the digest lives on.
fn teach(context: &Context, record: &Record) {
    if context.global.shared || record.held_sessions(context.now).count() > TAUGHT_AFTER {
        return;
    }
    let id = &record.client.id;
    let next = if record.sessions.is_empty() {
        format!("No call yet. To plan one: coach session new {id} --on \"tuesday 10:00\"", id = quote(id))
    } else if record.goals.is_empty() {
        format!(
            "No goal yet. To write down what they want: coach goal new {id} What they want",
            id = quote(id)
        )
    } else if record.plans.is_empty() {
        format!("No plan yet. To make one together, in a call: coach plan new {id}", id = quote(id))
    } else {
        return;
    };
    context.ui.say(&next);
}

/// The digests of all calls that are planned today, by the hour.
fn day(
    context: &Context,
    practice: &Practice,
    settings: Loaded<Settings>,
    extent: Extent,
) -> anyhow::Result<()> {
    let words = read_signal_words(practice)?;
    let near = practice.clients_naming(context.now);
    let Loaded { value: settings, problems: mut told } = settings;
    let mut problems = Vec::new();
    let records: Vec<Record> = near.iter().map(|id| practice.record(id).take(&mut problems)).collect();
    context.tell(&problems);
    told.extend(problems);
    let planned = calls_of(&records, context.now)
        .into_iter()
        .filter(|(_, session)| session.status(context.now) == SessionStatus::Planned);
    let mut calls: Vec<WithProblems<Digest>> = Vec::new();
    for (record, _) in planned {
        if !calls.iter().any(|call| call.view.client.id == record.client.id) {
            let reworded = find_rewordings(practice, record, context.now);
            let view = digest(record, &settings, &words, &reworded, context.now, extent);
            calls.push(WithProblems { view, problems: Vec::new() });
        }
    }
    let day = Loaded::new(Day { today: context.now.date, calls }, told);
    context.show_made(practice, day, |day| day_text(context, practice, day))
}

/// A day as text or as a page: the digest of each call, made by its own template.
fn day_text(context: &Context, practice: &Practice, day: &Day) -> anyhow::Result<String> {
    let templates = context.screen_templates(practice)?;
    let filled = day.calls.iter().map(|call| templates.show(&call.view));
    let texts: Vec<String> = filled.collect::<Result<_, _>>()?;
    let whole = templates.fill("prep-day.md", &DayText { calls: texts.clone() })?;
    if context.global.format != Format::Html {
        return Ok(context.dress(&whole));
    }
    // A sheet for each call; a day without any says so.
    let parts = if texts.is_empty() { vec![whole] } else { texts };
    context.page(practice, &Page::from_several(&Moment::day(day.today).to_spoken(), &parts))
}

/// Puts the digest into the planned session's note, in place of an earlier one.
fn write(context: &Context, practice: &Practice, record: &Record, digest: &Digest) -> anyhow::Result<()> {
    let session = pick_planned(context, record)?;
    let markdown = context.markdown(practice, digest)?;
    let before = practice.text(&session.path)?;
    let after = put_digest(&before, &markdown).map_err(|refusal| refusal.in_note(&session.path))?;
    practice.replace(&session.path, &before, &after)?;
    context.did(&session.path, "the digest stands under Prep")?;
    Ok(())
}

fn show_up(context: &Context, practice: &Practice, record: &Record, words: &str) -> anyhow::Result<()> {
    let session = pick_planned(context, record)?;
    let before = practice.text(&session.path)?;
    let after = set_or_remove(&before, "show_up_as", words);
    let after = after.map_err(|refusal| refusal.in_note(&session.path))?;
    practice.replace(&session.path, &before, &after)?;
    context.did(
        &session.path,
        if words.trim().is_empty() { "show_up_as is taken out" } else { "show_up_as is written" },
    )?;
    Ok(())
}

fn pick_planned<'a>(context: &Context, record: &'a Record) -> anyhow::Result<&'a Session> {
    let missing = || {
        let hint = format!("plan one: coach session new {} --on WHEN", quote(&record.client.id));
        Refusal::missing(
            format!("{} has no planned session to write into", record.client.display_name()),
            hint,
        )
    };
    Ok(record.next_call(context.now).ok_or_else(missing)?)
}
