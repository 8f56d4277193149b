//! What a client set out to do.

use std::fmt::Write as _;

use chrono::{Days, NaiveDate};

use super::life::Life;
use super::random::Random;
use super::words;
use super::{File, Shape};

const CRITERIA: [(&str, &str); 5] = [
    ("Specific", "What exactly will you do?"),
    ("Measurable", "How will you know, and how will I?"),
    ("Achievable", "What makes room for it, and what does that cost?"),
    ("Relevant", "Why does this matter now?"),
    ("Time-bound", "When, where, and until when?"),
];

/// The plans of a client, first to last; where the work goes on, the last one is open.
pub fn plans(life: &mut Life, shape: &Shape, goals: &[String]) -> Vec<File> {
    let mut plans = Vec::with_capacity(shape.plans);
    let mut before: Option<String> = None;
    for place in 0..shape.plans {
        let call = place * shape.sessions / shape.plans;
        let is_open = life.active && place + 1 == shape.plans;
        let made = life.calls[call];
        let review = life.calls.get(call + 1).copied().unwrap_or(made + Days::new(14));
        let title = life.random.one_of(words::PLANS);
        let id = format!("{made}-{}", words::slug(title));
        let follows = before.take().filter(|_| life.random.once_in(4));
        let mut text = format!("---\ngoal: {}\nmade: {made}\nreview: {review}\n", goals[place % goals.len()]);
        if let Some(follows) = follows {
            let _ = writeln!(text, "follows: {follows}");
        }
        facts(&mut text, is_open, review, &mut life.random);
        let _ = write!(text, "---\n\n# {title}\n\n");
        body(&mut text, is_open, made, review, &mut life.random);
        plans.push(File { path: format!("plans/{id}.md"), text });
        before = Some(id);
    }
    plans
}

fn facts(text: &mut String, is_open: bool, review: NaiveDate, random: &mut Random) {
    let _ = write!(
        text,
        "made_by: {}\nwhen: Tue and Thu, 07:30\nwhere: the library by the harbour\nhow_often: 2/week\n\
         support: {}\nmake_room: the Tuesday meeting\nmake_room_cost: {}\nconfidence_before: {}\nconfidence: {}\n",
        random.one_of(&["together", "client", "coach"]),
        words::happening(random),
        words::happening(random),
        random.between(3, 6),
        random.between(6, 10),
    );
    if is_open {
        text.push_str("outcome: open\n");
    } else {
        let outcome = random.one_of(&["kept", "partly", "missed"]);
        let done = match outcome {
            "kept" => 4,
            "partly" => 2,
            _ => 0,
        };
        let _ = write!(text, "outcome: {outcome}\nreviewed: {review}\ndone: {done}\nof: 4\n");
    }
}

fn body(text: &mut String, is_open: bool, made: NaiveDate, review: NaiveDate, random: &mut Random) {
    text.push_str("## SMART\n");
    for (criterion, question) in CRITERIA {
        let tick = if random.once_in(6) { ' ' } else { 'x' };
        let _ = write!(text, "- [{tick}] **{criterion}** {question}\n  {}\n", words::said(random));
    }
    text.push_str("\n## Reality test\n");
    for _ in 0..random.between(1, 3) {
        let _ = writeln!(text, "- [x] {}", words::if_then(random));
    }
    text.push_str("\n## Steps\n");
    for _ in 0..random.between(2, 5) {
        let tick = if is_open || random.once_in(4) { ' ' } else { 'x' };
        let due = made + Days::new(random.between(1, 7));
        let _ = writeln!(text, "- [{tick}] {} due:{}", words::thread(random), due.min(review));
    }
    if !is_open {
        let _ = write!(text, "\n## Outcome\n{}\n\nLearned: {}\n", words::said(random), words::said(random));
    }
}
