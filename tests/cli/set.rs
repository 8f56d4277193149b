//! `set`: keys change, and no other byte.

use crate::harness::Practice;

const NOTE: &str = "clients/alice/client.md";

/// Sets keys of a client's note and gives its text.
#[track_caller]
fn set(note: &str, assignments: &[&str]) -> String {
    let practice = Practice::empty().file(NOTE, note);
    practice.run(["client", "set", "alice"].iter().chain(assignments)).ok();
    practice.read(NOTE)
}

/// Is refused, with the note as it was.
#[track_caller]
fn refused(note: &str, assignment: &str, said: &str) {
    let practice = Practice::empty().file(NOTE, note);
    practice.run(["client", "set", "alice", assignment]).fails(2).stdout_is("").stderr_has(said);
    assert_eq!(practice.read(NOTE), note, "{assignment}");
}

#[test]
fn one_line_changes_whatever_the_note_looks_like() {
    for (note, wanted) in [
        ("---\nstatus: active\n---\n", "---\nstatus: paused\n---\n"),
        (
            "---\r\nname: A\r\nstatus: active\r\n---\r\nx\r\n",
            "---\r\nname: A\r\nstatus: paused\r\n---\r\nx\r\n",
        ),
        ("\u{feff}---\nstatus: active\n---\n", "\u{feff}---\nstatus: paused\n---\n"),
        ("---\nstatus: active   # since May\n---\nx", "---\nstatus: paused   # since May\n---\nx"),
        ("---\n# top\nstatus:   'active'\nx: 1\n---", "---\n# top\nstatus:   'paused'\nx: 1\n---"),
        ("---  \nstatus: \"active\"\t\n...\nx", "---  \nstatus: \"paused\"\t\n...\nx"),
    ] {
        assert_eq!(set(note, &["status=paused"]), wanted);
    }
}

#[test]
fn a_new_key_goes_to_the_end_of_the_block() {
    assert_eq!(
        set("---\nname: A # b\n---\nx\n", &["status=paused"]),
        "---\nname: A # b\nstatus: paused\n---\nx\n"
    );
    assert_eq!(
        set("---\r\nname: A\r\n---\r\nx", &["status=paused"]),
        "---\r\nname: A\r\nstatus: paused\r\n---\r\nx"
    );
}

#[test]
fn a_note_without_front_matter_gets_a_block_in_front() {
    for body in ["# Alice\n", "Alice\r\nis here\r\n", "\u{feff}# Alice\n", "\n\n- [ ] x"] {
        let after = set(body, &["status=paused"]);
        let (mark, text) = body.strip_prefix('\u{feff}').map_or(("", body), |text| ("\u{feff}", text));
        assert!(after.starts_with(&format!("{mark}---")), "{after:?}");
        assert!(after.ends_with(text) && after.contains("status: paused"), "{after:?}");
    }
}

#[test]
fn an_empty_value_takes_the_key_away() {
    assert_eq!(set("---\nname: A\nfee: paid # for now\nx: 1\n---\n", &["fee="]), "---\nname: A\nx: 1\n---\n");
    assert_eq!(set("---\nname: A\ntags:\n  - a\n  - b\n---\n", &["tags="]), "---\nname: A\n---\n");
    assert_eq!(set("---\nname: A\n---\n", &["fee="]), "---\nname: A\n---\n");
}

#[test]
fn setting_a_key_and_taking_it_away_again_gives_the_same_bytes() {
    for note in
        ["---\nname: A\n---\n", "---\r\nname: A\r\n---", "\u{feff}---\nname: A\n# end\n---\nx", "---\n---\n"]
    {
        assert_eq!(set(&set(note, &["email=a@b.c"]), &["email="]), note);
    }
}

#[test]
fn several_keys_are_set_at_once() {
    let after = set("---\nname: A\n---\n", &["status=paused", "email=a@b.c", "sessions_agreed=12"]);
    assert_eq!(after, "---\nname: A\nstatus: paused\nemail: a@b.c\nsessions_agreed: 12\n---\n");
}

#[test]
fn a_list_may_be_typed_as_it_stands_in_a_note() {
    for typed in ["email=a@b.c, d@e.f", "email=[a@b.c, d@e.f]", "email=[\"a@b.c\", 'd@e.f']"] {
        let after = set("---\nname: A\n---\n", &[typed]);
        assert_eq!(after, "---\nname: A\nemail: [a@b.c, d@e.f]\n---\n", "{typed}");
    }
}

#[test]
fn nothing_is_written_when_one_of_several_is_refused() {
    let practice = Practice::example();
    let before = practice.snapshot();
    practice.coach("client set alice status=paused fee=free").fails(2).stderr_has("`free`");
    practice.unchanged_but(&before, &[]);
}

#[test]
fn a_plus_adds_to_a_list_however_it_is_written() {
    for (note, wanted) in [
        ("---\ntags: [a, b]\n---\n", "---\ntags: [a, b, c]\n---\n"),
        ("---\ntags: []\n---\n", "---\ntags: [c]\n---\n"),
        ("---\ntags:\n  - a # x\n---\n", "---\ntags:\n  - a # x\n  - c\n---\n"),
        ("---\ntags:\n- a\nname: A\n---\n", "---\ntags:\n- a\n- c\nname: A\n---\n"),
        ("---\nname: A\n---\n", "---\nname: A\ntags: [c]\n---\n"),
    ] {
        assert_eq!(set(note, &["tags+=c"]), wanted);
    }
}

