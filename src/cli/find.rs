use chrono::NaiveDate;
use clap::builder::NonEmptyStringValueParser;
use rayon::prelude::*;

use crate::cli::Format;
use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::insight::search_result::{Found, FoundNote, Match};
use crate::model::client::About;
use crate::model::kind::Kind;
use crate::model::matching::make_sorting_key;
use crate::model::order::InOrder as _;
use crate::model::problem::{Loaded, Problem};
use crate::model::refusal::Refusal;
use crate::note::parsed::Note;
use crate::note::read::day_of;
use crate::note::search::{Hit, Wanted, hits, hits_in_session, hits_in_transcript, may_hit, patterns};
use crate::practice::Practice;
use crate::practice::search::{Findings, Searched};

/// Search all notes for words
///
/// A note is found if it holds all the words. Words in small letters are found in whatever case, words without accents with them as
/// well, and words in quotation marks where a line ends between them, too. The exit code is 1 if nothing is found.
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

const KINDS: [&str; 6] = {
    let mut words = [""; 6];
    let mut place = 0;
    while place < words.len() {
        words[place] = Searched::ALL[place].word();
        place += 1;
    }
    words
};

/// With how many clients a search begins. Each piece of it is twice as long, up to the most: what is found first is shown at once.
const FIRST_CLIENTS: usize = 8;
/// The most clients between two pieces.
const MOST_CLIENTS: usize = 64;

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let client = args.client.as_deref().map(|client| context.client(&practice, Some(client))).transpose()?;
    let since = args.since.as_deref().map(|since| context.read_past_day(since)).transpose()?;
    let wanted = read_wanted(&args)?;
    let is_looked_through = |kind: &Searched| {
        // Nothing of a transcript is filed under a hashtag.
        args.kind.as_deref().is_none_or(|wanted| wanted == kind.word())
            && !(*kind == Searched::Transcripts && wanted.tag.is_some())
    };
    let kinds = Searched::ALL.into_iter().filter(is_looked_through).collect();
    let mut told = Told::default();
    let ids = match client {
        Some(id) => vec![id],
        None => practice.client_ids().take(&mut told.of_clients),
    };
    let _ahead = practice.read_ahead(&ids);
    let search = Search { practice: &practice, kinds, wanted, since };
    let is_lines = matches!(context.global.format, Format::Text | Format::Md);
    let is_shown_at_once =
        is_lines && !context.global.shared && practice.template("find.md").is_ok_and(|own| own.is_none());
    let is_found = if is_shown_at_once {
        show_as_found(context, &search, &ids, &mut told)?
    } else {
        show_all(context, &search, &ids, told)?
    };
    if !is_found {
        context.answer_no();
    }
    Ok(())
}

/// What is looked for, and where.
struct Search<'a> {
    practice: &'a Practice,
    kinds: Vec<Searched>,
    wanted: Wanted,
    since: Option<NaiveDate>,
}

/// What is told beside what was found.
#[derive(Default)]
struct Told {
    of_clients: Vec<Problem>,
    of_notes: Vec<Problem>,
    of_transcripts: Vec<Problem>,
    doubts: Vec<(String, Vec<Problem>)>,
}

impl Told {
    /// What couldn't be looked through.
    fn list_problems(&self, search: &Search<'_>) -> Vec<Problem> {
        let looked_twice = search.kinds.contains(&Searched::Transcripts);
        let again = if looked_twice { self.of_clients.as_slice() } else { &[] };
        [&self.of_clients, self.of_notes.as_slice(), again, &self.of_transcripts].concat()
    }

    /// Tells why notes that were found don't count, by client, and then what couldn't be looked through.
    fn tell(&mut self, context: &Context, problems: &[Problem]) {
        self.doubts.put_in_order_by(|(one, _), (other, _)| one.cmp(other));
        let doubts = self.doubts.drain(..).flat_map(|(_, doubts)| doubts);
        context.tell(&doubts.collect::<Vec<_>>());
        context.tell(problems);
    }
}

