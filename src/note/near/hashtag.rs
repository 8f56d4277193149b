//! Hashtags one slip from a known one: they file nothing, and are told.

use crate::model::hashtag::Hashtag;
use crate::model::keys::NoteKind;
use crate::model::slip;
use crate::note::fields::Reader;
use crate::note::inline_marks::list_hashtags;

pub(super) fn look(reader: &Reader<'_>, kind: NoteKind) {
    if !kind.has_hashtags() {
        return;
    }
    let note = reader.note;
    for block in note.body.kept_blocks().filter(|block| !block.tags.is_empty()) {
        for tag in &block.tags {
            let Some(meant) = find_meant(tag) else { continue };
            let written = format!("#{tag}");
            let at =
                note.text[block.start..block.end].find(&written).map_or(block.start, |at| block.start + at);
            let what = format!("`{written}` isn't a hashtag that coach knows, so this isn't filed");
            let hint = format!("did you mean `#{meant}`?");
            reader.push(note.problem(at..at + written.len(), "near-hashtag", what, hint).as_note());
        }
    }
}

/// The hashtag that a typed one is a slip from.
fn find_meant(tag: &str) -> Option<&'static str> {
    let first = tag.split('/').next().unwrap_or(tag);
    if Hashtag::from_tag(first).is_some() {
        return None;
    }
    slip::find_meant(&first.to_lowercase(), Hashtag::words())
}

/// Whether no hashtag in a body, in whatever it stands, is a slip from a known one.
pub(super) fn are_known(body: &str, kind: NoteKind) -> bool {
    !kind.has_hashtags() || list_hashtags(body, 0..body.len(), &[]).all(|tag| find_meant(tag).is_none())
}

/// Whether a hashtag of a kind stands in a body, in whatever it stands.
pub(super) fn holds(body: &str, is_wanted: impl Fn(&Hashtag) -> bool) -> bool {
    let mut tags = list_hashtags(body, 0..body.len(), &[]);
    tags.any(|tag| Hashtag::from_tag(tag).is_some_and(|tag| is_wanted(&tag)))
}
