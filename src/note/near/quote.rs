//! Lines that go on with a block quote without its sign: to Markdown they are the client's words, and often they are the coach's.

use crate::model::keys::NoteKind;
use crate::note::body::Voice;
use crate::note::fields::Reader;
use crate::note::lines::list_lines;

pub(super) fn look(reader: &Reader<'_>, kind: NoteKind) {
    let note = reader.note;
    // In a client's mail what is quoted is somebody else's, and parted from what they answer elsewhere.
    if kind == NoteKind::Between && note.is_mail() {
        return;
    }
    for block in note.body.kept_blocks().filter(|block| block.voice == Voice::Client) {
        let words = &note.text[block.start..block.end];
        let mut before = "";
        for (at, line) in list_lines(words) {
            if at > 0 && begins_anew(before, line) {
                let start = block.start + at + line.len() - line.trim_start().len();
                let what = "this line goes on with the quote above it, so it counts as the client's words";
                let hint =
                    "begin it with `> ` if it is theirs, or put an empty line before it if it is yours";
                let end = start + line.trim().len();
                reader.push(note.problem(start..end, "quote-goes-on", what, hint).as_note());
            }
            before = line;
        }
    }
}

/// Whether a line stands below a quote without its sign, and isn't the rest of a sentence that an editor broke.
fn begins_anew(before: &str, line: &str) -> bool {
    /// From so many characters on a line may have been wrapped; in German the next one may begin with a capital.
    const WRAPPED: usize = 55;
    let mut before = before.trim_end();
    while let Some((words, _)) = before.rsplit_once(' ').filter(|(_, last)| last.starts_with('#')) {
        before = words.trim_end();
    }
    let line = line.trim();
    let is_sentence_over = before.ends_with(['.', '!', '?', '…', '"', '”', '«', '»', ')', ':', '*', '_']);
    let may_be_wrapped = line.starts_with(char::is_lowercase)
        || before.ends_with([',', ';', '-', '–', '—'])
        || before.chars().count() >= WRAPPED;
    !line.is_empty() && !line.starts_with('>') && (is_sentence_over || !may_be_wrapped)
}
