//! The log beside a second and naive hand at it, on practices made up by chance.

use std::collections::BTreeMap;

use chrono::{Days, Months, NaiveDate, NaiveDateTime};

use super::{ClientHours, Purpose, Reason, client_hours, hours};
use crate::insight::statistics::chance::Chance;
use crate::model::client::Client;
use crate::model::credential::Credential;
use crate::model::moment::Moment;
use crate::model::record::{Doubted, Record};
use crate::note::parsed::Note;
use crate::note::read;

const RULES: &str = "- id: it\n  name: It\n  rules:\n\
    \x20 - {rule: hours, at_least: 9, source: a, read: 2026-01-01}\n\
    \x20 - {rule: paid, at_least: 6, source: a, read: 2026-01-01}\n\
    \x20 - {rule: clients, at_least: 4, source: a, read: 2026-01-01}\n\
    \x20 - {rule: recent, at_least: 3, months: 18, source: a, read: 2026-01-01}\n\
    \x20 - {rule: since-training, source: a, read: 2026-01-01}\n\
    \x20 - {rule: largest-group, at_most: 15, source: a, read: 2026-01-01}\n\
    \x20 - {rule: members, source: a, read: 2026-01-01}\n\
    \x20 - {rule: letter, source: a, read: 2026-01-01}\n";

/// A call as plain facts.
#[derive(Debug, Clone)]
struct Fact {
    id: String,
    day: NaiveDate,
    hour: Option<u32>,
    minutes: Option<u32>,
    status: Option<&'static str>,
    kind: Option<&'static str>,
    size: Option<u32>,
    fee: Option<&'static str>,
}

/// A client as plain facts.
#[derive(Debug, Clone)]
struct Person {
    id: String,
    consent: Option<NaiveDate>,
    letter: Option<NaiveDate>,
    fee: &'static str,
    since: Option<NaiveDate>,
    before: (u32, u32),
    kind: Option<&'static str>,
    size: Option<u32>,
    calls: Vec<Fact>,
}

fn pick<T: Clone>(chance: &mut Chance, several: &[T]) -> T {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    several[(chance.share() * several.len() as f64) as usize].clone()
}

fn parts(records: &[Record], now: Moment) -> Vec<ClientHours> {
    records.iter().map(|record| client_hours(record, None, now)).collect()
}

fn today() -> NaiveDate {
    "2026-11-24".parse().expect("a day")
}

fn day(chance: &mut Chance, reach: u64) -> NaiveDate {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let back = (chance.share() * reach as f64) as u64;
    today()
        .checked_sub_days(Days::new(back))
        .and_then(|day| day.checked_add_days(Days::new(20)))
        .expect("a day")
}

fn person(chance: &mut Chance, number: usize) -> Person {
    const KINDS: [Option<&str>; 8] = [
        None,
        None,
        Some("individual"),
        Some("group"),
        Some("team"),
        Some("mentor-coaching"),
        Some("supervision"),
        Some("assessment"),
    ];
    let sizes = [None, Some(2), Some(8), Some(15), Some(16), Some(30)];
    let some = |chance: &mut Chance, share: f64, reach: u64| chance.is(share).then(|| day(chance, reach));
    let calls = (0..pick(chance, &[0, 1, 3, 9])).map(|place| Fact {
        day: day(chance, 900),
        id: format!("s{place}"),
        hour: pick(chance, &[None, Some(9), Some(10), Some(11)]),
        minutes: pick(
            chance,
            &[None, Some(30), Some(50), Some(60), Some(90), Some(120), Some(480), Some(481)],
        ),
        status: pick(
            chance,
            &[None, None, Some("held"), Some("held"), Some("cancelled"), Some("planned"), Some("no-show")],
        ),
        kind: pick(chance, &KINDS),
        size: pick(chance, &sizes),
        fee: pick(chance, &[None, None, Some("paid"), Some("pro-bono")]),
    });
    let mut calls: Vec<Fact> = calls.collect();
    // Some days have several.
    let again: Vec<Fact> = calls.iter().filter(|call| call.hour.is_some()).cloned().collect();
    calls.extend(again.into_iter().map(|call| Fact {
        id: format!("{}-2", call.id),
        hour: call.hour.map(|hour| hour + 1),
        ..call
    }));
    Person {
        id: format!("p{number}"),
        consent: some(chance, 0.6, 500),
        letter: some(chance, 0.4, 500),
        fee: pick(chance, &["paid", "pro-bono"]),
        since: some(chance, 0.5, 900),
        before: (pick(chance, &[0, 0, 4]), pick(chance, &[0, 0, 2])),
        kind: pick(chance, &[None, None, Some("group"), Some("team")]),
        size: pick(chance, &sizes),
        calls,
    }
}

