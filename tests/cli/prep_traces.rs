//! Nothing that a person wrote since the last call is left without a trace in `prep`, nothing is said twice, and no part is empty.

use serde_json::json;

use crate::harness::Practice;

#[test]
fn a_call_of_which_nothing_is_written_has_no_heading_of_its_own() {
    let practice =
        Practice::of_alice(&[("sessions/2026-11-08.md", "---\nstatus: held\nalliance: {heard: 9}\n---\n")]);
    practice.coach("prep alice").ok().stdout_has("last one 16 days ago").stdout_lacks("## Last time");
}

#[test]
fn tables_code_and_html_are_told_line_by_line() {
    let figures =
        "| day | what |\n| --- | --- |\n| Mon | late |\n\n```text\nfour lines\n```\n\n<p>\nof a page\n</p>\n";
    let practice = Practice::of_alice(&[
        ("sessions/2026-11-08.md", &format!("---\nstatus: held\n---\nFirst.\n\n{figures}")),
        ("notes/2026-11-12.md", figures),
        ("notes/2026-11-13.md", &format!("---\nfrom: client\n---\n{figures}")),
        ("sessions/2026-11-24.md", &format!("---\nstatus: planned\n---\n## Preparation\n{figures}")),
    ]);
    practice.coach("prep alice").ok().stdout_has_in_order(&[
        "## Last time",
        "- First.\n- day | what\n- Mon | late\n- four lines\n- of a page",
        "your note:** day | what · Mon | late · four lines · of a page",
        "from them:** “day | what” · “Mon | late”",
        "Sent ahead of this call:** “day | what” · “Mon | late”",
    ]);
    let table = &practice.json("prep alice")["since_then"][0]["statements"][1];
    assert_eq!(
        table,
        &json!({"text": "Mon | late", "source": {"path": "clients/alice/notes/2026-11-12.md", "line": 3}})
    );
}

#[test]
fn what_is_promised_in_a_note_stands_under_promised_alone() {
    let note = "She rang.\n\n## I said I would\n- [ ] send the form due:2026-11-20\n- ask Kim #support\n";
    let practice =
        Practice::of_alice(&[("sessions/2026-11-08.md", "Held.\n"), ("notes/2026-11-12.md", note)]);
    let ran = practice.coach("prep alice").ok();
    assert_eq!(ran.stdout.matches("send the form").count(), 1, "{}", ran.stdout);
    ran.stdout_has("your note:** She rang.\n")
        .stdout_has("- send the form (was due 20 Nov)")
        .stdout_lacks("due:");
}

#[test]
fn a_plan_that_came_about_after_two_that_did_not_turns_a_long_story() {
    let mut practice = Practice::of_alice(&[]);
    for call in 0..14 {
        let day = chrono::NaiveDate::from_ymd_opt(2026, 1, 5).unwrap() + chrono::Days::new(21 * call);
        practice =
            practice.file(&format!("clients/alice/sessions/{day}.md"), "---\nsummary: We talked.\n---\n");
    }
    for (day, outcome) in [("2026-01-05", "missed"), ("2026-01-26", "missed"), ("2026-02-16", "kept")] {
        let review = chrono::NaiveDate::parse_from_str(day, "%Y-%m-%d").unwrap() + chrono::Days::new(21);
        let plan = format!("---\nreview: {review}\noutcome: {outcome}\n---\n# Walk\n");
        practice = practice.file(&format!("clients/alice/plans/{day}-walk.md"), plan);
    }
    practice.coach("prep alice").ok().stdout_has("**9\u{a0}Mar** We talked. (a plan came about)");
}

#[test]
fn areas_of_which_only_the_hours_are_known_stand_with_their_hours() {
    let note = "---\nstatus: held\nbalance:\n  home: {hours: 4, wish: 5}\n  work: {rating: 6}\n---\n";
    let practice = Practice::of_alice(&[("sessions/2026-11-08.md", note)]);
    practice.coach("prep alice").ok().stdout_has("- home 4 hours · work 6\n");
}
