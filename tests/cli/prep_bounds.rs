//! `prep` is read in five minutes, whoever it is about: at most 900 words and 100 lines at 80 columns.

use crate::harness::Practice;

/// The digest as a terminal of 80 columns shows it, inside its bound.
fn read_in_five_minutes(practice: &Practice, client: &str) -> String {
    let piped = practice.coach(&format!("prep {client}")).ok().stdout;
    let mut command = practice.command(["--color", "always", "--no-pager", "prep", client]);
    let shown = String::from_utf8(command.env("COLUMNS", "80").output().unwrap().stdout).unwrap();
    for text in [&piped, &shown] {
        let (words, lines) = (text.split_whitespace().count(), text.lines().count());
        assert!(words <= 900 && lines <= 100, "{client}: {words} words, {lines} lines\n{text}");
    }
    piped
}

/// A client who has been there for years: a call every other week, each with words, threads, hashtags and a plan.
fn of_seventy_calls() -> Practice {
    of_calls(70, "and then she said what she had said before, only slower, and looked out of the window")
}

fn of_calls(calls: u64, long: &str) -> Practice {
    let mut practice = Practice::empty().file("coach.yaml", "format: 1\n").file(
        "clients/ann/client.md",
        "---\nname: Ann\n---\n## What makes them happy\n- The garden before anybody is up.\n",
    );
    let first = chrono::NaiveDate::from_ymd_opt(2024, 3, 4).unwrap();
    for call in 0..calls {
        let day = first + chrono::Days::new(14 * call);
        let note = format!(
            "---\nstatus: held\nminutes: 60\nsummary: Call {call}, {long}.\nalliance: {{heard: {}, overall: 8}}\n---\n\
             > I told him {call}, {long}.\n\n\
             - Thing {call}, {long} #happy\n- Thought {call}, {long} #awake\n- Way {call}, {long} #works-best\n\n\
             ## Threads\n- [ ] Thread {call}, {long}\n\n## I said I would\n- [ ] Promise {call}, {long}\n\n\
             ## Reflection\n{long}\n",
            5 + call % 4,
        );
        practice = practice.file(&format!("clients/ann/sessions/{day}.md"), note);
        if call % 5 == 0 {
            let plan = format!(
                "---\nwhen: {long}\n---\n# Plan {call}\n\n## SMART\n- [ ] **Specific** What?\n  {long}\n\n\
                 ## Reality test\n- [ ] If {long}, then {long}\n\n## Steps\n- [ ] Step {call}, {long}\n"
            );
            practice = practice.file(&format!("clients/ann/plans/{day}-p.md"), plan);
        }
    }
    practice
}

#[test]
fn each_client_of_the_example_is_read_in_five_minutes() {
    let practice = Practice::example();
    for client in ["alice", "ben", "chiara", "tomas"] {
        let text = read_in_five_minutes(&practice, client);
        // Who they are, where we left off, what is to be looked at, who to be: never at the cost of each other.
        for part in
            ["## The person", "## The story so far", "## Last time", "## On the table", "## Show up as"]
        {
            assert!(text.contains(part), "{client} lacks {part}\n{text}");
        }
    }
}

#[test]
fn seventy_calls_are_read_in_five_minutes_and_tell_what_they_leave_out() {
    let practice = of_seventy_calls();
    let text = read_in_five_minutes(&practice, "ann");
    for told in [
        "between",
        "coach read ann",
        "coach promise list ann",
        "coach thread list ann",
        "coach plan list ann",
    ] {
        assert!(text.contains(told), "{told}\n{text}");
    }
    // JSON has all of it.
    let digest = practice.json("prep ann");
    for (part, most) in [("story", 70), ("promised", 70), ("threads", 70), ("review_first", 14)] {
        assert_eq!(digest[part].as_array().unwrap().len(), most, "{part}");
    }
}

#[test]
fn what_the_built_in_templates_never_show_is_let_go_of_unseen() {
    for (calls, long) in
        [(9, "on"), (13, "on"), (40, "on and on"), (25, "on and on until it was late"), (70, "on")]
    {
        // A template of one's own has all of it, and this one is the built-in one word by word.
        let built_in = of_calls(calls, long);
        let own = of_calls(calls, long)
            .file("templates/prep.md", include_str!("../../templates/prep.md"))
            .file("templates/plan-list.md", include_str!("../../templates/plan-list.md"));
        for line in
            ["prep ann", "prep ann --linear", "prep ann --format html", "prep ann --shared", "plan list"]
        {
            let shown = built_in.coach(line).ok().stdout;
            assert_eq!(shown, own.coach(line).ok().stdout, "{calls} calls: {line}");
        }
    }
}

#[test]
fn two_calls_are_told_in_full() {
    let long =
        "She said it twice, once to me and once to the window, and then she laughed and said it to nobody.";
    let note = |summary: &str| format!("---\nstatus: held\nsummary: {summary}\n---\n> {long}\n\n{long}\n");
    let practice = Practice::of_alice(&[
        ("sessions/2026-11-03.md", &note("The first.")),
        ("sessions/2026-11-17.md", &note("The second.")),
    ]);
    let text = read_in_five_minutes(&practice, "alice");
    assert!(text.contains("**3\u{a0}Nov** The first.") && text.contains(&format!("- “{long}”")), "{text}");
    assert!(!text.contains(" …"), "{text}");
}

#[test]
fn a_transcript_pasted_into_a_note_is_told_by_its_first_words_and_its_length() {
    let turn =
        "**Ann:** and so it went on and on, and nobody said what they meant by it, and then again.\n\n";
    let note = format!("---\nstatus: held\n---\n{}", turn.repeat(880));
    assert!(note.split_whitespace().count() > 15_000);
    let practice = Practice::of_alice(&[("sessions/2026-11-08.md", &note)]);
    let text = read_in_five_minutes(&practice, "alice");
    assert!(text.contains("- **Ann:** and so it went on") && text.contains("875 lines more"), "{text}");
}

#[test]
fn notes_brought_in_from_elsewhere_are_worth_reading_at_once() {
    let practice = Practice::empty().file("coach.yaml", "format: 1\n");
    let notes = practice.outside();
    std::fs::write(
        notes.join("2026-10-13.txt"),
        "Her brother said no to Tuesdays.\n\nWears her father's apron.\n",
    )
    .unwrap();
    std::fs::write(
        notes.join("2026-11-10.txt"),
        "The van broke down.\n\nI'll look for the form. She won't come on the 24th.\n",
    )
    .unwrap();
    practice.run(["client", "new", "Ann"]).ok();
    practice.run(["import", "--client", "ann", &notes.display().to_string()]).ok();
    let text = read_in_five_minutes(&practice, "ann");
    for told in
        ["Session 3", "Her brother said no to Tuesdays. · Wears her father's apron.", "- The van broke down."]
    {
        assert!(text.contains(told), "{told}\n{text}");
    }
}
