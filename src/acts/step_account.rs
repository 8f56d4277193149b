//! What one command, or one commit, did to each person's files, in words. A folder that went as a whole is told once.

use super::account::{Account, tell_change};
use crate::model::changes::Change;

/// The folder of what was removed.
const TRASH: &str = ".trash/";
const PROFILE: &str = "/client.md";

/// Tells changes that were made together.
#[must_use]
pub fn tell_step(changes: &[&Change]) -> Vec<Account> {
    let wholes: Vec<WholeFolder> = changes.iter().filter_map(|change| WholeFolder::find(change)).collect();
    let mut accounts: Vec<Account> = wholes.iter().map(|whole| whole.tell(changes)).collect();
    for change in changes.iter().filter(|change| !wholes.iter().any(|whole| whole.tells(change))) {
        let account = tell_change(change);
        match accounts.iter_mut().find(|known| known.client == account.client) {
            Some(known) => known.deeds.extend(account.deeds),
            None => accounts.push(account),
        }
    }
    accounts
}

/// Where the files stand in the end, as git knows them: of what went to the trash where it was.
#[must_use]
pub fn list_paths_in_git(changes: &[&Change]) -> Vec<String> {
    let moves_on = |path: &str| changes.iter().any(|change| change.from.as_deref() == Some(path));
    let in_git = |change: &&&Change| match &change.from {
        Some(from) if change.path.starts_with(TRASH) => from.clone(),
        _ => change.path.clone(),
    };
    changes.iter().filter(|change| !moves_on(&change.path)).map(|change| in_git(&change)).collect()
}

/// The folder that a person had before, of one that has another one now.
#[must_use]
pub fn find_former_folder(changes: &[&Change], folder: &str) -> Option<String> {
    let wholes = changes.iter().filter_map(|change| WholeFolder::find(change));
    let mut renamed = wholes.filter(|whole| whole.deed == Deed::Renamed && whole.to == folder);
    renamed.next().map(|whole| whole.from)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deed {
    Renamed,
    Archived,
    Restored,
    TakenAway,
}

/// A person's folder that went elsewhere, or is gone; both places as they stand outside of the trash.
struct WholeFolder {
    deed: Deed,
    from: String,
    to: String,
}

impl WholeFolder {
    /// The profile goes with the whole folder.
    fn find(change: &Change) -> Option<Self> {
        let folder = |path: &str| -> Option<String> {
            let path = path.strip_prefix(TRASH).unwrap_or(path);
            let folder = path.strip_suffix(PROFILE).unwrap_or(path);
            let is_person = folder.strip_prefix("clients/").is_some_and(|id| !id.contains('/'));
            is_person.then(|| folder.to_owned())
        };
        let to = folder(&change.path)?;
        let Some(from) = &change.from else {
            let is_gone = change.before.is_some() && change.after.is_none();
            return is_gone.then(|| Self { deed: Deed::TakenAway, from: to.clone(), to });
        };
        let deed = match (from.starts_with(TRASH), change.path.starts_with(TRASH)) {
            (false, true) => Deed::Archived,
            (true, false) => Deed::Restored,
            _ => Deed::Renamed,
        };
        let from = folder(from)?;
        (deed != Deed::Renamed || from != to).then_some(Self { deed, from, to })
    }

    /// Whether a change is part of it.
    fn tells(&self, change: &Change) -> bool {
        let is_in = |path: &str, folder: &str| {
            let rest = path.strip_prefix(TRASH).unwrap_or(path).strip_prefix(folder);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let is_in_both = |from: &String| is_in(from, &self.from) && is_in(&change.path, &self.to);
        match &change.from {
            Some(from) => is_in_both(from),
            None if self.deed == Deed::TakenAway => change.after.is_none() && is_in(&change.path, &self.from),
            // With another id goes another name.
            None => {
                change.path.ends_with(PROFILE)
                    && (is_in(&change.path, &self.from) || is_in(&change.path, &self.to))
            }
        }
    }

    fn tell(&self, changes: &[&Change]) -> Account {
        let id = |folder: &str| folder.rsplit('/').next().unwrap_or(folder).to_owned();
        let deed = match self.deed {
            Deed::Renamed => format!("renamed, {} until then", id(&self.from)),
            Deed::Archived => "archived".to_owned(),
            Deed::Restored => "brought back".to_owned(),
            Deed::TakenAway => match changes.iter().filter(|change| self.tells(change)).count() - 1 {
                0 => "took away who they are".to_owned(),
                1 => "took away who they are and 1 note".to_owned(),
                notes => format!("took away who they are and {notes} notes"),
            },
        };
        Account { client: Some(id(&self.to)), deeds: vec![deed] }
    }
}

#[cfg(test)]
mod tests {
    use super::{find_former_folder, list_paths_in_git, tell_step};
    use crate::model::changes::Change;

    fn told(changes: &[Change]) -> Vec<String> {
        let accounts = tell_step(&changes.iter().collect::<Vec<_>>());
        accounts
            .iter()
            .map(|one| format!("{}: {}", one.client.as_deref().unwrap_or("-"), one.deeds.join("; ")))
            .collect()
    }

    #[test]
    fn a_folder_that_went_as_a_whole_is_told_once() {
        let to = |from: &str, path: &str| Change::for_move(from, path);
        let renamed = [
            Change::put("clients/a/client.md", Some(b"1".to_vec()), b"2".to_vec()),
            to("clients/a/client.md", "clients/b/client.md"),
            to("clients/a/goals/x.md", "clients/b/goals/x.md"),
            Change::put("clients/c/client.md", None, b"1".to_vec()),
        ];
        assert_eq!(told(&renamed), ["b: renamed, a until then", "c: wrote who they are"]);
        let all: Vec<&Change> = renamed.iter().collect();
        assert_eq!(find_former_folder(&all, "clients/b").as_deref(), Some("clients/a"));
        assert_eq!(find_former_folder(&all, "clients/a"), None);
        assert_eq!(list_paths_in_git(&all)[0], "clients/b/client.md");
        let (here, there) = ("clients/a/client.md", ".trash/clients/a/client.md");
        let archived = [to(here, there), to("clients/a/goals/x.md", ".trash/clients/a/goals/x.md")];
        assert_eq!(told(&archived), ["a: archived"]);
        assert_eq!(list_paths_in_git(&archived.iter().collect::<Vec<_>>()), [here, "clients/a/goals/x.md"]);
        assert_eq!(told(&[to(there, here)]), ["a: brought back"]);
        assert_eq!(told(&[to("clients/a", ".trash/clients/a")]), ["a: archived"]);
        let gone = ["client.md", "goals/x.md"]
            .map(|name| Change::for_removal(format!("clients/a/{name}"), b"x".to_vec()));
        assert_eq!(told(&gone), ["a: took away who they are and 1 note"]);
        assert_eq!(told(&gone[1..]), ["a: took away a goal"]);
    }
}
