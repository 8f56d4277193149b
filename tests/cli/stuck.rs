//! The wish beside the week.

use serde_json::{Value, json};

use crate::harness::Practice;

/// The signals of a client, the strongest first.
fn signals(practice: &Practice, client: &str) -> Value {
    let stuck = practice.json(&format!("stuck {client}"));
    stuck["noticed"].as_array().unwrap().iter().map(|noticed| noticed["signal"].clone()).collect()
}

#[test]
fn the_example_practice_is_noticed_as_it_is_told() {
    let practice = Practice::example();
    assert_eq!(signals(&practice, "alice"), json!(["lopsided"]));
    assert_eq!(signals(&practice, "ben"), json!(["wish-and-week", "same-plan-again"]));
    assert_eq!(signals(&practice, "chiara"), json!(["whose-goal", "unexamined", "lopsided"]));
    assert_eq!(signals(&practice, "tomas"), json!([]));
    let everybody = practice.json("stuck");
    let of = |one: &Value| (one["client"].clone(), one["signals"].clone());
    let first = of(&everybody["clients"][1]);
    assert_eq!(first, (json!("ben"), json!(["wish-and-week", "same-plan-again"])));
    assert_eq!(everybody["clients"].as_array().unwrap().len(), 3);
}

#[test]
fn the_wish_stands_beside_the_week() {
    let practice = Practice::example();
    let goal = &practice.json("stuck ben")["goals"][0];
    for (name, wanted) in [
        ("goal", json!("own-workshop")),
        ("importance", json!(10)),
        ("held_about", json!(9)),
        ("plans", json!(5)),
        ("reviewed", json!(4)),
        ("came_about", json!(1)),
        ("value", json!(0.3125)),
        ("carried_on", json!(3)),
    ] {
        assert_eq!(goal[name], wanted, "{name}");
    }
    let shown = practice.coach("stuck ben").ok();
    insta::assert_snapshot!("stuck-ben", shown.stdout);
}

#[test]
fn nothing_said_of_them_is_a_verdict() {
    let practice = Practice::example();
    let said = practice.coach("stuck ben").ok().stdout + &practice.coach("prep ben").ok().stdout;
    // What the notes themselves say is theirs; what stands around it is ours.
    let ours: Vec<&str> = said.lines().filter(|line| !line.trim_start().starts_with(['-', '>'])).collect();
    for word in ["fail", "should", "non-compliant", "resistan", "avoidan", "disorder", "lazy", "diagnos"] {
        assert!(!ours.iter().any(|line| line.to_lowercase().contains(word)), "{word}");
    }
}

#[test]
fn a_reflection_is_filed_once() {
    let practice = Practice::example();
    let before = practice.read("clients/alice/sessions/2026-11-24.md");
    practice.coach("stuck alice --write").ok();
    let after = practice.read("clients/alice/sessions/2026-11-24.md");
    assert!(after.starts_with(before.trim_end()) && after.contains("## Reflection\n- In my notes: "));
    practice.coach("stuck alice --write").ok().stderr_has("stands there already");
    assert_eq!(practice.read("clients/alice/sessions/2026-11-24.md"), after);
    // Without a session today it goes into a note of its own, once.
    practice.coach("stuck ben --write").ok().stderr_has("clients/ben/notes/2026-11-24.md");
    practice.coach("stuck ben --write").ok().stderr_has("stands there already");
    practice.coach("check").ok();
    practice.coach("prep alice --shared").ok().stdout_lacks("What I make of it");
}

#[test]
fn names_are_swapped_for_a_supervisor() {
    let practice = Practice::example();
    for (client, names) in [
        ("alice", ["Alice", "Moreau", "Harbour House", "alice@", "Kim", "Jo ", "clients/"]),
        ("ben", ["Ben", "Osei", "vocational school", "ben.osei", "Marit", "ben-", "clients/"]),
    ] {
        for format in ["md", "json"] {
            let shown = practice.coach(&format!("stuck {client} --anonymous --format {format}")).ok();
            let mut shown = shown.stderr_has("Read it over").stdout_has("[client]");
            for name in names {
                shown = shown.stdout_lacks(name);
            }
        }
    }
}

#[test]
fn a_signal_is_hushed_until_its_day() {
    let practice = Practice::example();
    let before = practice.read("clients/chiara/client.md");
    practice.coach("hush chiara whose-goal --until 2027-01-10").ok().stderr_has("until 2027-01-10");
    assert_eq!(signals(&practice, "chiara"), json!(["unexamined", "lopsided"]));
    let after = practice.read("clients/chiara/client.md");
    assert_eq!(after.replacen("hush: {whose-goal: 2027-01-10}\n", "", 1), before);
    practice.coach("hush chiara whose-goal --until 2027-01-10").ok();
    assert_eq!(practice.read("clients/chiara/client.md"), after);
    let later = practice.today("2027-01-10");
    assert_eq!(signals(&later, "chiara")[0], json!("whose-goal"));
}

#[test]
fn what_hides_is_named_exactly() {
    let practice = Practice::example();
    practice.coach("hush chi whose-goal").fails(2).stderr_has("did you mean chiara?");
    practice.coach("hush chiara whose-gaol").fails(2).stderr_has("did you mean whose-goal?");
    practice.coach("hush chiara lopsided --until yesterday").fails(2).stderr_has("hush.lopsided=");
    practice.coach("stuck ben --shared").fails(2).stderr_lacks("Ben");
}
