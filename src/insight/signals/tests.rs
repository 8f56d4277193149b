//! Each rule at its edge: just noticed, and just not.

use super::{Noticed, RULES, find_noticed};
use crate::model::client::Client;
use crate::model::moment::Moment;
use crate::model::record::{Doubted, Record};
use crate::model::settings::Thresholds;
use crate::model::signal::Signal;
use crate::model::wording::{PlanWords, SignalWords};
use crate::note::parsed::Note;
use crate::note::read;
use crate::render::built_in::{PLAN_WORDS, SIGNAL_WORDS};

const TODAY: &str = "2026-11-24T09:00";

/// Notes of one client by their paths; `keys` are the front matter, without its fences.
fn record(notes: &[(&str, &str)]) -> Record {
    let client = Client::unknown("a", "clients/a/client.md".into());
    let (sessions, goals, plans, notes_between) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut record =
        Record { client, sessions, goals, plans, notes: notes_between, doubted: Doubted::default() };
    for (path, keys) in notes {
        let full = format!("clients/a/{path}.md").into();
        let closed = keys.contains("\n---\n");
        let text = if closed { format!("---\n{keys}") } else { format!("---\n{keys}\n---\n") };
        let note = Note::parse(&full, text);
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
    let mut words: SignalWords = serde_yaml::from_str(SIGNAL_WORDS.1).expect("the built-in words");
    let plans: PlanWords = serde_yaml::from_str(PLAN_WORDS.1).expect("the built-in words");
    words.outcome = plans.outcome;
    let now = Moment::parse(TODAY).expect("a moment");
    find_noticed(&record(notes), limits, &words, now)
}

pub(super) fn signals(notes: &[(&str, &str)]) -> Vec<&'static str> {
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
        ("plans/2026-03-01-c", "goal: g\noutcome: partly\ndone: 3\nof: 4"),
        ("plans/2026-04-01-d", "goal: g\noutcome: partly"),
    ];
    edge("wish-and-week", &notes, ("goals/g", "importance: 7\nstatus: paused"));
    // One that came about is enough, and four of five is about.
    edge("wish-and-week", &notes, ("plans/2026-03-01-c", "goal: g\noutcome: partly\ndone: 4\nof: 5"));
    // A half on average is noticed, more isn't.
    edge("wish-and-week", &notes, ("plans/2026-04-01-d", "goal: g\noutcome: partly\ndone: 76\nof: 100"));
    let plan = |value: &str| format!("goal: g\noutcome: partly\n{value}");
    let [half, two, one] = ["done: 1\nof: 2", "done: 2\nof: 3", "done: 1\nof: 3"].map(plan);
    // A half of thirds is a half, whatever is lost when they are added.
    let thirds = [
        ("goals/g", "importance: 7"),
        ("plans/2026-02-01-b", half.as_str()),
        ("plans/2026-03-01-c", two.as_str()),
        ("plans/2026-04-01-d", one.as_str()),
    ];
    edge("wish-and-week", &thirds, ("plans/2026-04-01-d", &half));
    // Of the last three two have to be reviewed; a plan that was let go ended, too.
    let let_go = "goal: g\noutcome: released";
    let missed = ("plans/2026-03-01-c", "goal: g\noutcome: missed");
    let one_let_go = [notes[0], ("plans/2026-02-01-b", let_go), missed, notes[4]];
    edge("wish-and-week", &one_let_go, ("plans/2026-03-01-c", let_go));
}

