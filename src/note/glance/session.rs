//! `sessions/DATE.md` to a [`Session`], at a glance.

use std::sync::Arc;

use super::Glance;
use super::values::{Found, HandedOver};
use crate::model::keys::NoteKind;
use crate::model::mark::Ten;
use crate::model::needs::Depth;
use crate::model::session::{Alliance, Session, SessionKind};
use crate::model::signal::Signal;

/// Reads a session's keys; `None` where it has to be read otherwise.
#[must_use]
pub fn session(path: &Arc<str>, text: &str, depth: Depth) -> Option<Session> {
    read(Glance::at(path, text, NoteKind::Session, depth)?).ok()
}

fn read(glance: Glance<'_>) -> Found<Session> {
    let keys = &glance.keys;
    let goals = keys.references("goals")?;
    let written_kind: Option<SessionKind> = keys.choice("kind")?;
    let talked_about = keys.texts("talked_about")?;
    let signals: Option<Vec<Signal>> = talked_about.iter().map(|typed| Signal::from_typed(typed)).collect();
    Ok(Session {
        id: glance.id().to_owned(),
        path: Arc::clone(glance.path),
        when: glance.moment()?,
        written_status: keys.choice("status")?,
        cancelled_by: keys.choice("cancelled_by")?,
        minutes: keys.count("minutes")?,
        written_kind,
        kind: written_kind.unwrap_or(SessionKind::Individual),
        group_size: keys.count("group_size")?,
        moved_from: keys.texts("moved_from")?,
        place: keys.text("where")?,
        fee: keys.choice("fee")?,
        charged: keys.flag("charged")?,
        summary: keys.statement("summary")?,
        show_up_as: keys.statements("show_up_as")?,
        about: goals.iter().map(|goal| goal.id.clone()).collect(),
        goals,
        talked_about: signals.ok_or(HandedOver)?,
        alliance: alliance(&keys.marks("alliance")?),
        balance: keys.areas("balance")?,
        picked: keys.text("picked")?,
        said: Vec::new(),
        text: Vec::new(),
        written: glance.written(&["date", "status", "minutes", "kind", "alliance"]),
        headings: glance.titles.into_iter().map(|section| section.title).collect(),
        threads: Vec::new(),
        promises: Vec::new(),
        filed: Vec::new(),
        otherwise: Vec::new(),
        supervise: Vec::new(),
        ours: Vec::new(),
        preparation: Vec::new(),
        reflection: Vec::new(),
        typed_plan: Vec::new(),
    })
}

fn alliance(marks: &[(&str, Ten)]) -> Alliance {
    let of = |name: &str| marks.iter().find(|(known, _)| *known == name).map(|(_, mark)| *mark);
    Alliance { heard: of("heard"), focus: of("focus"), approach: of("approach"), overall: of("overall") }
}
