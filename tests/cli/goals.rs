//! `goal`: new, list, show, rename.

use crate::harness::Practice;

fn alice() -> Practice {
    Practice::of_alice(&[])
}

#[test]
fn a_new_goal_holds_what_they_want_in_their_words() {
    let practice = alice();
    let words = ["goal", "new", "alice", "Lead the team", "--importance", "9", "--motive", "identified"];
    let more = ["--target", "2027-03-31", "--words", "I want to be missed less.", "--words", "Soon."];
    practice.run(words.iter().chain(&more)).ok().stdout_is("clients/alice/goals/lead-the-team.md\n");
    let goal = practice.json("goal show alice lead");
    assert_eq!(
        (&goal["importance"], &goal["motive"], &goal["target"]),
        (&9.into(), &"identified".into(), &"2027-03-31".into())
    );
    assert!(goal["words"][0]["text"].as_str().unwrap().starts_with("I want to be missed less."));
    assert_eq!(goal["hard_questions"].as_array().unwrap().len(), 9);
    practice.coach("check").ok();
}

#[test]
fn a_mark_off_its_scale_and_an_unknown_motive_are_refused() {
    let practice = alice();
    let before = practice.snapshot();
    practice.coach("goal new alice Lead --importance 11").fails(2).stderr_has("importance");
    practice.coach("goal new alice Lead --importance often").fails(2).stderr_has("importance");
    practice.coach("goal new alice Lead --motive duty").fails(2).stderr_has("introjected");
    practice.unchanged_but(&before, &[]);
}

#[test]
fn a_line_break_in_a_flag_begins_no_key() {
    let practice = alice();
    let before = practice.snapshot();
    practice.run(["goal", "new", "alice", "Lead", "--importance", "7\nexamined: 2026-01-01"]).fails(2);
    practice.unchanged_but(&before, &[]);
    practice.run(["goal", "new", "alice", "Lead\nexamined: 2026-01-01"]).ok();
    assert_eq!(practice.json("goal show alice")["examined"], serde_json::Value::Null);
}

#[test]
fn the_words_of_a_goal_need_no_quotes() {
    let practice = alice();
    practice.coach("goal new alice Read a poem --importance 7,5").ok();
    let goal = practice.json("goal show alice");
    assert_eq!((&goal["title"], &goal["importance"]), (&"Read a poem".into(), &7.5.into()));
    practice.coach("goal new al Read a poem").fails(2);
}

#[test]
fn on_a_terminal_a_goal_is_asked_for_its_words_and_how_much_it_matters() {
    let practice = alice();
    let mut talk = practice.talk("goal new alice");
    talk.answers("What do they want, in a line?", "Read a poem")
        .answers("In their own words?", "One a week.")
        .answers("…", "Aloud.")
        .answers("…", "")
        .answers("How much does it matter to them", "eleven")
        .sees("isn't a mark from 0 to 10")
        .answers("How much does it matter to them", "8");
    talk.ends_well();
    let goal = practice.read("clients/alice/goals/read-a-poem.md");
    assert!(goal.contains("importance: 8\n---\n\n## In their words\n\n> One a week.\n> Aloud.\n"), "{goal}");
}

#[test]
fn what_was_planned_for_a_goal_that_is_let_go_is_let_go_with_it() {
    let notes = [
        ("goals/lead.md", "---\ntitle: Lead\n---\n"),
        ("plans/2026-11-01-a.md", "---\ngoal: lead\n---\n# Two mornings\n"),
        ("plans/2026-11-02-b.md", "---\ngoal: rest\n---\n# Rest\n"),
    ];
    let practice = Practice::of_alice(&notes);
    practice.coach("goal close alice lead --released").ok().stderr_has("let go with it: “Two mornings”");
    assert_eq!(
        practice.read("clients/alice/plans/2026-11-01-a.md"),
        "---\ngoal: lead\noutcome: released\nreviewed: 2026-11-24\n---\n# Two mornings\n"
    );
    assert_eq!(practice.read("clients/alice/plans/2026-11-02-b.md"), notes[2].1);
    let kept = Practice::of_alice(&notes);
    kept.coach("goal close alice lead --released --keep-plans").ok().stderr_has("still open: “Two mornings”");
    assert_eq!(kept.read("clients/alice/plans/2026-11-01-a.md"), notes[1].1);
    let asked = Practice::of_alice(&notes);
    let mut talk = asked.talk("goal set alice lead status=released");
    talk.sees("Let go of what was planned for it, too? “Two mornings”").presses("n\r");
    talk.sees("still open").answers("What", ".");
    talk.ends_well();
}

