//! Holding the interview about a plan that has its note already.

use std::sync::Arc;

use super::interview::{Interview, is_blank};
use crate::cli::context::Context;
use crate::cli::paper::Paper;
use crate::insight::smart;
use crate::model::problem::Loaded;
use crate::model::record::Record;
use crate::model::words::PlanWords;
use crate::practice::Practice;

/// Asks what the plan lacks, opens it, and shows the coach what is still open in it. What nobody said a word to isn't kept. `full`
/// asks the rest as well; `review_given` is whether a flag said when it is looked at.
pub fn hold(
    context: &Context,
    practice: &Practice,
    record: &Record,
    words: &PlanWords,
    path: &Arc<str>,
    (full, review_given): (bool, bool),
) -> anyhow::Result<()> {
    let mut paper = Paper::open(practice, path)?;
    let blank = paper.text.clone();
    let asked = Interview { context, words, record, paper: &mut paper, full, review_given }.run();
    if asked.is_err() && paper.text == blank && is_blank(&paper.plan()) {
        // Nothing was said, so there is nothing to keep.
        practice.discard(&paper.path, &blank)?;
        context.settle()?;
    }
    asked?;
    let path = paper.path;
    if context.global.shared {
        return Ok(());
    }
    context.did(&path, "written")?;
    context.ui.say(&format!("to hand it over: coach share {}", record.client.id));
    let with_it = practice.record(&record.client.id).value;
    if let Some(plan) = with_it.plans.iter().find(|plan| plan.path == path) {
        let check = smart::check(&with_it, plan, words, context.now);
        context.show(practice, Loaded::from(check))?;
    }
    Ok(())
}
