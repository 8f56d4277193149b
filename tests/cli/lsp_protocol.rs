//! How a session with an editor begins and ends, and what is no ordinary message.

use serde_json::{Value, json};

use crate::harness::Practice;
use crate::harness::editor::Editor;

const SESSION: &str = "clients/alice/sessions/2026-11-20.md";

fn code(answer: &Value) -> i64 {
    answer["error"]["code"].as_i64().unwrap_or_default()
}

#[test]
fn what_is_asked_outside_a_session_is_refused_and_ends_nothing() {
    let practice = Practice::of_alice(&[]);
    let mut editor = Editor::connect(&practice);
    let symbols = json!({"query": "ali"});
    assert_eq!(code(&editor.ask("workspace/symbol", symbols.clone())), -32002);
    let folders = json!([{"uri": editor.address(""), "name": "p"}]);
    let greeting = json!({"processId": null, "capabilities": {}, "workspaceFolders": folders});
    editor.ask("initialize", greeting.clone());
    // Not every editor says first that it has taken the answer.
    let found = editor.ask("workspace/symbol", symbols.clone());
    assert_eq!(found[0]["name"], "Alice Moreau", "no note is open yet");
    editor.tell("initialized", json!({}));
    assert_eq!(code(&editor.ask("initialize", greeting)), -32600);
    assert_eq!(editor.ask("shutdown", Value::Null), Value::Null);
    assert_eq!(code(&editor.ask("workspace/symbol", symbols)), -32600);
    let again = editor.ask("shutdown", Value::Null);
    assert_eq!(code(&again), -32600);
}

#[test]
fn who_leaves_without_shutting_down_is_told_by_the_exit_code() {
    let practice = Practice::of_alice(&[]);
    Editor::start(&practice).leave(1);
    Editor::connect(&practice).leave(1);
    let mut editor = Editor::start(&practice);
    editor.ask("shutdown", Value::Null);
    editor.leave(0);
}

#[test]
fn half_a_character_ends_no_session() {
    let practice = Practice::of_alice(&[]);
    let mut editor = Editor::start(&practice);
    editor.open(SESSION, "She laughed.\n");
    let uri = editor.address(SESSION);
    editor.send_text(&format!(
        r#"{{"jsonrpc":"2.0","method":"textDocument/didChange","params":{{"textDocument":{{"uri":"{uri}","version":2}},"contentChanges":[{{"range":{{"start":{{"line":0,"character":3}},"end":{{"line":0,"character":3}}}},"text":" #hapy \\ud83e"}}]}}}}"#
    ));
    assert_eq!(editor.problems(SESSION), ["0:4 near-hashtag"]);
    // The other half comes with the next message: columns still are what the editor takes them for.
    let place = json!({"start": {"line": 0, "character": 10}, "end": {"line": 0, "character": 11}});
    let document = json!({"uri": uri, "version": 3});
    let changes = json!([{"range": place, "text": "🧵"}, {"range": {"start": {"line": 0, "character": 5}, "end": {"line": 0, "character": 9}}, "text": "happy"}]);
    editor.tell("textDocument/didChange", json!({"textDocument": document, "contentChanges": changes}));
    assert_eq!(editor.problems(SESSION), [""; 0]);
    editor.quit();
}

#[test]
fn a_note_that_is_not_there_yet_is_known_by_its_place() {
    let practice = Practice::of_alice(&[]);
    let mut editor = Editor::start(&practice);
    // Neither the note nor its folder is there, and nothing was lost of it.
    let note = "clients/alice/notes/2026-11-24.md";
    assert_eq!(editor.open(note, ""), [""; 0]);
    editor.type_text(note, 2, "---\nfrom: clinet\n---\n");
    assert_eq!(editor.problems(note), ["1:6 unknown-choice"]);
    // A practice that is no more has nothing to tell.
    std::fs::remove_file(practice.root().join("coach.yaml")).expect("it goes");
    let marker = editor.address("coach.yaml");
    let changes = json!({"changes": [{"uri": marker, "type": 3}]});
    editor.tell("workspace/didChangeWatchedFiles", changes);
    assert_eq!(editor.problems(note), [""; 0]);
    editor.quit();
}

#[test]
fn a_slip_in_the_settings_is_told_and_mended() {
    let practice = Practice::of_alice(&[]);
    let mut editor = Editor::start(&practice);
    let text = "format: 1\ntimezon: Europe/Paris\nsignals:\n  importanse: 8\n  sur: 9\n";
    let told = ["1:0 near-key", "3:2 near-key", "4:2 near-key"];
    assert_eq!(editor.open("coach.yaml", text), told);
    let range = json!({"start": {"line": 1, "character": 0}, "end": {"line": 1, "character": 0}});
    let asked = json!({"textDocument": {"uri": editor.address("coach.yaml")}, "range": range, "context": {"diagnostics": []}});
    let actions = editor.ask("textDocument/codeAction", asked);
    assert_eq!(actions[0]["title"], "Mend: did you mean `timezone`?");
    editor.quit();
    let practice = practice.file("coach.yaml", text);
    practice.coach("check --fix").fails(1).stderr_has("coach.yaml: mended");
    assert!(
        practice.read("coach.yaml").contains("timezone: Europe/Paris\nsignals:\n  importance: 8\n  sur: 9")
    );
}
