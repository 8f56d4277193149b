//! Hashtags one slip from a known one: they file nothing, and are told.

use crate::model::hashtag::Hashtag;
use crate::model::keys::NoteKind;
use crate::model::slip;
use crate::note::fields::Reader;

pub(super) fn look(reader: &Reader<'_>, kind: NoteKind) {
    if matches!(kind, NoteKind::Goal | NoteKind::Plan) {
        return;
    }
    let note = reader.note;
    for block in note.body.kept_blocks().filter(|block| !block.tags.is_empty()) {
        for tag in &block.tags {
            let first = tag.split('/').next().unwrap_or(tag);
            if Hashtag::from_tag(first).is_some() {
                continue;
            }
            let Some(meant) = slip::find_meant(&first.to_lowercase(), Hashtag::words()) else { continue };
            let written = format!("#{tag}");
            let at =
                note.text[block.start..block.end].find(&written).map_or(block.start, |at| block.start + at);
            let what = format!("`{written}` isn't a hashtag that coach knows, so this isn't filed");
            let hint = format!("did you mean `#{meant}`?");
            reader.push(note.problem(at..at + written.len(), "near-hashtag", what, hint).as_note());
        }
    }
}
