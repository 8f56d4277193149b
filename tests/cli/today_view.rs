//! `today`: what it holds beside the calls.

use crate::harness::Practice;

#[test]
fn it_holds_what_was_promised_and_who_has_no_next_call() {
    let practice = Practice::of_alice(&[(
        "sessions/2026-11-20.md",
        "---\nstatus: held\n---\n\n## I said I would\n\n- [ ] Send the page due:2026-11-22\n- [x] Ring Kim\n- [ ] Ask Ida\n",
    )])
    .file("clients/bo/client.md", "---\nname: Bo Ek\n---\n")
    .file("clients/bo/sessions/2026-12-01.md", "---\nstatus: planned\n---\n")
    .file("clients/bo/plans/2026-11-20-run.md", "# Run\n\n## Steps\n\n- [ ] A step of theirs due:2026-11-21\n");
    let today = practice.coach("today").ok();
    today
        .stdout_has_in_order(&[
            "You said you would",
            "Send the page (Alice Moreau, was due",
            "Ask Ida",
            "Without a next call",
            "Alice Moreau, last",
        ])
        .stdout_lacks("Ring Kim")
        .stdout_lacks("A step of theirs");
    let json = practice.json("today");
    assert_eq!(json["promised"][0]["text"], "Send the page");
    assert_eq!(json["without_next"][0]["client"], "alice");
    assert_eq!(json["without_next"].as_array().unwrap().len(), 1);
    let keys: Vec<&String> = json.as_object().unwrap().keys().collect();
    for key in ["unconfirmed", "calls", "promised", "reviews", "drafts", "threads", "without_next", "ending"]
    {
        assert!(keys.iter().any(|known| *known == key), "{key}");
    }
    practice.coach("today --shared").ok().nowhere_has("Send the page");
}

#[test]
fn an_empty_practice_says_what_to_type_next() {
    let practice = Practice::empty();
    practice.coach("today").ok().stderr_has("coach client new");
    practice.coach("prep").fails(2).stderr_has("coach client new");
    practice.coach("client new Bo Ek").ok();
    practice.coach("today").ok().stderr_has("coach session new bo-ek tomorrow");
    practice.coach("prep").fails(2).stderr_has("coach session new");
}

#[test]
fn it_names_transcripts_whose_time_is_over_and_agreements_that_come_to_their_last_call() {
    let practice = Practice::of_alice(&[
        ("client.md", "---\nname: Alice Moreau\nsessions_agreed: 2\n---\n"),
        ("sessions/2026-11-10.md", "---\nstatus: held\n---\n"),
        ("transcripts/2026-11-10.md", "**Alice**: secret\n"),
        ("transcripts/2026-11-11.md", "**Alice**: secret\n"),
    ]);
    practice.coach("today").ok().stdout_has("1 of 2 held, so the next one is the last").stdout_lacks("erase");
    let practice = practice.file("coach.yaml", "format: 1\nkeep_transcripts: 14 days\n");
    let today = practice.coach("today").ok();
    today.stdout_has_in_order(&[
        "Transcripts to erase",
        "Alice Moreau: 1 transcript",
        "coach erase --transcripts",
    ]);
    practice.coach("today --shared").ok().stdout_lacks("ranscript").stdout_lacks("held");
    assert_eq!(practice.json("today")["transcripts"][0]["oldest"], "2026-11-10");
}
