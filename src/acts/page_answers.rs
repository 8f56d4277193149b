//! The answers that a client gives on their page, as the page copies or mails them, and what each of them writes.
//!
//! A question is a line that begins with its name in brackets, `[happened 2026-11-20-door] What happened?`; the lines of the answer
//! begin with `=`. A mail program may break either; a blank line ends an answer.

use super::Edited;
use crate::note::edit::{self, NewValue};
use crate::note::mail::handed_on::find_handed_on;
use crate::note::mail::reply::{Part, Source, tell_lines_apart};

/// An answer that was given on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageAnswer {
    /// The name of the question.
    pub question: String,
    /// The id of what it is about, where it is about one note.
    pub about: Option<String>,
    /// The question, as it was asked.
    pub asked: String,
    /// The answer.
    pub words: String,
    /// The lines of the mail that hold both, by their number from 0.
    pub lines: Vec<usize>,
}

/// Reads the answers in a mail's own lines; what it quotes is an older one.
#[must_use]
pub fn read_page_answers(text: &str, source: Source) -> Vec<PageAnswer> {
    let own = list_lines(text, source, Part::Own);
    read_answers(&own)
}

/// The answers in a mail that they wrote themselves and now hand on; `is_theirs` says of an address whether it is theirs.
#[must_use]
pub fn read_handed_on_answers(
    text: &str,
    source: Source,
    is_theirs: impl Fn(&str) -> bool,
) -> Vec<PageAnswer> {
    let Some(mail) = find_handed_on(text, source, is_theirs) else { return Vec::new() };
    let mut answers = read_page_answers(&mail.text, Source::Mail);
    for answer in &mut answers {
        answer.lines.iter_mut().for_each(|line| *line += mail.first_line);
    }
    answers
}

/// The answers in what a mail quotes: whose they are can't be seen from it.
#[must_use]
pub fn read_quoted_answers(text: &str, source: Source) -> Vec<PageAnswer> {
    let mut quoted = list_lines(text, source, Part::Quoted);
    for (_, line) in &mut quoted {
        *line = line.trim_start_matches(['>', ' ']);
    }
    read_answers(&quoted)
}

/// The lines of one kind in a mail, by their number from 0.
fn list_lines(text: &str, source: Source, wanted: Part) -> Vec<(usize, &str)> {
    let parts = tell_lines_apart(text, source);
    let lines = text.split_inclusive('\n').zip(parts).enumerate();
    lines.filter(|(_, (_, part))| *part == wanted).map(|(number, (line, _))| (number, line.trim())).collect()
}

fn read_answers(lines: &[(usize, &str)]) -> Vec<PageAnswer> {
    let mut answers = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        match read_answer(&lines[at..]) {
            Some(answer) => {
                at += answer.lines.len();
                answers.push(answer);
            }
            None => at += 1,
        }
    }
    answers
}

/// The answer that begins with the first of the lines.
fn read_answer(lines: &[(usize, &str)]) -> Option<PageAnswer> {
    /// Over how many lines a question may be broken.
    const BROKEN: usize = 6;
    let is_answer = |line: &str| line.trim_start_matches('\\').starts_with('=');
    // A mail program may have put a blank line between all lines.
    let is_next = |line: &str| line.trim_start_matches('\\').starts_with('[');
    let mut rest = lines.iter().enumerate().skip(1);
    let begins = rest
        .find(|(at, (_, line))| *at > 2 * BROKEN || is_answer(line) || is_next(line))
        .map(|(at, _)| at)?;
    if !is_answer(lines[begins].1) {
        return None;
    }
    let question: String =
        lines[..begins].iter().map(|(_, line)| *line).collect::<Vec<_>>().join(" ").replace('\\', "");
    let (tag, asked) = question.strip_prefix('[')?.split_once(']')?;
    let mut tag = tag.split_whitespace();
    let name = tag.next().filter(|name| is_name(name))?;
    let about = tag.next().map(ToOwned::to_owned);
    let mut words: Vec<String> = Vec::new();
    let mut end = begins;
    while let Some((_, line)) = lines.get(end) {
        if let Some(behind) = line.trim_start_matches('\\').strip_prefix('=') {
            words.push(behind.strip_prefix(' ').unwrap_or(behind).to_owned());
        } else if line.is_empty() {
            // A mail program may have put a blank line between all lines.
            let goes_on = lines.get(end + 1).is_some_and(|(_, line)| is_answer(line));
            if !goes_on {
                break;
            }
        } else if line.starts_with('[') {
            break;
        } else if let Some(last) = words.last_mut() {
            last.push(' ');
            last.push_str(line);
        }
        end += 1;
    }
    let words = words.join("\n").trim().to_owned();
    (!words.is_empty()).then(|| PageAnswer {
        question: name.to_owned(),
        about,
        asked: asked.trim().to_owned(),
        words,
        lines: lines[..end].iter().map(|(number, _)| *number).collect(),
    })
}

