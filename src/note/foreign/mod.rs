//! Notes that another tool or a person left: which day they are of, what kind of note they would be, where a running
//! journal parts. Nothing is changed in them.

pub mod agenda;
pub mod calendar_lines;
pub mod calendar_zones;
pub mod call_outcome;
pub mod call_record;
pub mod cells;
pub mod charset;
pub mod chat;
pub mod column_map;
pub mod columns;
pub mod cues;
pub mod dating;
pub mod export_kind;
pub mod journal;
pub mod links;
pub mod log_table;
pub mod outline;
pub mod owner;
pub mod page_tables;
pub mod program_lines;
pub mod property_lines;
pub mod recurrence;
pub mod series;
pub mod speaker_lines;
pub mod table_row;
pub mod table_times;
pub mod turn;
pub mod web_page;

use super::parsed::Note;

/// What other tools call a note that isn't of a conversation.
const BETWEEN: [&str; 9] =
    ["note", "mail", "email", "e-mail", "message", "journal", "thought", "reflection", "letter"];

/// How many lines have to be the same for two notes of one day to look like one note.
const OPENING_LINES: usize = 3;

/// Whether its `type:` says that it comes between sessions rather than from one.
#[must_use]
pub fn is_between(note: &Note) -> bool {
    note.key_text("type").is_some_and(|kind| BETWEEN.contains(&kind.trim().to_lowercase().as_str()))
}

/// The first lines of the body that say something, by which a note is known again once it was worked on.
#[must_use]
pub fn read_opening(note: &Note) -> String {
    let lines = note.body_text().lines().map(str::trim).filter(|line| !line.is_empty());
    lines.take(OPENING_LINES).collect::<Vec<_>>().join("\n")
}

/// A file's stem without the number that Notion puts behind a page's name.
#[must_use]
pub fn without_page_number(stem: &str) -> &str {
    const DIGITS: usize = 32;
    let Some((name, number)) = stem.len().checked_sub(DIGITS).and_then(|at| stem.split_at_checked(at)) else {
        return stem;
    };
    let is_number = number.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    match name.strip_suffix([' ', '-']) {
        Some(name) if is_number && !name.is_empty() => name,
        _ => stem,
    }
}

#[cfg(test)]
mod tests {
    use super::{is_between, read_opening, without_page_number};
    use crate::note::parsed::Note;

    fn note(text: &str) -> Note {
        Note::parse(&"a.md".into(), text.to_owned()).value
    }

    #[test]
    fn notions_numbers_are_no_part_of_a_name() {
        for (stem, wanted) in [
            ("Session 3 0f1e2d3c4b5a69788796a5b4c3d2e1f0", "Session 3"),
            ("Session-0f1e2d3c4b5a69788796a5b4c3d2e1f0", "Session"),
            ("0f1e2d3c4b5a69788796a5b4c3d2e1f0", "0f1e2d3c4b5a69788796a5b4c3d2e1f0"),
            ("Session 3 0f1e2d3c", "Session 3 0f1e2d3c"),
            ("çç 0f1e2d3c4b5a69788796a5b4c3d2e1f", "çç 0f1e2d3c4b5a69788796a5b4c3d2e1f"),
        ] {
            assert_eq!(without_page_number(stem), wanted);
        }
    }

    #[test]
    fn a_type_says_what_comes_between() {
        for (text, wanted) in [
            ("---\ntype: Email\n---\n", true),
            ("---\ntype: meeting\n---\n", false),
            ("---\ntype: [note]\n---\n", false),
            ("type: note\n", false),
        ] {
            assert_eq!(is_between(&note(text)), wanted, "{text}");
        }
    }

    #[test]
    fn an_opening_outlives_front_matter_and_what_is_added_below() {
        let before = read_opening(&note("# Alice\r\n\r\n one \r\ntwo\r\n"));
        assert_eq!(before, "# Alice\none\ntwo");
        assert_eq!(read_opening(&note("---\nminutes: 60\n---\n# Alice\none\n\ntwo\nthree\n")), before);
    }
}
