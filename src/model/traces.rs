//! Whether a text names somebody: by a name, an id or an address, in whatever case and however the words are joined.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::id::slug;
use super::matching::without_accents;

/// What somebody goes by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Traces {
    /// As it was typed.
    typed: Vec<String>,
    /// As it is looked for: words in small letters with one blank between them.
    forms: Vec<String>,
}

impl Traces {
    /// Those of some names, ids and addresses. What holds no letter and no digit is nothing to look for.
    #[must_use]
    pub fn from_names<T: AsRef<str>>(typed: impl IntoIterator<Item = T>) -> Self {
        let mut traces = Self::default();
        for name in typed {
            let name = name.as_ref().trim();
            let bare = without_accents(name);
            // O'Brien is `o brien` in a text and `obrien` in an id.
            let as_id = slug(name).unwrap_or_default();
            let forms = [name, &bare, &as_id].map(words_of);
            if forms[0].is_empty() || traces.typed.iter().any(|known| known == name) {
                continue;
            }
            traces.typed.push(name.to_owned());
            for form in forms.into_iter().filter(|form| !form.is_empty()) {
                if !traces.forms.contains(&form) {
                    traces.forms.push(form);
                }
            }
        }
        traces
    }

    /// Whether there is nothing to look for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }

    /// The names, ids and addresses as they were typed.
    #[must_use]
    pub fn typed(&self) -> &[String] {
        &self.typed
    }

    /// Whether a text names them.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        self.find(text).is_some()
    }

    /// Whether the bytes of a file name them, as far as they are text.
    #[must_use]
    pub fn is_in_bytes(&self, bytes: &[u8]) -> bool {
        self.is_in(&read_text(bytes))
    }

    /// The line, from 1, on which a text first names them.
    #[must_use]
    pub fn line_in(&self, text: &str) -> Option<usize> {
        let (words, starts) = words_of_with_places(text);
        let at = self.find_in_words(&words)?;
        let place = starts.iter().rev().find(|(start, _)| *start <= at).map_or(0, |(_, place)| *place);
        Some(memchr::memchr_iter(b'\n', &text.as_bytes()[..place]).count() + 1)
    }

    fn find(&self, text: &str) -> Option<usize> {
        self.find_in_words(&words_of(text))
    }

    fn find_in_words(&self, words: &str) -> Option<usize> {
        self.forms.iter().filter_map(|form| find_whole(words, form)).min()
    }
}

/// The first place where a form stands as whole words; the `s` of `Alice Moreaus Brief` may follow it.
fn find_whole(words: &str, form: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(found) = words.get(from..).and_then(|rest| rest.find(form)) {
        let (start, end) = (from + found, from + found + form.len());
        let before = words[..start].chars().next_back();
        let after = words[end..].strip_prefix('s').filter(|rest| is_edge(rest.chars().next(), 's'));
        let is_behind = after.is_some() || is_edge(words[end..].chars().next(), last_of(form));
        if is_edge(before, form.chars().next().unwrap_or(' ')) && is_behind {
            return Some(start);
        }
        from = start + form.chars().next().map_or(1, char::len_utf8);
    }
    None
}

fn last_of(form: &str) -> char {
    form.chars().next_back().unwrap_or(' ')
}

/// Whether a word ends between a sign of a form and what stands beside it. Scripts without blanks have no such edges.
fn is_edge(beside: Option<char>, own: char) -> bool {
    beside.is_none_or(|beside| !is_of_word(beside) || is_unspaced(beside) || is_unspaced(own))
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

/// Whether a sign is of a script that puts no blanks between words: Thai to Khmer, kana, Chinese.
#[must_use]
pub fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// A text as it is looked through: small letters, NFC, and one blank for whatever stands between two words.
fn words_of(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    let mut is_gap = false;
    let text: Cow<'_, str> =
        if text.is_ascii() { text.into() } else { text.nfc().collect::<String>().into() };
    for c in text.chars() {
        push_word_sign(c, &mut words, &mut is_gap);
    }
    words
}

/// The same, and where in the text each word begins: its place among the words, and in the text.
fn words_of_with_places(text: &str) -> (String, Vec<(usize, usize)>) {
    let (mut words, mut starts, mut is_gap) = (String::with_capacity(text.len()), Vec::new(), false);
    let mut run = 0;
    // Letters are composed within a word, so that each word has one place.
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if is_of_word(c) {
            continue;
        }
        if run < at {
            let was = words.len() + usize::from(is_gap && !words.is_empty());
            starts.push((was, run));
            for letter in text[run..at].nfc() {
                push_word_sign(letter, &mut words, &mut is_gap);
            }
        }
        is_gap = true;
        run = at + c.len_utf8();
    }
    (words, starts)
}

