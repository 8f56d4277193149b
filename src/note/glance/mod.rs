//! Notes as nearly everybody keeps them, read at a glance: known keys with plain values and a body of which nothing can be told go into
//! typed values straight from the text, without a tree.
//!
//! What is read here is read as the whole reading would read it, and there is nothing to tell of it: where that isn't plain to see, and
//! wherever words of the body are asked for, the note is handed over (`None`). Lists and sums over a practice look at every note of it,
//! and nine in ten need no more than this.

mod between;
mod goal;
mod keys;
mod plan;
mod session;
mod values;

use std::sync::Arc;

use crate::model::keys::NoteKind;
use crate::model::moment::{Moment, split_leading_day};
use crate::model::needs::Depth;
use crate::model::statement::Statement;
use crate::model::written::Written;
use crate::note::near;
use crate::note::read::stem;
use crate::note::sections::Section;

pub use between::between;
pub use goal::goal;
pub use plan::plan;
pub use session::session;

use keys::Keys;
use values::{Found, HandedOver};

/// A note whose keys were read, and of whose body nothing has to be.
struct Glance<'t> {
    path: &'t Arc<str>,
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
        if is_odd || near::types_keys_as_text(body, kind, |key| keys.stands(key)) {
            return None;
        }
        let holds_nothing = near::silence::holds_nothing(body, depth);
        let titles = holds_nothing.then(|| near::silence::look(body, keys.body, kind))??;
        Some(Self { path, keys, titles })
    }

    fn id(&self) -> &'t str {
        stem(self.path)
    }

    /// The day of the note, by its key and by its name, which must not say different ones.
    fn moment(&self) -> Found<Moment> {
        let named = split_leading_day(self.id()).map(|(day, _)| Moment::day(day));
        let moment = match (self.keys.moment("date")?, named) {
            (Some(written), Some(named)) => (written.date == named.date).then_some(written),
            (written, named) => written.or(named),
        };
        moment.ok_or(HandedOver)
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
