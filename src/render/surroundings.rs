//! What every template knows beside its view.

use crate::model::moment::Moment;

/// The surroundings of a view.
#[derive(Debug, Clone, Copy)]
#[allow(clippy::struct_excessive_bools, reason = "a template asks for each of them by itself")]
pub struct Surroundings {
    /// The moment to act as.
    pub now: Moment,
    /// Whether statements show where they stand.
    pub sources: bool,
    /// Whether the client sees the screen.
    pub shared: bool,
    /// Whether bars are to be drawn with plain signs, for a terminal that has no others.
    pub plain_signs: bool,
    /// Whether the view is to be heard: what would be drawn is said.
    pub linear: bool,
    /// How a text is written as a YAML value; notes know that, views don't.
    pub yaml: fn(&str) -> String,
}
