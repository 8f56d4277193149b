//! What is written of a new plan: in the practice's own words, through exact edits, with its hour, and nothing lost.

use serde_json::json;

use crate::harness::Practice;

#[test]
fn a_practices_own_questions_are_asked_and_written() {
    let words = "interview:\n  what: \"Was genau?\"\n  when: \"Wann?\"\n";
    let practice = Practice::of_alice(&[]).file("templates/plan-words.yaml", words);
    practice.run(["plan", "new", "alice", "--what", "Ruhen", "--when", "Sa"]).ok();
    let text = practice.read("clients/alice/plans/2026-11-24-ruhen.md");
    assert!(text.contains("- [ ] **Specific** Was genau?\n  Ruhen\n"), "{text}");
    assert!(text.contains("- [ ] **Time-bound** Wann?\n  Sa\n") && !text.contains("What exactly"), "{text}");
    let mut talk = practice.talk("plan new alice");
    talk.sees("? 1/6 Was genau?").presses("\u{3}");
    talk.ends();
}

#[test]
fn a_typed_value_never_becomes_a_key() {
    let practice = Practice::of_alice(&[]);
    let odd = "x\nexamined: 2026-01-01\n---\noutcome: kept";
    let flags =
        ["--what", odd, "--when", odd, "--support", odd, "--lens", odd, "--step", odd, "--title", odd];
    practice.run(["plan", "new", "alice"].iter().chain(&flags)).ok();
    let plan = practice.json("plan show alice");
    assert_eq!((&plan["outcome"], &plan["when"]), (&json!("open"), &json!(odd)));
    practice.coach("check").ok();
}

#[test]
fn the_second_plan_of_a_day_has_its_hour_and_is_the_newest() {
    let practice = Practice::of_alice(&[]);
    practice.run(["plan", "new", "alice", "--what", "Zoo", "--today", "2026-11-24T10:00"]).ok();
    practice.run(["plan", "new", "alice", "--what", "Aquarium", "--today", "2026-11-24T10:40"]).ok();
    let text = practice.read("clients/alice/plans/2026-11-24-aquarium.md");
    assert!(text.contains("made: 2026-11-24T10:40\n"), "{text}");
    assert!(practice.read("clients/alice/plans/2026-11-24-zoo.md").contains("made: 2026-11-24\n"));
    practice.coach("share alice").ok().stdout_has("Aquarium");
}

#[test]
fn a_plan_that_was_typed_during_the_call_loses_no_line() {
    let typed = "## Plan\n\n**What:** door shut from nine\n**When:** Tue and Thu\n**Steps:**\n1. Tell Paul\n2. Hang the sign\n\nIf the house rings, then it rings.\nReview: 2026-12-01\n\nShe looked away.\n";
    let practice = Practice::of_alice(&[("sessions/2026-11-20.md", typed)]);
    let ran = practice.coach("plan new alice --from-session").ok();
    ran.stderr_has("found no place in the plan, and stays in the session's note: She looked away.");
    let plan = practice.json("plan show alice");
    assert_eq!((&plan["title"], &plan["when"]), (&json!("door shut from nine"), &json!("Tue and Thu")));
    assert_eq!((&plan["steps"][1]["text"], &plan["review"]), (&json!("Hang the sign"), &json!("2026-12-01")));
    assert_eq!(plan["if_thens"][0]["statement"]["text"], "If the house rings, then it rings.");
}

#[test]
fn a_step_is_removed_and_it_is_said_how_to_take_it_back() {
    let plan = "# Walk\n\n## Steps\n\n- [ ] Find the boots\n- [x] Ask Jo\n";
    let practice = Practice::of_alice(&[("plans/2026-11-08-walk.md", plan)]);
    practice
        .coach("plan step alice --remove 1 --untick jo")
        .ok()
        .stderr_has("coach plan step alice 2026-11-08-walk --add 'Find the boots'");
    assert_eq!(
        practice.read("clients/alice/plans/2026-11-08-walk.md"),
        "# Walk\n\n## Steps\n\n- [ ] Ask Jo\n"
    );
    practice.coach("plan step alice --remove 2").fails(2).stderr_has("no step 2");
}

#[test]
fn a_plan_is_removed_by_its_exact_id_and_comes_back() {
    let practice = Practice::of_alice(&[("plans/2026-11-08-walk.md", "# Walk\n")]);
    practice.coach("plan remove alice walk").fails(2).stderr_has("exact id");
    practice.coach("plan remove alice 2026-11-08-walk").ok().stderr_has("coach restore");
    assert!(!practice.has("clients/alice/plans/2026-11-08-walk.md"));
    practice.coach("restore clients/alice/plans/2026-11-08-walk.md").ok();
    assert!(practice.has("clients/alice/plans/2026-11-08-walk.md"));
}

#[test]
fn a_dry_run_shows_the_plan_that_would_be_written() {
    let practice = Practice::of_alice(&[]);
    let before = practice.snapshot();
    practice.run(["plan", "new", "alice", "--what", "Rest", "--dry-run"]).ok().stdout_has("+# Rest");
    practice.unchanged_but(&before, &[]);
}

#[test]
fn a_refused_command_writes_nothing() {
    let mut wrote = Vec::new();
    for line in [
        "plan step alice --tick 4 --tick 99",
        "plan step alice --tick 4 --add x --due 8/11",
        "plan step alice --tick 4 --date 9 friday",
        "plan test alice --confidence-before 5 --confidence 11",
        "plan test alice --confidence 9 --played 99",
        "plan review alice --outcome kept --done -1 --of 3",
        "plan review alice --outcome partly --done 1 --of 0",
        "goal close alice lead --achieved --looking-back x --on 8/11",
    ] {
        let practice = Practice::example();
        let before = practice.snapshot();
        let refused = practice.coach(line).code_is(2);
        if !refused || practice.snapshot() != before {
            wrote.push((refused, line));
        }
    }
    assert!(wrote.is_empty(), "{wrote:#?}");
}
