use anyhow::bail;

use crate::cli::Format;
use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::cli::support::outlet::OutletArgs;
use crate::insight::calendar::{Wish, calendar, client_events};
use crate::model::dates::Direction;
use crate::model::moment::Moment;
use crate::model::problem::Loaded;
use crate::model::record::Record;
use crate::model::refusal::{Refusal, RefusalKind};
use crate::model::zone::{Zone, ZoneName};
use crate::practice::zones::read_zone;
use crate::render::ical;

/// Calls and plan reviews as iCalendar, for any calendar program
///
/// Titles say "Session" and "Plan review" and nothing else, unless --names is given. What was called off or moved is in it as
/// cancelled, so that a calendar that has it takes it out.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples!["coach calendar -o coaching.ics", "coach calendar alice --names"])]
pub struct Args {
    /// Whose [default: everyone's]
    #[arg(add = Names::Client)]
    client: Option<String>,
    /// Titles with the client's name, and the plan's
    #[arg(long)]
    names: bool,
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
    let client = args.client.as_deref().map(|client| context.client(&practice, Some(client))).transpose()?;
    let since = args
        .since
        .as_deref()
        .map(|since| context.read_date(since, Direction::LooksBack))
        .transpose()?
        .unwrap_or(context.now);
    let settings = practice.settings();
    let zone = known_zone(context, settings.value.timezone);
    let wish = Wish { since: since.date, names: args.names, zone: zone.as_ref() };
    let now = context.now;
    let look = |record: Record| client_events(&record, now, wish);
    let events = match client {
        Some(client) => practice.record(&client).map(|record| vec![look(record)]),
        None => practice.look_at_records(look),
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
