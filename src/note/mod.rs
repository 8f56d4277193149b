//! One Markdown file as text with spans: front matter, sections, tasks, quotes, hashtags; and exact edits of it.
//!
//! Reading never fails: it gives what could be read and the problems met on the way. Nothing here touches a disk.
#![deny(clippy::disallowed_methods)]

pub mod body;
pub mod edit;
pub mod fence;
pub mod fields;
pub mod foreign;
pub mod glance;
pub mod inline_marks;
pub mod lines;
pub mod mail;
pub mod markup;
mod missed_due;
pub mod near;
pub mod parsed;
mod pieces;
pub mod plain;
pub mod read;
pub mod readable;
pub mod saved_mail;
pub mod search;
pub mod second_opinion;
pub mod sections;
pub mod three_way;
pub mod tree;
pub mod value;
pub mod word_list;
