//! Markdown as sentences in the order in which they are read: for whoever hears a page and can't see where on it something stands.
//!
//! It comes behind the templates, so that it holds for those of a practice as well. Nothing is told by its place, its indent or a
//! sign alone: a heading says that it is one, a box says whether it is ticked, and a row of a table names its columns.

mod edits;
mod problems;
mod rows;
pub(super) mod signs;
mod speaker;
#[cfg(test)]
mod tests;

pub use edits::speak_changes;
pub use problems::speak_problem;
pub use signs::speak_signs;

use pulldown_cmark::{Options, Parser};
use unicode_width::UnicodeWidthStr as _;

use speaker::Speaker;

/// Markdown (`CommonMark`, task lists and tables) as sentences, one block a line. Lines aren't broken: where a terminal breaks
/// one, a voice doesn't stop.
#[must_use]
pub fn to_linear(markdown: &str) -> String {
    let mut speaker = Speaker::default();
    for event in Parser::new_ext(markdown, Options::ENABLE_TASKLISTS | Options::ENABLE_TABLES) {
        speaker.take(event);
    }
    speaker.finish()
}

/// How many rows of so many columns a terminal takes to show it.
#[must_use]
pub fn count_rows(linear: &str, columns: usize) -> usize {
    linear.lines().map(|line| line.width().div_ceil(columns).max(1)).sum()
}
