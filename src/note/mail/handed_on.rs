//! A mail of somebody's own that they hand on, such as one that went to another address first.

use super::reply::{Part, Source, tell_lines_apart};
use super::reply_words::{Header, WORDS};

/// A mail within a mail.
#[derive(Debug, PartialEq, Eq)]
pub struct HandedOn {
    /// Its first line among those of the mail around it, from 0.
    pub first_line: usize,
    /// Its text, without the marks that the mail around it puts before each line.
    pub text: String,
}

/// The mail that the text hands on, where the first headers in it name somebody who is meant; what stands in it below another's words,
/// and what answers one, is for whoever reads its text to tell apart.
#[must_use]
pub fn find_handed_on(text: &str, source: Source, is_meant: impl Fn(&str) -> bool) -> Option<HandedOn> {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let parts = tell_lines_apart(text, source);
    let is_quoted = |at: usize| parts.get(at) == Some(&Part::Quoted);
    let mut at = 0;
    // The headers of what was pasted are its own.
    if source == Source::Pasted
        && lines.iter().position(|line| !line.trim().is_empty()).is_some_and(is_quoted)
    {
        at = (0..lines.len()).find(|at| !is_quoted(*at) && !lines[*at].trim().is_empty())?;
    }
    at = (at..lines.len()).find(|at| is_quoted(*at))?;
    let is_marked = lines[at..]
        .iter()
        .map(|line| without_mark(line))
        .find_map(|(bare, is_marked)| WORDS.find_header(bare).map(|_| is_marked))?;
    let bare = |at: usize| if is_marked { without_mark(lines[at]).0 } else { lines[at] };
    while at < lines.len() && leads_to_headers(bare(at)) {
        at += 1;
    }
    let mut sender = None;
    let mut end = at;
    while end < lines.len() {
        match WORDS.find_header(bare(end)) {
            Some((Header::From, value)) if sender.is_none() => sender = Some(read_address(value)),
            Some(_) => {}
            None if end > at && !bare(end).trim().is_empty() && bare(end).contains(['@', ';']) => {}
            None => break,
        }
        end += 1;
    }
    sender.filter(|address| is_meant(address))?;
    let body = (end..lines.len()).take_while(|at| is_quoted(*at)).map(bare);
    Some(HandedOn { first_line: end, text: body.collect() })
}

/// A line without one mark of what is quoted, and whether it had one.
fn without_mark(line: &str) -> (&str, bool) {
    let bare = line.trim_start_matches([' ', '\u{a0}', '\u{feff}']);
    bare.strip_prefix('>').map_or((line, false), |bare| (bare.strip_prefix(' ').unwrap_or(bare), true))
}

/// Whether a line says no more than that headers follow: a rule, `Forwarded message`.
fn leads_to_headers(line: &str) -> bool {
    let line = line.trim().trim_start_matches('>');
    let words = line.trim_matches(['-', '_', '*', ' ', ':']).to_lowercase().replace('’', "'");
    words.is_empty() || WORDS.original.contains(&words)
}

/// The address in `Ada <ada@b.org>`, `Ada [mailto:ada@b.org]`.
fn read_address(value: &str) -> &str {
    let address = value.rsplit_once(['<', '[']).map_or(value, |(_, address)| address);
    address.trim().trim_start_matches("mailto:").trim_end_matches(['>', ']']).trim()
}

#[cfg(test)]
mod tests {
    use super::{Source, find_handed_on};

    fn find(text: &str, source: Source) -> Option<(usize, String)> {
        let found = find_handed_on(text, source, |address| address.eq_ignore_ascii_case("ada@b.org"))?;
        Some((found.first_line, found.text.trim().to_owned()))
    }

    #[test]
    fn a_mail_of_their_own_is_found_however_it_is_handed_on() {
        for (text, first) in [
            (
                "See below.\n\n---------- Forwarded message ---------\nFrom: Ada <ada@b.org>\nDate: Mon\nSubject: x\nTo: <r@b.org>\n\nI went.\n",
                7,
            ),
            (
                "Begin forwarded message:\n\n> From: Ada Lund <Ada@b.org>\n> Subject: x\n> Date: Mon\n>\n> I went.\n",
                5,
            ),
            (
                "________________________________\nVon: Ada <ada@b.org>\nGesendet: Montag\nAn: R\nBetreff: x\n\nI went.\n",
                5,
            ),
            (
                "-------- Weitergeleitete Nachricht --------\nVon: Ada [mailto:ada@b.org]\nDatum: Montag\nAn: R\n\nI went.\n",
                4,
            ),
        ] {
            assert_eq!(find(text, Source::Mail), Some((first, "I went.".to_owned())), "{text}");
        }
        let pasted = "From: Ada <ada@b.org>\nSent: Monday\n\nSee.\n\n-----Original Message-----\nFrom: ada@b.org\nSent: Sunday\n\nI went.\n";
        assert_eq!(find(pasted, Source::Pasted), Some((8, "I went.".to_owned())));
    }

    #[test]
    fn what_somebody_else_wrote_or_an_answer_quotes_is_none() {
        for text in [
            "Yes.\n\n-----Original Message-----\nFrom: R <r@b.org>\nSent: Monday\n\nHow?\n\nFrom: Ada <ada@b.org>\nSent: Sunday\n\nI went.\n",
            "Yes.\n\nOn Mon, 23 Nov 2026 at 10:00, Ada <ada@b.org> wrote:\n> I went.\n",
            "Yes.\n\n> I went.\n",
            "I went.\n",
            "",
        ] {
            assert_eq!(find(text, Source::Mail), None, "{text}");
        }
    }
}
