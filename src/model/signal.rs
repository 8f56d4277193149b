//! The names of the signals: what may stand in `hush:`.

use super::choice::choices;

choices! {
    /// What the notes can show beside each other, the strongest first.
    Signal {
        /// A goal that matters to them, and plans for it that seldom come about.
        WishAndWeek = "wish-and-week",
        /// Marks of the last call under what is usual for them.
        AllianceDip = "alliance-dip",
        /// A goal that somebody else wants.
        WhoseGoal = "whose-goal",
        /// A plan whose review is past.
        NotReviewed = "not-reviewed",
        /// A plan that mends one that mended one.
        SamePlanAgain = "same-plan-again",
        /// A goal that wasn't examined for long.
        Unexamined = "unexamined",
        /// An area that gets far fewer hours than they wish.
        Lopsided = "lopsided",
        /// Many open plans.
        TooMuch = "too-much",
        /// A goal of which nothing is written.
        StandingStill = "standing-still",
        /// Plans that the coach made.
        CoachLed = "coach-led",
        /// Calls that the client called off or didn't come to.
        MissedCalls = "missed-calls",
        /// No call for long, and none planned.
        GoneQuiet = "gone-quiet",
    }
}
