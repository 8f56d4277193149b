//! A box for an item that has none.

use super::item;
use super::{EditRefusal, Splice};
use crate::model::statement::TaskState;
use crate::note::body::Block;

/// Gives the list item whose words begin at a byte a box, so that it can be ticked.
///
/// # Errors
/// Where no item without a box begins there, or it can't get one safely.
pub fn add_box(text: &str, at: usize) -> Result<String, EditRefusal> {
    let body = item::body(text);
    let is_bare = |block: &&Block| block.start == at && block.is_item && block.box_at.is_none();
    let Some(block) = body.blocks.iter().find(is_bare) else {
        return Err(EditRefusal::refuse_at(
            text,
            at,
            "no item without a box begins here",
            "begin it with `- `",
        ));
    };
    let facts =
        |text: &str, block: &Block| (block.words(text).into_owned(), block.task, block.depth, block.voice);
    let wanted = body.blocks.iter().map(|other| {
        let (words, task, depth, voice) = facts(text, other);
        (words, if other.start == at { Some(TaskState::Open) } else { task }, depth, voice)
    });
    let good = |new: &String| item::body(new).blocks.iter().map(|block| facts(new, block)).eq(wanted.clone());
    let refused = || {
        EditRefusal::refuse_at(text, block.start, "a box can't be written here safely", "write it by hand")
    };
    Splice::apply(text, &[Splice::insert(at, "[ ] ")]).filter(good).ok_or_else(refused)
}

#[cfg(test)]
mod tests {
    use super::add_box;

    #[test]
    fn an_item_gets_a_box_and_nothing_else_changes() {
        for (text, words, wanted) in [
            ("## Work\n\n- call Jo\n- b\n", "call", "## Work\n\n- [ ] call Jo\n- b\n"),
            ("1. a\r\n   - b\r\n", "b", "1. a\r\n   - [ ] b\r\n"),
            ("## Threads\n* a\n", "a\n", "## Threads\n* [ ] a\n"),
        ] {
            let at = text.find(words).expect("the words");
            assert_eq!(add_box(text, at).as_deref(), Ok(wanted));
        }
        for (text, at) in [("Words.\n", 0), ("- [ ] a\n", 6), ("- a\n", 0), ("> - a\n", 2)] {
            assert!(add_box(text, at).is_err(), "{text:?}");
        }
    }
}
