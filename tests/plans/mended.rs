//! What was once otherwise than the interview, the page and the voice promise, and holds now.

use serde_json::json;

use crate::harness::Practice;
use crate::interview::{BEN, say};

const ALICES: &str = "clients/alice/plans/2026-11-08-two-mornings.md";

#[test]
fn comments_inside_the_clients_lines_stay_out_of_the_page() {
    let plan = "---\nmade: 2026-11-08\n---\n# Two mornings\n\n## SMART\n- [x] **Specific** What exactly? <!-- Zqx1 -->\n  Ring one family.\n  <!-- Zqx2 -->\n\n\
        ## Reality test\n- [x] If it rings, then it rings. <!-- Zqx3 -->\n\n## Steps\n- [ ] Ring <!-- Zqx4 --> due:2026-12-01\n  <!-- Zqx5 -->\n";
    let practice = Practice::of_alice(&[("plans/2026-11-08-two.md", plan)]);
    for format in ["md", "json", "html"] {
        practice.coach(&format!("share alice --format {format}")).ok().nowhere_has("Zqx");
    }
}

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
fn a_title_follows_the_answer_that_replaces_it() {
    let practice = Practice::example();
    let mut talk = practice.talk("plan new ben");
    talk.answers("1/6", "Draw the counter.")
        .answers("2/6", "<")
        .answers("1/6", "Sell the shed.")
        .answers("2/6", ".");
    talk.ends_well();
    assert!(practice.has("clients/ben/plans/2026-11-24-sell-the-shed.md"));
}

#[test]
fn flags_are_not_dropped_when_a_draft_is_gone_on_with() {
    let practice = Practice::example();
    practice.coach("plan new ben --blank").ok();
    let mut talk = practice.talk("plan new ben --when Sat --make-room shopping --confidence 9");
    talk.sees("is a draft. Go on with it?").presses("y\r").answers("1/6", "Rest").answers("2/6", ".");
    talk.ends_well();
    let plan = practice.json("plan show ben rest");
    assert_eq!(
        (&plan["when"], &plan["make_room"], &plan["confidence"]),
        (&json!("Sat"), &json!("shopping"), &json!(9))
    );
}

#[test]
fn a_review_that_was_given_is_not_asked() {
    let practice = Practice::example();
    let mut talk =
        practice.talk("plan new ben --what Rest --measure One --when Sat --where shed --review 2026-11-26");
    talk.sees("? 4/6");
    talk.killed();
}

#[test]
fn if_thens_that_were_given_are_not_asked() {
    let practice = Practice::example();
    let mut talk = practice.terminal([
        "plan",
        "new",
        "ben",
        "--what",
        "Rest",
        "--measure",
        "One",
        "--when",
        "Sat",
        "--where",
        "shed",
        "--review",
        "2026-12-10",
        "--make-room",
        "x",
        "--make-room-cost",
        "y",
        "--if-then",
        "If it rains, then it rains.",
    ]);
    talk.sees("? 6/6");
    talk.killed();
}

#[test]
fn back_at_the_then_goes_back_to_the_obstacle() {
    let practice = Practice::example();
    let mut talk = practice.talk("plan new ben");
    say(&mut talk, &BEN[..5]);
    talk.answers("And if that happens, then?", "<").sees("? 5/6 It is Sat, 10:00, the shed.");
    talk.killed();
}

#[test]
fn the_fifth_question_has_its_number() {
    let practice = Practice::example();
    let mut talk = practice.talk("plan new ben");
    say(&mut talk, &BEN[..4]);
    talk.sees("? 5/6 It is Sat");
    talk.killed();
}

#[test]
fn after_one_higher_and_a_change_it_asks_again_how_sure() {
    let practice = Practice::example();
    let mut talk = practice.talk("plan new ben");
    say(&mut talk, &BEN[..9]);
    talk.answers("6/6 How sure", "5")
        .answers("What would make it one higher?", "less")
        .answers("Back to", "1");
    talk.answers("1/6", "Draw one line.")
        .sees("6/6 How sure are you, 0 to 10? What makes it that and not less? [5]");
    talk.killed();
}

#[test]
fn a_dot_ends_at_every_question() {
    let practice = Practice::example();
    let mut talk = practice.talk("plan new ben");
    say(&mut talk, &BEN[..9]);
    talk.answers("6/6 How sure", "5")
        .answers("What would make it one higher?", "less")
        .answers("Back to", ".");
    assert_eq!(talk.ends_well().screen.matches("Leaving").count(), 0);
    let mut talk = practice.talk("plan review alice");
    talk.answers("What happened", "x").answers("…", "").answers("How many times", ".");
    assert_eq!(talk.ends_well().screen.matches("And now").count(), 0);
}

#[test]
fn what_one_role_would_do_is_kept_when_it_is_interrupted() {
    let practice = Practice::example();
    let before = practice.snapshot().into_iter().filter(|(path, _)| !path.contains(".coach-")).count() + 1;
    let mut talk = practice.terminal(["plan", "new", "ben", "--as", "Manager"]);
    talk.answers("If you were only the Manager", "Buy paper").answers("…", "Draw the door").sees("…");
    talk.killed();
    let plans: Vec<_> =
        practice.snapshot().into_iter().filter(|(path, _)| !path.contains(".coach-")).collect();
    assert_eq!(plans.len(), before);
    assert!(plans.iter().any(|(_, text)| String::from_utf8_lossy(text).contains("Buy paper")));
}

