//! What a client wants.

use std::fmt::Write as _;

use chrono::Days;

use super::life::Life;
use super::words;
use super::{File, Shape};

/// The ids of everybody's goals.
pub fn ids(shape: &Shape) -> Vec<String> {
    words::GOALS.iter().take(shape.goals).map(|title| words::slug(title)).collect()
}

/// The note of a goal; the first one is what the work is about now.
pub fn goal(life: &mut Life, place: usize) -> File {
    let title = words::GOALS[place];
    let opened = life.since();
    let last = life.calls.last().copied().unwrap_or_default();
    let (examined, moved) = (opened + Days::new(60), last - Days::new(14));
    let status = if place == 0 && life.active { "active" } else { "achieved" };
    let closed = if status == "achieved" { format!("closed: {last}\n") } else { String::new() };
    let random = &mut life.random;
    let mut text = format!(
        "---\ntitle: {title}\nstatus: {status}\nopened: {opened}\n{closed}importance: {}\nmotive: {}\n\
         examined: {examined}\nlevels:\n",
        random.between(5, 10),
        random.one_of(&["identified", "intrinsic", "introjected", "external"]),
    );
    for level in -2..=2 {
        let _ = writeln!(text, "  {level}: {}", words::happening(random));
    }
    let _ = write!(
        text,
        "level: {}\nlevel_on: {moved}\n---\n\n# {title}\n\n## In their words\n",
        random.one_of(&["-1", "0", "1"])
    );
    text.push_str(&words::quote(random));
    text.push_str("## Hard questions\n");
    for question in 0..random.between(3, 5) {
        let _ = writeln!(
            text,
            "- [{}] What if {}?",
            if question < 3 { 'x' } else { ' ' },
            words::happening(random)
        );
        if question < 3 {
            let _ = writeln!(text, "  {}", words::said(random));
        }
    }
    let _ = write!(text, "\n## Evidence\n- {}\n", words::noted(random));
    File { path: format!("goals/{}.md", words::slug(title)), text }
}
