use std::sync::Arc;

use super::{client, goal, plan, read_between, session, settings};
use crate::model::client::About;
use crate::model::keys::{self, Holds, Key};
use crate::model::problem::Loaded;
use crate::model::session::SessionKind;
use crate::model::signal::Signal;
use crate::model::statement::{Statement, TaskState};
use crate::note::parsed::Note;

fn note(path: &str, text: &str) -> Loaded<Note> {
    Note::parse(&Arc::from(path), text.to_owned())
}

fn codes<T>(loaded: &Loaded<T>) -> Vec<(&'static str, usize, usize)> {
    loaded.problems.iter().map(|problem| (problem.code, problem.line, problem.column)).collect()
}

#[test]
fn nothing_under_prep_is_read_back() {
    let all = "### Threads\n- [ ] b\n### Preparation\nc\n### SMART\n- [ ] **Specific** d\n### Steps\n- [ ] e\n\
        ### Reality test\n- [ ] f\n### Outcome\n> g #happy\n";
    let text = format!("## Threads\n- [ ] a\n### Prep\n- [ ] z\n## Prep\n{all}");
    let read = session(note("2026-11-08.md", &text)).value.expect("dated");
    assert_eq!(read.threads.iter().map(|task| &*task.statement.text).collect::<Vec<_>>(), ["a"]);
    assert!(read.preparation.is_empty() && read.said.is_empty() && read.filed.is_empty());
    let plan = plan(note("p.md", &text)).value;
    assert!(plan.smart.is_empty() && plan.steps.is_empty() && plan.if_thens.is_empty());
    assert!(plan.outcome_words.is_empty());
}

#[test]
fn what_stands_under_a_heading_within_another_is_read_once() {
    let text = "## Threads\n- a\n\n**I said I would:**\n- b\n- [ ] c\n\n## Own\n- [ ] d\n### Threads\n- e\n#### Reflection\n- [ ] f\n";
    let read = session(note("2026-11-08.md", text)).value.expect("dated");
    assert_eq!(read.threads.iter().map(|task| &*task.statement.text).collect::<Vec<_>>(), ["a", "d", "e"]);
    let promised: Vec<&str> = read.promises.iter().map(|promise| &*promise.statement.text).collect();
    assert_eq!(promised, ["b", "c"]);
    let text = "## Steps\n- [ ] a\n\n**Reality test**\n- If b, then c\n\n**Steps**\n- d\n";
    let plan = plan(note("p.md", text)).value;
    assert_eq!(plan.steps.iter().map(|step| &*step.text).collect::<Vec<_>>(), ["a", "d"]);
    assert_eq!(plan.if_thens.len(), 1);
}

#[test]
fn a_statement_stands_where_its_words_begin() {
    for (text, words, line) in [
        ("#happy\nShe sings.\n", "She sings.", 1 + 1),
        ("> #value\n> honesty\n", "honesty", 2),
        ("- #fear #happy\n  #awake\n  the rent #awake\n", "the rent", 3),
        ("She sings. #happy\n", "She sings.", 1),
    ] {
        let filed = session(note("2026-11-08.md", text)).value.expect("dated").filed;
        let statement = &filed[0].statement;
        assert_eq!((&*statement.text, statement.source.as_ref().map(|s| s.line)), (words, Some(line)));
    }
    for text in ["- #awake\n  - the rent\n", "#history #expects\n", "> #value\n", "#happy\n"] {
        let read = session(note("2026-11-08.md", text)).value.expect("dated");
        assert!(read.filed.is_empty() && read.said.is_empty(), "{text:?}");
    }
    let client = client("a", note("client.md", "## Values\n\n#value\n\n- honesty #value\n")).value;
    assert_eq!(client.filed.len(), 1);
    let steps = plan(note("p.md", "## Steps\n- [ ] #awake\n- [x] b\n")).value.steps;
    assert_eq!(steps.iter().map(|step| &*step.text).collect::<Vec<_>>(), ["#awake", "b"]);
}

