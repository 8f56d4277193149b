//! `report`: follow-through and alliance.

use serde_json::{Value, json};

use crate::harness::Practice;

/// A client with one plan for each of these front matters.
fn plans(client: &str, fronts: &[String]) -> Practice {
    let practice = Practice::empty().file(&format!("clients/{client}/client.md"), "---\nname: Ida\n---\n");
    fronts.iter().enumerate().fold(practice, |practice, (number, front)| {
        let path = format!("clients/{client}/plans/2026-02-01-{number:02}.md");
        practice.file(&path, format!("---\n{front}\n---\n# Plan {number}\n\n## Outcome\nIt rained.\n"))
    })
}

fn comparison<'a>(report: &'a Value, id: &str) -> &'a Value {
    report["ingredients"].as_array().unwrap().iter().find(|one| one["id"] == id).unwrap()
}

#[test]
fn follow_through_of_the_example_as_it_looks() {
    let practice = Practice::example().env("COLUMNS", "80");
    let shown = practice.coach("report follow-through --color always").ok().silent().stdout;
    insta::assert_snapshot!(anstream::adapter::strip_str(&shown).to_string());
}

#[test]
fn alliance_of_the_example_as_it_looks() {
    let practice = Practice::example().env("COLUMNS", "80");
    let all = practice.coach("report alliance --color always").ok().silent().stdout;
    let one = practice.coach("report alliance --client ali --color always").ok().silent().stdout;
    insta::assert_snapshot!(anstream::adapter::strip_str(&(all + "\n" + &one)).to_string());
}

#[test]
fn follow_through_as_json_has_its_names() {
    let report = Practice::example().json("report follow-through");
    let overall = &report["overall"];
    assert_eq!((&overall["came"], &overall["of"]), (&json!(10), &json!(18)));
    let all = ["came", "part", "not"].map(|name| overall[name].as_u64().unwrap());
    assert_eq!(all.iter().sum::<u64>(), 18);
    assert_eq!((&report["client"], &report["since"]), (&Value::Null, &Value::Null));
    let ids: Vec<_> = report["clients"].as_array().unwrap().iter().map(|one| &one["id"]).collect();
    assert_eq!(ids, ["alice", "ben", "chiara", "tomas"]);
    // Two ingredients that seem to tell over all clients don't within each.
    let support = comparison(&report, "support-named");
    assert_eq!((&support["verdict"], &support["clients_with_both"]), (&json!("cant-tell"), &json!(4)));
    assert_eq!(
        (&support["with"], &support["without"]),
        (&json!({"came": 8, "of": 9}), &json!({"came": 2, "of": 9}))
    );
    assert!((support["p"].as_f64().unwrap() - 0.0075).abs() < 1e-4, "{}", support["p"]);
    let test = comparison(&report, "reality-test-played");
    assert!((test["p"].as_f64().unwrap() - 0.010).abs() < 1e-4, "{}", test["p"]);
    assert_eq!((&test["clients_with_both"], &test["clients_with_one"]), (&json!(4), &json!(0)));
    assert!(report["ingredients"].as_array().unwrap().iter().all(|one| one["verdict"] == "cant-tell"));
    let bands: Vec<_> = report["confidence"].as_array().unwrap().iter().map(|band| &band["band"]).collect();
    assert_eq!(bands, ["0-4", "5-6", "7-8", "9-10"]);
}

#[test]
fn what_the_plans_had_in_them_is_shown_when_it_is_asked_for() {
    let practice = Practice::example();
    practice.coach("report follow-through").ok().stdout_lacks("With it").stdout_has("`--compare`");
    let shown = practice.coach("report follow-through --compare").ok();
    shown
        .stdout_has("| support named | 8 of 9 | 2 of 9 | can't tell")
        .stdout_has("isn't a cause")
        .stdout_lacks("`--compare`");
    practice.coach("report follow-through --client alice --compare --shared").fails(2).stdout_is("");
}

#[test]
fn figures_name_the_lines_that_they_were_counted_from() {
    let practice = Practice::example();
    let follow = practice.json("report follow-through");
    let alliance = practice.json("report alliance");
    let sessions =
        alliance["clients"].as_array().unwrap().iter().flat_map(|one| one["sessions"].as_array().unwrap());
    let marks =
        sessions.flat_map(|one| one["sources"].as_array().unwrap()).map(|source| (source, "alliance:"));
    let outcomes = follow["overall"]["sources"].as_array().unwrap().iter().map(|source| (source, "outcome:"));
    let all: Vec<_> = marks.chain(outcomes).collect();
    assert_eq!(all.len(), 24 + 18);
    for (source, key) in all {
        let line = usize::try_from(source["line"].as_u64().unwrap()).unwrap();
        let note = practice.read(source["path"].as_str().unwrap());
        assert!(note.lines().nth(line - 1).unwrap().starts_with(key), "{source}");
    }
    practice
        .coach("report follow-through --sources")
        .ok()
        .stdout_has("- clients/alice/plans/2026-01-26-five-hundred-euros.md:11\n");
}