#[test]
fn a_goal_that_is_set_to_achieved_is_closed_and_looked_back_on() {
    let practice = Practice::of_alice(&[("goals/lead.md", "---\ntitle: Lead\n---\n")]);
    let mut talk = practice.talk("goal set alice lead status=achieved");
    talk.answers("What is it like", "Quiet.").answers("…", "").answers("Was it", "8");
    talk.ends_well();
    let goal = practice.json("goal show alice");
    assert_eq!((&goal["closed"], &goal["fulfilled"]), (&"2026-11-24".into(), &8.into()));
    assert!(practice.read("clients/alice/goals/lead.md").ends_with("## Looking back\n\nQuiet.\n"));
    let other = Practice::of_alice(&[("goals/lead.md", "---\ntitle: Lead\n---\n")]);
    other
        .coach("goal set alice lead status=achieved")
        .ok()
        .stderr_has("coach goal close alice lead --achieved");
    other.run(["goal", "close", "alice", "lead", "--achieved", "--looking-back", "Quiet."]).ok();
    other.coach("goal close alice lead --released").fails(2).stderr_has("achieved already");
}

#[test]
fn a_goal_that_is_there_is_never_replaced() {
    let practice = alice().file("clients/alice/goals/Lead.md", "mine\n");
    practice.coach("goal new alice lead").fails(2).stderr_has("`lead`").stderr_has("--id");
    assert_eq!(practice.read("clients/alice/goals/Lead.md"), "mine\n");
    practice.coach("goal new alice lead --id lead-2 --proposed").ok();
    assert_eq!(practice.json("goal show alice lead-2")["status"], "proposed");
}

#[test]
fn the_list_as_json_has_its_names() {
    let list = Practice::example().json("goal list alice");
    let lead = &list["goals"][0];
    assert_eq!(
        (&lead["id"], &lead["importance"], &lead["level"]),
        (&"lead-the-team".into(), &9.into(), &(-1).into())
    );
    assert_eq!((&lead["motive"], &lead["examined"]), (&"identified".into(), &"2026-10-11".into()));
    assert_eq!((&lead["status"], &list["problems"]), (&"active".into(), &serde_json::json!([])));
}

#[test]
fn a_goal_left_out_is_the_only_active_one() {
    let practice = Practice::example();
    practice.coach("goal show alice").ok().stdout_has("# Lead the team without running it");
    practice.coach("goal set alice one-day status=active").ok();
    practice.coach("goal show alice").fails(2).stderr_has("lead-the-team, one-day-that-is-hers");
}

#[test]
fn rename_keeps_sessions_and_plans_in_step() {
    let practice = Practice::example();
    let ran = practice.run(["goal", "rename", "ben", "own-workshop", "My own four walls"]).ok();
    ran.stdout_is("clients/ben/goals/my-own-four-walls.md\n");
    practice.coach("check").ok();
    let everything = practice.snapshot();
    let old = everything.values().filter(|bytes| String::from_utf8_lossy(bytes).contains("own-workshop"));
    assert_eq!(old.count(), 0);
}

#[test]
fn rename_changes_the_references_and_no_other_byte() {
    let practice = Practice::example();
    let before = practice.snapshot();
    practice.coach("goal rename alice lead-the-team steer").ok();
    for (path, bytes) in practice.snapshot() {
        let earlier = before.get(&path.replace("steer", "lead-the-team")).unwrap();
        let earlier = String::from_utf8_lossy(earlier).replace("lead-the-team", "steer");
        assert_eq!(String::from_utf8_lossy(&bytes), earlier, "{path}");
    }
    practice.coach("check").ok();
}

#[test]
fn rename_needs_the_exact_id_and_a_free_one() {
    let practice = Practice::example();
    let before = practice.snapshot();
    practice.run(["goal", "rename", "alice", "lead", "Steer"]).fails(2).stderr_has("exact id: lead-the-team");
    practice.coach("goal rename alice lead-the-team one-day-that-is-hers").fails(2);
    practice.unchanged_but(&before, &[]);
}

