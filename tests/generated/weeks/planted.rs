//! What goes wrong with files without anybody's doing, and what is almost right: planted into a practice that is in use.

use std::collections::BTreeMap;

use crate::harness::Practice;
use crate::practice::random::Random;

/// One thing that was planted.
#[derive(Debug, Clone)]
pub struct Planted {
    /// The file that was written.
    pub path: String,
    /// Where `check` tells it, and as what; a folder that is a copy is told at its name.
    pub told_at: String,
    pub code: &'static str,
    /// Whether it keeps the note from counting.
    pub is_doubt: bool,
    /// What stood in the file before.
    pub before: Option<Vec<u8>>,
}

/// Names that a sync service or a merge tool gives to a copy, `{}` being the stem; no person writes such a one.
const COPIES: [&str; 9] = [
    "{} (Robin's conflicted copy 2026-11-24)",
    "{} (conflicted copy 2026-11-24 101502)",
    "{} (In Konflikt stehende Kopie von Robin 2026-11-24)",
    "{} (copie en conflit de Robin 2026-11-24)",
    "{}.sync-conflict-20261124-101502-ABCDEFG",
    "{}_conflict-20261124-101502",
    "{}_BACKUP_4711",
    "{}_REMOTE_4711",
    "{}_BASE_4711",
];
/// Names that people write themselves, too.
const NUMBERED: [&str; 5] = ["{} 2", "{} (1)", "{} copy", "{} - Copy", "{}-LAPTOP-7F3K"];

/// Notes of a call that must not count, and what is told of each.
const DOUBTS: [(&str, &str); 17] = [
    ("", "damaged"),
    ("\0\0\0\0\0\0", "damaged"),
    ("\n---\nstatus: cancelled\nminutes: 60\n---\nWords.\n", "near-front-matter"),
    ("—-\nstatus: cancelled\nminutes: 60\n---\nWords.\n", "near-front-matter"),
    (" ---\nstatus: cancelled\nminutes: 60\n ---\nWords.\n", "near-front-matter"),
    ("+++\nstatus = \"cancelled\"\nminutes = 60\n+++\nWords.\n", "near-front-matter"),
    ("# Call\n\n---\nstatus: cancelled\nminutes: 60\n---\nWords.\n", "near-front-matter"),
    ("status:: cancelled\nminutes:: 60\n\nWords.\n", "near-front-matter"),
    ("Status: Cancelled\n\nWords.\n", "near-front-matter"),
    ("# Call\n\nminutes: 60\n\n## Threads\n\n- [ ] planted\n", "near-front-matter"),
    ("---\nstatsu: cancelled\nminutes: 60\n---\n\n## Threads\n\n- [ ] planted\n", "near-key"),
    ("---\nstatus: postponed\nminutes: 60\n---\n\n## Threads\n\n- [ ] planted\n", "unknown-choice"),
    ("---\nminutes: 60\n---\n<<<<<<< HEAD\nOne.\n=======\nOther.\n>>>>>>> theirs\n", "merge-conflict"),
    ("<<<<<<< HEAD\n---\nminutes: 60\n---\n=======\n---\nminutes: 50\n---\n>>>>>>> 1f0c\n", "merge-conflict"),
    (
        "---\nminutes: 60\n---\n<<<<<<< Conflict 1 of 1\n%%%%%%% Changes\n-a\n+b\n+++++++ Contents\nc\n>>>>>>> ends\n",
        "merge-conflict",
    ),
    (
        "---\r\nminutes: 60\r\n---\r\n<<<<<<< a\r\nOne.\r\n||||||| base\r\nx\r\n=======\r\nOther.\r\n>>>>>>> b\r\n",
        "merge-conflict",
    ),
    ("---\ndate: 2031-03-04\nstatus: held\nminutes: 60\n---\nWords.\n", "held-to-come"),
];

/// Notes of a call that counts all the same, and what is told of each.
const SLIPS: [(&str, &str); 14] = [
    ("---\nmintues: 60\n---\nWords.\n", "near-key"),
    ("---\nminutes: 50\nconfidence: 8\n---\nWords.\n", "other-kind"),
    ("---\nminutes: 50\nsummary: Slept badly #awake again\n---\n", "cut-value"),
    ("---\nminutes: 50\n---\n\n## Threads\n\n-[ ] ask\n", "near-task"),
    ("---\nminutes: 50\n---\n\n## Threads\n\n• ask\n", "near-task"),
    ("---\nminutes: 50\n---\n\n## I said I would\n\n☐ send it\n", "near-task"),
    ("---\nminutes: 50\n---\n\n## Thraeds\n\n- [ ] ask\n", "near-heading"),
    ("---\nminutes: 50\n---\n\nShe holds on. #strenght\n", "near-hashtag"),
    ("---\nminutes: 50\n---\n\n> I sang.\nShe didn't.\n", "quote-goes-on"),
    ("---\nminutes: 600\n---\nWords.\n", "odd-call"),
    ("---\nminutes: 50\nkind: group\n---\nWords.\n", "odd-call"),
    ("---\nminutes: 50\nkind: individual\ngroup_size: 6\n---\nWords.\n", "odd-call"),
    ("---\nminutes: 50\n---\n<<<<<<< HEAD\nWords.\n", "merge-conflict"),
    ("---\nminutes: 50\nminutes: 50\n---\nWords.\n", "duplicate-key"),
];

