//! What must hold for exact edits of any note: the wanted change, and no other byte.
//!
//! `PROPTEST_CASES` asks for more cases than run by default.

// What is skipped and what is refused has to be seen.
#![allow(clippy::print_stderr)]

mod notes;
mod real;

use coach::model::statement::TaskState;
use coach::note::edit::{
    NewValue, add_under, answer, append, push, remove, replace_in_list, replace_section, set, set_behind,
    set_on_lines, tick,
};
use coach::note::fence::{Fence, find};
use coach::note::parsed::Note;
use coach::note::read;
use coach::note::tree::Tree;
use coach::note::value;
use notes::{BLOCKS, KEYS, PIECES, new_values, notes, slips, with_endings};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_yaml::Value;

fn as_value(value: &NewValue) -> Value {
    match value {
        NewValue::Text(text) => Value::String(text.clone()),
        NewValue::Plain(text) => value::scalar(text, granit_parser::ScalarStyle::Plain, false),
        NewValue::List(items) => items.iter().map(as_value).collect::<Vec<_>>().into(),
        NewValue::Map(pairs) => Value::Mapping(
            pairs
                .iter()
                .map(|(key, value)| {
                    (key.parse::<i64>().map_or_else(|_| key.clone().into(), Value::from), as_value(value))
                })
                .collect(),
        ),
    }
}

fn read(text: &str, path: &[&str]) -> Option<Value> {
    let Fence::Block { yaml, .. } = find(text) else { return None };
    let tree = Tree::parse(&text[yaml.clone()], yaml.start).expect("it parses");
    let mut node = tree.root.as_ref()?;
    for key in path {
        node = &node.entry(key)?.value;
    }
    value::read_value(&tree, node)
}

