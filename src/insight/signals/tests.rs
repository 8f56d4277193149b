//! Each rule at its edge: just noticed, and just not.

use super::{Noticed, RULES, noticed};
use crate::model::client::Client;
use crate::model::moment::Moment;
use crate::model::record::Record;
use crate::model::settings::Thresholds;
use crate::model::signal::Signal;
use crate::model::words::SignalWords;
use crate::note::parsed::Note;
use crate::note::read;
use crate::render::template::SIGNAL_WORDS;

const TODAY: &str = "2026-11-24T09:00";

/// Notes of one client by their paths; `keys` are the front matter, without its fences.
fn record(notes: &[(&str, &str)]) -> Record {
    let client = Client::unknown("a", "clients/a/client.md".into());
    let (sessions, goals, plans, notes_between) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut record = Record { client, sessions, goals, plans, notes: notes_between };
    for (path, keys) in notes {
        let full = format!("clients/a/{path}.md").into();
        let note = Note::parse(&full, format!("---\n{keys}\n---\n"));
        match path.split('/').next().unwrap_or_default() {
            "sessions" => record.sessions.extend(read::session(note).value),
            "goals" => record.goals.push(read::goal(note).value),
            "plans" => record.plans.push(read::plan(note).value),
            _ => record.client = read::client("a", note).value,
        }
    }
    record.settle();
    record
}

fn all(notes: &[(&str, &str)]) -> Vec<Noticed> {
    at(&Thresholds::default(), notes)
}

fn at(limits: &Thresholds, notes: &[(&str, &str)]) -> Vec<Noticed> {
    let words: SignalWords = serde_yaml::from_str(SIGNAL_WORDS.1).expect("the built-in words");
    let now = Moment::parse(TODAY).expect("a moment");
    noticed(&record(notes), limits, &words, now)
}

fn signals(notes: &[(&str, &str)]) -> Vec<&'static str> {
    all(notes).into_iter().map(|noticed| noticed.signal.word()).collect()
}

/// Asserts that a signal is noticed in these notes, and no longer once one of them is replaced.
fn edge(signal: &str, notes: &[(&str, &str)], but: (&str, &str)) {
    assert!(signals(notes).contains(&signal), "{signal} isn't noticed");
    let mut other = notes.to_vec();
    other.retain(|(path, _)| *path != but.0);
    other.push(but);
    assert!(!signals(&other).contains(&signal), "{signal} is noticed in spite of {but:?}");
}

#[test]
fn wish_and_week() {
    let notes = [
        ("goals/g", "importance: 7"),
        ("plans/2026-01-01-a", "goal: g\noutcome: kept"),
        ("plans/2026-02-01-b", "goal: g\noutcome: missed"),
        ("plans/2026-03-01-c", "goal: g\noutcome: partly\ndone: 1\nof: 4"),
        ("plans/2026-04-01-d", "goal: g\noutcome: partly"),
    ];
    edge("wish-and-week", &notes, ("goals/g", "importance: 6.9"));
    edge("wish-and-week", &notes, ("goals/g", "importance: 7\nstatus: paused"));
    // Exactly a half on average isn't under it.
    edge("wish-and-week", &notes, ("plans/2026-03-01-c", "goal: g\noutcome: kept\n"));
    // Nor is a half of thirds, whatever is lost when they are added.
    let plan = |value: &str| format!("goal: g\noutcome: partly\n{value}");
    let [half, two, one] = ["done: 1\nof: 2", "done: 2\nof: 3", "done: 1\nof: 3"].map(plan);
    let thirds = [
        ("goals/g", "importance: 7"),
        ("plans/2026-02-01-b", half.as_str()),
        ("plans/2026-03-01-c", two.as_str()),
        ("plans/2026-04-01-d", "goal: g\noutcome: missed"),
    ];
    edge("wish-and-week", &thirds, ("plans/2026-04-01-d", &one));
    // A plan that was looked at earlier doesn't count among the last three.
    edge("wish-and-week", &notes, ("plans/2026-02-01-b", "goal: g\noutcome: missed\nreviewed: 2025-12-01"));
    edge("wish-and-week", &notes, ("plans/2026-02-01-b", "goal: other\noutcome: missed"));
    edge("wish-and-week", &notes[..4], ("plans/2026-02-01-b", "goal: g\noutcome: released"));
}

