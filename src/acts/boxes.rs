//! Boxes of any list of a note: ticked, opened again, given to an item that has none.

use super::Edited;
use crate::note::edit;

/// Ticks the `number`-th item (from 1) below a heading, or opens it again.
///
/// # Errors
/// Where there is no such item, or its box can't be written safely.
pub fn tick_item(text: &str, heading: &str, number: usize, done: bool) -> Edited {
    edit::tick(text, heading, number, done)
}

/// Gives the item whose words begin at a byte a box.
///
/// # Errors
/// Where no item without a box begins there, or it can't get one safely.
pub fn add_box(text: &str, at: usize) -> Edited {
    edit::add_box(text, at)
}
