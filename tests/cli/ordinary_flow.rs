//! The ordinary flow feeds what is noticed: `session new`, `plan new`, `plan review` and `done`, from an empty practice, with no edit by hand.

use serde_json::{Value, json};

use crate::harness::Practice;

const DAYS: [&str; 6] = ["2026-08-03", "2026-08-17", "2026-08-31", "2026-09-14", "2026-09-28", "2026-10-12"];

/// Six calls with Ann about one goal, each with a plan; before the next one is made, the one before is looked at, if `outcome` says how
/// it went.
fn six_calls(outcome: Option<&str>) -> Practice {
    let mut practice = Practice::empty();
    practice.acts_on("2026-08-03T08:00");
    practice.coach("init").ok();
    practice.run(["client", "new", "Ann"]).ok();
    practice.run(["goal", "new", "ann", "Open the shop", "--importance", "9"]).ok();
    for (call, day) in DAYS.iter().enumerate() {
        practice.acts_on(&format!("{day}T09:00"));
        practice.run(["session", "new", "ann", "--on", day]).ok();
        if let Some(outcome) = outcome.filter(|_| call > 0) {
            let looked = ["plan", "review", "ann", "--outcome", outcome, "--happened", "The van broke down."];
            practice.run(looked).ok();
        }
        let what = format!("Call the landlord, number {call}");
        practice
            .run(["plan", "new", "ann", "--goal", "open-the-shop", "--what", &what, "--confidence", "9"])
            .ok();
        practice.run(["done", "ann", "--on", day, "--minutes", "60", "--summary", "She will call."]).ok();
    }
    practice.acts_on("2026-10-20");
    practice
}

fn noticed(practice: &Practice) -> Vec<Value> {
    let noticed = practice.json("stuck ann")["noticed"].as_array().unwrap().clone();
    let mut signals: Vec<Value> = noticed.iter().map(|one| one["signal"].clone()).collect();
    signals.dedup();
    signals
}

#[test]
fn six_calls_with_plans_that_nobody_looked_at() {
    let practice = six_calls(None);
    practice.coach("stuck ann").ok().stdout_has("9 of 10 to them · spoken of in 6 calls · 6 plans");
    assert_eq!(noticed(&practice), [json!("not-reviewed"), json!("unexamined"), json!("too-much")]);
    // What Review first says already isn't noticed once more.
    let digest = practice.json("prep ann");
    assert_eq!(
        (&digest["noticed"][0]["signal"], digest["review_first"].as_array().unwrap().len()),
        (&json!("unexamined"), 6)
    );
    practice.coach("check").ok();
}

#[test]
fn six_calls_with_plans_that_did_not_come_about() {
    let practice = six_calls(Some("missed"));
    practice.coach("stuck ann").ok().stdout_has("spoken of in 6 calls");
    assert_eq!(
        noticed(&practice),
        [json!("wish-and-week"), json!("sure-then-otherwise"), json!("unexamined")]
    );
    practice.coach("prep ann").ok().stdout_has("## Noticed").stdout_has("“Open the shop”");
    practice.coach("check").ok();
}

#[test]
fn six_calls_with_plans_that_came_about() {
    let practice = six_calls(Some("kept"));
    practice.run(["goal", "examine", "ann", "--answer", "cost=The garden."]).ok();
    assert_eq!(noticed(&practice), Vec::<Value>::new());
    practice.coach("prep ann").ok().stdout_lacks("## Noticed");
    practice.coach("check").ok();
}
