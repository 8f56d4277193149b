//! A day of three calls, typed from an empty practice: how many keys it takes beside one's own words.

use crate::harness::Practice;

/// How many keys a whole day may take beside the words, keeping it in git included.
const MOST_KEYS: usize = 300;

/// What was typed so far.
#[derive(Default)]
struct Typed {
    keys: usize,
    shares: Vec<(String, usize)>,
}

impl Typed {
    /// Types a command line; `{…}` holds words of one's own, which don't count. Then answers, of which Enter alone counts.
    fn line(&mut self, practice: &Practice, line: &str, answers: &[(&str, &str)]) {
        let mut arguments: Vec<String> = Vec::new();
        let mut keys = 1;
        for (i, part) in line.split(['{', '}']).enumerate() {
            if i % 2 == 0 {
                keys += part.chars().count();
            }
            arguments.extend(part.split_whitespace().map(str::to_owned));
        }
        keys += answers.len();
        self.keys += keys;
        self.shares.push((line.to_owned(), keys));
        if arguments.first().is_none_or(|program| program != "coach") {
            return;
        }
        let mut talk = practice.terminal(&arguments[1..]);
        for (question, answer) in answers {
            talk.answers(question, answer);
        }
        talk.ends_well();
    }
}

#[test]
fn a_day_of_three_calls_takes_few_keys_beside_the_words() {
    let mut practice = Practice::nowhere().today("2026-11-24T08:30");
    let mut typed = Typed::default();
    typed.line(&practice, "coach init", &[]);
    for name in ["Anna Berg", "Ben Okafor", "Jun Ito"] {
        typed.line(&practice, &format!("coach client new {{{name}}}"), &[]);
    }
    for line in ["anna 9:30", "ben 11:00", "jun 14:30"] {
        typed.line(&practice, &format!("coach session new {line}"), &[]);
    }
    for (begins, ends, next) in [
        ("09:20", "10:31", "in 2 weeks 9:30"),
        ("10:50", "12:01", "in 2 weeks 11:00"),
        ("14:20", "15:32", ""),
    ] {
        practice.acts_on(&format!("2026-11-24T{begins}"));
        typed.line(&practice, "coach prep", &[]);
        practice.acts_on(&format!("2026-11-24T{ends}"));
        let answers = [
            ("What happened?", ""),
            ("Where did we leave off", "Nobody owns the page."),
            ("Something to come back to?", "Who reads it first?"),
            ("What did you say you would do?", "Send the article due:friday"),
            ("Next call?", next),
        ];
        typed.line(&practice, "coach done", &answers);
    }
    typed.line(&practice, "coach note anna {She rang: Thursday suits her better}", &[]);
    typed.line(&practice, "coach promise tick ben 1", &[]);
    typed.line(&practice, "git add -A", &[]);
    typed.line(&practice, "git commit -qm {Tuesday}", &[]);
    for (line, keys) in &typed.shares {
        eprintln!("{keys:4}  {line}");
    }
    eprintln!("{:4}  all", typed.keys);
    assert!(typed.keys <= MOST_KEYS, "{} keys", typed.keys);
    practice.coach("check").ok();
    practice.coach("today").ok().stdout_has_in_order(&["You said you would", "Send the article"]);
    for client in ["anna-berg", "ben-okafor", "jun-ito"] {
        let note = practice.read(&format!("clients/{client}/sessions/2026-11-24.md"));
        assert!(note.contains("summary: Nobody owns the page.\n"), "{note}");
    }
}
