//! Bringing in notes that stand elsewhere: what is there, which day each is of, and where it goes. Nothing is changed in
//! them, and nothing of theirs is written to.

pub mod arrive;
pub mod calls;
pub mod place;
pub mod scan;
