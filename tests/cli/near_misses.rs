//! What is almost right is told, and what could be counted wrongly isn't counted.

use crate::harness::Practice;

const CALL: &str = "---\ndate: 2026-11-03T10:00\nminutes: 60\n---\n\n## Threads\n\n- [ ] ask\n";

#[test]
fn what_could_be_counted_wrongly_isnt_and_is_told() {
    for (name, text, code) in [
        ("2026-11-10.md", "\n---\nstatus: cancelled\nminutes: 60\n---\n", "near-front-matter"),
        ("2026-11-10.md", "status: cancelled\n\nwords\n", "near-front-matter"),
        ("2026-11-10.md", "**Status:** cancelled\n\nwords\n", "near-front-matter"),
        ("2026-11-10.md", "- Status: cancelled\n- words\n", "near-front-matter"),
        ("2026-11-10.md", "---\nminutes: 50\n---\nStatus: no show\n", "near-front-matter"),
        ("2026-11-10.md", "status: Cancelled (she is ill)\n", "near-front-matter"),
        ("2026-11-10.md", "words\nstatus: cancelled by her\n", "near-front-matter"),
        ("2026-11-10.md", "status:cancelled\n", "near-front-matter"),
        ("2026-11-10.md", "words\nminutes:50\n", "near-front-matter"),
        ("2026-11-10.md", "cancelled_by: the client, late\n", "near-front-matter"),
        ("2026-11-10.md", "---\nminutes: 50\n---\nminutes: 45\nminutes: 55\n", "near-front-matter"),
        ("2026-11-10.md", "---\nstatus: held\n---\n**Status:** cancelled\n", "near-front-matter"),
        ("2026-11-10.md", "status = cancelled\n", "near-front-matter"),
        ("2026-11-10.md", "words\nminutes: an hour\n", "near-front-matter"),
        ("2026-11-10.md", "date: tomorrow\nwords\n", "near-front-matter"),
        ("2026-11-10.md", "---\nstatus = cancelled\n---\n", "front-matter-not-keys"),
        ("2026-11-10.md", "Summary: she saw it\nFee: paid\n---\n", "near-front-matter"),
        ("2026-11-10.md", "----\nstatus: cancelled\n----\n", "front-matter-fence"),
        ("2026-11-10.md", "---\nstatus: cancelled\nwords\n", "front-matter-unclosed"),
        ("2026-11-10.md", "---\nstatus:cancelled\n---\n", "front-matter-not-keys"),
        ("2026-11-10.md", "---\nminutes: 50\nstatus:\u{a0}cancelled\n---\n", "broken-yaml"),
        ("2026-11-03.orig.md", CALL, "conflict-copy"),
        ("2026-11-03~HEAD.md", CALL, "conflict-copy"),
        ("2026-11-03 (copia in conflitto di Ada 2026-11-04).md", CALL, "conflict-copy"),
        ("Copy of 2026-11-03.md", CALL, "conflict-copy"),
        ("2026-11-03-Adas-MacBook-Pro.md", CALL, "conflict-copy"),
        ("2026-11-03 as it was.md", CALL, "conflict-copy"),
        ("2026-11-10.md", "---\nstatsu: cancelled\n---\n", "near-key"),
        ("2026-11-10.md", "---\nstatus: postponed\n---\n", "unknown-choice"),
        ("2026-11-10.md", "", "damaged"),
        ("2026-11-10.md", "\0\0\0\0", "damaged"),
        ("2026-11-10.md", "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> theirs\n", "merge-conflict"),
        ("2026-11-03 (Ada's conflicted copy 2026-11-04).md", CALL, "conflict-copy"),
        ("2026-11-03 2.md", CALL, "conflict-copy"),
        ("2026-12-10.md", "---\nstatus: held\nminutes: 60\n---\n", "held-to-come"),
    ] {
        let practice = Practice::empty()
            .today("2026-11-25T09:00")
            .file("clients/ada/client.md", "---\nname: Ada\n---\n")
            .file("clients/ada/sessions/2026-11-03.md", CALL)
            .file(&format!("clients/ada/sessions/{name}"), text);
        let check = practice.coach("check --format json");
        assert!(check.code_is(1), "{code}: {}", check.stdout);
        assert!(check.stdout.contains(&format!("\"code\": \"{code}\"")), "{code}: {}", check.stdout);
        let list = practice.coach("session list ada --format json");
        assert_eq!(list.stdout.matches("\"counts\": true").count(), 1, "{code}: {}", list.stdout);
        assert!(list.stdout.contains("\"counts\": false"), "{code}: {}", list.stdout);
        assert!(list.stderr.contains(name), "{code}: {}", list.stderr);
        assert_eq!(practice.coach("thread list ada").stdout.matches("ask").count(), 1, "{code}");
    }
}

