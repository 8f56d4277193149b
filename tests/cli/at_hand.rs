//! The call at hand: what shows looks ahead, what writes never does; and words that need no quotes.

use crate::harness::Practice;

const ANNAS: &str = "clients/anna/sessions/2026-11-25.md";
const JURGENS: &str = "clients/jurgen/sessions/2026-11-25.md";

/// Anna at 09:30 and Jürgen at 14:30.
fn two_calls() -> Practice {
    Practice::empty()
        .file("clients/anna/client.md", "---\nname: Anna Berg\n---\n")
        .file(ANNAS, "---\ndate: 2026-11-25T09:30\nstatus: planned\n---\n")
        .file("clients/jurgen/client.md", "---\nname: Jürgen Groß\n---\n")
        .file(JURGENS, "---\ndate: 2026-11-25T14:30\nstatus: planned\n---\n")
        .today("2026-11-25T10:31")
}

#[test]
fn what_is_told_after_the_morning_call_is_the_morning_calls() {
    for line in [
        &["done", "--summary", "She asked."][..],
        &["session", "mark", "--heard", "9"],
        &["thread", "add", "the article again"],
        &["promise", "add", "send the article"],
        &["session", "set", "minutes=50"],
    ] {
        let practice = two_calls();
        let before = practice.snapshot();
        practice.run(line).ok().stderr_has("Anna Berg: the call today at 09:30");
        practice.unchanged_but(&before, &[ANNAS]);
    }
    let practice = two_calls();
    practice.run(["note", "she rang back"]).ok().stdout_is("clients/anna/notes/2026-11-25-1031.md\n");
    practice.run(["plan", "new", "--what", "Read one page"]).ok().stdout_has("clients/anna/plans/");
    practice.coach("prep").ok().stdout_has("Jürgen Groß");
}

#[test]
fn before_the_first_call_has_begun_nothing_is_written() {
    let practice = two_calls().today("2026-11-25T09:00");
    let before = practice.snapshot();
    for line in ["done --minutes 50", "session mark --heard 9", "note -"] {
        practice.coach(line).fails(2).stderr_has("no call has begun today");
    }
    practice.unchanged_but(&before, &[]);
}

#[test]
fn of_several_that_have_begun_somebody_has_to_say_which() {
    let practice = two_calls().today("2026-11-25T14:40");
    let before = practice.snapshot();
    practice.coach("done --minutes 50").fails(2).stderr_has("Anna Berg (09:30) and Jürgen Groß (14:30)");
    practice.unchanged_but(&before, &[]);
    practice.coach("done anna --minutes 50").ok();
    practice.coach("done --minutes 50").ok().stderr_has("Jürgen Groß");
    practice.unchanged_but(&before, &[ANNAS, JURGENS]);
}

#[test]
fn what_a_client_sees_is_of_the_call_that_is_on_now() {
    let practice = two_calls();
    for line in ["share", "goal list --shared", "prep --shared"] {
        practice
            .coach(line)
            .fails(2)
            .stderr_has("no call is on now")
            .nowhere_has("Jürgen")
            .nowhere_has("Anna");
    }
    let practice = practice.today("2026-11-25T09:45");
    practice.coach("goal list --shared").ok().stderr_has("Anna Berg");
}

#[test]
fn words_need_no_quotes_behind_a_client_that_is_certain() {
    let practice = two_calls();
    practice.coach("note anna Thursday suits her better").ok();
    assert!(
        practice.read("clients/anna/notes/2026-11-25-1031.md").ends_with("\nThursday suits her better\n")
    );
    practice.coach("thread add berg send the article --no-pager").ok();
    assert!(practice.read(ANNAS).contains("- [ ] send the article\n"));
    practice.coach("promise add Anna ask Ida --due friday").ok();
    assert!(practice.read(ANNAS).contains("- [ ] ask Ida due:2026-11-27\n"));
    let before = practice.snapshot();
    for line in ["note an idea", "thread add ann idea of mine", "note something else", "note delete anna x"] {
        practice.coach(line).fails(2).stderr_has("is no client's id or name");
    }
    practice.coach("note idea").fails(2).stderr_has("there is no client `idea`");
    practice.unchanged_but(&before, &[]);
    practice.run(["thread", "add", "an", "- an idea"]).ok();
    assert!(practice.read(ANNAS).contains("an idea"));
}

#[test]
fn words_that_people_try_are_answered_with_the_way() {
    let practice = two_calls();
    for (line, way) in [
        ("session delete anna", "coach session remove"),
        ("thread done anna 1", "coach thread tick"),
        ("session undo", "coach undo"),
        ("rm anna", "coach session remove"),
    ] {
        practice.coach(line).fails(2).stderr_has(way);
    }
}

#[test]
fn a_call_that_goes_on_past_midnight_is_still_the_one_at_hand() {
    let practice = two_calls()
        .file(ANNAS, "---\ndate: 2026-11-25T23:30\nstatus: planned\nminutes: 60\n---\n")
        .today("2026-11-26T00:20");
    let before = practice.snapshot();
    for line in [&["thread", "add", "the article again"][..], &["done", "--summary", "She asked."]] {
        practice.run(line).ok().stderr_has("Anna Berg: the call yesterday at 23:30");
    }
    practice.unchanged_but(&before, &[ANNAS]);
    practice.coach("prep --shared").ok().stdout_has("Anna Berg");
    practice.today("2026-11-26T00:31").run(["thread", "add", "late again"]).fails(2);
}
