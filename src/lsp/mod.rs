//! What an editor asks while a note is written: a second front end beside [`crate::cli`], for the Language Server Protocol.
//!
//! A thin loop ([`server`]) takes what the editor sends; every answer is a function of the practice, the buffers and what is asked. What
//! stands in a buffer counts before what stands on the disk. Nothing is written here and nothing is run: an edit is an answer, and the
//! editor makes it. At a keystroke no more is read than the buffer and its client's folder.
#![deny(clippy::disallowed_methods)]

mod abilities;
mod actions;
mod addresses;
mod answers;
mod buffers;
mod completion;
mod desk;
mod diagnostics;
mod edits;
mod frames;
mod front_place;
mod hover;
mod names;
mod positions;
pub mod relay;
pub mod server;
mod spoken;
mod symbols;
mod talk;
mod typed_flow;
mod typed_line;
