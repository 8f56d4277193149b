use clap::builder::NonEmptyStringValueParser;

use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::insight::search_result::{Found, FoundNote, Match};
use crate::model::client::About;
use crate::model::problem::{Loaded, Problem};
use crate::model::refusal::Refusal;
use crate::note::parsed::Note;
use crate::note::read::day_of;
use crate::note::search::{Hit, Wanted, hits, hits_in_transcript, may_hit, patterns};
use crate::practice::Practice;
use crate::practice::paths::Kind;

/// Search all notes for words
///
/// A note is found if it holds all the words. Words in small letters are found in whatever case. The exit code is
/// 1 if nothing is found.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples![
    "coach find keys house --client alice --said",
    "coach find baby --tag happy",
])]
pub struct Args {
    /// What to look for
    #[arg(value_parser = NonEmptyStringValueParser::new(), required = true)]
    words: Vec<String>,
    /// The words are regular expressions
    #[arg(long)]
    regex: bool,
    /// Only in this client's notes
    #[arg(long, add = Names::Client)]
    client: Option<String>,
    /// Only in notes of a kind: client, session, goal, plan, note or transcript
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(KINDS), hide_possible_values = true)]
    kind: Option<String>,
    /// Only lines of what is filed under a hashtag
    #[arg(long, value_name = "TAG", add = Names::OneOf(About::WORDS))]
    tag: Option<String>,
    /// Only in notes of this day and later ones
    #[arg(long, value_name = "WHEN")]
    since: Option<String>,
    /// Only the client's own words
    #[arg(long)]
    said: bool,
}

const KINDS: [&str; 6] = ["client", "session", "goal", "plan", "note", TRANSCRIPT];
/// What was said in calls that are written down word for word.
const TRANSCRIPT: &str = "transcript";

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let client = args.client.as_deref().map(|client| context.client(&practice, Some(client))).transpose()?;
    let since = args.since.as_deref().map(|since| context.read_past_day(since)).transpose()?;
    let wanted = read_wanted(&args)?;
    let kinds: Vec<Option<Kind>> = [None].into_iter().chain(Kind::ALL.map(Some)).collect();
    let kinds: Vec<Option<Kind>> = kinds
        .into_iter()
        .filter(|kind| args.kind.as_deref().is_none_or(|wanted| wanted == word(*kind)))
        .collect();
    let found = |client: &str, kind: &'static str, note: &Note, hits: Vec<Hit>| {
        let date = day_of(note);
        let is_old = since.is_some_and(|since| date.is_none_or(|date| date.date < since));
        let hits = if is_old { Vec::new() } else { hits };
        let matches: Vec<Match> = hits
            .into_iter()
            .map(|hit| Match { line: hit.line, heading: hit.heading, text: hit.text })
            .collect();
        (!matches.is_empty()).then(|| FoundNote {
            client: client.to_owned(),
            kind,
            path: note.path.to_string(),
            date,
            counts: true,
            matches,
        })
    };
    let may_hold = |text: &str| may_hit(text, &wanted);
    let mut notes = context.while_reading(&practice, |practice| {
        practice.search(client.as_deref(), &kinds, may_hold, |client, kind, note| {
            found(client, word(kind), note, hits(note, &wanted))
        })
    });
    // Nothing of a transcript is filed under a hashtag.
    if args.kind.as_deref().is_none_or(|kind| kind == TRANSCRIPT) && wanted.tag.is_none() {
        let may_hold = |text: &str| wanted.patterns.iter().all(|pattern| pattern.is_in(text));
        let transcripts = practice.search_transcripts(client.as_deref(), may_hold, |client, note| {
            found(client, TRANSCRIPT, note, hits_in_transcript(note, &wanted))
        });
        notes.value.extend(transcripts.take(&mut notes.problems));
    }
    let notes = with_doubts(context, &practice, notes);
    context.tell(&notes.problems);
    let found = context.fit_to_screen(notes.map(Found::from_notes))?;
    let nothing = found.value.notes.is_empty();
    if nothing && context.global.format != crate::cli::Format::Json {
        context.ui.say("nothing found");
    } else {
        context.show(&practice, found)?;
    }
    if nothing {
        context.answer_no();
    }
    Ok(())
}

/// Marks the notes that don't count. Whether a note does is known from the client's record alone, so only those of clients with
/// something found are read.
fn with_doubts(
    context: &Context,
    practice: &Practice,
    mut found: Loaded<Vec<FoundNote>>,
) -> Loaded<Vec<FoundNote>> {
    let mut clients: Vec<String> = found.value.iter().map(|note| note.client.clone()).collect();
    clients.sort();
    clients.dedup();
    let why = practice.list_doubts(&clients);
    for note in &mut found.value {
        note.counts = !why.iter().any(|problem| problem.path == note.path);
    }
    let is_shown = |problem: &Problem| found.value.iter().any(|note| note.path == problem.path);
    context.tell(&why.into_iter().filter(is_shown).collect::<Vec<_>>());
    found
}

fn read_wanted(args: &Args) -> anyhow::Result<Wanted> {
    let refusal = |word: String| {
        let hint = "leave --regex out to look for it as it is";
        Refusal::invalid(format!("`{word}` isn't a regular expression"), hint)
    };
    let patterns = patterns(&args.words, args.regex).map_err(refusal)?;
    Ok(Wanted {
        patterns,
        said: args.said,
        tag: args.tag.as_deref().map(|tag| tag.trim_start_matches('#').to_owned()),
    })
}

fn word(kind: Option<Kind>) -> &'static str {
    match kind {
        None => "client",
        Some(Kind::Session) => "session",
        Some(Kind::Goal) => "goal",
        Some(Kind::Plan) => "plan",
        Some(Kind::Note) => "note",
    }
}
