use anyhow::bail;

use crate::cli::Format;
use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::cli::support::outlet::OutletArgs;
use crate::cli::support::picking;
use crate::insight::calendar::{self, Wish, calendar, client_events};
use crate::insight::client_record::ClientRecord;
use crate::insight::handout::Sender;
use crate::insight::invitation::invitation;
use crate::insight::which::Purpose;
use crate::model::dates::Direction;
use crate::model::moment::Moment;
use crate::model::problem::Loaded;
use crate::model::record::Record;
use crate::model::refusal::{Refusal, RefusalKind};
use crate::model::shell_word::quote;
use crate::model::zone::{Zone, ZoneName};
use crate::practice::Practice;
use crate::practice::zones::read_zone;
use crate::render::ical;

/// Calls and plan reviews as iCalendar, for any calendar program
///
/// Titles say "Session" and "Plan review" and nothing else, unless --names is given. What was called off or moved is in it as
/// cancelled, so that a calendar that has it takes it out; a call that `session move` moved is the same event at another time.
///
/// With --for client it is an invitation to one call, for the client: when, how long, where (`where:` of the call or the client), from
/// whom, and nothing else. Where both your `mail:` and their `email:` are known, their calendar can answer you.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples![
    "coach calendar -o coaching.ics",
    "coach calendar alice --names --where --alarm 15",
    "coach calendar --for client alice -o call.ics",
])]
pub struct Args {
    /// Whose [default: everyone's]
    #[arg(add = Names::Client)]
    client: Option<String>,
    /// To which call, with --for client [default: the next]
    #[arg(requires = "for_whom", add = Names::Session)]
    session: Option<String>,
    /// For whom: client, for an invitation to one call [default: you]
    #[arg(long = "for", value_name = "WHOM", value_parser = ["client"], hide_possible_values = true, conflicts_with_all = ["names", "since"])]
    for_whom: Option<String>,
    /// Titles with the client's name, and the plan's
    #[arg(long)]
    names: bool,
    /// Say where calls are: their place or link
    #[arg(long = "where")]
    places: bool,
    /// Remind of each call so many minutes ahead
    #[arg(long, value_name = "MINUTES", value_parser = clap::value_parser!(u32).range(0..=40_320))]
    alarm: Option<u32>,
    /// From which day on [default: today]
    #[arg(long, value_name = "WHEN")]
    since: Option<String>,
    #[command(flatten)]
    _outlet: OutletArgs,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    if matches!(context.global.format, Format::Html | Format::Csv | Format::Svg | Format::Md) {
        bail!(Refusal::with_kind(
            RefusalKind::Format,
            "a calendar is iCalendar",
            "leave --format out, or use --format json"
        ));
    }
    let practice = context.practice()?;
    if args.for_whom.is_some() {
        return invite(&args, context, &practice);
    }
    let client = args.client.as_deref().map(|client| context.client(&practice, Some(client))).transpose()?;
    let since = args
        .since
        .as_deref()
        .map(|since| context.read_date(since, Direction::LooksBack))
        .transpose()?
        .unwrap_or(context.now);
    let settings = practice.settings();
    let zone = known_zone(context, settings.value.timezone);
    let wish = Wish {
        since: since.date,
        names: args.names,
        places: args.places,
        alarm: args.alarm,
        zone: zone.as_ref(),
    };
    let now = context.now;
    let look = |record: Record| client_events(&record, now, wish);
    let events = match client {
        Some(client) => practice.record(&client).map(|record| vec![look(record)]),
        None => context.look_at_records(&practice, calendar::NEEDS, look),
    };
    context.tell(&events.problems);
    let problems = settings.problems.into_iter().chain(events.problems).collect();
    let calendar = calendar(events.value, context.now, wish);
    let calendar = context.fit_to_screen(Loaded::new(calendar, problems))?;
    if calendar.value.events.is_empty() {
        context
            .ui
            .say(&format!("nothing stands in the calendar from {} on", Moment::day(since.date).to_spoken()));
    }
    context.show_made(&practice, calendar, |calendar| Ok(ical::ical(calendar)))?;
    Ok(())
}

/// Shows the invitation to one call, made of what the client may see.
fn invite(args: &Args, context: &Context, practice: &Practice) -> anyhow::Result<()> {
    let id = context.client_for(practice, args.client.as_deref(), Purpose::HandOver)?;
    let record = context.record(practice, &id).value;
    let address = record.client.email().map(str::to_owned);
    let record = ClientRecord::from_record(record);
    let session = picking::pick_session(context, &record, Some(args.session.as_deref().unwrap_or("next")))?;
    if session.is_past(context.now) {
        let hint = format!("plan one: coach session new {id} --on WHEN", id = quote(&id));
        bail!(Refusal::refuse(format!("the call of {} is past", session.when.to_spoken()), hint));
    }
    let settings = practice.settings().value;
    let zone = known_zone(context, settings.timezone);
    let sender = Sender::from_settings(&settings);
    if (sender.mail.is_none() || address.is_none()) && !context.global.shared {
        let missing =
            if sender.mail.is_none() { "`mail:` in coach.yaml" } else { "`email:` in their client.md" };
        context.ui.say(&format!("their calendar takes it in; for it to answer you, {missing} is missing"));
    }
    let made =
        invitation(&record, session, sender, address.as_deref(), (context.now, zone.as_ref(), args.alarm));
    let invitation = made.ok_or_else(|| {
        let what = format!("the call of {} was moved", session.when.to_spoken());
        Refusal::refuse(
            what,
            format!("invite to the one that was planned instead: coach session list {id}", id = quote(&id)),
        )
    })?;
    context.show_made(practice, Loaded::from(invitation), |invitation| Ok(ical::invite(invitation)))
}

/// The practice's time zone; where it isn't known it is said that times float, since other programs take them for UTC.
fn known_zone(context: &Context, name: Option<ZoneName>) -> Option<Zone> {
    let Some(name) = name else {
        // A screen that the client sees shows no names of files.
        if !context.global.shared {
            context.ui.say(
                "no time zone is set, so that hours are those of whatever calendar reads them: write `timezone: Europe/Paris`, \
                 or what it is where you are, into coach.yaml",
            );
        }
        return None;
    };
    read_zone(name).map_err(|why| context.ui.say(&format!("{}: hours float ({})", why.what, why.hint))).ok()
}
