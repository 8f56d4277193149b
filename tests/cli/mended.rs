//! What was once otherwise than the format and the voice promise, and holds now.

use serde_json::json;

use crate::harness::Practice;

#[test]
fn rename_leaves_all_as_it_was_when_the_note_cannot_be_edited() {
    let practice = Practice::empty().file("clients/jo/client.md", "---\nname: Jo\n");
    let before = practice.snapshot();
    practice.run(["client", "rename", "jo", "Jo Lee"]).fails(2).stderr_has("clients/jo/client.md");
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
fn a_broken_template_costs_only_the_views_that_use_it() {
    let practice = Practice::example().file("templates/prep.md", "{% if %}");
    practice.coach("client list").ok();
    practice.json("prep alice");
}

#[test]
fn a_new_client_is_not_told_who_is_there_already() {
    let ran = Practice::example()
        .file("clients/zebedee/client.md", "---\nname: Zebedee\n---\n")
        .run(["client", "new", "Zébedee", "--id", "ZEBEDEE", "--shared"])
        .fails(2);
    ran.nowhere_has("`zebedee`");
}

#[test]
fn check_shows_nothing_of_other_clients() {
    let practice =
        Practice::example().file("clients/zebedee/sessions/2026-11-01.md", "---\nstatus: SECRET\n---\n");
    for more in ["", " --format json"] {
        let ran = practice.coach(&format!("check --shared{more}"));
        ran.nowhere_has("SECRET").nowhere_has("zebedee");
    }
}

#[test]
fn what_is_written_is_not_told_with_its_path() {
    let practice = Practice::example();
    practice.coach("client set alice status=paused --shared").ok().nowhere_has("clients/");
    practice
        .run(["prep", "alice", "--show-up", "SECRET", "--shared"])
        .ok()
        .nowhere_has("clients/")
        .nowhere_has("SECRET");
    practice.run(["plan", "new", "alice", "--what", "Rest", "--shared"]).ok().nowhere_has("clients/");
    practice.coach("session new alice --on 2026-12-08 --shared").ok().nowhere_has("clients/");
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
fn what_a_coach_filed_in_a_note_of_their_own_is_not_shared() {
    let note = "SECRET\n\n- SECRET-tagged #awake\n\n## Threads\n- [ ] SECRET-thread\n";
    let practice = Practice::example().file("clients/alice/notes/2026-11-17.md", note);
    for view in ["prep alice", "client show alice"] {
        for format in ["text", "json"] {
            practice.coach(&format!("{view} --shared --format {format}")).ok().nowhere_has("SECRET");
        }
    }
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
fn threads_and_quotes_under_reflection_are_not_shared() {
    let note = "## Reflection\n> SECRET-quote\n\n### Threads\n- [ ] SECRET-thread\n";
    let practice = Practice::of_alice(&[("sessions/2026-11-01.md", note), ("sessions/2026-11-08.md", note)]);
    for format in ["text", "json"] {
        let ran = practice.coach(&format!("prep alice --shared --format {format}")).ok();
        ran.nowhere_has("SECRET-thread").nowhere_has("SECRET-quote");
    }
}

#[test]
fn a_session_is_shown_in_a_pipe_without_escape_codes() {
    let note = "---\nsummary: x\n---\nbody \u{1b}[5m \u{9b}31m\u{7}\n> quoted \u{1b}]0;title\u{7}\n";
    let practice = Practice::of_alice(&[("sessions/2026-11-08.md", note)]);
    for format in ["text", "md"] {
        let shown = practice.coach(&format!("session show alice last --format {format}")).ok().stdout;
        assert!(!shown.contains(|c: char| c.is_control() && c != '\n'), "{shown:?}");
    }
}

#[test]
fn a_rename_that_is_refused_leaves_the_name_as_it_was() {
    let practice = Practice::example().file("clients/bo", "a file in the way\n");
    let before = practice.snapshot();
    practice.run(["client", "rename", "ben", "Bo"]).fails(2).stderr_has("clients/bo is there already");
    practice.unchanged_but(&before, &[]);
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
}

#[test]
fn one_bad_date_is_one_problem() {
    let practice = Practice::of_alice(&[("sessions/first.md", "---\ndate: 25/11/2026\n---\n")]);
    let found = practice.run(["check", "--format", "json"]).fails(1).json();
    assert_eq!(found["problems"].as_array().unwrap().len(), 1, "{found:#}");
}

#[test]
fn the_day_as_json_tells_the_problems_of_the_settings() {
    let practice = Practice::example().file("coach.yaml", "format: 1\nsignals: {importance: often}\n");
    let day = practice.json("prep --day");
    assert_eq!(day["problems"][0]["path"], "coach.yaml");
}

#[test]
fn sources_of_steps_are_shown_in_text() {
    let practice = Practice::example();
    // What is still to be done stands in the digest.
    for (view, line) in [("prep alice", 43), ("plan show alice", 40)] {
        let ran = practice.coach(&format!("{view} --sources")).ok();
        ran.stdout_has(&format!("clients/alice/plans/2026-11-08-two-mornings.md:{line}"));
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
fn a_day_with_two_sessions_is_ambiguous_and_says_so() {
    let practice = Practice::example()
        .file("clients/alice/sessions/2026-11-24-2.md", "---\ndate: 2026-11-24T16:00\n---\n");
    let ran = practice.coach("session show alice today").fails(2);
    ran.stderr_has("2026-11-24-2").stderr_lacks("there is no session");
}
