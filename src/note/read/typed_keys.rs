//! What the keys of a note are read as, whether they stand in a tree or are read at a glance: one reading of each kind of note serves both.

use std::sync::Arc;

use chrono::NaiveDate;

use super::{goal, session};
use crate::model::choice::Choice;
use crate::model::file_name::stem;
use crate::model::mark::Ten;
use crate::model::moment::Moment;
use crate::model::session::{AreaMarks, Reference};
use crate::model::signal::Signal;
use crate::model::statement::Statement;
use crate::note::fields::Fields;

/// The keys of a note. Where one has no value, or none that it may have, there is nothing.
pub(in crate::note) trait TypedKeys {
    /// The file's stem.
    fn id(&self) -> &str;
    /// The file.
    fn path(&self) -> &Arc<str>;
    fn text(&self, key: &str) -> Option<String>;
    fn statement(&self, key: &str) -> Option<Statement>;
    /// A text, or each of a list.
    fn statements(&self, key: &str) -> Vec<Statement>;
    fn references(&self, key: &str) -> Vec<Reference>;
    /// One alone, or a list of one.
    fn reference(&self, key: &str) -> Option<Reference>;
    fn choice<T: Choice>(&self, key: &str) -> Option<T>;
    /// One that decides whether the note counts.
    fn deciding_choice<T: Choice>(&self, key: &str) -> Option<T>;
    fn flag(&self, key: &str) -> Option<bool>;
    fn moment(&self, key: &str) -> Option<Moment>;
    fn count(&self, key: &str) -> Option<u32>;
    /// One or more.
    fn size(&self, key: &str) -> Option<u32>;
    /// Zero or more.
    fn amount(&self, key: &str) -> Option<f64>;
    /// A mark from 0 to 10.
    fn ten(&self, key: &str) -> Option<Ten>;
    /// Marks of a group, by their names.
    fn tens<const N: usize>(&self, key: &'static str, names: [&str; N]) -> [Option<Ten>; N];
    /// A goal's level, −2 to 2.
    fn level(&self, key: &str) -> Option<i8>;
    /// What each level of a goal is, lowest first.
    fn levels(&self, key: &'static str) -> Vec<(i8, Statement)>;
    /// The marks of the client's own areas.
    fn areas(&self, key: &'static str) -> Vec<AreaMarks>;
    fn signals(&self, key: &str) -> Vec<Signal>;

    fn day(&self, key: &str) -> Option<NaiveDate> {
        self.moment(key).map(|moment| moment.date)
    }

    fn texts(&self, key: &str) -> Vec<String> {
        self.statements(key).into_iter().map(|statement| statement.text.into()).collect()
    }
}

impl TypedKeys for Fields<'_> {
    fn id(&self) -> &str {
        stem(self.path())
    }

    fn path(&self) -> &Arc<str> {
        &self.reader().note.path
    }

    fn text(&self, key: &str) -> Option<String> {
        self.text(key)
    }

    fn statement(&self, key: &str) -> Option<Statement> {
        self.statement(key)
    }

    fn statements(&self, key: &str) -> Vec<Statement> {
        self.statements(key)
    }

    fn references(&self, key: &str) -> Vec<Reference> {
        self.references(key)
    }

    fn reference(&self, key: &str) -> Option<Reference> {
        self.reference(key)
    }

    fn choice<T: Choice>(&self, key: &str) -> Option<T> {
        self.choice(key)
    }

    fn deciding_choice<T: Choice>(&self, key: &str) -> Option<T> {
        self.deciding_choice(key)
    }

    fn flag(&self, key: &str) -> Option<bool> {
        self.flag(key)
    }

    fn moment(&self, key: &str) -> Option<Moment> {
        self.moment(key)
    }

    fn count(&self, key: &str) -> Option<u32> {
        self.count(key)
    }

    fn size(&self, key: &str) -> Option<u32> {
        self.size(key)
    }

    fn amount(&self, key: &str) -> Option<f64> {
        self.amount(key)
    }

    fn ten(&self, key: &str) -> Option<Ten> {
        self.mark(key)
    }

    fn tens<const N: usize>(&self, key: &'static str, names: [&str; N]) -> [Option<Ten>; N] {
        self.nested_fields(key).map_or([None; N], |below| names.map(|name| below.mark(name)))
    }

    fn level(&self, key: &str) -> Option<i8> {
        self.level(key)
    }

    fn levels(&self, key: &'static str) -> Vec<(i8, Statement)> {
        self.nested_fields(key).map(|below| goal::levels(&below)).unwrap_or_default()
    }

    fn areas(&self, key: &'static str) -> Vec<AreaMarks> {
        self.nested_fields(key).map(|below| session::balance(&below)).unwrap_or_default()
    }

    fn signals(&self, key: &str) -> Vec<Signal> {
        super::signals(self, key)
    }
}
