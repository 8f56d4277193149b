//! `share --sponsor`: who pays gets what was agreed by three, once the client has read and allowed it.

use crate::harness::Practice;

const CLIENT: &str = "---\nname: Alice Moreau\nsponsor: {name: Paul Weber, email: paul@example.org} # pays\n---\n\n## Agreed by three\n\n- How many calls there were.\n\n> I want Paul to know that I like this.\n";
const NOTE: &str = "clients/alice/client.md";

fn sponsored() -> Practice {
    Practice::of_alice(&[
        ("client.md", CLIENT),
        ("sessions/2026-11-10.md", "---\nstatus: held\nsummary: secret\n---\n> secret\n\nsecret\n"),
        (
            "goals/lead.md",
            "---\ntitle: Lead the team\nasked_by: both\nlevel: -2\nstatus: released\n---\n> secret\n",
        ),
        ("goals/sail.md", "---\ntitle: A secret goal\n---\n"),
        ("goals/grow.md", "---\ntitle: A secret wish\nasked_by: sponsor\nstatus: proposed\n---\n"),
        ("plans/2026-11-10-row.md", "---\ngoal: lead\noutcome: missed\n---\n# Secret\n"),
    ])
}

#[test]
fn the_client_reads_a_draft_and_allows_it_on_a_later_day_before_anything_goes_there() {
    let mut practice = sponsored();
    practice.coach("share alice --sponsor").fails(2).stderr_has("was given no draft").stdout_is("");
    practice.coach("client set alice sponsor_ok=2026-11-23").ok();
    let draft =
        practice.coach("share alice --sponsor --draft").ok().stdout_has("A draft, for Alice Moreau").stdout;
    practice.coach("share alice --sponsor").fails(2).stderr_has("no later day stands");
    practice.coach("client set alice sponsor_ok=2026-11-24").ok();
    practice.coach("share alice --sponsor").fails(2).stdout_is("");
    practice.acts_on("2026-11-25");
    practice.run(["client", "set", "alice", "sponsor_ok=2026-11-25"]).ok();
    let page = practice.coach("share alice --sponsor").ok().silent().nowhere_has("ecret").stdout;
    assert_eq!(page.lines().filter(|line| !draft.contains(line)).count(), 0, "{page}");
    for words in ["Lead the team", "1 call was held", "How many calls there were.", "> I want Paul to know"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    practice.coach("check").ok();
}

#[test]
fn a_word_that_the_client_has_not_read_takes_the_leave_away() {
    let mut practice = sponsored();
    practice.coach("share alice --sponsor --draft").ok();
    practice.acts_on("2026-11-26");
    practice.run(["client", "set", "alice", "sponsor_ok=2026-11-25"]).ok();
    // Another call is no other word.
    practice.write("clients/alice/sessions/2026-11-25.md", "---\nstatus: held\n---\n");
    practice.coach("share alice --sponsor").ok().stdout_has("2 calls were held");
    practice.write("clients/alice/goals/plan.md", "---\ntitle: Another\nasked_by: both\n---\n");
    practice.coach("share alice --sponsor").fails(2).stderr_has("otherwise than the draft of").stdout_is("");
    practice.coach("share alice --sponsor --draft").ok().stdout_has("Another");
    practice.coach("share alice --sponsor").fails(2);
}

#[test]
fn the_draft_is_kept_in_mind_by_one_key_and_can_be_taken_back() {
    let practice = sponsored();
    let before = practice.snapshot();
    practice
        .coach("share alice --sponsor --draft --dry-run")
        .ok()
        .stdout_has("+sponsor_draft: {made: 2026-11-24");
    practice.unchanged_but(&before, &[]);
    practice.coach("share alice --sponsor --draft --shared").ok().stdout_has("A draft");
    practice.unchanged_but(&before, &[NOTE]);
    let after = practice.read(NOTE);
    let (head, rest) = after.split_once("sponsor_draft: ").unwrap();
    let rest = rest.split_once('\n').unwrap().1;
    assert_eq!(format!("{head}{rest}"), CLIENT);
    practice.coach("share alice --sponsor --draft").ok();
    assert_eq!(practice.read(NOTE), after);
    practice.coach("undo").ok();
    practice.unchanged_but(&before, &[]);
}

#[test]
fn without_somebody_who_pays_or_anything_agreed_there_is_no_page() {
    let practice = Practice::of_alice(&[]);
    practice.coach("share alice --sponsor --draft").fails(2).stderr_has("sponsor.name=");
    practice.run(["client", "set", "alice", "sponsor.name=Paul"]).ok();
    practice.coach("share alice --sponsor --draft").fails(2).stderr_has("Agreed by three");
    practice.coach("share alice --draft").fails(2).stderr_has("--sponsor");
    practice.coach("share alice --sponsor --whole").fails(2);
}
