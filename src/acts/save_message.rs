//! What a commit says of the changes in it: kinds and counts, never a person, their words, or an id. It stands there for good, and
//! whoever looks after the remote can read it.

use std::sync::Arc;

use crate::model::changes::Change;
use crate::model::goal::GoalStatus;
use crate::model::plan::Outcome;
use crate::model::problem::Loaded;
use crate::model::session::{Session, SessionStatus};
use crate::note::parsed::Note;
use crate::note::read;

/// The longest first line of a message, in characters: what git's own lists have room for.
const LONGEST: usize = 72;

/// What can be counted, in the order in which it is told: one, and several.
const COUNTED: &[(Deed, &str, &str)] = &[
    (Deed::SessionClosed, "session closed", "sessions closed"),
    (Deed::SessionPlanned, "session planned", "sessions planned"),
    (Deed::SessionOff, "session called off", "sessions called off"),
    (Deed::SessionMoved, "session moved", "sessions moved"),
    (Deed::SessionChanged, "session changed", "sessions changed"),
    (Deed::Thread, "1 thread", "threads"),
    (Deed::ThreadTicked, "1 thread picked up", "threads picked up"),
    (Deed::Promise, "1 promise", "promises"),
    (Deed::PromiseKept, "1 promise kept", "promises kept"),
    (Deed::Note, "1 note", "notes"),
    (Deed::Plan, "1 plan", "plans"),
    (Deed::PlanReviewed, "1 plan reviewed", "plans reviewed"),
    (Deed::PlanChanged, "1 plan changed", "plans changed"),
    (Deed::Goal, "1 goal", "goals"),
    (Deed::GoalClosed, "1 goal closed", "goals closed"),
    (Deed::GoalChanged, "1 goal changed", "goals changed"),
    (Deed::Client, "1 client", "clients"),
    (Deed::ClientRenamed, "1 client renamed", "clients renamed"),
    (Deed::ClientChanged, "1 profile changed", "profiles changed"),
    (Deed::Supervision, "1 talk with a colleague", "talks with colleagues"),
    (Deed::Settings, "settings", "settings"),
    (Deed::Template, "1 template", "templates"),
    (Deed::Other, "1 other file", "other files"),
    (Deed::Removed, "1 removed", "removed"),
];

/// What was done, as far as a message says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deed {
    SessionClosed,
    SessionPlanned,
    SessionOff,
    SessionMoved,
    SessionChanged,
    Thread,
    ThreadTicked,
    Promise,
    PromiseKept,
    Note,
    Plan,
    PlanReviewed,
    PlanChanged,
    Goal,
    GoalClosed,
    GoalChanged,
    Client,
    ClientRenamed,
    ClientChanged,
    Supervision,
    Settings,
    Template,
    Other,
    Removed,
}

/// The message for some changes: `session closed, 2 threads, 1 plan`. What has no room on one line stands below it.
#[must_use]
pub fn describe_for_commit(changes: &[Change]) -> String {
    let (followed, renamed) = follow_renamed(changes);
    let mut deeds: Vec<Deed> = followed.iter().flat_map(deeds_of).collect();
    deeds.extend(std::iter::repeat_n(Deed::ClientRenamed, renamed));
    let told: Vec<String> = COUNTED
        .iter()
        .filter_map(|(deed, one, several)| match deeds.iter().filter(|done| *done == deed).count() {
            0 => None,
            1 => Some((*one).to_owned()),
            _ if *deed == Deed::Settings => Some((*several).to_owned()),
            count => Some(format!("{count} {several}")),
        })
        .collect();
    let line = told.join(", ");
    if line.chars().count() <= LONGEST {
        return line;
    }
    format!("{} files\n\n{}", changes.len(), told.join("\n"))
}

