//! The keys of each kind of note, and what each of them holds: what `set` knows beside the reading itself.

use super::client::{ClientStatus, Fee};
use super::dates::Direction::{self, LooksBack, PlansAhead};
use super::fit::Fit;
use super::goal::{AskedBy, GoalStatus, Motive, Resistance};
use super::headings;
use super::plan::{MadeBy, Outcome};
use super::session::{SessionKind, SessionStatus, Side};
use super::signal::Signal;

/// What a key holds, as far as typing it is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Words.
    Text,
    /// What was brought in from elsewhere: nothing here sets it.
    Brought,
    /// A number: written as it is typed.
    Plain,
    /// One word of a closed list.
    Choice(&'static [&'static str]),
    /// A day, and which way one without a year is looked for.
    Day(Direction),
    /// A day, with or without an hour; which way likewise.
    Moment(Direction),
    /// Several words, typed with commas between them.
    Texts,
    /// Words, or several of them: one is written as it is.
    OneOrMore,
    /// The id of a goal or a plan.
    Reference,
    /// Several ids of goals.
    References,
    /// Keys of its own: `alliance.heard`. Those that are known by name, and what each of them holds.
    Keys(&'static [&'static str], &'static Holds),
    /// Keys of keys, the first of which are the client's own areas: `balance.vision.hours`. What an area has.
    KeysOfAreas(&'static [&'static str]),
}

/// The kinds of notes, as far as their keys and headings differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoteKind {
    /// Who a client is.
    Client,
    /// A call.
    Session,
    /// What a client wants.
    Goal,
    /// What they set out to do.
    Plan,
    /// What comes between sessions.
    Between,
}

impl NoteKind {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Client, Self::Session, Self::Goal, Self::Plan, Self::Between];

    /// The keys that have a meaning in it.
    #[must_use]
    pub const fn keys(self) -> &'static [Key] {
        match self {
            Self::Client => CLIENT,
            Self::Session => SESSION,
            Self::Goal => GOAL,
            Self::Plan => PLAN,
            Self::Between => BETWEEN,
        }
    }

    /// Whether hashtags have a meaning in it.
    #[must_use]
    pub const fn has_hashtags(self) -> bool {
        !matches!(self, Self::Goal | Self::Plan)
    }

    /// The headings that have a meaning in it.
    #[must_use]
    pub const fn headings(self) -> &'static [&'static str] {
        match self {
            Self::Client => headings::CLIENT,
            Self::Session | Self::Between => headings::SESSION,
            Self::Goal => headings::GOAL,
            Self::Plan => headings::OF_PLAN,
        }
    }

    /// What it is called in a sentence.
    #[must_use]
    pub const fn spoken_name(self) -> &'static str {
        match self {
            Self::Client => "client.md",
            Self::Session => "a session",
            Self::Goal => "a goal",
            Self::Plan => "a plan",
            Self::Between => "a note between sessions",
        }
    }
}

/// Whether a typed key is a known one: in any ASCII case, with `-` or a blank for `_`.
#[must_use]
pub fn is_spelling_of(typed: &str, known: &str) -> bool {
    let fits = |(typed, known): (u8, u8)| {
        typed.eq_ignore_ascii_case(&known) || known == b'_' && matches!(typed, b'-' | b' ')
    };
    typed.len() == known.len() && typed.bytes().zip(known.bytes()).all(fits)
}

/// The known key that a typed one spells, in whatever kind of note, or below one of them.
#[must_use]
pub fn find_spelled(typed: &str) -> Option<&'static str> {
    let below = |(_, holds): &'static Key| match holds {
        Keys(names, _) | KeysOfAreas(names) => names.iter(),
        _ => [].iter(),
    };
    let all = || NoteKind::ALL.into_iter().flat_map(NoteKind::keys);
    all().map(|(key, _)| key).chain(all().flat_map(below)).find(|known| is_spelling_of(typed, known)).copied()
}

