//! Numbers that look like chance and are the same on every machine, for the simulations of the tests.

/// `SplitMix64` (Steele, Lea and Flood 2014).
pub struct Chance(u64);

impl Chance {
    /// Chance that begins with a seed.
    #[must_use]
    pub const fn from(seed: u64) -> Self {
        Self(seed)
    }

    /// A number from 0 to below 1, each as likely as any other.
    pub fn share(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        let upper = u32::try_from((mixed ^ (mixed >> 31)) >> 32).unwrap_or(u32::MAX);
        f64::from(upper) / (f64::from(u32::MAX) + 1.0)
    }

    /// True with this probability.
    pub fn is(&mut self, probability: f64) -> bool {
        self.share() < probability
    }

    /// A client's own share, beta-distributed around a mean: the correlation of two plans of one client is `correlation` (0 to
    /// below 1), which is 1/(α + β + 1).
    pub fn beta(&mut self, mean: f64, correlation: f64) -> f64 {
        if correlation <= 0.0 {
            return mean;
        }
        let sum = (1.0 - correlation) / correlation;
        // Jöhnk 1964: right where both parameters are small, and quick enough for a few thousand.
        let (alpha, beta) = (mean * sum, (1.0 - mean) * sum);
        loop {
            let (x, y) = (self.share().powf(1.0 / alpha), self.share().powf(1.0 / beta));
            if x + y <= 1.0 && x + y > 0.0 {
                return x / (x + y);
            }
        }
    }
}
