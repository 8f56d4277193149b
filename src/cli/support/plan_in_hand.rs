//! The plan that is being worked on: where each answer goes, and what its file is called.

use crate::acts::due_days::{write_due_day, write_due_days_of_steps};
use crate::acts::plan::opening_up::entitle_plan;
use crate::acts::plan::sheet::{file_name, is_untitled};
use crate::acts::plan::smart_answer;
use crate::cli::support::context::Context;
use crate::cli::support::note_in_hand::NoteInHand;
use crate::model::dates::Direction::PlansAhead;
use crate::model::moment::Moment;
use crate::model::plan::{Criterion, Plan};
use crate::model::wording::PlanWords;
use crate::note::parsed::Note;
use crate::note::read;
use crate::practice::paths::{self, Kind};

impl NoteInHand<'_> {
    /// The plan as it stands now.
    pub fn plan(&self) -> Plan {
        read::plan(Note::parse(&self.path, self.text.clone())).value
    }

    /// Answers one of the five criteria. What can't be put there is kept below, never dropped.
    pub fn answer(&mut self, criterion: Criterion, answer: &str, words: &PlanWords) -> anyhow::Result<()> {
        if self.change(|text| smart_answer::answer(text, criterion, answer, words)).is_ok() {
            return Ok(());
        }
        let question = words.asks(smart_answer::question_name(criterion), "");
        self.change(|text| smart_answer::keep_answer(text, &question, answer))
    }

    /// Gives a plan its title and, since the file is named by it, its file's name: one that is untitled, or whose title came from
    /// the answer that was there before.
    pub fn entitle(&mut self, title: &str, old: Option<&str>, client: &str) -> anyhow::Result<()> {
        let plan = self.plan();
        if !is_untitled(&plan) && Some(plan.title.as_str()) != old {
            return Ok(());
        }
        self.change(|text| entitle_plan(text, title))?;
        let Some(made) = plan.made else { return Ok(()) };
        let base = file_name(made, title);
        let id = self.practice.free_id(client, Kind::Plan, &base);
        let path = paths::note(client, Kind::Plan, &id);
        if !plan.id.starts_with(&base) {
            self.practice.rename(&self.path, &path)?;
            self.path = path;
        }
        Ok(())
    }
}

/// A step whose `due:friday` is the date that was meant. What can't be understood as a date is refused.
pub fn date_step(context: &Context, step: &str) -> anyhow::Result<String> {
    date_step_as_of(context, step, context.now)
}

/// The same of a step that was typed on another day.
pub fn date_step_as_of(context: &Context, step: &str, on: Moment) -> anyhow::Result<String> {
    let step =
        write_due_day(step, &|typed| anyhow::Ok(context.read_date_as_of(typed, on, PlansAhead)?.date))?;
    Ok(step.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The same for each step of a plan that was handed over in Markdown.
pub fn date_steps(context: &Context, plan: &str) -> anyhow::Result<String> {
    write_due_days_of_steps(plan, &|typed| Ok(context.read_date(typed, PlansAhead)?.date))
}
