//! Random edits of one note on two clones, put together by git itself: nothing is lost, nothing is marked inside of front matter, both
//! clones come to the same, and `check` tells what is left open.

use std::collections::HashSet;
use std::path::Path;
use std::process::Command;

use crate::harness::Practice;
use crate::saving::{git, introduce, kept};

/// A number that is random enough, and the same in each run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        // Knuth's MMIX generator; its upper bits are the better ones.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % most
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

/// The note that both begin from: a kind of note, its keys, its text.
const NOTES: &[(&str, &str, &str)] = &[
    (
        "clients/ben/sessions/2026-10-01.md",
        "status: held\nminutes: 60\nsummary: He sees it now.\nfee: paid\nalliance: {heard: 9, focus: 8, overall: 7}\nbalance:\n  sleep: {rating: 3, hours: 2}\n  # of his own\n  boat: {rating: 6}",
        "# The call\n\nHe came late and\nwas tired, he said.\n\n> It is the mornings.\n\n## Threads\n\n- [ ] the boat\n- [ ] his sister\n- [ ] the letter to Kim\n- [x] the old desk\n\n## I said I would\n\n- [ ] send the article\n\n## Reflection\n\nSlower than last time.\n",
    ),
    (
        "clients/ben/plans/2026-10-01-walk.md",
        "made: 2026-10-01\nwhen: Tue, 07:30\nwhere: the park\noutcome: open",
        "# Walk\n\n## Reality test\n\n- [ ] If it rains, then the gym\n- [ ] If Kim calls, then later\n\n## Steps\n\n1. [ ] find the shoes\n2. [ ] ask Jo due:2026-10-05\n3. [ ] walk on Tuesday\n   with the dog\n",
    ),
    (
        "clients/ben/notes/2026-10-03.md",
        "from: coach",
        "She rang.\n\nThursday suits her better, and the room is free.\n\nTo be asked again.\n",
    ),
    (
        "clients/ben/goals/rest.md",
        "title: Rest\nstatus: active\nimportance: 7\n# as he said\nopened: 2026-09-01",
        "## In their words\n\n> To sleep.\n\n## Hard questions\n\n- [ ] What would it give you?\n- [x] What might it cost?\n  Some evenings.\n\n## Evidence\n\n| week | nights |\n|---|---|\n| 1 | 3 |\n",
    ),
];
/// Keys that may be set in which kind of note, and what to.
const KEYS: &[(&str, &str, &[&str])] = &[
    ("sessions", "minutes", &["45", "50", "55"]),
    ("sessions", "fee", &["paid", "pro-bono"]),
    ("sessions", "summary", &["Another view.", "It was the boat."]),
    ("sessions", "show_up_as", &["slow", "plain"]),
    ("plans", "when", &["Wed, 08:00", "Fri"]),
    ("plans", "support", &["Jo", "Kim"]),
    ("plans", "review", &["2026-10-09", "2026-10-12"]),
    ("goals", "target", &["2027-01-01", "2027-02-01"]),
    ("goals", "importance", &["8", "9"]),
    ("notes", "date", &["2026-10-03", "2026-10-03T10:00"]),
    ("", "mine", &["one", "two"]),
];

