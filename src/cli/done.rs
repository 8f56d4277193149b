use std::process::ExitCode;

use anyhow::bail;

use super::context::Context;
use super::paper::Paper;
use super::session_note;
use super::talk::{Reply, ask, ask_for, ten};
use crate::insight::rhythm;
use crate::model::moment::Moment;
use crate::model::record::Record;
use crate::model::refusal::Refusal;
use crate::model::session::{Session, SessionStatus, Side};
use crate::note::edit::{self, NewValue};
use crate::practice::Practice;

/// Close a call in under a minute: what happened, where we left off, threads, the next call
///
/// On a terminal it asks, one line each; Enter takes what is offered. Each answer has a flag, and with a flag nothing is asked.
/// Run again it writes nothing twice.
///
/// Example: coach done alice --minutes 50 --summary "Nobody owns the vision." --next "in 2 weeks 10:00"
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Who [default: the nearest call]
    client: Option<String>,
    /// What happened: held, cancelled or no-show
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(["held", "cancelled", "no-show"]))]
    status: Option<String>,
    /// Who called it off: client or coach
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(Side::WORDS))]
    by: Option<String>,
    /// How long it took
    #[arg(long, value_parser = crate::cli::talk::whole)]
    minutes: Option<u32>,
    /// One line: where we left off
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    summary: Option<String>,
    /// Something to come back to; again for each
    #[arg(long = "thread", value_name = "TEXT", allow_hyphen_values = true)]
    threads: Vec<String>,
    /// Their marks, 0 to 10: how far they felt heard
    #[arg(long, value_name = "MARK")]
    heard: Option<String>,
    /// How far it was about what mattered to them
    #[arg(long, value_name = "MARK")]
    focus: Option<String>,
    /// How far the way of working suited them
    #[arg(long, value_name = "MARK")]
    approach: Option<String>,
    /// The session as a whole
    #[arg(long, value_name = "MARK")]
    overall: Option<String>,
    /// When the next call is
    #[arg(long, value_name = "WHEN")]
    next: Option<String>,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<ExitCode> {
    let practice = context.practice()?;
    let client = context.client(&practice, args.client.as_deref())?;
    let record = context.record(&practice, &client).value;
    let said = args.read(context)?;
    if args.says_nothing() && !context.ui.can_ask() {
        bail!(Refusal::new("what happened?", "give --status, --minutes, --summary or another flag"));
    }
    let when = meant(&record, context.now).map_or(Moment::day(context.now.date), |session| session.when);
    let path = match meant(&record, context.now) {
        Some(session) => session.path.clone(),
        None => session_note::make(context, &practice, &record, when, SessionStatus::Held, &[])?,
    };
    let mut paper = Paper::open(&practice, &path)?;
    let asks = context.ui.can_ask() && args.says_nothing();
    if asks {
        context.ui.say(&format!(
            "{}, {}. Enter takes what is offered; a dot ends it.",
            record.client.called(),
            when.spoken()
        ));
    }
    let held = if asks {
        ask_all(context, &practice, &record, &mut paper, when)?
    } else {
        write_all(&args, said, context, &practice, &record, &mut paper)?
    };
    context.did(&path, "closed");
    if held && asks {
        context.ui.say(&format!("If you made a plan: coach plan new {client}"));
    }
    Ok(ExitCode::SUCCESS)
}

impl Args {
    fn says_nothing(&self) -> bool {
        let marks = [&self.heard, &self.focus, &self.approach, &self.overall];
        let said = [&self.status, &self.by, &self.summary, &self.next];
        marks.iter().chain(&said).all(|said| said.is_none())
            && self.minutes.is_none()
            && self.threads.is_empty()
    }
}

/// The call that is to be closed: today's, else the oldest of which nobody has said yet what happened.
fn meant(record: &Record, now: Moment) -> Option<&Session> {
    let open =
        |session: &&Session| matches!(session.status(now), SessionStatus::Planned | SessionStatus::Held);
    let today = || record.sessions.iter().filter(open).find(|session| session.when.date == now.date);
    today().or_else(|| record.sessions.iter().find(|session| session.is_unconfirmed(now)))
}

