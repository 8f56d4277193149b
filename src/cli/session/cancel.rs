use crate::cli::paper::Paper;
use crate::cli::{context::Context, note_file};
use crate::model::session::{SessionStatus, Side};
use crate::note::edit::NewValue;

/// Note that a call was called off, and by whom
///
/// Example: coach session cancel alice next --by client --charged
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Who
    client: String,
    /// Which one: last, next, a date or an id [default: the next]
    #[arg(default_value = "next")]
    session: String,
    /// Who called it off: client or coach
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(Side::WORDS))]
    by: String,
    /// It is charged all the same
    #[arg(long)]
    charged: bool,
}

pub fn run(args: &Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let id = context.client(&practice, Some(&args.client))?;
    let record = context.record(&practice, &id).value;
    let session = note_file::session(context, &record, Some(&args.session))?;
    let mut paper = Paper::open(&practice, &session.path)?;
    paper.set("status", &NewValue::Plain(SessionStatus::Cancelled.word().to_owned()))?;
    paper.set("cancelled_by", &NewValue::Plain(args.by.clone()))?;
    if args.charged {
        paper.set("charged", &NewValue::Plain("true".to_owned()))?;
    }
    context.did(&session.path, &format!("cancelled by the {}", args.by));
    note_file::reviews_left_behind(context, &record, session.when.date);
    Ok(())
}
