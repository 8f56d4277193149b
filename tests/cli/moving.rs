//! `session move` and `cancel`: what goes along, and that the next call isn't taken for the one after it.

use crate::harness::Practice;

const FIRST: &str = "clients/alice/sessions/2026-11-26.md";

/// Alice's next two calls, and a plan that is to be looked at in the first.
fn two_calls() -> Practice {
    let first = "---\ndate: 2026-11-26T10:00\nstatus: planned\nkind: team\ngroup_size: 4\nfee: pro-bono\nshow_up_as: slower\n---\n";
    let second = "---\ndate: 2026-12-03T10:00\nstatus: planned\n---\n";
    let plan = "---\nreview: 2026-11-26\n---\n# Two mornings\n";
    Practice::of_alice(&[
        ("sessions/2026-11-26.md", first),
        ("sessions/2026-12-03.md", second),
        ("plans/2026-11-20-two.md", plan),
    ])
}

#[test]
fn a_call_takes_along_all_that_is_known_of_it() {
    let practice = two_calls();
    practice.coach("session move alice next --to 2026-11-27 --by coach --reviews").ok();
    assert!(practice.read(FIRST).contains("cancelled_by: coach"));
    let moved = practice.read("clients/alice/sessions/2026-11-27.md");
    let front = "date: 2026-11-27T10:00\nstatus: planned\nkind: team\ngroup_size: 4\nfee: pro-bono\nshow_up_as: slower\n";
    assert!(moved.contains(front), "{moved}");
    assert!(practice.read("clients/alice/plans/2026-11-20-two.md").contains("review: 2026-11-27"));
    practice.coach("check").ok();
}

#[test]
fn moved_again_in_the_same_words_the_call_after_it_stays_where_it_is() {
    for to in ["2026-12-10", "2026-11-27", "2026-12-03"] {
        let practice = two_calls();
        practice.coach(&format!("session move alice next --to {to}")).ok();
        let before = practice.snapshot();
        practice.coach(&format!("session move alice next --to {to}")).fails(2);
        practice.unchanged_but(&before, &[]);
    }
    let practice = two_calls();
    practice.coach("session move alice next --to 2026-12-10").ok();
    practice
        .coach("session move alice next --to 2026-12-10")
        .fails(2)
        .stderr_has("session move alice 2026-12-03 --to");
    practice.coach("session move alice next --to 2026-12-17").ok();
    assert!(practice.read("clients/alice/sessions/2026-12-03.md").contains("status: moved"));
}

#[test]
fn called_off_again_in_the_same_words_the_call_after_it_stands() {
    let practice = two_calls();
    practice.coach("session cancel alice --by client").ok().stderr_has("Two mornings");
    let before = practice.snapshot();
    practice
        .coach("session cancel alice --by client")
        .fails(2)
        .stderr_has("session cancel alice 2026-12-03 --by client");
    practice.coach("session cancel alice 2026-11-26 --by client").ok();
    practice.unchanged_but(&before, &[]);
    practice.coach("session cancel alice 2026-12-03 --by client").ok();
}

#[test]
fn what_took_place_or_was_moved_already_is_not_moved() {
    let practice = two_calls().today("2026-11-26T12:00");
    practice.coach("session set alice 2026-11-26 status=held").ok();
    practice.coach("session move alice 2026-11-26 --to 2026-12-10").fails(2).stderr_has("took place");
    practice.coach("session move alice 2026-12-03 --to 2026-12-10").ok();
    let before = practice.snapshot();
    practice.coach("session move alice 2026-12-03 --to 2026-12-17").fails(2).stderr_has("moved already");
    practice.coach("session move alice 2026-12-03 --to 2026-12-10").ok();
    practice.unchanged_but(&before, &[]);
}

#[test]
fn what_the_note_refuses_plans_no_other_call() {
    let practice = two_calls().file(FIRST, "--- strange\ndate: 2026-11-26\n");
    let before = practice.snapshot();
    practice.coach("session move alice 2026-11-26 --to 2026-12-10").fails(2).stderr_has("2026-11-26.md:1:1");
    practice.unchanged_but(&before, &[]);
}

#[cfg(unix)]
#[test]
fn on_a_terminal_it_is_asked_who_called_off_and_whether_the_review_moves_along() {
    let practice = two_calls();
    let mut talk = practice.talk("session cancel alice");
    talk.answers("By whom? client or coach", "coach")
        .sees("“Two mornings” was to be looked at then. Move its review along?")
        .presses("\r");
    talk.ends_well();
    assert!(practice.read(FIRST).contains("cancelled_by: coach"));
    assert!(practice.read("clients/alice/plans/2026-11-20-two.md").contains("review: 2026-12-03"));
    let practice = two_calls();
    let mut talk = practice.talk("session move alice --to friday --reviews");
    talk.answers("By whom? client or coach", "client");
    talk.ends_well();
    assert!(practice.read(FIRST).contains("cancelled_by: client"));
}