#[test]
fn a_scalar_stands_where_its_text_begins() {
    for (yaml, line) in [
        ("summary: \"\n  text\"\n", 3),
        ("summary:\n  'text'\n", 3),
        ("summary: '\n\n  text'\n", 4),
        ("summary: \"\\\n  text\"\n", 3),
        ("summary: >-\n\n  text\n", 4),
        ("summary: text\n", 2),
    ] {
        let read = session(note("2026-11-08.md", &format!("---\n{yaml}---\n"))).value.expect("dated");
        let summary = read.summary.expect("there");
        assert_eq!((&*summary.text, summary.source.map(|s| s.line)), ("text", Some(line)), "{yaml}");
    }
}

#[test]
fn an_answer_is_the_words_alone() {
    for (under, answer) in [
        ("  Two mornings.\n\n  - none\n", Some(("Two mornings.\nnone", 3))),
        (
            "  Two mornings,\n    at *eight*.\n\n  Really.\n",
            Some(("Two mornings,\n  at *eight*.\n\nReally.", 3)),
        ),
        ("  > Two mornings\n  > in June\n", Some(("Two mornings\nin June", 3))),
        ("  > One.\n  >\n  > Two.\n", Some(("One.\n\nTwo.", 3))),
        ("\n  - one\n  - two\n    - three\n", Some(("one\ntwo\nthree", 4))),
        ("  <!-- ask\n  again -->\n", None),
        ("\n  <!-- ask again -->\n", None),
        ("\n  <!-- ask\n\n  again -->\n\n  Two.\n", Some(("Two.", 8))),
        ("  Two <!-- or three --> mornings.\n", Some(("Two  mornings.", 3))),
        ("", None),
    ] {
        let text = format!("## SMART\n- [x] **Specific** What?\n{under}- [ ] **Measurable** How?\n");
        let smart = plan(note("p.md", &text)).value.smart;
        let read = smart[0].answer.as_ref();
        let read = read.map(|s| (&*s.text, s.source.as_ref().map_or(0, |source| source.line)));
        assert_eq!(read, answer, "{under:?}");
        assert_eq!((smart.len(), &*smart[0].question), (2, "What?"));
    }
}

#[test]
fn what_stands_under_reflection_is_private() {
    let text = "## Reflection\n> a\n### Steps\n- [ ] b\n### SMART\n- [ ] **Specific** c?\n  d\n## SMART\n- [ ] **Measurable** e?\n  f\n";
    let plan = plan(note("p.md", text)).value;
    assert!(plan.steps[0].private);
    let private = |i: usize| plan.smart[i].answer.as_ref().map(|answer| answer.private);
    assert_eq!((private(0), private(1)), (Some(true), Some(false)));
}

#[test]
fn what_a_client_quotes_in_a_mail_files_nothing() {
    let text = "I sing #happy\n\n> You should rest. #awake\n";
    let filed = |from: &str| {
        let text = format!("---\nfrom: {from}\n---\n{text}");
        read_between(note("2026-11-08.md", &text)).value.expect("dated").filed
    };
    assert_eq!(filed("client").iter().map(|one| one.about).collect::<Vec<_>>(), [About::Happy]);
    assert_eq!(filed("coach").len(), 2);
}

#[test]
fn an_empty_text_is_a_missing_value() {
    let text =
        "---\nname: \"\"\nstatus: ''\nsince: \" \"\nareas: [\"\", a, '']\nsessions_agreed: \"\"\n---\n";
    let read = client("a", note("client.md", text));
    assert_eq!(codes(&read), []);
    assert_eq!((read.value.name, read.value.areas), (None, vec!["a".to_owned()]));
    let text = "---\nalliance: ''\ngoals: [\"\", '']\nsummary: |\n\n---\n";
    let read = session(note("2026-11-08.md", text));
    assert_eq!(codes(&read), []);
    assert!(read.value.expect("dated").goals.is_empty());
}

