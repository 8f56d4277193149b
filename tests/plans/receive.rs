//! `plan receive`: what a client's page copies ticks exactly those steps.

use crate::harness::Practice;

const PATH: &str = "clients/alice/plans/2026-11-08-two-mornings.md";

/// The progress as the page copies it, with these steps ticked. The lines of its script, once more in Rust.
fn copied(practice: &Practice, ticked: &[u64]) -> String {
    let page = practice.json("share alice");
    let lines: Vec<String> = page["steps"]
        .as_array()
        .unwrap()
        .iter()
        .map(|step| {
            let number = step["number"].as_u64().unwrap();
            let mark = if ticked.contains(&number) { "[x]" } else { "[ ]" };
            format!("{mark} {number}. {}", step["text"].as_str().unwrap())
        })
        .collect();
    format!(
        "{} ({})\n{}\n",
        page["title"].as_str().unwrap(),
        page["plan"].as_str().unwrap(),
        lines.join("\n")
    )
}

/// Every line with this before it.
fn led(text: &str, by: &str) -> String {
    text.lines().flat_map(|line| [by, line, "\n"]).collect()
}

#[track_caller]
fn ticks(practice: &Practice, text: &str, words: &[&str]) {
    let before = practice.snapshot();
    let mut wanted = practice.read(PATH);
    for words in words {
        assert!(wanted.contains(&format!("- [ ] {words}")), "{words}");
        wanted = wanted.replace(&format!("- [ ] {words}"), &format!("- [x] {words}"));
    }
    practice.run_with_input(["plan", "receive", "alice"], text).ok();
    assert_eq!(practice.read(PATH), wanted);
    let changed = if words.is_empty() { vec![] } else { vec![PATH] };
    practice.unchanged_but(&before, &changed);
}

#[test]
fn the_copied_text_ticks_exactly_those_steps() {
    let practice = Practice::example();
    let text = copied(&practice, &[1, 5]);
    ticks(&practice, &text, &["Give Jo the half page"]);
    ticks(&practice, &text, &[]);
}

#[test]
fn what_a_mail_does_to_it_changes_nothing() {
    let plain = copied(&Practice::example(), &[4, 5]);
    let quoted = led(&plain, "> ");
    let twice = led(&plain, ">> ");
    let listed = plain.replace("[x]", "- [X]");
    for text in [
        plain.replace('\n', "\r\n"),
        quoted.replace('\n', "\r\n"),
        quoted,
        twice,
        listed,
        format!("\u{feff}{plain}"),
    ] {
        let practice = Practice::example();
        ticks(&practice, &text, &["Ring the second", "Give Jo"]);
    }
}

#[test]
fn nothing_is_unticked() {
    let practice = Practice::example();
    ticks(&practice, &copied(&practice, &[]), &[]);
}

#[test]
fn crlf_and_odd_lists_are_ticked_in_place() {
    let text = "---\r\nmade: 2026-11-08\r\n---\r\n# Two\r\n\r\n## Steps\r\n\r\n1. [ ] Ring\r\n   * [ ] *Jo* `x`  due:2026-12-01\r\n2. [ ]  Ring\r\n";
    let practice = Practice::of_alice(&[("plans/2026-11-08-two.md", text)]);
    let copied = copied(&practice, &[2, 3]);
    practice.run_with_input(["plan", "receive", "alice"], &copied).ok();
    let after = practice.read("clients/alice/plans/2026-11-08-two.md");
    assert_eq!(after, text.replace("* [ ] *Jo*", "* [x] *Jo*").replace("2. [ ]  Ring", "2. [x]  Ring"));
}

#[test]
fn what_is_not_understood_is_told() {
    let practice = Practice::example();
    let text = format!(
        "Hi Robin,\n{}\n[x] 9. Fly\n[x] 4. Give Jo the half page to wread\n",
        copied(&practice, &[4])
    );
    let ran = practice.run_with_input(["plan", "receive", "alice"], &text).ok();
    ran.stderr_has("they wrote beside it:\n  Hi Robin,")
        .stderr_has("--note")
        .stderr_has("not understood: [x] 9. Fly")
        .stderr_has("wread")
        .stderr_has("ticked: Ring the second family");
    assert_eq!(practice.read(PATH).matches("- [x] Ring the").count(), 2);
}

