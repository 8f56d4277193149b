//! Ids: what a note's file stem and a client's folder may be called.

use thiserror::Error;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The longest id that `coach` makes, in characters.
pub const LONGEST: usize = 80;

/// The longest in bytes: with a date, a number and an ending it still is a file name everywhere.
const LONGEST_BYTES: usize = 200;

/// Why a name can't serve as an id. Each is told with what to type instead.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum BadId {
    /// Nothing that could be an id is left of the name.
    #[error("`{0}` holds no letter or digit to make an id from; give one with a letter in it")]
    Empty(String),
    /// The name would lead somewhere else than to one file or folder.
    #[error("`{0}` isn't an id: {1}; use the name of the folder or file alone")]
    Unsafe(String, &'static str),
}

/// Makes an id from a name: lower-case letters and digits of any script joined by `-`, NFC, at most [`LONGEST`]
/// characters, no name that Windows keeps for itself.
///
/// # Errors
/// [`BadId::Empty`] where the name holds no letter and no digit.
pub fn slug(name: &str) -> Result<String, BadId> {
    let mut slug = String::new();
    let mut gap = false;
    // An apostrophe joins what it stands in: O'Brien is obrien, not o-brien.
    for c in name.nfc().filter(|c| !matches!(c, '\'' | '’')).flat_map(char::to_lowercase).nfc() {
        if c.is_alphanumeric() || (is_combining_mark(c) && !gap && !slug.is_empty()) {
            if gap && !slug.is_empty() {
                slug.push('-');
            }
            gap = false;
            slug.push(c);
        } else {
            gap = true;
        }
    }
    let slug = shorten(&slug, LONGEST);
    if slug.is_empty() {
        return Err(BadId::Empty(name.to_owned()));
    }
    if is_reserved(&slug) { Ok(format!("{slug}-1")) } else { Ok(slug) }
}

/// The beginning of an id: at most so many characters, and short enough for a file name in any script.
#[must_use]
pub fn shorten(id: &str, characters: usize) -> String {
    let mut short = String::new();
    for c in id.chars().take(characters) {
        if short.len() + c.len_utf8() > LONGEST_BYTES {
            break;
        }
        short.push(c);
    }
    short.trim_end_matches('-').to_owned()
}

/// The first name that isn't taken: `base`, else `base-2`, `base-3` …
#[must_use]
pub fn free(base: &str, is_taken: impl Fn(&str) -> bool) -> String {
    free_from(base, &mut 0, is_taken)
}

/// The same, where all names up to the number `last` are known to be taken; 0 where nothing is known. It is the name's number then.
pub fn free_from(base: &str, last: &mut usize, is_taken: impl Fn(&str) -> bool) -> String {
    loop {
        *last += 1;
        let name = if *last == 1 { base.to_owned() } else { format!("{base}-{last}") };
        if !is_taken(&name) {
            return name;
        }
    }
}

/// Checks an id that came from a command line: it names one file or folder inside the practice and nothing else.
///
/// # Errors
/// [`BadId::Unsafe`] for separators, `..`, a leading dot, control characters and names that Windows reserves.
pub fn check(id: &str) -> Result<(), BadId> {
    let unsafe_id = |why| Err(BadId::Unsafe(id.escape_debug().to_string(), why));
    if id.trim().is_empty() {
        return Err(BadId::Empty(id.to_owned()));
    }
    if id.contains(['/', '\\']) {
        return unsafe_id("it holds a path separator");
    }
    if id.starts_with('.') {
        return unsafe_id("it starts with a dot");
    }
    if id.chars().any(char::is_control) {
        return unsafe_id("it holds a control character");
    }
    if id.contains(':') {
        return unsafe_id("it holds a colon");
    }
    if id.len() > 255 {
        return unsafe_id("it is too long for a file name");
    }
    if is_reserved(id) {
        return unsafe_id("Windows keeps that name for itself");
    }
    Ok(())
}

/// Whether a text was typed as an id rather than as a name: plain small letters and digits joined by `-`.
#[must_use]
pub fn is_typed_as_id(text: &str) -> bool {
    text.is_ascii() && slug(text).is_ok_and(|slug| slug == text)
}

/// Whether two ids name the same file: their accents may be stored in two ways.
#[must_use]
pub fn same(a: &str, b: &str) -> bool {
    // Plain letters have one normal form, whatever comes behind them.
    match a.bytes().zip(b.bytes()).find(|(a, b)| a != b) {
        Some((a, b)) if a.is_ascii() && b.is_ascii() => false,
        None if a.len() == b.len() => true,
        _ => a.nfc().eq(b.nfc()),
    }
}

/// What two ids must not share: they differ only in case or normal form.
#[must_use]
pub fn fold(id: &str) -> String {
    // Most ids are plain: they have one normal form.
    if id.is_ascii() {
        return id.to_ascii_lowercase();
    }
    id.nfc().flat_map(char::to_lowercase).nfc().collect()
}

fn is_reserved(id: &str) -> bool {
    let stem = id.split('.').next().unwrap_or(id).trim_end().to_ascii_lowercase();
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul")
        || (stem.chars().count() == 4
            && (stem.starts_with("com") || stem.starts_with("lpt"))
            && stem.ends_with(|c: char| matches!(c, '0'..='9' | '¹' | '²' | '³')))
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, check, same, slug};
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization as _;

    #[test]
    fn slugs_keep_letters_of_every_script() {
        for (name, wanted) in [
            ("Alice Moreau", "alice-moreau"),
            ("  Zoë   O’Brien ", "zoë-obrien"),
            ("Łukasz / Team #2", "łukasz-team-2"),
            ("Анна Каренина", "анна-каренина"),
            ("王小明", "王小明"),
            ("हिन्दी", "हिन्दी"),
            ("Lead the team, without running it!", "lead-the-team-without-running-it"),
            ("con", "con-1"),
            ("COM1", "com1-1"),
            ("e\u{301}clair", "éclair"),
        ] {
            assert_eq!(slug(name).as_deref(), Ok(wanted), "{name}");
        }
        assert!(slug("☕ …").is_err());
    }

    #[test]
    fn ids_stay_in_the_practice() {
        for bad in
            ["..", "../bob", "a/b", "a\\b", ".git", "a\0b", "", " ", "nul", "NUL.md", "lpt1", "c:", "a\nb"]
        {
            assert!(check(bad).is_err(), "{bad:?}");
        }
        for good in ["alice", "2025-03-02 Alice", "王小明", "a..b", "console"] {
            assert!(check(good).is_ok(), "{good}");
        }
    }

    proptest! {
        #[test]
        fn ids_are_the_same_in_one_normal_form(
            one in "[aek\u{e9}\u{301}\u{327}\u{212a}\u{ac00}\u{1100}\u{1161}]{0,4}",
            other in "[aeK\u{e9}\u{301}\u{327}\u{212a}\u{ac00}\u{1100}\u{1161}]{0,4}",
        ) {
            prop_assert_eq!(same(&one, &other), one.nfc().eq(other.nfc()));
            let (composed, parted) = (one.nfc().collect::<String>(), one.nfd().collect::<String>());
            prop_assert!(same(&composed, &parted) && same(&parted, &one));
        }

        #[test]
        fn every_slug_is_a_safe_id_and_its_own_slug(name in ".{0,120}") {
            if let Ok(id) = slug(&name) {
                prop_assert!(check(&id).is_ok(), "{id}");
                prop_assert!(id.chars().count() <= LONGEST + 2);
                prop_assert_eq!(slug(&id), Ok(id.clone()));
            }
        }
    }
}
