//! The course of the work with one client: who they are, and the days of the calls.

use chrono::{Days, NaiveDate};

use super::random::Random;
use super::{Shape, TODAY};

/// One client in a dozen is still being worked with.
const ACTIVE_ONE_IN: u64 = 12;

/// The work with one client.
pub struct Life {
    /// The folder's name.
    pub id: String,
    /// What chance holds for them.
    pub random: Random,
    /// The days of the calls, first to last, at least a week apart.
    pub calls: Vec<NaiveDate>,
    /// Whether the work goes on; then the last call is still to come.
    pub active: bool,
}

impl Life {
    /// The work with the client at a place, from 0.
    pub fn of(shape: &Shape, place: usize) -> Self {
        let mut random = Random::of_client(shape.seed, place as u64);
        let active = random.once_in(ACTIVE_ONE_IN) || place == 0;
        let today = NaiveDate::parse_from_str(TODAY, "%Y-%m-%d").unwrap_or_default();
        let (ahead, back) = (random.between(0, 13), random.between(60, 2400));
        let mut day = match (place, active) {
            (0, _) => today,
            (_, true) => today + Days::new(ahead),
            (_, false) => today - Days::new(back),
        };
        let mut calls = Vec::with_capacity(shape.sessions);
        for _ in 0..shape.sessions {
            calls.push(day);
            day = day - Days::new(random.between(7, 28));
        }
        calls.reverse();
        Self { id: format!("client-{place:04}"), random, calls, active }
    }

    /// Whether a call is still to come.
    pub fn is_planned(&self, call: usize) -> bool {
        self.active && call + 1 == self.calls.len()
    }

    /// The day of the first call.
    pub fn since(&self) -> NaiveDate {
        self.calls.first().copied().unwrap_or_default()
    }
}
