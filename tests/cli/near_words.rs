//! What was meant for `coach` and said in other words: it comes back, or it is told.

use crate::harness::Practice;

fn with(path: &str, text: &str) -> Practice {
    Practice::of_alice(&[(path, text)]).today("2026-11-25T09:00")
}

fn list_codes(practice: &Practice) -> Vec<String> {
    let told = practice.coach("check --format json").json();
    let problems = told["problems"].as_array().cloned().unwrap_or_default();
    problems.iter().filter_map(|problem| problem["code"].as_str().map(str::to_owned)).collect()
}

#[test]
fn words_without_an_item_under_a_heading_of_tasks_come_back_and_are_told() {
    for heading in ["Threads", "I said I would"] {
        let text = format!("---\nstatus: held\n---\n\n## {heading}\n\nask her sister\n\n## Notes\n\nmore\n");
        let practice = with("sessions/2026-11-08.md", &text);
        practice.coach("prep alice").ok().stdout_has("ask her sister").stderr_has("no item stands under");
        assert_eq!(list_codes(&practice), ["near-task"], "{heading}");
    }
    for words in ["None.", "- [ ] ask\n\nThese are from March.", "- [x] asked\n\nwords", "> she asks", ""] {
        let text = format!("---\nstatus: held\n---\n\n## Threads\n\n{words}\n");
        assert_eq!(list_codes(&with("sessions/2026-11-08.md", &text)), [""; 0], "{words}");
    }
    let detail = "---\nstatus: held\n---\n\n## Threads\n\n- [ ] ask\n  - in May\n";
    with("sessions/2026-11-08.md", detail).coach("prep alice").ok().stdout_lacks("in May");
}

#[test]
fn more_signs_before_an_item_are_told_and_mended() {
    for (line, mended) in [
        ("-ask her", "- ask her"),
        ("→ ask her", "- ask her"),
        ("⬜ ask her", "- [ ] ask her"),
        ("□ ask her", "- [ ] ask her"),
        ("− ask her", "- ask her"),
        ("\u{a0}- [ ] ask her", "- [ ] ask her"),
    ] {
        let text = format!("---\nstatus: held\n---\n\n## Threads\n\n{line}\n");
        let practice = with("sessions/2026-11-08.md", &text);
        assert_eq!(list_codes(&practice), ["near-task"], "{line}");
        practice.coach("check --fix").ok();
        assert!(practice.read("clients/alice/sessions/2026-11-08.md").ends_with(&format!("\n{mended}\n")));
        practice.coach("thread list alice").ok().stdout_has("ask her");
    }
}

#[test]
fn a_key_in_another_word_is_told_where_its_value_is_meant_so() {
    for (path, key, known) in [
        ("sessions/2026-11-08.md", "duration: 60", "minutes"),
        ("sessions/2026-11-08.md", "Dauer: 60 min", "minutes"),
        ("sessions/2026-11-08.md", "time: 10:00", "date: 2026-11-03T10:00"),
        ("sessions/2026-11-08.md", "Datum: 2026-11-09", "date"),
        ("goals/read.md", "name: Read a poem", "title"),
        ("goals/read.md", "deadline: 2026-12-24", "target"),
        ("plans/2026-11-08-walk.md", "due: 2026-11-12", "review"),
        ("plans/2026-11-08-walk.md", "status: done", "outcome"),
        ("notes/2026-11-09.md", "author: client", "from"),
        ("plans/2026-11-08-walk.md", "reviewd: 2026-11-12", "`review` or `reviewed`"),
    ] {
        let practice = with(path, &format!("---\n{key}\n---\n\nWords.\n"));
        assert_eq!(list_codes(&practice), ["near-key"], "{key}");
        practice.coach("check").fails(1).stdout_has(known);
    }
    for (path, keys) in [
        ("sessions/2026-11-08.md", "duration: long\ntime: of trouble\nstate: California\nmood: grey"),
        ("sessions/2026-11-08.md", "minutes: 60\nduration: 55"),
        ("sessions/2026-11-08.md", "date: 2026-11-08T10:00\ntime: 10:00\ncancelled: false"),
        ("sessions/2026-11-08.md", "Datum: 2026-11-08"),
        ("goals/read.md", "title: Read a poem\nname: poem"),
    ] {
        assert_eq!(list_codes(&with(path, &format!("---\n{keys}\n---\n\nWords.\n"))), [""; 0], "{keys}");
    }
}

