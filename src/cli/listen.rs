use anyhow::bail;

use crate::acts::kept_words::keep_words;
use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::cli::support::listed_items::part_numbers;
use crate::cli::support::note_in_hand::NoteInHand;
use crate::cli::support::picking;
use crate::cli::support::word_lists;
use crate::insight::listened::Listened;
use crate::insight::name_and_id::Named;
use crate::insight::questions::QuestionReader;
use crate::insight::spoken_counts::count_call;
use crate::model::dates::Direction;
use crate::model::moment::Moment;
use crate::model::problem::Loaded;
use crate::model::record::Record;
use crate::model::refusal::{Refusal, RefusalKind};
use crate::model::session::Session;
use crate::model::shell_word::quote;
use crate::model::transcript::{SpokenTurn, Transcript};
use crate::practice::Practice;

/// Hear the client's words of a call again, by its transcript
///
/// They are numbered; --keep quotes some of them in the session's note, as theirs. Transcripts come in with coach import.
///
/// --count adds what can be counted of this one call: whose words, the longest stretch of each, questions open or closed by their
/// first words, pauses. It is kept nowhere and compared with nothing.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples![
    "coach listen alice",
    "coach listen alice 2026-11-08 --keep 3 7",
])]
pub struct Args {
    /// Who [default: the call at hand]
    #[arg(add = Names::Client)]
    client: Option<String>,
    /// Which call: last, a date or an id [default: the last one with a transcript]
    #[arg(add = Names::Session)]
    session: Option<String>,
    /// Quote these in the session's note
    #[arg(long, value_name = "N", num_args = 1..)]
    keep: Vec<String>,
    /// Count what can be counted
    #[arg(long, conflicts_with = "keep")]
    count: bool,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    context.refuse_if_shared()?;
    let practice = context.practice()?;
    let id = if args.keep.is_empty() {
        context.client(&practice, args.client.as_deref())?
    } else {
        context.client_to_write(&practice, args.client.as_deref())?
    };
    let Loaded { value: transcripts, problems } = practice.transcripts(&id);
    let record = context.record(&practice, &id).value;
    if record.client.agreed.recording.is_none() {
        let what = format!("{} hasn't agreed that calls are recorded", record.client.display_name());
        let hint = format!(
            "once they have, write down the day: coach client set {id} agreed.recording=today",
            id = quote(&id)
        );
        bail!(Refusal::with_kind(RefusalKind::Refused, what, hint));
    }
    let transcript = pick_transcript(&args, context, &record, &transcripts)?;
    if !args.keep.is_empty() {
        return keep_turns(&args, context, &practice, &record, transcript);
    }
    let counts = if args.count {
        let reader = QuestionReader::new(&word_lists::read_question_words(&practice)?);
        Some(count_call(transcript, &reader))
    } else {
        None
    };
    let view = Listened::new(Named::from_record(&record), transcript, counts);
    context.show(&practice, Loaded::new(view, problems))
}

/// The transcript that is meant: of the call that was named, else the last one.
fn pick_transcript<'a>(
    args: &Args,
    context: &Context,
    record: &Record,
    transcripts: &'a [Transcript],
) -> anyhow::Result<&'a Transcript> {
    let (id, called) = (&record.client.id, record.client.display_name());
    let hint = format!("to bring one in: coach import FILE --client {id}", id = quote(id));
    let Some(last) = transcripts.last() else {
        bail!(Refusal::missing(format!("{called} has no transcript"), hint))
    };
    let Some(typed) = args.session.as_deref() else { return Ok(last) };
    if let Some(exact) = transcripts.iter().find(|transcript| transcript.id == typed) {
        return Ok(exact);
    }
    let day = match typed {
        "last" => return Ok(last),
        typed => match context.read_date(typed, Direction::LooksBack) {
            Ok(when) => when.date,
            Err(_) => picking::pick_session(context, record, Some(typed))?.when.date,
        },
    };
    let of_day: Vec<&Transcript> =
        transcripts.iter().filter(|transcript| transcript.day() == Some(day)).collect();
    match of_day[..] {
        [one] => Ok(one),
        [] => bail!(Refusal::unknown(
            format!("{called} has no transcript of {}", Moment::day(day).to_spoken()),
            format!("the last one is {}", last.id)
        )),
        _ => {
            let ids: Vec<&str> = of_day.iter().map(|transcript| transcript.id.as_str()).collect();
            bail!(Refusal::ambiguous(format!("`{typed}` could be {}", ids.join(", ")), "name one of them"))
        }
    }
}

/// Quotes some of their words in the note of the call.
fn keep_turns(
    args: &Args,
    context: &Context,
    practice: &Practice,
    record: &Record,
    transcript: &Transcript,
) -> anyhow::Result<()> {
    let theirs: Vec<&SpokenTurn> = transcript.theirs().collect();
    let numbers: Vec<String> = args.keep.iter().flat_map(|word| part_numbers(word)).collect();
    let words = |number: &String| {
        let place = number.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        let turn = place.and_then(|at| theirs.get(at));
        turn.map(|turn| turn.words.as_str()).ok_or_else(|| {
            let hint = format!("coach listen {} shows them with their numbers", quote(&record.client.id));
            Refusal::unknown(format!("there is no {number} among their {} turns", theirs.len()), hint)
        })
    };
    let kept: Vec<&str> = numbers.iter().map(words).collect::<Result<_, _>>()?;
    let session = find_session(record, transcript)?;
    let mut paper = NoteInHand::open(practice, &session.path)?;
    let before = paper.text.clone();
    paper.stage(|text| keep_words(text, &kept))?;
    let what = if paper.text == before { "they are quoted there already" } else { "their words are quoted" };
    context.did(&session.path, what)
}

/// The session of a transcript: by its name, else the only one of its day.
fn find_session<'a>(record: &'a Record, transcript: &Transcript) -> anyhow::Result<&'a Session> {
    if let Some(same) = record.sessions.iter().find(|session| session.id == transcript.id) {
        return Ok(same);
    }
    let of_day: Vec<&Session> =
        record.sessions.iter().filter(|session| Some(session.when.date) == transcript.day()).collect();
    match of_day[..] {
        [one] => Ok(one),
        [] => {
            let what = format!("there is no session's note of the call of {}", transcript.id);
            let hint = format!(
                "to make one: coach session new {} {}",
                quote(&record.client.id),
                quote(&transcript.id)
            );
            bail!(Refusal::missing(what, hint))
        }
        _ => {
            let ids: Vec<&str> = of_day.iter().map(|session| session.id.as_str()).collect();
            let hint = format!("give the transcript's file the name of one of them: {}", ids.join(", "));
            bail!(Refusal::ambiguous("several calls were held on that day".to_owned(), hint))
        }
    }
}
