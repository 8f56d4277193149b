//! What a practice is about, typed: clients, sessions, goals, plans, marks, and the problems found on the way.
//!
//! Nothing here knows a file, a clock or a command line. Dates are chrono's civil ones.
#![deny(clippy::disallowed_methods)]

pub mod between;
pub mod bookmark;
pub mod changes;
pub mod choice;
pub mod clean;
pub mod client;
pub mod consistency;
pub mod contradictions;
pub mod credential;
pub mod dates;
pub mod file_name;
pub mod fit;
pub mod git_traces;
pub mod goal;
pub mod handed_words;
pub mod hashtag;
pub mod heading_synonyms;
pub mod headings;
pub mod id;
pub mod identity;
pub mod key_meanings;
pub mod key_synonyms;
pub mod keys;
pub mod kind;
pub mod leftover;
pub mod lessons;
pub mod look_alikes;
pub mod mark;
pub mod matching;
pub mod moment;
pub mod needs;
pub mod net_change;
pub mod new_value;
pub mod note_text;
pub mod odd_hour;
pub mod order;
pub mod pattern;
pub mod plan;
pub mod problem;
pub mod promise;
pub mod record;
pub mod refusal;
pub mod session;
pub mod settings;
pub mod shell_word;
pub mod signal;
pub mod slip;
pub mod statement;
pub mod traces;
pub mod transcript;
pub mod wording;
pub mod written;
pub mod zone;
