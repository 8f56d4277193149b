//! The sixteen signals once more, from the words of the project's description and of its format alone, as naively as they can be
//! written: every rule reads the made-up facts by itself, in whole numbers, and knows nothing of the crate.

use super::facts::{Area, Client, Day, Goal, Plan, Session, Thresholds};

/// A signal, the goal and the plan that it is about.
pub type Found = (&'static str, Option<String>, Option<String>);

/// What one rule finds: where, on which days its evidence lies, and in which sessions the marks were given that it shows.
#[derive(Debug, Default)]
struct Hit<'a> {
    goal: Option<String>,
    plan: Option<String>,
    days: Vec<Option<Day>>,
    marks: Vec<&'a Session>,
}

type Rule = for<'a> fn(&'a Client, &Thresholds) -> Vec<Hit<'a>>;

/// All sixteen, in the order of the table.
const TABLE: [(&str, Rule); 16] = [
    ("alliance-dip", alliance_dip),
    ("wish-and-week", wish_and_week),
    ("sure-then-otherwise", sure_then_otherwise),
    ("whose-goal", whose_goal),
    ("called-off", |client, _| called_off(client, "coach", 6)),
    ("same-plan-again", same_plan_again),
    ("not-reviewed", |client, _| not_reviewed(client)),
    ("after-success", |client, _| after_success(client)),
    ("unexamined", unexamined),
    ("lopsided", lopsided),
    ("too-much", too_much),
    ("busy-not-nearer", |client, _| busy_not_nearer(client)),
    ("standing-still", standing_still),
    ("coach-led", |client, _| coach_led(client)),
    ("missed-calls", |client, _| called_off(client, "client", 4)),
    ("gone-quiet", gone_quiet),
];

/// Those that are silent for 60 days once they were spoken of, whatever their evidence.
const FOR_SIXTY_DAYS: [&str; 4] = ["whose-goal", "unexamined", "standing-still", "gone-quiet"];

/// All that is noticed about a client, the strongest first.
pub fn noticed(client: &Client, thresholds: &Thresholds) -> Vec<Found> {
    if !is_active(client) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (signal, rule) in TABLE {
        if client.hush.iter().any(|(hushed, until)| *hushed == signal && 0 < *until) {
            continue;
        }
        let mut places: Vec<(Option<String>, Option<String>)> = Vec::new();
        for hit in rule(client, thresholds) {
            if !was_spoken_of(client, signal, &hit) {
                places.push((hit.goal, hit.plan));
            }
        }
        places.sort();
        found.extend(places.into_iter().map(|(goal, plan)| (signal, goal, plan)));
    }
    found
}

/// Only active clients are looked at.
pub fn is_active(client: &Client) -> bool {
    client.status.unwrap_or("active") == "active"
}

fn was_spoken_of(client: &Client, signal: &str, hit: &Hit<'_>) -> bool {
    let held = held(client);
    let Some(call) = held.iter().rev().find(|session| session.talked_about.contains(&signal)) else {
        return false;
    };
    if FOR_SIXTY_DAYS.contains(&signal) {
        return -call.day < 60;
    }
    let is_later = hit.days.iter().flatten().any(|day| *day > call.day);
    let is_given_in_it = hit.marks.iter().any(|session| std::ptr::eq(*session, *call));
    !is_later && !is_given_in_it
}

// What the words mean.

