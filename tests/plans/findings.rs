//! `plan check`: every finding, seen from the command line, and the words by which they are found.

use serde_json::Value;

use crate::harness::Practice;

/// Where a finding has to stand.
const PLAN: &str = "clients/alice/plans/2026-11-20-walk.md";

/// A plan that asks for nothing more.
const SOUND: &str = "---
goal: lead
made: 2026-11-20
made_by: client
review: 2026-12-01
when: Tue, 07:30
make_room: the stand-up
confidence: 8
---

# Walk

## SMART
- [x] **Specific** What exactly?
  Walk round the harbour before work.
- [x] **Measurable** How will you know?
  Two walks in the calendar
- [x] **Achievable** What makes room?
  The stand-up.
- [x] **Relevant** Why?
  It clears my head.
- [x] **Time-bound** When?
  Tuesday.

## Reality test
- [x] If it rains, then I take the long coat.

## Steps
- [ ] Find the boots due:2026-11-30
";

const GOAL: &str = "---
title: Lead
status: active
motive: identified
examined: 2026-10-01
target: 2027-01-31
---
";

fn sound() -> Practice {
    Practice::of_alice(&[("goals/lead.md", GOAL), ("plans/2026-11-20-walk.md", SOUND)])
}

/// All findings of the plan: `criterion id`.
fn findings(practice: &Practice) -> Vec<String> {
    let check = practice.json("plan check alice 2026-11-20-walk");
    let of = |place: &str, part: &Value| {
        let ids = part["findings"].as_array().unwrap().iter();
        ids.map(|finding| format!("{place} {}", finding["id"].as_str().unwrap())).collect::<Vec<_>>()
    };
    let criteria = check["criteria"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|criterion| of(criterion["id"].as_str().unwrap(), criterion));
    criteria.chain(of("together", &check["together"])).collect()
}

#[test]
fn a_sound_plan_asks_for_nothing() {
    let practice = sound();
    assert!(findings(&practice).is_empty(), "{:?}", findings(&practice));
    let check = practice.json("plan check alice");
    assert_eq!(check["criteria"].as_array().unwrap().len(), 5);
    assert!(check["criteria"].as_array().unwrap().iter().all(|criterion| criterion["agreed"] == true));
}

#[test]
fn every_finding_of_the_plan_itself() {
    for (old, new, found) in [
        ("  Walk round the harbour before work.\n", "", "specific no-answer"),
        ("Walk round the harbour before work.", "Try to walk round the harbour.", "specific vague"),
        ("Walk round the harbour before work.", "WORK  ON it", "specific vague"),
        ("before work.", "before work and then swim.", "specific several-actions"),
        ("before work.", "before work. Swim home afterwards.", "specific several-actions"),
        ("  Two walks in the calendar\n", "", "measurable no-answer"),
        ("Two walks in the calendar", "I feel better", "measurable nothing-countable"),
        ("Two walks in the calendar", "Somehow", "measurable nothing-countable"),
        ("confidence: 8\n", "", "achievable confidence-missing"),
        ("confidence: 8", "confidence: 6.5", "achievable confidence-low"),
        ("make_room: the stand-up\n", "", "achievable nothing-makes-room"),
        ("- [x] If it rains, then I take the long coat.\n", "", "achievable not-played-through"),
        ("- [x] If it rains, then", "- [ ] If it rains, then", "achievable not-played-through"),
        ("then I take the long coat.", "then …", "achievable no-then"),
        (", then I take the long coat.", "", "achievable no-then"),
        ("goal: lead\n", "", "relevant no-goal"),
        ("review: 2026-12-01\n", "", "time-bound no-review"),
        ("review: 2026-12-01", "review: 2027-02-01", "time-bound review-after-target"),
        ("due:2026-11-30", "due:2026-12-02", "time-bound step-after-review"),
        ("when: Tue, 07:30\n", "", "time-bound no-when"),
        ("made_by: client", "made_by: coach", "together made-by-coach"),
    ] {
        assert!(SOUND.contains(old), "{old}");
        let practice = sound().file(PLAN, SOUND.replace(old, new));
        assert_eq!(findings(&practice), [found], "{old:?} → {new:?}");
        practice.coach("plan check alice").ok();
    }
}

#[test]
fn every_finding_of_the_goal() {
    for (old, new, found) in [
        ("status: active", "status: proposed", "relevant goal-not-active"),
        ("status: active", "status: released", "relevant goal-not-active"),
        ("examined: 2026-10-01\n", "", "relevant never-examined"),
        ("motive: identified", "motive: external", "relevant not-their-path"),
        ("motive: identified", "motive: introjected", "relevant not-their-path"),
        ("target: 2027-01-31", "target: 2026-11-30", "time-bound review-after-target"),
    ] {
        let practice = sound().file("clients/alice/goals/lead.md", GOAL.replace(old, new));
        assert_eq!(findings(&practice), [found], "{old:?} → {new:?}");
    }
}

#[test]
fn a_review_before_the_plan_is_asked_about() {
    let plan = SOUND.replace("review: 2026-12-01", "review: 2026-11-19").replace(" due:2026-11-30", "");
    assert_eq!(findings(&sound().file(PLAN, plan)), ["time-bound review-before-plan"]);
}

#[test]
fn a_goal_that_is_not_there_is_asked_about_and_told() {
    let practice = sound().file(PLAN, SOUND.replace("goal: lead", "goal: laed"));
    assert_eq!(findings(&practice), ["relevant no-goal"]);
    practice.coach("plan check alice").ok().stderr_has("laed");
}