/// One random edit of a note; `word` is in whatever it adds, so that it can be looked for.
fn edit(path: &str, note: &str, word: &str, dice: &mut Dice) -> String {
    let (front, body) = note.split_at(note.find("\n---\n").unwrap() + 5);
    let mut keys: Vec<String> = front.lines().skip(1).map(str::to_owned).collect();
    keys.pop();
    let mut lines: Vec<String> = body.lines().map(str::to_owned).collect();
    let at = |dice: &mut Dice, wanted: &dyn Fn(&str) -> bool, lines: &[String]| {
        let places: Vec<usize> = (0..lines.len()).filter(|at| wanted(&lines[*at])).collect();
        if places.is_empty() { None } else { Some(*dice.pick(&places)) }
    };
    let is_item = |line: &str| line.contains("[ ] ") || line.contains("[x] ");
    let is_prose = |line: &str| line.starts_with(|c: char| c.is_alphabetic());
    match dice.below(12) {
        10 | 11 if note.contains("\nalliance: {") => mark(&mut keys, dice),
        0 | 1 | 10 => {
            let fitting: Vec<_> = KEYS.iter().filter(|(kind, ..)| path.contains(kind)).collect();
            let (_, key, values) = dice.pick(&fitting);
            let value = dice.pick(values);
            let is_it = |line: &String| line.starts_with(&format!("{key}: "));
            match keys.iter().position(is_it) {
                Some(place) => keys[place] = format!("{key}: {value}"),
                None => keys.insert(*dice.pick(&between_keys(&keys)), format!("{key}: {value}")),
            }
        }
        2 if keys.len() > 2 => {
            let place = *dice.pick(&between_keys(&keys));
            if keys.get(place).is_some_and(|line| !line.ends_with(':')) {
                keys.remove(place);
            }
        }
        3 | 4 => {
            if let Some(place) = at(dice, &is_item, &lines) {
                lines[place] = if lines[place].contains("[ ]") {
                    lines[place].replace("[ ]", "[x]")
                } else {
                    lines[place].replace("[x]", "[ ]")
                };
            }
        }
        5 => {
            if let Some(place) = at(dice, &is_item, &lines) {
                lines[place].push_str(&format!(" {word}"));
            }
        }
        6 => {
            let place = at(dice, &is_item, &lines);
            match place {
                Some(place) => lines.insert(place + 1, format!("- [ ] new {word}")),
                None => lines.extend([
                    String::new(),
                    "## Threads".to_owned(),
                    String::new(),
                    format!("- [ ] new {word}"),
                ]),
            }
        }
        7 => {
            if let Some(place) = at(dice, &is_item, &lines) {
                lines.remove(place);
            }
        }
        8 => {
            if let Some(place) = at(dice, &is_prose, &lines) {
                lines[place].push_str(&format!(" {word}"));
            }
        }
        _ => {
            let heading = dice.pick(&["## Threads", "## Aside", "## Evidence"]);
            match lines.iter().position(|line| line == heading) {
                Some(place) => {
                    lines.splice(place + 1..=place, [String::new(), format!("Words {word}.")]).for_each(drop);
                }
                None => lines.extend([
                    String::new(),
                    (*heading).to_owned(),
                    String::new(),
                    format!("Words {word}."),
                ]),
            }
        }
    }
    format!("---\n{}\n---\n{}\n", keys.join("\n"), lines.join("\n"))
}

/// Where a line may stand so that it parts no map from its key.
fn between_keys(keys: &[String]) -> Vec<usize> {
    (0..=keys.len()).filter(|at| !keys.get(*at).is_some_and(|line| line.starts_with(' '))).collect()
}

/// Marks as they are set: another figure, one more, one less, an area more.
fn mark(keys: &mut Vec<String>, dice: &mut Dice) {
    let maps: Vec<usize> = (0..keys.len()).filter(|at| keys[*at].ends_with('}')).collect();
    let place = *dice.pick(&maps);
    let (key, marks) = keys[place].split_once('{').unwrap();
    let mut marks: Vec<String> = marks.trim_end_matches('}').split(", ").map(str::to_owned).collect();
    let at = dice.below(marks.len());
    let figure = 1 + dice.below(9);
    match dice.below(5) {
        0 => marks.insert(at, format!("own{}: {figure}", dice.below(3))),
        1 if marks.len() > 1 => drop(marks.remove(at)),
        2 if key.starts_with(' ') => {
            keys.insert(place, format!("  area{}: {{rating: {figure}}}", dice.below(3)));
            return;
        }
        _ => marks[at] = format!("{}: {figure}", marks[at].split(':').next().unwrap()),
    }
    keys[place] = format!("{key}{{{}}}", marks.join(", "));
}

fn edits(path: &str, note: &str, pair: usize, side: &str, dice: &mut Dice) -> String {
    let count = 1 + dice.below(4);
    (0..count)
        .fold(note.to_owned(), |note, edit_no| edit(path, &note, &format!("{side}{pair}x{edit_no}"), dice))
}

/// The words of a line, whatever its box says.
fn words(line: &str) -> String {
    line.replace("[x] ", "").replace("[ ] ", "").trim().to_owned()
}

/// A line's words, or each mark that stands in it with its key: two sides may set different ones.
fn facts(line: &str) -> Vec<String> {
    match line.strip_suffix('}').and_then(|line| line.split_once(": {")) {
        Some((key, marks)) => marks.split(", ").map(|mark| format!("{}: {mark}", key.trim())).collect(),
        None => vec![words(line)],
    }
}

/// The lines that had to be in the outcome and aren't.
fn lost(base: &str, one: &str, other: &str, merged: &str) -> Vec<String> {
    let lines = |text: &str| text.lines().flat_map(facts).collect::<HashSet<_>>();
    let [base, one, other, merged] = [base, one, other, merged].map(lines);
    let owed = |line: &&String| !base.contains(*line) || one.contains(*line) && other.contains(*line);
    one.union(&other).filter(owed).filter(|line| !merged.contains(*line)).cloned().collect()
}

