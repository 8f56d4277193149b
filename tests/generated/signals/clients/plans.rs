//! The plans of a made-up client: what came of them, which follows which, who looked at them when.

use super::goal_id;
use crate::signals::chance::Chance;
use crate::signals::facts::{Day, Goal, Plan, Thresholds};
use crate::signals::notes::iso;

/// What plans are called and what they say, some alike but for case, accents and punctuation.
const TITLES: [&str; 9] = [
    "Two mornings",
    "Two mornings!",
    "two Mornings",
    "Café on Tuesday",
    "Cafe on Tuesday.",
    "Walk",
    "Read a page",
    "Ask Kim",
    "Stop at six",
];
const ANSWERS: [&str; 5] = ["Write one page", "write one page.", "Call Jo", "Sleep", "Say no once"];

const SLUGS: [&str; 7] = ["walk", "an-hour", "mornings", "phone-off", "ask-kim", "two-pages", "stop"];

/// How the plans of one client go.
struct Ways {
    /// The goal that most of them serve.
    favourite: String,
    outcomes: &'static [&'static str],
    /// Per cent that follow another.
    follow: i64,
    /// Per cent with a day of review; half as many were looked at on a day that is known.
    dated: i64,
    counts: Counts,
    /// Per cent with a mark of how sure they were.
    sure: i64,
    /// Whether one follows the other within weeks.
    fast: bool,
}

/// Which plans have `done` and `of`.
enum Counts {
    /// So many per cent, one key or both.
    Some(i64),
    /// All, one after the other.
    Cycle([(i64, i64); 3]),
}

/// A half on average, whatever is lost when thirds are added.
const THIRDS: [(i64, i64); 3] = [(1, 2), (2, 3), (1, 3)];
/// Four of five is enough, and three of four isn't.
const NEARLY: [(i64, i64); 3] = [(4, 5), (4, 5), (5, 6)];
/// More often than was meant is once, no more.
const OVER: [(i64, i64); 3] = [(7, 5), (0, 4), (1, 4)];

/// The plans of a client, in no order.
pub fn plans(thresholds: &Thresholds, goals: &[Goal], chance: &mut Chance) -> Vec<Plan> {
    let ways = ways(goals, chance);
    let slugs = chance.shuffled(SLUGS.to_vec());
    let mut plans: Vec<Plan> = Vec::new();
    for slug in slugs.into_iter().take(chance.one_of(&[0, 1, 2, 3, 4, 5, 6, 7, 7])) {
        let plan = plan(thresholds, goals, &ways, slug, &plans, chance);
        plans.push(plan);
    }
    if ways.follow > 0 && !plans.is_empty() {
        knot(&mut plans, chance);
    }
    chance.shuffled(plans)
}

/// Ties some of the chains into what a chain isn't meant to be.
fn knot(plans: &mut [Plan], chance: &mut Chance) {
    let last = plans.len() - 1;
    match chance.between(1, 20) {
        // A circle; where it is the last that follows itself, a circle of one.
        1..=3 => plans[chance.one_of(&[0, last, last])].follows = Some(plans[last].id.clone()),
        // The next version is begun and no more.
        4..=6 => plans[last].outcome = Some("draft"),
        _ => {}
    }
}

fn ways(goals: &[Goal], chance: &mut Chance) -> Ways {
    let some = Counts::Some(chance.one_of(&[0, 50, 90]));
    // How it goes with this one: at first, well, badly, in part, and by the day.
    let (outcomes, counts): (&[&str], Counts) = match chance.between(1, 14) {
        1 => (&["open", "open", "open", "draft", "released"], some),
        2 => (&["kept", "kept", "partly", "open"], some),
        3 => (&["missed", "missed", "partly", "open"], some),
        4 => (&["missed", "partly", "kept", "missed", "partly", "kept", "open"], some),
        5 => (&["missed", "partly", "partly", "partly", "kept", "open", "draft"], some),
        6 => (&["missed", "partly", "partly", "open"], Counts::Cycle(THIRDS)),
        7 => (&["missed", "missed", "missed", "released", "open"], some),
        8 => (&["kept", "kept", "kept", "partly", "kept"], Counts::Some(0)),
        10..=12 => (&["kept", "kept", "kept", "kept", "open"], Counts::Some(0)),
        9 => (&["kept", "partly", "kept", "kept"], Counts::Cycle(NEARLY)),
        _ => (&["missed", "partly", "kept", "open"], Counts::Cycle(OVER)),
    };
    Ways {
        favourite: goal_id(goals, chance),
        outcomes,
        follow: chance.one_of(&[0, 40, 95]),
        dated: chance.one_of(&[40, 90, 90]),
        counts,
        sure: chance.one_of(&[0, 60, 100]),
        fast: chance.percent(40),
    }
}

fn plan(
    thresholds: &Thresholds,
    goals: &[Goal],
    ways: &Ways,
    slug: &str,
    earlier: &[Plan],
    chance: &mut Chance,
) -> Plan {
    let still = thresholds.still_days.unwrap_or(60);
    let made = if ways.fast {
        chance.about_ago(&[0, 7, 7, 14])
    } else {
        chance.about_ago(&[0, 7, 30, still - 1, still, 90, 90])
    };
    let has_made = chance.percent(97);
    let is_named_after_day = has_made && chance.percent(80);
    let outcome = chance.one_of(ways.outcomes);
    let (done, of) = match ways.counts {
        Counts::Some(times) => (
            chance.perhaps(times, |chance| chance.one_of(&[0, 0, 0, 1, 1, 7])),
            chance.perhaps(70, |chance| chance.one_of(&[0, 2, 3, 4, 5, 6])),
        ),
        Counts::Cycle(cycle) => {
            let (done, of) = cycle[earlier.len() % cycle.len()];
            (Some(done), Some(of))
        }
    };
    let sure = thresholds.sure.unwrap_or(9);
    Plan {
        title: chance.perhaps(90, |chance| chance.one_of(&TITLES)),
        specific: chance.perhaps(40, |chance| chance.one_of(&ANSWERS)),
        confidence: chance
            .perhaps(ways.sure, |chance| (sure + chance.one_of(&[-1, 0, 0, 0, 1])).clamp(0, 10)),
        id: if is_named_after_day { format!("{}-{slug}", iso(made)) } else { slug.to_owned() },
        goal: chance.perhaps(90, |chance| {
            if chance.percent(80) { ways.favourite.clone() } else { goal_id(goals, chance) }
        }),
        made: has_made.then_some(made),
        has_made_key: !is_named_after_day || chance.percent(20),
        made_by: chance.perhaps(70, |chance| chance.one_of(&["client", "together", "coach"])),
        review: chance.perhaps(ways.dated, |chance| review(made, chance)),
        reviewed: chance.perhaps(ways.dated / 2, |chance| chance.one_of(&[-21, -14, -14, -14, -7])),
        follows: chance.perhaps(ways.follow, |chance| match chance.between(1, 20) {
            1 => "gone".to_owned(),
            2 => earlier.first().map_or("gone", |plan| &plan.id).to_owned(),
            _ => earlier.last().map_or("gone", |plan| &plan.id).to_owned(),
        }),
        outcome: if outcome == "open" { chance.perhaps(50, |_| "open") } else { Some(outcome) },
        done,
        of,
    }
}

fn review(made: Day, chance: &mut Chance) -> Day {
    match chance.between(1, 3) {
        1 => chance.one_of(&[-2, -1, 0, 1, 7]),
        2 => chance.about_ago(&[7, 14, 21, 45]),
        _ => made + 14,
    }
}
