//! How clients, goals and plans are named.

use crate::harness::Practice;

fn several() -> Practice {
    let client = |name: &str| format!("---\nname: {name}\n---\n");
    Practice::empty()
        .file("clients/alice/client.md", client("Alice Moreau"))
        .file("clients/alina/client.md", client("Alina Berg"))
        .file("clients/jo/client.md", client("Jo Lee"))
        .file("clients/joan/client.md", client("Joan Park"))
        .file("clients/2025 Zoë/client.md", client("Zoë Faß"))
}

#[test]
fn the_exact_id_comes_before_a_longer_one() {
    several().coach("client show jo").ok().stdout_has("# Jo Lee");
    several().coach("client show joan").ok().stdout_has("# Joan Park");
}

#[test]
fn a_prefix_of_the_id_is_enough() {
    several().coach("client show alic").ok().stdout_has("# Alice Moreau");
    several().coach("client show ALIC").ok().stdout_has("# Alice Moreau");
}

#[test]
fn a_fuzzy_part_of_the_name_is_enough() {
    for part in ["moreau", "more", "mrau", "Alice Moreau", "a mor"] {
        several().run(["client", "show", part]).ok().stdout_has("# Alice Moreau");
    }
}

#[test]
fn ids_that_people_made_are_named_as_they_are() {
    several().run(["client", "show", "2025 Zoë"]).ok().stdout_has("# Zoë Faß");
    several().run(["client", "show", "Zoe\u{308}"]).ok().stdout_has("# Zoë Faß");
}

#[test]
fn ambiguity_lists_the_candidates() {
    let ran = several().coach("client show ali").fails(2).stdout_is("");
    ran.stderr_has("alice").stderr_has("alina").stderr_lacks("joan");
}

#[test]
fn a_miss_says_did_you_mean() {
    several().coach("client show alcie").fails(2).stderr_has("did you mean alice (Alice Moreau)");
    several().coach("client show xyzzy").fails(2).stderr_has("coach client list");
}

#[test]
fn nothing_is_no_name() {
    for nothing in ["", " "] {
        several().run(["client", "show", nothing]).fails(2).stdout_is("");
        several().run(["client", "set", nothing, "status=paused"]).fails(2);
    }
}

#[test]
fn goals_are_named_by_prefix_and_by_title() {
    let practice = Practice::example();
    for name in ["lead-the-team", "lead", "without running", "hers"] {
        practice.run(["goal", "show", "alice", name]).ok().stdout_has("Alice Moreau");
    }
    practice.coach("goal show alice laed-the-team").fails(2).stderr_has("did you mean lead-the-team");
}

#[test]
fn plans_are_named_by_prefix_and_by_title() {
    let practice = Practice::example();
    practice.coach("plan show alice 2026-10").ok().stdout_has("# One morning for the page");
    practice.coach("plan show alice library").ok().stdout_has("# Two mornings at the library");
    practice.coach("plan show alice 2026-0").fails(2).stderr_has("2026-05-04-friday-list");
    practice.coach("plan show alice nothing-such").fails(2).stderr_has("coach plan list alice");
}

#[test]
fn a_plan_left_out_is_the_newest_open_one() {
    let practice = Practice::example();
    practice.coach("plan show chiara").ok().stdout_has("# Three years of figures");
    practice.coach("plan set alice outcome=kept").ok();
    practice.coach("plan show alice").fails(2).stderr_has("no open plan");
}

#[test]
fn sessions_are_named_as_people_say_them() {
    let practice = Practice::example();
    practice.coach("session show alice").ok().stdout_has("24 November 2026");
    practice.coach("session show alice last").ok().stdout_has("8 November 2026");
    practice.coach("session show ben next").ok().stdout_has("26 November 2026");
    practice.run(["session", "show", "alice", "25 oct 2026"]).ok().stdout_has("25 October 2026");
    practice.run(["session", "show", "chiara", "2026-03-02 Chiara"]).ok().stdout_has("2 March 2026");
}

#[test]
fn no_client_named_is_the_nearest_call_and_said() {
    let practice = Practice::example();
    practice
        .coach("prep")
        .ok()
        .stdout_has("# Alice Moreau")
        .stderr_has("Alice Moreau: the call today at 10:00");
    practice.coach("client show").ok().stdout_has("# Alice Moreau").stderr_has("Alice Moreau");
    practice.coach("plan set confidence=7").ok().stderr_has("Alice Moreau");
}

