use super::{is_transcript, read_turns};

fn read_told(text: &str) -> Vec<String> {
    let (spoken, _) = read_turns(text, &[]);
    let at = |at: Option<u32>| at.map_or_else(String::new, |at| format!("@{at}"));
    spoken.turns.iter().map(|turn| format!("{}{}: {}", turn.speaker, at(turn.at), turn.words)).collect()
}

#[test]
fn leads_in_every_form() {
    for (text, wanted) in [
        (
            "**Ann (00:00:09):** One: two.\n\n**Robin (00:00:12):** Hm?\n\n**Ann (00:01:02):** Three\nfour.\n\nFive.\n",
            &["Ann@9: One: two.", "Robin@12: Hm?", "Ann@62: Three\nfour.\n\nFive."][..],
        ),
        (
            "**Ann** (00:00:09): One\n\n**Robin** (00:00:12): Two\n\n**Ann** (00:00:15): So\n",
            &["Ann@9: One", "Robin@12: Two", "Ann@15: So"],
        ),
        (
            "Ann Lee: One\nRobin: Two. Note: this\nAnn Lee: Three\nRobin: Four\nAnn Lee: Five\nRobin: Six\n",
            &[
                "Ann Lee: One",
                "Robin: Two. Note: this",
                "Ann Lee: Three",
                "Robin: Four",
                "Ann Lee: Five",
                "Robin: Six",
            ],
        ),
        (
            "[00:00:09] Ann: One\n[00:00:12] Robin: Two\n[00:00:14] Ann: Three\n",
            &["Ann@9: One", "Robin@12: Two", "Ann@14: Three"],
        ),
        (
            "Ann Lee  0:09\nOne\n\nSpeaker 2  0:12\nTwo\n\nAnn Lee  1:00:15\nThree\n",
            &["Ann Lee@9: One", "Speaker 2@12: Two", "Ann Lee@3615: Three"],
        ),
        (
            "[Ann Lee] 10:00:09\nOne\n\n[Robin] 10:00:12\nTwo\n\n[Ann Lee] 10:00:15\nThree\n",
            &["Ann Lee@36009: One", "Robin@36012: Two", "Ann Lee@36015: Three"],
        ),
        (
            "**Ann Lee** 0:09\\\nOne\n\n**Robin** 0:12\\\nTwo\n\n**Ann Lee** 0:15\\\nThree\n",
            &["Ann Lee@9: One", "Robin@12: Two", "Ann Lee@15: Three"],
        ),
        (
            "Ann Lee - 00:09\nOne\n\nRobin - 00:12\nTwo\n\nAnn Lee - 00:15\nThree\n",
            &["Ann Lee@9: One", "Robin@12: Two", "Ann Lee@15: Three"],
        ),
        (
            "0:09 - Ann Lee (Harbour House)\n  One\n\n0:12 - Robin\n  Two\n\n0:15 - Ann Lee (Harbour House)\n  Three\n",
            &["Ann Lee@9:   One", "Robin@12:   Two", "Ann Lee@15:   Three"],
        ),
        (
            "Ann (she/her): [00:00:09] One\nRobin: [00:00:12] Two\nAnn (she/her): [00:00:15] Three\n",
            &["Ann (she/her)@9: One", "Robin@12: Two", "Ann (she/her)@15: Three"],
        ),
        (
            "00:00:00\n\nAnn: One\nRobin: Two\nAnn: Three\n\n00:05:00\n\nRobin: Four\nAnn: Five\nRobin: Six\nAnn: Seven\nRobin: Eight\n",
            &[
                "Ann: One",
                "Robin: Two",
                "Ann: Three",
                "Robin: Four",
                "Ann: Five",
                "Robin: Six",
                "Ann: Seven",
                "Robin: Eight",
            ],
        ),
    ] {
        assert!(is_transcript(text), "{text}");
        assert_eq!(read_told(text), wanted, "{text}");
    }
}

#[test]
fn where_it_is_known_who_speaks_two_turns_are_enough() {
    let text = "ann: One\nmore: so\nRobin: Hm?\n";
    let (spoken, _) = read_turns(text, &["ann"]);
    let told: Vec<_> = spoken.turns.iter().map(|turn| (turn.speaker.as_str(), turn.words.as_str())).collect();
    assert_eq!(told, [("ann", "One\nmore: so"), ("Robin", "Hm?")]);
}

#[test]
fn notes_with_colons_are_no_conversation() {
    for text in [
        "**Topic:** the team\n**Goal:** lead it\n**Next:** Friday\n**Mood:** fine\n",
        "Date: 2 March 2025\nClient: Alice\nMinutes: 60\nShe said: no.\n",
        "# Call\n\nAlice: angry at Odile.\nMe: slow.\n\nThen a long talk about the house.\nAnd more of it.\n",
        "Q: Why?\nA: So.\nQ: What?\nA: That.\nQ: Who?\nA: They.\n",
        "- [ ] One: two\n- [ ] Three: four\n",
        "",
    ] {
        assert!(!is_transcript(text), "{text}");
    }
}
