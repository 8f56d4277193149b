//! The client's page by construction: a secret in every other place of a practice, and none of them on the page.

use std::cell::Cell;
use std::collections::BTreeSet;

use serde_json::Value;

use crate::harness::{Practice, Ran};

/// Every key that the page may have. A new field stands here once somebody has asked whether a client should read it.
const PAGE: &[&str] = &[
    "answers",
    "answers.answer",
    "answers.question",
    "ask",
    "balance",
    "balance.areas",
    "balance.areas.area",
    "balance.areas.earlier",
    "balance.areas.earlier.date",
    "balance.areas.earlier.hours",
    "balance.areas.earlier.rating",
    "balance.areas.earlier.wish",
    "balance.areas.hours",
    "balance.areas.rating",
    "balance.areas.wish",
    "balance.date",
    "balance.largest",
    "coach",
    "fit",
    "fit.answer",
    "fit.question",
    "goal",
    "helps",
    "if_thens",
    "language",
    "mail",
    "plan",
    "problems",
    "review",
    "steps",
    "steps.done",
    "steps.due",
    "steps.number",
    "steps.text",
    "title",
];

/// Hands out secrets, no two alike.
struct Secrets(Cell<usize>);

impl Secrets {
    fn next(&self) -> String {
        self.0.set(self.0.get() + 1);
        format!("Zqx{:03}", self.0.get())
    }

    /// A text with a secret for each `§`.
    fn fill(&self, text: &str) -> String {
        let mut parts = text.split('§');
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |filled, part| filled + &self.next() + part)
    }
}

const CLIENT: &str = "---
name: § §
status: active
since: 2026-01-12
email: §@example.org
organisation: §
pronouns: §
areas: [§, §]
hush: {wish-and-week: 2026-12-31} # §
tags: [§, §]
§: §
unknown: {§: [§]}
---

§ <!-- § -->

# §

## What makes them happy
- §
## What keeps them awake
§
## History
- §
## What they expect of people
- §
## How they work best
- §
## Strengths
- §
## Values
- §
## Supports
- §
## Barriers
- §
## Beliefs
- §
## Agreement
§
## §
- [ ] §
";

const SESSION: &str = "---
date: 2026-11-08T10:00
status: held
minutes: 60
summary: §
show_up_as: § # §
goals: [lead]
balance:
  §: {rating: 3, hours: 2, wish: 10}
§: §
---

§ #happy #§

> §

- § #fear

## Plan
When: §
If §, then §
- [ ] §

## Threads
- [ ] §

## Preparation
- §

## Reflection
§

## Prep
§
";

const GOAL: &str = "---
title: The goal's own title
status: active
importance: 9
motive: introjected # §
resistance: fear
examined: 2026-10-01
levels:
  -2: §
  0: §
level: -1
§: §
---

# §

§

## In their words
> §

- §

## Hard questions
- [x] §?
  §
- [ ] §

## Evidence
- §

## Looking back
§
";

/// The plan: what has no `§` is the client's.
const PLAN: &str = "---
goal: lead
made: 2026-11-08
made_by: coach # §
review: 2026-12-22
when: Tuesday
where: the library
how_often: once
who: Kim
support: her sister
make_room: no meeting
make_room_cost: a late report
lens: §
confidence_before: 5
confidence: 8
follows: 2026-10-25-§
outcome: open
reviewed: 2026-11-22
done: 3
of: 4
§: §
own: {§: [§]}
---
§

# Two mornings

§

> §

<!-- § -->

## SMART
§
- [x] **Specific** What exactly?
  Ring one family.
- [x] **Measurable** How will you know?
  One family heard.
- [ ] **Achievable** What makes room?
- [ ] §
- [ ] **§** §
  §
- §

## Reality test
§
- [x] If it rings, then it rings.

§

One higher: §

## Steps
§
- [ ] Ring due:2026-12-01
- [ ] Write

§

## As §
- §

## Answers
- §

## Outcome
§
- §

## §
§
";

