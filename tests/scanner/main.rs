//! What is read without a library is held against the library: the same parts, values and problems, or it is handed over.
//!
//! `COACH_CASES` and `COACH_SEED` make a long run of it; `COACH_YAML`, `COACH_MARKDOWN` and `COACH_NOTES` name folders of further
//! texts to begin with.

#![allow(clippy::print_stdout, reason = "what a long run counted is to be seen")]

mod bodies;
mod depths;
mod dice;
mod front_matter;
mod glances;
mod made_up_blocks;
mod made_up_bodies;
