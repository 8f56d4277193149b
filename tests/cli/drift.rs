//! How a goal's wording drifted, from a real git history.

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::harness::Practice;

/// Runs git in a folder, on a day, with no settings but these.
fn git(folder: &Path, home: &Path, day: &str, arguments: &[&str]) {
    let moment = format!("{day}T23:30:00-08:00");
    let git = Command::new("git")
        .current_dir(folder)
        .args(["-c", "init.defaultBranch=main"])
        .args(arguments)
        .env("HOME", home)
        .env("GIT_CONFIG_GLOBAL", home.join("gitconfig"))
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .envs([("GIT_AUTHOR_NAME", "Robin"), ("GIT_AUTHOR_EMAIL", "robin@example.org")])
        .envs([("GIT_COMMITTER_NAME", "Robin"), ("GIT_COMMITTER_EMAIL", "robin@example.org")])
        .envs([("GIT_AUTHOR_DATE", &moment), ("GIT_COMMITTER_DATE", &moment)])
        .output()
        .expect("git");
    assert!(git.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&git.stderr));
}

/// Saves everything as a commit of a day.
fn save(practice: &Practice, day: &str) {
    git(&practice.root(), &practice.home(), day, &["add", "--all"]);
    git(&practice.root(), &practice.home(), day, &["commit", "--quiet", "--message", "kept"]);
}

fn goal(title: &str, words: &str, level: i8) -> String {
    format!(
        "---\ntitle: {title}\nlevel: {level}\n---\n\n## In their words\n{words}\n\n## Evidence\n- Much.\n- More.\n- Most.\n"
    )
}

const LEAD: &str = "clients/alice/goals/lead.md";

/// A practice whose goal was written in January, said otherwise in March, renamed in October, and moved since.
fn drifted() -> Practice {
    let practice = Practice::of_alice(&[]).file(LEAD, goal("Run the house", "> As the board wants.", -2));
    git(&practice.root(), &practice.home(), "2026-01-26", &["init", "--quiet"]);
    save(&practice, "2026-01-26");
    practice.write(LEAD, goal("Run the house", "> I want to be\n> missed less.", -2));
    save(&practice, "2026-03-09");
    practice.write(LEAD, goal("Run the house", "> I want to be missed less.", -1));
    save(&practice, "2026-05-04");
    practice.run(["goal", "rename", "alice", "lead", "Lead the team without running it"]).ok();
    save(&practice, "2026-10-11");
    practice.coach("goal level alice lead 0").ok();
    save(&practice, "2026-11-08");
    practice
}

/// The words of each wording and their day.
fn course(wordings: &Value) -> Vec<(String, Value)> {
    let one = |one: &Value| (one["text"].as_str().unwrap().replace('\n', " "), one["date"].clone());
    wordings.as_array().unwrap().iter().map(one).collect()
}

#[test]
fn each_wording_is_told_with_its_day_across_a_rename() {
    let practice = drifted();
    let drift = &practice.json("goal show alice lead")["drift"];
    let title = [("Run the house", "2026-01-26"), ("Lead the team without running it", "2026-10-11")];
    let words = [("As the board wants.", "2026-01-26"), ("I want to be missed less.", "2026-03-09")];
    assert_eq!(course(&drift["title"]), title.map(|(text, day)| (text.to_owned(), json!(day))));
    assert_eq!(course(&drift["words"]), words.map(|(text, day)| (text.to_owned(), json!(day))));
    let shown = practice.coach("goal show alice lead").ok().silent();
    shown.stdout_has_in_order(&[
        "- 26 Jan 2026: Run the house",
        "- 11 Oct: Lead the team",
        "“As the board wants.”",
        "- 9 Mar: “I want",
    ]);
    let commit = drift["words"][0]["commit"].as_str().unwrap();
    practice
        .coach("goal show alice lead --sources")
        .ok()
        .stdout_has(&format!("“As the board wants.” ({commit})"));
}

#[test]
fn a_long_story_turns_where_a_goal_was_put_in_other_words() {
    let mut practice = drifted();
    for call in 0..14 {
        let day = chrono::NaiveDate::from_ymd_opt(2026, 1, 20).unwrap() + chrono::Days::new(21 * call);
        let note = format!("---\nstatus: held\nsummary: Call {call}.\n---\n");
        practice = practice.file(&format!("clients/alice/sessions/{day}.md"), note);
    }
    // Saved on 9 March, a week after the call of 3 March.
    practice.coach("prep alice").ok().stdout_has("**3\u{a0}Mar** Call 2. (a goal was reworded)");
    let story = practice.json("prep alice")["story"].clone();
    let turned = story.as_array().unwrap().iter().filter(|one| one["turned"] == json!(["goal-reworded"]));
    let days: Vec<&Value> = turned.map(|one| &one["date"]).collect();
    assert_eq!(days, [&json!("2026-03-03"), &json!("2026-09-29")]);
}

#[test]
fn what_is_not_saved_yet_is_now() {
    let practice = drifted();
    practice.run(["goal", "set", "alice", "lead", "title=Sail"]).ok();
    let title = practice.json("goal show alice lead")["drift"]["title"].clone();
    assert_eq!(title[2], json!({"text": "Sail", "date": null, "commit": null}));
    practice.coach("goal show alice lead").ok().stdout_has("- now: Sail");
}

