//! `coach.yaml`, which is nothing but keys.

use super::front_keys::{line_up_keys, merge_comments, read_yaml};
use super::merged_text::MergedText;
use super::{Merged, keeps_everything};
use crate::note::near::merge;
use crate::note::tree::Tree;

/// Puts two versions together, key by key. Of a key that can't be decided both versions stand in its place: below is no text that could
/// hold them. Nothing where git's own way is the better one.
pub(super) fn merge(texts: [&str; 3]) -> Option<Merged> {
    if texts.iter().any(|text| merge::has_mark(text)) {
        return None;
    }
    let [(base, base_below), (one, one_below), (other, other_below)] = {
        let [base, one, other] = texts.map(read_yaml);
        [base?, one?, other?]
    };
    let mut outcome = MergedText::default();
    for place in line_up_keys(&base, &one, &other) {
        outcome.push(&place.above);
        match place.undecided {
            Some(_) => {
                let [one, other] = place.sides.map(Option::unwrap_or_default);
                outcome.push_conflict(one, other);
            }
            None => outcome.push(place.stands.as_deref().unwrap_or_default()),
        }
    }
    outcome.push(&merge_comments([base_below, one_below, other_below], true));
    let is_whole = keeps_everything(texts, &outcome.text);
    let is_read = outcome.has_conflict || Tree::parse(&outcome.text, 0).is_ok();
    (is_whole && is_read).then(|| outcome.into_merged())
}
