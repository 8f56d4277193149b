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
        let mut at = if self.may_answer() { 0 } else { self.lines.len() };
        while at < self.lines.len() {
            if let Some(end) = self.find_own_headers(at) {
                parts[at..end].fill(Part::Quoted);
                at = end;
            } else if is_quoted(self.line(at)) || self.is_broken_quote(at) {
                parts[at] = Part::Quoted;
                at += 1;
            } else if self.is_original_message(at)
                || self.is_block_of_headers(at)
                || self.is_block_of_labels(at)
            {
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

    /// Whether anything stands in it without which no mail that it answers is told: most letters hold none of it.
    fn may_answer(&self) -> bool {
        self.text.contains(['>', ':', '：']) || self.text.contains("--")
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
        let said = || words.trim_end_matches(':').trim().to_lowercase().replace('’', "'");
        (is_dashed || line.ends_with(':')) && WORDS.original.contains(&said())
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

    /// The same in a language that nobody knows here: three lines or more of a label and what stands behind it, a name with its address in
    /// the first, a year in another, blank lines around them.
    fn is_block_of_labels(&self, at: usize) -> bool {
        const MOST: usize = 8;
        if !self.line(at).contains('@') || at > 0 && !self.is_blank(at - 1) && self.find_rule_above(at) == at
        {
            return false;
        }
        let labelled: Vec<&str> =
            (at..(at + MOST).min(self.lines.len())).map_while(|line| part_label(self.line(line))).collect();
        let is_address = labelled.first().is_some_and(|value| {
            let inside = value.strip_suffix(['>', ']']).and_then(|value| value.rsplit_once(['<', '[']));
            inside.is_some_and(|(name, address)| !name.trim().is_empty() && address.contains('@'))
        });
        let has_year = |value: &&str| {
            value
                .split(|c: char| !c.is_ascii_digit())
                .any(|run| run.len() == 4 && run.starts_with(['1', '2']))
        };
        is_address
            && labelled.len() >= 3
            && labelled[1..].iter().any(has_year)
            && self.is_blank(at + labelled.len())
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

/// What stands behind a label of one to three words and a colon.
fn part_label(line: &str) -> Option<&str> {
    const LONGEST: usize = 24;
    let (label, value) = line.trim().split_once([':', '：'])?;
    let label = label.trim().trim_matches(['*', '_']);
    let is_label = (1..=3).contains(&label.split_whitespace().count())
        && label.chars().count() <= LONGEST
        && label.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '\''));
    is_label.then(|| value.trim().trim_matches(['*', '_']).trim())
}

/// Whether a line is marked as quoted.
fn is_quoted(line: &str) -> bool {
    line.trim_start_matches([' ', '\u{a0}', '\u{feff}']).starts_with('>')
}

#[cfg(test)]
mod tests;