#[test]
fn the_text_names_its_plan() {
    let practice = Practice::example();
    let text = copied(&practice, &[4]);
    practice.coach("plan new alice --what Walk --step Go").ok();
    ticks(&practice, &text, &["Ring the second"]);
    practice.run_with_input(["plan", "receive", "alice"], "").ok().stderr_has("no step to tick");
}

#[test]
fn what_they_wrote_beside_it_becomes_a_note_from_them() {
    let practice = Practice::example().today("2026-11-24T18:20");
    let before = practice.snapshot();
    let text = format!("{}\nIt went well.\n\n---\nNot the second one.\n", copied(&practice, &[4]));
    practice.run_with_input(["plan", "receive", "alice", "--note"], &text).ok();
    let note = "clients/alice/notes/2026-11-24-1820.md";
    practice.unchanged_but(&before, &[PATH, note]);
    let kept = practice.read(note);
    assert!(
        kept.contains("from: client\n")
            && kept.ends_with("---\n\nIt went well.\n\n---\nNot the second one.\n"),
        "{kept}"
    );
    // The same mail once more is the same note.
    practice
        .run_with_input(["plan", "receive", "alice", "--note"], &text)
        .ok()
        .stdout_is(&format!("{note}\n"));
    practice.coach("prep alice").ok().stdout_has("“It went well.”");
    practice.coach("undo").ok();
}

#[test]
fn nobody_asked_nothing_kept_and_a_dry_run_shows_the_note() {
    let practice = Practice::example();
    let before = practice.snapshot();
    let text = format!("{}\nIt went well.\n", copied(&practice, &[]));
    practice.run_with_input(["plan", "receive", "alice"], &text).ok().stderr_has("  It went well.");
    let dry = practice.run_with_input(["plan", "receive", "alice", "--note", "--dry-run"], &text).ok();
    dry.stdout_has("+It went well.").stdout_has("+from: client");
    practice.unchanged_but(&before, &[]);
    let answer =
        practice.run_with_input(["plan", "receive", "alice", "--note", "--format", "json"], &text).ok();
    assert_eq!(answer.json()["changed"].as_array().unwrap().len(), 1);
}

#[test]
fn a_mail_that_breaks_long_lines_is_understood() {
    let long =
        "Write the address of Mrs Kessler on the brown envelope, and nothing else, before the kettle boils";
    let practice = Practice::of_alice(&[(
        "plans/2026-11-08-two.md",
        &format!("# Two\n\n## Steps\n- [ ] {long}\n- [ ] Go\n"),
    )]);
    let mail = format!(
        "> Two (2026-11-08-two)\n> [x] 1. {}\n> {}\n> [ ] 2. Go\n",
        &long[..60].trim_end(),
        &long[60..].trim_start()
    );
    practice.run_with_input(["plan", "receive", "alice"], &mail).ok().stderr_lacks("not understood");
    assert!(practice.read("clients/alice/plans/2026-11-08-two.md").contains("- [x] Write"));
}

#[test]
fn progress_on_a_plan_that_is_not_there_ticks_nothing() {
    let practice = Practice::example();
    let before = practice.snapshot();
    practice
        .run_with_input(
            ["plan", "receive", "alice"],
            "Gone (2026-01-01-gone)\n[x] 1. Ring the second family\n",
        )
        .fails(2)
        .stderr_has("2026-01-01-gone");
    practice.unchanged_but(&before, &[]);
}

#[test]
fn progress_finds_back_to_a_plan_with_a_name_made_by_hand() {
    let steps = "## Steps\n- [ ] Go\n";
    let practice = Practice::of_alice(&[
        ("plans/walk.md", &format!("---\nmade: 2026-10-01\n---\n# Walk\n\n{steps}")),
        ("plans/2026-11-08-swim.md", &format!("# Swim\n\n{steps}")),
    ]);
    practice.run_with_input(["plan", "receive", "alice"], "Walk (walk)\n[x] 1. Go\n").ok();
    assert!(practice.read("clients/alice/plans/walk.md").contains("- [x] Go"));
    assert!(practice.read("clients/alice/plans/2026-11-08-swim.md").contains("- [ ] Go"));
}
