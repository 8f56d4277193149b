//! A call that another program wrote down word for word, as the text of a note.

use std::fmt::Write as _;

use crate::model::session::Side;
use crate::note::edit::scalar_text;
use crate::note::foreign::turn::{Pause, Spoken, write_clock};

/// The most silences that are kept: a recording in which nobody speaks for an hour has no more of them.
const MOST_PAUSES: usize = 200;

/// The note of a transcript: each turn a paragraph, who is who and where it came from in front matter. The words stand in it as they
/// stood.
#[must_use]
pub fn text_of_transcript(spoken: &Spoken, roles: &[(String, Side)], from: &str, id: &str) -> String {
    let mut text = String::from("---\nspeakers:\n");
    for (name, side) in roles {
        let _ = writeln!(text, "  {}: {side}", scalar_text(name));
    }
    let _ = writeln!(text, "imported:\n  from: {from}\n  id: {}", scalar_text(id));
    if spoken.is_timed {
        let _ = writeln!(text, "  pauses: [{}]", tell_pauses(&spoken.pauses));
    }
    text.push_str("---\n");
    for turn in &spoken.turns {
        let at = turn.at.map_or_else(String::new, |at| format!(" ({})", write_clock(at)));
        let _ = writeln!(text, "\n**{}**{at}: {}", turn.speaker, turn.words);
    }
    text
}

/// `00:01:10 7s, 00:03:00 4s`: when each ended, and how long it was.
fn tell_pauses(pauses: &[Pause]) -> String {
    let told = pauses.iter().take(MOST_PAUSES);
    told.map(|pause| format!("\"{} {}s\"", write_clock(pause.at), pause.seconds))
        .collect::<Vec<_>>()
        .join(", ")
}

#[cfg(test)]
mod tests {
    use super::text_of_transcript;
    use crate::model::session::Side;
    use crate::note::foreign::turn::{Pause, Spoken, Turn};

    #[test]
    fn each_turn_is_a_paragraph_that_says_whose_it_is() {
        let turn = |speaker: &str, at, words: &str| Turn { speaker: speaker.into(), at, words: words.into() };
        let spoken = Spoken {
            turns: vec![turn("Ann: L", Some(9), "One\ntwo."), turn("Robin", None, "Hm?")],
            pauses: vec![Pause { at: 9, seconds: 4 }],
            is_timed: true,
        };
        let roles = [("Ann: L".to_owned(), Side::Client), ("Robin".to_owned(), Side::Coach)];
        assert_eq!(
            text_of_transcript(&spoken, &roles, "vtt", "a.vtt"),
            "---\nspeakers:\n  \"Ann: L\": client\n  Robin: coach\nimported:\n  from: vtt\n  id: a.vtt\n  pauses: [\"00:00:09 4s\"]\n---\n\n\
             **Ann: L** (00:00:09): One\ntwo.\n\n**Robin**: Hm?\n"
        );
    }
}
