//! Problems that no note has by itself: references to what isn't there, circles, ids that look alike.

use std::borrow::Cow;
use std::collections::HashMap;

use super::between::Between;
use super::id::{fold, same};
use super::look_alikes::appearance;
use super::matching::{Candidate, find_nearest, make_sorting_key};
use super::meant_reference::find_meant_id;
use super::moment::Moment;
use super::problem::{MeantId, Problem, Severity};
use super::record::Record;
use super::session::{Reference, Session, SessionKind, SessionStatus};
use crate::model::order::InOrder as _;
use chrono::Duration;

/// Everything that doesn't fit together in one client's notes, in the order of files and lines.
#[must_use]
pub fn problems(record: &Record) -> Vec<Problem> {
    let goals = || record.goals.iter().map(|goal| (&*goal.id, goal.display_name()));
    let plans = || record.plans.iter().map(|plan| (&*plan.id, plan.title.as_str()));
    let mut problems = Vec::new();
    for reference in record.sessions.iter().flat_map(|session| &session.goals) {
        problems.extend(find_dangling(reference, ("goal", "goals"), goals));
    }
    for plan in &record.plans {
        let goal = plan.goal.iter().filter_map(|reference| find_dangling(reference, ("goal", "goal"), goals));
        problems.extend(goal);
        // A plan that follows itself is a circle; none other is meant to.
        let others = || plans().filter(|(id, _)| *id != plan.id);
        let follows = plan.follows.iter().filter(|reference| reference.id != plan.id);
        problems
            .extend(follows.filter_map(|reference| find_dangling(reference, ("plan", "follows"), others)));
    }
    problems.extend(circles(record));
    let sessions = record.sessions.iter().map(|s| (&*s.id, &*s.path));
    problems.extend(find_alike_ids(sessions));
    problems.extend(find_alike_ids(record.goals.iter().map(|g| (&*g.id, &*g.path))));
    problems.extend(find_alike_ids(record.plans.iter().map(|p| (&*p.id, &*p.path))));
    problems.extend(find_alike_ids(record.notes.iter().map(|n| (&*n.id, &*n.path))));
    problems.put_in_order_by_key(|problem| (make_sorting_key(&problem.path), problem.line, problem.column));
    problems
}

/// Notes of a day to come, which no digest shows until then. Tomorrow's may be of somebody whose clock is ahead.
#[must_use]
pub fn find_notes_ahead(record: &Record, now: Moment) -> Vec<Problem> {
    let tomorrow = now.date + chrono::Days::new(1);
    let told = |note: &Between| {
        let what =
            format!("this note is of a day to come, {}; no digest shows it until then", note.when.date);
        Problem::for_file(&*note.path, "note-to-come", what, "mend its date, or leave it for that day")
            .as_note()
    };
    record.notes.iter().filter(|note| note.when.date > tomorrow).map(told).collect()
}

/// Calls that are said to be held and are still to come.
#[must_use]
pub fn find_held_ahead(record: &Record, now: Moment) -> Vec<Problem> {
    let is_to_come = |session: &&Session| {
        // Where the hour of now isn't known, a call of today may have been.
        let hours_known = session.when.time.is_some() && now.time.is_some();
        let later_today = hours_known && session.when.clock() > now.clock();
        session.written_status == Some(SessionStatus::Held)
            && (session.when.date > now.date || session.when.date == now.date && later_today)
    };
    let what = "this call is said to be held and is still to come; it doesn't count";
    let told = |session: &Session| {
        point_to_line(
            session,
            &["date", "status"],
            "held-to-come",
            what,
            "mend its date, or set `status: planned`",
        )
        .as_doubt()
    };
    record.sessions.iter().filter(is_to_come).map(told).collect()
}

