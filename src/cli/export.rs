use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::cli::Format;
use crate::cli::support::complete::Names;
use crate::cli::support::context::{Context, overrides_of};
use crate::cli::support::outlet::OutletArgs;
use crate::cli::support::word_lists::{read_client_words, read_name_words};
use crate::insight::anonymous::{Anonymous, Swaps};
use crate::insight::client_record::ClientRecord;
use crate::insight::export::{
    Export, Kept, KeptFile, OwnFacts, Whole, Withheld, export, export_for_client, list_withheld,
};
use crate::insight::reading::{Reading, gather_reading};
use crate::insight::view::{View, WithProblems};
use crate::model::kind::Kind;
use crate::model::needs::Needs;
use crate::model::note_text::NoteText;
use crate::model::problem::{Loaded, Problem};
use crate::model::record::Record;
use crate::model::refusal::Refusal;
use crate::model::wording::NameWords;
use crate::model::zone::Clocks;
use crate::note::parsed::Note;
use crate::note::read::{read_between_text, session_text};
use crate::practice::Practice;
use crate::practice::export_archive::{ExportArchive, place_for};
use crate::practice::kept_files::{FileOnDisk, FilesOnDisk};
use crate::practice::output_file::OutputFile;
use crate::practice::zones::read_clocks;
use crate::render::html::Page;
use crate::render::json;
use crate::render::surroundings::Surroundings;
use crate::render::template::Templates;

/// Everything kept about a person, packed to keep or hand over
///
/// It holds all their files byte for byte, those in `.trash/` among them, and what coach reads out of them as Markdown, as JSON, and as
/// one page that needs nothing else. It is written into the folder you are in, or beside the practice where you are inside of it, readable
/// by you alone; -o names another place. With an ending of .html, .md or .json that one text alone is written.
///
/// --for client makes what is theirs or may be shown to them: their words, marks, goals and plans, what they agreed to. Other people's
/// names are masked as far as they can be told, and those that --mask names; what is withheld is listed with the reason. Read it over before you hand it on. In many
/// countries your own notes count as well when somebody asks what is kept about them; ask whoever advises you.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples!["coach export alice", "coach export alice --for client -o ~/alice.zip"])]
pub struct Args {
    /// Who
    #[arg(add = Names::Client)]
    client: String,
    /// Whom it is for
    #[arg(long = "for", value_enum, default_value_t, value_name = "WHOM")]
    reader: Reader,
    /// Mask this name, too, in what is for the client; again for each
    #[arg(long = "mask", value_name = "NAME")]
    masks: Vec<String>,
    #[command(flatten)]
    outlet: OutletArgs,
}

/// Who reads an export.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Reader {
    /// You, or whoever takes over from you.
    #[default]
    Coach,
    /// The client.
    Client,
}

/// An export, and its texts.
struct Made<V> {
    view: V,
    /// What is in it.
    index: String,
    /// All of it, piece by piece: Markdown.
    pieces: Vec<String>,
    /// What goes into the archive beside the texts.
    files: Vec<FileOnDisk>,
    problems: Vec<Problem>,
}

/// Where an archive goes.
struct Target {
    output: OutputFile,
    /// The place as it was typed.
    typed: PathBuf,
    /// The folder that everything in the archive lies in.
    folder: String,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    context.refuse_if_shared()?;
    let practice = context.practice()?;
    let id = context.client(&practice, Some(&args.client))?;
    let target = if wants_archive(&args, context)? {
        Some(find_target(&args, context, &practice, &id)?)
    } else {
        None
    };
    let kept = practice.list_kept(&practice.identify(&id));
    tell_skipped(context, &kept);
    match args.reader {
        Reader::Coach => {
            let made = make_for_coach(context, &practice, &id, kept)?;
            hand_out(context, &practice, target, made)
        }
        Reader::Client => {
            let made = make_for_client(context, &practice, &id, &kept, &args.masks)?;
            hand_out(context, &practice, target, made)
        }
    }
}

