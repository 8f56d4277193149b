//! `receive`: what a client sends is filed as theirs, byte for byte, and nobody else's ever is.

use crate::harness::Practice;

const NOTE: &str = "clients/alice/notes/2026-11-23-1005.md";

/// A practice of two clients with addresses of their own.
fn practice() -> Practice {
    Practice::empty()
        .today("2026-11-24T09:00")
        .file("coach.yaml", "format: 1\ncoach: Robin Vale\nmail: robin@example.org\n")
        .file(
            "clients/alice/client.md",
            "---\nname: Alice Moreau\nemail: [alice@example.org, Ali@work.example]\n---\n",
        )
        .file("clients/ben/client.md", "---\nname: Ben Okoro\nemail: ben@example.org\n---\n")
        .file(
            "clients/alice/plans/2026-11-08-door.md",
            "---\nmade: 2026-11-08\n---\n# Door shut\n\n## Steps\n\n- [ ] Hang the sign\n- [ ] Tell Paul\n",
        )
}

fn mail(from: &str, id: &str, body: &str) -> String {
    format!(
        "From: {from}\nTo: Robin <robin@example.org>\nDate: Mon, 23 Nov 2026 10:05:00 +0100\nMessage-ID: <{id}>\n\
         Subject: Thursday\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n{body}"
    )
}

#[test]
fn a_mail_becomes_a_note_of_the_one_who_has_the_address() {
    let practice =
        practice().file("in.eml", mail("A. M. <ALI@work.example>", "1@x", "I went.  \n\n  Twice – é.\n"));
    practice.coach("receive in.eml").ok().stdout_has("**Alice Moreau**").stdout_has("1 received");
    assert_eq!(
        practice.read(NOTE),
        "---\ndate: 2026-11-23T10:05\nfrom: client\nmail: 1@x\n---\n\nI went.  \n\n  Twice – é.\n"
    );
    let before = practice.snapshot();
    practice.coach("receive in.eml").ok().stdout_has("0 received, 1 there already");
    practice.unchanged_but(&before, &[]);
    practice.coach("undo").ok();
    assert!(!practice.has(NOTE));
}

#[test]
fn a_mail_that_was_cut_off_saved_by_an_editor_or_encrypted_is_told_as_what_it_is() {
    let cut = mail("alice@example.org", "1@x", "--b\nContent-Type: text/plain; charset=utf-8\n\nI went.\n")
        .replace("text/plain; charset=utf-8\n\n--b", "multipart/mixed; boundary=b\n\n--b");
    let practice = practice().file("in.eml", cut);
    practice.coach("receive in.eml").ok();
    assert!(practice.read(NOTE).ends_with("---\n\nI went.\n"), "{}", practice.read(NOTE));
    practice.coach("undo").ok();
    let utf16: Vec<u8> = format!("\u{feff}{}", mail("alice@example.org", "2@x", "Two é.\n"))
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    practice.write("in.eml", utf16);
    practice.coach("receive in.eml").ok();
    assert!(practice.read(NOTE).ends_with("Two é.\n"));
    let sealed =
        mail("alice@example.org", "3@x", "-----BEGIN PGP MESSAGE-----\n\nabc\n-----END PGP MESSAGE-----\n");
    practice.write("in.eml", sealed);
    practice
        .coach("receive in.eml")
        .fails(2)
        .stderr_has("it is encrypted")
        .stderr_has("coach receive - --client");
    practice
        .write("in.eml", mail("alice@example.org", "4@x", "Four.\n").replace("Mon, 23 Nov", "Mon, 31 Nov"));
    practice.coach("receive in.eml").ok().stdout_has("it doesn't say when it was written; it is filed today");
}