/// Calls that can't have been as they are written: two at once, one that took a day, a group of nobody knows how many, several in a call
/// of one. And mails of the
/// client's that aren't said to be theirs.
#[must_use]
pub fn find_odd_calls(record: &Record) -> Vec<Problem> {
    let took_place = |session: &&Session| {
        matches!(session.written_status, None | Some(SessionStatus::Held | SessionStatus::Planned))
    };
    let calls: Vec<&Session> = record.sessions.iter().filter(took_place).collect();
    let mut problems = Vec::new();
    for (i, session) in calls.iter().enumerate() {
        if let Some(other) = calls[..i].iter().rev().take(4).find(|other| do_overlap(other, session)) {
            let what = format!("this call overlaps the one of {}: it begins before that one ends", other.id);
            problems.push(make_odd_call(
                session,
                &["date"],
                &what,
                "mend the hour or the minutes of one of them",
            ));
        }
        if let Some(minutes) = session.minutes.filter(|minutes| *minutes > LONGEST_CALL) {
            let what = format!("{minutes} minutes are more than 8 hours");
            problems.push(make_odd_call(
                session,
                &["minutes"],
                &what,
                "write how many minutes the call itself took",
            ));
        }
        if matches!(session.kind, SessionKind::Group | SessionKind::Team) && session.group_size.is_none() {
            let what = format!("a {} without `group_size`: nobody can tell how many took part", session.kind);
            problems.push(make_odd_call(
                session,
                &["kind"],
                &what,
                "add `group_size:`, here or in client.md",
            ));
        }
        problems.extend(tell_size_of_none(session));
    }
    problems.extend(record.notes.iter().filter_map(|note| mail_without_from(record, note)));
    problems
}

/// How long a call takes at most, in minutes.
const LONGEST_CALL: u32 = 480;

fn make_odd_call(session: &Session, keys: &[&str], what: &str, hint: &str) -> Problem {
    point_to_line(session, keys, "odd-call", what, hint).as_note()
}

/// That a call says how many took part and isn't a group's: it counts as one with the client alone.
fn tell_size_of_none(session: &Session) -> Option<Problem> {
    let size = session.group_size.filter(|size| *size > 1 && session.kind == SessionKind::Individual)?;
    let what = format!("`group_size: {size}` has no effect: this call counts as one with the client alone");
    let hint = "add `kind: group` or `kind: team`, here or in client.md, or take the size out";
    Some(make_odd_call(session, &["group_size"], &what, hint))
}

/// Whether a call goes on when the next one begins. Of one without minutes that can only be told if both begin at once.
fn do_overlap(earlier: &Session, later: &Session) -> bool {
    let (Some(_), Some(_)) = (earlier.when.time, later.when.time) else { return false };
    let end = earlier.when.clock() + Duration::minutes(i64::from(earlier.minutes.unwrap_or(0)));
    later.when.clock() < end || later.when == earlier.when
}

fn mail_without_from(record: &Record, note: &Between) -> Option<Problem> {
    let sender = note.sender.as_ref()?;
    let is_theirs = record.client.emails.iter().any(|email| email.trim().eq_ignore_ascii_case(&sender.text));
    is_theirs.then(|| {
        let what = "this is a mail of the client's, and the note is read as the coach's own words";
        let file = Problem::for_file(
            &*note.path,
            "mail-without-from",
            what,
            "add `from: client` to its front matter",
        );
        Problem { line: sender.source.as_ref().map_or(1, |source| source.line), ..file }.as_note()
    })
}

/// A problem of a call, on the line of the first of these keys that stands in its note.
fn point_to_line(session: &Session, keys: &[&str], code: &'static str, what: &str, hint: &str) -> Problem {
    let line = keys.iter().find_map(|key| session.written.key(key)).map_or(1, |source| source.line);
    Problem { line, ..Problem::for_file(&*session.path, code, what, hint) }
}

