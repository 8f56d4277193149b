//! The practice's own settings: `coach.yaml`.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::zone::ZoneName;

/// The only version of the format that there is.
pub const FORMAT: u64 = 1;

/// What `coach.yaml` says.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Settings {
    /// The version of the format that the practice is written in; 0 where none is given.
    pub format: u64,
    /// The coach's name.
    pub coach: Option<String>,
    /// When their coach-specific training began.
    pub training_since: Option<NaiveDate>,
    /// Where clients answer to.
    pub mail: Option<String>,
    /// How many days a transcript is kept; for ever where none are given.
    pub keep_transcripts: Option<u32>,
    /// The time zone for calendars; without it times float.
    pub timezone: Option<ZoneName>,
    /// Who the coach wants to be in the room: the standing lines.
    pub show_up_as: Vec<super::statement::Statement>,
    /// Hours with people whose records were erased: no note shows them any more.
    pub hours_erased: ErasedHours,
    /// From where on a signal is noticed.
    pub signals: Thresholds,
}

/// Hours that stand in no note.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct ErasedHours {
    /// Paid hours.
    pub paid: f64,
    /// Hours given.
    pub pro_bono: f64,
}

impl ErasedHours {
    /// With more of them, to a hundredth of an hour.
    #[must_use]
    pub fn plus(self, more: Self) -> Self {
        let add = |one: f64, other: f64| ((one + other) * 100.0).round() / 100.0;
        Self { paid: add(self.paid, more.paid), pro_bono: add(self.pro_bono, more.pro_bono) }
    }
}

/// From where on a signal is noticed; all optional in the file.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Thresholds {
    /// A goal matters from this mark on, 0 to 10.
    pub importance: f64,
    /// How many of the latest reviewed plans are averaged.
    pub reviewed_plans: usize,
    /// How long a chain of plans that follow each other may get.
    pub chain: usize,
    /// After how many days a goal wants to be examined again.
    pub examined_days: i64,
    /// After how many days without movement a goal stands still.
    pub still_days: i64,
    /// By how much one line of the alliance marks may dip under its own median.
    pub alliance_dip: f64,
    /// By how much the mean of the lines may dip under its own median.
    pub alliance_mean: f64,
    /// Under which mark, 0 to 10, a line is noticed at any time.
    pub alliance_low: f64,
    /// From which confidence on, 0 to 10, they were sure of a plan.
    pub sure: f64,
    /// How many open plans are too many.
    pub open_plans: usize,
    /// From which gap on, in hours a week, an area is lopsided.
    pub area_gap: f64,
    /// And up to which rating, 1 to 9.
    pub area_rating: f64,
    /// By how many hours a week an area may get more than is wished for.
    pub area_over: f64,
    /// After how many usual intervals a client has gone quiet.
    pub quiet_factor: f64,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            importance: 7.0,
            reviewed_plans: 3,
            chain: 3,
            examined_days: 180,
            still_days: 60,
            alliance_dip: 2.0,
            alliance_mean: 1.0,
            alliance_low: 7.0,
            sure: 9.0,
            open_plans: 3,
            area_gap: 3.0,
            area_rating: 5.0,
            area_over: 10.0,
            quiet_factor: 1.5,
        }
    }
}