#[test]
fn what_a_mail_quotes_and_its_signature_stay_and_are_nobodys_words() {
    let body = "I went.\n\nOn Sun, 22 Nov 2026 at 09:00, Robin Vale <robin@example.org> wrote:\n\nWill you go to the harbour?\n";
    let practice = practice().file("in.eml", mail("alice@example.org", "1@x", body));
    practice.coach("receive in.eml").ok();
    assert!(practice.read(NOTE).ends_with(body));
    practice.coach("read alice --words").ok().stdout_has("I went.").stdout_lacks("harbour");
    practice.coach("prep alice").ok().stdout_has("I went.").stdout_lacks("harbour");
    let body = "> Will you go to the harbour?\nI did.\n-- \nAlice Moreau, Harbourmaster\n";
    practice.write("in.eml", mail("alice@example.org", "2@x", body));
    practice.coach("receive in.eml").ok();
    practice
        .coach("read alice --words")
        .ok()
        .stdout_has("I did.")
        .stdout_lacks("harbour")
        .stdout_lacks("Harbourmaster");
}

#[test]
fn nobody_elses_mail_is_filed() {
    let practice = practice();
    practice.write("clients/cy/client.md", "---\nname: Cy Dahl\nemail: ben@example.org\n---\n");
    for (from, told) in [
        ("Alice Moreau <alice@example.com>", "alice@example.com is no client's address"),
        ("robin@example.org", "it is your own mail"),
        ("Ben <ben@example.org>", "it could be ben, cy"),
        ("", "no address in it says whose it is"),
    ] {
        practice.write("in.eml", mail(from, "1@x", "Mine.\n"));
        let before = practice.snapshot();
        practice.coach("receive in.eml").fails(2).stderr_has(told);
        practice.unchanged_but(&before, &[]);
    }
}

#[test]
fn steps_are_ticked_and_only_the_rest_becomes_a_note() {
    let page = "Door shut (2026-11-08-door)\n[x] 1. Hang the sign\n[ ] 2. Tell Paul\n";
    let practice = practice().file("in.eml", mail("alice@example.org", "1@x", page));
    let before = practice.snapshot();
    practice.coach("receive in.eml").ok().stdout_has("ticked: Hang the sign");
    practice.unchanged_but(&before, &["clients/alice/plans/2026-11-08-door.md"]);
    practice.coach("receive in.eml").ok().stdout_has("1 there already");
    practice.write("in.eml", mail("alice@example.org", "2@x", &format!("Hi,\n\n{page}\nIt rained.\n")));
    practice.coach("receive in.eml").ok();
    assert!(practice.read(NOTE).ends_with("---\n\nHi,\n\nIt rained.\n"), "{}", practice.read(NOTE));
}

#[test]
fn a_folder_is_remembered_with_what_was_taken_from_it() {
    let practice = practice();
    let folder = practice.outside().join("Mail");
    practice.lay_outside("Mail/cur/1.a:2,S", mail("alice@example.org", "1@x", "One.\n").as_bytes());
    practice.lay_outside("Mail/new/2.b", mail("eve@example.org", "2@x", "Two.\n").as_bytes());
    let mailbox = format!(
        "From a Mon\n{}\nFrom b Mon\n{}",
        mail("ben@example.org", "3@x", "Three.\n"),
        mail("ben@example.org", "4@x", "Four.\n")
    );
    practice.lay_outside("Mail/box.mbox", mailbox.as_bytes());
    practice
        .run(["receive".as_ref(), folder.as_os_str()])
        .ok()
        .stdout_has("3 received, 0 there already, 1 not received")
        .stdout_has("eve@example.org");
    practice.coach("receive").ok().stdout_has("0 received, 0 there already, 1 not received");
    practice.lay_outside("Mail/new/5.c", mail("alice@example.org", "5@x", "Five.\n").as_bytes());
    practice.coach("client set ben email=eve@example.org").ok();
    practice.coach("today").ok().stdout_has("## Mails not received yet").stdout_has("Mail: 2");
    practice.coach("today --shared").ok().stdout_lacks("Mail");
    practice.coach("receive").ok().stdout_has("2 received, 0 there already, 0 not received");
    practice.coach("today").ok().stdout_lacks("Mails not received yet");
}

