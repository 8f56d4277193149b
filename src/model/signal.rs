//! The names of the signals: what may stand in `hush:` and in `talked_about:`.

use super::choice::choices;

choices! {
    /// What the notes can show beside each other, the strongest first.
    Signal {
        /// Marks of a call under what is usual for them.
        AllianceDip = "alliance-dip",
        /// A goal that matters to them, and plans for it that don't come about.
        WishAndWeek = "wish-and-week",
        /// Plans that they were sure of, and that didn't come about.
        SureThenOtherwise = "sure-then-otherwise",
        /// A goal that comes from outside, or isn't their path.
        WhoseGoal = "whose-goal",
        /// Calls that the coach called off.
        CalledOff = "called-off",
        /// A plan that was made before, and didn't come about then.
        SamePlanAgain = "same-plan-again",
        /// A plan that is due and of which nothing is written.
        NotReviewed = "not-reviewed",
        /// A goal that they have, and that isn't what they hoped for, or nobody asked.
        AfterSuccess = "after-success",
        /// A goal that wasn't examined for long.
        Unexamined = "unexamined",
        /// An area that is marked low and gets far fewer hours than they wish, or one that gets far more.
        Lopsided = "lopsided",
        /// Many open plans.
        TooMuch = "too-much",
        /// Plans that come about, and a goal that doesn't come nearer.
        BusyNotNearer = "busy-not-nearer",
        /// A goal of which nothing is written.
        StandingStill = "standing-still",
        /// Plans that the coach made.
        CoachLed = "coach-led",
        /// Calls that the client called off or didn't come to.
        MissedCalls = "missed-calls",
        /// No call for long, and none planned soon.
        GoneQuiet = "gone-quiet",
    }
}

impl Signal {
    /// The signal of a typed name: in any case, with `_` or a blank for `-`.
    #[must_use]
    pub fn from_typed(typed: &str) -> Option<Self> {
        let fits = |(typed, known): (u8, u8)| {
            typed.eq_ignore_ascii_case(&known) || known == b'-' && matches!(typed, b'_' | b' ')
        };
        let spells = |word: &str| typed.len() == word.len() && typed.bytes().zip(word.bytes()).all(fits);
        Self::VARIANTS.iter().copied().find(|signal| spells(signal.word()))
    }
}
