//! Interrupted: whatever ends an interview, what was answered stands in a draft that can be gone on with.

use std::time::Duration;

use crate::harness::Practice;
use crate::harness::terminal::Terminal;
use crate::interview::{BEN, say};

/// A kind of question: how the command begins, what is answered up to there, and what has to be in the draft.
struct Moment {
    kind: &'static str,
    line: &'static str,
    answers: Vec<(&'static str, &'static str)>,
    /// What is asked when it ends.
    asked: &'static str,
    kept: Vec<&'static str>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum End {
    Killed,
    Interrupted,
    Closed,
}

/// Every way in which a conversation can end before its end.
pub const ENDS: [End; 3] = [End::Killed, End::Interrupted, End::Closed];

fn moments() -> Vec<Moment> {
    let upto = |kind, count: usize, asked| Moment {
        kind,
        line: "plan new ben",
        answers: BEN[..count].to_vec(),
        asked,
        // What a semicolon keeps apart stands in two keys.
        kept: BEN[..count].iter().flat_map(|(_, answer)| answer.split("; ")).collect(),
    };
    let mut higher = upto("higher", 9, "What would make it one higher?");
    higher.answers.push(("6/6 How sure", "5"));
    higher.kept.push("confidence: 5");
    let mut back_to = upto("back to", 9, "Back to a question?");
    back_to.answers.extend([("6/6 How sure", "5"), ("What would make it one higher?", "half an hour")]);
    back_to.kept.extend(["confidence: 5", "half an hour"]);
    let mut back = upto("back", 3, "2/6 How will you know, and how will we both? [One sheet");
    back.answers.push(("4/6", "<"));
    back.answers.push(("3/6 When, where and who is with you, in an ordinary week? [Sat, 10:00; the", "<"));
    let mut still = upto("still", 10, "Leaving without a plan");
    still.kept.retain(|kept| !kept.starts_with('8'));
    still.kept.extend(["confidence: 8", "the shed is dry"]);
    let mut full = upto("several lines", 2, "…");
    full.line = "plan new ben --full";
    full.answers.push(("Why does it matter now?", "Because of the window"));
    let mut step = upto("step", 2, "…");
    step.line = "plan new ben --full --why x --when Sat --where shed --how-often 1 --make-room m --make-room-cost c --who w \
                 --support s --confidence-before 5 --confidence 8 --review 2026-12-10";
    step.answers.extend([("5/6 It is Sat", ""), ("Leaving", ""), ("A first step?", "Ask Marit")]);
    step.kept.push("- [ ] Ask Marit");
    vec![
        upto("text", 1, "2/6"),
        upto("parts", 3, "4/6"),
        upto("mark", 9, "6/6 How sure"),
        upto("obstacle", 6, "What else"),
        upto("then", 5, "And if that happens, then?"),
        higher,
        back_to,
        still,
        back,
        full,
        step,
    ]
}

/// What was kept when it ended so: a draft without a problem, which is offered, and open once it is finished.
#[track_caller]
fn survives(moment: &Moment, end: End, half_typed: &str) {
    let what = format!("{} {end:?}", moment.kind);
    let practice = Practice::example();
    let before = practice.snapshot();
    let mut talk = practice.talk(moment.line);
    say(&mut talk, &moment.answers);
    talk.sees(&format!("? {}", moment.asked)).types(half_typed);
    ends(talk, end, &what);
    let (path, text) = draft(&practice, &what);
    practice.unchanged_but(&before, &[path.as_str()]);
    practice.coach("check").ok();
    for kept in &moment.kept {
        assert!(text.contains(kept), "{what}: {kept:?} isn't kept\n{text}");
    }
    let mut again = practice.talk("plan new ben");
    again.sees("is a draft. Go on with it?").presses("y\r").sees("? ").types(".").presses("\r");
    again.ends_well();
    let plan = std::fs::read_to_string(practice.root().join(&path)).expect("the plan");
    assert!(plan.contains("\noutcome: open\n"), "{what}\n{plan}");
    for kept in &moment.kept {
        assert!(plan.contains(kept), "{what}: {kept:?} is lost by going on\n{plan}");
    }
    practice.coach("check").ok();
}

#[track_caller]
pub fn ends(mut talk: Terminal, end: End, what: &str) {
    match end {
        End::Killed => talk.killed(),
        End::Closed => talk.closed(),
        End::Interrupted => {
            talk.presses("\u{3}");
            let ended = talk.ends();
            assert_eq!(ended.code, Some(130), "{what}\n{}", ended.scroll);
            assert!(ended.restored, "{what}: the terminal isn't as it was\n{}", ended.scroll);
        }
    }
}

/// The only draft of Ben's. A temporary file that a kill leaves before it is renamed is no note.
#[track_caller]
fn draft(practice: &Practice, what: &str) -> (String, String) {
    let files = practice
        .snapshot()
        .into_iter()
        .filter(|(path, _)| path.starts_with("clients/ben/") && !path.contains("/.coach-"));
    let texts = files.map(|(path, bytes)| (path, String::from_utf8_lossy(&bytes).into_owned()));
    let drafts: Vec<_> = texts.filter(|(_, text)| text.contains("\noutcome: draft\n")).collect();
    assert_eq!(drafts.len(), 1, "{what}: {drafts:?}");
    drafts.into_iter().next().expect("one")
}

