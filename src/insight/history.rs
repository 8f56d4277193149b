//! What happened when: the steps of this machine and the commits of git, as one list in words.

use serde::Serialize;

use super::view::View;
use crate::model::moment::Moment;
use crate::model::order::InOrder as _;

/// `log`.
#[derive(Debug, Clone, Serialize)]
pub struct History {
    /// What happened, newest first.
    pub entries: Vec<Entry>,
    /// How many entries more there are.
    pub more: usize,
}

/// One command or one commit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// When.
    pub at: Moment,
    /// The command, of a step that isn't in git yet.
    pub command: Option<String>,
    /// The short id and the first line of a commit.
    pub commit: Option<Commit>,
    /// What was done, by client.
    pub deeds: Vec<Deeds>,
}

/// A commit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Commit {
    /// The short id.
    pub id: String,
    /// Its first line.
    pub subject: String,
}

/// What was done to one client's files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Deeds {
    /// The client's name; none for what is no client's.
    pub client: Option<String>,
    /// What was done, each in a few words.
    pub what: Vec<String>,
}

/// An entry and the files that it changed.
#[derive(Debug, Clone)]
pub struct Happening {
    /// The entry.
    pub entry: Entry,
    /// The files, from the practice's root.
    pub paths: Vec<String>,
}

/// One list of both, newest first, at most `most` entries. A step whose files a later commit holds is told by that commit.
#[must_use]
pub fn merge_histories(steps: Vec<Happening>, commits: Vec<Happening>, most: usize) -> History {
    let is_saved = |step: &Happening| {
        let holds = |commit: &Happening| {
            commit.entry.at.clock() >= step.entry.at.clock()
                && step.paths.iter().all(|path| commit.paths.contains(path))
        };
        commits.iter().any(holds)
    };
    let unsaved: Vec<Happening> = steps.into_iter().filter(|step| !is_saved(step)).collect();
    let mut all: Vec<Entry> = unsaved.into_iter().chain(commits).map(|happening| happening.entry).collect();
    all.put_in_order_by_key(|entry| std::cmp::Reverse(entry.at.clock()));
    let more = all.len().saturating_sub(most);
    all.truncate(most);
    History { entries: all, more }
}

impl View for History {
    const TEMPLATE: Option<&'static str> = Some("log.md");

    fn for_client(self) -> Option<Self> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn make_happening(at: &str, paths: &[&str], commit: bool) -> Happening {
        let commit = commit.then(|| Commit { id: at.into(), subject: String::new() });
        let at = Moment::parse(at).unwrap();
        let entry = Entry { at, command: None, commit, deeds: Vec::new() };
        Happening { entry, paths: paths.iter().map(ToString::to_string).collect() }
    }

    #[test]
    fn a_step_that_a_later_commit_holds_is_told_once() {
        let steps = vec![
            make_happening("2026-11-24T10:00", &["a"], false),
            make_happening("2026-11-24T12:00", &["a"], false),
            make_happening("2026-11-24T09:00", &["b"], false),
        ];
        let commits = vec![make_happening("2026-11-24T11:00", &["a", "c"], true)];
        let history = merge_histories(steps, commits, 2);
        let times: Vec<String> = history.entries.iter().map(|entry| entry.at.to_string()).collect();
        assert_eq!(times, ["2026-11-24T12:00", "2026-11-24T11:00"]);
        assert_eq!(history.more, 1);
    }
}