#[test]
fn wish_and_week_without_a_goal_looks_at_the_last_four_plans() {
    let notes = [
        ("goals/g", "importance: 9"),
        ("plans/2026-01-01-a", "outcome: missed"),
        ("plans/2026-02-01-b", "goal: g\noutcome: missed"),
        ("plans/2026-03-01-c", "outcome: partly"),
    ];
    let found = all(&notes);
    let found = found.iter().find(|one| one.signal == Signal::WishAndWeek).expect("it is noticed");
    assert_eq!(
        (found.goal.as_deref(), found.evidence.len()),
        (None, 0),
        "plans without a name have no words"
    );
    assert!(found.text.contains("one came about in part, two didn't"), "{}", found.text);
    // Nor plans for a goal that matters little.
    edge("wish-and-week", &notes, ("goals/g", "importance: 3"));
    edge("wish-and-week", &notes, ("plans/2026-03-01-c", "outcome: kept"));
    // Of four, a released one leaves three; of three it leaves too few.
    edge("wish-and-week", &notes, ("plans/2026-01-01-a", "outcome: released"));
}

#[test]
fn a_goal_whose_importance_is_not_marked_is_asked_about() {
    let plan = "goal: g\noutcome: missed";
    let notes = [
        ("goals/g", ""),
        ("plans/2026-01-01-a", plan),
        ("plans/2026-02-01-b", plan),
        ("plans/2026-03-01-c", "goal: g\noutcome: partly\ndone: 1\nof: 4"),
    ];
    let found = all(&notes);
    let found = found.iter().find(|one| one.signal == Signal::WishAndWeek).expect("it is noticed");
    assert!(found.text.contains("one came about in part (1 of 4), two didn't"), "{}", found.text);
    assert_eq!(found.questions.last().map(String::as_str), Some("How much does it matter?"));
}

#[test]
fn sure_then_otherwise() {
    let sure = "confidence: 9\noutcome: missed";
    let notes = [
        ("plans/2026-01-01-a", sure),
        ("plans/2026-02-01-b", sure),
        ("plans/2026-03-01-c", "confidence: 10\noutcome: partly"),
        ("plans/2026-04-01-d", "confidence: 3\noutcome: kept"),
    ];
    edge("sure-then-otherwise", &notes, ("plans/2026-03-01-c", "confidence: 8.9\noutcome: partly"));
    edge("sure-then-otherwise", &notes, ("plans/2026-03-01-c", "confidence: 10\noutcome: kept"));
    edge("sure-then-otherwise", &notes, ("plans/2026-01-01-a", "confidence: 9\noutcome: released"));
}

#[test]
fn alliance_dip() {
    // A line at least two under the median of the earlier ones of it.
    let line = [
        ("sessions/2026-01-01", "alliance: {heard: 9}"),
        ("sessions/2026-02-01", "alliance: {heard: 9, overall: 9}"),
        ("sessions/2026-05-01", "alliance: {heard: 7, overall: 9}"),
    ];
    edge("alliance-dip", &line, ("sessions/2026-05-01", "alliance: {heard: 7.1, overall: 9}"));
    edge("alliance-dip", &line, ("sessions/2026-02-01", "alliance: {heard: 9}\nstatus: no-show"));
    // It is silent once the line came back to one under it.
    edge("alliance-dip", &line, ("sessions/2026-06-01", "alliance: {heard: 8, overall: 9}"));
    let not_yet = [&line[..], &[("sessions/2026-06-01", "alliance: {heard: 7.9}")]].concat();
    assert!(signals(&not_yet).contains(&"alliance-dip"));
    // A mean at least one under the median of the earlier means.
    let mean = [
        ("sessions/2026-01-01", "alliance: {heard: 9, focus: 9}"),
        ("sessions/2026-02-01", "alliance: {heard: 9, focus: 9}"),
        ("sessions/2026-05-01", "alliance: {heard: 8, focus: 8}"),
    ];
    edge("alliance-dip", &mean, ("sessions/2026-05-01", "alliance: {heard: 8, focus: 8.1}"));
    edge("alliance-dip", &mean, ("sessions/2026-06-01", "alliance: {heard: 8.5, focus: 8.5}"));
    // A line under seven, of a client with whom it was never spoken of, though nothing is usual yet.
    let low = [("sessions/2026-05-01", "alliance: {heard: 6.9}")];
    edge("alliance-dip", &low, ("sessions/2026-05-01", "alliance: {heard: 7}"));
    edge("alliance-dip", &low, ("sessions/2026-06-01", "alliance: {heard: 8}"));
    edge("alliance-dip", &low, ("sessions/2026-04-01", "talked_about: [alliance-dip]\nstatus: held"));
    // Only in the last three marked sessions.
    let older =
        [("sessions/2026-01-01", "alliance: {heard: 6}"), ("sessions/2026-02-01", "alliance: {focus: 9}")];
    let two = [&older[..], &[("sessions/2026-03-01", "alliance: {focus: 9}")]].concat();
    edge("alliance-dip", &two, ("sessions/2026-04-01", "alliance: {focus: 9}"));
    let text = &all(&low)[0].text;
    assert!(text.contains("1 May") && text.contains("heard 6.9 of 10"), "{text}");
}

