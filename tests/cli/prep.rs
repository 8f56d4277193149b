//! `prep`: the digest.

use serde_json::{Value, json};

use crate::harness::Practice;

/// A call of Alice's on a day of November, held if it is before the 24th.
fn alice(more: &[(&str, &str)]) -> Practice {
    let planned = ("sessions/2026-11-24.md", "---\ndate: 2026-11-24T10:00\nstatus: planned\n---\n");
    Practice::of_alice(&[&[planned], more].concat()).today("2026-11-24T09:30")
}

fn texts(statements: &Value) -> Vec<&str> {
    let statements = statements.as_array().expect("a list");
    statements.iter().map(|statement| statement["text"].as_str().expect("words")).collect()
}

#[test]
fn json_has_every_part_in_order_for_every_client() {
    let parts = [
        "client",
        "today",
        "doubted",
        "arrive",
        "person",
        "story",
        "echo",
        "last_time",
        "since_then",
        "promised",
        "review_first",
        "under_way",
        "threads",
        "goals",
        "balance",
        "noticed",
        "show_up_as",
        "problems",
    ];
    let practice = Practice::example();
    for (client, signal, largest) in [
        // What the balance says isn't noticed once more.
        ("alice", json!([]), json!("vision")),
        ("ben", json!(["same-plan-again"]), Value::Null),
        ("chiara", json!(["whose-goal"]), Value::Null),
        ("tomas", json!([]), json!("team")),
    ] {
        let digest = practice.json(&format!("prep {client}"));
        let keys: Vec<&String> = digest.as_object().unwrap().keys().collect();
        assert_eq!(keys, parts);
        let noticed = digest["noticed"].as_array().unwrap().iter().map(|noticed| noticed["signal"].clone());
        assert_eq!(
            (&digest["balance"]["largest"], noticed.collect::<Value>()),
            (&largest, signal),
            "{client}"
        );
    }
}

#[test]
fn the_parts_of_the_parts_have_the_documented_names() {
    let digest = Practice::example().json("prep alice");
    for (pointer, names) in [
        ("/arrive", "number last next agreement"),
        ("/arrive/last", "date days"),
        ("/arrive/next", "date minutes kind"),
        ("/arrive/agreement", "held agreed until"),
        ("/person/0", "about statements"),
        ("/story/0", "date status summary"),
        ("/last_time", "date summary words threads"),
        ("/since_then/0", "date from statements"),
        ("/review_first/0", "plan title goal review days_over when where if_thens steps confidence"),
        ("/review_first/0/steps/0", "text done due source"),
        ("/threads/0", "text source days"),
        ("/balance", "date areas largest"),
        ("/balance/areas/0", "area rating hours wish gap"),
        ("/goals/0", "goal title words level level_days examined open_questions"),
        ("/show_up_as", "standing last planned"),
    ] {
        let part = digest.pointer(pointer).unwrap_or_else(|| panic!("{pointer}"));
        let missing: Vec<&str> = names.split(' ').filter(|name| part.get(name).is_none()).collect();
        assert!(missing.is_empty(), "{pointer} lacks {missing:?}: {part:#}");
    }
}

#[test]
fn parts_of_which_nothing_is_known_are_empty_in_json_and_left_out_of_text() {
    let practice = Practice::of_alice(&[]);
    let digest = practice.json("prep alice");
    for empty in ["person", "story", "since_then", "review_first", "threads", "goals", "noticed", "problems"]
    {
        assert_eq!(digest[empty], json!([]), "{empty}");
    }
    assert_eq!(
        (&digest["echo"], &digest["last_time"], &digest["balance"]),
        (&Value::Null, &Value::Null, &Value::Null)
    );
    let text = practice.coach("prep alice").ok().stdout_has("Session 1").stdout_has("## Show up as");
    text.stdout_lacks("## Goals").stdout_lacks("## The story").stdout_lacks("None").stdout_lacks("null");
}