fn status_of_session(session: &Session) -> &str {
    // It is noon of day 0; without an hour a call is to come on its whole day.
    let is_to_come = match session.time {
        None => session.day >= 0,
        Some(minutes) => session.day > 0 || (session.day == 0 && minutes > 12 * 60),
    };
    session.status.unwrap_or(if is_to_come { "planned" } else { "held" })
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

/// Held sessions that have alliance marks.
fn marked(client: &Client) -> Vec<&Session> {
    held(client).into_iter().filter(|session| session.alliance.iter().any(Option::is_some)).collect()
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

fn is_ended(plan: &Plan) -> bool {
    ["kept", "partly", "missed", "released"].contains(&outcome(plan))
}

fn is_reviewed(plan: &Plan) -> bool {
    is_ended(plan) && outcome(plan) != "released"
}

fn ended_on(plan: &Plan) -> Option<Day> {
    plan.reviewed.or(plan.review).or(plan.made)
}

/// The day of a plan that is evidence.
fn day_of(plan: &Plan) -> Option<Day> {
    if is_ended(plan) { ended_on(plan) } else { plan.made }
}

/// The ended ones of some plans, in their order.
fn ended<'a>(plans: impl Iterator<Item = &'a Plan>) -> Vec<&'a Plan> {
    let mut ended: Vec<&Plan> = plans.filter(|plan| is_ended(plan)).collect();
    ended.sort_by_key(|plan| (ended_on(plan), plan.made, plan.id.clone()));
    ended
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

fn came_about(plan: &Plan) -> bool {
    value(plan).is_some_and(|(over, under)| 10 * over >= 8 * under)
}

/// Whether the mean value of those that have one is at most a half.
fn at_most_half(plans: &[&Plan]) -> bool {
    let values: Vec<(i64, i64)> = plans.iter().filter_map(|plan| value(plan)).collect();
    let mut sum = (0, 1);
    for (over, under) in &values {
        sum = (sum.0 * under + over * sum.1, sum.1 * under);
    }
    2 * sum.0 <= sum.1 * number(values.len())
}

fn number(count: usize) -> i64 {
    i64::try_from(count).expect("a small number")
}

fn is_about(client: &Client, session: &Session, goal: &Goal) -> bool {
    let plans =
        client.plans.iter().filter(|plan| plan.goal.as_ref() == Some(&goal.id) && outcome(plan) != "draft");
    session.goals.contains(&goal.id)
        || plans.flat_map(|plan| [plan.made, plan.reviewed]).any(|day| day == Some(session.day))
        || [goal.level_on, goal.examined].contains(&Some(session.day))
}

fn twice_the_median(mut numbers: Vec<i64>) -> i64 {
    numbers.sort_unstable();
    let (count, middle) = (numbers.len(), numbers.len() / 2);
    if count % 2 == 1 { 2 * numbers[middle] } else { numbers[middle - 1] + numbers[middle] }
}

// The rules.

/// Times this the mean of up to four marks in tenths is a whole number.
const WHOLE: i64 = 12;

fn mean_in_whole(session: &Session) -> i64 {
    let marks: Vec<i64> = session.alliance.iter().flatten().copied().collect();
    marks.iter().sum::<i64>() * WHOLE / number(marks.len())
}

fn alliance_dip<'a>(client: &'a Client, thresholds: &Thresholds) -> Vec<Hit<'a>> {
    let never_talked =
        !held(client).into_iter().any(|session| session.talked_about.contains(&"alliance-dip"));
    let marked = marked(client);
    for at in (marked.len().saturating_sub(3)..marked.len()).rev() {
        let (earlier, later) = (&marked[..at], &marked[at + 1..]);
        let mut is_such = false;
        let mut came_back = true;
        for line in 0..4 {
            let Some(mark) = marked[at].alliance[line] else { continue };
            let before: Vec<i64> = earlier.iter().filter_map(|session| session.alliance[line]).collect();
            let median = (before.len() >= 2).then(|| twice_the_median(before));
            let dipped =
                median.is_some_and(|twice| twice - 2 * mark >= 2 * thresholds.alliance_dip.unwrap_or(20));
            let low = never_talked && mark < thresholds.alliance_low.unwrap_or(70);
            if dipped || low {
                is_such = true;
                came_back &=
                    later.iter().filter_map(|session| session.alliance[line]).any(|mark| match median {
                        Some(twice) => 2 * mark >= twice - 2 * 10,
                        None => mark >= 80,
                    });
            }
        }
        let means: Vec<i64> = earlier.iter().map(|session| mean_in_whole(session)).collect();
        if means.len() >= 2 {
            let twice = twice_the_median(means);
            let fell = twice - 2 * mean_in_whole(marked[at]);
            if fell >= 2 * WHOLE * thresholds.alliance_mean.unwrap_or(10) {
                is_such = true;
                came_back &= later.iter().any(|session| 2 * mean_in_whole(session) >= twice - 2 * WHOLE * 5);
            }
        }
        if is_such {
            let hit = Hit { days: vec![Some(marked[at].day)], marks: vec![marked[at]], ..Hit::default() };
            return if came_back { Vec::new() } else { vec![hit] };
        }
    }
    Vec::new()
}

