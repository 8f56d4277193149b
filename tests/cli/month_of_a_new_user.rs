//! The first month of somebody who types notes as it comes: six clients, made by the product's own commands, and notes by hand, as bad
//! as people type them. Of each line it is said where it stands, and by which command it is shown; else `check` has to tell it.

use crate::harness::Practice;

const NAMES: [&str; 6] = ["Anna Berg", "Jürgen Groß", "Émile Roux", "Zoe Ek", "Ana de Sá", "老虎 Li"];

/// A note that was typed by hand: its path from the clients' folder, and its text.
const NOTES: [(&str, &str); 22] = [
    // No front matter at all, plain bullets, headings with a colon, without a blank, in bold.
    (
        "anna-berg/sessions/2026-11-03.md",
        "she came late, k1\n\n##Threads\n- the board k2\n- Odile k3\n\n**I said I would**\n\n- send the article k4\n",
    ),
    (
        "anna-berg/sessions/2026-11-10.md",
        "---\nMinutes: 50\nSummary: nobody owns it k5\n---\n\n## Threads:\n\n-[ ] the chair k6\n[ ] the window k7\n• the door k8\n☐ the roof k9\n",
    ),
    (
        "anna-berg/sessions/2026-11-17.md",
        "---\nstatus: held\nminutes: 50\n---\n\n## Thraeds\n\n- the stairs k10\n\n> “I can't sleep.” k11\n\nShe likes the boat. #happy k12\n#awake the bills k13\n",
    ),
    ("anna-berg/notes/2026-11-12.md", "rang her: thursday is better k14\n"),
    (
        "anna-berg/notes/2026-11-13.md",
        "From: Anna Berg <anna@example.org>\nSubject: hello k15\n\nI slept badly k16\n",
    ),
    // Called off, in as many ways.
    ("jürgen-groß/sessions/2026-11-04.md", "Status: Cancelled\n\nhe is ill k17\n"),
    ("jürgen-groß/sessions/2026-11-11.md", "\n---\nstatus: cancelled\nminutes: 60\n---\nagain ill k18\n"),
    ("jürgen-groß/sessions/2026-11-18.md", "---\nstatus: abgesagt\n---\nSchnupfen k19\n"),
    ("jürgen-groß/sessions/2026-11-20.md", "—-\nstatus: cancelled\n—-\nwieder k20\n"),
    (
        "jürgen-groß/notes/2026-11-21.md",
        "---\nfrom: client\n---\nIch komme Freitag. k21\n\n> Ihre Mail: k22\n",
    ),
    // Words under headings of one's own, and in a table, code and a quote in a quote.
    (
        "émile-roux/sessions/2026-11-05.md",
        "# Appel\n\nIl est fatigué. k23\n\n## Ce qu'il dit\n\n> je n'en peux plus k24\n> > dit sa mère k25\n\n| a | b |\n| --- | --- |\n| k26 | k27 |\n\n```\nk28\n```\n",
    ),
    (
        "émile-roux/sessions/2026-11-12.md",
        "---\nminutes: 50\n---\n\n## Reflection\n\nI hurried. k29\n\n## Preparation\n\nmy list k30\n\n## Plan\n\nWhat: two mornings k31\nWhen: tuesday k32\nsomething else k33\n",
    ),
    // No-break spaces and decomposed letters.
    (
        "zoe-ek/sessions/2026-11-06.md",
        "---\nminutes: 50\n---\n\n## Threads\n\n-\u{a0}[ ] the u\u{308}ber boss k34\n- [\u{a0}] the lift k35\n-\u{a0}the yard k36\n",
    ),
    ("zoe-ek/sessions/2026-11-13.md.txt", "saved as text k37\n"),
    ("zoe-ek/session/2026-11-14.md", "in the wrong folder k38\n"),
    ("zoe-ek/2026-11-15.md", "beside the folders k39\n"),
    ("zoe-ek/notes/2026-11-16.markdown", "another ending k40\n"),
    // A copy, a merge, a key that belongs elsewhere, a value that YAML cuts.
    (
        "ana-de-sá/sessions/2026-11-09.md",
        "---\nmintues: 50\nsummary: slept badly #awake again k41\n---\nwords k42\n",
    ),
    (
        "ana-de-sá/sessions/2026-11-09 (Ana's conflicted copy 2026-11-10).md",
        "---\nminutes: 50\n---\nother words k43\n",
    ),
    (
        "ana-de-sá/sessions/2026-11-16.md",
        "---\nminutes: 50\n---\n<<<<<<< HEAD\nmine k44\n=======\ntheirs k45\n>>>>>>> laptop\n",
    ),
    ("ana-de-sá/notes/2026-11-17.md", "---\nminutes: 20\nstatus: cancelled\n---\na thought k46\n"),
    (
        "老虎-li/sessions/2026-11-19.md",
        "title: call\nminutes: 50\n\nHe draws. k47\n\n1. first k48\n2. second k49\n",
    ),
];
const WORDS: usize = 49;