#[test]
fn arrive_counts_the_sessions_held_before() {
    let practice = alice(&[
        ("client.md", "---\nname: Alice\nsessions_before: 40\nsessions_agreed: 12\nuntil: 2027-01-12\n---\n"),
        ("sessions/2026-11-08.md", "---\nstatus: held\n---\n"),
        ("sessions/2026-11-09.md", "---\nstatus: no-show\n---\n"),
    ]);
    let arrive = practice.json("prep alice")["arrive"].clone();
    assert_eq!(arrive["number"], 42);
    assert_eq!(arrive["last"], json!({"date": "2026-11-08", "days": 16}));
    assert_eq!(arrive["next"], json!({"date": "2026-11-24T10:00", "minutes": null, "kind": "individual"}));
    assert_eq!(arrive["agreement"], json!({"held": 1, "agreed": 12, "until": "2027-01-12"}));
}

#[test]
fn the_person_is_at_most_three_each_the_profile_then_the_newest_each_once() {
    let practice = alice(&[
        ("client.md", "---\nname: Alice\n---\n## What makes them happy\n- bread\n- the sea\n"),
        ("sessions/2026-11-01.md", "- the sea #happy\n- first #happy\n"),
        ("sessions/2026-11-08.md", "A walk. #happy\n"),
        ("notes/2026-11-12.md", "#happy A letter.\n"),
    ]);
    let person = practice.json("prep alice")["person"].clone();
    assert_eq!(person[0]["about"], "happy");
    assert_eq!(texts(&person[0]["statements"]), ["bread", "A letter.", "A walk."]);
    assert_eq!(practice.json("client show alice")["person"][0]["statements"].as_array().unwrap().len(), 5);
}

#[test]
fn the_person_is_at_most_three_each_in_the_example() {
    let practice = Practice::example();
    for client in ["alice", "ben", "chiara", "tomas"] {
        for subject in practice.json(&format!("prep {client}"))["person"].as_array().unwrap() {
            assert!((1..=3).contains(&subject["statements"].as_array().unwrap().len()), "{subject:#}");
        }
    }
}

#[test]
fn hashtags_in_headings_code_and_links_file_nothing() {
    let body = "# Big #happy\n\n`x #happy` and [y](#happy)\n\n```\nz #happy\n```\n\nmail#happy (#1)\n\n<!-- #happy -->\n";
    assert_eq!(alice(&[("sessions/2026-11-08.md", body)]).json("prep alice")["person"], json!([]));
}

#[test]
fn the_story_is_every_session_first_to_last() {
    let practice = alice(&[
        ("sessions/2026-11-08.md", "---\nsummary: second\n---\n"),
        ("sessions/2026-10-08.md", "---\nsummary: first\n---\n"),
        ("sessions/2026-11-15.md", "---\nstatus: cancelled\n---\n"),
        ("sessions/2026-11-20.md", "---\nstatus: planned\n---\n"),
    ]);
    let story = practice.json("prep alice")["story"].clone();
    let lines: Vec<String> = story
        .as_array()
        .unwrap()
        .iter()
        .map(|s| format!("{} {}", s["status"], s["summary"]["text"]))
        .collect();
    let wanted = ["\"held\" \"first\"", "\"held\" \"second\"", "\"cancelled\" null", "\"planned\" null"];
    assert_eq!(lines, wanted);
}

#[test]
fn last_time_has_their_own_words_and_no_one_elses() {
    let body = "---\nsummary: It held.\n---\n> Mine.\n> > not mine\n\n> [!note]\n> free\n\n> [!quote] Title\n> Called out.\n\n## Threads\n- [ ] open\n- [x] done\n";
    let last = alice(&[("sessions/2026-11-08.md", body)]).json("prep alice")["last_time"].clone();
    assert_eq!(last["summary"]["text"], "It held.");
    assert_eq!(texts(&last["words"]), ["Mine.", "Called out."]);
    assert_eq!(texts(&last["threads"]), ["open"]);
}

#[test]
fn since_then_holds_notes_mails_and_their_preparation() {
    let practice = alice(&[
        ("sessions/2026-11-08.md", "held\n"),
        ("sessions/2026-11-24.md", "---\nstatus: planned\n---\n## Preparation\n- I moved the chair.\n"),
        ("notes/2026-11-01.md", "too early\n"),
        ("notes/2026-11-10.md", "---\nfrom: client\n---\nI went.\n\n> You said so.\n"),
        ("notes/2026-11-12.md", "Read it all again.\n"),
    ]);
    let since = practice.json("prep alice")["since_then"].clone();
    let told: Vec<(&Value, Vec<&str>)> =
        since.as_array().unwrap().iter().map(|s| (&s["from"], texts(&s["statements"]))).collect();
    assert_eq!(told[0], (&json!("client"), vec!["I went."]));
    assert_eq!(told[1], (&json!("coach"), vec!["Read it all again."]));
    assert_eq!(told[2], (&json!("client"), vec!["I moved the chair."]));
    assert_eq!(told.len(), 3);
}