/// Whether an archive is written, and not one text alone: what `-o` ends in says it.
fn wants_archive(args: &Args, context: &Context) -> anyhow::Result<bool> {
    context.refuse_other_formats().or_else(|refused| match context.global.format {
        Format::Html => Ok(()),
        _ => Err(refused),
    })?;
    if context.global.format != Format::Text || args.outlet.open {
        return Ok(false);
    }
    let ending = args.outlet.output.as_deref().and_then(Path::extension).and_then(|ending| ending.to_str());
    match (&args.outlet.output, ending) {
        (None, _) => Ok(true),
        (_, Some(ending)) if ending.eq_ignore_ascii_case("zip") => Ok(true),
        _ => {
            let hint = "let it end in .zip, or in .html, .md or .json for one text alone";
            Err(Refusal::usage("an export is an archive, and this name isn't that of one", hint).into())
        }
    }
}

/// Where an archive goes: never into the practice.
fn find_target(args: &Args, context: &Context, practice: &Practice, id: &str) -> anyhow::Result<Target> {
    let folder = format!("{id}-{}", context.now.date);
    let default = || place_for(&format!("{folder}.zip"), &practice.root);
    let typed = args.outlet.output.clone().unwrap_or_else(default);
    let output = OutputFile::open_at(&typed, Some(practice))?;
    if output.is_in(practice) {
        let what =
            "an archive inside of the practice would be saved with the notes, and outlive what is erased";
        return Err(Refusal::usage(what, format!("name a place elsewhere: -o ../{id}.zip")).into());
    }
    Ok(Target { output, typed, folder })
}

/// Names what isn't in an export although it lies among the files.
fn tell_skipped(context: &Context, kept: &FilesOnDisk) {
    for path in &kept.skipped {
        context.ui.say(&format!("{path} isn't in it: it is a link, or may not be read"));
    }
}

fn make_for_coach(
    context: &Context,
    practice: &Practice,
    id: &str,
    kept: FilesOnDisk,
) -> anyhow::Result<Made<Export>> {
    let Loaded { value: (record, texts), problems } = practice.record_and(Needs::ALL, id, look);
    let listed =
        kept.files.iter().map(|file| KeptFile { path: file.path.clone(), bytes: file.bytes }).collect();
    let reading = gather_reading(&record, texts, None, context.now);
    let (words, clocks) = (read_client_words(practice)?, clocks_of(practice, &record));
    let view = export(&record, reading, listed, &words, context.now, &clocks);
    let teller = Teller { templates: context.templates(practice)?, swaps: None };
    let (index, pieces) = (teller.write(&view)?, teller.write_pieces(&view)?);
    Ok(Made { view, index, pieces, files: kept.files, problems })
}

fn make_for_client(
    context: &Context,
    practice: &Practice,
    id: &str,
    kept: &FilesOnDisk,
    masks: &[String],
) -> anyhow::Result<Made<Anonymous<Export>>> {
    let Loaded { value: (record, texts), mut problems } = practice.record_and(Needs::ALL, id, look);
    let transcripts = practice.transcripts(id).take(&mut problems);
    context.tell(&problems);
    let (words, name_words) = (read_client_words(practice)?, read_name_words(practice)?);
    let clocks = clocks_of(practice, &record);
    let own = OwnFacts::from_record(&record);
    let swaps = gather_swaps(practice, &record, masks, &name_words);
    let withheld = list_withheld(&record, &transcripts, kept.count_unread(), kept.count_trashed());
    let record = ClientRecord::from_record(record);
    let reading: Reading = gather_reading(&record, texts, None, context.now);
    let view = export_for_client(&record, own, reading, withheld, &words, context.now, &clocks);
    let mut view =
        view.ok_or_else(|| Refusal::usage("nothing of it is for them", "coach share hands a plan over"))?;
    let found = Anonymous::swap(&view, &swaps)?.names_found().len();
    if found > 0 {
        view.withheld.push(Withheld { kind: Kept::Names, count: found });
    }
    let templates = Templates::new(
        Surroundings { shared: true, sources: false, ..context.surroundings() },
        overrides_of(practice)?,
    )?;
    let teller = Teller { templates, swaps: Some(&swaps) };
    let (index, pieces) = (teller.write(&view)?, teller.write_pieces(&view)?);
    let view = Anonymous::swap(&view, &swaps)?;
    for mask in masks.iter().filter(|mask| !view.has_swapped(mask)) {
        context.ui.warn(&format!("--mask {mask}: nobody is called so in it"));
    }
    tell_names(context, &view, &swaps, &name_words);
    Ok(Made { view, index, pieces, files: Vec::new(), problems: Vec::new() })
}

