//! What an editor makes of a completion: the whole text after it, not only what is offered.

use serde_json::json;

use crate::harness::Practice;
use crate::harness::editor::{Editor, make_edits};

const SESSION: &str = "clients/alice/sessions/2026-11-20.md";

fn practice() -> Practice {
    Practice::of_alice(&[
        ("goals/lead-the-team.md", "---\ntitle: Lead the team\n---\n"),
        ("goals/rest.md", "---\ntitle: Rest more\n---\n"),
        ("sessions/2026-11-08.md", "---\nbalance: {\"home: mine\": {rating: 3}}\n---\n"),
    ])
}

/// The text after choosing what is offered under this name at the cursor `|`; none where it isn't offered.
fn choose(editor: &mut Editor, version: i32, marked: &str, label: &str) -> Option<String> {
    let at = marked.find('|').expect("a cursor");
    let text = marked.replacen('|', "", 1);
    let line = marked[..at].matches(['\n', '\r']).count();
    let column = marked[..at].rsplit(['\n', '\r']).next().unwrap_or_default().encode_utf16().count();
    editor.type_text(SESSION, version, &text);
    let place = (u32::try_from(line).unwrap(), u32::try_from(column).unwrap());
    let offered = editor.ask_at("textDocument/completion", SESSION, place);
    let chosen = offered["items"].as_array()?.iter().find(|item| item["label"] == label)?;
    let uri = editor.address(SESSION);
    let edits = json!({"documentChanges": [{"textDocument": {"uri": uri}, "edits": [chosen["textEdit"]]}]});
    Some(make_edits(&edits, &uri, &text))
}

#[test]
fn what_is_chosen_leaves_yaml_behind_wherever_the_cursor_stood() {
    let practice = practice();
    let mut editor = Editor::start(&practice);
    editor.open(SESSION, "");
    let mut version = 1;
    for (marked, label, wanted) in [
        ("status:|", "held", "status: held"),
        ("status:he|", "held", "status: held"),
        ("status: he|ld # so", "held", "status: held # so"),
        ("status: |hold", "held", "status: held"),
        ("status: \"he|\"", "held", "status: \"held\""),
        ("status: 'he|", "held", "status: 'held'"),
        ("sta|tus: held", "status", "status: held"),
        ("\"sta|\": held", "status", "\"status\": held"),
        ("\"sta|", "status", "\"status\": "),
        ("goals:\n-|", "rest", "goals:\n- rest"),
        ("goals: [\"le|\", rest]", "lead-the-team", "goals: [\"lead-the-team\", rest]"),
        ("goals: [lead-the-team,\n  re|]", "rest", "goals: [lead-the-team,\n  rest]"),
        ("goals: [|rest]", "lead-the-team", "goals: [lead-the-teamrest]"),
        ("picked: ho|me", "home: mine", "picked: \"home: mine\""),
        ("picked: 'ho|'", "home: mine", "picked: 'home: mine'"),
        ("date: tod|ay # 🧵", "today", "date: 2026-11-24 # 🧵"),
    ] {
        version += 1;
        let text = format!("---\n{marked}\n---\n");
        let chosen = choose(&mut editor, version, &text, label);
        assert_eq!(chosen, Some(format!("---\n{wanted}\n---\n")), "{marked:?}");
    }
    editor.quit();
}

#[test]
fn nothing_is_offered_where_nothing_of_it_can_be_meant() {
    let practice = practice();
    let mut editor = Editor::start(&practice);
    editor.open(SESSION, "");
    let mut version = 1;
    for (marked, label) in [
        ("---\n# st|\n---\n", "status"),
        ("---\nstatus: held # |\n---\n", "planned"),
        ("---\nsummary: >\n  She said st|\n---\n", "status"),
        ("---\nsummary: She said\n  st|\n---\n", "status"),
        ("---\ngoals: [rest, |]\n---\n", "rest"),
        ("- [ ] send it due:2026-11-09 to Kim|\n", "today"),
        ("The train is overdue: |\n", "today"),
        ("```\n#ha|\n```\n", "happy"),
        ("<!-- #ha| -->\n", "happy"),
        ("---\nsta\rtu|\n---\n", "status"),
    ] {
        version += 1;
        assert_eq!(choose(&mut editor, version, marked, label), None, "{marked:?}");
    }
    for (marked, label, wanted) in [
        ("She #ha|ppy\n", "happy", "She #happy\n"),
        ("- [ ] call (due:fri|day)\n", "fri", "- [ ] call (due:2026-11-27)\n"),
        ("## Thr|eds\n", "Threads", "## Threads\n"),
    ] {
        version += 1;
        assert_eq!(choose(&mut editor, version, marked, label).as_deref(), Some(wanted), "{marked:?}");
    }
    editor.quit();
}
