//! The keys of each kind of note, and what each of them holds: what `set` knows beside the reading itself.

/// What a key holds, as far as typing it is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Words.
    Text,
    /// A number, a choice, `true` or `false`: written as it is typed.
    Plain,
    /// A day.
    Day,
    /// A day, with or without an hour.
    Moment,
    /// Several words, typed with commas between them.
    Texts,
    /// The id of a goal or a plan.
    Reference,
    /// Several ids of goals.
    References,
    /// Keys of its own: `alliance.heard`. What those hold stands beside it.
    Keys(&'static Holds),
    /// Keys of keys: `balance.vision.hours`.
    KeysOfKeys,
}

/// A key and what it holds.
pub type Key = (&'static str, Holds);

use Holds::{Day, Keys, KeysOfKeys, Moment, Plain, Reference, References, Text, Texts};

/// The keys of `client.md`.
pub const CLIENT: &[Key] = &[
    ("name", Text),
    ("status", Plain),
    ("since", Day),
    ("until", Day),
    ("sessions_agreed", Plain),
    ("keep_until", Day),
    ("email", Text),
    ("organisation", Text),
    ("pronouns", Text),
    ("fee", Plain),
    ("areas", Texts),
    ("sessions_before", Plain),
    ("hours_before", Keys(&Plain)),
    ("log_consent", Day),
    ("hush", Keys(&Day)),
    ("tags", Texts),
];

/// The keys of a session.
pub const SESSION: &[Key] = &[
    ("date", Moment),
    ("status", Plain),
    ("cancelled_by", Plain),
    ("minutes", Plain),
    ("kind", Plain),
    ("group_size", Plain),
    ("fee", Plain),
    ("charged", Plain),
    ("summary", Text),
    ("show_up_as", Text),
    ("goals", References),
    ("alliance", Keys(&Plain)),
    ("balance", KeysOfKeys),
];

/// The keys of a goal.
pub const GOAL: &[Key] = &[
    ("title", Text),
    ("status", Plain),
    ("opened", Day),
    ("closed", Day),
    ("target", Day),
    ("importance", Plain),
    ("motive", Plain),
    ("examined", Day),
    ("resistance", Plain),
    ("levels", Keys(&Text)),
    ("level", Plain),
    ("level_on", Day),
    ("weight", Plain),
    ("fulfilled", Plain),
];

/// The keys of a plan.
pub const PLAN: &[Key] = &[
    ("goal", Reference),
    ("made", Day),
    ("made_by", Plain),
    ("review", Day),
    ("when", Text),
    ("where", Text),
    ("how_often", Text),
    ("who", Text),
    ("support", Text),
    ("make_room", Text),
    ("make_room_cost", Text),
    ("lens", Text),
    ("confidence_before", Plain),
    ("confidence", Plain),
    ("follows", Reference),
    ("outcome", Plain),
    ("reviewed", Day),
    ("done", Plain),
    ("of", Plain),
];
