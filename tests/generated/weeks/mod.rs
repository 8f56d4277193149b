//! A hundred weeks of commands as they might come, day by day: what is refused changes nothing and says why, the second run of
//! a command changes nothing, after each week nothing is to be mended, and in the end every statement stands where its source says.

pub mod commands;
mod planted;
mod rehearsed;

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use serde_json::Value;

use crate::harness::sources::all_views_hold;
use crate::harness::{Practice, Ran};
use crate::practice::random::Random;
use commands::Line;
use planted::Planted;

/// Another seed gives other weeks; `COACH_SEED` is one.
const SEED: u64 = 4;
/// How many weeks one practice lives through.
const WEEKS: u64 = 10;
/// How many commands a week has.
const COMMANDS: u64 = 6;
/// The place of the practice that is the example.
const EXAMPLE: u64 = 9;

/// What `session set ID date=…` and `note --on "in 2 weeks"` ask for in so many words, and `check` tells all the same.
const ASKED_FOR: [&str; 4] = ["two-dates", "held-to-come", "note-to-come", "odd-count"];

#[test]
fn weeks_of_the_first_five_practices() {
    (0..5).for_each(live);
}

#[test]
fn weeks_of_the_other_five_practices() {
    (5..10).for_each(live);
}

/// A practice, every file of it, and what was done to it so far.
struct Life {
    practice: Practice,
    files: BTreeMap<String, Vec<u8>>,
    log: Vec<String>,
    /// How many commands wrote something.
    written: u64,
}

