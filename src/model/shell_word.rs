//! A word as it is typed in a shell.

use std::borrow::Cow;

/// The word as it is, or between quotation marks where a shell would take it for several or for something else: a command that is
/// shown can be copied.
#[must_use]
pub fn quote(word: &str) -> Cow<'_, str> {
    let is_plain = |c: char| c.is_alphanumeric() || "@%+=:,./_-".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        return Cow::Borrowed(word);
    }
    Cow::Owned(format!("'{}'", word.replace('\'', r"'\''")))
}

#[cfg(test)]
mod tests {
    use super::quote;

    #[test]
    fn what_a_shell_would_take_apart_is_quoted() {
        for (word, wanted) in [
            ("ada", "ada"),
            ("zoë-müller", "zoë-müller"),
            ("clients/a/2026-11-08.md", "clients/a/2026-11-08.md"),
            ("Carla Roth", "'Carla Roth'"),
            ("o'neil", r"'o'\''neil'"),
            ("a;b", "'a;b'"),
            ("", "''"),
        ] {
            assert_eq!(quote(word), wanted);
        }
    }
}