#[test]
fn alliance_dip() {
    let notes = [
        ("sessions/2026-01-01", "alliance: {heard: 8}"),
        ("sessions/2026-02-01", "alliance: {heard: 7, overall: 9}"),
        ("sessions/2026-03-01", "alliance: {heard: 9}"),
        ("sessions/2026-04-01", "minutes: 60"),
        ("sessions/2026-05-01", "alliance: {heard: 6, focus: 7}"),
    ];
    edge("alliance-dip", &notes, ("sessions/2026-05-01", "alliance: {heard: 6.1, focus: 7}"));
    edge("alliance-dip", &notes, ("sessions/2026-03-01", "alliance: {heard: 9}\nstatus: no-show"));
}

#[test]
fn whose_goal() {
    let notes = [
        ("goals/g", "motive: introjected\nexamined: 2026-05-02"),
        ("sessions/2026-05-01", "goals: [g]"),
        ("sessions/2026-05-03", "goals: [g]\nstatus: cancelled"),
    ];
    edge("whose-goal", &notes, ("sessions/2026-05-02", "goals: [g]"));
    edge("whose-goal", &notes, ("goals/g", "motive: identified"));
    edge("whose-goal", &notes, ("goals/g", "motive: external\nstatus: proposed"));
    edge(
        "whose-goal",
        &[("goals/g", "motive: external"), ("sessions/2026-05-01", "goals: [g]")],
        ("goals/g", ""),
    );
}

#[test]
fn not_reviewed() {
    let notes = [("plans/2026-11-01-p", "review: 2026-11-20"), ("sessions/2026-11-20", "status: held")];
    edge("not-reviewed", &notes, ("sessions/2026-11-20", "status: held\ndate: 2026-11-19"));
    edge("not-reviewed", &notes, ("plans/2026-11-01-p", "review: 2026-11-20\noutcome: missed"));
    let today = [("plans/2026-11-01-p", "review: 2026-11-23"), ("sessions/2026-11-24", "status: held")];
    edge("not-reviewed", &today, ("plans/2026-11-01-p", "review: 2026-11-24"));
}

#[test]
fn same_plan_again() {
    let notes = [
        ("plans/2026-01-01-a", "outcome: missed"),
        ("plans/2026-02-01-b", "follows: 2026-01-01-a\noutcome: partly"),
        ("plans/2026-03-01-c", "follows: 2026-02-01-b"),
    ];
    edge("same-plan-again", &notes, ("plans/2026-01-01-a", "outcome: kept"));
    edge("same-plan-again", &notes, ("plans/2026-02-01-b", "outcome: partly"));
    edge("same-plan-again", &notes, ("plans/2026-03-01-c", "follows: 2026-02-01-b\noutcome: missed"));
    edge("same-plan-again", &notes, ("plans/2026-04-01-d", "follows: 2026-03-01-c\noutcome: released"));
    let circle =
        [("plans/2026-01-01-a", "follows: 2026-02-01-b"), ("plans/2026-02-01-b", "follows: 2026-01-01-a")];
    assert!(signals(&circle).is_empty());
    // A plan that follows itself has no other behind it.
    let itself = [("plans/2026-01-01-a", "follows: 2026-01-01-a")];
    let limits = Thresholds { chain: 1, ..Thresholds::default() };
    assert_eq!(at(&limits, &itself).len(), 1);
    assert!(at(&limits, &circle).is_empty());
}

#[test]
fn a_signal_about_a_plan_names_the_goal_that_it_serves() {
    let notes = [
        ("goals/g", "status: released"),
        ("plans/2026-01-01-a", "goal: g\nreview: 2026-02-01"),
        ("plans/2026-01-02-b", "goal: gone\nreview: 2026-02-01"),
        ("plans/2026-01-03-c", "goal: g\nreview: 2026-02-01"),
        ("plans/2026-01-04-d", "review: 2026-02-01"),
        ("sessions/2026-11-20", "status: held"),
    ];
    let all = all(&notes);
    let found = all.iter().filter(|noticed| noticed.signal == Signal::NotReviewed);
    let places: Vec<_> = found.map(|one| (one.goal.as_deref(), one.plan.as_deref())).collect();
    // By goal, then plan; those without a goal first.
    let wanted = [
        (None, Some("2026-01-04-d")),
        (Some("g"), Some("2026-01-01-a")),
        (Some("g"), Some("2026-01-03-c")),
        (Some("gone"), Some("2026-01-02-b")),
    ];
    assert_eq!(places, wanted);
}

