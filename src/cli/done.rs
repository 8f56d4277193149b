use anyhow::bail;

use crate::acts::closing::Closing;
use crate::acts::marks::MARKS;
use crate::cli::support::booking::read_next_call;
use crate::cli::support::closing_table::{CallOutcome, Table};
use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::cli::support::picking;
use crate::cli::talks::closing_day;
use crate::cli::talks::closing_questions::ask_what_happened;
use crate::cli::talks::question;
use crate::cli::talks::question::read_ten;
use crate::cli::talks::what_happened::read_status;
use crate::insight::which::Purpose;
use crate::insight::which::at_hand::has_begun;
use crate::insight::which::closing::{ToClose, Told, call_to_close};
use crate::model::dates::Direction;
use crate::model::moment::Moment;
use crate::model::record::Record;
use crate::model::refusal::Refusal;
use crate::model::session::{Session, SessionStatus, Side};
use crate::model::shell_word::quote;
use crate::practice::Practice;

/// Close a call in under a minute
///
/// What happened and how long it took, where we left off, what to come back to, what you said you would do, the next call.
///
/// On a terminal it asks these five, one line each; Enter takes what is offered. Each answer has a flag, and with a flag nothing is
/// asked. Run again it writes nothing twice. A line in quotation marks is kept among the client's words, too.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples![
    r#"coach done alice --minutes 50 --summary "Nobody owns the vision.""#,
    "coach done ben --on 2026-11-12 --status no-show",
    r#"coach done chiara --next "in 2 weeks 10:00" --thread "The bowl""#,
])]
pub struct Args {
    /// Who [default: the call at hand]
    #[arg(add = Names::Client)]
    client: Option<String>,
    /// All calls of today that have begun and of which nobody has said yet what happened, one after the other
    #[arg(long, conflicts_with_all = ["client", "on", "status", "by", "to", "reviews", "minutes", "summary", "threads", "promises", "next"])]
    day: bool,
    /// Which call, by its date or id [default: today's, else the one of which nobody has said yet what happened]
    #[arg(long, value_name = "SESSION", add = Names::Session)]
    on: Option<String>,
    /// What happened: held, moved, cancelled or no-show [default: held]
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(["held", "moved", "cancelled", "no-show"]), hide_possible_values = true)]
    status: Option<String>,
    /// Who called it off or moved it: client or coach
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(Side::WORDS), hide_possible_values = true)]
    by: Option<String>,
    /// When it takes place instead, if it was moved
    #[arg(long, value_name = "WHEN")]
    to: Option<String>,
    /// Move the plan reviews of a call that didn't take place along, to the next one
    #[arg(long)]
    reviews: bool,
    /// How long it took
    #[arg(long, value_parser = crate::cli::talks::question::read_whole)]
    minutes: Option<u32>,
    /// One line: where we left off
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    summary: Option<String>,
    /// Something to come back to; again for each
    #[arg(long = "thread", value_name = "TEXT", allow_hyphen_values = true)]
    threads: Vec<String>,
    /// Something that you said you would do, with `due:friday` for a day; again for each
    #[arg(long = "promise", value_name = "TEXT", allow_hyphen_values = true)]
    promises: Vec<String>,
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
    /// When the next call is; `usual` is the usual interval on, and "tuesday same time" the hour of this one
    #[arg(long, value_name = "WHEN")]
    next: Option<String>,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    if args.day {
        return closing_day::close_day(context, &practice);
    }
    let client = context.client_for(&practice, args.client.as_deref(), Purpose::Close)?;
    let record = context.load_record(&practice, &client).value;
    let said = args.read(context, &record)?;
    if said.is_none() && !context.ui.can_ask() {
        bail!(Refusal::missing("what happened?", "give --status, --minutes, --summary or another flag"));
    }
    let session = match find_call(context, &practice, &record, args.on.as_deref(), said.as_ref())? {
        ToClose::Closed(session) => {
            context.did(&session.path, "closed so already")?;
            return Ok(());
        }
        ToClose::Noted(session) => Some(session),
        _ => None,
    };
    let when = session.map_or(Moment::day(context.now.date), |session| session.when);
    let table = Table { context, practice: &practice, record: &record, when };
    if let Some(said) = &said {
        table.write(session, said)?;
        return Ok(());
    }
    ask_what_happened(&table, session)?;
    Ok(())
}

/// The call that is to be closed: one with a note, one that was closed so already, or a new one.
fn find_call<'a>(
    context: &Context,
    practice: &Practice,
    record: &'a Record,
    on: Option<&str>,
    said: Option<&CallOutcome>,
) -> anyhow::Result<ToClose<'a>> {
    if let Some(on) = on {
        let session = picking::pick_session(context, record, Some(on))?;
        check_begun(record, session, said, context.now)?;
        return Ok(ToClose::Noted(session));
    }
    let stands_in =
        |session: &Session| said.is_some_and(|said| said.stands_in(practice, record, session, context.now));
    let told = said.map(|said| Told {
        status: said.status,
        next: said.next,
        has_words: said.closing.has_words(),
        stands_in: &stands_in,
    });
    match call_to_close(record, context.now, told.as_ref()) {
        ToClose::Several(sessions) => {
            Ok(ToClose::Noted(picking::choose_session(context, record, &sessions)?))
        }
        ToClose::Passed(session) => choose_passed(context, record, session),
        ToClose::NotBegun(session) => bail!(refuse_not_begun(record, session)),
        ToClose::None => bail!(Refusal::missing(
            format!("{} has no call today of which that could be said", record.client.display_name()),
            "name the call: --on DATE"
        )),
        ToClose::New => {
            tell_of_another(context, record);
            Ok(ToClose::New)
        }
        found => Ok(found),
    }
}