fn look(kind: Kind, note: &Note) -> NoteText {
    match kind {
        Kind::Session => session_text(note),
        _ => read_between_text(note),
    }
}

fn clocks_of(practice: &Practice, record: &Record) -> Clocks {
    read_clocks(practice.settings().value.timezone, record.client.timezone)
}

/// Third persons, other clients and the sponsor: the client and the coach may stand in what the client gets.
fn gather_swaps(practice: &Practice, record: &Record, masks: &[String], words: &NameWords) -> Swaps {
    let others = practice.names_of_others(&record.client.id);
    Swaps::gather_third_persons(record, &others, masks, &practice.settings().value, words)
}

fn tell_names(context: &Context, view: &Anonymous<Export>, swaps: &Swaps, words: &NameWords) {
    context.ui.say("Read it over before you hand it on: whoever knows the people in it will know them.");
    let left = swaps.find_left(view, words);
    if !left.is_empty() {
        context.ui.say(&format!(
            "Left as they are, and perhaps names: {}. --mask NAME masks one.",
            left.join(", ")
        ));
    }
}

/// What makes text of the views in an export.
struct Teller<'a> {
    templates: Templates,
    /// What is masked on the way.
    swaps: Option<&'a Swaps>,
}

impl Teller<'_> {
    fn write<V: View>(&self, view: &V) -> anyhow::Result<String> {
        Ok(match self.swaps {
            Some(swaps) => self.templates.show(&Anonymous::swap(view, swaps)?)?,
            None => self.templates.show(view)?,
        })
    }

    /// Each view by itself, what is empty left out.
    fn write_pieces(&self, view: &Export) -> anyhow::Result<Vec<String>> {
        let mut pieces = vec![self.write(&view.profile)?];
        for goal in &view.goals {
            pieces.push(self.write(goal)?);
        }
        for plan in &view.plans {
            pieces.push(self.write(plan)?);
        }
        if view.balance.date.is_some() {
            pieces.push(self.write(&view.balance)?);
        }
        if !view.sessions.sessions.is_empty() {
            pieces.push(self.write(&view.sessions)?);
        }
        let mut reading = self.write(&view.reading.head)?;
        for entry in &view.reading.entries {
            reading.push('\n');
            reading.push_str(&self.write(entry)?);
        }
        pieces.push(reading);
        Ok(pieces)
    }
}

/// Writes the archive, or shows the one text that was asked for.
fn hand_out<V: View>(
    context: &Context,
    practice: &Practice,
    target: Option<Target>,
    made: Made<V>,
) -> anyhow::Result<()> {
    let Made { view, index, pieces, files, problems } = made;
    let heading = pieces[0].lines().next().unwrap_or_default().trim_start_matches("# ").to_owned();
    let whole = [&index[..], &pieces.join("\n---\n\n")].join("\n---\n\n");
    let page = || {
        let parts: Vec<String> = std::iter::once(index.clone()).chain(pieces.iter().cloned()).collect();
        context.page(practice, &Page::from_several(&heading, &parts))
    };
    let Some(Target { output, typed, folder }) = target else {
        let is_page = context.global.format == Format::Html;
        let shown = Loaded::new(Whole(view), problems);
        return context.show_made(
            practice,
            shown,
            |_| if is_page { page() } else { Ok(context.dress(&whole)) },
        );
    };
    context.tell(&problems);
    if context.global.dry_run {
        return Ok(context.ui.print(&context.dress(&index))?);
    }
    let stood = output.is_there();
    let archive = ExportArchive {
        folder,
        made_on: context.now.date,
        texts: vec![
            ("README.md", index.clone()),
            ("everything.md", whole),
            ("everything.html", page()?),
            ("everything.json", json::json(&WithProblems { view, problems })?),
        ],
        files,
    };
    archive.write_to(&output)?;
    let over = if stood { ", in place of what stood there" } else { "" };
    context.ui.say(&format!("written: {}{over}", typed.display()));
    Ok(())
}
