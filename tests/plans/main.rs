//! Plans from end to end: the interview typed at a terminal, what an interruption leaves, the client's page and back.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that finds nothing to unwrap has failed")]

mod balance;
mod examination;
mod findings;
#[path = "../harness/mod.rs"]
#[allow(dead_code, reason = "each of the binaries that share the harness uses a part of it")]
mod harness;
mod interview;
mod interview_ways;
mod kills;
mod lesson_loop;
mod line_by_line;
mod markdown_words;
mod new_plans;
mod page;
mod receive;
mod rehearsed_talks;
mod secrets;
mod steps;
mod talks;
