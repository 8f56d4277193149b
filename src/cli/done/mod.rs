mod asked;

use std::process::ExitCode;

use anyhow::bail;

use self::asked::ask_all;
use super::complete::Names;
use super::context::Context;
use super::moving::{Move, move_call, reviews_of, with_status};
use super::paper::Paper;
use super::talk::{self, ten};
use super::{note_file, session_note};
use crate::insight::which::Purpose;
use crate::insight::which::at_hand::has_begun;
use crate::insight::which::closing::{ToClose, Told, call_to_close};
use crate::model::dates::Direction;
use crate::model::moment::Moment;
use crate::model::record::Record;
use crate::model::refusal::Refusal;
use crate::model::session::{Session, SessionStatus, Side};
use crate::note::edit::{self, NewValue};
use crate::practice::Practice;

/// Close a call in under a minute
///
/// What happened, where we left off, what to come back to, their marks, the next call.
///
/// On a terminal it asks, one line each; Enter takes what is offered. Each answer has a flag, and with a flag nothing is asked.
/// Run again it writes nothing twice.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples![
    r#"coach done alice --minutes 50 --summary "Nobody owns the vision.""#,
    "coach done ben --on 2026-11-12 --status no-show",
    r#"coach done chiara --next "in 2 weeks 10:00" --thread "The bowl""#,
])]
pub struct Args {
    /// Who [default: the nearest call]
    #[arg(add = Names::Client)]
    client: Option<String>,
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

/// The client's own marks of a call, in the order in which they are asked for.
const MARKS: [&str; 4] = ["heard", "focus", "approach", "overall"];

pub fn run(args: Args, context: &Context) -> anyhow::Result<ExitCode> {
    let practice = context.practice()?;
    let client = context.client_for(&practice, args.client.as_deref(), Purpose::Close)?;
    let record = context.record(&practice, &client).value;
    let named = args.on.as_deref().map(|on| note_file::session(context, &record, Some(on))).transpose()?;
    let said = args.read(context)?;
    if said.is_none() && !context.ui.can_ask() {
        bail!(Refusal::new("what happened?", "give --status, --minutes, --summary or another flag"));
    }
    let session = match named {
        Some(session) => {
            check_begun(&record, session, said.as_ref(), context.now)?;
            Some(session)
        }
        None => {
            let stands = |session: &Session| {
                said.as_ref().is_some_and(|said| said.stands_in(&practice, &record, session, context.now))
            };
            let told =
                said.as_ref().map(|said| Told { status: said.status, next: said.next, stands_in: &stands });
            match call_to_close(&record, context.now, told.as_ref()) {
                ToClose::Noted(session) => Some(session),
                ToClose::New => None,
                ToClose::Closed(session) => {
                    context.did(&session.path, "closed so already")?;
                    return Ok(ExitCode::SUCCESS);
                }
                ToClose::Several(sessions) => Some(note_file::choose_session(context, &record, &sessions)?),
                ToClose::NotBegun(session) => bail!(not_begun(&record, session)),
                ToClose::None => bail!(Refusal::new(
                    format!("{} has no call today of which that could be said", record.client.called()),
                    "name the call: --on DATE"
                )),
            }
        }
    };
    let when = session.map_or(Moment::day(context.now.date), |session| session.when);
    let table = Table { context, practice: &practice, record: &record, when };
    if let Some(said) = &said {
        table.write(session, said)?;
        return Ok(ExitCode::SUCCESS);
    }
    let called = record.client.called();
    context.ui.say(&format!("{called}, {}\nEnter takes what is offered; a dot ends it.", when.spoken()));
    match ask_all(&table, session)? {
        Some(SessionStatus::Held) => context.ui.say(&format!("If you made a plan: coach plan new {client}")),
        Some(_) => {}
        None => context.ui.say("nothing was written"),
    }
    Ok(ExitCode::SUCCESS)
}

/// Refuses to say what happened in a call that hasn't begun; it can be called off or moved.
fn check_begun(record: &Record, session: &Session, said: Option<&Said>, now: Moment) -> Result<(), Refusal> {
    let status = said.map_or(SessionStatus::Held, |said| said.status);
    let is_off = matches!(status, SessionStatus::Moved | SessionStatus::Cancelled);
    if is_off || has_begun(session, now) { Ok(()) } else { Err(not_begun(record, session)) }
}

fn not_begun(record: &Record, session: &Session) -> Refusal {
    let (id, call) = (&record.client.id, &session.id);
    let what = format!("the call of {} with {} hasn't begun", session.when.spoken(), record.client.called());
    let hint = format!(
        "if it was earlier: coach session set {id} {call} date=…; if it is off: coach session cancel {id} {call}, or session move"
    );
    Refusal::new(what, hint)
}

/// What lies on the table while a call is closed.
struct Table<'a> {
    context: &'a Context,
    practice: &'a Practice,
    record: &'a Record,
    /// When the call is, or was.
    when: Moment,
}

