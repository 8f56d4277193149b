//! The made-up facts as notes, in the format that people type.

use chrono::{NaiveDate, TimeDelta};

use super::facts::{Area, Client, Day, Goal, NOW, Plan, Session, Thresholds};

/// Today, and the time that it is.
pub const TODAY: &str = "2026-11-24T12:00";

/// A day as it is written.
pub fn iso(day: Day) -> String {
    let today = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a date");
    (today + TimeDelta::days(day)).to_string()
}

/// The files of a practice, by their paths from its root: first its settings.
pub fn files<'a>(
    thresholds: &Thresholds,
    clients: impl Iterator<Item = &'a Client>,
) -> Vec<(String, String)> {
    assert!(TODAY.starts_with(&iso(0)) && TODAY.ends_with(&time(NOW)));
    let mut files = vec![("coach.yaml".to_owned(), settings(thresholds))];
    files.extend(clients.flat_map(files_of));
    files
}

/// The notes of a client: first who they are.
pub fn files_of(client: &Client) -> Vec<(String, String)> {
    let mut files = vec![("client.md".to_owned(), person(client))];
    files.extend(
        client.sessions.iter().map(|each| (format!("sessions/{}.md", file_name(each)), session(each))),
    );
    files.extend(client.goals.iter().map(|each| (format!("goals/{}.md", each.id), goal(each))));
    files.extend(client.plans.iter().map(|each| (format!("plans/{}.md", each.id), plan(each))));
    files.into_iter().map(|(path, text)| (format!("clients/{}/{path}", client.id), text)).collect()
}

/// Front matter with the keys that are there, and nothing else.
fn note(keys: Vec<(&str, Option<String>)>) -> String {
    let lines: String =
        keys.into_iter().filter_map(|(key, value)| value.map(|value| format!("{key}: {value}\n"))).collect();
    format!("---\n{lines}---\n")
}

fn text(value: impl ToString) -> String {
    value.to_string()
}

fn tenths(value: i64) -> String {
    if value % 10 == 0 { (value / 10).to_string() } else { format!("{}.{}", value / 10, value % 10) }
}

fn time(minutes: i64) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// A YAML map or list on one line; without an item the key is missing.
fn flow(brackets: [&str; 2], items: Vec<String>) -> Option<String> {
    (!items.is_empty()).then(|| format!("{}{}{}", brackets[0], items.join(", "), brackets[1]))
}

pub fn settings(thresholds: &Thresholds) -> String {
    let lines: String = [
        ("importance", thresholds.importance.map(text)),
        ("reviewed_plans", thresholds.reviewed_plans.map(text)),
        ("chain", thresholds.chain.map(text)),
        ("examined_days", thresholds.examined_days.map(text)),
        ("still_days", thresholds.still_days.map(text)),
        ("alliance_dip", thresholds.alliance_dip.map(tenths)),
        ("alliance_mean", thresholds.alliance_mean.map(tenths)),
        ("alliance_low", thresholds.alliance_low.map(tenths)),
        ("sure", thresholds.sure.map(text)),
        ("open_plans", thresholds.open_plans.map(text)),
        ("area_gap", thresholds.area_gap.map(tenths)),
        ("area_rating", thresholds.area_rating.map(text)),
        ("area_over", thresholds.area_over.map(tenths)),
        ("quiet_factor", thresholds.quiet_factor.map(tenths)),
    ]
    .into_iter()
    .filter_map(|(key, value)| value.map(|value| format!("  {key}: {value}\n")))
    .collect();
    let signals = if lines.is_empty() { "" } else { "signals:\n" };
    format!("format: 1\n{signals}{lines}")
}

fn person(client: &Client) -> String {
    let hush = client.hush.iter().map(|(signal, until)| format!("{signal}: {}", iso(*until))).collect();
    note(vec![
        ("name", Some(format!("Somebody {}", client.id))),
        ("status", client.status.map(text)),
        ("since", client.since.map(iso)),
        ("sessions_before", client.sessions_before.map(text)),
        ("hush", flow(["{", "}"], hush)),
    ])
}

fn file_name(session: &Session) -> String {
    let day = iso(session.named);
    if session.number == 1 { day } else { format!("{day}-{}", session.number) }
}

fn session(session: &Session) -> String {
    let date = match session.time {
        Some(minutes) => format!("{}T{}", iso(session.day), time(minutes)),
        None => iso(session.day),
    };
    let marks = ["heard", "focus", "approach", "overall"]
        .into_iter()
        .zip(session.alliance)
        .filter_map(|(key, mark)| mark.map(|mark| format!("{key}: {}", tenths(mark))))
        .collect();
    let area = |area: &Area| {
        let keys = [
            ("rating", area.rating.map(text)),
            ("hours", area.hours.map(tenths)),
            ("wish", area.wish.map(tenths)),
        ];
        let keys: Vec<String> =
            keys.into_iter().filter_map(|(key, value)| Some(format!("{key}: {}", value?))).collect();
        format!("\n  {}: {{{}}}", area.name, keys.join(", "))
    };
    let areas: String = session.balance.iter().map(area).collect();
    let is_off = matches!(session.status, Some("cancelled" | "moved" | "no-show"));
    note(vec![
        ("date", session.has_date_key.then_some(date)),
        ("status", session.status.map(text)),
        // By whom a call was called off says nothing of one that was held; it would be told.
        ("cancelled_by", session.cancelled_by.filter(|_| is_off).map(text)),
        ("minutes", session.minutes.map(text)),
        ("goals", flow(["[", "]"], session.goals.clone())),
        ("talked_about", flow(["[", "]"], session.talked_about.iter().map(text).collect())),
        ("alliance", flow(["{", "}"], marks)),
        ("balance", (!areas.is_empty()).then_some(areas)),
    ])
}

fn goal(goal: &Goal) -> String {
    let reasons = ["external", "introjected", "identified", "intrinsic"]
        .into_iter()
        .zip(goal.reasons)
        .filter_map(|(key, mark)| mark.map(|mark| format!("{key}: {mark}")))
        .collect();
    note(vec![
        ("title", Some(format!("A goal named {}", goal.id))),
        ("status", goal.status.map(text)),
        ("opened", goal.opened.map(iso)),
        ("closed", goal.closed.map(iso)),
        ("importance", goal.importance.map(text)),
        ("asked_by", goal.asked_by.map(text)),
        ("reasons", flow(["{", "}"], reasons)),
        ("motive", goal.motive.map(text)),
        ("examined", goal.examined.map(iso)),
        ("resistance", goal.resistance.map(text)),
        ("level", goal.level.map(text)),
        ("level_on", goal.level_on.map(iso)),
        ("fulfilled", goal.fulfilled.map(text)),
    ])
}

fn plan(plan: &Plan) -> String {
    let keys = note(vec![
        ("goal", plan.goal.clone()),
        ("made", plan.made.filter(|_| plan.has_made_key).map(iso)),
        ("made_by", plan.made_by.map(text)),
        ("review", plan.review.map(iso)),
        ("confidence", plan.confidence.map(text)),
        ("reviewed", plan.reviewed.map(iso)),
        ("follows", plan.follows.clone()),
        ("outcome", plan.outcome.or(plan.reviewed.map(|_| "open")).map(text)),
        ("done", plan.done.map(text)),
        ("of", plan.of.map(text)),
    ]);
    let title = plan.title.map(|title| format!("# {title}\n")).unwrap_or_default();
    let specific = plan.specific.map(|answer| format!("\n## SMART\n- [ ] **Specific** What?\n  {answer}\n"));
    format!("{keys}{title}{}", specific.unwrap_or_default())
}
