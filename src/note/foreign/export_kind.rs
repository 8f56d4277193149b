//! What a file of another program is, known by what stands in it; its name decides only between kinds of text.

use super::agenda::is_agenda;
use super::cues;
use super::speaker_lines;
use super::web_page;
use crate::model::choice::choices;

choices! {
    /// A kind of file that can be brought in.
    ExportKind {
        /// Markdown or plain text, as it stands.
        Text = "text",
        /// The same: Obsidian's notes are Markdown.
        Obsidian = "obsidian",
        /// Markdown whose names end in a number.
        Notion = "notion",
        /// An outline; a day a page in `journals`.
        Logseq = "logseq",
        /// Entries behind time stamps.
        Jrnl = "jrnl",
        /// Notes as web pages or as text.
        AppleNotes = "apple-notes",
        /// A web page.
        Html = "html",
        /// A table of calls.
        Csv = "csv",
        /// A calendar.
        Ics = "ics",
        /// Captions of the web.
        Vtt = "vtt",
        /// Captions of films.
        Srt = "srt",
        /// What was said, each turn led by a name.
        Transcript = "transcript",
        /// A document of a word processor.
        Docx = "docx",
        /// The same of LibreOffice.
        Odt = "odt",
        /// The same of old.
        Rtf = "rtf",
        /// An outline of Emacs.
        Org = "org",
    }
}

/// A file that is no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Binary {
    /// Sound or film.
    Recording,
    /// A document of Word as it was written before 2007.
    OldWord,
    /// A spreadsheet.
    Spreadsheet,
    /// A page to print.
    Pdf,
    /// A picture.
    Picture,
    /// Files packed into one.
    Zip,
    /// A document that pandoc reads.
    Document(ExportKind),
}