/// Whether a word can be the name of a question: no box is.
fn is_name(word: &str) -> bool {
    word.len() >= 3
        && word.starts_with(|c: char| c.is_ascii_lowercase())
        && word.chars().all(|c| c.is_ascii_lowercase() || c == '-')
}

/// Adds a client's words to a section; what stands there already isn't written twice.
///
/// # Errors
/// Where the note can't be edited safely at that place.
pub fn add_their_words(text: &str, section: &str, words: &str) -> Edited {
    let block = edit::as_paragraphs(words);
    if edit::stands_in(text, section, &block) {
        Ok(text.to_owned())
    } else {
        edit::append(text, section, &block)
    }
}

/// Writes a mark that they gave under its key.
///
/// # Errors
/// Where the front matter can't be edited safely.
pub fn write_their_mark(text: &str, keys: [&str; 2], mark: f64) -> Edited {
    edit::set(text, &keys, &NewValue::Plain(mark.to_string()))
}

/// A mark from 0 to 10 as people type it: `8`, `7,5`, `8/10`.
#[must_use]
pub fn read_their_mark(words: &str) -> Option<f64> {
    let bare = words.trim().trim_end_matches('.').replace(',', ".");
    let bare =
        bare.split_once('/').map_or(bare.as_str(), |(mark, of)| if of.trim() == "10" { mark } else { "" });
    bare.trim().parse().ok().filter(|mark: &f64| (0.0..=10.0).contains(mark))
}

/// What of the answers has no place yet, for a note: each under its question, which is a quote since the coach asked it.
#[must_use]
pub fn write_left_answers(answers: &[&PageAnswer]) -> String {
    let block = |answer: &&PageAnswer| format!("> {}\n\n{}\n", answer.asked, answer.words);
    answers.iter().map(block).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::{
        Source, add_their_words, read_handed_on_answers, read_page_answers, read_quoted_answers,
        read_their_mark,
    };

    #[test]
    fn answers_are_read_however_a_mail_breaks_them() {
        let plain = "Hi\n\n[happened 2026-11-20-door] What happened with it, and what came instead?\n= I went.\n=\n= # Twice.\n\n[heard 2026-11-08] Heard?\n= 8\n\nBye\n";
        let answers = read_page_answers(plain, Source::Mail);
        let told: Vec<_> = answers
            .iter()
            .map(|one| (one.question.as_str(), one.about.as_deref(), one.words.as_str()))
            .collect();
        let wanted = [
            ("happened", Some("2026-11-20-door"), "I went.\n\n# Twice."),
            ("heard", Some("2026-11-08"), "8"),
        ];
        assert_eq!(told, wanted);
        assert_eq!(
            (answers[0].lines.as_slice(), answers[1].lines.as_slice()),
            (&[2, 3, 4, 5][..], &[7, 8][..])
        );
        for broken in [
            plain.replace("with it, and", "with it,\nand").replace("I went.", "I\nwent."),
            plain.replace('\n', "\n\n"),
            plain.replace('[', "\\[").replace(']', "\\]"),
            plain.replace('\n', "\r\n"),
            plain.replace("[happened ", "[happened\n"),
        ] {
            let again = read_page_answers(&broken, Source::Mail);
            let told: Vec<_> = again
                .iter()
                .map(|one| (one.question.as_str(), one.about.as_deref(), one.words.as_str()))
                .collect();
            assert_eq!(told, wanted, "{broken}");
        }
    }

    #[test]
    fn what_is_quoted_or_no_answer_is_none() {
        let quoted = read_quoted_answers("Yes.\n\n> > [happened a] x\n> > = no\n", Source::Mail);
        assert_eq!(
            (quoted.len(), quoted[0].words.as_str(), quoted[0].lines.as_slice()),
            (1, "no", &[2, 3][..])
        );
        let handed = "---------- Forwarded message ---------\nFrom: Ada <a@b.org>\nDate: Mon\nTo: R\n\n[happened a] x\n= yes\n\n> [stuck] y\n> = no\n";
        let answers = read_handed_on_answers(handed, Source::Mail, |address| address == "a@b.org");
        assert_eq!(
            (answers.len(), answers[0].words.as_str(), answers[0].lines.as_slice()),
            (1, "yes", &[5, 6][..])
        );
        for text in ["> [happened a] x\n> = no\n", "[x] 1. a\n= b\n", "[happened a] what?\n=\n", "a\n= b\n"] {
            assert_eq!(read_page_answers(text, Source::Mail), [], "{text}");
        }
    }

    #[test]
    fn words_are_added_once_and_marks_are_numbers() {
        let once = add_their_words("# A\n", "Preparation", "# Mine").unwrap();
        assert_eq!(once, "# A\n\n## Preparation\n\n\\# Mine\n");
        assert_eq!(add_their_words(&once, "Preparation", "# Mine").unwrap(), once);
        for (typed, wanted) in [
            ("8", Some(8.0)),
            ("7,5", Some(7.5)),
            (" 9/10", Some(9.0)),
            ("11", None),
            ("8/12", None),
            ("good", None),
        ] {
            assert_eq!(read_their_mark(typed), wanted, "{typed}");
        }
    }
}
