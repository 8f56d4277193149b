//! What became of each file in the end, whatever was done to it on the way: git applies a diff only where each file stands in it
//! once.

use super::changes::{Change, Changes};

/// One file before all changes and after them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NetChange {
    /// Where it stood; none where it is new.
    pub from: Option<String>,
    /// Where it stands; none where it was taken away.
    pub to: Option<String>,
    /// The bytes before; none where it is new, or where it was only moved.
    pub before: Option<Vec<u8>>,
    /// The bytes afterwards; none where it was taken away, or only moved.
    pub after: Option<Vec<u8>>,
}

impl NetChange {
    /// Where it is named by: its place, or where it stood.
    #[must_use]
    pub fn path(&self) -> &str {
        self.to.as_deref().or(self.from.as_deref()).unwrap_or_default()
    }

    fn from_change(change: &Change) -> Self {
        let is_new = change.from.is_none() && change.before.is_none();
        let is_gone = change.from.is_none() && change.after.is_none();
        Self {
            from: change.from.clone().or_else(|| Some(change.path.clone())).filter(|_| !is_new),
            to: Some(change.path.clone()).filter(|_| !is_gone),
            before: change.before.clone(),
            after: change.after.clone(),
        }
    }

    /// Takes in what was done to the file next.
    fn go_on(&mut self, change: &Change) {
        if change.from.is_some() {
            self.to = Some(change.path.clone());
            return;
        }
        // Of a file that was only moved so far the bytes are known from what was done next.
        if self.before.is_none() && self.from.is_some() && self.to.is_some() && self.after.is_none() {
            self.before.clone_from(&change.before);
        }
        self.to = change.after.as_ref().map(|_| change.path.clone());
        self.after.clone_from(&change.after);
    }

    /// Whether a change goes on from what stands here: at its place, or where it was before it was taken away.
    fn is_continued_by(&self, change: &Change) -> bool {
        let place = change.from.as_ref().unwrap_or(&change.path);
        let is_back = self.to.is_none() && change.before.is_none() && self.from.as_ref() == Some(place);
        self.to.as_ref() == Some(place) || is_back
    }

    fn is_nothing(&self) -> bool {
        self.from == self.to && self.before == self.after
    }
}

/// What became of each file, in the order in which they were first touched.
#[must_use]
pub fn net_changes(changes: &Changes) -> Vec<NetChange> {
    let mut nets: Vec<NetChange> = Vec::new();
    for change in changes.iter() {
        match nets.iter_mut().find(|net| net.is_continued_by(change)) {
            Some(net) => net.go_on(change),
            None => nets.push(NetChange::from_change(change)),
        }
    }
    nets.retain(|net| !net.is_nothing());
    nets
}

#[cfg(test)]
mod tests {
    use super::{NetChange, net_changes};
    use crate::model::changes::{Change, Changes};

    #[test]
    fn each_file_stands_there_once() {
        let bytes = |text: &str| text.as_bytes().to_vec();
        let net = |from: &str, to: &str, before: &str, after: &str| {
            let named = |name: &str| Some(name.to_owned()).filter(|name| !name.is_empty());
            let (before, after) = (named(before).map(|t| bytes(&t)), named(after).map(|t| bytes(&t)));
            NetChange { from: named(from), to: named(to), before, after }
        };
        let put = |path: &str, before: &str, after: &str| {
            Change::put(path, Some(bytes(before)).filter(|old| !old.is_empty()), bytes(after))
        };
        for (changes, wanted) in [
            (vec![put("a", "1", "2"), Change::for_move("a", "b")], vec![net("a", "b", "1", "2")]),
            (vec![Change::for_move("a", "b"), put("b", "1", "2")], vec![net("a", "b", "1", "2")]),
            (vec![Change::for_move("a", "b"), Change::for_move("b", "c")], vec![net("a", "c", "", "")]),
            (vec![Change::for_move("a", "b"), Change::for_move("b", "a")], vec![]),
            (
                vec![Change::for_move("a", "b"), put("a", "", "2")],
                vec![net("a", "b", "", ""), net("", "a", "", "2")],
            ),
            (vec![put("a", "", "1"), Change::for_move("a", "b")], vec![net("", "b", "", "1")]),
            (
                vec![Change::for_move("a", "b"), Change::for_removal("b", bytes("1"))],
                vec![net("a", "", "1", "")],
            ),
            (
                vec![put("a", "", "1"), Change::for_move("a", "b"), Change::for_removal("b", bytes("1"))],
                vec![],
            ),
        ] {
            assert_eq!(net_changes(&Changes::from(changes.clone())), wanted, "{changes:?}");
        }
    }
}
