//! What was said, each turn led by a name: `**Ann (00:00:09):** text`, `Ann: text`, `[00:09] Ann: text`, and a name and a time on a
//! line of their own.

use std::collections::{HashMap, HashSet};

use super::owner::are_same;
use super::program_lines::{is_head_line, is_program_line, is_title, trim_program_lines};
use super::turn::{Spoken, Turn, read_clock};

/// The longest name, in characters.
const LONGEST_NAME: usize = 40;
/// How many words a name has at most.
const MOST_WORDS: usize = 5;
/// How many may speak for it to be a conversation.
const MOST_SPEAKERS: usize = 8;
/// How many lines a program writes above the first turn at most.
const MOST_HEAD: usize = 12;
/// How many lines of a text are looked at to know what it is.
const LOOKED_AT: usize = 400;

/// A line's beginning that says who speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lead<'a> {
    /// Who.
    pub name: &'a str,
    /// When, in seconds.
    pub at: Option<u32>,
    /// What stands behind it, with the blank before it.
    pub rest: &'a str,
    /// Whether it is marked as a lead by a time, or by being bold.
    pub is_marked: bool,
}

/// The lead of a line, if it has one.
#[must_use]
pub fn part_lead(line: &str) -> Option<Lead<'_>> {
    part_any_lead(line).filter(|lead| is_name(lead.name))
}

/// The same, where some are known to speak: their names needn't look like names.
fn part_lead_of<'a>(line: &'a str, stated: &[&str]) -> Option<Lead<'a>> {
    part_any_lead(line).filter(|lead| is_name(lead.name) || is_stated(lead.name, stated))
}

fn is_stated(name: &str, stated: &[&str]) -> bool {
    stated.iter().any(|one| *one == name || are_same(one, name) || are_same(one, without_brackets(name)))
}

fn part_any_lead(line: &str) -> Option<Lead<'_>> {
    let line = line.trim_start_matches('\u{feff}').trim_start();
    let (before, rest) = part_leading_time(line);
    let is_dashed = before.is_some() && line[..line.len() - rest.len()].trim_end().ends_with(['-', '–']);
    let line = rest;
    // Fathom writes `0:09 - Ann Lee (Harbour House)` on a line of its own.
    let alone = || {
        let name = line.trim_end();
        (is_dashed && is_name(name)).then_some(Lead {
            name: without_brackets(name),
            at: before,
            rest: "",
            is_marked: true,
        })
    };
    let lead = part_bold_lead(line)
        .or_else(|| part_plain_lead(line))
        .or_else(|| part_lone_lead(line))
        .or_else(alone)?;
    let at = lead.at.or(before);
    // Zoom and whisperx put brackets around who speaks.
    let name =
        lead.name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(lead.name).trim();
    Some(Lead { name, at, is_marked: lead.is_marked || at.is_some(), ..lead })
}

/// `[00:00:09] `, `(0:09) `, `00:00:09 ` before a name.
fn part_leading_time(line: &str) -> (Option<u32>, &str) {
    let behind =
        |close: char| line[1..].split_once(close).and_then(|(clock, rest)| Some((read_clock(clock)?, rest)));
    let found = match line.chars().next() {
        Some('[') => behind(']'),
        Some('(') => behind(')'),
        Some(c) if c.is_ascii_digit() => {
            line.split_once([' ', '\t']).and_then(|(clock, rest)| Some((read_clock(clock)?, rest)))
        }
        _ => None,
    };
    match found {
        Some((at, rest)) => (Some(at), rest.trim_start_matches([' ', '\t', '-', '–'])),
        None => (None, line),
    }
}

/// `**Ann (00:00:09):** text`, `**Ann** (00:00:09): text`, `**Ann:** text`, `**Ann**: text`, whatever the name.
#[must_use]
pub fn part_bold_lead(line: &str) -> Option<Lead<'_>> {
    let rest = line.strip_prefix("**")?;
    let (inside, behind) = rest.split_once("**")?;
    if let Some(inside) = inside.trim_end().strip_suffix(':') {
        let (name, at) = part_time(inside);
        return Some(mark_lead(name, at, behind));
    }
    let (name, at) = part_time(inside);
    if let Some(rest) = behind.strip_prefix(':') {
        return Some(mark_lead(name, at, rest));
    }
    // Teams lays the time behind the name, alone on its line; pandoc ends such a line in a backslash.
    if let Some(at) = read_clock(behind.trim_end_matches('\\')) {
        return Some(mark_lead(name, Some(at), ""));
    }
    let (clock, rest) = behind.trim_start().strip_prefix(['(', '['])?.split_once([')', ']'])?;
    let rest = rest.trim_start().strip_prefix(':').unwrap_or(rest);
    Some(mark_lead(name, Some(read_span_start(clock)?), rest))
}

/// A lead that is marked as one.
fn mark_lead<'a>(name: &'a str, at: Option<u32>, rest: &'a str) -> Lead<'a> {
    Lead { name: name.trim(), at, rest, is_marked: true }
}

