use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::ValueEnum;
use clap::builder::PossibleValuesParser;

use crate::acts::imported_call::{status_of, text_of_call};
use crate::acts::imported_transcript::text_of_transcript;
use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::cli::support::import_places::{Placed, place_all};
use crate::cli::support::import_roster::{Asked, Roster};
use crate::cli::support::import_rows::{self, Settled};
use crate::cli::support::own_events::list_own_events;
use crate::insight::imported::{Imported, ImportedClient, LeftOut, ProposedColumn, ProposedMap};
use crate::insight::name_and_id::Named;
use crate::model::client::Client;
use crate::model::dates::Direction;
use crate::model::dates::written::DateOrder;
use crate::model::problem::Loaded;
use crate::model::refusal::{Refusal, RefusalKind};
use crate::model::session::{SessionStatus, Side};
use crate::note::foreign::column_map::{ColumnMap, write_map};
use crate::note::foreign::export_kind::ExportKind;
use crate::practice::Practice;
use crate::practice::import::arrive::{Arrival, Entry, Fate, Wishes, arrive};
use crate::practice::import::bring::Incoming;
use crate::practice::import::calls::{CallsWanted, OwnEvent};
use crate::practice::import::place::{Place, problems};
use crate::practice::import::spoken::TranscriptsWanted;
use crate::practice::output_file::OutputFile;
use crate::practice::paths::Kind;
use crate::practice::zones::read_zone;

/// Bring in notes, calls and transcripts from other programs
///
/// It knows by what stands in a file what it is, and tells where each went. Text comes in byte for byte; .docx, .odt, .rtf and .org
/// through pandoc, if it is installed; web pages become Markdown. The originals stay as they are. What is there already isn't added again.
///
/// Each note becomes a session, named by its date: from front matter, a line such as `Date: March 3, 2025`, the file's name, its
/// folders or a heading. What nothing dates is told, and not brought in.
///
/// Calls come from .csv, by columns such as date, client, minutes, status, and from .ics: those that carry a client's name or
/// address. Past ones of a table are held unless it says otherwise, those of a calendar wait until you say what came of them. Where a
/// table's columns aren't known, a --map is proposed and nothing of it is filed.
///
/// Without --client it is found out whose each is: by what tables and calendars say, by `client:` in a note's front matter or a whole name
/// in its path, or by its folder. A name that is nearly another one's is never taken for it.
///
/// Transcripts (.vtt, .srt, `Name: text`) need the client's consent to recordings, `agreed: {recording: DAY}`.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples![
    "coach import ~/vault/Alice --client alice --dry-run",
    "coach import ~/Clients --each-folder --new-clients",
    "coach import ~/calls/2026-11-08.vtt --client alice --speakers Ann=client",
])]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of its own on the command line")]
pub struct Args {
    /// The folder, file or .zip
    path: PathBuf,
    /// Whose notes they are; without it, it is found out
    #[arg(long, add = Names::Client)]
    client: Option<String>,
    /// Each folder in it is one client's
    #[arg(long, conflicts_with = "client")]
    each_folder: bool,
    /// Make the folders of clients who aren't there
    #[arg(long, conflicts_with = "client")]
    new_clients: bool,
    /// Whose a name is, where it is nearly another one's: NAME=ID, NAME=new; again for each
    #[arg(long, value_name = "NAME=ID", hide_short_help = true)]
    who: Vec<String>,
    /// What the files are, where that isn't to be found out
    ///
    /// text, obsidian, notion, logseq, jrnl, apple-notes, html, csv, ics, vtt, srt, transcript, docx, odt, rtf, org
    #[arg(long, value_name = "PROGRAM", value_parser = PossibleValuesParser::new(ExportKind::WORDS), hide_possible_values = true, hide_short_help = true)]
    from: Option<String>,
    /// What the columns of a table hold: a file that coach proposes
    #[arg(long, value_name = "FILE")]
    map: Option<PathBuf>,
    /// Who is who in a transcript: Ann=client, Robin=coach
    #[arg(long, value_name = "NAME=ROLE", value_delimiter = ',')]
    speakers: Vec<String>,
    /// What they become: sessions, or notes between sessions
    ///
    /// Without it: sessions; notes where `type:` says mail, note, …
    #[arg(long = "as", value_enum, value_name = "KIND", hide_possible_values = true, hide_short_help = true)]
    kind: Option<As>,
    /// How 03/04/2025 is meant: day-first or month-first
    #[arg(long, value_name = "ORDER", value_parser = PossibleValuesParser::new(DateOrder::WORDS), hide_possible_values = true)]
    dates: Option<String>,
    /// The day of those that nothing dates
    #[arg(long, value_name = "WHEN", hide_short_help = true)]
    undated: Option<String>,
    /// Make a note of each day of a journal
    ///
    /// It is parted at its dated headings, or at jrnl's time stamps.
    #[arg(long, hide_short_help = true)]
    split: bool,
    /// Keep their names behind the date
    ///
    /// As in 2025-03-02 The promotion.md
    #[arg(long, hide_short_help = true)]
    keep_names: bool,
    /// Write a `date:` as coach reads it
    ///
    /// Where it isn't written so, or stands in the text; all else stays.
    #[arg(long, hide_short_help = true)]
    iso_dates: bool,
    /// Write what is in another encoding as UTF-8
    ///
    /// Else it stays byte for byte, and is shown with � where its letters aren't known.
    #[arg(long, hide_short_help = true)]
    utf8: bool,
    /// Bring in what was changed since, too
    ///
    /// What looks like a note that is there, and isn't the same any more.
    #[arg(long, hide_short_help = true)]
    again: bool,
}