#[test]
fn a_call_that_only_words_call_off_doesnt_count_until_somebody_has_looked() {
    for (name, text, code) in [
        ("2026-11-08.md", "---\nminutes: 60\ncancelled_by: client\n---\n", "near-status"),
        ("2026-11-08.md", "---\nstatus: held\ncancelled_by: coach\n---\n", "near-status"),
        ("2026-11-08.md", "---\nminutes: 60\n---\n\n# Cancelled\n", "near-status"),
        ("2026-11-08.md", "No-show\n", "near-status"),
        ("2026-11-08.md", "Abgesagt durch Klientin.\n\nShe is ill.\n", "near-status"),
        ("2026-11-08 cancelled.md", "words\n", "near-status"),
        ("2026-11-08-no-show.md", "words\n", "near-status"),
        ("2026-11-08.md", "---\nminutes: 60\nstate: cancelled\n---\n", "near-key"),
        ("2026-11-08.md", "---\nminutes: 60\ncancelled: yes\n---\n", "near-key"),
        (
            "2026-11-08.md",
            "one\n\ntwo\n\nthree\n\nfour\n\n---\nstatus: cancelled\nminutes: 60\n---\n",
            "near-front-matter",
        ),
        (
            "2026-11-08.md",
            "---\nminutes: 60\n---\none\n\ntwo\n\nthree\n\nfour\n\n---\ndate: 2026-11-15\nminutes: 50\n---\nmore\n",
            "near-front-matter",
        ),
    ] {
        let practice = with(&format!("sessions/{name}"), text);
        assert_eq!(list_codes(&practice), [code], "{text}");
        let calls = practice.coach("session list alice --format json").ok();
        assert_eq!(calls.stdout.matches("\"counts\": false").count(), 1, "{text}");
        practice.coach("report hours --format json").ok().stdout_lacks("\"paid_hours\": 1.0");
    }
    for text in [
        "---\nstatus: held\n---\n\n# Cancelled\n",
        "She cancelled the wedding.\n",
        "Moved\n",
        "Missed\n",
        "---\nstatus: no-show\ncancelled_by: client\n---\n",
        "one\n\n---\n\nprose: of hers\n\n---\n\nmore\n",
    ] {
        assert_eq!(list_codes(&with("sessions/2026-11-08.md", text)), [""; 0], "{text}");
    }
}

#[test]
fn what_became_of_a_plan_is_told_where_its_key_is_missing() {
    for (keys, outcome, wanted) in [
        ("made: 2026-11-08", "It went well.", &["near-outcome"][..]),
        ("made: 2026-11-08\nreviewed: 2026-11-20", "", &["near-outcome"]),
        ("outcome: open", "Half way there.", &[]),
        ("made: 2026-11-08", "", &[]),
        ("outcome: kept\ndone: 3", "It went well.", &["odd-count"]),
        ("outcome: kept\ndone: 3\nof: 0", "", &["odd-count"]),
        ("outcome: kept\ndone: 3\nof: 4", "", &[]),
        ("of: 4", "", &[]),
    ] {
        let text = format!("---\n{keys}\n---\n# Walk\n\n## Steps\n\n- [ ] walk\n\n## Outcome\n\n{outcome}\n");
        assert_eq!(list_codes(&with("plans/2026-11-08-walk.md", &text)), wanted, "{keys}");
    }
}

#[test]
fn a_day_that_something_is_due_on_in_words_is_told_in_tasks_alone() {
    for (words, is_told) in [
        ("send it until 2026-11-12", true),
        ("send it due friday", true),
        ("send it due:2026-11-12", false),
        ("send the notes of 2026-11-12", false),
    ] {
        let promise = format!("---\nstatus: held\n---\n\n## I said I would\n\n- [ ] {words}\n");
        let told = list_codes(&with("sessions/2026-11-08.md", &promise));
        assert_eq!(told, if is_told { &["near-due"][..] } else { &[] }, "{words}");
        let prose = format!("---\nstatus: held\n---\n\nShe will {words}.\n");
        assert_eq!(list_codes(&with("sessions/2026-11-08.md", &prose)), [""; 0], "{words}");
    }
}

