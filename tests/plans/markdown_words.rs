//! Words that Markdown would take for layout stay words, wherever they are typed.

use crate::harness::Practice;

const ALICES: &str = "clients/alice/plans/2026-11-08-two-mornings.md";

/// What people say that Markdown would take for layout.
const LOOKS_LIKE_MARKDOWN: [&str; 12] = [
    "# Not a heading",
    "- [x] **Measurable** no",
    "> no quote",
    "```",
    "<!-- no",
    "1. one",
    "---",
    "* a",
    "## Steps",
    "<b>x</b>",
    "[ ] x",
    "#tag",
];

fn bare(text: &serde_json::Value) -> String {
    text.as_str().unwrap_or_default().replace('\\', "")
}

/// What isn't as it was said: the answers given, and how many if-thens and steps there are.
fn lost(practice: &Practice, words: &str, answers: &[usize], steps: usize) -> Vec<String> {
    let plan = practice.json("plan show alice walk");
    let mut lost = Vec::new();
    for place in answers {
        let text = bare(&plan["smart"][*place]["answer"]["text"]);
        if text != words {
            lost.push(format!("{words:?}: answer {place} is {text:?}"));
        }
    }
    for (part, count) in [("smart", 5), ("if_thens", 1), ("steps", steps)] {
        let found = plan[part].as_array().unwrap().len();
        if found != count {
            lost.push(format!("{words:?}: {found} {part} for {count}"));
        }
    }
    if bare(&plan["when"]) != words {
        lost.push(format!("{words:?}: when is {}", plan["when"]));
    }
    lost
}

#[test]
fn words_that_look_like_markdown_stay_words_in_a_plan() {
    let mut all = Vec::new();
    for words in LOOKS_LIKE_MARKDOWN {
        let practice = Practice::of_alice(&[]);
        let flags = ["--title", "Walk", "--what", words, "--measure", words, "--why", words, "--when", words];
        let flags = flags.iter().chain(&["--if-then", "If a, then b.", "--step", "Go"]);
        let ran = practice.run(["plan", "new", "alice"].iter().chain(flags));
        if ran.code_is(0) {
            all.extend(lost(&practice, words, &[0, 1, 3], 1));
        }
    }
    assert!(all.is_empty(), "{all:#?}");
}

#[test]
fn words_that_look_like_markdown_stay_words_at_a_terminal() {
    let mut all = Vec::new();
    for words in LOOKS_LIKE_MARKDOWN {
        let practice = Practice::of_alice(&[]);
        let mut talk = practice.talk("plan new alice");
        talk.answers("1/6", "Walk")
            .answers("2/6", words)
            .answers("3/6 When, where", words)
            .answers("4/6", "")
            .answers("5/6 It is", words)
            .answers("And if that", words);
        talk.answers("What else", "").answers("6/6", ".");
        let ended = talk.ends();
        if ended.code != Some(0) {
            all.push(format!("{words:?}: {}", ended.scroll.lines().last().unwrap_or_default()));
            continue;
        }
        all.extend(lost(&practice, words, &[1], 0));
    }
    assert!(all.is_empty(), "{all:#?}");
}

#[test]
fn a_review_in_words_that_look_like_markdown() {
    let mut all = Vec::new();
    for words in LOOKS_LIKE_MARKDOWN {
        let practice = Practice::example();
        let flags = ["--outcome", "partly", "--happened", words, "--learned", "Much"];
        let ran = practice.run(["plan", "review", "alice"].iter().chain(&flags));
        let plan = practice.json("plan show alice 2026-11-08");
        if !ran.code_is(0) {
            all.push(format!("{words:?}: {} – and the outcome is {}", ran.stderr.trim(), plan["outcome"]));
            continue;
        }
        let said: Vec<String> =
            plan["outcome_words"].as_array().unwrap().iter().map(|said| bare(&said["text"])).collect();
        if said != [words, "Learned: Much"] || plan["steps"].as_array().unwrap().len() != 5 {
            all.push(format!("{words:?}: {said:?}, {} steps", plan["steps"].as_array().unwrap().len()));
        }
    }
    assert!(all.is_empty(), "{all:#?}");
}

#[test]
fn nothing_typed_is_lost_because_it_looks_like_markdown() {
    let mut lost = Vec::new();
    for words in LOOKS_LIKE_MARKDOWN {
        let practice = Practice::example();
        let mut talk = practice.talk("plan review alice");
        talk.answers("What happened", words).answers("…", "");
        let after = talk.answers_or_ends("How many times", ".");
        if !after || !practice.read(ALICES).replace('\\', "").contains(words) {
            lost.push(format!("review, {words:?}: {}", talk.shown().lines().last().unwrap_or_default()));
        }
        let mut talk = practice.talk("goal close ben own --achieved");
        talk.answers("What is it like", words).answers("…", "");
        let after = talk.answers_or_ends("Was it what you wanted", ".");
        if !after || !practice.read("clients/ben/goals/own-workshop.md").replace('\\', "").contains(words) {
            lost.push(format!("look back, {words:?}: {}", talk.shown().lines().last().unwrap_or_default()));
        }
        let mut talk = practice.terminal(["plan", "new", "ben", "--as", "Manager"]);
        talk.answers("If you were only the Manager", words).answers("…", "Draw").answers("…", "");
        if !talk.answers_or_ends("Which one is it?", "") {
            lost.push(format!("role, {words:?}: {}", talk.shown().lines().last().unwrap_or_default()));
        }
        talk.killed();
        let practice = Practice::example();
        let mut talk = practice.talk("plan new ben --what Rest --measure One --when Sat --where shed --review 2026-12-10 --make-room x --make-room-cost y --confidence 5 --full --why x --how-often x --who x --support x --confidence-before 5");
        talk.answers("5/6 It is Sat", "").answers("What would make it one", words);
        if talk.answers_or_ends("Back to", "")
            && talk.answers_or_ends("Leaving", "")
            && talk.answers_or_ends("A first step?", words)
        {
            if !talk.answers_or_ends("…", "") {
                lost.push(format!("step, {words:?}: {}", talk.shown().lines().last().unwrap_or_default()));
            }
        } else {
            lost.push(format!("higher, {words:?}: {}", talk.shown().lines().last().unwrap_or_default()));
        }
        talk.killed();
    }
    assert!(lost.is_empty(), "{lost:#?}");
}
