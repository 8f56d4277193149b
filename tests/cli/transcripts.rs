//! Calls word for word: whose the words are, who may hear them, and what is kept of them.

use crate::harness::{Practice, Ran};

const CALL: &str = "WEBVTT\n\n00:00:01.000 --> 00:00:03.000\n<v Robin Vale>What is it? Is it her?</v>\n\n\
    00:00:10.000 --> 00:00:12.000\n<v Alice Moreau>It is the house.</v>\n\n\
    00:00:12.000 --> 00:00:14.000\n<v Alice Moreau># Not mine.</v>\n\n\
    00:00:15.000 --> 00:00:16.000\n<v Robin Vale>Hm.</v>\n\n\
    00:00:17.000 --> 00:00:19.000\n<v Alice Moreau>I never lived there.</v>\n";

fn agreed(sessions: &[(&str, &str)]) -> Practice {
    let practice = Practice::of_alice(sessions);
    practice
        .write("clients/alice/client.md", "---\nname: Alice Moreau\nagreed: {recording: 2026-01-12}\n---\n");
    practice.write("coach.yaml", "format: 1\ncoach: Robin Vale\n");
    practice
}

fn import(practice: &Practice, name: &str, text: &str, more: &[&str]) -> Ran {
    let file = practice.outside().join(name);
    std::fs::write(&file, text).unwrap();
    practice.run(["import", file.to_str().unwrap(), "--client", "alice"].iter().chain(more))
}

const TRANSCRIPT: &str = "clients/alice/transcripts/2026-11-08.md";

#[test]
fn a_transcript_comes_in_with_its_turns_and_who_is_who() {
    let practice = agreed(&[]);
    import(&practice, "2026-11-08.vtt", CALL, &[])
        .ok()
        .stdout_has("transcripts/2026-11-08")
        .stdout_has("\n1 brought in");
    let text = practice.read(TRANSCRIPT);
    let turns = "**Robin Vale** (00:00:01): What is it? Is it her?\n\n**Alice Moreau** (00:00:10): It is the house. # Not mine.\n\n";
    assert!(
        text.contains("speakers:\n  Robin Vale: coach\n  Alice Moreau: client\n") && text.contains(turns),
        "{text}"
    );
    practice.coach("check").ok();
    let before = practice.snapshot();
    import(&practice, "2026-11-08.vtt", CALL, &[]).ok().stdout_has("\n0 brought in, 1 there already");
    practice.unchanged_but(&before, &[]);
}

#[test]
fn what_a_program_wrote_around_the_turns_is_nobodys_words() {
    let practice = agreed(&[]);
    let meet = "Nov 8, 2026\nAlice / Robin - Transcript\n00:00:00\n\nAlice Moreau: It is the house.\nRobin Vale: Hm?\n\n00:05:00\n\n\
        Alice Moreau: Not mine.\nMeeting ended after 00:50:12\n";
    import(&practice, "2026-11-08 meet.txt", meet, &["--speakers", "Alice Moreau=client"]).ok();
    practice.coach("listen alice").ok().stdout_has("Not mine.").stdout_lacks("ended");
    let film = "1\n00:00:01,000 --> 00:00:03,000\nAlice Moreau: I rang.\n\n2\n00:00:03,000 --> 00:00:05,000\n- How was it?\n- Good.\n";
    import(&practice, "2026-11-09.srt", film, &["--speakers", "Alice Moreau=client"])
        .ok()
        .stdout_has("\n1 brought in");
    practice.coach("listen alice 2026-11-09").ok().stdout_has("I rang.").stdout_lacks("How was it?");
    practice.coach("check").ok();
}

#[test]
fn who_speaks_may_have_more_behind_their_name_and_what_is_no_transcript_is_told() {
    let practice = agreed(&[]);
    let zoom = "WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\n\nAlice Moreau (she/her): It is mine.\n\n2\n00:00:02.000 --> 00:00:03.000\nKim: Hm.\n\n\
        3\n00:00:03.000 --> 00:00:04.000\nRobin Vale: So?\n";
    import(&practice, "2026-11-08.vtt", zoom, &[]).ok().stdout_has("\n1 brought in");
    practice.coach("listen alice").ok().stdout_has("It is mine.").stdout_lacks("So?");
    let fathom = "Call with Alice - Transcript\n\n0:01 - Robin Vale\n  And?\n\n0:09 - Alice Moreau (Harbour House)\n  I rang.\n";
    import(&practice, "2026-11-09.txt", fathom, &["--speakers", "Alice Moreau=client"]).ok();
    practice.coach("listen alice 2026-11-09").ok().stdout_has("I rang.").stdout_lacks("And?");
    import(&practice, "2026-11-10.txt", "A walk.\n", &["--speakers", "Alice Moreau=client"])
        .ok()
        .stdout_has("taken as a note: nobody's turns are found in it");
}