#[test]
fn attachments_lie_in_files_and_the_note_names_them() {
    let mixed = "From: alice@example.org\nDate: Mon, 23 Nov 2026 10:05:00 +0100\nMessage-ID: <1@x>\nMIME-Version: 1.0\n\
        Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/html\n\n<p>See <b>this</b>.</p>\n--x\n\
        Content-Type: image/png\nContent-Disposition: attachment; filename=\"../map.png\"\nContent-Transfer-Encoding: base64\n\nAAEC\n--x--\n";
    let practice = practice().file("in.eml", mixed);
    practice.coach("receive in.eml").ok().stdout_has("map.png");
    assert!(
        practice.read(NOTE).ends_with("files: [2026-11-23-1005 map.png]\n---\n\nSee this.\n"),
        "{}",
        practice.read(NOTE)
    );
    assert_eq!(practice.bytes("clients/alice/files/2026-11-23-1005 map.png"), [0, 1, 2]);
    practice.coach("check").ok();
    // As a command leaves it that was cut off behind what was attached.
    let whole = practice.snapshot();
    std::fs::remove_file(practice.root().join(NOTE)).unwrap();
    practice.coach("receive in.eml").ok();
    practice.unchanged_but(&whole, &[]);
    std::fs::remove_file(practice.root().join(NOTE)).unwrap();
    practice.write("clients/alice/files/2026-11-23-1005 map.png", "another");
    practice.coach("receive in.eml").ok();
    assert!(practice.read(NOTE).contains("files: [2026-11-23-1005 map-2.png]"));
}

#[test]
fn pasted_text_is_theirs_by_its_first_lines_or_by_name() {
    let practice = practice();
    let pasted = "From: Alice <alice@example.org>\nSent: Monday\n\nI went.\n";
    practice.run_with_input(["receive"], pasted).ok().stdout_has("**Alice Moreau**");
    practice.run_with_input(["receive", "-"], pasted).ok().stdout_has("1 there already");
    practice.run_with_input(["receive", "-"], "I went again.\n").fails(2).stderr_has("--client");
    practice.run_with_input(["receive", "-", "--client", "alice"], "I went again.\n").ok();
    practice
        .run_with_input(["receive", "-", "--client", "ben"], pasted)
        .fails(2)
        .stderr_has("it is from alice");
    practice.coach("read alice --words").ok().stdout_has("I went again.").stdout_lacks("Monday");
}

#[test]
fn answers_of_the_page_go_where_they_belong() {
    let practice = practice()
        .file("clients/alice/sessions/2026-11-20.md", "---\ndate: 2026-11-20\nstatus: held\n---\n\nMine.\n")
        .file("clients/alice/sessions/2026-12-01.md", "---\ndate: 2026-12-01T10:00\nstatus: planned\n---\n")
        .file("clients/alice/goals/lead.md", "---\ntitle: Lead\n---\n");
    let body = "[happened 2026-11-08-door] What happened with it?\n= I shut it.\n\n[look-at 2026-12-01] What to look at?\n= Paul.\n\n\
        [stuck] What helps you?\n= A walk.\n\n[heard 2026-11-20] Heard?\n= 8\n\n[overall 2026-11-20] Worth it?\n= 7,5\n\n\
        [reasons lead] Reasons?\n= They ask me.\n\n[external lead] Asked?\n= 4/10\n";
    practice.write("in.eml", mail("alice@example.org", "1@x", body));
    practice.coach("receive in.eml").ok().stdout_has("look at: `clients/alice/sessions/2026-12-01.md`");
    for (path, wanted) in [
        ("plans/2026-11-08-door.md", "## Outcome\n\nI shut it.\n"),
        ("sessions/2026-12-01.md", "## Preparation\n\nPaul.\n"),
        ("sessions/2026-11-20.md", "alliance: {heard: 8, overall: 7.5}\n"),
        ("client.md", "## What helps me when I'm stuck\n\nA walk.\n"),
        ("goals/lead.md", "## In their words\n\nThey ask me.\n"),
        ("goals/lead.md", "reasons: {external: 4}\n"),
    ] {
        assert!(
            practice.read(&format!("clients/alice/{path}")).contains(wanted),
            "{path}: {}",
            practice.read(&format!("clients/alice/{path}"))
        );
    }
    assert!(!practice.has(NOTE));
    let before = practice.snapshot();
    practice.coach("receive in.eml").ok().stdout_has("1 there already");
    practice.write("in.eml", mail("alice@example.org", "2@x", "[heard 2026-11-20] Heard?\n= 3\n"));
    practice.coach("receive in.eml").ok().stdout_has("it is left as it is");
    practice.unchanged_but(&before, &["in.eml", NOTE]);
    assert!(practice.read(NOTE).ends_with("> Heard?\n\n3\n"), "{}", practice.read(NOTE));
    practice.write("in.eml", mail("alice@example.org", "3@x", "[focus 2026-11-20] Focus?\n= eight\n"));
    practice.coach("receive in.eml").ok().stdout_has("eight is no mark from 0 to 10");
}

