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
