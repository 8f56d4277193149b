//! What the editor holds open: each text as it stands there, saved or not.

use lsp_types::{TextDocumentContentChangeEvent, Uri};

use super::positions::{Positions, Unit};
use crate::practice::standing::Place;

/// A note in the editor.
#[derive(Debug)]
pub struct Buffer {
    /// The address, as the editor writes it.
    pub uri: Uri,
    /// The editor's number of this text.
    pub version: i32,
    /// The text.
    pub text: String,
    /// Where it stands in a practice, if it stands in one.
    pub place: Option<Place>,
}

impl Buffer {
    /// Makes changes in their order; each is counted in the text that the one before it left.
    pub fn change(&mut self, version: i32, changes: Vec<TextDocumentContentChangeEvent>, unit: Unit) {
        self.version = version;
        for change in changes {
            match change.range {
                None => self.text = change.text,
                Some(range) => {
                    let bytes = Positions::new(&self.text, unit).bytes(range);
                    self.text.replace_range(bytes, &change.text);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Buffer;
    use crate::lsp::positions::Unit;
    use lsp_types::{Position, Range, TextDocumentContentChangeEvent};
    use std::str::FromStr as _;

    #[test]
    fn changes_are_made_one_behind_the_other() {
        let uri = lsp_types::Uri::from_str("file:///a.md").expect("an address");
        let mut buffer = Buffer { uri, version: 1, text: "🧵a\nb\n".into(), place: None };
        let change = |from: (u32, u32), to: (u32, u32), text: &str| TextDocumentContentChangeEvent {
            range: Some(Range::new(Position::new(from.0, from.1), Position::new(to.0, to.1))),
            range_length: None,
            text: text.into(),
        };
        buffer.change(2, vec![change((0, 2), (0, 3), "cc"), change((1, 0), (9, 9), "d")], Unit::Utf16);
        assert_eq!((buffer.text.as_str(), buffer.version), ("🧵cc\nd", 2));
        let whole = TextDocumentContentChangeEvent { range: None, range_length: None, text: "e".into() };
        buffer.change(3, vec![whole], Unit::Bytes);
        assert_eq!(buffer.text, "e");
    }
}