#[test]
fn whose_goal() {
    let held = ("sessions/2026-05-02", "status: held");
    let notes = [("goals/g", "motive: introjected\nexamined: 2026-05-01"), held];
    edge("whose-goal", &notes, ("goals/g", "motive: introjected\nexamined: 2026-05-02"));
    edge("whose-goal", &notes, ("goals/g", "motive: identified"));
    edge("whose-goal", &notes, ("goals/g", "motive: external\nstatus: proposed"));
    // That it was asked for is the contract; that it isn't their path stands beside it.
    edge("whose-goal", &notes, ("goals/g", "motive: external\nasked_by: sponsor"));
    let asked_for = [("goals/g", "asked_by: both\nresistance: not-my-path"), held];
    edge("whose-goal", &asked_for, ("goals/g", "asked_by: both\nresistance: fear"));
    let marks =
        |own: &str| format!("reasons: {{external: 5, introjected: 5, identified: 3, intrinsic: {own}}}");
    let (outside, inside) = (marks("3"), marks("4"));
    edge("whose-goal", &[("goals/g", &outside), held], ("goals/g", &inside));
}

#[test]
fn calls_that_the_coach_called_off() {
    let off = "status: cancelled\ncancelled_by: coach";
    let notes = [
        ("sessions/2026-06-01", off),
        ("sessions/2026-07-01", "status: held"),
        ("sessions/2026-08-01", "status: held"),
        ("sessions/2026-09-01", "status: held"),
        ("sessions/2026-10-01", "status: no-show"),
        ("sessions/2026-11-01", "status: moved\ncancelled_by: coach"),
        ("sessions/2026-11-09", "status: planned"),
    ];
    // A call that is moved by a week took place all the same.
    edge("called-off", &notes, ("sessions/2026-11-08", "status: planned"));
    edge("called-off", &notes, ("sessions/2026-10-15", "status: held"));
    edge("called-off", &notes, ("sessions/2026-06-01", "status: cancelled"));
}