#[test]
fn a_dated_file_of_another_program_among_the_notes_is_told() {
    for name in ["2026-11-08.docx", "2026-11-08 call.rtf", "2026-11-08.org", "2026-11-08.mkd"] {
        let practice = with(&format!("sessions/{name}"), "words\n");
        assert_eq!(list_codes(&practice), ["not-read"], "{name}");
    }
    assert_eq!(list_codes(&with("sessions/scan.docx", "words\n")), [""; 0]);
}

#[test]
fn headings_of_a_profile_speak_of_anybody() {
    for heading in ["What makes her happy", "WHAT MAKES HIM HAPPY:", "What makes them happy"] {
        let client = format!("---\nname: Alice Moreau\n---\n\n## {heading}\n\n- rowing alone\n");
        let practice = with("client.md", &client);
        practice.coach("prep alice").ok().stdout_has("rowing alone");
        assert_eq!(list_codes(&practice), [""; 0], "{heading}");
    }
    let goal = "---\ntitle: Row\n---\n\n## In her words\n\nI want the river.\n";
    with("goals/row.md", goal).coach("goal show alice row").ok().stdout_has("I want the river.");
}

#[test]
fn a_heading_in_other_words_is_told_where_something_stands_below() {
    for (path, heading, below, known) in [
        ("client.md", "Stärken", "- patience", "Strengths"),
        ("client.md", "What they expect from others", "- silence", "What they expect of people"),
        ("sessions/2026-11-08.md", "Promises", "- send it", "I said I would"),
        ("sessions/2026-11-08.md", "I said I’d", "- send it", "I said I would"),
        ("sessions/2026-11-08.md", "Loose ends", "- ask her", "Threads"),
        ("plans/2026-11-08-walk.md", "Next steps:", "- walk", "Steps"),
        ("goals/row.md", "Questions", "- Why?", "Hard questions"),
    ] {
        let text = format!("---\nimported: {{from: by hand}}\n---\n\n## {heading}\n\n{below}\n");
        let practice = with(path, &text);
        assert_eq!(list_codes(&practice), ["near-heading"], "{heading}");
        practice.coach("check").fails(1).stdout_has(&format!("write it as `{known}`"));
        let bare = format!("---\nimported: {{from: by hand}}\n---\n\n## {heading}\n");
        assert_eq!(list_codes(&with(path, &bare)), [""; 0], "{heading}");
    }
    // A box is a thread under whatever heading, and these are anybody's own.
    for heading in ["Loose ends", "Next steps", "To do", "Notes"] {
        let text = format!("---\nstatus: held\n---\n\n## {heading}\n\n- [ ] ask her\n");
        assert_eq!(list_codes(&with("sessions/2026-11-08.md", &text)), [""; 0], "{heading}");
    }
}

#[test]
fn a_box_of_a_plan_under_no_heading_of_its_own_is_told() {
    for (body, wanted) in [
        ("- [ ] walk\n", &["near-task"][..]),
        ("## This week\n\n- [ ] walk\n- [ ] rest\n", &["near-task"]),
        ("## To do\n\n- [ ] walk\n", &["near-heading"]),
        ("## Steps\n\n### Monday\n\n- [ ] walk\n", &[]),
        ("## Thoughts\n\n- walk\n", &[]),
    ] {
        let text = format!("---\nmade: 2026-11-08\n---\n# Walk\n\n{body}");
        assert_eq!(list_codes(&with("plans/2026-11-08-walk.md", &text)), wanted, "{body}");
    }
}

#[test]
fn a_client_that_lies_beside_the_folders_is_told() {
    let somebody = "---\nname: Bob Quill\n---\n";
    let practice = Practice::of_alice(&[]).today("2026-11-25T09:00");
    practice.write("clients/Bob Quill.md", somebody);
    practice.write("clients/2026-11-24.md", "She called.\n");
    practice.write("clients/README.md", somebody);
    practice.write("clients/map.md", "# Who is who\n");
    assert_eq!(list_codes(&practice), ["not-read", "not-read"]);
    practice.coach("check").fails(1).stdout_has("move it to `clients/bob-quill/client.md`");
    practice.coach("today").ok().stderr_has("clients/Bob Quill.md");
}

