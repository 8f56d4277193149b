//! `note` without words, on a terminal: the editor on a fresh note, of which nothing that was typed is lost.

use crate::harness::Practice;

const NOTE: &str = "clients/alice/notes/2026-11-24.md";

#[test]
fn the_editor_gets_a_fresh_note_and_what_was_written_is_kept() {
    let practice = Practice::example().editor("printf 'She rang.\\n' >> \"$1\"\n");
    let before = practice.snapshot();
    let ended = practice.talk("note alice --from client").ends_well();
    assert!(ended.scroll.contains(NOTE), "{}", ended.scroll);
    assert_eq!(practice.read(NOTE), "---\ndate: 2026-11-24\nfrom: client\n---\n\nShe rang.\n");
    practice.talk("note alice").ends_well();
    practice.unchanged_but(&before, &["clients/alice/notes/2026-11-24-2.md", NOTE]);
    practice.coach("check").ok();
}

#[test]
fn a_note_that_nothing_was_written_into_is_taken_away_again() {
    for script in [": > \"$1\"", "printf '\\n  \\n' >> \"$1\"", "rm \"$1\""] {
        let practice = Practice::example().editor(script);
        let before = practice.snapshot();
        let ended = practice.talk("note alice").ends_well();
        assert!(ended.scroll.contains("nothing was written, so no note is kept"), "{}", ended.scroll);
        assert!(!ended.scroll.contains(NOTE), "{}", ended.scroll);
        practice.unchanged_but(&before, &[]);
    }
}

#[test]
fn an_editor_that_comes_back_at_once_keeps_the_fresh_note_and_says_how_to_wait() {
    let practice = Practice::example().editor("true");
    let ended = practice.talk("note alice --from client").ends_well();
    let told = ended.scroll.replace('\n', " ");
    assert!(told.contains("--wait") && told.contains("coach note remove alice"), "{}", ended.scroll);
    assert_eq!(practice.read(NOTE), "---\ndate: 2026-11-24\nfrom: client\n---\n\n");
}

#[test]
fn the_editor_of_the_configuration_goes_before_the_others() {
    let practice = Practice::example().editor("exit 3\n");
    let own = practice.home().join("own.sh");
    std::fs::write(&own, "printf 'Mine.\\n' >> \"$1\"\n").unwrap();
    std::fs::create_dir_all(practice.home().join(".config/coach")).unwrap();
    let configuration = format!("editor: sh {}\n", own.display());
    std::fs::write(practice.home().join(".config/coach/config.yaml"), configuration).unwrap();
    practice.talk("note alice").ends_well();
    assert!(practice.read(NOTE).ends_with("Mine.\n"));
}

#[test]
fn edit_opens_todays_note_of_the_call_at_hand() {
    let practice = Practice::of_alice(&[]).editor("printf 'Typed.\\n' >> \"$1\"\n");
    practice.talk("edit alice").ends_well();
    assert!(practice.read("clients/alice/sessions/2026-11-24.md").ends_with("Typed.\n"));
    practice.talk("edit").ends_well();
    assert!(practice.read("clients/alice/sessions/2026-11-24.md").ends_with("Typed.\nTyped.\n"));
}

#[test]
fn what_was_written_is_kept_however_the_editor_ends() {
    let wrote = "printf 'She rang.\\n' >> \"$1\"\n";
    for end in ["exit 3\n", "kill -9 $$\n"] {
        let practice = Practice::example().editor(&format!("{wrote}{end}"));
        let ended = practice.talk("note alice").ends();
        assert_eq!(ended.code, Some(2), "{}", ended.scroll);
        let said = ended.scroll.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.contains("the editor left it"), "{said}");
        assert!(practice.read(NOTE).ends_with("---\n\nShe rang.\n"));
        let nothing = Practice::example().editor(end);
        let before = nothing.snapshot();
        assert_eq!(nothing.talk("note alice").ends().code, Some(2));
        nothing.unchanged_but(&before, &[]);
    }
}

#[test]
fn ctrl_c_belongs_to_the_editor() {
    let script = "trap 'echo interrupted >> \"$1\"; exit 0' INT\necho ready\nwhile :; do sleep 0.05; done\n";
    let practice = Practice::example().editor(script);
    let mut talk = practice.talk("note alice");
    talk.sees("ready").presses("\u{3}");
    talk.ends_well();
    assert!(practice.read(NOTE).ends_with("interrupted\n"));
}

#[test]
fn without_an_editor_or_a_terminal_it_is_said_what_to_do() {
    let practice = Practice::example().env("EDITOR", "/no/such/editor");
    let before = practice.snapshot();
    let ended = practice.talk("note alice").ends();
    assert_eq!(ended.code, Some(2));
    assert!(ended.scroll.contains("mend VISUAL or EDITOR"), "{}", ended.scroll);
    practice.coach("note alice").fails(2).stderr_has("- for standard input");
    practice.unchanged_but(&before, &[]);
}

#[test]
fn of_a_raw_mail_the_words_are_kept_as_they_read() {
    let practice = Practice::of_alice(&[]);
    let mail = "From: A <a@b.example>\nSubject: Door\nContent-Type: text/plain; charset=utf-8\n\
        Content-Transfer-Encoding: quoted-printable\n\nThe caf=C3=A9 was good, and I=E2=80=99d do it ag=\nain.\n";
    practice
        .run_with_input(["note", "alice", "-", "--from", "client"], mail)
        .ok()
        .stderr_has("this is a raw mail");
    practice.coach("prep alice").ok().stdout_has("The café was good, and I’d do it again.");
}
