//! Changes as they are to be heard: which file, which line, what goes and what comes.

use similar::{ChangeTag, TextDiff};

use super::linear::say;
use crate::model::changes::Changes;
use crate::model::net_change::{NetChange, net_changes};

/// Tells every file that changes, each once, in the order in which they are first touched.
#[must_use]
pub fn write_spoken(changes: &Changes) -> String {
    net_changes(changes).iter().flat_map(tell_one).map(|line| line + "\n").collect()
}

fn tell_one(change: &NetChange) -> Vec<String> {
    let path = change.path();
    let what = match (&change.from, &change.to) {
        (None, _) => format!("New file: {path}."),
        (_, None) => format!("File taken away: {path}."),
        (Some(from), Some(to)) if from != to => format!("File {from} moves to {to}."),
        _ => format!("In {path}:"),
    };
    let text = |bytes: &Option<Vec<u8>>| String::from_utf8(bytes.clone().unwrap_or_default());
    let (Ok(before), Ok(after)) = (text(&change.before), text(&change.after)) else {
        return vec![what, "It is no text.".to_owned()];
    };
    let diff = TextDiff::from_lines(&before, &after);
    let lines = diff.iter_all_changes().filter(|line| line.tag() != ChangeTag::Equal);
    let told = lines.map(|line| {
        let (deed, place) = match line.tag() {
            ChangeTag::Delete => ("Goes", line.old_index()),
            _ => ("Comes", line.new_index()),
        };
        let words = say(line.value());
        let words = if words.is_empty() { "an empty line".to_owned() } else { words };
        format!("{deed}, line {}: {words}", place.map_or(0, |place| place + 1))
    });
    std::iter::once(what).chain(told).collect()
}

#[cfg(test)]
mod tests {
    use super::write_spoken;
    use crate::model::changes::{Change, Changes};

    #[test]
    fn each_line_says_what_becomes_of_it() {
        let changes = Changes::from(vec![
            Change::put("a.md", Some(b"one\ntwo\n".to_vec()), b"one\nthree\n\n".to_vec()),
            Change::put("b.md", None, b"new\n".to_vec()),
        ]);
        let wanted = "In a.md:\nGoes, line 2: two\nComes, line 2: three\nComes, line 3: an empty line\nNew file: b.md.\nComes, line 1: new\n";
        assert_eq!(write_spoken(&changes), wanted);
    }
}