fn line(key: &str, value: Option<impl std::fmt::Display>) -> String {
    value.map(|value| format!("{key}: {value}\n")).unwrap_or_default()
}

fn record(person: &Person) -> Record {
    let path = format!("clients/{}/client.md", person.id);
    let text = format!(
        "---\n{}{}fee: {}\n{}hours_before: {{paid: {}, pro_bono: {}}}\n{}{}---\n",
        line("log_consent", person.consent),
        line("log_letter", person.letter),
        person.fee,
        line("since", person.since),
        person.before.0,
        person.before.1,
        line("kind", person.kind),
        line("group_size", person.size),
    );
    let client = read::client(&person.id, Note::parse(&path.as_str().into(), text)).value;
    let session = |call: &Fact| {
        let hour = call.hour.map(|hour| format!("T{hour:02}:00")).unwrap_or_default();
        let text = format!(
            "---\ndate: {}{hour}\n{}{}{}{}{}---\n",
            call.day,
            line("status", call.status),
            line("minutes", call.minutes),
            line("kind", call.kind),
            line("group_size", call.size),
            line("fee", call.fee),
        );
        let path = format!("clients/{}/sessions/{}.md", person.id, call.id);
        read::session(Note::parse(&path.as_str().into(), text)).value.expect("it has a date")
    };
    let mut record = Record {
        client: Client { id: person.id.clone(), ..client },
        sessions: person.calls.iter().map(session).collect(),
        goals: Vec::new(),
        plans: Vec::new(),
        notes: Vec::new(),
        doubted: Doubted::default(),
    };
    record.settle();
    record
}

/// What the naive hand counts, in minutes.
#[derive(Debug, Default, PartialEq)]
struct Counted {
    held: u32,
    logged: u32,
    paid: u32,
    group: u32,
    reasons: BTreeMap<Reason, u32>,
    toward: u32,
    toward_paid: u32,
    recent: u32,
    people: u32,
    unconfirmed: usize,
    without_minutes: usize,
    without_consent: usize,
}

