//! Chance that is the same on every machine, and prefers the edges.

use super::facts::Day;
use crate::practice::random::Random;

/// What chance holds for one client.
pub struct Chance(Random);

impl Chance {
    pub const fn of_client(seed: u64, place: u64) -> Self {
        Self(Random::of_client(seed, place))
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        low + i64::try_from(self.0.between(0, low.abs_diff(high))).expect("a small number")
    }

    /// True so many times in a hundred.
    pub fn percent(&mut self, times: i64) -> bool {
        self.between(1, 100) <= times
    }

    /// A place among so many, of which there is at least one.
    pub fn place(&mut self, many: usize) -> usize {
        usize::try_from(self.0.between(0, many as u64 - 1)).expect("a place")
    }

    /// One of several.
    pub fn one_of<T: Copy>(&mut self, several: &[T]) -> T {
        several[self.place(several.len())]
    }

    /// A value so many times in a hundred, else a missing key.
    pub fn perhaps<T>(&mut self, times: i64, value: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.percent(times).then(|| value(self))
    }

    /// A day this many days ago, or one before or after that.
    pub fn about_ago(&mut self, days: &[i64]) -> Day {
        let days = self.one_of(days) + self.one_of(&[-1, 0, 0, 1]);
        -days.max(0)
    }

    /// The same in another order.
    pub fn shuffled<T>(&mut self, mut items: Vec<T>) -> Vec<T> {
        for last in (1..items.len()).rev() {
            let other = self.place(last + 1);
            items.swap(last, other);
        }
        items
    }
}