#[test]
fn a_report_on_one_client_holds_nothing_of_another() {
    let practice = Practice::example();
    for report in ["follow-through", "alliance"] {
        for format in ["md", "json"] {
            let ran = practice.coach(&format!("report {report} --client alice --format {format}")).ok();
            for other in ["Ben", "ben/", "Tomas", "tomas/", "Chiara", "chiara/"] {
                ran.clone().nowhere_has(other);
            }
        }
    }
    practice
        .coach("report follow-through --client alice")
        .ok()
        .stdout_has("Of 5 plans that were looked at, **3 came about**");
}

#[test]
fn nothing_few_and_many_plans() {
    Practice::of_alice(&[])
        .coach("report follow-through --compare")
        .ok()
        .stdout_has("No plan has been looked at yet");
    let few = plans("ida", &["outcome: kept".into(), "outcome: missed".into(), "outcome: draft".into()]);
    let shown = few.coach("report follow-through --compare").ok();
    shown
        .stdout_has("Of 2 plans that were looked at, **1 came about**, 1 didn't.")
        .stdout_has("can't tell; 1 client has one kind only");
    plans("ida", &["outcome: partly\ndone: 4\nof: 5".into()])
        .coach("report follow-through")
        .ok()
        .stdout_has("Of 1 plan that was looked at, **1 came about**.");
    let many: Vec<String> = (0..60)
        .map(|number| {
            format!(
                "outcome: {}\n{}",
                if number % 10 < 6 { "kept" } else { "missed" },
                if number % 2 == 0 { "when: Tue" } else { "support: nobody" }
            )
        })
        .collect();
    let shown = plans("ida", &many).coach("report follow-through --compare").ok();
    shown
        .stdout_has("And 50 plans before these")
        .stdout_has("can't tell")
        .stdout_has("| support named |  |  | can't tell; 1 client");
}

#[test]
fn since_counts_what_was_looked_at_from_that_day_on() {
    let practice = Practice::example();
    let of = |since: &str| {
        practice.run(["report", "follow-through", "--format", "json", "--since", since]).ok().json()
    };
    assert_eq!(of("2026-10-01")["overall"]["of"], 4);
    assert_eq!(of("2026-10-28")["overall"]["of"], 3);
    assert_eq!((&of("today")["overall"]["of"], &of("today")["clients"]), (&json!(0), &json!([])));
    practice
        .run(["report", "alliance", "--since", "1 March"])
        .ok()
        .stderr_has("1 March: Sunday 1 March 2026");
    practice.run(["report", "alliance", "--since", "some day"]).fails(2).stdout_is("");
    let marks = practice.json("report alliance --client alice --since 2026-11-01");
    assert_eq!(marks["clients"][0]["latest"]["date"], "2026-11-08T10:00");
    assert_eq!(marks["clients"][0]["lines"][0]["usual"], Value::Null);
}

#[test]
fn clients_stand_in_the_order_of_their_calls_and_those_without_marks_are_named() {
    let practice = Practice::example()
        .file("clients/zoe/client.md", "---\nname: Zoe\n---\n")
        .file("clients/zoe/sessions/2026-11-24.md", "---\ndate: 2026-11-24T09:00\nstatus: planned\n---\n")
        .file("clients/adam/client.md", "---\nname: Adam\nstatus: paused\n---\n")
        .file("clients/adam/sessions/2026-01-01.md", "---\nalliance: {heard: 10}\n---\n")
        .file("clients/done/client.md", "---\nname: Done\nstatus: completed\n---\n");
    let report = practice.json("report alliance");
    let ids: Vec<_> = report["clients"].as_array().unwrap().iter().map(|one| &one["id"]).collect();
    assert_eq!(ids, ["zoe", "alice", "ben", "tomas", "chiara", "adam"]);
    assert_eq!(report["clients"][0]["latest"], Value::Null);
    practice.coach("report alliance").ok().stdout_has("- Zoe: `coach session mark zoe`").stdout_lacks("Done");
    practice.coach("report alliance --client done").ok().stdout_has("`coach session mark done`");
}

