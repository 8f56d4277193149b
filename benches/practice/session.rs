//! Calls, and what comes between them.

use std::fmt::Write as _;

use chrono::Days;

use super::File;
use super::client::AREAS;
use super::life::Life;
use super::random::Random;
use super::words;

const TAGS: &[&str] = &[
    "happy",
    "awake",
    "history",
    "expects",
    "works-best",
    "strength",
    "value",
    "support",
    "barrier",
    "belief",
    "fear",
];

/// The note of a call.
pub fn call(life: &mut Life, call: usize, goals: &[String]) -> File {
    let (day, planned) = (life.calls[call], life.is_planned(call));
    let random = &mut life.random;
    let status = match random.between(1, 40) {
        _ if planned => "planned",
        1 | 2 => "cancelled",
        3 => "no-show",
        _ => "held",
    };
    let mut text = format!(
        "---\ndate: {day}T{}\nstatus: {status}\nminutes: 60\n",
        hour(life.id == "client-0000", random)
    );
    match status {
        "planned" => text.push_str("show_up_as: someone who has time\n---\n"),
        "held" => held(&mut text, call, goals, random),
        "cancelled" => text.push_str("cancelled_by: client\n---\n\nA mail the evening before.\n"),
        _ => text.push_str("charged: true\n---\n"),
    }
    File { path: format!("sessions/{day}.md"), text }
}

/// A note between two calls: every other one is the client's.
pub fn between(life: &mut Life, after: usize) -> File {
    let random = &mut life.random;
    let day = life.calls[after] + Days::new(random.between(1, 6));
    let from_client = random.once_in(2);
    let mut text =
        format!("---\ndate: {day}\nfrom: {}\n---\n\n", if from_client { "client" } else { "coach" });
    if from_client {
        let sentences: Vec<String> = (0..random.between(2, 5)).map(|_| words::said(random)).collect();
        text.push_str(words::wrapped(&sentences.join(" "), "").trim_end());
        text.push('\n');
    } else {
        text.push_str(&words::paragraph(random));
        let _ = writeln!(text, "{} #{}", words::noted(random), random.one_of(TAGS));
    }
    File { path: format!("notes/{day}.md"), text }
}

fn hour(is_the_first: bool, random: &mut Random) -> String {
    if is_the_first {
        "10:00".into()
    } else {
        format!("{:02}:{}0", random.between(8, 17), random.between(0, 5))
    }
}

fn held(text: &mut String, call: usize, goals: &[String], random: &mut Random) {
    let goal = random.between(0, goals.len() as u64 - 1);
    let goal = &goals[usize::try_from(goal).unwrap_or(0)];
    let _ = write!(
        text,
        "summary: {}\nshow_up_as: slower than last time\ngoals: [{goal}]\n",
        words::noted(random)
    );
    if !random.once_in(4) {
        let mut mark = || random.between(6, 10);
        let _ = writeln!(
            text,
            "alliance: {{heard: {}, focus: {}, approach: {}, overall: {}}}",
            mark(),
            mark(),
            mark(),
            mark()
        );
    }
    if call.is_multiple_of(5) {
        text.push_str("balance:\n");
        for area in AREAS {
            let (rating, hours, wish) = (random.between(1, 9), random.between(1, 24), random.between(2, 14));
            let _ = writeln!(text, "  {area}: {{rating: {rating}, hours: {hours}, wish: {wish}}}");
        }
    }
    text.push_str("---\n\n");
    for _ in 0..random.between(1, 3) {
        text.push_str(&words::paragraph(random));
        text.push_str(&words::quote(random));
    }
    let filed = random.between(0, 2);
    for _ in 0..filed {
        let _ = writeln!(text, "- {} #{}", words::noted(random), random.one_of(TAGS));
    }
    text.push_str(if filed > 0 { "\n## Threads\n" } else { "## Threads\n" });
    for _ in 0..random.between(1, 3) {
        let tick = if random.once_in(12) { ' ' } else { 'x' };
        let _ = writeln!(text, "- [{tick}] {}", words::thread(random));
    }
    if random.once_in(4) {
        let _ = write!(text, "\n## Preparation\n{}\n", words::said(random));
    }
    if random.once_in(2) {
        let _ = write!(text, "\n## Reflection\n{}\n", words::noted(random));
    }
}
