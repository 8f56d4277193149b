//! Names that a sync service or a merge tool gives to a second copy of a file.

use std::collections::HashMap;

/// What sync services put in brackets behind a name, in small letters: that two versions are in conflict, in their user's language.
const WORDS: [&str; 14] = [
    "conflict",
    "konflikt",
    "conflit",
    "kollision",
    "conflitto",
    "conflito",
    "conflikt",
    "ristiriita",
    "конфликт",
    "конфлікт",
    "冲突",
    "衝突",
    "競合",
    "충돌",
];
/// What an editor, a merge tool or a version control system puts behind a dot.
const ENDINGS: [&str; 9] = ["orig", "rej", "mine", "theirs", "ours", "local", "remote", "base", "backup"];
/// What people's own copies begin with.
const LEADS: [&str; 8] =
    ["copy of ", "kopie von ", "kopie van ", "copie de ", "copia de ", "copia di ", "cópia de ", "kopia "];
/// Words in the names of machines.
const MACHINES: [&str; 12] = [
    "macbook", "imac", "mac", "laptop", "desktop", "pc", "iphone", "ipad", "surface", "thinkpad", "notebook",
    "android",
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
pub fn find_original(stem: &str) -> Option<Copied<'_>> {
    // Small letters, figures and dashes, as in the ids that are made here, can only hold the name of a machine.
    let is_of_id = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let is_machine = |word: &[u8]| {
        word.first().is_some_and(u8::is_ascii_lowercase)
            && MACHINES.iter().any(|machine| machine.as_bytes() == word)
    };
    if stem.bytes().all(is_of_id) && !stem.as_bytes().split(|byte| *byte == b'-').any(is_machine) {
        return None;
    }
    sure(stem)
        .map(|of| Copied { of, is_sure: true })
        .or_else(|| unsure(stem).map(|of| Copied { of, is_sure: false }))
}

/// Whether a stem is made of nothing but figures, as a day is: only one that begins another's name can have been copied to it.
#[must_use]
pub fn is_bare_date(stem: &str) -> bool {
    stem.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
}

/// Whether most lines of two texts are the same, blank ones apart.
#[must_use]
pub fn are_mostly_same(one: &str, other: &str) -> bool {
    let (shared, all) = count_shared_lines(one, other);
    shared * 2 > all
}

/// Whether nearly all lines of two texts are the same, and there are some.
#[must_use]
pub fn are_nearly_same(one: &str, other: &str) -> bool {
    let (shared, all) = count_shared_lines(one, other);
    all >= 4 && shared * 5 >= all * 4
}

/// How many lines with words two texts share, and how many the longer one has.
fn count_shared_lines(one: &str, other: &str) -> (usize, usize) {
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
    (shared, one.len().max(other.len()))
}

fn sure(stem: &str) -> Option<&str> {
    // Syncthing: `name.sync-conflict-20261104-112900-ABCDEFG`.
    if let Some((of, _)) = stem.split_once(".sync-conflict-") {
        return Some(of).filter(|of| !of.is_empty());
    }
    strip_conflict(stem)
        .or_else(|| strip_tool(stem))
        .or_else(|| strip_brackets(stem))
        .filter(|of| !of.is_empty())
}

/// ownCloud, Nextcloud and others: `name_conflict-20261104-112900`, `name.conflict1`.
fn strip_conflict(stem: &str) -> Option<&str> {
    let lower = stem.to_ascii_lowercase();
    let at = ["_conflict", ".conflict"].iter().find_map(|sign| lower.rfind(sign))?;
    let rest = &lower[at + "_conflict".len()..];
    // A title of one's own goes on in letters.
    let is_sign = rest.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '_' | '.'));
    is_sign.then_some(&stem[..at])
}

/// git: `name_LOCAL_4711`, `name.REMOTE.4711`, `name~HEAD`; others: `name.orig`, `name.mine`.
fn strip_tool(stem: &str) -> Option<&str> {
    if let Some((of, _)) = stem.rsplit_once('~') {
        return Some(of);
    }
    let bare = stem.trim_end_matches(|c: char| c.is_ascii_digit());
    let numbered = if bare.len() < stem.len() { bare.strip_suffix(['_', '.']) } else { None };
    let (of, word) = numbered.unwrap_or(stem).rsplit_once(['.', '_'])?;
    let is_shouted = word.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_known = ENDINGS.contains(&word.to_ascii_lowercase().as_str());
    let is_dotted = stem.as_bytes().get(of.len()) == Some(&b'.');
    (is_known && (is_dotted || is_shouted && numbered.is_some())).then_some(of)
}

/// Dropbox, Nextcloud, Obsidian: `name (Ada's conflicted copy 2026-11-04)`, `name [conflicted]`.
fn strip_brackets(stem: &str) -> Option<&str> {
    if !stem.ends_with([')', ']']) {
        return None;
    }
    let has_word = |inside: &str| WORDS.iter().any(|word| inside.contains(word));
    let place = stem.match_indices(['(', '[']).find(|(at, _)| has_word(&stem[*at..].to_lowercase()))?;
    Some(stem[..place.0].trim_end())
}

