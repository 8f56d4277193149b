//! The median: the middle of what was measured, so that one odd value doesn't move it.

/// The median of some numbers, the mean of the two in the middle where their count is even; `None` without any.
#[must_use]
pub fn median(numbers: impl IntoIterator<Item = f64>) -> Option<f64> {
    let mut numbers: Vec<f64> = numbers.into_iter().collect();
    if numbers.is_empty() {
        return None;
    }
    let (middle, is_odd) = (numbers.len() / 2, numbers.len() % 2 == 1);
    let (below, middle, _) = numbers.select_nth_unstable_by(middle, f64::total_cmp);
    let before = below.iter().copied().max_by(f64::total_cmp).filter(|_| !is_odd);
    Some(before.map_or(*middle, |before| f64::midpoint(before, *middle)))
}

#[cfg(test)]
mod tests {
    use super::median;

    #[test]
    fn the_median_is_the_middle() {
        for (numbers, wanted) in [
            (&[][..], None),
            (&[3.0], Some(3.0)),
            (&[9.0, 1.0], Some(5.0)),
            (&[5.0, 100.0, 1.0], Some(5.0)),
            (&[4.0, 1.0, 3.0, 2.0], Some(2.5)),
        ] {
            assert_eq!(median(numbers.iter().copied()), wanted, "{numbers:?}");
        }
    }
}
