//! The manual pages, made from the commands' help.

pub mod pages;
mod whole;