/// What the flags say, read before anything is written.
struct Said {
    status: SessionStatus,
    by: Option<Side>,
    to: Option<Moment>,
    reviews: bool,
    minutes: Option<u32>,
    summary: Option<String>,
    threads: Vec<String>,
    marks: Vec<(&'static str, f64)>,
    next: Option<Moment>,
}

impl Args {
    /// What the flags say; nothing where there are none.
    fn read(&self, context: &Context) -> anyhow::Result<Option<Said>> {
        let typed = [&self.heard, &self.focus, &self.approach, &self.overall];
        let words = [&self.status, &self.by, &self.to, &self.summary, &self.next];
        let nothing = typed.iter().chain(&words).all(|said| said.is_none());
        if nothing && self.minutes.is_none() && self.threads.is_empty() && !self.reviews {
            return Ok(None);
        }
        let mut marks = Vec::new();
        for (key, mark) in MARKS.into_iter().zip(typed) {
            marks.extend(mark.as_deref().map(ten).transpose()?.map(|mark| (key, mark)));
        }
        let unsaid = if self.to.is_some() { SessionStatus::Moved } else { SessionStatus::Held };
        let status = self.status.as_deref().map_or(Ok(unsaid), happened)?;
        let next =
            self.next.as_deref().map(|next| context.read_date(next, Direction::PlansAhead)).transpose()?;
        let said = Said {
            status,
            by: self.by.as_deref().map(talk::side).transpose()?,
            to: self.to.as_deref().map(|to| context.read_date(to, Direction::PlansAhead)).transpose()?,
            reviews: self.reviews,
            minutes: self.minutes,
            summary: self
                .summary
                .as_deref()
                .map(str::trim)
                .filter(|said| !said.is_empty())
                .map(str::to_owned),
            threads: self.threads.iter().filter(|thread| !thread.trim().is_empty()).cloned().collect(),
            marks,
            next: next.map(|next| later(next, context.now)).transpose()?,
        };
        said.check()?;
        Ok(Some(said))
    }
}

impl Said {
    /// Whether it goes together.
    fn check(&self) -> anyhow::Result<()> {
        let off = matches!(self.status, SessionStatus::Moved | SessionStatus::Cancelled);
        if self.by.is_some() && !off {
            bail!(Refusal::new(
                "--by says who called it off or moved it",
                "give --status cancelled or moved as well"
            ));
        }
        match (self.status, self.to) {
            (SessionStatus::Moved, None) => {
                bail!(Refusal::new("to when was it moved?", "give --to, as in --to \"friday 10:00\""))
            }
            (SessionStatus::Moved, Some(_)) | (_, None) => Ok(()),
            (status, Some(_)) => bail!(Refusal::new(
                format!("--to says when a call that was moved takes place, and this one is {status}"),
                "leave one of them out; --next plans another call"
            )),
        }
    }

    /// Whether the note of a call says all of this already.
    fn stands_in(&self, practice: &Practice, record: &Record, session: &Session, now: Moment) -> bool {
        let Ok(text) = practice.text(&session.path) else { return false };
        let same = |said: Option<u32>, stands: Option<u32>| said.is_none() || said == stands;
        let summary = session.summary.as_ref().map_or("", |summary| summary.text.as_str());
        let planned =
            |when: Moment| record.sessions.iter().any(|other| other.when == when && other.id != session.id);
        let moved = |to: Moment| Move { session, to, by: None, reviews: false }.there(record, now).is_some();
        session.status(now) == self.status
            && (self.by.is_none() || self.by == session.cancelled_by)
            && same(self.minutes, session.minutes)
            && self.summary.as_deref().is_none_or(|said| said == summary)
            && self.threads.iter().all(|thread| edit::standing_task(&text, "Threads", thread).is_some())
            && with_marks(&text, &self.marks).is_ok_and(|with| with == text)
            && self.next.is_none_or(planned)
            && self.to.is_none_or(moved)
    }
}

impl<'a> Table<'a> {
    /// The note of the call; it is made where there is none.
    fn paper(&self, session: Option<&Session>, status: SessionStatus) -> anyhow::Result<Paper<'a>> {
        let path = match session {
            Some(session) => session.path.clone(),
            None => session_note::make(self.context, self.practice, self.record, self.when, status, &[])?,
        };
        Paper::open(self.practice, &path)
    }

