//! What a change of a note's text was, in words: the act read back from its bytes, whoever made it.

use std::sync::Arc;

use crate::model::changes::Change;
use crate::model::file_name::stem;
use crate::model::goal::{Goal, GoalStatus};
use crate::model::plan::{Outcome, Plan};
use crate::model::session::{Session, SessionStatus};
use crate::model::statement::TaskState;
use crate::note::parsed::Note;
use crate::note::read;

/// What was done to one client's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Whose file it is; none for what is no client's.
    pub client: Option<String>,
    /// What was done, each in a few words.
    pub deeds: Vec<String>,
}

/// Tells a change.
#[must_use]
pub fn tell_change(change: &Change) -> Account {
    let path = change.path.strip_prefix(TRASH).unwrap_or(&change.path);
    let parts: Vec<&str> = path.split('/').collect();
    let (client, folder) = match parts.as_slice() {
        ["clients", client, "client.md"] | ["clients", client] => (Some((*client).to_owned()), ""),
        ["clients", client, folder, .., _] => (Some((*client).to_owned()), *folder),
        _ => (None, path),
    };
    let stem = stem(path);
    let deeds = match tell_move(change) {
        Some(what) => vec![format!("{what} {}", name_of(folder, stem))],
        None if client.is_none() => vec![format!("{} {path}", change.name_deed())],
        None => match folder {
            "sessions" => tell_session(change, stem),
            "plans" => tell_plan(change),
            "goals" => tell_goal(change),
            _ => vec![format!("{} {}", verb(change), name_of(folder, stem))],
        },
    };
    Account { client, deeds }
}

/// The folder of what was removed.
const TRASH: &str = ".trash/";

/// A move in a word: into the trash, out of it, or to another name.
fn tell_move(change: &Change) -> Option<&'static str> {
    let from = change.from.as_ref()?;
    Some(match (from.starts_with(TRASH), change.path.starts_with(TRASH)) {
        (false, true) => "removed",
        (true, false) => "restored",
        _ => "renamed",
    })
}

fn name_of(folder: &str, stem: &str) -> String {
    match folder {
        "sessions" => format!("the call of {stem}"),
        "plans" => format!("the plan {stem}"),
        "goals" => format!("the goal {stem}"),
        "notes" => format!("the note of {stem}"),
        "" => "who they are".to_owned(),
        other => format!("{other}/{stem}"),
    }
}

fn verb(change: &Change) -> &'static str {
    match (&change.before, &change.after) {
        (None, _) => "wrote",
        (_, None) => "took away",
        _ => "changed",
    }
}

/// The note before and after, where it was and is text.
fn read_both(change: &Change) -> (Option<Note>, Option<Note>) {
    let path: Arc<str> = change.path.as_str().into();
    let note = |bytes: &Option<Vec<u8>>| {
        let text = String::from_utf8(bytes.clone()?).ok()?;
        Some(Note::parse(&path, text).value)
    };
    (note(&change.before), note(&change.after))
}

fn read_side<T>(note: Option<Note>, read: impl Fn(crate::model::problem::Loaded<Note>) -> T) -> Option<T> {
    note.map(|value| read(crate::model::problem::Loaded { value, problems: Vec::new() }))
}

fn tell_session(change: &Change, stem: &str) -> Vec<String> {
    let (before, after) = read_both(change);
    let read = |note| read_side(note, |note| read::session(note).value).flatten();
    let (before, after): (Option<Session>, Option<Session>) = (read(before), read(after));
    let Some(after) = after else { return vec![format!("{} {}", verb(change), name_of("sessions", stem))] };
    let day = after.when.date.format("%-d %b");
    let status = |session: &Session| session.written_status;
    let mut deeds = Vec::new();
    match (before.as_ref().and_then(status), status(&after)) {
        (old, Some(SessionStatus::Held)) if old != Some(SessionStatus::Held) => {
            deeds.push(format!("closed the call of {day}"));
        }
        (old, Some(SessionStatus::Cancelled)) if old != Some(SessionStatus::Cancelled) => {
            deeds.push(format!("called off the call of {day}"));
        }
        (old, Some(SessionStatus::Moved)) if old != Some(SessionStatus::Moved) => {
            deeds.push(format!("moved the call of {day}"));
        }
        (old, Some(SessionStatus::NoShow)) if old != Some(SessionStatus::NoShow) => {
            deeds.push(format!("wrote that nobody came on {day}"));
        }
        (_, Some(SessionStatus::Planned)) if before.is_none() => {
            deeds.push(format!("planned the call of {day}"));
        }
        // Nobody has said what became of it.
        _ if before.is_none() => deeds.push(format!("wrote down the call of {day}")),
        _ => {}
    }
    let empty = Vec::new();
    let old = before.as_ref();
    let boxes =
        |tasks: &[crate::model::statement::Task]| tasks.iter().map(|task| task.state).collect::<Vec<_>>();
    let threads = (boxes(old.map_or(&empty, |session| &session.threads)), boxes(&after.threads));
    deeds.extend(tell_items(&threads.0, &threads.1, ("opened", "picked up", "thread")));
    let promises =
        |session: &Session| session.promises.iter().map(|promise| promise.state).collect::<Vec<_>>();
    let before_promises = old.map(promises).unwrap_or_default();
    deeds.extend(tell_items(&before_promises, &promises(&after), ("made", "kept", "promise")));
    if old.is_some_and(|old| old.alliance != after.alliance) {
        deeds.push(format!("took their marks of {day}"));
    }
    if deeds.is_empty() {
        deeds.push(format!("changed the call of {day}"));
    }
    deeds
}

