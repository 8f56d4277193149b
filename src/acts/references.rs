//! Ids in other notes: what names a goal or a plan is kept in step when it gets another id.

use crate::note::edit::{self, Refusal};

/// Names the new id where a key, one id or a list of them, names the old one; every other byte stays.
///
/// # Errors
/// Where the value can't be edited safely, such as one that stands behind an alias.
pub fn change_reference(text: &str, key: &str, old: &str, new: &str) -> Result<String, Refusal> {
    if old == new {
        return Ok(text.to_owned());
    }
    edit::replace_in_list(text, &[key], old, new)
}

#[cfg(test)]
mod tests {
    use super::change_reference;

    #[test]
    fn one_id_and_a_list_of_them_are_kept_in_step() {
        for (key, text, wanted) in [
            ("goal", "---\ngoal: lead # hers\n---\n", "---\ngoal: steer # hers\n---\n"),
            ("goals", "---\ngoals: [rest, \"lead\"]\n---\n", "---\ngoals: [rest, \"steer\"]\n---\n"),
            ("goals", "---\ngoals:\n- lead\n- rest\n---\n", "---\ngoals:\n- steer\n- rest\n---\n"),
        ] {
            assert_eq!(change_reference(text, key, "lead", "steer").as_deref(), Ok(wanted), "{text:?}");
        }
        assert_eq!(change_reference("x", "goal", "lead", "lead").as_deref(), Ok("x"));
    }
}