/// What bytes that are no text are, by how they begin.
#[must_use]
pub fn find_binary(bytes: &[u8], ending: &str) -> Option<Binary> {
    let at = |from: usize, mark: &[u8]| bytes.get(from..).is_some_and(|rest| rest.starts_with(mark));
    let is_mpeg = at(0, b"ID3")
        || matches!(bytes, [0xff, second, ..] if second & 0xe6 == 0xe2 && *second != 0xfe && *second != 0xff);
    let is_recording = is_mpeg
        || at(0, b"OggS")
        || at(0, b"fLaC")
        || at(0, b"\x1a\x45\xdf\xa3")
        || at(0, b"#!AMR")
        || at(0, b"caff")
        || at(0, b"FORM") && at(8, b"AIF")
        || at(0, b"RIFF") && (at(8, b"WAVE") || at(8, b"AVI "))
        || at(4, b"ftyp") && !at(8, b"heic") && !at(8, b"mif1") && !at(8, b"avif")
        || at(0, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11");
    if is_recording {
        return Some(Binary::Recording);
    }
    if at(0, b"PK\x03\x04") || at(0, b"PK\x05\x06") {
        return Some(match ending {
            "docx" | "docm" => Binary::Document(ExportKind::Docx),
            "odt" => Binary::Document(ExportKind::Odt),
            "xlsx" | "ods" | "xlsm" => Binary::Spreadsheet,
            _ => match () {
                () if at(30, b"mimetypeapplication/vnd.oasis.opendocument.text") => {
                    Binary::Document(ExportKind::Odt)
                }
                () if at(30, b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet") => {
                    Binary::Spreadsheet
                }
                () if memchr::memmem::find(&bytes[..bytes.len().min(8192)], b"word/").is_some() => {
                    Binary::Document(ExportKind::Docx)
                }
                () if memchr::memmem::find(&bytes[..bytes.len().min(8192)], b"xl/work").is_some() => {
                    Binary::Spreadsheet
                }
                () => Binary::Zip,
            },
        });
    }
    if at(0, b"{\\rtf") {
        return Some(Binary::Document(ExportKind::Rtf));
    }
    [
        (&b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"[..], Binary::OldWord),
        (b"%PDF-", Binary::Pdf),
        (b"\x89PNG", Binary::Picture),
        (b"\xff\xd8\xff", Binary::Picture),
        (b"GIF8", Binary::Picture),
    ]
    .into_iter()
    .find_map(|(mark, kind)| at(0, mark).then_some(kind))
}

/// What a text is. `ending` is its name's, in small letters; `speakers` are those of whom somebody said that they speak in a transcript.
#[must_use]
pub fn find_kind(text: &str, path: &str, ending: &str, speakers: &[&str]) -> ExportKind {
    match ending {
        "csv" | "tsv" => return ExportKind::Csv,
        "org" => return ExportKind::Org,
        _ => {}
    }
    if is_agenda(text) {
        ExportKind::Ics
    } else if cues::is_vtt(text) {
        ExportKind::Vtt
    } else if cues::is_srt(text) || cues::is_sbv(text) {
        ExportKind::Srt
    } else if web_page::is_web_page(text, ending) {
        ExportKind::Html
    } else if speaker_lines::is_transcript(text) || speaker_lines::is_led_by(text, speakers) {
        ExportKind::Transcript
    } else if path.split('/').any(|folder| folder == "journals") && is_outline(text) {
        ExportKind::Logseq
    } else {
        ExportKind::Text
    }
}

/// Whether a text is an outline: its first block stands at the margin, below no more than properties of the page.
fn is_outline(text: &str) -> bool {
    let mut lines = text.trim_start_matches('\u{feff}').lines().filter(|line| !line.trim().is_empty());
    lines
        .find(|line| !line.contains("::"))
        .is_some_and(|line| line.starts_with("- ") || line.trim_end() == "-")
}

#[cfg(test)]
mod tests {
    use super::{Binary, ExportKind, find_binary, find_kind};

    #[test]
    fn a_text_is_known_by_what_stands_in_it() {
        for (name, text, wanted) in [
            ("a.txt", "\u{feff}BEGIN:VCALENDAR\r\n", ExportKind::Ics),
            ("a.txt", "WEBVTT\n\n00:00.000 --> 00:01.000\nHi\n", ExportKind::Vtt),
            ("a.txt", "1\r\n00:00:00,000 --> 00:00:01,000\r\nHi\r\n", ExportKind::Srt),
            ("a.txt", "0:00:01.000,0:00:02.000\nAnn: So.\n", ExportKind::Srt),
            ("a.txt", "<!DOCTYPE html>\n<p>Hi</p>", ExportKind::Html),
            (
                "a.txt",
                "**Ann (00:00:09):** Hi\n\n**Robin (00:00:12):** Hm?\n\n**Ann (00:00:19):** So.\n",
                ExportKind::Transcript,
            ),
            ("journals/2026_11_24.md", "- one\n\t- two\n", ExportKind::Logseq),
            ("journals/2026_11_24.md", "tags:: x\n\n- one\n", ExportKind::Logseq),
            ("journals/2026_11_24.md", "-\n", ExportKind::Logseq),
            ("a.txt", "Ann: So.\nRobin: Hm?\n", ExportKind::Text),
            (
                "a.txt",
                "Attendees\nAnn Lee, Robin\nTranscript\n\n00:00:00\n\nAnn Lee: So.\nRobin: Hm?\nAnn Lee: Yes.\n",
                ExportKind::Transcript,
            ),
            (
                "a.md",
                "Goal: a\nReality: b\nOptions: c\nWill: d\n\nGoal: e\nReality: f\nOptions: g\nWill: h\n",
                ExportKind::Text,
            ),
            ("a.md", "# Alice\n\nNote: mind <b>this</b>.\n", ExportKind::Text),
            ("a.csv", "a,b\n", ExportKind::Csv),
        ] {
            let ending = name.rsplit('.').next().unwrap_or_default();
            assert_eq!(find_kind(text, name, ending, &[]), wanted, "{text}");
        }
    }

    #[test]
    fn two_turns_are_a_transcript_where_somebody_says_who_speaks() {
        for (text, speakers, wanted) in [
            ("Ann: So.\nRobin: Hm?\n", &["Ann"][..], ExportKind::Transcript),
            ("ann: So.\nme: Hm?\n", &["ann", "me"], ExportKind::Transcript),
            ("Ann: So.\n", &["Ann"], ExportKind::Text),
            ("Ann: So.\nRobin: Hm?\n", &["Kim"], ExportKind::Text),
            ("A walk.\nAnn: So.\nRobin: Hm?\n", &["Ann"], ExportKind::Text),
        ] {
            assert_eq!(find_kind(text, "a.txt", "txt", speakers), wanted, "{text}");
        }
    }

    #[test]
    fn what_is_no_text_is_known_by_how_it_begins() {
        for (bytes, wanted) in [
            (&b"ID3\x04\0"[..], Some(Binary::Recording)),
            (b"\xff\xfb\x90\x64", Some(Binary::Recording)),
            (b"RIFF\0\0\0\0WAVEfmt ", Some(Binary::Recording)),
            (b"\0\0\0\x20ftypM4A \0", Some(Binary::Recording)),
            (b"OggS\0\x02", Some(Binary::Recording)),
            (b"PK\x03\x04 some", Some(Binary::Zip)),
            (b"{\\rtf1 Hi}", Some(Binary::Document(ExportKind::Rtf))),
            (b"%PDF-1.7", Some(Binary::Pdf)),
            (b"\xff\xfea\0b\0", None),
            (b"# Alice", None),
        ] {
            assert_eq!(find_binary(bytes, "x"), wanted, "{bytes:?}");
        }
    }
}