fn planted() -> (Practice, Secrets) {
    let secrets = Secrets(Cell::new(0));
    let plan = secrets.fill(PLAN);
    let follows = plan.lines().find_map(|line| line.strip_prefix("follows: ")).unwrap().to_owned();
    let other = secrets
        .fill("---\nmade: 2026-10-25\n---\n# §\n## SMART\n- [x] **Specific** §\n  §\n## Steps\n- [ ] §\n");
    let practice = Practice::empty()
        .file("coach.yaml", secrets.fill("format: 1\ncoach: Mira\nshow_up_as: [§, §]\n§: §\n# §\n"))
        .file("clients/alice/client.md", secrets.fill(CLIENT))
        .file("clients/alice/sessions/2026-11-08.md", secrets.fill(SESSION))
        .file(
            &secrets.fill("clients/alice/sessions/2026-11-01 §.md"),
            secrets.fill(SESSION).replace("2026-11-08", "2026-11-01"),
        )
        .file("clients/alice/goals/lead.md", secrets.fill(GOAL))
        .file(
            &secrets.fill("clients/alice/goals/§.md"),
            secrets.fill(GOAL).replace("The goal's own title", &secrets.next()),
        )
        .file("clients/alice/plans/2026-11-08-two.md", plan)
        .file(&format!("clients/alice/plans/{follows}.md"), other.clone())
        .file(
            &secrets.fill("clients/alice/plans/2026-11-09-§.md"),
            secrets.fill("---\noutcome: draft\n---\n# §\n"),
        )
        .file(
            "clients/alice/notes/2026-11-09.md",
            secrets.fill("---\nfrom: coach\n§: §\n---\n§ #expects\n> §\n"),
        )
        .file("clients/alice/notes/2026-11-10.md", secrets.fill("---\nfrom: client\n---\n§\n"))
        .file(&secrets.fill("clients/alice/§.md"), secrets.fill("§"))
        .file(&secrets.fill("clients/§/client.md"), secrets.fill(CLIENT))
        .file(&secrets.fill("clients/§/plans/2026-11-09-§.md"), other)
        .file(&secrets.fill("§.md"), secrets.fill("§"))
        .file("templates/new-plan.md", secrets.fill("§"))
        .file("templates/plan-words.yaml", secrets.fill("vague: [§]\nquestions: {vague: §}\n"));
    (practice, secrets)
}

#[track_caller]
fn keeps_its_secrets(ran: Ran) -> Ran {
    let ran = ran.ok();
    for (name, stream) in [("standard output", &ran.stdout), ("standard error", &ran.stderr)] {
        let told = stream.match_indices("Zqx").map(|(at, _)| &stream[at..at + 6]).collect::<Vec<_>>();
        assert!(told.is_empty(), "{name} tells {told:?}\n{stream}");
    }
    ran
}

#[test]
fn no_secret_reaches_the_page() {
    let (practice, secrets) = planted();
    assert!(secrets.0.get() > 150, "{} secrets are too few", secrets.0.get());
    for format in ["text", "md", "json", "html"] {
        for more in ["", " --shared", " --sources", " --shared --sources", " --quiet"] {
            let ran = keeps_its_secrets(
                practice.coach(&format!("share alice 2026-11-08-two --format {format}{more}")),
            );
            let ran = ran
                .stdout_has("Two mornings")
                .stdout_has("Ring one family.")
                .stdout_has("If it rings, then it rings.");
            for path in ["clients/", ".md", "coach.yaml"] {
                assert!(!ran.stdout.contains(path), "{path}\n{}", ran.stdout);
            }
        }
    }
}

#[test]
fn with_the_balance_the_areas_are_on_the_page_and_nothing_else() {
    let (practice, _) = planted();
    let page = practice.json("share alice 2026-11-08-two --with-balance");
    let areas: Vec<&str> = page["balance"]["areas"]
        .as_array()
        .unwrap()
        .iter()
        .map(|area| area["area"].as_str().unwrap())
        .collect();
    assert_eq!(areas.len(), 3, "two of their own and one that was marked");
    for format in ["md", "json", "html"] {
        let mut ran = practice.coach(&format!("share alice 2026-11-08-two --with-balance --format {format}"));
        for area in &areas {
            assert!(ran.stdout.contains(area), "{area}\n{}", ran.stdout);
            ran.stdout = ran.stdout.replace(area, "");
        }
        keeps_its_secrets(ran).stdout_lacks("clients/");
    }
}

#[test]
fn the_page_has_the_fields_of_its_list_and_no_others() {
    let (practice, _) = planted();
    let mut found = BTreeSet::new();
    keys("", &practice.json("share alice 2026-11-08-two"), &mut found);
    keys("", &Practice::example().json("share alice --with-balance"), &mut found);
    let listed: BTreeSet<String> = PAGE.iter().map(|key| (*key).to_owned()).collect();
    assert_eq!(found, listed, "ask of each new field whether a client should read it, then list it");
}

fn keys(lead: &str, value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                let name = format!("{lead}{key}");
                keys(&format!("{name}."), value, found);
                found.insert(name);
            }
        }
        Value::Array(values) => values.iter().for_each(|value| keys(lead, value, found)),
        _ => {}
    }
}