/// The changes with the notes of renamed clients followed to where they are now, and how many clients were renamed: all that went from one
/// folder stands in another, whose profile is new.
fn follow_renamed(changes: &[Change]) -> (Vec<Change>, usize) {
    let inside = |change: &Change| {
        let (client, rest) = change.path.strip_prefix("clients/")?.split_once('/')?;
        Some((client.to_owned(), rest.to_owned()))
    };
    let mut followed = changes.to_vec();
    let is_profile = |change: &Change| inside(change).is_some_and(|(_, rest)| rest == "client.md");
    let (mut gone, mut new): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    for profile in changes.iter().filter(|change| is_profile(change)) {
        let Some((client, _)) = inside(profile) else { continue };
        match (&profile.before, &profile.after) {
            (Some(_), None) => gone.push(client),
            (None, Some(_)) => new.push(client),
            _ => {}
        }
    }
    let mut renamed = 0;
    for old in gone {
        let went =
            |change: &&Change| change.after.is_none() && change.path.starts_with(&format!("clients/{old}/"));
        let before: Vec<Change> = changes.iter().filter(went).cloned().collect();
        let stands = |to: &String, change: &Change| {
            let path = format!("clients/{to}{}", &change.path["clients/".len() + old.len()..]);
            changes.iter().any(|other| other.path == path && other.before.is_none() && other.after.is_some())
        };
        let Some(at) = new.iter().position(|to| before.iter().all(|change| stands(to, change))) else {
            continue;
        };
        let to = new.remove(at);
        renamed += 1;
        for change in before {
            let path = format!("clients/{to}{}", &change.path["clients/".len() + old.len()..]);
            followed.retain(|other| other.path != change.path);
            if let Some(other) = followed.iter_mut().find(|other| other.path == path) {
                other.before = change.before;
            }
        }
        followed.retain(|change| !change.is_nothing() && change.path != format!("clients/{to}/client.md"));
    }
    (followed, renamed)
}

fn deeds_of(change: &Change) -> Vec<Deed> {
    let parts: Vec<&str> = change.path.split('/').collect();
    if change.after.is_none() {
        return vec![Deed::Removed];
    }
    let is_new = change.before.is_none();
    let either = |new: Deed, changed: Deed| vec![if is_new { new } else { changed }];
    match parts.as_slice() {
        ["clients", _, "client.md"] => either(Deed::Client, Deed::ClientChanged),
        ["clients", _, "sessions", _] => deeds_of_session(change),
        ["clients", _, "plans", _] => vec![deed_of_plan(change)],
        ["clients", _, "goals", _] => vec![deed_of_goal(change)],
        ["clients", _, "notes", _] => vec![Deed::Note],
        ["coach.yaml" | ".gitignore" | ".gitattributes"] => vec![Deed::Settings],
        ["templates", ..] => vec![Deed::Template],
        ["supervision", _] => vec![Deed::Supervision],
        _ => vec![Deed::Other],
    }
}

/// The note before and after, each read as what it is.
fn read_both<T>(change: &Change, read: impl Fn(Loaded<Note>) -> Option<T>) -> (Option<T>, Option<T>) {
    let path: Arc<str> = change.path.as_str().into();
    let side = |bytes: &Option<Vec<u8>>| {
        let text = String::from_utf8(bytes.clone()?).ok()?;
        read(Note::parse(&path, text))
    };
    (side(&change.before), side(&change.after))
}

fn deeds_of_session(change: &Change) -> Vec<Deed> {
    let (before, after) = read_both(change, |note| read::session(note).value);
    let Some(after) = after else { return vec![Deed::SessionChanged] };
    let status = |session: &Session| session.written_status;
    let old = before.as_ref().and_then(status);
    let mut deeds = Vec::new();
    deeds.extend(match status(&after) {
        Some(SessionStatus::Held) if old != Some(SessionStatus::Held) => Some(Deed::SessionClosed),
        Some(SessionStatus::Cancelled | SessionStatus::NoShow) if old != status(&after) => {
            Some(Deed::SessionOff)
        }
        Some(SessionStatus::Moved) if old != status(&after) => Some(Deed::SessionMoved),
        _ if before.is_none() => Some(Deed::SessionPlanned),
        _ => None,
    });
    let counts = |session: Option<&Session>| {
        let Some(session) = session else { return [0; 4] };
        let ticked = |states: Vec<bool>| states.into_iter().filter(|is_done| *is_done).count();
        let threads = session.threads.iter().map(|task| task.state.is_done()).collect::<Vec<_>>();
        let promises = session.promises.iter().map(|promise| promise.state.is_done()).collect::<Vec<_>>();
        [threads.len(), ticked(threads), promises.len(), ticked(promises)]
    };
    let (was, is) = (counts(before.as_ref()), counts(Some(&after)));
    let names = [Deed::Thread, Deed::ThreadTicked, Deed::Promise, Deed::PromiseKept];
    for (place, deed) in names.into_iter().enumerate() {
        deeds.extend(std::iter::repeat_n(deed, is[place].saturating_sub(was[place])));
    }
    if deeds.is_empty() {
        deeds.push(Deed::SessionChanged);
    }
    deeds
}

