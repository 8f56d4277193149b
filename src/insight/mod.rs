//! Facts in, a view out: the digest and the lists. Each view is one struct that serialises to the JSON that people are
//! promised; Markdown, terminal and HTML are made from that same struct.
//!
//! Pure: what day it is comes as an argument.
#![deny(clippy::disallowed_methods)]

pub mod alliance;
pub mod alliances;
pub mod anonymous;
pub mod asking;
pub mod balance;
pub mod before_plan;
mod blocks;
pub mod calendar;
pub mod caseload;
pub mod client_record;
pub mod clients;
pub mod contract;
pub mod digest;
pub mod drift;
pub mod erasure;
pub mod export;
pub mod follow_through;
pub mod goals;
pub mod handout;
pub mod hard_questions;
pub mod health;
pub mod history;
pub mod hours;
pub mod imported;
pub mod invitation;
pub mod invoice;
mod language;
pub mod listened;
pub mod median;
pub mod name_and_id;
pub mod person;
pub mod plans;
pub mod profile;
pub mod promises;
pub mod questions;
pub mod reading;
pub mod readings;
pub mod received;
pub mod reflections;
pub mod reviewed;
pub mod rhythm;
pub mod search_result;
pub mod sessions;
pub mod settings_found;
pub mod signals;
pub mod smart;
pub mod spoken_counts;
pub mod statistics;
pub mod stuck;
pub mod supervision;
pub mod template_list;
mod theirs;
pub mod threads;
pub mod today;
pub mod trashed;
pub mod view;
pub mod which;
pub mod whole_words;
