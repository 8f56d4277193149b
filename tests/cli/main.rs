//! The command line from end to end: one behaviour a test, on a practice in a fresh folder.
#![allow(clippy::unwrap_used, reason = "a test that finds nothing to unwrap has failed")]
#![allow(clippy::format_push_string, reason = "a test has time for one allocation more")]
#![allow(clippy::print_stderr, reason = "what was counted, and what was skipped, is to be seen")]

mod archives;
mod at_hand;
mod balance;
mod booking;
mod broken;
mod calendar;
mod changes;
mod clients;
mod completions;
mod concurrent_edits;
mod dates;
#[cfg(unix)]
mod day_of_three_calls;
mod demo;
mod done;
mod drift;
mod erase;
mod export;
mod exports;
mod find;
mod first_steps;
mod goals;
#[cfg(unix)]
mod handed_over;
#[path = "../harness/mod.rs"]
mod harness;
mod help;
mod hostile;
mod hours;
mod import;
mod imported_calls;
mod kept_apart;
mod levels;
mod linear;
mod log_of_names;
mod lsp;
mod lsp_protocol;
mod lsp_typing;
mod man;
mod month_of_a_new_user;
mod moving;
mod moving_in;
mod names;
mod near_misses;
mod near_words;
mod new_plan;
mod newer_format;
#[cfg(unix)]
mod note_editor;
mod ordinary_flow;
mod output;
mod page;
mod parted_machines;
mod plan_lists;
mod prep;
mod prep_bounds;
mod prep_traces;
mod prep_write;
mod promises;
mod read;
mod reading;
mod real;
mod receive;
mod refusals;
mod removal;
mod reports;
mod root;
mod safety;
mod saving;
mod schema;
#[cfg(unix)]
mod scripted_week;
mod sessions;
mod set;
mod set_aside;
mod share_asks;
mod shared;
#[cfg(unix)]
mod shells;
mod situations;
mod sorted_names;
mod sources;
mod sponsors;
mod strays;
mod stuck;
mod supervise;
mod surroundings;
mod today_view;
mod transcripts;
mod twice;
mod two_machines;
mod undo;
mod views_validated;
mod week;
mod whole_words;
mod written_views;
