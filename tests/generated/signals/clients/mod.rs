//! Made-up clients whose dates, marks and chains lie at the edges of the rules, and just beside them.

mod plans;
mod sessions;

use super::chance::Chance;
use super::facts::{Client, Day, Goal, Thresholds};

/// All sixteen.
pub const SIGNALS: [&str; 16] = [
    "alliance-dip",
    "wish-and-week",
    "sure-then-otherwise",
    "whose-goal",
    "called-off",
    "same-plan-again",
    "not-reviewed",
    "after-success",
    "unexamined",
    "lopsided",
    "too-much",
    "busy-not-nearer",
    "standing-still",
    "coach-led",
    "missed-calls",
    "gone-quiet",
];

/// The client at a place, from 0, in a practice with these thresholds.
pub fn client(thresholds: &Thresholds, seed: u64, place: u64) -> Client {
    let chance = &mut Chance::of_client(seed, place);
    let mut goals = goals(thresholds, chance);
    let sessions = sessions::sessions(thresholds, &goals, chance);
    for goal in goals.iter_mut().filter(|goal| goal.examined.is_some()) {
        // Examined on the day of a call, or the day after one.
        if !sessions.is_empty() && chance.percent(40) {
            let session = &sessions[chance.place(sessions.len())];
            goal.examined = Some((session.day + chance.one_of(&[0, 0, 1])).min(0));
        }
    }
    Client {
        id: format!("client-{place:03}"),
        status: chance.perhaps(20, |chance| chance.one_of(&["active", "active", "paused", "completed"])),
        since: chance.perhaps(70, |chance| chance.about_ago(&[20, 45, 60, 400])),
        sessions_before: chance.perhaps(10, |chance| chance.between(0, 3)),
        hush: hush(chance),
        sessions,
        plans: plans::plans(thresholds, &goals, chance),
        goals,
    }
}

fn hush(chance: &mut Chance) -> Vec<(&'static str, Day)> {
    let mut hush: Vec<(&'static str, Day)> = Vec::new();
    for signal in SIGNALS {
        if chance.percent(6) {
            hush.push((signal, chance.one_of(&[-30, -1, 0, 0, 1, 30])));
        }
    }
    hush
}

fn goals(thresholds: &Thresholds, chance: &mut Chance) -> Vec<Goal> {
    let least = thresholds.importance.unwrap_or(7);
    let still = thresholds.still_days.unwrap_or(60);
    let long = thresholds.examined_days.unwrap_or(180);
    let count = chance.one_of(&[0, 1, 1, 2, 2, 3]);
    let ids = chance.shuffled(vec!["delegate", "lead-the-team", "rest", "say-no"]);
    let mut goal = |id: &str| Goal {
        id: id.to_owned(),
        status: chance.perhaps(50, |chance| {
            chance.one_of(&["active", "active", "proposed", "paused", "achieved", "achieved", "released"])
        }),
        opened: chance.perhaps(90, |chance| chance.about_ago(&[1, 30, still, still, 300])),
        importance: chance.perhaps(90, |chance| (least + chance.one_of(&[-1, 0, 0, 1, 2])).clamp(0, 10)),
        motive: chance
            .perhaps(70, |chance| chance.one_of(&["external", "introjected", "identified", "intrinsic"])),
        examined: chance.perhaps(70, |chance| chance.about_ago(&[0, 7, 14, 30, still, long, long])),
        level: chance.perhaps(85, |chance| chance.between(-2, 2)),
        level_on: chance.perhaps(30, |chance| chance.about_ago(&[still, still, 200])),
        closed: chance.perhaps(80, |chance| chance.about_ago(&[0, 30, 90, 90, 200])),
        asked_by: chance.perhaps(30, |chance| chance.one_of(&["client", "client", "sponsor", "both"])),
        reasons: reasons(chance),
        resistance: chance.perhaps(30, |chance| {
            chance.one_of(&["none", "fear", "not-my-path", "not-my-path", "circumstances", "unknown"])
        }),
        fulfilled: chance.perhaps(40, |chance| chance.one_of(&[3, 4, 4, 5, 9])),
    };
    ids.into_iter().take(count).map(&mut goal).collect()
}

/// The four reasons for a goal around the edge, now and then without one of them.
fn reasons(chance: &mut Chance) -> [Option<i64>; 4] {
    if chance.percent(50) {
        return [None; 4];
    }
    let given = chance.one_of(&[100, 100, 80]);
    std::array::from_fn(|place| {
        let about = if place < 2 { 6 } else { 4 };
        chance.perhaps(given, |chance| about + chance.one_of(&[-1, 0, 0, 0, 1]))
    })
}

/// A goal that plans and sessions name: mostly one that is there.
fn goal_id(goals: &[Goal], chance: &mut Chance) -> String {
    match goals {
        [] => "gone".to_owned(),
        _ if chance.percent(4) => "gone".to_owned(),
        _ => goals[chance.place(goals.len())].id.clone(),
    }
}
