//! `share --ask` and `share --mail`: a page that asks for the next call, in a mail that is ready to be sent, and the answers back.

use crate::harness::Practice;

fn practice() -> Practice {
    Practice::empty()
        .today("2026-11-24T09:00")
        .file("coach.yaml", "format: 1\ncoach: Robin Vale\nmail: robin@example.org\ntimezone: UTC\n")
        .file(
            "clients/alice/client.md",
            "---\nname: Alice Moreau\nemail: alice@example.org\n---\n\n## History\n\nA secret.\n",
        )
        .file(
            "clients/alice/sessions/2026-11-20.md",
            "---\ndate: 2026-11-20\nstatus: held\nalliance: {heard: 9}\n---\n\nA secret.\n",
        )
        .file("clients/alice/sessions/2026-12-01.md", "---\ndate: 2026-12-01T10:00\nstatus: planned\n---\n")
        .file("clients/alice/goals/lead.md", "---\ntitle: Lead\n---\n")
}

#[test]
fn what_is_not_answered_yet_is_asked() {
    let practice = practice();
    let tags = |line: &str| -> Vec<String> {
        let asked = practice.json(line)["ask"]["questions"].as_array().unwrap().clone();
        asked.iter().map(|one| one["tag"].as_str().unwrap().to_owned()).collect()
    };
    let wanted = [
        "look-at 2026-12-01",
        "stuck",
        "focus 2026-11-20",
        "approach 2026-11-20",
        "overall 2026-11-20",
        "reasons lead",
        "external lead",
        "introjected lead",
        "identified lead",
        "intrinsic lead",
    ];
    assert_eq!(tags("share alice --ask"), wanted);
    practice.write("clients/alice/plans/2026-11-20-door.md", "---\nmade: 2026-11-20\n---\n# Door\n");
    assert_eq!(tags("share alice --ask")[0], "happened 2026-11-20-door");
    practice.write("templates/ask-words.yaml", "questions:\n  - {name: own-word, ask: What word?}\n");
    assert_eq!(tags("share alice --ask"), ["own-word 2026-12-01"]);
    practice.coach("share alice --ask --format html").ok().stdout_has("What word?").stdout_lacks("secret");
}

#[test]
fn a_mail_is_ready_to_be_sent_with_the_page_in_it() {
    let practice = practice();
    let mail = practice
        .coach("share alice --ask --mail")
        .ok()
        .stdout_has("alice@example.org")
        .stdout_has("robin@example.org");
    let mail = mail.stdout_has("Subject: Before we talk").stdout_has("X-Unsent: 1").stdout_lacks("secret");
    mail.stdout_has("Date: Tue, 24 Nov 2026 09:00:00")
        .stdout_has("Dear Alice Moreau,")
        .stdout_has("text/html");
    practice.coach("share alice --ask --mail -o alice.eml").ok();
    assert!(practice.read("alice.eml").contains("filename=\"page.html\""), "{}", practice.read("alice.eml"));
    // It is the coach's own mail, whatever folder it lies in.
    practice.coach("receive alice.eml").fails(2).stderr_has("it is your own mail");
    practice.coach("client set alice email=").ok();
    practice.coach("share alice --ask --mail").fails(2).stderr_has("email=");
}