/// More notes than these take a moment, so it is said what goes on.
const MANY: usize = 100;

/// More bytes than these can't be taken back by `undo`: they would have to be held until the command's end.
const MOST_KEPT: usize = 8 << 20;

/// The file in which a map is proposed, where none was named.
const MAP: &str = "columns.yaml";

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
    let clients: Vec<Client> =
        practice.client_ids().value.iter().map(|id| practice.client(id).value).collect();
    let asked = Asked {
        client: args.client.as_deref(),
        by_folder: args.each_folder,
        makes_new: args.new_clients,
        who: &args.who,
    };
    let mut roster = Roster::gather(&asked, &clients, context, &practice)?;
    let columns = read_columns(&args, &practice)?;
    let scan = practice.scan(&args.path)?;
    let wishes = args.read_wishes(context)?;
    let own = list_own_events(context, &practice, &clients, wishes.from, &scan.files);
    let (calls, transcripts) =
        (calls_wanted(context, &practice, own), transcripts_wanted(&args, &practice, &clients)?);
    let wishes =
        Wishes { calls: Some(&calls), transcripts: Some(&transcripts), columns: columns.as_ref(), ..wishes };
    let files = scan.files.clone();
    let mut entries = arrive(scan.files, Wishes { owners: Some(&roster.owners), ..wishes });
    if roster.ask(&entries, context)? {
        entries = arrive(files, Wishes { owners: Some(&roster.owners), ..wishes });
    }
    let whose = roster.settle(&mut entries)?;
    let Placed { places, gone, told } = place_all(context, &practice, &roster, &entries, &whose, args.again);
    context.tell(&told);
    let problems = write(context, &practice, &roster, &entries, &places)?;
    let left_out: Vec<LeftOut> =
        scan.left_out.into_iter().map(|out| LeftOut { path: out.path, what: out.what }).collect();
    for out in &left_out {
        context.ui.detail(&format!("left out: {} ({})", out.path, out.what));
    }
    let settled = Settled { entries: &entries, whose: &whose, places: &places, problems: &problems };
    let mut files = import_rows::make_rows(&settled, &roster, context.now, context.global.dry_run);
    let gone: Vec<_> =
        gone.iter().map(|(series, call)| import_rows::tell_gone(&files[*series], call)).collect();
    files.extend(gone);
    let proposed = propose(&args, context, &practice, &entries)?;
    let clients = tell_clients(&roster, &whose, &places);
    let imported = Imported::new(clients, context.global.dry_run, files, left_out, proposed);
    context.show(&practice, Loaded::new(imported, told))?;
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
        let from = |word: &str| ExportKind::VARIANTS.iter().find(|kind| kind.word() == word).copied();
        Ok(Wishes {
            from: self.from.as_deref().and_then(from),
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
            utf8: self.utf8,
            ..Wishes::default()
        })
    }
}

/// What somebody says the columns hold; nothing where the file isn't there yet, which is where the proposal goes.
fn read_columns(args: &Args, practice: &Practice) -> anyhow::Result<Option<ColumnMap>> {
    let Some(file) = &args.map else { return Ok(None) };
    let Some(bytes) = OutputFile::open_at(file, Some(practice))?.bytes() else { return Ok(None) };
    let text = String::from_utf8_lossy(&bytes);
    let map = ColumnMap::read(&text).map_err(|why| {
        let hint = "write what is held, a colon and the name of the column that holds it";
        Refusal::with_kind(RefusalKind::Invalid, why, hint).in_file(file.display().to_string())
    })?;
    Ok(Some(map))
}

/// How calls of a table or a calendar are brought in.
fn calls_wanted(context: &Context, practice: &Practice, own: HashMap<String, OwnEvent>) -> CallsWanted {
    let now = context.now;
    let settings = practice.settings().value;
    CallsWanted {
        own,
        address: settings.mail,
        zone: settings.timezone.and_then(|name| read_zone(name).ok()),
        today: now.date,
        write: Box::new(move |record, when| {
            let status = status_of(record, when, now);
            (text_of_call(record, when, status), status == SessionStatus::Planned && when < now)
        }),
    }
}

