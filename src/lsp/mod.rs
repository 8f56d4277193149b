//! What an editor asks while a note is written: a second front end beside [`crate::cli`], for the Language Server Protocol.
//!
//! A thin loop ([`server`]) takes what the editor sends; every answer is a function of the practice, the buffers and what is asked. What
//! stands in a buffer counts before what stands on the disk. Nothing is written here and nothing is run: an edit is an answer, and the
//! editor makes it. At a keystroke no more is read than the buffer and its client's folder.
#![deny(clippy::disallowed_methods)]

mod abilities;
mod addresses;
mod answers;
mod buffers;
mod desk;
mod diagnostics;
mod positions;
pub mod server;
