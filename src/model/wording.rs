//! The words by which a plan is read: a list that coaches can replace with their own, in their own language.

use std::borrow::Cow;

use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

use serde::Deserialize;

use super::client::About;
use super::lessons::OutcomeLeads;

/// Phrases of one language. Each is found as whole words, in whatever case.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
pub struct PlanWords {
    /// Verbs that leave open what will happen.
    pub vague: Vec<String>,
    /// What joins one action to the next.
    pub joins: Vec<String>,
    /// Numbers that are written out.
    pub numbers: Vec<String>,
    /// Units and evidence that two people could agree on.
    pub observable: Vec<String>,
    /// What only one person can feel.
    pub felt: Vec<String>,
    /// Words that lose their capital behind an `If`.
    pub small: Vec<String>,
    /// Labels of a plan that was typed during a call, by what stands behind them.
    pub labels: BTreeMap<String, Vec<String>>,
    /// Words that begin an if-then.
    pub ifs: Vec<String>,
    /// Answers that name nothing: no room made, nobody who supports.
    pub nothing: Vec<String>,
    /// Areas of a life in which one can't see anybody do anything.
    pub vague_areas: Vec<String>,
    /// What each finding asks, by its id; `{}` in it is what was seen in the plan.
    pub questions: BTreeMap<String, String>,
    /// What the interview asks, by the name of the question.
    pub interview: BTreeMap<String, String>,
    /// What leads the lines of an outcome, by the name of the part.
    pub outcome: OutcomeLeads,
}

/// By which first words a question is told open from closed, in one language.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
pub struct QuestionWords {
    /// Words by which the language is known.
    pub common: Vec<String>,
    /// What may stand before the question itself.
    pub lead_ins: Vec<String>,
    /// What begins a clause that isn't the question where another one follows.
    pub subordinate: Vec<String>,
    /// How open questions begin.
    pub open: Vec<String>,
    /// How closed ones do.
    pub closed: Vec<String>,
}

impl PlanWords {
    /// A question of the interview, `{}` filled with a part of the plan.
    #[must_use]
    pub fn asks(&self, name: &str, with: &str) -> String {
        self.interview.get(name).map_or_else(|| name.to_owned(), |question| question.replace("{}", with))
    }
}

/// What signals say and ask: a list that coaches can replace with their own.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
pub struct SignalWords {
    /// What is noticed, by the signal's id; `{goal}`, `{days}` and the like are filled in.
    pub noticed: BTreeMap<String, String>,
    /// What each question asks, by its name.
    pub questions: BTreeMap<String, String>,
    /// Pieces of what is noticed, by their names: one that is counted, a line of the marks.
    pub phrases: BTreeMap<String, String>,
    /// What leads the lines of an outcome: the list of [`PlanWords`], handed on for what helped a client.
    #[serde(skip)]
    pub outcome: OutcomeLeads,
    /// Answers that name nothing, likewise.
    #[serde(skip)]
    pub nothing: Vec<String>,
}

/// By what the names of people are told from other words with a capital; they stand in the same list as the words of signals.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
pub struct NameWords {
    /// Words with a capital that are no names.
    pub not_names: Vec<String>,
    /// What stands before a name: `Mrs`, `Herr`.
    pub titles: Vec<String>,
    /// Articles and possessives of a language that gives a capital to every noun.
    pub determiners: Vec<String>,
    /// Those of them that people put before names, too.
    pub articles: Vec<String>,
    /// Endings of nouns in such a language.
    pub noun_endings: Vec<String>,
}

impl SignalWords {
    /// What is said of a signal. `variant` names another sentence than its first, `whose-goal/marks`; an own list that has only the
    /// first is told by that.
    #[must_use]
    pub fn sentence<'a>(&'a self, signal: &'a str, variant: &str) -> &'a str {
        let other = self.noticed.get(&format!("{signal}/{variant}")).filter(|_| !variant.is_empty());
        other.or_else(|| self.noticed.get(signal)).map_or(signal, String::as_str)
    }

    /// A piece of a sentence.
    #[must_use]
    pub fn phrase<'a>(&'a self, name: &'a str) -> &'a str {
        self.phrases.get(name).map_or(name, String::as_str)
    }

    /// A question.
    #[must_use]
    pub fn asks<'a>(&'a self, name: &'a str) -> &'a str {
        self.questions.get(name).map_or(name, String::as_str)
    }
}

/// What an examination of a goal asks: a list that coaches can replace with their own.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
pub struct GoalWords {
    /// The hard questions, in the order in which they are asked.
    pub hard_questions: Vec<HardQuestion>,
    /// Under `asks` how reasons are asked for in words, and by its word what each of the four means.
    pub reasons: BTreeMap<String, String>,
    /// What is asked first once three plans of the goal in a row didn't come about.
    pub after_plans: Option<HardQuestion>,
    /// Under `asks` what the coach is asked about the resistance, and by its word what each choice means.
    pub resistance: BTreeMap<String, String>,
}

/// What a client is asked on their page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct AskWords {
    /// The questions, in the order in which they are asked.
    pub questions: Vec<PageQuestion>,
}

