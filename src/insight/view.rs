//! What every view says of itself, at home: the template that makes Markdown of it, the formats that it has beside text, and what
//! of it a client may see.

use serde::Serialize;

use crate::model::problem::Problem;

/// Something that is shown: one struct whose fields are its JSON and the variables of its template.
pub trait View: Serialize + Sized {
    /// The template in `templates/` that makes Markdown of it. None where the command makes the text itself, since another
    /// program reads it or it is shown piece by piece.
    const TEMPLATE: Option<&'static str>;

    /// The formats that it has beside text, Markdown and JSON.
    const FACES: &'static [Face] = &[];

    /// How long its text may be at most, whatever it holds; the template gets `room` and shows less of each part until it fits.
    const BOUND: Option<Bound> = None;

    /// What of it may stand on a screen that the client sees, or be handed to them; `None` where the view isn't for a client.
    ///
    /// It is built up: take `self` apart by all its fields and name each one that passes, so that a new field doesn't compile until
    /// somebody has decided about it.
    fn for_client(self) -> Option<Self>;
}

/// How long a text may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bound {
    /// In words.
    pub words: usize,
    /// In lines of eighty columns.
    pub lines: usize,
}

/// A format that only some views have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    /// A page made of the view's Markdown.
    Page,
    /// A page of the view's own, which its command makes.
    OwnPage,
    /// A table for a spreadsheet.
    Table,
    /// A drawing.
    Drawing,
}

/// A view and, beside its fields in JSON, what could not be read on the way to it.
#[derive(Debug, Clone, Serialize)]
pub struct WithProblems<V> {
    /// The view.
    #[serde(flatten)]
    pub view: V,
    /// What could not be read.
    pub problems: Vec<Problem>,
}