#[test]
fn one_broken_key_is_one_problem() {
    let text = "---\ntitle: &t Lead\nmotive: [x\nstatus: paused\nopened: &d 2026-10-01\nclosed: *d\ntarget: *gone\n---\n";
    let read = goal(note("g.md", text));
    assert_eq!(codes(&read).len(), 1, "{:?}", read.problems);
    assert!(read.value.closed.is_some() && read.value.closed == read.value.opened);
    let read = goal(note("g.md", "---\nx: &d 2026-10-01\ny: {\nopened: *d\n---\n"));
    assert_eq!((codes(&read).len(), read.value.opened.is_some()), (1, true), "{:?}", read.problems);
    let read = goal(note("g.md", "---\n- a\n- title: b\n---\n"));
    assert_eq!(codes(&read), [("front-matter-not-keys", 2, 1)]);
    let read = goal(note("g.md", "---\nbroken\n---\n"));
    assert_eq!(codes(&read), [("front-matter-not-keys", 2, 1)]);
}

#[test]
fn a_note_without_a_day_is_one_problem() {
    for (text, problem) in [
        ("---\ndate: 25/11/2026\n---\n", ("not-a-date", 2, 7)),
        ("---\ndate: \"\"\n---\n", ("no-date", 1, 1)),
        ("x\n", ("no-date", 1, 1)),
        ("---\ndate: 2026-11-08\n", ("front-matter-unclosed", 1, 1)),
        ("---\nmine: 3\ndate: \"2026-11-08\n---\n", ("broken-yaml", 4, 1)),
    ] {
        let read = session(note("first.md", text));
        assert_eq!(codes(&read), [problem], "{text:?}");
        assert!(read.value.is_none());
        assert_eq!(codes(&read_between(note("first.md", text))), [problem]);
    }
}

#[test]
fn settings_are_read_from_the_first_line_to_the_last() {
    let read = |bytes: &[u8]| settings(&Arc::from("coach.yaml"), bytes.to_vec());
    let whole = "coach: Robin\nshow_up_as:\n  - calm\nsignals: {importance: 8}\n";
    for before in ["", "---\n", "# c\n---\n", "\u{feff}", "\u{feff}---\n"] {
        let loaded = read(format!("{before}{whole}").as_bytes());
        assert_eq!(codes(&loaded), [], "{before:?}");
        assert_eq!(loaded.value.coach.as_deref(), Some("Robin"));
        let line = loaded.value.show_up_as[0].source.as_ref().map(|source| source.line);
        assert_eq!(line, Some(3 + before.matches('\n').count()));
    }
    for (text, line) in [("format: 1\n---\ncoach: Robin\n", 2), ("format: 1\n...\n---\ncoach: Robin\n", 3)] {
        let loaded = read(text.as_bytes());
        assert_eq!(codes(&loaded), [("broken-yaml", line, 1)]);
        assert_eq!(loaded.value.coach.as_deref(), Some("Robin"));
    }
    let loaded = read(b"format: 1\ncoach: Ren\xe9e\n");
    assert_eq!(codes(&loaded), [("not-utf8", 2, 11)]);
    assert_eq!(loaded.value.coach.as_deref(), Some("Ren\u{fffd}e"));
    let loaded = read(b"signals:\n  importence: 8\n  my own: much\n  chain: 2.5\n");
    assert_eq!(codes(&loaded), [("near-key", 2, 3), ("wrong-type", 4, 10)]);
    assert!(loaded.problems[0].hint.contains("importance"));
}

#[test]
fn a_step_whose_date_is_none_keeps_its_words() {
    let text = "## Steps\n- [ ] Ring due:2026-11-9 Jo\n- [ ] 📅 Book the hall\n- [ ] Ask (due:2026-11-09).\n";
    let read = plan(note("p.md", text));
    assert_eq!(codes(&read), [("not-a-date", 2, 16)]);
    let steps: Vec<_> = read.value.steps.iter().map(|step| (&*step.text, step.due.is_some())).collect();
    assert_eq!(steps, [("Ring due:2026-11-9 Jo", false), ("📅 Book the hall", false), ("Ask.", true)]);
}

