//! Words of a transcript that the coach keeps: quoted in the call's note as the client's own.

use super::Edited;
use crate::note::edit;
use crate::note::parsed::Note;

/// The section in which they are quoted.
pub const THEIR_WORDS: &str = "Their words";

/// Quotes what the client said; what is quoted in the note already isn't quoted again.
///
/// # Errors
/// Where the note can't be edited safely at that place.
pub fn keep_words(text: &str, kept: &[&str]) -> Edited {
    kept.iter().try_fold(text.to_owned(), |text, words| {
        let quote = quote_words(words);
        if is_quoted(&text, words) { Ok(text) } else { edit::append(&text, THEIR_WORDS, &quote) }
    })
}

/// Words as a block quote: whatever a line begins with, it is words.
fn quote_words(words: &str) -> String {
    let lines = edit::as_paragraphs(words);
    lines
        .lines()
        .map(|line| if line.is_empty() { ">".to_owned() } else { format!("> {line}") })
        .collect::<Vec<_>>()
        .join("\n")
}

/// Whether a quote of the note holds these words and no others.
fn is_quoted(text: &str, words: &str) -> bool {
    let note = Note::parse(&"note.md".into(), text.to_owned()).value;
    let plain = |text: &str| {
        text.split_whitespace().map(|word| word.trim_start_matches('\\')).collect::<Vec<_>>().join(" ")
    };
    let wanted = plain(words);
    let mut quoted = note.body.kept_blocks().filter(|block| block.voice == crate::note::body::Voice::Client);
    quoted.any(|block| plain(&block.words(&note.text)) == wanted)
}

#[cfg(test)]
mod tests {
    use super::keep_words;

    #[test]
    fn what_is_kept_is_quoted_once_and_all_else_stays() {
        let note = "---\r\ndate: 2026-11-08\r\n---\r\n# Call\r\n\r\n> Mine.\r\n";
        let once = keep_words(note, &["# I know\nnow.", "Mine."]).unwrap();
        assert_eq!(once, format!("{note}\r\n## Their words\r\n\r\n> \\# I know\r\n> now.\r\n"));
        assert_eq!(keep_words(&once, &["# I know\nnow."]).as_deref(), Ok(once.as_str()));
        let twice = keep_words(&once, &["And this."]).unwrap();
        assert_eq!(twice, format!("{once}\r\n> And this.\r\n"));
    }
}