#[test]
fn answers_in_what_a_mail_quotes_are_told_and_those_of_their_own_mail_filed() {
    let practice = practice();
    let answers = "[happened 2026-11-08-door] What happened with it?\n= I shut it.\n";
    let quoted = answers.replace('[', "> [").replace("= ", "> = ");
    let reply = format!("Did it arrive?\n\nOn Sunday Alice <alice@example.org> wrote:\n> Hi Robin\n{quoted}");
    practice.write("in.eml", mail("alice@example.org", "1@x", &reply));
    practice.coach("receive in.eml").ok().stdout_has("1 answer to your page stands in what it quotes");
    assert!(!practice.read("clients/alice/plans/2026-11-08-door.md").contains("I shut it"));
    practice.write("in.eml", mail("alice@example.org", "5@x", "> How was it?\n"));
    practice.coach("receive in.eml").ok().stdout_has("nothing of theirs stands in it");
    let block = "---------- Forwarded message ---------\nFrom: NAME\nDate: Sunday\nTo: x@y.org\n\n";
    let others = format!("{}{answers}", block.replace("NAME", "Robin <robin@example.org>"));
    practice.write("in.eml", mail("alice@example.org", "2@x", &format!("See below.\n\n{others}")));
    practice.coach("receive in.eml").ok().stdout_has("nobody can see whose that is");
    let own = format!("{}{answers}", block.replace("NAME", "Alice <Ali@work.example>"));
    practice.write("in.eml", mail("alice@example.org", "3@x", &own));
    practice.coach("receive in.eml").ok().stdout_has("happened: `clients/alice/plans").stdout_lacks("quotes");
    assert!(practice.read("clients/alice/plans/2026-11-08-door.md").ends_with("## Outcome\n\nI shut it.\n"));
    practice.write("in.eml", mail("alice@example.org", "4@x", &reply.replace("Did", "So did")));
    practice.coach("receive in.eml").ok().stdout_has("1 received").stdout_lacks("in what it quotes");
}

#[test]
fn a_pasted_mail_is_of_the_day_on_which_it_was_written() {
    for (day, pasted) in [
        (
            "2026-11-20-0914",
            "Von: Alice <alice@example.org>\nGesendet: Freitag, 20. November 2026 09:14\nAn: Robin\nBetreff: Tür\n\nJa.\n",
        ),
        (
            "2026-11-20-0914",
            "De : Alice <alice@example.org>\nEnvoyé : vendredi 20 novembre 2026 09:14\nObjet : porte\n\nOui.\n",
        ),
        (
            "2026-11-20-0914",
            "Enviado el: viernes, 20 de noviembre de 2026 9:14\nDe: Alice <alice@example.org>\n\nSí.\n",
        ),
        ("2026-11-24-0900", "From: Alice <alice@example.org>\nSent: 10/11/2026\n\nYes.\n"),
    ] {
        let practice = practice().file("in.txt", pasted);
        practice.coach("receive in.txt").ok().stdout_has("1 received");
        let note = practice.read(&format!("clients/alice/notes/{day}.md"));
        assert!(note.ends_with(&format!("\n---\n\n{pasted}")), "{note}");
        practice
            .coach("receive in.txt --today 2026-11-26")
            .ok()
            .stdout_has(if day.starts_with("2026-11-20") { "1 there already" } else { "filed today" });
    }
}

