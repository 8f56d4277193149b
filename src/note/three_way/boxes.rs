//! A line of a list in its pieces: what is before the box, the box, the words.

use super::pick;

/// A list item's first line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ItemLine<'a> {
    /// Indentation, mark, and the blanks behind it.
    pub(super) lead: &'a str,
    /// The box with the blank behind it; nothing where there is none.
    pub(super) tick_box: &'a str,
    /// The rest, the line's end included.
    pub(super) words: &'a str,
}

impl<'a> ItemLine<'a> {
    /// Reads a line; nothing where no item begins on it.
    pub(super) fn read(line: &'a str) -> Option<Self> {
        let inner = line.trim_start_matches([' ', '\t']);
        let digits = inner.len() - inner.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let signs: &[char] = if digits > 0 { &['.', ')'] } else { &['-', '*', '+', '•'] };
        let behind = inner[digits..].strip_prefix(signs).filter(|_| digits < 10)?;
        let rest = behind.trim_start_matches([' ', '\t']);
        if rest.len() == behind.len() && !rest.trim().is_empty() {
            return None;
        }
        let lead = &line[..line.len() - rest.len()];
        let boxed = rest.strip_prefix('[').and_then(|open| {
            let (inside, behind) = open.split_once(']')?;
            let is_box =
                inside.chars().count() <= 1 && (behind.trim().is_empty() || behind.starts_with([' ', '\t']));
            is_box.then(|| behind.strip_prefix([' ', '\t']).unwrap_or(behind))
        });
        let words = boxed.unwrap_or(rest);
        Some(Self { lead, tick_box: &rest[..rest.len() - words.len()], words })
    }

    /// How deep it stands.
    pub(super) fn indent(&self) -> usize {
        self.lead.len() - self.lead.trim_start_matches([' ', '\t']).len()
    }
}

/// The words of a line without indentation, mark and box: what must not get lost.
pub(super) fn words_of_line(line: &str) -> &str {
    ItemLine::read(line).map_or(line, |item| item.words).trim()
}

/// An item's line of which each side changed another piece: a tick on one and a word on the other both stand.
pub(super) fn merge_item_lines(base: &str, one: &str, other: &str) -> Option<String> {
    let [base, one, other] = [base, one, other].map(ItemLine::read);
    let (base, one, other) = (base?, one?, other?);
    let lead = pick(base.lead, one.lead, other.lead)?;
    let tick_box = pick(base.tick_box, one.tick_box, other.tick_box)?;
    let words = pick(base.words, one.words, other.words)?;
    Some([lead, tick_box, words].concat())
}

#[cfg(test)]
mod tests {
    use super::{ItemLine, merge_item_lines};

    #[test]
    fn an_item_is_read_in_its_pieces() {
        for (line, wanted) in [
            ("- [ ] Ask Jo\n", Some(("- ", "[ ] ", "Ask Jo\n"))),
            ("  1. [x] Ask\n", Some(("  1. ", "[x] ", "Ask\n"))),
            ("* Ask\n", Some(("* ", "", "Ask\n"))),
            ("- [link](a)\n", Some(("- ", "", "[link](a)\n"))),
            ("-\n", Some(("-", "", "\n"))),
            ("-Ask\n", None),
            ("2026-01-01\n", None),
            ("words\n", None),
        ] {
            let read = ItemLine::read(line).map(|item| (item.lead, item.tick_box, item.words));
            assert_eq!(read, wanted, "{line:?}");
        }
    }

    #[test]
    fn a_tick_and_a_word_both_stand() {
        let merged = |one, other| merge_item_lines("- [ ] Ask Jo\n", one, other);
        assert_eq!(merged("- [x] Ask Jo\n", "- [ ] Ask Jon\n").as_deref(), Some("- [x] Ask Jon\n"));
        assert_eq!(merged("- [x] Ask\n", "- [ ] Ask Jon\n"), None);
        assert_eq!(merged("- [x] Ask Jo\n", "- [-] Ask Jo\n"), None);
    }
}