#[test]
fn without_consent_nothing_of_it_comes_in_or_is_heard() {
    let practice = Practice::of_alice(&[]);
    let before = practice.snapshot();
    let ran = import(&practice, "2026-11-08.vtt", CALL, &[]).ok();
    ran.stdout_has("hasn't agreed that calls are recorded")
        .stdout_has("coach client set alice agreed.recording=today");
    practice.unchanged_but(&before, &[]);
    practice.coach("listen alice").fails(2).stderr_has("agreed.recording=today");
    practice.coach("client set alice agreed.recording=today").ok();
    import(&practice, "2026-11-08.vtt", CALL, &[]).ok().stdout_has("\n1 brought in");
}

#[test]
fn who_the_client_is_has_to_be_known() {
    let practice = agreed(&[]);
    let text = "Speaker 1: One\nSpeaker 2: Two\nSpeaker 1: Three\nSpeaker 2: Four\nSpeaker 1: Five\nSpeaker 2: Six\n";
    let ran = import(&practice, "2026-11-08.txt", text, &[]).ok();
    ran.stdout_has("Speaker 1, Speaker 2").stdout_has("--speakers NAME=client");
    import(&practice, "2026-11-08.txt", text, &["--speakers", "Speaker 2=client"]).ok();
    let read = practice.json("listen alice");
    let words: Vec<&str> =
        read["words"].as_array().unwrap().iter().map(|turn| turn["text"].as_str().unwrap()).collect();
    assert_eq!(words, ["Two", "Four", "Six"]);
    import(&practice, "x.txt", text, &["--speakers", "Speaker 2"]).fails(2).stderr_has("Ann=client");
}

#[test]
fn their_words_are_heard_counted_and_some_of_them_kept() {
    let practice = agreed(&[("sessions/2026-11-08.md", "---\ndate: 2026-11-08\n---\n# Call\n")]);
    import(&practice, "2026-11-08.vtt", CALL, &[]).ok();
    practice
        .coach("listen alice")
        .ok()
        .stdout_has("It is the house.")
        .stdout_lacks("Is it her?")
        .stdout_lacks("Counts");
    let counted = practice.coach("listen alice 2026-11-08 --count").ok();
    counted
        .stdout_has("Counts from a transcript. They don't know what a silence was for.")
        .stdout_has("1 pause of three seconds or more, the longest 7 seconds");
    let counts = practice.json("listen alice --count")["counts"].clone();
    assert_eq!(
        (counts["coach"]["open_questions"].as_u64(), counts["coach"]["closed_questions"].as_u64()),
        (Some(1), Some(1))
    );
    let before = practice.snapshot();
    practice.coach("listen alice --keep 2").ok();
    practice.unchanged_but(&before, &["clients/alice/sessions/2026-11-08.md"]);
    let note = practice.read("clients/alice/sessions/2026-11-08.md");
    assert_eq!(note, "---\ndate: 2026-11-08\n---\n# Call\n\n## Their words\n\n> I never lived there.\n");
    practice.coach("listen alice --keep 2").ok();
    assert_eq!(practice.read("clients/alice/sessions/2026-11-08.md"), note);
    practice.coach("listen alice --keep 9").fails(2).stderr_has("there is no 9");
    practice.coach("listen alice --keep 1,2").ok();
    practice.coach("listen alice --keep 1-9").fails(2).stderr_has("there is no");
    practice.coach("listen alice --keep x").fails(2).stderr_has("there is no x");
}