#[test]
fn a_mail_of_nothing_but_a_subject_is_its_subject_unless_it_answers() {
    let of = |subject: &str| mail("alice@example.org", "1@x", "\n").replace("Thursday", subject);
    let practice = practice().file("in.eml", of("Can't come tomorrow"));
    practice.coach("receive in.eml").ok().stdout_has("1 received");
    assert!(practice.read(NOTE).ends_with("\n---\n\nCan't come tomorrow\n"));
    practice.write("in.eml", of("AW: Will you come?").replace("1@x", "2@x"));
    practice.coach("receive in.eml").fails(2).stderr_has("nothing stands in it");
}

#[test]
fn what_a_program_wrote_in_their_place_is_not_filed_as_theirs() {
    for head in ["Auto-Submitted: auto-replied\nMIME-Version: 1.0", "MIME-Version: 1.0\nX-Autoreply: yes"] {
        let away = mail("alice@example.org", "1@x", "I am away.\n").replace("MIME-Version: 1.0", head);
        let practice = practice().file("in.eml", away);
        let before = practice.snapshot();
        practice.coach("receive in.eml").fails(2).stderr_has("a program wrote it").stderr_has("--client");
        practice.unchanged_but(&before, &[]);
        // Of a folder it is told once, and waits for nobody.
        let box_of_mails = practice.outside().join("Mail").display().to_string();
        practice.lay_outside("Mail/1.eml", practice.read("in.eml").as_bytes());
        practice.coach(&format!("receive {box_of_mails}")).ok().stdout_has("1 not received");
        practice.coach("today").ok().stdout_lacks("Mails not received yet");
        practice.coach("receive in.eml --client alice").ok().stdout_has("1 received");
    }
}

#[test]
fn a_mail_whose_clock_runs_ahead_is_filed_today_and_one_from_the_east_tomorrow() {
    let dated = |day: &str| mail("alice@example.org", day, "I went.\n").replace("Mon, 23 Nov 2026", day);
    let practice = practice().file("in.eml", dated("Mon, 23 Nov 2099"));
    practice.coach("receive in.eml").ok().stdout_has("2099-11-23").stdout_has("filed today");
    assert!(practice.has("clients/alice/notes/2026-11-24-0900.md"));
    practice.write("in.eml", dated("Wed, 25 Nov 2026"));
    practice.coach("receive in.eml").ok().stdout_lacks("filed today");
    practice.coach("prep alice").ok().stdout_has("24 Nov, from them").stdout_has("25 Nov, from them");
}

#[test]
fn a_pasted_chat_is_nobodys_words_alone() {
    let practice =
        Practice::empty().today("2026-11-24T09:00").file("clients/ann/client.md", "---\nname: Ann\n---\n");
    for chat in [
        "02.03.25, 10:15 - Ann: No\n02.03.25, 10:16 - Robin: How?\n",
        "[2026-11-03 10:15] Ann: No\n[2026-11-03 10:16] Robin: How?\n[2026-11-03 10:18] Ann: So.\n",
    ] {
        let ran = practice.run_with_input(["receive", "-", "--client", "ann"], chat);
        ran.fails(2).stderr_has("it is a chat").stderr_has("--from client");
        assert!(!practice.has("clients/ann/notes"), "{chat}");
    }
    practice.run_with_input(["receive", "-", "--client", "ann"], "On 2026-11-03 10:15 Robin: no\n").ok();
}