#[test]
fn a_list_is_typed_with_commas() {
    let practice = Practice::empty().file(NOTE, "---\nname: A\n---\n");
    practice.run(["client", "set", "alice", "areas=vision, the team,money"]).ok();
    assert_eq!(
        practice.json("client show alice")["areas"],
        serde_json::json!(["vision", "the team", "money"])
    );
    practice.coach("check").ok();
}

#[test]
fn text_that_yaml_would_misread_is_quoted() {
    for text in ["a: b", "x #y", "- z", "no", "12", "2026-11-08", "\"", "it's", "[", "key=value", "*a", "ünï"]
    {
        let practice = Practice::empty().file(NOTE, "---\nname: A\n---\n");
        practice.run(["client", "set", "alice", &format!("organisation={text}")]).ok();
        assert_eq!(practice.json("client show alice")["organisation"], text);
    }
}

#[test]
fn dates_are_written_as_iso_dates_and_echoed() {
    let practice = Practice::example();
    let ran = practice.run(["client", "set", "alice", "until=in 6 months"]).ok();
    ran.stderr_has("in 6 months: Monday 24 May 2027");
    assert!(practice.read(NOTE).contains("\nuntil: 2027-05-24\n"));
    practice.coach("client set alice until=8/11").fails(2).stderr_has("8 November or 11 August");
}

#[test]
fn an_unknown_choice_is_refused_and_the_note_stays_as_it_is() {
    let note = "---\r\nname: A  \r\nstatus: active # x\r\n---\r\n";
    refused(note, "status=pasued", "did you mean `paused`");
    refused(note, "status=xyz", "active, paused, completed");
    refused(note, "sessions_agreed=many", "sessions_agreed");
    refused(note, "sessions_agreed=-1", "sessions_agreed");
    refused(note, "log_consent=someday", "someday");
}

#[test]
fn a_key_that_is_nearly_a_known_one_is_refused_and_another_is_kept() {
    refused("---\nname: A\n---\n", "stauts=paused", "did you mean `status`");
    let practice = Practice::empty().file(NOTE, "---\nname: A\n---\n");
    practice
        .coach("client set alice invoice_to=Kim")
        .ok()
        .stderr_has("invoice_to isn't a key that coach reads");
    assert_eq!(practice.read(NOTE), "---\nname: A\ninvoice_to: Kim\n---\n");
}

#[test]
fn what_is_no_assignment_is_refused_with_an_example() {
    let note = "---\nname: A\n---\n";
    refused(note, "status", "status=paused");
    refused(note, "=paused", "status=paused");
    refused(note, "+=x", "status=paused");
    Practice::example().coach("client set alice").fails(2).stderr_has("KEY=VALUE");
}

#[test]
fn what_cannot_be_edited_safely_is_refused_with_its_place() {
    refused("---\nname: A\n", "status=paused", "clients/alice/client.md:1:1");
    refused("--- x\nname: A\n---\n", "status=paused", "clients/alice/client.md:1:1");
    refused("---\nname: [A\n---\n", "status=paused", "clients/alice/client.md:");
    refused("---\n- a\n- b\n---\n", "status=paused", "clients/alice/client.md:");
}

#[test]
fn an_earlier_problem_does_not_stand_in_the_way() {
    let note = "---\nname: A\nfee: free\nstatus: active\n---\n";
    assert_eq!(set(note, &["status=paused"]), note.replace("active", "paused"));
    assert_eq!(set(note, &["fee=paid"]), note.replace("free", "paid"));
}

#[test]
fn a_key_given_twice_is_set_where_it_counts_or_refused() {
    let practice = Practice::empty().file(NOTE, "---\nstatus: active\nstatus: completed\n---\n");
    practice.coach("client set alice status=paused").ok();
    assert_eq!(practice.json("client show alice")["status"], "paused");
    assert!(practice.read(NOTE).starts_with("---\nstatus: active\n"));
}

#[test]
fn a_session_takes_nested_marks() {
    let practice = Practice::example();
    practice.coach("session set alice 2026-11-08 alliance.heard=7 balance.vision.hours=3").ok();
    let shown = practice.json("session show alice 2026-11-08");
    assert_eq!((&shown["alliance"]["heard"], &shown["alliance"]["focus"]), (&7.into(), &8.into()));
    assert_eq!(shown["balance"][0]["hours"], 3);
    practice.coach("session set alice last alliance.heard=11").fails(2).stderr_has("heard");
    practice.coach("session set alice last alliance=9").fails(2).stderr_has("alliance.");
}