/// Three clients on one day: one held at nine, one planned at eleven, one at four.
fn three_calls() -> Practice {
    let call = |time: &str, status: &str| format!("---\ndate: 2026-11-24T{time}\nstatus: {status}\n---\n");
    Practice::empty()
        .file("clients/ann/client.md", "---\nname: Ann\n---\n")
        .file("clients/ann/sessions/2026-11-24.md", call("09:00", "held"))
        .file("clients/bea/client.md", "---\nname: Bea\n---\n")
        .file("clients/bea/sessions/2026-11-24.md", call("11:00", "planned"))
        .file("clients/cid/client.md", "---\nname: Cid\n---\n")
        .file("clients/cid/sessions/2026-11-24.md", call("16:00", "planned"))
}

#[test]
fn the_nearest_call_is_the_one_now_or_next() {
    for (hour, who) in
        [("08:00", "Bea"), ("10:00", "Bea"), ("11:00", "Bea"), ("13:00", "Cid"), ("16:00", "Cid")]
    {
        three_calls().today(&format!("2026-11-24T{hour}")).coach("client show").ok().stderr_has(who);
    }
}

#[test]
fn after_the_last_call_the_nearest_is_the_last_one_held_today() {
    let practice = three_calls().file("clients/cid/sessions/2026-11-24.md", "---\nstatus: cancelled\n---\n");
    let practice = practice
        .file("clients/bea/sessions/2026-11-24.md", "---\ndate: 2026-11-24T11:00\nstatus: held\n---\n");
    practice.today("2026-11-24T20:00").coach("client show").ok().stderr_has("Bea");
}

#[test]
fn without_a_call_today_the_client_has_to_be_named() {
    let ran = three_calls().today("2026-11-25").coach("prep").fails(2).stdout_is("");
    ran.stderr_has("25 November 2026").stderr_has("name the client");
}

#[test]
fn a_name_that_is_written_out_before_the_words_is_no_part_of_them() {
    let client = |name: &str| format!("---\nname: {name}\n---\n");
    let practice = Practice::empty()
        .file("clients/bob/client.md", client("Bob Quill"))
        .file("clients/lena-vogt/client.md", client("Lena Vogt"))
        .file("clients/lena-weiss/client.md", client("Lena Weiß"))
        .today("2026-11-25T09:00");
    practice.coach("note Bob Quill called me").ok();
    assert!(practice.read("clients/bob/notes/2026-11-25-0900.md").ends_with("\ncalled me\n"));
    practice.coach("goal new bob quill Read a poem").ok().stdout_has("clients/bob/goals/read-a-poem.md");
    practice.coach("thread add Bob Quill").fails(2).stderr_has("nothing to come back to");
    practice.coach("thread add Lena Weiss her sister").ok().stderr_has("clients/lena-weiss/");
    practice.coach("thread tick Lena Weiß").fails(2).stderr_has("no thread is named");
    practice.coach("thread tick Lena Weiß 1").ok().stderr_has("ticked: her sister");
    let told = practice.coach("note Lena called").fails(2);
    told.stderr_has("lena-vogt (Lena Vogt), lena-weiss (Lena Weiß)").stderr_has("begin with the exact id");
}

#[test]
fn a_command_that_is_shown_can_be_copied_whatever_the_id() {
    let practice = Practice::empty()
        .file("clients/Carla Roth/client.md", "---\nname: Carla Roth\n---\n")
        .file("clients/Carla Roth/sessions/2026-11-20 Bad day.md", "---\nstatus: planned\n---\n");
    let shown = [
        practice.run(["prep", "carla"]).ok().stderr,
        practice.run(["goal", "list", "carla"]).ok().stdout,
        practice.run(["balance", "show", "carla"]).ok().stdout,
        practice.run(["today"]).ok().stdout,
        practice.run(["plan", "show", "carla", "nothing"]).fails(2).stderr,
    ];
    for text in shown {
        let commands: Vec<&str> = text.match_indices("coach ").map(|(at, _)| &text[at..]).collect();
        assert!(commands.iter().any(|command| command.contains("'Carla Roth'")), "{text}");
        let bare = |command: &&str| command.lines().next().is_some_and(|line| line.contains(" Carla Roth"));
        assert!(!commands.iter().any(bare), "{text}");
    }
}