#[test]
fn every_word_that_a_key_is_said_to_take_is_read() {
    type Read = fn(Loaded<Note>) -> usize;
    let kinds: [(&[Key], Read); 4] = [
        (keys::CLIENT, |note| client("a", note).problems.len()),
        (keys::SESSION, |note| session(note).problems.len()),
        (keys::GOAL, |note| goal(note).problems.len()),
        (keys::PLAN, |note| plan(note).problems.len()),
    ];
    for (keys, read) in kinds {
        let problems = |key: &str, value: &str| {
            read(note("2026-11-08.md", &format!("---\nname: A\ntitle: A\n{key}: {value}\n---\n")))
        };
        for (key, holds) in keys {
            match holds {
                Holds::Choice(words) => {
                    words.iter().for_each(|word| assert_eq!(problems(key, word), 0, "{key}: {word}"));
                    assert_eq!(problems(key, "no-such-word"), 1, "{key} takes any word");
                }
                Holds::Keys(names, inner) => {
                    let value = match inner {
                        Holds::Text => "A.",
                        Holds::Day(_) => "2027-01-01",
                        _ => "7",
                    };
                    names.iter().for_each(|name| {
                        assert_eq!(problems(key, &format!("{{{name}: {value}}}")), 0, "{key}.{name}");
                    });
                }
                _ => {}
            }
        }
    }
}

#[test]
fn a_call_says_what_was_spoken_of_picked_and_promised() {
    let text = "---\ntalked_about: [alliance-dip, importence]\npicked: vision\nkind: mentor-coaching\nwhere: hall\n---\n\
        She came by herself. #otherwise\n\nAm I in a hurry? #supervise\n\n- We go slower. #ours\n  - mine\n\n\
        ## I said I would\n- [ ] Send the book due:2026-11-09\n- [x] Ring Jo\n\n## Reflection\nI spoke too much.\n\n\
        ## Plan\nWhat: swim\n";
    let read = session(note("2026-11-08.md", text));
    assert_eq!(codes(&read), [("unknown-signal", 2, 30)]);
    let session = read.value.expect("a session");
    assert_eq!(session.talked_about, [Signal::AllianceDip]);
    assert_eq!(session.picked.as_deref(), Some("vision"));
    assert_eq!(session.kind, SessionKind::MentorCoaching);
    assert_eq!(session.place.as_deref(), Some("hall"));
    let texts = |all: &[Statement]| all.iter().map(|one| one.text.clone()).collect::<Vec<_>>();
    assert_eq!(texts(&session.otherwise), ["She came by herself."]);
    assert_eq!(texts(&session.supervise), ["Am I in a hurry?"]);
    assert_eq!(texts(&session.ours), ["We go slower."]);
    assert_eq!(texts(&session.reflection), ["I spoke too much."]);
    assert_eq!(texts(&session.typed_plan), ["What: swim"]);
    let promises: Vec<_> = session
        .promises
        .iter()
        .map(|one| (&*one.statement.text, one.due.map(|day| day.to_string()), one.state, one.number))
        .collect();
    let due = Some("2026-11-09".to_owned());
    assert_eq!(promises, [("Send the book", due, TaskState::Open, 1), ("Ring Jo", None, TaskState::Done, 2)]);
}

#[test]
fn a_client_says_what_is_usual_and_what_was_agreed() {
    let text = "---\nemail: [a@b.org, c@d.org]\ntimezone: Asia/Tokyo\nkind: group\ngroup_size: 6\nminutes: 90\n\
        where: the hall\nlog_letter: 2026-01-12\nsponsor: {name: Paul, email: p@b.org}\nsponsor_ok: 2026-03-01\n\
        agreed: {notes: 2026-01-12, recording: 2026-01-13}\n---\n\
        ## What helps me when I'm stuck\nA walk.\n\n## Agreed by three\n- Dates alone.\n\n## Who I want to be with them\nSlow.\n";
    let read = client("a", note("client.md", text));
    assert_eq!(codes(&read), []);
    let client = read.value;
    assert_eq!(client.emails, ["a@b.org", "c@d.org"]);
    assert_eq!(client.timezone.map(crate::model::zone::ZoneName::name), Some("Asia/Tokyo"));
    assert_eq!((client.kind, client.group_size, client.minutes), (SessionKind::Group, Some(6), Some(90)));
    assert_eq!(client.sponsor.and_then(|sponsor| sponsor.email).as_deref(), Some("p@b.org"));
    assert_eq!(client.agreed.recording.map(|day| day.to_string()).as_deref(), Some("2026-01-13"));
    assert_eq!(client.agreed.supervision, None);
    let first = |all: &[Statement]| all.first().map(|one| one.text.clone());
    assert_eq!(first(&client.helps).as_deref(), Some("A walk."));
    assert_eq!(first(&client.agreed_by_three).as_deref(), Some("Dates alone."));
    assert_eq!(first(&client.to_be_with_them).as_deref(), Some("Slow."));
    assert!(client.more.is_empty());
}

