//! An editor's session with `coach lsp`, over what isn't saved yet.

use serde_json::{Value, json};

use crate::harness::Practice;
use crate::harness::editor::{Editor, make_edits};

const SESSION: &str = "clients/alice/sessions/2026-11-20.md";
const GOAL: &str = "clients/alice/goals/lead-the-team.md";
const PLAN: &str = "clients/alice/plans/2026-11-20-two-mornings.md";

const GOAL_TEXT: &str = "---\ntitle: Lead the team\nstatus: active\nimportance: 9\n---\n\n## In their words\n\n> I want to let go.\n";

fn practice() -> Practice {
    Practice::of_alice(&[
        ("goals/lead-the-team.md", GOAL_TEXT),
        ("goals/rest.md", "---\ntitle: Rest more\nstatus: released\n---\n"),
        (
            "plans/2026-11-20-two-mornings.md",
            "---\ngoal: lead-the-team\n---\n\n# Two mornings\n\n## Steps\n\n- [ ] Ask Jo\n",
        ),
        ("sessions/2026-11-08.md", "---\ngoals: [lead-the-team]\nbalance: {vision: {rating: 3}}\n---\n"),
        ("sessions/2026-11-20.md", "On the disk.\n"),
    ])
    .file("clients/ben/client.md", "---\nname: Ben Okri\n---\n")
    .file("clients/ben/goals/secret-wish.md", "---\ntitle: His own\n---\n")
}

/// The text without its cursor `|`, and the cursor's place.
fn with_cursor(marked: &str) -> (String, (u32, u32)) {
    let at = marked.find('|').expect("a cursor");
    let line = marked[..at].matches('\n').count();
    let column = marked[..at].rsplit('\n').next().unwrap_or_default().encode_utf16().count();
    (marked.replacen('|', "", 1), (u32::try_from(line).unwrap(), u32::try_from(column).unwrap()))
}

