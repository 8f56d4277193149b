//! A mail's own words, the mail that it answers, and the signature below, told apart line by line.
//!
//! Nothing is taken away: the pieces are the whole text. Where it isn't sure that a line is quoted, it stays with the writer's own;
//! where a mail program's line of attribution or block of headers stands above, nothing below it is taken for theirs.

use std::ops::Range;

use super::attribution::Attribution;
use super::reply_words::{Header, WORDS};

/// Whose a piece of a mail is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// What the writer wrote for this mail.
    Own,
    /// The mail that it answers, with the line that says so; headers that were pasted with it.
    Quoted,
    /// What the writer, or their mail program, puts below every mail.
    Signature,
}

/// A run of lines of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Its bytes.
    pub range: Range<usize>,
    /// Whose it is.
    pub part: Part,
}

/// What the text is that is told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The body of a mail: headers at its beginning are those of a mail that it answers.
    Mail,
    /// What somebody pasted: headers at its beginning are its own.
    Pasted,
}

/// Over how many lines a mail program breaks its line of attribution.
const ATTRIBUTION: usize = 4;
/// How many lines a signature may have: below more of them nobody can say that it is one.
const SIGNATURE: usize = 15;
/// A quoted line from this length on, in characters, may have been broken by the mail program that quotes it.
const BROKEN: usize = 55;

/// Tells a mail's text apart: every byte of it stands in one piece.
#[must_use]
pub fn tell_apart(text: &str, source: Source) -> Vec<Piece> {
    let lines = split_lines(text);
    let mut pieces: Vec<Piece> = Vec::new();
    for (line, part) in lines.iter().zip(Teller::new(text, &lines, source).tell()) {
        match pieces.last_mut().filter(|last| last.part == part) {
            Some(last) => last.range.end = line.end,
            None => pieces.push(Piece { range: line.clone(), part }),
        }
    }
    pieces
}

/// Whose each line of a mail's text is; a line ends with its line feed.
#[must_use]
pub fn tell_lines_apart(text: &str, source: Source) -> Vec<Part> {
    Teller::new(text, &split_lines(text), source).tell()
}

/// The writer's own words, the rest left out.
#[must_use]
pub fn join_own_words(text: &str, source: Source) -> String {
    let own = tell_apart(text, source).into_iter().filter(|piece| piece.part == Part::Own);
    own.map(|piece| &text[piece.range]).collect()
}

/// The same text with blanks in place of every byte that isn't the writer's own; `None` where all of it is.
#[must_use]
pub fn blank_out_others(text: &str, source: Source) -> Option<String> {
    let pieces = tell_apart(text, source);
    if pieces.iter().all(|piece| piece.part == Part::Own) {
        return None;
    }
    let mut blank = String::with_capacity(text.len());
    for Piece { range, part } in pieces {
        if part == Part::Own {
            blank.push_str(&text[range]);
        } else {
            blank.extend(
                text[range]
                    .bytes()
                    .map(|byte| if matches!(byte, b'\n' | b'\r') { char::from(byte) } else { ' ' }),
            );
        }
    }
    Some(blank)
}

fn split_lines(text: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    let line = |line: &str| {
        at += line.len();
        at - line.len()..at
    };
    text.split_inclusive('\n').map(line).collect()
}

struct Teller<'a> {
    text: &'a str,
    lines: &'a [Range<usize>],
    source: Source,
    /// The first line that isn't blank.
    first: usize,
}

impl<'a> Teller<'a> {
    fn new(text: &'a str, lines: &'a [Range<usize>], source: Source) -> Self {
        let first = lines.iter().position(|range| !text[range.clone()].trim().is_empty());
        Self { text, lines, source, first: first.unwrap_or(lines.len()) }
    }

