//! Forty situations as they come in a practice, with what is to be noticed and what isn't.

use super::tests::signals;

const HELD: &str = "status: held";
const OFF: &str = "status: cancelled\ncancelled_by: client";
const OFF_BY_COACH: &str = "status: cancelled\ncancelled_by: coach";

/// Asserts that in these notes all of `noticed` is noticed and none of `silent`.
fn situation(told: &str, notes: &[(&str, &str)], noticed: &[&str], silent: &[&str]) {
    let found = signals(notes);
    for signal in noticed {
        assert!(found.contains(signal), "{told}: {signal} isn't noticed, but {found:?}");
    }
    for signal in silent {
        assert!(!found.contains(signal), "{told}: {signal} is noticed");
    }
}

#[test]
fn the_alliance() {
    let dip = "alliance-dip";
    let nine = "alliance: {heard: 9, focus: 9, approach: 9, overall: 9}";
    let low = "alliance: {heard: 6, focus: 9, approach: 9, overall: 9}";
    situation("nobody gave a mark", &[("sessions/2026-11-01", HELD)], &[], &[dip]);
    situation("one low first mark", &[("sessions/2026-11-01", low)], &[dip], &[]);
    let two = [("sessions/2026-10-01", nine), ("sessions/2026-10-15", nine), ("sessions/2026-11-01", low)];
    situation("a dip in the last call", &two, &[dip], &[]);
    situation("it came back", &[&two[..], &[("sessions/2026-11-15", nine)]].concat(), &[], &[dip]);
    let strict = "alliance: {heard: 7, focus: 7}";
    let same =
        [("sessions/2026-10-01", strict), ("sessions/2026-10-15", strict), ("sessions/2026-11-01", strict)];
    situation("somebody who marks everything seven", &same, &[], &[dip]);
    let spoken = "talked_about: [alliance-dip]\nstatus: held";
    situation("spoken of", &[&two[..], &[("sessions/2026-11-08", spoken)]].concat(), &[], &[dip]);
    let hushed = ("client", "hush: {alliance-dip: 2026-12-31}");
    situation("hushed by the coach", &[&two[..], &[hushed]].concat(), &[], &[dip]);
}

#[test]
fn says_yes_and_does_nothing() {
    let (wish, sure, again) = ("wish-and-week", "sure-then-otherwise", "same-plan-again");
    let missed = "goal: g\nconfidence: 10\noutcome: missed";
    let three = [
        ("goals/g", "importance: 10"),
        ("plans/2026-08-01-a", missed),
        ("plans/2026-09-01-b", missed),
        ("plans/2026-10-01-c", missed),
    ];
    situation("certain each time, and nothing happens", &three, &[wish, sure], &[again]);
    let paused = [("goals/g", "importance: 10\nstatus: paused"), three[1], three[2], three[3]];
    situation("the goal rests", &paused, &[sure], &[wish]);
    let little = [("goals/g", "importance: 4"), three[1], three[2], three[3]];
    situation("it matters little to them", &little, &[sure], &[wish]);
    let one = [&three[..], &[("plans/2026-11-01-d", "goal: g\noutcome: kept")]].concat();
    situation("the last one came about", &one, &[sure], &[wish]);
    let unsure = "goal: g\nconfidence: 5\noutcome: missed";
    let doubted = [
        three[0],
        ("plans/2026-08-01-a", unsure),
        ("plans/2026-09-01-b", unsure),
        ("plans/2026-10-01-c", unsure),
    ];
    situation("they said that they weren't sure", &doubted, &[wish], &[sure]);
    let let_go = "goal: g\noutcome: released";
    let some_let_go = [
        three[0],
        ("plans/2026-08-01-a", let_go),
        ("plans/2026-09-01-b", let_go),
        ("plans/2026-10-01-c", missed),
    ];
    situation("two were let go", &some_let_go, &[], &[wish]);
    let nearly = "goal: g\noutcome: partly\ndone: 4\nof: 5";
    let most = [three[0], ("plans/2026-08-01-a", nearly), three[2], three[3]];
    situation("four times out of five is about", &most, &[], &[wish]);
    let over = [&three[1..], &[("goals/g", "status: proposed")]].concat();
    situation("a goal that is only proposed and isn't marked", &over, &[wish], &[]);
    situation(
        "plans without any goal",
        &[
            ("plans/2026-08-01-a", "outcome: missed"),
            ("plans/2026-09-01-b", "outcome: missed"),
            ("plans/2026-10-01-c", "outcome: partly"),
        ],
        &[wish],
        &[],
    );
}

#[test]
fn the_same_again() {
    let again = "same-plan-again";
    let first = ("plans/2026-08-01-a", "goal: g\noutcome: missed");
    let second = ("plans/2026-09-01-b", "goal: g\nfollows: 2026-08-01-a\noutcome: partly");
    let third = ("plans/2026-10-01-c", "goal: g\nfollows: 2026-09-01-b");
    situation("a third version", &[first, second, third], &[again], &[]);
    situation("a second version", &[first, ("plans/2026-10-01-c", "follows: 2026-08-01-a")], &[], &[again]);
    let draft = ("plans/2026-10-01-c", "goal: g\nfollows: 2026-09-01-b\noutcome: draft");
    situation("only a draft of it", &[first, second, draft], &[], &[again]);
    let kept = ("plans/2026-09-01-b", "goal: g\nfollows: 2026-08-01-a\noutcome: kept");
    situation("the second one came about", &[first, kept, third], &[], &[again]);
}