#[test]
fn review_first_counts_the_days_over_up_to_the_call() {
    let plan = |review: &str, outcome: &str| {
        format!("---\nreview: {review}\noutcome: {outcome}\n---\n# P {review}\n")
    };
    let practice = alice(&[
        ("sessions/2026-11-24.md", "---\nstatus: cancelled\n---\n"),
        ("sessions/2026-11-26.md", "---\nstatus: planned\n---\n"),
        ("plans/2026-11-01-a.md", &plan("2026-11-22", "open")),
        ("plans/2026-11-01-b.md", &plan("2026-11-26", "open")),
        ("plans/2026-11-01-c.md", &plan("2026-11-27", "open")),
        ("plans/2026-11-01-d.md", &plan("2026-11-20", "kept")),
        ("plans/2026-11-01-e.md", &plan("2026-11-20", "draft")),
        ("plans/2026-11-01-f.md", &plan("2026-11-10", "open")),
    ]);
    let due = practice.json("prep alice")["review_first"].clone();
    let days: Vec<&Value> = due.as_array().unwrap().iter().map(|plan| &plan["days_over"]).collect();
    assert_eq!(days, [&json!(14), &json!(2), &json!(-2)]);
    practice.coach("prep alice").ok().stdout_has("what happened?").stdout_lacks("did you do it");
}

#[test]
fn review_first_holds_what_was_agreed() {
    let due = Practice::example().json("prep alice")["review_first"][0].clone();
    assert_eq!((&due["plan"], &due["goal"]), (&json!("2026-11-08-two-mornings"), &json!("lead-the-team")));
    assert_eq!(
        (&due["review"], &due["days_over"], &due["confidence"]),
        (&json!("2026-11-22"), &json!(2), &json!(8))
    );
    assert_eq!(due["when"], "Tue and Thu, 07:30");
    assert_eq!(due["where"], "the library by the harbour, under the high windows");
    assert_eq!((due["if_thens"].as_array().unwrap().len(), due["steps"].as_array().unwrap().len()), (3, 5));
    assert_eq!((&due["steps"][0]["done"], &due["steps"][0]["due"]), (&json!(true), &json!("2026-11-09")));
}

#[test]
fn threads_are_oldest_first_with_their_age() {
    let practice = alice(&[
        ("sessions/2026-11-08.md", "## Threads\n- [ ] late\n"),
        ("sessions/2026-10-08.md", "## Threads\n- [ ] early\n  - [ ] inner\n- [x] done\n> - [ ] quoted\n"),
        ("notes/2026-11-01.md", "## Threads\n* [ ] between\n\n```\n- [ ] code\n```\n"),
    ]);
    let threads = practice.json("prep alice")["threads"].clone();
    assert_eq!(texts(&threads), ["early", "inner", "between", "late"]);
    let days: Vec<&Value> = threads.as_array().unwrap().iter().map(|thread| &thread["days"]).collect();
    assert_eq!(days, [&json!(47), &json!(47), &json!(23), &json!(16)]);
}

#[test]
fn every_open_thread_stands_in_the_text_once() {
    let practice = Practice::example();
    for client in ["alice", "ben", "chiara", "tomas"] {
        let digest = practice.json(&format!("prep {client}"));
        let text = practice.coach(&format!("prep {client}")).ok().stdout;
        for thread in texts(&digest["threads"]) {
            assert_eq!(text.matches(thread).count(), 1, "{client}: {thread}\n{text}");
        }
    }
}

