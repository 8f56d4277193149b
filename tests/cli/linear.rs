//! `--linear`: every view of the example, heard as a speech log. Nothing is a glyph alone, and nothing is told by colour or place.

use coach::render::built_in::EMBEDDED;

use crate::harness::Practice;

/// A command line for every view that has a template, and the templates that it shows.
const VIEWS: [(&str, &[&str]); 44] = [
    ("prep alice", &["prep.md"]),
    ("prep ben --sources", &[]),
    ("prep chiara --shared", &[]),
    ("prep tomas --brief", &[]),
    ("prep --day", &["prep-day.md"]),
    ("read alice", &["read.md", "read-entry.md"]),
    ("read tomas --words", &[]),
    ("today --days 9", &["today.md"]),
    ("stuck ben", &["stuck.md"]),
    ("stuck", &["stuck-list.md"]),
    ("supervise", &["supervise-list.md"]),
    ("supervise --load", &[]),
    ("supervise ben --words", &["supervise.md"]),
    ("balance show alice", &["balance-show.md", "balance-table.md"]),
    ("balance show chiara", &[]),
    ("session list tomas", &["session-list.md"]),
    ("session show alice 2026-11-08", &["session-show.md"]),
    ("goal list alice", &["goal-list.md"]),
    ("goal show alice lead", &["goal-show.md"]),
    ("goal show ben work", &[]),
    ("plan list", &["plan-list.md"]),
    ("plan show alice", &["plan-show.md"]),
    ("plan check alice", &["plan-check.md"]),
    ("plan step alice", &["plan-steps.md"]),
    ("share alice --with-balance", &["share.md"]),
    ("client list --all", &["client-list.md"]),
    ("client show alice", &["client-show.md"]),
    ("thread list alice", &["thread-list.md"]),
    ("promise list ben", &["promise-list.md"]),
    ("find stove", &["find.md"]),
    ("log", &["log.md"]),
    ("report caseload", &["report-caseload.md"]),
    ("report hours --credential acc", &["report-hours.md"]),
    ("report sessions --client alice", &["report-sessions.md"]),
    ("report follow-through --compare", &["report-follow-through.md"]),
    ("report alliance --client alice", &["report-alliance.md"]),
    ("erase ben --dry-run", &["erase.md", "erase-beyond.md"]),
    ("export ben --dry-run", &["export.md"]),
    ("share chiara --whole", &["share-whole.md"]),
    ("config", &["config.md"]),
    ("doctor", &["doctor.md"]),
    ("template list", &["template-list.md"]),
    ("goal list chiara", &[]),
    ("thread list", &[]),
];

/// These need something to be brought in, sent or erased first; some are heard below.
const APART: [&str; 7] = [
    "import.md",
    "listen.md",
    "erase-prove.md",
    "erase-transcripts.md",
    "receive.md",
    "share-mail.md",
    "share-sponsor.md",
];

/// What of a text can't be heard: a glyph that draws, a word without a letter or digit, what only its place or its signs tell.
fn find_what_is_drawn(text: &str) -> Vec<String> {
    let draws = |sign: char| {
        matches!(sign, '\u{2190}'..='\u{21ff}' | '\u{2500}'..='\u{25ff}' | '·' | '•' | '|' | '`' | '*' | '☐' | '☑' | '✓')
            || sign.is_control()
    };
    // A word that stands for words, and a percent sign, have names that every voice says.
    let is_named = |word: &str| ["\"…\"", "%", "%)"].contains(&word);
    let is_mute = |word: &str| !word.contains(char::is_alphanumeric) && !is_named(word);
    let is_drawn = |line: &&str| {
        line.contains(draws)
            || line.starts_with([' ', '-', '#', '>', '+'])
            || ["  ", "[ ]", "[x]", "+1", " -1"].iter().any(|sign| line.contains(sign))
            || line.split(' ').any(|word| !word.is_empty() && is_mute(word))
    };
    text.lines().filter(is_drawn).map(str::to_owned).collect()
}

#[track_caller]
fn hear(practice: &Practice, line: &str) -> String {
    let text = practice.coach(&format!("{line} --linear")).ok().stdout;
    let drawn = find_what_is_drawn(&text);
    assert!(
        !text.is_empty() && drawn.is_empty(),
        "{line}: not to be heard:\n{}\n\nin\n{text}",
        drawn.join("\n")
    );
    text
}