fn cases(count: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|asked| asked.parse().ok());
    ProptestConfig { cases: asked.unwrap_or(count), failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn setting_a_key_touches_its_value_only(note in notes(), value in new_values(), pick in any::<prop::sample::Index>()) {
        let keyed: Vec<usize> = (0..note.entries.len()).filter(|index| !note.entries[*index].0.is_empty()).collect();
        if keyed.is_empty() {
            return Ok(());
        }
        let index = keyed[pick.index(keyed.len())];
        let (key, lines) = &note.entries[index];
        let (before, after) = note.around(index);
        match set(&note.text(), &[key], &value) {
            Ok(new) => {
                prop_assert_eq!(read(&new, &[key]), Some(as_value(&value)));
                let written = KEYS.iter().find(|(_, read)| read == key).map(|(written, _)| format!("{written}:"));
                let written = written.unwrap_or_default();
                prop_assert!(new.starts_with(&format!("{before}{written}")), "{new:?}");
                prop_assert!(new.ends_with(&after), "{new:?}");
                prop_assert!(!lines.contains(" # comment\n") || new.contains(" # comment\n"));
            }
            Err(refusal) => prop_assert!(
                refusal.what == "there's a comment inside it" && lines.contains("a: 1 # one"), "{refusal:?} {}", note.text()
            ),
        }
    }

    #[test]
    fn setting_and_removing_a_new_key_is_nothing(note in notes(), value in new_values(), pick in any::<prop::sample::Index>()) {
        let text = note.text();
        let parent = note.entries.get(pick.index(note.entries.len() + 1)).map_or("new", |(key, _)| if key.is_empty() { "new" } else { key });
        let deep = ["zz-coach", "été, # x", "rating"];
        let on_lines = set_on_lines(&text, &deep, &value).expect("a new map");
        prop_assert_eq!(read(&on_lines, &deep), Some(as_value(&value)));
        for path in [vec!["zz-coach"], vec!["new parent", "a, b"], vec![parent, "zz"], vec![parent, "zz", "deep"]] {
            match set(&text, &path, &value) {
                Ok(new) => {
                    prop_assert_eq!(read(&new, &path), Some(as_value(&value)));
                    let old = remove(&new, &path);
                    let blank = read(&text, &[parent]) == Some(Value::Null) && note.entries.iter().any(|(key, lines)| key == parent && (lines.contains('~') || lines.contains("null")));
                    prop_assert!(path.len() > 1 && blank || old.as_ref() == Ok(&text), "{new:?} {old:?}");
                }
                Err(refusal) => prop_assert!(refusal.what.ends_with("holds no keys"), "{refusal:?} {path:?} {text:?}"),
            }
        }
    }

    #[test]
    fn a_note_without_front_matter_gets_one_and_loses_it(bom in any::<bool>(), body in "(\r?\n)?[a-z# \r\n-]{0,12}", value in new_values()) {
        let text = format!("{}{body}", if bom { "\u{feff}" } else { "" });
        prop_assume!(find(&text) == Fence::None);
        let new = set(&text, &["zz", "a"], &value).expect("a new block");
        prop_assert!(new.ends_with(&body));
        prop_assert_eq!(read(&new, &["zz", "a"]), Some(as_value(&value)));
        prop_assert_eq!(remove(&new, &["zz", "a"]), Ok(text.clone()));
        let new = set(&text, &["zz"], &value).expect("a new block");
        prop_assert_eq!(remove(&new, &["zz"]), Ok(text));
    }

    #[test]
    fn a_new_key_behind_another_is_one_line_more_and_removed_again_is_nothing(note in notes(), value in new_values(), pick in any::<prop::sample::Index>()) {
        let text = note.text();
        let behind = note.entries.get(pick.index(note.entries.len() + 1)).map_or("new", |(key, _)| key);
        let new = set_behind(&text, "zz-coach", &value, behind).expect("it can be set");
        prop_assert_eq!(read(&new, &["zz-coach"]), Some(as_value(&value)));
        prop_assert_eq!(remove(&new, &["zz-coach"]), Ok(text));
    }

    #[test]
    fn pushing_adds_one_item_unless_it_is_there(note in notes(), value in new_values(), pick in any::<prop::sample::Index>()) {
        let keyed: Vec<_> = note.entries.iter().filter(|(key, _)| !key.is_empty()).collect();
        if keyed.is_empty() {
            return Ok(());
        }
        let (key, lines) = keyed[pick.index(keyed.len())];
        let text = note.text();
        let mut wanted = match read(&text, &[key]) {
            Some(Value::Sequence(items)) => items,
            Some(Value::Null) | None => Vec::new(),
            Some(value) => vec![value],
        };
        let stands = wanted.contains(&as_value(&value));
        wanted.push(as_value(&value));
        match push(&text, &[key], &value) {
            Ok(new) if stands && new == text => {}
            Ok(new) => prop_assert_eq!(read(&new, &[key]), Some(Value::Sequence(wanted))),
            Err(refusal) => prop_assert!(refusal.what.ends_with("isn't a list"), "{refusal:?} {lines:?}"),
        }
    }

    #[test]
    fn hostile_text_never_panics(
        text in prop_oneof![
            any::<String>(),
            slips(),
            "(\u{feff})?---\r?\n([ab?&*!|>'\"%@`:#,\\[\\]{}~\t \r\n-]|k: |\r?\n){0,40}(---\r?\n)?([\\[\\]x<!>`*#: \r\nS-]|- \\[ \\] |## S\n|```\n|<!--|-->\n){0,30}",
        ],
        value in new_values(),
    ) {
        for path in [&["k"][..], &["status"], &["status", "a"], &["a", "b"], &[], &[""], &["k", "k", "k"]] {
            if let Ok(new) = set(&text, path, &value) {
                prop_assert_eq!(read(&new, path), Some(as_value(&value)));
            }
            let _ = push(&text, path, &value);
            let _ = remove(&text, path);
            let _ = replace_in_list(&text, path, "a", "b");
        }
        for section in ["S", "", "new"] {
            let _ = append(&text, section, &text);
            let _ = append(&text, section, "- [ ] x");
            let _ = replace_section(&text, section, &text);
            let ticked = tick(&text, section, 1, true);
            if let Ok(ticked) = ticked && ticked != text {
                prop_assert_eq!(tick(&ticked, section, 1, false), Ok(text.clone()));
            }
        }
    }

    #[test]
    fn the_task_that_is_ticked_is_the_one_that_is_read(
        pieces in vec(select(PIECES.to_vec()), 0..8),
        title in select(vec!["Threads", "Steps", "Prep"]),
    ) {
        let text = pieces.concat();
        let body = |text: &str| Note::parse(&"n.md".into(), text.to_owned()).value.body;
        let tasks = |text: &str| -> Vec<_> {
            body(text).tasks(title).map(|block| (block.words(text).into_owned(), block.task)).collect()
        };
        let before = tasks(&text);
        for n in 1..=before.len() {
            let done = !before[n - 1].1.is_some_and(TaskState::is_done);
            let mut wanted = before.clone();
            wanted[n - 1].1 = Some(if done { TaskState::Done } else { TaskState::Open });
            let ticked = tick(&text, title, n, done).expect("it is there");
            prop_assert_eq!(tasks(&ticked), wanted);
            if let Ok(answered) = answer(&text, title, n, "zz") {
                let rest = body(&answered).tasks(title).nth(n - 1).and_then(|block| block.rest.clone());
                prop_assert_eq!(rest.map(|rest| answered[rest].trim().to_owned()), Some("zz".to_owned()));
            }
            if let Ok(added) = add_under(&text, title, n, "zz", None) {
                let rest = body(&added).tasks(title).nth(n - 1).and_then(|block| block.rest.clone());
                prop_assert!(rest.is_some_and(|rest| added[rest].trim_end().ends_with("zz")), "{added:?}");
                prop_assert_eq!(add_under(&added, title, n, "", Some("zz")), Ok(text.clone()));
            }
        }
        prop_assert!(tick(&text, title, before.len() + 1, true).is_err());
        let note = Note::parse(&"2026-11-08.md".into(), text.clone());
        match title {
            "Threads" => prop_assert_eq!(read::session(note).value.expect("dated").threads.len(), before.len()),
            "Steps" => prop_assert_eq!(read::plan(note).value.steps.len(), before.len()),
            _ => {}
        }
        // What is appended to a section is found in it.
        let appended = append(&text, title, "- [ ] zz");
        if let Ok(appended) = appended {
            prop_assert_eq!(tasks(&appended).len(), before.len() + 1);
        }
    }

    #[test]
    fn sections_change_between_what_stays(
        before in vec(select(BLOCKS.to_vec()), 0..3),
        inside in vec(select(BLOCKS.to_vec()), 0..4),
        behind in vec(select(BLOCKS.to_vec()), 0..3),
        crlf in select(vec![vec![false], vec![true], vec![true, false]]),
        block in select(vec!["- [ ] new", "- new\n  more", "new words", "> new", "```\nnew\n```", "1. new"]),
    ) {
        let mut top = format!("---\na: 1\n---\n{}## Threads \n", before.concat());
        let mut own = inside.concat();
        let mut rest = format!("## Next\n{}", behind.concat());
        with_endings(&mut [&mut top, &mut own, &mut rest], &crlf);
        let text = format!("{top}{own}{rest}");
        for new in [append(&text, "threads", block), replace_section(&text, "threads", block)] {
            let new = new.expect("whole blocks can be added to");
            prop_assert!(new.starts_with(top.trim_end_matches(['\r', '\n'])), "{new:?}");
            prop_assert!(new.ends_with(&rest), "{new:?}");
            prop_assert!(new.contains("new"));
        }
        let appended = append(&text, "threads", block).expect("it can be appended");
        let before = format!("{top}{own}");
        prop_assert!(appended.starts_with(before.trim_end_matches(['\r', '\n'])));
        for n in 1.. {
            let Ok(ticked) = tick(&text, "Threads", n, true) else { break };
            let unticked = tick(&ticked, "Threads", n, false).expect("the same task");
            // An item without a box gets one.
            let bare = |text: &str| text.replace("[x] ", "").replace("[ ] ", "");
            prop_assert_eq!(bare(&unticked), bare(&text));
            prop_assert!(ticked.len() == text.len() || ticked.len() == text.len() + "[x] ".len());
        }
    }
}