#[test]
fn what_was_said_is_poured_out_for_nobody_who_does_not_ask() {
    let practice = agreed(&[("sessions/2026-11-08.md", "---\ndate: 2026-11-08\n---\n# Call\n\nMine.\n")]);
    import(&practice, "2026-11-08.vtt", CALL, &[]).ok();
    practice.write("clients/alice/plans/2026-11-08-x.md", "# Two mornings\n\n## Steps\n\n- [ ] Ask\n");
    for line in ["read alice", "prep alice", "today", "share alice", "read alice --words --shared"] {
        practice.coach(line).ok().stdout_lacks("the house");
    }
    practice.coach("read alice --words").ok().stdout_has("from a transcript").stdout_has("It is the house.");
    practice.coach("listen alice --shared").fails(2);
    practice.coach("find house").ok().stdout_has("transcripts/2026-11-08.md");
    practice.coach("find house --said").ok().stdout_has("the house");
    practice.coach("find house --kind session").fails(1);
    practice.coach("find hm --said").fails(1);
}

#[test]
fn a_call_without_a_note_or_a_transcript_is_told() {
    let practice = agreed(&[]);
    practice.coach("listen alice").fails(2).stderr_has("has no transcript").stderr_has("coach import FILE");
    import(&practice, "2026-11-08.vtt", CALL, &[]).ok();
    practice.coach("listen alice --keep 1").fails(2).stderr_has("coach session new alice 2026-11-08");
    practice.coach("listen alice 2026-11-09").fails(2).stderr_has("the last one is 2026-11-08");
}

/// Alice, with one transcript whose time is over on the day of the example and one whose time isn't.
fn kept_too_long() -> Practice {
    Practice::of_alice(&[
        ("client.md", "---\nname: Alice Moreau\nagreed: {recording: 2026-01-12}\n---\n"),
        ("transcripts/2026-11-10.md", "**Alice**: old\n"),
        ("transcripts/2026-11-11.md", "**Alice**: new\n"),
    ])
    .file("coach.yaml", "format: 1\nkeep_transcripts: 2 weeks\n")
}

#[test]
fn transcripts_whose_time_is_over_go_for_good_and_no_others() {
    let practice = kept_too_long();
    let before = practice.snapshot();
    practice.coach("erase --transcripts").fails(2).stderr_has("--yes");
    practice.coach("erase --transcripts --dry-run").ok().stdout_has("2026-11-10.md").stdout_lacks("11-11");
    practice.coach("erase --transcripts nobody --yes").fails(2).stderr_has("exact id");
    practice.unchanged_but(&before, &[]);
    practice.coach("erase --transcripts --yes").ok().stdout_has("Erased on this disk");
    assert!(!practice.root().join("clients/alice/transcripts/2026-11-10.md").exists());
    practice.unchanged_but(&before, &["clients/alice/transcripts/2026-11-10.md"]);
    practice.coach("undo").fails(2);
    practice.coach("erase --transcripts --yes").ok().stdout_has("None has been kept");
    practice.coach("erase --transcripts --shared").fails(2);
}

#[test]
fn what_undo_and_the_trash_keep_of_a_transcript_goes_with_it() {
    let practice = agreed(&[]);
    import(&practice, "2026-11-08.vtt", CALL, &[]).ok();
    practice.coach("note alice kept").ok();
    let trashed = ".trash/clients/alice/transcripts/2026-10-01.md~2";
    practice.write(trashed, "**Alice**: removed\n");
    practice.write("coach.yaml", "format: 1\nkeep_transcripts: 14 days\n");
    let kept_steps = || {
        let files = walkdir::WalkDir::new(practice.home()).into_iter().flatten();
        let files = files.filter(|file| file.file_type().is_file());
        files.filter(|file| std::fs::read(file.path()).unwrap().windows(5).any(|it| it == b"house")).count()
    };
    assert!(kept_steps() > 0);
    practice.coach("erase --transcripts --yes").ok().stdout_has(trashed).stdout_has("1 command that");
    assert!(!practice.has(trashed) && !practice.has(TRANSCRIPT));
    assert_eq!(kept_steps(), 0);
    practice.coach("undo").ok();
    assert!(!practice.has(TRANSCRIPT));
}

#[test]
fn without_a_time_nothing_is_erased() {
    let practice = kept_too_long().file("coach.yaml", "format: 1\n");
    practice.coach("erase --transcripts --yes").fails(2).stderr_has("keep_transcripts: 14 days");
}