/// A question of the client's page.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct PageQuestion {
    /// Its name, which says where the answer goes.
    pub name: String,
    /// The question.
    pub ask: String,
    /// What stands above the first of those that share it.
    #[serde(default)]
    pub lead: Option<String>,
}

/// A hard question about a goal.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct HardQuestion {
    /// The name by which a flag knows it.
    pub name: Option<String>,
    /// How it is asked.
    pub asks: String,
    /// How it is asked of a goal that was achieved, if otherwise.
    pub once_achieved: Option<String>,
}

impl HardQuestion {
    /// How it is asked, of a goal that was achieved or of one that wasn't.
    #[must_use]
    pub fn wording(&self, achieved: bool) -> &str {
        self.once_achieved.as_deref().filter(|_| achieved).unwrap_or(&self.asks)
    }
}

/// What is asked about a person of whom something isn't known yet: a list that coaches can replace with their own.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
pub struct ClientWords {
    /// What one might be curious about, by the hashtag of the subject; an empty one isn't asked.
    pub curious: BTreeMap<String, String>,
}

impl ClientWords {
    /// What one might be curious about.
    #[must_use]
    pub fn asks(&self, about: About) -> Option<&str> {
        self.curious.get(about.word()).map(String::as_str).filter(|question| !question.trim().is_empty())
    }
}

/// Whether two texts have the same words, whatever stands between them.
#[must_use]
pub fn has_same_words(one: &str, other: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect()
    };
    words(one) == words(other)
}

/// The first of the phrases that stands in the text as whole words, in the text's own spelling.
#[must_use]
pub fn find_first_phrase<'a>(text: &'a str, phrases: &[String]) -> Option<&'a str> {
    let mut words: Vec<(usize, usize)> = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let inside = c.is_alphanumeric() || matches!(c, '\'' | '’' | '-');
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                words.push((from, at));
                start = None;
            }
            _ => {}
        }
    }
    let plain = |word: &str| word.to_lowercase().replace('’', "'");
    let spoken: Vec<String> = words.iter().map(|(from, to)| plain(&text[*from..*to])).collect();
    let place = phrases.iter().filter_map(|phrase| {
        let wanted: Vec<String> = phrase.split_whitespace().map(plain).collect();
        let at = spoken.windows(wanted.len().max(1)).position(|window| window == wanted.as_slice())?;
        Some((at, wanted.len()))
    });
    // The first in the text; of those that begin at one word the longest.
    let (at, length) = place.min_by_key(|(at, length)| (*at, usize::MAX - length))?;
    Some(&text[words[at].0..words[at + length - 1].1])
}

/// A text as a keyboard has it: composed letters, straight quotation marks and ordinary blanks. What is looked for and where it is
/// looked for are both made so, since a phone writes `don’t` and a Mac may write `ü` in two signs.
#[must_use]
pub fn normalise_typed(text: &str) -> Cow<'_, str> {
    if is_typed_so(text.as_bytes()) {
        return Cow::Borrowed(text);
    }
    let plain = |c: char| match c {
        '’' | '‘' | 'ʼ' | '′' => '\'',
        '“' | '”' | '„' => '"',
        '\u{a0}' | '\u{202f}' => ' ',
        c => c,
    };
    Cow::Owned(text.nfc().map(plain).collect())
}

/// Whether every sign of a text is one that a keyboard has and that stands for itself in every normal form: those below U+0300, where
/// the combining ones begin, but for what is made plain. Only bytes are looked at: most texts are of this kind, and to compose them takes
/// far longer.
fn is_typed_so(text: &[u8]) -> bool {
    text.is_ascii()
        || text.iter().all(|byte| *byte < 0xcc)
            && !memchr::memchr_iter(0xc2, text).any(|at| text.get(at + 1) == Some(&0xa0))
            && !memchr::memchr_iter(0xca, text).any(|at| text.get(at + 1) == Some(&0xbc))
}

#[cfg(test)]
mod tests {
    use super::{find_first_phrase, is_typed_so, normalise_typed};
    use unicode_normalization::UnicodeNormalization as _;

    #[test]
    fn what_is_taken_for_typed_so_is_what_composing_gives() {
        for c in '\0'..='\u{2fff}' {
            let text = format!("a{c}b");
            let composed: String = text.nfc().collect();
            if is_typed_so(text.as_bytes()) {
                assert_eq!(composed, text, "{c:?}");
                assert!(!"’‘ʼ′“”„\u{a0}\u{202f}".contains(c), "{c:?}");
            }
            assert!(is_typed_so(text.as_bytes()) || c >= '\u{300}' || "ʼ\u{a0}".contains(c), "{c:?}");
        }
        assert_eq!(normalise_typed("u\u{308}ber’s"), "über's");
    }

    #[test]
    fn phrases_are_whole_words() {
        let phrases: Vec<String> = ["try", "try to", "work on", "can't"].map(String::from).to_vec();
        for (text, wanted) in [
            ("I will try to sleep", Some("try to")),
            ("TRY it", Some("TRY")),
            ("a country house", None),
            ("Work  on it", Some("Work  on")),
            ("network on", None),
            ("I can’t", Some("can’t")),
            ("", None),
        ] {
            assert_eq!(find_first_phrase(text, &phrases), wanted, "{text}");
        }
    }
}