#[test]
fn every_view_of_the_example_can_be_heard() {
    let practice = Practice::example();
    practice.coach("thread add alice the boats").ok();
    let mut lines = 0;
    for (line, _) in VIEWS {
        lines += hear(&practice, line).lines().count();
    }
    assert!(lines > 900, "{lines}");
    let is_markdown = |name: &str| name.rsplit('.').next() == Some("md");
    let is_view = |name: &str| is_markdown(name) && !name.starts_with("new-") && !APART.contains(&name);
    for (name, _) in EMBEDDED.iter().filter(|(name, _)| is_view(name)) {
        assert!(VIEWS.iter().any(|(_, shown)| shown.contains(name)), "no command line above shows {name}");
    }
}

#[test]
fn what_was_drawn_or_placed_is_said() {
    let practice = Practice::example();
    let heard = |line: &str, wanted: &[&str]| {
        let text = hear(&practice, line);
        for wanted in wanted {
            assert!(text.lines().any(|line| line.contains(wanted)), "{line}: {wanted:?} isn't in\n{text}");
        }
    };
    heard("client list", &["Alice Moreau: id alice, status active, last 8 Nov, next 24 Nov 10:00, held 10."]);
    heard("balance show alice", &["vision: quality 3 of 9, 3 before", "hours a week: 2 of 10 wished for."]);
    heard(
        "plan show alice",
        &["Heading: Steps.", "Done: Tell Kim", "To do: Ring the second", "agreed: Specific", "open: Time"],
    );
    heard(
        "goal show ben work",
        &["minus 1: “One drawing is out of the house.”, now.", "not asked yet: Who has"],
    );
    heard("session show alice 2026-11-08", &["Title: Alice Moreau", "Quote: Nobody asked me"]);
    heard("stuck ben", &["came about once, 5 Mar", "Under it: none of these plans made room."]);
    heard("report alliance", &["call by call 8, 8, none, 8", "last 9; usual 8."]);
    heard("prep alice", &["their words, “One morning I ring", "Session 11; last one 16 days ago"]);
    heard("thread list alice", &["Number 7: Odile's chair"]);
    heard("find stove", &["line 39, Reflection: I wanted"]);
}

#[test]
fn what_is_brought_in_and_listened_to_can_be_heard() {
    let practice = Practice::example();
    practice.lay_outside("old/2025-01-07.md", b"# Call\nShe drew | the boats\n");
    practice.lay_outside("old/unknown.md", b"No day in it\n");
    practice.lay_outside(
        "call.txt",
        b"Alice: I drew the boats today.\nCoach: And what did you see?\nAlice: The harbour.\n",
    );
    let old = practice.outside().join("old").display().to_string();
    hear(&practice, &format!("import {old} --client alice --dry-run"));
    practice.coach("client set alice recording_ok=2026-01-01").ok();
    let call = practice.outside().join("call.txt").display().to_string();
    practice.coach(&format!("listen {call} --client alice --count --linear"));
    let proof = practice.coach("erase --prove Nobody-Of-That-Name --linear").ok().stdout;
    assert!(find_what_is_drawn(&proof).is_empty(), "{proof}");
}

#[test]
fn a_template_of_ones_own_is_heard_as_well() {
    let own = "# {{ client.name }}\n\n| x | y |\n| --- | ---: |\n| a | {{ 1 | signed }} |\n\n\
               - [x] {{ [1, none, 3] | spark(0, 10) }} · two → three\n\n```\n┌──┐ box\n```\n";
    let practice = Practice::example().file("templates/prep.md", own);
    let wanted = "Title: Alice Moreau.\na: y plus 1.\n\nDone: 1, none, 3; two to three.\n\nAs it stands, one line:\nbox\n";
    practice.coach("prep alice --linear").ok().stdout_is(wanted);
    let linear = "{{ 'heard' if linear else 'seen' }}";
    let practice = practice.file("templates/prep.md", linear);
    practice.coach("prep alice --linear").ok().stdout_is("heard.\n");
    practice.coach("prep alice").ok().stdout_is("seen\n");
}

#[test]
fn what_programs_read_stays_as_it_is() {
    let practice = Practice::example();
    for line in [
        "prep alice --format json",
        "prep alice --format html",
        "prep --day --format html",
        "report hours --format csv",
        "balance show alice --format svg",
        "share alice --format html",
        "calendar",
    ] {
        let seen = practice.coach(line).ok().stdout;
        practice.coach(&format!("{line} --linear")).ok().stdout_is(&seen);
    }
    let seen = practice.coach("prep alice --format md").ok().stdout;
    practice.coach("prep alice --format md --linear").ok().stdout_has("Title: Alice");
    let practice = practice.env("COACH_LINEAR", "1").env("TERM", "dumb");
    practice.coach("prep alice --format md").ok().stdout_is(&seen);
    practice.coach("prep alice -o prep.txt").ok();
    assert_eq!(practice.read("prep.txt"), seen);
}

