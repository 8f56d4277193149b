//! What is taken to a colleague, and what comes back between the calls.

use serde_json::json;

use crate::harness::Practice;

#[test]
fn six_calls_by_commands_alone_are_calls_about_the_goal() {
    let mut practice = Practice::empty();
    practice.acts_on("2026-08-03T12:00");
    practice.coach("init").ok();
    practice.run(["client", "new", "Ann"]).ok();
    practice.run(["goal", "new", "ann", "Open the shop"]).ok();
    for day in ["2026-08-03", "2026-08-17", "2026-08-31", "2026-09-14", "2026-09-28", "2026-10-12"] {
        practice.acts_on(&format!("{day}T12:00"));
        practice.run(["session", "new", "ann", "--on", day]).ok();
        let what = format!("Call the landlord {day}");
        practice.run(["plan", "new", "ann", "--goal", "open-the-shop", "--what", &what]).ok();
        practice.run(["done", "ann", "--on", day, "--minutes", "60", "--summary", "She will call."]).ok();
    }
    practice.coach("stuck ann").ok().stdout_has("spoken of in 6 calls");
    assert_eq!(practice.json("stuck ann")["goals"][0]["held_about"], 6);
}

#[test]
fn a_page_for_a_supervisor_has_no_names_no_quotes_and_no_history() {
    let practice = Practice::example();
    let asked = ["supervise", "ben", "--question", "Am I too careful with Ben?"];
    let ran = practice.run(asked).ok().stderr_has("Read it over").stderr_has("Swapped: ").stderr_has("Marit");
    for name in ["Ben", "Osei", "Marit", "You waited?", "held the lamp", "clients/"] {
        assert!(!ran.stdout.contains(name), "{name}\n{}", ran.stdout);
    }
    ran.stdout_has_in_order(&[
        "Names swapped, not anonymous: whoever knows them will know them.",
        "Am I too careful with [client]?",
        "The goals, and what was tried",
        "What they expect of people, and what came instead",
        "My own part",
        "Is this for coaching, and am I the one for it?",
    ]);
    practice.coach("supervise ben --words").ok().stdout_has("held the lamp").stdout_has("You waited?");
    practice.coach("supervise ben --shared").fails(2).stdout_is("");
}

#[test]
fn alone_it_gathers_what_was_marked_and_ranks_nobody() {
    let practice = Practice::example();
    let all = practice.json("supervise");
    assert_eq!(all["marked"][0]["client"], "ben");
    assert_eq!(all["overdue"][0]["text"], "Ask Lindner what the windows cost");
    assert_eq!(all["load"], json!(null));
    practice.coach("supervise").ok().stdout_has("Whom do I carry home?").stdout_lacks("last read");
    assert!(practice.json("supervise --load")["load"]["days"][0]["calls"].as_u64().unwrap() >= 1);
}

#[test]
fn what_came_of_it_is_the_coachs_own() {
    let practice = Practice::example();
    let before = practice.snapshot();
    practice.run(["supervise", "ben", "--answer", "Let him bring the pauses."]).ok();
    practice.run(["supervise", "--answer", "And rest."]).ok();
    practice.unchanged_but(&before, &["supervision/2026-11-24.md"]);
    let filed = practice.read("supervision/2026-11-24.md");
    assert!(filed.contains("Let him bring the pauses.\n\nAnd rest.\n") && !filed.contains("ben"), "{filed}");
    practice.coach("check").ok();
}

#[test]
fn the_digest_brings_back_promises_lessons_and_the_wish_to_be_somebody() {
    let practice = Practice::example();
    practice.coach("prep ben").ok().stdout_has_in_order(&[
        "**When they're stuck:** “Don't take it out of my hands.",
        "## Last time",
        "## On the table",
        "### Promised",
        "Ask Lindner what the windows cost (was due 22 Nov)",
        "with them: The one on the other chair who isn't waiting.",
        "you wrote to yourself: I didn't improve a word of it.",
    ]);
    let promised = &practice.json("prep ben")["promised"];
    assert_eq!((promised.as_array().unwrap().len(), &promised[0]["days"]), (1, &json!(12)));
    practice.coach("prep ben --shared").ok().stdout_lacks("Lindner").stdout_lacks("other chair");
}

#[test]
fn the_digest_fits_whatever_was_pasted_into_a_note() {
    let line = "**Ann:** and so it went on and on, and nobody said what they meant by it, and then again.\n";
    for gap in ["", "\n"] {
        let note = format!("---\nstatus: held\n---\n{}", format!("{line}{gap}").repeat(800));
        let practice = Practice::of_alice(&[("sessions/2026-11-08.md", &note)]);
        let ran = practice.coach("prep alice").ok().stdout_has("lines more");
        assert!(ran.stdout.split_whitespace().count() <= 900 && ran.stdout.lines().count() <= 100);
    }
}

#[test]
fn a_client_who_was_just_brought_in_is_told_by_their_notes() {
    let practice = Practice::of_alice(&[
        (
            "sessions/2026-10-13.md",
            "Her brother said no to Tuesdays.\n\nShe still wears her father's apron.\n",
        ),
        (
            "sessions/2026-11-10.md",
            "The van broke down.\n\nShe will tell him that she isn't coming on the 24th.\n",
        ),
    ]);
    practice.coach("prep alice").ok().stdout_has_in_order(&[
        "Her brother said no to Tuesdays. · She still wears her father's apron.",
        "## Last time, 10 Nov",
        "- The van broke down.",
        "- She will tell him that she isn't coming on the 24th.",
    ]);
}

#[test]
fn work_that_is_still_to_begin_goes_on_for_no_time() {
    let practice = Practice::of_alice(&[("client.md", "---\nname: Alice\nsince: 2026-12-01\n---\n")]);
    practice.coach("supervise alice").ok().stdout_has("0 sessions held.").stdout_lacks("over -");
}