fn list(answer: &Value, field: &str) -> String {
    let all = answer.as_array().or_else(|| answer["items"].as_array()).expect("a list");
    all.iter().map(|one| one[field].as_str().unwrap_or("?")).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_problems_of_what_is_typed_are_told_before_it_is_saved() {
    let practice = practice();
    let before = practice.snapshot();
    let mut editor = Editor::start(&practice);
    assert_eq!(editor.greeting["capabilities"]["positionEncoding"], "utf-16");
    assert_eq!(editor.open(SESSION, "Words.\n"), [""; 0]);
    for (version, text, wanted) in [
        (2, "---\nmintues: 50\n---\n", &["1:0 near-key"][..]),
        (3, "---\nsummary: 🧵 é #no\nstatus: hold\n---\n", &["1:14 cut-value", "2:8 unknown-choice"]),
        (4, "---\ngoals: [lead-the-teem]\n---\n", &["1:8 unknown-reference"]),
        (5, "---\ngoals: [lead-the-team\n---\n", &["1:7 broken-yaml"]),
        (6, "\n---\nstatus: held\n---\n", &["1:0 near-front-matter"]),
        (7, "## Threads\n-[ ] Kim\n\nShe #suport\n", &["1:0 near-task", "3:4 near-hashtag"]),
        (8, "Words.\n", &[]),
    ] {
        editor.type_text(SESSION, version, text);
        assert_eq!(editor.problems(SESSION), wanted, "{text:?}");
    }
    editor.quit();
    practice.unchanged_but(&before, &[]);
}

#[test]
fn columns_are_bytes_where_the_editor_takes_them() {
    let practice = practice();
    let able = json!({"general": {"positionEncodings": ["utf-16", "utf-8"]}});
    let mut editor = Editor::start_with(&practice, &able);
    assert_eq!(editor.greeting["capabilities"]["positionEncoding"], "utf-8");
    assert_eq!(editor.open(SESSION, "---\nsummary: 🧵 é #no\n---\n"), ["1:17 cut-value"]);
    let insert = json!({"range": {"start": {"line": 1, "character": 17}, "end": {"line": 1, "character": 18}}, "text": "+"});
    let document = json!({"uri": editor.address(SESSION), "version": 2});
    editor.tell("textDocument/didChange", json!({"textDocument": document, "contentChanges": [insert]}));
    assert_eq!(editor.problems(SESSION), [""; 0]);
    editor.quit();
}

#[test]
fn what_can_be_written_next_is_offered() {
    let practice = practice();
    let mut editor = Editor::start(&practice);
    editor.open(SESSION, "");
    let mut version = 1;
    for (marked, wanted) in [
        ("---\nstatus: |\n---\n", "held planned cancelled moved no-show"),
        ("---\nalliance: {heard: 9, |}\n---\n", "focus approach overall"),
        ("---\nalliance:\n  heard: 9\n  fo|\n---\n", "focus approach overall"),
        ("---\nbalance: {|}\n---\n", "vision"),
        ("---\nbalance:\n  vision: {rating: 3, |}\n---\n", "hours wish"),
        ("---\npicked: |\n---\n", "vision"),
        ("---\ngoals: [|]\n---\n", "lead-the-team rest"),
        ("---\ngoals:\n- lead-the-team\n- |\n---\n", "rest"),
        (
            "---\ndate: 2026-11-20\n|",
            "status cancelled_by minutes kind group_size fee charged summary show_up_as goals where moved_from talked_about alliance balance picked",
        ),
        (
            "She laughed. #stren|",
            "happy awake expects works-best strength value support barrier belief history fear otherwise supervise ours",
        ),
        ("## Threads\n\n## Re|", "I said I would Preparation Reflection Prep Plan"),
        ("Nothing |here", ""),
    ] {
        let (text, at) = with_cursor(marked);
        version += 1;
        editor.type_text(SESSION, version, &text);
        let offered = editor.ask_at("textDocument/completion", SESSION, at);
        assert_eq!(list(&offered, "label"), wanted, "{marked:?}");
    }
    editor.quit();
}

#[test]
fn a_day_is_written_as_it_was_said() {
    let practice = practice();
    let mut editor = Editor::start(&practice);
    editor.open(SESSION, "");
    for (version, marked, said, wanted) in [
        (2, "---\ndate: next tue|\n---\n", "next tue", "2026-12-01"),
        (3, "---\ndate: tomorrow at 9|\n---\n", "tomorrow at 9", "2026-11-25T09:00"),
        (4, "## I said I would\n- [ ] send it due:in 2 weeks|\n", "in 2 weeks", "2026-12-08"),
    ] {
        let (text, at) = with_cursor(marked);
        editor.type_text(SESSION, version, &text);
        let offered = editor.ask_at("textDocument/completion", SESSION, at);
        let days = offered["items"].as_array().expect("a list");
        let day = days.iter().find(|day| day["label"] == said).unwrap_or_else(|| panic!("{said}: {offered}"));
        assert_eq!(day["textEdit"]["newText"], wanted, "{said}");
        let replaced = &day["textEdit"]["range"];
        let width =
            replaced["end"]["character"].as_u64().unwrap() - replaced["start"]["character"].as_u64().unwrap();
        assert_eq!(width, said.len() as u64, "what was typed gives way: {said}");
    }
    editor.quit();
}

#[test]
fn what_the_cursor_rests_on_is_explained() {
    let practice = practice();
    let mut editor = Editor::start(&practice);
    let text = "---\ndate: 2026-11-20\nminutes: 50\ngoals: [lead-the-team]\n---\n\nShe knew. #strength\n\n- [ ] due:2026-11-25\n";
    editor.open(SESSION, text);
    for (at, wanted) in [
        ((1, 8), "Friday 20 November 2026 (4 days ago)"),
        ((2, 3), "**minutes**\n\nHow long the call took, in minutes.\n\n`a number`"),
        ((3, 10), "**Lead the team** (active)\n\nimportance 9\n\n> I want to let go."),
        ((6, 14), "Files this in what is known of the person: Strengths."),
        ((8, 14), "Wednesday 25 November 2026 (tomorrow)"),
    ] {
        let shown = editor.ask_at("textDocument/hover", SESSION, at);
        assert_eq!(shown["contents"]["value"], wanted, "{at:?}");
    }
    assert_eq!(editor.ask_at("textDocument/hover", SESSION, (6, 1)), Value::Null);
    editor.quit();
}

#[test]
fn an_id_leads_to_its_note_and_to_all_that_name_it() {
    let practice = practice();
    let mut editor = Editor::start(&practice);
    editor.open(SESSION, "---\ngoals: [rest, lead-the-team]\n---\n");
    let found = editor.ask_at("textDocument/definition", SESSION, (1, 16));
    assert_eq!(found["uri"], editor.address(GOAL));
    assert_eq!(editor.ask_at("textDocument/definition", SESSION, (1, 3)), Value::Null);
    editor.open(GOAL, GOAL_TEXT);
    let context = json!({"includeDeclaration": true});
    let place = json!({"line": 1, "character": 9});
    let params =
        json!({"textDocument": {"uri": editor.address(GOAL)}, "position": place, "context": context});
    let found = editor.ask("textDocument/references", params);
    let shown: Vec<String> = found
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| {
            let path = one["uri"].as_str().unwrap().rsplit("alice/").next().unwrap().to_owned();
            format!("{path} {}:{}", one["range"]["start"]["line"], one["range"]["start"]["character"])
        })
        .collect();
    let wanted = [
        "goals/lead-the-team.md 0:0",
        "sessions/2026-11-08.md 1:8",
        "sessions/2026-11-20.md 1:14",
        "plans/2026-11-20-two-mornings.md 1:6",
    ];
    assert_eq!(shown, wanted);
    editor.quit();
}

