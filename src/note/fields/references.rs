//! References to other notes.

use super::Fields;
use crate::model::session::Reference;
use crate::model::statement::{Source, Statement};
use crate::note::tree::Node;

impl Fields<'_> {
    /// References to other notes: an id or a list of them.
    #[must_use]
    pub fn references(&self, key: &str) -> Vec<Reference> {
        let reference = |(node, statement): (&Node, Statement)| {
            let (line, column) = self.reader.note.lines.place(&self.reader.note.text, node.span.start);
            let source = Source { path: self.reader.note.path.clone(), line };
            Reference { id: statement.text.as_str().to_owned(), written: statement.text, source, column }
        };
        self.texts(key).into_iter().map(reference).collect()
    }

    /// A reference to one other note, alone or as a list of one. Further ones have no effect, which is told.
    #[must_use]
    pub fn reference(&self, key: &str) -> Option<Reference> {
        let mut references = self.references(key).into_iter();
        let first = references.next()?;
        if let (Some(further), Some(node)) = (references.next(), self.get(key)) {
            let what = format!("{key}: one is read here, and `{}` has no effect", further.written);
            let hint = format!("leave the one that is meant: `{key}: {}`", first.written);
            self.reader.tell_as_note(node.span.clone(), "one-of-several", what, hint);
        }
        Some(first)
    }
}
