//! The client's own marks of a call, as they are typed.

use crate::model::refusal::Refusal;

/// The four marks in the order in which they are asked for.
pub const MARKS: [&str; 4] = ["heard", "focus", "approach", "overall"];

/// One mark: its key under `alliance`, and its value, 0 to 10.
pub type Mark = (&'static str, f64);

/// Reads a mark from 0 to 10; a comma does for a point.
///
/// # Errors
/// Where it isn't one.
pub fn read_mark(typed: &str) -> Result<f64, Refusal> {
    let number =
        typed.trim().replace(',', ".").parse::<f64>().ok().filter(|number| (0.0..=10.0).contains(number));
    number.ok_or_else(|| {
        Refusal::invalid(format!("`{typed}` isn't a mark from 0 to 10"), "0 is not at all, 10 completely")
    })
}

#[cfg(test)]
mod tests {
    use super::read_mark;

    #[test]
    fn a_mark_is_from_0_to_10() {
        for (typed, wanted) in
            [("0", Some(0.0)), (" 7,5 ", Some(7.5)), ("10", Some(10.0)), ("11", None), ("9,8,8,9", None)]
        {
            assert_eq!(read_mark(typed).ok(), wanted, "{typed}");
        }
    }
}
