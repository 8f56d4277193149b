//! `plan step` and `plan list`.

use serde_json::json;

use crate::harness::Practice;

const PATH: &str = "clients/alice/plans/2026-11-08-two-mornings.md";

#[test]
fn steps_are_ticked_by_number_and_by_words() {
    let practice = Practice::example();
    let before = practice.read(PATH);
    practice.run(["plan", "step", "alice", "--tick", "4", "--tick", "half page", "--untick", "1"]).ok();
    let wanted = before
        .replace("- [x] Tell Kim", "- [ ] Tell Kim")
        .replace("- [ ] Ring the second", "- [x] Ring the second")
        .replace("- [ ] Give Jo", "- [x] Give Jo");
    assert_eq!(practice.read(PATH), wanted);
    practice.coach("plan step alice").ok().stdout_has_in_order(&["Tell Kim", "Give Jo"]);
}

#[test]
fn steps_are_added_and_dated() {
    let practice = Practice::example();
    let before = practice.read(PATH);
    practice
        .run(["plan", "step", "alice", "--add", "Ring the third", "--due", "friday"])
        .ok()
        .stderr_has("27 November 2026");
    practice.run(["plan", "step", "alice", "--date", "5", "in 2 weeks"]).ok().stderr_has("8 December 2026");
    let wanted = before.replace("due:2026-11-20", "due:2026-12-08") + "- [ ] Ring the third due:2026-11-27\n";
    assert_eq!(practice.read(PATH), wanted);
    practice.coach("check").ok();
}

#[test]
fn the_day_in_a_steps_own_words_is_that_steps_whatever_the_others_get() {
    let practice = Practice::example();
    practice
        .run([
            "plan",
            "step",
            "alice",
            "--add",
            "Ring the fourth due:monday",
            "--add",
            "Rest",
            "--due",
            "friday",
        ])
        .ok();
    let steps = practice.json("plan step alice")["steps"].clone();
    assert_eq!(
        (&steps[5]["text"], &steps[5]["due"], &steps[6]["due"]),
        (&json!("Ring the fourth"), &json!("2026-11-30"), &json!("2026-11-27"))
    );
}

#[test]
fn a_step_that_is_not_there_is_refused_with_the_way_to_see_them() {
    let practice = Practice::example();
    let before = practice.snapshot();
    practice.coach("plan step alice --tick 9").fails(2).stderr_has("has no step 9").stderr_has("it has 5");
    practice.coach("plan step alice --tick Ring").fails(2).stderr_has("Ring the first family");
    practice.coach("plan step alice --tick zebra").fails(2).stderr_has("there is no step `zebra`");
    practice.unchanged_but(&before, &[]);
}

#[test]
fn plans_are_listed_by_what_is_wanted() {
    let practice = Practice::example();
    practice.coach("plan new ben --blank").ok();
    let ids = |line: &str| {
        let list = practice.json(line);
        let ids =
            list["plans"].as_array().unwrap().iter().map(|plan| plan["id"].as_str().unwrap().to_owned());
        ids.collect::<Vec<_>>()
    };
    assert_eq!(ids("plan list ben --open"), ["2026-11-12-pencil-and-all"]);
    assert_eq!(ids("plan list --due"), ["2026-11-08-two-mornings"]);
    assert_eq!(ids("plan list ben --drafts"), ["2026-11-24-plan"]);
    assert_eq!(ids("plan list --drafts").len(), 2);
    assert_eq!((ids("plan list ben").len(), ids("plan list ben --goal own").len()), (6, 6));
    assert_eq!(ids("plan list chiara --goal teach"), ["2026-11-16-what-thursdays-cost"]);
    practice
        .coach("plan list --due")
        .ok()
        .stdout_has("22 Nov")
        .stdout_has("Two mornings")
        .stdout_lacks("Pencil");
    assert!(
        practice.json("plan list --open")["plans"]
            .as_array()
            .unwrap()
            .iter()
            .all(|plan| plan["outcome"] == json!("open"))
    );
}
