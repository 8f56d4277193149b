//! `client.md`: who the person is.

use std::fmt::Write as _;

use chrono::Days;

use super::File;
use super::life::Life;
use super::words;

/// The areas of everybody's work.
pub const AREAS: [&str; 4] = ["vision", "service", "accountability", "community"];

const SECTIONS: [&str; 10] = [
    "What makes them happy",
    "What keeps them awake",
    "History",
    "What they expect of people",
    "How they work best",
    "Strengths",
    "Values",
    "Supports",
    "Barriers",
    "Beliefs",
];

/// The note on the person.
pub fn note(life: &mut Life) -> File {
    let since = life.since();
    let status = if life.active { "active" } else { "completed" };
    let random = &mut life.random;
    let name = format!("{} {}", random.one_of(words::FIRST), random.one_of(words::LAST));
    let mut text = format!(
        "---\nname: {name}\nstatus: {status}\nsince: {since}\nsessions_agreed: {}\nkeep_until: {}\n\
         email: {}@example.org             # mornings\norganisation: {}\nfee: {}\nareas: [{}]\nlog_consent: {since}\n\
         tags: [{}]\n---\n\n# {name}\n\n{}",
        random.between(40, 80),
        since + Days::new(365 * 15),
        life.id,
        random.one_of(words::ORGANISATIONS),
        random.one_of(&["paid", "paid", "pro-bono"]),
        AREAS.join(", "),
        random.one_of(&["nonprofit", "makers", "health", "law"]),
        words::paragraph(random),
    );
    for section in SECTIONS {
        let _ = writeln!(text, "## {section}");
        for _ in 0..random.between(1, 3) {
            let _ = writeln!(text, "- {}", words::noted(random));
        }
        text.push('\n');
    }
    text.push_str("## Agreement\nAn hour every other week. Who pays hears nothing but the dates.\n");
    File { path: "client.md".into(), text }
}
