//! A note of `transcripts/` to a [`Transcript`].

use std::sync::Arc;

use crate::model::file_name::stem;
use crate::model::session::Side;
use crate::model::transcript::{SpokenTurn, Transcript};
use crate::note::foreign::owner::are_same;
use crate::note::foreign::speaker_lines::part_bold_lead;
use crate::note::foreign::turn::read_clock;
use crate::note::parsed::Note;
use crate::note::tree::{Kind, Node};

/// Reads what was said. A paragraph that begins with nobody's name goes on with the turn before it; what stands before the first turn
/// is nobody's.
#[must_use]
pub fn transcript(note: &Note) -> Transcript {
    let speakers = read_speakers(note);
    let side_of =
        |name: &str| speakers.iter().find(|(speaker, _)| are_same(speaker, name)).map(|(_, side)| *side);
    let body = note.body_text();
    // Where the body begins: the lines before it are counted.
    let before = note.text.len() - body.len();
    let first = note.text[..before].matches('\n').count() + 1;
    let (mut turns, mut is_new_paragraph): (Vec<SpokenTurn>, bool) = (Vec::new(), true);
    for (line, text) in (first..).zip(body.split_inclusive('\n')) {
        let words = text.trim_end_matches(['\n', '\r']);
        let lead = if is_new_paragraph { part_bold_lead(words.trim_start()) } else { None };
        match (lead, turns.last_mut()) {
            (Some(lead), _) => turns.push(SpokenTurn {
                side: side_of(lead.name),
                speaker: lead.name.to_owned(),
                at: lead.at,
                words: format!("{}\n", lead.rest.trim_start()),
                line,
            }),
            (None, Some(turn)) => {
                turn.words.push_str(words);
                turn.words.push('\n');
            }
            (None, None) => {}
        }
        is_new_paragraph = words.trim().is_empty();
    }
    for turn in &mut turns {
        turn.words = turn.words.trim().to_owned();
    }
    turns.retain(|turn| !turn.words.is_empty());
    Transcript {
        id: stem(&note.path).to_owned(),
        path: Arc::clone(&note.path),
        when: super::day_of(note),
        pauses: read_pauses(note),
        turns,
    }
}

fn read_speakers(note: &Note) -> Vec<(String, Side)> {
    let entries = find_value(note, &["speakers"]).and_then(|value| value.entries());
    let side = |value: &Node| {
        let word = note.front.follow(value)?.text()?.trim().to_lowercase();
        Side::VARIANTS.iter().find(|side| side.word() == word).copied()
    };
    let speakers = entries.into_iter().flatten();
    speakers.filter_map(|entry| Some((entry.key.text()?.to_owned(), side(&entry.value)?))).collect()
}

/// `imported: {pauses: ["00:01:10 7s"]}`: how long each was.
fn read_pauses(note: &Note) -> Option<Vec<u32>> {
    let Kind::Sequence { items, .. } = &find_value(note, &["imported", "pauses"])?.kind else { return None };
    let pause = |item: &Node| {
        let (at, length) = item.text()?.trim().split_once(' ')?;
        read_clock(at)?;
        length.trim_end_matches('s').parse().ok()
    };
    Some(items.iter().filter_map(pause).collect())
}

fn find_value<'a>(note: &'a Note, path: &[&str]) -> Option<&'a Node> {
    let mut found = note.front.root.as_ref()?;
    for (depth, key) in path.iter().enumerate() {
        let entry = if depth == 0 { found.known_entry(key) } else { found.entry(key) };
        found = note.front.follow(&entry?.value)?;
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::transcript;
    use crate::model::session::Side;
    use crate::note::parsed::Note;

    #[test]
    fn a_turn_is_a_paragraph_that_says_whose_it_is() {
        let text = "---\nspeakers: {Ann: client, Robin: coach}\nimported: {from: vtt, pauses: [\"00:00:10 4s\"]}\n---\nBefore.\n\n\
            **Ann** (00:00:09): One\n**two**: three.\n\nFour.\n\n**Robin**: Hm?\n\n**Kim (00:01:00):** Five.\n";
        let read = transcript(&Note::parse(&"transcripts/2026-11-08.md".into(), text.to_owned()).value);
        let told: Vec<_> =
            read.turns.iter().map(|turn| (turn.line, turn.side, turn.at, turn.words.as_str())).collect();
        assert_eq!(
            told,
            [
                (7, Some(Side::Client), Some(9), "One\n**two**: three.\n\nFour."),
                (12, Some(Side::Coach), None, "Hm?"),
                (14, None, Some(60), "Five."),
            ]
        );
        assert_eq!(
            (read.pauses, read.when.map(|when| when.to_string())),
            (Some(vec![4]), Some("2026-11-08".into()))
        );
    }
}