#[test]
fn whose_goal_it_is() {
    let whose = "whose-goal";
    let held = ("sessions/2026-11-10", HELD);
    situation("somebody else's wish", &[("goals/g", "motive: external"), held], &[whose], &[]);
    let asked = ("goals/g", "motive: external\nasked_by: sponsor");
    situation("what the sponsor asked for is the contract", &[asked, held], &[], &[whose]);
    let path = ("goals/g", "asked_by: sponsor\nresistance: not-my-path");
    situation("asked for, and called not their path", &[path, held], &[whose], &[]);
    let today = ("goals/g", "motive: external\nexamined: 2026-11-10");
    situation("it was examined in the last call", &[today, held], &[], &[whose]);
    let own =
        ("goals/g", "motive: external\nreasons: {external: 3, introjected: 2, identified: 9, intrinsic: 7}");
    situation("their marks say more than the word", &[own, held], &[], &[whose]);
    situation("let go of", &[("goals/g", "motive: external\nstatus: released"), held], &[], &[whose]);
}

#[test]
fn goals_over_time() {
    let (unexamined, still, after, busy) =
        ("unexamined", "standing-still", "after-success", "busy-not-nearer");
    let old = ("goals/g", "opened: 2026-01-01");
    situation("nobody asked the hard questions", &[old], &[unexamined, still], &[]);
    situation("a goal of last week", &[("goals/g", "opened: 2026-11-17")], &[], &[unexamined, still]);
    situation("no day of its beginning", &[("goals/g", "title: Sail")], &[], &[unexamined, still]);
    let planned = ("plans/2026-11-10-p", "goal: g\nreview: 2026-12-01");
    situation("a plan was made for it lately", &[old, planned], &[unexamined], &[still]);
    let asked = ("goals/g", "opened: 2026-01-01\nexamined: 2026-11-10");
    let call = ("sessions/2026-11-10", HELD);
    situation("the hard questions were asked in the last call", &[asked, call], &[], &[unexamined, still]);
    let reached = ("goals/g", "status: achieved\nclosed: 2026-11-01");
    situation("reached, and nobody asked", &[reached], &[after], &[]);
    let glad = ("goals/g", "status: achieved\nclosed: 2026-11-01\nfulfilled: 9");
    situation("reached, and it is what they wanted", &[glad], &[], &[after]);
    let kept = "goal: g\noutcome: kept";
    let plans = [("plans/2026-08-01-a", kept), ("plans/2026-09-01-b", kept), ("plans/2026-10-01-c", kept)];
    let level = ("goals/g", "level: -1\nlevel_on: 2026-07-01");
    situation("busy, and no nearer", &[&[level][..], &plans].concat(), &[busy], &[]);
    let moved = ("goals/g", "level: 0\nlevel_on: 2026-09-15");
    situation("the level moved since", &[&[moved][..], &plans].concat(), &[], &[busy]);
}

#[test]
fn calls_and_silence() {
    let (missed, off, quiet) = ("missed-calls", "called-off", "gone-quiet");
    let calls = [("sessions/2026-10-13", HELD), ("sessions/2026-10-27", OFF), ("sessions/2026-11-10", OFF)];
    situation("they called off two", &calls, &[missed], &[off]);
    let ours = [
        ("sessions/2026-10-13", OFF_BY_COACH),
        ("sessions/2026-10-27", OFF_BY_COACH),
        ("sessions/2026-11-10", HELD),
    ];
    situation("you called off two", &ours, &[off], &[missed]);
    let moved = "status: moved\ncancelled_by: client";
    let by_days = [
        ("sessions/2026-10-13", moved),
        ("sessions/2026-10-15", HELD),
        ("sessions/2026-10-27", moved),
        ("sessions/2026-10-29", HELD),
    ];
    situation("moved by two days each time", &by_days, &[], &[missed, off]);
    situation(
        "nobody has said yet what happened",
        &[("sessions/2026-11-10", "status: planned")],
        &[],
        &[missed],
    );
    let weekly =
        ["2026-09-01", "2026-09-08", "2026-09-15", "2026-09-22"].map(|day| format!("sessions/{day}"));
    let weekly: Vec<(&str, &str)> = weekly.iter().map(|path| (path.as_str(), HELD)).collect();
    situation("weekly, and then two months of nothing", &weekly, &[quiet], &[]);
    let soon = [&weekly[..], &[("sessions/2026-12-01", "status: planned")]].concat();
    situation("the next call is next week", &soon, &[], &[quiet]);
    let rests = [&weekly[..], &[("client", "status: paused")]].concat();
    situation("the work rests", &rests, &[], &[quiet]);
}
