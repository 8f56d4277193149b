//! What a command does to the files of a practice, as a value: committed, shown as a diff, answered as JSON or taken back.

/// One file before and after. Paths stand from the practice's root, with `/` between their parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Where the file stands afterwards; where it stood, if it is gone.
    pub path: String,
    /// Where it stood before, if it was moved.
    pub from: Option<String>,
    /// The bytes before; none where there was no such file, or where a move left them as they are.
    pub before: Option<Vec<u8>>,
    /// The bytes afterwards; none where it was taken away, or where a move left them as they are.
    pub after: Option<Vec<u8>>,
}

impl Change {
    /// A file that was put there, in place of `before` if something stood there.
    #[must_use]
    pub fn put(path: impl Into<String>, before: Option<Vec<u8>>, after: Vec<u8>) -> Self {
        Self { path: path.into(), from: None, before, after: Some(after) }
    }

    /// A file that was taken away.
    #[must_use]
    pub fn for_removal(path: impl Into<String>, before: Vec<u8>) -> Self {
        Self { path: path.into(), from: None, before: Some(before), after: None }
    }

    /// A file or folder that has another place, its bytes as they were.
    #[must_use]
    pub fn for_move(from: impl Into<String>, to: impl Into<String>) -> Self {
        Self { path: to.into(), from: Some(from.into()), before: None, after: None }
    }

    /// What takes it back.
    #[must_use]
    pub fn reverse(&self) -> Self {
        match &self.from {
            Some(from) => Self::for_move(self.path.clone(), from.clone()),
            None => Self {
                path: self.path.clone(),
                from: None,
                before: self.after.clone(),
                after: self.before.clone(),
            },
        }
    }

    /// Whether the file is as it was.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.from.is_none() && self.before == self.after
    }

    /// What became of the file, in a word or two.
    #[must_use]
    pub fn name_deed(&self) -> &'static str {
        match (&self.from, &self.before, &self.after) {
            (Some(_), ..) => "moved",
            (None, None, _) => "made",
            (None, Some(_), None) => "removed",
            (None, Some(_), Some(_)) => "changed",
        }
    }
}

/// All that one command does, in the order in which it is done.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    list: Vec<Change>,
}

impl Changes {
    /// The changes in their order; files that are as they were are left out.
    pub fn iter(&self) -> impl Iterator<Item = &Change> {
        self.list.iter().filter(|change| !change.is_nothing())
    }

    /// Whether every file is as it was.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }

    /// Adds a change. A second one of the same file goes on from the first, unless a file was moved in between, since then
    /// the same path can be another file.
    pub fn push(&mut self, change: Change) {
        let since_move = self.list.iter().rposition(|change| change.from.is_some()).map_or(0, |at| at + 1);
        let earlier = self.list[since_move..].iter_mut().find(|earlier| earlier.path == change.path);
        match earlier.filter(|_| change.from.is_none()) {
            Some(earlier) => earlier.after = change.after,
            None => self.list.push(change),
        }
    }

    /// Adds all of another value behind these.
    pub fn extend(&mut self, others: Self) {
        others.list.into_iter().for_each(|change| self.push(change));
    }

    /// What takes these back, in the order in which it has to be done.
    #[must_use]
    pub fn reverse(&self) -> Self {
        Self {
            list: self.list.iter().rev().filter(|change| !change.is_nothing()).map(Change::reverse).collect(),
        }
    }
}

impl From<Vec<Change>> for Changes {
    fn from(list: Vec<Change>) -> Self {
        let mut changes = Self::default();
        for change in list {
            changes.push(change);
        }
        changes
    }
}

#[cfg(test)]
mod tests {
    use super::{Change, Changes};

    fn bytes(text: &str) -> Vec<u8> {
        text.as_bytes().to_vec()
    }

    #[test]
    fn a_second_change_of_a_file_goes_on_from_the_first() {
        let changes = Changes::from(vec![
            Change::put("a.md", Some(bytes("1")), bytes("2")),
            Change::put("b.md", None, bytes("b")),
            Change::put("a.md", Some(bytes("2")), bytes("3")),
        ]);
        let wanted =
            [Change::put("a.md", Some(bytes("1")), bytes("3")), Change::put("b.md", None, bytes("b"))];
        assert!(changes.iter().eq(wanted.iter()));
    }

    #[test]
    fn what_came_and_went_is_nothing() {
        let changes = Changes::from(vec![
            Change::put("a.md", None, bytes("2")),
            Change::for_removal("a.md", bytes("2")),
        ]);
        assert!(changes.is_empty());
    }

    #[test]
    fn a_move_parts_the_changes_of_a_path() {
        let changes = Changes::from(vec![
            Change::put("a.md", Some(bytes("1")), bytes("2")),
            Change::for_move("a.md", "b.md"),
            Change::put("a.md", None, bytes("new")),
        ]);
        assert_eq!(changes.iter().count(), 3);
        assert_eq!(changes.iter().map(Change::name_deed).collect::<Vec<_>>(), ["changed", "moved", "made"]);
    }
}