#[test]
fn a_goal_is_renamed_everywhere_the_unsaved_buffer_too() {
    let practice = practice();
    let mut editor = Editor::start(&practice);
    let unsaved = "---\ngoals: [rest, lead-the-team]\n---\nUnsaved.\n";
    editor.open(SESSION, unsaved);
    let prepared = editor.ask_at("textDocument/prepareRename", SESSION, (1, 16));
    assert_eq!(prepared["placeholder"], "lead-the-team");
    let mut rename = |at: u32, name: &str| {
        let params = json!({"textDocument": {"uri": editor.address(SESSION)}, "position": {"line": 1, "character": at}, "newName": name});
        editor.ask("textDocument/rename", params)
    };
    assert_eq!(rename(16, "rest")["error"]["message"], "`rest` is there already; choose another");
    assert_eq!(rename(2, "rest")["error"]["message"], "nothing here has an id");
    let edit = rename(16, "Lead, and let go");
    let address = |path: &str| editor.address(path);
    assert_eq!(
        make_edits(&edit, &address(SESSION), unsaved),
        unsaved.replace("lead-the-team", "lead-and-let-go")
    );
    let goal = GOAL_TEXT.replace("title: Lead the team", "title: Lead, and let go");
    assert_eq!(make_edits(&edit, &address(GOAL), GOAL_TEXT), goal);
    let plan = practice.read(PLAN);
    assert_eq!(make_edits(&edit, &address(PLAN), &plan), plan.replace("lead-the-team", "lead-and-let-go"));
    let operations = edit["documentChanges"].as_array().expect("operations");
    let renamed = operations.last().expect("a rename");
    assert_eq!(renamed["kind"], "rename");
    assert_eq!(renamed["newUri"], address("clients/alice/goals/lead-and-let-go.md"));
    assert_eq!(operations.len(), 5);
    editor.quit();
}

#[test]
fn what_can_be_done_is_an_edit_of_the_buffer() {
    let practice = practice();
    let mut editor = Editor::start(&practice);
    let session = "---\nmintues: 50\n---\n\n- Kim will call\n\n## Threads\n- [ ] the chair\n- [x] Odile\n";
    let plan = "---\ngoal: lead-the-team\n---\n\n# Two mornings\n\n## Steps\n\n- [ ] Ask Jo\n";
    let promised = "\n\n## I said I would\n- [ ] Kim will call\n";
    for (path, text, line, title, wanted) in [
        (SESSION, session, 1, "Mend: ", session.replace("mintues", "minutes")),
        (SESSION, session, 0, "Mend what needs no choice", session.replace("mintues", "minutes")),
        (SESSION, session, 4, "Give it a box: Kim will call", session.replace("- Kim", "- [ ] Kim")),
        (SESSION, session, 4, "Make it a promise", format!("{}{promised}", session.trim_end())),
        (SESSION, session, 7, "Tick: the chair", session.replace("[ ] the", "[x] the")),
        (SESSION, session, 8, "Take the tick away: Odile", session.replace("[x] O", "[ ] O")),
        (PLAN, plan, 8, "Tick: Ask Jo", plan.replace("[ ]", "[x]")),
        (PLAN, plan, 4, "Add an if-then", format!("{plan}\n## Reality test\n\n- [ ] If …, then …\n")),
    ] {
        editor.open(path, text);
        let place = json!({"line": line, "character": 3});
        let range = json!({"start": place, "end": place});
        let context = json!({"diagnostics": []});
        let uri = editor.address(path);
        let params = json!({"textDocument": {"uri": uri}, "range": range, "context": context});
        let actions = editor.ask("textDocument/codeAction", params);
        let all = actions.as_array().expect("a list");
        let action = all.iter().find(|action| action["title"].as_str().unwrap().starts_with(title));
        let action = action.unwrap_or_else(|| panic!("{title}: {actions:#}"));
        assert_eq!(make_edits(&action["edit"], &uri, text), wanted, "{title}");
    }
    editor.quit();
}

