//! Plans of which is written what happened and no key says how it went: they are asked after as if nothing were.

use crate::model::keys::NoteKind;
use crate::note::fields::Reader;

const HEADING: &str = "Outcome";

pub(super) fn look(reader: &Reader<'_>, kind: NoteKind) {
    let fields = reader.fields();
    if kind != NoteKind::Plan || fields.get("outcome").is_some() {
        return;
    }
    let note = reader.note;
    let words = note.body.blocks_under(HEADING).find(|block| !block.words(&note.text).is_empty());
    let at = match (words, fields.get("reviewed")) {
        (Some(block), _) => block.start..block.start + block.first_line(&note.text).len(),
        (None, Some(reviewed)) => reviewed.span.clone(),
        (None, None) => return,
    };
    let what = "what happened is written here, and no `outcome` says how it went; the plan counts as open";
    let hint = "add `outcome:` with kept, partly, missed or released, or `outcome: open` if it goes on";
    reader.tell_as_note(at, "near-outcome", what, hint);
}

/// Whether a body may say what became of a plan.
pub(in crate::note) fn may_say_outcome(body: &str, kind: NoteKind) -> bool {
    let finder = || body.find(HEADING).or_else(|| body.to_lowercase().find("outcome"));
    kind == NoteKind::Plan
        && finder().is_some_and(|at| {
            let behind = body.get(at..).and_then(|rest| rest.split_once('\n'));
            behind.is_none_or(|(_, below)| below.contains(char::is_alphanumeric))
        })
}
