//! A chat as it was copied out of a window or kept in a journal: a day and an hour, and a name behind, below or above it.

use std::collections::HashSet;

use super::{LONGEST_NAME, LOOKED_AT, make_plain};
use crate::model::dates::written::{DateOrder, Reading, dates_in};
use crate::model::moment::Moment;

/// How many messages it takes to see that names come back.
const FEWEST: usize = 3;
/// How soon one answers another in a chat, in minutes. Who keeps a journal of several people writes of the next one later.
const SOON: i64 = 15;
/// How many words a name has at most.
const MOST_WORDS: usize = 4;

/// Whether two or more write in a text, come back, and mostly answer each other within minutes.
pub(super) fn is_talk(text: &str) -> bool {
    let lines: Vec<String> = text
        .lines()
        .map(|line| make_plain(line).trim().to_owned())
        .filter(|line| !line.is_empty())
        .take(LOOKED_AT)
        .collect();
    // Most texts have no stamp at all, and begin with none.
    let begins = lines.iter().take(2).any(|line| part_stamp(line).is_some());
    begins
        && [name_behind, name_below, name_above]
            .into_iter()
            .any(|named| are_answers(&list_messages(&lines, named)))
}

type Message<'a> = (Moment, &'a str);

/// The messages whose name stands where `named` looks for it, given the lines, the place of a stamp's, and what stands behind the stamp.
fn list_messages<'a>(
    lines: &'a [String],
    named: impl Fn(&'a [String], usize, &'a str) -> Option<&'a str>,
) -> Vec<Message<'a>> {
    let message = |(at, line): (usize, &'a String)| {
        let (when, behind) = part_stamp(line)?;
        Some((when, named(lines, at, behind)?))
    };
    lines.iter().enumerate().filter_map(message).collect()
}

fn are_answers(messages: &[Message<'_>]) -> bool {
    let names: HashSet<&str> = messages.iter().map(|(_, name)| *name).collect();
    let is_soon = |pair: &&[Message<'_>]| {
        let minutes = (pair[1].0.clock() - pair[0].0.clock()).num_minutes();
        (0..=SOON).contains(&minutes)
    };
    let soon = messages.windows(2).filter(is_soon).count();
    messages.len() >= FEWEST
        && names.len() > 1
        && messages.len() > names.len()
        && soon * 2 >= messages.len() - 1
}

/// The day and hour with which a line begins, in brackets or not, and what stands behind them.
fn part_stamp(line: &str) -> Option<(Moment, &str)> {
    const LONGEST_STAMP: usize = 40;
    let (inner, is_bracketed) = line.strip_prefix(['[', '(']).map_or((line, false), |inner| (inner, true));
    let head = &inner[..inner.floor_char_boundary(LONGEST_STAMP)];
    let begins = |order| dates_in(head, Some(order)).into_iter().next().filter(|date| date.range.start == 0);
    let date = [DateOrder::DayFirst, DateOrder::MonthFirst].into_iter().find_map(begins)?;
    let Reading::Day { when: when @ Moment { time: Some(_), .. }, .. } = date.reading else { return None };
    let behind = inner[date.range.end..].trim_start();
    let behind = if is_bracketed { behind.strip_prefix([']', ')'])? } else { behind };
    Some((when, behind.trim_start_matches([' ', '-', '–', ':'])))
}

/// `2025-03-02 10:15 Ann: text`
fn name_behind<'a>(_: &'a [String], _: usize, behind: &'a str) -> Option<&'a str> {
    behind.split_once(':').map(|(name, _)| name.trim()).filter(|name| is_name(name))
}

/// A stamp alone on its line, and the name alone on the next.
fn name_below<'a>(lines: &'a [String], at: usize, behind: &'a str) -> Option<&'a str> {
    let name = lines.get(at + 1).filter(|_| is_aside(behind))?;
    Some(name.as_str()).filter(|name| is_name(name))
}

/// A stamp alone on its line, and the name alone on the one before.
fn name_above<'a>(lines: &'a [String], at: usize, behind: &'a str) -> Option<&'a str> {
    let name = lines.get(at.checked_sub(1)?).filter(|_| is_aside(behind))?;
    Some(name.as_str()).filter(|name| is_name(name))
}

/// Whether behind a stamp stands nothing, or what a program says of the message: `(Read by Ann after 5 minutes)`.
fn is_aside(behind: &str) -> bool {
    behind.is_empty() || behind.starts_with('(')
}

/// Whether words may be a name: few, and no sentence.
fn is_name(words: &str) -> bool {
    words.chars().next().is_some_and(|first| first.is_alphabetic() && !first.is_lowercase() || first == '+')
        && words.chars().count() <= LONGEST_NAME
        && words.split_whitespace().count() <= MOST_WORDS
        && !words.ends_with(['.', '!', '?', ','])
}
