//! What becomes of a client's mail once some of its lines were filed where they belong: the rest, as a note of theirs.

use std::collections::HashSet;

use crate::model::refusal::Refusal;
use crate::note::edit::NewValue;
use crate::note::mail::reply::{Part, Source, tell_apart};

/// A mail's text without the lines that were filed elsewhere, by their numbers from 0; every other byte of it stays, but for one of
/// two blank lines that meet.
#[must_use]
pub fn leave_out_lines(text: &str, taken: &[usize]) -> String {
    let taken: HashSet<usize> = taken.iter().copied().collect();
    let mut left = String::with_capacity(text.len());
    let mut has_cut = false;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        if taken.contains(&number) {
            has_cut = true;
            continue;
        }
        let is_blank = line.trim().is_empty();
        let is_behind_blank = left.is_empty() || left.ends_with("\n\n");
        if !(has_cut && is_blank && is_behind_blank) {
            left.push_str(line);
        }
        has_cut = has_cut && is_blank;
    }
    left
}

/// Whether anything of a text is its writer's own words.
#[must_use]
pub fn has_own_words(text: &str, source: Source) -> bool {
    let own = tell_apart(text, source).into_iter().filter(|piece| piece.part == Part::Own);
    own.into_iter().any(|piece| !text[piece.range].trim().is_empty())
}

/// The note of a mail: its front matter with the message id and the names of what came with it, then its words.
///
/// # Errors
/// Where the front matter can't be edited.
pub fn write_mail_note(
    path: &str,
    head: &str,
    mail: Option<&str>,
    files: &[String],
    text: &str,
) -> Result<String, Refusal> {
    let mut keys = Vec::new();
    if let Some(mail) = mail {
        keys.push(("mail", NewValue::Text(mail.to_owned())));
    }
    if !files.is_empty() {
        keys.push(("files", NewValue::List(files.iter().cloned().map(NewValue::Text).collect())));
    }
    let head = super::birth::give_keys(path, head, &keys)?;
    let gap = if head.ends_with('\n') { "\n" } else { "\n\n" };
    let ending = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    Ok(format!("{head}{gap}{text}{ending}"))
}

/// What an attachment is called in `files/`: the note's id, then the name that it came with, made harmless.
#[must_use]
pub fn name_attachment(note: &str, name: Option<&str>, ending: &str, number: usize) -> String {
    const LONGEST: usize = 80;
    let bare = name.map(|name| name.rsplit(['/', '\\']).next().unwrap_or(name)).unwrap_or_default();
    let kept: String = bare
        .chars()
        .map(|c| if c.is_control() || matches!(c, ':' | '*' | '?' | '"' | '<' | '>' | '|' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') { '-' } else { c })
        .collect();
    let kept = kept.trim_matches(['.', ' ']);
    let (stem, given) = match kept.rsplit_once('.') {
        Some((stem, given)) if !stem.is_empty() && (1..=8).contains(&given.chars().count()) => (stem, given),
        _ => (kept, ending),
    };
    let stem: String = stem.chars().take(LONGEST).collect();
    let stem = if stem.trim().is_empty() { number.to_string() } else { stem };
    let ending = if given.is_empty() { "bin" } else { given };
    format!("{note} {}.{ending}", stem.trim())
}

#[cfg(test)]
mod tests {
    use super::{Source, has_own_words, leave_out_lines, name_attachment, write_mail_note};

    #[test]
    fn what_was_filed_is_left_out_and_all_else_stays() {
        let mail = "Hi,  \n\nDoor (2026-11-20-door)\n[x] 1. a\n\n é\n-- \nAda";
        assert_eq!(leave_out_lines(mail, &[2, 3]), "Hi,  \n\n é\n-- \nAda");
        assert_eq!(leave_out_lines(mail, &[]), mail);
        assert_eq!(leave_out_lines("[x] 1. a\n\nYes.\n", &[0]), "Yes.\n");
        assert!(!has_own_words("> x\n\n-- \nAda\n", Source::Mail) && has_own_words("x\n", Source::Mail));
    }

    #[test]
    fn a_note_names_its_mail_and_its_files() {
        let head = "---\ndate: 2026-11-23T10:05\nfrom: client\n---\n";
        let note = write_mail_note("n.md", head, Some("1@b.org"), &["a: b.png".into()], "---\nHi").unwrap();
        assert_eq!(
            note,
            "---\ndate: 2026-11-23T10:05\nfrom: client\nmail: 1@b.org\nfiles: [\"a: b.png\"]\n---\n\n---\nHi\n"
        );
    }

    #[test]
    fn an_attachments_name_is_harmless() {
        for (name, wanted) in [
            (Some("plan.pdf"), "n plan.pdf"),
            (Some("../../etc/passwd"), "n passwd.bin"),
            (Some("..\\x\\a:b.png"), "n a-b.png"),
            (Some(".hidden"), "n hidden.bin"),
            (Some("\u{202e}gpj.exe"), "n -gpj.exe"),
            (Some(""), "n 2.bin"),
            (None, "n 2.bin"),
        ] {
            assert_eq!(name_attachment("n", name, "bin", 2), wanted, "{name:?}");
        }
    }
}
