//! `plan new`: by flags, from a file, as an empty checklist.

use serde_json::json;

use crate::harness::{Practice, Ran};

const PATH: &str = "clients/alice/plans/2026-11-24-two-mornings-for-the-vision.md";

const FLAGS: &[&str] = &[
    "--title",
    "Two mornings for the vision",
    "--goal",
    "lead",
    "--what",
    "Write half a page.\nBy hand.",
    "--measure",
    "Half a page that Jo reads: yes or no",
    "--why",
    "The page is due",
    "--when",
    "Tue, 07:30",
    "--where",
    "the library",
    "--review",
    "2026-12-08",
    "--how-often",
    "2/week",
    "--who",
    "Kim: the phone",
    "--support",
    "Jo asks #friday",
    "--make-room",
    "the stand-up",
    "--make-room-cost",
    "one update",
    "--if-then",
    "If the house rings, then it rings",
    "--if-then",
    "If it rains, then I go",
    "--step",
    "Tell Kim due:2026-11-25",
    "--step",
    "Buy a pencil",
    "--confidence-before",
    "5.5",
    "--confidence",
    "8",
    "--made-by",
    "together",
    "--follows",
    "2026-11-08-two-mornings",
    "--lens",
    "Manager of Vision",
];

fn new(practice: &Practice, flags: &[&str]) -> Ran {
    practice.run(["plan", "new", "alice"].iter().chain(flags))
}

#[test]
fn every_question_has_a_flag() {
    let practice = Practice::example();
    new(&practice, FLAGS).ok().stdout_is(&format!("{PATH}\n"));
    practice.coach("check").ok();
    let plan = practice.json("plan show alice vision");
    for (key, wanted) in [
        ("title", "Two mornings for the vision"),
        ("when", "Tue, 07:30"),
        ("where", "the library"),
        ("review", "2026-12-08"),
        ("how_often", "2/week"),
        ("who", "Kim: the phone"),
        ("support", "Jo asks #friday"),
        ("make_room", "the stand-up"),
        ("make_room_cost", "one update"),
        ("made_by", "together"),
        ("follows", "2026-11-08-two-mornings"),
        ("lens", "Manager of Vision"),
        ("outcome", "open"),
        ("made", "2026-11-24"),
    ] {
        assert_eq!(plan[key], wanted, "{key}");
    }
    assert_eq!((&plan["confidence_before"], &plan["confidence"]), (&5.5.into(), &8.into()));
}

#[test]
fn the_five_answers_the_reality_test_and_the_steps_are_read_back() {
    let practice = Practice::example();
    new(&practice, FLAGS).ok();
    let plan = practice.json("plan show alice vision");
    let answers: Vec<&str> = plan["smart"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["answer"]["text"].as_str().unwrap())
        .collect();
    assert!(answers[0].starts_with("Write half a page.") && answers[0].ends_with("By hand."), "{answers:?}");
    assert_eq!(answers[1], "Half a page that Jo reads: yes or no");
    assert_eq!(plan["if_thens"].as_array().unwrap().len(), 2);
    assert_eq!(
        (&plan["steps"][0]["due"], &plan["steps"][1]["text"]),
        (&"2026-11-25".into(), &"Buy a pencil".into())
    );
}

#[test]
fn the_file_of_a_plan_makes_the_same_plan_again() {
    let practice = Practice::example();
    new(&practice, FLAGS).ok();
    let text = practice.read(PATH);
    let file = practice.root().join(PATH);
    let ran = new(&practice, &["--from", file.to_str().unwrap()]).ok();
    assert_eq!(practice.read(ran.stdout.trim()), text);
    let ran = practice.run_with_input(["plan", "new", "alice", "--from", "-"], &text).ok();
    assert_eq!(practice.read(ran.stdout.trim()), text);
    practice.coach("check").ok();
}

#[test]
fn the_review_is_the_next_planned_session_unless_said_otherwise() {
    let practice = Practice::example();
    practice.coach("session new alice --on 2026-12-08").ok();
    new(&practice, &["--what", "Rest"]).ok();
    assert_eq!(practice.json("plan show alice rest")["review"], "2026-12-08");
    new(&practice, &["--what", "Walk", "--review", "in 3 weeks"]).ok().stderr_has("15 December 2026");
    assert_eq!(practice.json("plan show alice walk")["review"], "2026-12-15");
}

