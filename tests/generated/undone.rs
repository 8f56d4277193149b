//! Random commands, undone one by one and done again one by one: the same bytes at each step. `COACH_SEQUENCES` asks for so many sequences
//! of commands, `COACH_SEED` for others, `COACH_BINARY` names another coach, such as a quicker one.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use crate::harness::{Practice, Ran};
use crate::practice::random::Random;
use crate::weeks::commands::{self, Line};

/// How many sequences.
const SEQUENCES: u64 = 12;
/// How many of them one practice lives through.
const OF_ONE: u64 = 12;
/// The most commands of a sequence.
const MOST_COMMANDS: u64 = 7;

type Files = BTreeMap<String, Vec<u8>>;

/// The files, but for the one that keeps the trash out of git: it comes and goes with what lies there.
fn files(practice: &Practice) -> Files {
    let mut files = practice.snapshot();
    files.remove(".trash/.gitignore");
    files
}

fn run(practice: &Practice, line: &Line) -> Ran {
    match &line.input {
        Some(input) => practice.run_with_input(&line.words, input),
        None => practice.run(&line.words),
    }
}

#[test]
fn whatever_was_done_is_undone_and_redone_byte_for_byte() {
    let number = |name: &str| std::env::var(name).ok().and_then(|number| number.parse().ok());
    let (sequences, seed) =
        (number("COACH_SEQUENCES").unwrap_or(SEQUENCES), number("COACH_SEED").unwrap_or(7));
    let mut undone = 0;
    for place in 0..sequences.div_ceil(OF_ONE) {
        let mut random = Random::of_client(seed, place);
        let mut practice = Practice::example();
        for sequence in 0..OF_ONE.min(sequences - place * OF_ONE) {
            let day = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap() + Days::new(sequence / 3);
            practice.acts_on(&format!("{day}T{:02}:00", 8 + 3 * (sequence % 3)));
            undone += there_and_back(&practice, &mut random);
        }
    }
    eprintln!("{sequences} sequences, {undone} commands undone and redone");
    assert!(undone > sequences, "{undone} of {sequences} sequences");
}

/// One sequence of commands, back to where it began, and forth again. Gives how many of them wrote something.
fn there_and_back(practice: &Practice, random: &mut Random) -> u64 {
    let mut stands = vec![files(practice)];
    let mut log: Vec<String> = Vec::new();
    for _ in 0..random.between(1, MOST_COMMANDS) {
        let now = stands.last().unwrap();
        let line =
            if random.once_in(3) { commands::taking_away(random, now) } else { commands::any(random, now) };
        if line.words[0] == "undo" {
            continue;
        }
        run(practice, &line);
        let after = files(practice);
        if after != *now {
            log.push(line.shown());
            stands.push(after);
        }
    }
    let is_as = |wanted: &Files, ran: &Ran, deed: &str| {
        let found = files(practice);
        let paths: Vec<&String> =
            wanted.keys().chain(found.keys()).filter(|path| wanted.get(*path) != found.get(*path)).collect();
        assert!(paths.is_empty(), "{deed}: {paths:?}\n{log:#?}\n{}{}", ran.stdout, ran.stderr);
    };
    for (place, stand) in stands.iter().enumerate().rev().skip(1) {
        is_as(stand, &practice.coach("undo").ok(), &format!("undone: {}", log[place]));
    }
    for (place, stand) in stands.iter().enumerate().skip(1) {
        is_as(stand, &practice.coach("redo").ok(), &format!("redone: {}", log[place - 1]));
    }
    log.len() as u64
}