#[test]
fn the_surroundings_ask_for_it_and_can_take_it_back() {
    for (linear, term, title) in [
        // A pipe gets Markdown, whatever the terminal around it is; a dumb terminal itself is in a test of its own.
        ("", "dumb", "# Alice Moreau"),
        ("1", "xterm", "Title: Alice Moreau."),
        ("0", "dumb", "# Alice Moreau"),
        ("", "xterm", "# Alice Moreau"),
    ] {
        let practice = Practice::example().env("COACH_LINEAR", linear).env("TERM", term);
        let text = practice.coach("client show alice").ok().stdout;
        assert_eq!(text.lines().next(), Some(title), "{linear} {term}");
    }
    // Nothing is coloured, be it asked for.
    Practice::example().coach("prep alice --linear --color always").ok().stdout_lacks("\u{1b}");
}

#[test]
fn what_is_written_does_not_depend_on_who_reads() {
    for line in ["prep alice --write", "stuck ben --write", "session new ben --on 2026-12-01"] {
        let [seen, heard] = ["", " --linear"].map(|how| {
            let practice = Practice::example();
            practice.coach(&format!("{line}{how}")).ok();
            practice.snapshot()
        });
        assert!(seen == heard, "{line} writes something else for whoever hears it");
    }
}

#[test]
fn a_problem_and_a_rehearsal_are_sentences() {
    let practice =
        Practice::of_alice(&[("sessions/2026-11-08.md", "---\nstatus: held\nminutes: long\n---\n")]);
    let text = practice.coach("check --linear").fails(1).stdout;
    assert!(find_what_is_drawn(&text).is_empty(), "{text}");
    let wanted = "Problem in clients/alice/sessions/2026-11-08.md, line 3, column 10: ";
    assert!(text.starts_with(wanted) && text.contains("What stands there: “long”. To mend it: "), "{text}");
    let ran = practice.coach("thread add alice the boats --dry-run --linear").ok();
    ran.stdout_has("In clients/alice/sessions/2026-11-08.md:\n")
        .stdout_has(" comes: - [ ] the boats\n")
        .stdout_lacks("@@");
}

#[test]
fn a_digest_is_heard_in_its_bound_as_well() {
    for client in ["alice", "ben", "chiara", "tomas"] {
        let text = hear(&Practice::example(), &format!("prep {client}"));
        let rows: usize = text.lines().map(|line| line.chars().count().div_ceil(80).max(1)).sum();
        assert!(text.split_whitespace().count() <= 900 && rows <= 100, "{client}: {rows} rows\n{text}");
    }
}

#[cfg(unix)]
#[test]
fn a_dumb_terminal_is_heard_and_its_questions_come_line_by_line() {
    let practice = Practice::of_alice(&[("sessions/2026-11-20.md", "---\nstatus: held\n---\n")]);
    let practice = practice.env("TERM", "dumb");
    practice.talk("client show alice").sees("Title: Alice Moreau.");
    let mut talk = practice.talk("session mark alice last");
    talk.sees("Did you feel heard").presses("9\r").sees("what you came for").presses("8\r");
    talk.sees("suit").presses("\r").sees("worth").presses("7\r");
    talk.ends_well();
    let note = practice.read("clients/alice/sessions/2026-11-20.md");
    assert!(note.contains("heard: 9") && note.contains("focus: 8") && note.contains("overall: 7"), "{note}");
}

#[test]
fn a_line_that_is_found_says_what_its_first_signs_mean() {
    let practice = Practice::of_alice(&[(
        "sessions/2026-11-20.md",
        "## The boat\n\n> The boat is mine.\n\n- [x] the boat, asked\n- [ ] the boat again\n",
    )]);
    let found = practice.coach("find boat --linear").ok();
    let found = found.stdout_has("heading: The boat").stdout_has("quoted: The boat is mine.");
    found.stdout_has("done: the boat, asked").stdout_has("to do: the boat again").stdout_lacks("[x]");
    practice.coach("find boat").ok().stdout_has("> The boat is mine.").stdout_has("- [x] the boat, asked");
    let empty = Practice::empty();
    empty.coach("supervise --load").ok().stdout_has("the most calls\n\nNo call was held yet.");
}