/// Lives through the weeks of a practice. The last one is the example; the others begin with two clients, each with a goal, a plan
/// and a call to come.
fn live(place: u64) {
    let seed = std::env::var("COACH_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(SEED);
    let mut random = Random::of_client(seed, place);
    let practice = if place == EXAMPLE { Practice::example() } else { Practice::empty() };
    let mut lived = Life { files: practice.snapshot(), practice, log: Vec::new(), written: 0 };
    let monday = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    if place != EXAMPLE {
        lived.begin(monday);
    }
    for week in 0..WEEKS {
        // The day and the hour of each command, in order of time.
        let mut times: Vec<(u64, u64)> =
            (0..COMMANDS).map(|_| (random.between(0, 4), random.between(8, 18))).collect();
        times.sort_unstable();
        for (day, hour) in times {
            let today = monday + Days::new(week * 7 + day);
            let now = if random.once_in(4) { today.to_string() } else { format!("{today}T{hour:02}:00") };
            let line = commands::any(&mut random, &lived.files);
            lived.runs_twice(&now, &line);
        }
        let check = lived.practice.coach("check --format json");
        let problems = check.json()["problems"].as_array().cloned().unwrap_or_default();
        let unasked =
            problems.iter().filter(|problem| !ASKED_FOR.contains(&problem["code"].as_str().unwrap_or("")));
        assert_eq!(unasked.count(), 0, "{}", lived.told(&check));
        if week % 2 == 1 {
            lived.is_told_of_what_is_planted(&mut random);
        }
    }
    let told = all_views_hold(&lived.practice);
    assert!(told > 20, "{told} statements\n{}", lived.log.join("\n"));
    // Weeks in which everything is refused would show nothing.
    assert!(
        lived.written * 3 > WEEKS * COMMANDS,
        "{} wrote something\n{}",
        lived.written,
        lived.log.join("\n")
    );
}

impl Life {
    fn begin(&mut self, monday: NaiveDate) {
        for (id, name) in [("alice", "Alice Moreau"), ("ben", "Ben Osei")] {
            for words in [
                &["client", "new", name, "--id", id][..],
                &["goal", "new", id, "Lead the team", "--importance", "9"],
                &["plan", "new", id, "--what", "Two mornings", "--step", "Call Jo"],
                &["session", "new", id, "--on", "tomorrow 10am"],
            ] {
                self.runs_twice(&monday.to_string(), &Line::of(words));
            }
        }
    }

    /// Plants what goes wrong with files: all of it is told by `check` and nothing else, none of it counts, and commands run on.
    fn is_told_of_what_is_planted(&mut self, random: &mut Random) {
        let planted = planted::plant(&self.practice, random, &self.files);
        for one in &planted {
            self.log.push(format!("planted {} ({})", one.path, one.code));
        }
        let check = self.practice.coach("check --format json");
        let problems = check.json()["problems"].as_array().cloned().unwrap_or_default();
        let is_of = |problem: &Value, one: &Planted| problem["path"] == one.told_at.as_str();
        for one in &planted {
            let told = problems.iter().any(|problem| is_of(problem, one) && problem["code"] == one.code);
            assert!(told, "{} isn't told as {}\n{}", one.path, one.code, self.told(&check));
        }
        let other = problems.iter().find(|problem| {
            let asked = ASKED_FOR.contains(&problem["code"].as_str().unwrap_or(""));
            !asked && !planted.iter().any(|one| is_of(problem, one))
        });
        assert!(other.is_none(), "{other:?}\n{}", self.told(&check));
        let shown = self.what_counts();
        planted::take_out(&self.practice, &planted);
        for (was, is) in shown.iter().zip(self.what_counts()) {
            assert_eq!(was, &is, "something counts that was planted\n{}", self.log.join("\n"));
        }
        planted::pull_up(&self.practice, &planted);
        assert!(self.practice.snapshot() == self.files, "{}", self.log.join("\n"));
    }

    /// What is counted and listed of the practice, without what is told beside it.
    fn what_counts(&self) -> Vec<Value> {
        let views = ["report hours", "today", "prep alice", "prep ben", "client list"];
        let shown = |line: &&str| {
            let ran = self.practice.coach(&format!("{line} --format json"));
            // A client who isn't there is refused, with them or without.
            let mut view = if ran.code_is(0) { ran.json() } else { Value::Null };
            // Calls that are set aside are named, and count nowhere.
            for told in ["problems", "doubted", "set_aside"] {
                view.as_object_mut().map(|view| view.remove(told));
            }
            view
        };
        views.iter().map(shown).collect()
    }

    /// Runs a command twice: what is refused changes nothing and says why, and the second run changes nothing, whatever it says.
    fn runs_twice(&mut self, now: &str, line: &Line) {
        self.practice.acts_on(now);
        self.log.push(format!("--today {now} {}", line.shown()));
        let ran = self.runs(line);
        let files = self.practice.snapshot();
        let refused = !ran.code_is(0);
        assert!(!refused || ran.code_is(2) || ran.code_is(1), "{}", self.told(&ran));
        // What `check` finds is its answer, on standard output.
        let is_told = !ran.stderr.trim().is_empty() || ran.code_is(1) && !ran.stdout.trim().is_empty();
        assert!(!refused || is_told, "refused without a word\n{}", self.told(&ran));
        // A review is written even where no next version is made of it, which the exit code says.
        let may_write = line.words.iter().any(|word| word == "--next");
        let wrote = files != self.files;
        assert!(!refused || !wrote || may_write, "refused, and something was written\n{}", self.told(&ran));
        self.written += u64::from(files != self.files);
        let again = self.runs(line);
        assert!([0, 1, 2].iter().any(|code| again.code_is(*code)), "{}", self.told(&again));
        for (path, bytes) in self.practice.snapshot() {
            let text = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).into_owned();
            let (was, is) = (files.get(&path).map(text), text(&bytes));
            let told = || format!("{}\nthen\n{}{}", self.told(&ran), again.stdout, again.stderr);
            assert!(
                was.as_ref() == Some(&is),
                "the second run made of {path} {was:?} this: {is:?}\n{}",
                told()
            );
        }
        self.files = files;
    }

    fn runs(&self, line: &Line) -> Ran {
        match &line.input {
            Some(input) => self.practice.run_with_input(&line.words, input),
            None => self.practice.run(&line.words),
        }
    }

    fn told(&self, ran: &Ran) -> String {
        format!("{}\n{}{}", self.log.join("\n"), ran.stdout, ran.stderr)
    }
}
