//! A week in the example practice, from Monday's `today` to Friday evening, and what git shows of it: each line of the snapshot is
//! one that a person would have written.

use std::process::Command;

use crate::harness::Practice;

fn git(practice: &Practice, arguments: &[&str]) -> String {
    let mut git = Command::new("git");
    git.current_dir(practice.root()).env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    git.args(["-c", "user.name=Robin", "-c", "user.email=robin@example.org", "-c", "core.autocrlf=false"]);
    let ran = git.args(arguments).output().expect("git");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    String::from_utf8(ran.stdout).unwrap()
}

fn monday(practice: &mut Practice) {
    practice.acts_on("2026-11-23T08:30");
    practice.coach("today").ok().stdout_has("tomorrow, 10:00").stdout_has("Two mornings at the library");
    let mail = "The figures are done. I slept.\n";
    practice.run_with_input(["note", "chiara", "-", "--from", "client"], mail).ok();
    practice.run(["prep", "alice", "--show-up", "the one who hears the sentence and says nothing"]).ok();
}

/// The call with Alice: what came of her plan, the call closed on a terminal in seven key-presses, a plan by flags.
fn tuesday(practice: &mut Practice) {
    practice.acts_on("2026-11-24T09:45");
    practice.coach("prep").ok().stdout_has("Session 11");
    practice.acts_on("2026-11-24T11:00");
    let happened = "Three mornings of four. The fourth was the boiler.";
    let review =
        ["--happened", happened, "--done", "3", "--of", "4", "--learned", "Kim can take the boiler."];
    practice.run(["plan", "review", "alice"].iter().chain(&review)).ok();
    let mut talk = practice.talk("done");
    let answers = [
        ("What happened?", ""),
        ("Where did we leave off", "There is a first sentence: she read it out."),
        ("Something to come back to?", "Who gets the sentence next?"),
        ("What did you say you would do?", "Ask Odile for the key due:friday"),
        ("Next call?", "in 2 weeks 10:00"),
    ];
    for (question, answer) in answers {
        talk.answers(question, answer);
    }
    talk.ends_well();
    practice.coach("session mark alice --heard 9 --focus 9 --approach 8 --overall 9").ok();
    let plan = [
        ["--goal", "lead-the-team"],
        ["--what", "Read the page to Odile, once."],
        ["--when", "Thu, 16:00"],
        ["--where", "the reading room"],
        ["--measure", "Odile has heard it, yes or no."],
        ["--make-room", "the Thursday round"],
        ["--make-room-cost", "Kim walks it alone"],
        ["--if-then", "If Odile is away, then I read it to Kim."],
        ["--step", "Ask Odile for Thursday due:wednesday"],
        ["--confidence", "8"],
        ["--made-by", "together"],
    ];
    practice.run(["plan", "new", "alice"].iter().chain(plan.as_flattened())).ok();
}

fn wednesday(practice: &mut Practice) {
    practice.acts_on("2026-11-25T12:00");
    practice.run(["thread", "tick", "alice", "page first"]).ok();
    practice.run(["note", "alice", "She rang: Odile said yes. #support"]).ok();
    practice.coach("plan step alice --tick 1").ok();
    practice.run(["session", "move", "ben", "--to", "friday 10:00", "--by", "client", "--reviews"]).ok();
}

fn thursday(practice: &mut Practice) {
    practice.acts_on("2026-11-26T09:00");
    practice.run(["session", "cancel", "tomas", "--by", "coach", "--reviews", "in 2 weeks"]).ok();
    practice.run(["session", "new", "tomas", "--on", "in 2 weeks 14:30", "--minutes", "60"]).ok();
}

fn friday(practice: &mut Practice) {
    practice.acts_on("2026-11-27T11:15");
    practice.coach("prep ben").ok().stdout_has("pencil and all");
    practice
        .run([
            "done",
            "ben",
            "--minutes",
            "75",
            "--summary",
            "The counter is drawn.",
            "--next",
            "in 2 weeks 16:00",
        ])
        .ok();
    practice.run(["thread", "add", "ben", "Who pays for the oak?"]).ok();
    practice.run(["plan", "review", "ben", "--happened", "It went to the post.", "--outcome", "kept"]).ok();
    practice.coach("today --days 14").ok().stdout_has("The counter is drawn.");
    practice.coach("check").ok();
}

#[test]
fn what_git_shows_of_a_week_is_what_a_person_would_have_written() {
    let mut practice = Practice::example();
    git(&practice, &["init", "--quiet"]);
    git(&practice, &["add", "--all"]);
    git(&practice, &["commit", "--quiet", "--message", "Sunday"]);
    for day in [monday, tuesday, wednesday, thursday, friday] {
        day(&mut practice);
    }
    git(&practice, &["add", "--all"]);
    let diff =
        git(&practice, &["diff", "--cached", "--no-color", "--no-ext-diff", "--no-renames", "--unified=2"]);
    let lines = diff.lines().filter(|line| !line.starts_with("index ") && !line.starts_with("diff --git "));
    insta::assert_snapshot!(lines.collect::<Vec<_>>().join("\n"));
}
