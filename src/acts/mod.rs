//! What an act means for the text of a note: text in, text out, refusals as values. No disk, no clock, no asking.

pub mod alliance_marks;
pub mod area_marks;
pub mod goal_end;
pub mod goal_levels;
pub mod hard_answers;
pub mod references;
pub mod silence;
