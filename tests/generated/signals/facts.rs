//! What is made up about a client, as plain as can be: nothing here is the crate's own.
//!
//! A day is counted from today: -1 was yesterday. What can have decimals is counted in tenths, so that no rounding can
//! blur an edge. `None` is a key that the note doesn't have.

/// A day, counted from today.
pub type Day = i64;

/// Now, in minutes since midnight.
pub const NOW: i64 = 12 * 60;

/// The thresholds that `coach.yaml` gives.
#[derive(Debug, Clone, Copy, Default)]
pub struct Thresholds {
    pub importance: Option<i64>,
    pub reviewed_plans: Option<usize>,
    pub chain: Option<usize>,
    pub examined_days: Option<i64>,
    pub still_days: Option<i64>,
    /// In tenths.
    pub alliance_dip: Option<i64>,
    /// In tenths.
    pub alliance_mean: Option<i64>,
    /// In tenths.
    pub alliance_low: Option<i64>,
    pub sure: Option<i64>,
    pub open_plans: Option<usize>,
    /// In tenths of an hour.
    pub area_gap: Option<i64>,
    pub area_rating: Option<i64>,
    /// In tenths of an hour.
    pub area_over: Option<i64>,
    /// In tenths.
    pub quiet_factor: Option<i64>,
}

#[derive(Debug, Clone, Default)]
pub struct Client {
    pub id: String,
    pub status: Option<&'static str>,
    pub since: Option<Day>,
    pub sessions_before: Option<i64>,
    /// Signals, each with the day until which it is hushed.
    pub hush: Vec<(&'static str, Day)>,
    pub sessions: Vec<Session>,
    pub goals: Vec<Goal>,
    pub plans: Vec<Plan>,
}

#[derive(Debug, Clone, Default)]
pub struct Session {
    pub day: Day,
    /// In minutes since midnight.
    pub time: Option<i64>,
    pub minutes: Option<i64>,
    /// The day that the file is named after; without a `date` key it is the session's day.
    pub named: Day,
    /// The number at the end of the file's name; 1 stands for none.
    pub number: i64,
    pub has_date_key: bool,
    pub status: Option<&'static str>,
    pub cancelled_by: Option<&'static str>,
    pub goals: Vec<String>,
    /// Signals that were spoken of in it.
    pub talked_about: Vec<&'static str>,
    /// `heard`, `focus`, `approach`, `overall`; in tenths.
    pub alliance: [Option<i64>; 4],
    pub balance: Vec<Area>,
}

#[derive(Debug, Clone)]
pub struct Area {
    pub name: &'static str,
    pub rating: Option<i64>,
    /// In tenths of an hour.
    pub hours: Option<i64>,
    /// In tenths of an hour.
    pub wish: Option<i64>,
}

#[derive(Debug, Clone, Default)]
pub struct Goal {
    pub id: String,
    pub status: Option<&'static str>,
    pub opened: Option<Day>,
    pub closed: Option<Day>,
    pub importance: Option<i64>,
    pub asked_by: Option<&'static str>,
    /// `external`, `introjected`, `identified`, `intrinsic`.
    pub reasons: [Option<i64>; 4],
    pub motive: Option<&'static str>,
    pub examined: Option<Day>,
    pub resistance: Option<&'static str>,
    pub level: Option<i64>,
    pub level_on: Option<Day>,
    pub fulfilled: Option<i64>,
}

#[derive(Debug, Clone, Default)]
pub struct Plan {
    pub id: String,
    /// What it is called; without it the note has no heading.
    pub title: Option<&'static str>,
    /// The answer to what exactly they will do.
    pub specific: Option<&'static str>,
    pub goal: Option<String>,
    pub confidence: Option<i64>,
    /// The day that it was made, from the key or from the file's name.
    pub made: Option<Day>,
    pub has_made_key: bool,
    pub made_by: Option<&'static str>,
    pub review: Option<Day>,
    pub reviewed: Option<Day>,
    pub follows: Option<String>,
    pub outcome: Option<&'static str>,
    pub done: Option<i64>,
    pub of: Option<i64>,
}