#[test]
fn each_kind_of_question_survives_an_end() {
    for (place, moment) in moments().iter().enumerate() {
        survives(moment, ENDS[place % ENDS.len()], "");
    }
}

/// A command under which SIGHUP is ignored, as under nohup.
fn talk_under_nohup(practice: &Practice, line: &str) -> Terminal {
    let coach = practice.command(line.split_whitespace());
    let mut shell = std::process::Command::new("sh");
    shell.args(["-c", "trap '' HUP; exec \"$0\" \"$@\""]).arg(coach.get_program()).args(coach.get_args());
    shell.envs(coach.get_envs().filter_map(|(name, value)| Some((name, value?))));
    shell.current_dir(coach.get_current_dir().expect("a working folder"));
    Terminal::of(&shell)
}

#[test]
fn a_terminal_that_goes_away_ends_every_kind_of_question_also_under_nohup() {
    for (line, asked) in [
        ("plan new ben", "? 1/6"),
        ("plan new chiara", "is a draft. Go on with it?"),
        ("goal examine alice", "1/15 What are your reasons"),
    ] {
        let practice = Practice::example();
        let mut talk = talk_under_nohup(&practice, line);
        talk.sees(asked);
        talk.closed();
        practice.coach("check").ok();
    }
    let practice = Practice::example();
    let mut talk = talk_under_nohup(&practice, "plan new ben");
    say(&mut talk, &BEN[..2]);
    talk.sees("? 3/6");
    talk.closed();
    let (_, text) = draft(&practice, "under nohup");
    assert!(BEN[..2].iter().all(|(_, answer)| text.contains(answer)), "{text}");
}

#[test]
fn an_end_at_the_choice_of_a_goal_leaves_nothing_behind() {
    for end in ENDS {
        let practice = Practice::example();
        practice.coach("goal new ben Sleep").ok();
        let before = practice.snapshot();
        let mut talk = practice.talk("plan new ben");
        talk.sees("Which goal does it serve?");
        ends(talk, end, "goal");
        practice.unchanged_but(&before, &[]);
    }
}

#[test]
#[ignore = "a minute: .ci/long/kills runs it"]
fn each_kind_of_question_survives_every_end() {
    for moment in moments() {
        for end in ENDS {
            survives(&moment, end, "");
            survives(&moment, end, "half an ans");
        }
    }
}

#[test]
#[ignore = "a minute: .ci/long/kills runs it"]
fn a_kill_in_the_middle_of_writing_leaves_a_note_that_loads() {
    for microseconds in (0..40_000).step_by(500) {
        let practice = Practice::example();
        let mut talk = practice.talk("plan new ben");
        say(&mut talk, &BEN[..2]);
        talk.answers("3/6 When, where", "Sat, 10:00");
        std::thread::sleep(Duration::from_micros(microseconds));
        talk.killed();
        practice.coach("check").ok();
        let (_, text) = draft(&practice, &format!("{microseconds} µs"));
        assert!(BEN[..2].iter().all(|(_, answer)| text.contains(answer)), "{microseconds} µs\n{text}");
    }
}

#[test]
fn ctrl_c_ends_every_conversation_with_130_and_a_whole_terminal() {
    for (line, answers, asked) in [
        ("plan new alice", &[][..], "is due. Look at what happened with it first?"),
        ("plan new chiara", &[], "is a draft. Go on with it?"),
        ("plan new ben --as Manager", &[], "If you were only the Manager"),
        (
            "plan new ben --as Manager",
            &[("If you were only the Manager", "Draw"), ("…", "")],
            "Which one is it?",
        ),
        ("plan test ben", &[("Before we", "5")], "If Mrs Kessler"),
        ("plan review alice", &[("What happened", "Three"), ("…", "")], "How many times"),
        ("plan review alice", &[("What happened", "Three")], "…"),
        (
            "goal close ben own --achieved",
            &[("What is it like", "Quiet"), ("…", "")],
            "Was it what you wanted?",
        ),
        ("session new alice", &[], "is due. Look at what happened"),
        ("goal examine alice", &[("1/15 What are your reasons", "They do it.")], "…"),
    ] {
        let practice = Practice::example();
        let mut talk = practice.talk(line);
        say(&mut talk, answers);
        talk.sees(asked);
        ends(talk, End::Interrupted, line);
        practice.coach("check").ok();
    }
}

#[test]
fn escape_skips() {
    let practice = Practice::example();
    let mut talk = practice.talk("plan new ben");
    talk.sees("? 1/6")
        .presses("\u{1b}")
        .sees("? 2/6")
        .types("One sheet")
        .presses("\r")
        .sees("? 3/6 When")
        .presses(".\r");
    assert_eq!(talk.ends_well().code, Some(0));
    practice.coach("check").ok();
}
