//! What is remembered of people whose records were erased, so that what brings them back is known: ids of git's objects and nothing
//! else. No name, no words; without the objects themselves nobody can tell whose they were.

use std::collections::HashSet;
use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Practice;
use super::git::ask_git;
use super::state;
use crate::model::settings::ErasedHours;

/// What git held of one person when they were erased.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erased {
    /// The day.
    pub on: NaiveDate,
    /// The contents that were theirs alone.
    pub contents: Vec<String>,
    /// The commits that held their files. Rewritten ones have other ids.
    pub commits: Vec<String>,
}

/// Hours that stand in coach.yaml although their notes aren't all gone yet.
#[derive(Serialize, Deserialize)]
struct CountedHours {
    /// What tells whose they are, without a name.
    of: String,
    /// What coach.yaml says with them.
    paid: f64,
    /// The same of hours that were given.
    pro_bono: f64,
}

/// The people that were erased from one practice.
#[derive(Debug, Clone)]
pub struct ErasedPeople {
    /// The folder that holds one file each; none where the platform names no place.
    folder: Option<PathBuf>,
}

/// What still holds somebody who was erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StillHeld {
    /// The day on which they were.
    pub erased_on: NaiveDate,
    /// How many of their contents, or of the commits that held them, it leads to.
    pub objects: usize,
}

impl ErasedPeople {
    /// Those of a practice, in `$XDG_STATE_HOME/coach/erased`, else the platform's place for it.
    #[must_use]
    pub fn open(practice: &Practice) -> Self {
        let folder =
            state::state_folder().map(|state| state.join("erased").join(state::file_name(&practice.root)));
        Self { folder }
    }

