//! `coach read`: everything in order, parts of it, and what is kept of a reading.

use std::path::PathBuf;
use std::sync::Arc;

use coach::note::parsed::Note;
use serde_json::{Value, json};

use crate::harness::{Practice, shared_real};

/// Where the user's bookmark of a client is kept.
fn bookmark_of(practice: &Practice, client: &str) -> PathBuf {
    let root = practice.root().canonicalize().unwrap();
    let name = root.to_string_lossy().replace('/', "%");
    practice.home().join(".local/state/coach/read").join(name).join(format!("{client}.json"))
}

/// Puts a bookmark there by hand.
fn bookmarked(practice: Practice, client: &str, text: &str) -> Practice {
    let file = bookmark_of(&practice, client);
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(file, text).unwrap();
    practice
}

fn texts(reading: &Value) -> Vec<String> {
    let entries = reading["entries"].as_array().unwrap().iter();
    let statements = entries.flat_map(|entry| entry["statements"].as_array().unwrap());
    statements.map(|statement| statement["text"].as_str().unwrap().to_owned()).collect()
}

fn kinds(reading: &Value) -> Vec<(&str, &str)> {
    let entries = reading["entries"].as_array().unwrap().iter();
    entries.map(|entry| (entry["kind"].as_str().unwrap(), entry["id"].as_str().unwrap())).collect()
}

/// Text without its white space.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn sessions_notes_and_plans_stand_in_the_order_of_their_days() {
    Practice::example().coach("read alice").ok().silent().stdout_has_in_order(&[
        "# Alice Moreau\n\n21 notes · Thursday 20 November 2025 to Tuesday 24 November 2026 · ",
        " words, about ",
        "## Thursday 20 November 2025, 10:00 · session 1\n",
        "\n### First call\n",
        "\n#### Reflection\n",
        "· plan: Kim signs up to five hundred euros\n",
        "## Monday 23 February 2026, 10:00 · cancelled by the coach\n",
        "## Monday 9 March 2026 · what happened: Kim signs up to five hundred euros\n\nkept\n",
        "## Monday 9 March 2026, 10:00 · session 4\n",
        "## Monday 9 March 2026 · plan: Walk the rooms once a week\n",
        "missed, 0 of 8 times",
        "## Tuesday 2 June 2026 · from the client\n\nYou asked what I'd miss.",
        "- [x] Ring the first family (by 12 Nov)",
        "## Tuesday 17 November 2026 · from the coach\n",
        "## Tuesday 24 November 2026, 10:00 · planned\n\n### Preparation\n- Three mornings",
    ]);
}

#[test]
fn no_word_of_a_conversation_is_left_out() {
    let practice = Practice::example();
    let mut notes = 0;
    for client in ["alice", "ben", "chiara", "tomas"] {
        let shown = squeezed(&practice.coach(&format!("read {client} --format md")).ok().stdout);
        let files = practice.snapshot();
        let of_client = |path: &str| {
            let folder = format!("clients/{client}/");
            path.strip_prefix(&folder)
                .is_some_and(|rest| rest.starts_with("sessions") || rest.starts_with("notes"))
        };
        for (path, bytes) in files.iter().filter(|(path, _)| of_client(path)) {
            let note = Note::from_bytes(&path.as_str().into(), bytes.clone()).value;
            for line in note.body_text().lines().filter(|line| !line.starts_with('#')) {
                assert!(shown.contains(&squeezed(line)), "{path} lost {line:?}");
            }
            notes += 1;
        }
    }
    assert!(notes > 40, "{notes}");
}

