//! Shares: so many of so many, how sure one can be of them, and of the difference between two.

use std::ops::RangeInclusive;

use super::normal_quantile;

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Those that count; at most all.
    pub hits: usize,
    /// All.
    pub of: usize,
}

impl Tally {
    /// The share, 0 to 1; nothing of none.
    #[must_use]
    pub fn rate(self) -> Option<f64> {
        (self.of > 0).then(|| self.hits as f64 / self.of as f64)
    }
}

/// What may well be so, both ends included.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The low end.
    pub low: f64,
    /// The high end.
    pub high: f64,
}

/// The difference between two shares, −1 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    /// What was seen: the first share less the second.
    pub value: f64,
    /// What may well be so.
    pub interval: Interval,
}

/// The interval for a share; over all shares it misses the true one about `alpha` of the time. Nothing of none.
///
/// The score interval: Wilson 1927, "Probable inference, the law of succession, and statistical inference", Journal of the
/// American Statistical Association 22, 209–212; method 3 of Newcombe 1998, "Two-sided confidence intervals for the single
/// proportion: comparison of seven methods", Statistics in Medicine 17, 857–872.
#[must_use]
pub fn wilson(tally: Tally, alpha: f64) -> Option<Interval> {
    let rate = tally.rate()?;
    let of = tally.of as f64;
    let z = normal_quantile(1.0 - alpha / 2.0);
    let middle = 2.0 * of * rate + z * z;
    let half = z * (z * z + 4.0 * of * rate * (1.0 - rate)).sqrt();
    let scale = 2.0 * (of + z * z);
    // At the ends the formula gives 0 and 1 but for the last digit.
    let low = if tally.hits == 0 { 0.0 } else { (middle - half) / scale };
    let high = if tally.hits == tally.of { 1.0 } else { (middle + half) / scale };
    Some(Interval { low, high })
}

/// The difference between two independent shares, and the interval for it, which misses the true one about `alpha` of the time.
/// Nothing where one of them is of none.
///
/// Method 10 of Newcombe 1998, "Interval estimation for the difference between independent proportions: comparison of eleven
/// methods", Statistics in Medicine 17, 873–890: the hybrid of the two score intervals, without continuity correction.
#[must_use]
pub fn newcombe(first: Tally, second: Tally, alpha: f64) -> Option<Difference> {
    let (p, q) = (first.rate()?, second.rate()?);
    let (of_p, of_q) = (wilson(first, alpha)?, wilson(second, alpha)?);
    let value = p - q;
    let low = value - (p - of_p.low).hypot(of_q.high - q);
    let high = value + (of_p.high - p).hypot(q - of_q.low);
    Some(Difference { value, interval: Interval { low, high } })
}

/// The risk to take in each of several comparisons, so that the risk of one wrong call in all of them together is at most
/// `alpha` (Bonferroni's inequality; Dunn 1961, "Multiple comparisons among means", Journal of the American Statistical
/// Association 56, 52–64).
#[must_use]
pub fn bonferroni(alpha: f64, comparisons: usize) -> f64 {
    alpha / comparisons.max(1) as f64
}

/// How many more of each kind it would take for a test at the two-sided level `alpha` to find the difference with probability
/// `power`, if the shares seen are the true ones; at least one. Nothing where one is of none, or where the two are so much
/// alike that it would take more than ten thousand.
///
/// The normal approximation for two proportions, without continuity correction: Fleiss, Tytun and Ury 1980, "A simple
/// approximation for calculating sample sizes for comparing independent proportions", Biometrics 36, 343–346.
#[must_use]
pub fn more_needed(first: Tally, second: Tally, alpha: f64, power: f64) -> Option<usize> {
    let (p, q) = (first.rate()?, second.rate()?);
    let (by_chance, to_find) = (normal_quantile(1.0 - alpha / 2.0), normal_quantile(power));
    let are_enough = |more: usize| {
        let (of_p, of_q) = ((first.of + more) as f64, (second.of + more) as f64);
        let pooled = (p * of_p + q * of_q) / (of_p + of_q);
        let spread_if_alike = (pooled * (1.0 - pooled) * (1.0 / of_p + 1.0 / of_q)).sqrt();
        let spread = (p * (1.0 - p) / of_p + q * (1.0 - q) / of_q).sqrt();
        (p - q).abs() > by_chance * spread_if_alike + to_find * spread
    };
    first_that(1..=MOST, are_enough)
}

/// More than this no practice will see: then the two are as good as alike.
const MOST: usize = 10_000;

