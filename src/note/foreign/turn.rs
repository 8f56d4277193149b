//! What was said in a call, turn by turn, whatever program wrote it down.

/// What one of them said until somebody else spoke.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// Who, as the transcript calls them.
    pub speaker: String,
    /// When it began, in seconds from the beginning of the recording.
    pub at: Option<u32>,
    /// The words. Line breaks stand as they stood.
    pub words: String,
}

/// A silence between two cues.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pause {
    /// When it ended, in seconds from the beginning.
    pub at: u32,
    /// How long it was, in seconds.
    pub seconds: u32,
}

/// All that was said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spoken {
    /// The turns, in their order.
    pub turns: Vec<Turn>,
    /// The silences of three seconds or more, where the source says when each cue ended.
    pub pauses: Vec<Pause>,
    /// Whether it says so.
    pub is_timed: bool,
}

/// The shortest silence that is a pause, in seconds: shorter ones are breath, or how captions are cut.
pub const SHORTEST_PAUSE: u32 = 3;

/// What somebody is called of whom nobody says who it is.
pub const UNNAMED: &str = "?";

impl Spoken {
    /// Who speaks, each once, in the order in which they begin; those who are named.
    #[must_use]
    pub fn speakers(&self) -> Vec<&str> {
        let mut speakers: Vec<&str> = Vec::new();
        for turn in self.turns.iter().filter(|turn| turn.speaker != UNNAMED) {
            if !speakers.contains(&turn.speaker.as_str()) {
                speakers.push(&turn.speaker);
            }
        }
        speakers
    }
}

/// `00:00:09`, `0:09`, `1:02:03.450` in seconds.
#[must_use]
pub fn read_clock(text: &str) -> Option<u32> {
    let whole = text.trim().split(['.', ',']).next()?;
    let parts: Vec<&str> = whole.split(':').collect();
    if !(2..=3).contains(&parts.len()) {
        return None;
    }
    let mut seconds = 0_u32;
    for (place, part) in parts.iter().enumerate() {
        let is_number = (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        let number: u32 = part.parse().ok().filter(|number| is_number && (place == 0 || *number < 60))?;
        seconds = seconds.checked_mul(60)?.checked_add(number)?;
    }
    Some(seconds)
}

/// Seconds as `00:00:09`.
#[must_use]
pub fn write_clock(seconds: u32) -> String {
    format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::{read_clock, write_clock};

    #[test]
    fn a_clock_is_read_as_programs_write_it() {
        for (text, wanted) in [
            ("00:00:09", Some(9)),
            ("0:09", Some(9)),
            ("1:02:03.450", Some(3723)),
            ("00:01:02,500", Some(62)),
            ("10:75", None),
            ("9", None),
            ("1:2:3:4", None),
            ("a:10", None),
        ] {
            assert_eq!(read_clock(text), wanted, "{text}");
        }
        assert_eq!(write_clock(3723), "01:02:03");
    }
}