#[test]
fn what_people_write_themselves_is_no_near_miss() {
    for (name, text) in [
        ("2026-11-03-2.md", "---\ndate: 2026-11-03T16:00\nminutes: 30\n---\n\n## Threads\n\n- [ ] another\n"),
        ("2026-11-03 evening.md", "---\ndate: 2026-11-03T18:00\nminutes: 30\n---\nShe rang again.\n"),
        ("2026-11-03 (phone).md", "---\ndate: 2026-11-03T18:00\nminutes: 30\n---\nShe rang again.\n"),
        ("2026-11-10.md", "- Date: dinner on 5 May with Jo, says she.\n"),
        ("2026-11-10.md", "# Minutes: of the meeting\n"),
        ("2026-11-10.md", "Status: held back by what her mother says.\n"),
        ("2026-11-10.md", "Minutes:read and signed.\n"),
        (
            "2026-11-10.md",
            "---\ndate: 2026-11-10\nstatus: held\nminutes: 50\n---\n# Call\nDate: 2026-11-10\n- Minutes: 50\nStatus: Held\n",
        ),
        ("2026-11-10.md", "---\nminutes: 50\n---\n\n- Status: what is it to her?\n"),
    ] {
        let practice = Practice::empty()
            .today("2026-11-25T09:00")
            .file("clients/ada/client.md", "---\nname: Ada\n---\n");
        let practice = practice
            .file("clients/ada/sessions/2026-11-03.md", CALL)
            .file(&format!("clients/ada/sessions/{name}"), text);
        practice.coach("check").ok();
    }
}

#[test]
fn fix_mends_what_needs_no_choice_and_shows_it_first() {
    let text = "---\nmintues: 50 # c\n---\n\n## Thraeds\n\n-[ ] ask\n";
    let practice =
        Practice::empty().today("2026-11-25T09:00").file("clients/ada/client.md", "---\nname: Ada\n---\n");
    let practice = practice.file("clients/ada/sessions/2026-11-03.md", text);
    let rehearsed = practice.coach("check --fix --dry-run").stdout_has("+minutes: 50 # c");
    assert_eq!(practice.read("clients/ada/sessions/2026-11-03.md"), text);
    let diff = rehearsed.stdout;
    practice.coach("check --fix").ok().stdout_has(&diff);
    let mended = "---\nminutes: 50 # c\n---\n\n## Threads\n\n- [ ] ask\n";
    assert_eq!(practice.read("clients/ada/sessions/2026-11-03.md"), mended);
    practice.coach("check").ok();
}

#[test]
fn a_note_with_conflict_markers_or_without_words_isnt_edited() {
    let conflict = "---\nminutes: 60\n---\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> theirs\n";
    for text in [conflict, "", "\0\0"] {
        let practice = Practice::empty().file("clients/ada/client.md", text);
        practice.coach("client set ada pronouns=she").fails(2);
        assert_eq!(practice.read("clients/ada/client.md"), text);
    }
}