#[test]
fn an_option_that_is_not_known_is_no_value_where_none_is_taken() {
    let practice = Practice::of_alice(&[]);
    practice
        .coach("plan new alice --specific walk")
        .fails(2)
        .stderr_has("Usage: coach")
        .stderr_lacks("as a value");
    practice.coach("done alice --held 50").fails(2).stderr_has("--status held").stderr_lacks("--help");
    practice.coach("find --walk").fails(2).stderr_has("use '-- --walk'");
}

#[test]
fn a_size_of_a_call_that_is_no_groups_is_told_wherever_it_is_read() {
    let practice = |client: &str, call: &str| {
        Practice::empty()
            .file("clients/alice/client.md", format!("---\nname: Alice\n{client}---\n"))
            .file("clients/alice/sessions/2026-11-03.md", format!("---\nminutes: 50\n{call}---\nWords.\n"))
    };
    for (client, call, told) in [
        ("", "group_size: 6\n", "sessions/2026-11-03.md:3:1"),
        ("", "kind: individual\ngroup_size: 2\n", "sessions/2026-11-03.md:4:1"),
        ("kind: team\ngroup_size: 4\n", "kind: individual\ngroup_size: 4\n", "sessions/2026-11-03.md:4:1"),
        ("group_size: 4\n", "", "client.md:3:13"),
    ] {
        let practice = practice(client, call);
        let checked = practice.coach("check").fails(1);
        checked.stdout_has(&format!("clients/alice/{told}")).stdout_has("odd-call").stdout_has("kind: group");
        practice.coach("report hours").ok().stderr_has(told);
    }
    for (client, call) in [
        ("", "group_size: 1\n"),
        ("", "kind: supervision\ngroup_size: 4\n"),
        ("", "status: cancelled\ngroup_size: 4\n"),
        ("kind: team\ngroup_size: 4\n", ""),
        ("kind: team\n", "group_size: 4\n"),
    ] {
        practice(client, call).coach("check").ok();
    }
}

#[test]
fn a_heading_of_tasks_that_was_typed_as_a_plain_line_is_told_once() {
    for (path, text, at, title) in [
        (
            "sessions/2026-11-03.md",
            "Talk.\n\nI said I would:\n- send the book\n\nI said I would: ring\n",
            "3:1",
            "I said I would",
        ),
        ("sessions/2026-11-03.md", "Talk.\n\nI said I would: send the book\n", "3:1", "- [ ] send the book"),
        ("sessions/2026-11-03.md", "I said I would\n\n1. send the book\n", "1:1", "## I said I would"),
        ("sessions/2026-11-03.md", "I said I would:\nsend the book\n", "1:1", "## I said I would"),
        (
            "sessions/2026-11-03.md",
            "## Threads\n- one\n\ni said I would:\n- [ ] send\n",
            "4:1",
            "## I said I would",
        ),
        ("sessions/2026-11-03.md", "**I said I would:** send it\n", "1:1", "- [ ] send it"),
        ("sessions/2026-11-03.md", "Talk.\n\nThreads:\n- Kim\n", "3:1", "## Threads"),
        ("sessions/2026-11-03.md", "#Threads\n- Kim\n", "1:1", "## Threads"),
        ("notes/2026-11-03.md", "Threads: Kim\n", "1:1", "- [ ] Kim"),
        ("plans/2026-11-03-p.md", "# P\n\nSteps:\n- walk\n", "3:1", "## Steps"),
        ("sessions/2026-11-03.md", "Talk.\n\n**I said I'd:**\n- send it\n", "3:1", "## I said I would"),
        ("plans/2026-11-03-p.md", "# P\n\n__Next steps__:\n- walk\n", "3:1", "## Steps"),
        ("goals/sing.md", "Hard questions\n- [ ] Whose?\n", "1:1", "## Hard questions"),
    ] {
        let practice = with(path, text);
        let told = practice.coach("check").fails(1);
        told.stdout_has(&format!("{path}:{at}"))
            .stdout_has(title)
            .stdout_has("near-heading")
            .stdout_has("1 problem");
        assert_eq!(list_codes(&practice), ["near-heading"], "{text}");
    }
    for text in [
        "I said I would call, and did.\n",
        "I said I would\ncall him, and did.\n",
        "I said I would:\n",
        "I said I would\n\n## Threads\n- one\n",
        "Threads:\n- [ ] one\n",
        "**Loose ends**\n- [ ] one\n",
        "**Promises** are hard.\n",
        "**Promises**\n\n## Threads\n- one\n",
        "Threads\n\nShe spoke of them.\n",
        "- I said I would: send\n",
        "> I said I would: send\n> it\n",
        "> [!note] Threads:\n> - one\n",
        "> [!note]\n> **Threads:** ask\n>\n> **Promises**\n>\n> - one\n",
        "## Threads\nThreads:\n- one\n",
        "```\nThreads:\n- one\n```\n",
        "Steps:\n- one\n",
    ] {
        with("sessions/2026-11-03.md", text).coach("check").ok();
    }
    let mail = "---\nfrom: client\n---\nI said I would: sing\n";
    with("notes/2026-11-03.md", mail).coach("check").ok();
}

