//! What an act means for the text of a plan.

pub mod if_then;
pub mod next_version;
pub mod opening_up;
pub mod played_through;
pub mod received_progress;
pub mod review;
pub mod sheet;
pub mod smart_answer;
pub mod step_changes;
mod typed_lines;
pub mod typed_plan;
