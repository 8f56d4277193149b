//! `coach`: the practice notebook of people who coach for a living.
//!
//! One way through: arguments ([`cli`]) → the practice on disk ([`practice`]) → one note as text with spans ([`note`]) →
//! typed facts ([`model`]) → a pure view of them ([`insight`]) → Markdown, terminal text, JSON ([`render`]) → printed once
//! ([`ui`]). Editors come in by `lsp`, beside the commands. Commands that write go back from `note::edit` through `practice`.

pub mod acts;
pub mod cli;
pub mod insight;
#[cfg(feature = "lsp")]
pub mod lsp;
pub mod model;
pub mod note;
pub mod practice;
pub mod render;
pub mod ui;
