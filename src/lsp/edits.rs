//! Edits as the editor is asked to make them.

use lsp_types::{
    DocumentChangeOperation, DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, RenameFile,
    ResourceOp, TextDocumentEdit, TextEdit, WorkspaceEdit,
};

use super::desk::Sheet;
use super::positions::Positions;

/// A note as it is, and as it is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedNote {
    /// The note, from the practice's root.
    pub path: String,
    /// Its text: that of the buffer where it is open.
    pub before: String,
    /// What it becomes.
    pub after: String,
}

/// The edit of some notes, and of the name of one of them. None where an address can't be written.
#[must_use]
pub fn write_edit(
    sheet: &Sheet<'_>,
    notes: &[ChangedNote],
    renamed: Option<(&str, &str)>,
) -> Option<WorkspaceEdit> {
    let mut operations = Vec::new();
    let mut plain = Vec::new();
    for note in notes.iter().filter(|note| note.before != note.after) {
        let uri = sheet.address(&note.path)?;
        let edit = find_difference(&note.before, &note.after, &Positions::new(&note.before, sheet.desk.unit));
        let version = sheet.desk.buffers.get(uri.as_str()).map(|buffer| buffer.version);
        let text_document = OptionalVersionedTextDocumentIdentifier { uri: uri.clone(), version };
        let edits = vec![OneOf::Left(edit.clone())];
        operations.push(DocumentChangeOperation::Edit(TextDocumentEdit { text_document, edits }));
        plain.push((uri, vec![edit]));
    }
    if let Some((from, to)) = renamed {
        let rename = RenameFile {
            old_uri: sheet.address(from)?,
            new_uri: sheet.address(to)?,
            options: None,
            annotation_id: None,
        };
        operations.push(DocumentChangeOperation::Op(ResourceOp::Rename(rename)));
    }
    if sheet.desk.able.knows_versions || renamed.is_some() {
        let document_changes = Some(DocumentChanges::Operations(operations));
        return Some(WorkspaceEdit { document_changes, ..WorkspaceEdit::default() });
    }
    #[allow(
        clippy::mutable_key_type,
        reason = "the protocol's own type; what it keeps inside is no part of its order"
    )]
    let changes = plain.into_iter().collect();
    Some(WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() })
}

/// What differs, from the first character that does to the last.
fn find_difference(before: &str, after: &str, positions: &Positions<'_>) -> TextEdit {
    let same = before.chars().zip(after.chars()).take_while(|(one, other)| one == other);
    let start: usize = same.map(|(c, _)| c.len_utf8()).sum();
    let (old, new) = (&before[start..], &after[start..]);
    let same = old.chars().rev().zip(new.chars().rev()).take_while(|(one, other)| one == other);
    let end: usize = same.map(|(c, _)| c.len_utf8()).sum();
    let range = positions.range(start..before.len() - end);
    TextEdit { range, new_text: new[..new.len() - end].to_owned() }
}

#[cfg(test)]
mod tests {
    use super::find_difference;
    use crate::lsp::positions::{Positions, Unit};

    #[test]
    fn only_what_differs_is_edited() {
        for (before, after, range, text) in [
            ("- [ ] a\n", "- [x] a\n", (3, 4), "x"),
            ("aa", "aaa", (2, 2), "a"),
            ("é🧵b", "é🧵🧵b", (3, 3), "🧵"),
            ("ab", "", (0, 2), ""),
        ] {
            let edit = find_difference(before, after, &Positions::new(before, Unit::Utf16));
            assert_eq!((edit.range.start.character, edit.range.end.character), range, "{before} {after}");
            assert_eq!(edit.new_text, text);
        }
    }
}