#[test]
fn not_reviewed() {
    let notes =
        [("plans/2026-11-01-p", "review: 2026-11-20\ngoal: g"), ("sessions/2026-11-20", "status: held")];
    edge("not-reviewed", &notes, ("sessions/2026-11-20", "status: held\ndate: 2026-11-19"));
    edge("not-reviewed", &notes, ("plans/2026-11-01-p", "review: 2026-11-20\noutcome: missed"));
    // A later plan of the same goal that was looked at speaks for it.
    edge("not-reviewed", &notes, ("plans/2026-11-02-q", "goal: g\noutcome: missed"));
    let other = [&notes[..], &[("plans/2026-11-02-q", "goal: other\noutcome: missed")]].concat();
    assert!(signals(&other).contains(&"not-reviewed"));
    let today = [("plans/2026-11-01-p", "review: 2026-11-23"), ("sessions/2026-11-24", "status: held")];
    edge("not-reviewed", &today, ("plans/2026-11-01-p", "review: 2026-11-24"));
    // Without a day it is due at the first call after it was made.
    let bare = [("plans/2026-11-01-p", ""), ("sessions/2026-11-02", "status: held")];
    edge("not-reviewed", &bare, ("sessions/2026-11-02", "status: held\ndate: 2026-11-01"));
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
    // A draft in between is passed over.
    let drafted = [
        ("plans/2026-01-01-a", "outcome: missed"),
        ("plans/2026-02-01-b", "follows: 2026-01-01-a\noutcome: partly"),
        ("plans/2026-02-15-x", "follows: 2026-02-01-b\noutcome: draft"),
        ("plans/2026-03-01-c", "follows: 2026-02-15-x"),
    ];
    edge("same-plan-again", &drafted, ("plans/2026-01-01-a", "outcome: draft"));
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
fn the_same_plan_by_its_name_or_its_words() {
    let titled = |keys: &str, title: &str| format!("{keys}\n---\n# {title}\n");
    let missed = titled("goal: g\noutcome: missed", "Two mornings!");
    let open = titled("goal: g", "two Mornings");
    let notes = [
        ("plans/2026-01-01-a", missed.as_str()),
        ("plans/2026-02-01-b", missed.as_str()),
        ("plans/2026-03-01-c", open.as_str()),
    ];
    let kept = titled("goal: g\noutcome: kept", "Two mornings");
    edge("same-plan-again", &notes, ("plans/2026-02-01-b", &kept));
    let elsewhere = titled("goal: h\noutcome: missed", "Two mornings");
    edge("same-plan-again", &notes, ("plans/2026-02-01-b", &elsewhere));
    let otherwise = titled("goal: g\noutcome: missed", "Three mornings");
    edge("same-plan-again", &notes, ("plans/2026-02-01-b", &otherwise));
    let answer = |keys: &str, title: &str, words: &str| {
        format!("{keys}\n---\n# {title}\n\n## SMART\n- [ ] **Specific** What?\n  > {words}\n")
    };
    let [a, b, c, d] = [
        answer("goal: g\noutcome: missed", "A", "Café at nine."),
        answer("goal: g\noutcome: missed", "B", "cafe at nine"),
        answer("goal: g", "C", "Cafe, at nine"),
        answer("goal: g", "C", "Cafe at ten"),
    ];
    let worded = [("plans/2026-01-01-a", a.as_str()), ("plans/2026-02-01-b", &b), ("plans/2026-03-01-c", &c)];
    edge("same-plan-again", &worded, ("plans/2026-03-01-c", &d));
}

#[test]
fn after_success() {
    let notes = [("goals/g", "status: achieved\nclosed: 2026-08-26")];
    edge("after-success", &notes, ("goals/g", "status: achieved\nclosed: 2026-08-25"));
    edge("after-success", &notes, ("goals/g", "status: achieved"));
    edge("after-success", &notes, ("goals/g", "status: released\nclosed: 2026-11-01"));
    let low = [("goals/g", "status: achieved\nclosed: 2026-11-01\nfulfilled: 4")];
    edge("after-success", &low, ("goals/g", "status: achieved\nclosed: 2026-11-01\nfulfilled: 5"));
}

#[test]
fn busy_not_nearer() {
    let kept = "goal: g\noutcome: kept";
    let notes = [
        ("goals/g", "level: 0\nlevel_on: 2026-01-01\nstatus: proposed"),
        ("plans/2026-01-01-a", kept),
        ("plans/2026-02-01-b", kept),
        ("plans/2026-03-01-c", "goal: g\noutcome: partly\ndone: 4\nof: 5"),
    ];
    edge("busy-not-nearer", &notes, ("goals/g", "level: 0\nlevel_on: 2026-01-02"));
    edge("busy-not-nearer", &notes, ("goals/g", "level_on: 2026-01-01"));
    edge("busy-not-nearer", &notes, ("plans/2026-02-01-b", "goal: g\noutcome: released"));
    let opened = [("goals/g", "level: 0\nopened: 2026-01-01"), notes[1], notes[2], notes[3]];
    edge("busy-not-nearer", &opened, ("goals/g", "level: 0"));
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
        "balance: {a: {rating: 5, hours: 2.5, wish: 5}}",
        "balance: {a: {rating: 6, hours: 2, wish: 5}, b: {rating: 1, hours: 2, wish: 4}}",
        "balance: {a: {rating: 6, hours: 1.1, wish: 4.1}}",
        "balance: {a: {hours: 2, wish: 5}}",
        // A wish of none, or of 0, is no gap.
        "balance: {a: {rating: 1, hours: 2}}",
        "balance: {a: {rating: 1, hours: 0, wish: 0}}",
        "balance: {a: {rating: 9, hours: 20, wish: 10.1}}",
        "status: planned\nbalance: {a: {rating: 5, hours: 2, wish: 5}}",
    ] {
        edge("lopsided", &notes, ("sessions/2026-11-01", but));
    }
    edge("lopsided", &notes, ("sessions/2026-11-02", "balance: {a: {rating: 5, hours: 5, wish: 5}}"));
    let named = |balance: &str| {
        let keys = format!("balance: {balance}");
        let found = all(&[("sessions/2026-11-01", &keys)]);
        found.into_iter().find(|one| one.signal == Signal::Lopsided).map(|one| one.text).unwrap_or_default()
    };
    for (balance, wanted) in [
        // 4.1 less 1.1 is 3.
        ("{a: {rating: 5, hours: 1.1, wish: 4.1}}", "a is marked 5 of 9, gets 1.1 hours a week"),
        ("{a: {rating: 5, hours: 0.9, wish: 2}}", "a is marked"),
        ("{a: {rating: 4, hours: 1, wish: 9}, b: {rating: 3, hours: 2, wish: 6}}", "b is marked 3"),
        ("{a: {rating: 3, hours: 2, wish: 6}, b: {rating: 3, hours: 2, wish: 7}}", "b is marked 3"),
        ("{a: {rating: 3, hours: 2, wish: 6}, b: {rating: 3, hours: 2, wish: 6}}", "a is marked 3"),
        ("{a: {rating: 5, wish: 20}}", "a is marked 5 of 9."),
        ("{a: {hours: 20, wish: 10}}", "a gets 20 hours a week, and they wish it got 10."),
    ] {
        assert!(named(balance).starts_with(wanted), "{balance}: {}", named(balance));
    }
}