fn has_mark_in_front(note: &str) -> bool {
    let front = note.split("\n---\n").next().unwrap_or_default();
    note.starts_with("---\n")
        && (front.contains("<<<<<<<") || front.contains("=======") || front.contains(">>>>>>>"))
}

/// Whether git alone, line by line, would have left something open.
fn is_conflict_without_driver(folder: &Path, [base, one, other]: [&str; 3]) -> bool {
    let file = |name: &str, text: &str| {
        let path = folder.join(name);
        std::fs::write(&path, text).unwrap();
        path
    };
    let (base, one, other) = (file("base", base), file("one", one), file("other", other));
    let mut git = Command::new("git");
    git.args(["merge-file", "-p", "-q"]).args([one, base, other]);
    !git.output().unwrap().status.success()
}

fn merge(practice: &Practice, from: &str) -> bool {
    let mut git = Command::new("git");
    git.current_dir(practice.root()).env("GIT_CONFIG_GLOBAL", practice.home().join("gitconfig"));
    git.args(["merge", "-q", "-m", "m", from]).output().unwrap().status.success()
}

#[test]
fn random_edits_of_two_clones_are_put_together_without_loss_and_alike() {
    let pairs: usize = std::env::var("COACH_MERGES").ok().map_or(15, |count| count.parse().unwrap());
    let seed = std::env::var("COACH_SEED").ok().map_or(14, |seed| seed.parse().unwrap());
    let mut dice = Dice(seed);
    let here = kept();
    for (path, keys, body) in NOTES {
        here.write(path, format!("---\n{keys}\n---\n\n{body}"));
    }
    here.coach("save").ok();
    let there = Practice::nowhere();
    introduce(&there);
    git(&there, &["clone", "-q", &here.root().display().to_string(), "."]);
    let driver = git(&here, &["config", "merge.coach.driver"]);
    git(&there, &["config", "merge.coach.driver", driver.trim()]);
    let start = git(&here, &["rev-parse", "HEAD"]).trim().to_owned();
    let (mut open, mut open_without, mut clean, mut passed) = (0, 0, 0, 0);
    for pair in 0..pairs {
        let (path, keys, body) = dice.pick(NOTES);
        // One pair in eight are two new notes of one name.
        let is_new = dice.below(8) == 0;
        let base = format!("---\n{keys}\n---\n\n{body}");
        let path = if is_new {
            path.replace("2026-10", "2026-11").replace("rest", "sleep")
        } else {
            (*path).to_owned()
        };
        let (one, other) =
            (edits(&path, &base, pair, "a", &mut dice), edits(&path, &base, pair, "b", &mut dice));
        for (practice, text) in [(&here, &one), (&there, &other)] {
            git(practice, &["reset", "-q", "--hard", &start]);
            practice.write(&path, text);
            git(practice, &["add", "-A"]);
            git(practice, &["commit", "-q", "--allow-empty", "-m", "edit"]);
        }
        git(&there, &["fetch", "-q", "origin"]);
        git(&here, &["fetch", "-q", &there.root().display().to_string(), "HEAD"]);
        let is_clean = merge(&here, "FETCH_HEAD");
        assert_eq!(merge(&there, "origin/main"), is_clean, "pair {pair}");
        let merged = here.read(&path);
        let told = || {
            format!(
                "pair {pair}, seed {seed}\n=== base\n{base}=== one\n{one}=== other\n{other}=== merged\n{merged}"
            )
        };
        assert_eq!(merged, there.read(&path), "{}", told());
        let base = if is_new { "" } else { &base };
        assert_eq!(lost(base, &one, &other, &merged), Vec::<String>::new(), "{}", told());
        assert!(!has_mark_in_front(&merged), "{}", told());
        let checked = here.coach(&format!("check {path}"));
        if is_clean {
            clean += 1;
            passed += usize::from(checked.code_is(0));
            assert!(checked.code_is(0) || checked.stdout.contains(&path), "{}", told());
            assert!(!merged.contains("<<<<<<<"), "{}", told());
        } else {
            open += 1;
            checked.fails(1).stdout_has("merge-conflict").stdout_has("both sides of a merge stand here: ");
        }
        open_without += usize::from(is_conflict_without_driver(here.home().as_path(), [base, &one, &other]));
    }
    eprintln!(
        "{pairs} pairs: {open} left something open, {open_without} would have without the driver; of {clean} clean ones {passed} pass check"
    );
    assert!(open <= open_without, "{open} with the driver, {open_without} without");
}
