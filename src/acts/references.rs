//! Ids in other notes: what names a goal or a plan is kept in step when it gets another id.

use std::sync::Arc;

use crate::model::id::same;
use crate::note::edit::{self, EditRefusal, NewValue};
use crate::note::parsed::Note;
use crate::note::tree::{Kind, Node};

/// Names the new id where a key, one id or a list of them, names the old one; every other byte stays.
///
/// # Errors
/// Where the value can't be edited safely, such as one that stands behind an alias.
pub fn change_reference(text: &str, key: &str, old: &str, new: &str) -> Result<String, EditRefusal> {
    if old == new {
        return Ok(text.to_owned());
    }
    edit::replace_in_list(text, &[key], old, new)
}

/// Adds an id to the list behind a key, unless it stands there.
///
/// # Errors
/// Where the value can't be edited safely.
pub fn add_reference(text: &str, key: &str, id: &str) -> Result<String, EditRefusal> {
    let note = Note::parse(&Arc::from("note.md"), text.to_owned()).value;
    let value = note.front.root.as_ref().and_then(|root| root.known_entry(key)).map(|entry| &entry.value);
    let is_there = |node: &Node| node.text().is_some_and(|text| same(text, id));
    let stands = value.is_some_and(|value| match &value.kind {
        Kind::Sequence { items, .. } => items.iter().any(is_there),
        _ => is_there(value),
    });
    if stands { Ok(text.to_owned()) } else { edit::push(text, &[key], &NewValue::Text(id.to_owned())) }
}

#[cfg(test)]
mod tests {
    use super::{add_reference, change_reference};

    #[test]
    fn an_id_is_added_once() {
        for (text, wanted) in [
            ("---\ndate: 2026-11-24\n---\n", "---\ndate: 2026-11-24\ngoals: [lead]\n---\n"),
            ("---\ngoals: [rest]\n---\n", "---\ngoals: [rest, lead]\n---\n"),
            ("---\ngoals: [rest, \"lead\"]\n---\n", "---\ngoals: [rest, \"lead\"]\n---\n"),
            ("---\ngoals: lead\n---\n", "---\ngoals: lead\n---\n"),
            ("---\nGoals: lead\n---\n", "---\nGoals: lead\n---\n"),
        ] {
            assert_eq!(add_reference(text, "goals", "lead").as_deref(), Ok(wanted), "{text:?}");
        }
    }

    #[test]
    fn one_id_and_a_list_of_them_are_kept_in_step() {
        for (key, text, wanted) in [
            ("goal", "---\ngoal: lead # hers\n---\n", "---\ngoal: steer # hers\n---\n"),
            ("goals", "---\ngoals: [rest, \"lead\"]\n---\n", "---\ngoals: [rest, \"steer\"]\n---\n"),
            ("goals", "---\ngoals:\n- lead\n- rest\n---\n", "---\ngoals:\n- steer\n- rest\n---\n"),
            ("goal", "---\nGoal: lead\n---\n", "---\nGoal: steer\n---\n"),
            ("goals", "---\nGOALS: [lead]\n---\n", "---\nGOALS: [steer]\n---\n"),
        ] {
            assert_eq!(change_reference(text, key, "lead", "steer").as_deref(), Ok(wanted), "{text:?}");
        }
        assert_eq!(change_reference("x", "goal", "lead", "lead").as_deref(), Ok("x"));
    }
}
