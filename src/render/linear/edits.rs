//! What a command writes, as sentences: what a diff tells by the sign before a line.

use std::fmt::Write as _;

use similar::{ChangeTag, TextDiff};

use super::signs::speak_signs;
use crate::model::changes::Changes;
use crate::model::clean::clean;
use crate::model::net_change::{NetChange, net_changes};

/// Every file that changes, each once, and each line that goes or comes.
#[must_use]
pub fn speak_changes(changes: &Changes) -> String {
    net_changes(changes).iter().map(speak_one).collect::<Vec<_>>().join("\n")
}

fn speak_one(change: &NetChange) -> String {
    let path = clean(change.path()).into_owned();
    let mut text = match (&change.from, &change.to) {
        (None, _) => format!("A new file, {path}:\n"),
        (_, None) => format!("Taken away, {path}:\n"),
        (Some(from), Some(to)) if from != to => format!("Moved from {} to {path}\n", clean(from)),
        _ => format!("In {path}:\n"),
    };
    let bytes = [&change.before, &change.after].map(|bytes| bytes.as_deref().unwrap_or_default());
    let [Ok(before), Ok(after)] = bytes.map(std::str::from_utf8) else {
        return text + "It is no text.\n";
    };
    for line in TextDiff::from_lines(before, after).iter_all_changes() {
        let (place, what) = match line.tag() {
            ChangeTag::Equal => continue,
            ChangeTag::Delete => (line.old_index(), "goes"),
            ChangeTag::Insert => (line.new_index(), "comes"),
        };
        let number = place.map_or(0, |place| place + 1);
        let _ = writeln!(text, "Line {number} {what}: {}", speak_line(line.value()));
    }
    text
}

/// A line of a file as it stands; of one that says nothing, what it is made of.
fn speak_line(line: &str) -> String {
    let line = clean(line).trim_end().to_owned();
    let bare = line.trim();
    match bare.chars().next() {
        None => "nothing, an empty line".to_owned(),
        Some('-') if bare.bytes().all(|byte| byte == b'-') => format!("{} dashes", bare.len()),
        Some(_) if line.is_ascii() => bare.to_owned(),
        Some(_) => speak_signs(bare),
    }
}

#[cfg(test)]
mod tests {
    use super::speak_changes;
    use crate::model::changes::{Change, Changes};

    #[test]
    fn each_line_says_whether_it_comes_or_goes() {
        let changes = Changes::from(vec![
            Change::put("a b.md", Some(b"one\ntwo\n".to_vec()), b"one\n2\n\n".to_vec()),
            Change::put("new.md", None, b"---\nx\n".to_vec()),
            Change::for_removal("old.md", b"- y\n".to_vec()),
            Change::for_move("from.md", "to.md"),
        ]);
        assert_eq!(
            speak_changes(&changes),
            "In a b.md:\nLine 2 goes: two\nLine 2 comes: 2\nLine 3 comes: nothing, an empty line\n\n\
             A new file, new.md:\nLine 1 comes: 3 dashes\nLine 2 comes: x\n\n\
             Taken away, old.md:\nLine 1 goes: - y\n\nMoved from from.md to to.md\n"
        );
    }
}
