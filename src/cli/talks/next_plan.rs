//! The next version of a plan whose outcome was looked at.

use crate::acts::plan::next_version::{carry_over, change_by, differs};
use crate::acts::plan::sheet::Sheet;
use crate::cli::support::context::Context;
use crate::cli::support::plan_draft::{Draft, date_of_making};
use crate::cli::talks::interview_held::hold_interview;
use crate::cli::talks::plan_interview::find_next_session;
use crate::model::plan::{MadeBy, Outcome, Plan};
use crate::model::record::Record;
use crate::model::refusal::Refusal;
use crate::model::wording::PlanWords;
use crate::practice::Practice;

/// Writes the next version: on a terminal each question is asked again, else the flags say what differs. Where nothing does, none
/// is made, and that is refused: the review itself is written already.
pub fn write_next_version(
    context: &Context,
    practice: &Practice,
    record: &Record,
    words: &PlanWords,
    (plan, told, full): (&Plan, Sheet, bool),
) -> anyhow::Result<()> {
    let follows = |next: &&Plan| next.follows.as_ref().is_some_and(|before| before.id == plan.id);
    let there = record.plans.iter().find(follows);
    if let Some(there) = there.filter(|next| next.outcome != Outcome::Draft || !context.ui.can_ask()) {
        context.ui.say("its next version stands there already");
        return context.report_written(&there.path);
    }
    if let Some(draft) = there {
        return hold_interview(context, practice, record, words, &draft.path, (full, Some(plan)));
    }
    let is_told = told != Sheet::default();
    let carried = Sheet {
        made: Some(date_of_making(context, record, None)),
        review: find_next_session(record, context),
        ..carry_over(plan)
    };
    let sheet = change_by(carried, told);
    if context.ui.can_ask() && !is_told {
        let path = Draft::new(context, practice, &sheet, Outcome::Draft, words)?.write(practice, record)?;
        return hold_interview(context, practice, record, words, &path, (full, Some(plan)));
    }
    if !differs(&sheet, plan) {
        let what = format!(
            "the review is written; no next version is made, since nothing in it differs from “{}”",
            plan.title
        );
        let hint = "say what differs: --when, --make-room, --if-then and the like, as in coach plan new";
        return Err(Refusal::refuse(what, hint).into());
    }
    let sheet = Sheet { made_by: sheet.made_by.or(Some(MadeBy::Together)), ..sheet };
    let path = Draft::new(context, practice, &sheet, Outcome::Open, words)?.write(practice, record)?;
    context.report_written(&path)?;
    let with_it = practice.record(&record.client.id).value;
    if let Some(next) = with_it.plans.iter().find(|next| next.path == path) {
        crate::cli::talks::interview_held::say_when_looked_at(context, &with_it, next);
    }
    Ok(())
}
