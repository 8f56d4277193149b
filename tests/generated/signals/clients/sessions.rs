//! The calls of a made-up client: how often, how they went, the client's marks.

use super::{SIGNALS, goal_id};
use crate::signals::chance::Chance;
use crate::signals::facts::{Area, Day, Goal, NOW, Session, Thresholds};

/// When calls begin: past, just over after an hour, under way, to come.
const HOURS: [i64; 5] = [NOW - 180, NOW - 60, NOW - 59, NOW + 120, NOW + 300];

/// How the sessions of one client go.
struct Habits {
    /// Per cent of the calls that don't take place.
    misses: i64,
    /// Per cent of the calls about a goal.
    about_goals: i64,
    /// Per cent of the calls with marks.
    marked: i64,
    /// What most marks of the alliance are, in tenths.
    mark: i64,
}

/// The sessions of a client, in no order.
pub fn sessions(thresholds: &Thresholds, goals: &[Goal], chance: &mut Chance) -> Vec<Session> {
    let habits = Habits {
        misses: chance.one_of(&[5, 15, 50]),
        about_goals: chance.one_of(&[0, 25, 80]),
        marked: chance.one_of(&[0, 90, 100]),
        mark: chance.one_of(&[70, 75, 80, 90]),
    };
    let mut sessions: Vec<Session> = Vec::new();
    for day in days_of_calls(thresholds, chance) {
        let is_latest = sessions.is_empty();
        let mut session = session(thresholds, goals, &habits, day, is_latest, chance);
        // A call that is said to be held and is still to come doesn't count: that is told elsewhere, and no signal's business.
        if day == 0 && session.time.is_some_and(|minutes| minutes > 12 * 60) {
            session.status = session.status.filter(|status| *status != "held");
        }
        sessions.push(session);
    }
    for _ in 0..chance.one_of(&[0, 0, 1, 1, 2]) {
        let status =
            chance.perhaps(70, |chance| chance.one_of(&["planned", "moved", "cancelled", "cancelled"]));
        let cancelled_by = chance.perhaps(80, |_| "client");
        let day = chance.one_of(&[0, 0, 0, 1, 14]);
        let time = chance.perhaps(60, |chance| chance.one_of(&HOURS));
        sessions.push(Session { day, time, status, cancelled_by, ..Session::default() });
    }
    let mut sessions = chance.shuffled(sessions);
    name(&mut sessions, chance);
    sessions
}

/// The days of the calls so far, the latest first.
fn days_of_calls(thresholds: &Thresholds, chance: &mut Chance) -> Vec<Day> {
    let usual = chance.one_of(&[7, 13, 14, 15, 21, 30]);
    let factor = thresholds.quiet_factor.unwrap_or(15);
    let edge = |usual: i64| (factor * usual + 9) / 10;
    let mut day =
        chance.about_ago(&[0, 1, 1, 7, edge(usual.max(14)), edge(usual.max(14)), edge(2 * usual), edge(30)]);
    let mut days = Vec::new();
    // Long ago they met less often.
    let rare = chance.one_of(&[3, 3, 4, 99]);
    for call in 0..chance.one_of(&[0, 1, 2, 3, 4, 4, 5, 6, 7, 8, 9, 9, 9]) {
        days.push(day);
        let usual = if call < rare { usual } else { 3 * usual };
        day -= match chance.between(1, 10) {
            1 | 2 => 0,
            3 => chance.between(1, 40),
            4 => usual + chance.one_of(&[-1, 1, 3]),
            _ => usual,
        };
    }
    days
}

