//! The text that two versions come to, while it is put together.

use super::Merged;

/// The line that opens what is left to decide. The sides are nobody's, since both machines write the same.
const OPENS: &str = "<<<<<<< one\n";
const PARTS: &str = "=======\n";
const CLOSES: &str = ">>>>>>> other\n";

/// What was put together so far.
#[derive(Debug, Default)]
pub(super) struct MergedText {
    pub(super) text: String,
    pub(super) has_conflict: bool,
}

impl MergedText {
    /// Lines that stand.
    pub(super) fn push(&mut self, lines: &str) {
        self.text.push_str(lines);
    }

    /// Lines of which a person has to say which stand. Neither side is the first: the order is by what they say.
    pub(super) fn push_conflict(&mut self, one: &str, other: &str) {
        let (one, other) = if one <= other { (one, other) } else { (other, one) };
        self.has_conflict = true;
        for lines in [OPENS, one, PARTS, other, CLOSES] {
            self.text.push_str(lines);
        }
    }

    /// All of another one.
    pub(super) fn append(&mut self, more: &Self) {
        self.text.push_str(&more.text);
        self.has_conflict |= more.has_conflict;
    }

    /// An empty line where a block would otherwise run into what stands there.
    pub(super) fn part(&mut self) {
        let is_parted = self.text.is_empty() || self.text.ends_with("\n\n") || self.text.ends_with("\n\r\n");
        if !is_parted && self.text != "\n" {
            self.text.push('\n');
        }
    }

    pub(super) fn into_merged(self) -> Merged {
        Merged { text: self.text, has_conflict: self.has_conflict }
    }
}
