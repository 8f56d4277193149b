//! A chat as WhatsApp, Zoom and their like give it out: lines with a stamp and a name, of several who write.

mod talk;

use std::borrow::Cow;

use crate::model::dates::written::{DateOrder, dates_in};

/// How many lines are looked at to know what a text is.
const LOOKED_AT: usize = 200;
/// The longest name, in characters.
const LONGEST_NAME: usize = 50;
/// Signs that say in which direction a text runs, and can't be seen.
const UNSEEN: [char; 8] =
    ['\u{200e}', '\u{200f}', '\u{202a}', '\u{202c}', '\u{2066}', '\u{2068}', '\u{2069}', '\u{feff}'];

/// Whether a text is a chat: as a program gives it out, or as it was copied, where several write within minutes.
#[must_use]
pub fn is_chat(text: &str) -> bool {
    is_given_out(text) || talk::is_talk(text)
}

/// Whether it begins with a stamp, and most of two stamps or more stand before a name. What stands between stamps goes on with what was
/// written before.
fn is_given_out(text: &str) -> bool {
    let mut lines = text.lines().map(make_plain).filter(|line| !line.trim().is_empty()).take(LOOKED_AT);
    let Some(first) = lines.next().and_then(|line| read_stamped(&line)) else { return false };
    let others: Vec<bool> = lines.filter_map(|line| read_stamped(&line)).collect();
    let named = others.iter().filter(|is_named| **is_named).count() + usize::from(first);
    !others.is_empty() && named > 0 && named * 2 >= others.len()
}

/// A line without signs that can't be seen, and with blanks that are blanks.
fn make_plain(line: &str) -> Cow<'_, str> {
    let is_odd = |c: char| UNSEEN.contains(&c) || matches!(c, '\u{202f}' | '\u{a0}' | '\t');
    if !line.contains(is_odd) {
        return Cow::Borrowed(line);
    }
    let plain = line.chars().filter(|c| !UNSEEN.contains(c));
    Cow::Owned(plain.map(|c| if is_odd(c) { ' ' } else { c }).collect())
}

/// Of a line that begins with a stamp, whether a name stands behind it.
fn read_stamped(line: &str) -> Option<bool> {
    let line = line.trim();
    if let Some(rest) = part_recipients(line) {
        return Some(rest);
    }
    let (inner, is_bracketed) = line.strip_prefix('[').map_or((line, false), |inner| (inner, true));
    // Either order will do: the day isn't asked for.
    let stamp = [DateOrder::DayFirst, DateOrder::MonthFirst].into_iter().find_map(|order| {
        let head = &inner[..inner.floor_char_boundary(48)];
        dates_in(head, Some(order)).into_iter().next().filter(|found| found.range.start == 0)
    })?;
    let (stamp, rest) = inner.split_at(stamp.range.end);
    // Journals stamp their entries with a day and an hour alone: `[2025-03-02 10:15]`.
    if is_bracketed && !stamp.contains(',') && stamp.matches(':').count() < 2 || !stamp.contains(':') {
        return None;
    }
    let rest = if is_bracketed {
        rest.trim_start().strip_prefix(']')?
    } else {
        rest.strip_prefix(" - ").or_else(|| rest.strip_prefix(" – ")).or_else(|| rest.strip_prefix(": "))?
    };
    Some(is_name_and_words(rest))
}

/// `00:12:09 From Ann to Everyone: text`, as Zoom writes it; a day may stand before it, and the words on the next line.
fn part_recipients(line: &str) -> Option<bool> {
    const LEADS: [&str; 3] = ["from", "von", "de"];
    let mut words = line.split_whitespace().peekable();
    let is_of = |word: &str, signs: &[char], count: usize| {
        word.chars().filter(|c| signs.contains(c)).count() == count
            && word.chars().all(|c| c.is_ascii_digit() || signs.contains(&c))
    };
    words.next_if(|word| is_of(word, &['-', '/', '.'], 2));
    words.next().filter(|word| is_of(word, &[':'], 2))?;
    words.next().filter(|word| LEADS.contains(&word.to_lowercase().as_str()))?;
    words.next()?;
    line.splitn(4, ':').nth(3).map(|_| true)
}

