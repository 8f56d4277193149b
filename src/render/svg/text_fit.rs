//! Words in a drawing. Nobody knows the font that they will be shown in, so that widths are estimated, and rather too wide.

use unicode_width::UnicodeWidthChar;

use crate::model::clean::clean;
use crate::render::line_breaks::{break_places, is_wide};

/// A text in one line that may stand in XML: no character that XML forbids, none that drives a terminal or turns the direction of
/// writing.
#[must_use]
pub fn xml_line(text: &str) -> String {
    let allowed: String = clean(text).chars().filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}')).collect();
    allowed.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// About how wide a text is in bold type, in ems; measured on a wide font, so that most are narrower.
#[must_use]
pub fn ems(text: &str) -> f64 {
    let before = std::iter::once(None).chain(text.chars().map(Some));
    text.chars().zip(before).map(|(c, before)| if is_joined(before, c) { 0.0 } else { em(c) }).sum()
}

fn em(c: char) -> f64 {
    match c {
        _ if c.width().unwrap_or(0) == 0 => 0.0,
        'i' | 'j' | 'l' | 'I' | '|' | '.' | ',' | ':' | ';' | '\'' | '’' | '!' | ' ' => 0.4,
        'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '/' | '-' | '·' | '“' | '”' => 0.52,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '&' | '—' | '…' | '+' | '=' => 1.12,
        '0'..='9' => 0.7,
        'a'..='z' => 0.72,
        'A'..='Z' => 0.86,
        // Two of these make a flag.
        '\u{1f1e6}'..='\u{1f1ff}' => 0.8,
        '\u{1f000}'.. => 1.4,
        _ if is_wide(c) => 1.05,
        '\u{0590}'..='\u{06ff}' => 0.7,
        _ => 0.95,
    }
}

/// Whether a text is written from right to left: its first letter says so.
#[must_use]
pub fn is_right_to_left(text: &str) -> bool {
    text.chars().find(|c| c.is_alphabetic()).is_some_and(is_of_right_to_left_script)
}

