//! Marks: numbers on a fixed scale, always the client's own.

use serde::de::{Deserialize, Deserializer, Error};
use serde::{Serialize, Serializer};

/// A number from `LOW` to `HIGH`, both included. Halves and other fractions are allowed, as on a line drawn by hand.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Mark<const LOW: i8, const HIGH: i8>(f64);

/// A mark from 0 to 10: alliance, importance, confidence, fulfilment.
pub type Ten = Mark<0, 10>;
/// A rating of an area's quality, from 1 to 9.
pub type Rating = Mark<1, 9>;

impl<const LOW: i8, const HIGH: i8> Mark<LOW, HIGH> {
    /// The lowest mark of the scale.
    pub const LOW: i8 = LOW;
    /// The highest mark of the scale.
    pub const HIGH: i8 = HIGH;

    /// A mark, if it is on the scale.
    #[must_use]
    pub fn new(value: f64) -> Option<Self> {
        (f64::from(LOW)..=f64::from(HIGH)).contains(&value).then_some(Self(value))
    }

    /// The number.
    #[must_use]
    pub const fn value(self) -> f64 {
        self.0
    }
}

impl<'de, const LOW: i8, const HIGH: i8> Deserialize<'de> for Mark<LOW, HIGH> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(f64::deserialize(deserializer)?).ok_or_else(|| D::Error::custom("off the scale"))
    }
}

impl<const LOW: i8, const HIGH: i8> Serialize for Mark<LOW, HIGH> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_number(&self.0, serializer)
    }
}

/// A number of hours a week: zero or more, at most the 168 of a week.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Hours(pub f64);

impl Hours {
    /// A number of hours, if a week has as many.
    #[must_use]
    pub fn new(hours: f64) -> Option<Self> {
        (0.0..=168.0).contains(&hours).then_some(Self(hours))
    }
}

impl<'de> Deserialize<'de> for Hours {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let hours = f64::deserialize(deserializer)?;
        Self::new(hours).ok_or_else(|| D::Error::custom("off the scale"))
    }
}

impl Serialize for Hours {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_number(&self.0, serializer)
    }
}

/// Writes a whole number without a point, as a person would.
///
/// # Errors
/// Only what the serializer itself reports.
#[allow(clippy::cast_possible_truncation)]
pub fn serialize_number<S: Serializer>(number: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    if number.fract() == 0.0 && number.abs() < 1e15 {
        serializer.serialize_i64(*number as i64)
    } else {
        serializer.serialize_f64(*number)
    }
}

/// Writes an average with six digits at most: what adding and dividing leave behind them is no part of it.
///
/// # Errors
/// Only what the serializer itself reports.
pub fn serialize_rounded<S: Serializer>(number: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    serialize_number(&((number * 1e6).round() / 1e6), serializer)
}

/// The same where there may be none.
///
/// # Errors
/// Only what the serializer itself reports.
#[allow(clippy::ref_option, reason = "serde hands over a reference to the field")]
pub fn serialize_rounded_or_none<S: Serializer>(
    number: &Option<f64>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match number {
        Some(number) => serialize_rounded(number, serializer),
        None => serializer.serialize_none(),
    }
}