#[test]
fn unexamined() {
    let notes = [("goals/g", "opened: 2026-10-25")];
    edge("unexamined", &notes, ("goals/g", "opened: 2026-10-26"));
    edge("unexamined", &notes, ("goals/g", "opened: 2026-10-25\nstatus: proposed"));
    let long_ago = [("goals/g", "opened: 2026-01-01\nexamined: 2026-05-28")];
    edge("unexamined", &long_ago, ("goals/g", "opened: 2026-01-01\nexamined: 2026-05-29"));
}

#[test]
fn lopsided() {
    let notes = [(
        "sessions/2026-11-01",
        "balance: {a: {rating: 5, hours: 2, wish: 5}, b: {rating: 1, hours: 2, wish: 4}}",
    )];
    for but in [
        "balance: {a: {rating: 5, hours: 2, wish: 4.9}}",
        "balance: {a: {rating: 6, hours: 2, wish: 5}, b: {rating: 1, hours: 2, wish: 4.9}}",
        // 4.1 less 1.1 is 3, and the first of several that are alike counts.
        "balance: {a: {rating: 6, hours: 1.1, wish: 4.1}, b: {rating: 1, hours: 2, wish: 5}}",
        "balance: {a: {hours: 2, wish: 5}}",
        "balance: {a: {rating: 5, wish: 5}}",
        "status: planned\nbalance: {a: {rating: 5, hours: 2, wish: 5}}",
    ] {
        edge("lopsided", &notes, ("sessions/2026-11-01", but));
    }
    edge("lopsided", &notes, ("sessions/2026-11-02", "balance: {a: {rating: 5, hours: 5, wish: 5}}"));
}

#[test]
fn too_much() {
    let notes = [
        ("plans/2026-11-01-a", "made: 2026-11-01"),
        ("plans/2026-11-01-b", "made: 2026-11-01"),
        ("plans/2026-11-01-c", "made: 2026-11-01"),
        ("plans/2026-11-01-d", "outcome: open"),
    ];
    edge("too-much", &notes, ("plans/2026-11-01-d", "outcome: draft"));
    let found = all(&notes);
    let noticed = found.iter().find(|noticed| noticed.signal == Signal::TooMuch).expect("it is noticed");
    assert_eq!(noticed.evidence.len(), 4);
}

#[test]
fn standing_still() {
    let notes = [
        ("goals/g", "opened: 2026-09-25\nlevel: 0\nlevel_on: 2026-09-25"),
        ("plans/2026-09-25-p", "goal: g"),
        ("sessions/2026-09-25", "goals: [g]"),
    ];
    edge("standing-still", &notes, ("goals/g", "opened: 2026-09-26"));
    edge("standing-still", &notes, ("goals/g", "opened: 2026-09-25\nlevel: 0\nlevel_on: 2026-09-26"));
    edge("standing-still", &notes, ("plans/2026-09-26-p", "goal: g"));
    edge("standing-still", &notes, ("sessions/2026-09-26", "goals: [g]"));
    let drafted = [notes[0], ("plans/2026-11-01-p", "goal: g\noutcome: draft")];
    assert!(signals(&drafted).contains(&"standing-still"));
}

#[test]
fn coach_led() {
    let notes = [
        ("plans/2026-01-01-a", "made_by: coach"),
        ("plans/2026-02-01-b", "made_by: client"),
        ("plans/2026-03-01-c", "made_by: together"),
        ("plans/2026-04-01-d", "made_by: coach"),
    ];
    edge("coach-led", &notes, ("plans/2026-05-01-e", "made_by: client"));
    edge("coach-led", &notes, ("plans/2026-04-01-d", "made_by: coach\noutcome: draft"));
    edge("coach-led", &notes, ("plans/2026-01-01-a", ""));
}