/// Says that something else was told of a call of today: whoever wants to mend that writes no second one.
fn tell_of_another(context: &Context, record: &Record) {
    let told = record.sessions.iter().find(|call| {
        call.when.date == context.now.date && call.status(context.now) != SessionStatus::Planned
    });
    if let Some(told) = told {
        let (client, id, status) = (&record.client.id, &told.id, told.status(context.now));
        context.ui.say(&format!(
            "the call of {id} is told as {status}, so this is another one; if it is the same: coach undo, then coach done {client} --on {id}",
            client = quote(client),
            id = quote(id)
        ));
    }
}

/// Asks whether an earlier call is meant behind which others were closed, or one of today that has no note.
fn choose_passed<'a>(
    context: &Context,
    record: &Record,
    session: &'a Session,
) -> anyhow::Result<ToClose<'a>> {
    let (client, id) = (&record.client.id, &session.id);
    let which = || {
        let what =
            format!("nobody has said what happened on {id}, and a later call is closed: which is meant?");
        let hint = format!(
            "that one: --on {id}; a call of today: coach session new {client} --on today, then --on today",
            client = quote(client)
        );
        Refusal::ambiguous(what, hint)
    };
    if !context.ui.can_ask() {
        bail!(which());
    }
    let shown =
        vec![format!("the one of {}", session.when.to_spoken()), "one of today, not noted yet".to_owned()];
    match context.ui.choose("Which call?", shown)? {
        Some(0) => Ok(ToClose::Noted(session)),
        Some(_) => Ok(ToClose::New),
        None => bail!(which()),
    }
}

/// Refuses to say what happened in a call that hasn't begun; it can be called off or moved.
fn check_begun(
    record: &Record,
    session: &Session,
    said: Option<&CallOutcome>,
    now: Moment,
) -> Result<(), Refusal> {
    let status = said.map_or(SessionStatus::Held, |said| said.status);
    let is_off = matches!(status, SessionStatus::Moved | SessionStatus::Cancelled);
    if is_off || has_begun(session, now) { Ok(()) } else { Err(refuse_not_begun(record, session)) }
}

fn refuse_not_begun(record: &Record, session: &Session) -> Refusal {
    let (id, call) = (&record.client.id, &session.id);
    let what = format!(
        "the call of {} with {} hasn't begun",
        session.when.to_spoken(),
        record.client.display_name()
    );
    let hint = format!(
        "if it was earlier: coach session set {id} {call} date=…; if it is off: coach session cancel {id} {call}, or session move",
        id = quote(id),
        call = quote(call)
    );
    Refusal::refuse(what, hint)
}

impl Args {
    /// What the flags say; nothing where there are none.
    fn read(&self, context: &Context, record: &Record) -> anyhow::Result<Option<CallOutcome>> {
        let typed = [&self.heard, &self.focus, &self.approach, &self.overall];
        let words = [&self.status, &self.by, &self.to, &self.summary, &self.next];
        let lists = [&self.threads, &self.promises];
        let nothing = typed.iter().chain(&words).all(|said| said.is_none());
        if nothing && self.minutes.is_none() && lists.iter().all(|list| list.is_empty()) && !self.reviews {
            return Ok(None);
        }
        let mut marks = Vec::new();
        for (key, mark) in MARKS.into_iter().zip(typed) {
            marks.extend(mark.as_deref().map(read_ten).transpose()?.map(|mark| (key, mark)));
        }
        let unsaid = if self.to.is_some() { SessionStatus::Moved } else { SessionStatus::Held };
        let status = self.status.as_deref().map_or(Ok(unsaid), read_status)?;
        let summary = self.summary.as_deref().map(str::trim).filter(|said| !said.is_empty());
        let promises = self.promises.iter().filter(|promise| !promise.trim().is_empty());
        let closing = Closing {
            status: Some(status),
            by: self.by.as_deref().map(question::read_side).transpose()?,
            minutes: self.minutes,
            summary: summary.map(str::to_owned),
            threads: self.threads.iter().filter(|thread| !thread.trim().is_empty()).cloned().collect(),
            promises: promises
                .map(|promise| question::read_promise(context, promise, None))
                .collect::<anyhow::Result<_>>()?,
            marks,
        };
        // The call itself is looked for once it is known what is said of it.
        let begun = |session: &&Session| has_begun(session, context.now);
        let today = Moment::day(context.now.date);
        let latest = record.sessions.iter().rev().find(begun).map_or(today, |session| session.when);
        let read_next = |typed: &str| read_next_call(context, record, latest, typed);
        let ahead = |typed: &String| context.read_date(typed, Direction::PlansAhead);
        let said = CallOutcome {
            status,
            closing,
            to: self.to.as_ref().map(ahead).transpose()?,
            reviews: self.reviews,
            next: self.next.as_deref().map(read_next).transpose()?.flatten(),
        };
        said.check()?;
        Ok(Some(said))
    }
}
