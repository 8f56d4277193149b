//! Which signs and beginnings of lines mean nothing but words to Markdown.

/// What a list item begins with.
pub(super) struct Bullet {
    /// How long it is, with the blank behind it.
    pub length: usize,
    pub is_number: bool,
    pub is_first: bool,
}

/// Whether a body holds no sign that could mean more than words on their line: code, links, HTML, tables, escapes, comments.
pub(super) fn may_be_plain(body: &[u8]) -> bool {
    let is_odd = |byte: u8| matches!(byte, 0..=9 | 11..=12 | 14..=31 | 127 | b'`' | b'<' | b'\\' | b'|');
    if body.iter().fold(false, |odd, byte| odd | is_odd(*byte)) {
        return false;
    }
    let followed_by = |sign: u8, next: &[u8]| {
        memchr::memchr_iter(sign, body).any(|at| body.get(at + 1).is_some_and(|byte| next.contains(byte)))
    };
    let has_lone_return = memchr::memchr_iter(b'\r', body).any(|at| body.get(at + 1) != Some(&b'\n'));
    !has_lone_return && !followed_by(b']', b"(:[") && !followed_by(b'%', b"%")
}

/// The bullet or number that a line begins with, if there is one that has a single blank behind it.
pub(super) fn bullet(words: &str) -> Option<Bullet> {
    let bytes = words.as_bytes();
    let sign = match bytes[0] {
        b'-' | b'*' | b'+' => 0,
        b'0'..=b'9' => bytes.iter().take_while(|byte| byte.is_ascii_digit()).count(),
        _ => return None,
    };
    let is_number = sign > 0;
    let is_marked = !is_number || matches!(bytes.get(sign), Some(b'.' | b')'));
    let is_alone =
        bytes.get(sign + 1) == Some(&b' ') && bytes.get(sign + 2).is_some_and(|byte| *byte != b' ');
    (is_marked && is_alone && sign <= 9).then(|| Bullet {
        length: sign + 2,
        is_number,
        is_first: &words[..sign] == "1",
    })
}

/// Whether a line of `#` is a heading of plain words; `None` where it is something else than a heading or a hashtag.
pub(super) fn is_heading(line: &str) -> Option<bool> {
    let words = line.trim_start_matches('#');
    let marks = line.len() - words.len();
    if !words.starts_with(' ') {
        return (marks == 1 && words.starts_with(char::is_alphabetic)).then_some(false);
    }
    let is_plain =
        !words.ends_with('#') && !words.bytes().any(|byte| matches!(byte, b'*' | b'_' | b'&' | b'['));
    (marks <= 6 && is_plain && !words.trim_start_matches(' ').is_empty()).then_some(true)
}

/// Whether a line is words of a paragraph and nothing else. It has no blanks around it.
pub(super) fn is_words(line: &str) -> bool {
    let bytes = line.as_bytes();
    let next = bytes.get(1).copied().unwrap_or(b' ');
    match bytes[0] {
        b'=' | b':' | b'~' | b'>' => false,
        b'#' => next.is_ascii_alphabetic() || !next.is_ascii(),
        b'-' => next != b' ' && bytes.iter().any(|byte| !matches!(byte, b'-' | b'=' | b':' | b' ')),
        b'+' => next != b' ',
        // A line of nothing but bold words may be a heading, one of nothing but these signs a break.
        b'*' | b'_' => next != b' ' && !line.trim_end().ends_with(['*', '_', ':']),
        b'0'..=b'9' => {
            let figures = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
            !(matches!(bytes.get(figures), Some(b'.' | b')'))
                && matches!(bytes.get(figures + 1), None | Some(b' ')))
        }
        _ => true,
    }
}