#[test]
fn a_readme_is_nobodys_note_and_a_stray_note_is_told() {
    let practice = Practice::empty().file("clients/ada/client.md", "---\nname: Ada\n---\n");
    let practice = practice.file("clients/ada/goals/README.md", "# Goals\n");
    practice.coach("check").ok();
    for stray in [
        "session/2026-11-03.md",
        "2026-11-03.md",
        "sessions/2026-11-03.md.txt",
        "sessions/2026-11-03",
        "notes/.2026-11-03.md.icloud",
    ] {
        let practice = Practice::empty().file("clients/ada/client.md", "---\nname: Ada\n---\n");
        let practice = practice.file(&format!("clients/ada/{stray}"), "words\n");
        practice.coach("check").fails(1).stdout_has("not-read");
    }
}

#[test]
fn what_is_wrong_with_a_transcript_or_a_talk_with_a_colleague_is_told_by_check_alone() {
    let conflict = "a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> theirs\n";
    for folder in ["clients/ada/transcripts", "supervision"] {
        for (name, text, code) in [
            ("2026-11-03.md", conflict, "merge-conflict"),
            ("2026-11-03.md", "\0\0", "damaged"),
            ("2026-11-03.md", "", "damaged"),
            ("2026-11-03.txt", "words\n", "not-read"),
            ("2026-11-01 (conflicted copy 2026-11-04).md", "words\n", "conflict-copy"),
        ] {
            let practice = Practice::empty()
                .file("clients/ada/client.md", "---\nname: Ada\n---\n")
                .file(&format!("{folder}/2026-11-01.md"), "**Ada**: words\n")
                .file(&format!("{folder}/{name}"), text);
            practice.coach("check").fails(1).stdout_has(code).stdout_has(folder);
            practice.coach(&format!("check {folder}")).fails(1).stdout_has(code);
            practice.coach("prep ada").ok().stderr_lacks(folder);
        }
    }
}

#[test]
fn a_box_without_a_blank_behind_it_is_told_and_mended_and_a_link_is_none() {
    for (line, mended) in [
        ("- [x]ring her", "- [x] ring her"),
        ("- []who pays", "- [ ] who pays"),
        ("* [ ]Über uns", "* [ ] Über uns"),
        ("[x]ring her", "- [x] ring her"),
        ("-[ ]ring her", "- [ ] ring her"),
    ] {
        let note = format!("---\nstatus: held\n---\n\n## Threads\n\n{line}\n");
        let practice = Practice::of_alice(&[("sessions/2026-11-08.md", &note)]);
        practice.coach("check").fails(1).stdout_has("near-task").stdout_has(line);
        practice.coach("check --fix").ok();
        assert!(practice.read("clients/alice/sessions/2026-11-08.md").ends_with(&format!("{mended}\n")));
    }
    for line in ["- [x](https://example.org)", "- [ ](a.md)", "- [x][1]\n\n[1]: a.md"] {
        let note = format!("---\nstatus: held\n---\n\n## Threads\n\n{line}\n");
        Practice::of_alice(&[("sessions/2026-11-08.md", &note)]).coach("check").ok();
    }
}

#[test]
fn keys_without_any_dashes_are_told_in_every_kind_of_note() {
    for (path, text) in [
        ("client.md", "name: Alice\nemail: alice@example.org\n\nwords\n"),
        ("goals/read.md", "Title: Read\nimportance: 9\n---\n"),
        ("plans/2026-11-03-walk.md", "goal: read\nreview: 2026-12-01\n---\n# Walk\n"),
        ("notes/2026-11-03.md", "from: client\n\nIt went well.\n"),
    ] {
        let practice = Practice::of_alice(&[(path, text)]);
        let told = practice.coach("check --format json").fails(1).json();
        let codes: Vec<&str> =
            told["problems"].as_array().into_iter().flatten().filter_map(|p| p["code"].as_str()).collect();
        assert!(codes.contains(&"near-front-matter"), "{path}: {told}");
    }
    for (path, text) in [
        ("sessions/2026-11-03.md", "Summary: she saw it.\n\nThen: more\n"),
        ("notes/2026-11-03.md", "From: Jo <jo@example.org>\nDate: Monday\n\nHello\n"),
    ] {
        Practice::of_alice(&[(path, text)]).coach("check").ok();
    }
}

