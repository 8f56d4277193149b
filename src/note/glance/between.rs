//! `notes/DATE.md` to a [`Between`], at a glance.

use std::sync::Arc;

use super::Glance;
use super::values::{Found, HandedOver};
use crate::model::between::Between;
use crate::model::keys::NoteKind;
use crate::model::needs::Depth;
use crate::model::session::Side;
use crate::note::mail;

/// Reads the keys of a note between sessions; `None` where it has to be read otherwise.
#[must_use]
pub fn between(path: &Arc<str>, text: &str, depth: Depth) -> Option<Between> {
    read(Glance::at(path, text, NoteKind::Between, depth)?).ok()
}

fn read(glance: Glance<'_>) -> Found<Between> {
    let keys = &glance.keys;
    let from: Option<Side> = keys.choice("from")?;
    // What may be a mail of the client's has a sender.
    if from.is_none() && mail::sender(&keys.text[keys.body..]).is_some() {
        return Err(HandedOver);
    }
    Ok(Between {
        id: glance.id().to_owned(),
        path: Arc::clone(glance.path),
        when: glance.moment()?,
        from: from.unwrap_or(Side::Coach),
        statements: Vec::new(),
        said: Vec::new(),
        threads: Vec::new(),
        promises: Vec::new(),
        filed: Vec::new(),
        otherwise: Vec::new(),
        supervise: Vec::new(),
        ours: Vec::new(),
        mail: keys.text("mail")?,
        files: keys.texts("files")?,
        sender: None,
    })
}
