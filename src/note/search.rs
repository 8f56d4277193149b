//! Finding words in one note: the lines that hold them, whose words they are, and the heading they stand under.

use std::ops::Range;

use crate::model::headings::PREPARATION;
use crate::model::order::InOrder as _;
use crate::model::pattern::Pattern;

use super::body::{Block, Voice};
use super::parsed::Note;
use super::read::transcript;
use super::sections::{holds, own_contents};

/// What is looked for.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// A note is found if it holds all of them; its lines that hold any of them are shown.
    pub patterns: Vec<Pattern>,
    /// Only the client's own words.
    pub said: bool,
    /// Only lines of a paragraph or list item with this hashtag.
    pub tag: Option<String>,
}

/// A line that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The line, from 1.
    pub line: usize,
    /// The line itself, blanks at its ends apart.
    pub text: String,
    /// The heading that it stands under.
    pub heading: Option<String>,
}

/// Patterns of words: small letters are found in whatever case, a capital in any of them is meant.
///
/// # Errors
/// The word that isn't a regular expression, where they are meant as such.
pub fn patterns(words: &[String], are_regexes: bool) -> Result<Vec<Pattern>, String> {
    let small = words.iter().all(|word| word.chars().all(|c| !c.is_uppercase()));
    let pattern = |word: &String| {
        let made =
            if are_regexes { Pattern::from_regex(word, small) } else { Pattern::from_words(word, small) };
        made.ok_or_else(|| word.to_owned())
    };
    words.iter().map(pattern).collect()
}

/// Whether a file of these bytes may hold what is looked for: where it doesn't, no note that is read from it does. Nothing is read for
/// the sake of the answer but the bytes, and those of most files as they are.
#[must_use]
pub fn may_hit(bytes: &[u8], wanted: &Wanted) -> bool {
    let may_hold_tag = wanted.tag.is_none() || memchr::memchr(b'#', bytes).is_some();
    may_hold_tag
        && wanted.patterns.iter().all(|pattern| pattern.may_be_in(bytes))
        && holds_all(&String::from_utf8_lossy(bytes), wanted)
}

fn holds_all(text: &str, wanted: &Wanted) -> bool {
    wanted.patterns.iter().all(|pattern| pattern.is_in(text))
}

/// The lines of a note that hold what is looked for.
#[must_use]
pub fn hits(note: &Note, wanted: &Wanted) -> Vec<Hit> {
    find_hits(note, wanted, &[])
}

/// The lines of a session's note that hold what is looked for: with `said`, those of what the client sent ahead as well.
#[must_use]
pub fn hits_in_session(note: &Note, wanted: &Wanted) -> Vec<Hit> {
    find_hits(note, wanted, &own_contents(&note.body.sections, PREPARATION))
}

fn find_hits(note: &Note, wanted: &Wanted, ahead: &[Range<usize>]) -> Vec<Hit> {
    if !holds_all(&note.text, wanted) {
        return Vec::new();
    }
    let may_count = lines_that_count(note, wanted, ahead);
    let counts =
        |line: &usize| may_count.as_ref().is_none_or(|lines| lines.binary_search(&(line + 1)).is_ok());
    let mut holding: Vec<usize> =
        wanted.patterns.iter().flat_map(|pattern| pattern.list_lines(&note.text)).filter(counts).collect();
    holding.put_in_order();
    holding.dedup();
    let hit = |line: usize| {
        let range = note.lines.range(line + 1);
        let heading = note.body.sections.iter().rfind(|section| section.content.contains(&range.start));
        let heading = heading.map(|section| section.title.clone());
        Hit { line: line + 1, text: note.text[range].trim().to_owned(), heading }
    };
    holding.into_iter().map(hit).collect()
}

/// The lines of a transcript that hold what is looked for: with `said`, those of the client's turns.
#[must_use]
pub fn hits_in_transcript(note: &Note, wanted: &Wanted) -> Vec<Hit> {
    let all = Wanted { said: false, ..wanted.clone() };
    let mut found = hits(note, &all);
    if wanted.said {
        let theirs: Vec<Range<usize>> =
            transcript(note).theirs().map(|turn| turn.line..turn.line + turn.words.lines().count()).collect();
        found.retain(|hit| theirs.iter().any(|lines| lines.contains(&hit.line)));
    }
    found
}

/// The lines of the statements that count, in order; `None` where every line does.
fn lines_that_count(note: &Note, wanted: &Wanted, ahead: &[Range<usize>]) -> Option<Vec<usize>> {
    if !wanted.said && wanted.tag.is_none() {
        return None;
    }
    // A mail of the client's is theirs throughout, what it quotes apart.
    let theirs = if note.is_mail() { Voice::Writer } else { Voice::Client };
    let tagged = |tags: &[String], tag: &str| tags.iter().any(|own| own.to_lowercase() == tag.to_lowercase());
    let is_said =
        |block: &Block| block.voice == theirs || block.voice == Voice::Writer && holds(ahead, block.start);
    let counts = note.body.kept_blocks().filter(|block| {
        (!wanted.said || is_said(block)) && wanted.tag.as_ref().is_none_or(|tag| tagged(&block.tags, tag))
    });
    let mut lines: Vec<usize> = counts
        .flat_map(|block| block.line..=note.lines.line(block.end.saturating_sub(1).max(block.start)))
        .collect();
    lines.put_in_order();
    lines.dedup();
    Some(lines)
}

#[cfg(test)]
mod tests {
    use super::{Wanted, hits};
    use crate::model::pattern::Pattern;
    use crate::note::parsed::Note;

    const NOTE: &str = "---\nsummary: the keys\n---\n## Notes\n\nShe has keys.\n\n> I lost my keys\n> again.\n\n- a key #happy\n";

    #[test]
    fn a_text_that_holds_nothing_of_it_is_never_read_as_a_note() {
        for (words, text, wanted) in [
            ("keys", "the KEYS", true),
            ("keys", "the \u{212a}ey\u{17f}", true),
            ("don't know", "I don’t\u{a0}know", true),
            ("über", "u\u{308}ber", true),
            ("keys", "the key", false),
            ("Keys", "the keys", false),
        ] {
            let patterns = super::patterns(&[words.to_owned()], false).expect("words");
            let wanted_words = Wanted { patterns, said: false, tag: None };
            assert_eq!(super::may_hit(text.as_bytes(), &wanted_words), wanted, "{words} in {text}");
        }
    }

    fn list_hits(words: &[&str], said: bool, tag: Option<&str>) -> Vec<(usize, Option<String>)> {
        let patterns =
            words.iter().map(|word| Pattern::from_regex(word, false).expect("a pattern")).collect();
        let wanted = Wanted { patterns, said, tag: tag.map(str::to_owned) };
        let note = Note::parse(&"a.md".into(), NOTE.to_owned()).value;
        hits(&note, &wanted).into_iter().map(|hit| (hit.line, hit.heading)).collect()
    }

    #[test]
    fn lines_are_found_with_their_heading() {
        let notes = || Some("Notes".to_owned());
        assert_eq!(list_hits(&["key"], false, None), [(2, None), (6, notes()), (8, notes()), (11, notes())]);
        assert_eq!(list_hits(&["keys", "again"], false, None).len(), 4);
        assert_eq!(list_hits(&["keys", "never"], false, None), []);
        assert_eq!(list_hits(&["key"], true, None), [(8, notes())]);
        assert_eq!(list_hits(&["key"], false, Some("Happy")), [(11, notes())]);
    }
}
