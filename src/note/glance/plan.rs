//! `plans/DATE-ID.md` to a [`Plan`], at a glance.

use std::sync::Arc;

use super::Glance;
use super::values::{Found, HandedOver};
use crate::model::fit::{Fit, FitValue};
use crate::model::keys::{Holds, NoteKind};
use crate::model::moment::split_leading_day;
use crate::model::needs::Depth;
use crate::model::plan::{Outcome, Plan};

/// Reads a plan's keys; `None` where it has to be read otherwise.
#[must_use]
pub fn plan(path: &Arc<str>, text: &str, depth: Depth) -> Option<Plan> {
    read(Glance::at(path, text, NoteKind::Plan, depth)?).ok()
}

fn read(glance: Glance<'_>) -> Found<Plan> {
    let keys = &glance.keys;
    let written = keys.moment("made")?;
    let named = || split_leading_day(glance.id()).map(|(day, _)| day);
    let title = glance.titles.first().map(|section| section.title.clone()).filter(|title| !title.is_empty());
    Ok(Plan {
        id: glance.id().to_owned(),
        path: Arc::clone(glance.path),
        title: title.unwrap_or_else(|| glance.id().to_owned()),
        goal: keys.references("goal")?.into_iter().next(),
        made: written.map(|moment| moment.date).or_else(named),
        made_hour: written.and_then(|moment| moment.time),
        made_by: keys.choice("made_by")?,
        review: keys.day("review")?,
        fit: read_fit(&glance)?,
        follows: keys.references("follows")?.into_iter().next(),
        outcome: keys.choice("outcome")?.unwrap_or(Outcome::Open),
        reviewed: keys.day("reviewed")?,
        done: keys.amount("done")?,
        of: keys.amount("of")?,
        smart: Vec::new(),
        if_thens: Vec::new(),
        steps: Vec::new(),
        outcome_words: Vec::new(),
        written: glance.written(&["made_by", "review", "confidence", "outcome"]),
    })
}

fn read_fit(glance: &Glance<'_>) -> Found<Fit> {
    let mut is_handed_over = false;
    let fit = Fit::read(|key, holds| {
        let value = match holds {
            Holds::Plain => glance.keys.mark(key).map(|mark| mark.map(FitValue::Mark)),
            _ => glance.keys.text(key).map(|text| text.map(FitValue::Words)),
        };
        is_handed_over |= value.is_err();
        value.ok().flatten()
    });
    if is_handed_over { Err(HandedOver) } else { Ok(fit) }
}
