//! `coach report`: what the practice as a whole shows.

mod alliance;
mod caseload;
mod follow_through;
mod hours;
mod sessions;

commands! {
    /// What the practice as a whole shows
    group;
    FollowThrough(follow_through),
    Alliance(alliance),
    Hours(hours),
    Sessions(sessions),
    Caseload(caseload),
}
