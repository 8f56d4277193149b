//! `share --whole`: a client's words from the first call to the last, and nobody else's.

use crate::harness::Practice;

fn whole() -> Practice {
    Practice::of_alice(&[
        (
            "sessions/2026-01-12.md",
            "---\nstatus: held\nsummary: secret\n---\n> First words. #awake\n\nsecret\n\n## Reflection\n\n> secret\n",
        ),
        ("sessions/2026-11-10.md", "---\nstatus: held\n---\n> Last words,\n> in two lines.\n\n- secret\n"),
        ("sessions/2026-11-20.md", "---\nstatus: cancelled\n---\n> secret\n"),
        ("notes/2026-06-01.md", "> Between.\n\nsecret\n"),
        (
            "goals/sail.md",
            "---\ntitle: Sail\nopened: 2026-02-01\nresistance: fear\n---\n\n## In their words\n\nOut there, alone.\n\n## Looking back\n\nsecret\n\n> It was mine.\n",
        ),
        ("goals/wish.md", "---\ntitle: A secret wish\nstatus: proposed\n---\n"),
        (
            "plans/2026-02-01-row.md",
            "---\nreviewed: 2026-03-01\noutcome: kept\n---\n# Row\n\n## Outcome\n\nsecret\n\nLearned: secret\n\n> Learned: I can wait.\n",
        ),
    ])
}

#[test]
fn their_quotes_stand_in_order_with_their_goals_and_what_they_learned() {
    let practice = whole();
    let page = practice.coach("share alice --whole").ok().stderr_has("1 line stands under `Learned:`");
    page.stdout_has_in_order(&[
        "# Your words, from the first call to the last",
        "2 calls from Monday 12 January 2026 to Tuesday 10 November 2026",
        "**Sail**",
        "> Out there, alone.",
        "> It was mine.",
        "> First words.\n",
        "> Between.",
        "> Last words,\n> in two lines.",
        "What you learned",
        "Sunday 1 March 2026",
        "> I can wait.",
    ])
    .nowhere_has("secret");
    for more in ["--format html", "--format json", "--shared"] {
        practice
            .coach(&format!("share alice --whole {more}"))
            .ok()
            .nowhere_has("secret")
            .nowhere_has("#awake");
    }
}

#[test]
fn a_goal_is_shown_as_first_and_as_last_put() {
    if !crate::harness::installed("git") {
        return;
    }
    let practice = whole();
    let git = |arguments: &[&str]| {
        let mut command = std::process::Command::new("git");
        command.args(["-C"]).arg(practice.root()).args([
            "-c",
            "user.name=R",
            "-c",
            "user.email=r@example.org",
        ]);
        assert!(command.args(arguments).output().unwrap().status.success(), "{arguments:?}");
    };
    git(&["init", "-q"]);
    git(&["add", "."]);
    git(&["commit", "-qm", "."]);
    let goal = practice.read("clients/alice/goals/sail.md");
    practice.write("clients/alice/goals/sail.md", goal.replace("Out there, alone.", "Home again."));
    practice.coach("share alice --whole").ok().stdout_has_in_order(&[
        "At first",
        "> Out there, alone.",
        "And last",
        "> Home again.",
    ]);
}

#[test]
fn where_nothing_of_theirs_is_written_there_is_no_page() {
    let practice = Practice::of_alice(&[("sessions/2026-11-10.md", "---\nstatus: held\n---\nmine\n")]);
    practice.coach("share alice --whole").fails(2).stderr_has("quote what they say").stdout_is("");
}
