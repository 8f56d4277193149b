//! A call's own words, for the coach alone: what the client said, turn by turn, and, if that is asked for, counts.

use serde::Serialize;

use super::name_and_id::Named;
use super::spoken_counts::SpokenCounts;
use super::view::View;
use crate::model::moment::Moment;
use crate::model::transcript::Transcript;

/// `listen`.
#[derive(Debug, Clone, Serialize)]
pub struct Listened {
    /// Whose.
    pub client: Named,
    /// The day of the call.
    pub date: Option<Moment>,
    /// The transcript, from the root.
    pub path: String,
    /// The client's words, turn by turn.
    pub words: Vec<HeardTurn>,
    /// Those of whom the transcript doesn't say who they are.
    pub unknown_speakers: Vec<String>,
    /// What was counted, if it was asked for.
    pub counts: Option<SpokenCounts>,
}

/// What they said until somebody else spoke.
#[derive(Debug, Clone, Serialize)]
pub struct HeardTurn {
    /// Its number, from 1.
    pub number: usize,
    /// When it began, as `00:00:09`.
    pub at: Option<String>,
    /// The words.
    pub text: String,
    /// The line in the transcript, from 1.
    pub line: usize,
}

impl Listened {
    /// The view of a transcript.
    #[must_use]
    pub fn new(client: Named, transcript: &Transcript, counts: Option<SpokenCounts>) -> Self {
        let clock =
            |seconds: u32| format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
        let turn = |(place, turn): (usize, &crate::model::transcript::SpokenTurn)| HeardTurn {
            number: place + 1,
            at: turn.at.map(clock),
            text: turn.words.clone(),
            line: turn.line,
        };
        let mut unknown_speakers: Vec<String> = Vec::new();
        for turn in transcript.turns.iter().filter(|turn| turn.side.is_none()) {
            if !unknown_speakers.contains(&turn.speaker) {
                unknown_speakers.push(turn.speaker.clone());
            }
        }
        Self {
            client,
            date: transcript.when,
            path: transcript.path.to_string(),
            words: transcript.theirs().enumerate().map(turn).collect(),
            unknown_speakers,
            counts,
        }
    }
}

/// A transcript is for the coach alone, whoever's words it holds: what was said in a call isn't shown on a screen.
impl View for Listened {
    const TEMPLATE: Option<&'static str> = Some("listen.md");

    fn for_client(self) -> Option<Self> {
        None
    }
}
