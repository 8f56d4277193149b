//! How far a person's goals were reached, in one figure.

/// How strongly the goals of one person are taken to go together: the ρ of Kiresuk and Sherman.
const TOGETHER: f64 = 0.3;

/// The goal attainment score T of one person, from each goal's weight (above 0) and level (−2 to 2): 50 where everything is as
/// expected, ten points a standard deviation. Nothing without goals. It compares a person with what was expected of their own
/// goals, and says nothing across people.
///
/// T = 50 + 10·Σwx / √(0.7·Σw² + 0.3·(Σw)²): Kiresuk and Sherman 1968, "Goal attainment scaling: a general method for
/// evaluating comprehensive community mental health programs", Community Mental Health Journal 4, 443–453.
#[must_use]
pub fn attainment(goals: &[(f64, i8)]) -> Option<f64> {
    let weights: f64 = goals.iter().map(|(weight, _)| weight).sum();
    let squares: f64 = goals.iter().map(|(weight, _)| weight * weight).sum();
    let reached: f64 = goals.iter().map(|(weight, level)| weight * f64::from(*level)).sum();
    let spread = ((1.0 - TOGETHER) * squares + TOGETHER * weights * weights).sqrt();
    (spread > 0.0).then(|| 50.0 + 10.0 * reached / spread)
}

#[cfg(test)]
mod tests {
    use super::attainment;

    #[test]
    fn scores_are_those_of_the_formula() {
        for (goals, wanted) in [
            (&[(1.0, -2)][..], "30.00"),
            (&[(1.0, 0), (1.0, 0)], "50.00"),
            (&[(1.0, -1), (1.0, -1), (1.0, -1)], "36.31"),
            (&[(1.0, 1), (1.0, 0), (1.0, -1), (1.0, 2)], "57.25"),
            (&[(3.0, 1), (2.0, -1), (1.0, 0)], "52.20"),
        ] {
            let score = attainment(goals).map(|score| format!("{score:.2}"));
            assert_eq!(score.as_deref(), Some(wanted), "{goals:?}");
        }
        assert_eq!(attainment(&[]), None);
    }

    #[test]
    fn weights_count_against_each_other_only() {
        let score = |factor: f64| attainment(&[(factor, 2), (2.0 * factor, -1), (factor, 1)]);
        assert!((score(1.0).unwrap_or_default() - score(7.0).unwrap_or(f64::MAX)).abs() < 1e-9);
    }
}