#[test]
fn the_plan_before_has_to_be_looked_at() {
    let before = "---\ngoal: lead\nmade: 2026-10-01\nreview: 2026-11-01\noutcome: open\n---\n# Run\n";
    let path = "clients/alice/plans/2026-10-01-run.md";
    let practice = sound().file(path, before);
    assert_eq!(findings(&practice), ["together before-not-reviewed"]);
    practice.coach("plan check alice walk").ok().stdout_has("What happened with “Run”?");
    for settled in [
        before.replace("outcome: open", "outcome: missed"),
        before.replace("2026-11-01", "2026-12-24"),
        before.replace("outcome: open", "outcome: draft"),
    ] {
        assert!(findings(&sound().file(path, settled)).is_empty());
    }
    let other = sound().file(path, before.replace("goal: lead\n", ""));
    assert!(findings(&other).is_empty());
    let follows = other.file(PLAN, SOUND.replace("made_by", "follows: 2026-10-01-run\nmade_by"));
    assert_eq!(findings(&follows), ["together before-not-reviewed"]);
}

#[test]
fn what_came_before_is_asked_about() {
    let before = "---\ngoal: lead\nmade: 2026-10-01\noutcome: missed\n---\n# Run\n\n## Outcome\n\nGot in the way: the snow\n";
    let run = |text: &str| sound().file("clients/alice/plans/2026-10-01-run.md", text);
    assert_eq!(findings(&run(before)), ["achievable came-before"]);
    run(before).coach("plan check alice walk").ok().stdout_has("Last time “the snow” got in the way.");
    assert!(findings(&run(&before.replace("the snow", "rain"))).is_empty(), "it is among the obstacles");
    assert_eq!(
        findings(&run(&before.replace("# Run", "# WALK!").replace("Got in the way: the snow", "x"))),
        ["together same-again"]
    );
    assert!(
        findings(&run(&before.replace("missed", "kept").replace("# Run", "# Walk")))
            .contains(&"achievable came-before".to_owned())
    );
    let client = sound()
        .file("clients/alice/client.md", "---\nname: Alice\n---\n\n## How they work best\n\n- on foot\n");
    assert_eq!(findings(&client), ["together works-best"]);
    let shared = client.coach("plan check alice walk --shared").ok().stdout;
    assert!(!shared.contains("on foot") && !shared.contains("Before"), "{shared}");
}

/// The question of the review that no finding of a plan asks.
const OF_A_ROW_OF_PLANS: &str = " trust";

#[test]
fn every_question_of_the_list_is_covered_here() {
    assert!(!OF_A_ROW_OF_PLANS.is_empty());
    let list = include_str!("../../templates/plan-words.yaml");
    let questions = list.split("\nquestions:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let ids: Vec<&str> = questions.lines().map(|line| line.trim().split(':').next().unwrap()).collect();
    assert_eq!(ids.len(), 24, "{ids:?}");
    let here = include_str!("findings.rs");
    for id in ids {
        assert!(here.contains(&format!(" {id}\"")), "{id}");
    }
}

#[test]
fn findings_are_questions_and_never_a_block() {
    let practice = Practice::of_alice(&[("plans/2026-11-20-walk.md", "# Walk\n")]);
    let ran = practice.coach("plan check alice").ok().silent();
    let asked: Vec<&str> = ran
        .stdout
        .lines()
        .filter(|line| line.trim_start().starts_with("- ") && !line.contains("- ["))
        .collect();
    assert!(asked.len() >= 7 && asked.iter().all(|line| line.contains('?')), "{}", ran.stdout);
}

const FRENCH: &str = "vague:\n  - essayer\n  - travailler sur\njoins: [et ensuite]\nnumbers: [deux]\nobservable: [fois]\nfelt: [mieux]\nquestions:\n  vague: \"« {} » : que verrais-je ?\"\ninterview:\n  what: \"Que feras-tu, exactement ?\"\n";

#[test]
fn a_coach_brings_words_of_another_language() {
    for (old, new, found) in [
        ("Walk round the harbour before work.", "Je vais ESSAYER de marcher.", &["specific vague"][..]),
        ("Walk round the harbour before work.", "Try to walk.", &[]),
        ("Walk round the harbour before work.", "Marcher et ensuite nager.", &["specific several-actions"]),
        ("Two walks in the calendar", "deux promenades", &[]),
        ("Two walks in the calendar", "Two walks", &["measurable nothing-countable"]),
        ("Two walks in the calendar", "je vais mieux", &["measurable nothing-countable"]),
        ("confidence: 8\n", "", &["achievable confidence-missing"]),
    ] {
        let text = SOUND.replace("Two walks in", "2 walks in").replace(old, new);
        let text = if old.starts_with("Two") { SOUND.replace(old, new) } else { text };
        let practice = sound().file("templates/plan-words.yaml", FRENCH).file(PLAN, text);
        assert_eq!(findings(&practice), found, "{new}");
    }
    let practice =
        sound().file("templates/plan-words.yaml", FRENCH).file(PLAN, SOUND.replace("Walk round", "Essayer"));
    practice.coach("plan check alice").ok().stdout_has("« Essayer » : que verrais-je ?");
    let mut talk = practice.talk("plan new alice");
    talk.sees("? 1/6 Que feras-tu, exactement ?").presses("\u{3}");
    assert_eq!(talk.ends().code, Some(130));
}

#[test]
fn a_broken_list_is_told_with_its_place() {
    for (text, place) in
        [("vague: [a\njoins: 3\n", "plan-words.yaml:"), ("vague:\n  - a\nfelt: often\n", "plan-words.yaml:3")]
    {
        let practice = sound().file("templates/plan-words.yaml", text);
        practice
            .coach("plan check alice")
            .fails(2)
            .stdout_is("")
            .stderr_has(place)
            .stderr_has("docs/templates.md");
    }
}