fn days_of(plans: &[&Plan]) -> Vec<Option<Day>> {
    plans.iter().map(|plan| day_of(plan)).collect()
}

fn wish_and_week<'a>(client: &'a Client, thresholds: &Thresholds) -> Vec<Hit<'a>> {
    let last = thresholds.reviewed_plans.unwrap_or(3);
    let such: Vec<&Goal> = client
        .goals
        .iter()
        .filter(|goal| is_active_or_proposed(goal))
        .filter(|goal| goal.importance.is_none_or(|mark| mark >= thresholds.importance.unwrap_or(7)))
        .collect();
    let mut hits = Vec::new();
    for goal in &such {
        let all = ended(client.plans.iter().filter(|plan| plan.goal.as_ref() == Some(&goal.id)));
        if all.len() < last {
            continue;
        }
        let those = &all[all.len() - last..];
        let reviewed = those.iter().filter(|plan| is_reviewed(plan)).count();
        if reviewed >= 2 && !those.iter().any(|plan| came_about(plan)) && at_most_half(those) {
            hits.push(Hit { goal: Some(goal.id.clone()), days: days_of(those), ..Hit::default() });
        }
    }
    if !hits.is_empty() {
        return hits;
    }
    let all = ended(client.plans.iter().filter(|plan| match &plan.goal {
        None => true,
        Some(id) => such.iter().any(|goal| goal.id == *id),
    }));
    let those = &all[all.len().saturating_sub(4)..];
    let reviewed = those.iter().filter(|plan| is_reviewed(plan)).count();
    if reviewed >= 3 && !those.iter().any(|plan| came_about(plan)) && at_most_half(those) {
        hits.push(Hit { days: days_of(those), ..Hit::default() });
    }
    hits
}

fn sure_then_otherwise<'a>(client: &'a Client, thresholds: &Thresholds) -> Vec<Hit<'a>> {
    let sure = ended(client.plans.iter().filter(|plan| {
        is_reviewed(plan) && plan.confidence.is_some_and(|mark| mark >= thresholds.sure.unwrap_or(9))
    }));
    if sure.len() < 3 {
        return Vec::new();
    }
    let those = &sure[sure.len() - 3..];
    if those.iter().any(|plan| came_about(plan)) || !at_most_half(those) {
        return Vec::new();
    }
    vec![Hit { days: days_of(those), ..Hit::default() }]
}

fn whose_goal<'a>(client: &'a Client, _: &Thresholds) -> Vec<Hit<'a>> {
    let last = held(client).last().map(|session| session.day);
    let mut hits = Vec::new();
    for goal in client.goals.iter().filter(|goal| is_active_goal(goal)) {
        let from_outside = match goal.reasons {
            [Some(external), Some(introjected), Some(identified), Some(intrinsic)] => {
                (identified + intrinsic) - (external + introjected) <= -4
            }
            _ => matches!(goal.motive, Some("external" | "introjected")),
        };
        let was_asked_for = matches!(goal.asked_by, Some("sponsor" | "both"));
        let not_their_path = goal.resistance == Some("not-my-path");
        let examined_since = match (goal.examined, last) {
            (Some(examined), Some(last)) => examined >= last,
            _ => false,
        };
        if (from_outside && !was_asked_for || not_their_path) && !examined_since {
            hits.push(Hit { goal: Some(goal.id.clone()), ..Hit::default() });
        }
    }
    hits
}

