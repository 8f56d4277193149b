//! Names that a sync service or a merge tool gives to a second copy of a file.

use std::collections::HashMap;

/// What sync services put in brackets behind a name, in small letters.
const WORDS: [&str; 10] = [
    "conflicted copy",
    "conflict copy",
    "case conflict",
    "sync conflict",
    "in konflikt stehende kopie",
    "konfliktkopie",
    "copie en conflit",
    "copia en conflicto",
    "unicode encoding conflict",
    "conflict",
];

/// What a stem would be a copy of, and whether its name alone says so: people number and copy files themselves, too, so those are
/// only copies where the notes are the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied<'a> {
    /// The stem of the file that it was made of.
    pub of: &'a str,
    /// Whether no person writes such a name.
    pub is_sure: bool,
}

/// What a stem would be a copy of.
#[must_use]
pub fn copied(stem: &str) -> Option<Copied<'_>> {
    sure(stem)
        .map(|of| Copied { of, is_sure: true })
        .or_else(|| unsure(stem).map(|of| Copied { of, is_sure: false }))
}

/// Whether most lines of two texts are the same, blank ones apart.
#[must_use]
pub fn are_mostly_same(one: &str, other: &str) -> bool {
    let lines = |text: &'_ str| -> Vec<String> {
        let lines = text.lines().map(str::trim).filter(|line| line.contains(char::is_alphanumeric));
        lines.map(str::to_owned).collect()
    };
    let (one, other) = (lines(one), lines(other));
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for line in &other {
        *counts.entry(line).or_default() += 1;
    }
    let mut shared = 0;
    for line in &one {
        if let Some(count) = counts.get_mut(line.as_str()).filter(|count| **count > 0) {
            *count -= 1;
            shared += 1;
        }
    }
    shared * 2 > one.len().max(other.len())
}

fn sure(stem: &str) -> Option<&str> {
    // Syncthing: `name.sync-conflict-20261104-112900-ABCDEFG`.
    if let Some((of, _)) = stem.split_once(".sync-conflict-") {
        return Some(of).filter(|of| !of.is_empty());
    }
    // ownCloud and Nextcloud: `name_conflict-20261104-112900`.
    if let Some((of, rest)) = stem.rsplit_once("_conflict-")
        && rest.starts_with(|c: char| c.is_ascii_digit())
    {
        return Some(of);
    }
    // git mergetool: `name_LOCAL_4711`.
    for side in ["_BACKUP_", "_BASE_", "_LOCAL_", "_REMOTE_"] {
        if let Some((of, number)) = stem.rsplit_once(side)
            && !number.is_empty()
            && number.bytes().all(|byte| byte.is_ascii_digit())
        {
            return Some(of);
        }
    }
    // Dropbox, Nextcloud, Obsidian: `name (Ada's conflicted copy 2026-11-04)`.
    let (of, inside) =
        stem.strip_suffix(')')?.rsplit_once(" (").or_else(|| stem.strip_suffix(')')?.rsplit_once('('))?;
    let inside = inside.to_lowercase();
    WORDS.iter().any(|words| inside.contains(words)).then_some(of.trim_end()).filter(|of| !of.is_empty())
}

fn unsure(stem: &str) -> Option<&str> {
    let of = numbered(stem).or_else(|| worded(stem)).or_else(|| of_machine(stem))?;
    (!of.is_empty()).then_some(of)
}

/// `name 2`, `name (1)`.
fn numbered(stem: &str) -> Option<&str> {
    let (of, number) = stem.rsplit_once(' ')?;
    let number = number.strip_prefix('(').and_then(|number| number.strip_suffix(')')).unwrap_or(number);
    let is_number = (1..=2).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    // `name copy 2`
    is_number.then(|| worded(of).unwrap_or(of))
}

/// `name copy`, `name - Copy`.
fn worded(stem: &str) -> Option<&str> {
    let (of, word) = stem.rsplit_once(' ')?;
    let word = word.trim_matches(['(', ')']).to_lowercase();
    let is_copy = matches!(word.as_str(), "copy" | "kopie" | "copie" | "copia");
    is_copy.then(|| of.strip_suffix(" -").or_else(|| of.strip_suffix(" –")).unwrap_or(of).trim_end())
}

/// OneDrive: `name-LAPTOP-7F3K`, the machine's name in capitals.
fn of_machine(stem: &str) -> Option<&str> {
    let is_name = |name: &str| {
        name.len() >= 4
            && name.starts_with(|c: char| c.is_ascii_uppercase())
            && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'-')
            && name.bytes().filter(u8::is_ascii_uppercase).count() >= 3
    };
    stem.match_indices('-')
        .map(|(at, _)| (&stem[..at], &stem[at + 1..]))
        .find(|(_, name)| is_name(name))
        .map(|(of, _)| of)
}

#[cfg(test)]
mod tests {
    use super::{are_mostly_same, copied};

    #[test]
    fn copies_are_known_by_their_names() {
        for (stem, of, is_sure) in [
            ("2026-11-03 (Ada's conflicted copy 2026-11-04)", "2026-11-03", true),
            ("2026-11-03 (Conflicted copy ThinkPad 202611041129)", "2026-11-03", true),
            ("2026-11-03 (conflicted copy 2026-11-04 112900)", "2026-11-03", true),
            ("2026-11-03.sync-conflict-20261104-112900-ABCDEFG", "2026-11-03", true),
            ("2026-11-03_conflict-20261104-112900", "2026-11-03", true),
            ("2026-11-03_LOCAL_4711", "2026-11-03", true),
            ("2026-11-03-DESKTOP-7F3K", "2026-11-03", false),
            ("2026-11-03 2", "2026-11-03", false),
            ("2026-11-03 (1)", "2026-11-03", false),
            ("2026-11-03 copy", "2026-11-03", false),
            ("2026-11-03 copy 3", "2026-11-03", false),
            ("2026-11-03 - Copy", "2026-11-03", false),
        ] {
            let found = copied(stem).map(|copied| (copied.of, copied.is_sure));
            assert_eq!(found, Some((of, is_sure)), "{stem}");
        }
        for stem in ["2026-11-03", "2026-11-03-2", "2026-11-03 Alice", "lead-the-team", "2025-03-02 (phone)"]
        {
            assert_eq!(copied(stem), None, "{stem}");
        }
    }

    #[test]
    fn most_lines_are_more_than_half_of_the_longer_one() {
        for (one, other, wanted) in [
            ("a\nb\nc\n", "a\nb\nd\n", true),
            ("a\nb\n", "a\nd\n", false),
            ("a\n", "a\nb\nc\n", false),
            ("---\na\n---\n", "---\nb\n---\n", false),
            ("", "", false),
        ] {
            assert_eq!(are_mostly_same(one, other), wanted, "{one:?} {other:?}");
        }
    }
}
