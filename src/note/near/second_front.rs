//! A second front matter further down: of two notes in one file, or typed where the cursor stood.

use std::ops::Range;

use super::front::{LONGEST, is_key, key_of};
use crate::model::keys::NoteKind;
use crate::note::lines::list_lines;

/// The first line of keys between two lines of `---` among a note's words. A mail's headers may stand so in a note between sessions.
pub(super) fn find(body: &str, kind: NoteKind) -> Option<Range<usize>> {
    if kind == NoteKind::Between || memchr::memmem::find(body.as_bytes(), b"---").is_none() {
        return None;
    }
    let lines: Vec<(usize, &str)> = list_lines(body).collect();
    let is_rule = |line: &str| line.trim_end() == "---";
    let rules: Vec<usize> = (0..lines.len()).filter(|place| is_rule(lines[*place].1)).collect();
    let blocks = rules.windows(2).map(|two| &lines[two[0] + 1..two[1]]);
    blocks.filter(|block| are_keys(block, kind)).find_map(|block| {
        let (at, line) = block.first()?;
        Some(*at..at + line.trim_end().len())
    })
}

/// Whether every line is a key, or belongs to one, and two of the keys are known.
fn are_keys(block: &[(usize, &str)], kind: NoteKind) -> bool {
    let is_own = |line: &str| key_of(line, ':').is_some_and(|key| !key.contains(' ') || is_key(key, kind));
    let is_fact = |line: &str| line.starts_with(['-', ' ', '\t', '#']) || is_own(line);
    let is_known = |line: &str| key_of(line, ':').is_some_and(|key| is_key(key, kind));
    let has_value = |line: &str| line.split_once(':').is_some_and(|(_, value)| !value.trim().is_empty());
    let known = block.iter().filter(|(_, line)| is_known(line) && has_value(line)).count();
    let begins_so = block.first().is_some_and(|(_, line)| is_own(line));
    begins_so && known > 1 && block.len() <= LONGEST && block.iter().all(|(_, line)| is_fact(line))
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::model::keys::NoteKind;

    #[test]
    fn keys_among_words_are_found_and_rules_around_prose_arent() {
        let is_found = |body: &str| find(body, NoteKind::Session).is_some();
        let words = "one\n\ntwo\n\nthree\n\nfour\n\n";
        for block in [
            "---\ndate: 2026-11-10\nstatus: held\n---\n",
            "---\r\nDate: 2026-11-10\r\nmood: grey\r\ngoals:\r\n  - poem\r\nminutes: 60\r\n---\r\n",
        ] {
            assert!(is_found(&format!("{words}{block}more\n")), "{block}");
            assert!(is_found(&format!("{words}---\n\nprose\n\n{block}more\n")), "{block}");
        }
        for block in [
            "---\nShe said: no\nstatus: held\ndate: 2026-11-10\n---\n",
            "---\nprose\n---\n",
            "---\nminutes: 60\n---\n",
            "---\n\nstatus: held\nminutes: 60\n",
        ] {
            assert!(!is_found(&format!("{words}{block}more\n")), "{block}");
        }
        assert!(find("a\n---\nfrom: Ada\ndate: Tuesday\n---\n", NoteKind::Between).is_none());
    }
}
