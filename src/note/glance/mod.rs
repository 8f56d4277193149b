//! Notes as nearly everybody keeps them, read at a glance: known keys with plain values go into typed values straight from the text,
//! without a tree, and of a body of which nothing can be told only what is asked for is read.
//!
//! What is read here is read as the whole reading would read it, and there is nothing to tell of it: where that isn't plain to see, the
//! note is handed over (`None`). Nine in ten notes need no more than this.

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
use crate::note::fields::Reader;
use crate::note::parsed::Note;
use crate::note::read;
use crate::note::read::typed_keys::TypedKeys as _;
use crate::note::sections::Section;
use crate::note::{mail, near};

use keys::Keys;

/// A value, and what somebody made of the note's body who wanted to see it.
pub type AndSeen<T, S> = (T, Option<S>);

/// Nobody, who wants to see no note's body.
pub const NOBODY: Option<fn(&Note)> = None;

/// Reads a session as deep as it is needed, and shows its body to `see`; `None` where it has to be read otherwise.
#[must_use]
pub fn session<S>(
    path: &Arc<str>,
    text: &str,
    depth: Depth,
    see: Option<impl FnOnce(&Note) -> S>,
) -> Option<AndSeen<Session, S>> {
    let glance = Glance::at(path, text, NoteKind::Session, depth, see.is_some())?;
    let mut session = read::session::read_keys(&glance.keys, glance.moment()?);
    session.written = glance.written(read::session::LINES_OF_CALLS);
    glance.finish(
        &mut session,
        |session| session.headings = glance.list_headings(),
        |reader, session| read::session::read_body(reader, depth, session),
    )?;
    let seen = glance.show(see);
    Some((session, seen))
}

/// Reads a note between sessions, likewise.
#[must_use]
pub fn between<S>(
    path: &Arc<str>,
    text: &str,
    depth: Depth,
    see: Option<impl FnOnce(&Note) -> S>,
) -> Option<AndSeen<Between, S>> {
    let glance = Glance::at(path, text, NoteKind::Between, depth, see.is_some())?;
    // What may be a mail of the client's has a sender.
    if !glance.keys.stands("from") && mail::sender(&text[glance.keys.body..]).is_some() {
        return None;
    }
    let mut between = read::between::read_keys(&glance.keys, glance.moment()?);
    glance.finish(
        &mut between,
        |_| {},
        |reader, between| read::between::read_body(reader, depth, between),
    )?;
    let seen = glance.show(see);
    Some((between, seen))
}

/// Reads a plan, likewise.
#[must_use]
pub fn plan(path: &Arc<str>, text: &str, depth: Depth) -> Option<Plan> {
    let glance = Glance::at(path, text, NoteKind::Plan, depth, false)?;
    let mut plan = read::plan::read_keys(&glance.keys);
    plan.written = glance.written(read::plan::LINES_OF_PLANS);
    let title = glance.titles.first().map(|section| &section.title).filter(|title| !title.is_empty());
    let add_title = |plan: &mut Plan| {
        if let Some(title) = title {
            plan.title.clone_from(title);
        }
    };
    glance.finish(&mut plan, add_title, read::plan::read_body)?;
    Some(plan)
}

/// Reads a goal, likewise.
#[must_use]
pub fn goal(path: &Arc<str>, text: &str, depth: Depth) -> Option<Goal> {
    let glance = Glance::at(path, text, NoteKind::Goal, depth, false)?;
    let mut goal = read::goal::read_keys(&glance.keys);
    goal.written = glance.written(read::goal::LINES_OF_GOALS);
    goal.written.title = glance.keys.statement("title");
    glance.finish(&mut goal, |_| {}, |reader, goal| read::goal::read_body(reader.note, goal))?;
    Some(goal)
}

/// A note whose keys were read.
struct Glance<'t> {
    keys: Keys<'t>,
    /// The headings of level 1 of its body.
    titles: Vec<Section>,
    /// The note with its body, where that says something that is asked for.
    note: Option<Note>,
}

impl<'t> Glance<'t> {
    fn at(
        path: &'t Arc<str>,
        text: &'t str,
        kind: NoteKind,
        depth: Depth,
        is_body_wanted: bool,
    ) -> Option<Self> {
        let keys = Keys::read(path, text, kind)?;
        let body = &text[keys.body..];
        // Bytes that are no text, and both sides of a merge; those of a body break its silence.
        let is_odd =
            memchr::memchr(0, text.as_bytes()).is_some() || near::merge::has_sign(&text[..keys.body]);
        let says_off = || !keys.stands("status") && near::says_off(keys.id, body, kind);
        let says_outcome = || {
            let is_said =
                keys.stands("outcome") || !keys.stands("reviewed") && !near::may_say_outcome(body, kind);
            kind == NoteKind::Plan && !is_said
        };
        let has_hour = || keys.moment("date").is_some_and(|date| date.time.is_some());
        let names_hour = || near::names_hour(keys.id, kind) && !has_hour();
        if is_odd || near::types_keys_as_text(body, kind) || says_off() || names_hour() || says_outcome() {
            return None;
        }
        let titles = near::silence::look(body, keys.body, kind)?;
        let mail = keys.mail();
        let note = || Note::without_keys(path, text, (keys.block.clone(), keys.body), mail);
        let is_read = is_body_wanted || !near::silence::holds_nothing(body, depth);
        let note = is_read.then(note);
        Some(Self { keys, titles, note })
    }

    /// Adds to the value of its keys what its body says, or its titles alone; `None` where something isn't plain to see, or would have to
    /// be told. Values are filled where they stand: they are large, and a copy costs as much as a look at the keys.
    fn finish<T>(
        &self,
        value: &mut T,
        add_titles: impl FnOnce(&mut T),
        read_body: impl FnOnce(&Reader<'_>, &mut T),
    ) -> Option<()> {
        if !self.keys.are_plain() {
            return None;
        }
        let Some(note) = &self.note else {
            add_titles(value);
            return Some(());
        };
        let reader = Reader::new(note);
        read_body(&reader, value);
        reader.into_problems().is_empty().then_some(())
    }

    fn show<S>(&self, see: Option<impl FnOnce(&Note) -> S>) -> Option<S> {
        see.zip(self.note.as_ref()).map(|(see, note)| see(note))
    }

    /// The day of the note, by its key and by its name, which must not say different ones.
    fn moment(&self) -> Option<Moment> {
        let named = split_leading_day(self.keys.id).map(|(day, _)| Moment::day(day));
        match (self.keys.moment("date"), named) {
            (Some(written), Some(named)) => (written.date == named.date).then_some(written),
            (written, named) => written.or(named),
        }
    }

    fn list_headings(&self) -> Vec<String> {
        self.titles.iter().map(|section| section.title.clone()).collect()
    }

    /// The lines that hold its facts.
    fn written(&self, keys: &'static [&'static str]) -> Written {
        let title = self.titles.iter().find(|section| !section.title.is_empty()).map(|section| {
            let line = self.keys.count_lines(section.heading.start);
            Statement::new(section.title.as_str(), self.keys.path, line)
        });
        Written::find(self.keys.path, title, self.keys.first_line(), keys, |key| self.keys.line_of(key))
    }
}
