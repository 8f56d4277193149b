//! What can be counted of one call: whose words, the longest stretch, questions, silences. Kept nowhere, compared with nothing.

use serde::Serialize;

use super::questions::{QuestionForm, QuestionReader, questions_in};
use crate::model::session::Side;
use crate::model::transcript::{SpokenTurn, Transcript};

/// What stands above the counts, word for word.
pub const CAUTION: &str = "Counts from a transcript. They don't know what a silence was for.";

/// The counts of one call.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SpokenCounts {
    /// What they don't know.
    pub caution: &'static str,
    /// Those of the client.
    pub client: SideCounts,
    /// Those of the coach.
    pub coach: SideCounts,
    /// The words of those of whom it isn't said whose they are.
    pub others_words: usize,
    /// The silences, where the times are given.
    pub pauses: Option<Pauses>,
}

/// Those of one of them.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct SideCounts {
    /// How many words.
    pub words: usize,
    /// How many of all words in a hundred.
    pub share: usize,
    /// How many words the longest stretch has that nobody else broke into.
    pub longest_words: usize,
    /// When it began, in seconds, where that is given.
    pub longest_at: Option<u32>,
    /// Questions that leave their answer open, by their first words.
    pub open_questions: usize,
    /// Questions that don't.
    pub closed_questions: usize,
}

/// The silences of three seconds and more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pauses {
    /// How many.
    pub count: usize,
    /// The longest, in seconds.
    pub longest: u32,
    /// All of them together, in seconds.
    pub seconds: u32,
}

/// Counts one call.
#[must_use]
pub fn count_call(transcript: &Transcript, reader: &QuestionReader) -> SpokenCounts {
    let words = |turn: &SpokenTurn| turn.words.split_whitespace().count();
    let all: usize = transcript.turns.iter().map(words).sum();
    let of = |side: Side| count_side(transcript, side, all, reader);
    let (client, mut coach) = (of(Side::Client), of(Side::Coach));
    if client.words > 0 && client.words + coach.words == all {
        // Two halves that are both rounded up would be more than the whole.
        coach.share = 100 - client.share;
    }
    let pauses = transcript.pauses.as_ref().map(|pauses| Pauses {
        count: pauses.len(),
        longest: pauses.iter().copied().max().unwrap_or_default(),
        seconds: pauses.iter().sum(),
    });
    SpokenCounts { caution: CAUTION, others_words: all - client.words - coach.words, client, coach, pauses }
}

fn count_side(transcript: &Transcript, side: Side, all: usize, reader: &QuestionReader) -> SideCounts {
    let mut counts = SideCounts::default();
    let (mut stretch, mut began): (usize, Option<u32>) = (0, None);
    let mut questions: Vec<&str> = Vec::new();
    for turn in &transcript.turns {
        if turn.side != Some(side) {
            stretch = 0;
            continue;
        }
        let words = turn.words.split_whitespace().count();
        if stretch == 0 {
            began = turn.at;
        }
        stretch += words;
        counts.words += words;
        if stretch > counts.longest_words {
            (counts.longest_words, counts.longest_at) = (stretch, began);
        }
        questions.extend(questions_in(&turn.words));
    }
    let forms = reader.read_all(&questions);
    counts.open_questions = forms.iter().filter(|form| **form == QuestionForm::Open).count();
    counts.closed_questions = forms.len() - counts.open_questions;
    counts.share = (counts.words * 100 + all / 2).checked_div(all).unwrap_or_default();
    counts
}

#[cfg(test)]
mod tests {
    use super::{CAUTION, count_call};
    use crate::insight::questions::QuestionReader;
    use crate::model::session::Side;
    use crate::model::transcript::{SpokenTurn, Transcript};

    #[test]
    fn a_call_is_counted_by_what_was_said_alone() {
        let turn = |side, at, words: &str| SpokenTurn {
            speaker: String::new(),
            side: Some(side),
            at: Some(at),
            words: words.into(),
            line: 1,
        };
        let transcript = Transcript {
            id: "a".into(),
            path: "a.md".into(),
            when: None,
            turns: vec![
                turn(Side::Coach, 0, "What is it? Is it her?"),
                turn(Side::Client, 5, "It is the house."),
                turn(Side::Client, 9, "And she is not there."),
                turn(Side::Coach, 20, "Hm."),
            ],
            pauses: Some(vec![4, 7]),
        };
        let words = include_str!("../../templates/question-words.yaml");
        let reader = QuestionReader::new(&serde_yaml::from_str(words).expect("words"));
        let counts = count_call(&transcript, &reader);
        let told = |side: &super::SideCounts| (side.words, side.share, side.longest_words, side.longest_at);
        assert_eq!(told(&counts.client), (9, 56, 9, Some(5)));
        assert_eq!(told(&counts.coach), (7, 44, 6, Some(0)));
        assert_eq!((counts.coach.open_questions, counts.coach.closed_questions), (1, 1));
        assert_eq!(
            counts.pauses.map(|pauses| (pauses.count, pauses.longest, pauses.seconds)),
            Some((2, 7, 11))
        );
        assert_eq!(counts.caution, CAUTION);
        let turns = vec![
            turn(Side::Coach, 0, "What?"),
            turn(Side::Client, 5, "I left it open. I slept."),
            turn(Side::Client, 9, "Yes."),
        ];
        let counts = count_call(&Transcript { turns, pauses: None, ..transcript }, &reader);
        assert_eq!((counts.client.share, counts.coach.share), (88, 12));
    }
}