#[test]
fn what_a_note_between_sessions_almost_says_is_told_and_keeps_counting() {
    for (name, text, code) in [
        ("2027-11-12.md", "She rang.\n", "note-to-come"),
        ("2026-02-29.md", "She rang.\n", "`2026-02-29`, which isn't a day"),
        ("2026-11-12.md", "**From:** Ada <ada@x.org>\n**Sent:** Monday\n\nI went.\n", "mail-without-from"),
        ("2026-11-12.md", "## I said I would\n\n- [ ] ring Jo due:friday\n", "`friday` isn't a date"),
        ("2026-11-12.md", "## I said I would\n\n- ring Jo due: 30 Nov\n", "`30 Nov` isn't a date"),
    ] {
        let practice = Practice::empty()
            .today("2026-11-25T09:00")
            .file("clients/ada/client.md", "---\nname: Ada\nemail: ada@x.org\n---\n")
            .file(&format!("clients/ada/notes/{name}"), text);
        practice.coach("check").fails(1).stdout_has(code).stdout_has(&format!("notes/{name}"));
    }
}

#[test]
fn a_bold_line_ends_what_a_bold_line_leads() {
    let text = "**Threads**\n- ask about the boat\n**What else we spoke of**\nThe harbour.\n";
    let practice = Practice::empty()
        .today("2026-11-25T09:00")
        .file("clients/ada/client.md", "---\nname: Ada\n---\n")
        .file("clients/ada/sessions/2026-11-20.md", text);
    practice.coach("thread list ada").ok().stdout_has("ask about the boat (").stdout_lacks("What else");
    practice.coach("prep ada").ok().stdout_has("The harbour.");
    practice.coach("check").ok();
    practice.coach("thread tick ada 1").ok();
    assert_eq!(
        practice.read("clients/ada/sessions/2026-11-20.md"),
        text.replace("- ask about the boat", "- [x] ask about the boat")
    );
}

#[test]
fn a_signal_is_hushed_in_whatever_case_it_was_typed() {
    let practice = Practice::empty().today("2026-11-25T09:00").file(
        "clients/ada/client.md",
        "---\nname: Ada\nhush: {Too_Much: 2026-12-24, wish and week: 2026-12-25, gone-quite: 2026-12-26}\n---\n",
    );
    practice.coach("check").fails(1).stdout_has("`gone-quite` isn't a signal").stdout_has("1 problem");
    practice.coach("client show ada").ok().stdout_has("24 Dec: too-much").stdout_has("25 Dec: wish-and-week");
    practice.coach("client show ada").ok().stdout_lacks("gone-quite");
    practice.coach("hush ada TOO-MUCH --until 2027-01-07").ok();
    assert!(practice.read("clients/ada/client.md").contains("hush: {Too_Much: 2027-01-07, wish and week"));
}

