//! The templates and lists of words that `coach` carries; a practice may have its own in place of each.

use crate::model::order::InOrder as _;

/// The templates that `coach` carries: name and text. `docs/templates.md` tells their variables.
pub const EMBEDDED: &[(&str, &str)] = &[
    ("balance-show.md", include_str!("../../templates/balance-show.md")),
    ("balance-table.md", include_str!("../../templates/balance-table.md")),
    ("balance.svg", include_str!("../../templates/balance.svg")),
    ("client-list.md", include_str!("../../templates/client-list.md")),
    ("client-show.md", include_str!("../../templates/client-show.md")),
    ("config.md", include_str!("../../templates/config.md")),
    ("doctor.md", include_str!("../../templates/doctor.md")),
    ("erase-beyond.md", include_str!("../../templates/erase-beyond.md")),
    ("erase-prove.md", include_str!("../../templates/erase-prove.md")),
    ("erase-transcripts.md", include_str!("../../templates/erase-transcripts.md")),
    ("erase.md", include_str!("../../templates/erase.md")),
    ("export.md", include_str!("../../templates/export.md")),
    ("find.md", include_str!("../../templates/find.md")),
    ("goal-list.md", include_str!("../../templates/goal-list.md")),
    ("goal-show.md", include_str!("../../templates/goal-show.md")),
    ("import.md", include_str!("../../templates/import.md")),
    ("listen.md", include_str!("../../templates/listen.md")),
    ("log.md", include_str!("../../templates/log.md")),
    ("new-client.md", include_str!("../../templates/new-client.md")),
    ("new-goal.md", include_str!("../../templates/new-goal.md")),
    ("new-note.md", include_str!("../../templates/new-note.md")),
    ("new-plan.md", include_str!("../../templates/new-plan.md")),
    ("new-practice.yaml", include_str!("../../templates/new-practice.yaml")),
    ("new-reflection.md", include_str!("../../templates/new-reflection.md")),
    ("new-session.md", include_str!("../../templates/new-session.md")),
    ("page.html", include_str!("../../templates/page.html")),
    ("plan-check.md", include_str!("../../templates/plan-check.md")),
    ("plan-list.md", include_str!("../../templates/plan-list.md")),
    ("plan-show.md", include_str!("../../templates/plan-show.md")),
    ("plan-steps.md", include_str!("../../templates/plan-steps.md")),
    ("prep-day.md", include_str!("../../templates/prep-day.md")),
    ("prep.md", include_str!("../../templates/prep.md")),
    ("read-entry.md", include_str!("../../templates/read-entry.md")),
    ("read.md", include_str!("../../templates/read.md")),
    ("receive.md", include_str!("../../templates/receive.md")),
    ("report-alliance.md", include_str!("../../templates/report-alliance.md")),
    ("report-caseload.md", include_str!("../../templates/report-caseload.md")),
    ("report-follow-through.md", include_str!("../../templates/report-follow-through.md")),
    ("report-hours.md", include_str!("../../templates/report-hours.md")),
    ("report-sessions.md", include_str!("../../templates/report-sessions.md")),
    ("session-list.md", include_str!("../../templates/session-list.md")),
    ("session-show.md", include_str!("../../templates/session-show.md")),
    ("share-sponsor.md", include_str!("../../templates/share-sponsor.md")),
    ("share-whole.md", include_str!("../../templates/share-whole.md")),
    ("share.html", include_str!("../../templates/share.html")),
    ("share-mail.md", include_str!("../../templates/share-mail.md")),
    ("share.md", include_str!("../../templates/share.md")),
    ("stuck.md", include_str!("../../templates/stuck.md")),
    ("stuck-list.md", include_str!("../../templates/stuck-list.md")),
    ("promise-list.md", include_str!("../../templates/promise-list.md")),
    ("supervise.md", include_str!("../../templates/supervise.md")),
    ("supervise-list.md", include_str!("../../templates/supervise-list.md")),
    ("template-list.md", include_str!("../../templates/template-list.md")),
    ("thread-list.md", include_str!("../../templates/thread-list.md")),
    ("today.md", include_str!("../../templates/today.md")),
];

/// The words by which `plan check` reads a plan; overridden like a template, though it is none.
pub const PLAN_WORDS: (&str, &str) = ("plan-words.yaml", include_str!("../../templates/plan-words.yaml"));

/// The words of signals, likewise.
pub const SIGNAL_WORDS: (&str, &str) =
    ("signal-words.yaml", include_str!("../../templates/signal-words.yaml"));

/// The words of an examination, likewise.
pub const GOAL_WORDS: (&str, &str) = ("goal-words.yaml", include_str!("../../templates/goal-words.yaml"));

/// The words about what isn't known of a person, likewise.
pub const CLIENT_WORDS: (&str, &str) =
    ("client-words.yaml", include_str!("../../templates/client-words.yaml"));

/// What a client is asked on their page, likewise.
pub const ASK_WORDS: (&str, &str) = ("ask-words.yaml", include_str!("../../templates/ask-words.yaml"));

/// How questions begin, likewise.
pub const QUESTION_WORDS: (&str, &str) =
    ("question-words.yaml", include_str!("../../templates/question-words.yaml"));

/// What credential bodies ask for, likewise.
pub const CREDENTIALS: (&str, &str) = ("credentials.yaml", include_str!("../../templates/credentials.yaml"));

/// Every file that a practice may have of its own, by name: templates and lists of words.
pub fn list_built_in() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lists = [PLAN_WORDS, SIGNAL_WORDS, GOAL_WORDS, CLIENT_WORDS, ASK_WORDS, QUESTION_WORDS, CREDENTIALS];
    let mut all: Vec<_> = EMBEDDED.iter().copied().chain(lists).collect();
    all.put_in_order_by_key(|(name, _)| *name);
    all.into_iter()
}