/// A key and what it holds.
pub type Key = (&'static str, Holds);

use Holds::{
    Brought, Choice, Day, Keys, KeysOfAreas, Moment, OneOrMore, Plain, Reference, References, Text, Texts,
};

/// The keys of `client.md`.
pub const CLIENT: &[Key] = &[
    ("name", Text),
    ("status", Choice(ClientStatus::WORDS)),
    ("since", Day(LooksBack)),
    ("until", Day(PlansAhead)),
    ("sessions_agreed", Plain),
    ("keep_until", Day(PlansAhead)),
    ("email", OneOrMore),
    ("organisation", Text),
    ("pronouns", Text),
    ("fee", Choice(Fee::WORDS)),
    ("areas", Texts),
    ("timezone", Text),
    ("kind", Choice(SessionKind::WORDS)),
    ("group_size", Plain),
    ("minutes", Plain),
    ("where", Text),
    ("sessions_before", Plain),
    ("hours_before", Keys(&["paid", "pro_bono"], &Plain)),
    ("log_consent", Day(LooksBack)),
    ("log_letter", Day(LooksBack)),
    ("hush", Keys(Signal::WORDS, &Day(PlansAhead))),
    ("tags", Texts),
    ("sponsor", Keys(&["name", "email"], &Text)),
    ("sponsor_ok", Day(LooksBack)),
    ("sponsor_draft", Brought),
    ("agreed", Keys(&["notes", "recording", "supervision"], &Day(LooksBack))),
    ("imported", Brought),
];

/// The keys of a session.
pub const SESSION: &[Key] = &[
    ("date", Moment(PlansAhead)),
    ("status", Choice(SessionStatus::WORDS)),
    ("cancelled_by", Choice(Side::WORDS)),
    ("minutes", Plain),
    ("kind", Choice(SessionKind::WORDS)),
    ("group_size", Plain),
    ("fee", Choice(Fee::WORDS)),
    ("charged", Choice(&["true", "false"])),
    ("summary", Text),
    ("show_up_as", Text),
    ("goals", References),
    ("where", Text),
    ("moved_from", OneOrMore),
    ("talked_about", Texts),
    ("alliance", Keys(&["heard", "focus", "approach", "overall"], &Plain)),
    ("balance", KeysOfAreas(&["rating", "hours", "wish"])),
    ("picked", Text),
    ("imported", Brought),
    ("mail", Brought),
];

/// The keys of a note between sessions.
pub const BETWEEN: &[Key] = &[
    ("date", Moment(LooksBack)),
    ("from", Choice(Side::WORDS)),
    ("imported", Brought),
    ("mail", Brought),
    ("files", Brought),
];

/// The levels of goal attainment scaling: 0 is what is expected.
const LEVELS: [&str; 5] = ["-2", "-1", "0", "1", "2"];

/// The keys of a goal.
pub const GOAL: &[Key] = &[
    ("title", Text),
    ("status", Choice(GoalStatus::WORDS)),
    ("opened", Day(LooksBack)),
    ("closed", Day(LooksBack)),
    ("target", Day(PlansAhead)),
    ("importance", Plain),
    ("asked_by", Choice(AskedBy::WORDS)),
    ("reasons", Keys(&["external", "introjected", "identified", "intrinsic"], &Plain)),
    ("motive", Choice(Motive::WORDS)),
    ("examined", Day(LooksBack)),
    ("resistance", Choice(Resistance::WORDS)),
    ("levels", Keys(&LEVELS, &Text)),
    ("level_start", Choice(&LEVELS)),
    ("level", Choice(&LEVELS)),
    ("level_on", Day(LooksBack)),
    ("fulfilled", Plain),
    ("imported", Brought),
];

/// The keys of a plan, in the order of the format's documentation.
pub const PLAN: &[Key] =
    &join_keys::<{ PLAN_HEAD.len() + Fit::KEYS.len() + PLAN_TAIL.len() }>([PLAN_HEAD, Fit::KEYS, PLAN_TAIL]);

const PLAN_HEAD: &[Key] = &[
    ("goal", Reference),
    ("made", Moment(LooksBack)),
    ("made_by", Choice(MadeBy::WORDS)),
    ("review", Day(PlansAhead)),
];

const PLAN_TAIL: &[Key] = &[
    ("follows", Reference),
    ("outcome", Choice(Outcome::WORDS)),
    ("reviewed", Day(LooksBack)),
    ("done", Plain),
    ("of", Plain),
    ("imported", Brought),
];

/// The keys of `coach.yaml`.
pub const SETTINGS: &[Key] = &[
    ("format", Plain),
    ("coach", Text),
    ("timezone", Text),
    ("training_since", Day(LooksBack)),
    ("mail", Text),
    ("keep_transcripts", Text),
    ("show_up_as", OneOrMore),
    ("hours_erased", Keys(&["paid", "pro_bono"], &Plain)),
    ("signals", Keys(&THRESHOLDS, &Plain)),
];

/// From where on a signal is noticed: a test holds them to the settings' own.
pub const THRESHOLDS: [&str; 14] = [
    "importance",
    "reviewed_plans",
    "chain",
    "examined_days",
    "still_days",
    "alliance_dip",
    "alliance_mean",
    "alliance_low",
    "sure",
    "open_plans",
    "area_gap",
    "area_rating",
    "area_over",
    "quiet_factor",
];

/// Lists of keys one behind the other; `concat` isn't const.
const fn join_keys<const N: usize>(lists: [&[Key]; 3]) -> [Key; N] {
    let mut joined = [("", Text); N];
    let (mut list, mut at) = (0, 0);
    while list < lists.len() {
        let mut place = 0;
        while place < lists[list].len() {
            joined[at] = lists[list][place];
            at += 1;
            place += 1;
        }
        list += 1;
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::THRESHOLDS;
    use crate::model::settings::Thresholds;

    #[test]
    fn every_threshold_is_a_key_of_the_settings() {
        let value = serde_json::to_value(Thresholds::default()).expect("thresholds");
        let names: Vec<&str> = value.as_object().expect("keys").keys().map(String::as_str).collect();
        assert_eq!(names, THRESHOLDS);
    }
}