fn unsure(stem: &str) -> Option<&str> {
    let of = strip_number(stem)
        .or_else(|| strip_word(stem))
        .or_else(|| led(stem))
        .or_else(|| strip_machine(stem))?;
    (!of.is_empty()).then_some(of)
}

/// `name 2`, `name (1)`, `name(1)`.
fn strip_number(stem: &str) -> Option<&str> {
    let (of, number) = match stem.strip_suffix(')').and_then(|stem| stem.rsplit_once('(')) {
        Some((of, number)) => (of.trim_end(), number),
        None => stem.rsplit_once(' ')?,
    };
    let is_number = (1..=2).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    // `name copy 2`
    is_number.then(|| strip_word(of).unwrap_or(of))
}

/// `name copy`, `name - Copy`, `name.bak`, `name conflict`.
fn strip_word(stem: &str) -> Option<&str> {
    let (of, word) = stem.rsplit_once([' ', '.'])?;
    let word = word.trim_matches(['(', ')']).to_lowercase();
    let is_copy = matches!(
        word.as_str(),
        "copy" | "kopie" | "copie" | "copia" | "cópia" | "kopia" | "bak" | "old" | "conflict"
    );
    is_copy.then(|| of.strip_suffix(" -").or_else(|| of.strip_suffix(" –")).unwrap_or(of).trim_end())
}

/// `Copy of name`.
fn led(stem: &str) -> Option<&str> {
    let lower = stem.to_lowercase();
    let lead = LEADS.iter().find(|lead| lower.starts_with(**lead))?;
    stem.get(lead.len()..)
}

/// OneDrive: `name-LAPTOP-7F3K`, the machine's name in capitals.
fn strip_machine(stem: &str) -> Option<&str> {
    let is_name = |name: &str| {
        name.len() >= 4
            && name.starts_with(|c: char| c.is_ascii_uppercase())
            && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'-')
            && name.bytes().filter(u8::is_ascii_uppercase).count() >= 3
    };
    let is_machine = |name: &str| {
        let mut words = name.split(['-', ' ', '_']);
        // What a name goes on with in figures is the note's own: its minute, its number.
        let is_own = name.starts_with(|c: char| c.is_ascii_digit());
        !is_own && (is_name(name) || words.any(|word| MACHINES.contains(&word.to_lowercase().as_str())))
    };
    stem.match_indices('-')
        .map(|(at, _)| (&stem[..at], &stem[at + 1..]))
        .filter(|(of, _)| crate::model::moment::split_leading_day(of).is_some())
        .find(|(_, name)| is_machine(name))
        .map(|(of, _)| of)
}

/// The beginnings of a stem that another file may have been called, if what stands behind is no number.
pub fn beginnings(stem: &str) -> impl Iterator<Item = &str> {
    stem.match_indices([' ', '-', '_', '.', '(', '[', '~']).filter_map(|(at, sign)| {
        let rest = &stem[at + sign.len()..];
        let is_number = rest.bytes().all(|byte| byte.is_ascii_digit());
        let of = stem[..at].trim_end();
        (!is_number && !of.is_empty()).then_some(of)
    })
}

#[cfg(test)]
mod tests {
    use super::{are_mostly_same, beginnings, find_original};

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
            ("2026-11-03 (Robin's MacBook Pro's conflicted copy 2026-11-04 (1))", "2026-11-03", true),
            ("2026-11-03 (copia in conflitto di Robin 2026-11-04)", "2026-11-03", true),
            ("2026-11-03 (Kopie in Konflikt)", "2026-11-03", true),
            ("2026-11-03 [conflicted]", "2026-11-03", true),
            ("2026-11-03.conflict1", "2026-11-03", true),
            ("2026-11-03.REMOTE.4711", "2026-11-03", true),
            ("2026-11-03.md.LOCAL.4711", "2026-11-03.md", true),
            ("2026-11-03.orig", "2026-11-03", true),
            ("2026-11-03~HEAD", "2026-11-03", true),
            ("2026-11-03(1)", "2026-11-03", false),
            ("2026-11-03.bak", "2026-11-03", false),
            ("Copy of 2026-11-03", "2026-11-03", false),
            ("Kopie von 2026-11-03", "2026-11-03", false),
            ("2026-11-03-Robins-MacBook-Pro", "2026-11-03", false),
            ("2026-11-03-1412-LAPTOP-7F3K", "2026-11-03-1412", false),
        ] {
            let found = find_original(stem).map(|copied| (copied.of, copied.is_sure));
            assert_eq!(found, Some((of, is_sure)), "{stem}");
        }
        for stem in [
            "2026-11-03",
            "2026-11-03-2",
            "2026-11-03-1412",
            "2026-11-03 Alice",
            "lead-the-team",
            "buy-a-laptop",
            "2026-11-03_conflict-with-kim",
            "2025-03-02 (phone)",
        ] {
            assert_eq!(find_original(stem), None, "{stem}");
        }
        let found: Vec<&str> = beginnings("2026-11-03 Alice-2").collect();
        assert_eq!(found, ["2026", "2026-11", "2026-11-03"]);
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