fn is_of_right_to_left_script(c: char) -> bool {
    matches!(c, '\u{0590}'..='\u{08ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// A name to stand inside a sentence of another direction: it turns nothing but itself.
#[must_use]
pub fn isolate(name: &str) -> String {
    if name.chars().any(is_of_right_to_left_script) {
        format!("\u{2068}{name}\u{2069}")
    } else {
        name.to_owned()
    }
}

/// A text in lines of at most `room` ems and at most `most` of them; what doesn't fit gives way to an ellipsis.
#[must_use]
pub fn lines(text: &str, room: f64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut rest = text;
    while !rest.is_empty() && lines.len() < most {
        let is_last = lines.len() + 1 == most;
        let (line, after) = if is_last && ems(rest) > room {
            (shorten_to_room(rest, room), "")
        } else {
            split_first_line(rest, room)
        };
        lines.push(line);
        rest = after;
    }
    lines
}

/// The same lines, as even as they can be made without one more of them or a word broken: no lone character at the end.
#[must_use]
pub fn balance_lines(text: &str, room: f64, most: usize) -> Vec<String> {
    /// How finely the width is looked for, in ems.
    const STEP: f64 = 0.5;
    let filled = lines(text, room, most);
    let words =
        text.split(' ').filter(|word| !word.chars().any(is_wide)).map(ems).filter(|word| *word <= room);
    let mut narrow = words.fold(ems(text) / filled.len().max(1) as f64, f64::max);
    while narrow < room {
        let even = lines(text, narrow, most.saturating_add(1));
        if even.len() == filled.len() {
            return even;
        }
        narrow += STEP;
    }
    filled
}

/// What fits on a line, and the rest: parted where a line may end, or, for a word longer than the line, behind a hyphen, else
/// anywhere but before what joins the character before it.
fn split_first_line(text: &str, room: f64) -> (String, &str) {
    if ems(text) <= room {
        return (text.to_owned(), "");
    }
    let places = break_places(text);
    let (mut used, mut good, mut hyphen, mut hard) = (0.0, None, None, None);
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        if !is_joined(before, c) {
            // The blank at which a line ends takes no room in it.
            let fits = ems(text[..at].trim_end()) <= room;
            if at > 0 && (fits || hard.is_none()) {
                hard = Some(at);
                if places.binary_search(&at).is_ok() {
                    good = Some(at);
                } else if before == Some('-') {
                    hyphen = Some(at);
                }
            }
            used += em(c);
            if used > room && hard.is_some() && c != ' ' {
                break;
            }
        }
        before = Some(c);
    }
    let at = good.or(hyphen).or(hard).unwrap_or(text.len());
    (text[..at].trim_end().to_owned(), text[at..].trim_start())
}

fn shorten_to_room(text: &str, room: f64) -> String {
    let (line, _) = split_first_line(text, room - em('…'));
    format!("{}…", line.trim_end_matches([',', ';', ':', '.', ' ', '…']))
}

/// Whether a character belongs to the one before it: a mark, a piece of an emoji.
fn is_joined(before: Option<char>, c: char) -> bool {
    before.is_some_and(|before| {
        c.width().unwrap_or(0) == 0
            || (before == '\u{200d}' && !c.is_alphanumeric())
            || ('\u{1f3fb}'..='\u{1f3ff}').contains(&c)
    })
}

#[cfg(test)]
mod tests {
    use super::{balance_lines, ems, is_right_to_left, isolate, lines, xml_line};

    #[test]
    fn what_xml_forbids_is_left_out() {
        for (text, wanted) in [
            ("vision", "vision"),
            ("a\u{0}b\u{b}c\u{fffe}d\u{ffff}e\u{7f}", "abcde"),
            (" two\n lines\t", "two lines"),
            ("\u{202e}turned", "turned"),
            ("<b>&\"'", "<b>&\"'"),
        ] {
            assert_eq!(xml_line(text), wanted);
        }
    }

    #[test]
    fn lines_are_parted_where_they_may_be() {
        let cases: &[(&str, f64, usize, &[&str])] = &[
            ("vision", 10.0, 2, &["vision"]),
            ("work with families", 8.0, 2, &["work with", "families"]),
            ("work with families and their children", 8.0, 2, &["work with", "families…"]),
            ("accountability", 5.0, 2, &["account", "ability"]),
            ("愿景与长期方向", 4.5, 2, &["愿景与长", "期方向"]),
            ("愿景与长、期方向", 4.5, 2, &["愿景与", "长、期…"]),
            ("愿景与长期方向", 3.3, 2, &["愿景与", "长期…"]),
            ("", 5.0, 2, &[]),
            ("e\u{301}e\u{301}e\u{301}", 1.5, 9, &["e\u{301}e\u{301}", "e\u{301}"]),
        ];
        for (text, room, most, wanted) in cases {
            assert_eq!(lines(text, *room, *most), *wanted, "{text}");
        }
    }

    #[test]
    fn lines_are_as_even_as_they_can_be() {
        let cases: &[(&str, f64, usize, &[&str])] = &[
            ("捐助者关系与筹款工作", 9.8, 3, &["捐助者关系", "与筹款工作"]),
            ("a community", 6.9, 2, &["a", "community"]),
            ("Staff development and supervision", 13.5, 3, &["Staff development", "and supervision"]),
            ("vision", 9.0, 2, &["vision"]),
            ("WWWWWWWWWW", 4.0, 2, &["WWW", "WW…"]),
            ("accountability", 5.0, 3, &["account", "ability"]),
        ];
        for (text, room, most, wanted) in cases {
            assert_eq!(balance_lines(text, *room, *most), *wanted, "{text}");
        }
    }

    #[test]
    fn no_line_is_too_wide() {
        for text in [
            "WWWWWWWWWWWWWWWWWWWW",
            "رؤية بعيدة المدى للعائلات",
            "愿景与长期方向和所有其他的事情",
            "👩‍👩‍👧👍🏽🇫🇷 families",
        ] {
            for room in [3.0, 5.0, 9.0] {
                let lines = lines(text, room, 2);
                assert!(lines.iter().all(|line| ems(line) <= room), "{room}: {lines:?}");
            }
        }
    }

    #[test]
    fn the_first_letter_tells_the_direction() {
        for (text, wanted) in
            [("رؤية", true), ("(1) חזון", true), ("vision רؤ", false), ("愿景", false), ("12", false)]
        {
            assert_eq!(is_right_to_left(text), wanted, "{text}");
        }
        assert_eq!(
            (isolate("vision"), isolate("رؤية")),
            ("vision".to_owned(), "\u{2068}رؤية\u{2069}".to_owned())
        );
    }
}