/// Past sessions: held ones, and those of which somebody said that they didn't happen.
fn past(client: &Client) -> Vec<&Session> {
    in_order(client)
        .into_iter()
        .filter(|session| ["held", "no-show", "cancelled", "moved"].contains(&status_of_session(session)))
        .collect()
}

fn who_called_off<'a>(client: &Client, session: &'a Session) -> Option<&'a str> {
    match status_of_session(session) {
        "no-show" => Some("client"),
        "cancelled" => session.cancelled_by,
        "moved" => {
            let next = client
                .sessions
                .iter()
                .filter(|other| ["held", "planned"].contains(&status_of_session(other)))
                .map(|other| other.day)
                .filter(|day| *day >= session.day)
                .min()?;
            if next - session.day > 7 { session.cancelled_by } else { None }
        }
        _ => None,
    }
}

fn called_off<'a>(client: &'a Client, side: &str, latest: usize) -> Vec<Hit<'a>> {
    let past = past(client);
    let off: Vec<&Session> = past
        .into_iter()
        .rev()
        .take(latest)
        .filter(|session| who_called_off(client, session) == Some(side))
        .collect();
    if off.len() < 2 {
        return Vec::new();
    }
    vec![Hit { days: off.iter().map(|session| Some(session.day)).collect(), ..Hit::default() }]
}

fn same_plan_again<'a>(client: &'a Client, thresholds: &Thresholds) -> Vec<Hit<'a>> {
    let enough = thresholds.chain.unwrap_or(3);
    let mut hits = Vec::new();
    for plan in client.plans.iter().filter(|plan| outcome(plan) == "open") {
        let mut of: Vec<&Plan> = if is_carried_on(client, plan) { Vec::new() } else { chain(client, plan) };
        if of.len() < enough {
            of = alike_before(client, plan);
            if of.is_empty() || of.len() + 1 < enough {
                continue;
            }
            of.push(plan);
        }
        if !of.is_empty() {
            hits.push(Hit {
                goal: plan.goal.clone(),
                plan: Some(plan.id.clone()),
                days: days_of(&of),
                ..Hit::default()
            });
        }
    }
    hits
}

/// The plan and those before it that didn't come about, drafts passed over.
fn chain<'a>(client: &'a Client, plan: &'a Plan) -> Vec<&'a Plan> {
    let mut of = vec![plan];
    let mut seen = vec![plan.id.as_str()];
    let mut at = plan;
    while let Some(before) = client.plans.iter().find(|other| at.follows.as_ref() == Some(&other.id)) {
        if seen.contains(&before.id.as_str()) || came_about(before) {
            break;
        }
        seen.push(&before.id);
        if outcome(before) != "draft" {
            of.push(before);
        }
        at = before;
    }
    of
}

/// Whether another plan that is no draft goes on from this one: the chain ends with that one.
fn is_carried_on(client: &Client, plan: &Plan) -> bool {
    let mut to_look_at = vec![plan.id.as_str()];
    let mut seen = to_look_at.clone();
    while let Some(id) = to_look_at.pop() {
        for other in client.plans.iter().filter(|other| other.follows.as_deref() == Some(id)) {
            if seen.contains(&other.id.as_str()) {
                continue;
            }
            if outcome(other) != "draft" {
                return true;
            }
            seen.push(&other.id);
            to_look_at.push(&other.id);
        }
    }
    false
}

fn alike_before<'a>(client: &'a Client, plan: &Plan) -> Vec<&'a Plan> {
    if plan.goal.is_none() {
        return Vec::new();
    }
    // What is made up differs in case, accents and punctuation in these ways alone.
    let bare = |words: &str| -> String {
        words.to_lowercase().replace('é', "e").chars().filter(|c| c.is_alphanumeric() || *c == ' ').collect()
    };
    let same = |one: Option<&str>, other: Option<&str>| match (one, other) {
        (Some(one), Some(other)) => bare(one) == bare(other),
        _ => false,
    };
    let alike = client.plans.iter().filter(|other| {
        other.goal == plan.goal && (same(other.title, plan.title) || same(other.specific, plan.specific))
    });
    let mut back = Vec::new();
    for other in ended(alike).into_iter().rev() {
        if came_about(other) {
            break;
        }
        back.push(other);
    }
    back
}

