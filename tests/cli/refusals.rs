//! What the people whose essays this is built on would refuse, each held as a test.

use serde_json::{Value, json};

use crate::harness::Practice;

fn signals(practice: &Practice) -> Vec<Value> {
    let stuck = practice.json("stuck alice");
    stuck["noticed"].as_array().unwrap().iter().map(|one| one["signal"].clone()).collect()
}

#[test]
fn not_only_the_clients_lapses_are_noticed() {
    let off = "---\nstatus: cancelled\ncancelled_by: coach\n---\nI had no voice.\n";
    let practice = Practice::of_alice(&[
        ("sessions/2026-10-01.md", off),
        ("sessions/2026-10-15.md", off),
        (
            "sessions/2026-11-01.md",
            "---\nstatus: held\n---\n## I said I would\n- [ ] Send the list due:2026-11-05\n",
        ),
    ]);
    assert!(signals(&practice).contains(&json!("called-off")));
    practice.coach("prep alice").ok().stdout_has("Send the list (was due 5 Nov)");
    practice.coach("supervise").ok().stdout_has("Send the list").stdout_has("Calls I called off");
}

#[test]
fn an_aside_of_the_coachs_is_never_on_the_shared_screen() {
    let aside = "---\nsummary: ASIDE-summary\n---\nASIDE-text #awake\n\n> Mine.\n\n## Threads\n- [ ] ASIDE-thread\n\n\
        ## I said I would\n- [ ] ASIDE-promise\n\n## Reflection\nASIDE-reflection\n";
    let practice =
        Practice::of_alice(&[("sessions/2026-10-01.md", aside), ("sessions/2026-11-08.md", aside)]);
    for format in ["text", "md", "json"] {
        let ran = practice.coach(&format!("prep alice --shared --format {format}")).ok();
        ran.nowhere_has("ASIDE").stdout_has("Mine.");
    }
    practice.coach("stuck alice --shared").fails(2).nowhere_has("ASIDE");
}

#[test]
fn a_goal_that_was_called_not_their_path_is_not_planned_for_in_silence() {
    let goal = "---\ntitle: Sail\nresistance: not-my-path\n---\n## Hard questions\n- [x] What holds you back?\n  It is my father's boat.\n";
    let practice = Practice::of_alice(&[
        ("goals/sail.md", goal),
        ("sessions/2026-11-01.md", "---\nstatus: held\n---\n"),
    ]);
    assert!(signals(&practice).contains(&json!("whose-goal")));
    practice.coach("prep alice").ok().stdout_has("Called not their path: “It is my father's boat.”");
    assert_eq!(practice.json("prep alice")["goals"][0]["answer"]["source"]["line"], 7);
}

#[test]
fn a_plan_for_it_begins_with_what_in_it_matters_to_them() {
    let goal = "---\ntitle: Sail\nexamined: 2026-11-01\nresistance: not-my-path\n---\n";
    let practice = Practice::of_alice(&[("goals/sail.md", goal)]);
    let made = practice.run(["plan", "new", "alice", "--goal", "sail", "--what", "Row at seven"]).ok();
    made.stderr_has("called not their path").stderr_has("What in this matters to you, whoever asked?");
    practice.coach("plan check alice").ok().stdout_has("What in this matters to you, whoever asked?");
    let shared = practice.run(["plan", "new", "alice", "--goal", "sail", "--what", "Row", "--shared"]).ok();
    shared.stderr_lacks("whoever");
    let theirs = Practice::of_alice(&[("goals/sail.md", "---\ntitle: Sail\n---\n")]);
    theirs.run(["plan", "new", "alice", "--goal", "sail", "--what", "Row"]).ok().stderr_lacks("whoever");
}

#[test]
fn the_next_version_is_no_copy_of_the_plan_that_did_not_come_about() {
    let plan = "---\nmade: 2026-11-01\nreview: 2026-11-20\nwhen: Tue\n---\n# Row\n\n## SMART\n- [ ] **Specific** What?\n  Row\n";
    let practice = Practice::of_alice(&[("plans/2026-11-01-row.md", plan)]);
    let review = ["plan", "review", "alice", "--outcome", "missed", "--happened", "Rain", "--next"];
    practice.run(review).fails(2).stderr_has("no next version");
    let plans = practice.json("plan list alice");
    assert_eq!(plans["plans"].as_array().unwrap().len(), 1);
    assert_eq!(plans["plans"][0]["outcome"], "missed");
    // Made by hand all the same, it is asked about.
    practice.run(["plan", "new", "alice", "--what", "Row", "--when", "Tue"]).ok();
    practice.coach("plan check alice").ok().stdout_has("same");
}

#[test]
fn no_area_is_chosen_for_the_client() {
    let marks =
        "balance: {vision: {rating: 2, hours: 1, wish: 9}, service: {rating: 8, hours: 20, wish: 10}}";
    let practice = Practice::of_alice(&[("sessions/2026-11-08.md", &format!("---\n{marks}\n---\n"))]);
    practice.coach("prep alice").ok().stdout_has("- vision 2 · service 8\n").stdout_lacks("picked");
    let picked = practice
        .file("clients/alice/sessions/2026-11-08.md", format!("---\n{marks}\npicked: service\n---\n"));
    picked.coach("prep alice").ok().stdout_has("they picked service, to look at alone");
}

#[test]
fn a_content_client_is_believed() {
    let ten = "---\nalliance: {heard: 10, focus: 10, approach: 10, overall: 10}\n---\n";
    let days = ["2026-09-01", "2026-10-01", "2026-11-01"].map(|day| format!("sessions/{day}.md"));
    let notes: Vec<(&str, &str)> = days.iter().map(|day| (day.as_str(), ten)).collect();
    let practice = Practice::of_alice(&notes);
    assert!(!signals(&practice).contains(&json!("alliance-dip")));
    for view in ["prep alice", "report alliance --client alice", "stuck alice"] {
        practice.coach(view).ok().stdout_lacks("believe").stdout_lacks("ceiling").stdout_lacks("too high");
    }
}

#[test]
fn neither_steps_nor_confidence_are_held_against_a_client() {
    let plan = "---\nmade: 2026-11-01\nreview: 2026-11-20\nconfidence: 10\n---\n# Walk\n\n## Steps\n- [ ] Shoes due:2026-11-02\n";
    let practice = Practice::of_alice(&[
        ("plans/2026-11-01-walk.md", plan),
        ("sessions/2026-11-01.md", "---\nstatus: held\n---\n"),
    ]);
    practice.coach("today").ok().stdout_lacks("Shoes");
    practice
        .coach("prep alice")
        .ok()
        .stdout_has("Review first: what happened?")
        .stdout_lacks("onfidence")
        .stdout_lacks("overdue")
        .stdout_lacks("did you");
    assert_eq!(practice.json("prep alice")["review_first"][0]["confidence"], json!(10));
}

#[test]
fn nothing_worded_here_grades_a_person() {
    let words = [
        include_str!("../../templates/signal-words.yaml"),
        include_str!("../../templates/prep.md"),
        include_str!("../../templates/stuck.md"),
        include_str!("../../templates/supervise.md"),
        include_str!("../../templates/supervise-list.md"),
        include_str!("../../templates/report-caseload.md"),
    ];
    for word in ["fail", "should", "non-compliant", "diagnos", "disorder", "lazy", "unmotivated", "poor "] {
        assert!(words.iter().all(|text| !text.to_lowercase().contains(word)), "{word}");
    }
}