#[test]
fn rename_writes_nothing_if_one_reference_cannot_be_edited() {
    let practice = Practice::of_alice(&[
        ("goals/lead.md", "---\ntitle: Lead\n---\n"),
        ("sessions/2026-11-01.md", "---\ngoals: [lead]\n---\n"),
        ("sessions/2026-11-02.md", "---\ngoals: &all [lead]\nother: *all\n---\n"),
    ]);
    let before = practice.snapshot();
    practice.run(["goal", "rename", "alice", "lead", "Steer"]).fails(2).stderr_has("2026-11-02.md:");
    practice.unchanged_but(&before, &[]);
}

#[test]
fn words_that_look_like_markdown_stay_words() {
    let practice = Practice::of_alice(&[]);
    for (number, words) in
        ["# Not a heading", "- not a list", "> not a quote", "```", "<!-- no"].iter().enumerate()
    {
        practice.run(["goal", "new", "alice", &format!("Goal {number}"), "--words", words]).ok();
        let goal = practice.json(&format!("goal show alice goal-{number}"));
        assert_eq!(goal["words"][0]["text"].as_str().unwrap().replace('\\', ""), *words);
        assert_eq!(goal["hard_questions"].as_array().unwrap().len(), 9, "{words}");
    }
}

#[test]
fn a_rename_finds_a_reference_in_whatever_case_its_key_stands() {
    let practice = Practice::of_alice(&[
        ("goals/lead.md", "---\ntitle: Lead\n---\n"),
        ("sessions/2026-11-02.md", "---\nGoals: [lead] # hers\n---\n"),
        ("plans/2026-11-02-walk.md", "---\nGOAL: lead\n---\n# Walk\n"),
    ]);
    practice.coach("goal rename alice lead Steer").ok().stderr_has("2 notes kept in step");
    assert_eq!(practice.read("clients/alice/sessions/2026-11-02.md"), "---\nGoals: [steer] # hers\n---\n");
    assert_eq!(practice.read("clients/alice/plans/2026-11-02-walk.md"), "---\nGOAL: steer\n---\n# Walk\n");
    practice.coach("check").ok();
}

/// As if the command had been cut off behind the goal's own note.
#[test]
fn what_was_written_of_a_goal_already_is_named_in_the_call_when_it_is_run_again() {
    let call = "clients/alice/sessions/2026-11-24.md";
    for command in [
        &["goal", "examine", "alice", "one-day-that-is-hers", "--answer", "cost=Being found."][..],
        &["goal", "level", "alice", "one-day-that-is-hers", "1"],
    ] {
        let practice = Practice::example();
        let before = practice.read(call);
        practice.run(command).ok();
        let after = practice.read(call);
        assert_ne!(before, after);
        practice.write(call, before);
        practice.run(command).ok();
        assert_eq!(practice.read(call), after);
    }
}

#[test]
fn a_goal_is_named_by_its_title_and_the_name_is_kept_in_step() {
    let call = "---\nstatus: held\ngoals: [Führe das Team, \"[[rest]]\"]\n---\nTired.\n";
    let practice = Practice::of_alice(&[
        ("goals/lead.md", "---\ntitle: Führe das Team\n---\n"),
        ("goals/rest.md", "---\ntitle: Rest\n---\n"),
        ("sessions/2026-11-17.md", call),
        ("plans/2026-11-17-walk.md", "---\ngoal: [Rest]\n---\n# Walk\n"),
        ("plans/2026-11-18-walk-on.md", "---\ngoal: rest.md\nfollows: Walk\nsupport: [Jo]\n---\n# Walk on\n"),
    ]);
    // What is meant is read, and told: other programs know notes by their ids.
    let told = practice.coach("check").fails(1).stdout_has("`Führe das Team` is read as the goal `lead`");
    told.stdout_has("`Walk` is read as the plan `2026-11-17-walk`")
        .stdout_has("5 problems")
        .stdout_lacks("error[");
    let plan = practice.json("plan show alice walk-on");
    assert_eq!(
        (plan["goal"]["id"].as_str(), plan["follows"].as_str()),
        (Some("rest"), Some("2026-11-17-walk"))
    );
    practice.coach("goal level alice lead 1 --on 2026-11-17").ok();
    assert_eq!(practice.read("clients/alice/sessions/2026-11-17.md"), call);
    practice.run(["goal", "set", "alice", "lead", "title=Lass das Team"]).ok();
    practice.run(["goal", "rename", "alice", "rest", "Sleep"]).ok().stderr_has("3 notes kept in step");
    let text = practice.read("clients/alice/sessions/2026-11-17.md");
    assert!(text.contains("goals: [lead, \"sleep\"]\n"), "{text}");
    assert!(practice.read("clients/alice/plans/2026-11-17-walk.md").contains("goal: [sleep]\n"));
    practice.coach("check").fails(1).stdout_has("1 problem").stdout_has("`Walk` is read");
}