/// `Ann: text`, `Ann (00:09): text`.
fn part_plain_lead(line: &str) -> Option<Lead<'_>> {
    let colon = line.char_indices().take(LONGEST_NAME + 16).find_map(|(at, c)| match c {
        ':' | '：' => {
            let inside_clock = line[..at].ends_with(|c: char| c.is_ascii_digit())
                && line[at + c.len_utf8()..].starts_with(|c: char| c.is_ascii_digit());
            (!inside_clock).then_some((at, c))
        }
        _ => None,
    });
    let (at, c) = colon?;
    let rest = &line[at + c.len_utf8()..];
    if !(rest.is_empty() || c == '：' || rest.starts_with(char::is_whitespace)) {
        return None;
    }
    let (name, clock) = part_time(&line[..at]);
    // Sonix puts the time behind the colon.
    let behind = rest.trim_start().strip_prefix('[').and_then(|rest| rest.split_once(']'));
    if let Some((clock, rest)) = behind.and_then(|(clock, rest)| Some((read_clock(clock)?, rest))) {
        return Some(mark_lead(name, Some(clock), rest));
    }
    Some(Lead { name: name.trim(), at: clock, rest, is_marked: clock.is_some() })
}

/// `Ann Lee  0:09` on a line of its own, as Otter writes it.
fn part_lone_lead(line: &str) -> Option<Lead<'_>> {
    let line = line.trim_end();
    let (name, clock) = line.rsplit_once([' ', '\t'])?;
    let at = read_clock(clock.trim_matches(['(', ')', '[', ']']))?;
    // Fireflies parts them with a dash.
    let name = name.trim().trim_end_matches(['-', '–', '—', '|']).trim_end();
    Some(Lead { name, at: Some(at), rest: "", is_marked: true })
}

/// A name and the time in brackets behind it.
fn part_time(text: &str) -> (&str, Option<u32>) {
    let text = text.trim();
    let part = || {
        let inside = text.strip_suffix([')', ']'])?;
        let (name, clock) = inside.rsplit_once(['(', '['])?;
        Some((name.trim(), read_span_start(clock)?))
    };
    part().map_or((text, None), |(name, at)| (name, Some(at)))
}

/// `00:00:09`, or the beginning of `00:00:09 - 00:00:14`.
fn read_span_start(clock: &str) -> Option<u32> {
    let start = clock.split(['-', '–', '→']).next()?;
    read_clock(start)
}

/// Whether words may be a name: few, short, none of them in small letters alone but those that names have in the middle.
fn is_name(name: &str) -> bool {
    const INSIDE: [&str; 12] = ["de", "da", "do", "di", "du", "van", "von", "der", "den", "la", "le", "y"];
    let name = without_brackets(name);
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_word = |word: &&str| {
        let starts = word.trim_start_matches(['(', '"', '\'']).chars().next();
        starts.is_some_and(|c| c.is_alphanumeric() && !c.is_lowercase()) || INSIDE.contains(word)
    };
    (1..=MOST_WORDS).contains(&words.len())
        && name.chars().count() <= LONGEST_NAME
        && name.chars().any(char::is_alphabetic)
        && !name.contains(['*', '#', '>', '|', '/', '<', '!', '?', ';', ','])
        && words.iter().all(is_word)
}

/// A name without what people put behind it in brackets: `Ann Lee (she/her)`, `Ann Lee (Guest)`.
#[must_use]
pub fn without_brackets(name: &str) -> &str {
    let inside = name.trim().strip_suffix([')', ']']).and_then(|rest| rest.rsplit_once(['(', '[']));
    inside.map_or(name, |(bare, _)| bare).trim()
}

/// The names among the leads of a text: those that lead twice or more, and those that lead once where so many tenths of its lines have
/// a lead.
#[must_use]
pub fn find_names(leads: &[Lead<'_>], lines: usize, tenths: usize) -> HashSet<String> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for lead in leads {
        *counts.entry(lead.name).or_default() += 1;
    }
    let is_led_throughout = leads.len() * 10 >= lines * tenths;
    let is_speaker = |name: &str, count: usize| {
        count > 1 || is_led_throughout || leads.iter().any(|lead| lead.name == name && lead.at.is_some())
    };
    counts
        .into_iter()
        .filter(|(name, count)| is_speaker(name, *count))
        .map(|(name, _)| name.to_owned())
        .collect()
}

