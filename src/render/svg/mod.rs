//! Drawings: geometry in plain numbers, filled into an SVG by a template.
//!
//! What is drawn is a struct of paths and words; how it looks, its colours and its type, stands in the template.

pub mod balance;
mod names;
mod page;
mod polar;
mod sectors;
mod telling;
mod text_fit;

#[cfg(test)]
mod tests;

/// A length or a place in the drawing's own units, as short as it can be written: two digits behind the point at most.
#[must_use]
pub fn units(number: f64) -> String {
    let rounded = (number * 100.0).round() / 100.0;
    // No length is below zero by nothing.
    format!("{}", if rounded == 0.0 { 0.0 } else { rounded })
}