#[test]
fn several_lines_are_kept_line_by_line() {
    let practice = Practice::example();
    let mut talk = practice.talk("plan review alice");
    talk.answers("What happened", "Three of four.").answers("…", "The boiler.").sees("…");
    talk.killed();
    assert!(practice.read(ALICES).contains("Three of four."));
}

#[test]
fn a_refused_command_writes_nothing() {
    let mut wrote = Vec::new();
    for line in [
        "plan step alice --tick 4 --tick 99",
        "plan step alice --tick 4 --add x --due 8/11",
        "plan step alice --tick 4 --date 9 friday",
        "plan test alice --confidence-before 5 --confidence 11",
        "plan test alice --confidence 9 --played 99",
        "plan review alice --outcome kept --done -1 --of 3",
        "plan review alice --outcome partly --done 1 --of 0",
        "goal close alice lead --achieved --looking-back x --on 8/11",
    ] {
        let practice = Practice::example();
        let before = practice.snapshot();
        let refused = practice.coach(line).code_is(2);
        if !refused || practice.snapshot() != before {
            wrote.push((refused, line));
        }
    }
    assert!(wrote.is_empty(), "{wrote:#?}");
}

#[test]
fn a_count_below_nothing_is_asked_again() {
    let practice = Practice::example();
    let mut talk = practice.talk("plan review alice");
    talk.answers("What happened", "x")
        .answers("…", "")
        .answers("How many times", "-1")
        .answers("How many times", "3/0")
        .answers("How many times", "3/4");
    talk.sees("What did it teach?");
    talk.killed();
    practice.coach("check").ok();
}

#[test]
fn it_ends_with_how_to_hand_it_to_the_client() {
    let practice = Practice::example();
    let mut talk = practice.talk("plan new ben");
    talk.answers("1/6", "Rest").answers("2/6", ".");
    assert!(talk.ends_well().scroll.contains("coach share ben"));
}

#[test]
fn obstacles_begin_small_behind_the_if() {
    let practice = Practice::example();
    let mut talk = practice.talk("plan test ben");
    talk.answers("Before", "")
        .answers("If Mrs", "")
        .answers("It is", "It rains")
        .answers("And if", "I go")
        .answers("What else", ".");
    talk.ends_well();
    assert!(
        practice.read("clients/ben/plans/2026-11-12-pencil-and-all.md").contains("If it rains, then I go.")
    );
}

#[test]
fn a_mail_that_breaks_long_lines_is_understood() {
    let long =
        "Write the address of Mrs Kessler on the brown envelope, and nothing else, before the kettle boils";
    let practice = Practice::of_alice(&[(
        "plans/2026-11-08-two.md",
        &format!("# Two\n\n## Steps\n- [ ] {long}\n- [ ] Go\n"),
    )]);
    let mail = format!(
        "> Two (2026-11-08-two)\n> [x] 1. {}\n> {}\n> [ ] 2. Go\n",
        &long[..60].trim_end(),
        &long[60..].trim_start()
    );
    practice.run_with_input(["plan", "receive", "alice"], &mail).ok().stderr_lacks("not understood");
    assert!(practice.read("clients/alice/plans/2026-11-08-two.md").contains("- [x] Write"));
}

#[test]
fn progress_on_a_plan_that_is_not_there_ticks_nothing() {
    let practice = Practice::example();
    let before = practice.snapshot();
    practice
        .run_with_input(
            ["plan", "receive", "alice"],
            "Gone (2026-01-01-gone)\n[x] 1. Ring the second family\n",
        )
        .fails(2)
        .stderr_has("2026-01-01-gone");
    practice.unchanged_but(&before, &[]);
}

#[test]
fn an_interview_without_any_answer_leaves_nothing_behind() {
    let practice = Practice::example();
    let before = practice.snapshot();
    let mut talk = practice.talk("plan new ben");
    talk.sees("1/6").presses("\u{3}");
    assert_eq!(talk.ends().code, Some(130));
    practice.unchanged_but(&before, &[]);
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

#[test]
fn progress_finds_back_to_a_plan_with_a_name_made_by_hand() {
    let steps = "## Steps\n- [ ] Go\n";
    let practice = Practice::of_alice(&[
        ("plans/walk.md", &format!("---\nmade: 2026-10-01\n---\n# Walk\n\n{steps}")),
        ("plans/2026-11-08-swim.md", &format!("# Swim\n\n{steps}")),
    ]);
    practice.run_with_input(["plan", "receive", "alice"], "Walk (walk)\n[x] 1. Go\n").ok();
    assert!(practice.read("clients/alice/plans/walk.md").contains("- [x] Go"));
    assert!(practice.read("clients/alice/plans/2026-11-08-swim.md").contains("- [ ] Go"));
}

#[test]
fn a_review_that_was_ended_before_its_outcome_says_so() {
    let practice = Practice::example();
    let mut talk = practice.talk("plan review alice --next");
    talk.answers("What happened", ".");
    talk.ends_well();
    assert!(
        !practice.has("clients/alice/plans/2026-11-24-two-mornings-at-the-library.md"),
        "a next version of an open plan"
    );
}