    /// A call that is to be moved has to be there.
    fn noted<'b>(&self, session: Option<&'b Session>) -> anyhow::Result<&'b Session> {
        let none = || {
            let hint = format!("plan one: coach session new {} --on WHEN", self.record.client.id);
            Refusal::new(format!("{} has no call to move", self.record.client.called()), hint)
        };
        Ok(session.ok_or_else(none)?)
    }

    /// Writes what the flags say of a call as one write, then plans the next one.
    fn write(&self, session: Option<&Session>, said: &Said) -> anyhow::Result<()> {
        if let Some(to) = said.to {
            let session = self.noted(session)?;
            let wanted = Move { session, to, by: said.by, reviews: said.reviews };
            move_call(self.context, self.practice, self.record, &wanted)?;
            return Ok(());
        }
        let plain = |value: &str| NewValue::Plain(value.to_owned());
        let keys = [
            said.minutes.map(|minutes| ("minutes", plain(&minutes.to_string()))),
            said.summary.as_ref().map(|summary| ("summary", NewValue::Text(summary.clone()))),
        ];
        let mut paper = self.paper(session, said.status)?;
        paper.change(|text| {
            let text = with_status(text, said.status, said.by)?;
            let text =
                keys.iter().flatten().try_fold(text, |text, (key, value)| edit::set(&text, &[key], value))?;
            let text = with_marks(&text, &said.marks)?;
            said.threads.iter().try_fold(text, |text, thread| with_thread(&text, thread))
        })?;
        self.context.did(&paper.path, "closed")?;
        if let Some(next) = said.next {
            self.plan(next)?;
        }
        if said.status != SessionStatus::Held {
            let to = said.next.map(|next| next.date);
            reviews_of(self.context, self.practice, self.record, self.when.date, to, said.reviews)?;
        }
        Ok(())
    }

    /// Plans the next call, unless there is one at that time already.
    fn plan(&self, next: Moment) -> anyhow::Result<()> {
        let (context, record) = (self.context, self.record);
        let is_there =
            |session: &Session| session.when == next && session.status(context.now) == SessionStatus::Planned;
        if record.sessions.iter().any(is_there) {
            context.ui.say(&format!("{} is planned already", next.spoken()));
            return Ok(());
        }
        let status = SessionStatus::Planned;
        let path = session_note::make(context, self.practice, record, next, status, &[])?;
        context.did(&path, &format!("planned for {}", next.spoken()))?;
        Ok(())
    }
}

/// A note's text with marks of the call.
fn with_marks(text: &str, marks: &[(&'static str, f64)]) -> Result<String, edit::Refusal> {
    marks.iter().try_fold(text.to_owned(), |text, (key, mark)| {
        edit::set(&text, &["alliance", key], &NewValue::Plain(mark.to_string()))
    })
}

/// A note's text with a thread more, unless it stands there already, ticked or not.
fn with_thread(text: &str, thread: &str) -> Result<String, edit::Refusal> {
    match edit::standing_task(text, "Threads", thread) {
        Some(_) => Ok(text.to_owned()),
        None => edit::add_task(text, "Threads", thread),
    }
}

/// The next call is to come: on another day, or later on this one, where both hours are known.
fn later(next: Moment, now: Moment) -> anyhow::Result<Moment> {
    let later_today = next.date == now.date && now.time.is_some() && next.time > now.time;
    if next.date > now.date || later_today {
        return Ok(next);
    }
    bail!(Refusal::new(format!("{} isn't to come any more", next.spoken()), "name a later day"))
}

/// Marks as they are said in a row: `9 8 7 9`, with `-` for one that wasn't given.
fn marks(said: &str) -> anyhow::Result<Vec<(&'static str, f64)>> {
    let said: Vec<&str> = said.split(|c: char| c.is_whitespace() || c == '/' || c == ';').collect();
    let said: Vec<&str> =
        said.into_iter().map(|mark| mark.trim_end_matches(',')).filter(|mark| !mark.is_empty()).collect();
    if said.len() > MARKS.len() {
        bail!("there are four of them: {}; - is for one that they didn't give", MARKS.join(", "));
    }
    let given = MARKS.into_iter().zip(said).filter(|(_, mark)| !matches!(*mark, "-" | "–" | "_"));
    given.map(|(key, mark)| Ok((key, ten(mark)?))).collect()
}

fn happened(said: &str) -> anyhow::Result<SessionStatus> {
    let known = [SessionStatus::Held, SessionStatus::Moved, SessionStatus::Cancelled, SessionStatus::NoShow];
    let word = talk::one_of(said, &known.map(SessionStatus::word))?;
    Ok(known.into_iter().find(|status| status.word() == word).unwrap_or(SessionStatus::Held))
}

#[cfg(test)]
mod tests {
    use super::{SessionStatus, Side, happened, marks, talk::side};

    #[test]
    fn a_few_letters_are_enough() {
        assert_eq!(happened("h").map(SessionStatus::word).ok(), Some("held"));
        assert_eq!(happened("no").map(SessionStatus::word).ok(), Some("no-show"));
        assert_eq!(happened("m").map(SessionStatus::word).ok(), Some("moved"));
        assert!(happened("x").is_err());
        assert_eq!(side("cl").map(Side::word).ok(), Some("client"));
        assert!(side("c").is_err());
    }

    #[test]
    fn marks_are_said_in_a_row() {
        for (said, wanted) in [
            ("9 8 7 9", Some(vec![("heard", 9.0), ("focus", 8.0), ("approach", 7.0), ("overall", 9.0)])),
            ("9, 8,", Some(vec![("heard", 9.0), ("focus", 8.0)])),
            ("- - - 7,5", Some(vec![("overall", 7.5)])),
            ("9/8", Some(vec![("heard", 9.0), ("focus", 8.0)])),
            ("-", Some(vec![])),
            ("11", None),
            ("1 2 3 4 5", None),
            ("good", None),
        ] {
            assert_eq!(marks(said).ok(), wanted, "{said}");
        }
    }
}