#[test]
fn too_much() {
    let notes = [
        ("plans/2026-11-01-a", "made: 2026-11-01\n---\n# A\n"),
        ("plans/2026-11-01-b", "made: 2026-11-01\n---\n# B\n"),
        ("plans/2026-11-01-c", "made: 2026-11-01\n---\n# C\n"),
        ("plans/2026-11-01-d", "outcome: open\n---\n# D\n"),
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
        ("sessions/2026-10-01", "status: held"),
        ("sessions/2026-11-01", "status: cancelled\ncancelled_by: client"),
        ("sessions/2026-11-02", "status: planned"),
    ];
    edge("missed-calls", &notes, ("sessions/2026-11-01", "status: cancelled\ncancelled_by: coach"));
    edge("missed-calls", &notes, ("sessions/2026-11-01", "status: cancelled"));
    edge("missed-calls", &notes, ("sessions/2026-11-03", "status: held"));
    // A call moved by a few days is past, and wasn't called off.
    edge("missed-calls", &notes, ("sessions/2026-10-30", "status: moved\ncancelled_by: client"));
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
    edge("gone-quiet", &notes, ("sessions/2026-12-11", "status: planned"));
    let far = [&notes[..], &[("sessions/2026-12-12", "status: planned")]].concat();
    assert!(signals(&far).contains(&"gone-quiet"), "a call beyond one usual interval is not soon");
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
fn what_was_spoken_of_is_silent_until_something_is_new() {
    let talked = |signal: &str| format!("status: held\ntalked_about: [{signal}]");
    let plan = |day: &str| format!("goal: g\noutcome: missed\nreviewed: {day}");
    let [old, same, new] = ["2026-09-01", "2026-10-01", "2026-10-02"].map(plan);
    let spoken = talked("wish-and-week");
    let notes = [
        ("goals/g", "importance: 9"),
        ("plans/2026-01-01-a", old.as_str()),
        ("plans/2026-02-01-b", &old),
        ("plans/2026-03-01-c", &new),
        ("sessions/2026-10-01", &spoken),
    ];
    edge("wish-and-week", &notes, ("plans/2026-03-01-c", &same));
    // What rests on nothing with a day is silent for sixty days.
    let spoken = talked("unexamined");
    let goal = ("goals/g", "opened: 2026-01-01");
    edge("unexamined", &[goal, ("sessions/2026-09-25", &spoken)], ("sessions/2026-09-26", &spoken));
    // A mark that was given in the call itself is new.
    let rated = "balance: {a: {rating: 1, hours: 1, wish: 9}}";
    let given_in_it = format!("{}\n{rated}", talked("lopsided"));
    let spoken = talked("lopsided");
    assert!(signals(&[("sessions/2026-10-01", &given_in_it)]).contains(&"lopsided"));
    edge("lopsided", &[("sessions/2026-10-01", rated)], ("sessions/2026-10-02", &spoken));
}

#[test]
fn a_finding_ends_in_what_helped_of_that_goal_or_else_of_any() {
    let learned = "goal: g\noutcome: kept\n---\n# Walk\n\n## Outcome\nShe did.\n\nLearned: mornings hold\n";
    let notes = [
        ("goals/g", "opened: 2026-01-01"),
        ("goals/h", "opened: 2026-01-01"),
        ("plans/2026-01-01-a", learned),
        ("plans/2026-02-01-b", "goal: g\noutcome: kept\n---\n# Run\n"),
        ("plans/2026-03-01-c", "goal: h\noutcome: kept\n---\n# Read\n"),
        ("plans/2026-04-01-d", "goal: g\noutcome: partly\n---\n# Rest\n"),
    ];
    let found = all(&notes);
    let helped = |goal: &str| -> Vec<String> {
        let one =
            found.iter().find(|one| one.signal == Signal::Unexamined && one.goal.as_deref() == Some(goal));
        let helped = one.expect("it is noticed").helped.iter();
        helped
            .map(|plan| {
                let learned = plan.learned.iter().map(|words| words.text.as_str()).collect::<Vec<_>>();
                let title = plan.title.as_ref().map_or("", |title| title.text.as_str());
                [&[title][..], &learned].concat().join(": ")
            })
            .collect()
    };
    assert_eq!(helped("g"), ["Run", "Walk: mornings hold"]);
    assert_eq!(helped("h"), ["Read"]);
}

#[test]
fn every_signal_has_words_and_ends_in_a_question() {
    let words: SignalWords = serde_yaml::from_str(SIGNAL_WORDS.1).expect("the built-in words");
    let limits = serde_yaml::to_value(Thresholds::default()).expect("the thresholds");
    let mut used = Vec::new();
    for rule in &RULES {
        let told = |name: &String| name.split('/').next() == Some(rule.id.word());
        assert!(words.noticed.keys().any(told), "{}", rule.id);
        assert!(rule.questions.iter().all(|name| words.questions.contains_key(*name)), "{}", rule.id);
        let last = rule.questions.last().map(|name| words.asks(name));
        assert!(last.is_some_and(|question| question.ends_with('?')), "{}", rule.id);
        used.extend(rule.thresholds);
    }
    assert_eq!(RULES.map(|rule| rule.id.word()), Signal::WORDS, "strongest first");
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
    assert!(found.len() >= 4, "{found:?}");
    for noticed in found {
        let said = format!("{} {}", noticed.text, noticed.questions.join(" "));
        assert!(!said.contains(['{', '}']), "{said}");
        assert!(noticed.evidence.iter().all(|line| line.statement.source.is_some()), "{}", noticed.signal);
        assert!(noticed.goal.as_deref().is_none_or(|goal| goal == "g"));
    }
}
