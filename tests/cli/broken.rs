//! Broken notes: told with their place, and never in the way of the others.

use serde_json::{Value, json};

use crate::harness::Practice;

/// A hundred held sessions, one of which has this text.
fn a_hundred(broken: &str) -> Practice {
    let mut practice = Practice::of_alice(&[]);
    for day in 0..100 {
        let date = format!("2026-{:02}-{:02}", day / 25 + 1, day % 25 + 1);
        practice = practice
            .file(&format!("clients/alice/sessions/{date}.md"), format!("---\nsummary: on {date}\n---\n"));
    }
    // The next call is planned, so that nothing is to be noticed beside them.
    practice
        .file("clients/alice/sessions/2026-02-10.md", broken)
        .file("clients/alice/sessions/2026-12-01.md", "---\nstatus: planned\n---\n")
}

#[test]
fn one_broken_note_among_a_hundred_costs_only_itself() {
    let practice = a_hundred("---\nsummary: [never closed\n---\n> Still quoted.\n");
    let ran = practice.coach("prep alice").ok().stderr_has("clients/alice/sessions/2026-02-10.md:");
    let digest = practice.json("prep alice");
    let told = digest["story"].as_array().unwrap().iter().filter(|chapter| chapter["summary"].is_object());
    assert_eq!(told.count(), 99);
    assert!(ran.stdout.contains("sessions between"), "{}", ran.stdout);
    let line = ran.stderr.lines().find(|line| line.contains("2026-02-10")).unwrap();
    let place: Vec<&str> = line.split(':').collect();
    assert!(place[1].parse::<usize>().is_ok() && place[2].parse::<usize>().is_ok(), "{line}");
    assert_eq!(digest["problems"][0]["path"], "clients/alice/sessions/2026-02-10.md");
    assert_eq!(digest["arrive"]["number"], 101);
}

#[test]
fn every_way_of_breaking_a_note_leaves_the_other_ninety_nine() {
    let nested = format!("---\nx: {}\n---\n", "[".repeat(10_000));
    for broken in [
        "---\nsummary: x\n",
        "--- x\n---\n",
        "---\n\tsummary: x\n---\n",
        "---\na: b: c\n---\n",
        "---\n- a\n---\n",
        "---\nx: *nobody\n---\n",
        "---\n\u{0}\n---\n",
        "---\nx: \"\n---\n",
        &nested,
        "---\n%YAML 9\n---\n",
    ] {
        let practice = a_hundred(broken);
        practice.coach("prep alice").ok().stderr_has("2026-02-10.md:");
        let digest = practice.json("prep alice");
        let told = digest["story"].as_array().unwrap().iter().filter(|chapter| {
            chapter["summary"]["text"].as_str().is_some_and(|text| text.starts_with("on 2026-"))
        });
        assert_eq!(told.count(), 99, "{broken:.40?}");
    }
}

#[test]
fn one_bad_key_costs_only_itself() {
    let note = "---\nminutes: long\nfee: gone\nalliance: {heard: 11, focus: 8}\nsummary: It held.\n---\n";
    let practice = Practice::of_alice(&[("sessions/2026-11-08.md", note)]);
    let shown = practice.json("session show alice last");
    assert_eq!((&shown["summary"]["text"], &shown["alliance"]["focus"]), (&json!("It held."), &json!(8)));
    assert_eq!((&shown["minutes"], &shown["alliance"]["heard"]), (&Value::Null, &Value::Null));
    let places: Vec<(&Value, &Value)> =
        shown["problems"].as_array().unwrap().iter().map(|p| (&p["line"], &p["column"])).collect();
    assert_eq!(places, [(&json!(2), &json!(10)), (&json!(3), &json!(6)), (&json!(4), &json!(19))]);
}