#[test]
fn the_goal_is_the_only_active_one_and_puts_no_answer_into_their_mouth() {
    let practice = Practice::example();
    new(&practice, &["--what", "Rest"]).ok();
    let plan = practice.json("plan show alice rest");
    assert_eq!(plan["goal"]["id"], "lead-the-team");
    assert_eq!(plan["smart"][3]["answer"], json!(null));
    practice.coach("plan check alice rest").ok().stdout_has("I want to be the one");
}

#[test]
fn several_active_goals_have_to_be_told_apart() {
    let practice = Practice::example();
    practice.coach("goal set alice hers status=active").ok();
    new(&practice, &["--what", "Rest"])
        .fails(2)
        .stderr_has("lead-the-team, one-day-that-is-hers")
        .stderr_has("--goal");
    new(&practice, &["--what", "Rest", "--goal", "hers"]).ok();
}

#[test]
fn a_blank_one_is_a_draft_with_an_empty_checklist() {
    let practice = Practice::example();
    let ran = new(&practice, &["--blank"]).ok().stderr_has("draft");
    let text = practice.read(ran.stdout.trim());
    assert!(text.contains("outcome: draft\n"), "{text}");
    assert_eq!(text.matches("- [ ] **").count(), 5);
    practice.coach("check").ok();
    practice.coach("plan show alice").ok().stdout_has("# Two mornings at the library");
}

#[test]
fn a_plan_of_nothing_is_refused_with_the_flags_to_give() {
    let practice = Practice::example();
    let before = practice.snapshot();
    new(&practice, &[]).fails(2).stderr_has("--what").stderr_has("--from FILE").stderr_has("--blank");
    practice.run_with_input(["plan", "new", "alice", "--from", "-"], " \n").fails(2).stderr_has("empty");
    practice.unchanged_but(&before, &[]);
}

#[test]
fn what_does_not_fit_is_refused_and_nothing_is_written() {
    let practice = Practice::example();
    let before = practice.snapshot();
    new(&practice, &["--what", "X", "--confidence", "11"]).fails(2).stderr_has("0 to 10");
    new(&practice, &["--what", "X", "--confidence", "high"]).fails(2).stderr_has("--confidence");
    new(&practice, &["--what", "X", "--review", "8/11"]).fails(2).stderr_has("8 November or 11 August");
    new(&practice, &["--what", "X", "--goal", "nope"]).fails(2).stderr_has("there is no goal `nope`");
    new(&practice, &["--what", "X", "--follows", "nope"]).fails(2).stderr_has("there is no plan `nope`");
    new(&practice, &["--what", "X", "--made-by", "me"]).fails(2).stderr_has("together");
    new(&practice, &["--from", "x.md", "--blank"]).fails(2);
    practice.unchanged_but(&before, &[]);
}

#[test]
fn a_plan_from_a_file_keeps_its_bytes() {
    let practice = Practice::example();
    let text = "\u{feff}---\r\nmade: 2026-11-20   # at the table\r\nown: key\r\n---\r\n# Walk more\r\n\r\n## Steps\r\n* [ ] go";
    let ran = practice.run_with_input(["plan", "new", "alice", "--from", "-"], text).ok();
    ran.clone().stdout_is("clients/alice/plans/2026-11-20-walk-more.md\n");
    assert_eq!(practice.read(ran.stdout.trim()), text);
}

#[test]
fn flags_go_into_the_front_matter_of_a_plan_from_a_file() {
    let practice = Practice::example();
    let words = [
        "plan",
        "new",
        "alice",
        "--from",
        "-",
        "--goal",
        "lead",
        "--confidence",
        "8",
        "--review",
        "2026-12-08",
    ];
    let ran = practice.run_with_input(words, "---\nconfidence: 5 # before\n---\n# Walk\n").ok();
    let text = practice.read(ran.stdout.trim());
    assert!(text.contains("confidence: 8 # before\n"), "{text}");
    assert!(text.contains("goal: lead-the-team\n") && text.contains("review: 2026-12-08\n"), "{text}");
}

#[test]
fn a_plan_from_a_file_that_would_be_a_problem_is_refused() {
    let practice = Practice::example();
    let before = practice.snapshot();
    for (text, said) in [
        ("---\ngoal: laed-the-team\n---\n# A\n", "did you mean `lead-the-team`"),
        ("---\nconfidence: 12\n---\n# A\n", "confidence"),
        ("---\noutcome: failed\n---\n# A\n", "failed"),
        ("---\n# A\n", "front matter"),
    ] {
        practice.run_with_input(["plan", "new", "alice", "--from", "-"], text).fails(2).stderr_has(said);
    }
    practice.coach("plan new alice --from nowhere.md").fails(2).stderr_has("nowhere.md: it isn't there");
    practice.unchanged_but(&before, &[]);
}

