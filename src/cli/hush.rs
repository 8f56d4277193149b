use anyhow::bail;

use crate::acts::silence::hush_signal;
use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::cli::support::note_in_hand::NoteInHand;
use crate::model::dates::Direction;
use crate::model::matching::find_nearest_word;
use crate::model::refusal::Refusal;
use crate::model::signal::Signal;
use crate::practice::paths;

/// Don't notice a signal of a client for a while
///
/// A signal is what `coach prep` and `coach stuck` notice in your notes. Where you know better, it is quiet (hushed) until a day, and speaks
/// again on it. It is written into the client's note as `hush`.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples![
    "coach hush ben wish-and-week",
    r#"coach hush ben too-much --until "in 2 weeks""#,
])]
pub struct Args {
    /// Whose, by the exact id
    #[arg(add = Names::Client)]
    client: String,
    /// Which, by its name in `coach stuck`
    #[arg(add = Names::OneOf(Signal::WORDS))]
    signal: String,
    /// Until when [default: in 3 months]
    #[arg(long, value_name = "WHEN")]
    until: Option<String>,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    // What hides needs the exact id.
    if !practice.has_client(&args.client) {
        let id = context.client(&practice, Some(&args.client))?;
        bail!(Refusal::unknown(
            format!("`{}` isn't an id", args.client),
            format!("did you mean {id}? what hides needs the exact id")
        ));
    }
    let Some(signal) = Signal::from_typed(&args.signal).map(Signal::word) else {
        bail!(refuse_unknown(&args.signal));
    };
    let until =
        context.read_date(args.until.as_deref().unwrap_or("in 3 months"), Direction::PlansAhead)?.date;
    if until <= context.now.date {
        let hint = format!(
            "name a day after today; to hear it again: coach client set {} hush.{}=",
            args.client, signal
        );
        bail!(Refusal::invalid(format!("{until} isn't after today"), hint));
    }
    let path = paths::client_note(&args.client);
    NoteInHand::open(&practice, &path)?.change(|text| hush_signal(text, signal, until))?;
    context.did(&path, &format!("{signal} isn't noticed until {until}"))?;
    Ok(())
}

fn refuse_unknown(typed: &str) -> Refusal {
    let hint = find_nearest_word(typed, Signal::WORDS.iter().copied()).map_or_else(
        || format!("there are {}", Signal::WORDS.join(", ")),
        |near| format!("did you mean {near}?"),
    );
    Refusal::unknown(format!("there is no signal `{typed}`"), hint)
}