#[test]
fn missed_calls() {
    let notes = [
        ("sessions/2026-08-01", "status: no-show"),
        ("sessions/2026-09-01", "status: held"),
        ("sessions/2026-09-08", "status: moved\ncancelled_by: client"),
        ("sessions/2026-10-01", "status: held"),
        ("sessions/2026-11-01", "status: cancelled\ncancelled_by: client"),
        ("sessions/2026-11-02", "status: planned"),
    ];
    edge("missed-calls", &notes, ("sessions/2026-11-01", "status: cancelled\ncancelled_by: coach"));
    edge("missed-calls", &notes, ("sessions/2026-11-03", "status: held"));
    edge(
        "missed-calls",
        &notes,
        ("sessions/2026-11-01", "date: 2026-11-25\nstatus: cancelled\ncancelled_by: client"),
    );
}

#[test]
fn gone_quiet() {
    // Usual is the median of 20, 14, 10, 21: 17 days; half as much again is 25.5.
    let notes = [
        ("sessions/2026-08-25", ""),
        ("sessions/2026-09-14", ""),
        ("sessions/2026-09-28", ""),
        ("sessions/2026-10-08", ""),
        ("sessions/2026-10-29", ""),
    ];
    edge("gone-quiet", &notes, ("sessions/2026-10-29", "date: 2026-10-30"));
    edge("gone-quiet", &notes, ("sessions/2026-11-24", "status: planned"));
    // Never under 14 days: 21 are needed.
    let daily = [("sessions/2026-11-01", ""), ("sessions/2026-11-02", ""), ("sessions/2026-11-03", "")];
    edge("gone-quiet", &[&[("sessions/2026-10-31", "")], &daily[..]].concat(), ("sessions/2026-11-04", ""));
    edge("gone-quiet", &[("client", "since: 2026-10-10")], ("client", "since: 2026-10-11"));
}

#[test]
fn hushed_and_inactive_ones_are_silent() {
    let goal = ("goals/g", "opened: 2026-01-01\nlevel_on: 2026-11-20");
    edge(
        "unexamined",
        &[goal, ("client", "hush: {unexamined: 2026-11-24}")],
        ("client", "hush: {unexamined: 2026-11-25}"),
    );
    edge("unexamined", &[goal], ("client", "status: paused"));
}

#[test]
fn every_signal_has_words_and_ends_in_a_question() {
    let words: SignalWords = serde_yaml::from_str(SIGNAL_WORDS.1).expect("the built-in words");
    let limits = serde_yaml::to_value(Thresholds::default()).expect("the thresholds");
    let mut used = Vec::new();
    for rule in &RULES {
        assert!(words.noticed.contains_key(rule.id.word()), "{}", rule.id);
        assert!(rule.questions.iter().all(|name| words.questions.contains_key(*name)), "{}", rule.id);
        let last = rule.questions.last().map(|name| words.asks(name));
        assert!(last.is_some_and(|question| question.ends_with('?')), "{}", rule.id);
        used.extend(rule.thresholds);
    }
    assert_eq!(RULES.map(|rule| rule.id.word()), Signal::WORDS, "strongest first");
    assert_eq!(words.noticed.len(), RULES.len());
    let keys = limits.as_mapping().expect("keys").keys().filter_map(|key| key.as_str());
    assert!(keys.into_iter().all(|key| used.contains(&key)), "a threshold that no rule uses");
}

#[test]
fn what_is_in_braces_is_filled_in() {
    let goal = ("goals/g", "title: Sail\nopened: 2026-01-01\nmotive: external\nimportance: 9");
    let plans = ["1", "2", "3", "4"].map(|month| format!("plans/2026-0{month}-01-p"));
    let mut notes =
        vec![goal, ("sessions/2026-05-01", "status: no-show"), ("sessions/2026-05-02", "status: no-show")];
    notes.extend(plans[..3].iter().map(|path| (path.as_str(), "goal: g\noutcome: missed\nmade_by: coach")));
    let found = all(&notes);
    assert!(found.len() >= 5, "{found:?}");
    for noticed in found {
        let said = format!("{} {}", noticed.text, noticed.questions.join(" "));
        assert!(!said.contains(['{', '}']), "{said}");
        assert!(noticed.evidence.iter().all(|line| line.statement.source.is_some()), "{}", noticed.signal);
        assert!(noticed.goal.as_deref().is_none_or(|goal| goal == "g"));
    }
}
