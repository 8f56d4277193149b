//! The few figures that a practice needs: whether plans with something in them went otherwise than those without it, each client
//! held against themselves. Each says where its formula was published.

#[cfg(test)]
pub mod chance;
mod exact;
mod normal;
mod risk_difference;

pub use exact::mid_p;
pub use normal::normal_quantile;
pub use risk_difference::{Difference, Interval, klingenberg};

/// The risk of a wrong call that is taken in all comparisons together: one practice in twenty.
pub const ALPHA: f64 = 0.05;

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Those that count; at most all.
    pub hits: usize,
    /// All.
    pub of: usize,
}

/// One client's plans: those with something in them, and those without it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stratum {
    /// Plans with it.
    pub with: Tally,
    /// Plans without it.
    pub without: Tally,
}

impl Stratum {
    /// Whether there are plans of both kinds. Only then does it say anything about the difference.
    #[must_use]
    pub const fn has_both(&self) -> bool {
        self.with.of > 0 && self.without.of > 0
    }
}

/// The risk to take in each of several comparisons, so that the risk of one wrong call in all of them together is at most
/// `alpha` (Bonferroni's inequality; Dunn 1961, "Multiple comparisons among means", Journal of the American Statistical
/// Association 56, 52–64).
#[must_use]
pub fn bonferroni(alpha: f64, comparisons: usize) -> f64 {
    alpha / comparisons.max(1) as f64
}
