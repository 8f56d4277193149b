//! How deep a client's notes have to be read for a view: each view says so beside itself, as `NEEDS`.
//!
//! Whatever is a problem is told at any depth, and a note may always be read deeper than it has to.

/// How deep a note is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// Its keys, and what names it. What else its body says may be missing.
    Keys,
    /// As well every promise, and the threads that are open; those that were picked up may be missing.
    Tasks,
    /// As well what hashtags file in what we know of the person.
    Filed,
    /// As well every promise, and what is to be taken to a colleague.
    Marked,
    /// All of it.
    Words,
}

/// How deep somebody needs a client's notes read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Needs {
    /// The notes of calls, and those between them: nearly all there are.
    pub calls: Depth,
    /// Goals and plans: their keys or all of them.
    pub plans: Depth,
    /// The profile: its keys or all of it.
    pub profile: Depth,
}

impl Needs {
    /// Lists and sums of calls.
    pub const KEYS: Self = Self { profile: Depth::Keys, ..Self::of_calls(Depth::Keys) };
    /// What is asked of plans and goals.
    pub const PLANS: Self = Self { plans: Depth::Words, ..Self::KEYS };
    /// Everything.
    pub const ALL: Self = Self { calls: Depth::Words, plans: Depth::Words, profile: Depth::Words };

    /// So much of what calls say, the whole profile, and of plans and goals their keys.
    #[must_use]
    pub const fn of_calls(calls: Depth) -> Self {
        Self { calls, plans: Depth::Keys, profile: Depth::Words }
    }
}
