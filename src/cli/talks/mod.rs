//! The conversations on a terminal: one question at a time, each answer written as it is given.

pub mod areas_rated;
pub mod closing_day;
pub mod closing_questions;
pub mod goal_ending;
pub mod goal_examination;
pub mod interview_held;
pub mod next_plan;
pub mod plan_interview;
pub mod plan_review;
pub mod question;
pub mod reality_questions;
pub mod role_alone;
pub mod what_happened;
