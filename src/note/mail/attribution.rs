//! The line that a mail program writes above a mail that is answered: who wrote, and when.

use super::reply_words::WORDS;

/// How long an attribution may be, in characters.
const LONGEST_ATTRIBUTION: usize = 320;

/// What a line of attribution holds.
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own about the line")]
pub(super) struct Attribution {
    has_opener: bool,
    has_verb: bool,
    has_address: bool,
    has_time: bool,
    has_day: bool,
    begins_with_digit: bool,
}

impl Attribution {
    pub(super) fn read(line: &str) -> Option<Self> {
        if line.chars().count() > LONGEST_ATTRIBUTION {
            return None;
        }
        let lower = line.to_lowercase();
        let words: Vec<&str> =
            lower.split(|c: char| !(c.is_alphanumeric() || matches!(c, '(' | ')'))).collect();
        let is_word = |verb: &str| {
            let is_spaced = verb.is_ascii() || verb.chars().all(|c| u32::from(c) < 0x2e80);
            if is_spaced && !verb.contains(' ') { words.contains(&verb) } else { lower.contains(verb) }
        };
        let opener = words.first().copied().unwrap_or_default();
        let digits: Vec<&str> =
            lower.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty()).collect();
        Some(Self {
            has_opener: WORDS.openers.iter().any(|word| word == opener)
                || lower.starts_with(['于', '於', '在']),
            has_verb: WORDS.verbs.iter().any(|verb| is_word(verb)),
            has_address: lower.split(['<', '>', ' ', '(', ')', '[', ']', ',']).any(|word| {
                word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
            }),
            has_time: has_clock(&lower),
            has_day: digits.iter().any(|run| run.len() == 4) || digits.len() >= 3,
            begins_with_digit: lower.starts_with(|c: char| c.is_ascii_digit()),
        })
    }

    /// Enough where what follows is marked as quoted.
    pub(super) fn is_likely(&self) -> bool {
        let has_verb =
            self.has_verb && (self.has_opener || self.has_address || self.has_day || self.has_time);
        has_verb || self.has_address && self.has_time && self.has_day || self.is_certain()
    }

    /// Nobody but a program writes so.
    pub(super) fn is_certain(&self) -> bool {
        let says_who = self.has_verb && self.has_address && (self.has_opener || self.has_day);
        let says_when = self.has_verb && self.has_day && self.has_time;
        says_who || says_when || self.begins_with_digit && self.has_address && self.has_time && self.has_day
    }
}

/// Whether an hour stands in a line: `10:00`, `10.00`, `10h00`.
fn has_clock(line: &str) -> bool {
    let bytes = line.as_bytes();
    bytes.windows(4).any(|part| {
        part[0].is_ascii_digit()
            && matches!(part[1], b':' | b'h' | b'.')
            && part[2].is_ascii_digit()
            && part[3].is_ascii_digit()
    })
}