impl Search<'_> {
    /// What is found in the notes of some clients, by client and date.
    fn find(&self, ids: &[String], told: &mut Told) -> Found {
        let look_through = |id: &String| {
            let may_hold = |bytes: &[u8]| may_hit(bytes, &self.wanted);
            let look = |kind, note: &Note| self.look_in(id, kind, note);
            self.practice.search_client(id, &self.kinds, may_hold, look)
        };
        let all: Vec<Findings<FoundNote>> = ids.par_iter().map(look_through).collect();
        let mut notes = Vec::new();
        for (id, findings) in ids.iter().zip(all) {
            let Findings { mut found, doubts, problems, problems_of_transcripts } = findings;
            for note in &mut found {
                note.counts = !doubts.iter().any(|problem| problem.path == note.path);
            }
            notes.extend(found);
            told.of_notes.extend(problems);
            told.of_transcripts.extend(problems_of_transcripts);
            if !doubts.is_empty() {
                told.doubts.push((id.clone(), doubts));
            }
        }
        Found::from_notes(notes)
    }

    fn look_in(&self, client: &str, kind: Searched, note: &Note) -> Option<FoundNote> {
        let hits = match kind {
            Searched::Transcripts => hits_in_transcript(note, &self.wanted),
            Searched::Notes(Kind::Session) => hits_in_session(note, &self.wanted),
            _ => hits(note, &self.wanted),
        };
        let date = day_of(note);
        let is_old = self.since.is_some_and(|since| date.is_none_or(|date| date.date < since));
        if hits.is_empty() || is_old {
            return None;
        }
        let of_hit = |hit: Hit| Match { line: hit.line, heading: hit.heading, text: hit.text };
        Some(FoundNote {
            client: client.to_owned(),
            kind: kind.word(),
            path: note.path.to_string(),
            date,
            counts: true,
            matches: hits.into_iter().map(of_hit).collect(),
        })
    }
}

/// Shows what is found while the rest is still looked through, so that nobody waits for the last client to see the first; whether
/// anything was.
fn show_as_found(
    context: &Context,
    search: &Search<'_>,
    ids: &[String],
    told: &mut Told,
) -> anyhow::Result<bool> {
    let templates = context.screen_templates(search.practice)?;
    // How far the search has got is seen until there is something else to see.
    let mut progress = Some(context.ui.show_progress(search.practice.read_count()));
    let mut is_found = false;
    let pieces = part_clients(ids).filter_map(|ids| {
        let found = search.find(ids, told);
        if found.notes.is_empty() {
            return None;
        }
        drop(progress.take());
        let gap = if std::mem::replace(&mut is_found, true) { "\n" } else { "" };
        let filled = templates.show(&found).map_err(anyhow::Error::from);
        Some(filled.map(|text| format!("{gap}{}", context.dress(&text))))
    });
    context.ui.print_pieces(pieces)?;
    drop(progress.take());
    let problems = told.list_problems(search);
    told.tell(context, &problems);
    if !is_found {
        context.ui.say("nothing found");
    }
    Ok(is_found)
}

/// Shows all that is found in one piece; whether anything was.
fn show_all(context: &Context, search: &Search<'_>, ids: &[String], mut told: Told) -> anyhow::Result<bool> {
    let found = context.while_reading(search.practice, |_| search.find(ids, &mut told));
    let problems = told.list_problems(search);
    told.tell(context, &problems);
    let found = context.fit_to_screen(Loaded { value: found, problems })?;
    let is_found = !found.value.notes.is_empty();
    if is_found || context.global.format == Format::Json {
        context.show(search.practice, found)?;
    } else {
        context.ui.say("nothing found");
    }
    Ok(is_found)
}

/// The clients in pieces, a few at first. Those whose ids sort alike stay together, as what is found with them is sorted by the day.
fn part_clients(ids: &[String]) -> impl Iterator<Item = &[String]> {
    let mut rest = ids;
    let mut size = FIRST_CLIENTS;
    std::iter::from_fn(move || {
        let mut end = size.min(rest.len());
        while end > 0 && end < rest.len() && make_sorting_key(&rest[end - 1]) == make_sorting_key(&rest[end])
        {
            end += 1;
        }
        let (piece, behind) = rest.split_at(end);
        rest = behind;
        size = (size * 2).min(MOST_CLIENTS);
        (!piece.is_empty()).then_some(piece)
    })
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
