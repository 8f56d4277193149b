use std::path::PathBuf;

use anyhow::Context as _;
use clap::ValueEnum;
use clap::builder::PossibleValuesParser;

use crate::acts::imported_call::{status_of, text_of_call};
use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::cli::support::import_rows;
use crate::insight::imported::{Imported, LeftOut};
use crate::insight::name_and_id::Named;
use crate::model::client::Client;
use crate::model::dates::Direction;
use crate::model::dates::written::DateOrder;
use crate::model::problem::Loaded;
use crate::model::refusal::Refusal;
use crate::note::foreign::call_record::Person;
use crate::practice::Practice;
use crate::practice::import::arrive::{Arrival, Entry, Wishes, arrive};
use crate::practice::import::calls::CallsWanted;
use crate::practice::import::place::{Place, place};
use crate::practice::paths::Kind;
use crate::practice::zones::read_zone;

/// Bring in notes from other programs, and calls from csv or ics
///
/// It tells where each went. Text comes in byte for byte; .docx, .odt and .rtf through pandoc, if it is installed. The originals stay as they are.
/// What is there already isn't added again.
///
/// Each becomes a session, named by its date: from front matter, a line such as `Date: March 3, 2025`, the file's name, its
/// folders or a heading. What nothing dates is told, and not brought in.
///
/// Calls come from .csv, by columns such as date, client, minutes, status, and from .ics: those that carry the client's name or
/// address. Past ones of a table are held unless it says otherwise, those of a calendar wait until you say what came of them.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples!["coach import ~/vault/Alice --client alice --dry-run"])]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of its own on the command line")]
pub struct Args {
    /// The folder or file
    path: PathBuf,
    /// Whose notes they are
    #[arg(long, add = Names::Client)]
    client: String,
    /// What they become: sessions, or notes between sessions
    ///
    /// Without it: sessions; notes where `type:` says mail, note, …
    #[arg(long = "as", value_enum, value_name = "KIND", hide_possible_values = true)]
    kind: Option<As>,
    /// How 03/04/2025 is meant: day-first or month-first
    #[arg(long, value_name = "ORDER", value_parser = PossibleValuesParser::new(DateOrder::WORDS), hide_possible_values = true)]
    dates: Option<String>,
    /// The day of those that nothing dates
    #[arg(long, value_name = "WHEN")]
    undated: Option<String>,
    /// Make a note of each day of a journal
    ///
    /// It is parted at its dated headings, or at jrnl's time stamps.
    #[arg(long)]
    split: bool,
    /// Keep their names behind the date
    ///
    /// As in 2025-03-02 The promotion.md
    #[arg(long)]
    keep_names: bool,
    /// Write a `date:` as coach reads it
    ///
    /// Where it isn't written so; all else stays.
    #[arg(long)]
    iso_dates: bool,
    /// Bring in what was changed since, too
    ///
    /// What looks like a note that is there, and isn't the same any more.
    #[arg(long)]
    again: bool,
}

/// More notes than these take a moment, so it is said what goes on.
const MANY: usize = 100;

/// What notes become.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum As {
    /// Calls.
    Sessions,
    /// What comes between them.
    Notes,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    context.refuse_if_shared()?;
    context.refuse_other_formats()?;
    let practice = context.practice()?;
    let client = client(&args.client, context, &practice)?;
    let calls = calls_wanted(context, &practice, &client);
    let wishes = Wishes { calls: Some(&calls), ..args.read_wishes(context)? };
    let scan = practice.scan(&args.path)?;
    let standing = practice.load_standing(&client);
    let entries = arrive(scan.files, wishes);
    let arrivals: Vec<&Arrival> = entries.iter().filter_map(Entry::arrival).collect();
    let places = place(&client, &arrivals, &standing.value, args.again);
    if !context.global.dry_run {
        write(context, &practice, &arrivals, &places)?;
    }
    let left_out: Vec<LeftOut> =
        scan.left_out.into_iter().map(|out| LeftOut { path: out.path, what: out.what }).collect();
    context.tell(&standing.problems);
    for out in &left_out {
        context.ui.detail(&format!("left out: {} ({})", out.path, out.what));
    }
    let files = import_rows::make_rows(&entries, &places, context.now, context.global.dry_run);
    let name = practice.client(&client).value.display_name().to_owned();
    let client = Named { id: client, name };
    let imported = Imported::new(client, context.global.dry_run, files, left_out);
    context.show(&practice, Loaded::new(imported, standing.problems))?;
    Ok(())
}

impl Args {
    fn read_wishes(&self, context: &Context) -> anyhow::Result<Wishes<'static>> {
        let kind = |kind: As| match kind {
            As::Sessions => Kind::Session,
            As::Notes => Kind::Note,
        };
        let order = |word: &str| {
            [DateOrder::DayFirst, DateOrder::MonthFirst].into_iter().find(|order| order.word() == word)
        };
        Ok(Wishes {
            kind: self.kind.map(kind),
            order: self.dates.as_deref().and_then(order),
            undated: self
                .undated
                .as_deref()
                .map(|when| context.read_date(when, Direction::LooksBack))
                .transpose()?,
            split: self.split,
            keep_names: self.keep_names,
            iso_dates: self.iso_dates,
            calls: None,
        })
    }
}

/// Everybody whom a call of a table or a calendar may be of, and the practice's clock.
fn calls_wanted(context: &Context, practice: &Practice, client: &str) -> CallsWanted {
    let clients: Vec<Client> =
        practice.client_ids().value.iter().map(|id| practice.client(id).value).collect();
    let person = |one: &Client| Person { name: one.display_name().to_owned(), emails: one.emails.clone() };
    let now = context.now;
    CallsWanted {
        people: clients.iter().map(person).collect(),
        whose: clients.iter().position(|one| one.id == client).unwrap_or(usize::MAX),
        zone: practice.settings().value.timezone.and_then(|name| read_zone(name).ok()),
        write: Box::new(move |record, when| text_of_call(record, when, status_of(record, when, now))),
    }
}

/// The client that is meant; for somebody who isn't there, how to make them.
fn client(typed: &str, context: &Context, practice: &Practice) -> anyhow::Result<String> {
    context.client(practice, Some(typed)).map_err(|error| match error.downcast::<Refusal>() {
        Ok(refusal) if refusal.what == format!("there is no client `{typed}`") => {
            let hint = format!("{}; for somebody new: coach client new NAME", refusal.hint);
            Refusal { hint, ..refusal }.into()
        }
        Ok(refusal) => refusal.into(),
        Err(error) => error,
    })
}

/// Writes what has a place of its own. Each file is whole or isn't there, so running it again finishes what was interrupted.
fn write(
    context: &Context,
    practice: &Practice,
    arrivals: &[&Arrival],
    places: &[Place],
) -> anyhow::Result<()> {
    let new: Vec<(&Arrival, &str)> = arrivals
        .iter()
        .zip(places)
        .filter_map(|(arrival, place)| match place {
            Place::New(path) => Some((*arrival, &**path)),
            _ => None,
        })
        .collect();
    if new.len() > MANY {
        context.ui.say(&format!("bringing in {} notes", new.len()));
    }
    for (done, (arrival, path)) in new.iter().enumerate() {
        let written = practice.create(path, &arrival.bytes).and_then(|()| practice.commit());
        written.with_context(|| format!("{done} notes were brought in; run it again to go on"))?;
    }
    Ok(())
}
