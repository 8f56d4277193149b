//! A view to bytes: JSON from the struct itself, Markdown through a template, terminal text from that Markdown.
//!
//! Nothing here touches a disk or prints.
#![deny(clippy::disallowed_methods)]

pub mod bars;
pub mod bounds;
pub mod built_in;
pub mod csv;
pub mod diagnostics;
pub mod diff;
pub mod drawn;
pub mod filters;
pub mod html;
pub mod ical;
pub mod json;
pub mod line_breaks;
pub mod linear;
pub mod manual;
pub mod one_line;
#[cfg(feature = "mail")]
pub mod ready_mail;
pub mod schema;
pub mod spreadsheet;
pub mod surroundings;
pub mod svg;
pub mod template;
mod template_checks;
pub mod terminal;
pub mod timeline;
