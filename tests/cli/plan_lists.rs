//! The lists of a plan as people type them: what is read as it was meant, what is told, and that none of it vanishes.

use crate::harness::Practice;

fn of_plan(body: &str) -> Practice {
    Practice::of_alice(&[(
        "plans/2026-11-01-walk.md",
        &format!("---\nmade: 2026-11-01\n---\n# Walk\n{body}"),
    )])
    .today("2026-11-10")
}

#[test]
fn a_criterion_is_read_however_it_is_marked() {
    let practice = of_plan(
        "## SMART\n- [x] **Time bound** When?\n\n  Tuesday\n- [ ] Achievable: what makes room?\n\n  The stand-up\n\
         - [ ] __Relevent__ Why?\n\n  For her\n",
    );
    practice.coach("check").ok();
    let shown = practice.coach("plan show alice walk").ok();
    let shown = shown
        .stdout_has("- [x] **Time-bound** When?\n\n  Tuesday")
        .stdout_has("**Achievable** what makes room?");
    shown.stdout_has("**Relevant** Why?\n\n  For her").stdout_lacks("Beside these");
    practice.coach("share alice walk").ok().stdout_has("The stand-up");
}

#[test]
fn what_is_none_of_the_five_is_told_and_shown() {
    let practice = of_plan(
        "## SMART\n- **Specific** What?\n- [ ] Realistic?\n\n  Yes.\n- [ ] **Measurable** How?\n\n  30 km\n",
    );
    let told = practice.coach("check").fails(1);
    told.stdout_has("this criterion has no box").stdout_has("none of the five criteria");
    let shown = practice.coach("plan show alice walk").ok();
    shown.stdout_has("## Beside these\n\n- **Specific** What?\n- Realistic?\n- Yes.");
    practice.coach("check --fix").fails(1);
    let text = practice.read("clients/alice/plans/2026-11-01-walk.md");
    assert!(text.contains("- [ ] **Specific** What?\n- [ ] Realistic?\n\n  Yes.\n"), "{text}");
    practice.coach("plan show alice walk").ok().stdout_has("- [ ] **Specific** What?");
    let words = of_plan("## SMART\n\nWe went through all five.\n");
    words.coach("check").fails(1).stdout_has("none of the five criteria");
}

#[test]
fn words_beside_and_below_the_items_of_a_plan_are_shown() {
    let practice = of_plan(
        "## Reality test\nPlayed in the car.\n\n- [ ] If it rains\n\n  then the mall\n\n## Steps\n- [ ] ask Jo\n  - her number\n\
         \n| day | km |\n| --- | --- |\n| Tue | 3 |\n\nThat is all.\n",
    );
    let shown = practice.coach("plan show alice walk").ok();
    shown.stdout_has(
        "## Beside these\n\n- Played in the car.\n- then the mall\n- her number\n- day | km\n- Tue | 3\n- That is all.",
    );
    practice.coach("share alice walk").ok().stdout_lacks("That is all").stdout_lacks("Played in the car");
}

#[test]
fn words_beside_the_hard_questions_are_shown_once() {
    let goal = "---\ntitle: Lead\n---\n## Hard questions\nAsked by the river.\n\n- [x] Whose is it?\n  Mine.\n\n## Evidence\n\n| a | b |\n\
                | - | - |\n";
    let practice = Practice::of_alice(&[("goals/lead.md", goal)]);
    let shown = practice.coach("goal show alice lead").ok();
    let shown = shown.stdout_has("## Beside these\n\n- Asked by the river.\n- a | b\n");
    assert_eq!(shown.stdout.matches("Mine.").count(), 1, "{}", shown.stdout);
}
