//! The Mantel–Haenszel risk difference and its interval.

use super::{Stratum, normal_quantile};

/// What may well be so, both ends included.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The low end.
    pub low: f64,
    /// The high end.
    pub high: f64,
}

/// A difference between shares within clients, −1 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    /// What was seen: the share with it less the share without it, averaged over clients by how much each can say.
    pub value: f64,
    /// What may well be so.
    pub interval: Interval,
}

/// The difference within clients and the interval for it, which misses the true one about `alpha` of the time, with few clients
/// of many plans as with many of few. Nothing where no client has plans of both kinds.
///
/// Klingenberg 2014, "A new and improved confidence interval for the Mantel–Haenszel risk difference", Statistics in Medicine
/// 33, 2968–2983: all differences that a test with the variance of Sato 1989 ("On the variance estimator for the
/// Mantel–Haenszel risk difference", Biometrics 45, 1323–1324) at that difference doesn't rule out. With δ the estimate, W the
/// sum of the weights nm/(n + m), and P and Q the two sums of that variance: the middle is δ + z²P/2W², half the width
/// √(middle² − δ² + z²Q/W²).
#[must_use]
#[allow(clippy::many_single_char_names, reason = "the letters of the paper")]
pub fn klingenberg(strata: &[Stratum], alpha: f64) -> Option<Difference> {
    let (mut weight, mut difference, mut p, mut q) = (0.0, 0.0, 0.0, 0.0);
    for stratum in strata.iter().filter(|stratum| stratum.has_both()) {
        let (x, n) = (stratum.with.hits as f64, stratum.with.of as f64);
        let (y, m) = (stratum.without.hits as f64, stratum.without.of as f64);
        let all = n + m;
        weight += n * m / all;
        difference += (x * m - y * n) / all;
        p += (n * n * y - m * m * x + n * m * (m - n) / 2.0) / (all * all);
        q += (x * (m - y) + y * (n - x)) / (2.0 * all);
    }
    if weight == 0.0 {
        return None;
    }
    let value = difference / weight;
    let z = normal_quantile(1.0 - alpha / 2.0);
    let scale = z * z / (weight * weight);
    let middle = value + scale * p / 2.0;
    let half = (middle * middle - value * value + scale * q).max(0.0).sqrt();
    let interval = Interval { low: (middle - half).max(-1.0), high: (middle + half).min(1.0) };
    Some(Difference { value, interval })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Stratum, Tally};
    use super::klingenberg;
    use crate::insight::statistics::chance::Chance;

    fn stratum((a, n, b, m): (usize, usize, usize, usize)) -> Stratum {
        Stratum { with: Tally { hits: a, of: n }, without: Tally { hits: b, of: m } }
    }

    fn print_interval(strata: &[(usize, usize, usize, usize)]) -> Option<String> {
        let strata: Vec<Stratum> = strata.iter().copied().map(stratum).collect();
        let seen = klingenberg(&strata, 0.05)?;
        Some(format!("{:.4} {:.4} {:.4}", seen.value, seen.interval.low, seen.interval.high))
    }

    /// Worked apart, from the formulas as other programs' manuals print them, in Python's fractions.
    #[test]
    fn intervals_as_worked_by_hand() {
        for (strata, wanted) in [
            (&[(5, 10, 5, 10)][..], Some("0.0000 -0.4383 0.4383")),
            (&[(1, 2, 0, 2), (3, 3, 0, 2), (3, 4, 0, 1), (4, 6, 2, 9)], Some("0.5909 0.1872 0.8209")),
            (&[(9, 9, 0, 9)], Some("1.0000 0.5732 1.0000")),
            (&[(3, 3, 2, 2)], Some("0.0000 0.0000 0.3201")),
            (&[(3, 3, 0, 0)], None),
            (&[], None),
        ] {
            assert_eq!(print_interval(strata).as_deref(), wanted, "{strata:?}");
        }
    }

    /// How many of so many practices' intervals hold the true difference: clients whose own shares differ, some plans each.
    fn count_held(runs: u32, clients: usize, plans: usize, truth: f64) -> u32 {
        let mut chance = Chance::from(2014);
        let mut held = 0;
        for _ in 0..runs {
            let strata: Vec<Stratum> = (0..clients)
                .map(|_| {
                    // The client's own share without it, so that the one with it stays a share.
                    let own = chance.beta(0.5, 0.3) * (1.0 - truth);
                    let kinds = chance.beta(0.5, 0.3);
                    let mut stratum = Stratum::default();
                    for _ in 0..plans {
                        let has = chance.is(kinds);
                        let came = chance.is(if has { own + truth } else { own });
                        let side = if has { &mut stratum.with } else { &mut stratum.without };
                        side.of += 1;
                        side.hits += usize::from(came);
                    }
                    stratum
                })
                .collect();
            let holds = klingenberg(&strata, 0.05)
                .is_none_or(|seen| (seen.interval.low..=seen.interval.high).contains(&truth));
            held += u32::from(holds);
        }
        held
    }

    /// The paper finds it close to 95 % in sparse tables as in full ones.
    #[test]
    fn nineteen_in_twenty_intervals_hold_the_truth() {
        for (clients, plans) in [(12, 8), (20, 10), (6, 12), (40, 4), (3, 30)] {
            for truth in [0.0, 0.15, 0.3, 0.5] {
                let held = count_held(2000, clients, plans, truth);
                assert!(held >= 1860, "{clients} × {plans}, {truth}: {held} of 2000");
            }
        }
    }

    fn some() -> impl Strategy<Value = Stratum> {
        (0..30_usize, 0..30_usize).prop_flat_map(|(n, m)| (0..=n, Just(n), 0..=m, Just(m))).prop_map(stratum)
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn an_interval_holds_what_was_seen_and_turns_with_it(
            strata in prop::collection::vec(some(), 0..20), alpha in 0.001..0.5,
        ) {
            let turned: Vec<Stratum> =
                strata.iter().map(|one| Stratum { with: one.without, without: one.with }).collect();
            match (klingenberg(&strata, alpha), klingenberg(&turned, alpha)) {
                (Some(seen), Some(turned)) => {
                    let (low, high) = (seen.interval.low, seen.interval.high);
                    prop_assert!(-1.0 <= low && low <= seen.value + 1e-9 && seen.value <= high + 1e-9 && high <= 1.0);
                    prop_assert!((turned.interval.low + high).abs() < 1e-9 && (turned.value + seen.value).abs() < 1e-9);
                }
                (None, None) => prop_assert!(!strata.iter().any(Stratum::has_both)),
                both => prop_assert!(false, "{both:?}"),
            }
        }
    }
}