#[test]
fn a_value_that_can_be_meant_in_one_way_only_is_mended() {
    let text = "---\ndate: Nov 20, 2026 10am # with her\nminutes: 1,5 h\nalliance: {heard: 9/10, focus: nine}\n---\n## I said I would\n- [ ] write due:3.12.2026\n- [ ] call due:2026-12-04T10:00\n- [ ] ring due:3/12/2026\n";
    let practice = Practice::empty()
        .today("2026-11-25T09:00")
        .file("clients/ada/client.md", "---\nname: Ada\nsince: 24.11.2026\nuntil: 3/4/2027\n---\n")
        .file("clients/ada/sessions/2026-11-20.md", text)
        .file("clients/ada/sessions/20_11_2026.md", "Words.\n");
    practice.coach("check").fails(1).stdout_has("= help: write it as 2026-11-20T10:00");
    let told = practice.coach("check --fix").fails(1).stdout_has("4 problems");
    told.stdout_has("`nine`").stdout_has("`3/4/2027`").stdout_has("add `date: 2026-11-20`");
    let mended = text
        .replace("Nov 20, 2026 10am", "2026-11-20T10:00")
        .replace("1,5 h", "90")
        .replace("9/10", "9")
        .replace("3.12.2026", "2026-12-03");
    assert_eq!(practice.read("clients/ada/sessions/2026-11-20.md"), mended);
    let client = practice.read("clients/ada/client.md");
    assert_eq!(client, "---\nname: Ada\nsince: 2026-11-24\nuntil: 3/4/2027\n---\n");
    practice.coach("promise list ada").ok().stdout_has("write, due 3 Dec").stdout_has("call, due 4 Dec");
}

#[test]
fn what_a_mend_brings_to_light_is_mended_with_it() {
    for (text, mended, left) in [
        (
            "---\ndate: 24.11.2026\nminutes: 50 min\nalliance: {heard: 9/10}\n---\n\n## Threads\n-[ ] ask\n",
            "---\ndate: 2026-11-24\nminutes: 50\nalliance: {heard: 9}\n---\n\n## Threads\n- [ ] ask\n",
            "",
        ),
        ("---\ndate: 2026-11-24\nmintues: 50 min\n---\n", "---\ndate: 2026-11-24\nminutes: 50\n---\n", ""),
        (
            "\u{2014}-\ndate: 24.11.2026\nminutes: fifty\n\u{2014}-\n",
            "---\ndate: 2026-11-24\nminutes: fifty\n---\n",
            "`fifty`",
        ),
        (
            "---\ndate: 2026-11-24\nmintues: fifty\n---\n",
            "---\ndate: 2026-11-24\nmintues: fifty\n---\n",
            "`mintues`",
        ),
        (
            "---\ndate:24.11.2026\nsummary: Bo: now\nminutes 50\nstatus = Held\n---\n",
            "---\ndate: 2026-11-24\nsummary: \"Bo: now\"\nminutes 50\nstatus: Held\n---\n",
            "put a key before it",
        ),
    ] {
        let practice = Practice::empty()
            .today("2026-11-25T09:00")
            .file("clients/ada/client.md", "---\nname: Ada\n---\n")
            .file("clients/ada/sessions/call.md", text);
        practice.coach("check --fix").fails(i32::from(!left.is_empty())).stdout_has(left);
        assert_eq!(practice.read("clients/ada/sessions/call.md"), mended);
    }
    let practice = Practice::empty()
        .file("clients/ada/client.md", "---\nname: Ada\n---\n")
        .file("clients/ada/sessions/2026-11-24.md", "---\nmintues: fifty\n---\n")
        .file("clients/ada/sessions/2026-11-25.md", "---\nmintues: 50\n---\n");
    // What is left isn't written, not even as it was.
    let left = practice.root().join("clients/ada/sessions/2026-11-24.md");
    let long_ago = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
    std::fs::File::options().append(true).open(&left).unwrap().set_modified(long_ago).unwrap();
    let told =
        practice.coach("check --fix").fails(1).stdout_has("+minutes: 50").stdout_lacks("+minutes: fifty");
    told.stderr_has("2026-11-24.md:2:10: left as it is, to be mended by hand: minutes: `fifty`");
    assert_eq!(std::fs::metadata(&left).unwrap().modified().unwrap(), long_ago);
    practice.coach("undo").ok();
    assert_eq!(practice.read("clients/ada/sessions/2026-11-25.md"), "---\nmintues: 50\n---\n");
}

