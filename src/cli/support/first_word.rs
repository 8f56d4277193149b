//! Which command a line is about, before there is a tree of arguments to parse it by.

use std::ffi::OsString;

/// The options of every command that take a value, which stands in the next word unless a `=` is there.
const WITH_VALUE: [&str; 4] = ["--practice", "--format", "--today", "--color"];

/// The first word of a line that is no option and no option's value: the command, if it is one. `None` where that can't be told.
pub fn find_first_word(line: &[OsString]) -> Option<&str> {
    let mut words = line.iter();
    while let Some(word) = words.next() {
        let word = word.to_str()?;
        if WITH_VALUE.contains(&word) {
            words.next();
        } else if word == "--" {
            return None;
        } else if !word.starts_with('-') {
            return Some(word);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::find_first_word;

    #[test]
    fn a_command_stands_behind_the_options_of_every_command() {
        for (line, wanted) in [
            ("prep alice", Some("prep")),
            ("--practice prep prep alice", Some("prep")),
            ("--practice=prep -q find prep", Some("find")),
            ("--format json --shared today", Some("today")),
            ("-- prep", None),
            ("--practice", None),
            ("", None),
        ] {
            let line: Vec<_> = line.split_whitespace().map(Into::into).collect();
            assert_eq!(find_first_word(&line), wanted, "{line:?}");
        }
    }
}
