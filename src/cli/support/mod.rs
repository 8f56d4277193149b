//! What several commands need: the practice and the note that are meant, the list of the commands, the way out.

#[macro_use]
pub mod command_groups;
#[macro_use]
pub mod examples;

pub mod answer;
pub mod area_ratings;
pub mod assignments;
pub mod booking;
pub mod closing_table;
pub mod complete;
pub mod context;
pub mod early;
pub mod excel;
pub mod first_word;
pub mod goal_told;
pub mod groups;
pub mod handed_text;
pub mod import_places;
pub mod import_roster;
pub mod import_rows;
pub mod journal_steps;
pub mod listed_items;
pub mod mail_filing;
pub mod mail_received;
pub mod manual;
pub mod namesake;
pub mod new_note;
pub mod note_in_hand;
pub mod opening;
pub mod other_names;
pub mod other_pages;
pub mod other_words;
pub mod outlet;
pub mod own_events;
pub mod page_by_mail;
pub mod picking;
pub mod plan_draft;
pub mod plan_in_hand;
pub mod removal;
pub mod replaced;
pub mod report_scope;
pub mod rescheduling;
pub mod saving;
pub mod sheet_flags;
pub mod swapped_names;
pub mod templates_named;
pub mod title_words;
pub mod transcript_erasing;
pub mod usage;
pub mod word_lists;
pub mod wordings;