#[test]
fn problems_in_json_have_place_message_hint_code_and_severity() {
    let practice = Practice::of_alice(&[("sessions/2026-11-08.md", "---\nstatus: hold\n---\n")]);
    let found = practice.run(["check", "--format", "json"]).fails(1).json();
    let problem = &found["problems"][0];
    assert_eq!(
        (&problem["path"], &problem["line"], &problem["column"]),
        (&json!("clients/alice/sessions/2026-11-08.md"), &json!(2), &json!(9))
    );
    assert!(problem["message"].as_str().unwrap().contains("`hold`"));
    assert!(problem["hint"].as_str().unwrap().contains("`held`"));
    let code = problem["code"].as_str().unwrap();
    assert!(code.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{code}");
    assert_eq!(problem["severity"], "error");
}

#[test]
fn check_shows_the_line_with_a_mark_under_the_place() {
    let practice = Practice::of_alice(&[
        ("sessions/2026-11-08.md", "---\ndate: 2026-11-08\nstatus: hold  # ünï\n---\n"),
        ("plans/2026-11-08-a.md", "---\nconfidence: 12\ngoal: laed\n---\n# A\n"),
        ("goals/lead.md", "---\ntitle: Lead\n---\n"),
    ]);
    let ran = practice.coach("check").fails(1).silent();
    insta::assert_snapshot!(ran.stdout);
}

#[test]
fn check_is_zero_where_there_is_nothing_to_mend() {
    let practice = Practice::example();
    practice.coach("check").ok().stdout_is("").stderr_has("nothing to mend");
    practice.coach("check -q").ok().stdout_is("").silent();
    assert_eq!(practice.json("check"), json!({"problems": []}));
}

#[test]
fn check_looks_only_where_it_is_told_to() {
    let bad = "---\nstatus: gone\n---\n";
    let practice = Practice::example()
        .file("clients/ben/sessions/2026-01-01.md", bad)
        .file("clients/ben/goals/x.md", bad);
    practice.coach("check clients/alice").ok();
    practice
        .coach("check clients/ben/sessions")
        .fails(1)
        .stdout_has("1 problem\n")
        .stdout_lacks("goals/x.md");
    practice.coach("check clients/ben clients/alice").fails(1).stdout_has("2 problems");
    practice.coach("check clients/ben/goals/x.md coach.yaml").fails(1).stdout_has("1 problem\n");
    practice.coach("check .").fails(1).stdout_has("2 problems");
    practice.coach("check clients").fails(1).stdout_has("2 problems");
}

#[test]
fn check_reads_paths_from_the_working_folder() {
    let practice = Practice::example().file("clients/ben/sessions/2026-01-01.md", "---\nstatus: gone\n---\n");
    practice
        .working_in("clients/ben")
        .coach("check sessions")
        .fails(1)
        .stdout_has("clients/ben/sessions/2026-01-01.md");
}

#[test]
fn check_refuses_what_is_not_in_the_practice() {
    let practice = Practice::example();
    practice.coach("check clients/nobody").fails(2).stderr_has("isn't there");
    practice
        .run(["check".as_ref(), practice.outside().as_os_str()])
        .fails(2)
        .stderr_has("isn't in the practice");
    practice.coach("check ..").fails(2);
}

#[test]
fn the_settings_are_checked_too() {
    let practice = Practice::example()
        .file("coach.yaml", "format: 1\nsignals:\n  importance: often\nshow_up_as: calm\n");
    practice.coach("check").fails(1).stdout_has("coach.yaml:3:15");
    practice.coach("prep alice").ok().stdout_has("- calm").stderr_has("coach.yaml:3:15");
    let broken = Practice::example().file("coach.yaml", "a: [\n");
    broken.coach("check").fails(1).stdout_has("coach.yaml:");
    broken.coach("prep alice").ok().stdout_has("# Alice Moreau").stderr_has("coach.yaml:");
}

#[test]
fn references_to_what_is_not_there_say_did_you_mean() {
    let practice = Practice::of_alice(&[
        ("goals/lead.md", "---\ntitle: Lead\n---\n"),
        ("plans/2026-11-08-a.md", "---\ngoal: laed\nfollows: 2026-11-08-b\n---\n# A\n"),
        ("sessions/2026-11-08.md", "---\ngoals: [lead, led]\n---\n"),
    ]);
    let ran = practice.coach("check").fails(1).stdout_has("did you mean `lead`?").stdout_has("3 problems");
    ran.stdout_has("there is no goal `led`").stdout_has("there is no plan `2026-11-08-b`");
}

#[test]
fn plans_that_follow_each_other_in_a_circle_are_a_problem() {
    let plan = |follows: &str| format!("---\nfollows: 2026-11-0{follows}\n---\n# P\n");
    let practice = Practice::of_alice(&[
        ("plans/2026-11-01.md", &plan("2")),
        ("plans/2026-11-02.md", &plan("3")),
        ("plans/2026-11-03.md", &plan("1")),
        ("plans/2026-11-04.md", &plan("1")),
        ("plans/2026-11-05.md", &plan("5")),
    ]);
    let found = practice.run(["check", "--format", "json"]).fails(1).json();
    let told: Vec<&Value> = found["problems"].as_array().unwrap().iter().map(|p| &p["path"]).collect();
    assert_eq!(told, ["clients/alice/plans/2026-11-01.md", "clients/alice/plans/2026-11-05.md"]);
    practice.coach("prep alice").ok();
    practice.coach("plan show alice 2026-11-01").ok();
}

#[test]
fn a_key_given_twice_is_a_problem_and_the_last_one_counts() {
    let practice =
        Practice::of_alice(&[("sessions/2026-11-08.md", "---\nsummary: one\nsummary: two\n---\n")]);
    assert_eq!(practice.json("prep alice")["last_time"]["summary"]["text"], "two");
    practice.coach("check").fails(1).stdout_has("2026-11-08.md:3:1").stdout_has("1 problem\n");
}

#[cfg(target_os = "linux")]
#[test]
fn ids_that_differ_only_in_case_or_normal_form_are_a_problem() {
    let practice = Practice::of_alice(&[("goals/Léad.md", "x\n"), ("goals/le\u{301}ad.md", "x\n")]);
    let practice = practice.file("clients/ALICE/client.md", "# Alice\n");
    let found = practice.run(["check", "--format", "json"]).fails(1).json();
    let codes: Vec<&Value> = found["problems"].as_array().unwrap().iter().map(|p| &p["code"]).collect();
    assert_eq!(codes, ["alike-ids", "alike-ids"]);
}

#[test]
fn unknown_keys_headings_and_files_are_no_problem() {
    let practice = Practice::of_alice(&[
        (
            "sessions/2026-11-08.md",
            "---\nmood: 7\nnested: {a: [b]}\nno: yes\n---\n# X\n## Whatever\n#### Deep\n",
        ),
        ("sessions/photo.jpg", "\u{fffd}"),
        ("sessions/.draft.md", "---\n"),
        ("contract.md", "---\n"),
        ("sessions/archive/2020-01-01.md", "Old.\n"),
    ]);
    practice.file("README.md", "---\n").coach("check").ok();
}

#[test]
fn a_session_of_which_nothing_says_the_day_is_told() {
    let practice = Practice::of_alice(&[("sessions/first call.md", "---\nsummary: x\n---\n")]);
    practice.coach("check").fails(1).stdout_has("date: 2026-11-08");
    practice.coach("prep alice").ok().stderr_has("first call.md:1:1");
}

#[test]
fn yes_and_no_are_text_and_empty_values_are_missing() {
    let practice = Practice::of_alice(&[(
        "sessions/2026-11-08.md",
        "---\nsummary: no\nshow_up_as: on\nminutes:\nstatus: ~\n---\n",
    )]);
    practice.coach("check").ok();
    assert_eq!(practice.json("prep alice")["last_time"]["summary"]["text"], "no");
}

#[test]
fn any_command_tells_what_it_could_not_read() {
    let practice =
        Practice::example().file("clients/ben/plans/2026-11-01-x.md", "---\nconfidence: 12\n---\n# X\n");
    for line in [
        "client list",
        "plan list",
        "plan list ben",
        "client show ben",
        "session list ben",
        "prep ben",
        "goal show ben own",
    ] {
        practice.coach(line).ok().stderr_has("clients/ben/plans/2026-11-01-x.md:2:13");
        assert_eq!(practice.json(line)["problems"][0]["line"], 2, "{line}");
    }
    practice.coach("prep ben -q").ok().stderr_has("2026-11-01-x.md:2:13");
}

#[test]
fn a_flood_of_problems_is_cut_and_check_has_them_all() {
    let many: Vec<(String, &str)> =
        (10..40).map(|n| (format!("sessions/2026-01-{n}.md"), "---\nstatus: gone\n---\n")).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    let practice = Practice::of_alice(&many);
    let told = practice.coach("prep alice").ok().stderr.lines().count();
    assert!(told <= 12, "{told}");
    assert!(
        practice.run(["check", "--format", "json"]).fails(1).json()["problems"].as_array().unwrap().len()
            >= 30
    );
}

#[test]
fn a_broken_template_costs_only_the_views_that_use_it() {
    let practice = Practice::example().file("templates/prep.md", "{% if %}");
    practice.coach("client list").ok();
    practice.json("prep alice");
}

#[test]
fn one_bad_date_is_one_problem() {
    let practice = Practice::of_alice(&[("sessions/first.md", "---\ndate: 25/11/2026\n---\n")]);
    let found = practice.run(["check", "--format", "json"]).fails(1).json();
    assert_eq!(found["problems"].as_array().unwrap().len(), 1, "{found:#}");
}

#[test]
fn a_plan_is_never_meant_to_follow_itself() {
    let practice = Practice::of_alice(&[(
        "plans/2026-11-08-two-mornings.md",
        "---\nfollows: 2026-11-01-two-morning\n---\n",
    )]);
    practice.coach("check").fails(1).stdout_has("this client has no plans yet");
}
