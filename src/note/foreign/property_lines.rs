//! Lines near the top of a note that say something of it, as Notion, Logseq, Dataview and people write them under a title.

use super::links::{clean_name, find_links, is_like_name};
use crate::note::parsed::Note;
use crate::note::tree::Kind;

/// Down to which line that isn't blank properties are looked for.
pub const TOP_LINES: usize = 20;

/// A key and its value: `Date: …`, `**Date:** …`, `- date:: …`, and a row of a table of two cells, which is how a page of Notion's comes out.
#[must_use]
pub fn part_property(line: &str) -> Option<(&str, &str)> {
    const AROUND: &[char] = &[' ', '\t', '>', '-', '*', '_', '[', '('];
    let line = line.trim();
    if let Some(row) = line.strip_prefix('|') {
        let mut cells = row.trim_end_matches('|').split('|').map(str::trim);
        let pair = (cells.next()?, cells.next()?);
        return cells.next().is_none().then_some(pair);
    }
    let (key, value) = line.split_once(':')?;
    Some((key.trim_matches(AROUND), value.trim_start_matches([':', '*', '_']).trim()))
}

/// A key as it is compared: `Session date` and `session-date` are one.
#[must_use]
pub fn strip_key(key: &str) -> String {
    key.trim().to_lowercase().replace([' ', '-'], "_")
}

/// Whom a key of a note names: in its front matter, several behind each other, or in a line near its top. A line such as `Client: angry
/// today` is a sentence: behind one colon only what may be a name counts.
#[must_use]
pub fn read_name(note: &Note, key: &str) -> Option<String> {
    if let Some(text) = note.key_text(key) {
        return Some(text.to_owned());
    }
    let listed = || {
        let value = note.front.follow(&note.front.root.as_ref()?.known_entry(key)?.value)?;
        let Kind::Sequence { items, .. } = &value.kind else { return None };
        let names: Vec<&str> = items.iter().filter_map(|item| note.front.follow(item)?.text()).collect();
        (!names.is_empty()).then(|| names.join("; "))
    };
    listed().or_else(|| find_name_line(note.body_text(), key))
}

/// What a note is called: by its key, or by a heading above everything else.
#[must_use]
pub fn read_title(note: &Note) -> Option<String> {
    let is_first = |at: usize| {
        let body = note.body_text();
        let start = note.text.len() - body.len();
        note.text.get(start..at).is_some_and(|above| above.trim().is_empty())
    };
    let heading = note.body.sections.first().filter(|section| is_first(section.heading.start));
    note.key_text("title").map(ToOwned::to_owned).or_else(|| heading.map(|section| section.title.clone()))
}

/// Whom a text without front matter names by a key.
#[must_use]
pub fn find_name_line(text: &str, key: &str) -> Option<String> {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty()).take(TOP_LINES);
    lines.find_map(|line| {
        let (own, value) = part_property(line)?;
        let is_sure = line.contains("::") || !find_links(value).is_empty() || is_like_name(clean_name(value));
        (strip_key(own) == key && is_sure && !value.is_empty()).then(|| value.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::{part_property, read_name};
    use crate::note::parsed::Note;

    #[test]
    fn a_line_is_a_key_and_its_value() {
        for (line, wanted) in [
            ("Date: March 3, 2025", Some(("Date", "March 3, 2025"))),
            ("- **date**:: 2025-03-02", Some(("date", "2025-03-02"))),
            ("**Client:** Ada Lund", Some(("Client", "Ada Lund"))),
            ("| Client | Ada Lund |", Some(("Client", "Ada Lund"))),
            ("| a | b | c |", None),
            ("words", None),
        ] {
            assert_eq!(part_property(line), wanted, "{line}");
        }
    }

    #[test]
    fn a_note_names_somebody_in_its_front_matter_or_near_its_top() {
        for (text, wanted) in [
            ("---\nclient: \"[[Ada Lund]]\"\n---\n", Some("[[Ada Lund]]")),
            ("---\nclient:\n  - \"[[Ada Lund]]\"\n  - Bo Ek\n---\n", Some("[[Ada Lund]]; Bo Ek")),
            ("client:: ada\n", Some("ada")),
            ("# Call\n\nClient: Ada Lund\n", Some("Ada Lund")),
            ("Client: angry today, and late\n", None),
        ] {
            let note = Note::parse(&"a.md".into(), text.to_owned()).value;
            assert_eq!(read_name(&note, "client").as_deref(), wanted, "{text}");
        }
    }
}
