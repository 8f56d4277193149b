//! Notes that don't count until somebody has looked: they are no strangers to the commands that look and mend.

use crate::harness::Practice;

fn with_call(text: &str) -> Practice {
    Practice::empty()
        .today("2026-11-25T09:00")
        .file("clients/ada/client.md", "---\nname: Ada\n---\n")
        .file("clients/ada/sessions/2026-11-10.md", text)
}

#[test]
fn a_call_that_is_set_aside_is_shown_and_mended_by_its_id() {
    let practice = with_call("---\nminutes: 50\nCancelled By: client # late\n---\nShe rang off.\n");
    practice.coach("session show ada 2026-11-10").ok().stdout_has("She rang off.");
    practice
        .coach("done ada --on 2026-11-10 --minutes 50")
        .fails(2)
        .stderr_has("is set aside until you have looked");
    let refused = practice.coach("session mark ada 2026-11-10 --heard 8").fails(2);
    refused
        .stderr_has("the session `2026-11-10` is set aside until you have looked")
        .stderr_has("add `status: cancelled`");
    practice.coach("session set ada 2026-11-10 status=cancelled").ok();
    let text = practice.read("clients/ada/sessions/2026-11-10.md");
    assert_eq!(
        text,
        "---\nminutes: 50\nCancelled By: client # late\nstatus: cancelled\n---\nShe rang off.\n"
    );
    practice.coach("check").ok();
}

#[test]
fn a_copy_that_is_set_aside_can_be_removed() {
    let call = "---\ndate: 2026-11-10T10:00\nminutes: 60\n---\n";
    let practice = with_call(call).file("clients/ada/sessions/2026-11-10~HEAD.md", call);
    practice.coach("check").fails(1);
    practice.coach("session remove ada 2026-11-10~HEAD").ok();
    practice.coach("check").ok();
    practice.coach("session list ada").ok().stdout_has("| 2026-11-10 10:00 | 1 | held | 60 |");
}

#[test]
fn a_goal_or_a_plan_that_is_set_aside_is_told_as_such() {
    let practice = with_call("---\nminutes: 50\n---\n")
        .file("clients/ada/goals/lead.md", "\0\0")
        .file("clients/ada/plans/2026-11-10-walk.md", "");
    practice
        .coach("goal show ada lead")
        .fails(2)
        .stderr_has("the goal `lead` is set aside until you have looked");
    practice.coach("plan show ada 2026-11-10-walk").fails(2).stderr_has("is set aside until you have looked");
    practice.coach("plan remove ada 2026-11-10-walk").ok();
    practice.coach("goal show ada nobody").fails(2).stderr_has("there is no goal `nobody`");
}
