//! What every template knows beside its view.

use crate::model::moment::Moment;

/// What figures are drawn with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Drawing {
    /// The signs of Unicode.
    #[default]
    Signs,
    /// The signs of a typewriter, for a terminal that has no others.
    Plain,
    /// Words: nothing is drawn, for whoever hears the page.
    Words,
}

/// The surroundings of a view.
#[derive(Debug, Clone, Copy)]
pub struct Surroundings {
    /// The moment to act as.
    pub now: Moment,
    /// Whether statements show where they stand.
    pub sources: bool,
    /// Whether the client sees the screen.
    pub shared: bool,
    /// What figures are drawn with.
    pub drawing: Drawing,
    /// How a text is written as a YAML value; notes know that, views don't.
    pub yaml: fn(&str) -> String,
}