    fn line(&self, at: usize) -> &'a str {
        self.lines.get(at).map_or("", |range| &self.text[range.clone()])
    }

    fn is_blank(&self, at: usize) -> bool {
        self.line(at).trim().is_empty()
    }

    fn tell(&self) -> Vec<Part> {
        let mut parts = vec![Part::Own; self.lines.len()];
        let mut at = 0;
        while at < self.lines.len() {
            if let Some(end) = self.find_own_headers(at) {
                parts[at..end].fill(Part::Quoted);
                at = end;
            } else if is_quoted(self.line(at)) || self.is_broken_quote(at) {
                parts[at] = Part::Quoted;
                at += 1;
            } else if self.is_original_message(at) || self.is_block_of_headers(at) {
                let start = self.find_rule_above(at);
                parts[start..].fill(Part::Quoted);
                break;
            } else if let Some((end, is_marked)) = self.find_attribution(at) {
                parts[at..if is_marked { end } else { self.lines.len() }].fill(Part::Quoted);
                if !is_marked {
                    break;
                }
                at = end;
            } else {
                at += 1;
            }
        }
        self.tell_signatures(&mut parts);
        parts
    }

    /// Headers at the beginning of what somebody pasted: they say who wrote it, and are no words.
    fn find_own_headers(&self, at: usize) -> Option<usize> {
        let is_first = self.source == Source::Pasted && at <= self.first;
        let is_sender =
            || matches!(WORDS.find_header(self.line(at)), Some((Header::From, who)) if who.contains('@'));
        if !is_first || !(self.is_block_of_headers(at) || is_sender()) {
            return None;
        }
        Some((at..self.lines.len()).find(|line| self.is_blank(*line)).unwrap_or(self.lines.len()))
    }

    /// A line that a mail program broke off a quoted one, and left without its mark: it goes on in the middle of a sentence, and the
    /// quote goes on behind it.
    fn is_broken_quote(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).map(|before| self.line(before).trim_end()) else { return false };
        let begins_small = self.line(at).trim_start().starts_with(|c: char| c.is_lowercase());
        is_quoted(before)
            && is_quoted(self.line(at + 1))
            && begins_small
            && before.chars().count() >= BROKEN
            && !before.ends_with(['.', '?', '!', ':', '…'])
    }

    fn is_original_message(&self, at: usize) -> bool {
        let line = self.line(at).trim().trim_matches('*');
        let words = line.trim_matches(['-', '_', '*', ' ']);
        let is_dashed = line.starts_with("--") && line.ends_with("--") && line.len() > words.len();
        let is_led = line.ends_with(':');
        let words = words.trim_end_matches(':').trim().to_lowercase().replace('’', "'");
        (is_dashed || is_led) && WORDS.original.contains(&words)
    }

    /// Who, and when right below it; or who and two others, in whatever order.
    fn is_block_of_headers(&self, at: usize) -> bool {
        const MOST: usize = 12;
        let Some((first, _)) = WORDS.find_header(self.line(at)) else { return false };
        let next = WORDS.find_header(self.line(at + 1));
        if first == Header::From && next.is_some_and(|(header, _)| header == Header::Sent) {
            return true;
        }
        let mut seen: Vec<Header> = Vec::new();
        for line in at..(at + MOST).min(self.lines.len()) {
            // What was copied from a page may have a blank line behind each of them.
            if self.is_blank(line) && WORDS.find_header(self.line(line + 1)).is_some() {
                continue;
            }
            if self.is_blank(line) {
                break;
            }
            match WORDS.find_header(self.line(line)) {
                Some((header, _)) if !seen.contains(&header) => seen.push(header),
                // A long list of names goes on in the next line.
                Some(_) => {}
                None if line > at && self.line(line).contains(['@', ';']) => {}
                None => break,
            }
        }
        seen.len() >= 3 && seen.contains(&Header::From)
    }

    /// Where the rule begins that a mail program draws above what it quotes.
    fn find_rule_above(&self, at: usize) -> usize {
        let above = (0..at).rev().find(|line| !self.is_blank(*line));
        let is_rule = |line: &str| {
            let line = line.trim().replace(' ', "");
            line.len() >= 3 && line.chars().all(|c| matches!(c, '_' | '-' | '*' | '―' | '—'))
        };
        above.filter(|above| is_rule(self.line(*above))).unwrap_or(at)
    }

    /// The line above a quoted mail, which may be broken: where it ends, and whether what follows is marked as quoted. Without marks
    /// it must be one that only a program writes.
    fn find_attribution(&self, at: usize) -> Option<(usize, bool)> {
        if self.is_blank(at) {
            return None;
        }
        let mut joined = String::new();
        for end in at..(at + ATTRIBUTION).min(self.lines.len()) {
            if self.is_blank(end) || is_quoted(self.line(end)) {
                return None;
            }
            joined = format!("{joined} {}", self.line(end).trim());
            if !joined.trim_end_matches(['*', '_', ' ']).ends_with([':', '：']) {
                continue;
            }
            let line = Attribution::read(joined.trim().trim_matches(['*', '_']))?;
            let next = (end + 1..self.lines.len()).find(|line| !self.is_blank(*line));
            let is_marked = next.is_none_or(|next| is_quoted(self.line(next)));
            let is_one = if is_marked { line.is_likely() } else { line.is_certain() };
            return is_one.then(|| (next.unwrap_or(self.lines.len()).max(end + 1), is_marked));
        }
        None
    }

    /// Signatures at the end of each stretch of own words.
    fn tell_signatures(&self, parts: &mut [Part]) {
        let mut at = 0;
        while at < parts.len() {
            if parts[at] != Part::Own {
                at += 1;
                continue;
            }
            let end = (at..parts.len()).find(|line| parts[*line] != Part::Own).unwrap_or(parts.len());
            if let Some(start) = self.find_signature(at..end) {
                parts[start..end].fill(Part::Signature);
            }
            at = end;
        }
    }

    fn find_signature(&self, own: Range<usize>) -> Option<usize> {
        // Below the mark there may be no more lines than a signature has, so the mark isn't looked for above them.
        let below = own.clone().rev().filter(|line| !self.is_blank(*line)).nth(SIGNATURE);
        let dashes = (below.unwrap_or(own.start)..own.end).find(|line| self.is_signature_mark(*line));
        let is_program = |line: &usize| {
            let words = self.line(*line).trim().trim_start_matches(['[', '*', '_', '(', '<']).to_lowercase();
            WORDS.programs.iter().any(|program| words.starts_with(program)) && words.chars().count() <= 90
        };
        let below = dashes.unwrap_or(own.end);
        // Only what stands last: a sentence in the middle that begins so is a sentence.
        let last = (own.start..below).rev().filter(|line| !self.is_blank(*line)).take(2).find(is_program);
        last.or(dashes)
    }

    fn is_signature_mark(&self, at: usize) -> bool {
        matches!(self.line(at).trim_end_matches(['\r', '\n']).trim_end(), "--" | "\\--" | "–")
            && (at == 0
                || self.is_blank(at - 1)
                || is_quoted(self.line(at - 1))
                || self.line(at).trim_end_matches(['\r', '\n']) == "-- ")
    }
}