fn count(people: &[Person], training: Option<NaiveDate>) -> Counted {
    let mut counted = Counted::default();
    for person in people {
        let by_name = person.consent.is_some_and(|day| day <= today());
        let may = by_name || person.letter.is_some_and(|day| day <= today());
        let mut most = 0;
        let mut had_any = false;
        for (hours, fee) in [(person.before.0, "paid"), (person.before.1, "pro-bono")] {
            let minutes = hours * 60;
            if minutes == 0 {
                continue;
            }
            had_any = true;
            counted.held += minutes;
            if !may {
                *counted.reasons.entry(Reason::NoConsent).or_default() += minutes;
                continue;
            }
            counted.logged += minutes;
            counted.paid += if fee == "paid" { minutes } else { 0 };
            let dated = training.is_none_or(|training| person.since.is_some_and(|since| since >= training));
            if dated {
                counted.toward += minutes;
                counted.toward_paid += if fee == "paid" { minutes } else { 0 };
                most = most.max(1);
            }
        }
        let mut calls = person.calls.clone();
        calls.sort_by_key(|call| (call.day, call.hour, call.id.ends_with("-2"), call.id.clone()));
        let mut taken: Vec<(NaiveDateTime, NaiveDateTime)> = Vec::new();
        for call in calls {
            let held = call.status == Some("held") || (call.status.is_none() && call.day <= today());
            if call.status == Some("planned") && call.day < today() {
                counted.unconfirmed += 1;
            }
            if !held || call.day > today() {
                continue;
            }
            let Some(minutes) = call.minutes else {
                counted.without_minutes += 1;
                continue;
            };
            had_any = true;
            counted.held += minutes;
            let kind = call.kind.or(person.kind).unwrap_or("individual");
            let usual = person.kind.unwrap_or("individual");
            let group = kind == "group" || kind == "team";
            let size =
                call.size.or(person.size.filter(|_| kind == usual && kind != "individual")).filter(|_| group);
            let begins = call.hour.and_then(|hour| call.day.and_hms_opt(hour, 0, 0));
            let ends = begins.map(|begins| begins + chrono::Duration::minutes(i64::from(minutes)));
            let reason = if !group && kind != "individual" {
                Some(Reason::NotCoaching)
            } else if minutes > 480 {
                Some(Reason::OverEightHours)
            } else if group && size.is_none() {
                Some(Reason::NoGroupSize)
            } else if begins
                .is_some_and(|begins| taken.iter().any(|(from, to)| *from <= begins && begins < *to))
            {
                Some(Reason::Overlaps)
            } else {
                taken.extend(begins.zip(ends));
                (!may).then_some(Reason::NoConsent)
            };
            if let Some(reason) = reason {
                *counted.reasons.entry(reason).or_default() += minutes;
                continue;
            }
            let paid = call.fee.unwrap_or(person.fee) == "paid";
            counted.logged += minutes;
            counted.paid += if paid { minutes } else { 0 };
            counted.group += if group { minutes } else { 0 };
            if size.is_some_and(|size| size > 15) || training.is_some_and(|training| call.day < training) {
                continue;
            }
            counted.toward += minutes;
            counted.toward_paid += if paid { minutes } else { 0 };
            most = most.max(size.unwrap_or(1));
            if call.day >= today().checked_sub_months(Months::new(18)).expect("a day") {
                counted.recent += minutes;
            }
        }
        counted.people += most;
        counted.without_consent += usize::from(!may && had_any);
    }
    counted
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn minutes(hours: f64) -> u32 {
    let minutes = hours * 60.0;
    assert!((minutes - minutes.round()).abs() < 1e-9, "{minutes}");
    minutes.round() as u32
}

#[test]
fn a_naive_hand_counts_the_same_on_three_hundred_practices() {
    let credentials: Vec<Credential> = serde_yaml::from_str(RULES).expect("rules");
    let mut seen = BTreeMap::<Reason, usize>::new();
    for seed in 0..300 {
        let mut chance = Chance::from(seed);
        let training = chance.is(0.7).then(|| day(&mut chance, 700));
        let people: Vec<Person> =
            (0..pick(&mut chance, &[1, 3, 6])).map(|number| person(&mut chance, number)).collect();
        let records: Vec<Record> = people.iter().map(record).collect();
        let now = Moment::day(today());
        let purpose = Purpose { training_since: training, credentials: &credentials, ..Purpose::default() };
        let log = hours(parts(&records, now), purpose, now);
        let toward = &log.credentials[0];
        let have = |what: &str| toward.asks.iter().find(|ask| ask.what == what).expect("asked").have;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let ours = Counted {
            held: minutes(log.held.hours),
            logged: minutes(log.total.hours),
            paid: minutes(log.total.paid_hours),
            group: minutes(log.total.group_hours),
            reasons: log.left_out.iter().map(|one| (one.reason, minutes(one.hours))).collect(),
            toward: minutes(have("hours")),
            toward_paid: minutes(have("paid")),
            recent: minutes(have("recent")),
            people: have("clients") as u32,
            unconfirmed: log.unconfirmed,
            without_minutes: log.without_minutes.len(),
            without_consent: log.without_consent,
        };
        assert_eq!(ours, count(&people, training), "seed {seed}: {people:#?}");
        let lines: u32 =
            log.clients.iter().map(|line| minutes(line.paid_hours) + minutes(line.pro_bono_hours)).sum();
        let left_out: u32 = ours.reasons.values().sum();
        assert_eq!((lines, ours.logged + left_out), (ours.logged, ours.held), "seed {seed}");
        let narrowed = Purpose { credential: Some(&credentials[0]), ..purpose };
        assert_eq!(
            minutes(hours(parts(&records, now), narrowed, now).total.hours),
            ours.toward,
            "seed {seed}"
        );
        ours.reasons.keys().for_each(|reason| *seen.entry(*reason).or_default() += 1);
    }
    assert!(seen.len() == 5 && seen.values().all(|times| *times > 20), "{seen:?}");
}