#[test]
fn goals_show_what_was_not_asked_yet() {
    let goals = Practice::example().json("prep alice")["goals"].clone();
    assert_eq!((goals.as_array().unwrap().len(), &goals[0]["goal"]), (1, &json!("lead-the-team")));
    assert_eq!((&goals[0]["level"], &goals[0]["level_days"]), (&json!(-1), &json!(16)));
    assert_eq!(goals[0]["examined"], "2026-10-11");
    let open = texts(&goals[0]["open_questions"]);
    assert_eq!(
        open,
        [
            "What if the team does it well, and differently?",
            "Who are you in the house when nobody needs a key?"
        ]
    );
}

#[test]
fn show_up_as_holds_the_standing_lines_the_last_and_the_planned() {
    let show = Practice::example().json("prep alice")["show_up_as"].clone();
    assert_eq!(texts(&show["standing"])[0], "the one who isn't in a hurry");
    assert_eq!(show["standing"][0]["source"], json!({"path": "coach.yaml", "line": 6}));
    assert_eq!(texts(&show["last"]), ["slower than last time"]);
    assert_eq!(texts(&show["planned"]), ["someone who can hear a first sentence"]);
    Practice::example()
        .coach("prep ben")
        .ok()
        .stdout_has("Who do you want to show up as?")
        .stdout_has("--show-up");
}

#[test]
fn brief_keeps_where_we_are_what_came_since_and_what_is_due() {
    let practice = Practice::example();
    let text = practice.coach("prep alice --brief").ok();
    let kept = ["Session 11", "## Last time", "## Since then", "## Review first", "## Show up as"];
    let text = text.stdout_has_in_order(&kept);
    for gone in ["## The person", "## The story", "## Threads left", "## Goals"] {
        assert!(!text.stdout.contains(gone), "{gone}");
    }
    let digest = practice.json("prep alice --brief");
    assert_eq!((&digest["person"], &digest["story"], &digest["goals"]), (&json!([]), &json!([]), &json!([])));
}

/// Two calls today, one tomorrow, one cancelled.
fn a_day() -> Practice {
    let call = |time: &str, status: &str| format!("---\ndate: 2026-11-24T{time}\nstatus: {status}\n---\n");
    Practice::empty()
        .file("clients/ann/client.md", "---\nname: Ann\n---\n")
        .file("clients/ann/sessions/2026-11-24.md", call("16:00", "planned"))
        .file("clients/bea/client.md", "---\nname: Bea\n---\n")
        .file("clients/bea/sessions/moved here.md", call("09:00", "planned"))
        .file("clients/cid/client.md", "---\nname: Cid\n---\n")
        .file("clients/cid/sessions/2026-11-24.md", call("12:00", "cancelled"))
        .file("clients/dan/client.md", "---\nname: Dan\n---\n")
        .file("clients/dan/sessions/2026-11-25.md", "---\nstatus: planned\n---\n")
}

#[test]
fn the_day_is_all_planned_calls_by_the_hour() {
    let day = a_day().coach("prep --day").ok().stdout_has_in_order(&["# Bea", "\n---\n", "# Ann"]);
    day.stdout_lacks("# Cid").stdout_lacks("# Dan");
    let day = a_day().json("prep --day");
    assert_eq!(
        (&day["calls"][0]["client"]["id"], &day["calls"][1]["client"]["id"]),
        (&json!("bea"), &json!("ann"))
    );
    assert_eq!((day["calls"].as_array().unwrap().len(), &day["problems"]), (2, &json!([])));
    assert_eq!(day["today"], "2026-11-24");
}

#[test]
fn a_day_without_calls_says_so() {
    a_day()
        .today("2026-12-24")
        .coach("prep --day")
        .ok()
        .stdout_has("No call is planned for Thursday 24 December 2026");
    assert_eq!(a_day().today("2026-12-24").json("prep --day")["calls"], json!([]));
}

#[test]
fn words_that_look_like_markdown_stay_words() {
    let practice = alice(&[(
        "sessions/2026-11-08.md",
        "---\nsummary: '# not a heading'\n---\n> - [ ] not a task\n\n## Threads\n- [ ] \\# hash\n",
    )]);
    let text = practice.coach("prep alice").ok();
    assert!(
        !text.stdout.lines().any(|line| line.starts_with("# not") || line.starts_with("- [ ] not")),
        "{}",
        text.stdout
    );
}

