//! `promise`: what the coach said they would do, where it stands, and that a tick can be taken back. And `thread untick`.

use crate::harness::Practice;

const LAST: &str = "clients/alice/sessions/2026-11-20.md";

fn alice() -> Practice {
    Practice::of_alice(&[(
        "sessions/2026-11-20.md",
        "---\nstatus: held\n---\n\n## Threads\n\n- [ ] The loft\n- [ ] Odile\n",
    )])
}

#[test]
fn a_promise_stands_in_the_last_note_with_its_day() {
    let practice = alice();
    practice.run(["promise", "add", "alice", "Send the article due:friday"]).ok();
    practice.coach("promise add alice ask Ida --due 2026-11-22").ok();
    assert!(practice.read(LAST).ends_with(
        "## I said I would\n\n- [ ] Send the article due:2026-11-27\n- [ ] ask Ida due:2026-11-22\n"
    ));
    practice
        .coach("promise list alice")
        .ok()
        .stdout_has_in_order(&["Send the article, due", "ask Ida, was due"]);
    let list = practice.json("promise list alice");
    assert_eq!(list["promises"][0]["due"], "2026-11-27");
    practice.coach("check").ok();
    practice.coach("promise list alice --shared").ok().nowhere_has("article");
}

#[test]
fn a_tick_is_taken_back_by_the_same_number() {
    let practice = alice();
    practice.coach("promise add alice send it").ok();
    let before = practice.snapshot();
    practice.coach("promise tick alice 1").ok();
    assert!(practice.read(LAST).contains("- [x] send it\n"));
    practice.coach("promise tick alice 1").ok().stderr_has("ticked already");
    practice.coach("promise untick alice 1").ok().stderr_has("open again");
    practice.unchanged_but(&before, &[]);
    practice.coach("thread tick alice 1 2").ok();
    assert!(practice.read(LAST).contains("- [x] The loft\n- [x] Odile\n"));
    practice.coach("thread untick alice odile").ok();
    practice.coach("thread untick alice 1").ok();
    practice.unchanged_but(&before, &[]);
}

#[test]
fn before_the_first_call_it_stands_in_a_note_of_its_own() {
    let practice = Practice::of_alice(&[]).today("2026-11-24T14:12");
    practice.coach("promise add alice send the form").ok();
    let note = practice.read("clients/alice/notes/2026-11-24-1412.md");
    assert!(note.ends_with("## I said I would\n\n- [ ] send the form\n"), "{note}");
    practice.coach("promise list alice").ok().stdout_has("send the form");
    practice.coach("check").ok();
}

#[test]
fn one_word_that_is_a_clients_is_never_looked_for_at_the_call_at_hand() {
    let practice = Practice::example();
    let before = practice.snapshot();
    for line in ["thread tick ben", "thread untick Ben", "promise tick ben", "promise untick ben"] {
        practice.coach(line).fails(2).stderr_has("is a client, and no").stderr_has("list ben");
    }
    // Letters in their order are no words of it.
    practice.coach("thread tick alice wdt").fails(2).stderr_has("no thread `wdt`");
    practice.unchanged_but(&before, &[]);
}

#[test]
fn an_item_is_added_without_marks_of_its_own_and_several_are_ticked_in_one_word() {
    let practice = Practice::of_alice(&[("sessions/2026-11-20.md", "## Threads\n")]);
    for words in ["- [ ] one", "* two", "☐ three", "four - five"] {
        practice.run(["thread", "add", "alice", words]).ok();
    }
    let note = "clients/alice/sessions/2026-11-20.md";
    assert!(practice.read(note).ends_with("- [ ] one\n- [ ] two\n- [ ] three\n- [ ] four - five\n"));
    practice.coach("thread tick alice 1,3").ok().stderr_has("ticked: one").stderr_has("ticked: three");
    practice.coach("thread untick alice 1-3").ok().stderr_has("open already: two");
    practice.coach("thread tick alice 2-9").fails(2).stderr_has("there is no open thread 5");
    assert_eq!(practice.read(note).matches("- [ ]").count(), 4, "all of them, or none");
}

#[test]
fn an_option_that_is_not_known_is_not_filed_as_words() {
    let practice = Practice::of_alice(&[("sessions/2026-11-20.md", "## Threads\n")]);
    let before = practice.snapshot();
    practice.coach("thread add alice --due friday send it").fails(2).stderr_has("`--due` is no option here");
    practice.coach("note alice --to=kim a mail").fails(2).stderr_has("`--to=kim` is no option here");
    practice.unchanged_but(&before, &[]);
    practice.run(["thread", "add", "alice", "--due friday, she said"]).ok();
    practice.run(["thread", "add", "alice", "-5 degrees", "in", "her", "kitchen"]).ok();
    practice
        .coach("thread list alice")
        .ok()
        .stdout_has("--due friday, she said")
        .stdout_has("5 degrees in her");
}