fn push_word_sign(c: char, words: &mut String, is_gap: &mut bool) {
    if !is_of_word(c) {
        *is_gap = true;
        return;
    }
    if std::mem::take(is_gap) && !words.is_empty() {
        words.push(' ');
    }
    // A capital sigma has two small letters.
    words.extend(c.to_lowercase().map(|c| if c == 'ς' { 'σ' } else { c }));
}

/// The bytes of a file as text: UTF-16 where its mark says so, else UTF-8, and each byte that isn't as the letter that it is in Latin-1.
#[must_use]
pub fn read_text(bytes: &[u8]) -> Cow<'_, str> {
    let units = |of: fn([u8; 2]) -> u16| {
        let units = bytes[2..].chunks_exact(2).map(|pair| of([pair[0], pair[1]]));
        Cow::Owned(char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect())
    };
    match bytes {
        [0xff, 0xfe, ..] => units(u16::from_le_bytes),
        [0xfe, 0xff, ..] => units(u16::from_be_bytes),
        _ => std::str::from_utf8(bytes).map_or_else(
            |_| {
                let letters = bytes.utf8_chunks().flat_map(|part| {
                    part.valid().chars().chain(part.invalid().iter().map(|byte| char::from(*byte)))
                });
                Cow::Owned(letters.collect())
            },
            Cow::Borrowed,
        ),
    }
}

/// Whether bytes can't be looked through for a name: they are no text.
#[must_use]
pub fn is_opaque(bytes: &[u8]) -> bool {
    let is_wide = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    !is_wide && bytes[..bytes.len().min(8192)].contains(&0)
        || bytes.starts_with(b"%PDF-")
        || bytes.starts_with(b"PK\x03\x04")
        || bytes.starts_with(&[0x1f, 0x8b])
}

#[cfg(test)]
mod tests {
    use super::{Traces, is_opaque};

    #[test]
    fn a_person_is_found_however_they_are_written() {
        let traces = Traces::from_names(["Ana de Sá", "ana-de-sá", "ana@example.org"]);
        for (text, is_there) in [
            ("Ana de Sá", true),
            ("with ANA DE SÁ.", true),
            ("ana de sa", true),
            ("Ana de Sa\u{301} came", true),
            ("clients/ana-de-sá/client.md", true),
            ("Ana\n> de  Sá", true),
            ("«Ana de Sá»", true),
            ("Ana de Sás Brief", true),
            ("Ana de Sá's letter", true),
            ("Write to <Ana@Example.org>", true),
            ("Ana", false),
            ("Diana de Sá", false),
            ("Ana de Sáez", false),
            ("diana@example.org", false),
            ("", false),
        ] {
            assert_eq!(traces.is_in(text), is_there, "{text}");
        }
    }

    #[test]
    fn names_of_other_scripts_and_with_signs_are_found() {
        for (name, text, is_there) in [
            ("王小明", "今天王小明说得很清楚", true),
            ("Mia O'Brien", "Mia O’Brien rang", true),
            ("Mia O'Brien", "clients/mia-obrien", true),
            ("Jürgen Groß", "JURGEN GROSS", true),
            ("Jo", "Jonas and John", false),
            ("Jo", "a walk with Jo", true),
            ("Νίκος", "ο ΝΊΚΟΣ είπε", true),
            ("  ", "anything", false),
        ] {
            assert_eq!(Traces::from_names([name]).is_in(text), is_there, "{name}: {text}");
        }
    }

    #[test]
    fn the_line_is_where_the_name_begins() {
        let traces = Traces::from_names(["Alice Moreau"]);
        for (text, line) in [
            ("Alice Moreau", Some(1)),
            ("one\ntwo with é\n\nThen Alice\nMoreau came", Some(4)),
            ("e\u{301}\r\nAlice Moreau", Some(2)),
            ("nobody", None),
        ] {
            assert_eq!(traces.line_in(text), line, "{text:?}");
        }
    }

    #[test]
    fn wide_text_is_read_and_what_is_no_text_is_known() {
        let wide: Vec<u8> = [0xff, 0xfe]
            .into_iter()
            .chain("Alice Moreau".encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        assert!(Traces::from_names(["Alice Moreau"]).is_in_bytes(&wide));
        assert!(Traces::from_names(["Zoë Brandt"]).is_in_bytes(b"\xc3\xa9 Zo\xeb Brandt"));
        for (bytes, wanted) in [
            (&wide[..], false),
            (b"plain", false),
            (b"a\0b", true),
            (b"%PDF-1.7", true),
            (b"PK\x03\x04", true),
        ] {
            assert_eq!(is_opaque(bytes), wanted);
        }
    }
}
