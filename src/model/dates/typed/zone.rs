//! A time zone behind a typed hour: `wed 8:00 Asia/Tokyo`, `wed 8:00 theirs` (`hers` and `his` are taken, too).

/// Whose clock an hour was typed by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TypedZone {
    /// The client's, as their `timezone:` says.
    Theirs,
    /// That of a place, by its IANA name, as it was typed.
    Named(String),
}

/// Takes the zone off the end of a typed date, if it ends in one.
#[must_use]
pub fn split_zone(text: &str) -> (&str, Option<TypedZone>) {
    let text = text.trim();
    let Some((before, last)) = text.rsplit_once(char::is_whitespace) else { return (text, None) };
    let zone = if ["theirs", "hers", "his"].iter().any(|word| last.eq_ignore_ascii_case(word)) {
        TypedZone::Theirs
    } else if is_zone_name(last) {
        TypedZone::Named(last.to_owned())
    } else {
        return (text, None);
    };
    (before.trim_end(), Some(zone))
}

/// `Asia/Tokyo`, `America/Argentina/Buenos_Aires`, `UTC`: never a date with slashes.
fn is_zone_name(word: &str) -> bool {
    let letters = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_alphabetic())
            && part.chars().all(|c| c.is_ascii_alphanumeric() || "_+-".contains(c))
    };
    matches!(word, "UTC" | "GMT" | "utc" | "gmt") || (word.contains('/') && word.split('/').all(letters))
}

#[cfg(test)]
mod tests {
    use super::{TypedZone, split_zone};

    #[test]
    fn a_zone_stands_behind_the_hour() {
        let named = |name: &str| Some(TypedZone::Named(name.to_owned()));
        for (text, wanted) in [
            ("wed 8:00 Asia/Tokyo", ("wed 8:00", named("Asia/Tokyo"))),
            ("8:00 UTC", ("8:00", named("UTC"))),
            (
                "24 Nov 9am America/Argentina/Buenos_Aires",
                ("24 Nov 9am", named("America/Argentina/Buenos_Aires")),
            ),
            ("wed 8:00  theirs", ("wed 8:00", Some(TypedZone::Theirs))),
            ("on 8/11", ("on 8/11", None)),
            ("wed 8:00", ("wed 8:00", None)),
            ("Asia/Tokyo", ("Asia/Tokyo", None)),
            ("", ("", None)),
        ] {
            assert_eq!(split_zone(text), wanted, "{text}");
        }
    }
}