/// Where no note is read.
const STRAYS: [&str; 7] = [
    "session/{}.md",
    "{}.md",
    "sessions/{}.md.txt",
    "sessions/{}.markdown",
    "notes/{}.txt",
    "notes/.{}.md.icloud",
    "goal/{}.md",
];

/// Plants a few things into a practice; a day has at most one.
pub fn plant(practice: &Practice, random: &mut Random, files: &BTreeMap<String, Vec<u8>>) -> Vec<Planted> {
    let mut left = files.clone();
    (1..=random.between(2, 4)).filter_map(|place| one(practice, random, &mut left, place)).collect()
}

fn one(
    practice: &Practice,
    random: &mut Random,
    left: &mut BTreeMap<String, Vec<u8>>,
    place: u64,
) -> Option<Planted> {
    let client = random.one_of(&["alice", "ben"]);
    let folder = format!("clients/{client}");
    if !left.contains_key(&format!("{folder}/client.md")) {
        return None;
    }
    // Before anything else in the practice happened.
    let day = format!("2024-03-{:02}", 2 * place);
    let call = format!("{folder}/sessions/{day}.md");
    let put = |path: String, text: &[u8], code, is_doubt| {
        practice.write(&path, text);
        Some(Planted { told_at: path.clone(), before: None, path, code, is_doubt })
    };
    match random.between(0, 9) {
        0..=2 => {
            let (text, code) = pick(random, &DOUBTS);
            put(call, text.as_bytes(), code, true)
        }
        3..=4 => {
            let (text, code) = pick(random, &SLIPS);
            put(call, text.as_bytes(), code, false)
        }
        5..=6 => {
            let (path, bytes) = any_note(random, left, &folder)?;
            let names: &[&str] = if random.once_in(2) { &COPIES } else { &NUMBERED };
            let name = random.one_of(names);
            let path = format!("{}.md", in_place_of_stem(name, &path));
            put(path, &bytes, "conflict-copy", true)
        }
        7 => {
            let (path, bytes) = any_note(random, left, &folder)?;
            let text = String::from_utf8(bytes).ok()?;
            let conflict = format!("{text}\n<<<<<<< HEAD\nOne.\n=======\nOther.\n>>>>>>> theirs\n");
            let planted = put(path, conflict.as_bytes(), "merge-conflict", true)?;
            Some(Planted { before: Some(text.into_bytes()), ..planted })
        }
        8 => {
            let id = random.one_of(&COPIES).replace("{}", client);
            let (path, told_at) = (format!("clients/{id}/client.md"), format!("clients/{id}"));
            let bytes = left.get(&format!("{folder}/client.md"))?;
            practice.write(&path, bytes);
            practice.write(&format!("clients/{id}/sessions/{day}.md"), "---\nminutes: 60\n---\nWords.\n");
            Some(Planted { path, told_at, code: "conflict-copy", is_doubt: true, before: None })
        }
        _ => {
            let path = format!("{folder}/{}", random.one_of(&STRAYS).replace("{}", &day));
            let mut planted = put(path, b"---\nminutes: 60\n---\nWords.\n", "not-read", true)?;
            // Of a whole folder that isn't read the folder is told.
            for stray in ["session", "goal"] {
                if planted.path.starts_with(&format!("{folder}/{stray}/")) {
                    planted.told_at = format!("{folder}/{stray}");
                }
            }
            Some(planted)
        }
    }
}

/// Takes away again what was planted: the files are as they were before.
pub fn pull_up(practice: &Practice, planted: &[Planted]) {
    for one in planted {
        if let Some(before) = &one.before {
            practice.write(&one.path, before);
            continue;
        }
        let whole = if one.path.ends_with("/client.md") { &one.told_at } else { &one.path };
        let file = practice.root().join(whole);
        if file.is_dir() {
            std::fs::remove_dir_all(file).unwrap();
        } else {
            let _ = std::fs::remove_file(file);
        }
        let _ = std::fs::remove_dir(practice.root().join(&one.told_at));
    }
}

/// Takes the notes away that must not count, so that what is left can be held against what is shown with them.
pub fn take_out(practice: &Practice, planted: &[Planted]) {
    for one in planted.iter().filter(|one| one.is_doubt) {
        let changed = Planted { before: None, ..one.clone() };
        pull_up(practice, &[changed]);
    }
}

fn pick<T: Copy>(random: &mut Random, of: &[T]) -> T {
    let last = of.len() as u64 - 1;
    of[usize::try_from(random.between(0, last)).unwrap()]
}

/// A note of a client that stands for itself: nothing refers to it that would be missed. It is taken once only, since a copy whose
/// original is changed, too, may well be none.
fn any_note(
    random: &mut Random,
    left: &mut BTreeMap<String, Vec<u8>>,
    folder: &str,
) -> Option<(String, Vec<u8>)> {
    let is_one = |path: &&String| {
        ["sessions", "notes"].iter().any(|kind| path.starts_with(&format!("{folder}/{kind}/")))
            && std::path::Path::new(path).extension().is_some_and(|extension| extension == "md")
    };
    let notes: Vec<&String> = left.keys().filter(is_one).collect();
    let path = notes.get(usize::try_from(random.between(0, 99)).ok()? % notes.len().max(1))?;
    left.remove_entry(&(*path).clone())
}

fn in_place_of_stem(name: &str, path: &str) -> String {
    let (folder, file) = path.rsplit_once('/').unwrap();
    format!("{folder}/{}", name.replace("{}", file.strip_suffix(".md").unwrap()))
}
