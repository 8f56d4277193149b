//! Dates in words: as they are typed at a prompt ([`typed`]), and as they stand in other people's files ([`written`]).
//!
//! A typed date is read from today and in a [`Direction`], so a year or a month may be left out. A written one has its
//! year with it, since nobody knows on which day it was written. Nothing here looks at a clock.

pub mod typed;
pub mod vocabulary;
pub mod written;

/// Which way a date without a year, a weekday or a month is looked for.
///
/// It has no default: `24 Nov`, typed on the 25th, is yesterday for a note and next year for a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// The last such day: what has been is written down.
    LooksBack,
    /// The next such day: something is planned.
    PlansAhead,
}
