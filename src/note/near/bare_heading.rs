//! Headings of tasks that were typed as a plain line: what follows is no thread, no promise, no step, and nobody comes back to it.

use crate::model::heading_synonyms;
use crate::model::headings::{self, PROMISES, STEPS, THREADS};
use crate::model::keys::NoteKind;
use crate::note::body::{Block, Voice};
use crate::note::fields::Reader;
use crate::note::parsed::Note;
use crate::note::sections;

pub(super) fn look(reader: &Reader<'_>, kind: NoteKind) {
    let note = reader.note;
    if note.is_mail() {
        return;
    }
    let mut told: Vec<&str> = Vec::new();
    for (place, block) in note.body.blocks.iter().enumerate() {
        let line = note.text[block.start..block.end].lines().next().unwrap_or_default();
        if let Some((typed, known)) = find_bold_synonym(&note.text[block.start..block.end], kind) {
            if stands_free(note, block) && leads_anything(note, place, known) {
                let what =
                    format!("`{typed}` is your own to coach, so nothing below it is read as `{known}`");
                let hint = format!("write it as `## {known}`");
                reader.tell_as_note(
                    block.start..block.start + line.trim_end().len(),
                    "near-heading",
                    what,
                    hint,
                );
            }
            continue;
        }
        let Some(bare) = find_bare(line, kind).filter(|bare| !told.contains(&bare.title)) else { continue };
        let is_own = || {
            sections::own_contents(&note.body.sections, bare.title)
                .iter()
                .any(|range| range.contains(&block.start))
        };
        if !stands_free(note, block) || !leads_something(note, place, &bare) || is_own() {
            continue;
        }
        told.push(bare.title);
        let what = format!("this line is no heading, so nothing behind it is read as `{}`", bare.title);
        let hint = match bare.behind {
            "" => format!("write the line as `## {}`", bare.title),
            words => format!("write `## {}` on a line of its own, and `- [ ] {words}` below it", bare.title),
        };
        reader.tell_as_note(block.start..block.start + line.trim_end().len(), "near-heading", what, hint);
    }
}

/// Whether it is a paragraph of the writer's that stands in nothing.
fn stands_free(note: &Note, block: &Block) -> bool {
    let begins_line = || note.text[note.lines.start_of_line(block.start)..block.start].trim().is_empty();
    block.depth == 0 && block.voice == Voice::Writer && !block.in_prep && begins_line()
}

/// A bold line alone that goes by another word for a heading, as it was typed, and that heading: `**Promises**`.
fn find_bold_synonym(words: &str, kind: NoteKind) -> Option<(&str, &'static str)> {
    let typed = ["**", "__"].iter().find_map(|mark| {
        let (typed, behind) = words.strip_prefix(mark)?.split_once(mark)?;
        matches!(behind.trim(), "" | ":").then_some(typed)
    })?;
    Some((typed, heading_synonyms::find(kind, typed)?))
}

/// Whether something stands below a line that its heading would make something of.
fn leads_anything(note: &Note, place: usize, known: &str) -> bool {
    next_below(note, place).is_some_and(|next| known != THREADS || next.is_item && next.box_at.is_none())
}

/// What stands below a line, before the next heading.
fn next_below(note: &Note, place: usize) -> Option<&Block> {
    let block = &note.body.blocks[place];
    note.body.blocks.get(place + 1).filter(|next| {
        let between = block.end..next.start;
        !note.body.sections.iter().any(|section| between.contains(&section.heading.start))
    })
}

/// A line that reads like a heading of tasks.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Bare<'t> {
    title: &'static str,
    /// Whether it ends in a colon, or goes on behind one.
    has_colon: bool,
    /// What stands behind the colon.
    behind: &'t str,
}

/// The heading of a kind of note that a line reads like: `I said I would`, `**Threads:** ask`, `#Threads`.
pub(super) fn find_bare(line: &str, kind: NoteKind) -> Option<Bare<'_>> {
    const BOLD: [char; 2] = ['*', '_'];
    let words = line.trim().trim_start_matches(BOLD);
    let words = words.strip_prefix('#').filter(|word| word.starts_with(char::is_alphabetic)).unwrap_or(words);
    let title = headings::OF_TASKS.into_iter().find(|title| {
        words.get(..title.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(title))
            && kind.headings().contains(title)
    })?;
    let behind = words[title.len()..].trim_start_matches(BOLD);
    let after_colon = behind.strip_prefix(':').map(|rest| rest.trim_start_matches(BOLD).trim());
    let is_alone = behind.trim().is_empty();
    (is_alone || after_colon.is_some()).then(|| Bare {
        title,
        has_colon: after_colon.is_some(),
        behind: after_colon.unwrap_or_default(),
    })
}

/// Whether something stands behind the line that its heading would make something of: words, or a list below it. A box is a thread under
/// whatever heading, and of a plan's loose boxes it is told that they are no steps.
fn leads_something(note: &Note, place: usize, bare: &Bare<'_>) -> bool {
    let block = &note.body.blocks[place];
    let goes_on = note.text[block.start..block.end].trim_end().contains('\n');
    if !bare.behind.is_empty() || goes_on {
        return bare.has_colon;
    }
    let Some(next) = next_below(note, place) else { return false };
    let is_read_anyway =
        next.box_at.is_some() && [THREADS, STEPS, headings::REALITY_TEST].contains(&bare.title);
    if next.is_at_top { !is_read_anyway } else { bare.has_colon && bare.title == PROMISES && next.depth == 0 }
}

#[cfg(test)]
mod tests {
    use super::{Bare, find_bare};
    use crate::model::keys::NoteKind;

    #[test]
    fn a_line_reads_like_a_heading_alone_or_with_a_colon() {
        for (line, wanted) in [
            ("I said I would", Some(("I said I would", false, ""))),
            ("i said I would: \r\n", Some(("I said I would", true, ""))),
            ("I said I would: send the book", Some(("I said I would", true, "send the book"))),
            ("**I said I would:** send it", Some(("I said I would", true, "send it"))),
            ("**Threads**: ask", Some(("Threads", true, "ask"))),
            ("#Threads", Some(("Threads", false, ""))),
            ("I said I would call, and did", None),
            ("Threads of hers", None),
            ("# Threads", None),
            ("Steps:", None),
            ("I said ü", None),
        ] {
            let wanted = wanted.map(|(title, has_colon, behind)| Bare { title, has_colon, behind });
            assert_eq!(find_bare(line, NoteKind::Session), wanted, "{line}");
        }
        assert!(find_bare("Steps:", NoteKind::Plan).is_some());
    }
}