#[test]
fn nested_marks_are_made_where_there_are_none() {
    let practice = Practice::of_alice(&[("sessions/2026-11-20.md", "---\nstatus: held\n---\nx\n")]);
    practice.coach("session set alice last alliance.heard=9 alliance.focus=8 balance.team.rating=3").ok();
    let shown = practice.json("session show alice last");
    assert_eq!((&shown["alliance"]["heard"], &shown["alliance"]["focus"]), (&9.into(), &8.into()));
    assert_eq!(shown["balance"][0]["rating"], 3);
    practice.coach("session set alice last alliance.heard= alliance.focus= balance.team.rating=").ok();
    practice.coach("check").ok();
}

#[test]
fn references_are_written_with_their_full_ids() {
    let practice = Practice::example();
    practice.coach("session set alice last goals=hers,lead").ok();
    assert!(
        practice
            .read("clients/alice/sessions/2026-11-08.md")
            .contains("goals: [one-day-that-is-hers, lead-the-team]\n")
    );
    practice.coach("plan set alice follows=friday-list").ok();
    assert!(
        practice
            .read("clients/alice/plans/2026-11-08-two-mornings.md")
            .contains("follows: 2026-05-04-friday-list\n")
    );
    practice.coach("plan set alice goal=laed-the-team").fails(2).stderr_has("did you mean lead-the-team");
}

#[test]
fn a_goal_takes_a_level_and_its_day() {
    let practice = Practice::example();
    practice
        .coach("goal set alice lead level=0 level_on=today")
        .ok()
        .stderr_has("today: Tuesday 24 November 2026");
    let goal = practice.json("goal show alice lead");
    assert_eq!((&goal["level"], &goal["level_on"]), (&0.into(), &"2026-11-24".into()));
    practice.coach("goal set alice lead level=3").fails(2).stderr_has("level");
    practice.coach("goal set alice lead levels.1=Sails").ok();
}

#[test]
fn a_plan_takes_its_outcome() {
    let practice = Practice::example();
    let before = practice.snapshot();
    practice.coach("plan set alice library outcome=partly reviewed=today done=3 of=4").ok();
    practice.unchanged_but(&before, &["clients/alice/plans/2026-11-08-two-mornings.md"]);
    assert_eq!(practice.json("plan show alice library")["value"], 0.75);
    practice.coach("plan set alice library outcome=failed").fails(2).stderr_has("kept, partly, missed");
}

#[test]
fn what_has_that_value_already_is_left_alone() {
    let practice = Practice::example();
    let before = practice.snapshot();
    practice.coach("client set alice status=active").ok().stderr_has("nothing to change");
    practice.unchanged_but(&before, &[]);
}

#[cfg(unix)]
#[test]
fn permissions_stay_as_they_are() {
    use std::os::unix::fs::PermissionsExt as _;
    let practice = Practice::example();
    let file = practice.root().join(NOTE);
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o640)).unwrap();
    practice.coach("client set alice status=paused").ok();
    assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
    let left = std::fs::read_dir(file.parent().unwrap())
        .unwrap()
        .filter(|entry| entry.as_ref().unwrap().path().extension() == Some("tmp".as_ref()));
    assert_eq!(left.count(), 0);
}

#[test]
fn a_plan_follows_neither_itself_nor_what_follows_it() {
    let practice = Practice::example();
    let before = practice.snapshot();
    for (plan, follows) in [("two-mornings", "two-mornings"), ("one-morning", "two-mornings")] {
        let ran = practice.run(["plan", "set", "alice", plan, &format!("follows={follows}")]);
        ran.fails(2).stderr_has("in a circle");
    }
    practice.unchanged_but(&before, &[]);
}

#[test]
fn what_is_replaced_or_taken_away_is_said() {
    let practice =
        Practice::of_alice(&[("client.md", "---\nname: Alice\nemail: a@b.org\npronouns: she\n---\n")]);
    let ran = practice.coach("client set alice email=c@d.org pronouns= status=paused").ok();
    let ran = ran.stderr_has("email: it stands in place of “a@b.org”").stderr_has("“she” is taken away");
    ran.stderr_lacks("status: ");
    practice.coach("client set alice status=completed").ok().stderr_lacks("status: ");
    practice.coach("client set alice email+=e@f.org").ok().stderr_lacks("in place");
    practice.coach("client set alice email=a@b.org --shared").stderr_lacks("c@d.org");
}

#[test]
fn marks_and_outcomes_that_are_replaced_are_said() {
    let practice = Practice::of_alice(&[
        ("sessions/2026-11-20.md", "---\nstatus: held\n---\n"),
        ("plans/2026-11-20-walk.md", "---\noutcome: kept\ndone: 3\nof: 4\n---\n# Walk\n"),
    ]);
    practice.coach("session mark alice last --heard 6").ok().stderr_lacks("in place");
    practice
        .coach("session mark alice last --heard 9")
        .ok()
        .stderr_has("alliance.heard: it stands in place of “6”");
    practice.coach("balance rate alice --area work=5,3").ok().stderr_lacks("in place");
    practice
        .coach("balance rate alice --area work=7")
        .ok()
        .stderr_has("balance.work.rating: it stands in place of “5”");
    practice
        .coach("plan review alice walk --outcome missed")
        .ok()
        .stderr_has("outcome: it stands in place of “kept”");
}