/// Whether a line is marked as quoted.
fn is_quoted(line: &str) -> bool {
    line.trim_start_matches([' ', '\u{a0}', '\u{feff}']).starts_with('>')
}

#[cfg(test)]
mod tests {
    use super::{Part, Source, blank_out_others, join_own_words, tell_apart};

    /// The own words of a mail, lines joined by `|`, blank ones left out.
    fn own(text: &str) -> String {
        let own = join_own_words(text, Source::Mail);
        own.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn what_is_quoted_is_told_from_what_is_answered() {
        for (mail, wanted) in [
            ("Yes.\n\nOn Mon, 23 Nov 2026 at 10:00, Robin <r@b.org> wrote:\n> How was it?\n", "Yes."),
            (
                "Yes.\n\nOn Mon, 23 Nov 2026 at 10:00, Robin Vale\n<r@b.org> wrote:\n\n> How?\n\nMore.\n",
                "Yes.|More.",
            ),
            ("Ja.\n\nAm 23.11.26 um 10:00 schrieb Robin Vale:\n> Wie war es?\n", "Ja."),
            ("Ja.\n\nRobin Vale <r@b.org> schrieb am Mo., 23. Nov. 2026, 10:00:\n\nWie war es?\n", "Ja."),
            ("Oui.\n\nLe lun. 23 nov. 2026 à 10:00, Robin <r@b.org> a écrit :\n\n> Alors ?\n", "Oui."),
            ("Sí.\n\nEl lun, 23 nov 2026 a las 10:00, Robin (<r@b.org>) escribió:\n\n> ¿Y?\n", "Sí."),
            ("好。\n\nRobin <r@b.org> 于2026年11月23日周一 10:00写道：\n\n> 怎么样\n", "好。"),
            ("はい。\n\n2026年11月23日(月) 10:00 Robin <r@b.org>:\n\n> どう\n", "はい。"),
            ("Yes.\n\nOn 23 Nov 2026, at 10:00, Robin <r@b.org> wrote:\n\nHow was it?\n\nRobin\n", "Yes."),
            ("Yes.\n\n-----Original Message-----\nFrom: R\nHow?\n", "Yes."),
            ("Yes.\n\nBegin forwarded message:\n\nHow?\n", "Yes."),
            (
                "Ja.\n\n________________________________\nVon: R <r@b.org>\nGesendet: Montag\nAn: A\nBetreff: x\n\nWie?\n",
                "Ja.",
            ),
            ("Oui.\n\n**De :** R\n**Envoyé :** lundi\n**À :** A\n\nAlors ?\n", "Oui."),
            ("Sí.\n\nDe: R <r@b.org>\nPara: A\nAsunto: x\n\n¿Y?\n", "Sí."),
            ("From: R\nSent: Monday\n\nHow?\n", ""),
            ("Yes.\n\nFrom: R <r@b.org>\n\nSent: Monday\n\nTo: A\n\nSubject: x\n\nHow?\n", "Yes."),
            (
                "Ja.\n\n  Am Montag, 23. November 2026 um 10:00:12 MEZ hat Robin <r@b.org> Folgendes geschrieben:  \n\n Wie?\n",
                "Ja.",
            ),
            ("> How was it?\nGood.\n> And Kim?\nNot yet.\n", "Good.|Not yet."),
            (
                "> This line of yours was long enough to be broken by the program that\nquotes it here\n> again.\nYes.\n",
                "Yes.",
            ),
        ] {
            assert_eq!(own(mail), wanted, "{mail}");
        }
    }

    #[test]
    fn what_only_looks_like_a_quote_stays_whole() {
        for mail in [
            "On Monday Kim wrote:\nthat she can't.\nI was glad.\n",
            "On Monday I went. At 10:00 Kim called.\nHere is what I saw:\n- one\n",
            "From: the sofa\nTo: the door\n",
            "What I take from it:\n1. to ask\n",
            "To: do\nFrom: now on\n\nI start.\n",
            "First.\n--\nThen.\n",
        ] {
            let whole: Vec<_> = mail.lines().filter(|line| !line.is_empty()).collect();
            assert_eq!(own(mail), whole.join("|"), "{mail}");
        }
    }

    #[test]
    fn signatures_are_told_apart() {
        for (mail, wanted) in [
            ("Yes.\n\n-- \nAda Lund\nHarbour House\n", "Yes."),
            ("Yes.\n\n--\nAda\n", "Yes."),
            ("Yes.\n> How?\n--\nAda\n", "Yes."),
            ("Yes.\n\nSent from my iPhone\n", "Yes."),
            ("Ja.\n\nVon meinem iPhone gesendet\n\n> Wie?\n", "Ja."),
            ("Oui.\n\nEnvoyé de mon iPhone\n", "Oui."),
            (
                "Yes.\n\nGet Outlook for iOS<https://aka.ms/x>\n________________________________\nFrom: R <r@b.org>\nSent: Monday\n\nHow?\n",
                "Yes.",
            ),
            (
                "Sent from my hotel: a card.\nIt rains.\nI rest.\n",
                "Sent from my hotel: a card.|It rains.|I rest.",
            ),
        ] {
            assert_eq!(own(mail), wanted, "{mail}");
        }
    }

    #[test]
    fn headers_that_were_pasted_with_a_mail_are_no_words() {
        let pasted = "\nFrom: Ada <ada@b.org>\nSent: Monday\nSubject: x\n\nI went.\n";
        assert_eq!(join_own_words(pasted, Source::Pasted).trim(), "I went.");
        assert_eq!(join_own_words("From: Ada <ada@b.org>\n\nI went.\n", Source::Pasted).trim(), "I went.");
        assert_eq!(own(pasted), "");
    }

    #[test]
    fn a_mark_is_that_of_a_signature_with_fifteen_lines_below_it_at_most() {
        for (count, is_one) in [(14, true), (15, true), (16, false)] {
            let mail = format!("Yes.\n\n-- \n{}", "a line\n\n".repeat(count));
            assert_eq!(own(&mail) == "Yes.", is_one, "{count}");
        }
        // The first of several counts that is near enough.
        assert_eq!(
            own(&format!("Yes.\n\n--\n{}\n--\nAda\n\n--\nLund\n", "a\n".repeat(15))),
            format!("Yes.|--|{}", ["a"; 15].join("|"))
        );
    }

    #[test]
    fn every_byte_stands_in_one_piece() {
        let mail = "Good.\r\n\r\n> é\r\nYes é.\r\n-- \r\nAda";
        let pieces = tell_apart(mail, Source::Mail);
        let joined: String = pieces.iter().map(|piece| &mail[piece.range.clone()]).collect();
        assert_eq!(joined, mail);
        assert_eq!(
            pieces.iter().map(|piece| piece.part).collect::<Vec<_>>(),
            [Part::Own, Part::Quoted, Part::Own, Part::Signature]
        );
        let blank = blank_out_others(mail, Source::Mail).unwrap();
        assert_eq!((blank.len(), blank.contains("Yes é."), blank.contains("Ada")), (mail.len(), true, false));
        assert_eq!(blank_out_others("All mine.\n", Source::Mail), None);
    }
}