#[test]
fn headings_folds_and_names_are_listed() {
    let practice = practice();
    let mut editor = Editor::start(&practice);
    editor.open(SESSION, "---\nminutes: 50\n---\n\n# Call\n\n## Threads\n- a\n\n## Plan\n\nx\n");
    let document = json!({"textDocument": {"uri": editor.address(SESSION)}});
    let headings = editor.ask("textDocument/documentSymbol", document.clone());
    assert_eq!(
        (list(&headings, "name"), list(&headings[0]["children"], "name")),
        ("Call".into(), "Threads Plan".into())
    );
    let folds = editor.ask("textDocument/foldingRange", document);
    let lines: Vec<String> = folds
        .as_array()
        .unwrap()
        .iter()
        .map(|fold| format!("{}-{}", fold["startLine"], fold["endLine"]))
        .collect();
    assert_eq!(lines, ["0-2", "4-11", "6-7", "9-11"]);
    for (typed, wanted) in
        [("lead", "Lead the team"), ("MORN", "Two mornings"), ("okr", "Ben Okri"), ("his own", "")]
    {
        assert_eq!(list(&editor.ask("workspace/symbol", json!({"query": typed})), "name"), wanted, "{typed}");
    }
    assert!(!list(&editor.ask("workspace/symbol", json!({"query": ""})), "name").contains("Ben"));
    editor.quit();
}

#[test]
fn files_that_change_outside_are_noticed() {
    let practice = practice();
    let mut editor = Editor::start(&practice);
    let text = "---\ngoals: [new-one]\n---\n";
    assert_eq!(editor.open(SESSION, text), ["1:8 unknown-reference"]);
    assert_eq!(editor.take_told("client/registerCapability").len(), 1);
    practice.write("clients/alice/goals/new-one.md", "---\ntitle: New\n---\n");
    let change = json!({"uri": editor.address("clients/alice/goals/new-one.md"), "type": 1});
    editor.tell("workspace/didChangeWatchedFiles", json!({"changes": [change]}));
    assert_eq!(editor.problems(SESSION), [""; 0]);
    editor.quit();
}

#[test]
fn a_practice_that_somebody_hands_over_neither_hangs_nor_leads_away() {
    let practice = practice();
    practice.lay_outside("secret.md", b"---\nmintues: 5\n---\n");
    #[cfg(unix)]
    std::os::unix::fs::symlink(
        practice.outside().join("secret.md"),
        practice.root().join("clients/alice/notes.md"),
    )
    .unwrap();
    let mut editor = Editor::start(&practice);
    let deep = format!("---\na: {}\n---\n", "[".repeat(100_000));
    assert_eq!(editor.open(SESSION, &deep).len(), 1);
    let huge = format!("---\nminutes: 50\n---\n{}", "- [ ] a\n".repeat(200_000));
    editor.type_text(SESSION, 2, &huge);
    assert_eq!(editor.problems(SESSION), [""; 0]);
    editor.type_text(SESSION, 9, &format!("## Threads\n{}", "-[ ] a\n".repeat(3_000)));
    assert_eq!(editor.problems(SESSION).len(), 3_000);
    let range = json!({"start": {"line": 0, "character": 0}, "end": {"line": 3_000, "character": 0}});
    let whole = json!({"textDocument": {"uri": editor.address(SESSION)}, "range": range, "context": {"diagnostics": [], "only": ["quickfix"]}});
    assert_eq!(editor.ask("textDocument/codeAction", whole).as_array().map(Vec::len), Some(10));
    editor.type_text(SESSION, 3, &"a".repeat((16 << 20) + 1));
    assert_eq!(editor.problems(SESSION), [""; 0]);
    assert_eq!(editor.ask_at("textDocument/hover", SESSION, (0, 0)), Value::Null);
    for path in ["clients/alice/notes.md", "../outside/secret.md"] {
        assert_eq!(editor.open(path, "---\nmintues: 5\n---\n"), [""; 0], "{path}");
    }
    for (method, code) in [("textDocument/hover", -32602), ("no/such", -32601)] {
        assert_eq!(editor.ask(method, json!({"odd": 1}))["error"]["code"], code);
    }
    editor.tell("textDocument/didChange", json!({"odd": 1}));
    editor.quit();
}

#[cfg(target_os = "linux")]
#[test]
fn a_server_that_breaks_off_is_followed_by_one_that_has_what_is_unsaved() {
    let practice = practice();
    let mut editor = Editor::start(&practice);
    let before = practice.snapshot();
    assert_eq!(editor.open(SESSION, "---\nmintues: 5\n---\n").len(), 1);
    editor.break_server_off();
    // Nothing was asked, so the note may have been the reason: it is looked at again once it changes.
    assert_eq!(editor.problems(SESSION), [""; 0]);
    editor.type_text(SESSION, 2, "---\nmintues: 5\nhald: 2\nmintues: 6\n---\n");
    assert!(!editor.problems(SESSION).is_empty());
    let other = "clients/alice/client.md";
    editor.open(other, &practice.read(other));
    editor.break_server_off();
    editor.problems(other);
    assert!(!editor.problems(SESSION).is_empty(), "the other one is with the next server, unsaved as it is");
    assert_ne!(editor.ask_at("textDocument/completion", SESSION, (1, 1)), Value::Null);
    assert!(editor.take_told("client/registerCapability").len() < 2);
    practice.unchanged_but(&before, &[]);
    editor.quit();
}