#[test]
fn what_stands_under_two_headings_of_tasks_is_told_once() {
    let note =
        "---\nstatus: held\n---\n# I said I would\n- [ ] one\n\n## Threads\n-[ ] near\n\n### Mine\n☐ box\n";
    let practice = Practice::of_alice(&[("sessions/2026-11-20.md", note)]);
    let told = practice.coach("check").fails(1).stdout;
    assert_eq!(told.matches("[near-task]").count(), 2, "{told}");
}

#[test]
fn a_call_that_says_it_comes_from_the_client_is_read_as_a_call() {
    let note =
        "---\ndate: 2026-11-20\nstatus: held\nfrom: client\n---\n> Hers\n\nMine\n\n## Threads\n- [ ] ask\n";
    let practice = Practice::of_alice(&[("sessions/2026-11-20.md", note)]);
    practice.coach("check").fails(1).stdout_has("`from` is a key of a note between sessions");
    practice.coach("thread list alice").ok().stdout_has("**1** ask");
    practice.coach("read alice").ok().stdout_has("> Hers").stdout_lacks("> Mine");
}

#[test]
fn a_line_that_is_no_key_costs_only_itself() {
    for (line, hint) in [
        ("minutes:50", "write it as `minutes: 50`"),
        ("place = Lyon", "write it as `place: Lyon`"),
        ("summary: Bo: now", "write it as `summary: \"Bo: now\"`"),
        ("summary: she said\nno way", "begin it with two blanks if it goes on from the line above"),
        ("summary: she said\n\tno way", "indent it with blanks: YAML takes no tabs there"),
    ] {
        let text = format!("---\ndate: 2026-11-24\n{line}\nfee: agreed\n---\n");
        let practice = Practice::of_alice(&[("sessions/call.md", &text)]);
        practice.coach("check").fails(1).stdout_has(hint).stdout_lacks("nothing says which day");
    }
}

#[test]
fn a_line_below_a_quote_without_its_sign_is_told_unless_it_goes_on_with_the_sentence() {
    for (text, line) in [
        ("> I am tired.\nShe looked away.\n", Some(2)),
        ("> I am tired. #awake\nshe looked away\n", Some(2)),
        ("> I am tired\n> of it.\nShe looked away\nand back.\n", Some(3)),
        ("- A call\n  > I am tired.\n  She looked away.\n", Some(3)),
        ("> I am tired of all that is said in that house, day in, day\nout.\n", None),
        ("> Ich bin müde von allem, was in diesem Haus gesagt wird, in dem\nHaus.\n", None),
        ("> I am tired,\nJo.\n", None),
        ("> I am tired.\n\nShe looked away.\n", None),
        ("> I am tired.\n- She looked away.\n", None),
        ("> I am tired.\n## Threads\n", None),
        ("> [!note]\nMine.\n", None),
    ] {
        let practice = Practice::of_alice(&[("sessions/2026-11-20.md", text)]);
        let ran = practice.coach("check");
        match line {
            Some(line) => {
                let place = format!("sessions/2026-11-20.md:{line}:");
                ran.fails(1).stdout_has("note[quote-goes-on]").stdout_has(&place).stdout_has("1 problem\n");
            }
            None => drop(ran.ok()),
        }
    }
    let mail = "---\nfrom: client\n---\n> You asked?\nI did.\n";
    Practice::of_alice(&[("notes/2026-11-20.md", mail)]).coach("check").ok();
}

#[test]
fn what_only_a_call_has_is_told_in_a_note_between_sessions_and_costs_it_nothing() {
    let practice = Practice::empty()
        .file("clients/ada/client.md", "---\nname: Ada\n---\n")
        .file("clients/ada/notes/2026-11-03-0900.md", "status: cancelled\n\nShe wrote. #happy\n");
    let told = practice.coach("check").fails(1);
    told.stdout_has("note[near-front-matter]").stdout_has("move the note into `sessions/`");
    practice.coach("client show ada").ok().stdout_has("She wrote.");
}