#[test]
fn a_shared_screen_shows_the_words_and_no_commit() {
    let practice = drifted();
    let drift = &practice.json("goal show alice lead --shared")["drift"];
    assert_eq!(
        (&drift["words"][0]["text"], &drift["words"][0]["commit"]),
        (&json!("As the board wants."), &Value::Null)
    );
}

#[test]
fn a_practice_in_a_folder_of_a_repository_and_a_name_with_odd_signs() {
    let odd = "clients/alice/goals/[l]ead * é.md";
    let practice = Practice::of_alice(&[])
        .file(odd, goal("One", "> a", 0))
        .file("clients/alice/goals/lead x é.md", goal("Other", "> b", 0));
    let above = practice.root().parent().unwrap().to_owned();
    git(&above, &practice.home(), "2026-01-01", &["init", "--quiet"]);
    let saved = |day| {
        git(&above, &practice.home(), day, &["add", "practice"]);
        git(&above, &practice.home(), day, &["commit", "--quiet", "--message", "kept"]);
    };
    saved("2026-01-01");
    practice.write(odd, goal("Two", "> a", 0));
    saved("2026-02-01");
    let practice = practice.env("GIT_CEILING_DIRECTORIES", "/");
    let drift =
        &practice.run(["goal", "show", "alice", "[l]ead * é", "--format", "json"]).ok().json()["drift"];
    assert_eq!(
        course(&drift["title"]),
        [("One".into(), json!("2026-01-01")), ("Two".into(), json!("2026-02-01"))]
    );
    assert_eq!(drift["words"], json!([]));
}

#[test]
fn without_a_history_nothing_is_told_and_nothing_is_wrong() {
    let nothing = json!({"title": [], "words": []});
    let seen = |practice: &Practice| {
        let ran = practice.coach("goal show alice lead --format json").ok().silent();
        assert_eq!(ran.json()["drift"], nothing);
        practice.coach("goal show alice lead").ok().silent().stdout_lacks("drifted");
    };
    let practice = Practice::of_alice(&[]).file(LEAD, goal("Lead", "> a", 0));
    seen(&practice);
    git(&practice.root(), &practice.home(), "2026-01-26", &["init", "--quiet"]);
    seen(&practice);
    git(
        &practice.root(),
        &practice.home(),
        "2026-01-26",
        &["commit", "--quiet", "--allow-empty", "--message", "x"],
    );
    seen(&practice);
    save(&practice, "2026-01-27");
    seen(&practice);
    seen(&drifted().env("PATH", "/nowhere"));
}

#[test]
fn a_shallow_history_is_none() {
    let practice = drifted();
    let shallow = practice.outside().join("clone");
    let from = format!("file://{}", practice.root().display());
    git(
        &practice.outside(),
        &practice.home(),
        "2026-11-09",
        &["clone", "--quiet", "--depth", "2", &from, &shallow.display().to_string()],
    );
    let ran = practice.run([
        "goal",
        "show",
        "alice",
        "lead",
        "--format",
        "json",
        "--practice",
        &shallow.display().to_string(),
    ]);
    assert_eq!(ran.ok().silent().json()["drift"], json!({"title": [], "words": []}));
}

#[test]
fn a_goal_made_from_the_same_template_is_no_earlier_wording_whoever_it_belongs_to() {
    let practice = Practice::of_alice(&[]).file("clients/ben/client.md", "---\nname: Ben\n---\n");
    git(&practice.root(), &practice.home(), "2026-01-01", &["init", "--quiet"]);
    practice.run(["goal", "new", "ben", "Sleep at night", "--words", "SECRET of Ben."]).ok();
    practice.run(["goal", "new", "alice", "Sail", "--words", "Further out."]).ok();
    save(&practice, "2026-01-01");
    practice.run(["goal", "new", "alice", "Lead", "--words", "I want to be missed."]).ok();
    save(&practice, "2026-02-01");
    // Ben's is gone on the day on which another of hers comes.
    std::fs::remove_file(practice.root().join("clients/ben/goals/sleep-at-night.md")).unwrap();
    practice.run(["goal", "new", "alice", "Rest", "--words", "A day at sea."]).ok();
    save(&practice, "2026-03-01");
    for goal in ["lead", "rest", "sail"] {
        let ran = practice.coach(&format!("goal show alice {goal} --format json")).ok().nowhere_has("SECRET");
        assert_eq!(ran.json()["drift"], json!({"title": [], "words": []}), "{goal}");
    }
}

#[test]
fn settings_of_git_change_nothing() {
    let practice = drifted();
    let seen = practice.json("goal show alice lead")["drift"].clone();
    let settings = "[log]\n\tfollow = true\n\tshowRoot = false\n\tshowSignature = true\n[diff]\n\trenames = copies\n[core]\n\tabbrev = 40\n[format]\n\tpretty = fuller\n";
    std::fs::write(practice.home().join("gitconfig"), settings).unwrap();
    let now = practice.json("goal show alice lead")["drift"].clone();
    assert_eq!(
        (course(&now["title"]), course(&now["words"])),
        (course(&seen["title"]), course(&seen["words"]))
    );
}