#[test]
fn each_client_stands_against_their_own_earlier_marks() {
    let practice = Practice::of_alice(&[
        ("sessions/2026-01-01.md", "---\nalliance: {heard: 9, overall: 8}\n---\n"),
        ("sessions/2026-01-08.md", "---\nsummary: No marks.\n---\n"),
        ("sessions/2026-01-15.md", "---\nalliance: {focus: 7}\n---\n"),
        ("sessions/2026-01-22.md", "---\nalliance: {heard: 9, focus: 9, approach: 9, overall: 9}\n---\n"),
        ("sessions/2026-01-29.md", "---\nalliance: {overall: 6}\n---\n"),
        ("sessions/2026-12-24.md", "---\nalliance: {overall: 1}\n---\n"),
    ]);
    let one = &practice.json("report alliance")["clients"][0];
    assert_eq!(one["latest"], json!({"date": "2026-01-29", "number": 5}));
    let lines: Vec<_> = one["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| (line["line"].as_str().unwrap(), line["latest"].clone(), line["usual"].clone()))
        .collect();
    assert_eq!(
        lines,
        [
            ("heard", Value::Null, json!(9)),
            ("focus", Value::Null, json!(8)),
            ("approach", Value::Null, json!(9)),
            ("overall", json!(6), json!(8.5)),
        ]
    );
    assert_eq!(one["lines"][3]["difference"], json!(-2.5));
    assert_eq!((&one["sessions"][0]["heard"], &one["sessions"][0]["focus"]), (&json!(9), &Value::Null));
    let shown = practice.coach("report alliance").ok().stdout_has("Marked last: 29 Jan").stdout_lacks("9.0");
    shown.stdout_has("| Felt heard | ▇··▇· |  | 9 |");
    practice.coach("report alliance --client alice --shared").ok().stdout_lacks("Usual").stdout_lacks("8.5");
}

#[test]
fn on_a_shared_screen_a_report_is_about_one_client_or_refused() {
    let practice = Practice::example();
    for report in ["report follow-through", "report alliance"] {
        practice
            .coach(&format!("{report} --shared"))
            .fails(2)
            .stdout_is("")
            .stderr_has("--client")
            .nowhere_has("Alice");
    }
    for format in ["text", "json"] {
        let ran =
            practice.coach(&format!("report alliance --client alice --shared --format {format} --sources"));
        ran.ok().nowhere_has("clients/").nowhere_has(".md").nowhere_has("Ben").stdout_has("Alice Moreau");
    }
    practice.coach("report follow-through --client alice --shared").fails(2).stdout_is("");
}

#[test]
fn prep_tells_each_line_of_the_marks_for_itself_and_the_call_that_was_marked_last() {
    let marks = |marks: &str| format!("---\nstatus: held\nalliance: {{{marks}}}\n---\nWords.\n");
    let practice = Practice::of_alice(&[
        ("sessions/2026-10-01.md", &marks("heard: 9, focus: 8")),
        ("sessions/2026-10-15.md", &marks("heard: 7.8, focus: 8, overall: 7")),
        ("sessions/2026-11-01.md", &marks("heard: 9, focus: 8")),
        ("sessions/2026-11-15.md", "---\nstatus: held\n---\nNobody asked.\n"),
    ]);
    let prep = practice.coach("prep alice").ok().stdout_has("Their marks, last on 1 Nov: ");
    // 9 and 7.8 are drawn apart; what is the same is said once; no figure has a false decimal.
    let prep = prep.stdout_has("felt heard ▇▅▇ 9, 8.4 usual · what they came for ▅▅▅ 8, as usual");
    prep.stdout_has("worth the hour ·▄· not then, 7 usual").stdout_lacks("8.0").stdout_lacks("9.0");
    let alliance = &practice.json("prep alice")["arrive"]["alliance"];
    assert_eq!(alliance["latest"]["date"], "2026-11-01");
    assert_eq!(alliance["sessions"].as_array().unwrap().len(), 3);
    practice.coach("prep alice --shared").ok().stdout_lacks("Their marks");
}

#[test]
fn a_figure_that_says_no_more_than_the_one_before_it_is_left_out() {
    let plan = |outcome: &str| format!("---\ngoal: sail\noutcome: {outcome}\n---\n# Row\n");
    let of = |outcomes: &[&str]| {
        let alice = Practice::of_alice(&[("goals/sail.md", "---\ntitle: Sail\n---\n")]);
        outcomes.iter().enumerate().fold(alice, |practice, (place, outcome)| {
            practice.file(&format!("clients/alice/plans/2026-11-0{}-row.md", place + 1), plan(outcome))
        })
    };
    for (outcomes, wanted) in [
        (&["open", "open"][..], "2 plans, none looked at yet\n"),
        (&["kept"], "1 plan, which came about\n"),
        (&["missed"], "1 plan, which didn't come about\n"),
        (&["kept", "kept"], "2 plans, all came about\n"),
        (&["kept", "kept", "open"], "3 plans, 2 came about\n"),
        (&["kept", "missed", "partly"], "3 plans, all looked at, 1 came about, 1 in part\n"),
        (&["missed", "missed", "open"], "3 plans, 2 looked at, none came about\n"),
    ] {
        of(outcomes).coach("stuck alice").ok().stdout_has(&format!("· {wanted}"));
    }
    of(&["kept", "kept"]).coach("report follow-through").ok().stdout_has("**all came about**");
}
