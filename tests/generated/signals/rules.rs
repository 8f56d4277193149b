//! The twelve signals once more, from the words of the project's description and of its format alone, as naively as
//! they can be written: every rule reads the made-up facts by itself, in whole numbers, and knows nothing of the crate.

use super::facts::{Client, Goal, NOW, Plan, Session, Thresholds};

/// A signal, the goal and the plan that it is about.
pub type Found = (&'static str, Option<String>, Option<String>);

/// All that is noticed about a client, the strongest first.
pub fn noticed(client: &Client, thresholds: &Thresholds) -> Vec<Found> {
    if !is_active(client) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (signal, mut places) in [
        ("wish-and-week", wish_and_week(client, thresholds)),
        ("alliance-dip", alliance_dip(client, thresholds)),
        ("whose-goal", whose_goal(client)),
        ("not-reviewed", not_reviewed(client)),
        ("same-plan-again", same_plan_again(client, thresholds)),
        ("unexamined", unexamined(client, thresholds)),
        ("lopsided", lopsided(client, thresholds)),
        ("too-much", too_much(client, thresholds)),
        ("standing-still", standing_still(client, thresholds)),
        ("coach-led", coach_led(client)),
        ("missed-calls", missed_calls(client)),
        ("gone-quiet", gone_quiet(client, thresholds)),
    ] {
        let is_hushed = client.hush.iter().any(|(hushed, until)| *hushed == signal && 0 < *until);
        if !is_hushed {
            places.sort();
            found.extend(places.into_iter().map(|(goal, plan)| (signal, goal, plan)));
        }
    }
    found
}

/// Only active clients are looked at.
pub fn is_active(client: &Client) -> bool {
    client.status.unwrap_or("active") == "active"
}

type Place = (Option<String>, Option<String>);

fn at_goal(goal: &Goal) -> Place {
    (Some(goal.id.clone()), None)
}

fn at_plan(plan: &Plan) -> Place {
    (plan.goal.clone(), Some(plan.id.clone()))
}

/// A signal about the client as a whole.
fn at_client(is_noticed: bool) -> Vec<Place> {
    if is_noticed { vec![(None, None)] } else { Vec::new() }
}

fn status_of_session(session: &Session) -> &str {
    session.status.unwrap_or(if session.day > 0 { "planned" } else { "held" })
}

/// The sessions in the order in which they are numbered.
fn in_order(client: &Client) -> Vec<&Session> {
    let mut sessions: Vec<&Session> = client.sessions.iter().collect();
    sessions.sort_by_key(|session| (session.day, session.time, session.number));
    sessions
}

fn held(client: &Client) -> Vec<&Session> {
    in_order(client).into_iter().filter(|session| status_of_session(session) == "held").collect()
}

fn is_active_goal(goal: &Goal) -> bool {
    goal.status.unwrap_or("active") == "active"
}

fn is_active_or_proposed(goal: &Goal) -> bool {
    is_active_goal(goal) || goal.status == Some("proposed")
}

fn outcome(plan: &Plan) -> &str {
    plan.outcome.unwrap_or("open")
}

fn is_about(session: &Session, goal: &Goal) -> bool {
    session.goals.contains(&goal.id)
}

/// A reviewed plan's value as a fraction.
fn value(plan: &Plan) -> Option<(i64, i64)> {
    let by_outcome = match outcome(plan) {
        "kept" => (1, 1),
        "partly" => (1, 2),
        "missed" => (0, 1),
        _ => return None,
    };
    match (plan.done, plan.of) {
        (Some(done), Some(of)) if of > 0 => Some((done.min(of), of)),
        _ => Some(by_outcome),
    }
}

fn wish_and_week(client: &Client, thresholds: &Thresholds) -> Vec<Place> {
    let last = thresholds.reviewed_plans.unwrap_or(3);
    let mut places = Vec::new();
    for goal in client.goals.iter().filter(|goal| is_active_or_proposed(goal)) {
        if goal.importance.is_none_or(|importance| importance < thresholds.importance.unwrap_or(7)) {
            continue;
        }
        let mut reviewed: Vec<(Option<i64>, &str, (i64, i64))> = client
            .plans
            .iter()
            .filter(|plan| plan.goal.as_ref() == Some(&goal.id))
            .filter_map(|plan| {
                let day = plan.reviewed.or(plan.review).or(plan.made);
                value(plan).map(|value| (day, plan.id.as_str(), value))
            })
            .collect();
        if reviewed.len() < last {
            continue;
        }
        reviewed.sort();
        let values = reviewed.iter().rev().take(last).map(|(_, _, value)| value);
        let mut sum = (0, 1);
        for (over, under) in values {
            sum = (sum.0 * under + over * sum.1, sum.1 * under);
        }
        // sum / last < 1/2, without a division.
        if 2 * sum.0 < sum.1 * i64::try_from(last).expect("a small number") {
            places.push(at_goal(goal));
        }
    }
    places
}

/// Times this the mean of up to four marks in tenths is a whole number.
const WHOLE: i64 = 12;

fn alliance_dip(client: &Client, thresholds: &Thresholds) -> Vec<Place> {
    let mut means: Vec<i64> = held(client)
        .into_iter()
        .map(|session| session.alliance.iter().flatten().copied().collect::<Vec<i64>>())
        .filter(|marks| !marks.is_empty())
        .map(|marks| marks.iter().sum::<i64>() * WHOLE / i64::try_from(marks.len()).expect("at most four"))
        .collect();
    let Some(latest) = means.pop() else { return Vec::new() };
    if means.len() < 3 {
        return Vec::new();
    }
    at_client(twice_the_median(means) - 2 * latest >= 2 * WHOLE * thresholds.alliance_dip.unwrap_or(15))
}

fn twice_the_median(mut numbers: Vec<i64>) -> i64 {
    numbers.sort_unstable();
    let (count, middle) = (numbers.len(), numbers.len() / 2);
    if count % 2 == 1 { 2 * numbers[middle] } else { numbers[middle - 1] + numbers[middle] }
}

fn whose_goal(client: &Client) -> Vec<Place> {
    let mut places = Vec::new();
    for goal in client.goals.iter().filter(|goal| is_active_goal(goal)) {
        if !matches!(goal.motive, Some("external" | "introjected")) {
            continue;
        }
        let was_talked_over = goal.examined.is_some_and(|examined| {
            held(client).into_iter().any(|session| is_about(session, goal) && session.day >= examined)
        });
        if !was_talked_over {
            places.push(at_goal(goal));
        }
    }
    places
}

fn not_reviewed(client: &Client) -> Vec<Place> {
    let mut places = Vec::new();
    for plan in client.plans.iter().filter(|plan| outcome(plan) == "open") {
        let Some(review) = plan.review else { continue };
        if review < 0 && held(client).into_iter().any(|session| session.day >= review) {
            places.push(at_plan(plan));
        }
    }
    places
}

fn same_plan_again(client: &Client, thresholds: &Thresholds) -> Vec<Place> {
    let plan_of = |id: &String| client.plans.iter().find(|plan| plan.id == *id);
    let mut places = Vec::new();
    for plan in client.plans.iter().filter(|plan| outcome(plan) == "open") {
        let is_followed = client.plans.iter().any(|other| {
            other.id != plan.id && other.follows.as_ref() == Some(&plan.id) && outcome(other) != "draft"
        });
        if is_followed {
            continue;
        }
        let mut chain = vec![plan.id.clone()];
        let mut at = plan;
        while let Some(before) = at.follows.as_ref().and_then(plan_of) {
            if chain.contains(&before.id) || matches!(outcome(before), "kept" | "draft") {
                break;
            }
            chain.push(before.id.clone());
            at = before;
        }
        if chain.len() >= thresholds.chain.unwrap_or(3) {
            places.push(at_plan(plan));
        }
    }
    places
}

fn unexamined(client: &Client, thresholds: &Thresholds) -> Vec<Place> {
    let mut places = Vec::new();
    for goal in client.goals.iter().filter(|goal| is_active_goal(goal)) {
        let has_been_open = goal.opened.is_some_and(|opened| -opened >= 30);
        let is_long_ago =
            goal.examined.is_none_or(|examined| -examined >= thresholds.examined_days.unwrap_or(180));
        if has_been_open && is_long_ago {
            places.push(at_goal(goal));
        }
    }
    places
}

fn lopsided(client: &Client, thresholds: &Thresholds) -> Vec<Place> {
    let held = held(client);
    let Some(latest) = held.iter().rev().find(|session| !session.balance.is_empty()) else {
        return Vec::new();
    };
    let mut largest: Option<(i64, Option<i64>)> = None;
    for area in &latest.balance {
        let (Some(hours), Some(wish)) = (area.hours, area.wish) else { continue };
        if largest.is_none_or(|(gap, _)| wish - hours > gap) {
            largest = Some((wish - hours, area.rating));
        }
    }
    at_client(largest.is_some_and(|(gap, rating)| {
        gap >= thresholds.area_gap.unwrap_or(30)
            && rating.is_some_and(|rating| rating <= thresholds.area_rating.unwrap_or(5))
    }))
}

fn too_much(client: &Client, thresholds: &Thresholds) -> Vec<Place> {
    let open = client.plans.iter().filter(|plan| outcome(plan) == "open").count();
    at_client(open > thresholds.open_plans.unwrap_or(3))
}

fn standing_still(client: &Client, thresholds: &Thresholds) -> Vec<Place> {
    let days = thresholds.still_days.unwrap_or(60);
    let is_lately = |day: i64| -day < days;
    let mut places = Vec::new();
    for goal in client.goals.iter().filter(|goal| is_active_goal(goal)) {
        let has_been_open = goal.opened.is_some_and(|opened| -opened >= days);
        let was_planned = client.plans.iter().any(|plan| {
            plan.goal.as_ref() == Some(&goal.id)
                && outcome(plan) != "draft"
                && plan.made.is_some_and(is_lately)
        });
        let has_moved = goal.level_on.is_some_and(is_lately);
        let was_spoken_of =
            held(client).into_iter().any(|session| is_about(session, goal) && is_lately(session.day));
        if has_been_open && !was_planned && !has_moved && !was_spoken_of {
            places.push(at_goal(goal));
        }
    }
    places
}

fn coach_led(client: &Client) -> Vec<Place> {
    let mut plans: Vec<(Option<i64>, &str, &str)> = client
        .plans
        .iter()
        .filter(|plan| outcome(plan) != "draft")
        .filter_map(|plan| plan.made_by.map(|made_by| (plan.made, plan.id.as_str(), made_by)))
        .collect();
    plans.sort_unstable();
    at_client(plans.iter().rev().take(4).filter(|(_, _, made_by)| *made_by == "coach").count() >= 2)
}

fn missed_calls(client: &Client) -> Vec<Place> {
    let missed = in_order(client)
        .into_iter()
        .filter(|session| is_past(session))
        .rev()
        .take(4)
        .filter(|session| match status_of_session(session) {
            "no-show" => true,
            "cancelled" => session.cancelled_by == Some("client"),
            _ => false,
        })
        .count();
    at_client(missed >= 2)
}

/// Whether a call is behind us. Of one that is planned nobody knows yet. Who says that it was held, or that nobody came, says
/// that it is over; one that was called off is over when its time is, an hour unless the note says how long.
fn is_past(session: &Session) -> bool {
    let ends = session.time.map(|time| time + session.minutes.unwrap_or(60));
    match status_of_session(session) {
        "held" | "no-show" => session.day <= 0,
        "cancelled" => session.day < 0 || session.day == 0 && ends.is_some_and(|ends| ends <= NOW),
        _ => false,
    }
}

fn gone_quiet(client: &Client, thresholds: &Thresholds) -> Vec<Place> {
    // From today on: a call of this morning that nobody has confirmed yet is no silence.
    let is_planned =
        client.sessions.iter().any(|session| status_of_session(session) == "planned" && session.day >= 0);
    let held = held(client);
    let Some(last) = held.last().map(|session| session.day).or(client.since) else { return Vec::new() };
    let mut gaps: Vec<i64> = held.windows(2).map(|two| two[1].day - two[0].day).collect();
    gaps.drain(..gaps.len().saturating_sub(6));
    let usual_twice = if gaps.len() < 3 { 2 * 30 } else { twice_the_median(gaps) }.max(2 * 14);
    // days >= factor * usual, in twentieths.
    at_client(!is_planned && -last * 20 >= thresholds.quiet_factor.unwrap_or(15) * usual_twice)
}