fn deed_of_plan(change: &Change) -> Deed {
    let (before, after) = read_both(change, |note| Some(read::plan(note).value));
    let is_reviewed = |outcome: Outcome| matches!(outcome, Outcome::Kept | Outcome::Partly | Outcome::Missed);
    match (before, after) {
        (None, _) => Deed::Plan,
        (Some(before), Some(after)) if before.outcome != after.outcome && is_reviewed(after.outcome) => {
            Deed::PlanReviewed
        }
        _ => Deed::PlanChanged,
    }
}

fn deed_of_goal(change: &Change) -> Deed {
    let (before, after) = read_both(change, |note| Some(read::goal(note).value));
    let is_closed = |status: GoalStatus| matches!(status, GoalStatus::Achieved | GoalStatus::Released);
    match (before, after) {
        (None, _) => Deed::Goal,
        (Some(before), Some(after)) if before.status != after.status && is_closed(after.status) => {
            Deed::GoalClosed
        }
        _ => Deed::GoalChanged,
    }
}

#[cfg(test)]
mod tests {
    use super::describe_for_commit;
    use crate::model::changes::Change;

    fn change(path: &str, before: Option<&str>, after: Option<&str>) -> Change {
        let bytes = |text: Option<&str>| text.map(|text| text.as_bytes().to_vec());
        Change { path: path.into(), from: None, before: bytes(before), after: bytes(after) }
    }

    #[test]
    fn a_message_counts_kinds_and_names_nobody() {
        let closed = "---\nstatus: held\n---\n\n## Threads\n\n- [ ] The boat\n- [ ] Jo\n";
        let call =
            change("clients/alice/sessions/2026-11-09.md", Some("---\nstatus: planned\n---\n"), Some(closed));
        let plan = change("clients/alice/plans/2026-11-09-x.md", None, Some("# Walk\n"));
        assert_eq!(describe_for_commit(&[call, plan]), "session closed, 2 threads, 1 plan");
        for (changes, wanted) in [
            (vec![change("clients/alice/client.md", None, Some("x"))], "1 client"),
            (vec![change("coach.yaml", None, Some("x")), change(".gitignore", None, Some("x"))], "settings"),
            (vec![change("clients/a/notes/1.md", Some("x"), None)], "1 removed"),
            (vec![change("clients/a/files/x.pdf", None, Some("x"))], "1 other file"),
            (
                vec![change("clients/a/sessions/2026-12-01.md", None, Some("---\nstatus: planned\n---\n"))],
                "session planned",
            ),
        ] {
            assert_eq!(describe_for_commit(&changes), wanted);
        }
    }

    #[test]
    fn a_client_who_was_renamed_is_counted_as_that_and_not_note_by_note() {
        let held = Some("---\nstatus: held\n---\n");
        let ways = |from: &str, to: &str, text: Option<&'static str>| {
            [change(from, text, None), change(to, None, text)]
        };
        let mut changes =
            ways("clients/a/sessions/2026-01-01.md", "clients/b/sessions/2026-01-01.md", held).to_vec();
        changes.push(change("clients/a/client.md", Some("---\nname: A\n---\n"), None));
        changes.push(change("clients/b/client.md", None, Some("---\nname: B\n---\n")));
        assert_eq!(describe_for_commit(&changes), "1 client renamed");
        changes.push(change("clients/b/notes/2026-01-02.md", None, Some("x")));
        assert_eq!(describe_for_commit(&changes), "1 note, 1 client renamed");
        changes.push(change("clients/a/notes/2026-01-03.md", Some("x"), None));
        assert!(describe_for_commit(&changes).ends_with("3 removed"));
    }

    #[test]
    fn what_has_no_room_on_a_line_stands_below() {
        let paths =
            ["sessions/2026-01-01.md", "notes/1.md", "plans/x.md", "goals/x.md", "client.md", "files/a"];
        let mut changes: Vec<Change> =
            paths.iter().map(|path| change(&format!("clients/a/{path}"), None, Some("x"))).collect();
        changes.push(change("templates/prep.md", None, Some("x")));
        changes.push(change("supervision/2026-01-01.md", None, Some("x")));
        let told = describe_for_commit(&changes);
        assert!(told.starts_with("8 files\n\nsession planned\n1 note\n"), "{told}");
    }
}
