//! Sections of a note's body: words added below a heading, or put in place of what stands there.

use super::Edited;
use crate::note::edit;

/// Appends a block to a section; the section is begun where there is none.
///
/// # Errors
/// Where the note can't be edited safely at that place.
pub fn append_block(text: &str, section: &str, block: &str) -> Edited {
    edit::append(text, section, block)
}

/// Words as they were said, behind what leads them: whatever they begin with, Markdown reads them as words.
#[must_use]
pub fn join_lead(lead: &str, words: &str) -> String {
    if lead.is_empty() { edit::as_paragraphs(words) } else { format!("{lead}{}", words.trim()) }
}

/// Puts a digest under `## Prep`, in place of an earlier one. Its headings go one level down and its title goes, because all of it
/// has to stay inside that section.
///
/// # Errors
/// Where the note can't be edited safely at that place.
pub fn put_digest(text: &str, markdown: &str) -> Edited {
    let lines = markdown.lines().filter(|line| !line.starts_with("# "));
    let lines = lines.map(|line| if line.starts_with("## ") { format!("#{line}") } else { line.to_owned() });
    edit::replace_section(text, "Prep", lines.collect::<Vec<_>>().join("\n").trim())
}

/// Adds a reflection with blanks under `## Reflection`; nothing where one of its kind stands there, filled in or not: its last blank
/// tells.
///
/// # Errors
/// Where the note can't be edited safely at that place.
pub fn add_reflection(text: &str, reflection: &str) -> Edited {
    let last = reflection.lines().rfind(|line| !line.trim().is_empty()).unwrap_or_default().trim();
    if text.lines().any(|line| line.trim().starts_with(last)) {
        return Ok(text.to_owned());
    }
    edit::append(text, "Reflection", reflection)
}

#[cfg(test)]
mod tests {
    use super::{add_reflection, join_lead, put_digest};

    #[test]
    fn a_digest_stays_inside_its_section() {
        let note = "---\ndate: 2026-11-24\n---\n\n## Prep\n\nOld.\n\n## Notes\n\nMine.\n";
        let wanted = "---\ndate: 2026-11-24\n---\n\n## Prep\n\n### Who\n\nAlice.\n\n## Notes\n\nMine.\n";
        assert_eq!(put_digest(note, "# Alice\n\n## Who\n\nAlice.\n").as_deref(), Ok(wanted));
    }

    #[test]
    fn a_reflection_is_added_once() {
        let once = add_reflection("Words.\n", "What I saw:\n\nWhat I'll try:").unwrap_or_default();
        assert_eq!(once, "Words.\n\n## Reflection\n\nWhat I saw:\n\nWhat I'll try:\n");
        let filled = once.replace("try:", "try: silence");
        assert_eq!(add_reflection(&filled, "What I saw:\n\nWhat I'll try:").as_deref(), Ok(filled.as_str()));
    }

    #[test]
    fn words_behind_a_lead_stay_one_line() {
        assert_eq!(join_lead("One higher: ", " a room\n"), "One higher: a room");
        assert_eq!(join_lead("", "# not a heading"), "\\# not a heading");
    }
}