#[test]
fn there_is_no_list_of_things_to_say() {
    let text = Practice::example().coach("prep alice").ok().stdout.to_lowercase();
    for word in ["agenda", "talking point", "failed", "failure", "score"] {
        assert!(!text.contains(word), "{word}");
    }
    assert!(!text.lines().any(|line| line.starts_with('#') && line.contains("to say")));
}

#[test]
fn balance_is_one_line_of_the_last_call_or_since() {
    let practice = Practice::example();
    let balance = "### Balance, 18 Nov\n\n- patients 8 · team 7 · paper 6 · home 8\n";
    practice.coach("prep tomas").ok().stdout_has(balance);
    practice.coach("prep tomas --shared").ok().stdout_has(balance);
    practice.coach("prep alice").ok().stdout_has("### Balance, 8 Nov\n").stdout_lacks("only the manager of");
    practice.coach("prep alice --brief").ok().stdout_lacks("Balance,");
    practice.coach("prep ben").ok().stdout_lacks("Balance,");
    // Marks of a call before the last one stand in `balance show`.
    let older = practice.file("clients/tomas/sessions/2026-11-20.md", "---\nstatus: held\n---\n");
    older.coach("prep tomas").ok().stdout_lacks("Balance,");
    assert_eq!(older.json("prep tomas")["balance"], Value::Null);
}

#[test]
fn tasks_of_a_threads_section_under_prep_are_not_read_back() {
    let note = "---\nstatus: held\n---\n## Threads\n- [ ] real\n\n## Prep\n### Threads\n- [ ] unreal\n";
    let practice = Practice::of_alice(&[("sessions/2026-11-08.md", note)]);
    let digest = practice.json("prep alice");
    assert_eq!(digest["threads"].as_array().unwrap().len(), 1, "{:#}", digest["threads"]);
    let note = "---\nstatus: planned\n---\n## Prep\n### Preparation\n- unreal\n";
    let practice = Practice::of_alice(&[("sessions/2026-11-24.md", note)]);
    assert_eq!(practice.json("prep alice")["since_then"], json!([]));
}

#[test]
fn the_story_has_an_echo_of_their_own_words_of_about_a_year_ago() {
    let practice = Practice::of_alice(&[
        ("sessions/2025-11-20.md", "---\nsummary: It began.\n---\n> I carry every key.\n"),
        ("sessions/2026-11-08.md", "> One morning.\n"),
    ]);
    assert_eq!(practice.json("prep alice")["echo"]["text"], "I carry every key.");
    practice
        .coach("prep alice")
        .ok()
        .stdout_has("**About a year ago, in their words (20 Nov 2025):** “I carry every key.”");
}

#[test]
fn a_thread_of_an_earlier_call_on_the_same_day_stands_in_the_text() {
    let practice = Practice::of_alice(&[
        ("sessions/2026-11-08.md", "---\ndate: 2026-11-08T09:00\n---\n## Threads\n- [ ] of the morning\n"),
        ("sessions/2026-11-08-2.md", "---\ndate: 2026-11-08T16:00\n---\n## Threads\n- [ ] of the evening\n"),
    ]);
    assert_eq!(practice.json("prep alice")["threads"].as_array().unwrap().len(), 2);
    let text = practice.coach("prep alice").ok().stdout_has("of the evening").stdout_has("of the morning");
    text.stdout_has("(16 days ago)");
}

#[test]
fn a_heading_is_left_out_with_its_part() {
    let practice = Practice::of_alice(&[
        ("sessions/2026-11-08.md", "## Threads\n- [ ] in the session\n"),
        ("notes/2026-11-08.md", "## Threads\n- [ ] in a note of that day\n"),
    ]);
    let text = practice.coach("prep alice").ok().stdout;
    assert!(!text.contains("## Threads left open\n\n## "), "{text}");
    let practice = Practice::of_alice(&[("sessions/2026-11-08.md", "## Threads\n- [ ] of the last call\n")]);
    practice.coach("prep alice").ok().stdout_has("of the last call").stdout_lacks("## On the table");
}

#[test]
fn the_day_as_json_tells_the_problems_of_the_settings() {
    let practice = Practice::example().file("coach.yaml", "format: 1\nsignals: {importance: often}\n");
    let day = practice.json("prep --day");
    assert_eq!(day["problems"][0]["path"], "coach.yaml");
}
