//! Files that hold nothing to bring in: why, and what to do instead.

use crate::model::refusal::{Refusal, RefusalKind};
use crate::note::foreign::export_kind::Binary;

/// Why a file that is no text isn't brought in, and what to do.
pub(super) fn refuse_binary(binary: Binary) -> Refusal {
    let refuse = |kind, what: &str, hint: &str| Refusal::with_kind(kind, what, hint);
    match binary {
        Binary::Recording => refuse(
            RefusalKind::Refused,
            "it is a recording; coach doesn't listen to sound",
            "have it written down on your own machine (whisper.cpp or another local program, as .vtt), and bring that in; nothing \
             of it has to leave your hands",
        ),
        Binary::OldWord => refuse(
            RefusalKind::Program,
            "pandoc doesn't read Word's old .doc files",
            "save it as .docx in your word processor, and run this again",
        ),
        Binary::Spreadsheet => refuse(
            RefusalKind::Damaged,
            "it is a spreadsheet's own file",
            "save the sheet as CSV in your spreadsheet, and bring that in",
        ),
        Binary::Pdf => refuse(
            RefusalKind::Damaged,
            "it is a PDF, which holds a picture of a text",
            "bring in what it was made from, or copy its text into a file",
        ),
        Binary::Picture => {
            refuse(RefusalKind::Damaged, "it is a picture", "lay it into the client's files/ by hand")
        }
        Binary::Zip | Binary::Document(_) => refuse(
            RefusalKind::Damaged,
            "it is an archive",
            "give it the ending .zip, or unpack it and name the folder",
        ),
    }
}

/// Why a chat isn't brought in.
pub(super) fn refuse_chat() -> Refusal {
    Refusal::with_kind(
        RefusalKind::Refused,
        "it is a chat, in which several write",
        "copy what the client wrote on a day: coach note CLIENT - --from client --on 2025-03-02; to take all of it as one note: --from text",
    )
}

/// Why a text that programs write for each other isn't brought in.
pub(super) fn refuse_data(text: &str, ending: &str) -> Option<Refusal> {
    const HEAD: usize = 1024;
    let head = &text[..text.floor_char_boundary(HEAD)];
    let refuse = |what: &str, hint: &str| Some(Refusal::with_kind(RefusalKind::Damaged, what, hint));
    if head.contains("<en-export") {
        let hint = "export the notes as web pages (HTML) in Evernote, and bring that folder in";
        return refuse("it is an export of Evernote's, which holds many notes in one file", hint);
    }
    if matches!(ending, "eml" | "emlx" | "mbox") {
        return refuse("it is a mail", "coach receive files it as the words of whoever wrote it");
    }
    if ending == "vcf" || head.trim_start().starts_with("BEGIN:VCARD") {
        return refuse("it is an address card", "write the address into `email:` of the client");
    }
    if ending == "json" && head.trim_start_matches('\u{feff}').trim_start().starts_with(['{', '[']) {
        let hint = "export it as Markdown, text or CSV in the program that it comes from, and bring that in";
        return refuse("it is data of another program (JSON), and no note", hint);
    }
    None
}