/// Of two plans made on one day the one that follows the other is the newer, else the later id.
fn is_made_later(client: &Client, plan: &Plan, than: &Plan) -> bool {
    let (Some(made), Some(before)) = (plan.made, than.made) else { return false };
    let goes_back_to = |from: &Plan, to: &Plan| {
        let mut at = from;
        for _ in 0..client.plans.len() {
            match client.plans.iter().find(|other| at.follows.as_ref() == Some(&other.id)) {
                Some(before) if before.id == to.id => return true,
                Some(before) => at = before,
                None => return false,
            }
        }
        false
    };
    match (goes_back_to(plan, than), goes_back_to(than, plan)) {
        _ if made != before => made > before,
        (true, false) => true,
        (false, true) => false,
        _ => plan.id > than.id,
    }
}

fn not_reviewed(client: &Client) -> Vec<Hit<'_>> {
    let held = held(client);
    let mut hits = Vec::new();
    for plan in client.plans.iter().filter(|plan| outcome(plan) == "open") {
        let first_after = || {
            let made = plan.made?;
            held.iter().map(|session| session.day).find(|day| *day > made)
        };
        let Some(due) = plan.review.or_else(first_after) else { continue };
        let Some(call) = held.iter().find(|session| session.day >= due) else { continue };
        let is_overtaken = plan.goal.is_some()
            && client.plans.iter().any(|other| {
                other.goal == plan.goal && is_reviewed(other) && is_made_later(client, other, plan)
            });
        if due < 0 && !is_overtaken {
            hits.push(Hit {
                goal: plan.goal.clone(),
                plan: Some(plan.id.clone()),
                days: vec![plan.made, Some(call.day)],
                ..Hit::default()
            });
        }
    }
    hits
}

fn after_success(client: &Client) -> Vec<Hit<'_>> {
    let mut hits = Vec::new();
    for goal in client.goals.iter().filter(|goal| goal.status == Some("achieved")) {
        let lately = goal.closed.is_some_and(|day| (-90..=0).contains(&day));
        if lately && goal.fulfilled.is_none_or(|mark| mark <= 4) {
            hits.push(Hit { goal: Some(goal.id.clone()), days: vec![goal.closed], ..Hit::default() });
        }
    }
    hits
}

fn unexamined<'a>(client: &'a Client, thresholds: &Thresholds) -> Vec<Hit<'a>> {
    let mut hits = Vec::new();
    for goal in client.goals.iter().filter(|goal| is_active_goal(goal)) {
        let has_been_open = goal.opened.is_some_and(|opened| -opened >= 30);
        let is_long_ago =
            goal.examined.is_none_or(|examined| -examined >= thresholds.examined_days.unwrap_or(180));
        if has_been_open && is_long_ago {
            hits.push(Hit { goal: Some(goal.id.clone()), ..Hit::default() });
        }
    }
    hits
}

fn lopsided<'a>(client: &'a Client, thresholds: &Thresholds) -> Vec<Hit<'a>> {
    let held = held(client);
    let is_marked = |area: &Area| area.rating.is_some() || area.hours.is_some() || area.wish.is_some();
    let Some(latest) = held.iter().rev().find(|session| session.balance.iter().any(is_marked)) else {
        return Vec::new();
    };
    let is_noticed = latest.balance.iter().any(|area| {
        let is_low = area.rating.is_some_and(|rating| rating <= thresholds.area_rating.unwrap_or(5));
        let lacks = match (area.hours, area.wish.unwrap_or(0)) {
            (None, _) => true,
            (Some(_), 0) => false,
            (Some(hours), wish) => wish - hours >= thresholds.area_gap.unwrap_or(30) || 2 * hours < wish,
        };
        let is_over = match (area.hours, area.wish) {
            (Some(hours), Some(wish)) => hours - wish >= thresholds.area_over.unwrap_or(100),
            _ => false,
        };
        is_low && lacks || is_over
    });
    let hit = Hit { days: vec![Some(latest.day)], marks: vec![latest], ..Hit::default() };
    if is_noticed { vec![hit] } else { Vec::new() }
}

