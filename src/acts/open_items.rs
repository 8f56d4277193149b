//! What is left open in a note: threads to come back to, and promises of the coach's.

use chrono::NaiveDate;

use crate::note::edit;
use crate::note::near::task::strip_item_marks;

/// The headings that hold open items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpenItems {
    /// What to come back to.
    Threads,
    /// What the coach said they would do.
    Promises,
}

impl OpenItems {
    /// The heading, as it is written.
    #[must_use]
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Threads => "Threads",
            Self::Promises => "I said I would",
        }
    }

    /// What one of them is called, in a sentence and as a command.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Threads => "thread",
            Self::Promises => "promise",
        }
    }

    /// A note's text with an item more, unless it stands there already, ticked or not.
    ///
    /// # Errors
    /// Where it can't be appended.
    pub fn add(self, text: &str, words: &str) -> Result<String, edit::EditRefusal> {
        let words = strip_item_marks(words);
        match edit::find_standing_task(text, self.heading(), words) {
            Some(_) => Ok(text.to_owned()),
            None => edit::add_task(text, self.heading(), words),
        }
    }

    /// The same with an item that may be open again: one that was ticked doesn't stand in its way.
    ///
    /// # Errors
    /// Where it can't be appended.
    pub fn add_anew(self, text: &str, words: &str) -> Result<String, edit::EditRefusal> {
        edit::add_task(text, self.heading(), strip_item_marks(words))
    }

    /// A note's text with the `number`-th item (from 1) ticked, or open again.
    ///
    /// # Errors
    /// Where there is no such item, or its box can't be written safely.
    pub fn tick(self, text: &str, number: usize, done: bool) -> Result<String, edit::EditRefusal> {
        edit::tick(text, self.heading(), number, done)
    }

    /// Whether an item of these words stands in a note, ticked or not.
    #[must_use]
    pub fn stands_in(self, text: &str, words: &str) -> bool {
        edit::find_standing_task(text, self.heading(), strip_item_marks(words)).is_some()
    }
}

/// The words of a promise with the day by which it is due, as it is written in a note.
#[must_use]
pub fn promise_words(words: &str, due: Option<NaiveDate>) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    due.map_or_else(|| words.clone(), |due| format!("{words} due:{due}"))
}

/// The items of one line: `;` parts them.
#[must_use]
pub fn part_items(line: &str) -> Vec<String> {
    line.split(';').map(str::trim).filter(|item| !item.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::{OpenItems, part_items};

    #[test]
    fn items_are_added_once_and_ticked_by_their_number() {
        let note = OpenItems::Promises.add("Words.\n", "Send the page").expect("added");
        assert_eq!(note, "Words.\n\n## I said I would\n\n- [ ] Send the page\n");
        assert_eq!(OpenItems::Promises.add(&note, "Send  the page").as_ref(), Ok(&note));
        let ticked = OpenItems::Promises.tick(&note, 1, true).expect("ticked");
        assert!(ticked.ends_with("- [x] Send the page\n"), "{ticked}");
        assert_eq!(OpenItems::Promises.add(&ticked, "Send the page").as_ref(), Ok(&ticked));
        assert_eq!(OpenItems::Promises.tick(&ticked, 1, false).as_ref(), Ok(&note));
        assert!(OpenItems::Threads.tick(&note, 1, true).is_err());
    }

    #[test]
    fn a_line_holds_several_items() {
        assert_eq!(part_items("the chair; Odile ;"), ["the chair", "Odile"]);
    }
}