/// What the flags say, read before anything is written.
struct Said {
    status: SessionStatus,
    marks: Vec<(&'static str, f64)>,
    next: Option<Moment>,
}

impl Args {
    fn read(&self, context: &Context) -> anyhow::Result<Said> {
        let mut marks = Vec::new();
        let given = [
            ("heard", &self.heard),
            ("focus", &self.focus),
            ("approach", &self.approach),
            ("overall", &self.overall),
        ];
        for (key, mark) in given {
            marks.extend(mark.as_deref().map(ten).transpose()?.map(|mark| (key, mark)));
        }
        let status = self.status.as_deref().map_or(Ok(SessionStatus::Held), happened)?;
        Ok(Said { status, marks, next: self.next.as_deref().map(|next| context.when(next)).transpose()? })
    }
}

/// Writes what the flags say, as one write, and plans the next call. Whether this one took place.
fn write_all(
    args: &Args,
    said: Said,
    context: &Context,
    practice: &Practice,
    record: &Record,
    paper: &mut Paper<'_>,
) -> anyhow::Result<bool> {
    let plain = |value: &str| NewValue::Plain(value.to_owned());
    let keys = [
        Some(("status", plain(said.status.word()))),
        args.by.as_deref().map(|by| ("cancelled_by", plain(by))),
        args.minutes.map(|minutes| ("minutes", plain(&minutes.to_string()))),
        args.summary.as_deref().map(|summary| ("summary", NewValue::Text(summary.trim().to_owned()))),
    ];
    paper.change(|text| {
        let keys = keys.iter().flatten();
        let text = keys
            .into_iter()
            .try_fold(text.to_owned(), |text, (key, value)| edit::set(&text, &[key], value))?;
        said.marks.iter().try_fold(text, |text, (key, mark)| {
            edit::set(&text, &["alliance", key], &NewValue::Plain(mark.to_string()))
        })
    })?;
    for thread in &args.threads {
        add_thread(paper, thread)?;
    }
    if let Some(next) = said.next {
        plan(context, practice, record, next)?;
    }
    Ok(said.status == SessionStatus::Held)
}

/// Asks, one line each. Whether the call took place.
fn ask_all(
    context: &Context,
    practice: &Practice,
    record: &Record,
    paper: &mut Paper<'_>,
    when: Moment,
) -> anyhow::Result<bool> {
    let status = ask_for(context, "What happened? held, cancelled, no-show", Some("held"), happened)?;
    let status = match status {
        Ok(status) => status,
        Err(Reply::End) => return Ok(false),
        Err(_) => SessionStatus::Held,
    };
    paper.set("status", &NewValue::Plain(status.word().to_owned()))?;
    if status == SessionStatus::Cancelled {
        if let Ok(by) =
            ask_for(context, "By whom? client or coach", Some("client"), side)?.or_else(client_by_enter)
        {
            paper.set("cancelled_by", &NewValue::Plain(by.word().to_owned()))?;
        }
    } else if status == SessionStatus::Held && !took_place(context, paper)? {
        return Ok(true);
    }
    let offered = rhythm::next_after(record, when, context.now);
    let next = ask_for(context, "Next call?", Some(&offered.spoken()), |said| context.when(said))?;
    match next {
        Ok(next) => plan(context, practice, record, next)?,
        Err(Reply::Skip) => plan(context, practice, record, offered)?,
        Err(_) => {}
    }
    Ok(status == SessionStatus::Held)
}

/// Minutes, where we left off, threads. No when it was ended.
fn took_place(context: &Context, paper: &mut Paper<'_>) -> anyhow::Result<bool> {
    let number =
        |said: &str| said.parse::<u32>().map_err(|_| anyhow::anyhow!("`{said}` isn't a number of minutes"));
    match ask_for(context, "How many minutes?", None, number)? {
        Ok(minutes) => paper.set("minutes", &NewValue::Plain(minutes.to_string()))?,
        Err(Reply::End) => return Ok(false),
        Err(_) => {}
    }
    match ask(context, "Where did we leave off, in a line?", None)? {
        Reply::Said(summary) => paper.set("summary", &NewValue::Text(summary))?,
        Reply::End => return Ok(false),
        Reply::Skip | Reply::Back => {}
    }
    loop {
        match ask(context, "Something to come back to?", None)? {
            Reply::Said(thread) => add_thread(paper, &thread)?,
            Reply::End => return Ok(false),
            Reply::Skip | Reply::Back => return Ok(true),
        }
    }
}

/// Adds a thread unless it stands there already.
fn add_thread(paper: &mut Paper<'_>, thread: &str) -> anyhow::Result<()> {
    let thread = thread.split_whitespace().collect::<Vec<_>>().join(" ");
    let note = crate::note::parsed::Note::parse(&paper.path, paper.text.clone());
    let stands = crate::note::read::session(note)
        .value
        .is_some_and(|session| session.threads.iter().any(|task| task.statement.text == thread));
    if stands { Ok(()) } else { paper.append("Threads", &format!("- [ ] {thread}")) }
}

/// Plans the next call, unless there is one at that time already.
fn plan(context: &Context, practice: &Practice, record: &Record, next: Moment) -> anyhow::Result<()> {
    if record
        .sessions
        .iter()
        .any(|session| session.when == next && session.status(context.now) == SessionStatus::Planned)
    {
        context.ui.say(&format!("{} is planned already", next.spoken()));
        return Ok(());
    }
    let path =
        session_note::make(context, practice, record, next, SessionStatus::of_new(next, context.now), &[])?;
    context.did(&path, &format!("planned for {}", next.spoken()));
    Ok(())
}

fn happened(said: &str) -> anyhow::Result<SessionStatus> {
    let said = said.trim().to_lowercase();
    let known = [SessionStatus::Held, SessionStatus::Cancelled, SessionStatus::NoShow];
    let found = known.into_iter().find(|status| status.word().starts_with(&said));
    found.ok_or_else(|| {
        anyhow::anyhow!("`{said}` isn't one of held, cancelled, no-show; coach session move moves a call")
    })
}

fn side(said: &str) -> anyhow::Result<Side> {
    let said = said.trim().to_lowercase();
    let found = [Side::Client, Side::Coach]
        .into_iter()
        .find(|side| side.word() == said || (said.len() > 1 && side.word().starts_with(&said)));
    found.ok_or_else(|| anyhow::anyhow!("`{said}` isn't client or coach"))
}

/// Enter takes what is offered: the client.
fn client_by_enter(reply: Reply) -> Result<Side, Reply> {
    if reply == Reply::Skip { Ok(Side::Client) } else { Err(reply) }
}

#[cfg(test)]
mod tests {
    use super::{SessionStatus, Side, happened, side};

    #[test]
    fn a_few_letters_are_enough() {
        assert_eq!(happened("h").map(SessionStatus::word).ok(), Some("held"));
        assert_eq!(happened("no").map(SessionStatus::word).ok(), Some("no-show"));
        assert!(happened("x").is_err());
        assert_eq!(side("cl").map(Side::word).ok(), Some("client"));
        assert!(side("c").is_err());
    }
}