    /// Remembers one more. Nothing is kept of somebody of whom git held nothing.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub fn remember(&self, erased: &Erased) -> std::io::Result<()> {
        let is_anything = !(erased.contents.is_empty() && erased.commits.is_empty());
        let Some(folder) = self.folder.as_ref().filter(|_| is_anything) else { return Ok(()) };
        if self.all().any(|known| known == *erased) {
            return Ok(());
        }
        state::make_private_folder(folder)?;
        let mut file = tempfile::Builder::new().prefix("").suffix(".json").tempfile_in(folder)?;
        serde_json::to_writer(&mut file, erased)?;
        file.flush()?;
        file.keep().map_err(|error| error.error)?;
        Ok(())
    }

    /// Remembers, before it is written, what coach.yaml will say with the hours of somebody who is being erased: where that is cut off and
    /// run again, they aren't counted twice.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub fn begin_counting(&self, id: &str, sum: ErasedHours) -> std::io::Result<()> {
        let Some(file) = self.counted_file() else { return Ok(()) };
        if let Some(folder) = file.parent() {
            state::make_private_folder(folder)?;
        }
        let counted = CountedHours { of: fingerprint(id), paid: sum.paid, pro_bono: sum.pro_bono };
        fs::write(file, serde_json::to_vec(&counted)?)
    }

    /// Whether the hours of somebody stand in coach.yaml already, which says `known`.
    #[must_use]
    pub fn has_counted(&self, id: &str, known: ErasedHours) -> bool {
        let file = self.counted_file().and_then(|file| fs::read(file).ok());
        let counted: Option<CountedHours> = file.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        let is_sum = |one: f64, other: f64| (one - other).abs() < 0.005;
        counted.is_some_and(|counted| {
            counted.of == fingerprint(id)
                && is_sum(counted.paid, known.paid)
                && is_sum(counted.pro_bono, known.pro_bono)
        })
    }

    /// Forgets it, once they are gone.
    pub fn end_counting(&self) {
        // One that stays says nothing of anybody whose notes are gone.
        let _ = self.counted_file().map(fs::remove_file);
    }

    fn counted_file(&self) -> Option<PathBuf> {
        Some(self.folder.as_ref()?.join("counted"))
    }

    /// All that are remembered.
    pub fn all(&self) -> impl Iterator<Item = Erased> {
        let files =
            self.folder.as_ref().and_then(|folder| fs::read_dir(folder).ok()).into_iter().flatten().flatten();
        files.filter_map(|file| serde_json::from_slice(&fs::read(file.path()).ok()?).ok())
    }

    /// Whether one of these commits is known to hold somebody who was erased. It costs no look into the repository: for what
    /// another one says it has (`git ls-remote`), before anything is fetched.
    #[must_use]
    pub fn knows_commit<T: AsRef<str>>(&self, commits: &[T]) -> Option<StillHeld> {
        let asked: HashSet<&str> = commits.iter().map(AsRef::as_ref).collect();
        self.first_held(|erased| erased.commits.iter().filter(|id| asked.contains(id.as_str())).count())
    }

    /// Whether these refs or commits of the practice's own repository lead to anything of somebody who was erased. For what was
    /// fetched, before it is merged.
    #[must_use]
    pub fn is_still_held<T: AsRef<str>>(&self, practice: &Practice, refs: &[T]) -> Option<StillHeld> {
        if refs.is_empty() || self.all().next().is_none() {
            return None;
        }
        let mut arguments = vec!["rev-list", "--objects", "--no-object-names"];
        arguments.extend(refs.iter().map(AsRef::as_ref));
        arguments.push("--");
        let listed = ask_git(&practice.root, &arguments)?;
        let listed = String::from_utf8_lossy(&listed);
        let reached: HashSet<&str> = listed.lines().collect();
        self.held_among(&reached)
    }

    /// Whether the practice's own repository keeps anything of somebody who was erased, be it that nothing leads to it any more.
    #[must_use]
    pub fn is_still_kept(&self, practice: &Practice) -> Option<StillHeld> {
        let all = ["cat-file", "--batch-all-objects", "--unordered", "--batch-check=%(objectname)"];
        let listed = self.all().next().and_then(|_| ask_git(&practice.root, &all))?;
        self.held_among(&String::from_utf8_lossy(&listed).lines().collect())
    }

    /// What of the objects that a repository keeps is somebody's who was erased.
    #[must_use]
    pub fn held_among(&self, objects: &HashSet<&str>) -> Option<StillHeld> {
        self.first_held(|erased| {
            erased.contents.iter().chain(&erased.commits).filter(|id| objects.contains(id.as_str())).count()
        })
    }

    fn first_held(&self, count: impl Fn(&Erased) -> usize) -> Option<StillHeld> {
        let held = |erased: Erased| {
            let objects = count(&erased);
            (objects > 0).then_some(StillHeld { erased_on: erased.on, objects })
        };
        self.all().find_map(held)
    }
}

fn fingerprint(id: &str) -> String {
    Uuid::new_v5(&Uuid::NAMESPACE_URL, id.as_bytes()).simple().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_erased_is_known_by_ids_alone_and_by_its_owner() {
        let folder = tempfile::tempdir().unwrap();
        let people = ErasedPeople { folder: Some(folder.path().join("erased/%p")) };
        assert_eq!(people.knows_commit(&["c1"]), None);
        let on = "2026-11-24".parse().unwrap();
        let erased = |contents: &[&str]| Erased {
            on,
            contents: contents.iter().map(ToString::to_string).collect(),
            commits: vec!["c1".into(), "c2".into()],
        };
        let nothing = Erased { commits: Vec::new(), ..erased(&[]) };
        people.remember(&nothing).unwrap();
        assert_eq!(people.all().count(), 0);
        people.remember(&erased(&["b1"])).unwrap();
        people.remember(&erased(&["b1"])).unwrap();
        assert_eq!(people.all().collect::<Vec<_>>(), [erased(&["b1"])]);
        assert_eq!(people.knows_commit(&["c0", "c2"]), Some(StillHeld { erased_on: on, objects: 1 }));
        let objects = |ids: &[&'static str]| people.held_among(&ids.iter().copied().collect());
        assert_eq!(objects(&["b1", "c1", "x"]), Some(StillHeld { erased_on: on, objects: 2 }));
        assert_eq!(objects(&["x"]), None);
    }
}
