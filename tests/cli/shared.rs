//! `--shared`: a screen that the client sees.

use serde_json::json;

use crate::harness::{Practice, Ran};

/// Every view of one client that may stand on such a screen.
const VIEWS: [&str; 14] = [
    "balance show alice",
    "prep alice",
    "prep alice --brief",
    "client show alice",
    "goal list alice",
    "goal show alice lead",
    "plan list alice",
    "plan show alice",
    "session list alice",
    "session show alice 2026-11-08",
    "read alice",
    "read alice --words",
    "read alice --about secret",
    "read alice --about reflection --since 2026-11-01",
];

/// Alice, of whom everything is written down that she isn't to see; and Zebedee, of whom she isn't to hear.
fn secretive() -> Practice {
    let session = "---\ndate: 2026-11-08\nsummary: It held.\nshow_up_as: SECRET-stance\n---\n> My words.\n\n\
        ## Threads\n- [ ] open thread\n\n## Reflection\n- SECRET-reflection #happy\n> SECRET-quote\n";
    let client = "---\nname: Alice Moreau\nmood: SECRET-key\n---\nSECRET-portrait\n\n## What they expect of people\n- SECRET-expects\n\n\
        ## Values\n- A door.\n\n## Else\n- SECRET-section #fear\n";
    Practice::example()
        .file("clients/alice/client.md", client)
        .file("coach.yaml", "show_up_as: SECRET-standing\n")
        .file("clients/zebedee/client.md", "---\nname: Zebedee\n---\n")
        .file("clients/alice/sessions/2026-11-08.md", session)
        .file("clients/alice/notes/2026-11-17.md", "SECRET-note\n")
        .file("clients/alice/goals/lead-the-team.md", "---\ntitle: Lead\nmotive: introjected\nresistance: fear\nimportance: 9\n---\n## Hard questions\n- [ ] SECRET-question?\n")
        .file("clients/alice/plans/2026-11-08-two-mornings.md", "---\ngoal: lead-the-team\nmade_by: coach\nreview: 2026-11-22\n---\n# Two mornings\n")
}

#[track_caller]
fn nothing_secret(ran: Ran) {
    let ran = ran
        .ok()
        .nowhere_has("SECRET")
        .nowhere_has("Zebedee")
        .nowhere_has("clients/")
        .nowhere_has("introjected");
    ran.nowhere_has(".md").nowhere_has("coach.yaml").nowhere_has("made_by\": \"coach");
}

#[test]
fn no_view_shows_what_is_the_coachs_own() {
    let practice = secretive();
    for view in VIEWS {
        for more in ["", " --format json", " --format md", " --sources"] {
            nothing_secret(practice.coach(&format!("{view} --shared{more}")));
        }
    }
}

#[test]
fn the_digest_as_a_page_shows_no_more_than_its_markdown() {
    let practice = secretive();
    for view in ["prep alice", "prep alice --brief"] {
        let page = practice.coach(&format!("{view} --shared --format html --sources"));
        nothing_secret(page.clone());
        page.ok().stdout_has("<h1>Alice Moreau</h1>").stdout_lacks("Show up as").stdout_lacks("Noticed");
    }
    practice.coach("prep --day --shared --format html").fails(2).stdout_is("").nowhere_has("Zebedee");
}

#[test]
fn json_keeps_its_names_with_nothing_behind_them() {
    let digest = secretive().json("prep alice --shared");
    assert_eq!((&digest["noticed"], &digest["problems"]), (&json!([]), &json!([])));
    assert_eq!(
        digest["show_up_as"],
        json!({"with_them": [], "standing": [], "last": [], "planned": [], "reflection": null})
    );
    assert_eq!((&digest["threads"], &digest["promised"]), (&json!([]), &json!([])));
    assert_eq!(digest["last_time"]["words"][0]["text"], "My words.");
}

#[test]
fn the_clients_own_mails_and_preparation_are_shown() {
    let shown = Practice::example().coach("prep alice --shared").ok();
    shown
        .stdout_has("I rang a family")
        .stdout_has("I have moved the chair")
        .stdout_lacks("Reread the first call");
}

#[test]
fn other_names_are_not_told_in_errors() {
    let practice = secretive();
    for typed in ["zebrdee", "e", "o", "xyzzy"] {
        let ran = practice.run(["prep", typed, "--shared"]);
        ran.nowhere_has("zebedee").nowhere_has("Zebedee").nowhere_has("chiara").nowhere_has("Tomas");
    }
    practice.coach("prep zebrdee --shared").fails(2).stderr_has("exact id");
}

#[test]
fn lists_of_several_clients_are_refused() {
    let practice = secretive();
    practice
        .coach("client list --shared")
        .fails(2)
        .stdout_is("")
        .nowhere_has("Zebedee")
        .stderr_has("coach client show");
    practice.coach("prep --day --shared").fails(2).stdout_is("").nowhere_has("Zebedee");
    practice.coach("plan list --shared").ok().stdout_lacks("tomas").stdout_has("Two mornings");
}

#[test]
fn problems_are_told_without_their_place() {
    let practice = secretive().file("clients/alice/sessions/2026-10-25.md", "---\nstatus: gone\n---\n");
    let ran = practice.coach("prep alice --shared").ok();
    ran.nowhere_has("2026-10-25.md").stderr_has("coach check");
}

#[test]
fn the_nearest_call_is_the_one_that_is_shown() {
    let ran = Practice::example().coach("prep --shared").ok().stdout_has("# Alice Moreau");
    ran.nowhere_has("Ben").nowhere_has("Tomas");
}

#[test]
fn writing_the_digest_is_not_for_a_shared_screen() {
    Practice::example().coach("prep alice --write --shared").fails(2);
}