#[test]
fn a_goal_says_who_asked_for_it_and_how_far_it_is_their_own() {
    for (front, outside) in [
        ("reasons: {external: 8, introjected: 6, identified: 5, intrinsic: 5}", true),
        ("reasons: {external: 8, introjected: 5, identified: 5, intrinsic: 5}", false),
        ("reasons: {external: 8, introjected: 6, identified: 5}\nmotive: intrinsic", false),
        ("reasons: {external: 8}\nmotive: introjected", true),
        ("motive: external\nasked_by: sponsor", false),
        ("motive: external\nasked_by: client", true),
        ("level_start: -2", false),
    ] {
        let read = goal(note("g.md", &format!("---\n{front}\n---\n")));
        assert_eq!(codes(&read), [], "{front}");
        assert_eq!(read.value.comes_from_outside(), outside, "{front}");
    }
}

#[test]
fn settings_hold_the_coachs_own_facts_and_no_program_to_run() {
    let text = "training_since: 2024-09-01\nmail: r@b.org\nkeep_transcripts: 2 weeks\neditor: rm\n";
    let loaded = settings(&Arc::from("coach.yaml"), text.as_bytes().to_vec());
    assert_eq!(codes(&loaded), [("editor-in-practice", 4, 9)]);
    assert_eq!(loaded.value.keep_transcripts, Some(14));
    assert_eq!(loaded.value.mail.as_deref(), Some("r@b.org"));
    let loaded = settings(&Arc::from("coach.yaml"), b"keep_transcripts: long\n".to_vec());
    assert_eq!(codes(&loaded), [("wrong-type", 1, 19)]);
}

#[test]
fn a_value_that_is_wrapped_at_the_margin_is_read_in_brackets_and_in_quotation_marks() {
    for (wrapped, wanted) in [
        ("summary: \"one\ntwo\"", Some("one two")),
        ("summary: 'one\n\nü two'", Some("one\nü two")),
        ("summary: \"one\r\ntwo\"", Some("one two")),
        ("tags: [a,\nb]\nsummary: c", Some("c")),
    ] {
        let read = session(note("2026-11-08.md", &format!("---\n{wrapped}\nminutes: x\n---\n")));
        let line = 2 + wrapped.matches('\n').count() + 1;
        assert_eq!(codes(&read), [("wrong-type", line, 10)], "{wrapped}");
        assert_eq!(read.value.unwrap().summary.map(|line| line.text).as_deref(), wanted, "{wrapped}");
    }
    // A key behind it says that a quotation mark is missing.
    let read = session(note("2026-11-08.md", "---\nsummary: \"one\nminutes: 50\nshow_up_as: slow\"\n---\n"));
    assert_eq!(codes(&read), [("broken-yaml", 3, 1)]);
}

#[test]
fn what_is_typed_for_yes_or_for_a_number_is_read_or_told_with_its_mend() {
    let read = |key: &str| session(note("2026-11-08.md", &format!("---\n{key}\n---\n")));
    for (key, charged) in [
        ("charged: \"true\"", true),
        ("charged: True", true),
        ("charged: 'FALSE'", false),
        ("charged: true", true),
    ] {
        let read = read(key);
        assert_eq!((codes(&read).len(), read.value.expect("dated").charged), (0, Some(charged)), "{key}");
    }
    for (key, code, mend) in [
        ("charged: yes", "wrong-type", Some("true")),
        ("charged: nein", "wrong-type", Some("false")),
        ("charged: later", "wrong-type", None),
        ("charged: cancelled", "wrong-type", None),
        ("group_size: 0", "off-scale", None),
        ("minutes: an hour", "wrong-type", Some("60")),
    ] {
        let read = read(key);
        let told: Vec<_> = read
            .problems
            .iter()
            .map(|one| (one.code, one.mend.as_ref().map(|mend| mend.text.as_str())))
            .collect();
        assert_eq!(told, [(code, mend)], "{key}");
    }
}