fn session(
    thresholds: &Thresholds,
    goals: &[Goal],
    habits: &Habits,
    day: Day,
    is_latest: bool,
    chance: &mut Chance,
) -> Session {
    let missed = chance.percent(habits.misses);
    let status = if missed {
        Some(chance.one_of(&[
            "no-show",
            "no-show",
            "cancelled",
            "cancelled",
            "cancelled",
            "moved",
            "planned",
        ]))
    } else {
        chance.perhaps(40, |_| "held")
    };
    let about = chance.percent(habits.about_goals);
    let marked = chance.percent(habits.marked);
    Session {
        day,
        time: chance.perhaps(if day == 0 { 70 } else { 40 }, |chance| chance.one_of(&HOURS)),
        minutes: chance.perhaps(15, |chance| chance.one_of(&[45, 59, 60, 90, 180])),
        status,
        cancelled_by: chance
            .perhaps(if matches!(status, Some("cancelled" | "moved")) { 85 } else { 5 }, |chance| {
                chance.one_of(&["client", "coach", "coach"])
            }),
        talked_about: if chance.percent(12) {
            vec![chance.one_of(&SIGNALS), chance.one_of(&SIGNALS)]
        } else {
            Vec::new()
        },
        goals: (0..chance.between(1, 2)).filter(|_| about).map(|_| goal_id(goals, chance)).collect(),
        alliance: if marked { alliance(thresholds, habits.mark, is_latest, chance) } else { [None; 4] },
        balance: if chance.percent(if is_latest { 40 } else { 15 }) {
            balance(thresholds, chance)
        } else {
            Vec::new()
        },
        ..Session::default()
    }
}

/// The client's marks: about the same every time, the latest often lower by what counts as a dip.
fn alliance(thresholds: &Thresholds, mark: i64, is_latest: bool, chance: &mut Chance) -> [Option<i64>; 4] {
    let dips = if is_latest { 40 } else { 20 };
    let lower = if chance.percent(dips) { thresholds.alliance_dip.unwrap_or(20) } else { 0 };
    let given = chance.one_of(&[100, 100, 60]);
    std::array::from_fn(|_| {
        chance.perhaps(given, |chance| {
            // Halves and whole marks alone, as people give them.
            let wanted = mark - lower + chance.one_of(&[-10, -5, 0, 0, 0, 0, 5]);
            (wanted + 4) / 5 * 5
        })
    })
}

fn balance(thresholds: &Thresholds, chance: &mut Chance) -> Vec<Area> {
    let (gap, rating) = (thresholds.area_gap.unwrap_or(30), thresholds.area_rating.unwrap_or(5));
    let mut areas = chance.shuffled(vec!["vision", "service", "accountability", "community"]);
    areas.truncate(chance.one_of(&[1, 2, 3, 4]));
    let mut area = |name| {
        // Tenths that no binary fraction holds: 4.1 - 1.1 has to be 3.
        let hours = chance.one_of(&[0, 1, 11, 20, 23, 120]);
        let wish = match chance.between(1, 8) {
            1 => 0,
            2 => 2 * hours + chance.one_of(&[0, 1]),
            3 => hours - thresholds.area_over.unwrap_or(100),
            _ => hours + gap + chance.one_of(&[-60, -10, -1, 0, 0, 1, 1]),
        };
        Area {
            name,
            rating: chance.perhaps(90, |chance| (rating + chance.one_of(&[-1, 0, 1, 1])).clamp(1, 9)),
            hours: chance.perhaps(90, |_| hours),
            wish: chance.perhaps(90, |_| wish.max(0)),
        }
    };
    areas.into_iter().map(&mut area).collect()
}

/// Gives every session a name of its own; the name's day isn't always the session's.
fn name(sessions: &mut [Session], chance: &mut Chance) {
    for at in 0..sessions.len() {
        let (others, session) = sessions.split_at_mut(at);
        let session = &mut session[0];
        let was_moved = chance.percent(5);
        session.named = if was_moved { session.day - 2 } else { session.day };
        session.has_date_key = was_moved || session.time.is_some() || chance.percent(20);
        let is_taken = |number: i64| {
            others.iter().any(|other| {
                other.number == number && (other.named == session.named || other.day == session.day)
            })
        };
        session.number = (1..=99).find(|number| !is_taken(*number)).expect("a free number");
    }
}