/// Whether a text is a conversation: its leads are marked as such, or nearly every line has one, and the same few names come back.
/// A list of headings in bold isn't one, since none of them comes back.
#[must_use]
pub fn is_transcript(text: &str) -> bool {
    let body = without_front_matter(text);
    let mut lines: Vec<&str> =
        body.lines().map(str::trim).filter(|line| !line.is_empty()).take(LOOKED_AT).collect();
    // A program says in a title above the first turn what it is, and who was there.
    let first = lines.iter().position(|line| part_lead(line).is_some()).unwrap_or_default();
    let is_titled = first <= MOST_HEAD && lines[..first].iter().any(|line| is_title(line));
    if is_titled {
        lines.drain(..first);
    }
    lines.retain(|line| !is_program_line(line));
    let leads: Vec<Lead<'_>> = lines.iter().filter_map(|line| part_lead(line)).collect();
    let marked: Vec<Lead<'_>> = leads.iter().filter(|lead| lead.is_marked).copied().collect();
    let comes_back = |leads: &[Lead<'_>], at_least: usize| {
        let names: HashSet<&str> = leads.iter().map(|lead| lead.name).collect();
        (2..=MOST_SPEAKERS).contains(&names.len())
            && leads.len() >= at_least
            && leads.len() > names.len()
            && !is_template(leads, names.len())
    };
    let are_timed = marked.iter().filter(|lead| lead.at.is_some()).count() * 2 > marked.len();
    let at_least = if are_timed { 3 } else { 4 };
    let is_often = |leads: usize, of: usize| leads * of >= lines.len();
    let is_long = |lead: &Lead<'_>| lead.name.chars().count() > 1;
    comes_back(&marked, at_least) && is_often(marked.len(), 4)
        || comes_back(&leads, if is_titled { 3 } else { 6 })
            && leads.iter().all(is_long)
            && leads.len() * 5 >= lines.len() * 4
}

/// Whether the leads are those of a template that was filled in more than once: three or more, always in the same order (`Goal:`, `Reality:`,
/// `Options:`). People don't take turns so.
fn is_template(leads: &[Lead<'_>], names: usize) -> bool {
    let is_timed = leads.iter().any(|lead| lead.at.is_some());
    names > 2
        && !is_timed
        && leads.iter().zip(leads.iter().skip(names)).all(|(one, next)| one.name == next.name)
}

/// Whether a text begins with somebody of whom it is known that they speak in a transcript, and has another turn. Above the first of them
/// may stand what a program writes there.
#[must_use]
pub fn is_led_by(text: &str, speakers: &[&str]) -> bool {
    let lines = without_front_matter(text).lines().filter(|line| !line.trim().is_empty()).take(LOOKED_AT);
    let mut lines = lines.skip_while(|line| part_lead_of(line, speakers).is_none() && is_head_line(line));
    let first = lines.next().and_then(|line| part_lead_of(line, speakers));
    let Some(first) = first else { return false };
    let leads: Vec<Lead<'_>> = lines.filter_map(|line| part_lead_of(line, speakers)).collect();
    let is_known = std::iter::once(&first).chain(&leads).any(|lead| is_stated(lead.name, speakers));
    is_known && leads.iter().any(|lead| lead.name != first.name)
}

/// What is said. `stated` are those of whom it is known that they speak. What stands before the first name is nobody's and left out; it is
/// given beside.
#[must_use]
pub fn read_turns(text: &str, stated: &[&str]) -> (Spoken, String) {
    /// In a text of so few turns nobody comes back often enough to be known by that.
    const FEW: usize = 12;
    let body = without_front_matter(text);
    let lines = body.lines().filter(|line| !line.trim().is_empty()).count();
    let leads: Vec<Lead<'_>> = body.lines().filter_map(|line| part_lead_of(line, stated)).collect();
    let mut names = find_names(&leads, lines, 9);
    let is_few = leads.len() <= FEW && leads.iter().any(|lead| is_stated(lead.name, stated));
    names.extend(
        leads.iter().filter(|lead| is_few || is_stated(lead.name, stated)).map(|lead| lead.name.to_owned()),
    );
    // Where most leads are marked, one that isn't is a word with a colon behind it.
    let only_marked = leads.iter().filter(|lead| lead.is_marked).count() * 2 > leads.len();
    let (mut turns, mut before): (Vec<Turn>, String) = (Vec::new(), String::new());
    for line in body.split_inclusive('\n') {
        let lead = part_lead_of(line.trim_end_matches(['\n', '\r']), stated);
        let lead = lead.filter(|lead| {
            names.contains(lead.name) && (lead.is_marked || !only_marked || is_stated(lead.name, stated))
        });
        match (lead, turns.last_mut()) {
            (Some(lead), _) => {
                let rest = lead.rest.strip_prefix([' ', '\t']).unwrap_or(lead.rest);
                let end = &line[line.trim_end_matches(['\n', '\r']).len()..];
                turns.push(Turn {
                    speaker: lead.name.to_owned(),
                    at: lead.at,
                    words: format!("{rest}{end}"),
                });
            }
            (None, Some(turn)) => turn.words.push_str(line),
            (None, None) => before.push_str(line),
        }
    }
    for turn in &mut turns {
        // A time between the turns, alone on its line, is nobody's words, either: Meet sets one every five minutes.
        turn.words = trim_program_lines(turn.words.trim_matches(['\n', '\r'])).to_owned();
    }
    turns.retain(|turn| !turn.words.is_empty());
    (Spoken { turns, ..Spoken::default() }, before)
}

/// What stands behind a front matter.
fn without_front_matter(text: &str) -> &str {
    let text = text.trim_start_matches('\u{feff}');
    let Some(rest) = text.strip_prefix("---\n").or_else(|| text.strip_prefix("---\r\n")) else { return text };
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        at += line.len();
        if matches!(line.trim_end(), "---" | "...") {
            return &rest[at..];
        }
    }
    text
}

#[cfg(test)]
mod tests;