#[test]
fn an_answer_that_stands_in_the_place_of_its_question_is_told() {
    let plan = |items: &str| {
        with("plans/2026-11-03-p.md", &format!("---\noutcome: open\n---\n# P\n\n## SMART\n{items}"))
    };
    let told = plan(
        "- [ ] Specific: write a chapter\n- [x] **Measurable** How? ten pages\n- [ ] **Relevant**: it is the book\n",
    );
    told.coach("check")
        .fails(1)
        .stdout_has(":7:7")
        .stdout_has(":9:7")
        .stdout_has("2 problems")
        .stdout_has("next line");
    told.coach("plan list").ok().stderr_has("what stands behind `Specific`");
    for silent in [
        "- [ ] **Specific** What exactly?\n- [ ] **Measurable**\n",
        "- [ ] **Specific** What you will do\n  Walk.\n",
        "- [ ] **Specific** What you will do\n\n  > Walk.\n",
    ] {
        plan(silent).coach("check").ok();
    }
}

#[test]
fn the_day_in_a_mails_headers_is_no_key_in_the_text() {
    let mail = "From: Ann <ann@b.org>\nTo: Robin <r@c.org>\nDate: Tue, 3 Nov 2026 21:14:00 +0100\n\nI left at six.\n";
    with("notes/2026-11-03.md", mail).coach("check").ok();
    with("notes/2026-11-03.md", &format!("---\nfrom: client\n---\n{mail}")).coach("check").ok();
    with("sessions/2026-11-03.md", mail).coach("check").fails(1).stdout_has("near-front-matter");
    with("notes/2026-11-03.md", "Date: 2026-11-04\n\nI left.\n").coach("check").fails(1);
}

#[test]
fn a_status_in_other_words_is_told_with_the_one_to_write() {
    for (typed, hint) in [
        ("done", "write `status: held`, if that is what it was"),
        ("cancelled by client", "write `status: cancelled`, and `cancelled_by: client` on a line of its own"),
        ("abgesagt von mir", "`status: cancelled`, and `cancelled_by: coach`"),
        ("missed", "write `status: no-show`"),
        ("verschoben", "write `status: moved`"),
        ("canceled", "did you mean `cancelled`?"),
        ("blue", "choose one of them"),
    ] {
        let practice =
            with("sessions/2026-11-03.md", &format!("---\nstatus: {typed}\nminutes: 50\n---\nTalk.\n"));
        practice.coach("check").fails(1).stdout_has(hint).stdout_has("1 problem");
        practice.coach("report hours").ok().stdout_has("Set aside").stderr_has(hint);
    }
}

#[test]
fn an_hour_that_is_called_one_is_mended_with_its_day() {
    let call = "sessions/2026-09-25.md";
    let practice = with(call, "---\ndate: 25.9.2026 18 Uhr # c\nminutes: 50\n---\nTalk.\n");
    practice.coach("check --fix").ok();
    assert!(
        practice
            .read(&format!("clients/alice/{call}"))
            .starts_with("---\ndate: 2026-09-25T18:00 # c\nminutes")
    );
}