/// The first number of a range that does, given that all behind it do as well.
fn first_that(range: RangeInclusive<usize>, does: impl Fn(usize) -> bool) -> Option<usize> {
    let (mut low, mut high) = (*range.start(), *range.end());
    if !does(high) {
        return None;
    }
    while low < high {
        let middle = usize::midpoint(low, high);
        if does(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    Some(high)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Interval, Tally, bonferroni, more_needed, newcombe, wilson};

    const fn tally(hits: usize, of: usize) -> Tally {
        Tally { hits, of }
    }

    /// Four digits, as the papers print them.
    fn printed(interval: Interval) -> String {
        // An end that is zero is printed without its sign.
        format!("{:.4} to {:.4}", interval.low + 0.0, interval.high + 0.0)
    }

    /// Newcombe 1998, Statistics in Medicine 17, 857–872, table I, method 3.
    #[test]
    fn single_shares_as_newcombe_printed_them() {
        for (hits, of, wanted) in [
            (81, 263, "0.2553 to 0.3662"),
            (15, 148, "0.0624 to 0.1605"),
            (0, 20, "0.0000 to 0.1611"),
            (1, 29, "0.0061 to 0.1718"),
        ] {
            assert_eq!(wilson(tally(hits, of), 0.05).map(printed).as_deref(), Some(wanted), "{hits}/{of}");
        }
    }

    /// Newcombe 1998, Statistics in Medicine 17, 873–890, table II, method 10.
    #[test]
    fn differences_as_newcombe_printed_them() {
        for (first, second, wanted) in [
            (tally(56, 70), tally(48, 80), "0.0524 to 0.3339"),
            (tally(9, 10), tally(3, 10), "0.1705 to 0.8090"),
            (tally(6, 7), tally(2, 7), "0.0582 to 0.8062"),
            (tally(5, 56), tally(0, 29), "-0.0381 to 0.1926"),
            (tally(0, 10), tally(0, 20), "-0.1611 to 0.2775"),
            (tally(0, 10), tally(0, 10), "-0.2775 to 0.2775"),
            (tally(10, 10), tally(0, 20), "0.6791 to 1.0000"),
            (tally(10, 10), tally(0, 10), "0.6075 to 1.0000"),
        ] {
            let seen = newcombe(first, second, 0.05).map(|difference| printed(difference.interval));
            assert_eq!(seen.as_deref(), Some(wanted), "{first:?} {second:?}");
        }
    }

    /// How often the interval of 20 holds the true share, from the exact binomial probabilities.
    fn coverage(share: f64) -> f64 {
        let mut probability = (1.0 - share).powi(20);
        let mut covered = 0.0;
        for hits in 0..=20_u32 {
            let interval = wilson(tally(hits as usize, 20), 0.05).expect("of 20");
            if (interval.low..=interval.high).contains(&share) {
                covered += probability;
            }
            probability *= f64::from(20 - hits) / f64::from(hits + 1) * share / (1.0 - share);
        }
        covered
    }

    /// Computed apart with Python's exact integers: 0.9532 on average over 0.001, 0.002 … 0.999, never under 0.8515.
    #[test]
    fn of_twenty_nineteen_in_twenty_intervals_hold_the_truth() {
        let shares = (1..1000).map(|thousandth| f64::from(thousandth) / 1000.0);
        let covered: Vec<f64> = shares.map(coverage).collect();
        let mean = covered.iter().sum::<f64>() / covered.len() as f64;
        let least = covered.iter().copied().fold(1.0, f64::min);
        assert_eq!(format!("{mean:.4} {least:.4}"), "0.9532 0.8516");
        for (share, wanted) in [(0.1, 0.956_826), (0.2, 0.956_328), (0.3, 0.975_218), (0.5, 0.958_611)] {
            assert!((coverage(share) - wanted).abs() < 1e-6, "{share}: {}", coverage(share));
        }
    }

    /// The examples of `power.prop.test` in R's own documentation: 0.50 against 0.75 takes 76.7 each for a power of 0.90, and
    /// 50 each have a power of 0.740.
    #[test]
    fn as_many_are_needed_as_r_says() {
        for (power, each) in [(0.90, 77), (0.740, 50)] {
            assert_eq!(more_needed(tally(2, 4), tally(3, 4), 0.05, power), Some(each - 4), "{power}");
            assert_eq!(more_needed(tally(30, 40), tally(20, 40), 0.05, power), Some(each - 40), "{power}");
        }
    }

    #[test]
    fn how_many_more_where_little_is_known() {
        let risk = bonferroni(0.05, 7);
        for (first, second, wanted) in [
            (tally(1, 1), tally(0, 1), Some(3)),
            (tally(3, 3), tally(0, 0), None),
            (tally(2, 4), tally(3, 6), None),
            (tally(500, 1000), tally(501, 1000), None),
        ] {
            assert_eq!(more_needed(first, second, risk, 0.8), wanted, "{first:?} {second:?}");
        }
    }

    fn some() -> impl Strategy<Value = Tally> {
        (1..60_usize).prop_flat_map(|of| (0..=of).prop_map(move |hits| tally(hits, of)))
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn intervals_hold_what_was_seen_and_stay_on_the_scale(a in some(), b in some(), alpha in 0.001..0.5) {
            let share = wilson(a, alpha).expect("of some");
            let rate = a.rate().expect("of some");
            prop_assert!(0.0 <= share.low && share.low <= rate && rate <= share.high && share.high <= 1.0);
            let seen = newcombe(a, b, alpha).expect("of some");
            let Interval { low, high } = seen.interval;
            prop_assert!(low <= seen.value && seen.value <= high && low >= -1.0 - 1e-9 && high <= 1.0 + 1e-9);
            let turned = newcombe(b, a, alpha).expect("of some").interval;
            prop_assert!((turned.low + high).abs() < 1e-12 && (turned.high + low).abs() < 1e-12);
        }

        #[test]
        fn one_fewer_than_needed_would_not_do(a in some(), b in some()) {
            let risk = bonferroni(0.05, 7);
            let grown = |tally: Tally, times: usize| Tally { hits: tally.hits * times, of: tally.of * times };
            if let Some(more) = more_needed(a, b, risk, 0.8) {
                // With as many times as many as are needed, hardly anything is left to find.
                let times = more / a.of.min(b.of) + 2;
                prop_assert_eq!(more_needed(grown(a, times), grown(b, times), risk, 0.8), Some(1));
                prop_assert!(more_needed(a, b, risk, 0.5) <= Some(more));
            }
        }
    }
}