#[test]
fn notes_that_people_really_left_are_read_whole() {
    let Some(real) = shared_real() else { return };
    let mut practice = Practice::of_alice(&[]);
    let mut bodies = Vec::new();
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(real.join("notes")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for (i, file) in files.iter().enumerate() {
        let bytes = std::fs::read(file).unwrap();
        let path: Arc<str> = format!("2020-01-01-{i:04}.md").into();
        bodies.push((path.clone(), Note::from_bytes(&path, bytes.clone()).value));
        practice = practice.file(&format!("clients/alice/notes/{path}"), bytes);
    }
    let reading = practice.json("read alice");
    let entry_of = |path: &str| {
        let mut entries = reading["entries"].as_array().unwrap().iter();
        entries.find(|entry| path.strip_suffix(".md") == entry["id"].as_str())
    };
    let mut lines = 0;
    for (path, note) in bodies.iter().filter(|(_, note)| note.body.comments.is_empty()) {
        let shown = entry_of(path).and_then(|entry| entry["body"].as_str()).map(squeezed).unwrap_or_default();
        let preps = note.body.sections.iter().any(|section| section.title == "Prep");
        for line in note.body_text().lines().filter(|line| line.contains(char::is_alphanumeric) && !preps) {
            if !line.trim_start().starts_with('#') {
                assert!(shown.contains(&squeezed(line)), "{path} lost {line:?}");
                lines += 1;
            }
        }
    }
    eprintln!("{} real notes, {lines} lines read back", bodies.len());
    assert!(lines > 1000, "{lines}");
}

#[test]
fn what_was_put_there_by_prep_and_what_says_nothing_is_not_read_back() {
    let session = "---\nstatus: held\n---\n## In their words\n\n## Notes\nHers. <!-- aside -->\n\n## Prep\nold digest\n\n## Threads\n";
    let planned = "---\nstatus: planned\n---\n## Preparation\n\n## Threads\n";
    let practice = Practice::of_alice(&[
        ("sessions/2026-11-08.md", session),
        ("sessions/2026-12-08.md", planned),
        ("notes/2026-11-10.md", "\n"),
    ]);
    let ran = practice.coach("read alice").ok().stdout_has("### Notes\nHers.\n").stdout_has("1 note ·");
    ran.stdout_lacks("old digest")
        .stdout_lacks("aside")
        .stdout_lacks("In their words")
        .stdout_lacks("Threads");
}

#[test]
fn their_own_words_are_quotes_mails_and_what_they_sent_ahead() {
    let session =
        "He spoke first.\n\n> Mine.\n>\n> > Not mine.\n\n## Preparation\nSent ahead.\n\n- and this\n";
    let practice = Practice::of_alice(&[
        ("sessions/2026-11-08.md", session),
        ("notes/2026-11-10.md", "---\nfrom: client\n---\nA mail.\n\n> You said\n"),
        ("notes/2026-11-11.md", "A thought.\n\n> Her message.\n"),
        ("plans/2026-11-12-p.md", "# P\n\n## SMART\n- [ ] **Specific** What?\n  A plan.\n"),
    ]);
    let reading = practice.json("read alice --words");
    assert_eq!(texts(&reading), ["Mine.", "Sent ahead.", "and this", "A mail.", "Her message."]);
    assert_eq!(
        (&reading["own_words"], &reading["notes"], &reading["words"]),
        (&json!(true), &json!(3), &json!(9))
    );
    practice
        .coach("read alice --words")
        .ok()
        .stdout_has("\n> Mine.\n")
        .stdout_has("**Preparation**\n\n> Sent ahead.");
    let found = practice.json("find . --regex --said");
    for line in found["notes"].as_array().unwrap().iter().flat_map(|note| note["matches"].as_array().unwrap())
    {
        let said = line["text"].as_str().unwrap().trim_start_matches("> ").trim_start_matches("- ");
        assert!(texts(&reading).contains(&said.to_owned()), "{said}");
    }
}

#[test]
fn a_word_brings_the_whole_paragraph_with_its_day_and_heading() {
    let session = "---\nsummary: Odile again.\n---\nOne\nline of odile.\n\nAnother.\n\n## Odile\nUnder her.\n\n\
        ## Table\n| Jo | odile |\n| --- | --- |\n| Kim | me |\n";
    let practice = Practice::of_alice(&[
        ("sessions/2026-11-08.md", session),
        ("notes/2026-11-10.md", "---\nfrom: client\n---\nI saw Odile.\n"),
        ("plans/2026-11-12-p.md", "# Ask Odile\n\n## Steps\n- [ ] Nothing\n- [x] odile's chair\n"),
    ]);
    let reading = practice.json("read alice --about odile");
    let wanted = ["One\nline of odile.", "Under her.", "| Jo | odile |", "I saw Odile.", "odile's chair"];
    assert_eq!(texts(&reading), wanted);
    assert_eq!(reading["entries"][0]["statements"][1]["heading"], "Odile");
    assert_eq!(reading["entries"][0]["summary"]["text"], "Odile again.");
    let text = practice.coach("read alice --about odile").ok();
    text.stdout_has_in_order(&[
        "Sunday 8 November 2026",
        "One line of odile.",
        "**Odile**\n\nUnder her.",
        "**Table**",
    ]);
    assert_eq!(texts(&practice.json("read alice --about Odile")), ["Under her.", "I saw Odile."]);
    assert_eq!(texts(&practice.json("read alice --about odile --words")), ["I saw Odile."]);
    assert_eq!(texts(&practice.json("read alice --about odile --since 2026-11-12")), ["odile's chair"]);
    practice.coach("read alice --about nobody").ok().stdout_has("Nothing of that is written down.");
}

#[test]
fn since_a_day_is_that_day_and_later() {
    let practice = Practice::example();
    let reading = practice.json("read alice --since 2026-11-12");
    let wanted = [("note", "2026-11-12"), ("note", "2026-11-17"), ("session", "2026-11-24")];
    assert_eq!(kinds(&reading), wanted);
    assert_eq!((&reading["since"], &reading["from"]), (&json!("2026-11-12"), &json!("2026-11-12")));
    practice.coach("read alice --since 8/11").fails(2);
    practice.coach("read alice --since tomorrow").fails(2).stderr_has("still to come");
    practice.run(["read", "alice", "--about", ""]).fails(2);
    practice.coach("read alice --continue --since 2026-11-12").fails(2);
}

#[test]
fn the_time_it_takes_is_that_of_the_words() {
    let words = |count: usize| "word ".repeat(count);
    for (count, minutes) in [(1, 1), (356, 1), (357, 2), (2380, 10)] {
        let practice = Practice::of_alice(&[("notes/2026-11-10.md", &words(count))]);
        let reading = practice.json("read alice");
        assert_eq!((&reading["words"], &reading["minutes"]), (&json!(count), &json!(minutes)));
    }
    let nobody = Practice::of_alice(&[]);
    nobody.coach("read alice").ok().stdout_is("# Alice Moreau\n\nNothing is written down yet.\n");
    assert_eq!(nobody.json("read alice")["minutes"], 0);
}

#[test]
fn drafts_empty_plans_and_plans_without_a_day_are_there() {
    let practice = Practice::of_alice(&[
        ("plans/undated.md", "---\noutcome: released\nreviewed: 2026-11-09\n---\n# Let it be\n"),
        ("plans/2026-11-08-draft.md", "---\noutcome: draft\n---\n# Begun\n"),
        ("plans/2026-11-08-empty.md", "---\noutcome: open\n---\n"),
    ]);
    practice.coach("read alice").ok().stdout_has_in_order(&[
        "3 notes · Sunday 8 November 2026 to Monday 9 November 2026",
        "## Without a date · plan: Let it be",
        "· plan begun: Begun",
        "· plan: 2026-11-08-empty",
        "## Monday 9 November 2026 · what happened: Let it be\n\nlet go",
    ]);
}

#[test]
fn a_plan_is_read_with_all_that_was_answered() {
    let sheet = "# P\n\n## SMART\n- [ ] **Relevant** Why?\n  Because of the time.\n- [x] **Specific** What?\n  Walk.\n- [ ] **Measurable** How?\n\n  Ten of\n  twelve.\n\n  - and a stamp\n\
        - [ ] **Achievable** Room?\n- [ ] **Time-bound** When?\n  By May.\n\nAnd a word.\n";
    let practice = Practice::of_alice(&[("plans/2026-11-12-p.md", sheet)]);
    practice.coach("read alice").ok().stdout_has(
        "plan: P\n\nWalk.\n\n- Measurable: Ten of twelve. and a stamp\n- Relevant: Because of the time.\n- Time-bound: By May.\n\n\
         **Beside these**\n\nAnd a word.\n",
    );
    let shared = practice.coach("read alice --shared").ok();
    shared.stdout_has("Walk.\n\n- Measurable: Ten of").stdout_lacks("And a word");
    let headings: Vec<Value> = practice.json("read alice")["entries"][0]["statements"]
        .as_array()
        .unwrap()
        .iter()
        .map(|statement| statement["heading"].clone())
        .collect();
    let wanted = json!([null, "Measurable", "Relevant", "Time-bound", "Beside these"]);
    assert_eq!(Value::Array(headings), wanted);
    assert_eq!(texts(&practice.json("read alice --about time")), ["Because of the time."]);
}

#[test]
fn a_broken_note_is_told_and_the_rest_is_read() {
    let practice = Practice::of_alice(&[
        ("sessions/2026-11-08.md", "---\nstatus: gone\n---\nStill read.\n"),
        ("notes/2026-11-09.md", b"Zo\xeb.\n".map(char::from).iter().collect::<String>().as_str()),
        ("notes/undated.md", "No day.\n"),
    ]);
    practice.write("clients/alice/notes/2026-11-10.md", b"Not \xff text.\n");
    let ran = practice.coach("read alice").ok().stdout_has("Still read.").stdout_has("Not � text.");
    ran.stderr_has("2026-11-08.md:2:9").stderr_has("2026-11-10.md:1:5").stderr_has("undated.md:1:1");
    assert_eq!(practice.json("read alice")["problems"].as_array().unwrap().len(), 3);
}

#[test]
fn the_practices_own_template_is_used() {
    let practice = Practice::example().file("templates/read-entry.md", "* {{ kind }} {{ id }}\n");
    practice.coach("read alice").ok().stdout_has("\n* note 2026-06-02\n").stdout_lacks("You asked");
    practice.write("templates/read-entry.md", "{{ nobody }}\n");
    practice
        .coach("read alice")
        .fails(2)
        .stderr_has("templates/read-entry.md:1")
        .stdout_has("# Alice Moreau");
}

#[test]
fn nothing_is_kept_of_a_reading_by_a_pipe() {
    let practice = Practice::example();
    let before = practice.snapshot();
    practice.coach("read alice").ok();
    practice.coach("read").ok().stderr_has("Alice Moreau: the call today");
    assert!(!practice.home().join(".local").exists());
    practice.unchanged_but(&before, &[]);
}

#[test]
fn the_place_where_the_last_reading_ended_is_marked() {
    let kept = r#"{"read":"2026-11-20","date":"2026-11-12","kind":"note","id":"2026-11-12"}"#;
    let practice = bookmarked(Practice::example(), "alice", kept);
    let ran = practice.coach("read alice").ok().stdout_has_in_order(&[
        "I stayed anyway.\n\n--- you read to here on Friday 20 November 2026 ---\n\n## Tuesday 17 November 2026",
    ]);
    ran.stderr_has("last read on Friday 20 November 2026, to Thursday 12 November 2026")
        .stderr_has("coach read alice --continue");
    let rest = practice.json("read alice --continue");
    assert_eq!(kinds(&rest), [("note", "2026-11-17"), ("session", "2026-11-24")]);
    assert_eq!(rest["bookmark"], serde_json::from_str::<Value>(kept).unwrap());
    practice.coach("read alice --about key").ok().stdout_lacks("--- you");
    let shared = practice.coach("read alice --shared").ok().silent();
    shared.stdout_lacks("--- you").stdout_has("I stayed anyway.");
    practice.coach("read alice --continue --shared").fails(2);
    assert_eq!(practice.json("read alice --shared")["bookmark"], Value::Null);
}

#[test]
fn a_bookmark_outlives_its_note_and_the_clients_name() {
    let kept = r#"{"read":"2026-11-20","date":"2026-11-13","kind":"note","id":"gone"}"#;
    let practice = bookmarked(Practice::example(), "alice", kept);
    assert_eq!(kinds(&practice.json("read alice --continue"))[0], ("note", "2026-11-17"));
    assert_eq!(practice.json("report caseload")["clients"][0]["last_read"], "2026-11-20");
    practice.coach("client rename alice alice-martin").ok();
    assert_eq!(practice.json("read alice-martin")["bookmark"]["id"], "gone");
    assert_eq!(practice.json("read ben")["bookmark"], Value::Null);
    // Its name tells nobody whose it is.
    for kept in std::fs::read_dir(bookmark_of(&practice, "alice").parent().unwrap()).unwrap() {
        let kept = kept.unwrap().path();
        assert!(!kept.to_string_lossy().contains("alice"), "{}", kept.display());
        std::fs::remove_file(kept).unwrap();
    }
    assert_eq!(practice.json("read alice-martin")["bookmark"], Value::Null);
    practice
        .coach("read alice-martin --continue")
        .ok()
        .stderr_has("this is all of it")
        .stdout_has("21 notes");
}

#[test]
fn a_broken_bookmark_is_told_once() {
    let practice = bookmarked(Practice::example(), "alice", "{\"read\": ");
    practice.coach("read alice").ok().stderr_has("alice.json").stdout_has("21 notes");
    practice.coach("read alice").ok().silent();
}

#[test]
fn the_client_sees_their_own_words_and_plans_and_none_of_the_coachs() {
    let session = "---\nsummary: It held.\n---\n# Her avoidance\nShe avoids it.\n\n> Mine. #fear\n\nWe agreed on this. #ours\n\n## Threads\n- [ ] open\n\n\
        ## Reflection\n> Not for her.\n- [ ] nor this\n";
    let practice = Practice::of_alice(&[
        ("sessions/2026-11-08.md", session),
        ("sessions/2026-11-09.md", "Only mine.\n"),
        ("notes/2026-11-10.md", "> A quote in a thought of mine.\n"),
        ("notes/2026-11-11.md", "---\nfrom: client\n---\nA mail.\n"),
        (
            "plans/2026-11-12-p.md",
            "---\nmade_by: coach\n---\n# P\n\n## Steps\n- [ ] Go\n\n## Reflection\nMine.\n",
        ),
    ]);
    practice.coach("read alice --shared --sources").ok().silent().stdout_is(
        "# Alice Moreau\n\n4 notes · Sunday 8 November 2026 to Thursday 12 November 2026 · 16 words, about 1 minute\n\n\
         ## Sunday 8 November 2026 · session 1\n\n> Mine.\n\nWe agreed on this.\n\n\
         ## Tuesday 10 November 2026 · from the coach\n\n> A quote in a thought of mine.\n\n\
         ## Wednesday 11 November 2026 · from the client\n\n> A mail.\n\n\
         ## Thursday 12 November 2026 · plan: P\n\n**Steps**\n\n- [ ] Go\n",
    );
    practice
        .coach("read alice --shared --about fear")
        .ok()
        .stdout_has("Nothing of that")
        .stdout_lacks("Mine");
    let shared = practice.json("read alice --shared");
    assert!(
        shared["entries"]
            .as_array()
            .unwrap()
            .iter()
            .all(|entry| entry["body"].is_null() && entry["path"].is_null())
    );
}

#[test]
fn a_word_is_found_however_its_apostrophes_and_accents_are_spelt() {
    let practice = Practice::of_alice(&[(
        "sessions/2026-11-03.md",
        "I don’t know.\n\nU\u{308}ber den Berg.\n\nElse.\n",
    )]);
    for (word, found) in [("don't", "I don’t know."), ("don’t", "I don’t know."), ("über", "ber den Berg.")]
    {
        for way in [vec!["read", "alice", "--about", word], vec!["find", word]] {
            practice.run(way).ok().stdout_has(found).stdout_lacks("Else");
        }
    }
}

#[test]
fn what_a_client_writes_under_headings_and_with_boxes_is_among_their_words() {
    let mail = "---\nfrom: client\n---\n## Threads\n\n- [ ] talk about Otto\n\n## Steps\n\n- walk\n";
    let practice = Practice::of_alice(&[("notes/2026-11-20.md", mail)]).today("2026-11-25T09:00");
    for way in ["read alice --words", "read alice --shared"] {
        practice.coach(way).ok().stdout_has("- [ ] talk about Otto").stdout_has("> walk");
    }
    practice.coach("thread list alice").ok().stdout_lacks("Otto");
}
