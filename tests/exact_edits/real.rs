//! Text that people really left, edited or refused for a reason.

use std::collections::BTreeMap;

use coach::note::edit::{NewValue, append, remove, set};
use serde_yaml::Value;

use super::read;

/// Where the team keeps text that people really left.
fn real_notes() -> Option<Vec<(String, Vec<u8>)>> {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared").to_owned();
    let shared = std::env::var("COACH_SHARED").unwrap_or(beside);
    let mut notes = Vec::new();
    for entry in std::fs::read_dir(format!("{shared}/real/notes")).ok()? {
        let entry = entry.expect("a file");
        notes.push((
            entry.file_name().to_string_lossy().into_owned(),
            std::fs::read(entry.path()).expect("a note"),
        ));
    }
    notes.sort();
    Some(notes)
}

#[test]
fn real_notes_are_edited_or_refused_for_a_reason() {
    let Some(notes) = real_notes() else {
        assert!(std::env::var_os("CI").is_none(), "the real notes have to be there in CI; set COACH_SHARED");
        eprintln!("SKIPPED: no real notes beside the package and no COACH_SHARED");
        return;
    };
    let mut counts = BTreeMap::<String, usize>::new();
    for (name, bytes) in &notes {
        let mut count = |what: String| *counts.entry(what).or_default() += 1;
        let Ok(text) = std::str::from_utf8(bytes) else {
            count("not UTF-8".into());
            continue;
        };
        let appended = append(text, "Zz", "- [ ] zz");
        match &appended {
            Ok(new) => assert!(new.starts_with(text.trim_end()), "{name}"),
            Err(refusal) => eprintln!("{name}:{}:{}: {refusal}", refusal.line, refusal.column),
        }
        count(format!("append: {}", appended.map_or_else(|refusal| refusal.what, |_| "ok".into())));
        match set(text, &["zz-coach"], &NewValue::Plain("paused".into())) {
            Ok(new) => {
                count("new: ok".into());
                assert_eq!(read(&new, &["zz-coach"]), Some("paused".into()), "{name}");
                assert_eq!(remove(&new, &["zz-coach"]).as_deref(), Ok(text), "{name}");
            }
            Err(refusal) => {
                eprintln!("{name}:{}:{}: {refusal}", refusal.line, refusal.column);
                count(format!("new: {}", refusal.what.split(':').next().unwrap_or_default()));
                continue;
            }
        }
        let Some(Value::Mapping(old)) = read(text, &[]) else { continue };
        for (key, old_value) in old.iter().filter_map(|(key, value)| Some((key.as_str()?, value))) {
            let kind =
                if old_value.is_sequence() || old_value.is_mapping() { "collection" } else { "scalar" };
            match set(text, &[key], &NewValue::Text("zz: new # text".into())) {
                Ok(new) => {
                    count(format!("{kind}: ok"));
                    assert_eq!(read(&new, &[key]), Some("zz: new # text".into()), "{name}");
                    let mut wanted = old.clone();
                    wanted.insert(key.into(), "zz: new # text".into());
                    assert_eq!(read(&new, &[]), Some(Value::Mapping(wanted)), "{name}");
                }
                Err(refusal) => {
                    eprintln!("{name}:{}:{}: {refusal}", refusal.line, refusal.column);
                    count(format!("{kind}: {}", refusal.what));
                }
            }
        }
    }
    eprintln!("{} notes: {counts:#?}", notes.len());
    // Nothing but what can't be read or has no end may be refused; the numbers are what is in the folder.
    let refusable = [
        ("not UTF-8", 6),
        ("new: the first line starts with `---` and goes on otherwise, so the note has no front matter", 5),
        ("new: the front matter can't be read", 32),
        ("new: the front matter never ends", 6),
        ("append: this code fence is never closed", 3),
    ];
    for (what, count) in counts.iter().filter(|(what, _)| !what.ends_with(": ok")) {
        let most = refusable.iter().find(|(kind, _)| kind == what).map_or(0, |(_, most)| *most);
        assert!(*count <= most, "{what}: {count}");
    }
}
