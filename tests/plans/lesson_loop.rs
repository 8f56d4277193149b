//! What a plan taught comes back before the next one, and no plan is made again as it was.

use serde_json::json;

use crate::harness::Practice;

const WALK: &str = "clients/alice/plans/2026-11-08-walk.md";

/// A plan that is due, with words for each question.
fn due() -> Practice {
    Practice::of_alice(&[(
        "plans/2026-11-08-walk.md",
        "---\nmade: 2026-11-08\nreview: 2026-11-22\nwhen: Tue\nmake_room: the stand-up\n---\n# Walk\n\n## SMART\n\n- [ ] **Specific** What?\n  Walk once.\n\n## Steps\n\n- [ ] Find the boots\n",
    )])
}

#[test]
fn a_review_asks_three_questions_and_each_answer_is_written() {
    let practice = due();
    let mut talk = practice.talk("plan review alice");
    talk.answers("What happened, and what came instead?", "It rained.")
        .answers("…", "")
        .answers("What did it teach?", "Boots first.")
        .sees("And now: as it is, changed, or let go?")
        .types("not this time")
        .presses("\r");
    let ended = talk.ends_well();
    let asked =
        ended.scroll.lines().filter(|line| line.starts_with(['>', '?']) && !line.contains('…')).count();
    assert_eq!(asked, 3, "{}", ended.scroll);
    let text = practice.read(WALK);
    assert!(text.contains("outcome: missed\nreviewed: 2026-11-24\n"), "{text}");
    assert!(text.ends_with("## Outcome\n\nIt rained.\n\nLearned: Boots first.\n"), "{text}");
}

#[test]
fn let_go_is_one_of_three_ways_on() {
    let practice = due();
    let mut talk = practice.talk("plan review alice");
    talk.answers("What happened", "")
        .answers("What did it teach?", "")
        .sees("And now")
        .types("let go")
        .presses("\r");
    talk.ends_well();
    assert!(practice.read(WALK).contains("outcome: released\n"));
}

#[test]
fn without_a_change_the_review_is_written_and_no_next_version_is_made() {
    let practice = due();
    let before = practice.snapshot();
    let ran = practice.run([
        "plan",
        "review",
        "alice",
        "--happened",
        "It rained.",
        "--outcome",
        "missed",
        "--next",
    ]);
    ran.fails(2).stderr_has("no next version is made").stderr_has("“Walk”");
    practice.unchanged_but(&before, &[WALK]);
    assert!(practice.read(WALK).contains("outcome: missed\n"));
    let ran = practice.run([
        "plan",
        "review",
        "alice",
        "walk",
        "--next",
        "--when",
        "Wed",
        "--if-then",
        "If it rains, then I go.",
    ]);
    ran.ok();
    let next = practice.json("plan show alice 2026-11-24-walk");
    assert_eq!((&next["follows"], &next["when"]), (&json!("2026-11-08-walk"), &json!("Wed")));
    assert_eq!((&next["make_room"], &next["outcome"]), (&json!("the stand-up"), &json!("open")));
    practice.coach("check").ok();
}

#[test]
fn flags_of_a_next_version_want_one() {
    due()
        .run(["plan", "review", "alice", "--outcome", "kept", "--when", "Wed"])
        .fails(2)
        .stderr_has("--next");
}

#[test]
fn the_next_version_asks_again_and_stays_a_draft_until_one_thing_differs() {
    let practice = due();
    practice.run(["plan", "review", "alice", "--outcome", "missed", "--learned", "Boots first."]).ok();
    let mut talk = practice.talk("plan review alice walk --next");
    talk.sees("Learned: Boots first.")
        .answers("1/6 What exactly will you do? [Walk once.]", "")
        .answers("2/6", ".");
    assert!(talk.ends_well().scroll.contains("Nothing in it differs from “Walk” yet"));
    assert_eq!(practice.json("plan show alice 2026-11-24")["outcome"], "draft");
    let mut talk = practice.talk("plan new alice");
    talk.sees("is a draft. Go on with it?")
        .presses("y\r")
        .answers("1/6", "")
        .answers("2/6", "")
        .answers("3/6", "Wed; the quay");
    talk.answers("4/6", ".");
    talk.ends_well();
    let next = practice.json("plan show alice 2026-11-24");
    assert_eq!(
        (&next["outcome"], &next["when"], &next["where"]),
        (&json!("open"), &json!("Wed"), &json!("the quay"))
    );
    practice.coach("check").ok();
}

#[test]
fn what_got_in_the_way_and_what_held_is_shown_to_the_coach_alone() {
    let practice = due();
    let flags = ["--outcome", "missed", "--in-the-way", "the snow on the quay"];
    practice.run(["plan", "review", "alice"].iter().chain(&flags)).ok();
    let mut talk = practice.talk("plan new alice");
    talk.sees("got in the way before: the snow on the quay (“Walk”)").sees("? 1/6").presses("\u{3}");
    assert_eq!(talk.ends().code, Some(130));
    let mut talk = practice.talk("plan new alice --shared");
    talk.sees("? 1/6").presses("\u{3}");
    assert!(!talk.ends().scroll.contains("snow"));
}

#[test]
fn after_three_plans_that_did_not_come_about_one_question_stands_before_the_next() {
    let goal = ("goals/lead.md", "---\ntitle: Lead\nexamined: 2026-10-01\n---\n");
    let plan = |number: usize| {
        (
            format!("plans/2026-10-0{number}-p.md"),
            format!("---\ngoal: lead\noutcome: missed\n---\n# P{number}\n"),
        )
    };
    let plans = [plan(1), plan(2)];
    let open = ("plans/2026-11-08-p.md", "---\ngoal: lead\n---\n# P\n");
    let mut notes: Vec<(&str, &str)> =
        plans.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    notes.extend([goal, open]);
    let practice = Practice::of_alice(&notes);
    practice
        .run(["plan", "review", "alice", "--outcome", "missed"])
        .ok()
        .stderr_has("What has this done to how you trust yourself?");
    practice
        .run(["plan", "review", "alice", "2026-11-08-p", "--outcome", "missed", "--shared"])
        .ok()
        .stderr_lacks("trust");
}

#[test]
fn of_a_goal_that_is_not_theirs_it_is_asked_first_what_in_it_matters() {
    let goal = ("goals/lead.md", "---\ntitle: Lead\nexamined: 2026-10-01\nresistance: not-my-path\n---\n");
    let practice = Practice::of_alice(&[goal]);
    let mut talk = practice.talk("plan new alice");
    talk.answers("What in this matters to you, whoever asked?", "Kim.")
        .answers("1/6", "Rest")
        .answers("2/6", ".");
    talk.ends_well();
    assert_eq!(practice.json("plan show alice rest")["smart"][3]["answer"]["text"], "Kim.");
    let mut talk = practice.talk("plan new alice --shared");
    talk.sees("? ").sees("1/6").presses("\u{3}");
    assert!(!talk.ends().scroll.contains("whoever asked"));
}
