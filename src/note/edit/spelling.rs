//! Keys as they stand: an edit of `status` finds `Status`, so that no second spelling is put beside the first.

use crate::model::keys::find_spelled;
use crate::note::fence::{self, Fence};
use crate::note::tree::{Node, Tree};

/// A path with its known keys in the spelling in which they stand in the front matter.
pub(super) fn as_spelled(text: &str, path: &[&str]) -> Vec<String> {
    let mut keys: Vec<String> = path.iter().map(|key| (*key).to_owned()).collect();
    let Fence::Block { yaml, .. } = fence::find(text) else { return keys };
    let Ok(tree) = Tree::parse(&text[yaml], 0) else { return keys };
    let mut node = tree.root.as_ref();
    for place in 0..keys.len() {
        let Some(mapping) = node else { break };
        // The names of areas are the client's own, in their own spelling.
        let is_own = place == 1 && find_spelled(path[0]) == Some("balance");
        let entry = if is_own || find_spelled(path[place]).is_none() {
            mapping.entry(path[place])
        } else {
            mapping.known_entry(path[place])
        };
        if let Some(typed) = entry.and_then(|entry| entry.key.text()) {
            typed.clone_into(&mut keys[place]);
        }
        node = entry.map(|entry| &entry.value).filter(|value: &&Node| value.entries().is_some());
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::as_spelled;
    use crate::note::edit::{NewValue, push, remove, set};

    #[test]
    fn keys_are_found_as_they_stand() {
        let text =
            "---\nStatus: held\nshow-up-as: a\nalliance: {Heard: 3}\nbalance:\n  Hours: {Rating: 1}\n---\n";
        for (path, wanted) in [
            (&["status"][..], &["Status"][..]),
            (&["show_up_as"], &["show-up-as"]),
            (&["alliance", "heard"], &["alliance", "Heard"]),
            (&["balance", "hours", "rating"], &["balance", "hours", "rating"]),
            (&["balance", "Hours", "rating"], &["balance", "Hours", "Rating"]),
            (&["STATUS"], &["Status"]),
            (&["mine"], &["mine"]),
        ] {
            assert_eq!(as_spelled(text, path), wanted);
        }
        let plain = |value: &str| NewValue::Plain(value.to_owned());
        assert_eq!(
            set(text, &["status"], &plain("cancelled")),
            Ok(text.replace("Status: held", "Status: cancelled"))
        );
        assert_eq!(set(text, &["alliance", "heard"], &plain("4")), Ok(text.replace("Heard: 3", "Heard: 4")));
        assert_eq!(remove(text, &["show_up_as"]), Ok(text.replace("show-up-as: a\n", "")));
        let pushed = push(text, &["show_up_as"], &NewValue::Text("b".into()));
        assert_eq!(pushed, Ok(text.replace("show-up-as: a", "show-up-as: [a, b]")));
        let twice = "---\nStatus: held\nstatus: planned\n---\n";
        assert!(remove(twice, &["status"]).is_err());
    }
}
