//! Changes as a unified diff, as git writes and applies it.

use std::fmt::Write as _;

use similar::TextDiff;

use crate::model::changes::Changes;
use crate::model::net_change::{NetChange, net_changes};

/// The diff of every file that changes, each once, in the order in which they are first touched.
#[must_use]
pub fn write_unified(changes: &Changes) -> String {
    net_changes(changes).iter().map(write_one).collect()
}

fn write_one(change: &NetChange) -> String {
    let old = change.from.as_deref().unwrap_or(change.path());
    let new = change.path();
    let mut text = format!("diff --git {} {}\n", quote_path("a/", old), quote_path("b/", new));
    if change.from.is_none() {
        text.push_str("new file mode 100644\n");
    }
    if change.to.is_none() {
        text.push_str("deleted file mode 100644\n");
    }
    let before = change.before.as_deref().unwrap_or_default();
    let after = change.after.as_deref().unwrap_or_default();
    let (Ok(before), Ok(after)) = (std::str::from_utf8(before), std::str::from_utf8(after)) else {
        let _ = writeln!(text, "Binary files differ");
        return text;
    };
    let diff = TextDiff::from_lines(before, after);
    if old != new {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 100")]
        let alike = (diff.ratio() * 100.0) as u8;
        let (from, to) = (quote_path("", old), quote_path("", new));
        let _ = write!(text, "similarity index {alike}%\nrename from {from}\nrename to {to}\n");
    }
    let name = |there: bool, side: &str, path: &str| {
        if there { write_side(side, path) } else { "/dev/null".to_owned() }
    };
    let (old, new) = (name(change.from.is_some(), "a/", old), name(change.to.is_some(), "b/", new));
    if before != after {
        let _ = write!(text, "{}", diff.unified_diff().header(&old, &new));
    }
    text
}

/// A file's name in the heading of its hunks: a tab ends one that holds a blank, since programs cut it there otherwise.
fn write_side(side: &str, path: &str) -> String {
    let name = quote_path(side, path);
    if path.contains(' ') && !name.starts_with('"') { format!("{name}\t") } else { name }
}

/// A path as git writes it: in quotation marks where it holds what would break the line.
fn quote_path(side: &str, path: &str) -> String {
    // As git writes a file that stands elsewhere.
    let path = path.strip_prefix('/').unwrap_or(path);
    if !path.contains(|c: char| c.is_control() || matches!(c, '"' | '\\')) {
        return format!("{side}{path}");
    }
    let escaped: String = path.chars().flat_map(char::escape_default).collect();
    format!("\"{side}{escaped}\"")
}

#[cfg(test)]
mod tests {
    use super::write_unified;
    use crate::model::changes::{Change, Changes};

    #[test]
    fn each_change_is_written_as_git_writes_it() {
        let changes = Changes::from(vec![
            Change::put("a b.md", Some(b"one\r\ntwo".to_vec()), b"one\r\n2\n".to_vec()),
            Change::put("new.md", None, b"x\n".to_vec()),
            Change::for_removal("old.md", b"y\n".to_vec()),
            Change::for_move("from.md", "to.md"),
        ]);
        assert_eq!(
            write_unified(&changes),
            "diff --git a/a b.md b/a b.md\n--- a/a b.md\t\n+++ b/a b.md\t\n@@ -1,2 +1,2 @@\n one\r\n-two\n\
             \\ No newline at end of file\n+2\n\
             diff --git a/new.md b/new.md\nnew file mode 100644\n--- /dev/null\n+++ b/new.md\n@@ -0,0 +1 @@\n+x\n\
             diff --git a/old.md b/old.md\ndeleted file mode 100644\n--- a/old.md\n+++ /dev/null\n@@ -1 +0,0 @@\n-y\n\
             diff --git a/from.md b/to.md\nsimilarity index 100%\nrename from from.md\nrename to to.md\n"
        );
    }
}