#[test]
fn two_plans_of_the_same_name_on_a_day_stand_beside_each_other() {
    let practice = Practice::example();
    new(&practice, &["--what", "Rest"]).ok().stdout_is("clients/alice/plans/2026-11-24-rest.md\n");
    new(&practice, &["--what", "Rest", "--when", "Sat"])
        .ok()
        .stdout_is("clients/alice/plans/2026-11-24-rest-2.md\n");
    let before = practice.snapshot();
    let again = new(&practice, &["--what", "Rest"]).ok().stderr_has("there already");
    again.stdout_is("clients/alice/plans/2026-11-24-rest.md\n");
    practice.unchanged_but(&before, &[]);
    new(&practice, &["--what", "☕"]).ok().stdout_is("clients/alice/plans/2026-11-24.md\n");
    practice.coach("check").ok();
}

#[test]
fn list_gives_all_plans_or_those_of_a_client() {
    let practice = Practice::example();
    practice.coach("plan list").ok().stdout_has("| tomas |").stdout_has("| alice |");
    practice.coach("plan list alice").ok().stdout_has("| alice |").stdout_lacks("| tomas |");
    let list = practice.json("plan list alice");
    let keys: Vec<&String> = list["plans"][0].as_object().unwrap().keys().collect();
    assert_eq!(keys, ["client", "id", "title", "goal", "outcome", "made", "review", "value"]);
    assert_eq!(
        (&list["plans"][0]["value"], &list["plans"][5]["value"]),
        (&1.0.into(), &serde_json::Value::Null)
    );
}

#[test]
fn edit_opens_the_newest_open_plan() {
    let practice = Practice::example().editor("echo >> \"$1\"\n");
    let before = practice.snapshot();
    practice.coach("plan edit alice").ok();
    practice.unchanged_but(&before, &["clients/alice/plans/2026-11-08-two-mornings.md"]);
}

#[test]
fn flags_beside_a_plan_from_a_file_are_taken_or_refused_and_never_lost() {
    for flag in ["--title", "--what", "--measure", "--why", "--step", "--if-then"] {
        let practice = Practice::example();
        let words = ["plan", "new", "alice", "--from", "-", flag, "KEPT"];
        let ran = practice.run_with_input(words, "# Walk\n");
        assert!(
            ran.code_is(2) || practice.read(ran.stdout.trim()).contains("KEPT"),
            "{flag}: {}",
            ran.stderr
        );
    }
}

#[test]
fn words_that_begin_with_a_dash_are_taken_as_words() {
    let practice = Practice::example();
    practice
        .run(["plan", "new", "alice", "--what", "- one morning", "--if-then", "- If it rings, then it rings"])
        .ok();
    practice.run(["prep", "alice", "--show-up", "- calm"]).ok();
    practice.run(["goal", "new", "ben", "Rest", "--words", "- I want to rest."]).ok();
}

#[test]
fn a_step_that_looks_like_a_list_is_read_back_as_it_was_typed() {
    let practice = Practice::example();
    practice.run(["plan", "new", "alice", "--title", "Zz", "--step", "1. first"]).ok();
    assert_eq!(practice.json("plan show alice zz")["steps"][0]["text"], "1. first");
}

#[test]
fn a_plan_longer_than_what_is_ever_read_is_refused() {
    let practice = Practice::example();
    let before = practice.snapshot().len();
    let long = format!("# Long\n{}", "x".repeat(17 << 20));
    practice.run_with_input(["plan", "new", "alice", "--from", "-"], &long).fails(2).stderr_has("16 MiB");
    assert_eq!(practice.snapshot().len(), before);
}

#[test]
fn a_bad_date_in_a_plan_from_a_file_is_refused_and_not_replaced() {
    let practice = Practice::example();
    let before = practice.snapshot();
    let text = "---\nmade: 2026-13-01\n---\n# Walk\n";
    practice.run_with_input(["plan", "new", "alice", "--from", "-"], text).fails(2).stderr_has("2026-13-01");
    practice.unchanged_but(&before, &[]);
}