#[test]
fn a_title_that_two_goals_have_names_neither_and_a_second_goal_of_a_plan_is_told() {
    let practice = Practice::of_alice(&[
        ("goals/lead.md", "---\ntitle: Lead\n---\n"),
        ("goals/rest.md", "---\ntitle: Rest\n---\n"),
        ("goals/rest-2.md", "---\ntitle: Réste\n---\n"),
        ("goals/rest-3.md", "---\ntitle: reste\n---\n"),
        ("sessions/2026-11-17.md", "---\ngoals: [RESTE]\n---\nTired.\n"),
        ("sessions/2026-11-18.md", "---\ngoals: [Resté]\n---\nTired.\n"),
        ("plans/2026-11-17-walk.md", "---\ngoal: [lead, rest]\n---\n# Walk\n"),
        ("plans/2026-11-18-run.md", "---\ngoal: [[rest]]\n---\n# Run\n"),
    ]);
    let told = practice.coach("check").fails(1).stdout_has("there is no goal `Resté`");
    let told = told.stdout_has("`RESTE` is read as the goal `rest-3`");
    told.stdout_has("goal: one is read here, and `rest` has no effect").stdout_has("write it as rest");
    practice.coach("check --fix").fails(1);
    assert!(practice.read("clients/alice/plans/2026-11-18-run.md").contains("goal: [rest]\n"));
}

#[test]
fn a_name_where_an_id_is_wanted_is_mended_and_no_other_byte() {
    let walk = "plans/2026-11-17-walk.md";
    let practice = |call: &str, plan: &str| {
        Practice::of_alice(&[
            ("goals/lead.md", "---\ntitle: \"Lead: the team\"\n---\n"),
            ("goals/rest.md", "---\ntitle: Rest, at last\n---\n"),
            ("goals/a.md", "---\ntitle: Same\n---\n"),
            ("goals/b.md", "---\ntitle: same\n---\n"),
            (walk, "# Walk\n"),
            ("sessions/2026-11-17.md", &format!("---\r\n{call}\r\nminutes: 50 # c\r\n---\r\nTired.")),
            ("plans/2026-11-18-on.md", &format!("---\n{plan}\n---\n# On\n")),
        ])
    };
    for (call, mended, plan, mended_plan) in [
        (
            "goals: [lead, \"Rest, at last\" ] # h",
            "goals: [lead, \"rest\" ] # h",
            "goal: rest.md",
            "goal: rest",
        ),
        (
            "goals:\r\n- 'Lead: the team' # c\r\n- a",
            "goals:\r\n- 'lead' # c\r\n- a",
            "follows: [Walk]",
            "follows: [2026-11-17-walk]",
        ),
        ("Goals: \"[[lead|ours]]\"", "Goals: \"lead\"", "goal: [[rest]]", "goal: [rest]"),
        ("goals: [ LEAD: x, rest]", "goals: [ LEAD: x, rest]", "goal: Rest, at last # c", "goal: rest # c"),
        ("goals: [Sáme, rest.md]", "goals: [Sáme, rest]", "goal: \"[[Walk]]\"", "goal: \"[[Walk]]\""),
    ] {
        let practice = practice(call, plan);
        let before = practice.snapshot();
        practice.coach("check --fix --dry-run");
        practice.unchanged_but(&before, &[]);
        practice.coach("check --fix");
        let wanted = format!("---\r\n{mended}\r\nminutes: 50 # c\r\n---\r\nTired.");
        assert_eq!(practice.read("clients/alice/sessions/2026-11-17.md"), wanted);
        let wanted = format!("---\n{mended_plan}\n---\n# On\n");
        assert_eq!(practice.read("clients/alice/plans/2026-11-18-on.md"), wanted);
    }
    practice("goals: [rest.md]", "follows: [[Walk]]").coach("check --fix").ok().stderr_has("nothing to mend");
}
