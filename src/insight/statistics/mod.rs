//! The few figures that a practice needs: intervals for shares and their differences, how many more it would take to tell, and
//! the attainment score. Each says where its formula was published.

mod attainment;
mod normal;
mod proportions;

pub use attainment::attainment;
pub use normal::normal_quantile;
pub use proportions::{Difference, Interval, Tally, bonferroni, more_needed, newcombe, wilson};

/// The risk of a wrong call that is taken everywhere: an interval misses the truth one time in twenty.
pub const ALPHA: f64 = 0.05;
/// How likely a difference that is there is to be found, where it is told how many more it would take.
pub const POWER: f64 = 0.8;