/// What is typed on the command line.
const LINES: [&[&str]; 9] = [
    &["session", "new", "anna", "tomorrow", "10h30"],
    &["session", "new", "Jürgen", "--on", "in einer Woche 14 Uhr"],
    &["session", "new", "emile", "--on", "mardi 14h30"],
    &["note", "anna", "she", "wants", "thursday", "t1"],
    &["note", "Émile", "--on", "24 Nov", "il", "dort", "mieux", "t2"],
    &["thread", "add", "zoe", "the", "yard", "again", "t3"],
    &["promise", "add", "ana", "send", "the", "poem", "t4"],
    &["goal", "new", "anna", "Sleep", "like", "a", "stone", "t5"],
    &["plan", "new", "anna", "--what", "Two mornings t6", "--when", "Tue, 07:30 t7"],
];

fn practice() -> Practice {
    let practice = Practice::nowhere().today("2026-11-25T09:00");
    practice.coach("init").ok();
    for name in NAMES {
        practice.run(["client", "new"].into_iter().chain(name.split(' '))).ok();
    }
    practice.run(["client", "set", "anna-berg", "email=anna@example.org"]).ok();
    for words in LINES {
        practice.run(words).ok();
    }
    for (path, text) in NOTES {
        practice.write(&format!("clients/{path}"), text);
    }
    practice
}

/// The commands that show a client's words, and what each shows.
fn views(practice: &Practice) -> Vec<(String, String)> {
    let mut lines: Vec<String> = ["today", "client list"].map(str::to_owned).to_vec();
    for id in ["anna-berg", "jürgen-groß", "émile-roux", "zoe-ek", "ana-de-sá", "老虎-li"] {
        lines.extend(
            ["prep", "read", "client show", "thread list", "promise list", "plan list", "goal list"]
                .map(|view| format!("{view} {id}")),
        );
    }
    lines
        .into_iter()
        .map(|line| (practice.coach(&line).ok().stdout, line))
        .map(|(out, line)| (line, out))
        .collect()
}

#[test]
fn nothing_that_was_typed_is_lost() {
    let practice = practice();
    let before = practice.snapshot();
    let check = practice.coach("check").fails(1).stdout;
    let views = views(&practice);
    let stands_in = |text: &str, word: &str| {
        text.match_indices(word)
            .any(|(at, _)| !text[at + word.len()..].starts_with(|c: char| c.is_ascii_digit()))
    };
    let mut lost = Vec::new();
    let words = (1..=WORDS).map(|i| format!("k{i}")).chain((1..=7).map(|i| format!("t{i}")));
    for word in words {
        let (path, line) = before
            .iter()
            .filter(|(path, _)| path.starts_with("clients/"))
            .find_map(|(path, bytes)| {
                let text = String::from_utf8_lossy(bytes).into_owned();
                let line = text.lines().find(|line| stands_in(line, &word))?.to_owned();
                Some((path.clone(), line))
            })
            .unwrap_or_else(|| panic!("{word} stands in no file"));
        let shown = views.iter().find(|(_, text)| stands_in(text, &word)).map(|(view, _)| view.clone());
        // Of a folder that isn't read the folder is told.
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let is_told = |path: &str| check.contains(&format!("--> {path}:"));
        let file = is_told(&path) || is_told(folder);
        let how = match shown {
            Some(view) => format!("coach {view}"),
            None if file => "told by coach check".to_owned(),
            None => {
                lost.push(format!("{word}: {line} ({path})"));
                "nowhere".to_owned()
            }
        };
        eprintln!("{line:48} {path:60} {how}");
    }
    assert!(lost.is_empty(), "lost: {lost:#?}\n{check}");
    practice.unchanged_but(&before, &[]);
}

#[test]
fn what_was_called_off_counts_nowhere_and_is_told() {
    let practice = practice();
    let check = practice.coach("check").fails(1).stdout;
    for day in ["04", "11", "18", "20"] {
        assert!(check.contains(&format!("clients/jürgen-groß/sessions/2026-11-{day}.md")), "{check}");
    }
    let sessions = practice.json("session list jürgen-groß");
    let held = |session: &&serde_json::Value| session["status"] == "held" && session["counts"] == true;
    assert_eq!(sessions["sessions"].as_array().unwrap().iter().filter(held).count(), 0, "{sessions:#}");
    let threads = practice.coach("thread list anna-berg").ok().stdout;
    for thread in ["the board", "Odile", "the stairs"] {
        assert!(threads.contains(thread), "{thread}: {threads}");
    }
    practice.coach("promise list anna-berg").ok().stdout_has("send the article");
}
