use std::iter;

use anyhow::bail;
use clap::builder::NonEmptyStringValueParser;

use crate::cli::Format;
use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::insight::reading::{self, Reading, Sought, Wanted, gather_reading};
use crate::model::bookmark::Bookmark;
use crate::model::moment::Moment;
use crate::model::needs::Needs;
use crate::model::problem::Loaded;
use crate::model::refusal::{Refusal, RefusalKind};
use crate::model::shell_word::quote;
use crate::note::parsed::Note;
use crate::note::read::{read_between_text, session_text};
use crate::note::search::patterns;
use crate::practice::Practice;
use crate::practice::paths::Kind;
use crate::practice::state::Bookmarks;
use crate::ui::Shown;

/// Read back every note of every conversation, first to last
///
/// Plans stand where they were made and looked at. On a terminal, the place where the reading ended is kept for the next one.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples![
    "coach read alice",
    "coach read alice --about odile --since 2026-05-01",
])]
pub struct Args {
    /// Whose notes [default: the call at hand]
    #[arg(add = Names::Client)]
    client: Option<String>,
    /// Only what is of this day or later
    #[arg(long, value_name = "WHEN")]
    since: Option<String>,
    /// Go on from where the last reading ended
    #[arg(long = "continue", conflicts_with = "since")]
    go_on: bool,
    /// Only the paragraphs and list items that hold a word; small letters are found in whatever case
    #[arg(long, value_name = "WORD", value_parser = NonEmptyStringValueParser::new())]
    about: Option<String>,
    /// Only the client's own words, those of transcripts among them
    #[arg(long)]
    words: bool,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let shared = context.global.shared;
    if shared && args.go_on {
        bail!(Refusal::with_kind(
            RefusalKind::NotForClient,
            "where you read to isn't for a shared screen",
            "say from when on: --since WHEN"
        ));
    }
    let practice = context.practice()?;
    let id = context.client(&practice, args.client.as_deref())?;
    let wanted = read_wanted(&args, context)?;
    let bookmarks = Bookmarks::open(&practice);
    let mut whole = read_record(context, &practice, &id, &bookmarks);
    // Transcripts are long, and poured out for nobody who doesn't ask for the client's own words.
    if args.words && !shared {
        whole.value.add_transcripts(&practice.transcripts(&id).take(&mut whole.problems), context.now);
    }
    let mut view = context.fit_to_screen(whole)?;
    view.value.keep(wanted);
    if context.global.format == Format::Json {
        context.show(&practice, view)?;
        return Ok(());
    }
    let view = view.value;
    if args.go_on && view.bookmark.is_some() && view.entries.is_empty() {
        context.ui.say("nothing came behind what you have read");
        return Ok(());
    }
    tell_bookmark(&args, context, &view);
    let shown = show(context, &practice, &view)?;
    let is_whole = args.about.is_none() && !args.words;
    if is_whole && !shared && context.ui.to_terminal() {
        keep_bookmark(context, &bookmarks, &view, shown);
    }
    Ok(())
}

fn read_wanted(args: &Args, context: &Context) -> anyhow::Result<Wanted> {
    let sought = |word: &String| {
        let found = patterns(std::slice::from_ref(word), false);
        let pattern = found.ok().and_then(|mut patterns| patterns.pop());
        pattern.map(|pattern| Sought { word: word.clone(), pattern })
    };
    Ok(Wanted {
        since: args.since.as_deref().map(|since| context.read_past_day(since)).transpose()?,
        behind_bookmark: args.go_on,
        about: args.about.as_ref().and_then(sought),
        own_words: args.words,
    })
}

/// Everything that was written of a client; problems met on the way are told.
fn read_record(context: &Context, practice: &Practice, id: &str, bookmarks: &Bookmarks) -> Loaded<Reading> {
    let look = |kind: Kind, note: &Note| match kind {
        Kind::Session => session_text(note),
        _ => read_between_text(note),
    };
    // What is theirs of a record is told by all of it.
    let needs = if context.global.shared { Needs::ALL } else { reading::NEEDS };
    let loaded = practice.record_and(needs, id, look);
    context.tell(&loaded.problems);
    let found = if context.global.shared { Ok(None) } else { bookmarks.find(id) };
    let bookmark = found.unwrap_or_else(|told| {
        context.ui.warn(&told);
        None
    });
    loaded.map(|(record, texts)| gather_reading(&context.keep_theirs(record), texts, bookmark, context.now))
}

/// Shows the head, then each entry when what stands before it was taken.
fn show(context: &Context, practice: &Practice, view: &Reading) -> anyhow::Result<Shown> {
    let templates = context.screen_templates(practice)?;
    let head = iter::once_with(|| templates.show(&view.head));
    let entries = view.entries.iter().map(|entry| templates.show(entry));
    let pieces = head.chain(entries).enumerate().map(|(place, filled)| {
        let gap = if place == 0 { "" } else { "\n" };
        Ok::<_, anyhow::Error>(format!("{gap}{}", context.dress(&filled?)))
    });
    context.ui.print_pieces(pieces)
}

/// Says where an earlier reading ended, and how to go on from there.
fn tell_bookmark(args: &Args, context: &Context, view: &Reading) {
    match &view.bookmark {
        None if args.go_on => context.ui.say("no earlier reading ended here: this is all of it"),
        Some(bookmark) if !args.go_on && args.since.is_none() => {
            let read = Moment::day(bookmark.read).to_spoken();
            context.ui.say(&format!("last read on {read},{}", how_to_go_on(bookmark, view)));
        }
        _ => {}
    }
}

/// Keeps where this reading ended. That the place can't be kept costs nobody the reading.
fn keep_bookmark(context: &Context, bookmarks: &Bookmarks, view: &Reading, shown: Shown) {
    // The head is a piece too, and no entry.
    let entries = shown.pieces.saturating_sub(1);
    let Some(bookmark) = view.bookmark_at(entries, !shown.beyond_first_screen, context.now.date) else {
        return;
    };
    match bookmarks.keep(&view.head.client.id, &bookmark) {
        Err(error) => context.ui.say(&format!("where you read to could not be kept: {error:#}")),
        Ok(()) if entries < view.entries.len() => {
            context.ui.say(&format!("read{}", how_to_go_on(&bookmark, view)));
        }
        Ok(()) => {}
    }
}

fn how_to_go_on(bookmark: &Bookmark, view: &Reading) -> String {
    let to = bookmark.date.map_or_else(String::new, |date| format!(" to {}", Moment::day(date).to_spoken()));
    format!("{to}; to go on from there: coach read {} --continue", quote(&view.head.client.id))
}
