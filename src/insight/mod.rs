//! Facts in, a view out: the digest and the lists. Each view is one struct that serialises to the JSON that people are
//! promised; Markdown, terminal and HTML are made from that same struct.
//!
//! Pure: what day it is comes as an argument.
#![deny(clippy::disallowed_methods)]

pub mod digest;
pub mod lists;
pub mod nearest;
pub mod profile;
pub mod shared;
