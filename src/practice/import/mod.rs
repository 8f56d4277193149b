//! Bringing in notes that stand elsewhere: what is there, which day each is of, and where it goes. Nothing is changed in
//! them, and nothing of theirs is written to.

mod archive;
pub mod arrive;
pub mod bring;
pub mod calls;
mod drafts;
mod found_again;
pub mod gone;
mod namesakes;
mod org_days;
pub mod payload;
pub mod place;
mod refused_files;
pub mod scan;
pub mod shelf;
pub mod spoken;
mod window;