/// How transcripts are.
fn transcripts_wanted(
    args: &Args,
    practice: &Practice,
    clients: &[Client],
) -> anyhow::Result<TranscriptsWanted> {
    let role = |typed: &String| {
        let part = typed.rsplit_once('=').and_then(|(name, side)| {
            let side = Side::VARIANTS.iter().find(|one| one.word() == side.trim())?;
            Some((name.trim().to_owned(), *side))
        });
        part.ok_or_else(|| {
            let hint = "write --speakers Ann=client, and Robin=coach behind a comma";
            Refusal::usage(format!("`{typed}` doesn't say who is who"), hint)
        })
    };
    Ok(TranscriptsWanted {
        coach: practice.settings().value.coach,
        roles: args.speakers.iter().map(role).collect::<Result<_, _>>()?,
        agreed: clients.iter().map(|client| client.agreed.recording.is_some()).collect(),
        write: Arc::new(|parts| text_of_transcript(parts.spoken, parts.roles, parts.from, parts.id)),
    })
}

/// Writes what has a place of its own, and says how much `check` will have to say of each. Each file is whole or isn't there, so running
/// it again finishes what was interrupted.
fn write(
    context: &Context,
    practice: &Practice,
    roster: &Roster,
    entries: &[Entry],
    places: &[Option<Place>],
) -> anyhow::Result<Vec<usize>> {
    let arrivals = || {
        entries.iter().zip(places).enumerate().filter_map(|(at, (entry, place))| match place {
            Some(Place::New(path)) => Some((at, entry, entry.arrival()?, path)),
            _ => None,
        })
    };
    let bytes: usize = arrivals().map(|(_, _, arrival, _)| arrival.payload.length()).sum();
    let (count, is_kept) = (arrivals().count(), bytes <= MOST_KEPT);
    let is_rehearsed = context.global.dry_run;
    if !is_rehearsed {
        roster.make_newcomers(context, practice)?;
        if count > MANY {
            context.ui.say(&format!("bringing in {count} notes"));
        }
        if !is_kept {
            context.ui.detail("it is too much for coach undo to take back");
        }
    }
    let mut found = vec![0; entries.len()];
    let all: Vec<(usize, &Entry, &Arrival, &Arc<str>)> = arrivals().collect();
    if is_rehearsed {
        for (at, entry, arrival, path) in &all {
            let bytes = arrival.payload.read().map_err(|refusal| refusal.in_file(&*entry.path))?;
            found[*at] = problems(path, arrival.shelf, &bytes);
        }
        return Ok(found);
    }
    let files: Vec<Incoming<'_>> = all
        .iter()
        .map(|&(_, entry, arrival, path)| Incoming {
            path,
            length: arrival.payload.length(),
            read: Box::new(move || arrival.payload.read().map_err(|refusal| refusal.in_file(&*entry.path))),
        })
        .collect();
    let look = |place: usize, bytes: &[u8]| problems(all[place].3, all[place].2.shelf, bytes);
    let told = practice.bring_in(&files, is_kept, look).map_err(|(done, error)| {
        error.context(format!("{done} notes were brought in; run it again to go on"))
    })?;
    for ((at, ..), problems) in all.iter().zip(told) {
        found[*at] = problems;
    }
    Ok(found)
}

/// A map for a table whose columns aren't known, written where it was asked for, else beside; what stands there is never written over.
fn propose(
    args: &Args,
    context: &Context,
    practice: &Practice,
    entries: &[Entry],
) -> anyhow::Result<Option<ProposedMap>> {
    let unknown = entries.iter().find_map(|entry| match &entry.fate {
        Fate::UnknownColumns(_, columns) => Some((entry, columns)),
        _ => None,
    });
    let Some((entry, columns)) = unknown else { return Ok(None) };
    let named = args.map.as_deref().unwrap_or(Path::new(MAP));
    let file = OutputFile::open_at(named, Some(practice))?;
    let is_free = file.bytes().is_none();
    if is_free && !context.global.dry_run {
        file.write(write_map(columns, &entry.path).as_bytes())?;
    }
    let column = |column: &crate::note::foreign::column_map::SampledColumn| ProposedColumn {
        name: column.name.clone(),
        holds: column.holds.map(crate::note::foreign::columns::Column::word),
        samples: column.samples.clone(),
    };
    Ok(Some(ProposedMap {
        table: entry.path.clone(),
        file: (is_free && !context.global.dry_run).then(|| named.display().to_string()),
        columns: columns.iter().map(column).collect(),
    }))
}

/// Everybody of whom something came in or stood there, and how much.
fn tell_clients(roster: &Roster, whose: &[Option<usize>], places: &[Option<Place>]) -> Vec<ImportedClient> {
    let mut told: Vec<ImportedClient> = Vec::new();
    for (at, member) in roster.members.iter().enumerate() {
        let theirs: Vec<&Place> = whose
            .iter()
            .zip(places)
            .filter(|(whose, _)| **whose == Some(at))
            .filter_map(|(_, place)| place.as_ref())
            .collect();
        if theirs.is_empty() && roster.owners.only != Some(at) {
            continue;
        }
        let imported = theirs.iter().filter(|place| matches!(place, Place::New(_))).count();
        told.push(ImportedClient {
            client: Named { id: member.id.clone(), name: member.name.clone() },
            is_new: member.is_new,
            imported,
            already_there: theirs.len() - imported,
        });
    }
    told
}