/// Ids that differ only in case or normal form, each with its path: on another machine they are one file.
pub fn find_alike_ids<'a>(ids: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<Problem> {
    let ids: Vec<(Cow<'a, str>, &str, &str)> = ids.map(|(id, path)| (appearance(id), id, path)).collect();
    // Ids that come in their order and differ are found apart without a table of them.
    if ids.is_sorted_by(|one, other| one.0 < other.0) {
        return Vec::new();
    }
    let mut seen: HashMap<Cow<'a, str>, (&str, &str)> = HashMap::new();
    let mut problems = Vec::new();
    for (appearance, id, path) in ids {
        if let Some((other, first)) = seen.insert(appearance, (id, path)) {
            let message = format!("the id `{id}` looks the same as the one of {first}");
            let hint = if fold(other) == fold(id) {
                "rename one of the two: on some machines they are one file"
            } else {
                "rename one of the two: it has letters of another alphabet, and nobody can tell them apart"
            };
            problems.push(Problem::for_file(path, "alike-ids", message, hint));
        }
    }
    problems
}

/// A reference to what isn't among the notes of a kind, which are told by id and name; or that names one of them otherwise than by its id,
/// which alone other programs know.
fn find_dangling<'a, I: Iterator<Item = (&'a str, &'a str)>>(
    reference: &Reference,
    (kind, key): (&str, &'static str),
    known: impl Fn() -> I,
) -> Option<Problem> {
    if known().any(|(id, _)| same(id, &reference.written)) {
        return None;
    }
    if let Some(id) = find_meant_id(&reference.written, &known) {
        let what = format!(
            "`{}` is read as the {kind} `{id}`, which other programs know by its id alone",
            reference.written
        );
        let meant_id = MeantId { key, written: reference.written.to_string(), id: id.to_owned() };
        let told = find_fault_at(reference, "near-reference", what, format!("write `{id}`")).as_note();
        return Some(Problem { meant_id: Some(Box::new(meant_id)), ..told });
    }
    let known: Vec<Candidate> =
        known().map(|(id, name)| Candidate { id: id.to_owned(), name: name.to_owned() }).collect();
    let hint = match find_nearest(&reference.written, &known).first() {
        Some(near) => format!("did you mean `{}`?", near.id),
        None if known.is_empty() => {
            format!("this client has no {kind}s yet; make it, or take the reference out")
        }
        None => {
            let ids: Vec<_> = known.iter().map(|candidate| candidate.id.as_str()).take(5).collect();
            format!("the {kind}s of this client are: {}", ids.join(", "))
        }
    };
    Some(find_fault_at(
        reference,
        "unknown-reference",
        format!("there is no {kind} `{}`", reference.written),
        hint,
    ))
}

fn find_fault_at(reference: &Reference, code: &'static str, message: String, hint: String) -> Problem {
    Problem {
        path: reference.source.path.to_string(),
        line: reference.source.line,
        column: reference.column,
        message,
        hint,
        code,
        severity: Severity::Error,
        doubts: false,
        mend: None,
        meant_id: None,
        length: reference.written.chars().count().max(1),
    }
}

/// Plans that follow each other in a circle; each circle is told once, at its first plan by id.
fn circles(record: &Record) -> Vec<Problem> {
    let follows: HashMap<&str, &Reference> =
        record.plans.iter().filter_map(|plan| Some((plan.id.as_str(), plan.follows.as_ref()?))).collect();
    let mut problems = Vec::new();
    for plan in &record.plans {
        let mut chain = vec![plan.id.as_str()];
        while let Some(next) = chain.last().and_then(|last| follows.get(last)) {
            if chain.contains(&next.id.as_str()) {
                break;
            }
            chain.push(&next.id);
        }
        let closes = chain.last().and_then(|last| follows.get(last)).is_some_and(|next| next.id == plan.id);
        if closes
            && chain.iter().min() == Some(&plan.id.as_str())
            && let Some(reference) = &plan.follows
        {
            let message = format!("these plans follow each other in a circle: {}", chain.join(" → "));
            problems.push(find_fault_at(
                reference,
                "circle-of-plans",
                message,
                "take `follows:` out of the one that came first".into(),
            ));
        }
    }
    problems
}