fn too_much<'a>(client: &'a Client, thresholds: &Thresholds) -> Vec<Hit<'a>> {
    let open: Vec<&Plan> = client.plans.iter().filter(|plan| outcome(plan) == "open").collect();
    if open.len() <= thresholds.open_plans.unwrap_or(3) {
        return Vec::new();
    }
    vec![Hit { days: days_of(&open), ..Hit::default() }]
}

fn busy_not_nearer(client: &Client) -> Vec<Hit<'_>> {
    let mut hits = Vec::new();
    for goal in client.goals.iter().filter(|goal| is_active_or_proposed(goal) && goal.level.is_some()) {
        let Some(since) = goal.level_on.or(goal.opened) else { continue };
        let all = ended(client.plans.iter().filter(|plan| plan.goal.as_ref() == Some(&goal.id)));
        if all.len() < 3 {
            continue;
        }
        let those = &all[all.len() - 3..];
        if those.iter().all(|plan| came_about(plan) && plan.made.is_some_and(|made| made >= since)) {
            hits.push(Hit { goal: Some(goal.id.clone()), days: days_of(those), ..Hit::default() });
        }
    }
    hits
}

fn standing_still<'a>(client: &'a Client, thresholds: &Thresholds) -> Vec<Hit<'a>> {
    let days = thresholds.still_days.unwrap_or(60);
    let is_lately = |day: i64| -day < days;
    let mut hits = Vec::new();
    for goal in client.goals.iter().filter(|goal| is_active_goal(goal)) {
        let has_been_open = goal.opened.is_some_and(|opened| -opened >= days);
        let was_planned = client.plans.iter().any(|plan| {
            plan.goal.as_ref() == Some(&goal.id)
                && outcome(plan) != "draft"
                && plan.made.is_some_and(is_lately)
        });
        let has_moved = goal.level_on.is_some_and(is_lately);
        let was_spoken_of =
            held(client).into_iter().any(|session| is_about(client, session, goal) && is_lately(session.day));
        if has_been_open && !was_planned && !has_moved && !was_spoken_of {
            hits.push(Hit { goal: Some(goal.id.clone()), ..Hit::default() });
        }
    }
    hits
}

fn coach_led(client: &Client) -> Vec<Hit<'_>> {
    let mut plans: Vec<&Plan> =
        client.plans.iter().filter(|plan| outcome(plan) != "draft" && plan.made_by.is_some()).collect();
    plans.sort_by_key(|plan| (plan.made, plan.id.clone()));
    let latest = plans.into_iter().rev().take(4);
    let ours: Vec<&Plan> = latest.filter(|plan| plan.made_by == Some("coach")).collect();
    if ours.len() < 2 {
        return Vec::new();
    }
    vec![Hit { days: days_of(&ours), ..Hit::default() }]
}

fn gone_quiet<'a>(client: &'a Client, thresholds: &Thresholds) -> Vec<Hit<'a>> {
    let held = held(client);
    let mut gaps: Vec<i64> = held.windows(2).map(|two| two[1].day - two[0].day).collect();
    gaps.drain(..gaps.len().saturating_sub(6));
    let usual_twice = if gaps.len() < 3 { 2 * 30 } else { twice_the_median(gaps) }.max(2 * 14);
    // From today on: a call of this morning that nobody has confirmed yet is no silence.
    let is_planned = client.sessions.iter().any(|session| {
        status_of_session(session) == "planned" && session.day >= 0 && 2 * session.day <= usual_twice
    });
    let Some(last) = held.last().map(|session| session.day).or(client.since) else { return Vec::new() };
    // days >= factor * usual, in twentieths.
    if is_planned || -last * 20 < thresholds.quiet_factor.unwrap_or(15) * usual_twice {
        return Vec::new();
    }
    vec![Hit::default()]
}