#[test]
fn a_day_behind_due_is_understood_wherever_a_plan_comes_from() {
    let steps =
        "- [ ] Ring Jo due:friday\n- [ ] Ask Kim due: 30 Nov., in person\n- [ ] Rest due:next tuesday\n";
    let wanted =
        ["Ring Jo due:2026-11-27\n", "Ask Kim due:2026-11-30., in person\n", "Rest due:2026-12-01\n"];
    let plan = format!("# Walk\n\n## Steps\n{steps}\n## Mine\n- due:friday\n");
    let handed = Practice::of_alice(&[]);
    let ran = handed.run_with_input(["plan", "new", "alice", "--from", "-"], &plan).ok();
    let text = handed.read(ran.stderr_has("friday: Friday 27 November 2026").stdout.trim_end());
    assert!(wanted.iter().all(|step| text.contains(step)) && text.ends_with("- due:friday\n"), "{text}");

    let typed = Practice::of_alice(&[("sessions/2026-11-24.md", &format!("## Plan\nWhat: walk\n{steps}"))]);
    let text = typed.read(typed.coach("plan new alice --from-session").ok().stdout.trim_end());
    assert!(wanted.iter().all(|step| text.contains(step)), "{text}");

    let flags: Vec<&str> = steps.lines().flat_map(|step| ["--step", &step[6..]]).collect();
    let told = Practice::of_alice(&[]);
    let line = ["plan", "new", "alice", "--what", "walk"].into_iter().chain(flags);
    let text = told.read(told.run(line).ok().stdout.trim_end());
    assert!(wanted.iter().all(|step| text.contains(step)), "{text}");

    let promised = Practice::of_alice(&[("sessions/2026-11-24.md", "She rang.\n")]);
    promised.run(["promise", "add", "alice", "Send it due: next tuesday"]).ok();
    assert!(promised.read("clients/alice/sessions/2026-11-24.md").contains("- [ ] Send it due:2026-12-01\n"));
    let before = promised.snapshot();
    promised
        .run(["promise", "add", "alice", "Send it due:soonish"])
        .fails(2)
        .stderr_has("`soonish` isn't a date");
    promised.unchanged_but(&before, &[]);
}

#[test]
fn a_plan_typed_in_a_call_is_of_that_call() {
    let call = |plan: &str| format!("---\nstatus: held\n---\nTired.\n\n## Plan\n{plan}");
    let (first, last) =
        (call("Walk\n\nWhat: once round the lake\n"), call("- Ring Jo due:2026-11-26\n- Sleep\n"));
    let practice =
        Practice::of_alice(&[("sessions/2026-11-10.md", &first), ("sessions/2026-11-17.md", &last)]);
    practice.coach("prep alice").ok().stdout_has("`coach plan new alice --from-session=2026-11-10`");
    let ran = practice.coach("plan new alice --from-session=2026-11-10").ok();
    let path = ran.stderr_lacks("no place").stdout.trim_end().to_owned();
    assert_eq!(path, "clients/alice/plans/2026-11-10-walk.md");
    let text = practice.read(&path);
    assert!(text.contains("made: 2026-11-10\n") && text.contains("# Walk\n"), "{text}");
    let newest = practice.coach("plan new alice --from-session").ok();
    assert_eq!(newest.stdout.trim_end(), "clients/alice/plans/2026-11-17-ring-jo.md");
    practice.coach("prep alice").ok().stdout_lacks("not a plan yet");
    practice
        .coach("plan new alice --from-session --made today")
        .ok()
        .stdout_has("plans/2026-11-24-ring-jo.md");
    practice
        .coach("plan new alice --from-session=9.11.")
        .fails(2)
        .stderr_has("on 2026-11-09 has a section `## Plan`");
}

#[test]
fn what_was_typed_in_a_call_is_meant_as_of_it_and_serves_its_goal() {
    let call = "---\nstatus: held\ngoals: [Mehr Schlaf]\n---\n## Plan\nFrüh ins Bett\nRückblick: 17.11.\n- Buch kaufen due:friday\n";
    let practice = Practice::of_alice(&[
        ("goals/a.md", "---\ntitle: Mehr schlafen\n---\n"),
        ("goals/b.md", "---\ntitle: Mehr Schlaf\n---\n"),
        ("sessions/2026-11-03.md", call),
        ("sessions/2026-11-10.md", "---\nstatus: held\n---\n## Plan\n\n## Threads\n"),
    ]);
    let text = practice.read(practice.coach("plan new alice --from-session").ok().stdout.trim_end());
    assert!(text.contains("goal: b\nmade: 2026-11-03\n") && text.contains("review: 2026-11-17\n"), "{text}");
    assert!(text.contains("- [ ] Buch kaufen due:2026-11-06\n"), "{text}");
}