fn is_name_and_words(rest: &str) -> bool {
    let Some((name, _)) = rest.split_once(':') else { return false };
    let name = name.trim();
    !name.is_empty() && name.chars().count() <= LONGEST_NAME
}

#[cfg(test)]
mod tests {
    use super::is_chat;

    #[test]
    fn chats_are_known_however_they_are_stamped() {
        for text in [
            "[02.03.25, 10:15:22] Ann Lee: \u{200e}Messages and calls are end-to-end encrypted.\n[02.03.25, 10:16:22] Ann Lee: No.\nAnd yes.\n\u{200e}[02.03.25, 10:17:01] Robin: How?\n",
            "02/03/2025, 10:15 - Messages and calls are end-to-end encrypted. Tap to learn more.\n02/03/2025, 10:15 - Ann Lee: No\n13/03/2025, 10:16 - Robin: How?\n",
            "[7/11/2017, 8:20:41\u{202f}PM] Ann: No\n[7/12/2017, 8:21:41\u{202f}PM] Robin: How?\n",
            "8/21/21, 11:06 PM - Ann: No\n8/21/21, 11:07 PM - Robin: How?\n",
            "[27-11-18 18:43:20] Ann: No\n[27-11-18 18:44:20] Robin: How?\n",
            "[2025/3/2, 18:43:20] Ann: No\n[2025/3/2, 18:44:20] Robin: How?\n",
            "24/3/14, 13:59:59: Ann: No\n24/3/14, 14:00:59: Robin: How?\n",
            "00:12:09\t From  Ann Lee : No\n00:12:12 From Robin to Everyone: How?\n",
            "2025-03-02 00:12:09 From Ann Lee to Everyone:\n\tNo\n2025-03-02 00:12:12 From Robin to Everyone:\n\tHow?\n",
            "02.03.25, 10:15 - Ann: No\n02.03.25, 10:16 - Robin: How?\n",
            "[2025-03-02 10:15] Ann: No\n[2025-03-02 10:16] Robin: How?\n[2025-03-02 10:18] Ann: So.\n",
            "2025-03-02 10:15 Ann: No\n\n2025-03-02 10:16 Robin: How?\n\n2025-03-02 10:18 Ann: So.\n",
            "Mar 02, 2025 10:15:22 AM\nMe\nNo\n\nMar 02, 2025 10:16:22 AM\nAnn Lee\nHow?\n\nMar 02, 2025 10:17:22 AM\nMe\nSo.\n",
            "Ann Lee\nMar 2, 2025 at 10:15 AM\nNo\nRobin\nMar 2, 2025 at 10:16 AM\nHow?\nAnn Lee\nMar 2, 2025 at 10:17 AM\nSo.\n",
            "00:12:09 Von Ann Lee an Alle: Nein\n00:12:12 Von Robin an Alle: Wie?\n",
        ] {
            assert!(is_chat(text), "{text}");
        }
    }

    #[test]
    fn journals_notes_and_transcripts_are_none() {
        for text in [
            "",
            "[2025-03-02 10:15] Ann: she said no.\n\n[2025-03-09 10:15] Ann: she said yes.\n",
            "[2025-03-02 10:15] Ann: she said no.\n\n[2025-03-02 14:15] Bob: he said yes.\n\n[2025-03-09 10:15] Ann: no.\n",
            "[2025-03-02 10:15] Ann: she said no.\n[2025-03-02 10:16] Ann: she said so.\n[2025-03-02 10:18] Ann: yes.\n",
            "2025-03-02 10:15 Ann\nShe said no.\n\n2025-03-09 10:15 Ann\nYes.\n",
            "2025-03-02\n\nAnn: no.\n2025-03-09\n\nAnn: yes.\n",
            "02.03.2025 - Ann: no\n09.03.2025 - Ann: yes\n",
            "[00:09] Ann: No.\n[00:12] Robin: How?\n",
            "00:12:09 From the beginning she was quiet\n",
            "[02.03.25, 10:15:22] Ann Lee: No.\n",
            "A walk.\n[02.03.25, 10:15:22] Ann Lee: No.\n[02.03.25, 10:16:22] Robin: How?\n",
        ] {
            assert!(!is_chat(text), "{text}");
        }
    }
}
