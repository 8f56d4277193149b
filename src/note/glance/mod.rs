//! Notes as nearly everybody keeps them, read at a glance: known keys with plain values and a body of which nothing can be told go into
//! typed values straight from the text, without a tree.
//!
//! What is read here is read as the whole reading would read it, and there is nothing to tell of it: where that isn't plain to see, and
//! wherever words of the body are asked for, the note is handed over (`None`). Lists and sums over a practice look at every note of it,
//! and nine in ten need no more than this.

mod key_readings;
mod keys;
mod values;

use std::sync::Arc;

use crate::model::between::Between;
use crate::model::goal::Goal;
use crate::model::keys::NoteKind;
use crate::model::moment::{Moment, split_leading_day};
use crate::model::needs::Depth;
use crate::model::plan::Plan;
use crate::model::session::Session;
use crate::model::statement::Statement;
use crate::model::written::Written;
use crate::note::read::typed_keys::TypedKeys as _;
use crate::note::read::{self, stem};
use crate::note::sections::Section;
use crate::note::{mail, near};

use keys::Keys;

/// Reads a session's keys; `None` where it has to be read otherwise.
#[must_use]
pub fn session(path: &Arc<str>, text: &str, depth: Depth) -> Option<Session> {
    let glance = Glance::at(path, text, NoteKind::Session, depth)?;
    let facts = read::session::read_keys(&glance.keys, glance.moment()?);
    let written = glance.written(read::session::LINES_OF_CALLS);
    glance.keys.are_plain().then(|| Session { headings: glance.list_headings(), written, ..facts })
}

/// Reads the keys of a note between sessions, likewise.
#[must_use]
pub fn between(path: &Arc<str>, text: &str, depth: Depth) -> Option<Between> {
    let glance = Glance::at(path, text, NoteKind::Between, depth)?;
    // What may be a mail of the client's has a sender.
    if !glance.keys.stands("from") && mail::sender(&text[glance.keys.body..]).is_some() {
        return None;
    }
    let facts = read::between::read_keys(&glance.keys, glance.moment()?);
    glance.keys.are_plain().then_some(facts)
}

/// Reads a plan's keys, likewise.
#[must_use]
pub fn plan(path: &Arc<str>, text: &str, depth: Depth) -> Option<Plan> {
    let glance = Glance::at(path, text, NoteKind::Plan, depth)?;
    let facts = read::plan::read_keys(&glance.keys);
    let title = glance.titles.first().map(|section| section.title.clone()).filter(|title| !title.is_empty());
    let (title, written) =
        (title.unwrap_or_else(|| facts.title.clone()), glance.written(read::plan::LINES_OF_PLANS));
    glance.keys.are_plain().then_some(Plan { title, written, ..facts })
}

/// Reads a goal's keys, likewise.
#[must_use]
pub fn goal(path: &Arc<str>, text: &str, depth: Depth) -> Option<Goal> {
    let glance = Glance::at(path, text, NoteKind::Goal, depth)?;
    let facts = read::goal::read_keys(&glance.keys);
    let title = glance.keys.statement("title");
    let written = Written { title, ..glance.written(read::goal::LINES_OF_GOALS) };
    glance.keys.are_plain().then_some(Goal { written, ..facts })
}

/// A note whose keys were read, and of whose body nothing has to be.
struct Glance<'t> {
    keys: Keys<'t>,
    /// The headings of level 1 of its body.
    titles: Vec<Section>,
}

impl<'t> Glance<'t> {
    fn at(path: &'t Arc<str>, text: &'t str, kind: NoteKind, depth: Depth) -> Option<Self> {
        let keys = Keys::read(path, text, kind)?;
        let body = &text[keys.body..];
        // Bytes that are no text, and both sides of a merge.
        let is_odd = memchr::memchr(0, text.as_bytes()).is_some() || near::merge::has_sign(text);
        if is_odd || near::types_keys_as_text(body, kind) {
            return None;
        }
        let holds_nothing = near::silence::holds_nothing(body, depth);
        let titles = holds_nothing.then(|| near::silence::look(body, keys.body, kind))??;
        Some(Self { keys, titles })
    }

    /// The day of the note, by its key and by its name, which must not say different ones.
    fn moment(&self) -> Option<Moment> {
        let named = split_leading_day(stem(self.keys.path)).map(|(day, _)| Moment::day(day));
        match (self.keys.moment("date"), named) {
            (Some(written), Some(named)) => (written.date == named.date).then_some(written),
            (written, named) => written.or(named),
        }
    }

    fn list_headings(&self) -> Vec<String> {
        self.titles.iter().map(|section| section.title.clone()).collect()
    }

    /// The lines that hold its facts.
    fn written(&self, keys: &[&'static str]) -> Written {
        let title = self.titles.iter().find(|section| !section.title.is_empty()).map(|section| {
            let line = self.keys.statement_at(section.heading.start);
            Statement { text: section.title.clone(), ..line }
        });
        Written {
            title,
            keys: keys.iter().filter_map(|key| Some((*key, self.keys.line_of(key)?))).collect(),
            first: self.keys.first_line(),
        }
    }
}