/// How many items came, and how many were ticked.
fn tell_items(
    before: &[TaskState],
    after: &[TaskState],
    (came, ticked, noun): (&str, &str, &str),
) -> Vec<String> {
    let done = |states: &[TaskState]| states.iter().filter(|state| state.is_done()).count();
    let told = |verb: &str, count: usize| {
        (count > 0).then(|| format!("{verb} {count} {noun}{}", if count == 1 { "" } else { "s" }))
    };
    let new = after.len().saturating_sub(before.len());
    let now_done = done(after).saturating_sub(done(before));
    told(came, new).into_iter().chain(told(ticked, now_done)).collect()
}

fn tell_plan(change: &Change) -> Vec<String> {
    let (before, after) = read_both(change);
    let read = |note| read_side(note, |note| read::plan(note).value);
    let (before, after): (Option<Plan>, Option<Plan>) = (read(before), read(after));
    let Some(after) = after else { return vec![format!("{} a plan", verb(change))] };
    let title = format!("“{}”", after.title);
    let Some(before) = before else { return vec![format!("made the plan {title}")] };
    if before.outcome != after.outcome {
        return vec![match after.outcome {
            Outcome::Open => format!("opened the plan {title}"),
            Outcome::Draft => format!("made a draft of the plan {title}"),
            Outcome::Released => format!("let the plan {title} go"),
            Outcome::Kept | Outcome::Partly | Outcome::Missed => {
                format!("looked at how the plan {title} went")
            }
        }];
    }
    let done = |plan: &Plan| plan.steps.iter().filter(|step| step.state.is_done()).count();
    match done(&after).cmp(&done(&before)) {
        std::cmp::Ordering::Greater => vec![format!("ticked steps of the plan {title}")],
        _ => vec![format!("worked on the plan {title}")],
    }
}

fn tell_goal(change: &Change) -> Vec<String> {
    let (before, after) = read_both(change);
    let read = |note| read_side(note, |note| read::goal(note).value);
    let (before, after): (Option<Goal>, Option<Goal>) = (read(before), read(after));
    let Some(after) = after else { return vec![format!("{} a goal", verb(change))] };
    let title = format!("“{}”", after.title.as_deref().unwrap_or(&after.id));
    let Some(before) = before else { return vec![format!("named the goal {title}")] };
    let deed = match after.status {
        GoalStatus::Achieved if before.status != after.status => "closed as achieved",
        GoalStatus::Released if before.status != after.status => "let go of",
        _ if before.level != after.level => "moved the level of",
        _ if before.examined != after.examined => "examined",
        _ => "changed",
    };
    vec![format!("{deed} the goal {title}")]
}

#[cfg(test)]
mod tests {
    use super::tell_change;
    use crate::model::changes::Change;

    fn tell(path: &str, before: Option<&str>, after: Option<&str>) -> String {
        let bytes = |text: Option<&str>| text.map(|text| text.as_bytes().to_vec());
        let change = Change { path: path.into(), from: None, before: bytes(before), after: bytes(after) };
        tell_change(&change).deeds.join("; ")
    }

    #[test]
    fn a_change_is_told_by_what_it_means() {
        let call = "clients/a/sessions/2026-11-09.md";
        let planned = "---\nstatus: planned\n---\n";
        let closed = "---\nstatus: held\n---\n\n## Threads\n\n- [ ] The boat\n- [ ] Jo\n";
        for (path, before, after, wanted) in [
            (call, None, Some(planned), "planned the call of 9 Nov"),
            (call, None, Some("---\nminutes: 60\n---\n"), "wrote down the call of 9 Nov"),
            (call, Some(planned), Some(closed), "closed the call of 9 Nov; opened 2 threads"),
            (call, Some(closed), Some("---\nstatus: held\n---\nwords\n"), "changed the call of 9 Nov"),
            ("clients/a/plans/2026-11-09-x.md", None, Some("# Walk\n"), "made the plan “Walk”"),
            (
                "clients/a/plans/2026-11-09-x.md",
                Some("# Walk\n"),
                Some("---\noutcome: kept\n---\n# Walk\n"),
                "looked at how the plan “Walk” went",
            ),
            ("clients/a/goals/x.md", None, Some("---\ntitle: Sleep\n---\n"), "named the goal “Sleep”"),
            ("clients/a/notes/2026-11-09-1412.md", None, Some("x\n"), "wrote the note of 2026-11-09-1412"),
            ("clients/a/client.md", Some("1\n"), Some("2\n"), "changed who they are"),
            ("coach.yaml", Some("1\n"), Some("2\n"), "changed coach.yaml"),
        ] {
            assert_eq!(tell(path, before, after), wanted);
        }
    }

    #[test]
    fn what_is_removed_and_restored_is_told_so() {
        let path = "clients/a/goals/x.md";
        let removed = tell_change(&Change::for_move(path, format!(".trash/{path}")));
        assert_eq!((removed.client.as_deref(), &removed.deeds[0][..]), (Some("a"), "removed the goal x"));
        assert_eq!(
            tell_change(&Change::for_move(format!(".trash/{path}"), path)).deeds,
            ["restored the goal x"]
        );
    }
}
