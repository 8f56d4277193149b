//! What the shells are told can come next; that they take it as it is meant is tried out in `shells`.

use crate::harness::Practice;

/// The words that are offered for the last word of a line, those that are only beginnings with a `…` behind them.
fn offered(practice: &Practice, words: &[&str]) -> Vec<String> {
    let ran = practice.run(["completions", "zsh", "--"].iter().chain(words)).ok().silent();
    let lines = ran.stdout.lines().skip(1);
    let word = |line: &str| {
        let (mark, word) = line.split_at(1);
        let word = word.replace("\\:", "\u{0}").split(':').next().unwrap().replace('\u{0}', ":");
        format!("{word}{}", if mark == "=" { "…" } else { "" })
    };
    lines.map(word).collect()
}

#[test]
fn what_is_under_way_comes_first() {
    let practice = Practice::example();
    let plans = offered(&practice, &["plan", "show", "chiara", ""]);
    assert!(plans[0].starts_with("2026-11-16-"), "{plans:?}");
    assert_eq!(offered(&practice, &["goal", "show", "alice", ""]), ["lead-the-team", "one-day-that-is-hers"]);
    let sessions = offered(&practice, &["session", "show", "alice", ""]);
    assert_eq!(sessions[..4], ["next", "last", "2026-11-24", "2026-11-08"]);
    assert_eq!(
        offered(&practice, &["plan", "show", "moreau", "2026-1"]).len(),
        2,
        "a part of the name will do"
    );
}

#[test]
fn set_offers_names_then_keys_then_values() {
    let practice = Practice::example();
    let names = offered(&practice, &["plan", "set", ""]);
    assert_eq!(names[..5], ["alice", "ben", "chiara", "tomas", "goal=…"]);
    let keys = offered(&practice, &["plan", "set", "ben", "confidence=8", "co"]);
    assert_eq!(keys, ["confidence_before=…"]);
    assert_eq!(offered(&practice, &["plan", "set", "ben", "follows=2026-0"]).len(), 4);
    assert_eq!(offered(&practice, &["session", "set", "ben", "goals+=the"]), ["goals+=the-drawing-program"]);
    assert_eq!(offered(&practice, &["session", "set", "alice", "bal"]), ["balance.…"]);
    let marks = offered(&practice, &["session", "set", "alice", "balance.vi"]);
    assert_eq!(marks, ["balance.vision.rating=…", "balance.vision.hours=…", "balance.vision.wish=…"]);
    assert_eq!(offered(&practice, &["goal", "set", "alice", "lead", "level=-"]), ["level=-2", "level=-1"]);
    assert_eq!(offered(&practice, &["client", "set", "alice", "log"]), ["log_consent=…", "log_letter=…"]);
}

#[test]
fn a_line_may_be_wrong_or_odd() {
    let practice = Practice::example();
    for (line, words) in [
        ("plan new alice --goal l", "lead-the-team"),
        ("plan new alice --confidence much --goal l", "lead-the-team"),
        ("--practice prep prep al", ""),
        ("--format nothing prep al", "alice"),
        ("prep ALI", "alice"),
        ("thread tick al", "alice"),
        ("plan show alice lead ", ""),
        ("session new --goal l", ""),
        ("plan show nobody 2", ""),
        ("no such command al", ""),
        ("help plan ch", "check"),
        ("man pl", "plan"),
        ("man plan ch", "check"),
        ("find x --tag wor", "works-best"),
        ("hush ben same", "same-plan-again"),
        ("client set ben hush.too", "hush.too-much=…"),
    ] {
        let words_of_line: Vec<&str> = line.split(' ').collect();
        let offers: Vec<String> = offered(&practice, &words_of_line);
        let offers: Vec<&str> =
            offers.iter().map(String::as_str).filter(|word| !word.starts_with('-')).collect();
        assert_eq!(offers.join(" "), words, "coach {line}");
    }
}

#[test]
fn a_practice_may_be_called_like_a_command() {
    let practice = Practice::nowhere();
    practice.coach("--practice prep init").ok();
    practice.coach("--practice prep client new Nora").ok();
    assert_eq!(offered(&practice, &["--practice", "prep", "client", "show", ""]), ["nora"]);
}

#[test]
fn options_are_offered_to_a_dash_and_where_there_is_nothing_else() {
    let practice = Practice::example();
    assert_eq!(offered(&practice, &["prep", "--b"]), ["--brief"]);
    let options = offered(&practice, &["today", ""]);
    assert_eq!(options.first().map(String::as_str), Some("--days"));
    assert!(options.contains(&"--practice".to_owned()));
}

#[test]
fn a_screen_that_a_client_sees_shows_no_name() {
    let practice = Practice::example();
    let told = practice.coach("completions fish -- prep --shared ").ok().silent();
    told.stdout_lacks("alice").stdout_lacks("Moreau");
    let told = practice.run(["completions", "fish", "--", "plan", "show", "alice", "--shared", ""]).ok();
    told.stdout_has("2026-11-08-two-mornings").stdout_lacks("library");
}

#[test]
fn broken_notes_and_hostile_names_are_no_trouble() {
    let practice = Practice::of_alice(&[("goals/a.md", "---\ntitle: [\n---\n"), ("plans/b\u{1b}[2J.md", "")])
        .file("clients/e\u{1b}vil/client.md", "---\nname: x\n---\n")
        .file("clients/zed/client.md", "---\nname: \"Z\\e[2J\\tEd\"\n---\n");
    assert_eq!(offered(&practice, &["client", "show", ""]), ["alice", "zed"]);
    assert_eq!(offered(&practice, &["goal", "show", "alice", ""]), ["a"]);
    practice.run(["completions", "fish", "--", "prep", "z"]).ok().stdout_is("words\nzed\tZ Ed\n");
}

#[test]
fn the_shell_is_the_persons_own_unless_it_is_named() {
    let practice = Practice::nowhere().env("SHELL", "/usr/bin/zsh");
    practice.coach("completions").ok().silent().stdout_has("compdef _coach coach");
    practice.coach("completions bash").ok().stdout_has("complete -F _coach coach");
    practice.coach("completions fish").ok().stdout_has("complete --command coach");
    let dash = Practice::nowhere().env("SHELL", "/bin/dash");
    dash.coach("completions")
        .fails(2)
        .stderr_has("which shell?")
        .stderr_has("bash, zsh, fish, elvish or powershell");
    for (shell, told) in [
        ("elvish", "arg-completer[coach]"),
        ("powershell", "Register-ArgumentCompleter"),
        ("pwsh", "-CommandName coach"),
    ] {
        dash.run(["completions", shell]).ok().silent().stdout_has(told);
    }
}

#[test]
fn elvish_and_powershell_are_told_a_mark_a_word_and_what_it_stands_for() {
    let practice = Practice::example();
    let told = "words\n alice\tAlice Moreau\n";
    practice.run(["completions", "elvish", "--", "prep", "al"]).ok().silent().stdout_is(told);
    practice.run(["completions", "powershell", "--", "=prep", "=al"]).ok().silent().stdout_is(told);
    let open = practice.run(["completions", "elvish", "--", "client", "set", "alice", "stat"]).ok();
    open.stdout_has("\n=status=\t");
    // PowerShell before 7.3 drops a word that is empty.
    practice.run(["completions", "powershell", "--", "=prep", "="]).ok().stdout_has("\n alice\t");
}
