//! A tiny generator of numbers that look like chance and are the same on every machine.

/// `SplitMix64` (Steele, Lea and Flood, 2014): one addition and three mixing steps a number.
pub struct Random(u64);

impl Random {
    /// The numbers of one client: they depend on nothing but the seed and the client's place.
    pub const fn of_client(seed: u64, place: u64) -> Self {
        let mut start = Self(seed);
        let mixed = start.next();
        Self(mixed ^ place.wrapping_mul(0xD6E8_FEB8_6659_FD93))
    }

    /// A number from `low` to `high`, both included.
    pub const fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.next() % (high - low + 1)
    }

    /// True once in so many times.
    pub const fn once_in(&mut self, times: u64) -> bool {
        self.between(1, times) == 1
    }

    /// One of several.
    pub fn one_of<'a, T: ?Sized>(&mut self, several: &[&'a T]) -> &'a T {
        let last = several.len() as u64 - 1;
        several[usize::try_from(self.between(0, last)).unwrap_or(0)]
    }

    const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }
}
